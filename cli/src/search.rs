//! `ianaports search`: records by the words in them.

use std::io::{self, Write};
use std::process::ExitCode;

use ianaports::Status;
use ianaports_cli::merged::{Merged, is_same_row};
use ianaports_cli::ranking::{search, texts};

use crate::args;
use crate::print::{self, Row, Screen, Text};

pub fn run(arguments: &args::Search, screen: &mut Screen) -> io::Result<ExitCode> {
    let found = search(
        &arguments.words,
        arguments.on,
        arguments.status.map(Status::from),
    );
    if arguments.json {
        for record in &found {
            serde_json::to_writer(&mut *screen, record)?;
            writeln!(screen)?;
        }
    } else {
        let rows: Vec<_> = Merged::all_neighbours(&found, is_same_row)
            .into_iter()
            .map(|merged| row(&merged, &arguments.words))
            .collect();
        Row::print_in_one_line_each(&rows, screen)?;
        if screen.is_terminal() {
            writeln!(screen, "{} found", rows.len())?;
        }
    }
    Ok(ExitCode::from(u8::from(found.is_empty())))
}

fn row(merged: &Merged, words: &[String]) -> Row {
    let record = merged.record;
    let text = match record.status() {
        Status::Assigned => print::service(record),
        status => Text::plain(record.description())
            .unless_it_is(status.as_str())
            .and(status.as_str()),
    };
    // Why it is here, where name and description do not show it.
    let shown = format!(
        "{} {}",
        record.name().unwrap_or_default(),
        record.description()
    )
    .to_lowercase();
    let hidden = words
        .iter()
        .map(|word| word.to_lowercase())
        .find(|word| !shown.contains(word.as_str()));
    let person = hidden.and_then(|word| {
        let people = record
            .assignees()
            .filter(|&person| texts(person).any(|text| text.to_lowercase().contains(&word)));
        people.map(print::person).next()
    });
    Row {
        name: record.name().unwrap_or("-").to_string(),
        ports: record
            .ports()
            .map_or("-".to_string(), |ports| ports.to_string()),
        transports: print::transports(&merged.transports),
        text: match person {
            Some(person) => text.and(format!("assignee {person}")),
            None => text,
        },
    }
}
