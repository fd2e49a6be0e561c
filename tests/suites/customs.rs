//! The customs, each by name and by port, against a plain reader of `registry/customs.txt` that shares
//! no code with the compiler; and what the registry says beside them.

use std::collections::HashMap;

use ianaports::customs::{self, Custom, Kind};
use ianaports::{PortRange, Status, Transport, lookup, names, status};

const TABLE: &str = include_str!("../../registry/customs.txt");
const PAGE: &str = include_str!(concat!(env!("OUT_DIR"), "/customs.md"));

/// A row as it is written.
struct Row {
    name: &'static str,
    ports: PortRange,
    transports: Vec<Transport>,
    kind: Kind,
    what: &'static str,
    source: &'static str,
}

fn rows() -> Vec<Row> {
    let written = TABLE
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    let row = |line: &'static str| {
        let mut columns = line.split(" | ");
        let mut column = || columns.next().unwrap();
        let name = column();
        let (ports, transports) = column().split_once('/').unwrap();
        let (kind, what) = column().split_once(": ").unwrap();
        let row = Row {
            name,
            ports: ports.parse().unwrap(),
            transports: transports
                .split(',')
                .map(|one| one.parse().unwrap())
                .collect(),
            kind: match kind {
                "alias" => Kind::Alias,
                "use" => Kind::Use,
                _ => panic!("{line}"),
            },
            what,
            source: column(),
        };
        assert_eq!(columns.next(), None, "{line}");
        row
    };
    written.map(row).collect()
}

#[test]
fn each_row_by_name() {
    let rows = rows();
    assert!(rows.len() >= 100, "{}", rows.len());
    assert!(
        customs::all()
            .map(Custom::name)
            .eq(rows.iter().map(|row| row.name))
    );
    for row in &rows {
        for typed in [row.name.to_owned(), row.name.to_uppercase()] {
            let custom = customs::custom(&typed).unwrap();
            assert_eq!(custom.name(), row.name);
            assert_eq!(custom.ports(), row.ports, "{custom}");
            assert_eq!(custom.transports(), row.transports, "{custom}");
            assert_eq!(custom.kind(), row.kind, "{custom}");
            assert_eq!(custom.source(), row.source, "{custom}");
        }
        for &on in Transport::ALL {
            let expected = row.transports.contains(&on).then_some(row.ports.first());
            assert_eq!(customs::port(row.name, on), expected, "{}/{on}", row.name);
        }
    }
    for unknown in ["", "k", "kafk", "kafkaa", "http", "9092"] {
        assert_eq!(customs::custom(unknown), None);
    }
}

#[test]
fn each_port() {
    // Uses before aliases, and each by name, which is the order of the rows.
    let mut expected: HashMap<(u16, Transport), [Vec<&str>; 2]> = HashMap::new();
    for row in rows() {
        for &on in &row.transports {
            for port in row.ports {
                let [uses, aliases] = expected.entry((port, on)).or_default();
                match row.kind {
                    Kind::Alias => aliases.push(row.name),
                    Kind::Use => uses.push(row.name),
                }
            }
        }
    }
    for &on in Transport::ALL {
        for port in PortRange::ALL {
            let [uses, aliases] = expected.remove(&(port, on)).unwrap_or_default();
            let shown = match uses[..] {
                [only] => Some(only),
                _ => None,
            };
            assert_eq!(customs::service_name(port, on), shown, "{port}/{on}");
            let names = [uses, aliases].concat();
            let found = customs::on(port, on);
            assert_eq!(found.len(), names.len(), "{port}/{on}");
            assert!(
                found.clone().map(Custom::name).eq(names.clone()),
                "{port}/{on}: {found:?}"
            );
            assert!(found.rev().map(Custom::name).eq(names.into_iter().rev()));
        }
    }
}

/// What the registry says beside each: the service of an alias; of a use another service, or a status.
#[test]
fn what_iana_has_there() {
    for row in rows() {
        let custom = customs::custom(row.name).unwrap();
        for &on in &row.transports {
            let there = lookup((row.ports, on));
            assert!(
                !there
                    .names()
                    .any(|name| name.eq_ignore_ascii_case(row.name)),
                "{custom}"
            );
            match row.kind {
                Kind::Alias => {
                    let of = custom.alias_of().unwrap();
                    assert_eq!(
                        (of.name(), of.transport()),
                        (Some(row.what), Some(row.transports[0]))
                    );
                    assert!(
                        row.ports
                            .iter()
                            .all(|port| of.ports().unwrap().contains(port))
                    );
                    assert!(there.names().any(|name| name == row.what), "{custom}");
                    assert!(custom.records(on).iter().eq(lookup((row.what, on))));
                    assert_eq!(custom.description(), of.description());
                }
                Kind::Use => {
                    assert_eq!(custom.alias_of(), None);
                    assert!(custom.records(on).iter().eq(there));
                    assert_eq!(custom.description(), row.what);
                    let state = status(row.ports.first(), on);
                    assert_eq!(
                        there.is_empty(),
                        state != Status::Assigned,
                        "{custom}: {state}"
                    );
                }
            }
        }
    }
}

/// No other door gives them: a name is IANA's, on other ports, or unknown there.
#[test]
fn nothing_else_knows_them() {
    for custom in customs::all() {
        let registered = lookup(custom.name());
        assert_eq!(
            names().any(|name| name.eq_ignore_ascii_case(custom.name())),
            !registered.is_empty()
        );
        let is_there = |port: PortRange| port.overlaps(custom.ports());
        for &on in custom.transports() {
            let found = lookup((custom.name(), on));
            assert!(
                !found
                    .iter()
                    .filter_map(|record| record.ports())
                    .any(is_there),
                "{custom}"
            );
        }
    }
}

/// The list in the docs has every row, with its source and what IANA has there.
#[test]
fn the_page() {
    let mut lines = PAGE.lines().skip(2);
    for row in rows() {
        let transports: Vec<_> = row.transports.iter().map(|on| on.as_str()).collect();
        let what = match row.kind {
            Kind::Alias => format!("alias of `{}`", row.what),
            Kind::Use => row.what.to_owned(),
        };
        let mut there: Vec<String> = Vec::new();
        for &on in &row.transports {
            let mut names: Vec<_> = lookup((row.ports, on))
                .iter()
                .filter(|record| record.alias_of().is_none())
                .collect();
            names.sort(); // the registry's order, not that of `lookup`
            there.extend(
                names
                    .iter()
                    .map(|record| format!("`{}`", record.name().unwrap())),
            );
            if names.is_empty() {
                there.push(status(row.ports.first(), on).to_string());
            }
        }
        there.dedup();
        let source = match row.source.strip_prefix("https://github.com/") {
            Some(file) => format!("[{}]({})", file.split_once("/blob/").unwrap().0, row.source),
            None => row.source.to_owned(),
        };
        let expected = format!(
            "| `{}` | {}/{} | {what} | {} | {source} |",
            row.name,
            row.ports,
            transports.join(","),
            there.join(", "),
        );
        assert_eq!(lines.next(), Some(expected.as_str()));
    }
    assert_eq!(lines.next(), None);
}

/// What programs that name ports wrote down by hand because IANA does not have it.
#[test]
fn the_names_that_programs_keep() {
    let expected = [
        ("ajp13", 8009),
        ("dns", 53),
        ("doh", 443),
        ("elasticsearch", 9200),
        ("etcd", 2379),
        ("https-alt", 8443),
        ("imap2", 143),
        ("jetdirect", 9100),
        ("kafka", 9092),
        ("krb5", 88),
        ("kubernetes", 6443),
        ("mail", 25),
        ("memcached", 11211),
        ("mongodb-shard", 27018),
        ("mssql", 1433),
        ("netstat", 15),
        ("null", 9),
        ("oracle", 1521),
        ("pop-3", 110),
        ("postgres", 5432),
        ("prometheus", 9090),
        ("rabbitmq", 5672),
        ("rabbitmq-mgmt", 15672),
        ("rdp", 3389),
        ("sftp", 22),
        ("sink", 9),
        ("smb", 445),
        ("smtps", 465),
        ("spamd", 783),
        ("squid", 3128),
        ("vnc", 5900),
        ("webcache", 8080),
        ("whois", 43),
        ("x11-7", 6007),
        ("xmpp", 5222),
        ("zebra", 2601),
    ];
    for (name, port) in expected {
        assert_eq!(customs::port(name, Transport::Tcp), Some(port), "{name}");
    }
    for (name, port) in [("dhcp", 67), ("upnp", 1900), ("wireguard", 51820)] {
        assert_eq!(customs::port(name, Transport::Udp), Some(port), "{name}");
    }
}
