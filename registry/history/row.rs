//! A record's columns as texts, as IANA shows them.

use std::collections::HashMap;

use super::super::check::{Record, Reference, Registry};
use super::super::date::Date;
use super::super::error::excerpt;
use super::super::relations;
use super::super::transport::Transport;

/// The columns of a record that the history keeps: the assignee and the contacts are not among them.
pub const COLUMNS: [&str; 10] = [
    "name",
    "ports",
    "transport",
    "description",
    "registered",
    "modified",
    "references",
    "service code",
    "unauthorized",
    "notes",
];
pub const NAME: usize = 0;
pub const PORTS: usize = 1;
pub const TRANSPORT: usize = 2;
pub const DESCRIPTION: usize = 3;
pub const REGISTERED: usize = 4;
pub const MODIFIED: usize = 5;
pub const REFERENCES: usize = 6;
pub const SERVICE_CODE: usize = 7;
pub const UNAUTHORIZED: usize = 8;
pub const NOTES: usize = 9;

/// The field of an event that counts the records that are equal to its own.
pub const EQUAL: &str = "equal";

/// A record's columns as IANA shows them, `""` where there is nothing.
pub type Row = [String; COLUMNS.len()];

/// What stands for a person in a text: those who have left the registry are not published again.
pub const PERSON: &str = "[person]";

/// The description of the ranges that are cut anew.
pub const FREE: &str = "Unassigned";

/// First and last port of a number or a range, written as the history has them.
pub fn ports(text: &str) -> Option<(u16, u16)> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let both = (first.parse().ok()?, last.parse().ok()?);
    (both.0 <= both.1 && number(both) == text).then_some(both)
}

fn number((first, last): (u16, u16)) -> String {
    match first == last {
        true => first.to_string(),
        false => format!("{first}-{last}"),
    }
}

pub fn transport(text: &str) -> Option<Transport> {
    Transport::ALL
        .iter()
        .copied()
        .find(|known| known.as_str() == text)
}

/// What a person calls a record: `` `surfpass` 5030/tcp ``.
pub fn label(row: &Row) -> String {
    let mut label = match row[NAME].as_str() {
        "" => "the record".to_owned(),
        name => format!("`{}`", excerpt(name)),
    };
    if !row[PORTS].is_empty() || !row[TRANSPORT].is_empty() {
        label.push(' ');
        label.push_str(&row[PORTS]);
    }
    if !row[TRANSPORT].is_empty() {
        label.push('/');
        label.push_str(&row[TRANSPORT]);
    }
    label
}

/// The sentence at the end of the descriptions of the records that replace another, with the name of that one.
pub fn sentences(registry: &Registry) -> HashMap<usize, &str> {
    let mut sentences = HashMap::default();
    for record in &registry.records {
        let is_alias = |notes: &String| notes.contains(relations::ALIAS.before);
        if !record.notes.as_ref().is_some_and(is_alias) {
            continue;
        }
        if let (Some(of), Some(name)) = (record.alias_of, &record.name) {
            sentences.insert(of, name.as_str());
        }
    }
    sentences
}

/// The columns of a record, which replaces the one of a name.
pub fn row(registry: &Registry, record: &Record, replaces: Option<&str>) -> Row {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let date = |date: Option<Date>| date.map_or_else(String::new, |date| date.to_string());
    let mut description = record.description.clone();
    if let Some(name) = replaces {
        if !description.is_empty() {
            description.push(' ');
        }
        let sentence = relations::REPLACEMENT;
        description.push_str(&format!("{} \"{name}\"{}", sentence.before, sentence.after));
    }
    let mut references = String::new();
    for cited in &record.references {
        references.push_str(&reference(cited));
    }
    let mut notes = text(&record.notes);
    without_people(registry, &mut description);
    without_people(registry, &mut notes);
    [
        text(&record.name),
        record.ports.map_or_else(String::new, number),
        record.transport.map_or("", Transport::as_str).to_owned(),
        description,
        date(record.registered),
        date(record.modified),
        references,
        record
            .service_code
            .map_or_else(String::new, |code| code.to_string()),
        text(&record.unauthorized),
        notes,
    ]
}

/// `[RFC9250]` as IANA shows it. Where that is not the document's own name, the name follows: `[TR-352](https://…)`.
fn reference(cited: &Reference) -> String {
    let (target, section, text) = match cited {
        Reference::Rfc {
            number,
            section,
            text,
        } => (format!("rfc{number}"), section, text),
        Reference::Draft {
            name,
            section,
            text,
        } => (name.clone(), section, text),
        Reference::Uri { uri, text } => (uri.clone(), &None, text),
        Reference::Text(text) | Reference::Footnote(text) => return format!("[{text}]"),
    };
    let shown = match (text, target.strip_prefix("rfc")) {
        (Some(text), _) => text.clone(),
        (None, Some(number)) => format!("RFC{number}"),
        (None, None) => target.clone(),
    };
    match (text, section) {
        (None, None) => format!("[{shown}]"),
        (_, None) => format!("[{shown}]({target})"),
        (_, Some(section)) => format!("[{shown}]({target}#section-{section})"),
    }
}

/// Puts [`PERSON`] where a text refers to a person.
fn without_people(registry: &Registry, text: &mut String) {
    let mut from = 0;
    while let Some(start) = text[from..].find('[') {
        let start = from + start;
        let Some(length) = text[start..].find(']') else {
            return;
        };
        let id = &text[start + 1..start + length];
        if registry.people.iter().any(|person| person.id == id) {
            text.replace_range(start..=start + length, PERSON);
        }
        from = start + 1;
    }
}
