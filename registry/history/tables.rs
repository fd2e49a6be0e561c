//! The history becomes tables. `src/history/` states the content of each table, under the same names.

use std::collections::HashSet;

use super::super::check::{Registry, status};
use super::super::date::Date;
use super::super::layout::{
    RecordKind, date_to_number, option_from_number, option_to_number, transport_index,
};
use super::super::relations;
use super::super::tables::{Distinct, Tables};
use super::error::{HistoryError, HistoryProblem};
use super::event::History;
use super::row::{
    DESCRIPTION, MODIFIED, NAME, NOTES, PORTS, REFERENCES, REGISTERED, Row, SERVICE_CODE,
    TRANSPORT, UNAUTHORIZED, label, ports, transport,
};
use super::state::State;

/// Makes the tables of a history, from the records of its last edition, which are those of `registry`.
///
/// # Errors
///
/// An event does not fit.
pub fn index(
    tables: &mut Tables,
    history: &History,
    mut state: State,
    registry: &Registry,
) -> Result<(), HistoryError> {
    let mut snapshots = Snapshots::default();
    // Number 0 is that of no text.
    snapshots.names.number(String::new());
    snapshots.texts.number(String::new());
    let (mut dates, mut firsts) = (Vec::new(), vec![0]);
    let mut changes = Vec::new();
    for edition in history.editions.iter().rev() {
        let first = changes.len();
        for event in edition.events.iter().rev() {
            let undone = state.undo(event, edition.date)?;
            let refuse = |problem: HistoryProblem| problem.on(event.line);
            let mut numbers = [0, 0];
            for (number, row) in numbers.iter_mut().zip([&undone.before, &undone.after]) {
                if let Some(row) = row {
                    *number = snapshots.number(row).map_err(refuse)? + 1;
                }
            }
            let record = option_to_number(state.entries[undone.entry].record) as u32;
            let place = undone.after.as_ref().or(undone.before.as_ref()).map(place);
            changes.push((place, numbers, record));
        }
        changes[first..].sort();
        dates.push(date_to_number(Some(edition.date)));
        firsts.push(changes.len() as u32);
    }
    let (mut before, mut after, mut records) = (Vec::new(), Vec::new(), Vec::new());
    for &(_, numbers, record) in &changes {
        before.push(numbers[0]);
        after.push(numbers[1]);
        records.push(record);
    }
    tables.column("CHANGE_RECORD", records);
    tables.column("EDITION_DATE", dates);
    tables.column("EDITION_CHANGE", firsts);
    tables.column("FORMER_NAME", former(&snapshots, &before, registry));
    tables.column("CHANGE_BEFORE", before);
    tables.column("CHANGE_AFTER", after);
    snapshots.tables(tables);
    Ok(())
}

/// The order of an edition's changes: by port, those without one last; then by transport and name.
fn place(row: &Row) -> (bool, Option<(u16, u16)>, usize, String) {
    let ports = ports(&row[PORTS]);
    let transport = transport_index(transport(&row[TRANSPORT]));
    (ports.is_none(), ports, transport, row[NAME].clone())
}

/// What records were, each once.
#[derive(Default)]
struct Snapshots {
    rows: Distinct<[u32; SNAPSHOT.len()]>,
    names: Distinct<String>,
    texts: Distinct<String>,
    dates: Distinct<u32>,
    codes: Distinct<u32>,
}

/// The columns of a snapshot.
const SNAPSHOT: [&str; 11] = [
    "SNAPSHOT_NAME",
    "SNAPSHOT_KIND",
    "SNAPSHOT_FIRST",
    "SNAPSHOT_LAST",
    "SNAPSHOT_DESCRIPTION",
    "SNAPSHOT_REGISTERED",
    "SNAPSHOT_MODIFIED",
    "SNAPSHOT_REFERENCES",
    "SNAPSHOT_CODE",
    "SNAPSHOT_UNAUTHORIZED",
    "SNAPSHOT_NOTES",
];

impl Snapshots {
    fn number(&mut self, row: &Row) -> Result<u32, HistoryProblem> {
        let is_named = !row[NAME].is_empty();
        let refuse = |problem| HistoryProblem::Record(label(row), Box::new(problem));
        let status = status(is_named, &row[DESCRIPTION]).map_err(refuse)?;
        let ports = ports(&row[PORTS]);
        let kind = RecordKind {
            transport: transport(&row[TRANSPORT]),
            status,
            is_range: ports.is_some_and(|(first, last)| first < last),
            is_first_of_ports: false,
        };
        let (first, last) = ports.unwrap_or((1, 0)); // no range
        let code = match row[SERVICE_CODE].parse() {
            Ok(code) => self.codes.number(code) + 1,
            Err(_) => 0,
        };
        let dates = [self.date(&row[REGISTERED]), self.date(&row[MODIFIED])];
        Ok(self.rows.number([
            self.names.number(row[NAME].clone()),
            kind.to_byte().into(),
            first.into(),
            last.into(),
            self.texts.number(plain(&row[DESCRIPTION])),
            dates[0],
            dates[1],
            self.texts.number(row[REFERENCES].clone()),
            code,
            self.texts.number(row[UNAUTHORIZED].clone()),
            self.texts.number(row[NOTES].clone()),
        ]))
    }

    /// One more than the number of a date; 0 for none.
    fn date(&mut self, text: &str) -> u32 {
        match text.parse::<Date>() {
            Ok(date) => self.dates.number(date_to_number(Some(date))) + 1,
            Err(_) => 0,
        }
    }

    fn tables(self, tables: &mut Tables) {
        for (column, name) in SNAPSHOT.iter().enumerate() {
            let mut values = Vec::new();
            for row in &self.rows.items {
                values.push(row[column]);
            }
            tables.column(name, values);
        }
        tables.column("HISTORY_DATE", self.dates.items);
        tables.column("HISTORY_CODE", self.codes.items);
        for (start, text, items) in [
            ("HISTORY_NAME_START", "HISTORY_NAME", &self.names.items),
            ("HISTORY_START", "HISTORY_TEXT", &self.texts.items),
        ] {
            let mut texts = Vec::new();
            for text in items {
                texts.push(text.as_str());
            }
            tables.text(start, text, &texts);
        }
    }
}

/// The numbers of the names that records had and none has in the registry, those that went last first.
fn former(snapshots: &Snapshots, before: &[u32], registry: &Registry) -> Vec<u32> {
    let mut known = HashSet::new();
    for record in &registry.records {
        known.extend(record.name.as_ref().map(|name| name.to_ascii_lowercase()));
    }
    let mut former = Vec::new();
    for &snapshot in before {
        let Some(snapshot) = option_from_number(snapshot as usize) else {
            continue;
        };
        let name = snapshots.rows.items[snapshot][0];
        let text = &snapshots.names.items[name as usize];
        if !text.is_empty() && known.insert(text.to_ascii_lowercase()) {
            former.push(name);
        }
    }
    former
}

/// A description as a record of today has it: without the sentence that names what it replaces.
fn plain(description: &str) -> String {
    let (plain, _) = description
        .split_once(relations::REPLACEMENT.before)
        .unwrap_or((description, ""));
    plain.trim_end_matches(' ').to_owned()
}
