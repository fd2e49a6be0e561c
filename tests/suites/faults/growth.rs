//! Tomorrow's registry: the next digit of everything is understood, or refused by the name of the
//! limit that it passes.

use crate::judge::{judge, judge_to_the_end};
use crate::{assert_refused, document};
use registry::check::{Reference, Registry};

fn record(inside: &str) -> String {
    document(&format!("<record>{inside}</record>"))
}

#[track_caller]
pub fn accepted(document: &str) -> Registry {
    judge_to_the_end(document.as_bytes()).unwrap();
    judge(document.as_bytes()).unwrap()
}

#[test]
fn rfc_numbers() {
    for number in [9_999, 65_536, 100_000, 1_000_000, u32::MAX] {
        let xref = format!("<name>a</name><xref type=\"rfc\" data=\"rfc{number}\"/>");
        let registry = accepted(&record(&xref));
        let Reference::Rfc { number: found, .. } = registry.records[0].references[0] else {
            panic!("{:?}", registry.records[0]);
        };
        assert_eq!(found, number);
    }
    let xref = "<name>a</name><xref type=\"rfc\" data=\"rfc4294967296\"/>";
    assert_refused(
        record(xref),
        "the data of <xref> is `rfc4294967296`; expected `rfc`, `bcp` or `std` and a number",
    );
}

#[test]
fn years() {
    for year in ["2027", "2100", "9999"] {
        let later =
            document("<record date=\"2100-02-28\"><name>a</name></record>").replace("2026", year);
        assert_eq!(accepted(&later).updated.year().to_string(), year);
    }
    assert_refused(
        document("").replace("2026", "10000"),
        "the date of the registry is `10000-08-17`: `10000-08-17` is not a date",
    );
    assert_refused(
        document("<record date=\"2100-02-29\"><name>a</name></record>"),
        "the attribute `date` is `2100-02-29`: day 29 is out of range",
    );
}

#[test]
fn texts() {
    let long = "word ".repeat(20_480);
    let registry = accepted(&record(&format!(
        "<name>a</name><description>{long}</description><unauthorized>{long}</unauthorized><note>{long}</note>"
    )));
    let text = Some(long.trim_end().to_owned());
    let found = &registry.records[0];
    assert!(
        found.notes == text
            && found.unauthorized == text
            && text == Some(found.description.clone())
    );
}

#[test]
fn names() {
    let name = |length: usize| record(&format!("<name>{}</name>", "n".repeat(length)));
    for length in [16, 17, 24, 36, 63] {
        assert_eq!(
            accepted(&name(length)).records[0]
                .name
                .as_ref()
                .unwrap()
                .len(),
            length
        );
    }
    assert_refused(
        name(64),
        "expected at most 63 printable characters of ASCII",
    );
    assert_refused(
        record("<name>é</name>"),
        "expected at most 63 printable characters of ASCII",
    );
    // Every character that a name may have, each in a name of its own but for those with one hash.
    let names =
        (b'!'..=b'~').filter(|byte| !b"@[\\]^".contains(byte) && !byte.is_ascii_uppercase());
    let names = names.map(|byte| format!("<record><name>a&#{byte};</name></record>"));
    assert_eq!(
        accepted(&document(&names.collect::<String>()))
            .records
            .len(),
        63
    );
}

#[test]
fn transports() {
    assert_refused(
        record("<name>a</name><protocol>quic</protocol>"),
        "line 1, record 1 (`a`, quic): the transport is `quic`; expected `tcp`, `udp`, `sctp` or `dccp`",
    );
}

#[test]
fn ports_and_codes() {
    assert_refused(
        record("<name>a</name><number>65536</number>"),
        "expected a number from 0 to 65535",
    );
    assert_refused(
        record("<name>a</name><number>65530-65540</number>"),
        "expected a number from 0 to 65535",
    );
    let code = |code: &str| {
        record(&format!(
            "<name>a</name><protocol>dccp</protocol><number>9</number><sc>{code}</sc>"
        ))
    };
    assert_eq!(
        accepted(&code("4294967295")).records[0].service_code,
        Some(u32::MAX)
    );
    assert_refused(code("4294967296"), "is `4294967296`; expected");
}

/// As many ports as the records may have, each counted for each record, and one more.
#[test]
fn ports() {
    let all = "<record><description>Unassigned</description><number>0-65535</number></record>";
    let most = all.repeat(64);
    judge(document(&most).as_bytes()).unwrap();
    let one = "<record><name>a</name><number>7-7</number></record>";
    assert_refused(
        document(&(most + one)),
        "line 1, record 65 (`a`, 7): the document has more than 4194304 ports",
    );
}

/// As many records as the tables can number, and one more.
#[test]
fn records() {
    let records = |count: usize| {
        let one = |number| {
            format!(
                "<record><name>n{number}</name><protocol>tcp</protocol><number>{number}</number></record>\n"
            )
        };
        document(&(0..count).map(one).collect::<String>())
    };
    assert_eq!(accepted(&records(65_535)).records.len(), 65_535);
    let more = document(&"<record><name>a</name></record>".repeat(65_536));
    assert_refused(
        more,
        "line 1, record 65536 (`a`): the document has more than 65535 records",
    );
}

#[test]
fn people() {
    let people = |count: usize| {
        let one = |number| format!("<person id=\"P{number}\"/>\n");
        let all: String = (0..count).map(one).collect();
        document(&format!("<people>{all}</people>"))
    };
    assert_eq!(accepted(&people(65_535)).people.len(), 65_535);
    let limit = "the document has more than 65535 people";
    assert_refused(
        people(65_536),
        &format!("line 65536, person 65536: {limit}"),
    );
    // Those that records name and the document does not define count, too.
    let one = |number| format!("<xref type=\"person\" data=\"P{number}\"/>");
    let named: String = (0..65_536).map(one).collect();
    let at = "line 1, record 1 (`a`): ";
    assert_refused(
        record(&format!("<name>a</name>{named}")),
        &format!("{at}{limit}"),
    );
}
