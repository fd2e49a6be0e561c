//! The history: that all editions follow from it, what refuses it, and what it covers of another document.

mod broken;
mod coverage;
#[path = "../source/reader.rs"]
#[allow(dead_code, reason = "the digests need one column")]
mod reader;
mod sum;

use registry::check::{Registry, check};
use registry::history::event::History;
use registry::history::row::{PERSON, Row, row, sentences};
use registry::history::{self, State};
use registry::read::read;

const DOCUMENT: &str = include_str!("../../../registry/service-names-port-numbers.xml");
const HISTORY: &str = include_str!("../../../registry/history.txt");
/// A line for each edition: its date, and the digest of its records that the second reader took of IANA's document.
const EDITIONS: &str = include_str!("../../data/editions.txt");

fn registry(document: &str) -> Registry {
    check(read(document.as_bytes()).unwrap()).unwrap()
}

fn rows(registry: &Registry) -> Vec<Row> {
    let sentences = sentences(registry);
    let records = registry.records.iter().enumerate();
    records
        .map(|(number, record)| row(registry, record, sentences.get(&number).copied()))
        .collect()
}

fn of_row(row: &Row) -> u128 {
    sum::of_record(&row.join("\t"))
}

/// The registry, and from it each edition back to the first, has the records that IANA published.
#[test]
fn every_edition_follows() {
    let registry = registry(DOCUMENT);
    let history: History = history::read(HISTORY.as_bytes()).unwrap();
    let mut state = State::new(&registry, &history).unwrap();
    let mut editions: Vec<(&str, u128)> = EDITIONS
        .lines()
        .map(|line| {
            let (date, digest) = line.split_once(' ').unwrap();
            (date, u128::from_str_radix(digest, 16).unwrap())
        })
        .collect();
    assert_eq!(history.editions.len(), editions.len());
    assert!(editions.len() >= 699, "editions since 2015-05-04");
    let rows = rows(&registry);
    let mut sum = rows.iter().map(of_row).fold(0, u128::wrapping_add);
    for edition in history.editions.iter().rev() {
        let (date, digest) = editions.pop().unwrap();
        assert_eq!(edition.date.to_string(), date);
        assert_eq!(sum, digest, "the records of the edition of {date}");
        for event in edition.events.iter().rev() {
            let undone = state.undo(event, edition.date).unwrap();
            if let Some(after) = undone.after {
                sum = sum.wrapping_sub(of_row(&after));
            }
            if let Some(before) = undone.before {
                sum = sum.wrapping_add(of_row(&before));
            }
        }
    }
}

/// The second reader sees in the registry what the last digest says, record by record what the compiler sees.
#[test]
fn the_last_edition_is_the_registry() {
    let second = reader::Registry::read(DOCUMENT);
    let kept: Vec<String> = second.records.iter().map(reader::Record::kept).collect();
    let rows: Vec<String> = rows(&registry(DOCUMENT))
        .iter()
        .map(|row| row.join("\t"))
        .collect();
    for (kept, row) in kept.iter().zip(&rows) {
        assert_eq!(kept, row);
    }
    let (date, digest) = EDITIONS.lines().last().unwrap().split_once(' ').unwrap();
    assert_eq!(date, second.updated);
    assert_eq!(digest, format!("{:032x}", sum::sum(kept.into_iter())));
}

/// Nobody who has left the registry is in the history, nor anybody else.
#[test]
fn no_people() {
    let ids: std::collections::HashSet<&str> = DOCUMENT
        .match_indices("<person id=\"")
        .filter_map(|(start, tag)| DOCUMENT[start + tag.len()..].split('"').next())
        .collect();
    assert!(ids.contains("Bernie_Volz"), "who is in a note");
    let words = HISTORY.split(['[', ']', '\t', '\n', '=', ' ']);
    // The names of two companies are the ids of theirs, too.
    let found: Vec<&str> = words
        .filter(|word| word.contains('_') && ids.contains(word))
        .collect();
    assert_eq!(found, Vec::<&str>::new());
    let notes = rows(&registry(DOCUMENT))
        .into_iter()
        .map(|[.., notes]| notes);
    let previous =
        notes.filter(|notes| notes.ends_with(&format!("previously compressnet by {}", PERSON)));
    assert_eq!(previous.count(), 4, "the notes that name a person");
}
