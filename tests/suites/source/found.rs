//! What the crate found, against what it must find.

use std::collections::HashSet;
use std::sync::LazyLock;

use ianaports::{PortRange, Record};

/// Every record, by its place in the registry.
pub static RECORDS: LazyLock<Vec<Record>> = LazyLock::new(|| ianaports::records().iter().collect());

/// Fails unless the crate found exactly the records that the twin expects, in that order, and
/// unless every view of the answer agrees.
#[track_caller]
pub fn assert_found(found: ianaports::Records, expected: &[usize], asked: impl Fn() -> String) {
    let expected: Vec<Record> = expected.iter().map(|&index| RECORDS[index]).collect();
    let iterated: Vec<Record> = found.iter().collect();
    assert!(
        iterated == expected,
        "{}: {iterated:?} instead of {expected:?}",
        asked()
    );

    assert_eq!(found.len(), expected.len(), "{}: len", asked());
    let (least, most) = found.iter().size_hint();
    let hint = least..=most.expect("an upper bound");
    assert!(hint.contains(&expected.len()), "{}: {hint:?}", asked());
    assert_eq!(
        found.is_empty(),
        expected.is_empty(),
        "{}: is_empty",
        asked()
    );
    assert_eq!(
        found.first(),
        expected.first().copied(),
        "{}: first",
        asked()
    );
    let mut names: Vec<&str> = Vec::new();
    for name in expected.iter().copied().filter_map(Record::name) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    assert_eq!(found.name(), names.first().copied(), "{}: name", asked());
    assert!(found.names().eq(names), "{}: names", asked());
    let mut seen = HashSet::new();
    let ports = expected.iter().copied().filter_map(Record::ports);
    let ports: Vec<PortRange> = ports.filter(|ports| seen.insert(*ports)).collect();
    let first = ports.first().map(|ports| ports.first());
    assert_eq!(found.first_port(), first, "{}: port", asked());
    assert!(found.ports().eq(ports), "{}: ports", asked());
    let description = expected.first().map(|record| record.description());
    assert_eq!(found.description(), description, "{}: description", asked());
}
