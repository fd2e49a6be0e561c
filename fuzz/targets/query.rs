//! A `Query` is printed as it would be typed, and asks what its parts ask.
#![no_main]

use ianaports::{Query, lookup};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let query = match text.parse::<Query>() {
        Ok(query) => query,
        Err(error) => {
            assert!(!error.to_string().contains(char::is_control));
            return;
        }
    };
    assert_eq!(query.to_string().parse(), Ok(query));
    assert_eq!(text.to_ascii_uppercase().parse(), Ok(query));

    let found = lookup(query);
    let parts = match (query.ports(), query.name(), query.transport()) {
        (Some(ports), None, None) => lookup(ports),
        (Some(ports), None, Some(transport)) => lookup((ports, transport)),
        (None, Some(name), None) => lookup(name),
        (None, Some(_), Some(_)) if query.service_type().is_some() => {
            lookup(query.service_type().unwrap())
        }
        (None, Some(name), Some(transport)) => lookup((name, transport)),
        parts => panic!("{parts:?}"),
    };
    assert_eq!(found.first(), parts.first());
    // A range of thousands of ports takes as long as ten thousand other queries.
    if query.ports().is_none_or(|ports| ports.len() <= 100) {
        assert_eq!(found.len(), parts.len());
    }
    if query.ports().is_none() {
        let name = query.name().unwrap();
        for record in found {
            assert!(record.name().unwrap().eq_ignore_ascii_case(name));
        }
    }
});
