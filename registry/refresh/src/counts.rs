//! Counts the registry, field by field. The tests of the crate count the same through the public
//! API; a person reviews what changes.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{Display, Write};

use registry::check::{Record, Reference, Registry};
use registry::status::Status;
use registry::transport::Transport;

/// The first of the dynamic ports, for which there are no records.
const DYNAMIC: usize = 49152;

/// Every count, one `name value` a line.
pub fn count(registry: &Registry) -> String {
    let mut counts = Counts {
        text: String::new(),
        records: &registry.records,
    };
    counts.line("updated", registry.updated);
    counts.records();
    counts.names();
    counts.numbers();
    counts.transports();
    counts.status_of_ports();
    counts.keys();
    counts.relations(registry);
    counts.texts();
    counts.dates();
    counts.references();
    counts.people(registry);
    counts.text
}

struct Counts<'a> {
    text: String,
    records: &'a [Record],
}

impl<'a> Counts<'a> {
    fn line(&mut self, name: impl Display, value: impl Display) {
        // Writing to a string does not fail.
        let _ = writeln!(self.text, "{name} {value}");
    }

    /// How many records satisfy the predicate.
    fn tally(&mut self, name: impl Display, predicate: impl Fn(&Record) -> bool) {
        let count = self
            .records
            .iter()
            .filter(|record| predicate(record))
            .count();
        self.line(name, count);
    }

    /// How many values there are, each counted once.
    fn distinct<T: Ord>(&mut self, name: impl Display, values: impl Iterator<Item = T>) {
        self.line(name, values.collect::<BTreeSet<T>>().len());
    }

    /// How many values there are once, twice, and so on.
    fn repeats<T: Ord>(&mut self, name: &str, values: impl Iterator<Item = T>) {
        let mut repeats = BTreeMap::<usize, usize>::new();
        for count in tallies(values).into_values() {
            *repeats.entry(count).or_default() += 1;
        }
        for (times, count) in repeats {
            self.line(format_args!("{name}-{times}"), count);
        }
    }

    fn records(&mut self) {
        self.line("records", self.records.len());
        self.tally("named", |record| record.name.is_some());
        self.tally("unnamed", |record| record.name.is_none());
        for (name, status) in [
            ("assigned", Status::Assigned),
            ("reserved", Status::Reserved),
            ("de-assigned", Status::DeAssigned),
            ("unassigned", Status::Unassigned),
        ] {
            self.tally(name, |record| record.status == status);
        }
        self.tally("assigned-unnamed", |record| {
            record.status == Status::Assigned && record.name.is_none()
        });
    }

    fn names(&mut self) {
        let records = self.records;
        let named = || records.iter().filter(|record| record.name.is_some());
        let names = || records.iter().filter_map(|record| record.name.as_deref());
        let distinct = || names().collect::<BTreeSet<&str>>();
        self.line("names", distinct().len());
        self.line(
            "names-bytes",
            distinct().iter().map(|name| name.len()).sum::<usize>(),
        );
        self.line(
            "longest-name",
            names().map(str::len).max().unwrap_or_default(),
        );
        let upper = |name: &&&str| name.bytes().any(|byte| byte.is_ascii_uppercase());
        self.line(
            "names-with-capitals",
            distinct().iter().filter(upper).count(),
        );
        let malformed = |name: &&&str| !is_well_formed(name);
        self.line(
            "malformed-names",
            distinct().iter().filter(malformed).count(),
        );
        self.tally("malformed-name-records", |record| {
            record
                .name
                .as_deref()
                .is_some_and(|name| !is_well_formed(name))
        });
        self.repeats("names-with-records", names());
        let numbers: BTreeSet<_> = named()
            .filter_map(|record| Some((record.name.as_deref(), record.ports?)))
            .collect();
        let several = tallies(numbers.iter().map(|(name, _)| *name));
        self.line(
            "names-on-several-numbers",
            several.values().filter(|count| **count > 1).count(),
        );
        self.distinct(
            "names-without-port",
            named()
                .filter(|record| record.ports.is_none())
                .map(|record| record.name.as_deref()),
        );
    }

    fn numbers(&mut self) {
        let records = self.records;
        self.tally("portless", |record| record.ports.is_none());
        self.tally("single-port", |record| {
            record.ports.is_some_and(|(first, last)| first == last)
        });
        self.tally("several-ports", |record| {
            record.ports.is_some_and(|(first, last)| first < last)
        });
        self.tally("several-ports-named", |record| {
            record.name.is_some() && record.ports.is_some_and(|(first, last)| first < last)
        });
        let ports = records.iter().filter_map(|record| record.ports);
        let longest = ports
            .clone()
            .map(|(first, last)| u32::from(last - first) + 1)
            .max();
        self.line("longest-range", longest.unwrap_or_default());
        let greatest = ports.map(|(_, last)| last).max();
        self.line("greatest-port", greatest.unwrap_or_default());
        let named = records.iter().filter(|record| record.name.is_some());
        let named = named.filter_map(|record| record.ports);
        self.distinct(
            "ports-with-names",
            named.flat_map(|(first, last)| first..=last),
        );
    }

    fn transports(&mut self) {
        for transport in transports() {
            let word = word(transport);
            self.tally(word, |record| record.transport == transport);
            for (kind, named, numbered) in [
                ("named-port", true, true),
                ("named-portless", true, false),
                ("unnamed-port", false, true),
            ] {
                self.tally(format_args!("{word}-{kind}"), |record| {
                    record.transport == transport
                        && record.name.is_some() == named
                        && record.ports.is_some() == numbered
                });
            }
        }
    }

    /// What the registry says of each of the 65,536 ports on each transport: records that state
    /// the transport decide, else those that state none; of several, the most assigned.
    fn status_of_ports(&mut self) {
        let unstated = self.plane(None);
        for transport in Transport::ALL {
            let stated = self.plane(Some(transport));
            let mut totals = BTreeMap::<&str, usize>::new();
            for (port, (stated, unstated)) in stated.iter().zip(&unstated).enumerate() {
                let status = stated.or(*unstated);
                let name = match status {
                    Some(status) => status.as_str(),
                    None if port >= DYNAMIC => "dynamic",
                    None => "without-record",
                };
                *totals.entry(name).or_default() += 1;
            }
            for name in [
                "assigned",
                "reserved",
                "de-assigned",
                "unassigned",
                "without-record",
                "dynamic",
            ] {
                let total = totals.get(name).copied().unwrap_or_default();
                self.line(format_args!("{transport}-ports-{name}"), total);
            }
        }
    }

    /// The status of each port, where a record with exactly this transport covers it.
    fn plane(&self, transport: Option<Transport>) -> Vec<Option<Status>> {
        let mut plane = vec![None; 1 << 16];
        for record in self.records {
            if let (Some((first, last)), true) = (record.ports, record.transport == transport) {
                for status in &mut plane[first.into()..=last.into()] {
                    // `Status` is ordered from the most assigned to the least.
                    *status = Some(record.status.min(status.unwrap_or(record.status)));
                }
            }
        }
        plane
    }

    /// Pairs of a port and a transport, or of a port and none, under which there are names.
    fn keys(&mut self) {
        let records = self.records;
        let named = records.iter().filter(|record| record.name.is_some());
        let keys = named.flat_map(|record| {
            let ports = record
                .ports
                .into_iter()
                .flat_map(|(first, last)| first..=last);
            ports.map(|port| (port, record.transport))
        });
        for transport in transports() {
            let keys = keys.clone().filter(|key| key.1 == transport);
            self.distinct(format_args!("{}-keys", word(transport)), keys);
        }
        self.distinct("keys", keys.clone());
        let several = tallies(keys.clone())
            .into_values()
            .filter(|count| *count > 1)
            .count();
        self.line("keys-with-several-names", several);
        self.repeats("keys-with-names", keys);
    }

    fn relations(&mut self, registry: &Registry) {
        let relations = registry.relations;
        self.line("alias-notes", relations.aliases);
        self.line("replacement-sentences", relations.replacements);
        self.line("duplicate-notes", relations.duplicates);
        self.tally("aliases", |record| record.alias_of.is_some());
        let records = self.records;
        let targets = records.iter().filter_map(|record| record.alias_of);
        self.distinct("records-with-aliases", targets);
        let pairs = records.iter().filter_map(|record| {
            let target = records.get(record.alias_of?)?;
            Some((record.name.as_deref(), target.name.as_deref()))
        });
        self.distinct("alias-name-pairs", pairs);
        self.tally("widespread-notes", |record| record.widespread);
    }

    fn texts(&mut self) {
        let records = self.records;
        self.tally("without-description", |record| {
            record.description.is_empty()
        });
        let texts = records.iter().map(|record| record.description.as_str());
        self.distinct("descriptions", texts.filter(|text| !text.is_empty()));
        self.tally("notes", |record| record.notes.is_some());
        let notes = records.iter().filter_map(|record| record.notes.as_deref());
        self.distinct("distinct-notes", notes.clone());
        self.line(
            "longest-note",
            notes.map(str::len).max().unwrap_or_default(),
        );
        self.tally("unauthorized", |record| record.unauthorized.is_some());
        self.tally("unauthorized-named", |record| {
            record.unauthorized.is_some() && record.name.is_some()
        });
        let unauthorized = records
            .iter()
            .filter_map(|record| record.unauthorized.as_deref());
        self.distinct("distinct-unauthorized", unauthorized);
        self.tally("service-codes", |record| record.service_code.is_some());
        self.tally("txt-keys", |record| txt_keys(record).is_some());
        self.tally("txt-keys-portless", |record| {
            txt_keys(record).is_some() && record.ports.is_none()
        });
        let is = |record: &Record, word: &str| {
            txt_keys(record).is_some_and(|keys| keys.eq_ignore_ascii_case(word))
        };
        self.tally("txt-keys-none", |record| is(record, "none"));
        self.tally("txt-keys-proprietary", |record| is(record, "proprietary"));
        self.tally("txt-keys-empty", |record| is(record, ""));
    }

    fn dates(&mut self) {
        let records = self.records;
        for (name, dates) in [
            (
                "registered",
                records
                    .iter()
                    .map(|record| record.registered)
                    .collect::<Vec<_>>(),
            ),
            (
                "modified",
                records.iter().map(|record| record.modified).collect(),
            ),
        ] {
            let dates = || dates.iter().flatten();
            self.line(name, dates().count());
            let months = dates().filter(|date| date.day().is_none()).count();
            self.line(format_args!("{name}-without-day"), months);
            if let (Some(first), Some(last)) = (dates().min(), dates().max()) {
                self.line(format_args!("{name}-first"), first);
                self.line(format_args!("{name}-last"), last);
            }
        }
        self.tally("modified-before-registered", |record| {
            record
                .registered
                .zip(record.modified)
                .is_some_and(|(from, to)| to < from)
        });
    }

    fn references(&mut self) {
        let records = self.records;
        let all = || records.iter().flat_map(|record| &record.references);
        self.line("references", all().count());
        self.tally("with-references", |record| !record.references.is_empty());
        self.distinct("distinct-references", all());
        for (name, kind) in [
            (
                "references-rfc",
                (|reference| matches!(reference, Reference::Rfc { .. })) as fn(&Reference) -> bool,
            ),
            ("references-draft", |reference| {
                matches!(reference, Reference::Draft { .. })
            }),
            (
                "references-draft-approved",
                |reference| matches!(reference, Reference::Draft { name, .. } if name.starts_with("RFC-")),
            ),
            ("references-uri", |reference| {
                matches!(reference, Reference::Uri { .. })
            }),
            ("references-text", |reference| {
                matches!(reference, Reference::Text(_))
            }),
            ("references-footnote", |reference| {
                matches!(reference, Reference::Footnote(_))
            }),
        ] {
            self.line(name, all().filter(|reference| kind(reference)).count());
        }
        let rfcs = all().filter_map(|reference| match reference {
            Reference::Rfc { number, .. } => Some(*number),
            _ => None,
        });
        self.distinct("rfcs", rfcs.clone());
        self.line("greatest-rfc", rfcs.max().unwrap_or_default());
    }

    fn people(&mut self, registry: &Registry) {
        let people = &registry.people;
        let mut total = |name, count: fn(bool, bool) -> bool| {
            let matching = people
                .iter()
                .filter(|person| count(person.name.is_some(), person.organization.is_some()));
            let matching = matching.count();
            self.line(name, matching);
        };
        total("people", |_, _| true);
        total("people-with-name", |name, _| name);
        total("people-with-organization", |_, organization| organization);
        total("people-with-both", |name, organization| {
            name && organization
        });
        total("people-with-neither", |name, organization| {
            !name && !organization
        });
        let ascii = people.iter().filter(|person| !person.id.is_ascii()).count();
        self.line("people-with-id-beyond-ascii", ascii);
        let records = self.records;
        let named = || {
            records
                .iter()
                .flat_map(|record| record.assignees.iter().chain(&record.contacts))
        };
        self.distinct("people-in-records", named());
        let shapes = records
            .iter()
            .map(|record| (record.assignees.len(), record.contacts.len()));
        for ((assignees, contacts), count) in tallies(shapes) {
            self.line(
                format_args!("assignees-{assignees}-contacts-{contacts}"),
                count,
            );
        }
        self.tally("assignees-other-than-contacts", |record| {
            record.assignees != record.contacts
        });
        self.distinct(
            "assignee-lists",
            records.iter().map(|record| &record.assignees),
        );
        self.distinct(
            "contact-lists",
            records.iter().map(|record| &record.contacts),
        );
    }
}

/// How often each value occurs.
fn tallies<T: Ord>(values: impl Iterator<Item = T>) -> BTreeMap<T, usize> {
    let mut tallies = BTreeMap::new();
    for value in values {
        *tallies.entry(value).or_default() += 1;
    }
    tallies
}

/// The four transports, and none.
fn transports() -> impl Iterator<Item = Option<Transport>> {
    Transport::ALL.into_iter().map(Some).chain([None])
}

fn word(transport: Option<Transport>) -> &'static str {
    transport.map_or("unstated", Transport::as_str)
}

/// What a note says after it has said that it defines TXT keys.
fn txt_keys(record: &Record) -> Option<&str> {
    let note = record.notes.as_deref()?;
    let (_, keys) = note
        .split_once("Defined TXT keys:")
        .or_else(|| note.split_once("Defined TXT Keys:"))?;
    Some(keys.trim())
}

/// The rules of RFC 6335, section 5.1.
fn is_well_formed(name: &str) -> bool {
    (1..=15).contains(&name.len())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && name.bytes().any(|byte| byte.is_ascii_alphabetic())
        && !name.starts_with('-')
        && !name.ends_with('-')
        && !name.contains("--")
}
