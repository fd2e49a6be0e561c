//! Reads a registry document: XML in, records and people out, each field as it is written.
//!
//! Every element and attribute is known, or the document is refused. Nothing recurses: the depth
//! of a document is that of the functions below.

use quick_xml::Error::{IllFormed, Syntax};
use quick_xml::errors::{IllFormedError, SyntaxError};
use quick_xml::events::{BytesStart, Event};

use super::{Error, Place, Problem};

/// Reads the official document or its canonical form.
///
/// # Errors
///
/// Anything that is not exactly a document of this registry, with its line.
pub fn read(bytes: &[u8]) -> Result<Document, Error> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let line = 1 + newlines(&String::from_utf8_lossy(valid));
        Problem::Encoding.at(Place::line(line))
    })?;
    Reader::new(text).document()
}

/// A registry document, in its own order. An empty element is the same as an absent one: no value.
/// In every text, runs of white space (blank, tab, CR, LF) are one blank, and none is at the ends.
#[derive(Clone, Debug)]
pub struct Document {
    /// What the header comment of the canonical form says of the official document.
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

/// A record, before any of its fields is understood.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// The line of `<record>`, from 1.
    pub line: u32,
    pub date: Option<String>,
    pub updated: Option<String>,
    pub name: Option<String>,
    pub protocol: Option<String>,
    pub assignee: Option<Xref>,
    /// The record's own cross references, contacts and references mixed, in document order.
    pub xrefs: Vec<Xref>,
    pub description: Mixed,
    pub number: Option<String>,
    pub service_code: Option<String>,
    pub unauthorized: Option<String>,
    pub note: Mixed,
}

impl Record {
    /// What a person calls the record: its number in the document, from 1, its name and port.
    pub fn label(&self, number: usize) -> String {
        super::label(
            number,
            self.name.as_deref(),
            self.number.as_deref(),
            self.protocol.as_deref(),
        )
    }
}

/// Text with cross references inside; nothing when empty.
pub type Mixed = Vec<Piece>;

/// A piece of [`Mixed`]. Text keeps the blank that parts it from a cross reference.
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

/// A person or an organisation that records name as assignee or contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub line: u32,
    pub id: String,
    pub name: Option<String>,
    pub organization: Option<String>,
}

/// What the header comment of the canonical form says before the date and the digest.
pub const SOURCE: [&str; 2] = ["Official document: updated ", ", SHA-256 "];

/// The namespace of every element.
pub const NAMESPACE: &str = "http://www.iana.org/assignments";

/// The id of the root element.
pub const ID: &str = "service-names-port-numbers";

/// What IANA's stylesheet knows and this registry has never used: elements, attributes and types of
/// cross reference. Nobody has said what they would mean here, so they are refused by name.
const UNUSED_ELEMENTS: [&str; 4] = ["artwork", "item", "list", "registry"];
const UNUSED_ATTRIBUTES: [&str; 2] = ["format", "lastupdated"];
const UNUSED_TYPES: [&str; 3] = ["registry", "rfc-errata", "unicode"];

impl Error {
    /// The error with the record or person that it is inside of.
    fn inside(self, label: impl FnOnce() -> String) -> Error {
        match self {
            Error::Refused { mut at, problem } => {
                at.item.get_or_insert_with(label);
                Error::Refused { at, problem }
            }
            other => other,
        }
    }
}

/// How many lines the text ends.
fn newlines(text: &str) -> u32 {
    u32::try_from(text.matches('\n').count()).unwrap_or(u32::MAX)
}

/// A text of the document for a message: on one line, and not longer than a reader needs.
pub fn excerpt(text: &str) -> String {
    shortened(text, 60)
}

fn shortened(text: &str, limit: usize) -> String {
    let mut shown = String::new();
    for character in text.chars().take(limit) {
        match character {
            '"' | '\'' | '\\' => shown.push(character),
            _ => shown.extend(character.escape_debug()),
        }
    }
    if text.chars().nth(limit).is_some() {
        shown.push('…');
    }
    shown
}

/// What the XML reader says, which may cite the document.
fn malformed(error: impl std::fmt::Display) -> Problem {
    Problem::Xml(shortened(&error.to_string(), 200))
}

/// What follows in the document: a tag or a stretch of text. A self-closing tag opens and closes.
enum Item<'a> {
    Open(BytesStart<'a>),
    Close,
    Text(std::borrow::Cow<'a, str>),
    Character(char),
    End,
}

/// The events of the document, with the line of each.
struct Reader<'a> {
    xml: quick_xml::Reader<&'a [u8]>,
    text: &'a str,
    /// Where the last item begins, in bytes.
    start: usize,
    /// A place before `start` and its line: lines are counted from there, so each once.
    counted: (usize, u32),
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Reader<'a> {
        let mut xml = quick_xml::Reader::from_str(text);
        xml.config_mut().expand_empty_elements = true;
        xml.config_mut().check_comments = true;
        Reader {
            xml,
            text,
            start: 0,
            counted: (0, 1),
        }
    }

    /// The line of the last item.
    fn line(&mut self) -> u32 {
        let (offset, line) = self.counted;
        let passed = self.text.get(offset..self.start).unwrap_or_default();
        self.counted = (self.start, line.saturating_add(newlines(passed)));
        self.counted.1
    }

    /// An error at the last item.
    fn error(&mut self, problem: Problem) -> Error {
        problem.at(Place::line(self.line()))
    }

    /// The next event as it is.
    fn event(&mut self) -> Result<Event<'a>, Error> {
        self.start = usize::try_from(self.xml.buffer_position()).unwrap_or(usize::MAX);
        match self.xml.read_event() {
            Ok(event) => Ok(event),
            Err(error) => {
                let position = usize::try_from(self.xml.error_position()).unwrap_or(usize::MAX);
                self.start = self.start.max(position);
                Err(self.error(match error {
                    // All but one of these say that the document ends before a markup does.
                    Syntax(error) if error != SyntaxError::InvalidBangMarkup => {
                        Problem::Truncated(format!("a markup ({error})"))
                    }
                    IllFormed(IllFormedError::UnclosedReference) => {
                        let rest = self.text.get(self.start..).unwrap_or_default();
                        if rest.contains('<') {
                            Problem::Xml("`&` without `;`".to_owned())
                        } else {
                            Problem::Truncated("an entity".to_owned())
                        }
                    }
                    error => malformed(error),
                }))
            }
        }
    }

    /// The next item inside the root element. Comments say nothing.
    fn item(&mut self) -> Result<Item<'a>, Error> {
        loop {
            return Ok(match self.event()? {
                Event::Start(tag) => Item::Open(tag),
                Event::End(_) => Item::Close,
                Event::Text(text) => Item::Text(text.into_inner()),
                Event::GeneralRef(entity) => Item::Character(self.character(&entity)?),
                Event::Eof => Item::End,
                Event::Comment(_) => continue,
                Event::CData(_) => {
                    return Err(self.error(Problem::Markup {
                        found: "a CDATA section",
                        expected: "text with `&lt;` and `&amp;`",
                    }));
                }
                Event::PI(_) | Event::Decl(_) => {
                    return Err(self.error(Problem::Markup {
                        found: "a processing instruction inside the registry",
                        expected: "elements and text",
                    }));
                }
                Event::DocType(_) => return Err(self.doctype()),
                Event::Empty(tag) => Item::Open(tag),
            });
        }
    }

    /// The character of `&name;` or `&#number;`.
    fn character(&mut self, entity: &str) -> Result<char, Error> {
        entity_character(entity).map_err(|problem| self.error(problem))
    }

    fn doctype(&mut self) -> Error {
        self.error(Problem::Markup {
            found: "a DOCTYPE",
            expected: "a document without one, as IANA publishes it",
        })
    }

    /// The next child of an element that holds only elements, or nothing at its end.
    fn child(&mut self, parent: &'static str) -> Result<Option<BytesStart<'a>>, Error> {
        loop {
            match self.item()? {
                Item::Open(tag) => return Ok(Some(tag)),
                Item::Close => return Ok(None),
                Item::Text(text) => {
                    let text = self.skip_blanks(&text);
                    if !text.is_empty() {
                        let found = excerpt(text);
                        return Err(self.error(Problem::Stray { parent, found }));
                    }
                }
                Item::Character(character) => {
                    let found = excerpt(character.encode_utf8(&mut [0; 4]));
                    return Err(self.error(Problem::Stray { parent, found }));
                }
                Item::End => return Err(self.error(Problem::Truncated(format!("<{parent}>")))),
            }
        }
    }

    /// The end of an element that holds nothing.
    fn nothing(&mut self, element: &'static str) -> Result<(), Error> {
        match self.child(element)? {
            None => Ok(()),
            Some(tag) => Err(self.unknown(&tag, element, "nothing inside")),
        }
    }

    /// The text of an element that holds only text.
    fn text(&mut self, tag: &BytesStart, element: &'static str) -> Result<Option<String>, Error> {
        self.attributes(tag, element, &[])?;
        self.content(element)
    }

    /// The text up to the end of an element that holds only text.
    fn content(&mut self, element: &'static str) -> Result<Option<String>, Error> {
        let mut text = Collapsed::default();
        loop {
            match self.item()? {
                Item::Text(more) => self.push(&mut text, &more)?,
                Item::Character(character) => {
                    self.push(&mut text, character.encode_utf8(&mut [0; 4]))?;
                }
                Item::Close => return Ok(text.only()),
                Item::Open(tag) => return Err(self.unknown(&tag, element, "only text")),
                Item::End => return Err(self.error(Problem::Truncated(format!("<{element}>")))),
            }
        }
    }

    /// The content of an element that holds text, cross references and breaks.
    fn mixed(&mut self, element: &'static str) -> Result<Mixed, Error> {
        let mut text = Collapsed::default();
        let mut paragraph = false;
        loop {
            match self.item()? {
                Item::Text(more) => self.push(&mut text, &more)?,
                Item::Character(character) => {
                    self.push(&mut text, character.encode_utf8(&mut [0; 4]))?;
                }
                Item::Open(tag) => match tag.name().as_ref() {
                    "xref" => {
                        let xref = self.xref(&tag)?;
                        text.xref(xref);
                    }
                    "br" => {
                        self.attributes(&tag, "br", &[])?;
                        self.nothing("br")?;
                        text.blank();
                    }
                    "paragraph" if !paragraph => {
                        self.attributes(&tag, "paragraph", &[])?;
                        paragraph = true;
                        text.blank();
                    }
                    _ => {
                        let expected = "text, <xref>, <br> or <paragraph>";
                        return Err(self.unknown(&tag, element, expected));
                    }
                },
                Item::Close if paragraph => {
                    paragraph = false;
                    text.blank();
                }
                Item::Close => return Ok(text.finish()),
                Item::End => return Err(self.error(Problem::Truncated(format!("<{element}>")))),
            }
        }
    }

    fn push(&mut self, text: &mut Collapsed, more: &str) -> Result<(), Error> {
        text.push(more).map_err(|problem| {
            // The control character, and not the text, is what the line is told of.
            let control = |c: char| c.is_control() && !is_blank(c);
            self.start += more.find(control).unwrap_or_default();
            self.error(problem)
        })
    }

    /// The text without the blanks around it, so that an error has the line where it begins.
    fn skip_blanks<'t>(&mut self, text: &'t str) -> &'t str {
        let rest = text.trim_start_matches(is_blank);
        self.start += text.len() - rest.len();
        rest.trim_end_matches(is_blank)
    }

    fn unknown(&mut self, tag: &BytesStart, parent: &'static str, expected: &'static str) -> Error {
        let found = excerpt(tag.name().as_ref());
        self.error(if UNUSED_ELEMENTS.contains(&found.as_str()) {
            Problem::Unsupported(format!("<{found}> in <{parent}>"))
        } else {
            Problem::Element {
                parent,
                found,
                expected,
            }
        })
    }

    /// The values of the attributes, in the order of `known`; any other attribute is refused. No
    /// element has more than three.
    fn attributes(
        &mut self,
        tag: &BytesStart,
        element: &'static str,
        known: &[&'static str],
    ) -> Result<[Option<String>; 3], Error> {
        let mut values = [None, None, None];
        // Most elements have none, and the build script, which is not optimised, reads them all.
        if tag.attributes_raw().is_empty() {
            return Ok(values);
        }
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|error| self.error(malformed(error)))?;
            let key = attribute.key.as_ref();
            let place = known.iter().position(|name| *name == key);
            if let Some(value) = place.and_then(|place| values.get_mut(place)) {
                *value = self.value(&attribute.value)?;
                continue;
            }
            return Err(self.error(if UNUSED_ATTRIBUTES.contains(&key) {
                Problem::Unsupported(format!("the attribute `{key}` of <{element}>"))
            } else {
                let expected = match known {
                    [] => "none".to_owned(),
                    [one] => format!("`{one}`"),
                    [one, two] => format!("`{one}`, `{two}`"),
                    [one, two, three, ..] => format!("`{one}`, `{two}`, `{three}`"),
                };
                Problem::Attribute {
                    element,
                    found: excerpt(key),
                    expected,
                }
            }));
        }
        Ok(values)
    }

    /// The value of an attribute, as the text of an element would be.
    fn value(&mut self, raw: &str) -> Result<Option<String>, Error> {
        let mut text = Collapsed::default();
        let mut rest = raw;
        while let Some((before, entity)) = rest.split_once('&') {
            let Some((entity, after)) = entity.split_once(';') else {
                let problem = "`&` without `;` in an attribute".to_owned();
                return Err(self.error(Problem::Xml(problem)));
            };
            self.push(&mut text, before)?;
            let character = self.character(entity)?;
            self.push(&mut text, character.encode_utf8(&mut [0; 4]))?;
            rest = after;
        }
        if raw.contains('<') {
            let problem = "`<` in an attribute".to_owned();
            return Err(self.error(Problem::Xml(problem)));
        }
        self.push(&mut text, rest)?;
        Ok(text.only())
    }

    fn xref(&mut self, tag: &BytesStart) -> Result<Xref, Error> {
        let [kind, data, section] = self.attributes(tag, "xref", &["type", "data", "section"])?;
        let kind = kind.unwrap_or_default();
        let Some(known) = XrefKind::ALL.iter().find(|known| known.as_str() == kind) else {
            return Err(self.error(if UNUSED_TYPES.contains(&kind.as_str()) {
                Problem::Unsupported(format!("<xref type=\"{kind}\">"))
            } else {
                Problem::Value {
                    field: "the type of <xref>",
                    found: excerpt(&kind),
                    expected: "`person`, `rfc`, `draft`, `uri`, `text` or `note`",
                }
            }));
        };
        let text = self.content("xref")?;
        Ok(Xref {
            kind: *known,
            data,
            section,
            text,
        })
    }

    fn document(mut self) -> Result<Document, Error> {
        let source = self.prolog()?;
        let mut seen = Seen::default();
        let mut title = None;
        let mut updated = None;
        let mut updated_line = 0;
        let mut records = Vec::new();
        let mut footnotes = Vec::new();
        let mut people = Vec::new();
        while let Some(tag) = self.child("registry")? {
            match tag.name().as_ref() {
                "record" => {
                    let record = self.record(&tag, records.len() + 1)?;
                    records.push(record);
                }
                "title" => {
                    self.once(&mut seen, "title", "<registry>")?;
                    title = self.text(&tag, "title")?;
                }
                "updated" => {
                    self.once(&mut seen, "updated", "<registry>")?;
                    updated_line = self.line();
                    updated = self.text(&tag, "updated")?;
                }
                "footnote" => {
                    let line = self.line();
                    let [anchor, ..] = self.attributes(&tag, "footnote", &["anchor"])?;
                    let Some(anchor) = anchor else {
                        let what = "the attribute `anchor` of <footnote>";
                        return Err(self.error(Problem::Missing(what, "the number of the note")));
                    };
                    let text = self.content("footnote")?.unwrap_or_default();
                    footnotes.push(Footnote { line, anchor, text });
                }
                "people" => {
                    self.once(&mut seen, "people", "<registry>")?;
                    self.attributes(&tag, "people", &[])?;
                    people = self.people()?;
                }
                // The preamble is prose for people: it is checked, and left out.
                "category" => drop(self.text(&tag, "category")?),
                "expert" => drop(self.text(&tag, "expert")?),
                "xref" => drop(self.xref(&tag)?),
                "note" => {
                    self.attributes(&tag, "note", &["title"])?;
                    self.mixed("note")?;
                }
                _ => {
                    let expected = "<title>, <category>, <updated>, <xref>, <expert>, <note>, \
                                    <record>, <footnote> or <people>";
                    return Err(self.unknown(&tag, "registry", expected));
                }
            }
        }
        let Some(title) = title else {
            return Err(self.error(Problem::Missing("<title>", "the name of the registry")));
        };
        let Some(updated) = updated else {
            return Err(self.error(Problem::Missing("<updated>", "the date of the registry")));
        };
        self.epilog()?;
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
    fn prolog(&mut self) -> Result<Option<Source>, Error> {
        let mut source = None;
        loop {
            match self.event()? {
                Event::Decl(declaration) => {
                    if self.start != 0 {
                        let problem = "an XML declaration that is not at the start".to_owned();
                        return Err(self.error(Problem::Xml(problem)));
                    }
                    self.declaration(&declaration)?;
                }
                Event::PI(_) => {}
                Event::Comment(comment) => source = self.source(&comment)?.or(source),
                Event::Text(text) => {
                    let text = self.skip_blanks(&text);
                    if !text.is_empty() {
                        let found = format!("a text that begins `{}`", excerpt(text));
                        return Err(self.error(Problem::NotRegistry(found)));
                    }
                }
                Event::DocType(kind) => {
                    let html = kind
                        .get(..4)
                        .is_some_and(|name| name.eq_ignore_ascii_case("html"));
                    return Err(if html {
                        self.error(Problem::NotRegistry("an HTML page".to_owned()))
                    } else {
                        self.doctype()
                    });
                }
                Event::Start(tag) if tag.name().as_ref() == "registry" => {
                    let [namespace, id, _] = self.attributes(&tag, "registry", &["xmlns", "id"])?;
                    if namespace.as_deref() == Some(NAMESPACE) && id.as_deref() == Some(ID) {
                        return Ok(source);
                    }
                    let found = format!(
                        "<registry xmlns=\"{}\" id=\"{}\">",
                        excerpt(&namespace.unwrap_or_default()),
                        excerpt(&id.unwrap_or_default())
                    );
                    return Err(self.error(Problem::NotRegistry(found)));
                }
                Event::Start(tag) => {
                    let name = tag.name();
                    let found = if name.as_ref().eq_ignore_ascii_case("html") {
                        "an HTML page".to_owned()
                    } else {
                        format!("a document of <{}>", excerpt(name.as_ref()))
                    };
                    return Err(self.error(Problem::NotRegistry(found)));
                }
                Event::Eof => {
                    let found = "a document without an element".to_owned();
                    return Err(self.error(Problem::NotRegistry(found)));
                }
                Event::End(_) | Event::Empty(_) | Event::CData(_) | Event::GeneralRef(_) => {
                    let problem = "text before the root element".to_owned();
                    return Err(self.error(Problem::Xml(problem)));
                }
            }
        }
    }

    fn declaration(&mut self, declaration: &quick_xml::events::BytesDecl) -> Result<(), Error> {
        let version = match declaration.version() {
            Ok(version) => version.into_owned(),
            Err(error) => return Err(self.error(malformed(error))),
        };
        let encoding = match declaration.encoding().transpose() {
            Ok(encoding) => encoding.unwrap_or("UTF-8".into()),
            Err(error) => return Err(self.error(malformed(error))),
        };
        if version != "1.0" {
            return Err(self.error(Problem::Value {
                field: "the version of XML",
                found: excerpt(&version),
                expected: "`1.0`",
            }));
        }
        if !encoding.eq_ignore_ascii_case("UTF-8") {
            return Err(self.error(Problem::Value {
                field: "the encoding",
                found: excerpt(&encoding),
                expected: "`UTF-8`",
            }));
        }
        Ok(())
    }

    /// What a comment before the root element says of the official document.
    fn source(&mut self, comment: &str) -> Result<Option<Source>, Error> {
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
            None => Err(self.error(Problem::Value {
                field: "the header comment",
                found: excerpt(statement),
                expected: "a date, `, SHA-256 ` and 64 hexadecimal digits in lower case; \
                           write the file with the refresh tool",
            })),
        }
    }

    /// Everything after the root element.
    fn epilog(&mut self) -> Result<(), Error> {
        loop {
            match self.event()? {
                Event::Eof => return Ok(()),
                Event::Comment(_) | Event::PI(_) => {}
                Event::Text(text) if self.skip_blanks(&text).is_empty() => {}
                _ => {
                    return Err(self.error(Problem::Markup {
                        found: "text or an element after </registry>",
                        expected: "the end of the document",
                    }));
                }
            }
        }
    }

    fn record(&mut self, tag: &BytesStart, number: usize) -> Result<Record, Error> {
        let mut record = Record {
            line: self.line(),
            ..Record::default()
        };
        match self.fields(tag, &mut record) {
            Ok(()) => Ok(record),
            Err(error) => Err(error.inside(|| record.label(number))),
        }
    }

    fn fields(&mut self, tag: &BytesStart, record: &mut Record) -> Result<(), Error> {
        [record.date, record.updated, _] = self.attributes(tag, "record", &["date", "updated"])?;
        let mut seen = Seen::default();
        while let Some(tag) = self.child("record")? {
            let name = tag.name();
            let element = match name.as_ref() {
                "xref" => {
                    let xref = self.xref(&tag)?;
                    record.xrefs.push(xref);
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
                    return Err(self.unknown(&tag, "record", expected));
                }
            };
            self.once(&mut seen, element, "a record")?;
            match element {
                "name" => record.name = self.text(&tag, element)?,
                "protocol" => record.protocol = self.text(&tag, element)?,
                "number" => record.number = self.text(&tag, element)?,
                "sc" => record.service_code = self.text(&tag, element)?,
                "unauthorized" => record.unauthorized = self.text(&tag, element)?,
                "assignee" => {
                    self.attributes(&tag, element, &[])?;
                    record.assignee = Some(self.assignee()?);
                }
                "description" => {
                    self.attributes(&tag, element, &[])?;
                    record.description = self.mixed(element)?;
                }
                _ => {
                    self.attributes(&tag, element, &[])?;
                    record.note = self.mixed(element)?;
                }
            }
        }
        Ok(())
    }

    /// The one cross reference of `<assignee>`.
    fn assignee(&mut self) -> Result<Xref, Error> {
        let mut assignee = None;
        while let Some(tag) = self.child("assignee")? {
            if tag.name().as_ref() != "xref" {
                return Err(self.unknown(&tag, "assignee", "one <xref type=\"person\">"));
            }
            if assignee.is_some() {
                return Err(self.error(Problem::Repeated("xref", "<assignee>")));
            }
            assignee = Some(self.xref(&tag)?);
        }
        assignee.ok_or_else(|| {
            let what = "<xref> of <assignee>";
            self.error(Problem::Missing(what, "one <xref type=\"person\">"))
        })
    }

    fn once(
        &mut self,
        seen: &mut Seen,
        element: &'static str,
        parent: &'static str,
    ) -> Result<(), Error> {
        if seen.0.contains(&element) {
            return Err(self.error(Problem::Repeated(element, parent)));
        }
        seen.0.push(element);
        Ok(())
    }

    fn people(&mut self) -> Result<Vec<Person>, Error> {
        let mut people = Vec::new();
        while let Some(tag) = self.child("people")? {
            if tag.name().as_ref() != "person" {
                return Err(self.unknown(&tag, "people", "<person>"));
            }
            let line = self.line();
            let [id, ..] = self.attributes(&tag, "person", &["id"])?;
            let Some(id) = id else {
                let what = "the attribute `id` of <person>";
                return Err(self.error(Problem::Missing(what, "the id that records refer to")));
            };
            let mut person = Person {
                line,
                id,
                name: None,
                organization: None,
            };
            match self.person(&mut person) {
                Ok(()) => people.push(person),
                Err(error) => {
                    let number = people.len() + 1;
                    return Err(
                        error.inside(|| format!("person {number} (`{}`)", excerpt(&person.id)))
                    );
                }
            }
        }
        Ok(people)
    }

    fn person(&mut self, person: &mut Person) -> Result<(), Error> {
        let mut seen = Seen::default();
        while let Some(tag) = self.child("person")? {
            match tag.name().as_ref() {
                "name" => {
                    self.once(&mut seen, "name", "a person")?;
                    person.name = self.text(&tag, "name")?;
                }
                "org" => {
                    self.once(&mut seen, "org", "a person")?;
                    person.organization = self.text(&tag, "org")?;
                }
                // Addresses, and when IANA last heard of them: checked, and left out.
                "uri" => drop(self.text(&tag, "uri")?),
                "updated" => {
                    self.once(&mut seen, "updated", "a person")?;
                    self.text(&tag, "updated")?;
                }
                _ => {
                    return Err(self.unknown(&tag, "person", "<name>, <org>, <uri> or <updated>"));
                }
            }
        }
        Ok(())
    }
}

/// The children that an element has had.
#[derive(Default)]
struct Seen(Vec<&'static str>);

/// White space in XML. A no-break space is not.
fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\r' | '\n')
}

/// The character that an entity stands for.
fn entity_character(entity: &str) -> Result<char, Problem> {
    let number = match entity {
        "amp" => return Ok('&'),
        "lt" => return Ok('<'),
        "gt" => return Ok('>'),
        "quot" => return Ok('"'),
        "apos" => return Ok('\''),
        _ => entity.strip_prefix('#'),
    };
    let character = number.and_then(|number| {
        let (digits, radix) = match number.strip_prefix('x') {
            Some(digits) => (digits, 16),
            None => (number, 10),
        };
        // `from_str_radix` takes a sign.
        if !digits.chars().all(|digit| digit.is_digit(radix)) {
            return None;
        }
        char::from_u32(u32::from_str_radix(digits, radix).ok()?)
    });
    character.ok_or_else(|| Problem::Entity(excerpt(entity)))
}

/// Builds a text in which white space is collapsed.
#[derive(Default)]
struct Collapsed {
    pieces: Mixed,
    text: String,
    /// White space came last: a blank, if something stands before it and something follows.
    blank: bool,
}

impl Collapsed {
    fn push(&mut self, more: &str) -> Result<(), Problem> {
        let mut start = 0;
        let mut rest = more.as_bytes();
        // A plain loop: the build script is not optimised.
        while let [byte, after @ ..] = rest {
            let end = more.len() - rest.len();
            match (byte, after) {
                (b'!'..=b'~', _) => {}
                // One blank between words stays where it is.
                (b' ', [b'!'..=0xff, ..]) if end > start => {}
                // U+0080 to U+009F, which terminals obey as they do U+001B.
                (0xc2, [control @ 0x80..=0x9f, ..]) => {
                    return Err(Problem::Control((*control).into()));
                }
                (0x80.., _) => {}
                (byte, _) => {
                    self.word(more.get(start..end));
                    if !is_blank((*byte).into()) {
                        return Err(Problem::Control((*byte).into()));
                    }
                    self.blank = true;
                    start = end + 1;
                }
            }
            rest = after;
        }
        self.word(more.get(start..));
        Ok(())
    }

    fn word(&mut self, word: Option<&str>) {
        if let Some(word) = word
            && !word.is_empty()
        {
            self.space();
            self.text.push_str(word);
        }
    }

    /// White space that is not written as such: a break.
    fn blank(&mut self) {
        self.blank = true;
    }

    fn xref(&mut self, xref: Xref) {
        self.space();
        if !self.text.is_empty() {
            self.pieces
                .push(Piece::Text(std::mem::take(&mut self.text)));
        }
        self.pieces.push(Piece::Xref(xref));
    }

    /// Makes the blank that is due before what follows.
    fn space(&mut self) {
        let something_before = !self.text.is_empty() || !self.pieces.is_empty();
        if std::mem::take(&mut self.blank) && something_before {
            self.text.push(' ');
        }
    }

    fn finish(mut self) -> Mixed {
        if !self.text.is_empty() {
            self.pieces.push(Piece::Text(self.text));
        }
        self.pieces
    }

    /// The text of an element that holds only text.
    fn only(self) -> Option<String> {
        Some(self.text).filter(|text| !text.is_empty())
    }
}
