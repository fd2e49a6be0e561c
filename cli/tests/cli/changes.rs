//! `ianaports changes`, and what look-ups say of the past.

use std::collections::BTreeSet;

use ianaports::{Transport, history, lookup};

use super::{output, run};

#[test]
fn every_change_has_its_row_under_its_date() {
    let out = output(&["changes"]);
    let mut date = String::new();
    let mut rows = BTreeSet::new();
    for line in out.lines().filter(|line| !line.is_empty()) {
        match line.strip_prefix("  ") {
            None => date = line.to_string(),
            Some(row) => {
                let mut words = row.split_whitespace();
                let (name, ports) = (words.next().unwrap(), words.next().unwrap());
                rows.insert((date.clone(), name.to_string(), ports.to_string()));
            }
        }
    }
    let expected: BTreeSet<_> = history::changes()
        .map(|change| {
            let name = change
                .name()
                .unwrap_or("-")
                .split(' ')
                .next()
                .unwrap()
                .to_string();
            let ports = change
                .ports()
                .map_or("-".to_string(), |ports| ports.to_string());
            (change.date().to_string(), name, ports)
        })
        .collect();
    let with_blanks = |rows: BTreeSet<(String, String, String)>| -> BTreeSet<_> {
        rows.into_iter()
            .map(|(date, name, _)| (date, name))
            .collect()
    };
    assert_eq!(with_blanks(rows), with_blanks(expected));
}

#[test]
fn since_a_date_and_of_a_query() {
    let dates = |out: &str| -> Vec<String> {
        out.lines()
            .filter(|line| line.starts_with(|first: char| first.is_ascii_digit()))
            .map(str::to_string)
            .collect()
    };
    let since = output(&["changes", "--since", "2026-01"]);
    assert!(
        dates(&since).is_sorted_by(|a, b| a >= b)
            && dates(&since).iter().all(|date| date.as_str() >= "2026")
    );
    assert_eq!(
        output(&["changes", "surfpass"]),
        "2022-01-10\n  surfpass  5030  tcp, udp  taken back\n"
    );
    let renamed = output(&["changes", "avi-nms"]);
    assert!(
        renamed.contains("  vision-mon  4413  tcp  ") && renamed.contains("renamed, was avi-nms"),
        "{renamed}"
    );
    assert_eq!(
        output(&["changes", "853/udp", "853/udp"]),
        output(&["changes", "853/udp"])
    );
}

#[test]
fn no_change_is_1_and_what_is_no_query_2() {
    let (code, out, err) = run(&["changes", "4/dccp"]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(err.contains("no change is known from"), "{err}");
    assert_eq!(run(&["changes", "no such"]).0, 2);
}

#[test]
fn a_name_that_is_gone_says_so() {
    for (name, words) in [
        ("surfpass", "registered once, on 5030; gone by 2022-01-10"),
        (
            "avi-nms",
            "registered once, on 4413; renamed vision-mon by 2025-11-14",
        ),
    ] {
        let (code, out, _) = run(&[name]);
        assert_eq!(code, 1);
        assert!(out.contains(words), "{out}");
    }
}

#[test]
fn long_has_the_history_of_a_record() {
    let out = output(&["--long", "853/udp"]);
    let record = lookup((853, Transport::Udp)).first();
    for change in history::changes().filter(|change| change.record() == record) {
        assert!(
            out.contains(&format!("history       {} ", change.date())),
            "{out}"
        );
    }
}
