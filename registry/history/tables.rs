//! The history becomes tables. `src/history.rs` states the content of each table, under the same names.

use std::collections::HashMap;

use super::super::check::{Registry, status};
use super::super::date::Date;
use super::super::layout::{ChangeKind, RecordKind, date_to_number};
use super::super::relations;
use super::super::status::Status;
use super::super::tables::{Distinct, Tables};
use super::super::transport::Transport;
use super::{
    DESCRIPTION, Event, History, HistoryError, MODIFIED, NAME, PORTS, REGISTERED, Row, State,
    TRANSPORT, Undone, ports, row, sentences, transport,
};

/// Shortens the history to the editions up to `document`, which is not the last one. If no edition of its date has
/// the records of `document`, the history becomes empty.
///
/// # Errors
///
/// The history does not fit the registry that it ends with.
pub fn shorten(
    history: &mut History,
    last: &Registry,
    document: &Registry,
) -> Result<(), HistoryError> {
    let is_edition = |date: Date| date == document.updated;
    if !history
        .editions
        .iter()
        .any(|edition| is_edition(edition.date))
    {
        history.editions.clear();
        return Ok(());
    }
    // How often each row is in the edition, less how often it is in the document; no row where both are the same.
    let mut differences = HashMap::new();
    for (registry, count) in [(last, 1), (document, -1)] {
        let sentences = sentences(registry);
        for (number, record) in registry.records.iter().enumerate() {
            add(
                &mut differences,
                row(registry, record, sentences.get(&number).copied()),
                count,
            );
        }
    }
    let mut state = State::new(last, history)?;
    while let Some(edition) = history.editions.last() {
        if differences.is_empty() && is_edition(edition.date) {
            break;
        }
        for event in edition.events.iter().rev() {
            let Undone { before, after, .. } = state.undo(event, edition.date)?;
            for (row, count) in [(before, 1), (after, -1)] {
                if let Some(row) = row {
                    add(&mut differences, row, count);
                }
            }
        }
        history.editions.pop();
    }
    Ok(())
}

fn add(differences: &mut HashMap<Row, i32>, row: Row, count: i32) {
    let sum = differences.get(&row).copied().unwrap_or_default() + count;
    if sum == 0 {
        differences.remove(&row);
    } else {
        differences.insert(row, sum);
    }
}

/// Makes the tables of a history that ends with the registry, or of an empty one.
///
/// # Errors
///
/// An event does not fit.
pub fn index(
    tables: &mut Tables,
    history: &History,
    registry: &Registry,
) -> Result<(), HistoryError> {
    let mut state = State::new(registry, history)?;
    let mut changes = Changes::default();
    changes.texts.number(String::new());
    let (mut dates, mut firsts) = (Vec::new(), vec![0]);
    for edition in history.editions.iter().rev() {
        for event in edition.events.iter().rev() {
            let undone = state.undo(event, edition.date)?;
            changes.add(&state, event, &undone);
        }
        changes.turn(firsts[firsts.len() - 1] as usize);
        dates.push(date_to_number(Some(edition.date)));
        firsts.push(changes.kind.len() as u32);
    }
    changes.tables(tables, registry);
    tables.column("EDITION_DATE", dates);
    tables.column("EDITION_CHANGE", firsts);
    Ok(())
}

/// The subject of a change: a record of today as it is named today, or a name, ports and a transport that are gone.
#[derive(Clone, Copy)]
enum Subject {
    Today(u32),
    Former(u32),
}

#[derive(Default)]
struct Changes {
    kind: Vec<u32>,
    subject: Vec<Subject>,
    from: Vec<u32>,
    to: Vec<u32>,
    /// Where a record was before: a subject in place of a value.
    moved: Vec<(usize, Subject)>,
    texts: Distinct<String>,
    dates: Distinct<u32>,
    today: Distinct<u32>,
    former: Former,
    /// The subject of each entry of the state that has one.
    of_entry: HashMap<usize, Subject>,
}

#[derive(Default)]
struct Former {
    name: Vec<u32>,
    kind: Vec<u32>,
    ports: Vec<Option<(u16, u16)>>,
    description: Vec<u32>,
    record: Vec<u32>,
}

impl Changes {
    fn add(&mut self, state: &State, event: &Event, undone: &Undone) {
        let record = state.entries[undone.entry].record;
        let is_named = |row: &Row| !row[NAME].is_empty();
        match (&undone.before, &undone.after) {
            (None, Some(after)) => {
                let kind = if is_named(after) {
                    ChangeKind::Assigned
                } else {
                    ChangeKind::RecutNew
                };
                let subject = self.subject(undone.entry, record);
                self.push(kind, subject, 0, 0);
            }
            (Some(before), None) => {
                let kind = if is_named(before) {
                    ChangeKind::TakenBack
                } else {
                    ChangeKind::RecutGone
                };
                let subject = self.former(before, None);
                self.of_entry.insert(undone.entry, subject);
                self.push(kind, subject, 0, 0);
            }
            (Some(before), Some(after)) => {
                let subject = self.subject(undone.entry, record);
                for &(column, _) in event.cells.iter().rev() {
                    if column > TRANSPORT {
                        let [from, to] =
                            [before, after].map(|row| self.value(column, &row[column]));
                        let kind = ChangeKind::Restated((column - DESCRIPTION) as u8);
                        self.push(kind, subject, from, to);
                    }
                }
                if event.cells.iter().any(|&(column, _)| column <= TRANSPORT) {
                    let was = self.former(before, record);
                    self.of_entry.insert(undone.entry, was);
                    let is_renamed = before[NAME] != after[NAME];
                    let kind = if is_renamed {
                        ChangeKind::Renamed
                    } else {
                        ChangeKind::Moved
                    };
                    self.moved.push((self.kind.len(), was));
                    self.push(kind, subject, 0, 0);
                }
            }
            (None, None) => {}
        }
    }

    fn push(&mut self, kind: ChangeKind, subject: Subject, from: u32, to: u32) {
        self.kind.push(u32::from(kind.to_byte()));
        self.subject.push(subject);
        self.from.push(from);
        self.to.push(to);
    }

    /// Turns the changes of an edition, which were undone from the last on, into the order of its lines.
    fn turn(&mut self, first: usize) {
        let last = self.kind.len();
        self.kind[first..].reverse();
        self.subject[first..].reverse();
        self.from[first..].reverse();
        self.to[first..].reverse();
        for (change, _) in &mut self.moved {
            if *change >= first {
                *change = first + last - 1 - *change;
            }
        }
    }

    fn subject(&mut self, entry: usize, record: Option<usize>) -> Subject {
        match (self.of_entry.get(&entry), record) {
            (Some(&subject), _) => subject,
            (None, Some(record)) => Subject::Today(self.today.number(record as u32 + 1)),
            // Not reached: what is not in the registry was removed, and has a subject from then on.
            (None, None) => Subject::Today(0),
        }
    }

    /// A record as it was, which is the one of today that is given.
    fn former(&mut self, row: &Row, record: Option<usize>) -> Subject {
        // Not refused: a status that is unknown now was known when the history was written.
        let status = status(!row[NAME].is_empty(), &row[DESCRIPTION]).unwrap_or(Status::Assigned);
        let former = &mut self.former;
        former.name.push(self.texts.number(row[NAME].clone()));
        former.kind.push(kind(transport(&row[TRANSPORT]), status));
        former.ports.push(ports(&row[PORTS]));
        former
            .description
            .push(self.texts.number(plain(&row[DESCRIPTION])));
        former
            .record
            .push(record.map_or(0, |record| record as u32 + 1));
        Subject::Former(former.name.len() as u32 - 1)
    }

    /// One more than the number of a date, and the number of any other text.
    fn value(&mut self, column: usize, text: &str) -> u32 {
        match column {
            REGISTERED | MODIFIED => match text.parse::<Date>() {
                Ok(date) => self.dates.number(date_to_number(Some(date))) + 1,
                Err(_) => 0,
            },
            DESCRIPTION => self.texts.number(plain(text)),
            _ => self.texts.number(text.to_owned()),
        }
    }

    fn tables(mut self, tables: &mut Tables, registry: &Registry) {
        let today = self.today.items.len() as u32;
        let number = |subject| match subject {
            Subject::Today(number) => number,
            Subject::Former(number) => today + number,
        };
        for &(change, was) in &self.moved {
            self.from[change] = number(was);
        }
        let mut subjects = Vec::new();
        for &subject in &self.subject {
            subjects.push(number(subject));
        }
        // Of a record of today, too: a program that asks for changes then links no columns of records but names.
        let (mut kinds, mut ports) = (Vec::new(), Vec::new());
        for &ordinal in &self.today.items {
            let record = &registry.records[ordinal as usize - 1];
            kinds.push(kind(record.transport, record.status));
            ports.push(record.ports);
        }
        kinds.extend(self.former.kind);
        ports.extend(self.former.ports);
        let (mut first, mut last) = (Vec::new(), Vec::new());
        for ports in ports {
            let ports = ports.unwrap_or((1, 0)); // no range
            first.push(u32::from(ports.0));
            last.push(u32::from(ports.1));
        }
        let mut records = self.today.items;
        tables.constant("SUBJECTS_TODAY", records.len());
        records.extend(self.former.record);
        let mut texts = Vec::new();
        for text in &self.texts.items {
            texts.push(text.as_str());
        }
        tables.column("CHANGE_KIND", self.kind);
        tables.column("CHANGE_SUBJECT", subjects);
        tables.column("CHANGE_FROM", self.from);
        tables.column("CHANGE_TO", self.to);
        tables.column("SUBJECT_RECORD", records);
        tables.column("SUBJECT_KIND", kinds);
        tables.column("SUBJECT_FIRST", first);
        tables.column("SUBJECT_LAST", last);
        tables.column("FORMER_NAME", self.former.name);
        tables.column("FORMER_DESCRIPTION", self.former.description);
        tables.column("HISTORY_DATE", self.dates.items);
        tables.text("HISTORY_START", "HISTORY_TEXT", &texts);
    }
}

fn kind(transport: Option<Transport>, status: Status) -> u32 {
    let kind = RecordKind {
        transport,
        status,
        is_range: false,
        is_first_of_ports: false,
    };
    u32::from(kind.to_byte())
}

/// A description as a record of today has it: without the sentence that names what it replaces.
fn plain(description: &str) -> String {
    let (plain, _) = description
        .split_once(relations::REPLACEMENT.before)
        .unwrap_or((description, ""));
    plain.trim_end_matches(' ').to_owned()
}
