//! `services_file` against a reader that goes byte by byte, as C does; an overlay takes what it gives.
#![no_main]

#[allow(dead_code, reason = "the target of overlays needs the rest")]
#[path = "../../tests/suites/overlay/slow.rs"]
mod slow;

use ianaports::Transport;
use ianaports::overlay::{Entry, Overlay, services_file};
use libfuzzer_sys::fuzz_target;
use slow::is_name;

/// A cursor over a line of C: at its end it stands on a NUL.
struct Cursor<'t>(&'t str);

impl<'t> Cursor<'t> {
    fn here(&self) -> u8 {
        self.0.bytes().next().unwrap_or(0)
    }

    fn take_while(&mut self, is: impl Fn(u8) -> bool) -> &'t str {
        let end = self.0.bytes().position(|byte| !is(byte));
        let (taken, rest) = self.0.split_at(end.unwrap_or(self.0.len()));
        self.0 = rest;
        taken
    }

    fn word(&mut self) -> &'t str {
        self.take_while(is_blank);
        self.take_while(|byte| !is_blank(byte))
    }

    /// `strtoul` of any base: its value, if it is no more than a port can be.
    fn number(&mut self) -> Option<u32> {
        if self.here() == b'+' {
            self.0 = &self.0[1..];
        }
        let mut base = 10;
        if self.here() == b'0' {
            base = 8;
            let digits = self.0[1..].strip_prefix(['x', 'X']);
            if let Some(rest) =
                digits.filter(|rest| rest.starts_with(|c: char| c.is_ascii_hexdigit()))
            {
                (base, self.0) = (16, rest);
            }
        }
        let digits = self.take_while(|byte| char::from(byte).is_digit(base));
        let value = digits.chars().try_fold(0, |value: u32, digit| {
            Some(value * base + digit.to_digit(base)?).filter(|value| *value <= 65_535)
        });
        value.filter(|_| !digits.is_empty())
    }
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, 9..=13 | 32)
}

fn expected(text: &str) -> Vec<Entry<&str>> {
    let mut entries = Vec::new();
    for line in text.split('\n') {
        let mut cursor = Cursor(line);
        let mut line = Cursor(cursor.take_while(|byte| byte != b'#' && byte != 0));
        let name = line.word();
        line.take_while(is_blank);
        let number = line.number();
        let slashes = line.take_while(|byte| byte == b'/');
        let word = line.take_while(|byte| !is_blank(byte));
        let on = match word {
            "tcp" => Transport::Tcp,
            "udp" => Transport::Udp,
            "sctp" => Transport::Sctp,
            "dccp" => Transport::Dccp,
            _ => continue,
        };
        let (Some(port), false) = (number, slashes.is_empty()) else {
            continue;
        };
        let entry = |name| Entry::new(name, port as u16, &[on]);
        if is_name(name, true) {
            entries.push(entry(name));
        } else if is_name(name, false) {
            entries.push(entry(name).only_shown());
        }
        loop {
            let alias = line.word();
            if alias.is_empty() {
                break;
            }
            if is_name(alias, true) {
                entries.push(entry(alias).only_found());
            }
        }
    }
    entries
}

fuzz_target!(|text: &str| {
    let mut entries: Vec<Entry<&str>> = services_file(text).collect();
    assert_eq!(entries, expected(text));
    let given = entries.clone();
    let own = Overlay::first_wins(&mut entries).unwrap();
    for entry in given {
        for &on in Transport::ALL.iter().filter(|on| entry.is_on(**on)) {
            if own.of_name(entry.name()).any(|found| found == entry) {
                let first = own.of_name(entry.name()).find(|found| found.is_on(on));
                assert_eq!(
                    own.port(entry.name(), on),
                    first.map(|found| found.ports().first())
                );
            }
            assert!(
                own.of_port(entry.ports().first(), on)
                    .any(|found| found == entry)
            );
        }
    }
});
