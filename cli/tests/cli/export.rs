//! `ianaports export`

use std::collections::{HashMap, HashSet};
use std::fmt::Display;

use ianaports::{
    PortRange, REGISTRY_UPDATED, Record, Status, Transport, names, port, records, service_name,
    status, status_record,
};

use super::output;

#[test]
fn csv_has_every_column_of_every_record() {
    let out = output(&["export", "csv"]);
    // The first line of IANA's own file. `.ci/long/iana-csv` compares all of such a file with ours.
    assert_eq!(
        out.lines().next().unwrap(),
        "Service Name,Port Number,Transport Protocol,Description,Assignee,Contact,Registration Date,\
         Modification Date,Reference,Service Code,Unauthorized Use Reported,Assignment Notes"
    );
    let mut reader = csv::Reader::from_reader(out.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), records().len());
    assert_eq!(
        out.lines().count(),
        rows.len() + 1,
        "no field has a line break"
    );

    fn shown<T: Display>(value: Option<T>) -> String {
        value.map(|value| value.to_string()).unwrap_or_default()
    }
    fn listed<T: Display>(values: impl Iterator<Item = T>) -> String {
        values.fold(String::new(), |list, value| list + &format!("[{value}]"))
    }
    let mut replacements = 0;
    for (row, record) in rows.iter().zip(records()) {
        assert_eq!(row[0], shown(record.name()));
        assert_eq!(row[1], shown(record.ports()));
        assert_eq!(row[2], shown(record.transport()));
        assert_eq!(row[4], listed(record.assignees()));
        assert_eq!(row[5], listed(record.contacts()));
        assert_eq!(row[6], shown(record.registration_date()));
        assert_eq!(row[7], shown(record.modification_date()));
        assert_eq!(row[8], listed(record.references()));
        assert_eq!(row[9], shown(record.service_code()));
        assert_eq!(row[10], shown(record.unauthorized_use()));
        assert_eq!(row[11], shown(record.notes()));
        let more = row[3].strip_prefix(record.description()).unwrap();
        if !more.is_empty() {
            let (_, replaced) = more.split_once("as a replacement for \"").unwrap();
            let alias = record.aliases().next().unwrap();
            assert_eq!(replaced.strip_suffix("\"."), alias.name());
            replacements += 1;
        }
    }
    let is_alias = |record: &Record| {
        record
            .notes()
            .is_some_and(|notes| notes.contains("is an alias to"))
    };
    assert_eq!(replacements, records().iter().filter(is_alias).count());
}

#[test]
fn csv_is_quoted_as_iana_quotes_it() {
    let out = output(&["export", "csv"]);
    let has = |row: &str| assert!(out.lines().any(|line| line == row), "{row}");
    has(",0,tcp,Reserved,,,,2024-12-20,[RFC6335],,,");
    has(
        "whoispp,63,tcp,\"whois++ IANA assigned this well-formed service name as a replacement for \
         \"\"whois++\"\".\",[Rickard_Schoultz],[Rickard_Schoultz],,,,,,",
    );
    has(
        "whois++,63,tcp,whois++,[Rickard_Schoultz],[Rickard_Schoultz],,,,,,\"This entry is an alias to \
         \"\"whoispp\"\". This entry is now historic, not usable for use with many common service discovery \
         mechanisms.\"",
    );
    has(
        "www,80,udp,World Wide Web HTTP,[IESG],[IETF_Chair],,2021-10-01,[RFC9110],,,\"This is a duplicate of \
         the \"\"http\"\" service and should not be used for discovery purposes.\"",
    );
    has("discard,9,dccp,Discard,[Eddie_Kohler],[Eddie_Kohler],,,[RFC4340],1145656131,,");
    // One port, though the registry writes 4748-4748.
    has(",4748,,Unassigned,,,,,,,,");
}

#[test]
fn json_has_a_record_a_line_as_the_library_writes_it() {
    let out = output(&["export", "json"]);
    assert_eq!(out.lines().count(), records().len());
    for (line, record) in out.lines().zip(records()) {
        assert_eq!(line, serde_json::to_string(&record).unwrap());
    }
}

#[test]
fn ports_has_a_row_for_each_port_and_transport() {
    for (arguments, all) in [
        (&["export", "ports"][..], false),
        (&["export", "ports", "--all"], true),
    ] {
        let out = output(arguments);
        let header = "protocol,transport,port,name,status,description,edition";
        assert_eq!(out.lines().next(), Some(header));
        let mut reader = csv::Reader::from_reader(out.as_bytes());
        let mut rows = reader.records().map(Result::unwrap);
        for port in PortRange::ALL {
            for &on in Transport::ALL {
                let says = status(port, on);
                if !all && says != Status::Assigned {
                    continue;
                }
                let row = rows.next().unwrap();
                let description = status_record(port, on).map_or("", Record::description);
                let expected = [
                    on.protocol_number().to_string(),
                    on.to_string(),
                    port.to_string(),
                    status_record(port, on)
                        .and_then(Record::name)
                        .unwrap_or_default()
                        .to_string(),
                    says.to_string(),
                    description.to_string(),
                    REGISTRY_UPDATED.to_string(),
                ];
                assert!(row.iter().eq(&expected), "{row:?}");
                if says == Status::Assigned {
                    assert_eq!(&row[3], service_name(port, on).unwrap_or_default());
                }
            }
        }
        assert!(rows.next().is_none());
    }
}

/// A line of a services(5) file as the C library reads it.
struct Line<'a> {
    names: Vec<&'a str>,
    port: u16,
    transport: Transport,
}

fn parse_services(text: &str) -> Vec<Line<'_>> {
    let lines = text.lines().filter_map(|line| {
        let mut words = line.split('#').next()?.split_ascii_whitespace();
        let name = words.next()?;
        let (port, transport) = words.next().unwrap().split_once('/').unwrap();
        Some(Line {
            names: std::iter::once(name).chain(words).collect(),
            port: port.parse().unwrap(),
            transport: transport.parse().unwrap(),
        })
    });
    lines.collect()
}

/// The C library takes the first line that matches.
#[test]
fn services_gives_the_answers_of_the_library() {
    let out = output(&["export", "services"]);
    let lines = parse_services(&out);
    let mut by_port = HashMap::new();
    let mut by_name = HashMap::new();
    for line in &lines {
        by_port
            .entry((line.port, line.transport))
            .or_insert(line.names[0]);
        for name in &line.names {
            by_name.entry((*name, line.transport)).or_insert(line.port);
        }
    }
    for port in PortRange::ALL {
        for &transport in Transport::ALL {
            let found = by_port.get(&(port, transport)).copied();
            assert_eq!(found, service_name(port, transport), "{port}/{transport}");
        }
    }
    for name in names() {
        for &transport in Transport::ALL {
            let found = by_name.get(&(name, transport)).copied();
            assert_eq!(found, port(name, transport), "{name}/{transport}");
        }
    }
    let mut seen = HashSet::new();
    for line in &lines {
        for name in &line.names {
            assert!(
                seen.insert((*name, line.port, line.transport)),
                "{name} {}",
                line.port
            );
        }
    }
}

#[test]
fn services_shows_aliases_and_descriptions() {
    let out = output(&["export", "services"]);
    let has = |row: &str| assert!(out.lines().any(|line| line == row), "{row}");
    has(&format!(
        "# IANA's service names and port numbers of {REGISTRY_UPDATED}"
    ));
    has("https           443/tcp    # http protocol over TLS/SSL");
    has("http            80/udp     www www-http # World Wide Web HTTP");
    has("whoispp         63/tcp     whois++ # whois++");
    has("shilp           2049/tcp");
    has("x11             6063/udp   # X Window System");
    has("flex-lm         27009/dccp # FLEX LM (1-10)");
}

/// The counts of the picture's legend, counted another way: from the table of all ports.
#[test]
fn svg_is_well_formed_and_counts_as_the_table_does() {
    let svg = output(&["export", "svg"]);
    let mut open = Vec::new();
    for tag in svg.split('<').skip(1) {
        let (tag, _) = tag.split_once('>').unwrap();
        let name = tag
            .trim_start_matches('/')
            .split([' ', '/'])
            .next()
            .unwrap();
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name));
        } else if !tag.ends_with('/') {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?}");

    let table = output(&["export", "ports", "--all"]);
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let mut statuses = HashMap::new();
    for row in reader.records().map(Result::unwrap) {
        statuses.insert(
            (row[2].parse::<u16>().unwrap(), row[1].to_string()),
            row[4].to_string(),
        );
    }
    let count = |wanted: &dyn Fn(&str, &str) -> bool| {
        let of = |port: u16, on: &str| statuses[&(port, on.to_string())].clone();
        PortRange::ALL
            .iter()
            .filter(|&port| wanted(&of(port, "tcp"), &of(port, "udp")))
            .count()
    };
    for (label, expected) in [
        (
            "assigned on TCP and UDP",
            count(&|tcp, udp| tcp == "assigned" && udp == "assigned"),
        ),
        (
            "assigned on TCP, not on UDP",
            count(&|tcp, udp| tcp == "assigned" && udp != "assigned"),
        ),
        (
            "assigned on UDP, not on TCP",
            count(&|tcp, udp| tcp != "assigned" && udp == "assigned"),
        ),
        (
            "dynamic: for anyone's use, never assigned",
            count(&|tcp, udp| tcp == "dynamic" && udp == "dynamic"),
        ),
    ] {
        let (before, _) = svg.split_once(&format!(">{label}<")).unwrap();
        let shown = before.lines().rev().nth(1).unwrap();
        let shown: String = shown
            .split('>')
            .nth(1)
            .unwrap()
            .chars()
            .filter(char::is_ascii_digit)
            .collect();
        assert_eq!(shown, expected.to_string(), "{label}");
    }
}
