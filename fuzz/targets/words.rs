//! Whatever is typed, each type accepts it exactly if a plain reading does, gives it back as it reads it,
//! and else refuses it in words that a terminal can show.
#![no_main]

use std::fmt::{Debug, Display};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::RangeInclusive;
use std::str::FromStr;

use ianaports::{Date, PortRange, Query, ServiceName, ServiceType, Transport, lookup};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    transport(text);
    date(text);
    port_range(text);
    service_name(text);
    service_type(text);
    query(text);
});

/// The value that the text is, if it is one.
fn read_back<T>(text: &str) -> Option<T>
where
    T: FromStr<Err: Display + Debug + PartialEq> + Display + Debug + PartialEq + Copy,
{
    match text.parse::<T>() {
        Ok(value) => {
            assert_eq!(value.to_string().parse(), Ok(value));
            Some(value)
        }
        Err(error) => {
            assert!(!error.to_string().contains(char::is_control));
            None
        }
    }
}

/// A number in digits, however many zeros lead it.
fn number(digits: &str) -> Option<u16> {
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let significant = digits.trim_start_matches('0');
    if !is_number || significant.len() > 5 {
        return None;
    }
    let value = significant
        .bytes()
        .fold(0, |value, byte| value * 10 + u32::from(byte - b'0'));
    u16::try_from(value).ok()
}

/// Four words in any letter case, and four numbers.
fn transport(text: &str) {
    let words = ["tcp", "udp", "sctp", "dccp"];
    let place = words
        .iter()
        .position(|word| text.to_ascii_lowercase() == *word);
    assert_eq!(read_back(text), place.map(|place| Transport::ALL[place]));
    for number in text.bytes() {
        match Transport::try_from(number) {
            Ok(transport) => assert_eq!(transport.protocol_number(), number),
            Err(error) => {
                let told = format!("IP protocol number {number} is not a transport");
                assert!(error.to_string().starts_with(&told));
                assert!(![6, 17, 33, 132].contains(&number));
            }
        }
    }
}

/// The days and months of the calendar, in one form.
fn date(text: &str) {
    let parts: Vec<&str> = text.split('-').collect();
    let widths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    let numbers: Option<Vec<u16>> = parts.iter().map(|part| number(part)).collect();
    let is_date = [4, 2, 2].starts_with(&widths)
        && numbers.is_some_and(|numbers| match numbers[..] {
            [year @ (1..), 1..=12] => year <= 9999,
            [year @ (1..), month @ 1..=12, day @ (1..)] => {
                let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
                let days = [
                    31,
                    28 + u16::from(is_leap),
                    31,
                    30,
                    31,
                    30,
                    31,
                    31,
                    30,
                    31,
                    30,
                    31,
                ];
                day <= days[usize::from(month) - 1]
            }
            _ => false,
        });
    let date: Option<Date> = read_back(text);
    assert_eq!(date.is_some(), is_date);
    if let Some(date) = date {
        assert_eq!(date.to_string(), text);
        assert_eq!(format!("{date:?}"), text);
        assert_eq!(Date::new(date.year(), date.month(), date.day()), Ok(date));
    }
}

/// A number or two in order, and what is between them.
fn port_range(text: &str) {
    let numbers: Option<Vec<u16>> = text.split('-').map(number).collect();
    let expected = numbers.and_then(|numbers| match numbers[..] {
        [port] => Some((port, port)),
        [first, last] => (first <= last).then_some((first, last)),
        _ => None,
    });
    let range: Option<PortRange> = read_back(text);
    assert_eq!(range.map(|range| (range.first(), range.last())), expected);
    let Some(range) = range else { return };
    assert_eq!(PortRange::new(range.first(), range.last()), Ok(range));
    assert_eq!(range.len() as usize, range.iter().count());
    assert_eq!(format!("{range:?}"), range.to_string());
    assert_eq!(PortRange::try_from(RangeInclusive::from(range)), Ok(range));
    assert_eq!(range == range.first(), range.len() == 1);
    // A walk over all ports takes as long as thousands of other ranges.
    let others = [PortRange::SYSTEM, PortRange::USER, PortRange::DYNAMIC];
    for other in others.into_iter().filter(|_| range.len() <= 2_000) {
        let chosen = |port: u16| other.contains(port);
        let shared = range.into_iter().filter(|port| chosen(*port));
        let runs: Vec<PortRange> = range.runs(chosen).collect();
        assert!(runs.iter().flat_map(|run| run.iter()).eq(shared));
        assert_eq!(runs.len(), usize::from(range.overlaps(other)));
    }
}

/// What RFC 6335, section 5.1 allows, and nothing else.
fn service_name(text: &str) {
    let is_name = (1..=15).contains(&text.chars().count())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        && text.contains(|c: char| c.is_ascii_alphabetic())
        && text.split('-').all(|part| !part.is_empty());
    let name: Option<ServiceName> = read_back(text);
    assert_eq!(name.is_some(), is_name);
    assert_eq!(name, ServiceName::new(text).ok());
    let Some(name) = name else { return };
    assert_eq!(name.as_str(), text);
    assert_eq!(format!("{name:?}"), format!("{text:?}"));
    assert_eq!(ServiceName::try_from(name.as_ref()), Ok(name));
    let hash = |name: ServiceName| {
        let mut hasher = DefaultHasher::new();
        name.hash(&mut hasher);
        hasher.finish()
    };
    let other: ServiceName = text.to_ascii_uppercase().parse().unwrap();
    assert!(name == other && name == other.as_str() && hash(name) == hash(other));
    assert!(name == *other.as_str() && name <= other && name.cmp(&other).is_eq());
}

/// `_name._tcp`, and a domain after it, which is left out.
fn service_type(text: &str) {
    let stripped = text
        .strip_suffix('.')
        .filter(|rest| rest.contains('.'))
        .unwrap_or(text);
    let labels: Vec<&str> = stripped.split('.').collect();
    let read = || {
        let [name, transport, domain @ ..] = &labels[..] else {
            return None;
        };
        let name = ServiceName::new(name.strip_prefix('_')?).ok()?;
        let transport: Transport = transport.strip_prefix('_')?.parse().ok()?;
        domain
            .iter()
            .all(|label| !label.is_empty())
            .then_some((name, transport))
    };
    let kind: Option<ServiceType> = read_back(text);
    assert_eq!(kind.map(|kind| (kind.name(), kind.transport())), read());
    if let Some(kind) = kind {
        assert_eq!(format!("{kind:?}"), kind.to_string());
        assert!(text.starts_with(&kind.to_string()[..kind.name().as_str().len() + 1]));
    }
}

/// A query asks what its parts ask.
fn query(text: &str) {
    let Some(query) = read_back::<Query>(text) else {
        return;
    };
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
            let one = <[_; 1]>::try_from(ports)
                .ok()
                .filter(|[ports]| ports.len() == 1);
            assert_eq!(query.one_port().ok(), one.map(|[ports]| ports.first()));
        }
    }
    assert_eq!(found.first(), parts.first());
    // A range of thousands of ports takes as long as ten thousand other queries.
    if query.ports().is_none_or(|ports| ports.len() <= 100) {
        assert_eq!(found.len(), parts.len());
    }
    if let Some(name) = query.name() {
        assert!(
            found
                .iter()
                .all(|record| record.name().unwrap().eq_ignore_ascii_case(name))
        );
    }
}
