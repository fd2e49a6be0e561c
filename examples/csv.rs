//! Prints the registry as CSV, with the twelve columns, the header and the rules of the CSV that IANA publishes.
//!
//! ```text
//! cargo run --example csv > service-names-port-numbers.csv
//! ```
//!
//! Two things differ from IANA's own file. White space is collapsed: no field has a line break or two
//! blanks in a row. And six unassigned ranges of one port, such as `4748-4748`, print as that port.

use std::fmt::Display;
use std::io::{self, Write};
use std::process::ExitCode;

use ianaports::{Record, records};

mod support;
use support::Output;

const HELP: &str = "\
Prints the IANA registry of service names and port numbers as CSV, with the columns of IANA's own.

Usage: csv [--help]
";

const HEADER: &str = "Service Name,Port Number,Transport Protocol,Description,Assignee,Person,\
    Registration Date,Modification Date,Reference,Service Code,Unauthorized Use Reported,Assignment Notes";

fn main() -> ExitCode {
    support::run(HELP, |arguments, out| match arguments {
        [] => print(out).map(|()| 0),
        [other, ..] => Err(support::misused(format_args!(
            "unexpected argument: {other}"
        ))),
    })
}

fn print(out: &mut Output) -> io::Result<()> {
    writeln!(out, "{HEADER}")?;
    for record in records() {
        writeln!(out, "{}", columns(record).map(quoted).join(","))?;
    }
    Ok(())
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

/// The description with the sentence that the crate leaves out of it, because `aliases()` tells the same.
fn description(record: Record) -> String {
    // `www` is an alias too, but as a duplicate of `http`, of which the description of `http` does not speak.
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

/// A field in quotes if it needs them; quotes inside are doubled.
fn quoted(field: String) -> String {
    if field.contains(['"', ',']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field
    }
}
