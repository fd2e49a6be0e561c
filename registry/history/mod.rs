//! The changes of the registry, edition by edition. This reads `history.txt` and checks it against the registry
//! by undoing it, the newest event first. `README.md` has the form of the file.

pub mod tables;

use std::collections::HashMap;

use super::check::{Record, Reference, Registry};
use super::date::{Date, DateError};
use super::error::excerpt;
use super::relations;
use super::transport::Transport;

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

/// A record's columns as IANA shows them, `""` where there is nothing.
pub type Row = [String; COLUMNS.len()];

/// What stands for a person in a text: those who have left the registry are not published again.
pub const PERSON: &str = "[person]";

/// The description of the ranges that are cut anew.
pub const FREE: &str = "Unassigned";

/// Why the history is not compiled, and on which of its lines.
#[derive(Debug, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct HistoryError {
    /// From 1.
    pub line: usize,
    pub problem: HistoryProblem,
}

/// What is wrong with a line of the history, and what would be right.
#[derive(Debug, thiserror::Error)]
pub enum HistoryProblem {
    #[error("bytes that are not UTF-8; expected the file as the refresh tool writes it")]
    Encoding,
    #[error("the history is cut off: {0}; expected the file as the refresh tool writes it")]
    Truncated(String),
    #[error(
        "unknown event `{0}`; expected `edition`, `removed`, `changed`, `added`, `removed-one`, `added-one` or `recut`"
    )]
    Event(String),
    #[error("an event before the first edition; expected `edition`, a date and a number of lines")]
    NoEdition,
    #[error("the date `{found}`: {source}")]
    Date { found: String, source: DateError },
    #[error("the edition of {found} after that of {before}; expected the editions in order")]
    Order { found: Date, before: Date },
    #[error("{field} is `{found}`; expected {expected}")]
    Value {
        field: &'static str,
        found: String,
        expected: &'static str,
    },
    #[error("the column `{0}` for the second time; expected each once")]
    Repeated(&'static str),
    #[error("{record} is not in the edition of {date}; expected a record that is")]
    NotThere { record: String, date: Date },
    #[error("{record} is in the edition of {date}; expected a record that is not")]
    There { record: String, date: Date },
    #[error(
        "two records are {record} in the edition of {date}; expected one, or none can tell which is meant"
    )]
    Twice { record: String, date: Date },
    #[error(
        "the column `{column}` of {record} is the same in the edition of {date}; expected another value"
    )]
    Same {
        column: &'static str,
        record: String,
        date: Date,
    },
    #[error("the last edition is that of {found}; expected {expected}, as the registry")]
    End { found: Date, expected: Date },
}

/// The editions, the oldest first.
#[derive(Debug, Default)]
pub struct History<'a> {
    pub editions: Vec<Edition<'a>>,
}

/// What an edition changes of the one before it.
#[derive(Debug)]
pub struct Edition<'a> {
    pub line: usize,
    pub date: Date,
    /// In the order of the lines.
    pub events: Vec<Event<'a>>,
}

/// What an edition does to one record.
#[derive(Debug)]
pub struct Event<'a> {
    pub line: usize,
    pub what: What,
    /// What finds the record: after the event, or before it where the event removes it.
    pub name: &'a str,
    pub ports: &'a str,
    pub transport: &'a str,
    /// What was in the columns before, by their numbers.
    pub cells: Vec<(usize, &'a str)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Removed,
    Changed,
    Added,
    /// As `Removed`, of a record whose name, ports and transport another one has, too.
    RemovedOne,
    /// As `Added`, of such a record: its columns tell which.
    AddedOne,
}

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

impl HistoryProblem {
    fn on(self, line: usize) -> HistoryError {
        let problem = self;
        HistoryError { line, problem }
    }
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
    for field in fields {
        let (column, value) = field.split_once('=').unwrap_or((field, ""));
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
        What::Changed => cells.is_empty(),
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
                What::Changed => "the columns that changed",
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

/// The records of one edition, or those of them that the history has events of.
pub struct State {
    pub entries: Vec<Entry>,
    /// Those that are in the edition, by ports, transport and name.
    keys: HashMap<String, Vec<usize>>,
}

/// A record of some edition.
pub struct Entry {
    pub row: Row,
    /// Its index in the registry, if it is there today.
    pub record: Option<usize>,
}

/// What undoing an event has changed.
pub struct Undone {
    pub entry: usize,
    /// What the record was before the event; nothing where the event added it.
    pub before: Option<Row>,
    /// What it was after the event; nothing where the event removed it.
    pub after: Option<Row>,
}

impl State {
    /// The last edition, which is the registry.
    ///
    /// # Errors
    ///
    /// The registry is not of the date of the last edition.
    pub fn new(registry: &Registry, history: &History) -> Result<State, HistoryError> {
        // Most records have no event, and those need no key.
        let mut is_meant = vec![false; 1 << 16];
        let last = history.editions.last();
        if let Some(last) = last.filter(|last| last.date != registry.updated) {
            let (found, expected) = (last.date, registry.updated);
            return Err(HistoryProblem::End { found, expected }.on(last.line));
        }
        for edition in &history.editions {
            for event in &edition.events {
                let moved = event.cells.iter().filter(|cell| cell.0 == PORTS);
                for text in moved.map(|cell| cell.1).chain([event.ports]) {
                    if let Some((first, _)) = ports(text) {
                        is_meant[usize::from(first)] = true;
                    }
                }
            }
        }
        let mut state = State {
            entries: Vec::new(),
            keys: HashMap::default(),
        };
        let sentences = sentences(registry);
        for (number, record) in registry.records.iter().enumerate() {
            let is_meant = |(first, _)| is_meant[usize::from(first)];
            if record.ports.is_none_or(is_meant) {
                state.enter(
                    row(registry, record, sentences.get(&number).copied()),
                    Some(number),
                );
            }
        }
        Ok(state)
    }

    fn enter(&mut self, row: Row, record: Option<usize>) -> usize {
        let entry = self.entries.len();
        self.keys.entry(key(&row)).or_default().push(entry);
        self.entries.push(Entry { row, record });
        entry
    }

    /// Goes back to before an event of the edition of a date.
    ///
    /// # Errors
    ///
    /// The event does not fit.
    pub fn undo(&mut self, event: &Event, date: Date) -> Result<Undone, HistoryError> {
        let refuse = |problem: HistoryProblem| problem.on(event.line);
        let mut row = Row::default();
        row[NAME].push_str(event.name);
        row[PORTS].push_str(event.ports);
        row[TRANSPORT].push_str(event.transport);
        let key_before = key(&row);
        let mut found = self.keys.remove(&key_before).unwrap_or_default();
        let record = label(&row);
        if event.what != What::Changed {
            for &(column, value) in &event.cells {
                row[column].push_str(value);
            }
        }
        let same = found
            .iter()
            .position(|&entry| self.entries[entry].row == row);
        if let What::Removed | What::RemovedOne = event.what {
            let is_there = match event.what {
                What::Removed => !found.is_empty(),
                _ => same.is_some(),
            };
            if is_there {
                return Err(refuse(HistoryProblem::There { record, date }));
            }
            self.keys.insert(key_before, found);
            let before = Some(row.clone());
            let entry = self.enter(row, None);
            return Ok(Undone {
                entry,
                before,
                after: None,
            });
        }
        let place = match event.what {
            What::AddedOne => same,
            _ => found.len().checked_sub(1),
        };
        let Some(place) = place else {
            return Err(refuse(HistoryProblem::NotThere { record, date }));
        };
        let entry = found.remove(place);
        if event.what == What::AddedOne {
            self.keys.insert(key_before, found);
        } else if !found.is_empty() {
            return Err(refuse(HistoryProblem::Twice { record, date }));
        }
        let now = &mut self.entries[entry].row;
        let after = Some(now.clone());
        if event.what != What::Changed {
            return Ok(Undone {
                entry,
                before: None,
                after,
            });
        }
        for &(column, value) in &event.cells {
            if now[column] == value {
                let column = COLUMNS[column];
                return Err(refuse(HistoryProblem::Same {
                    column,
                    record,
                    date,
                }));
            }
            now[column].clear();
            now[column].push_str(value);
        }
        let before = Some(now.clone());
        let key = key(now);
        if self.keys.get(&key).is_some_and(|found| !found.is_empty()) {
            let record = label(&self.entries[entry].row);
            return Err(refuse(HistoryProblem::There { record, date }));
        }
        self.keys.insert(key, vec![entry]);
        Ok(Undone {
            entry,
            before,
            after,
        })
    }
}

fn key(row: &Row) -> String {
    let mut key = String::new();
    for column in [PORTS, TRANSPORT, NAME] {
        key.push_str(&row[column]);
        key.push('\t');
    }
    key
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
