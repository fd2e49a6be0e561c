//! What the history covers of a document that is not the one that it ends with.

use std::collections::HashSet;
use std::sync::LazyLock;

use registry::check::Registry;
use registry::history::document::shorten;
use registry::history::{read, tables::index};
use registry::tables::Tables;

use super::{DOCUMENT, HISTORY, registry};

/// What the tables have of the history for a document: how many editions, how many changes, and how many of
/// the changes are of a record of the document.
#[derive(Debug, PartialEq)]
struct Covered {
    editions: usize,
    changes: usize,
    with_record: usize,
}

fn tables(document: &str) -> Tables {
    let document = registry(document);
    let mut history = read(HISTORY.as_bytes()).unwrap();
    let state = shorten(&mut history, &SHIPPED, &document).unwrap();
    let mut tables = Tables::default();
    index(&mut tables, &history, state, &document).unwrap();
    tables
}

fn column<'a>(tables: &'a Tables, name: &str) -> &'a [u32] {
    let mut columns = tables.columns.iter();
    &columns.find(|column| column.name == name).unwrap().values
}

fn covered(document: &str) -> Covered {
    let tables = tables(document);
    let records = column(&tables, "CHANGE_RECORD");
    Covered {
        editions: column(&tables, "EDITION_DATE").len(),
        changes: records.len(),
        with_record: records.iter().filter(|record| **record > 0).count(),
    }
}

/// The dates in the order of the file, and how many events each has.
fn dates() -> Vec<(&'static str, usize)> {
    let editions = HISTORY
        .lines()
        .filter_map(|line| line.strip_prefix("edition\t"));
    editions
        .map(|line| {
            let (date, count) = line.split_once('\t').unwrap();
            (date, count.parse().unwrap())
        })
        .collect()
}

static WHOLE: LazyLock<Covered> = LazyLock::new(|| covered(DOCUMENT));
static SHIPPED: LazyLock<Registry> = LazyLock::new(|| registry(DOCUMENT));

/// The registry as one of another date, which its comment states, too.
fn dated(date: &str) -> String {
    let (_, updated) = DOCUMENT.split_once("<updated>").unwrap();
    DOCUMENT.replacen(updated.split_once('<').unwrap().0, date, 2)
}

#[test]
fn the_registry_itself() {
    let whole = &*WHOLE;
    assert_eq!(whole.editions, dates().len());
    assert!(
        whole.with_record > 1000 && whole.with_record < whole.changes,
        "{whole:?}"
    );
}

/// The edition of each date but the last, as the history undoes it, is covered up to itself.
#[test]
fn an_older_edition() {
    let dates = dates();
    let (last, _) = dates[dates.len() - 1];
    // The last edition of another date, so that what came after it is nothing that this document knows.
    let older = dates.iter().rposition(|(date, _)| *date != last).unwrap();
    let covered = covered(&dated(dates[older].0));
    assert_eq!(covered.editions, older + 1);
    assert!(covered.changes < WHOLE.changes);
    // Older than the first.
    assert_eq!(self::covered(&dated("2001-01-01")).editions, 0);
}

/// Several editions have one date: the history ends with the one that the document is.
#[test]
fn one_of_several_editions_of_a_date() {
    // The last edition of all, and one more of its date that takes a service back.
    let history = HISTORY.to_owned();
    let (_, last) = history.rsplit_once("edition\t").unwrap();
    let date = last.split_once('\t').unwrap().0;
    let line = DOCUMENT
        .lines()
        .find(|line| line.contains("<name>ssh</name>"))
        .unwrap();
    let without = DOCUMENT.replacen(line, "", 1);
    let with = "added\t22/tcp\tssh\n";
    assert!(line.contains("<protocol>tcp</protocol>"), "{line}");
    let history = format!("{history}edition\t{date}\t1\n{with}");
    for (document, more) in [(DOCUMENT, 1), (&*without, 0)] {
        let mut read = read(history.as_bytes()).unwrap();
        let all = read.editions.len();
        shorten(&mut read, &SHIPPED, &registry(document)).unwrap();
        assert_eq!(read.editions.len(), all - 1 + more);
    }
}

/// The history stays, up to its own last edition, and knows the records that the document still has.
#[test]
fn a_newer_edition() {
    let whole = &*WHOLE;
    // A record with a word changed is the same one; one that is gone, or has another name, is none.
    let word = dated("2100-01-01").replacen("Juliar Programming", "Programming", 1);
    assert_eq!(covered(&word), *whole);
    let renamed = dated("2100-01-01").replace("<name>juka</name>", "<name>jukebox-lang</name>");
    let less = covered(&renamed);
    assert_eq!(
        (less.editions, less.changes),
        (whole.editions, whole.changes)
    );
    assert!(less.with_record < whole.with_record, "{less:?}");
    // Its former name is none of today's, and so is the one that the history ends with.
    let former = |document: &str| -> HashSet<u32> {
        column(&tables(document), "FORMER_NAME")
            .iter()
            .copied()
            .collect()
    };
    assert!(former(DOCUMENT).is_subset(&former(&renamed)));
}

/// A registry of the right date, with a record or a word of somebody's own.
#[test]
fn a_private_edition() {
    let own = "<record><protocol>tcp</protocol><number>65000</number><description>Own</description><name>own</name></record>\n";
    let more = DOCUMENT.replacen("<record", &format!("{own}<record"), 1);
    assert_eq!(covered(&more), *WHOLE);
    // A part of the registry: the history of the rest is there all the same.
    let system = DOCUMENT.split_inclusive('\n').filter(|line| {
        !line.starts_with("<record") || line.contains("<number>2") || line.contains("<number>1")
    });
    let part = covered(&system.collect::<String>());
    assert_eq!(
        (part.editions, part.changes),
        (WHOLE.editions, WHOLE.changes)
    );
    assert!(part.with_record < WHOLE.with_record);
}
