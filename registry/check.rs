//! Gives every field of a document its meaning, or refuses the document.

use super::date::Date;
use super::transport::Transport;

/// A registry that is sound: every number, date, reference and alias in it has been understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registry {
    /// When IANA last changed it; always with a day.
    pub updated: Date,
    pub footnotes: Vec<Footnote>,
    /// In the document's order.
    pub records: Vec<Record>,
    /// In the document's order; then those that records name and the document does not define.
    pub people: Vec<Person>,
    pub relations: Relations,
}

/// How many records state that they belong to another, by the form of the statement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Relations {
    /// Notes of the old name: “This entry is an alias to …”.
    pub aliases: usize,
    /// Descriptions of the new name: “IANA assigned this … as a replacement for …”.
    pub replacements: usize,
    /// Notes: “This is a duplicate of the … service”.
    pub duplicates: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its line in the document, from 1.
    pub line: u32,
    pub name: Option<String>,
    pub transport: Option<Transport>,
    /// First and last port.
    pub ports: Option<(u16, u16)>,
    pub status: Status,
    /// Without the sentence that names the record which it replaces.
    pub description: String,
    /// The record that this one is an alias or a duplicate of; that one has no `alias_of`.
    pub alias_of: Option<usize>,
    /// Indexes of people. The contacts, where the record states no assignee.
    pub assignees: Vec<u32>,
    /// Indexes of people.
    pub contacts: Vec<u32>,
    pub registered: Option<Date>,
    pub modified: Option<Date>,
    pub references: Vec<Reference>,
    pub notes: Option<String>,
    pub unauthorized: Option<String>,
    pub service_code: Option<u32>,
    /// The note says that the use is widespread though unassigned.
    pub widespread: bool,
}

/// What a record says of its ports. A record in use without a name is assigned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    Assigned,
    Reserved,
    DeAssigned,
    Unassigned,
}

/// What defines a service. `text` is what IANA shows in place of the document's name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reference {
    Rfc {
        number: u32,
        section: Option<String>,
        text: Option<String>,
    },
    /// An Internet-Draft `draft-…`, or `RFC-…` once approved.
    Draft {
        name: String,
        section: Option<String>,
        text: Option<String>,
    },
    Uri {
        uri: String,
        text: Option<String>,
    },
    Text(String),
    /// The anchor of a [`Footnote`] of the registry.
    Footnote(String),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Footnote {
    pub anchor: String,
    pub text: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub id: String,
    pub name: Option<String>,
    pub organization: Option<String>,
}
