//! `lookup`, `service_name`, `port` and `status` against a twin that has walked all records.
#![no_main]

use std::collections::HashMap;
use std::sync::LazyLock;

use ianaports::{
    PortRange, Record, Status, Transport, lookup, names, port, records, service_name, status,
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

fn named(name: &str, transport: Option<Transport>) -> Vec<Record> {
    let name = name.to_ascii_lowercase();
    let on =
        |row: &Row| transport.is_none() || row.transport.is_none() || row.transport == transport;
    let places = BEARERS.get(name.as_str()).into_iter().flatten();
    let rows = places.map(|place| &ROWS[*place]);
    in_order(rows.filter(|row| row.service && on(row)).collect())
}

fn check_port(number: u16, transport: Transport) {
    let expected = at(number, transport);
    assert!(
        lookup((number, transport))
            .iter()
            .eq(expected.iter().copied())
    );
    assert_eq!(
        service_name(number, transport),
        expected.iter().find_map(|record| record.name())
    );
    let said = status(number, transport);
    assert_eq!(said == Status::Assigned, !expected.is_empty());
    if let Some(record) = said.record() {
        assert!(record.ports().unwrap().contains(number) && record.status() == said.status());
    }
    let (mut any, mut all) = (Vec::new(), Vec::new());
    for transport in Transport::ALL {
        any.extend(
            speakers(number, transport)
                .into_iter()
                .filter(|row| row.service),
        );
        all.extend(lookup((number, transport)));
    }
    let any = in_order(any);
    assert!(any.iter().all(|record| all.contains(record)));
    assert!(lookup(number).iter().eq(any));
}

fn check_name(name: &str, transport: Transport) {
    let expected = named(name, Some(transport));
    assert!(
        lookup((name, transport))
            .iter()
            .eq(expected.iter().copied())
    );
    let first = expected.iter().find_map(|record| record.ports());
    assert_eq!(port(name, transport), first.map(|ports| ports.first()));
    assert!(lookup(name).iter().eq(named(name, None)));
}

/// Every service of a short range is one of some port of it, and the reverse, port by port.
fn check_range(first: u16, length: u16, transport: Transport) {
    let range = PortRange::new(first, first.saturating_add(length)).unwrap();
    let mut expected: Vec<Record> = Vec::new();
    for port in range {
        let new = at(port, transport);
        expected.extend(new);
    }
    // By the rules, what states the transport comes before what states none.
    expected.sort_by_key(|record| record.transport().is_none());
    let mut unique: Vec<Record> = Vec::new();
    for record in expected {
        if !unique.contains(&record) {
            unique.push(record);
        }
    }
    assert!(lookup((range, transport)).iter().eq(unique));
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
