//! Every registered name, however it is spelled, and names that are nearly registered.

use ianaports::{ServiceType, Transport, lookup, name_with_number, names, port};

use crate::twin::TWIN;
use crate::{RECORDS, assert_found};

/// Asks for a name in every way and compares with the twin.
#[track_caller]
fn assert_name(name: &str) {
    assert_found(lookup(name), &TWIN.services_named(name, None), || {
        format!("lookup({name:?})")
    });
    for (column, transport) in Transport::ALL.iter().copied().enumerate() {
        let expected = TWIN.services_named(name, Some(column));
        assert_found(lookup((name, transport)), &expected, || {
            format!("lookup(({name:?}, {transport}))")
        });
        let expected = TWIN.port(name, column);
        assert_eq!(
            port(name, transport),
            expected,
            "port({name:?}, {transport})"
        );
    }
}

/// `name` with every second letter in upper case and the others in lower case.
fn mixed(name: &str) -> String {
    let letters = name.chars().enumerate();
    let mixed = letters.map(|(at, c)| match at % 2 {
        0 => c.to_ascii_lowercase(),
        _ => c.to_ascii_uppercase(),
    });
    mixed.collect()
}

#[test]
fn every_name_is_listed_once_and_in_order() {
    let expected = TWIN.names();
    assert!(names().eq(expected.iter().copied()));
    assert!(names().rev().eq(expected.iter().rev().copied()));
    assert_eq!(names().len(), expected.len());
    let folded: Vec<String> = names().map(str::to_ascii_lowercase).collect();
    assert!(folded.is_sorted_by(|a, b| a < b));
}

#[test]
fn every_name_has_its_place_in_the_list_as_its_number() {
    let expected = TWIN.names();
    for number in 0..=u16::MAX {
        let name = expected.get(usize::from(number)).copied();
        assert_eq!(name_with_number(number), name, "{number}");
        assert_eq!(names().nth(number.into()), name, "{number}");
        let from_end = expected.iter().rev().nth(number.into()).copied();
        assert_eq!(names().nth_back(number.into()), from_end, "{number}");
    }
    assert_eq!(names().nth(usize::MAX), None);
    assert_eq!(names().nth_back(usize::MAX), None);
    // From the middle, and on to the end.
    let mut middle = names();
    assert_eq!(middle.nth(6).as_ref(), expected.get(6));
    assert_eq!(middle.nth_back(5).as_ref(), expected.iter().rev().nth(5));
    assert!(
        middle
            .clone()
            .eq(expected[7..expected.len() - 6].iter().copied())
    );
    assert_eq!(middle.nth(middle.len()), None);
    assert_eq!((middle.len(), middle.next_back()), (0, None));
}

#[test]
fn every_name_in_every_spelling_finds_its_services() {
    for name in TWIN.names() {
        assert!(!TWIN.services_named(name, None).is_empty(), "{name}");
        assert_name(name);
        assert_name(&name.to_ascii_uppercase());
        assert_name(&mixed(name));
    }
}

/// The names that a hash, a packed comparison or a fold of case could take for a registered one.
/// The twin knows which of them are registered after all.
#[test]
fn near_misses_find_nothing_else() {
    let mut asked = 0;
    let mut found = 0;
    let mut ask = |name: String| {
        assert_name(&name);
        asked += 1;
        found += usize::from(!lookup(&name).is_empty());
    };
    for name in TWIN.names() {
        ask(format!("{name}x"));
        ask(format!("{name}-"));
        ask(format!("{name}\0"));
        ask(format!(" {name}"));
        ask(name[..name.len() - 1].to_owned());
        ask(name[1..].to_owned());
        ask(name.chars().rev().collect());
        // In an alias and its canonical name the one stands for the other.
        if name.contains('-') {
            ask(name.replace('-', "_"));
        }
        // Letters outside ASCII that Unicode, but not the registry, folds to `k` and `s`.
        if name.contains(['k', 's']) {
            ask(name
                .replacen('k', "\u{212A}", 1)
                .replacen('s', "\u{17F}", 1));
        }
        // The bit that parts upper case from lower case must not be ignored in other characters.
        for (at, byte) in name.bytes().enumerate() {
            if !byte.is_ascii_alphabetic() {
                let mut bytes = name.as_bytes().to_vec();
                bytes[at] ^= 0x20;
                ask(String::from_utf8(bytes).unwrap());
            }
        }
    }
    for name in [
        "",
        "\0",
        "-",
        "443",
        "+443",
        "https/tcp",
        "_https._tcp",
        "é",
        "\u{10FFFF}",
    ] {
        ask(name.to_owned());
    }
    ask("a".repeat(16));
    ask("\0".repeat(16));
    ask("https".repeat(20_000));
    assert!(asked > 8 * names().len(), "{asked}");
    assert!(found < asked / 20, "{found} of {asked} are registered");
}

#[test]
fn keys_that_hold_a_name_find_what_the_name_finds() {
    for record in RECORDS.iter().filter(|record| record.name().is_some()) {
        let name = record.name().unwrap();
        let owned = name.to_owned();
        assert!(lookup(&owned).iter().eq(lookup(name)), "{name}");
        let Some(service_name) = record.service_name() else {
            continue;
        };
        assert!(lookup(service_name).iter().eq(lookup(name)), "{name}");
        for &transport in Transport::ALL {
            let expected = lookup((name, transport));
            assert!(
                lookup((&owned, transport)).iter().eq(expected),
                "{name}/{transport}"
            );
            assert!(
                lookup((service_name, transport)).iter().eq(expected),
                "{name}/{transport}"
            );
        }
    }
}

/// `_tcp` finds what is registered on TCP or on no stated transport, `_udp` whatever is not on TCP,
/// and the labels that only SRV records have find their own transport.
#[test]
fn service_types_find_the_services_of_their_label() {
    for name in TWIN.names() {
        let Some(record) = lookup(name).first() else {
            panic!("{name} has no service");
        };
        let Some(service_name) = record.service_name() else {
            continue;
        };
        for (column, transport) in Transport::ALL.iter().copied().enumerate() {
            let expected = TWIN.services_of_type(name, column);
            let kind = ServiceType::new(service_name, transport);
            assert_found(lookup(kind), &expected, || format!("lookup({kind})"));
        }
    }
}
