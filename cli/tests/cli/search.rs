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
            .filter(|found| found["unofficial"].is_null())
            .map(|record| record.to_string())
            .collect();
        expected.sort();
        found.sort();
        let differs = found.iter().zip(&expected).find(|(a, b)| a != b);
        assert_eq!((differs, found.len()), (None, expected.len()), "{words:?}");
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
fn unofficial_names_follow() {
    let out = output(&["search", "kafka"]);
    assert_eq!(
        out,
        "  unofficial: kafka, 9092 tcp: Apache Kafka\n  \
         unofficial: kafka-connect, 8083 tcp: Kafka Connect\n  \
         unofficial: kafka-exporter, 9308 tcp: Prometheus, metrics of Kafka\n"
    );
    let out = output(&["search", "postgres"]);
    assert!(
        out.ends_with("\n  unofficial: postgres is postgresql, 5432 tcp\n"),
        "{out}"
    );
    let lines = output(&["search", "--json", "kafka"]);
    let json: serde_json::Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    assert_eq!(json["unofficial"]["ports"], "9092");
    assert!(!output(&["search", "--status", "assigned", "postgres"]).contains("unofficial"));
    assert_eq!(run(&["search", "--on", "udp", "kafka"]).0, 1);
}

#[test]
fn nothing_found_is_told_beside_the_output() {
    for (words, why) in [
        (
            &["zzzz"][..],
            "nothing has the word zzzz; for names near it: ianaports zzzz",
        ),
        (
            &["443"],
            "no text has 443; to look up a port: ianaports 443",
        ),
        (
            &["name", "zzzz"],
            "nothing has all of the words name zzzz; try fewer of them",
        ),
    ] {
        for json in [&[][..], &["--json"]] {
            let (code, out, err) = run(&[&["search"], json, words].concat());
            assert_eq!(
                (code, out.as_str(), err),
                (1, "", format!("ianaports: {why}\n"))
            );
        }
    }
    assert_eq!(run(&["search", ""]).0, 2);
}
