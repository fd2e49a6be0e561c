//! The pinned counts, `tests/counts.txt`, all counted again through the public API.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt::Display;
use std::hash::Hash;

use ianaports::Transport::{self, Dccp, Sctp, Tcp, Udp};
use ianaports::{Contact, Record, Reference, Status, TxtKeys, status};

use crate::twin::{ALIAS, DUPLICATE, TWIN};
use crate::{RECORDS, digests};

#[derive(Default)]
pub struct Counts(BTreeMap<String, String>);

impl Counts {
    #[track_caller]
    pub fn line(&mut self, name: impl Display, value: impl Display) {
        let before = self.0.insert(name.to_string(), value.to_string());
        assert_eq!(before, None, "{name} is counted twice");
    }

    /// The records for which `predicate` is true.
    #[track_caller]
    fn tally(&mut self, name: impl Display, predicate: impl Fn(Record) -> bool) {
        self.line(name, all().filter(|&record| predicate(record)).count());
    }

    /// For each number of times, how many values occur so often.
    #[track_caller]
    fn repeats<T: Ord>(&mut self, name: &str, values: impl Iterator<Item = T>) {
        let times = occurrences(values).into_values();
        for (times, count) in occurrences(times) {
            self.line(format!("{name}-{times}"), count);
        }
    }
}

fn all() -> impl Iterator<Item = Record> {
    RECORDS.iter().copied()
}

fn named() -> impl Iterator<Item = Record> {
    all().filter(|record| record.name().is_some())
}

fn distinct<T: Eq + Hash>(values: impl Iterator<Item = T>) -> usize {
    values.collect::<HashSet<T>>().len()
}

fn occurrences<T: Ord>(values: impl Iterator<Item = T>) -> BTreeMap<T, usize> {
    let mut occurrences = BTreeMap::new();
    for value in values {
        *occurrences.entry(value).or_insert(0) += 1;
    }
    occurrences
}

const TRANSPORTS: [(&str, Option<Transport>); 5] = [
    ("tcp", Some(Tcp)),
    ("udp", Some(Udp)),
    ("sctp", Some(Sctp)),
    ("dccp", Some(Dccp)),
    ("unstated", None),
];

fn is_range(record: Record) -> bool {
    record.ports().is_some_and(|ports| ports.len() > 1)
}

fn count_records(counts: &mut Counts) {
    counts.line("updated", ianaports::REGISTRY_UPDATED);
    counts.line("records", ianaports::records().len());
    counts.tally("named", |record| record.name().is_some());
    counts.tally("unnamed", |record| record.name().is_none());
    for status in [
        Status::Assigned,
        Status::Reserved,
        Status::DeAssigned,
        Status::Unassigned,
    ] {
        counts.tally(status, |record| record.status() == status);
    }
    counts.tally("assigned-unnamed", |record| {
        record.status() == Status::Assigned && record.name().is_none()
    });
    counts.tally("portless", |record| record.ports().is_none());
    counts.tally("single-port", |record| {
        record.ports().is_some() && !is_range(record)
    });
    counts.tally("several-ports", is_range);
    counts.tally("several-ports-named", |record| {
        is_range(record) && record.name().is_some()
    });
    let ports = || all().filter_map(Record::ports);
    counts.line(
        "longest-range",
        ports().map(|ports| ports.len()).max().unwrap(),
    );
    counts.line(
        "greatest-port",
        ports().map(|ports| ports.last()).max().unwrap(),
    );
    for (word, transport) in TRANSPORTS {
        counts.tally(word, |record| record.transport() == transport);
        for (kind, named, ported) in [
            ("named-port", true, true),
            ("named-portless", true, false),
            ("unnamed-port", false, true),
        ] {
            counts.tally(format!("{word}-{kind}"), |record| {
                record.transport() == transport
                    && record.name().is_some() == named
                    && record.ports().is_some() == ported
            });
        }
    }
}

fn count_names(counts: &mut Counts) {
    let names = ianaports::names;
    counts.line("names", names().len());
    counts.line("names-bytes", names().map(str::len).sum::<usize>());
    counts.line("longest-name", names().map(str::len).max().unwrap());
    let capitals = |name: &&str| name.contains(|c: char| c.is_ascii_uppercase());
    counts.line("names-with-capitals", names().filter(capitals).count());
    let malformed = |name: &&str| ianaports::ServiceName::new(name).is_err();
    counts.line("malformed-names", names().filter(malformed).count());
    counts.tally("malformed-name-records", |record| {
        record.name().is_some() && record.service_name().is_none()
    });
    counts.repeats("names-with-records", all().filter_map(Record::name));
    let numbers: BTreeSet<_> = named()
        .filter_map(|record| Some((record.name()?, record.ports()?.first())))
        .collect();
    let numbers = occurrences(numbers.into_iter().map(|(name, _)| name));
    let several = numbers.values().filter(|&&count| count > 1);
    counts.line("names-on-several-numbers", several.count());
    let portless = named().filter(|record| record.ports().is_none());
    counts.line("names-without-port", distinct(portless.map(Record::name)));
    let ports = named().filter_map(Record::ports);
    counts.line(
        "ports-with-names",
        distinct(ports.flat_map(|ports| ports.iter())),
    );

    // Each port of a name with the transport that is stated for it, or none.
    let keys = || {
        named().flat_map(|record| {
            let ports = record.ports().into_iter().flat_map(|ports| ports.iter());
            ports.map(move |port| (port, record.transport()))
        })
    };
    counts.line("keys", distinct(keys()));
    for (word, transport) in TRANSPORTS {
        let on_one = keys().filter(|key| key.1 == transport);
        counts.line(format!("{word}-keys"), distinct(on_one));
    }
    let several = occurrences(keys()).into_values().filter(|&count| count > 1);
    counts.line("keys-with-several-names", several.count());
    counts.repeats("keys-with-names", keys());
}

fn count_statuses_of_ports(counts: &mut Counts) {
    for transport in Transport::ALL {
        let words = (0..=u16::MAX).map(|port| match status(port, transport) {
            found if found == Status::Unassigned && found.record().is_none() => "without-record",
            found => found.status().as_str(),
        });
        let found = occurrences(words);
        for word in [
            "assigned",
            "reserved",
            "de-assigned",
            "unassigned",
            "without-record",
            "dynamic",
        ] {
            let count = found.get(word).copied().unwrap_or(0);
            counts.line(format!("{transport}-ports-{word}"), count);
        }
    }
}

fn count_aliases(counts: &mut Counts) {
    let says =
        |record: Record, text: &str| record.notes().is_some_and(|notes| notes.contains(text));
    counts.tally("alias-notes", |record| says(record, ALIAS));
    counts.tally("duplicate-notes", |record| says(record, DUPLICATE));
    // The sentence itself is not in the crate: it is told by the aliases that are no duplicates.
    let replaced = all()
        .flat_map(|record| record.aliases())
        .filter(|&alias| says(alias, ALIAS));
    counts.line("replacement-sentences", replaced.count());
    counts.tally("aliases", |record| record.alias_of().is_some());
    counts.tally("records-with-aliases", |record| record.aliases().len() > 0);
    let pairs = all().filter_map(|record| Some((record.name(), record.alias_of()?.name())));
    counts.line("alias-name-pairs", distinct(pairs));
    counts.tally("widespread-notes", |record| {
        says(record, "unassigned but widespread use")
    });
}

fn count_texts(counts: &mut Counts) {
    counts.tally("without-description", |record| {
        record.description().is_empty()
    });
    let descriptions = all()
        .map(Record::description)
        .filter(|text| !text.is_empty());
    counts.line("descriptions", distinct(descriptions));
    let notes = || all().filter_map(Record::notes);
    counts.line("notes", notes().count());
    counts.line("distinct-notes", distinct(notes()));
    counts.line("longest-note", notes().map(str::len).max().unwrap());
    counts.tally("unauthorized", |record| record.unauthorized().is_some());
    counts.tally("unauthorized-named", |record| {
        record.unauthorized().is_some() && record.name().is_some()
    });
    counts.line(
        "distinct-unauthorized",
        distinct(all().filter_map(Record::unauthorized)),
    );
    counts.tally("service-codes", |record| record.service_code().is_some());
    counts.tally("txt-keys", |record| record.txt_keys().is_some());
    counts.tally("txt-keys-portless", |record| {
        record.txt_keys().is_some() && record.ports().is_none()
    });
    for (word, keys) in [
        ("none", TxtKeys::None),
        ("proprietary", TxtKeys::Proprietary),
        ("empty", TxtKeys::Text("")),
    ] {
        counts.tally(format!("txt-keys-{word}"), |record| {
            record.txt_keys() == Some(keys)
        });
    }
}

fn count_dates(counts: &mut Counts) {
    let registered: Vec<_> = all().filter_map(Record::registered).collect();
    let modified: Vec<_> = all().filter_map(Record::modified).collect();
    for (word, dates) in [("registered", registered), ("modified", modified)] {
        counts.line(word, dates.len());
        let without_day = dates.iter().filter(|date| date.day().is_none());
        counts.line(format!("{word}-without-day"), without_day.count());
        counts.line(format!("{word}-first"), dates.iter().min().unwrap());
        counts.line(format!("{word}-last"), dates.iter().max().unwrap());
    }
    counts.tally("modified-before-registered", |record| {
        record
            .modified()
            .is_some_and(|modified| record.registered() > Some(modified))
    });
}

fn count_references(counts: &mut Counts) {
    let references = || all().flat_map(Record::references);
    counts.line("references", references().count());
    counts.tally("with-references", |record| record.references().len() > 0);
    counts.line("distinct-references", distinct(references()));
    let kinds = occurrences(references().map(|reference| match reference {
        Reference::Rfc { .. } => "rfc",
        Reference::Draft { .. } => "draft",
        Reference::Uri { .. } => "uri",
        Reference::Text(_) => "text",
        Reference::Footnote { .. } => "footnote",
        _ => panic!("a kind of reference that this test does not know: {reference:?}"),
    }));
    for (kind, count) in kinds {
        counts.line(format!("references-{kind}"), count);
    }
    let approved = references()
        .filter(|reference| matches!(reference, Reference::Draft { approved: true, .. }));
    counts.line("references-draft-approved", approved.count());
    let rfcs = || {
        references().filter_map(|reference| match reference {
            Reference::Rfc { number, .. } => Some(number),
            _ => None,
        })
    };
    counts.line("rfcs", distinct(rfcs()));
    counts.line("greatest-rfc", rfcs().max().unwrap());
}

fn count_people(counts: &mut Counts) {
    let everyone = || all().flat_map(|record| record.assignees().chain(record.contacts()));
    let everyone: HashSet<Contact> = everyone().collect();
    counts.line("people-in-records", everyone.len());
    // People whom no record names are in the registry file alone.
    let people = || TWIN.registry.people.iter();
    let unused = people().filter(|person| !everyone.iter().any(|who| who.id() == person.id));
    let has = |text: &str| !text.is_empty();
    let mut people: Vec<(&str, bool, bool)> = unused
        .map(|person| {
            (
                person.id.as_str(),
                has(&person.name),
                has(&person.organization),
            )
        })
        .collect();
    people.extend(
        everyone
            .iter()
            .map(|who| (who.id(), who.name().is_some(), who.organization().is_some())),
    );
    let mut total = |name: &str, predicate: fn(&str, bool, bool) -> bool| {
        let found = people
            .iter()
            .filter(|(id, name, org)| predicate(id, *name, *org));
        counts.line(name, found.count());
    };
    total("people", |_, _, _| true);
    total("people-with-name", |_, name, _| name);
    total("people-with-organization", |_, _, organization| {
        organization
    });
    total("people-with-both", |_, name, organization| {
        name && organization
    });
    total("people-with-neither", |_, name, organization| {
        !name && !organization
    });
    total("people-with-id-beyond-ascii", |id, _, _| !id.is_ascii());

    let numbers = all().map(|record| (record.assignees().len(), record.contacts().len()));
    for ((assignees, contacts), count) in occurrences(numbers) {
        counts.line(format!("assignees-{assignees}-contacts-{contacts}"), count);
    }
    counts.tally("assignees-other-than-contacts", |record| {
        !record.assignees().eq(record.contacts())
    });
    let assignees = all().map(|record| record.assignees().collect::<Vec<_>>());
    counts.line("assignee-lists", distinct(assignees));
    let contacts = all().map(|record| record.contacts().collect::<Vec<_>>());
    counts.line("contact-lists", distinct(contacts));
}

#[test]
fn every_pinned_count_is_what_the_api_counts() {
    let mut counts = Counts::default();
    count_records(&mut counts);
    count_names(&mut counts);
    count_statuses_of_ports(&mut counts);
    count_aliases(&mut counts);
    count_texts(&mut counts);
    count_dates(&mut counts);
    count_references(&mut counts);
    count_people(&mut counts);
    digests::count(&mut counts);

    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/counts.txt");
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut pinned = Counts::default();
    for line in text.lines() {
        let (name, value) = line.split_once(' ').expect("a name and a value");
        pinned.line(name, value);
    }
    for (name, value) in &pinned.0 {
        assert_eq!(counts.0.get(name), Some(value), "{name} of {path}");
    }
    for (name, value) in &counts.0 {
        assert_eq!(
            pinned.0.get(name),
            Some(value),
            "{name} counted through the API"
        );
    }
}
