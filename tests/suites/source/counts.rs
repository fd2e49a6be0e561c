//! The pinned lines of `tests/data/counts.txt`, made again through the public API.

use ianaports::{Record, Status, Transport, names};

use crate::RECORDS;
use crate::digests::sha256;
use crate::twin::TWIN;

fn count(predicate: impl Fn(&Record) -> bool) -> usize {
    RECORDS.iter().filter(|record| predicate(record)).count()
}

#[test]
fn every_pinned_line_is_what_the_api_counts() {
    let mut counts = vec![("records", RECORDS.len()), ("names", names().len())];
    for transport in Transport::ALL.iter().copied().map(Some).chain([None]) {
        let word = transport.map_or("unstated", Transport::as_str);
        counts.push((word, count(|record| record.transport() == transport)));
    }
    for (word, status) in [
        ("assigned", Status::Assigned),
        ("reserved", Status::Reserved),
        ("de-assigned", Status::DeAssigned),
        ("unassigned", Status::Unassigned),
    ] {
        counts.push((word, count(|record| record.status() == status)));
    }
    // `columns` finds in the registry's people everyone whom a record names.
    let people = TWIN.registry.people.len();
    counts.extend([
        ("aliases", count(|record| record.alias_of().is_some())),
        ("people", people),
    ]);
    let mut lines: Vec<String> = counts
        .iter()
        .map(|(name, count)| format!("{name} {count}"))
        .collect();
    // What the refresh tool took from IANA's own document is what the canonical form of it holds.
    for (name, table) in [
        ("records", TWIN.registry.records_table()),
        ("people", TWIN.registry.people_table()),
    ] {
        lines.push(format!("{name}-sha256 {}", sha256(&table)));
    }

    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/counts.txt");
    let pinned = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    assert!(pinned.lines().eq(&lines), "{path} is not {lines:#?}");
}
