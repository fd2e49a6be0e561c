//! The first stage: a document becomes records and people, each field as it is written.
//!
//! What is outside the records and the people is passed over. In a record, an unknown element or
//! attribute is refused. No function calls itself, so a deeply nested document cannot exhaust the stack.

use quick_xml::events::{BytesStart, Event};

use super::error::{Error, Place, Problem, Remark, excerpt, label};
use super::xml::{Collapsed, Item, Reader, Seen, is_blank};

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
    document(&mut Reader::new(text))
}

/// A registry document, in its own order. An empty element counts as an absent one.
#[derive(Clone, Debug)]
pub struct Document {
    /// The official document, if the header comment of the canonical form states it.
    pub source: Option<Source>,
    pub updated: String,
    /// The line of `<updated>`.
    pub updated_line: u32,
    pub records: Vec<Record>,
    pub footnotes: Vec<Footnote>,
    pub people: Vec<Person>,
    /// What is passed over, apart from the prose that each edition begins with.
    pub remarks: Vec<Remark>,
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
    pub assignees: Vec<Xref>,
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

/// The types of cross reference in IANA's grammar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum XrefKind {
    Person,
    Rfc,
    Draft,
    Uri,
    Text,
    Note,
    Erratum,
    Registry,
    Unicode,
}

impl XrefKind {
    pub const ALL: [XrefKind; 9] = [
        XrefKind::Person,
        XrefKind::Rfc,
        XrefKind::Draft,
        XrefKind::Uri,
        XrefKind::Text,
        XrefKind::Note,
        XrefKind::Erratum,
        XrefKind::Registry,
        XrefKind::Unicode,
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
            XrefKind::Erratum => "rfc-errata",
            XrefKind::Registry => "registry",
            XrefKind::Unicode => "unicode",
        }
    }
}

/// A numbered remark that records point to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Footnote {
    pub line: u32,
    pub anchor: String,
    pub text: Mixed,
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

/// The elements that are never passed over.
const KEPT: [&str; 4] = ["record", "footnote", "people", "person"];

fn document(xml: &mut Reader) -> Result<Document, Error> {
    let source = prolog(xml)?;
    let mut seen = Seen::default();
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
            "updated" => {
                xml.once(&mut seen, "updated", "<registry>")?;
                updated_line = xml.line();
                updated = xml.text(&tag, "updated")?;
            }
            "footnote" => footnotes.push(footnote(xml, &tag)?),
            "people" => {
                xml.once(&mut seen, "people", "<registry>")?;
                let [] = xml.some_attributes(&tag, "people", [])?;
                while let Some(tag) = xml.child("people")? {
                    if tag.name().as_ref() != "person" {
                        pass_over(xml, &tag, "people")?;
                        continue;
                    }
                    let number = people.len() + 1;
                    people.push(person(xml, &tag, number)?);
                }
            }
            // The prose that each edition begins with.
            "title" | "category" | "xref" | "expert" | "note" => xml.skip(&tag, &KEPT)?,
            _ => pass_over(xml, &tag, "registry")?,
        }
    }
    let Some(updated) = updated else {
        return Err(xml.error(Problem::Missing("<updated>", "the date of the registry")));
    };
    epilog(xml)?;
    Ok(Document {
        source,
        updated,
        updated_line,
        records,
        footnotes,
        people,
        remarks: std::mem::take(&mut xml.remarks),
    })
}

/// Passes over an element that holds no part of a record, and remarks on it.
fn pass_over(xml: &mut Reader, tag: &BytesStart, parent: &str) -> Result<(), Error> {
    let name = excerpt(tag.name().as_ref());
    xml.remark(format!("<{name}> in <{parent}> is passed over"));
    xml.skip(tag, &KEPT)
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
                let [namespace, id] = xml.some_attributes(&tag, "registry", ["xmlns", "id"])?;
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
    let [anchor] = xml.some_attributes(tag, "footnote", ["anchor"])?;
    let Some(anchor) = anchor else {
        let what = "the attribute `anchor` of <footnote>";
        return Err(xml.error(Problem::Missing(what, "the number of the note")));
    };
    let text = mixed(xml, "footnote")?;
    Ok(Footnote { line, anchor, text })
}

fn record(xml: &mut Reader, tag: &BytesStart, number: usize) -> Result<Record, Error> {
    let mut record = Record {
        line: xml.line(),
        ..Record::default()
    };
    let before = xml.remarks.len();
    let read = record_fields(xml, tag, &mut record);
    xml.inside(before, read, || record.label(number))?;
    Ok(record)
}

fn record_fields(xml: &mut Reader, tag: &BytesStart, record: &mut Record) -> Result<(), Error> {
    [record.date, record.updated] = xml.attributes(tag, "record", ["date", "updated"])?;
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
        let [] = xml.attributes(&tag, element, [])?;
        match element {
            "name" => record.name = xml.content(element)?,
            "protocol" => record.protocol = xml.content(element)?,
            "number" => record.number = xml.content(element)?,
            "sc" => record.service_code = xml.content(element)?,
            "unauthorized" => record.unauthorized = xml.content(element)?,
            "assignee" => record.assignees = assignees(xml)?,
            "description" => record.description = mixed(xml, element)?,
            _ => record.note = mixed(xml, element)?,
        }
    }
    Ok(())
}

/// The cross references of `<assignee>`.
fn assignees(xml: &mut Reader) -> Result<Vec<Xref>, Error> {
    let mut assignees = Vec::new();
    while let Some(tag) = xml.child("assignee")? {
        if tag.name().as_ref() != "xref" {
            return Err(xml.unknown(&tag, "assignee", "<xref>"));
        }
        assignees.push(xref(xml, &tag)?);
    }
    Ok(assignees)
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
                    let [] = xml.attributes(&tag, "br", [])?;
                    xml.nothing("br")?;
                    text.blank();
                }
                "paragraph" if !paragraph => {
                    let [] = xml.attributes(&tag, "paragraph", [])?;
                    paragraph = true;
                    text.blank();
                }
                "artwork" if !paragraph => {
                    let [] = xml.attributes(&tag, "artwork", [])?;
                    let artwork = xml.content("artwork")?;
                    text.blank();
                    xml.push(&mut text, &artwork.unwrap_or_default())?;
                    text.blank();
                }
                _ => {
                    let expected = "text, <xref>, <br>, <paragraph> or <artwork>";
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
    let known = ["type", "data", "section", "lastupdated"];
    let [kind, data, section, updated] = xml.attributes(tag, "xref", known)?;
    if updated.is_some() {
        xml.remark("the attribute `lastupdated` of <xref> is passed over".to_owned());
    }
    let kind = kind.unwrap_or_default();
    let Some(known) = XrefKind::ALL.iter().find(|known| known.as_str() == kind) else {
        return Err(xml.error(Problem::Value {
            field: "the type of <xref>",
            found: excerpt(&kind),
            expected: "`person`, `rfc`, `draft`, `uri`, `text`, `note`, `rfc-errata`, `registry` or `unicode`",
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
    let [id] = xml.some_attributes(tag, "person", ["id"])?;
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
    let before = xml.remarks.len();
    let read = person_fields(xml, &mut person);
    xml.inside(before, read, || {
        format!("person {number} (`{}`)", excerpt(&person.id))
    })?;
    Ok(person)
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
            // Addresses, and the date of IANA's last contact.
            "uri" | "updated" => xml.skip(&tag, &KEPT)?,
            _ => pass_over(xml, &tag, "person")?,
        }
    }
    Ok(())
}
