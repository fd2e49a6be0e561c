//! Ranges of ports, compared with a walk over every port of the range.

use std::collections::BTreeSet;

use ianaports::Transport::Tcp;
use ianaports::{PortRange, Query, Transport, lookup};

use crate::twin::TWIN;
use crate::{RECORDS, assert_found, random};

#[track_caller]
fn assert_range(range: PortRange) {
    let (first, last) = (range.first(), range.last());
    let expected = TWIN.services_in(first, last, None);
    assert_found(lookup(range), &expected, || format!("lookup({range})"));
}

#[track_caller]
fn assert_range_on(range: PortRange, column: usize) {
    let (first, last) = (range.first(), range.last());
    let transport = Transport::ALL[column];
    let expected = TWIN.services_in(first, last, Some(column));
    assert_found(lookup((range, transport)), &expected, || {
        format!("lookup(({range}, {transport}))")
    });
}

#[test]
fn the_named_ranges_find_their_services() {
    for range in [
        PortRange::ALL,
        PortRange::SYSTEM,
        PortRange::USER,
        PortRange::DYNAMIC,
    ] {
        assert_range(range);
        for column in 0..Transport::ALL.len() {
            assert_range_on(range, column);
        }
    }
    assert!(lookup(PortRange::DYNAMIC).is_empty());
    // Every service that has a port.
    let ported = RECORDS.iter().filter(|record| {
        record.status() == ianaports::Status::Assigned && record.ports().is_some()
    });
    assert_eq!(lookup(PortRange::ALL).len(), ported.count());
}

/// Each range of the registry, and the ranges that overlap it or miss it by one port.
#[test]
fn the_ranges_of_the_records_and_their_neighbours_find_their_services() {
    let mut ranges: BTreeSet<(u16, u16)> = BTreeSet::new();
    for index in TWIN.indices() {
        let Some((first, last)) = TWIN.ports(index) else {
            continue;
        };
        ranges.insert((first, last));
        if first < last {
            let before = first.saturating_sub(1);
            ranges.extend([(before, first), (before, before), (before, last + 1)]);
            ranges.extend([(last, last + 1), (last + 1, last + 1), (first + 1, last)]);
        }
    }
    let mut columns = (0..Transport::ALL.len()).cycle();
    for (first, last) in ranges {
        let range = PortRange::new(first, last).unwrap();
        assert_range(range);
        assert_range_on(range, columns.next().unwrap());
    }
}

#[test]
fn two_thousand_random_ranges_find_their_services() {
    let mut random = random();
    for turn in 0..2000 {
        let (a, b) = (random.next().unwrap() as u16, random.next().unwrap() as u16);
        // Mostly short ranges, where the borders decide; now and then any range at all.
        let b = if turn % 100 == 0 {
            b
        } else {
            a.saturating_add(b % 64)
        };
        let range = PortRange::new(a.min(b), a.max(b)).unwrap();
        assert_range(range);
        assert_range_on(range, turn % Transport::ALL.len());
    }
}

/// A port is a range of one.
#[test]
fn a_range_of_one_port_finds_what_the_port_finds() {
    for port in 0..=u16::MAX {
        let range = PortRange::from(port);
        assert!(lookup(range).iter().eq(lookup(port)), "{port}");
        for &transport in Transport::ALL {
            let found = lookup((range, transport));
            assert!(
                found.iter().eq(lookup((port, transport))),
                "{port}/{transport}"
            );
        }
    }
}

#[test]
fn a_query_of_ports_finds_what_the_ports_find() {
    for port in [0, 80, 443, 6000, 27005, 65535] {
        let query = Query::from(port);
        assert_eq!(lookup(query), lookup(port));
        assert_eq!(lookup(Query::from((port, Tcp))), lookup((port, Tcp)));
    }
    for (first, last) in [(0, 1), (79, 80), (6000, 6063), (0, 65535)] {
        let range = PortRange::new(first, last).unwrap();
        assert_eq!(lookup(Query::from(range)), lookup(range));
        assert_eq!(lookup(Query::from((range, Tcp))), lookup((range, Tcp)));
    }
}
