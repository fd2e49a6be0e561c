//! `ianaports QUERY...`: what the registry says to what a person types.

use std::io::{self, BufRead, Write};
use std::process::ExitCode;

use ianaports::Query;
use ianaports_cli::answer::{self, Answer, Found};
use ianaports_cli::asked;
use ianaports_cli::hints::Hints;
use ianaports_cli::merged::{Merged, is_same_row};
use ianaports_cli::vacant::Run;

use crate::args::{self, Asked};
use crate::lines;
use crate::print::{self, Row, Screen, Text, complain};

pub fn run(arguments: &args::Lookup, screen: &mut Screen) -> io::Result<ExitCode> {
    let mut lookup = Lookup {
        arguments,
        is_first: true,
        code: 0,
    };
    for asked in &arguments.queries {
        match asked {
            Asked::Query(query) => lookup.answer(*query, screen)?,
            Asked::Input => lookup.answer_input(io::stdin().lock(), screen)?,
        }
    }
    Ok(ExitCode::from(lookup.code))
}

struct Lookup<'a> {
    arguments: &'a args::Lookup,
    is_first: bool,
    code: u8,
}

impl Lookup<'_> {
    fn answer(&mut self, query: Query, screen: &mut Screen) -> io::Result<()> {
        let services_only = self.arguments.services_only;
        if !answer::is_known(query) {
            self.code = self.code.max(1);
        }
        if self.arguments.json {
            serde_json::to_writer(&mut *screen, &Answer::to(query, services_only))?;
            return writeln!(screen);
        }
        if !self.is_first {
            writeln!(screen)?;
        }
        self.is_first = false;
        screen.heading(&query.to_string())?;
        if self.arguments.long {
            for merged in answer::whole(query, services_only) {
                print::record(&merged, screen)?;
            }
        } else {
            Row::print_all(&rows(query, services_only), screen)?;
        }
        print::hints(&Hints::to(query), query, self.arguments.long, screen)
    }

    /// Answers the queries of a text, as they come: they stand between blanks and ends of lines.
    fn answer_input(&mut self, input: impl BufRead, screen: &mut Screen) -> io::Result<()> {
        for line in lines::of(input) {
            let (number, line) = match line {
                Ok(line) => line,
                Err(error) => {
                    complain(format_args!("the standard input cannot be read: {error}"));
                    self.code = 2;
                    break;
                }
            };
            let line = line.unwrap_or_else(|why| {
                complain(format_args!("the standard input, line {number}: {why}"));
                self.code = 2;
                String::new()
            });
            for typed in line.split_whitespace() {
                match asked::read(typed) {
                    Ok(query) => self.answer(query, screen)?,
                    Err(error) => {
                        complain(format_args!("the standard input, line {number}: {error}"));
                        self.code = 2;
                    }
                }
            }
            screen.flush()?;
        }
        Ok(())
    }
}

/// The rows for a person.
fn rows(query: Query, services_only: bool) -> Vec<Row> {
    answer::found(query, services_only, is_same_row)
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
