//! The statements by which records name each other.

use crate::{check, document, refusal};
use registry::check::Registry;

/// A record `name` of 7/tcp with a description and a note, on a line of its own.
fn record(name: &str, description: &str, note: &str) -> String {
    on("7", name, description, note)
}

fn on(number: &str, name: &str, description: &str, note: &str) -> String {
    format!(
        "<record><name>{name}</name><protocol>tcp</protocol><description>{description}</description>\
         <number>{number}</number><note>{note}</note></record>\n"
    )
}

fn replaces(name: &str) -> String {
    format!(
        "Bob's service<br/><br/>\n    IANA assigned this well-formed service \n\
         \tname as a replacement for \"{name}\"."
    )
}

fn alias(name: &str) -> String {
    format!(
        "This entry is an alias to \"{name}\".\nThis entry is now historic, not usable for use with many\n\
         common service discovery mechanisms."
    )
}

fn duplicate(name: &str) -> String {
    format!(
        "This is a duplicate of the \"{name}\" service and should not be used for discovery purposes."
    )
}

fn registry(records: &[String]) -> Registry {
    check(&document(&records.concat()))
}

#[track_caller]
fn refused(records: &[String], error: &str) {
    assert_eq!(refusal(document(&records.concat())), error);
}

#[test]
fn an_alias_and_its_replacement() {
    let registry = registry(&[
        record("b-ob", &replaces("b_ob"), ""),
        record(
            "b_ob",
            "Bob's service",
            &format!("New contact added on 2008-02-01\n{}", alias("b-ob")),
        ),
    ]);
    assert_eq!(registry.records[0].alias_of, None);
    assert_eq!(registry.records[1].alias_of, Some(0));
    // The sentence is taken out of the description, and the note stays.
    assert_eq!(registry.records[0].description, "Bob's service");
    assert_eq!(
        registry.records[1].notes.as_deref(),
        Some(
            "New contact added on 2008-02-01 This entry is an alias to \"b-ob\". This entry is now historic, \
             not usable for use with many common service discovery mechanisms."
        )
    );
}

#[test]
fn a_description_may_be_nothing_but_the_sentence() {
    let sentence =
        "<br/><br/>\nIANA assigned this well-formed service name as a replacement for \"b_ob\".";
    let registry = registry(&[
        record("b_ob", "", &alias("b-ob")),
        record("b-ob", sentence, ""),
    ]);
    assert_eq!(registry.records[0].alias_of, Some(1));
    assert_eq!(registry.records[1].description, "");
}

#[test]
fn a_relation_holds_for_one_number_and_transport() {
    let registry = registry(&[
        on("66", "sql-net", &replaces("sql*net"), ""),
        on("66", "sql*net", "", &alias("sql-net")),
        on("150", "sql-net", "SQL-NET", ""),
    ]);
    let aliases: Vec<_> = registry
        .records
        .iter()
        .map(|record| record.alias_of)
        .collect();
    assert_eq!(aliases, [None, Some(0), None]);
}

#[test]
fn duplicates() {
    let long = format!("{} It speaks of \"www\" and more.", duplicate("http"));
    let registry = registry(&[
        record("www", "", &duplicate("http")),
        record("http", "", ""),
        record("www-http", "", &long),
    ]);
    let aliases: Vec<_> = registry
        .records
        .iter()
        .map(|record| record.alias_of)
        .collect();
    assert_eq!(aliases, [Some(1), None, Some(1)]);
}

#[test]
fn what_only_looks_like_a_relation() {
    let registry = registry(&[
        record("bob", "Alias Service", "Defined TXT keys: cgi-alias"),
        record("cal", "", "an alias to \"bob\""),
        // The statement is meant for the other field.
        record("dan", &alias("bob"), "Formerly was bob"),
    ]);
    assert!(
        registry
            .records
            .iter()
            .all(|record| record.alias_of.is_none())
    );
}

#[test]
fn statements_in_other_words() {
    let expected = "expected `This entry is an alias to \"name\".`";
    for statement in [
        "This entry is an alias to \"bob\", but historic",
        "This entry is an alias to bob.",
        "This entry is an alias to \"\".",
        "This entry is an alias to \"bob.",
        "This entry is an alias to",
    ] {
        refused(
            &[record("bob", "", ""), record("b_ob", "", statement)],
            &format!(
                "line 6, record 2 (`b_ob`, 7/tcp): a statement about another record is `{statement}`; {expected}"
            ),
        );
    }
    refused(
        &[record(
            "b_ob",
            "",
            &format!("{} {}", alias("bob"), alias("cal")),
        )],
        &format!(
            "line 5, record 1 (`b_ob`, 7/tcp): a statement about another record is \
             `This entry is an alias to \"bob\". This entry is now historic,…`; {expected}"
        ),
    );
    refused(
        &[record("bob", &format!("{} Really.", replaces("b_ob")), "")],
        "line 5, record 1 (`bob`, 7/tcp): a statement about another record is \
         `IANA assigned this well-formed service name as a replacement…`; expected \
         `IANA assigned this well-formed service name as a replacement for \"name\".` at the end of its description",
    );
    refused(
        &[record("bob", "", "This is a duplicate of the entry above")],
        "line 5, record 1 (`bob`, 7/tcp): a statement about another record is \
         `This is a duplicate of the entry above`; expected `This is a duplicate of the \"name\" service`",
    );
}

/// The remarks on a document that compiles without an alias.
#[track_caller]
fn unrelated(records: &[String]) -> Vec<String> {
    let registry = registry(records);
    assert!(
        registry
            .records
            .iter()
            .all(|record| record.alias_of.is_none())
    );
    registry.remarks.iter().map(ToString::to_string).collect()
}

/// IANA takes a record back, and the sentence in the other record a week later.
#[test]
fn sentences_on_records_that_are_not_there() {
    let says = |name: &str| {
        format!(
            "line 5, record 1 ({name}7/tcp): the note states that this record is an alias of `bob`, \
             but there is none: it makes no alias"
        )
    };
    let none = says("`b_ob`, ");
    assert_eq!(
        unrelated(&[record("b_ob", "", &alias("bob"))]),
        [none.as_str()]
    );
    // The name alone does not make the target, nor does another case of it.
    let other = record("BOB", "", "");
    assert_eq!(
        unrelated(&[record("b_ob", "", &alias("bob")), other]),
        [none.as_str()]
    );
    let other = on("8", "bob", "", "");
    assert_eq!(
        unrelated(&[record("b_ob", "", &alias("bob")), other]),
        [none.as_str()]
    );
    assert_eq!(
        unrelated(&[record("w", "", &duplicate("http"))]),
        [
            "line 5, record 1 (`w`, 7/tcp): the note states that this record is a duplicate of `http`, \
          but there is none: it makes no alias"
        ]
    );
    // A description keeps the sentence.
    let alone = [record("bob", &replaces("b_ob"), "")];
    assert_eq!(
        unrelated(&alone),
        [
            "line 5, record 1 (`bob`, 7/tcp): the description states that this record replaces `b_ob`, \
          but there is none: it makes no alias"
        ]
    );
    let description = &registry(&alone).records[0].description;
    let sentence = "IANA assigned this well-formed service name as a replacement for \"b_ob\".";
    assert_eq!(*description, format!("Bob's service {sentence}"));
    // Without its name, a record is no service any more.
    let nameless = record("", "Reserved", &alias("bob"));
    assert_eq!(unrelated(std::slice::from_ref(&nameless)), [says("")]);
    let has_none = says("").replace("there is none", "has no name");
    assert_eq!(unrelated(&[nameless, record("bob", "", "")]), [has_none]);
    let nameless = record("", &format!("Reserved {}", replaces("b_ob")), "");
    assert_eq!(
        unrelated(&[nameless, record("b_ob", "", "")]),
        [
            "line 5, record 1 (7/tcp): the description states that this record replaces `b_ob`, \
          but has no name: it makes no alias"
        ]
    );
}

#[test]
fn sentences_on_two_records() {
    let says =
        "line 5, record 1 (`b_ob`, 7/tcp): the note states that this record is an alias of `bob`";
    refused(
        &[
            record("b_ob", "", &alias("bob")),
            record("bob", &replaces("b_ob"), ""),
            record("bob", "", ""),
        ],
        &format!(
            "{says}, but record 2 is not the only one; \
             expected a record of that name, number and transport, which is no alias itself"
        ),
    );
}

#[test]
fn one_sided_relations() {
    refused(
        &[record("b_ob", "", &alias("bob")), record("bob", "", "")],
        "line 5, record 1 (`b_ob`, 7/tcp): the note states that this record is an alias of `bob`, but record 2 does not state \
         that it replaces this one; expected `IANA assigned this well-formed service name as a replacement \
         for \"name\".` at the end of its description",
    );
    let expected = "expected a record of that name, number and transport whose note names this one";
    refused(
        &[record("bob", &replaces("b_ob"), ""), record("b_ob", "", "")],
        &format!(
            "line 5, record 1 (`bob`, 7/tcp): the description states that this record replaces `b_ob`, \
             but the note of record 2 does not name this one; {expected}"
        ),
    );
}

#[test]
fn chains_and_cycles() {
    let expected = "expected a record of that name, number and transport, which is no alias itself";
    refused(
        &[
            record("a", &replaces("b"), ""),
            record("b", &replaces("c"), &alias("a")),
            record("c", "", &alias("b")),
        ],
        &format!(
            "line 13, record 3 (`c`, 7/tcp): the note states that this record is an alias of `b`, \
             but record 2 is an alias or a duplicate itself; {expected}"
        ),
    );
    refused(
        &[
            record("a", &replaces("b"), &alias("b")),
            record("b", &replaces("a"), &alias("a")),
        ],
        &format!(
            "line 5, record 1 (`a`, 7/tcp): the note states that this record is an alias of `b`, \
             but record 2 is an alias or a duplicate itself; {expected}"
        ),
    );
    refused(
        &[record("a", "", &duplicate("a"))],
        &format!(
            "line 5, record 1 (`a`, 7/tcp): the note states that this record is a duplicate of `a`, \
             but record 1 is an alias or a duplicate itself; {expected}"
        ),
    );
    refused(
        &[
            record("a", &replaces("b"), ""),
            record("b", "", &format!("{} {}", alias("a"), duplicate("a"))),
        ],
        "line 8, record 2 (`b`, 7/tcp): the note states that this record is an alias of `a`, \
         but also that it is a duplicate of `a`; expected one of the two",
    );
}
