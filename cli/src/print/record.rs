use std::fmt::Display;
use std::io;

use ianaports::history;
use ianaports::{Record, Reference};
use ianaports_cli::merged::Merged;
use ianaports_cli::words::{service_code, txt_keys};

use super::screen::{NAME, PORTS};
use super::{Screen, change, table, transports};

/// Prints a record whole: a line for each column that has something.
pub fn print(merged: &Merged, screen: &mut Screen) -> io::Result<()> {
    let record = merged.record;
    let ports = record
        .ports()
        .map_or_else(|| "no port".to_string(), |ports| ports.to_string());
    let first = format!(
        "{} {} {}",
        screen.paint(NAME, record.name().unwrap_or("-")),
        screen.paint(PORTS, &ports),
        transports(&merged.transports),
    );
    table::wrap(&first, "  ", "    ", screen)?;
    for (label, text) in lines(record) {
        field(label, &text, screen)?;
    }
    for change in history::of_record(record) {
        field(
            "history",
            &format!("{} {}", change.date(), change::note(change)),
            screen,
        )?;
    }
    Ok(())
}

/// The columns that have something, with their labels.
fn lines(record: Record) -> Vec<(&'static str, String)> {
    let text = |value: Option<&str>| value.unwrap_or_default().to_string();
    let listed = |mut names: Vec<String>| {
        names.dedup();
        names.join(", ")
    };
    let names = |records: &mut dyn Iterator<Item = Record>| {
        listed(
            records
                .filter_map(Record::name)
                .map(str::to_string)
                .collect(),
        )
    };
    let mut lines = vec![
        ("description", record.description().to_string()),
        ("status", record.status().to_string()),
        ("alias of", text(record.alias_of().and_then(Record::name))),
        ("aliases", names(&mut record.aliases())),
        (
            "service type",
            record
                .service_type()
                .map(|kind| kind.to_string())
                .unwrap_or_default(),
        ),
        (
            "TXT keys",
            record.txt_keys().map(txt_keys).unwrap_or_default(),
        ),
        ("assignee", listed(record.assignees().map(person).collect())),
        ("contact", listed(record.contacts().map(person).collect())),
        ("registered", shown(record.registration_date())),
        ("modified", shown(record.modification_date())),
    ];
    lines.extend(
        record
            .references()
            .map(|cited| ("reference", reference(cited))),
    );
    lines.extend([
        (
            "service code",
            record.service_code().map(service_code).unwrap_or_default(),
        ),
        ("unauthorized", text(record.unauthorized_use())),
        ("notes", text(record.notes())),
    ]);
    lines.retain(|(_, text)| !text.is_empty());
    lines
}

/// A line of a record, or several with their text below each other.
fn field(label: &str, text: &str, screen: &mut Screen) -> io::Result<()> {
    if screen.width().is_some_and(|width| width < 60) {
        table::wrap(&format!("{label}: {text}"), "    ", "      ", screen)
    } else {
        table::wrap(text, &format!("    {label:<14}"), &" ".repeat(18), screen)
    }
}

fn shown(value: Option<impl Display>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// A person or an organization, as IANA names them.
pub fn person(person: ianaports::Person) -> String {
    let name = person.name().unwrap_or(person.id());
    match person.organization() {
        Some(organization) if organization != name => format!("{name} ({organization})"),
        _ => name.to_string(),
    }
}

fn reference(cited: Reference) -> String {
    match cited.url() {
        Some(url) if url.to_string() != cited.to_string() => format!("{cited} {url}"),
        _ => cited.to_string(),
    }
}
