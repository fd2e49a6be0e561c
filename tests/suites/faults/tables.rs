//! Reads the tables that the compiler made the slow way, by the functions of `src/layout.rs`, and compares
//! them with the registry that they were made from.

use std::collections::{BTreeSet, HashMap, HashSet};

use registry::check::{Reference, Registry};
use registry::hash::LONGEST_WORD;
use registry::layout::{
    self, On, PORTS_A_ROW, PORTS_A_WORD, REFERENCE_TEXTS, RecordKind, ReferenceKind, TRANSPORTS,
    date_from_number, option_from_number,
};
use registry::tables::{Column, Tables};

use crate::twin::Twin;

/// The place of UDP among the transports.
const UDP: usize = 1;

/// The columns and texts of tables, by their names.
struct Named<'a> {
    columns: HashMap<&'a str, Vec<usize>>,
    constants: HashMap<&'a str, usize>,
    texts: HashMap<&'a str, &'a str>,
}

impl<'a> Named<'a> {
    fn of(tables: &'a Tables) -> Self {
        let indexed = tables.indexes.iter().flat_map(|(_, columns)| columns);
        let values = |column: &Column| {
            let limit = 1_u64 << (8 * column.width);
            assert!(column.values.iter().all(|value| u64::from(*value) < limit));
            column.values.iter().map(|value| *value as usize).collect()
        };
        Self {
            columns: tables
                .columns
                .iter()
                .chain(indexed)
                .map(|column| (column.name, values(column)))
                .collect(),
            constants: tables
                .constants
                .iter()
                .map(|(name, value)| (*name, *value as usize))
                .collect(),
            texts: tables
                .texts
                .iter()
                .map(|(name, text)| (*name, text.as_str()))
                .collect(),
        }
    }

    fn constant(&self, name: &str) -> usize {
        self.constants[name]
    }

    fn column(&self, name: &str) -> Vec<usize> {
        self.columns[name].clone()
    }

    /// The strings of a pool.
    fn texts(&self, pool: &str) -> Vec<String> {
        let text = self.texts[&*format!("{pool}_TEXT")];
        let text = text.strip_prefix('\n').unwrap();
        let starts = self.column(&format!("{pool}_START"));
        let end = text.trim_end_matches('\0').len();
        assert_eq!((starts[0], *starts.last().unwrap()), (0, end));
        starts
            .windows(2)
            .map(|pair| text[pair[0]..pair[1]].to_owned())
            .collect()
    }

    /// What few keys have: sorted keys, each with a string.
    fn sparse(&self, pool: &str, key: &str) -> HashMap<usize, String> {
        let keys = self.column(&format!("{pool}_{key}"));
        assert!(keys.is_sorted_by(|a, b| a < b), "{pool}");
        let texts = self.texts(pool);
        let values = self.column(&format!("{pool}_OF"));
        keys.into_iter()
            .zip(values.into_iter().map(|value| texts[value].clone()))
            .collect()
    }
}

/// How many shapes of answers the tables have.
pub fn shapes(tables: &Tables) -> usize {
    let lists = Named::of(tables).column("ANSWER_REST_START").len() - 1;
    (0..)
        .find(|&last| On::Sctp.list(last) + 1 == lists)
        .unwrap()
        + 1
}

/// Fails unless the tables hold what the registry holds, and answer what its twin answers.
pub fn same(tables: &Tables, registry: &Registry, twin: &Twin) {
    let files = Named::of(tables);
    assert_eq!(files.constant("RECORDS"), registry.records.len());
    let updated = date_from_number(files.constant("UPDATED") as u32);
    assert_eq!(updated, Some(registry.updated));
    records(&files, registry);
    people(&files, registry);
    references(&files, registry);
    answers(&files, registry, twin);
    statuses(&files, registry, twin);
}

fn records(files: &Named, registry: &Registry) {
    let kinds = files.column("RECORD_KIND");
    let ports = files.column("RECORD_PORT");
    let last: HashMap<_, _> = files
        .column("RANGE_RECORD")
        .into_iter()
        .zip(files.column("RANGE_LAST"))
        .collect();
    let names = files.texts("NAME");
    // A look-up reads `LONGEST_WORD` bytes from the start of a name, and from any that two bytes can state.
    let pool = files.texts["NAME_TEXT"].len();
    let end = *files.column("NAME_START").last().unwrap();
    assert!(pool >= end.max(1 << 16) + LONGEST_WORD);
    let name = files.column("RECORD_NAME");
    let descriptions = files.texts("DESCRIPTION");
    let description = files.column("RECORD_DESCRIPTION");
    let dates = files.column("RECORD_DATES");
    let (registered, modified) = (
        files.column("DATES_REGISTERED"),
        files.column("DATES_MODIFIED"),
    );
    let notes = files.sparse("NOTES", "RECORD");
    let unauthorized = files.sparse("UNAUTHORIZED", "RECORD");
    let codes: HashMap<_, _> = files
        .column("CODE_RECORD")
        .into_iter()
        .zip(files.column("CODE"))
        .collect();
    let aliases: HashMap<_, _> = files
        .column("ALIAS_RECORD")
        .into_iter()
        .zip(files.column("ALIAS_OF"))
        .collect();
    let canonical: Vec<_> = files
        .column("CANONICAL_RECORD")
        .into_iter()
        .zip(files.column("CANONICAL_ALIAS"))
        .collect();
    assert!(canonical.is_sorted() && canonical.len() == aliases.len());
    assert!(canonical.iter().all(|(of, alias)| aliases[alias] == *of));
    assert!(files.column("ALIAS_RECORD").is_sorted());
    let filled = names.iter().filter(|name| !name.is_empty());
    assert_eq!(files.constant("NAMES"), filled.count());
    let longest = names.iter().map(String::len).max();
    assert_eq!(files.constant("LONGEST_NAME"), longest.unwrap_or(0));

    let mut seen = HashSet::new();
    for (number, record) in registry.records.iter().enumerate() {
        let range = record.ports.filter(|(first, last)| first != last);
        let kind = RecordKind {
            transport: record.transport,
            status: record.status,
            is_range: range.is_some(),
            is_first_of_ports: record.ports.is_some_and(|ports| seen.insert(ports)),
        };
        assert_eq!(RecordKind::from_byte(kinds[number] as u8), kind);
        let first = record.ports.map(|(first, _)| usize::from(first));
        assert_eq!(option_from_number(ports[number]), first);
        assert_eq!(
            last.get(&number).copied(),
            range.map(|(_, last)| usize::from(last))
        );
        assert_eq!(names.get(name[number]), record.name.as_ref());
        assert!(record.name.is_some() || name[number] == names.len());
        assert_eq!(descriptions[description[number]], record.description);
        let date = |column: &[usize]| date_from_number(column[dates[number]] as u32);
        assert_eq!(date(&registered), record.registered);
        assert_eq!(date(&modified), record.modified);
        assert_eq!(notes.get(&number), record.notes.as_ref());
        assert_eq!(unauthorized.get(&number), record.unauthorized.as_ref());
        assert_eq!(
            codes.get(&number).copied(),
            record.service_code.map(|code| code as usize)
        );
        assert_eq!(aliases.get(&number), record.alias_of.as_ref());
    }
}

fn people(files: &Named, registry: &Registry) {
    let ids = files.texts("PERSON");
    let names = files.texts("PERSON_NAME");
    let organizations = files.sparse("ORGANIZATION", "PERSON");
    assert!(ids.len() == registry.people.len() && names.len() == ids.len());
    for (number, person) in registry.people.iter().enumerate() {
        assert_eq!(ids[number], person.id);
        assert_eq!(names[number], person.name.as_deref().unwrap_or(""));
        assert_eq!(organizations.get(&number), person.organization.as_ref());
    }
    let rows = files.column("RECORD_PEOPLE");
    let starts = files.column("PEOPLE_START");
    let assignees = files.column("PEOPLE_ASSIGNEES");
    let people: Vec<u32> = files
        .column("PEOPLE")
        .iter()
        .map(|person| *person as u32)
        .collect();
    for (record, row) in registry.records.iter().zip(rows) {
        let list = &people[starts[row]..starts[row + 1]];
        match assignees[row] {
            0 => assert!(record.assignees == list && record.contacts == list),
            count => assert!(record.assignees == list[..count] && record.contacts == list[count..]),
        }
    }
}

fn references(files: &Named, registry: &Registry) {
    let rows: HashMap<_, _> = files
        .column("REFERENCES_RECORD")
        .into_iter()
        .zip(files.column("REFERENCES_OF"))
        .collect();
    assert!(files.column("REFERENCES_RECORD").is_sorted());
    let starts = files.column("REFERENCES_START");
    let items = files.column("REFERENCES");
    let (kinds, numbers) = (
        files.column("REFERENCE_KIND"),
        files.column("REFERENCE_NUMBER"),
    );
    let texts = files.texts("REFERENCE");
    assert_eq!(texts.len(), REFERENCE_TEXTS * kinds.len());
    let notes = registry.footnotes.iter();
    let notes: HashMap<_, _> = notes.map(|note| (&note.anchor, &note.text)).collect();
    for (number, record) in registry.records.iter().enumerate() {
        let list = rows
            .get(&number)
            .map_or(&[][..], |row| &items[starts[*row]..starts[row + 1]]);
        assert_eq!(list.len(), record.references.len());
        for (item, reference) in list.iter().zip(&record.references) {
            let some = |text: &Option<String>| text.clone().unwrap_or_default();
            let none = String::new;
            let expected = match reference {
                Reference::Rfc {
                    number,
                    section,
                    text,
                } => (
                    ReferenceKind::Rfc,
                    *number as usize,
                    [none(), some(section), some(text)],
                ),
                Reference::Draft {
                    name,
                    section,
                    text,
                } => match name.strip_prefix("RFC-") {
                    None => (
                        ReferenceKind::Draft,
                        0,
                        [name.clone(), some(section), some(text)],
                    ),
                    Some(rest) => (
                        ReferenceKind::ApprovedDraft,
                        0,
                        [format!("draft-{rest}"), some(section), some(text)],
                    ),
                },
                Reference::Uri { uri, text } => {
                    (ReferenceKind::Uri, 0, [uri.clone(), none(), some(text)])
                }
                Reference::Text(text) => (ReferenceKind::Text, 0, [none(), none(), text.clone()]),
                Reference::Footnote(anchor) => (
                    ReferenceKind::Footnote,
                    0,
                    [anchor.clone(), none(), notes[anchor].clone()],
                ),
            };
            let row = REFERENCE_TEXTS * item;
            let found = [
                texts[row].clone(),
                texts[row + 1].clone(),
                texts[row + 2].clone(),
            ];
            let kind = ReferenceKind::from_byte(kinds[*item] as u8);
            assert_eq!((kind, numbers[*item], found), expected);
        }
    }
}

/// The records of a list of an answer.
struct Answers {
    rest_start: Vec<usize>,
    rest: Vec<usize>,
}

impl Answers {
    /// `first` is the column with the masks and adds.
    fn get(&self, first: &[usize], base: usize, list: usize) -> Vec<usize> {
        let rest = &self.rest[self.rest_start[list]..self.rest_start[list + 1]];
        let first = layout::first(base, first[list * 2], first[list * 2 + 1]);
        let further = rest.iter().map(|more| first.wrapping_add(*more as u16));
        let ordinals = std::iter::once(first).chain(further);
        if first == 0 {
            assert!(rest.is_empty());
        }
        ordinals
            .filter_map(|ordinal| option_from_number(usize::from(ordinal)))
            .collect()
    }
}

/// The ports that a look at is worth: the ends of every range, their neighbours, and a few more.
fn interesting(registry: &Registry) -> BTreeSet<u16> {
    let mut ports = BTreeSet::from([0, 1, 7, 8, 1023, 1024, 49151, 49152, 65534, 65535]);
    for (first, last) in registry
        .records
        .iter()
        .filter_map(|record| record.ports)
        .take(500)
    {
        let middle = first + (last - first) / 2;
        ports.extend([
            first.saturating_sub(1),
            first,
            middle,
            last,
            last.saturating_add(1),
        ]);
    }
    ports
}

fn answers(files: &Named, registry: &Registry, twin: &Twin) {
    let answers = Answers {
        rest_start: files.column("ANSWER_REST_START"),
        rest: files.column("ANSWER_REST"),
    };
    let places = files.constant("PORT_PLACES");
    let (offsets, bases) = (files.column("PORT_OFFSET"), files.column("PORT_BASE"));
    let (of_place, firsts) = (files.column("PORT_LIST"), files.column("PORT_FIRST"));
    assert!(
        [&bases[..8], &of_place[..8]].concat() == [0; 16],
        "places of no port"
    );
    for port in interesting(registry) {
        let offset = offsets[usize::from(port) / PORTS_A_ROW];
        let place = layout::place(offset, usize::from(port), places);
        // Each transport, any, and any but TCP.
        for (on, transports) in [0..1, 1..2, 2..3, 3..4, 0..4, 1..4].into_iter().enumerate() {
            let found = answers.get(&firsts, bases[place], of_place[place] + On::ALL[on].list(0));
            assert_eq!(found, twin.services_on(port, transports), "port {port}");
        }
    }

    let names = files.texts("NAME");
    let (bases, shapes) = (files.column("NAME_BASE"), files.column("NAME_SHAPE"));
    let firsts = files.column("NAME_FIRST");
    let filled = || {
        names
            .iter()
            .enumerate()
            .filter(|(_, name)| !name.is_empty())
    };
    for (slot, name) in filled().take(500) {
        let first = registry
            .records
            .iter()
            .position(|record| record.name.as_ref() == Some(name));
        assert_eq!(Some(bases[slot]), first);
        let of_udp_type = twin.services_of_type(name, UDP);
        let lists = [Some(0), Some(1), Some(2), Some(3), None];
        let lists = lists.map(|on| twin.services_named(name, on)).into_iter();
        for (on, expected) in lists.chain([of_udp_type]).enumerate() {
            let list = On::ALL[on].list(shapes[slot]);
            let found = answers.get(&firsts, bases[slot], list);
            assert_eq!(found, expected, "`{name}`");
        }
    }
    let sorted = files.column("NAME_SORTED");
    let numbers = files.column("NAME_NUMBER");
    assert_eq!(numbers.len(), names.len());
    for (number, slot) in sorted.iter().enumerate() {
        assert_eq!(numbers[*slot], number);
    }
    let sorted: Vec<_> = sorted
        .iter()
        .map(|slot| names[*slot].to_ascii_lowercase())
        .collect();
    assert!(sorted.is_sorted_by(|a, b| a < b) && sorted.len() == filled().count());
}

fn statuses(files: &Named, registry: &Registry, twin: &Twin) {
    let (begins, before) = (files.column("STATUS_BEGINS"), files.column("STATUS_BEFORE"));
    let (bases, shapes) = (files.column("STATUS_BASE"), files.column("STATUS_SHAPE"));
    let firsts = files.column("STATUS_FIRST");
    let run = |port: u16, transport| {
        let word = usize::from(port) / PORTS_A_WORD;
        let bits = begins[word * 2] as u64 | (begins[word * 2 + 1] as u64) << 32;
        let run = before[word] + layout::begun(bits, port);
        let list = On::one(transport).list(shapes[run]) * 2;
        let ordinal = layout::first(bases[run], firsts[list], firsts[list + 1]);
        option_from_number(usize::from(ordinal))
    };
    for port in interesting(registry) {
        for (place, transport) in TRANSPORTS.into_iter().flatten().enumerate() {
            let (status, record) = twin.status_at(port, place);
            // The index of ports finds a service.
            if status != "assigned" {
                assert_eq!(run(port, transport), record, "port {port}");
            }
        }
    }
}
