//! The whole public API against the registry file, for every record, port, transport and name.
//!
//! `reader` reads the file a second time and `twin` answers from that, both the slow and obvious
//! way; neither shares a line with the crate.

mod columns;
mod counts;
mod digests;
mod names;
mod ports;
mod random;
mod ranges;
mod reader;
mod twin;

use std::sync::LazyLock;

use ianaports::Record;
use random::random;

/// Every record, by its place in the registry.
static RECORDS: LazyLock<Vec<Record>> = LazyLock::new(|| ianaports::records().iter().collect());

/// Fails unless the crate found exactly the records that the twin expects, in that order, and
/// unless every view of the answer says the same.
#[track_caller]
fn assert_found(found: ianaports::Records, expected: &[usize], asked: impl Fn() -> String) {
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
    let mut ports = expected.iter().copied().filter_map(Record::ports);
    assert_eq!(
        found.port(),
        ports.next().map(|ports| ports.first()),
        "{}: port",
        asked()
    );
}
