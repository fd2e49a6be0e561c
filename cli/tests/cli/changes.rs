//! `ianaports changes`, and what look-ups say of the past.

use std::collections::BTreeSet;

use ianaports::history::{self, Snapshot};
use ianaports::{Transport, lookup};

use super::{output, run};

#[test]
fn every_change_has_its_row_under_its_date() {
    let out = output(&["changes"]);
    let mut date = String::new();
    let mut rows = BTreeSet::new();
    for line in out.lines().filter(|line| !line.is_empty()) {
        match line.strip_prefix("  ") {
            None => date = line.to_string(),
            // A name may have blanks, and ends where two stand.
            Some(row) => {
                let name = row.split("  ").next().unwrap();
                rows.insert((date.clone(), name.to_string()));
            }
        }
    }
    let title = |side: Snapshot| side.name().unwrap_or(side.status().as_str());
    let expected: BTreeSet<_> = history::changes()
        .map(|change| {
            let mut titles: Vec<_> = [change.before(), change.after()]
                .into_iter()
                .flatten()
                .map(title)
                .collect();
            titles.dedup();
            (change.date().to_string(), titles.join(" → "))
        })
        .collect();
    assert_eq!(rows, expected);
}

/// One object a change and line, in the order of the library, as the library writes it.
#[test]
fn json() {
    let out = output(&["changes", "--json"]);
    let lines: Vec<&str> = out.lines().collect();
    let changes: Vec<String> = history::changes()
        .map(|change| serde_json::to_string(&change).unwrap())
        .collect();
    assert_eq!(lines, changes);
    let gone = output(&["changes", "--json", "surfpass/tcp"]);
    let gone: serde_json::Value = serde_json::from_str(&gone).unwrap();
    assert_eq!(gone["date"], "2022-01-10");
    assert_eq!(gone["before"]["name"], "surfpass");
    assert_eq!(gone["before"]["transport"], "tcp");
    assert_eq!(
        (&gone["after"]["name"], &gone["after"]["first_port"]),
        (&().into(), &5030.into())
    );
    let (code, out, _) = run(&["changes", "--json", "4/dccp"]);
    assert_eq!((code, out.as_str()), (1, ""));
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
        "2022-01-10\n  surfpass → reserved  5030  tcp, udp  \
         Historic usage was surfpass. De-Assigned on 2022-01-10\n"
    );
    let renamed = output(&["changes", "avi-nms"]);
    assert!(
        renamed.contains(
            "2025-11-14\n  avi-nms → vision-mon  4413  tcp  FORTÉ Vision Monitoring platform\n"
        ),
        "{renamed}"
    );
    let moved = output(&["changes", "cfg-cloud"]);
    assert!(
        moved.starts_with("2019-01-09\n  cfg-cloud  8010  tcp  ")
            && moved.contains("; gone\n  cfg-cloud  8015  tcp  "),
        "{moved}"
    );
    let quic = output(&["changes", "853/udp"]);
    assert!(
        quic.contains("  domain-s  853  udp  reference: [RFC7858] → [RFC7858]"),
        "{quic}"
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
    // A date alone is no query.
    let (code, out, err) = run(&["changes", "2026-08"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(
        err.contains("2026-08 is a date: ianaports changes --since 2026-08\n"),
        "{err}"
    );
}

#[test]
fn a_name_that_is_gone_says_so() {
    for (name, words) in [
        (
            "surfpass",
            "registered once, on 5030; gone by 2022-01-10, when its port became reserved",
        ),
        (
            "juliar",
            "registered once, on 48048; gone by 2019-03-08, when juka took its place",
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
