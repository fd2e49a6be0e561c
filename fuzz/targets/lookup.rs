//! `lookup`, `service_name`, `port` and `status` against the twin of the tests.
#![no_main]

#[path = "../../tests/suites/source/found.rs"]
mod found;
#[path = "../../tests/suites/source/reader.rs"]
#[allow(dead_code, reason = "only the twin reads what it needs")]
mod reader;
#[path = "../../tests/suites/source/twin.rs"]
#[allow(dead_code, reason = "the tests ask for the rest")]
mod twin;

use std::sync::LazyLock;

use found::{RECORDS, assert_found};
use ianaports::{
    PortRange, Query, ServiceName, ServiceType, Transport, lookup, names, port, service_name,
    status, status_record,
};
use libfuzzer_sys::fuzz_target;
use twin::Twin;

static TWIN: LazyLock<Twin> = LazyLock::new(|| {
    let document = include_str!("../../registry/service-names-port-numbers.xml");
    Twin::new(reader::Registry::read(document))
});

static NAMES: LazyLock<Vec<&str>> = LazyLock::new(|| names().collect());

fn check_port(number: u16, place: usize) {
    let transport = Transport::ALL[place];
    let asked = || format!("{number}/{transport}");
    assert_found(
        lookup((number, transport)),
        &TWIN.services_at(number, place),
        asked,
    );
    assert!(lookup(Query::from((number, transport))) == lookup((number, transport)));
    assert_eq!(
        service_name(number, transport),
        TWIN.service_name(number, place)
    );
    let (expected, record) = TWIN.status_at(number, place);
    let found = status(number, transport);
    assert_eq!(found.to_string(), expected);
    assert_eq!(
        status_record(number, transport),
        record.map(|index| RECORDS[index])
    );
    assert_found(lookup(number), &TWIN.services_of_port(number), asked);
}

fn check_name(name: &str, place: usize) {
    let transport = Transport::ALL[place];
    let asked = || format!("{name:?}/{transport}");
    let expected = TWIN.services_named(name, Some(place));
    assert_found(lookup((name, transport)), &expected, asked);
    assert_eq!(port(name, transport), TWIN.port(name, place));
    assert_found(lookup(name), &TWIN.services_named(name, None), asked);
    if let Ok(query) = name.parse::<Query>()
        && query.name() == Some(name)
    {
        assert!(lookup(query) == lookup(name));
    }
    if let Ok(name) = name.parse::<ServiceName>() {
        let kind = ServiceType::new(name, transport);
        let expected = TWIN.services_of_type(name.as_str(), place);
        assert_found(lookup(kind), &expected, asked);
        assert!(lookup(Query::from(kind)) == lookup(kind));
    }
}

fn check_range(first: u16, length: u16, place: usize) {
    let last = first.saturating_add(length);
    let range = PortRange::new(first, last).unwrap();
    let transport = Transport::ALL[place];
    let asked = || format!("{range}/{transport}");
    let expected = TWIN.services_in(first, last, Some(place));
    assert_found(lookup((range, transport)), &expected, asked);
    let expected = TWIN.services_in(first, last, None);
    assert_found(lookup(range), &expected, asked);
    assert!(lookup(Query::from((range, transport))) == lookup((range, transport)));
}

fuzz_target!(|data: &[u8]| {
    let [kind, a, b, rest @ ..] = data else {
        return;
    };
    let number = u16::from_le_bytes([*a, *b]);
    let place = usize::from(*kind >> 6);
    match kind % 8 {
        0 | 1 => check_port(number, place),
        2 => check_range(number, u16::from(*rest.first().unwrap_or(&0)) % 8, place),
        // A registered name, with some bytes changed.
        3..=5 => {
            let mut name = NAMES[usize::from(number) % NAMES.len()].as_bytes().to_vec();
            for (byte, change) in name.iter_mut().zip(rest) {
                *byte ^= change;
            }
            if let Ok(name) = str::from_utf8(&name) {
                check_name(name, place);
            }
        }
        _ => {
            if let Ok(name) = str::from_utf8(&data[1..]) {
                check_name(name, place);
            }
        }
    }
});
