//! `ianaports compare`

use std::fs;
use std::path::Path;

use ianaports::overlay::Overlay;
use ianaports::{Transport, lookup, records, unofficial};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::committed::assert_committed;
use super::{ianaports, output, run, texts};

/// What the command wrote, as a program has it: the compiler takes it.
static OWN: Overlay = include!("compare/overlay.rs");

const TABLE: &str = "tests/cli/compare/table.txt";

#[test]
fn rows_in_several_forms() {
    let (code, out, err) = run(&["compare", TABLE]);
    assert_eq!(code, 1);
    assert_committed("tests/cli/compare/shown.txt", out);
    assert_eq!(
        err,
        "ianaports: line 11 has 3 names; expected one port and one name\n\
         ianaports: line 12 has no port; expected one port and one name\n\
         ianaports: line 13 has no port; expected one port and one name\n"
    );
}

#[test]
fn the_rows_that_differ_as_an_overlay() {
    let (code, out, _) = run(&["compare", "--as", "overlay", TABLE]);
    assert_eq!(code, 1);
    assert_committed("tests/cli/compare/overlay.rs", out);
    // Of two rows of one port the first is shown, of two of one name the first is found.
    assert_eq!(OWN.service_name(9092, Transport::Tcp), Some("broker"));
    assert_eq!(OWN.port("second-broker", Transport::Udp), Some(9092));
    assert_eq!(OWN.service_name(9093, Transport::Tcp), Some("broker"));
    assert_eq!(OWN.port("broker", Transport::Tcp), Some(9092));
    assert_eq!(OWN.service_name(8080, Transport::Udp), Some("HTTP Proxy"));
    assert_eq!(
        OWN.service_name(631, Transport::Tcp),
        Some("Drucker – Büro")
    );
    assert_eq!(OWN.service_name(443, Transport::Tcp), None); // IANA's
}

fn compare(table: &str, arguments: &[&str]) -> (i32, String, String) {
    let arguments = [&["compare"], arguments, &["-"]].concat();
    texts(ianaports(&arguments).write_stdin(table).output().unwrap())
}

/// The registry and the unofficial names differ from themselves in nothing.
#[test]
fn the_registry_is_iana_s() {
    let (code, out, err) = compare(&output(&["export", "services"]), &[]);
    assert_eq!((code, err.as_str()), (0, ""));
    let services = records().iter().filter(|record| {
        record.name().is_some() && record.ports().is_some() && record.transport().is_some()
    });
    let (rows, _) = out.split_once(" rows: ").unwrap();
    assert!(
        rows.parse::<usize>().unwrap() >= services.count() / 2,
        "{out}"
    );
    assert!(out.ends_with(" 0 unofficial, 0 differ\n"), "{out}");

    let table: String = unofficial::all()
        .map(|row| format!("{} {} {}\n", row.ports(), row.transports()[0], row.name()))
        .collect();
    let (code, out, err) = compare(&table, &[]);
    assert_eq!((code, err.as_str()), (0, ""));
    let rows = unofficial::all().len();
    assert!(
        out.ends_with(&format!(
            "{rows} rows: 0 IANA's, {rows} unofficial, 0 differ\n"
        )),
        "{out}"
    );
}

#[test]
fn a_head_says_which_columns() {
    let table = "Service Name,Port Number,Transport Protocol,Description\n\
                 https,443,tcp,\"http protocol, over TLS\"\n\
                 nothttps,443,tcp,22\n";
    let (code, out, err) = compare(table, &[]);
    assert_eq!((code, err.as_str()), (1, ""));
    assert!(out.contains("nothttps  443  tcp  IANA has https"), "{out}");
    assert!(
        out.ends_with("2 rows: 1 IANA's, 0 unofficial, 1 differ\n"),
        "{out}"
    );
}

#[test]
fn every_row_as_json() {
    let (_, out, _) = compare("443 https\n22 web\n", &["--json"]);
    let rows: Vec<serde_json::Value> = out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(
        (&rows[0]["verdict"], &rows[1]["verdict"]),
        (&"iana".into(), &"differs".into())
    );
    assert_eq!(
        rows[1]["iana"],
        *lookup((22, Transport::Tcp)).name().unwrap()
    );
}

#[test]
fn a_file_that_cannot_be_read_is_2() {
    let (code, _, err) = run(&["compare", "no-such-file"]);
    assert_eq!(code, 2);
    assert!(err.starts_with("ianaports: no-such-file: "), "{err}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, rng_seed: RngSeed::Fixed(23), failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the table: nothing panics, and each line is a row, empty, or told.
    #[test]
    fn whatever_the_table(table in "([0-9]{0,5}|[a-z\"',;|/:#=> (){}\\[\\]\t\n]|tcp|udp|é){0,60}") {
        let (code, _, err) = compare(&table, &["--as", "overlay"]);
        prop_assert!(code < 2 && !err.contains("panicked"), "{err}");
    }
}

/// What no person reads is read with little memory: a line of a mebibyte is told, and the lines after it are rows.
#[test]
fn long_lines_and_long_tables() {
    let long = "a".repeat(1 << 20);
    let (code, out, err) = compare(&format!("{long}\n443 https\n"), &[]);
    assert_eq!(
        (code, out.as_str(), err.as_str()),
        (
            0,
            "1 rows: 1 IANA's, 0 unofficial, 0 differ\n",
            "ianaports: line 1 is longer than 65536 bytes\n"
        )
    );
    let (code, out, _) = compare(&"443 web\n".repeat(10_000), &[]);
    assert_eq!((code, out.matches("IANA has https").count()), (1, 10_000));

    let input = format!("https\n{long}\n{}\nssh\n", "1,".repeat(100));
    let asked = ianaports(&["-"]).write_stdin(input).output().unwrap();
    let (code, out, err) = texts(asked);
    assert_eq!((code, out), (2, output(&["https", "ssh"])));
    let first = "ianaports: the standard input, line 2: longer than 65536 bytes\n";
    assert!(err.starts_with(first) && err.len() < 500, "{err}");
}

/// A table of ten thousand rows of one name takes no longer than one of ten thousand names; each row of it is told.
#[test]
fn rows_that_an_overlay_refuses_are_told() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("compare");
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join("same.txt");
    fs::write(&file, "0-65535 x\n".repeat(10_000)).unwrap();
    let (code, out, err) = run(&["compare", "--as", "overlay", file.to_str().unwrap()]);
    assert_eq!(code, 1);
    assert_eq!(out.matches("=>").count(), 1);
    assert!(
        err.ends_with("ianaports: and 9989 further lines\n"),
        "{err}"
    );
}
