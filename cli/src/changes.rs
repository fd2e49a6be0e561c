//! `ianaports changes`: what has changed in the registry, and what a name or a port used to be.

use std::io::{self, Write};
use std::process::ExitCode;

use ianaports::history::{self, Change, Changes, Snapshot};
use ianaports::{Date, PortRange, Query};
use ianaports_cli::difference::merged;

use crate::args;
use crate::print::{self, Row, Screen, Text, complain};

pub fn run(arguments: &args::Changes, screen: &mut Screen) -> io::Result<ExitCode> {
    let Some(span) = history::span() else {
        complain(
            "no history: the registry that this program was built with is older than the history",
        );
        return Ok(ExitCode::FAILURE);
    };
    let mut found = Vec::new();
    for typed in &arguments.queries {
        let all = match typed.parse::<Query>() {
            Ok(query) => history::of(query),
            // A name of the past need not be one by the rules of today.
            Err(error) => {
                let all = history::of(typed.as_str());
                if all.clone().next().is_none() {
                    match typed.parse::<Date>() {
                        Ok(date) => complain(format_args!(
                            "{date} is a date: ianaports changes --since {date}"
                        )),
                        Err(_) => complain(format_args!("{typed:?}: {error}")),
                    }
                    return Ok(ExitCode::from(2));
                }
                all
            }
        };
        // Two queries may find the same.
        for change in since(all, arguments.since) {
            if !found.contains(&change) {
                found.push(change);
            }
        }
    }
    if arguments.queries.is_empty() {
        found.extend(since(history::changes(), arguments.since));
    }
    // Newest first, also of several queries.
    found.sort_by_key(|change| std::cmp::Reverse(change.date()));
    if arguments.json {
        for change in &found {
            serde_json::to_writer(&mut *screen, change)?;
            writeln!(screen)?;
        }
    } else {
        for (at, edition) in found.chunk_by(|a, b| a.date() == b.date()).enumerate() {
            if at > 0 {
                writeln!(screen)?;
            }
            screen.heading(&edition[0].date().to_string())?;
            Row::print_all(&rows(edition), screen)?;
        }
    }
    if found.is_empty() {
        screen.flush()?;
        complain(format_args!(
            "no change is known from {} to {}",
            span.start(),
            span.end()
        ));
    }
    Ok(ExitCode::from(u8::from(found.is_empty())))
}

fn since(changes: Changes, date: Option<Date>) -> Changes {
    match date {
        Some(date) => changes.since(date),
        None => changes,
    }
}

/// Changes of one edition; what is the same on several transports is one row.
fn rows(edition: &[Change]) -> Vec<Row> {
    type Said = (String, Option<PortRange>, Text);
    let said = |change: Change| {
        let (name, text) = print::change(change);
        let place = change.after().or(change.before());
        (name, place.and_then(Snapshot::ports), text)
    };
    let row = |((name, ports, text), transports): (Said, Vec<_>)| Row {
        name,
        ports: ports.map_or("-".to_string(), |ports| ports.to_string()),
        transports: print::transports(&transports),
        text,
    };
    merged(edition.iter().copied(), said)
        .into_iter()
        .map(row)
        .collect()
}
