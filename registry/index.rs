//! The third stage: a checked registry becomes tables.
//!
//! Everything that takes thought is done here: which records answer for a port or a name and in
//! which order, what is stored once, the perfect hash. `src/tables.rs` tells what each table is;
//! the names here are the names there.

use std::collections::HashMap;
use std::hash::Hash;

use super::Error;
use super::check::{Record, Reference, Registry, Status};
use super::hash::{LONGEST_WORD, hash, slot};

/// What the build writes and the library reads.
#[derive(Default)]
pub struct Tables {
    pub constants: Vec<(&'static str, u64)>,
    pub columns: Vec<(&'static str, Vec<u32>)>,
    pub texts: Vec<(&'static str, String)>,
}

/// The transports of an answer: the four, in the order of `Transport::ALL`, every one, and every one but TCP.
const LISTS: usize = 8;
const UNSTATED: usize = 4;
const PORTS_A_ROW: usize = 8;

pub fn index(registry: &Registry) -> Result<Tables, Error> {
    let records = &registry.records;
    let mut tables = Tables::default();
    let updated = registry.updated;
    tables.constants.extend([
        ("UPDATED", u64::from(updated.packed())),
        ("RECORDS", records.len() as u64),
    ]);
    let order = order(registry);
    let mut answers = Answers::default();
    ports(&mut tables, records, &order, &mut answers);
    names(&mut tables, records, &order, &mut answers)?;
    answers.write(&mut tables);
    columns(&mut tables, records);
    statuses(&mut tables, records);
    people(&mut tables, registry);
    references(&mut tables, registry);
    Ok(tables)
}

impl Tables {
    pub fn column(&mut self, name: &'static str, values: impl IntoIterator<Item = u32>) {
        self.columns.push((name, values.into_iter().collect()));
    }

    /// Strings one after the other in `text`, each from its own value of `start` to the next.
    fn text<'a>(
        &mut self,
        start: &'static str,
        text: &'static str,
        strings: impl IntoIterator<Item = &'a str>,
    ) {
        let mut pool = String::new();
        let mut starts = vec![0];
        for string in strings {
            pool.push_str(string);
            starts.push(pool.len() as u32);
        }
        self.columns.push((start, starts));
        self.texts.push((text, pool));
    }

    /// A string that few keys have: the sorted keys, and for each which of the distinct strings it has.
    fn sparse<'a>(
        &mut self,
        [key, value, start, text]: [&'static str; 4],
        strings: impl IntoIterator<Item = (usize, &'a str)>,
    ) {
        let mut distinct = Distinct::default();
        let (keys, values): (Vec<u32>, Vec<u32>) = strings
            .into_iter()
            .map(|(key, string)| (key as u32, distinct.number(string)))
            .unzip();
        self.columns.push((key, keys));
        self.columns.push((value, values));
        self.text(start, text, distinct.items);
    }
}

/// Values numbered in the order of their first appearance.
struct Distinct<T> {
    items: Vec<T>,
    numbers: HashMap<T, u32>,
}

impl<T> Default for Distinct<T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            numbers: HashMap::new(),
        }
    }
}

impl<T: Clone + Eq + Hash> Distinct<T> {
    fn number(&mut self, item: T) -> u32 {
        if let Some(number) = self.numbers.get(&item) {
            return *number;
        }
        let number = self.items.len() as u32;
        self.items.push(item.clone());
        self.numbers.insert(item, number);
        number
    }
}

/// The list that a record's transport puts it in.
fn list(record: &Record) -> usize {
    record
        .transport
        .map_or(UNSTATED, |transport| transport as usize)
}

fn is_service(record: &Record) -> bool {
    record.status == Status::Assigned
}

/// The place of each record in any answer, smallest first; the rules are told on the crate's page.
fn order(registry: &Registry) -> Vec<u32> {
    let iesg = registry
        .people
        .iter()
        .position(|person| person.id == "IESG");
    let key = |number: usize| {
        let record = &registry.records[number];
        let of_iesg = iesg.is_some_and(|iesg| record.assignees.contains(&(iesg as u32)));
        (
            list(record),
            record.ports.is_none(),
            record.alias_of.is_some(),
            record.description.is_empty() || record.widespread,
            !of_iesg,
            number,
        )
    };
    let mut sorted: Vec<_> = (0..registry.records.len()).map(key).collect();
    sorted.sort_unstable();
    let mut order = vec![0; sorted.len()];
    for (place, (.., number)) in sorted.into_iter().enumerate() {
        order[number] = place as u32;
    }
    order
}

/// Lists of records as differences from a first record. Few lists are different: the registry keeps
/// the records of a port, and mostly those of a name, together.
#[derive(Default)]
struct Answers {
    shapes: Distinct<[Vec<u32>; LISTS]>,
}

impl Answers {
    fn number(&mut self, base: u32, mut lists: [Vec<u32>; LISTS], order: &[u32]) -> u32 {
        for list in &mut lists {
            list.sort_unstable_by_key(|&record| order[record as usize]);
            for record in list {
                *record -= base;
            }
        }
        self.shapes.number(lists)
    }

    fn write(self, tables: &mut Tables) {
        let mut first = Vec::new();
        let mut rest_start = vec![0];
        let mut rest = Vec::new();
        for list in self.shapes.items.iter().flatten() {
            first.push(list.first().map_or(0, |record| record + 1));
            rest.extend(list.iter().skip(1).map(|record| record + 1));
            rest_start.push(rest.len() as u32);
        }
        // So many that a shape of one byte is in it whatever its value, and takes no check.
        first.resize(first.len().next_multiple_of(0x100 * LISTS), 0);
        tables.column("ANSWER_FIRST", first);
        tables.column("ANSWER_REST_START", rest_start);
        tables.column("ANSWER_REST", rest);
    }
}

/// Adds a record to the lists of the transports that it answers on, of any of them, and of any but TCP.
fn add(lists: &mut [Vec<u32>; LISTS], record: u32, on: [bool; 4]) {
    let others = on[1..].contains(&true);
    let on = on.into_iter().chain([on[0] || others, others]);
    for (list, _) in lists.iter_mut().zip(on).filter(|&(_, on)| on) {
        list.push(record);
    }
}

fn ports(tables: &mut Tables, records: &[Record], order: &[u32], answers: &mut Answers) {
    // Which transports some record states for a port, one bit each, and the services of each port.
    let mut stated = vec![0_u8; 1 << 16];
    let mut services: Vec<Vec<u32>> = vec![Vec::new(); 1 << 16];
    for (number, record) in records.iter().enumerate() {
        let Some((first, last)) = record.ports else {
            continue;
        };
        for port in first..=last {
            if record.transport.is_some() {
                stated[usize::from(port)] |= 1 << list(record);
            }
            if is_service(record) {
                services[usize::from(port)].push(number as u32);
            }
        }
    }
    let none = (0, answers.number(0, Default::default(), order));
    let mut rows = Distinct::default();
    rows.number(vec![none; PORTS_A_ROW]);
    let numbers: Vec<u32> = services
        .chunks(PORTS_A_ROW)
        .zip(stated.chunks(PORTS_A_ROW))
        .map(|(services, stated)| {
            let row: Vec<_> = services
                .iter()
                .zip(stated)
                .map(|(services, stated)| {
                    let Some(&base) = services.iter().min() else {
                        return none;
                    };
                    let mut lists: [Vec<u32>; LISTS] = Default::default();
                    for &service in services {
                        let states = list(&records[service as usize]);
                        let answers_on = |on: usize| {
                            states == on || (states == UNSTATED && stated & (1 << on) == 0)
                        };
                        let on: [bool; 4] = std::array::from_fn(answers_on);
                        add(&mut lists, service, on);
                    }
                    (base, answers.number(base, lists, order))
                })
                .collect();
            rows.number(row)
        })
        .collect();
    let starts = numbers.iter().map(|row| row * PORTS_A_ROW as u32);
    tables.column("PORT_ROW", starts);
    let places = || rows.items.iter().flatten();
    tables.column("PORT_BASE", places().map(|&(base, _)| base));
    tables.column("PORT_SHAPE", places().map(|&(_, shape)| shape));
}

fn names(
    tables: &mut Tables,
    records: &[Record],
    order: &[u32],
    answers: &mut Answers,
) -> Result<(), Error> {
    let mut distinct = Distinct::default();
    let mut bearers: Vec<Vec<u32>> = Vec::new();
    let mut name_of = Vec::new();
    for (number, record) in records.iter().enumerate() {
        let name = record.name.as_deref().map(|name| {
            let name = distinct.number(name) as usize;
            bearers.resize_with(distinct.items.len(), Vec::new);
            bearers[name].push(number as u32);
            name
        });
        name_of.push(name);
    }
    let hash = PerfectHash::new(&distinct.items)?;
    let slots = &hash.slots;

    let (mut base, mut shape) = (Vec::new(), Vec::new());
    for &name in &hash.names {
        let Some(name) = name else {
            base.push(0);
            shape.push(0);
            continue;
        };
        let first = bearers[name].iter().copied().min().unwrap_or(0);
        let mut lists: [Vec<u32>; LISTS] = Default::default();
        for &bearer in &bearers[name] {
            let record = &records[bearer as usize];
            if !is_service(record) {
                continue;
            }
            let states = list(record);
            let on = |on: usize| states == on || states == UNSTATED;
            add(&mut lists, bearer, std::array::from_fn(on));
        }
        base.push(first);
        shape.push(answers.number(first, lists, order));
    }
    let mut sorted: Vec<usize> = (0..distinct.items.len()).collect();
    sorted.sort_by_cached_key(|&name| distinct.items[name].to_ascii_lowercase());
    let sorted = sorted.iter().map(|&name| slots[name] as u32);

    let none = hash.names.len();
    let longest = distinct.items.iter().map(|name| name.len()).max();
    tables
        .constants
        .push(("NAMES", distinct.items.len() as u64));
    tables.constants.push(("SLOTS", none as u64));
    tables
        .constants
        .push(("LONGEST_NAME", longest.unwrap_or(0) as u64));
    tables.constants.push(("NAME_SEED", hash.seed));
    tables.column(
        "RECORD_NAME",
        name_of
            .iter()
            .map(|name| name.map_or(none, |name| slots[name]) as u32),
    );
    tables.column(
        "NAME_PILOT",
        hash.pilots.iter().map(|&pilot| u32::from(pilot)),
    );
    let text = |name: &Option<usize>| name.map_or("", |name| distinct.items[name]);
    tables.text("NAME_START", "NAME_TEXT", hash.names.iter().map(text));
    if let Some((_, pool)) = tables.texts.last_mut() {
        pool.push_str(&"\0".repeat(LONGEST_WORD));
    }
    tables.column("NAME_BASE", base);
    tables.column("NAME_SHAPE", shape);
    tables.column("NAME_SORTED", sorted);
    Ok(())
}

/// Where each name stands in the tables, and what finds it there.
struct PerfectHash {
    seed: u64,
    pilots: Vec<u8>,
    /// The name in each slot: the generator spreads the names over one slot in a hundred more, and
    /// they are left there.
    names: Vec<Option<usize>>,
    /// The slot of each name.
    slots: Vec<usize>,
}

impl PerfectHash {
    fn new(names: &[&str]) -> Result<Self, Error> {
        // Two keys that hash alike would send the generator's search for a seed on for ever.
        let mut seen = HashMap::new();
        for name in names {
            let key: Vec<u8> = name.bytes().map(|byte| byte | 0x20).collect();
            if let Some(other) = seen.insert(key, *name) {
                return Err(Error::SameName {
                    name: (*name).to_owned(),
                    other: other.to_owned(),
                });
            }
        }
        let found = phf_generator::ptrhash::generate_hash_with_hash_fn(names, |name, &seed| {
            hash(name.as_bytes(), seed)
        });
        let count = names.len() + found.remap.len();
        let slot_of = |name: &&str| {
            let hash = hash(name.as_bytes(), found.seed);
            slot(hash, found.seed, &found.pilots, count)
        };
        let slots: Vec<usize> = names.iter().map(slot_of).collect();
        // The generator's formula stands again in the library: two names that meet stop the build.
        let mut in_slot = vec![None; count];
        for (name, &slot) in slots.iter().enumerate() {
            if in_slot[slot].replace(name).is_some() {
                return Err(Error::Unhashed(names[name].to_owned()));
            }
        }
        Ok(Self {
            seed: found.seed,
            pilots: found.pilots,
            names: in_slot,
            slots,
        })
    }
}

fn columns(tables: &mut Tables, records: &[Record]) {
    let numbered = || records.iter().enumerate();

    tables.column(
        "RECORD_KIND",
        records.iter().map(|record| {
            let status = match record.status {
                Status::Assigned => 0,
                Status::Reserved => 1,
                Status::DeAssigned => 2,
                Status::Unassigned => 3,
            };
            let is_range = record.ports.is_some_and(|(first, last)| first != last);
            list(record) as u32 | status << 3 | u32::from(is_range) << 5
        }),
    );
    tables.column(
        "RECORD_PORT",
        records
            .iter()
            .map(|record| record.ports.map_or(0, |(first, _)| u32::from(first) + 1)),
    );
    let ranges = || {
        numbered().filter_map(|(number, record)| {
            record
                .ports
                .filter(|(first, last)| first != last)
                .map(|(_, last)| (number as u32, u32::from(last)))
        })
    };
    tables.column("RANGE_RECORD", ranges().map(|(record, _)| record));
    tables.column("RANGE_LAST", ranges().map(|(_, last)| last));

    let mut aliases: Vec<_> = numbered()
        .filter_map(|(number, record)| Some((record.alias_of? as u32, number as u32)))
        .collect();
    aliases.sort_unstable();
    tables.column(
        "CANONICAL_RECORD",
        aliases.iter().map(|&(canonical, _)| canonical),
    );
    tables.column("CANONICAL_ALIAS", aliases.iter().map(|&(_, alias)| alias));
    aliases.sort_unstable_by_key(|&(_, alias)| alias);
    tables.column("ALIAS_RECORD", aliases.iter().map(|&(_, alias)| alias));
    tables.column("ALIAS_OF", aliases.iter().map(|&(canonical, _)| canonical));

    let mut descriptions = Distinct::default();
    tables.column(
        "RECORD_DESCRIPTION",
        records
            .iter()
            .map(|record| descriptions.number(record.description.as_str())),
    );
    tables.text("DESCRIPTION_START", "DESCRIPTION_TEXT", descriptions.items);

    let mut dates = Distinct::default();
    tables.column(
        "RECORD_DATES",
        records.iter().map(|record| {
            dates.number(
                [record.registered, record.modified]
                    .map(|date| date.map_or(0, |date| date.packed())),
            )
        }),
    );
    tables.column("DATES_REGISTERED", dates.items.iter().map(|dates| dates[0]));
    tables.column("DATES_MODIFIED", dates.items.iter().map(|dates| dates[1]));

    tables.sparse(
        ["NOTES_RECORD", "NOTES_OF", "NOTES_START", "NOTES_TEXT"],
        numbered().filter_map(|(number, record)| Some((number, record.notes.as_deref()?))),
    );
    tables.sparse(
        [
            "UNAUTHORIZED_RECORD",
            "UNAUTHORIZED_OF",
            "UNAUTHORIZED_START",
            "UNAUTHORIZED_TEXT",
        ],
        numbered().filter_map(|(number, record)| Some((number, record.unauthorized.as_deref()?))),
    );
    let codes =
        || numbered().filter_map(|(number, record)| Some((number as u32, record.service_code?)));
    tables.column("CODE_RECORD", codes().map(|(record, _)| record));
    tables.column("CODE", codes().map(|(_, code)| code));
}

/// For each transport and for none stated: the runs of ports of which one record that is no service says most.
fn statuses(tables: &mut Tables, records: &[Record]) {
    let rank = |status| match status {
        Status::Assigned | Status::Reserved => 0,
        Status::DeAssigned => 1,
        Status::Unassigned => 2,
    };
    let mut of_list = vec![0];
    let mut first = Vec::new();
    let mut says = Vec::new();
    for of in 0..=UNSTATED {
        // The rank of the record that wins a port, and one more than its number; 0 for none.
        let mut winners = vec![(u8::MAX, 0); 1 << 16];
        for (number, record) in records.iter().enumerate() {
            if list(record) != of || is_service(record) {
                continue;
            }
            let Some((first, last)) = record.ports else {
                continue;
            };
            for winner in &mut winners[usize::from(first)..=usize::from(last)] {
                let rank = rank(record.status);
                if rank < winner.0 {
                    *winner = (rank, number as u32 + 1);
                }
            }
        }
        let mut before = None;
        for (port, (_, winner)) in winners.into_iter().enumerate() {
            if before != Some(winner) {
                first.push(port as u32);
                says.push(winner);
                before = Some(winner);
            }
        }
        of_list.push(first.len() as u32);
    }
    tables.column("STATUS_LIST", of_list);
    tables.column("STATUS_FIRST", first);
    tables.column("STATUS_RECORD", says);
}

fn people(tables: &mut Tables, registry: &Registry) {
    let mut pairs = Distinct::default();
    tables.column(
        "RECORD_PEOPLE",
        registry.records.iter().map(|record| {
            // IANA's assignee is the contacts unless it is stated: then the two are kept one after the other.
            if record.assignees == record.contacts {
                pairs.number((record.contacts.clone(), 0))
            } else {
                let both = [&record.assignees[..], &record.contacts].concat();
                pairs.number((both, record.assignees.len() as u32))
            }
        }),
    );
    let mut start = vec![0];
    let mut persons = Vec::new();
    for (people, _) in &pairs.items {
        persons.extend(people);
        start.push(persons.len() as u32);
    }
    tables.column("PEOPLE_START", start);
    tables.column(
        "PEOPLE_ASSIGNEES",
        pairs.items.iter().map(|&(_, assignees)| assignees),
    );
    tables.column("PEOPLE", persons);

    let people = &registry.people;
    tables.text(
        "PERSON_START",
        "PERSON_TEXT",
        people.iter().map(|person| person.id.as_str()),
    );
    tables.text(
        "PERSON_NAME_START",
        "PERSON_NAME_TEXT",
        people
            .iter()
            .map(|person| person.name.as_deref().unwrap_or("")),
    );
    tables.sparse(
        [
            "ORGANIZATION_PERSON",
            "ORGANIZATION_OF",
            "ORGANIZATION_START",
            "ORGANIZATION_TEXT",
        ],
        people
            .iter()
            .enumerate()
            .filter_map(|(number, person)| Some((number, person.organization.as_deref()?))),
    );
}

fn references(tables: &mut Tables, registry: &Registry) {
    let mut lists = Distinct::default();
    let (keys, values): (Vec<u32>, Vec<u32>) = registry
        .records
        .iter()
        .enumerate()
        .filter(|(_, record)| !record.references.is_empty())
        .map(|(number, record)| (number as u32, lists.number(&record.references)))
        .unzip();
    tables.column("REFERENCES_RECORD", keys);
    tables.column("REFERENCES_OF", values);

    let mut references = Distinct::default();
    let mut start = vec![0];
    let mut items = Vec::new();
    for list in &lists.items {
        items.extend(list.iter().map(|reference| references.number(reference)));
        start.push(items.len() as u32);
    }
    tables.column("REFERENCES_START", start);
    tables.column("REFERENCES", items);

    let footnotes: HashMap<&str, &str> = registry
        .footnotes
        .iter()
        .map(|footnote| (footnote.anchor.as_str(), footnote.text.as_str()))
        .collect();
    let footnote = |anchor: &str| {
        footnotes
            .get(anchor)
            .copied()
            .unwrap_or_default()
            .to_owned()
    };
    // The kind, a number, and three texts: what is cited, its section, and what IANA shows for it.
    let shown = |text: &Option<String>| text.clone().unwrap_or_default();
    let rows: Vec<(u32, u32, [String; 3])> = references
        .items
        .iter()
        .map(|&reference| match reference {
            Reference::Rfc {
                number,
                section,
                text,
            } => (0, *number, [String::new(), shown(section), shown(text)]),
            Reference::Draft {
                name,
                section,
                text,
            } => match name.strip_prefix("RFC-") {
                Some(approved) => (
                    2,
                    0,
                    [format!("draft-{approved}"), shown(section), shown(text)],
                ),
                None => (1, 0, [name.clone(), shown(section), shown(text)]),
            },
            Reference::Uri { uri, text } => (3, 0, [uri.clone(), String::new(), shown(text)]),
            Reference::Text(text) => (4, 0, [String::new(), String::new(), text.clone()]),
            Reference::Footnote(anchor) => {
                (5, 0, [anchor.clone(), String::new(), footnote(anchor)])
            }
        })
        .collect();
    tables.column("REFERENCE_KIND", rows.iter().map(|&(kind, ..)| kind));
    tables.column(
        "REFERENCE_NUMBER",
        rows.iter().map(|&(_, number, _)| number),
    );
    tables.text(
        "REFERENCE_START",
        "REFERENCE_TEXT",
        rows.iter()
            .flat_map(|(.., texts)| texts.iter().map(String::as_str)),
    );
}
