//! Reads the files that the compiler writes, by what `src/tables.rs` says of them and the slow way,
//! and compares them with the registry that they were made from.

use std::collections::{BTreeSet, HashMap};

use registry::check::{Record, Reference, Registry, Status};
use registry::{emit, index};

/// The files of a registry's tables.
struct Files {
    bytes: HashMap<String, Vec<u8>>,
    code: String,
}

impl Files {
    fn of(tables: &index::Tables) -> Files {
        let mut bytes: HashMap<_, _> = emit::files(tables).into_iter().collect();
        let code = bytes.remove("tables.rs").expect("tables.rs");
        Files {
            bytes,
            code: String::from_utf8(code).unwrap(),
        }
    }

    fn constant(&self, name: &str) -> usize {
        let (_, rest) = self
            .code
            .split_once(&format!("pub const {name}: u64 = "))
            .expect(name);
        rest.split_once(';').unwrap().0.parse().unwrap()
    }

    /// The numbers of a column, of the width that the code states.
    fn column(&self, name: &str) -> Vec<usize> {
        let (_, rest) = self
            .code
            .split_once(&format!("pub static {name}: Column<"))
            .expect(name);
        let (width, rest) = rest.split_once(", ").unwrap();
        let (length, rest) = rest.split_once('>').unwrap();
        assert!(rest.starts_with(&format!(" = Column(*include_bytes!(\"{name}.bin\"));")));
        let bytes = &self.bytes[&format!("{name}.bin")];
        assert_eq!(bytes.len().to_string(), length);
        numbers(bytes, width.parse().unwrap())
    }

    /// The columns of an index, each of so many rows, for which there is room and no more.
    fn parts<const N: usize>(&self, index: &str, parts: [(&str, usize); N]) -> [Vec<usize>; N] {
        let bytes = &self.bytes[&format!("{index}.bin")];
        let whole = format!(
            "pub static {index}: Index<{}> = Index(*include_bytes!(\"{index}.bin\"));",
            bytes.len()
        );
        assert!(self.code.contains(&whole));
        let mut room = 0;
        let found = parts.map(|(name, rows)| {
            let (_, rest) = self
                .code
                .split_once(&format!("pub const {name}: Part<"))
                .expect(name);
            let (width, rest) = rest.split_once("> = Part(").unwrap();
            let width = width.parse().unwrap();
            let start: usize = rest.split_once(')').unwrap().0.parse().unwrap();
            let end = start + rows * width;
            room = room.max(end);
            numbers(&bytes[start..end], width)
        });
        assert_eq!(bytes.len(), room);
        found
    }

    /// The strings of a pool.
    fn texts(&self, pool: &str) -> Vec<String> {
        let text = std::str::from_utf8(&self.bytes[&format!("{pool}_TEXT.txt")]).unwrap();
        let include = format!(
            "pub static {pool}_TEXT: Pool<{}> = Pool(include_str!(\"{pool}_TEXT.txt\"));",
            text.len(),
        );
        assert!(self.code.contains(&include));
        let starts = self.column(&format!("{pool}_START"));
        // From each start that the column can hold a word of the names can be read.
        let room = match starts[starts.len() - 1] {
            _ if pool != "NAME" => text.len(),
            0..=0xff => 0x100 + 16,
            0x100..=0xffff => 0x1_0000 + 16,
            more => more + 1 + 16,
        };
        assert_eq!(text.len(), room);
        let text = text.strip_prefix('\n').unwrap();
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

fn numbers(bytes: &[u8], width: usize) -> Vec<usize> {
    let little_endian = |row: &[u8]| {
        row.iter()
            .rev()
            .fold(0, |value, byte| value << 8 | usize::from(*byte))
    };
    bytes.chunks(width).map(little_endian).collect()
}

/// How many shapes of answers the tables have.
pub fn shapes(tables: &index::Tables) -> usize {
    (Files::of(tables).column("ANSWER_REST_START").len() - 1) / 8
}

/// Fails unless the tables say what the registry says.
pub fn same(tables: &index::Tables, registry: &Registry) {
    let files = Files::of(tables);
    assert_eq!(files.constant("RECORDS"), registry.records.len());
    assert_eq!(files.constant("UPDATED") as u32, registry.updated.packed());
    records(&files, registry);
    people(&files, registry);
    references(&files, registry);
    answers(&files, registry);
    statuses(&files, registry);
}

fn transport(record: &Record) -> usize {
    record.transport.map_or(4, |transport| transport as usize)
}

fn records(files: &Files, registry: &Registry) {
    let kinds = files.column("RECORD_KIND");
    let ports = files.column("RECORD_PORT");
    let last: HashMap<_, _> = files
        .column("RANGE_RECORD")
        .into_iter()
        .zip(files.column("RANGE_LAST"))
        .collect();
    let names = files.texts("NAME");
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

    for (number, record) in registry.records.iter().enumerate() {
        let status = match record.status {
            Status::Assigned => 0,
            Status::Reserved => 1,
            Status::DeAssigned => 2,
            Status::Unassigned => 3,
        };
        let range = record.ports.filter(|(first, last)| first != last);
        let kind = transport(record) + status * 8 + if range.is_some() { 32 } else { 0 };
        assert_eq!(kinds[number], kind);
        let first = record.ports.map_or(0, |(first, _)| usize::from(first) + 1);
        assert_eq!(ports[number], first);
        assert_eq!(
            last.get(&number).copied(),
            range.map(|(_, last)| usize::from(last))
        );
        assert_eq!(names.get(name[number]), record.name.as_ref());
        assert!(record.name.is_some() || name[number] == names.len());
        assert_eq!(descriptions[description[number]], record.description);
        let packed =
            |date: Option<registry::date::Date>| date.map_or(0, |date| date.packed() as usize);
        assert_eq!(registered[dates[number]], packed(record.registered));
        assert_eq!(modified[dates[number]], packed(record.modified));
        assert_eq!(notes.get(&number), record.notes.as_ref());
        assert_eq!(unauthorized.get(&number), record.unauthorized.as_ref());
        assert_eq!(
            codes.get(&number).copied(),
            record.service_code.map(|code| code as usize)
        );
        assert_eq!(aliases.get(&number), record.alias_of.as_ref());
    }
}

fn people(files: &Files, registry: &Registry) {
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

fn references(files: &Files, registry: &Registry) {
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
    assert_eq!(texts.len(), 3 * kinds.len());
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
                } => (0, *number as usize, [none(), some(section), some(text)]),
                Reference::Draft {
                    name,
                    section,
                    text,
                } => match name.strip_prefix("RFC-") {
                    None => (1, 0, [name.clone(), some(section), some(text)]),
                    Some(rest) => (2, 0, [format!("draft-{rest}"), some(section), some(text)]),
                },
                Reference::Uri { uri, text } => (3, 0, [uri.clone(), none(), some(text)]),
                Reference::Text(text) => (4, 0, [none(), none(), text.clone()]),
                Reference::Footnote(anchor) => {
                    (5, 0, [anchor.clone(), none(), notes[anchor].clone()])
                }
            };
            let row = 3 * item;
            let found = [
                texts[row].clone(),
                texts[row + 1].clone(),
                texts[row + 2].clone(),
            ];
            assert_eq!((kinds[*item], numbers[*item], found), expected);
        }
    }
}

/// The records of a list of an answer.
struct Answers {
    rest_start: Vec<usize>,
    rest: Vec<usize>,
}

impl Answers {
    /// `first` is the index's column of what makes a base the first record.
    fn get(&self, first: &[usize], base: usize, list: usize) -> Vec<usize> {
        let rest = &self.rest[self.rest_start[list]..self.rest_start[list + 1]];
        // What is kept of the base, all or none of it, and one more than the difference.
        match first[list * 2..list * 2 + 2] {
            [0, 0] if rest.is_empty() => Vec::new(),
            [0xffff, more] if more > 0 => {
                let first = base + more - 1;
                let further = rest.iter().map(|more| (first + more) % 0x1_0000);
                std::iter::once(first).chain(further).collect()
            }
            ref other => panic!("{other:?}, {rest:?}"),
        }
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

fn answers(files: &Files, registry: &Registry) {
    let answers = Answers {
        rest_start: files.column("ANSWER_REST_START"),
        rest: files.column("ANSWER_REST"),
    };
    let iesg = registry
        .people
        .iter()
        .position(|person| person.id == "IESG");
    let place = |number: &usize| {
        let record = &registry.records[*number];
        let iesg = iesg.is_some_and(|iesg| record.assignees.contains(&(iesg as u32)));
        let weak = record.description.is_empty() || record.widespread;
        (
            transport(record),
            record.ports.is_none(),
            record.alias_of.is_some(),
            weak,
            !iesg,
            *number,
        )
    };
    let service = |number: &usize| registry.records[*number].status == Status::Assigned;
    let in_order = |found: &[Vec<usize>]| {
        let mut found: Vec<usize> = found.concat();
        found.retain(service);
        found.sort_by_key(place);
        found.dedup();
        found
    };
    // Those of each transport, of any, and of any but TCP.
    let lists = |of: [Vec<usize>; 4]| {
        let mut lists = of
            .each_ref()
            .map(|list| in_order(std::slice::from_ref(list)))
            .to_vec();
        lists.push(in_order(&of));
        lists.push(in_order(&of[1..]));
        lists
    };

    let (places, room) = (files.constant("PORT_PLACES"), files.constant("PORT_LISTS"));
    let [offsets, bases, of_place, firsts] = files.parts(
        "PORT_INDEX",
        [
            ("PORT_OFFSET", 8192),
            ("PORT_BASE", places),
            ("PORT_LIST", places),
            ("PORT_FIRST", (room + 8) * 2),
        ],
    );
    assert!(
        [&bases[..8], &of_place[..8]].concat() == [0; 16],
        "places of no port"
    );
    for port in interesting(registry) {
        let covers = |number: &usize| {
            let ports = registry.records[*number].ports;
            ports.is_some_and(|(first, last)| (first..=last).contains(&port))
        };
        let at: Vec<usize> = (0..registry.records.len()).filter(covers).collect();
        let of = std::array::from_fn(|on| {
            let stating = |transport: usize| {
                let states =
                    |number: &usize| self::transport(&registry.records[*number]) == transport;
                at.iter().copied().filter(states).collect::<Vec<_>>()
            };
            let stated = stating(on);
            if stated.is_empty() {
                stating(4)
            } else {
                stated
            }
        });
        let place = (offsets[usize::from(port) / 8] + usize::from(port)) % places;
        for (on, expected) in lists(of).into_iter().enumerate() {
            let list = of_place[place] % room + on;
            let found = answers.get(&firsts, bases[place], list);
            assert_eq!(found, expected, "port {port}");
        }
    }

    let names = files.texts("NAME");
    let (slots, pilots) = (files.constant("SLOTS"), files.constant("PILOTS"));
    let room = files.constant("NAME_SHAPES");
    let [_, _, bases, shapes, firsts] = files.parts(
        "NAME_INDEX",
        [
            ("NAME_PILOT", pilots.max(1)),
            ("NAME_STEER", 256),
            ("NAME_BASE", slots),
            ("NAME_SHAPE", slots),
            ("NAME_FIRST", room * 16),
        ],
    );
    let filled = || {
        names
            .iter()
            .enumerate()
            .filter(|(_, name)| !name.is_empty())
    };
    for (slot, name) in filled().take(500) {
        let bears = |number: &usize| registry.records[*number].name.as_ref() == Some(name);
        let bearers: Vec<usize> = (0..registry.records.len()).filter(bears).collect();
        assert_eq!(bases[slot], bearers[0]);
        let of = std::array::from_fn(|on| {
            let states = |number: &usize| [on, 4].contains(&transport(&registry.records[*number]));
            bearers.iter().copied().filter(states).collect()
        });
        for (on, expected) in lists(of).into_iter().enumerate() {
            let list = shapes[slot] % room * 8 + on;
            let found = answers.get(&firsts, bases[slot], list);
            assert_eq!(found, expected, "`{name}`");
        }
    }
    let sorted = files.column("NAME_SORTED");
    let sorted: Vec<_> = sorted
        .iter()
        .map(|slot| names[*slot].to_ascii_lowercase())
        .collect();
    assert!(sorted.is_sorted_by(|a, b| a < b) && sorted.len() == filled().count());
}

fn statuses(files: &Files, registry: &Registry) {
    let lists = files.column("STATUS_LIST");
    let (firsts, says) = (files.column("STATUS_FIRST"), files.column("STATUS_RECORD"));
    assert_eq!(lists.len(), 6);
    for port in interesting(registry) {
        for of in 0..5 {
            let runs = lists[of]..lists[of + 1];
            assert!(firsts[runs.clone()].is_sorted_by(|a, b| a < b) && firsts[runs.start] == 0);
            let run = runs
                .rev()
                .find(|run| firsts[*run] <= usize::from(port))
                .unwrap();
            let spoken = registry.records.iter().enumerate().filter(|(_, record)| {
                let covers = record
                    .ports
                    .is_some_and(|(first, last)| (first..=last).contains(&port));
                covers && transport(record) == of && record.status != Status::Assigned
            });
            let most = spoken.min_by_key(|(number, record)| (record.status, *number));
            assert_eq!(
                says[run].checked_sub(1),
                most.map(|(number, _)| number),
                "port {port}"
            );
        }
    }
}
