//! The file of unofficial names: what is read, what is refused in which words, and how it is held against a
//! registry.

use registry::check::Registry;
use registry::index::index;
use registry::tables::Tables;
use registry::unofficial::check::check;
use registry::unofficial::layout::Kind;
use registry::unofficial::read::{self, Row};

const GOOD: &str = "# a comment\n\n\
    kafka | 9092/tcp | server: Apache Kafka | https://github.com/apache/kafka/blob/0123456789/README.md\n\
    postgres | 5432/tcp,udp | shown alias: postgresql | Debian netbase 6.4, /etc/services\n\
    salt | 4505-4506/tcp | server: Salt, master | Debian salt-master 1.0, /etc/salt/master\n";

fn registry(elements: &str) -> Registry {
    crate::check(&crate::document(elements))
}

fn record(name: &str, transport: &str, number: &str) -> String {
    format!(
        "<record><name>{name}</name><protocol>{transport}</protocol>\
         <description>d</description><number>{number}</number></record>\n"
    )
}

fn postgresql() -> String {
    record("postgresql", "tcp", "5432") + &record("postgresql", "udp", "5432")
}

#[track_caller]
fn refused(table: impl AsRef<[u8]>, expected: &str) {
    let error = read::read(table.as_ref()).err().expect("accepted");
    assert_eq!(error.to_string(), expected);
}

fn read(table: &str) -> Vec<Row> {
    read::read(table.as_bytes()).unwrap()
}

/// What a registry contradicts of the good rows: the lines' names and why.
fn contradicted(elements: &str) -> Vec<(String, String)> {
    let (rows, registry) = (read(GOOD), registry(elements));
    let checked = check(&rows, &registry);
    assert_eq!(checked.rows.len() + checked.withdrawn.len(), rows.len());
    let told = checked.withdrawn.iter();
    told.map(|(row, error)| (row.name.clone(), error.to_string()))
        .collect()
}

#[test]
fn a_good_table() {
    for table in [GOOD, &GOOD.replace('\n', "\r\n"), GOOD.trim_end()] {
        let rows = read(table);
        let names = rows.iter().map(|row| (row.line, row.name.as_str()));
        assert!(names.eq([(3, "kafka"), (4, "postgres"), (5, "salt")]));
        assert_eq!((rows[2].ports, rows[1].transports.len()), ((4505, 4506), 2));
        assert_eq!(
            (rows[1].kind, rows[1].what.as_str()),
            (Kind::ShownAlias, "postgresql")
        );
        assert_eq!(
            (rows[0].kind, rows[0].what.as_str()),
            (Kind::Server, "Apache Kafka")
        );
        assert_eq!(rows[1].source, "Debian netbase 6.4, /etc/services");
    }
    assert!(contradicted(&postgresql()).is_empty());
}

#[test]
fn rows_that_are_refused() {
    let row = |name: &str, place: &str, kind: &str, source: &str| {
        format!("{name} | {place} | {kind} | {source}")
    };
    let (name, place, what, source) = ("a", "1/tcp", "server: A", "Debian a 1, /a");
    for bad in [
        "a | 1/tcp | server: A",
        "a|1/tcp|server: A|Debian a 1, /a",
        "a | 1/tcp | server: A | b | c",
    ] {
        refused(
            bad,
            &format!(
                "line 1: the row is `{bad}`; expected NAME | PORTS/TRANSPORTS | WHAT | SOURCE"
            ),
        );
    }
    for bad in [
        "",
        "1",
        "A",
        "a_b",
        "-a",
        "a-",
        "a--b",
        "abcdefghijklmnop",
        "é",
    ] {
        refused(
            row(bad, place, what, source),
            &format!(
                "line 1: the name is `{bad}`; expected a service name (RFC 6335) in small letters, such as kafka"
            ),
        );
    }
    for bad in [
        "1",
        "1/",
        "/tcp",
        "1/TCP",
        "1/sctp",
        "1/udp,tcp",
        "1/tcp,tcp",
        "01/tcp",
        "+1/tcp",
        "65536/tcp",
        "2-1/tcp",
        "1-1/tcp",
        "1-/tcp",
        "-1/tcp",
        " 1/tcp",
    ] {
        refused(
            row(name, bad, what, source),
            &format!(
                "line 1: the place is `{bad}`; expected a port or a range and tcp, udp or both: 9092/tcp, 4505-4506/tcp, 53/tcp,udp"
            ),
        );
    }
    let long = format!("server: {}", "a".repeat(61));
    let shortened = format!("server: {}…", "a".repeat(52));
    for bad in [
        "",
        "server",
        "server: ",
        "server:A",
        "alias: ",
        "Alias: a",
        "shown server: A",
        "use: A",
        "server: <A>",
        "server: `A`",
        "server: Caf\u{e9}",
        "server: A|B",
        &long,
    ] {
        let found = if bad == long { &shortened } else { bad };
        refused(
            row(name, place, bad, source),
            &format!(
                "line 1: what it is is `{found}`; expected `alias: ` or `shown alias: ` and the name of a registered \
                 service, or `server: ` or `development server: ` and at most 60 letters, digits, blanks and , . + / -"
            ),
        );
    }
    for bad in [
        "",
        "nmap-services",
        "https://example.org/a",
        "https://github.com/a/b",
        "https://github.com/a/b/blob/main/c",
        "http://github.com/a/b/blob/0123456789/c",
        "https://github.com/a/b/blob/0123456789/c(1)",
        "https://github.com/a/b/blob/0123456789/c|d",
        "https://github.com/a/b/blob/0123456789/c d",
        "Debian a 1",
        "Debian a, /a",
        "Debian a 1, a",
        "Debian a 1, /a|b",
        "Ubuntu a 1, /a",
        "/etc/services",
    ] {
        refused(
            row(name, place, what, bad),
            &format!(
                "line 1: the source is `{bad}`; expected the address of a file at a commit, \
                 https://github.com/OWNER/REPOSITORY/blob/COMMIT/PATH, or PACKAGE VERSION, /PATH of Debian, Fedora, \
                 Alpine or FreeBSD"
            ),
        );
    }
    for good in [
        "https://github.com/a/b/blob/0123abc/c",
        "https://gitlab.com/a/b/-/blob/0123456789abcdef0123456789abcdef01234567/c.conf#L3",
        "https://git.example.org/a.git/plain/c?id=0123456789",
        "FreeBSD a 1.0_1, /usr/local/etc/a.conf",
    ] {
        assert_eq!(read(&row(name, place, what, good))[0].source, good);
    }
}

#[test]
fn bytes_that_are_not_text() {
    for (bytes, found) in [
        (
            &b"\n\xff | 1/tcp | server: A | Debian a 1, /a"[..],
            "\u{fffd} | 1/tcp | server: A | Debian a 1, /a",
        ),
        (b"#\n# \xe9\n", "# \u{fffd}"),
    ] {
        refused(
            bytes,
            &format!("line 2: the row is `{found}`; expected text in UTF-8"),
        );
    }
}

#[test]
fn rows_against_each_other() {
    let rows = |first: &str, second: &str| {
        let row = |name: &str| format!("{name} | 1/tcp | server: A | Debian a 1, /a\n");
        row(first) + &row(second)
    };
    refused(
        rows("b", "b"),
        "line 2: the name `b` is already defined on line 1; expected each once",
    );
    refused(
        rows("b", "a"),
        "line 2: `a` follows `b`, but its bytes come before; expected rows in the order of their names' bytes",
    );
    assert_eq!(read(&rows("a-b", "a1")).len(), 2);

    let shown = |first: &str, second: &str| {
        let row = |name: &str, place: &str| {
            format!("{name} | {place} | shown alias: x | Debian a 1, /a\n")
        };
        row("a", first) + &row("b", second)
    };
    for (first, second) in [
        ("1/tcp", "1/tcp"),
        ("1-5/tcp", "5-6/tcp"),
        ("1/tcp,udp", "1/udp"),
    ] {
        refused(
            shown(first, second),
            "line 2: `b` is the name shown for a port, but `a` on line 1 is shown for it; expected one shown alias \
             a port and transport",
        );
    }
    for (first, second) in [("1/tcp", "1/udp"), ("1-5/tcp", "6/tcp")] {
        assert_eq!(read(&shown(first, second)).len(), 2);
    }
}

/// A name on its row's port and transport is IANA's; elsewhere, without a port, or taken back, it is not in
/// the way.
#[test]
fn a_name_that_iana_has_registered() {
    let contradicted = |elements: &str| contradicted(&(postgresql() + elements));
    for (name, place, element) in [
        ("kafka", "9092/tcp", record("Kafka", "tcp", "9092")),
        ("kafka", "9092/tcp", record("kafka", "tcp", "9000-9100")),
        ("salt", "4506/tcp", record("salt", "tcp", "4506")),
        ("postgres", "5432/udp", record("postgres", "udp", "5432")),
        (
            "kafka",
            "9092/tcp",
            record("kafka", "", "9092").replace("<protocol></protocol>", ""),
        ),
    ] {
        let error = format!(
            "line {}: `{name}` is unofficial on {place}, but IANA has registered the name there (line 7); expected no \
             row for it",
            read(GOOD).iter().find(|row| row.name == name).unwrap().line
        );
        assert_eq!(
            contradicted(&element),
            [(name.to_owned(), error)],
            "{element}"
        );
    }
    for element in [
        record("kafka", "udp", "9092"),
        record("kafka", "tcp", "9093"),
        "<record><name>kafka</name><protocol>tcp</protocol><description>d</description></record>"
            .to_owned(),
        record("other", "tcp", "9092"),
        record("kafka", "tcp", "9092").replace(">d<", ">De-Registered<"),
    ] {
        assert_eq!(contradicted(&element), [], "{element}");
    }
}

#[test]
fn an_alias_of_nothing() {
    for (elements, place) in [
        (String::new(), "5432/tcp"),
        (record("postgresql", "tcp", "5432"), "5432/udp"),
        (
            record("postgresql", "tcp", "5433") + &record("postgresql", "udp", "5432"),
            "5432/tcp",
        ),
        (
            record("PostgreSQL", "tcp", "5432") + &record("PostgreSQL", "udp", "5432"),
            "5432/tcp",
        ),
        // Named, and taken back.
        (
            postgresql().replacen(">d<", ">De-Registered<", 1),
            "5432/tcp",
        ),
    ] {
        let error = format!(
            "line 4: `postgres` is an alias of `postgresql`, but IANA has no service of that name on {place}; expected \
             the name of a service there, or a server"
        );
        assert_eq!(
            contradicted(&elements),
            [("postgres".to_owned(), error)],
            "{elements}"
        );
    }
}

/// With another edition the rows that it contradicts are out of the docs, and behind the others in the tables.
#[test]
fn another_edition() {
    let registry = registry(
        &(record("kafka", "tcp", "9092")
            + "<record><protocol>tcp</protocol><description>De-registered</description><number>4505</number></record>"),
    );
    let compiled = |is_other| {
        let mut tables = index(&registry).unwrap();
        registry::unofficial::compile(GOOD.as_bytes(), &registry, is_other, &mut tables)?;
        Ok::<Tables, registry::error::Error>(tables)
    };
    let error = compiled(false).err().unwrap().to_string();
    assert!(
        error.starts_with("line 3: `kafka` is unofficial on 9092/tcp, but IANA"),
        "{error}"
    );
    let tables = compiled(true).unwrap();
    let page = |name| &tables.pages.iter().find(|page| page.0 == name).unwrap().1;
    assert_eq!(
        page("unofficial.md").lines().skip(2).collect::<Vec<_>>(),
        [
            "| salt 4505-4506/tcp | Salt, master; IANA: de-assigned, unassigned; Debian salt-master 1.0, /etc/salt/master |"
        ]
    );
    let names = tables
        .texts
        .iter()
        .find(|text| text.0 == "UNOFFICIAL_NAME_TEXT")
        .unwrap();
    assert_eq!(names.1.trim_start(), "saltkafkapostgres");
    assert!(tables.constants.contains(&("UNOFFICIAL", 1)));
}
