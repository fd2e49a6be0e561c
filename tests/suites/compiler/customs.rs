//! The table of customs: what is read, what is refused in which words, and how it is held against a
//! registry.

use registry::check::Registry;
use registry::customs::{self, Custom, Kind};
use registry::error::Error;
use registry::index::index;
use registry::tables::Tables;

const GOOD: &str = "# a comment\n\n\
    kafka | 9092/tcp | use: Apache Kafka | https://github.com/apache/kafka/blob/0123456789/README.md\n\
    postgres | 5432/tcp,udp | alias: postgresql | Debian netbase 6.4, /etc/services\n\
    salt | 4505-4506/tcp | use: Salt, master | Debian salt-master 1.0, /etc/salt/master\n";

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
fn refused(table: &str, expected: &str) {
    let error = customs::read(table.as_bytes()).err().expect("accepted");
    assert_eq!(error.to_string(), expected);
}

fn read(table: &str) -> Vec<Custom> {
    customs::read(table.as_bytes()).unwrap()
}

fn told(errors: &[Error]) -> Vec<String> {
    errors.iter().map(|error| error.to_string()).collect()
}

#[test]
fn a_good_table() {
    let customs = read(GOOD);
    let names: Vec<_> = customs
        .iter()
        .map(|custom| (custom.line, custom.name.as_str()))
        .collect();
    assert_eq!(names, [(3, "kafka"), (4, "postgres"), (5, "salt")]);
    assert_eq!(customs[2].ports, (4505, 4506));
    assert_eq!(customs[1].transports.len(), 2);
    assert!(matches!(&customs[1].kind, Kind::Alias(of) if of == "postgresql"));
    assert!(matches!(&customs[0].kind, Kind::Use(what) if what == "Apache Kafka"));
    assert_eq!(customs[1].source, "Debian netbase 6.4, /etc/services");
}

#[test]
fn rows_that_are_refused() {
    let row = |name: &str, place: &str, kind: &str, source: &str| {
        format!("{name} | {place} | {kind} | {source}")
    };
    let (name, place, kind, source) = ("a", "1/tcp", "use: A", "Debian a 1, /a");
    refused(
        "a | 1/tcp | use: A",
        "line 1: the row is `a | 1/tcp | use: A`; expected NAME | PORTS/TRANSPORTS | KIND: WHAT | SOURCE",
    );
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
            &row(bad, place, kind, source),
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
            &row(name, bad, kind, source),
            &format!(
                "line 1: the place is `{bad}`; expected a port or a range and tcp, udp or both: 9092/tcp, 4505-4506/tcp, 53/tcp,udp"
            ),
        );
    }
    for bad in [
        "",
        "use",
        "use: ",
        "use:A",
        "alias: ",
        "other: A",
        "use: <A>",
        "use: `A`",
        "use: Café",
    ] {
        refused(
            &row(name, place, bad, source),
            &format!(
                "line 1: the kind is `{bad}`; expected `alias: ` and the name of a registered service, or \
                      `use: ` and a few words of letters, digits, commas, full stops and hyphens"
            ),
        );
    }
    for bad in [
        "",
        "nmap-services",
        "https://example.org/a",
        "https://github.com/a/b",
        "Debian a 1",
        "/etc/services",
    ] {
        refused(
            &row(name, place, kind, bad),
            &format!(
                "line 1: the source is `{bad}`; expected https://github.com/OWNER/REPOSITORY/blob/COMMIT/PATH, \
                      or Debian PACKAGE VERSION, /PATH"
            ),
        );
    }
}

#[test]
fn bytes_that_are_not_text() {
    let error = customs::read(b"\n\xff\xfe | 1/tcp | use: A | Debian a 1, /a")
        .err()
        .unwrap();
    let expected = "line 2: the name is `\u{fffd}\u{fffd}`; expected a service name (RFC 6335) in small letters, such as kafka";
    assert_eq!(error.to_string(), expected);
}

#[test]
fn the_order_of_rows() {
    let rows = |first: &str, second: &str| {
        let row = |name: &str| format!("{name} | 1/tcp | use: A | Debian a 1, /a\n");
        row(first) + &row(second)
    };
    refused(
        &rows("b", "b"),
        "line 2: the custom `b` is already defined on line 1; expected each once",
    );
    refused(
        &rows("b", "a"),
        "line 2: `a` follows `b`, but its bytes come before; expected rows in the order of their names' bytes",
    );
    assert_eq!(read(&rows("a-b", "a1")).len(), 2);
}

#[test]
fn customs_that_agree() {
    let (customs, registry) = (read(GOOD), registry(&postgresql()));
    let checked = customs::check(&customs, &registry);
    assert!(checked.errors.is_empty(), "{:?}", told(&checked.errors));
    let records: Vec<_> = checked
        .customs
        .iter()
        .map(|(custom, of)| (custom.line, *of))
        .collect();
    assert_eq!(records, [(3, None), (4, Some(0)), (5, None)]);
}

/// A name on its row's port and transport is IANA's; elsewhere, or without a port, it is not in the way.
#[test]
fn a_custom_that_iana_has_registered() {
    let customs = read(GOOD);
    let clean = |elements: &str| {
        let registry = registry(&(postgresql() + elements));
        told(&customs::check(&customs, &registry).errors)
    };
    let error = |name: &str, place: &str, custom: u32| {
        [format!(
            "line {custom}: `{name}` is a custom on {place}, but IANA has registered the name there (line 7); expected no row for it"
        )]
    };
    assert_eq!(
        clean(&record("Kafka", "tcp", "9092")),
        error("kafka", "9092/tcp", 3)
    );
    assert_eq!(
        clean(&record("kafka", "tcp", "9000-9100")),
        error("kafka", "9092/tcp", 3)
    );
    assert_eq!(
        clean(&record("salt", "tcp", "4506")),
        error("salt", "4505-4506/tcp", 5)
    );
    assert_eq!(
        clean(&record("postgres", "udp", "5432")),
        error("postgres", "5432/udp", 4)
    );
    assert_eq!(
        clean(
            "<record><name>kafka</name><description>d</description><number>9092</number></record>"
        ),
        error("kafka", "9092/tcp", 3)
    );
    for elsewhere in [
        record("kafka", "udp", "9092"),
        record("kafka", "tcp", "9093"),
        "<record><name>kafka</name><protocol>tcp</protocol><description>d</description></record>"
            .to_owned(),
        record("other", "tcp", "9092"),
    ] {
        assert_eq!(clean(&elsewhere), [""; 0]);
    }
}

#[test]
fn an_alias_of_nothing() {
    let customs = read(GOOD);
    let expected = |place: &str| {
        [format!(
            "line 4: `postgres` is an alias of `postgresql`, but IANA has no service of that name on {place}; \
                  expected the name of a service there, or a use"
        )]
    };
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
        let registry = registry(&elements);
        let checked = customs::check(&customs, &registry);
        assert_eq!(told(&checked.errors), expected(place), "{elements}");
        // The others stay.
        assert_eq!(checked.customs.len(), 2);
    }
}

/// With another edition what does not agree is left out, of the tables and of the docs.
#[test]
fn another_edition() {
    let folder = std::env::temp_dir().join(format!("ianaports-customs-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("customs.txt");
    std::fs::write(&path, GOOD).unwrap();
    let registry = registry(&record("kafka", "tcp", "9092"));
    let mut tables = index(&registry).unwrap();
    let compiled = |is_other, tables: &mut Tables| {
        registry::compile_customs(&path, &registry, is_other, tables)
    };
    let error = compiled(false, &mut tables).unwrap_err().to_string();
    assert!(
        error.starts_with("line 3: `kafka` is a custom on 9092/tcp, but IANA"),
        "{error}"
    );
    compiled(true, &mut tables).unwrap();
    let [(name, page)] = &tables.pages[..] else {
        panic!()
    };
    assert_eq!(name, &"customs.md");
    assert_eq!(page.lines().count(), 3, "{page}");
    assert!(page.ends_with(
        "| `salt` | 4505-4506/tcp | Salt, master | unassigned | Debian salt-master 1.0, /etc/salt/master |\n"
    ));
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(
        compiled(true, &mut tables)
            .unwrap_err()
            .to_string()
            .starts_with("cannot be read: ")
    );
}
