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

/// The changes of the new edition: two lines of totals, then each change. Empty if there is none.
pub fn report(old: &Edition, new: &Edition) -> String {
    let mut report = Report {
        text: String::new(),
        old: &Side::new(old),
        new: &Side::new(new),
    };
    report.registry();
    let records = report.records();
    let people = report.people();
    match report.text.as_str() {
        "" => String::new(),
        changes => format!("{records}\n{people}\n{changes}"),
    }
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

/// An edition, with the names of each record's aliases.
struct Side<'a> {
    edition: &'a Edition,
    aliases: HashMap<usize, Vec<&'a str>>,
}

struct Report<'a> {
    text: String,
    old: &'a Side<'a>,
    new: &'a Side<'a>,
}

impl Report<'_> {
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
        for ((name, before), (_, after)) in fields {
            if before != after {
                let [before, after] = [before, after].map(or_none);
                self.line(format_args!("{indent}{name}: {before} → {after}"));
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

    /// Reports the changes of the records, and returns the line of totals.
    fn records(&mut self) -> String {
        let (old, new) = (self.old, self.new);
        let Pairs {
            pairs,
            removed,
            added,
        } = Pairs::new(old, new);
        let (splits, removed, added) = splits(old, removed, new, added);
        for &index in &removed {
            let title = old.title(index);
            self.line(format_args!("removed {title}"));
            self.values(old.untitled(index));
        }
        let mut renamed = 0;
        let mut changed = 0;
        for &(before, after) in &pairs {
            let (was, is) = (old.fields(before), new.fields(after));
            let title = old.title(before);
            let (old_markup, new_markup) = (old.markup(before), new.markup(after));
            if was != is {
                let names = old
                    .record(before)
                    .name
                    .as_ref()
                    .zip(new.record(after).name.as_ref());
                if names.is_some_and(|(old, new)| old != new) {
                    renamed += 1;
                    self.line(format_args!("renamed {title}"));
                } else {
                    changed += 1;
                    self.line(format_args!("changed {title}"));
                }
                self.differences("    ", was.into_iter().zip(is));
            } else if old_markup != new_markup {
                changed += 1;
                self.line(format_args!("changed {title}"));
                let markup = (("markup", old_markup), ("markup", new_markup));
                self.differences("    ", [markup].into_iter());
            }
        }
        for split in &splits {
            let ports = |side: &Side, indexes: &[usize]| {
                joined(indexes.iter().map(|index| port(side.record(*index))), ", ")
            };
            let (before, after) = (ports(old, &split.old), ports(new, &split.new));
            self.line(format_args!("re-split unassigned {before} → {after}"));
            for (before, after) in split.overlaps(old, new) {
                let fields = old.fields(before).into_iter().zip(new.fields(after));
                let fields = fields.filter(|((name, _), _)| *name != "number");
                let indent = format!("    {} ", port(new.record(after)));
                self.differences(&indent, fields);
            }
        }
        for &index in &added {
            let title = new.title(index);
            self.line(format_args!("added {title}"));
            self.values(new.untitled(index));
        }
        let moved = moved(&pairs);
        for &index in &moved {
            let title = new.title(index);
            self.line(format_args!("moved {title}"));
        }
        format!(
            "records {} → {}: {} removed, {renamed} renamed, {changed} changed, {} re-split, {} added, {} moved",
            old.edition.registry.records.len(),
            new.edition.registry.records.len(),
            removed.len(),
            splits.len(),
            added.len(),
            moved.len(),
        )
    }

    /// The fields that have a value.
    fn values<const N: usize>(&mut self, fields: [(&'static str, String); N]) {
        for (name, value) in fields {
            if !value.is_empty() {
                self.line(format_args!("    {name}: {value}"));
            }
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
            self.values(fields.clone());
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
            self.values(fields.clone());
        }
        let moved = moved(&pairs);
        for (id, _) in moved.iter().filter_map(|index| new.get(*index)) {
            self.line(format_args!("moved person {id}"));
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
        let mut aliases = HashMap::<usize, Vec<&str>>::new();
        for record in &edition.registry.records {
            if let (Some(target), Some(name)) = (record.alias_of, &record.name) {
                aliases.entry(target).or_default().push(name);
            }
        }
        Side { edition, aliases }
    }

    fn record(&self, index: usize) -> &'a Record {
        &self.edition.registry.records[index]
    }

    /// The record in canonical form, which has markup that the fields lack.
    fn markup(&self, index: usize) -> String {
        canonical::record(&self.edition.document.records[index])
    }

    /// The title of a record: its name or its status, then its number and transport.
    fn title(&self, index: usize) -> String {
        let record = self.record(index);
        let name = record.name.as_deref().unwrap_or(record.status.as_str());
        match (record.ports, record.transport) {
            (None, None) => name.to_owned(),
            (None, Some(transport)) => format!("{name} on {transport}"),
            (Some(_), _) => format!("{name} {}", port(record)),
        }
    }

    fn fields(&self, index: usize) -> [(&'static str, String); 15] {
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
        let target = record
            .alias_of
            .and_then(|target| self.record(target).name.clone());
        let aliases = self
            .aliases
            .get(&index)
            .map(Vec::as_slice)
            .unwrap_or_default();
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
            ("alias of", target.unwrap_or_default()),
            ("aliases", aliases.join(", ")),
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

impl Side<'_> {
    /// The fields that the title does not show.
    fn untitled(&self, index: usize) -> [(&'static str, String); 12] {
        let [_name, _number, _transport, rest @ ..] = self.fields(index);
        rest
    }
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
