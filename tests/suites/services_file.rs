//! `overlay::services_file` against what glibc reads of a file of odd lines, and answers from it.
//!
//! `.ci/long/services-file` wrote both, and tries others: the environment variable `SERVICES_FILE` names their folder.

#[allow(dead_code, reason = "the suite of overlays needs the rest")]
#[path = "overlay/slow.rs"]
mod slow;

use std::fs;

use ianaports::Transport;
use ianaports::overlay::{Entry, Overlay, services_file};
use slow::is_name;

/// The file, and the answers as lists of fields.
fn read() -> (String, Vec<Vec<String>>) {
    let here = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/services_file");
    let folder = std::env::var("SERVICES_FILE").unwrap_or(here.to_owned());
    let read = |name: &str| fs::read_to_string(format!("{folder}/{name}")).unwrap();
    let fields = |line: &str| line.split('\t').map(str::to_owned).collect();
    (
        read("file"),
        read("answers").split_terminator('\n').map(fields).collect(),
    )
}

/// The fields of the answers of a kind, of transports that have ports.
fn of_kind<'a>(answers: &'a [Vec<String>], kind: &str) -> Vec<(&'a [String], Transport)> {
    let transport = |fields: &[String]| {
        let at = if kind == "line" { 3 } else { 2 };
        Transport::ALL
            .iter()
            .copied()
            .find(|on| on.as_str() == fields[at])
    };
    answers
        .iter()
        .filter(|fields| fields[0] == kind)
        .filter_map(|fields| Some((&fields[1..], transport(fields)?)))
        .collect()
}

/// The names of the lines whose number is no port, of which glibc makes one.
fn is_beyond(name: &str) -> bool {
    name.starts_with("beyond")
}

#[test]
fn the_lines_that_count_are_those_of_glibc() {
    let (text, answers) = read();
    let lines = of_kind(&answers, "line");
    let mut expected = Vec::new();
    for (fields, on) in lines.iter().filter(|(fields, _)| !is_beyond(&fields[0])) {
        let [name, port, _, aliases @ ..] = fields else {
            unreachable!()
        };
        let entry = |name| Entry::new(name, port.parse().unwrap(), &[*on]);
        if is_name(name, true) {
            expected.push(entry(name.as_str()));
        } else if is_name(name, false) {
            expected.push(entry(name).only_shown());
        }
        let aliases = aliases.iter().filter(|alias| is_name(alias, true));
        expected.extend(aliases.map(|alias| entry(alias).only_found()));
    }
    let found: Vec<_> = services_file(&text).collect();
    for (at, (found, expected)) in found.iter().zip(&expected).enumerate() {
        assert_eq!(found, expected, "entry {at}");
    }
    assert_eq!(found.len(), expected.len());
    let beyond = lines.len()
        - lines
            .iter()
            .filter(|(fields, _)| !is_beyond(&fields[0]))
            .count();
    assert!(found.len() > 100 && beyond > 0, "{} {beyond}", found.len());
}

#[test]
fn the_answers_are_those_of_glibc() {
    let (text, answers) = read();
    let mut entries: Vec<_> = services_file(&text).collect();
    let own = Overlay::first_wins(&mut entries).unwrap();
    let mut compared = 0;
    for (fields, on) in of_kind(&answers, "name") {
        let (name, port) = (&fields[0], fields[2].parse().ok());
        if is_name(name, true) && !is_beyond(name) && !name.starts_with("alias") {
            assert_eq!(own.port(name, on), port, "{name}/{on}");
            compared += usize::from(port.is_some());
        }
    }
    for (fields, on) in of_kind(&answers, "port") {
        let (port, name) = (fields[0].parse().unwrap(), fields[2].as_str());
        if (name.is_empty() || is_name(name, false)) && !is_beyond(name) {
            let name = Some(name).filter(|name| !name.is_empty());
            assert_eq!(own.service_name(port, on), name, "{port}/{on}");
            compared += usize::from(name.is_some());
        }
    }
    assert!(compared > 20, "{compared}");
}
