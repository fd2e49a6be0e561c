//! The file of the history, read and undone by a second reader, which shares no code with `registry/`: each change
//! of the API is an event of the file, with all columns before and after. And the rules by which a record before
//! and one after are one change, tried on all records of all editions.

use std::collections::HashMap;

use ianaports::history::{Change, Snapshot, changes, editions};
use ianaports::{PortRange, REGISTRY_UPDATED, Transport};

use super::reader;

const DOCUMENT: &str = include_str!("../../../registry/service-names-port-numbers.xml");
const HISTORY: &str = include_str!("../../../registry/history.txt");

const COLUMNS: [&str; 10] = [
    "name",
    "ports",
    "transport",
    "description",
    "registered",
    "modified",
    "references",
    "service code",
    "unauthorized",
    "notes",
];

/// A record's columns.
type Row = [String; 10];

/// An edition, and the rows before and after of each of its events.
struct Edition {
    date: &'static str,
    events: Vec<[Option<Row>; 2]>,
}

/// The rows of an edition, by name, ports and transport; and how many there are of some ports and transport.
#[derive(Default)]
struct Rows {
    rows: HashMap<[String; 3], Vec<Row>>,
    places: HashMap<[String; 2], usize>,
}

fn key(row: &Row) -> [String; 3] {
    [row[0].clone(), row[1].clone(), row[2].clone()]
}

fn place(row: &Row) -> [String; 2] {
    [row[1].clone(), row[2].clone()]
}

impl Rows {
    fn registry() -> Rows {
        let mut rows = Rows::default();
        for record in &reader::Registry::read(DOCUMENT).records {
            let kept = record.kept();
            let columns: Vec<String> = kept.split('\t').map(str::to_owned).collect();
            rows.put(&columns.try_into().unwrap());
        }
        rows
    }

    fn take(&mut self, row: &Row) {
        let same = self.rows.get_mut(&key(row)).unwrap();
        let at = same.iter().position(|other| other == row).unwrap();
        same.remove(at);
        *self.places.get_mut(&place(row)).unwrap() -= 1;
    }

    fn put(&mut self, row: &Row) {
        self.rows.entry(key(row)).or_default().push(row.clone());
        *self.places.entry(place(row)).or_default() += 1;
    }

    /// How many have the name, ports and transport of a row; and how many have its ports and transport.
    fn like(&self, row: &Row) -> [usize; 2] {
        let named = self.rows.get(&key(row)).map_or(0, Vec::len);
        [
            named,
            self.places.get(&place(row)).copied().unwrap_or_default(),
        ]
    }
}

/// What happened, the row that finds it, and what was in other columns.
type Event = (&'static str, Row, Vec<(usize, &'static str)>);

/// The events of a line, each on one transport.
fn events(line: &'static str) -> Vec<Event> {
    let fields: Vec<&str> = line.split('\t').collect();
    let named = |name: &str, ports: &str, transport: &str| -> Row {
        let mut row = Row::default();
        row[..3].clone_from_slice(&[name, ports, transport].map(str::to_owned));
        row
    };
    if fields[0] == "recut" {
        let free = |ports: &str| {
            let mut row = named("", ports, "");
            row[3] = "Unassigned".to_owned();
            row
        };
        let mut events = vec![("removed-one", free(fields[1]), Vec::new())];
        events.extend(
            fields[2..]
                .iter()
                .map(|ports| ("added", free(ports), Vec::new())),
        );
        return events;
    }
    let (ports, transports) = fields[1].split_once('/').unwrap_or((fields[1], ""));
    let cells: Vec<(usize, &str)> = fields[3..]
        .iter()
        .filter(|field| !field.starts_with("equal="))
        .map(|field| {
            let (column, value) = field.split_once('=').unwrap();
            (
                COLUMNS.iter().position(|known| *known == column).unwrap(),
                value,
            )
        })
        .collect();
    let events = transports
        .split(',')
        .map(|on| (fields[0], named(fields[2], ports, on), cells.clone()));
    events.collect()
}

/// The editions of the file, the newest first. With each row come the numbers of those [like](Rows::like) it, before
/// and after.
fn undo(mut each: impl FnMut(&Edition, &[[[usize; 2]; 2]])) {
    let mut editions: Vec<(&str, Vec<&'static str>)> = Vec::new();
    for line in HISTORY.lines().filter(|line| !line.starts_with('#')) {
        match line.strip_prefix("edition\t") {
            Some(edition) => editions.push((edition.split('\t').next().unwrap(), Vec::new())),
            None => editions.last_mut().unwrap().1.push(line),
        }
    }
    let mut rows = Rows::registry();
    for (date, lines) in editions.into_iter().rev() {
        let mut events = Vec::new();
        for (what, mut row, cells) in lines.into_iter().flat_map(self::events) {
            let was = |mut row: Row| {
                for &(column, value) in &cells {
                    row[column] = value.to_owned();
                }
                row
            };
            // A record that is not the only one of its name, ports and transport is told by its columns.
            if what.ends_with("-one") || what == "removed" {
                row = was(row);
            } else {
                let [only] = &rows.rows[&key(&row)][..] else {
                    panic!("{date}: {row:?} is not there once");
                };
                row = only.clone();
            }
            events.push(match what.split('-').next().unwrap() {
                "removed" => [Some(row), None],
                "added" => [None, Some(row)],
                _ => [Some(was(row.clone())), Some(row)],
            });
        }
        let like = |rows: &Rows| -> Vec<[usize; 2]> {
            let row = |sides: &[Option<Row>; 2]| sides.iter().flatten().last().cloned().unwrap();
            events.iter().map(|sides| rows.like(&row(sides))).collect()
        };
        let after = like(&rows);
        for [before, after] in &events {
            after.iter().for_each(|row| rows.take(row));
            before.iter().for_each(|row| rows.put(row));
        }
        let both = like(&rows)
            .into_iter()
            .zip(after)
            .map(|(before, after)| [before, after]);
        let both: Vec<_> = both.collect();
        each(&Edition { date, events }, &both);
    }
}

/// The columns of a snapshot; a description is without the sentence that names what the record replaces.
fn columns(snapshot: Snapshot) -> Row {
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let date = |date: Option<ianaports::Date>| date.map_or(String::new(), |date| date.to_string());
    [
        text(snapshot.name()),
        snapshot
            .ports()
            .map_or(String::new(), |ports: PortRange| ports.to_string()),
        text(snapshot.transport().map(Transport::as_str)),
        snapshot.description().to_owned(),
        date(snapshot.registration_date()),
        date(snapshot.modification_date()),
        text(snapshot.references()),
        snapshot
            .service_code()
            .map_or(String::new(), |code| code.to_string()),
        text(snapshot.unauthorized_use()),
        text(snapshot.notes()),
    ]
}

fn without_sentence(mut row: Row) -> Row {
    let sentence = "IANA assigned this well-formed service name";
    if let Some((plain, _)) = row[3].split_once(sentence) {
        row[3] = plain.trim_end().to_owned();
    }
    row
}

#[test]
fn every_change_is_an_event_of_the_file() {
    let mut of_api = changes().with_nameless();
    let mut dates = editions();
    undo(|edition, _| {
        assert_eq!(dates.next().unwrap().to_string(), edition.date);
        let mut expected: Vec<_> = edition
            .events
            .iter()
            .map(|sides| sides.clone().map(|side| side.map(without_sentence)))
            .collect();
        let found: Vec<Change> = of_api.by_ref().take(expected.len()).collect();
        assert!(
            found
                .iter()
                .all(|change| change.date().to_string() == edition.date)
        );
        // By port, those without one last, then by transport and name.
        let order = |change: &Change| {
            let side = change.after().or(change.before()).unwrap();
            let place = side.transport().map_or(4, |on| {
                Transport::ALL
                    .iter()
                    .position(|known| *known == on)
                    .unwrap()
            });
            let ports = side.ports().map(|ports| (ports.first(), ports.last()));
            (ports.is_none(), ports, place, side.name())
        };
        assert!(found.is_sorted_by_key(order), "{}", edition.date);
        let mut found: Vec<_> = found
            .iter()
            .map(|change| [change.before(), change.after()].map(|side| side.map(columns)))
            .collect();
        expected.sort();
        found.sort();
        assert_eq!(found, expected);
    });
    assert_eq!((of_api.next(), dates.next()), (None, None));
    assert_eq!(editions().next(), Some(REGISTRY_UPDATED));
}

/// Each pair is by one of the two rules, and nothing that they would pair is left apart.
#[test]
fn the_rules_decide() {
    let mut pairs = [0, 0];
    undo(|edition, like| {
        for (sides, &[before, after]) in edition.events.iter().zip(like) {
            let [named, placed] = [0, 1].map(|rule: usize| [before[rule], after[rule]]);
            match sides {
                [Some(old), Some(new)] if old[0] == new[0] => {
                    assert_eq!((key(old), named), (key(new), [1, 1]), "{}", edition.date);
                    pairs[0] += 1;
                }
                [Some(old), Some(new)] => {
                    assert_eq!(
                        (place(old), placed),
                        (place(new), [1, 1]),
                        "{}",
                        edition.date
                    );
                    assert!(!old[1].is_empty(), "{} {old:?}", edition.date);
                    pairs[1] += 1;
                }
                [Some(row), None] | [None, Some(row)] => {
                    assert_ne!(named, [1, 1], "{} {row:?}", edition.date);
                    assert!(
                        row[1].is_empty() || placed != [1, 1],
                        "{} {row:?}",
                        edition.date
                    );
                }
                [None, None] => unreachable!(),
            }
        }
    });
    assert!(pairs.iter().all(|count| *count > 50), "{pairs:?}");
}
