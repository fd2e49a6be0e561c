//! Every column of every record, compared with the second reader.

use std::collections::HashMap;
use std::fmt::Debug;

use ianaports::{Reference, TxtKeys};

use crate::RECORDS;
use crate::reader::{Record, Xref};
use crate::twin::TWIN;

/// Compares one answer for all records; `""` of the reader is `None` of the crate.
#[track_caller]
fn assert_column<A: PartialEq<B> + Debug, B: Debug>(
    crate_says: impl Fn(ianaports::Record) -> A,
    registry_says: impl Fn(usize, &'static Record) -> B,
) {
    assert_eq!(RECORDS.len(), TWIN.registry.records.len());
    for (index, &record) in RECORDS.iter().enumerate() {
        let expected = registry_says(index, TWIN.record(index));
        let found = crate_says(record);
        assert!(
            found == expected,
            "{}: {found:?} instead of {expected:?}",
            TWIN.label(index)
        );
    }
}

fn stated(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

#[test]
fn records_are_in_the_order_of_the_registry() {
    assert_eq!(ianaports::records().len(), RECORDS.len());
    assert_eq!(ianaports::records().first(), RECORDS.first().copied());
    assert!(RECORDS.is_sorted_by(|a, b| a < b));
    assert_eq!(
        ianaports::REGISTRY_UPDATED.to_string(),
        TWIN.registry.updated
    );
}

#[test]
fn all_records_as_one_answer() {
    let every: Vec<usize> = TWIN.indices().collect();
    crate::assert_found(ianaports::records(), &every, || "records()".to_owned());
}

#[test]
fn names() {
    assert_column(|record| record.name(), |_, record| stated(&record.name));
}

#[test]
fn name_numbers() {
    let numbers = TWIN.name_numbers();
    assert_column(
        |record| record.name_number(),
        |_, record| stated(&record.name).map(|name| numbers[name]),
    );
}

/// RFC 6335, section 5.1, in other words than the crate's.
fn is_well_formed(name: &str) -> bool {
    let parts: Vec<&str> = name.split('-').collect();
    name.len() <= 15
        && parts.iter().all(|part| !part.is_empty())
        && parts.concat().chars().all(|c| c.is_ascii_alphanumeric())
        && name.chars().any(|c| c.is_ascii_alphabetic())
}

#[test]
fn service_names() {
    assert_column(
        |record| record.service_name().map(|name| name.as_str().to_owned()),
        |_, record| {
            stated(&record.name)
                .filter(|name| is_well_formed(name))
                .map(str::to_owned)
        },
    );
}

#[test]
fn ports() {
    assert_column(
        |record| record.ports().map(|ports| (ports.first(), ports.last())),
        |index, _| TWIN.ports(index),
    );
}

#[test]
fn transports() {
    assert_column(
        |record| record.transport().map(|transport| transport.to_string()),
        |_, record| stated(&record.transport).map(str::to_owned),
    );
}

#[test]
fn statuses() {
    assert_column(
        |record| record.status().to_string(),
        |index, _| TWIN.status(index),
    );
}

#[test]
fn descriptions() {
    assert_column(
        |record| record.description(),
        |index, _| TWIN.description(index),
    );
}

#[test]
fn aliases_both_ways() {
    assert_column(
        |record| record.alias_of(),
        |index, _| TWIN.alias_of[index].map(|canonical| RECORDS[canonical]),
    );
    assert_column(
        |record| record.canonical(),
        |index, _| RECORDS[TWIN.alias_of[index].unwrap_or(index)],
    );
    let mut aliases: HashMap<usize, Vec<ianaports::Record>> = HashMap::new();
    for (alias, canonical) in TWIN.alias_of.iter().enumerate() {
        if let Some(canonical) = canonical {
            aliases.entry(*canonical).or_default().push(RECORDS[alias]);
        }
    }
    assert_column(
        |record| record.aliases().collect::<Vec<_>>(),
        |index, _| aliases.get(&index).cloned().unwrap_or_default(),
    );
}

#[test]
fn dates() {
    assert_column(
        |record| record.registration_date().map(|date| date.to_string()),
        |_, record| stated(&record.registered).map(str::to_owned),
    );
    assert_column(
        |record| record.modification_date().map(|date| date.to_string()),
        |_, record| stated(&record.modified).map(str::to_owned),
    );
    assert_column(
        |record| record.registration_date().map(|date| date.day()),
        |_, record| stated(&record.registered).map(|date| Some(date.get(8..)?.parse().unwrap())),
    );
}

/// Id, name and organization.
type Person<'a> = (&'a str, Option<&'a str>, Option<&'a str>);

#[test]
fn assignees_and_contacts() {
    let people: HashMap<&str, Person> = TWIN
        .registry
        .people
        .iter()
        .map(|person| {
            let row = (
                person.id.as_str(),
                stated(&person.name),
                stated(&person.organization),
            );
            (person.id.as_str(), row)
        })
        .collect();
    let found = |contacts: ianaports::People| -> Vec<Person> {
        let row = |who: ianaports::Person| (who.id(), who.name(), who.organization());
        contacts.map(row).collect()
    };
    let expected =
        |ids: &[String]| -> Vec<Person> { ids.iter().map(|id| people[id.as_str()]).collect() };
    assert_column(
        |record| found(record.assignees()),
        |_, record| expected(&record.assignees),
    );
    assert_column(
        |record| found(record.contacts()),
        |_, record| expected(&record.contacts),
    );
    assert_column(
        |record| (record.assignees().len(), record.contacts().len()),
        |_, record| (record.assignees.len(), record.contacts.len()),
    );
}

/// Kind, what is cited, section, text in its place, address.
type Cited = (
    &'static str,
    String,
    Option<String>,
    Option<String>,
    Option<String>,
);

fn cited(reference: Reference) -> Cited {
    let owned = |text: Option<&str>| text.map(str::to_owned);
    let (kind, data, section, text) = match reference {
        Reference::Rfc {
            number,
            section,
            text,
            ..
        } => ("rfc", number.to_string(), section, text),
        Reference::Draft {
            name,
            approved: true,
            section,
            text,
            ..
        } => ("approved draft", name.to_owned(), section, text),
        Reference::Draft {
            name,
            section,
            text,
            ..
        } => ("draft", name.to_owned(), section, text),
        Reference::Uri { uri, text, .. } => ("uri", uri.to_owned(), None, text),
        Reference::Text(text) => ("text", text.to_owned(), None, None),
        Reference::Footnote { anchor, note, .. } => ("note", anchor.to_owned(), None, Some(note)),
        _ => panic!("a kind of reference that this test does not know: {reference:?}"),
    };
    let url = reference.url().map(|url| url.to_string());
    (kind, data, owned(section), owned(text), url)
}

fn expected(xref: &Xref) -> Cited {
    let owned = |text: &str| stated(text).map(str::to_owned);
    let at = |address: &str, section: &str| match section {
        "" => Some(address.to_owned()),
        section => Some(format!("{address}#section-{section}")),
    };
    let data = xref.data.as_str();
    if let Some(link) = xref.link() {
        let shown = xref.shown();
        let text = owned(shown.trim_matches(['[', ']']));
        return ("uri", link.clone(), None, text, Some(link));
    }
    let (kind, data, url) = match xref.kind.as_str() {
        "rfc" => {
            let number = data.strip_prefix("rfc").expect("rfc and a number");
            let url = format!("https://www.rfc-editor.org/rfc/rfc{number}");
            ("rfc", number.to_owned(), at(&url, &xref.section))
        }
        "draft" => {
            let (kind, name) = match data.strip_prefix("RFC-") {
                Some(rest) => ("approved draft", format!("draft-{rest}")),
                None => ("draft", data.to_owned()),
            };
            let url = format!("https://datatracker.ietf.org/doc/html/{name}");
            (kind, name, at(&url, &xref.section))
        }
        "uri" => ("uri", data.to_owned(), Some(data.to_owned())),
        "text" => return ("text", xref.body.clone(), None, None, None),
        "note" => {
            let page = "https://www.iana.org/assignments/service-names-port-numbers/\
                        service-names-port-numbers.xhtml";
            let notes = &TWIN.registry.footnotes;
            let note = notes.iter().find(|(anchor, _)| anchor == data);
            let note = note.map_or(String::new(), |(_, note)| note.clone());
            let url = format!("{page}#note{data}");
            return ("note", data.to_owned(), None, Some(note), Some(url));
        }
        kind => panic!("an xref of type {kind:?}"),
    };
    (kind, data, owned(&xref.section), owned(&xref.body), url)
}

#[test]
fn references() {
    assert_column(
        |record| {
            record
                .references()
                .map(|reference| format!("[{reference}]"))
                .collect::<String>()
        },
        |_, record| {
            record
                .references
                .iter()
                .map(Xref::shown)
                .collect::<String>()
        },
    );
    assert_column(
        |record| record.references().map(cited).collect::<Vec<_>>(),
        |_, record| record.references.iter().map(expected).collect::<Vec<_>>(),
    );
}

#[test]
fn notes() {
    assert_column(|record| record.notes(), |_, record| stated(&record.notes));
}

#[test]
fn unauthorized_uses() {
    assert_column(
        |record| record.unauthorized_use(),
        |_, record| stated(&record.unauthorized),
    );
}

#[test]
fn service_codes() {
    assert_column(
        |record| record.service_code(),
        |_, record| stated(&record.service_code).map(|code| code.parse().unwrap()),
    );
}

/// What follows `Defined TXT keys:`, however it is spelled.
fn txt_keys(record: &Record) -> Option<&str> {
    let sentence = "defined txt keys:";
    let at = record.notes.to_ascii_lowercase().find(sentence)?;
    Some(record.notes[at + sentence.len()..].trim_start())
}

#[test]
fn txt_keys_and_service_types() {
    assert_column(
        |record| record.txt_keys(),
        |_, record| {
            txt_keys(record).map(|keys| match keys.to_ascii_lowercase().as_str() {
                "none" => TxtKeys::Empty,
                "proprietary" => TxtKeys::Proprietary,
                _ => TxtKeys::Text(keys),
            })
        },
    );
    assert_column(
        |record| record.service_type().map(|kind| kind.to_string()),
        |_, record| {
            txt_keys(record).filter(|_| is_well_formed(&record.name))?;
            let label = match record.transport.as_str() {
                "" => return None,
                "tcp" => "tcp",
                _ => "udp",
            };
            Some(format!("_{}._{label}", record.name))
        },
    );
}

#[test]
fn display() {
    assert_column(
        |record| record.to_string(),
        |index, record| {
            let what = stated(&record.name).unwrap_or(TWIN.description(index));
            let ports = match TWIN.ports(index) {
                Some((first, last)) if first == last => first.to_string(),
                Some((first, last)) => format!("{first}-{last}"),
                None => String::new(),
            };
            match (ports.as_str(), record.transport.as_str()) {
                ("", "") => what.to_owned(),
                (one, "") | ("", one) => format!("{what} ({one})"),
                (ports, transport) => format!("{what} ({ports}/{transport})"),
            }
        },
    );
    assert_column(
        |record| format!("{record:?}"),
        |index, _| RECORDS[index].to_string(),
    );
}
