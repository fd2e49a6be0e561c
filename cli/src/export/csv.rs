//! The twelve columns and the header of the CSV that IANA publishes.
//!
//! Two things differ from IANA's own file. White space is collapsed: no field has a line break or two blanks in
//! a row. And six unassigned ranges of one port, such as `4748-4748`, print as that port.

use std::fmt::Display;
use std::io::{self, Write};

use ianaports::{Record, records};

const HEADER: [&str; 12] = [
    "Service Name",
    "Port Number",
    "Transport Protocol",
    "Description",
    "Assignee",
    "Contact",
    "Registration Date",
    "Modification Date",
    "Reference",
    "Service Code",
    "Unauthorized Use Reported",
    "Assignment Notes",
];

pub fn write(out: impl Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(HEADER).map_err(of_output)?;
    for record in records() {
        csv.write_record(columns(record)).map_err(of_output)?;
    }
    csv.flush()
}

/// The fields of a record, in IANA's order. What the record does not have is empty.
fn columns(record: Record) -> [String; 12] {
    [
        text(record.name()),
        text(record.ports()),
        text(record.transport()),
        description(record),
        record.assignees().map(bracketed).collect(),
        record.contacts().map(bracketed).collect(),
        text(record.registration_date()),
        text(record.modification_date()),
        record.references().map(bracketed).collect(),
        text(record.service_code()),
        text(record.unauthorized_use()),
        text(record.notes()),
    ]
}

/// The description with the sentence that the library leaves out of it, because `aliases()` says the same.
fn description(record: Record) -> String {
    // `www` is an alias too, but as a duplicate of `http`, which the description of `http` does not mention.
    let replaced = record.aliases().find(|alias| {
        let notes = alias.notes().unwrap_or_default();
        notes.contains("This entry is an alias to")
    });
    let sentence = replaced.and_then(Record::name).map(|name| {
        format!("IANA assigned this well-formed service name as a replacement for \"{name}\".")
    });
    match (record.description(), sentence) {
        (description, None) => description.to_string(),
        ("", Some(sentence)) => sentence,
        (description, Some(sentence)) => format!("{description} {sentence}"),
    }
}

fn text(value: Option<impl Display>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

fn bracketed(value: impl Display) -> String {
    format!("[{value}]")
}

/// What went wrong with the output, as it was: a closed pipe is no fault.
pub fn of_output(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
