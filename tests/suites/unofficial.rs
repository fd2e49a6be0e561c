//! The unofficial names, each by name and by port, against a plain reader of `registry/unofficial.txt` that
//! shares no code with the compiler; and what the registry says beside them.

use std::collections::{BTreeSet, HashMap};

use ianaports::unofficial::{self, Kind, UnofficialName};
use ianaports::{PortRange, Query, Status, Transport, lookup, names, one_port, status};

const TABLE: &str = include_str!("../../registry/unofficial.txt");
const PAGE: &str = include_str!(concat!(env!("OUT_DIR"), "/unofficial.md"));
const RULES: &str = include_str!(concat!(env!("OUT_DIR"), "/unofficial-shown.md"));

/// A row as it is written.
struct Row {
    name: &'static str,
    ports: PortRange,
    transports: Vec<Transport>,
    kind: &'static str,
    what: &'static str,
    source: &'static str,
}

impl Row {
    fn is_alias(&self) -> bool {
        self.kind.ends_with("alias")
    }

    fn places(&self) -> impl Iterator<Item = (u16, Transport)> {
        let on = |port| self.transports.iter().map(move |&on| (port, on));
        self.ports.iter().flat_map(on)
    }
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
            kind,
            what,
            source: column(),
        };
        assert_eq!(columns.next(), None, "{line}");
        row
    };
    written.map(row).collect()
}

/// The rows of each port and transport.
fn by_place(rows: &[Row]) -> HashMap<(u16, Transport), Vec<&Row>> {
    let mut places: HashMap<_, Vec<&Row>> = HashMap::new();
    for row in rows {
        for place in row.places() {
            places.entry(place).or_default().push(row);
        }
    }
    places
}

#[test]
fn each_row_by_name() {
    let rows = rows();
    assert!(rows.len() >= 160, "{}", rows.len());
    let written = rows.iter().map(|row| row.name);
    assert!(unofficial::all().map(UnofficialName::name).eq(written));
    assert_eq!(unofficial::withdrawn().len(), 0);
    for row in &rows {
        for typed in [row.name.to_owned(), row.name.to_uppercase()] {
            let found = unofficial::of_name(&typed).unwrap();
            assert_eq!(found.name(), row.name);
            assert_eq!(found.ports(), row.ports, "{found}");
            assert_eq!(found.transports(), row.transports, "{found}");
            assert_eq!(found.source(), row.source, "{found}");
            let kind = match row.kind {
                "alias" | "shown alias" => Kind::Alias(row.what),
                "server" => Kind::Server(row.what),
                "development server" => Kind::DevelopmentServer(row.what),
                other => panic!("{other}"),
            };
            assert_eq!(found.kind(), kind, "{found}");
        }
        for &on in Transport::ALL {
            let expected = row.transports.contains(&on).then_some(row.ports.first());
            assert_eq!(
                unofficial::port(row.name, on),
                expected,
                "{}/{on}",
                row.name
            );
        }
        for near in [
            &row.name[1..],
            &format!("{}0", row.name),
            &format!("-{}", row.name),
        ] {
            let found = unofficial::of_name(near).map(UnofficialName::name);
            assert_eq!(
                found,
                rows.iter().map(|row| row.name).find(|name| *name == near)
            );
        }
    }
    for unknown in ["", "http", "9092", "\u{e9}", "[", "~"] {
        assert_eq!(unofficial::of_name(unknown), None);
    }
}

/// Every port of every transport: the rows, and what is shown.
#[test]
fn each_port() {
    let rows = rows();
    let places = by_place(&rows);
    for port in PortRange::ALL {
        let mut names = Vec::new();
        for &on in Transport::ALL {
            let here = places.get(&(port, on)).map_or(&[][..], Vec::as_slice);
            let mut expected: Vec<&&Row> = Vec::new();
            for kind in ["shown alias", "alias", "server", "development server"] {
                expected.extend(here.iter().filter(|row| row.kind == kind));
            }
            let marked = here.iter().find(|row| row.kind == "shown alias");
            let shown = match (marked, here) {
                (Some(alias), _) => Some(alias.name),
                (None, [only]) if only.kind == "server" => Some(only.name),
                _ => None,
            };
            assert_eq!(unofficial::service_name(port, on), shown, "{port}/{on}");
            names.extend(shown);
            let found = unofficial::of_port(port, on);
            assert_eq!(found.len(), expected.len(), "{port}/{on}");
            let expected = expected.iter().map(|row| row.name);
            assert!(
                found.clone().map(UnofficialName::name).eq(expected.clone()),
                "{port}/{on}: {found:?}"
            );
            assert!(found.rev().map(UnofficialName::name).eq(expected.rev()));
        }
        assert_eq!(unofficial::name(port), names.first().copied(), "{port}");
    }
}

/// The names that every hand-made table shows; and ports whose one row in a table says less than people
/// know, because a printer, a database or another server may be there.
#[test]
fn what_is_shown() {
    for (port, name) in [
        (53, "dns"),
        (465, "smtps"),
        (1433, "mssql"),
        (3389, "rdp"),
        (5432, "postgres"),
        (5900, "vnc"),
        (11211, "memcached"),
    ] {
        assert_eq!(unofficial::name(port), Some(name), "{port}");
    }
    for port in [
        22, 443, 514, 3000, 4200, 5000, 5173, 5555, 8000, 8080, 8888, 9000, 9100,
    ] {
        assert_eq!(unofficial::name(port), None, "{port}");
    }
}

/// What the registry says beside each: the service of an alias; of a server another service, or a status.
#[test]
fn what_iana_has_there() {
    for row in rows() {
        let found = unofficial::of_name(row.name).unwrap();
        for &on in Transport::ALL {
            let there = lookup((row.ports, on));
            let named = there
                .iter()
                .find(|record| row.is_alias() && record.name() == Some(row.what));
            if !row.transports.contains(&on) {
                assert_eq!(found.record(on), None, "{found} {on}");
                continue;
            }
            assert_eq!(found.record(on), named, "{found} {on}");
            if row.is_alias() {
                let of = named.unwrap().ports().unwrap();
                assert!(row.ports.iter().all(|port| of.contains(port)), "{found}");
            }
            let is_its_own = |name: &str| name.eq_ignore_ascii_case(row.name);
            assert!(!there.names().any(is_its_own), "{found}");
        }
    }
}

/// The ports that IANA and a row have for a name: one is the answer, and an error tells all of several.
#[test]
fn one_port_of_each_name() {
    let rows = rows();
    let mut disputed = Vec::new();
    for row in &rows {
        for on in [None]
            .into_iter()
            .chain(Transport::ALL.iter().copied().map(Some))
        {
            let official: Vec<PortRange> = lookup((row.name, on)).ports().collect();
            let is_asked = on.is_none_or(|on| row.transports.contains(&on));
            let mut ports = BTreeSet::from_iter(official.clone());
            ports.extend(is_asked.then_some(row.ports));
            let found = unofficial::one_port((row.name, on));
            let one = ports
                .first()
                .filter(|one| ports.len() == 1 && one.len() == 1);
            if let Some(one) = one {
                assert_eq!(found, Ok(one.first()), "{} {on:?}", row.name);
                continue;
            }
            let error = found.unwrap_err().to_string();
            let told = match (ports.len(), on) {
                (0, Some(on)) => format!("{} has no port on {on}: expected ", row.name),
                (1, _) => format!("{} is a range of ports: expected one of ", row.name),
                _ => format!("{} is ", row.name),
            };
            assert!(error.starts_with(&told), "{error}");
            if ports.is_empty() {
                ports.insert(row.ports);
            }
            for ports in &ports {
                assert!(
                    error[told.len() - 1..].contains(&format!(" {ports}")),
                    "{error}"
                );
            }
            if is_asked && !official.is_empty() && on.is_none() {
                disputed.push(row.name);
            }
        }
    }
    for name in ["oracle", "sftp", "winrm"] {
        assert!(disputed.contains(&name), "{name}");
    }

    // Everything else is what IANA has.
    let is_row = |name: &str| rows.iter().any(|row| row.name.eq_ignore_ascii_case(name));
    for name in names()
        .filter(|name| !is_row(name))
        .chain(["htps", "", "443"])
    {
        assert_eq!(
            unofficial::one_port(name).map_err(|error| error.to_string()),
            one_port(name).map_err(|error| error.to_string())
        );
    }
    assert_eq!(unofficial::one_port(65_000), Ok(65_000));
    let range = PortRange::new(53, 54).unwrap();
    let error = unofficial::one_port((range, Transport::Tcp)).unwrap_err();
    assert_eq!(
        error.to_string(),
        one_port((range, Transport::Tcp)).unwrap_err().to_string()
    );
}

/// The words of each refusal. A `Query` and a service type are keys, too.
#[test]
fn what_a_refusal_says() {
    for (typed, expected) in [
        (
            "sftp",
            "sftp is 115/tcp,udp (IANA) or 22/tcp (unofficial): expected one of these ports",
        ),
        (
            "SFTP/tcp",
            "sftp is 115/tcp (IANA) or 22/tcp (unofficial): expected one of these ports",
        ),
        (
            "oracle",
            "oracle is 2005/udp (IANA) or 1521/tcp (unofficial): expected one of these ports",
        ),
        (
            "winrm",
            "winrm is 47001/tcp (IANA) or 5985/tcp (unofficial): expected one of these ports",
        ),
        (
            "salt",
            "salt is a range of ports: expected one of 4505-4506",
        ),
        (
            "wireguard/tcp",
            "wireguard has no port on tcp: expected 51820/udp (unofficial)",
        ),
        (
            "_kafka._udp",
            "kafka has no port on udp: expected 9092/tcp (unofficial)",
        ),
        (
            "syslog/sctp",
            "syslog has no port on sctp: expected 514/udp (IANA) or 514/tcp (unofficial)",
        ),
    ] {
        let error = unofficial::one_port(typed.parse::<Query>().unwrap()).unwrap_err();
        assert_eq!(
            (error.to_string(), format!("{error:?}")),
            (expected.to_owned(), expected.to_owned())
        );
    }
    for (typed, port) in [
        ("sftp/udp", 115),
        ("syslog", 514),
        ("_dns._udp", 53),
        ("rdp", 3389),
        ("443/sctp", 443),
    ] {
        assert_eq!(
            unofficial::one_port(typed.parse::<Query>().unwrap()),
            Ok(port),
            "{typed}"
        );
    }
}

/// The list in the docs has every row, with its source and what IANA has there; the list of the rules
/// counts each row once.
#[test]
fn the_pages() {
    let rows = rows();
    let mut lines = PAGE.lines().skip(2);
    for row in &rows {
        let transports: Vec<_> = row.transports.iter().map(|on| on.as_str()).collect();
        let mut there: Vec<String> = Vec::new();
        for &on in &row.transports {
            for port in row.ports {
                let services = lookup((port, on)).iter();
                let named = services.filter(|record| record.alias_of().is_none());
                let mut names: Vec<_> = named
                    .filter_map(|record| record.name().map(str::to_owned))
                    .collect();
                if names.is_empty() {
                    let status: Status = status(port, on);
                    names.push(status.to_string());
                }
                names.retain(|name| !there.contains(name));
                there.extend(names);
            }
        }
        let (name, source) = (row.name, row.source);
        let what = match row.kind {
            "server" => format!("{}; IANA: {}", row.what, there.join(", ")),
            "development server" => {
                format!(
                    "{}, development server; IANA: {}",
                    row.what,
                    there.join(", ")
                )
            }
            _ => format!("alias of {}", row.what),
        };
        let place = format!("{}/{}", row.ports, transports.join(","));
        let expected = match source.starts_with("https://") {
            true => format!("| [{name}]({source}) {place} | {what} |"),
            false => format!("| {name} {place} | {what}; {source} |"),
        };
        assert_eq!(lines.next().unwrap().replace('\\', ""), expected);
    }
    assert_eq!(lines.next(), None);

    let places = by_place(&rows);
    let rule = |row: &Row| {
        let beside = |place| places[&place].iter().filter(|other| other.name != row.name);
        let beside: Vec<_> = row.places().flat_map(beside).collect();
        match row.kind {
            "shown alias" => "an alias that is marked as the name that people show | yes",
            "alias" => "any other alias: IANA's own name is shown | no",
            "development server" => "a development server | no",
            _ if beside.iter().any(|row| row.is_alias()) => "a server on the port of an alias | no",
            _ if !beside.is_empty() => {
                "a server on the port of another server, or of a development server | no"
            }
            _ => "a server that has its port to itself | yes",
        }
    };
    let mut left = rows.len();
    for line in RULES.lines().skip(2) {
        let (rule_of, count) = line.trim_matches(['|', ' ']).rsplit_once(" | ").unwrap();
        let counted: Vec<_> = rows.iter().filter(|row| rule(row) == rule_of).collect();
        assert_eq!(count, counted.len().to_string(), "{rule_of}");
        // A row of which the rule says that it is shown is shown, on all of its ports.
        for row in &counted {
            let is_shown = |(port, on)| unofficial::service_name(port, on) == Some(row.name);
            assert_eq!(
                row.places().all(is_shown),
                rule_of.ends_with("yes"),
                "{}",
                row.name
            );
            assert_eq!(
                row.places().any(is_shown),
                rule_of.ends_with("yes"),
                "{}",
                row.name
            );
        }
        left -= counted.len();
    }
    assert_eq!(left, 0);
}

/// What programs that name ports wrote down by hand because IANA does not have it.
#[test]
fn the_names_that_programs_keep() {
    let expected = [
        ("ajp13", 8009),
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
        ("mongodb-shard", 27018),
        ("netstat", 15),
        ("null", 9),
        ("oracle", 1521),
        ("pop-3", 110),
        ("prometheus", 9090),
        ("rabbitmq", 5672),
        ("rabbitmq-mgmt", 15672),
        ("sftp", 22),
        ("sink", 9),
        ("smb", 445),
        ("spamd", 783),
        ("squid", 3128),
        ("webcache", 8080),
        ("whois", 43),
        ("x11-7", 6007),
        ("xmpp", 5222),
        ("zebra", 2601),
    ];
    for (name, port) in expected {
        assert_eq!(unofficial::port(name, Transport::Tcp), Some(port), "{name}");
    }
    for (name, port) in [("dhcp", 67), ("upnp", 1900), ("wireguard", 51820)] {
        assert_eq!(unofficial::port(name, Transport::Udp), Some(port), "{name}");
    }
}
