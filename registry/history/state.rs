//! The records of an edition, and the way back from there: each event undone, the newest first.

use std::collections::HashMap;

use super::super::check::Registry;
use super::super::date::Date;
use super::error::{HistoryError, HistoryProblem};
use super::event::{Event, History, What};
use super::row::{COLUMNS, NAME, PORTS, Row, TRANSPORT, label, ports, row, sentences};

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
                if let Some((first, _)) = ports(event.ports) {
                    is_meant[usize::from(first)] = true;
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

    /// The entries of the edition, those with one name, one transport and the same ports together.
    pub fn present(&self) -> impl Iterator<Item = &Vec<usize>> {
        self.keys.values()
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
        let is_same = |entry: &usize| self.entries[*entry].row == row;
        let same = found.iter().position(is_same);
        let is_one = matches!(event.what, What::RemovedOne | What::AddedOne);
        if is_one {
            let is_back = event.what == What::AddedOne;
            let equal = found.iter().filter(|entry| is_same(entry)).count();
            if same.is_none() && is_back {
                return Err(refuse(HistoryProblem::NotThere { record, date }));
            }
            let (found, expected) = (equal - usize::from(is_back), event.equal);
            if found != expected {
                return Err(refuse(HistoryProblem::Equal {
                    record,
                    found,
                    date,
                    expected,
                }));
            }
        }
        if let What::Removed | What::RemovedOne = event.what {
            if !is_one && !found.is_empty() {
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
