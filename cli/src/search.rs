//! `ianaports search`: records by the words in them.

use std::io::{self, Write};
use std::process::ExitCode;

use ianaports::{Query, Status};
use ianaports_cli::merged::{Merged, is_same_row};
use ianaports_cli::ranking::{assignees, search, search_unofficial, texts};
use ianaports_cli::unofficial::Unofficial;
use serde::Serialize;

use crate::args;
use crate::print::{self, Row, Screen, Text, complain};

/// An unofficial name, as a line that no record is.
#[derive(Serialize)]
struct Line<'a> {
    unofficial: &'a Unofficial,
}

pub fn run(arguments: &args::Search, screen: &mut Screen) -> io::Result<ExitCode> {
    let words = &arguments.words;
    let found = search(
        words,
        arguments.on,
        arguments.status.map(Status::from),
        assignees,
    );
    // An unofficial name has no status in the registry.
    let used = match arguments.status {
        None => search_unofficial(words, arguments.on),
        Some(_) => Vec::new(),
    };
    if arguments.json {
        for record in &found {
            serde_json::to_writer(&mut *screen, record)?;
            writeln!(screen)?;
        }
        for row in &used {
            serde_json::to_writer(&mut *screen, &Line { unofficial: row })?;
            writeln!(screen)?;
        }
    } else {
        let rows: Vec<_> = Merged::all_neighbours(&found, is_same_row)
            .into_iter()
            .map(|merged| row(&merged, words))
            .collect();
        Row::print_in_one_line_each(&rows, screen)?;
        for row in &used {
            print::hint_in_one_line(&format!("unofficial: {row}"), screen)?;
        }
        if screen.is_terminal() {
            writeln!(screen, "{} found", rows.len() + used.len())?;
        }
    }
    let is_empty = found.is_empty() && used.is_empty();
    if is_empty {
        screen.flush()?;
        complain(format_args!("{}", nothing(words)));
    }
    Ok(ExitCode::from(u8::from(is_empty)))
}

/// What was looked for in vain, and where to look next.
fn nothing(words: &[String]) -> String {
    let list = words.join(" ");
    match words {
        [word]
            if word
                .parse::<Query>()
                .is_ok_and(|query| query.name().is_none()) =>
        {
            format!("no text has {word}; to look up a port: ianaports {word}")
        }
        [word] => format!("nothing has the word {word}; for names near it: ianaports {word}"),
        _ => format!("nothing has all of the words {list}; try fewer of them"),
    }
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
