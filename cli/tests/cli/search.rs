//! `ianaports search`

use ianaports::{Record, Status, Transport, records};
use serde_json::json;

use super::{output, run};

fn found(arguments: &[&str]) -> Vec<serde_json::Value> {
    let out = output(&[&["search", "--json"], arguments].concat());
    out.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// Whether the word is somewhere in what is searched.
fn has(record: Record, word: &str) -> bool {
    let people = record
        .assignees()
        .flat_map(|one| [Some(one.id()), one.name(), one.organization()]);
    let mut texts = [record.name(), Some(record.description())]
        .into_iter()
        .chain(people)
        .flatten();
    texts.any(|text| text.to_lowercase().contains(word))
}

#[test]
fn every_record_with_the_words_is_found_and_no_other() {
    for words in [
        &["server"][..],
        &["Name", "SERVER"],
        &["apple"],
        &["linus"],
        &["http"],
        &["ü"],
    ] {
        let mut expected: Vec<_> = records()
            .iter()
            .filter(|&record| words.iter().all(|word| has(record, &word.to_lowercase())))
            .map(|record| json!(record).to_string())
            .collect();
        let mut found: Vec<_> = found(words)
            .iter()
            .map(|record| record.to_string())
            .collect();
        expected.sort();
        found.sort();
        assert_eq!(found, expected, "{words:?}");
    }
}

#[test]
fn the_best_comes_first() {
    let names = |word: &str| -> Vec<String> {
        let found = found(&[word]);
        found
            .iter()
            .filter_map(|record| Some(record["name"].as_str()?.to_string()))
            .collect()
    };
    let http = names("http");
    let rank = |name: &str| match name.to_lowercase().as_str() {
        "http" => 0,
        name if name.starts_with("http") => 1,
        _ => 2,
    };
    assert!(http.is_sorted_by_key(|name| rank(name)), "{http:?}");
    assert_eq!((rank(&http[0]), rank(http.last().unwrap())), (0, 2));
    // A word of the description before a part of one.
    let clock = names("clock");
    let place = |name: &str| clock.iter().position(|one| one == name).unwrap();
    let whole = |record: &Record| {
        let mut words = record
            .description()
            .split(|one: char| !one.is_alphanumeric());
        words.any(|word| word.eq_ignore_ascii_case("clock"))
    };
    let first_part = records().iter().find(|record| {
        let text = record.description().to_lowercase();
        text.contains("clock")
            && !whole(record)
            && record.name().is_some_and(|name| !name.contains("clock"))
    });
    let first_whole = records()
        .iter()
        .find(|record| whole(record) && record.name().is_some())
        .unwrap();
    if let Some(part) = first_part {
        assert!(place(first_whole.name().unwrap()) < place(part.name().unwrap()));
    }
}

#[test]
fn transport_and_status_narrow_the_search() {
    for record in found(&["--on", "sctp", "a"]) {
        assert!([json!("sctp"), json!(null)].contains(&record["transport"]));
    }
    for record in found(&["--status", "de-assigned", "port"]) {
        assert_eq!(record["status"], json!(Status::DeAssigned));
    }
    assert_eq!(
        found(&["--on", "udp", "syslog"])[0]["transport"],
        json!(Transport::Udp)
    );
}

#[test]
fn a_thousand_hits_have_a_line_each() {
    let mut command = super::ianaports(&["search", "p"]);
    let (code, out, _) = super::texts(command.env("COLUMNS", "80").output().unwrap());
    assert_eq!(code, 0);
    assert!(out.lines().count() > 1000);
    assert!(out.lines().all(|line| line.chars().count() <= 80));
}

#[test]
fn what_is_found_in_an_assignee_alone_names_the_assignee() {
    let out = output(&["search", "torvalds"]);
    assert_eq!(
        out,
        "  git  9418  tcp, udp  git pack transfer service; assignee Linus Torvalds\n"
    );
}

#[test]
fn nothing_found_is_1() {
    assert_eq!(
        run(&["search", "qqqqqq"]),
        (1, String::new(), String::new())
    );
}
