//! A `Query` is printed as it would be typed, and asks what its parts ask.
#![no_main]

use ianaports::{Query, ServiceName, Transport, lookup};
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

    assert_eq!(format!("{query:?}"), query.to_string());

    let found = lookup(query);
    let name = query.name().map(str::parse::<ServiceName>);
    // The answer to the parts, and the query that they make; of a name that is none there is no such value.
    let (parts, made) = match (query.ports(), name, query.transport()) {
        (Some(ports), None, None) => (lookup(ports), Some(Query::from(ports))),
        (Some(ports), None, Some(on)) => (lookup((ports, on)), Some(Query::from((ports, on)))),
        (None, Some(_), Some(_)) if query.service_type().is_some() => {
            let kind = query.service_type().unwrap();
            (lookup(kind), Some(Query::from(kind)))
        }
        (None, Some(Ok(name)), None) => (lookup(name), Some(Query::from(name))),
        (None, Some(Ok(name)), Some(on)) => (lookup((name, on)), Some(Query::from((name, on)))),
        (None, Some(Err(_)), None) => (lookup(query.name().unwrap()), None),
        (None, Some(Err(_)), Some(on)) => (lookup((query.name().unwrap(), on)), None),
        parts => panic!("{parts:?}"),
    };
    assert!(made.is_none_or(|made| made == query));
    match query.ports() {
        Some(ports) if ports.len() == 1 => {
            assert_eq!(query.one_port(), Ok(ports.first()));
            assert_eq!(Query::from(ports.first()).ports(), Some(ports));
            let on = query.transport().unwrap_or(Transport::Tcp);
            assert_eq!(Query::from((ports.first(), on)), Query::from((ports, on)));
        }
        Some(_) => assert!(query.one_port().is_err()),
        None => {
            let ports: Vec<_> = found.ports().collect();
            let one = <[_; 1]>::try_from(ports).ok().filter(|[ports]| ports.len() == 1);
            assert_eq!(query.one_port().ok(), one.map(|[ports]| ports.first()));
        }
    }
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
