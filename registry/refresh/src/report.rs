//! Reports the changes between two documents to a person: records, people, and the rest.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::fmt::{Display, Write};

use crate::canonical;
use registry::check::{Record, Reference, Registry};
use registry::error::port_on;
use registry::read::{Document, Source};
use registry::status::Status;
use registry::transport::Transport;

/// A document, and the registry that it compiles to.
pub struct Edition {
    pub source: Source,
    pub document: Document,
    pub registry: Registry,
}

/// What a reviewer reads, in this order.
#[derive(Default)]
pub struct Report {
    /// The names that are new, and those that are gone; then each record that has or had a name, with what was before
    /// and what is after; then the aliases.
    pub names: String,
    /// The rest: records without a name, people, the document.
    pub rest: String,
    pub totals: String,
}

/// The changes of the new edition. All parts are empty if there is none.
pub fn report(old: &Edition, new: &Edition) -> Report {
    Comparison {
        text: String::new(),
        old: &Side::new(old),
        new: &Side::new(new),
    }
    .report()
}

/// The differences between two tables of counts.
pub fn counts(old: &str, new: &str) -> String {
    let pairs = |text| str::lines(text).filter_map(|line| line.split_once(' '));
    let values: BTreeMap<&str, &str> = pairs(old).collect();
    let names: BTreeSet<&str> = pairs(new).map(|(name, _)| name).collect();
    let mut text = String::new();
    let gone = pairs(old)
        .filter(|(name, _)| !names.contains(name))
        .map(|(name, value)| (name, value, NONE));
    let stay =
        pairs(new).map(|(name, value)| (name, values.get(name).copied().unwrap_or(NONE), value));
    for (name, before, after) in stay.chain(gone) {
        if before != after {
            text.extend(["count ", name, ": ", before, " → ", after, "\n"]);
        }
    }
    text
}

/// How a field without a value is shown.
const NONE: &str = "none";

struct Side<'a> {
    edition: &'a Edition,
}

/// A record of the report: its name or its status, its number, its transports.
struct Entry {
    name: String,
    number: String,
    transports: Vec<&'static str>,
    lines: Vec<String>,
}

impl Entry {
    /// `domain 53/tcp,udp`
    fn title(&self) -> String {
        let transports = self.transports.join(",");
        match (self.number.as_str(), transports.as_str()) {
            ("", "") => self.name.clone(),
            ("", transports) => format!("{} on {transports}", self.name),
            (number, "") => format!("{} {number}", self.name),
            (number, transports) => format!("{} {number}/{transports}", self.name),
        }
    }
}

struct Comparison<'a> {
    text: String,
    old: &'a Side<'a>,
    new: &'a Side<'a>,
}

impl Comparison<'_> {
    fn line(&mut self, line: impl Display) {
        // Writing to a string does not fail.
        let _ = writeln!(self.text, "{line}");
    }

    /// The fields that differ, each with both values.
    fn differences<'f>(
        &mut self,
        indent: &str,
        fields: impl Iterator<Item = ((&'f str, String), (&'f str, String))>,
    ) {
        for line in differing(fields) {
            self.line(format_args!("{indent}{line}"));
        }
    }

    /// A heading and what is under it, if there is anything. Records that differ in nothing but the transport are one.
    fn section(&mut self, heading: &str, entries: Vec<Entry>) {
        let mut merged: Vec<Entry> = Vec::new();
        for entry in entries {
            let twin = merged.iter_mut().find(|other| {
                (&other.name, &other.number, &other.lines)
                    == (&entry.name, &entry.number, &entry.lines)
            });
            match twin {
                Some(twin) => twin.transports.extend(entry.transports),
                None => merged.push(entry),
            }
        }
        if !merged.is_empty() {
            self.line(heading);
        }
        for entry in merged {
            self.line(format_args!("    {}", entry.title()));
            for line in entry.lines {
                self.line(format_args!("        {line}"));
            }
        }
    }

    fn registry(&mut self) {
        let fields = |side: &Side| {
            let Edition {
                source, document, ..
            } = side.edition;
            let footnotes = side.edition.registry.footnotes.iter();
            let footnotes = footnotes.map(|note| format!("[{}] {}", note.anchor, note.text));
            [
                ("updated", document.updated.clone()),
                ("SHA-256 of the official document", source.sha256.clone()),
                ("footnotes", joined(footnotes, " ")),
            ]
        };
        let pairs = fields(self.old).into_iter().zip(fields(self.new));
        self.differences("", pairs);
    }

    fn report(mut self) -> Report {
        let (old, new) = (self.old, self.new);
        let Pairs {
            pairs,
            removed,
            added,
        } = Pairs::new(old, new);
        let (splits, removed, added) = splits(old, removed, new, added);
        let mut changed = Vec::new();
        for &(before, after) in &pairs {
            let mut lines = differing(old.fields(before).into_iter().zip(new.fields(after)));
            if lines.is_empty() {
                // What only the markup says: a reference that was text, for instance.
                let markup = (
                    ("markup", old.markup(before)),
                    ("markup", new.markup(after)),
                );
                lines = differing([markup].into_iter());
            }
            if !lines.is_empty() {
                let named = old.is_named(before) || new.is_named(after);
                changed.push((named, old.entry(before, lines)));
            }
        }
        let moved_records = moved(&pairs);
        let records = format!(
            "records {} → {}: {} removed, {} changed, {} re-split, {} added, {} moved",
            old.edition.registry.records.len(),
            new.edition.registry.records.len(),
            removed.len(),
            changed.len(),
            splits.len(),
            added.len(),
            moved_records.len(),
        );
        let (named, nameless): (Vec<_>, Vec<_>) =
            changed.into_iter().partition(|(named, _)| *named);
        let changed_entries =
            |all: Vec<(bool, Entry)>| all.into_iter().map(|(_, entry)| entry).collect();
        let of = |side: &Side, indexes: &[usize], named: bool| -> Vec<Entry> {
            let indexes = indexes
                .iter()
                .filter(|index| side.is_named(**index) == named);
            indexes.map(|index| side.whole(*index)).collect()
        };
        self.names("new names: ", new, old);
        self.names("gone names: ", old, new);
        self.section("added", of(new, &added, true));
        self.section("removed", of(old, &removed, true));
        self.section("changed, before → after", changed_entries(named));
        self.section("aliases", aliases(old, new, &pairs, &removed, &added));
        let names = std::mem::take(&mut self.text);

        self.section("added without a name", of(new, &added, false));
        self.section("removed without a name", of(old, &removed, false));
        self.section(
            "changed without a name, before → after",
            changed_entries(nameless),
        );
        for split in &splits {
            let ports = |side: &Side, indexes: &[usize]| {
                joined(indexes.iter().map(|index| port(side.record(*index))), ", ")
            };
            let (before, after) = (ports(old, &split.old), ports(new, &split.new));
            self.line(format_args!("unassigned {before} → {after}"));
            for (before, after) in split.overlaps(old, new) {
                let fields = old.fields(before).into_iter().zip(new.fields(after));
                let fields = fields.filter(|((name, _), _)| *name != "number");
                let indent = format!("    {} ", port(new.record(after)));
                self.differences(&indent, fields);
            }
        }
        for &index in &moved_records {
            let title = new.entry(index, Vec::new()).title();
            self.line(format_args!("in another place of the document: {title}"));
        }
        let people = self.people();
        self.registry();
        let rest = self.text;
        if names.is_empty() && rest.is_empty() {
            return Report::default();
        }
        Report {
            names,
            rest,
            totals: format!("{records}\n{people}\n"),
        }
    }

    /// The names that only one side has.
    fn names(&mut self, heading: &str, side: &Side, other: &Side) {
        let known: BTreeSet<&str> = other
            .records()
            .iter()
            .filter_map(|record| record.name.as_deref())
            .collect();
        let mut only = BTreeSet::new();
        for record in side.records() {
            only.extend(record.name.as_deref().filter(|name| !known.contains(name)));
        }
        if !only.is_empty() {
            let names: Vec<&str> = only.into_iter().collect();
            self.line(format_args!("{heading}{}", names.join(", ")));
        }
    }

    /// The fields that have a value.
    fn values(&mut self, fields: &[(&'static str, String)]) {
        for line in stated(fields, "") {
            self.line(format_args!("    {line}"));
        }
    }

    /// Reports the changes of the people, and returns the line of totals.
    fn people(&mut self) -> String {
        let people = |side: &Side| -> Vec<(String, [(&'static str, String); 2])> {
            let people = side.edition.document.people.iter();
            people
                .map(|person| {
                    let fields = [
                        ("name", person.name.clone().unwrap_or_default()),
                        (
                            "organization",
                            person.organization.clone().unwrap_or_default(),
                        ),
                    ];
                    (person.id.clone(), fields)
                })
                .collect()
        };
        let (old, new) = (people(self.old), people(self.new));
        let ids = |people: &[(String, _)]| -> HashMap<String, usize> {
            people
                .iter()
                .enumerate()
                .map(|(index, (id, _))| (id.clone(), index))
                .collect()
        };
        let (old_ids, new_ids) = (ids(&old), ids(&new));
        let removed = old
            .iter()
            .filter(|(id, _)| !new_ids.contains_key(id))
            .collect::<Vec<_>>();
        for (id, fields) in &removed {
            self.line(format_args!("removed person {id}"));
            self.values(fields);
        }
        let mut changed = 0;
        let mut pairs = Vec::new();
        for (index, (id, fields)) in old.iter().enumerate() {
            let Some((after, (_, new_fields))) = new_ids
                .get(id)
                .and_then(|after| Some((*after, new.get(*after)?)))
            else {
                continue;
            };
            pairs.push((index, after));
            if fields != new_fields {
                changed += 1;
                self.line(format_args!("changed person {id}"));
                self.differences("    ", fields.clone().into_iter().zip(new_fields.clone()));
            }
        }
        let added = new
            .iter()
            .filter(|(id, _)| !old_ids.contains_key(id))
            .collect::<Vec<_>>();
        for (id, fields) in &added {
            self.line(format_args!("added person {id}"));
            self.values(fields);
        }
        let moved = moved(&pairs);
        for (id, _) in moved.iter().filter_map(|index| new.get(*index)) {
            self.line(format_args!(
                "in another place of the document: person {id}"
            ));
        }
        format!(
            "people {} → {}: {} removed, {changed} changed, {} added, {} moved",
            old.len(),
            new.len(),
            removed.len(),
            added.len(),
            moved.len(),
        )
    }
}

impl<'a> Side<'a> {
    fn new(edition: &'a Edition) -> Side<'a> {
        Side { edition }
    }

    fn records(&self) -> &'a [Record] {
        &self.edition.registry.records
    }

    fn is_named(&self, index: usize) -> bool {
        self.record(index).name.is_some()
    }

    fn record(&self, index: usize) -> &'a Record {
        &self.edition.registry.records[index]
    }

    /// The record in canonical form, which has markup that the fields lack.
    fn markup(&self, index: usize) -> String {
        canonical::record(&self.edition.document.records[index])
    }

    fn entry(&self, index: usize, lines: Vec<String>) -> Entry {
        let record = self.record(index);
        let name = record.name.as_deref().unwrap_or(record.status.as_str());
        Entry {
            name: name.to_owned(),
            number: number(record),
            transports: record
                .transport
                .iter()
                .copied()
                .map(Transport::as_str)
                .collect(),
            lines,
        }
    }

    /// A record with all that its title does not show.
    fn whole(&self, index: usize) -> Entry {
        let [_name, _number, _transport, rest @ ..] = self.fields(index);
        // The title of a record without a name is its status.
        let usual = match self.record(index).name {
            Some(_) => Status::Assigned,
            None => self.record(index).status,
        };
        self.entry(index, stated(&rest, usual.as_str()))
    }

    /// The name of the record that this one is an alias of.
    fn alias_of(&self, index: usize) -> Option<&'a str> {
        self.record(index)
            .alias_of
            .and_then(|of| self.record(of).name.as_deref())
    }

    fn fields(&self, index: usize) -> [(&'static str, String); 13] {
        let record = self.record(index);
        let people = |indexes: &[u32]| {
            let people = &self.edition.registry.people;
            joined(
                indexes
                    .iter()
                    .map(|index| people[*index as usize].id.clone()),
                ", ",
            )
        };
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        [
            ("name", text(&record.name)),
            ("number", number(record)),
            (
                "transport",
                record.transport.map_or("", Transport::as_str).to_owned(),
            ),
            ("status", record.status.as_str().to_owned()),
            ("description", record.description.clone()),
            ("assignees", people(&record.assignees)),
            ("contacts", people(&record.contacts)),
            (
                "registered",
                record
                    .registered
                    .map(|date| date.to_string())
                    .unwrap_or_default(),
            ),
            (
                "modified",
                record
                    .modified
                    .map(|date| date.to_string())
                    .unwrap_or_default(),
            ),
            (
                "references",
                joined(record.references.iter().map(reference), "; "),
            ),
            ("notes", text(&record.notes)),
            ("unauthorized", text(&record.unauthorized)),
            (
                "service code",
                record
                    .service_code
                    .map(|code| code.to_string())
                    .unwrap_or_default(),
            ),
        ]
    }
}

/// The fields that differ: `name: before → after`.
fn differing<'f>(
    fields: impl Iterator<Item = ((&'f str, String), (&'f str, String))>,
) -> Vec<String> {
    let mut lines = Vec::new();
    for ((name, before), (_, after)) in fields {
        if before != after {
            let [before, after] = [before, after].map(or_none);
            lines.push(format!("{name}: {before} → {after}"));
        }
    }
    lines
}

/// The fields that have a value, without contacts who are the assignees, and without the usual status.
fn stated(fields: &[(&'static str, String)], usual: &str) -> Vec<String> {
    let of = |wanted| {
        fields
            .iter()
            .find(|(name, _)| *name == wanted)
            .map(|(_, value)| value)
    };
    let same = of("assignees") == of("contacts");
    let shown = fields.iter().filter(|(name, value)| {
        !(value.is_empty() || *name == "contacts" && same || *name == "status" && value == usual)
    });
    shown
        .map(|(name, value)| format!("{name}: {value}"))
        .collect()
}

/// The records that have become an alias, or are none any more, or one of another record.
fn aliases(
    old: &Side,
    new: &Side,
    pairs: &[(usize, usize)],
    removed: &[usize],
    added: &[usize],
) -> Vec<Entry> {
    let pairs = pairs
        .iter()
        .map(|&(before, after)| (Some(before), Some(after)));
    let removed = removed.iter().map(|&before| (Some(before), None));
    let added = added.iter().map(|&after| (None, Some(after)));
    let mut entries = Vec::new();
    for (before, after) in pairs.chain(removed).chain(added) {
        let was = before.and_then(|before| old.alias_of(before));
        let is = after.and_then(|after| new.alias_of(after));
        if was != is {
            let line = format!("alias of: {} → {}", was.unwrap_or(NONE), is.unwrap_or(NONE));
            entries.extend(
                after
                    .map(|after| new.entry(after, vec![line.clone()]))
                    .or_else(|| before.map(|before| old.entry(before, vec![line]))),
            );
        }
    }
    entries
}

/// The records that two editions have in common.
struct Pairs {
    /// In the order of the old edition.
    pairs: Vec<(usize, usize)>,
    removed: Vec<usize>,
    added: Vec<usize>,
}

/// The fields by which two records count as the same record: name, number and transport, or two of
/// them if one has changed. Records without a name need the same number.
type Identity<'a> = (Option<&'a str>, Option<(u16, u16)>, Option<Transport>);
const IDENTITIES: [fn(&Record) -> Option<Identity>; 4] = [
    |record| Some((record.name.as_deref(), record.ports, record.transport)),
    |record| Some((None, Some(record.ports?), record.transport)),
    |record| Some((Some(record.name.as_deref()?), None, record.transport)),
    |record| Some((Some(record.name.as_deref()?), record.ports, None)),
];

impl Pairs {
    fn new(old: &Side, new: &Side) -> Pairs {
        let mut pairs = Vec::new();
        let mut removed: Vec<usize> = (0..old.edition.registry.records.len()).collect();
        let mut added: Vec<usize> = (0..new.edition.registry.records.len()).collect();
        for identity in IDENTITIES {
            let mut candidates = HashMap::<Identity, VecDeque<usize>>::new();
            for &index in &added {
                if let Some(key) = identity(new.record(index)) {
                    candidates.entry(key).or_default().push_back(index);
                }
            }
            let mut found = BTreeSet::new();
            removed.retain(|&index| {
                let key = identity(old.record(index));
                let partner = key.and_then(|key| candidates.get_mut(&key)?.pop_front());
                let Some(partner) = partner else {
                    return true;
                };
                pairs.push((index, partner));
                found.insert(partner);
                false
            });
            added.retain(|index| !found.contains(index));
        }
        pairs.sort_unstable();
        Pairs {
            pairs,
            removed,
            added,
        }
    }
}

/// Unassigned ranges of the old edition, and those of the new one that cover the same ports.
#[derive(Default)]
struct Split {
    old: Vec<usize>,
    new: Vec<usize>,
}

impl Split {
    /// Each new range with an old one that it overlaps.
    fn overlaps<'a>(
        &'a self,
        old: &'a Side,
        new: &'a Side,
    ) -> impl Iterator<Item = (usize, usize)> + 'a {
        self.new.iter().filter_map(|&after| {
            let (first, last) = new.record(after).ports?;
            let before = self.old.iter().find(|before| {
                old.record(**before)
                    .ports
                    .is_some_and(|ports| ports.0 <= last && first <= ports.1)
            });
            Some((*before.or(self.old.first())?, after))
        })
    }
}

/// Finds unassigned ranges that were divided in another way, and takes them out of the removed and
/// the added records.
fn splits(
    old: &Side,
    removed: Vec<usize>,
    new: &Side,
    added: Vec<usize>,
) -> (Vec<Split>, Vec<usize>, Vec<usize>) {
    let gaps = |side: &Side, indexes: &[usize], is_new: bool| -> Vec<_> {
        let gap = |&index: &usize| {
            let record = side.record(index);
            let is_gap = record.name.is_none() && record.status == Status::Unassigned;
            Some((
                record.transport,
                record.ports.filter(|_| is_gap)?,
                is_new,
                index,
            ))
        };
        indexes.iter().filter_map(gap).collect()
    };
    let mut all = gaps(old, &removed, false);
    all.extend(gaps(new, &added, true));
    all.sort_unstable();
    let mut groups: Vec<Split> = Vec::new();
    let mut reach = None;
    for (transport, (first, last), is_new, index) in all {
        let joins = reach.is_some_and(|(other, end)| other == transport && first <= end);
        let end = match reach {
            Some((_, end)) if joins => last.max(end),
            _ => last,
        };
        reach = Some((transport, end));
        if !joins {
            groups.push(Split::default());
        }
        if let Some(group) = groups.last_mut() {
            let side = if is_new {
                &mut group.new
            } else {
                &mut group.old
            };
            side.push(index);
        }
    }
    groups.retain(|group| !group.old.is_empty() && !group.new.is_empty());
    let rest = |indexes: Vec<usize>, side: fn(&Split) -> &Vec<usize>| -> Vec<usize> {
        let taken: BTreeSet<usize> = groups.iter().flat_map(side).copied().collect();
        indexes
            .into_iter()
            .filter(|index| !taken.contains(index))
            .collect()
    };
    let removed = rest(removed, |split| &split.old);
    let added = rest(added, |split| &split.new);
    (groups, removed, added)
}

/// The new places, in order, of the fewest pairs that have to move to make the old order the new one.
fn moved(pairs: &[(usize, usize)]) -> Vec<usize> {
    // The longest increasing sequence of new places stays. `tails` holds, for each length, the
    // pair that ends such a sequence at the lowest place; `before` the pair before each pair.
    let mut tails: Vec<usize> = Vec::new();
    let mut before = vec![None; pairs.len()];
    for (index, (_, place)) in pairs.iter().enumerate() {
        let length = tails.partition_point(|tail| pairs[*tail].1 < *place);
        before[index] = length.checked_sub(1).map(|shorter| tails[shorter]);
        if length == tails.len() {
            tails.push(index);
        } else {
            tails[length] = index;
        }
    }
    let mut stays = BTreeSet::new();
    let mut next = tails.last().copied();
    while let Some(index) = next {
        stays.insert(pairs[index].1);
        next = before[index];
    }
    let mut moved: Vec<usize> = pairs.iter().map(|pair| pair.1).collect();
    moved.retain(|place| !stays.contains(place));
    moved.sort_unstable();
    moved
}

fn number(record: &Record) -> String {
    match record.ports {
        None => String::new(),
        Some((first, last)) if first == last => first.to_string(),
        Some((first, last)) => format!("{first}-{last}"),
    }
}

/// The number, and after it the transport if one is stated.
fn port(record: &Record) -> String {
    port_on(
        &number(record),
        record.transport.map(|transport| transport.as_str()),
    )
}

/// A reference with all of its fields.
fn reference(reference: &Reference) -> String {
    let (data, section, text) = match reference {
        Reference::Rfc {
            number,
            section,
            text,
        } => (format!("RFC {number}"), section.as_deref(), text.as_deref()),
        Reference::Draft {
            name,
            section,
            text,
        } => (name.clone(), section.as_deref(), text.as_deref()),
        Reference::Uri { uri, text } => (uri.clone(), None, text.as_deref()),
        Reference::Text(text) => (text.clone(), None, None),
        Reference::Footnote(anchor) => (format!("footnote {anchor}"), None, None),
    };
    let section = section
        .map(|section| format!(" section {section}"))
        .unwrap_or_default();
    let text = text
        .map(|text| format!(" shown as `{text}`"))
        .unwrap_or_default();
    format!("{data}{section}{text}")
}

fn joined(parts: impl Iterator<Item = String>, separator: &str) -> String {
    parts.collect::<Vec<_>>().join(separator)
}

fn or_none(value: String) -> String {
    match value.is_empty() {
        true => NONE.to_owned(),
        false => value,
    }
}
