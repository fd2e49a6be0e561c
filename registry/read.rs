//! Reads a registry document: XML in, records and people out, each field as it is written.

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
