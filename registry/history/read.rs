//! The file, line by line: is each of the form that the tool writes? `registry/README.md` has the form.

use super::super::date::{Date, DateError};
use super::super::error::excerpt;
use super::error::{HistoryError, HistoryProblem};
use super::event::{Edition, Event, History, What};
use super::row::{
    COLUMNS, DESCRIPTION, EQUAL, FREE, MODIFIED, PORTS, REGISTERED, SERVICE_CODE, TRANSPORT, ports,
    transport,
};

/// Reads the file; whether it fits is another question.
///
/// # Errors
///
/// The first line that is not of the form that the tool writes.
pub fn read(bytes: &[u8]) -> Result<History<'_>, HistoryError> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let mut line = 1;
            for &byte in bytes.get(..error.valid_up_to()).unwrap_or_default() {
                line += usize::from(byte == b'\n');
            }
            return Err(HistoryProblem::Encoding.on(line));
        }
    };
    let mut history = History::default();
    // How many lines the edition has still to have.
    let mut due = 0_usize;
    let mut number = 0;
    for line in text.split_inclusive('\n') {
        number += 1;
        let refuse = |problem: HistoryProblem| problem.on(number);
        let Some(line) = line.strip_suffix('\n') else {
            let why = "the last line has no end".to_owned();
            return Err(refuse(HistoryProblem::Truncated(why)));
        };
        if line.starts_with('#') {
            continue;
        }
        if line
            .bytes()
            .any(|byte| byte.is_ascii_control() && byte != b'\t')
        {
            return Err(refuse(HistoryProblem::Value {
                field: "the line",
                found: excerpt(line),
                expected: "no control character, and a line feed alone at the end",
            }));
        }
        let (event, rest) = line.split_once('\t').unwrap_or((line, ""));
        if event == "edition" {
            missing(due, number)?;
            let (edition, lines) =
                edition(number, rest, history.editions.last()).map_err(refuse)?;
            due = lines;
            history.editions.push(edition);
            continue;
        }
        let Some(edition) = history.editions.last_mut() else {
            return Err(refuse(HistoryProblem::NoEdition));
        };
        let Some(less) = due.checked_sub(1) else {
            return Err(refuse(HistoryProblem::Value {
                field: "the event",
                found: excerpt(line),
                expected: "`edition`, for the one before has all of its lines",
            }));
        };
        due = less;
        let read = match event {
            "removed" => event_of(number, What::Removed, rest, &mut edition.events),
            "changed" => event_of(number, What::Changed, rest, &mut edition.events),
            "added" => event_of(number, What::Added, rest, &mut edition.events),
            "removed-one" => event_of(number, What::RemovedOne, rest, &mut edition.events),
            "added-one" => event_of(number, What::AddedOne, rest, &mut edition.events),
            "recut" => recut(number, rest, &mut edition.events),
            _ => Err(HistoryProblem::Event(excerpt(event))),
        };
        read.map_err(refuse)?;
    }
    missing(due, number + 1)?;
    if history.editions.is_empty() {
        return Err(HistoryProblem::Truncated("it has no edition".to_owned()).on(1));
    }
    Ok(history)
}

/// An edition is over before it has all of its lines.
fn missing(due: usize, line: usize) -> Result<(), HistoryError> {
    match due {
        0 => Ok(()),
        _ => {
            let why = format!("the edition before has {due} lines more");
            Err(HistoryProblem::Truncated(why).on(line))
        }
    }
}

/// `2026-08-17`, a tab, and the number of the lines that follow for it.
fn edition<'a>(
    line: usize,
    rest: &str,
    before: Option<&Edition>,
) -> Result<(Edition<'a>, usize), HistoryProblem> {
    let (found, lines) = rest.split_once('\t').unwrap_or((rest, ""));
    let date = date(found)?;
    if let Some(before) = before.filter(|before| date < before.date) {
        let (found, before) = (date, before.date);
        return Err(HistoryProblem::Order { found, before });
    }
    let value = |expected| HistoryProblem::Value {
        field: "the number of lines",
        found: excerpt(lines),
        expected,
    };
    let count = match lines.parse::<usize>() {
        Ok(count) if count.to_string() == lines => count,
        _ => return Err(value("how many lines follow for the edition")),
    };
    if before.is_none() && count > 0 {
        return Err(value("0, for nothing is before the first edition"));
    }
    let events = Vec::new();
    Ok((Edition { line, date, events }, count))
}

/// A date with its day.
fn date(found: &str) -> Result<Date, HistoryProblem> {
    let date: Result<Date, DateError> = found.parse();
    match date {
        Ok(date) if date.day().is_some() => Ok(date),
        Ok(_) => Err(HistoryProblem::Value {
            field: "the date of the edition",
            found: excerpt(found),
            expected: "a date with its day",
        }),
        Err(source) => {
            let found = excerpt(found);
            Err(HistoryProblem::Date { found, source })
        }
    }
}

/// `5030/tcp,udp`, a tab, the name, and, each after a tab, `column=value`: one event for each transport.
fn event_of<'a>(
    line: usize,
    what: What,
    rest: &'a str,
    events: &mut Vec<Event<'a>>,
) -> Result<(), HistoryProblem> {
    let mut fields = rest.split('\t');
    let key = fields.next().unwrap_or_default();
    let Some(name) = fields.next() else {
        return Err(HistoryProblem::Value {
            field: "the event",
            found: excerpt(rest),
            expected: "ports and transports, a tab, and the name",
        });
    };
    let (ports, transports) = key.split_once('/').unwrap_or((key, ""));
    well_formed(PORTS, ports)?;
    let mut cells: Vec<(usize, &str)> = Vec::new();
    let mut equal = None;
    let is_one = matches!(what, What::RemovedOne | What::AddedOne);
    for field in fields {
        let (column, value) = field.split_once('=').unwrap_or((field, ""));
        if column == EQUAL && is_one {
            let count = match value.parse::<usize>() {
                Ok(count) if count > 0 && count.to_string() == value => count,
                _ => {
                    return Err(HistoryProblem::Value {
                        field: EQUAL,
                        found: excerpt(value),
                        expected: "how many others are equal to the record, or no such field",
                    });
                }
            };
            if equal.replace(count).is_some() {
                return Err(HistoryProblem::Repeated(EQUAL));
            }
            continue;
        }
        let Some(column) = COLUMNS.iter().position(|&known| known == column) else {
            return Err(HistoryProblem::Value {
                field: "the column",
                found: excerpt(column),
                expected: "that of a record, `=` and what was there",
            });
        };
        if cells.iter().any(|&(other, _)| other == column) {
            return Err(HistoryProblem::Repeated(COLUMNS[column]));
        }
        well_formed(column, value)?;
        cells.push((column, value));
    }
    let bare = match what {
        What::Changed => {
            cells.is_empty()
                || cells
                    .iter()
                    .any(|&(column, _)| [PORTS, TRANSPORT].contains(&column))
        }
        What::Removed | What::RemovedOne | What::AddedOne => cells
            .iter()
            .any(|&(column, value)| column <= TRANSPORT || value.is_empty()),
        What::Added => !cells.is_empty(),
    };
    if bare {
        return Err(HistoryProblem::Value {
            field: "the event",
            found: excerpt(rest),
            expected: match what {
                What::Changed => "the columns that changed, of which ports and transport are none",
                What::Removed | What::RemovedOne | What::AddedOne => {
                    "the columns that had a value, other than those before them"
                }
                What::Added => "no column, for the registry has them",
            },
        });
    }
    for transport in transports.split(',') {
        well_formed(TRANSPORT, transport)?;
        events.push(Event {
            line,
            what,
            name,
            ports,
            transport,
            cells: cells.clone(),
            equal: equal.unwrap_or_default(),
        });
    }
    Ok(())
}

/// A range, a tab, and the ranges that it has become: all of them `Unassigned` and nothing else.
fn recut<'a>(
    line: usize,
    rest: &'a str,
    events: &mut Vec<Event<'a>>,
) -> Result<(), HistoryProblem> {
    let mut what = What::Removed;
    let mut cells = vec![(DESCRIPTION, FREE)];
    for ports in rest.split('\t') {
        if ports.is_empty() {
            return Err(HistoryProblem::Value {
                field: "the range",
                found: String::new(),
                expected: "the range that was cut, and those that it has become",
            });
        }
        well_formed(PORTS, ports)?;
        events.push(Event {
            line,
            what,
            name: "",
            ports,
            transport: "",
            cells,
            equal: 0,
        });
        (what, cells) = (What::Added, Vec::new());
    }
    Ok(())
}

/// Whether a value can stand in its column.
fn well_formed(column: usize, value: &str) -> Result<(), HistoryProblem> {
    let (fits, expected) = match column {
        PORTS => (
            value.is_empty() || ports(value).is_some(),
            "a number from 0 to 65535 without leading zeros, or two with `-` between, the smaller first",
        ),
        TRANSPORT => (
            value.is_empty() || transport(value).is_some(),
            "`tcp`, `udp`, `sctp` or `dccp`",
        ),
        REGISTERED | MODIFIED => (
            value.is_empty() || value.parse::<Date>().is_ok(),
            "a date as YYYY-MM-DD or YYYY-MM",
        ),
        SERVICE_CODE => (
            value.is_empty()
                || value
                    .parse::<u32>()
                    .is_ok_and(|code| code.to_string() == value),
            "a number from 0 to 4294967295 without leading zeros",
        ),
        _ => (true, ""),
    };
    match fits {
        true => Ok(()),
        false => Err(HistoryProblem::Value {
            field: COLUMNS[column],
            found: excerpt(value),
            expected,
        }),
    }
}
