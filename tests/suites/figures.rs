//! The figures that the README and the docs state, each counted in the registry.
//!
//! The sentence is made from the count and looked for in the text: whichever of the two changes,
//! the other has to follow. Rounded figures stay true for a while; the README's first line of
//! figures is written anew with each edition.

use ianaports::{Date, Query, Record, Status, Transport, lookup, names, records};

const README: &str = include_str!("../../README.md");
const CRATE: &str = include_str!("../../src/lib.rs");
const RECORD: &str = include_str!("../../src/record.rs");
const STATUS: &str = include_str!("../../src/status.rs");
const DATE: &str = include_str!("../../src/date.rs");
const SERVICE_NAME: &str = include_str!("../../src/service_name.rs");

fn count(predicate: impl Fn(&Record) -> bool) -> usize {
    records().iter().filter(predicate).count()
}

/// 14533 as `14,533`.
fn grouped(number: usize) -> String {
    match number {
        0..1000 => number.to_string(),
        more => format!("{},{:03}", grouped(more / 1000), more % 1000),
    }
}

/// Fails unless the text has the sentence, however its lines are broken.
#[track_caller]
fn assert_states(text: &str, sentence: &str) {
    let words = |text: &str| {
        let words = text.split_whitespace();
        let words: Vec<&str> = words
            .filter(|&word| word != "///" && word != "//!")
            .collect();
        words.join(" ")
    };
    assert!(
        words(text).contains(&words(sentence)),
        "expected: {sentence}"
    );
}

/// Fails unless the text calls it about a thousand, and it is.
#[track_caller]
fn assert_about_a_thousand(text: &str, sentence: &str, number: usize) {
    assert!((900..1250).contains(&number), "{number}: {sentence}");
    assert_states(text, sentence);
}

#[test]
fn the_edition() {
    let edition = format!(
        "Registry of {}: {} records, {} service names",
        ianaports::REGISTRY_UPDATED,
        grouped(records().len()),
        grouped(names().len())
    );
    assert_states(README, &edition);
}

#[test]
fn names_that_are_not_well_formed() {
    let malformed: Vec<Record> = names()
        .filter_map(|name| lookup(name).first())
        .filter(|record| record.service_name().is_none())
        .collect();
    let (historic, others): (Vec<&Record>, Vec<&Record>) = malformed
        .iter()
        .partition(|record| record.alias_of().is_some());
    assert!(
        others
            .iter()
            .filter_map(|other| other.name())
            .eq(["edi_service"])
    );
    let sentence = format!(
        "{} registered names do not: {} historic spellings, which are aliases, and `edi_service`.",
        malformed.len(),
        historic.len()
    );
    assert_states(RECORD, &sentence);

    let rules = Date::new(2011, 8, None).unwrap(); // RFC 6335
    let younger = malformed
        .iter()
        .filter(|record| record.registration_date() >= Some(rules));
    assert_eq!(younger.count(), 1);
    let sentence = format!(
        "{} registered names, all but one of them older than the rules, break them",
        malformed.len()
    );
    assert_states(SERVICE_NAME, &sentence);
}

#[test]
fn services_without_a_name() {
    let unnamed = count(|record| record.status() == Status::Assigned && record.name().is_none());
    let sentence = format!("except for {unnamed} services such as");
    assert_states(RECORD, &sentence);
    assert_states(STATUS, &format!("assigned: {unnamed} records, such as"));
}

#[test]
fn services_without_a_port() {
    let portless = count(|record| record.ports().is_none());
    let types = |record: &Record| record.ports().is_none() && record.txt_keys().is_some();
    assert!(2 * count(types) > portless);
    let sentence = "About a thousand services have no port: mostly DNS-SD **service types**";
    assert_about_a_thousand(CRATE, sentence, portless);
    let sentence = "About a thousand records have none: mostly DNS-SD service types";
    assert_about_a_thousand(RECORD, sentence, portless);
}

#[test]
fn service_types() {
    let keys = |record: &Record| record.txt_keys();
    let types = count(|record| keys(record).is_some());
    let sentence = "About a thousand records do, most of them without a port";
    assert_about_a_thousand(RECORD, sentence, types);
    assert!(2 * count(|record| keys(record).is_some() && record.ports().is_none()) > types);
    let silent = count(|record| keys(record).is_some() && record.transport().is_none());
    assert!(
        (0.4..0.5).contains(&(silent as f64 / types as f64)),
        "{silent} of {types}"
    );
    assert_states(
        RECORD,
        "Almost half of the records with TXT keys state no transport",
    );
}

#[test]
fn dates_without_a_day() {
    let dates = || {
        records()
            .iter()
            .flat_map(|record| [record.registration_date(), record.modification_date()])
    };
    let all = dates().flatten().count();
    let months = dates()
        .flatten()
        .filter(|date| date.day().is_none())
        .count();
    assert!(
        (40..60).contains(&(100 * months / all)),
        "{months} of {all}"
    );
    assert_states(DATE, "about half of the dates have only a month");
}

/// What the pages say that the registry has not.
#[test]
fn names_that_are_not_registered() {
    for name in ["dns", "postgres", "smtps"] {
        assert!(lookup(name).is_empty(), "{name}");
    }
    assert_states(CRATE, "`dns`, `postgres` and `smtps` are not registered");
    for (a, b) in names().zip(names().skip(1)) {
        assert!(!a.eq_ignore_ascii_case(b), "{a} {b}");
    }
    assert_states(CRATE, "No two registered names differ in case alone.");
}

/// The answer that the README shows is the end of what its command prints, which is a test's golden.
#[test]
fn the_command_that_the_readme_shows() {
    let shown = README.split("```text\n").nth(1).expect("an output");
    let shown = shown.split("```").next().unwrap();
    assert!(
        include_str!("../data/examples/lookup.txt").ends_with(shown),
        "{shown}"
    );
}

/// The manifest states it once, and clippy's `incompatible_msrv` holds the code to it.
#[test]
fn the_minimum_rust() {
    assert_states(
        README,
        concat!("Rust ", env!("CARGO_PKG_RUST_VERSION"), " or later"),
    );
}

#[test]
fn assignees_with_an_organization() {
    let states_one = |record: &Record| {
        let mut assignees = record.assignees();
        record.name().is_some() && assignees.any(|person| person.organization().is_some())
    };
    let (one, all) = (count(states_one), count(|record| record.name().is_some()));
    assert!(
        (0.1..0.125).contains(&(one as f64 / all as f64)),
        "{one} of {all}"
    );
    assert_states(
        include_str!("../../src/person.rs"),
        "About one in nine of the records with a name has an assignee that states an organization",
    );
}

/// What the page of `Query` says of the names of this edition: each can be typed, alone and on a transport.
#[test]
fn no_registered_name_is_lost_to_a_query() {
    let is_lost = |name: &str| {
        let ends_in_transport = name
            .rsplit_once('/')
            .is_some_and(|(_, end)| end.parse::<Transport>().is_ok());
        let is_digits = !name.contains(|c: char| c.is_ascii_alphabetic());
        ends_in_transport || is_digits || name.starts_with('_') || name.contains("._")
    };
    assert_eq!(names().filter(|name| is_lost(name)).count(), 0);
    let typed = |text: &str| text.parse::<Query>().unwrap();
    assert_eq!(typed("_https._tcp"), typed("_HTTPS._TCP.local."));
    assert_eq!(typed("0443/TCP"), typed("443/tcp"));
    assert_ne!(typed("_https._tcp"), typed("https/tcp"));
    assert_eq!(lookup(typed("_https._tcp")), lookup(typed("https/tcp")));
}

/// The table on the page of `Record` has the columns of the CSV that IANA publishes, in its order.
#[test]
fn columns_of_iana() {
    let docs = std::fs::read_to_string("src/record.rs").unwrap();
    let rows = docs
        .lines()
        .skip_while(|line| !line.contains("| IANA's column |"));
    let rows = rows
        .skip(2)
        .map_while(|line| line.strip_prefix("/// | ")?.split_once(" |"));
    let columns: Vec<&str> = rows.flat_map(|(columns, _)| columns.split(", ")).collect();
    assert_eq!(
        columns.join(","),
        "Service Name,Port Number,Transport Protocol,Description,Assignee,Contact,Registration Date,\
         Modification Date,Reference,Service Code,Unauthorized Use Reported,Assignment Notes"
    );
}
