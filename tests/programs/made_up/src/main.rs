//! A program that uses the crate and answers questions, one a line, with the numbers of records.

use ianaports::history;
use ianaports::unofficial::{self, Kind, UnofficialName};
use ianaports::{
    PortRange, Record, Records, Transport, lookup, records, service_name, status, status_record,
};

fn main() {
    let all: Vec<Record> = records().iter().collect();
    // These registries are older than the first edition of the history.
    assert!(history::span().is_none() && history::editions().next().is_none());
    assert!(history::changes().with_nameless().next().is_none());
    assert!(history::of(443).next().is_none() && history::of("surfpass").next().is_none());
    assert!(history::former_names().next().is_none());
    assert!(history::of_record(all[0]).next().is_none());
    // No row has these: their columns are empty.
    for record in &all {
        assert_eq!(
            (record.service_code(), record.unauthorized_use()),
            (None, None)
        );
    }
    for row in unofficial::all() {
        assert!(!is_contradicted(row), "{row}");
    }
    for row in unofficial::withdrawn() {
        assert!(is_contradicted(row), "{row}");
    }
    let number = |record: Record| all.binary_search(&record).unwrap().to_string();
    for line in std::io::stdin().lines() {
        let line = line.unwrap();
        let (question, transport) = match line.split_once(" on ") {
            Some((question, transport)) => {
                (question, Some(transport.parse::<Transport>().unwrap()))
            }
            None => (line.as_str(), None),
        };
        let (kind, subject) = question.split_once(' ').unwrap();
        let found = match (kind, transport) {
            ("name", on) => lookup((subject, on)),
            ("port", on) => lookup((subject.parse::<u16>().unwrap(), on)),
            ("ports", on) => lookup((subject.parse::<PortRange>().unwrap(), on)),
            ("status", Some(transport)) => {
                let port = subject.parse().unwrap();
                let record = status_record(port, transport).map_or(String::new(), number);
                println!("{} {record}", status(port, transport));
                continue;
            }
            _ => panic!("{line}"),
        };
        same_as_one_by_one(found);
        if let ("port", Some(transport)) = (kind, transport) {
            let name = service_name(subject.parse().unwrap(), transport);
            assert_eq!(name, found.iter().find_map(Record::name), "{line}");
        }
        let numbers: Vec<String> = found.iter().map(number).collect();
        println!("{}", numbers.join(" "));
    }
}

/// What is asked of all records at once is what they answer one by one.
fn same_as_one_by_one(found: Records) {
    let records: Vec<Record> = found.iter().collect();
    assert_eq!(found.len(), records.len());
    assert_eq!(found.first(), records.first().copied());
    let ports = |record: &Record| record.ports();
    let port = records.iter().find_map(ports).map(PortRange::first);
    assert_eq!(found.first_port(), port);
    let mut names: Vec<&str> = Vec::new();
    for name in records.iter().filter_map(|record| record.name()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    assert!(found.names().eq(names));
    let mut distinct: Vec<PortRange> = Vec::new();
    for ports in records.iter().filter_map(ports) {
        if !distinct.contains(&ports) {
            distinct.push(ports);
        }
    }
    assert!(found.ports().eq(distinct));
}

/// Whether the registry contradicts an unofficial name; and whether the look-ups find it, if not.
fn is_contradicted(row: UnofficialName) -> bool {
    let places = row
        .ports()
        .iter()
        .flat_map(|port| row.transports().iter().map(move |&on| (port, on)));
    let is_contradicted = places.clone().any(|place| {
        let mut names = lookup(place).names();
        let is_there = |name: &str| names.clone().any(|other| other == name);
        let is_alone = matches!(row.kind(), Kind::Alias(of) if !is_there(of));
        is_alone || names.any(|name| name.eq_ignore_ascii_case(row.name()))
    });
    let found = unofficial::of_name(row.name());
    assert_eq!(found, (!is_contradicted).then_some(row));
    for (port, on) in places {
        let is_found = unofficial::of_port(port, on).any(|other| other == row);
        assert_eq!(is_found, !is_contradicted, "{row}");
    }
    is_contradicted
}
