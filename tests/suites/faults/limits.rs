//! The last value before each limit is understood, and so are the tables of it. What is past a limit is refused
//! word for word in `tests/suites/compiler/broken.rs`.

use crate::document;
use crate::judge::{judge, judge_to_the_end};
use registry::check::{Reference, Registry};

#[track_caller]
fn accepted(document: &str) -> Registry {
    judge_to_the_end(document.as_bytes()).unwrap();
    judge(document.as_bytes()).unwrap()
}

#[test]
fn values() {
    let (name, text) = ("n".repeat(63), "word ".repeat(20_480));
    let record = format!(
        "<record date=\"9999-12-31\"><name>{name}</name><protocol>dccp</protocol>\
         <number>65535</number><sc>4294967295</sc><xref type=\"rfc\" data=\"rfc4294967295\"/>\
         <description>{text}</description><unauthorized>{text}</unauthorized><note>{text}</note></record>"
    );
    let registry = accepted(&document(&record).replace("2026-08-17", "9999-12-31"));
    let found = &registry.records[0];
    assert_eq!(registry.updated.to_string(), "9999-12-31");
    assert_eq!(found.registered, Some(registry.updated));
    assert_eq!(found.name, Some(name));
    assert_eq!(found.ports, Some((65_535, 65_535)));
    assert_eq!(found.service_code, Some(u32::MAX));
    let [Reference::Rfc { number, .. }] = found.references[..] else {
        panic!("{:?}", found.references);
    };
    assert_eq!(number, u32::MAX);
    let text = text.trim_end();
    assert!(found.description == text && found.notes.as_deref() == Some(text));
    assert!(found.unauthorized.as_deref() == Some(text));
}

/// Every character that a name may have, each in a name of its own but for those with one hash.
#[test]
fn characters_of_names() {
    let is_distinct = |byte: &u8| !b"@[\\]^".contains(byte) && !byte.is_ascii_uppercase();
    let one = |byte| format!("<record><name>a&#{byte};</name></record>");
    let names: String = (b'!'..=b'~').filter(is_distinct).map(one).collect();
    assert_eq!(accepted(&document(&names)).records.len(), 63);
}

/// As many records as the tables can number.
#[test]
fn records() {
    let one = |number| {
        format!(
            "<record><name>n{number}</name><protocol>tcp</protocol><number>{number}</number></record>\n"
        )
    };
    let records: String = (0..65_535).map(one).collect();
    assert_eq!(accepted(&document(&records)).records.len(), 65_535);
}

/// As many people.
#[test]
fn people() {
    let one = |number| format!("<person id=\"P{number}\"/>\n");
    let people: String = (0..65_535).map(one).collect();
    let registry = accepted(&document(&format!("<people>{people}</people>")));
    assert_eq!(registry.people.len(), 65_535);
}

/// As many ports as the records may have, each counted for each record.
#[test]
fn ports() {
    let all = "<record><description>Unassigned</description><number>0-65535</number></record>";
    judge(document(&all.repeat(64)).as_bytes()).unwrap();
}
