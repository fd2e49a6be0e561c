//! Another document than ours: up to which edition the history is that of its time, and which of its records is
//! which of that edition's.

use std::collections::HashMap;

use super::super::check::Registry;
use super::error::HistoryError;
use super::event::History;
use super::row::{NAME, PORTS, Row, TRANSPORT, row, sentences};
use super::state::{State, Undone};

/// Shortens the history to the editions up to the date of `document`, and gives the records of the last of these,
/// as the records of `document`. `last` is the registry that the history ends with.
///
/// Of several editions of that date it ends with the last one that has the records of the document, if one has.
///
/// # Errors
///
/// The history does not fit the registry that it ends with.
pub fn shorten(
    history: &mut History,
    last: &Registry,
    document: &Registry,
) -> Result<State, HistoryError> {
    let mut state = State::new(last, history)?;
    let rows = rows(document);
    let of_its_time = |edition: usize| history.editions[edition].date <= document.updated;
    let mut kept = history.editions.len();
    while kept > 0 && !of_its_time(kept - 1) {
        kept -= 1;
    }
    let mut end = kept;
    while end > 0 && history.editions[end - 1].date == document.updated {
        end -= 1;
    }
    // Which of the editions of its date it is.
    if kept - end > 1 {
        let mut differences = differences(last, &rows);
        let mut trial = State::new(last, history)?;
        for number in (end..history.editions.len()).rev() {
            if number < kept && differences.is_empty() {
                kept = number + 1;
                break;
            }
            let edition = &history.editions[number];
            for event in edition.events.iter().rev() {
                let Undone { before, after, .. } = trial.undo(event, edition.date)?;
                for (row, count) in [(before, 1), (after, -1)] {
                    if let Some(row) = row {
                        add(&mut differences, row, count);
                    }
                }
            }
        }
    }
    while history.editions.len() > kept {
        if let Some(edition) = history.editions.pop() {
            for event in edition.events.iter().rev() {
                state.undo(event, edition.date)?;
            }
        }
    }
    find(&mut state, &rows);
    Ok(state)
}

fn rows(registry: &Registry) -> Vec<Row> {
    let sentences = sentences(registry);
    let mut rows = Vec::new();
    for (number, record) in registry.records.iter().enumerate() {
        rows.push(row(registry, record, sentences.get(&number).copied()));
    }
    rows
}

/// How often each row is in the last edition, less how often it is in the document; no row where both are the same.
fn differences(last: &Registry, document: &[Row]) -> HashMap<Row, i32> {
    let mut differences = HashMap::new();
    for row in self::rows(last) {
        add(&mut differences, row, 1);
    }
    for row in document {
        add(&mut differences, row.clone(), -1);
    }
    differences
}

fn add(differences: &mut HashMap<Row, i32>, row: Row, count: i32) {
    let sum = differences.get(&row).copied().unwrap_or_default() + count;
    if sum == 0 {
        differences.remove(&row);
    } else {
        differences.insert(row, sum);
    }
}

/// Finds each record of the edition in the document: the one that is equal to it, or else the one of its name, ports
/// and transport, if the edition and the document have one such record each.
fn find(state: &mut State, rows: &[Row]) {
    let key = |row: &Row| [NAME, PORTS, TRANSPORT].map(|column| row[column].clone());
    let mut by_key = HashMap::<_, Vec<usize>>::new();
    for (number, row) in rows.iter().enumerate() {
        by_key.entry(key(row)).or_default().push(number);
    }
    for entry in &mut state.entries {
        entry.record = None;
    }
    let mut found = Vec::new();
    for entries in state.present() {
        let Some(&entry) = entries.first() else {
            continue;
        };
        let Some(same) = by_key.get_mut(&key(&state.entries[entry].row)) else {
            continue;
        };
        if entries.len() == 1 && same.len() == 1 {
            found.push((entry, same[0]));
            continue;
        }
        for &entry in entries {
            let is_equal = |&record: &usize| rows[record] == state.entries[entry].row;
            if let Some(place) = same.iter().position(is_equal) {
                found.push((entry, same.remove(place)));
            }
        }
    }
    for (entry, record) in found {
        state.entries[entry].record = Some(record);
    }
}
