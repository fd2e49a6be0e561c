//! `lookup`, `service_name`, `port` and `status` against a twin that has walked all records.
#![no_main]

use std::collections::HashMap;
use std::sync::LazyLock;

use ianaports::{
    PortRange, Query, Record, Records, ServiceName, ServiceType, Status, Transport, lookup, names,
    port, records, service_name, status,
};
use libfuzzer_sys::fuzz_target;

/// What the twin looks at of each record.
struct Row {
    record: Record,
    name: Option<String>,
    ports: Option<(u16, u16)>,
    transport: Option<Transport>,
    service: bool,
    /// Rules 4 to 7 of the order.
    primary: (bool, bool, bool, usize),
}

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let row = |(place, record): (usize, Record)| {
        let widespread = "unassigned but widespread use";
        let weak = record.description().is_empty()
            || record
                .notes()
                .is_some_and(|notes| notes.contains(widespread));
        let iesg = record.assignees().any(|contact| contact.id() == "IESG");
        Row {
            record,
            name: record.name().map(str::to_ascii_lowercase),
            ports: record.ports().map(|ports| (ports.first(), ports.last())),
            transport: record.transport(),
            service: record.status() == Status::Assigned,
            primary: (record.alias_of().is_some(), weak, !iesg, place),
        }
    };
    records().iter().enumerate().map(row).collect()
});

/// The places of the rows of each port and of each name, found by walking all of them once.
static PORTS: LazyLock<Vec<Vec<usize>>> = LazyLock::new(|| {
    let mut ports = vec![Vec::new(); 1 << 16];
    for (place, row) in ROWS.iter().enumerate() {
        if let Some((first, last)) = row.ports {
            for port in first..=last {
                ports[usize::from(port)].push(place);
            }
        }
    }
    ports
});
static BEARERS: LazyLock<HashMap<&str, Vec<usize>>> = LazyLock::new(|| {
    let mut bearers: HashMap<&str, Vec<usize>> = HashMap::new();
    for (place, row) in ROWS.iter().enumerate() {
        if let Some(name) = row.name.as_deref() {
            bearers.entry(name).or_default().push(place);
        }
    }
    bearers
});

static NAMES: LazyLock<Vec<&str>> = LazyLock::new(|| names().collect());

/// The rows that speak for a port on a transport.
fn speakers(port: u16, transport: Transport) -> Vec<&'static Row> {
    let places = PORTS[usize::from(port)].iter();
    let at: Vec<&Row> = places.map(|place| &ROWS[*place]).collect();
    let states = at.iter().any(|row| row.transport == Some(transport));
    let wanted = states.then_some(transport);
    at.into_iter()
        .filter(|row| row.transport == wanted)
        .collect()
}

fn in_order(mut rows: Vec<&Row>) -> Vec<Record> {
    let place = |row: &Row| row.transport.map_or(4, |transport| transport as usize);
    rows.sort_by_key(|row| (place(row), row.ports.is_none(), row.primary));
    rows.dedup_by_key(|row| row.record);
    rows.iter().map(|row| row.record).collect()
}

fn at(port: u16, transport: Transport) -> Vec<Record> {
    in_order(
        speakers(port, transport)
            .into_iter()
            .filter(|row| row.service)
            .collect(),
    )
}

fn at_any(port: u16) -> Vec<Record> {
    let rows = Transport::ALL.map(|transport| speakers(port, transport));
    in_order(
        rows.into_iter()
            .flatten()
            .filter(|row| row.service)
            .collect(),
    )
}

/// The records of a name on a transport of which that is said, and on none.
fn named(name: &str, on: impl Fn(Transport) -> bool) -> Vec<Record> {
    let name = name.to_ascii_lowercase();
    let on = |row: &Row| row.transport.is_none_or(&on);
    let places = BEARERS.get(name.as_str()).into_iter().flatten();
    let rows = places.map(|place| &ROWS[*place]);
    in_order(rows.filter(|row| row.service && on(row)).collect())
}

/// What is asked of the whole answer is what its records answer one by one.
fn check_answer(found: Records, expected: &[Record]) {
    assert!(found.into_iter().eq(expected.iter().copied()));
    assert_eq!(
        (found.len(), found.is_empty()),
        (expected.len(), expected.is_empty())
    );
    assert_eq!(found.first(), expected.first().copied());
    let ports = expected.iter().find_map(|record| record.ports());
    assert_eq!(found.port(), ports.map(PortRange::first));
    let mut names: Vec<&str> = Vec::new();
    for name in expected.iter().filter_map(|record| record.name()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    assert_eq!(found.name(), names.first().copied());
    assert!(found.names().eq(names));
}

fn check_port(number: u16, transport: Transport) {
    let expected = at(number, transport);
    check_answer(lookup((number, transport)), &expected);
    assert!(lookup(Query::from((number, transport))) == lookup((number, transport)));
    assert_eq!(
        service_name(number, transport),
        expected.iter().find_map(|record| record.name())
    );
    let said = status(number, transport);
    assert_eq!(said == Status::Assigned, !expected.is_empty());
    if let Some(record) = said.record() {
        assert!(record.ports().unwrap().contains(number) && record.status() == said.status());
    }
    let any = at_any(number);
    let all = Transport::ALL.map(|transport| lookup((number, transport)));
    assert!(
        any.iter()
            .all(|record| all.iter().flatten().any(|one| one == *record))
    );
    check_answer(lookup(number), &any);
}

fn check_name(name: &str, transport: Transport) {
    let expected = named(name, |own| own == transport);
    check_answer(lookup((name, transport)), &expected);
    let first = expected.iter().find_map(|record| record.ports());
    assert_eq!(port(name, transport), first.map(|ports| ports.first()));
    check_answer(lookup(name), &named(name, |_| true));
    if let Ok(query) = name.parse::<Query>()
        && query.name() == Some(name)
    {
        assert!(lookup(query) == lookup(name));
    }
    if let Ok(name) = name.parse::<ServiceName>() {
        // RFC 6763, section 7: `_udp` is every transport but TCP.
        let kind = ServiceType::new(name, transport);
        let udp = transport == Transport::Udp;
        let on = |own| own == transport || udp && own != Transport::Tcp;
        check_answer(lookup(kind), &named(name.as_str(), on));
        assert!(lookup(Query::from(kind)) == lookup(kind));
    }
}

/// A short range has the services of its ports, each once, transport by transport.
fn check_range(first: u16, length: u16, transport: Transport) {
    let range = PortRange::new(first, first.saturating_add(length)).unwrap();
    let passes = Transport::ALL.map(Some).into_iter().chain([None]);
    let (mut on, mut any) = (Vec::new(), Vec::new());
    for pass in passes {
        for port in range {
            for (all, found) in [(&mut on, at(port, transport)), (&mut any, at_any(port))] {
                for record in found {
                    if record.transport() == pass && !all.contains(&record) {
                        all.push(record);
                    }
                }
            }
        }
    }
    check_answer(lookup((range, transport)), &on);
    check_answer(lookup(range), &any);
    assert!(lookup(Query::from((range, transport))) == lookup((range, transport)));
}

fuzz_target!(|data: &[u8]| {
    let [kind, a, b, rest @ ..] = data else {
        return;
    };
    let number = u16::from_le_bytes([*a, *b]);
    let transport = Transport::ALL[usize::from(*kind >> 6)];
    match kind % 8 {
        0 | 1 => check_port(number, transport),
        2 => check_range(
            number,
            u16::from(*rest.first().unwrap_or(&0)) % 8,
            transport,
        ),
        // A registered name, with some bytes changed.
        3..=5 => {
            let mut name = NAMES[usize::from(number) % NAMES.len()].as_bytes().to_vec();
            for (byte, change) in name.iter_mut().zip(rest) {
                *byte ^= change;
            }
            if let Ok(name) = str::from_utf8(&name) {
                check_name(name, transport);
            }
        }
        _ => {
            if let Ok(name) = str::from_utf8(&data[1..]) {
                check_name(name, transport);
            }
        }
    }
});
