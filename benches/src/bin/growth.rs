//! A made-up registry in IANA's schema, larger than the real one will be for decades.
//!
//! `growth write RECORDS NAMES` prints it; `growth check RECORDS NAMES`, in a build of the crate
//! with that registry inside, asserts that the crate answers what was written.

use std::{
    collections::{HashMap, HashSet},
    env,
};

use ianaports::{Record, Transport, lookup, names, records, service_name};

const PEOPLE: usize = 6_000;

/// What a record of the made-up registry says.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Row {
    name: Option<String>,
    ports: Option<(u16, u16)>,
    transport: Option<Transport>,
    description: String,
}

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [command, records, names] = &arguments[..] else {
        panic!("usage: growth write|check RECORDS NAMES");
    };
    let count = |text: &str| text.parse().expect("a number of records and one of names");
    let rows = rows(count(records), count(names));
    match command.as_str() {
        "write" => print!("{}", document(&rows)),
        "check" => check(&rows),
        other => panic!("usage: growth write|check, not {other}"),
    }
}

/// Another number below 1,000,003 for each number below it.
fn scramble(number: usize) -> usize {
    number * 7_919 % 1_000_003
}

/// A name of 5 to 15 letters; its first five tell the number, so no two are the same.
fn name(number: usize) -> String {
    const LETTERS: &[u8; 26] = b"etaoinshrdlucmfwypvbgkqjxz";
    let scrambled = scramble(number);
    let mut name: String = [
        scrambled,
        scrambled / 26,
        scrambled / 676,
        scrambled / 17_576,
    ]
    .map(|rest| char::from(LETTERS[rest % 26]))
    .into_iter()
    .collect();
    name.push_str(&(scrambled / 456_976).to_string());
    for place in 0..scrambled % 11 {
        name.push(char::from(LETTERS[(scrambled >> place) % 26]));
    }
    name
}

/// The rows in order of their ports, those without a port last. Three names in five have a port;
/// what is left of the records after one a name goes to their further transports.
fn rows(record_count: usize, name_count: usize) -> Vec<Row> {
    let with_port = name_count / 5 * 3;
    let mut left = record_count - name_count;
    let mut rows = Vec::with_capacity(record_count);
    let mut port = 1;
    for number in 0..with_port {
        let mut row = |transport, last| {
            rows.push(Row {
                name: Some(name(number)),
                ports: Some((port, last)),
                transport,
                description: format!("Made-up service {number}"),
            });
        };
        if number % 100 == 0 {
            row(None, port + 2);
            port += 3;
            continue;
        }
        // Nine in ten over TCP and UDP, the tenth over any transports.
        let scrambled = scramble(number);
        let over = match scrambled % 10 {
            0 => 1 + scrambled / 10 % 0b1111,
            _ => 0b0011,
        };
        let transports = Transport::ALL.into_iter().enumerate();
        let mut over = transports.filter(|(bit, _)| over >> bit & 1 == 1);
        if let Some((_, transport)) = over.next() {
            row(Some(transport), port);
        }
        for (_, transport) in over {
            if left > 0 {
                row(Some(transport), port);
                left -= 1;
            }
        }
        // One in fifty leaves its port to the next name too.
        if number % 50 != 48 {
            port += 1;
        }
    }
    while left > 0 {
        let unassigned = |ports| Row {
            name: None,
            ports: Some(ports),
            transport: None,
            description: "Unassigned".into(),
        };
        rows.push(unassigned((port, port)));
        port += 1;
        left -= 1;
    }
    for number in with_port..name_count {
        rows.push(Row {
            name: Some(name(number)),
            ports: None,
            transport: [None, Some(Transport::Tcp), Some(Transport::Udp)][number % 3],
            description: format!("Made-up protocol {number}"),
        });
    }
    rows
}

fn document(rows: &[Row]) -> String {
    let mut xml = String::from(concat!(
        "<?xml version='1.0' encoding='UTF-8'?>\n",
        r#"<registry xmlns="http://www.iana.org/assignments" id="service-names-port-numbers">"#,
        "\n<title>Made-up Registry</title>\n<updated>2026-08-17</updated>\n",
    ));
    for (number, row) in rows.iter().enumerate() {
        xml.push_str("<record>");
        let mut element = |name: &str, text: &str| {
            xml.extend(["<", name, ">", text, "</", name, ">"]);
        };
        if let Some(name) = &row.name {
            element("name", name);
        }
        if let Some(transport) = row.transport {
            element("protocol", transport.as_str());
        }
        element("description", &row.description);
        match row.ports {
            Some((first, last)) if first == last => element("number", &first.to_string()),
            Some((first, last)) => element("number", &format!("{first}-{last}")),
            None => {}
        }
        if row.name.is_some() {
            let person = number % PEOPLE;
            xml.push_str(&format!(r#"<xref type="person" data="P{person}"/>"#));
        }
        xml.push_str("</record>\n");
    }
    xml.push_str("<people>\n");
    for person in 0..PEOPLE {
        let name = format!("<name>Person {person}</name>");
        xml.push_str(&format!("<person id=\"P{person}\">{name}</person>\n"));
    }
    xml.push_str("</people>\n</registry>\n");
    xml
}

fn check(rows: &[Row]) {
    let read = |record: Record| Row {
        name: record.name().map(str::to_owned),
        ports: record.ports().map(|ports| (ports.first(), ports.last())),
        transport: record.transport(),
        description: record.description().to_owned(),
    };
    let all: Vec<Record> = records().into_iter().collect();
    assert_eq!(all.len(), rows.len());
    for (&record, row) in all.iter().zip(rows) {
        assert_eq!(read(record), *row);
    }

    let distinct: HashSet<&str> = rows.iter().filter_map(|row| row.name.as_deref()).collect();
    assert!(names().all(|name| distinct.contains(name)));
    assert_eq!(names().count(), distinct.len());

    // No service states a transport for a port of one that states none: the ranges are apart.
    let mut by_port: HashMap<(u16, Transport), Vec<Record>> = HashMap::new();
    let mut by_name: HashMap<(&str, Transport), Vec<Record>> = HashMap::new();
    for (&record, row) in all.iter().zip(rows) {
        let Some(name) = &row.name else { continue };
        for transport in Transport::ALL {
            if row.transport.is_some_and(|stated| stated != transport) {
                continue;
            }
            by_name.entry((name, transport)).or_default().push(record);
            if let Some((first, last)) = row.ports {
                for port in first..=last {
                    by_port.entry((port, transport)).or_default().push(record);
                }
            }
        }
    }
    for transport in Transport::ALL {
        for port in 0..=u16::MAX {
            let expected = by_port
                .get(&(port, transport))
                .map_or(&[][..], |found| found);
            let found = lookup((port, transport)).into_iter();
            assert!(found.eq(expected.iter().copied()), "{port}");
            let name = expected.first().and_then(|record| record.name());
            assert_eq!(service_name(port, transport), name, "{port}");
        }
        for &name in &distinct {
            let expected = by_name
                .get(&(name, transport))
                .map_or(&[][..], |found| found);
            let upper = name.to_ascii_uppercase();
            for spelling in [name, &upper] {
                assert!(
                    lookup((spelling, transport))
                        .into_iter()
                        .eq(expected.iter().copied()),
                    "{spelling}"
                );
            }
        }
    }
    println!(
        "{} records and {} names: every answer is right",
        rows.len(),
        distinct.len()
    );
}
