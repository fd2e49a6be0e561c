//! Pipes, disks and colors.

use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};

use super::{ianaports, output, texts};

const LONG: [&[&str]; 6] = [
    &["0-65535"],
    &["search", "a"],
    &["export", "csv"],
    &["export", "json"],
    &["export", "ports", "--all"],
    &["export", "services"],
];

#[test]
fn a_reader_that_stops_early_is_no_fault() {
    for arguments in LONG {
        let mut child = Command::new(env!("CARGO_BIN_EXE_ianaports"))
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        out.read_line(&mut line).unwrap();
        drop(out);
        let mut err = String::new();
        child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut err)
            .unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(0), "{arguments:?}");
        assert_eq!(
            (err.as_str(), line.is_empty()),
            ("", false),
            "{arguments:?}"
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_1_and_said() {
    for arguments in LONG
        .into_iter()
        .chain([&["https"][..], &["export", "svg"], &["free"]])
    {
        let full = std::fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .unwrap();
        let ran = Command::new(env!("CARGO_BIN_EXE_ianaports"))
            .args(arguments)
            .stdout(full)
            .output()
            .unwrap();
        let (code, _, err) = texts(ran);
        assert_eq!(code, 1, "{arguments:?}");
        assert!(
            err.starts_with("ianaports: the output cannot be written: No space left"),
            "{err}"
        );
    }
}

#[test]
fn colors_are_for_terminals_and_for_who_wants_them() {
    let plain = output(&["443", "6003", "4"]);
    assert!(!plain.contains('\x1b'));
    let colored = output(&["--color", "always", "443", "6003", "4"]);
    assert!(colored.contains("\x1b[32mhttps\x1b[0m"), "{colored:?}");
    let mut without = String::new();
    let mut rest = colored.as_str();
    while let Some((before, after)) = rest.split_once("\x1b[") {
        without += before;
        rest = after.split_once('m').unwrap().1;
    }
    assert_eq!(without + rest, plain);
    // Asked for by name, also where NO_COLOR says otherwise for all programs.
    let (_, out, _) = texts(
        ianaports(&["--color", "always", "443"])
            .env("NO_COLOR", "1")
            .output()
            .unwrap(),
    );
    assert!(out.contains('\x1b'));
}
