//! `ianaports QUERY...`: what the registry says to what a person types.

use std::io::{self, Write};
use std::process::ExitCode;

use ianaports::Query;
use ianaports_cli::answer::{self, Answer, Found};
use ianaports_cli::hints::Hints;
use ianaports_cli::merged::Merged;
use ianaports_cli::vacant::Run;

use crate::args;
use crate::print::{self, Row, Screen, Text};

pub fn run(arguments: &args::Lookup, screen: &mut Screen) -> io::Result<ExitCode> {
    let mut code = ExitCode::SUCCESS;
    for (at, &query) in arguments.queries.iter().enumerate() {
        if !answer::is_known(query) {
            code = ExitCode::FAILURE;
        }
        if arguments.json {
            serde_json::to_writer(&mut *screen, &Answer::to(query))?;
            writeln!(screen)?;
            continue;
        }
        if at > 0 {
            writeln!(screen)?;
        }
        screen.heading(&query.to_string())?;
        if arguments.long {
            for merged in answer::whole(query) {
                print::record(&merged, screen)?;
            }
        } else {
            Row::print_all(&rows(query), screen)?;
        }
        print::hints(&Hints::to(query), query, screen)?;
    }
    Ok(code)
}

/// The rows for a person.
fn rows(query: Query) -> Vec<Row> {
    answer::found(query)
        .into_iter()
        .map(|found| match found {
            Found::Service(merged) => service(&merged),
            Found::Vacant(run) => vacant(&run),
        })
        .collect()
}

fn service(merged: &Merged) -> Row {
    let record = merged.record;
    Row {
        name: record.name().unwrap_or("-").to_string(),
        ports: record
            .ports()
            .map_or("-".to_string(), |ports| ports.to_string()),
        transports: print::transports(&merged.transports),
        text: print::service(record),
    }
}

fn vacant(run: &Run) -> Row {
    let transports: Vec<_> = run.transports.iter().copied().map(Some).collect();
    Row {
        name: run.name.unwrap_or("-").to_string(),
        ports: run.ports.to_string(),
        transports: print::transports(&transports),
        text: match run.reason {
            "" => Text::note(run.status.as_str()),
            reason => Text::note(format!("{}: {reason}", run.status)),
        },
    }
}
