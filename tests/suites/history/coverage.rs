//! What the history covers of a document that is not the one that it ends with.

use registry::history::{
    self,
    tables::{index, shorten},
};
use registry::tables::Tables;

use super::{DOCUMENT, HISTORY, registry};

/// The dates of the editions that are left of the history for a document, and how many changes.
fn covered(document: &str) -> (usize, usize) {
    let document = registry(document);
    let mut history = history::read(HISTORY.as_bytes()).unwrap();
    shorten(&mut history, &registry(DOCUMENT), &document).unwrap();
    let mut tables = Tables::default();
    index(&mut tables, &history, &document).unwrap();
    let column = |name: &str| {
        let mut columns = tables.columns.iter();
        columns
            .find(|column| column.name == name)
            .unwrap()
            .values
            .len()
    };
    (column("EDITION_DATE"), column("CHANGE_KIND"))
}

/// The registry as one of another date, which its comment states, too.
fn dated(date: &str) -> String {
    DOCUMENT.replacen("2026-08-17", date, 2)
}

#[test]
fn the_registry_itself() {
    let (editions, changes) = covered(DOCUMENT);
    assert_eq!(editions, HISTORY.matches("edition\t").count());
    assert!(changes > 1700);
}

/// The edition before the last had neither of its two services: it is covered but for them.
#[test]
fn an_older_edition() {
    let is_new =
        |line: &&str| line.contains("<name>ok-connect<") || line.contains("<name>ok-control<");
    let older = dated("2026-08-11");
    assert_eq!(older.lines().filter(is_new).count(), 2);
    let older: String = older
        .split_inclusive('\n')
        .filter(|line| !is_new(line))
        .collect();
    let (editions, changes) = covered(DOCUMENT);
    assert_eq!(covered(&older), (editions - 1, changes - 2));
    // Of its date, but with one of the records more than it had: it is no edition.
    assert_eq!(covered(&dated("2026-08-11")), (0, 0));
}

#[test]
fn a_newer_edition() {
    assert_eq!(covered(&dated("2026-09-01")), (0, 0));
}

/// A registry of the right date, with a record or a word of somebody's own.
#[test]
fn a_private_edition() {
    let own = "<record><protocol>tcp</protocol><number>65000</number><description>Own</description><name>own</name></record>\n";
    let more = DOCUMENT.replacen("<record", &format!("{own}<record"), 1);
    assert_eq!(covered(&more), (0, 0));
    let word = DOCUMENT.replacen("Border Gateway Protocol", "Our Gateway Protocol", 1);
    assert_eq!(covered(&word), (0, 0));
}
