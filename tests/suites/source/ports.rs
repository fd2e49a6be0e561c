//! 65,536 ports on four transports.

use ianaports::{Status, Transport, lookup, name_number, service_name, status, status_record};

use crate::twin::{TRANSPORTS, TWIN};
use crate::{RECORDS, assert_found};

/// Every port with every transport, and where the transport stands in [`TRANSPORTS`].
fn pairs() -> impl Iterator<Item = (u16, usize, Transport)> {
    (0..=u16::MAX).flat_map(|port| {
        let transports = Transport::ALL.iter().copied().enumerate();
        transports.map(move |(column, transport)| (port, column, transport))
    })
}

#[test]
fn transports_are_in_the_order_of_the_twin() {
    assert!(
        Transport::ALL
            .iter()
            .map(|t| t.as_str())
            .eq(TRANSPORTS[..4].iter().copied())
    );
}

#[test]
fn every_port_on_every_transport_finds_its_services_in_order() {
    for (port, column, transport) in pairs() {
        let expected = TWIN.services_at(port, column);
        assert_found(lookup((port, transport)), &expected, || {
            format!("lookup(({port}, {transport}))")
        });
    }
}

#[test]
fn every_port_finds_its_services_on_all_transports() {
    for port in 0..=u16::MAX {
        assert_found(lookup(port), &TWIN.services_of_port(port), || {
            format!("lookup({port})")
        });
    }
}

#[test]
fn every_port_on_every_transport_has_its_primary_name() {
    for (port, column, transport) in pairs() {
        let expected = TWIN.service_name(port, column);
        assert_eq!(
            service_name(port, transport),
            expected,
            "service_name({port}, {transport})"
        );
    }
}

#[test]
fn every_port_on_every_transport_has_the_number_of_its_primary_name() {
    let numbers = TWIN.name_numbers();
    for (port, column, transport) in pairs() {
        let expected = TWIN.service_name(port, column).map(|name| numbers[name]);
        let found = name_number(port, transport);
        assert_eq!(found, expected, "name_number({port}, {transport})");
    }
}

#[test]
fn every_port_on_every_transport_has_its_status_and_the_record_that_says_so() {
    for (port, column, transport) in pairs() {
        let (expected, record) = TWIN.status_at(port, column);
        let found = status(port, transport);
        let asked = format!("status({port}, {transport})");
        assert_eq!(found.to_string(), expected, "{asked}");
        assert_eq!(
            status_record(port, transport),
            record.map(|index| RECORDS[index]),
            "{asked}"
        );
    }
}

#[test]
fn a_port_is_assigned_exactly_when_it_has_services() {
    for (port, _, transport) in pairs() {
        let services = lookup((port, transport));
        let assigned = status(port, transport) == Status::Assigned;
        assert_eq!(assigned, !services.is_empty(), "{port}/{transport}");
    }
}
