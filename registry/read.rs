//! The first stage: a document becomes records and people, each field as it is written.
//!
//! A document with an unknown element or attribute is refused. No function calls itself, so a deeply
//! nested document cannot exhaust the stack.

use quick_xml::events::{BytesStart, Event};

use super::error::{Error, Place, Problem, excerpt, label};
use super::xml::{Collapsed, Item, Reader, Seen, Unused, is_blank};

/// Reads the official document or its canonical form.
///
/// # Errors
///
/// Anything that is not exactly a document of this registry, with its line.
pub fn read(bytes: &[u8]) -> Result<Document, Error> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let valid = bytes.iter().take(error.valid_up_to());
        let line = 1 + valid.filter(|byte| **byte == b'\n').count();
        Problem::Encoding.at(Place::line(u32::try_from(line).unwrap_or(u32::MAX)))
    })?;
    document(&mut Reader::new(text, &UNUSED))
}

/// A registry document, in its own order. An empty element counts as an absent one.
#[derive(Clone, Debug)]
pub struct Document {
    /// The official document, if the header comment of the canonical form states it.
    pub source: Option<Source>,
    pub title: String,
    pub updated: String,
    /// The line of `<updated>`.
    pub updated_line: u32,
    pub records: Vec<Record>,
    pub footnotes: Vec<Footnote>,
    pub people: Vec<Person>,
}

/// The official document that a canonical one was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    pub updated: String,
    /// 64 hexadecimal digits, lower case.
    pub sha256: String,
}

/// A record with its fields as they are written.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// The line of `<record>`, from 1.
    pub line: u32,
    pub date: Option<String>,
    pub updated: Option<String>,
    pub name: Option<String>,
    pub protocol: Option<String>,
    pub assignee: Option<Xref>,
    /// The cross references outside `<assignee>`: contacts and references, in the document's order.
    pub xrefs: Vec<Xref>,
    pub description: Mixed,
    pub number: Option<String>,
    pub service_code: Option<String>,
    pub unauthorized: Option<String>,
    pub note: Mixed,
}

impl Record {
    /// The label of the record in a message.
    pub fn label(&self, number: usize) -> String {
        label(
            number,
            self.name.as_deref(),
            self.number.as_deref(),
            self.protocol.as_deref(),
        )
    }
}

/// Text with cross references inside.
pub type Mixed = Vec<Piece>;

/// A piece of [`Mixed`]. Text keeps the blank between it and a cross reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Text(String),
    Xref(Xref),
}

/// `<xref type="…" data="…" section="…">text</xref>`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Xref {
    pub kind: XrefKind,
    pub data: Option<String>,
    pub section: Option<String>,
    pub text: Option<String>,
}

/// The types of cross reference that IANA uses in this registry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum XrefKind {
    Person,
    Rfc,
    Draft,
    Uri,
    Text,
    Note,
}

impl XrefKind {
    pub const ALL: [XrefKind; 6] = [
        XrefKind::Person,
        XrefKind::Rfc,
        XrefKind::Draft,
        XrefKind::Uri,
        XrefKind::Text,
        XrefKind::Note,
    ];

    /// The value of the attribute `type`.
    pub fn as_str(self) -> &'static str {
        match self {
            XrefKind::Person => "person",
            XrefKind::Rfc => "rfc",
            XrefKind::Draft => "draft",
            XrefKind::Uri => "uri",
            XrefKind::Text => "text",
            XrefKind::Note => "note",
        }
    }
}

/// A numbered remark that records point to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Footnote {
    pub line: u32,
    pub anchor: String,
    pub text: String,
}

/// A person or an organization that records name as assignee or contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub line: u32,
    pub id: String,
    pub name: Option<String>,
    pub organization: Option<String>,
}

/// The words of the canonical form's header comment before the date and before the digest.
pub const SOURCE: [&str; 2] = ["Official document: updated ", ", SHA-256 "];

/// The namespace of every element.
pub const NAMESPACE: &str = "http://www.iana.org/assignments";

/// The id of the root element.
pub const ID: &str = "service-names-port-numbers";

/// Names that IANA's schema allows and this registry has never used. Their meaning here is not
/// defined, so they are refused.
const UNUSED: Unused = Unused {
    elements: &["artwork", "item", "list", "registry"],
    attributes: &["format", "lastupdated"],
};
const UNUSED_TYPES: [&str; 3] = ["registry", "rfc-errata", "unicode"];

fn document(xml: &mut Reader) -> Result<Document, Error> {
    let source = prolog(xml)?;
    let mut seen = Seen::default();
    let mut title = None;
    let mut updated = None;
    let mut updated_line = 0;
    let mut records = Vec::new();
    let mut footnotes = Vec::new();
    let mut people = Vec::new();
    while let Some(tag) = xml.child("registry")? {
        match tag.name().as_ref() {
            "record" => {
                let number = records.len() + 1;
                records.push(record(xml, &tag, number)?);
            }
            "title" => {
                xml.once(&mut seen, "title", "<registry>")?;
                title = xml.text(&tag, "title")?;
            }
            "updated" => {
                xml.once(&mut seen, "updated", "<registry>")?;
                updated_line = xml.line();
                updated = xml.text(&tag, "updated")?;
            }
            "footnote" => footnotes.push(footnote(xml, &tag)?),
            "people" => {
                xml.once(&mut seen, "people", "<registry>")?;
                xml.attributes(&tag, "people", &[])?;
                while let Some(tag) = xml.child("people")? {
                    if tag.name().as_ref() != "person" {
                        return Err(xml.unknown(&tag, "people", "<person>"));
                    }
                    let number = people.len() + 1;
                    people.push(person(xml, &tag, number)?);
                }
            }
            // The preamble is prose: its elements are checked and left out.
            "category" => drop(xml.text(&tag, "category")?),
            "expert" => drop(xml.text(&tag, "expert")?),
            "xref" => drop(xref(xml, &tag)?),
            "note" => {
                xml.attributes(&tag, "note", &["title"])?;
                mixed(xml, "note")?;
            }
            _ => {
                let expected = "<title>, <category>, <updated>, <xref>, <expert>, <note>, \
                                <record>, <footnote> or <people>";
                return Err(xml.unknown(&tag, "registry", expected));
            }
        }
    }
    let Some(title) = title else {
        return Err(xml.error(Problem::Missing("<title>", "the name of the registry")));
    };
    let Some(updated) = updated else {
        return Err(xml.error(Problem::Missing("<updated>", "the date of the registry")));
    };
    epilog(xml)?;
    Ok(Document {
        source,
        title,
        updated,
        updated_line,
        records,
        footnotes,
        people,
    })
}

/// Everything up to and including the start of the root element.
fn prolog(xml: &mut Reader) -> Result<Option<Source>, Error> {
    let mut source = None;
    loop {
        let found = match xml.event()? {
            Event::Decl(declaration) => {
                xml.declaration(&declaration)?;
                continue;
            }
            Event::PI(_) => continue,
            Event::Comment(comment) => {
                source = official(xml, &comment)?.or(source);
                continue;
            }
            Event::Text(text) => match xml.skip_blanks(&text) {
                "" => continue,
                text => format!("a text that begins `{}`", excerpt(text)),
            },
            Event::DocType(kind) => match kind.get(..4) {
                Some(name) if name.eq_ignore_ascii_case("html") => "an HTML page".to_owned(),
                _ => return Err(xml.doctype()),
            },
            Event::Start(tag) if tag.name().as_ref() == "registry" => {
                let [namespace, id, _] = xml.attributes(&tag, "registry", &["xmlns", "id"])?;
                if namespace.as_deref() == Some(NAMESPACE) && id.as_deref() == Some(ID) {
                    return Ok(source);
                }
                format!(
                    "<registry xmlns=\"{}\" id=\"{}\">",
                    excerpt(&namespace.unwrap_or_default()),
                    excerpt(&id.unwrap_or_default())
                )
            }
            Event::Start(tag) => match tag.name().as_ref() {
                name if name.eq_ignore_ascii_case("html") => "an HTML page".to_owned(),
                name => format!("a document of <{}>", excerpt(name)),
            },
            Event::Eof => "a document without an element".to_owned(),
            Event::End(_) | Event::Empty(_) | Event::CData(_) | Event::GeneralRef(_) => {
                let problem = "text before the root element".to_owned();
                return Err(xml.error(Problem::Xml(problem)));
            }
        };
        return Err(xml.error(Problem::NotRegistry(found)));
    }
}

/// The official document, if this comment before the root element states it.
fn official(xml: &mut Reader, comment: &str) -> Result<Option<Source>, Error> {
    let [before_date, before_digest] = SOURCE;
    let Some((_, statement)) = comment.split_once(before_date) else {
        return Ok(None);
    };
    let parts = statement
        .split_once(before_digest)
        .and_then(|(date, rest)| {
            let digest = rest.get(..64)?;
            let hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
            let rest_is_blank = rest.get(64..)?.trim_matches(is_blank).is_empty();
            (digest.bytes().all(hex) && rest_is_blank).then_some((date, digest))
        });
    match parts {
        Some((date, digest)) => Ok(Some(Source {
            updated: date.to_owned(),
            sha256: digest.to_owned(),
        })),
        None => Err(xml.error(Problem::Value {
            field: "the header comment",
            found: excerpt(statement),
            expected: "a date, `, SHA-256 ` and 64 hexadecimal digits in lower case; \
                       write the file with the refresh tool",
        })),
    }
}

/// Everything after the root element.
fn epilog(xml: &mut Reader) -> Result<(), Error> {
    loop {
        match xml.event()? {
            Event::Eof => return Ok(()),
            Event::Comment(_) | Event::PI(_) => {}
            Event::Text(text) if xml.skip_blanks(&text).is_empty() => {}
            _ => {
                return Err(xml.error(Problem::Markup {
                    found: "text or an element after </registry>",
                    expected: "the end of the document",
                }));
            }
        }
    }
}

fn footnote(xml: &mut Reader, tag: &BytesStart) -> Result<Footnote, Error> {
    let line = xml.line();
    let [anchor, ..] = xml.attributes(tag, "footnote", &["anchor"])?;
    let Some(anchor) = anchor else {
        let what = "the attribute `anchor` of <footnote>";
        return Err(xml.error(Problem::Missing(what, "the number of the note")));
    };
    let text = xml.content("footnote")?.unwrap_or_default();
    Ok(Footnote { line, anchor, text })
}

fn record(xml: &mut Reader, tag: &BytesStart, number: usize) -> Result<Record, Error> {
    let mut record = Record {
        line: xml.line(),
        ..Record::default()
    };
    match record_fields(xml, tag, &mut record) {
        Ok(()) => Ok(record),
        Err(error) => Err(error.inside(|| record.label(number))),
    }
}

fn record_fields(xml: &mut Reader, tag: &BytesStart, record: &mut Record) -> Result<(), Error> {
    [record.date, record.updated, _] = xml.attributes(tag, "record", &["date", "updated"])?;
    let mut seen = Seen::default();
    while let Some(tag) = xml.child("record")? {
        let name = tag.name();
        let element = match name.as_ref() {
            "xref" => {
                record.xrefs.push(xref(xml, &tag)?);
                continue;
            }
            "name" => "name",
            "protocol" => "protocol",
            "assignee" => "assignee",
            "description" => "description",
            "number" => "number",
            "sc" => "sc",
            "unauthorized" => "unauthorized",
            "note" => "note",
            _ => {
                let expected = "<name>, <protocol>, <assignee>, <xref>, <description>, \
                                <number>, <sc>, <unauthorized> or <note>";
                return Err(xml.unknown(&tag, "record", expected));
            }
        };
        xml.once(&mut seen, element, "a record")?;
        xml.attributes(&tag, element, &[])?;
        match element {
            "name" => record.name = xml.content(element)?,
            "protocol" => record.protocol = xml.content(element)?,
            "number" => record.number = xml.content(element)?,
            "sc" => record.service_code = xml.content(element)?,
            "unauthorized" => record.unauthorized = xml.content(element)?,
            "assignee" => record.assignee = Some(assignee(xml)?),
            "description" => record.description = mixed(xml, element)?,
            _ => record.note = mixed(xml, element)?,
        }
    }
    Ok(())
}

/// The one cross reference of `<assignee>`.
fn assignee(xml: &mut Reader) -> Result<Xref, Error> {
    let mut assignee = None;
    while let Some(tag) = xml.child("assignee")? {
        if tag.name().as_ref() != "xref" {
            return Err(xml.unknown(&tag, "assignee", "one <xref type=\"person\">"));
        }
        if assignee.is_some() {
            return Err(xml.error(Problem::Repeated("xref", "<assignee>")));
        }
        assignee = Some(xref(xml, &tag)?);
    }
    assignee.ok_or_else(|| {
        let what = "<xref> of <assignee>";
        xml.error(Problem::Missing(what, "one <xref type=\"person\">"))
    })
}

/// The content of an element that holds text, cross references and breaks.
fn mixed(xml: &mut Reader, element: &'static str) -> Result<Mixed, Error> {
    let mut pieces = Mixed::new();
    let mut text = Collapsed::default();
    let mut paragraph = false;
    loop {
        match xml.item()? {
            Item::Text(more) => xml.push(&mut text, &more)?,
            Item::Character(character) => {
                xml.push(&mut text, character.encode_utf8(&mut [0; 4]))?;
            }
            Item::Open(tag) => match tag.name().as_ref() {
                "xref" => {
                    let xref = xref(xml, &tag)?;
                    pieces.extend(text.part().map(Piece::Text));
                    pieces.push(Piece::Xref(xref));
                }
                "br" => {
                    xml.attributes(&tag, "br", &[])?;
                    xml.nothing("br")?;
                    text.blank();
                }
                "paragraph" if !paragraph => {
                    xml.attributes(&tag, "paragraph", &[])?;
                    paragraph = true;
                    text.blank();
                }
                _ => {
                    let expected = "text, <xref>, <br> or <paragraph>";
                    return Err(xml.unknown(&tag, element, expected));
                }
            },
            Item::Close if paragraph => {
                paragraph = false;
                text.blank();
            }
            Item::Close => {
                pieces.extend(text.end().map(Piece::Text));
                return Ok(pieces);
            }
            Item::End => return Err(xml.error(Problem::Truncated(format!("<{element}>")))),
        }
    }
}

fn xref(xml: &mut Reader, tag: &BytesStart) -> Result<Xref, Error> {
    let [kind, data, section] = xml.attributes(tag, "xref", &["type", "data", "section"])?;
    let kind = kind.unwrap_or_default();
    let Some(known) = XrefKind::ALL.iter().find(|known| known.as_str() == kind) else {
        return Err(xml.error(if UNUSED_TYPES.contains(&kind.as_str()) {
            Problem::Unsupported(format!("<xref type=\"{kind}\">"))
        } else {
            Problem::Value {
                field: "the type of <xref>",
                found: excerpt(&kind),
                expected: "`person`, `rfc`, `draft`, `uri`, `text` or `note`",
            }
        }));
    };
    let text = xml.content("xref")?;
    Ok(Xref {
        kind: *known,
        data,
        section,
        text,
    })
}

fn person(xml: &mut Reader, tag: &BytesStart, number: usize) -> Result<Person, Error> {
    let line = xml.line();
    let [id, ..] = xml.attributes(tag, "person", &["id"])?;
    let Some(id) = id else {
        let what = "the attribute `id` of <person>";
        return Err(xml.error(Problem::Missing(what, "the id that records refer to")));
    };
    let mut person = Person {
        line,
        id,
        name: None,
        organization: None,
    };
    match person_fields(xml, &mut person) {
        Ok(()) => Ok(person),
        Err(error) => Err(error.inside(|| format!("person {number} (`{}`)", excerpt(&person.id)))),
    }
}

fn person_fields(xml: &mut Reader, person: &mut Person) -> Result<(), Error> {
    let mut seen = Seen::default();
    while let Some(tag) = xml.child("person")? {
        match tag.name().as_ref() {
            "name" => {
                xml.once(&mut seen, "name", "a person")?;
                person.name = xml.text(&tag, "name")?;
            }
            "org" => {
                xml.once(&mut seen, "org", "a person")?;
                person.organization = xml.text(&tag, "org")?;
            }
            // Addresses, and the date of IANA's last contact: checked and left out.
            "uri" => drop(xml.text(&tag, "uri")?),
            "updated" => {
                xml.once(&mut seen, "updated", "a person")?;
                xml.text(&tag, "updated")?;
            }
            _ => {
                return Err(xml.unknown(&tag, "person", "<name>, <org>, <uri> or <updated>"));
            }
        }
    }
    Ok(())
}
