//! The third stage: a checked registry becomes tables.
//!
//! All decisions are made here: which records answer for a port or a name and in which order, which
//! values are stored once, the perfect hash. `src/layout.rs` defines the words. `src/tables.rs` states
//! the content of each table, under the same names.

use std::collections::HashMap;
use std::hash::Hash;

use phf_shared::ptrhash::hash_pilot;

use super::check::{Record, Reference, Registry};
use super::error::Error;
use super::hash::{LONGEST_WORD, bucket, hash, slot};
use super::layout::{
    LISTS, On, PORT_ROWS, PORTS_A_ROW, PORTS_A_WORD, RecordKind, ReferenceKind, TRANSPORTS,
    UNSTATED, begin, date_to_number, mask_and_add, offset, option_to_number, transport_place,
};
use super::status::Status;

/// The tables that the build writes and the library reads.
#[derive(Default)]
pub struct Tables {
    pub constants: Vec<(&'static str, u64)>,
    pub columns: Vec<Column>,
    /// Columns that one static holds, by its name.
    pub indexes: Vec<(&'static str, Vec<Column>)>,
    pub texts: Vec<(&'static str, String)>,
    /// Texts that the docs of a module include: the name of the file and its text.
    pub pages: Vec<(&'static str, String)>,
}

/// Numbers of one width.
pub struct Column {
    pub name: &'static str,
    pub values: Vec<u32>,
    /// How many bytes each value takes.
    pub width: usize,
}

impl Column {
    /// A column of the width that its largest value needs.
    pub fn new(name: &'static str, values: Vec<u32>) -> Self {
        let width = match values.iter().max() {
            None | Some(0..=0xff) => 1,
            Some(0x100..=0xffff) => 2,
            Some(0x1_0000..=0xff_ffff) => 3,
            Some(_) => 4,
        };
        Self {
            name,
            values,
            width,
        }
    }
}

impl Tables {
    pub fn constant(&mut self, name: &'static str, value: usize) {
        self.constants.push((name, value as u64));
    }

    pub fn column(&mut self, name: &'static str, values: Vec<u32>) {
        self.columns.push(Column::new(name, values));
    }

    /// Strings one after the other in `text` behind one byte, each from its own value of `start` to the next.
    pub fn text(&mut self, start: &'static str, text: &'static str, strings: &[&str]) {
        let mut pool = String::from("\n");
        let mut starts = vec![0];
        for string in strings {
            pool.push_str(string);
            starts.push(pool.len() as u32 - 1);
        }
        self.column(start, starts);
        self.texts.push((text, pool));
    }

    /// A string that few keys have: the sorted keys, and for each the number of its distinct string.
    fn sparse(&mut self, [key, value, start, text]: [&'static str; 4], strings: Sparse) {
        self.column(key, strings.keys);
        self.column(value, strings.values);
        self.text(start, text, &strings.distinct.items);
    }
}

/// Values numbered in the order of their first appearance.
pub struct Distinct<T> {
    pub items: Vec<T>,
    numbers: HashMap<T, u32>,
}

impl<T> Default for Distinct<T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            numbers: HashMap::default(),
        }
    }
}

impl<T: Clone + Eq + Hash> Distinct<T> {
    pub fn number(&mut self, item: T) -> u32 {
        if let Some(number) = self.numbers.get(&item) {
            return *number;
        }
        let number = self.items.len() as u32;
        self.items.push(item.clone());
        self.numbers.insert(item, number);
        number
    }
}

/// Strings that few keys have.
#[derive(Default)]
struct Sparse<'a> {
    keys: Vec<u32>,
    values: Vec<u32>,
    distinct: Distinct<&'a str>,
}

impl<'a> Sparse<'a> {
    fn push(&mut self, key: usize, string: Option<&'a str>) {
        if let Some(string) = string {
            self.keys.push(key as u32);
            self.values.push(self.distinct.number(string));
        }
    }
}

pub fn index(registry: &Registry) -> Result<Tables, Error> {
    let records = &registry.records;
    let mut tables = Tables::default();
    tables.constant("UPDATED", date_to_number(Some(registry.updated)) as usize);
    tables.constant("RECORDS", records.len());
    let order = order(registry);
    let mut answers = Answers::default();
    ports(&mut tables, records, &order, &mut answers);
    names(&mut tables, records, &order, &mut answers)?;
    tables.column("ANSWER_REST_START", answers.rest_start);
    tables.column("ANSWER_REST", answers.rest);
    columns(&mut tables, records);
    statuses(&mut tables, records);
    people(&mut tables, registry);
    references(&mut tables, registry);
    Ok(tables)
}

/// The index in `TRANSPORTS` of the transport that a record states, if any.
fn stated_place(record: &Record) -> usize {
    transport_place(record.transport)
}

fn is_service(record: &Record) -> bool {
    record.status == Status::Assigned
}

/// The services in the order of every answer. The crate's page has the rules.
fn order(registry: &Registry) -> Vec<usize> {
    let of_iesg = |record: &Record| {
        let is_iesg = |&person: &u32| registry.people[person as usize].id == "IESG";
        record.assignees.iter().any(is_iesg)
    };
    // A list for each place, without a sort, because a sort is compiled for each type.
    let mut places = vec![Vec::new(); (UNSTATED + 1) << 4];
    for (number, record) in registry.records.iter().enumerate() {
        if !is_service(record) {
            continue;
        }
        let mut place = stated_place(record);
        for &later in &[
            record.ports.is_none(),
            record.alias_of.is_some(),
            record.description.is_empty() || record.widespread,
            !of_iesg(record),
        ] {
            place = place * 2 + usize::from(later);
        }
        places[place].push(number);
    }
    let mut order = Vec::new();
    for place in &places {
        for &number in place {
            order.push(number);
        }
    }
    order
}

/// Lists of records as differences from a base. There are few distinct ones, because the registry
/// keeps the records of a port together, and most often those of a name.
struct Answers {
    /// The distinct shapes: each list's length and its differences, one list after the other.
    shapes: Distinct<Vec<u32>>,
    mask_and_add: Vec<u32>,
    rest_start: Vec<u32>,
    rest: Vec<u32>,
}

impl Default for Answers {
    fn default() -> Self {
        let mut answers = Self {
            shapes: Distinct::default(),
            mask_and_add: Vec::new(),
            rest_start: vec![0],
            rest: Vec::new(),
        };
        answers.number(0, &Lists::default());
        answers
    }
}

type Lists = [Vec<u32>; LISTS];

impl Answers {
    /// The shape without records.
    const NONE: u32 = 0;

    fn number(&mut self, base: u32, lists: &Lists) -> u32 {
        let mut shape = Vec::new();
        for list in lists {
            shape.push(list.len() as u32);
            for record in list {
                shape.push(record - base);
            }
        }
        let before = self.shapes.items.len();
        let number = self.shapes.number(shape);
        if self.shapes.items.len() > before {
            self.add(base, lists);
        }
        number
    }

    fn add(&mut self, base: u32, lists: &Lists) {
        for list in lists {
            let difference = list.first().map(|first| (first - base) as usize);
            let (mask, add) = mask_and_add(difference);
            self.mask_and_add.extend([mask as u32, add as u32]);
            if let [first, rest @ ..] = list.as_slice() {
                for record in rest {
                    self.rest.push(record.wrapping_sub(*first) & 0xffff);
                }
            }
            self.rest_start.push(self.rest.len() as u32);
        }
    }
}

/// Adds a record to the list of each transport in `on`, to that of any transport, and to that of any but TCP.
fn add(lists: &mut Lists, record: u32, on: [bool; UNSTATED]) {
    let [tcp, udp, sctp, dccp] = on;
    let others = udp || sctp || dccp;
    let on = [tcp, udp, sctp, dccp, tcp || others, others];
    for (list, &on) in on.iter().enumerate() {
        if on {
            lists[list].push(record);
        }
    }
}

fn ports(tables: &mut Tables, records: &[Record], order: &[usize], answers: &mut Answers) {
    // Which transports some record states for a port, and the services of each port.
    let mut stated = vec![[false; UNSTATED + 1]; 1 << 16];
    for record in records {
        for port in ports_of(record) {
            stated[port][stated_place(record)] = true;
        }
    }
    let mut services: Vec<Vec<usize>> = vec![Vec::new(); 1 << 16];
    for &number in order {
        for port in ports_of(&records[number]) {
            services[port].push(number);
        }
    }

    // Rows of ports, each port with its base and its shape. The first row is that of ports without a service.
    let mut rows = Distinct::default();
    rows.number(vec![Answers::NONE; 2 * PORTS_A_ROW]);
    let mut row_of = Vec::new();
    for ports in 0..PORT_ROWS {
        let mut row = Vec::new();
        for port in ports * PORTS_A_ROW..(ports + 1) * PORTS_A_ROW {
            // Most ports have no service, and the build script is not optimised.
            let Some(&first) = services[port].iter().min() else {
                row.push(0);
                row.push(Answers::NONE);
                continue;
            };
            let base = first as u32;
            let mut lists = Lists::default();
            for &service in &services[port] {
                let states = stated_place(&records[service]);
                let mut on = [false; UNSTATED];
                for (transport, on) in on.iter_mut().enumerate() {
                    *on = states == transport || states == UNSTATED && !stated[port][transport];
                }
                add(&mut lists, service as u32, on);
            }
            row.push(base);
            row.push(answers.number(base, &lists));
        }
        row_of.push(rows.number(row) as usize);
    }

    let places = (rows.items.len() * PORTS_A_ROW).next_power_of_two();
    tables.constant("PORT_PLACES", places);
    let mut offsets = Vec::new();
    for (ports, row) in row_of.iter().enumerate() {
        offsets.push(offset(row * PORTS_A_ROW, ports * PORTS_A_ROW, places) as u32);
    }
    let (mut bases, mut lists) = (Vec::new(), Vec::new());
    for row in &rows.items {
        for place in row.chunks(2) {
            bases.push(place[0]);
            lists.push(On::Tcp.list(place[1] as usize) as u32);
        }
    }
    let columns = vec![
        Column::new("PORT_FIRST", answers.mask_and_add.clone()),
        Column::new("PORT_LIST", lists),
        Column::new("PORT_BASE", bases),
        Column::new("PORT_OFFSET", offsets),
    ];
    tables.indexes.push(("PORT_INDEX", columns));
}

fn ports_of(record: &Record) -> std::ops::Range<usize> {
    match record.ports {
        Some((first, last)) => usize::from(first)..usize::from(last) + 1,
        None => 0..0,
    }
}

fn names(
    tables: &mut Tables,
    records: &[Record],
    order: &[usize],
    answers: &mut Answers,
) -> Result<(), Error> {
    let mut distinct = Distinct::default();
    let mut name_of = Vec::new();
    // The first record with each name, and the services with it.
    let (mut first, mut services) = (Vec::new(), Vec::new());
    for (number, record) in records.iter().enumerate() {
        name_of.push(record.name.as_deref().map(|name| {
            let name = distinct.number(name) as usize;
            if name == first.len() {
                first.push(number as u32);
                services.push(Lists::default());
            }
            name
        }));
    }
    for &number in order {
        let Some(name) = name_of[number] else {
            continue;
        };
        let states = stated_place(&records[number]);
        let mut on = [states == UNSTATED; UNSTATED];
        if let Some(on) = on.get_mut(states) {
            *on = true;
        }
        add(&mut services[name], number as u32, on);
    }

    let names = &distinct.items;
    let hash = PerfectHash::new(names)?;
    let (mut texts, mut base, mut shape) = (Vec::new(), Vec::new(), Vec::new());
    for name in &hash.names {
        texts.push(name.map_or("", |name| names[name]));
        base.push(name.map_or(0, |name| first[name]));
        shape.push(name.map_or(Answers::NONE, |name| {
            answers.number(first[name], &services[name])
        }));
    }
    let mut folded = Vec::new();
    for (name, slot) in names.iter().zip(&hash.slots) {
        folded.push((name.to_ascii_lowercase(), *slot as u32));
    }
    folded.sort_unstable();
    let (mut sorted, mut numbers) = (Vec::new(), vec![0; hash.names.len()]);
    for (number, (_, slot)) in folded.iter().enumerate() {
        sorted.push(*slot);
        numbers[*slot as usize] = number as u32;
    }
    let mut record_name = Vec::new();
    for &name in &name_of {
        record_name.push(name.map_or(hash.names.len(), |name| hash.slots[name]) as u32);
    }
    let (mut pilots, mut steers) = (Vec::new(), Vec::new());
    for &byte in &hash.pilots {
        pilots.push(u32::from(byte));
    }
    for pilot in 0..=u8::MAX {
        steers.push(steer(pilot, hash.seed));
    }

    let mut longest = 0;
    for name in names {
        longest = longest.max(name.len());
    }
    tables.constant("NAMES", names.len());
    tables.constant("SLOTS", hash.names.len());
    tables.constant("PILOTS", pilots.len());
    tables.constant("LONGEST_NAME", longest);
    tables.constants.push(("NAME_SEED", hash.seed));
    tables.column("RECORD_NAME", record_name);
    tables.text("NAME_START", "NAME_TEXT", &texts);
    if let Some((_, pool)) = tables.texts.last_mut() {
        // A look-up compares `LONGEST_WORD` bytes at once. Zeros follow the last name as far as two bytes
        // of `NAME_START` can point, because the compiler then drops checks. `service_name` takes 40
        // instructions in place of 43, `port` 82 in place of 84 (`benches/instructions.sh`).
        let reach = pool.len().max(1 << 16) + LONGEST_WORD;
        pool.push_str(&"\0".repeat(reach - pool.len()));
    }
    tables.column("NAME_SORTED", sorted);
    tables.column("NAME_NUMBER", numbers);
    let columns = vec![
        Column::new("NAME_FIRST", answers.mask_and_add.clone()),
        Column::new("NAME_STEER", steers),
        Column::new("NAME_PILOT", pilots),
        Column::new("NAME_SHAPE", shape),
        Column::new("NAME_BASE", base),
    ];
    tables.indexes.push(("NAME_INDEX", columns));
    Ok(())
}

/// The slot of each name, and the numbers by which a look-up finds it.
struct PerfectHash {
    seed: u64,
    pilots: Vec<u8>,
    /// The name in each slot. The generator uses one slot in a hundred more than there are names. Its
    /// remapping to a table without empty slots is not used.
    names: Vec<Option<usize>>,
    /// The slot of each name.
    slots: Vec<usize>,
}

impl PerfectHash {
    fn new(names: &[&str]) -> Result<Self, Error> {
        let found = phf_generator::ptrhash::generate_hash_with_hash_fn(names, |name, &seed| {
            hash(name.as_bytes(), seed)
        });
        let mut in_slot = vec![None; names.len() + found.remap.len()];
        let mut slots = Vec::new();
        for (number, name) in names.iter().enumerate() {
            let hash = hash(name.as_bytes(), found.seed);
            let pilot = found.pilots.get(bucket(hash, found.pilots.len()));
            let steer = steer(pilot.copied().unwrap_or_default(), found.seed);
            let slot = slot(hash, steer, in_slot.len());
            // `slot` repeats the generator's formula. Two names in one slot prove that the formulas differ.
            if in_slot[slot].replace(number).is_some() {
                return Err(Error::Unhashed((*name).to_owned()));
            }
            slots.push(slot);
        }
        Ok(Self {
            seed: found.seed,
            pilots: found.pilots,
            names: in_slot,
            slots,
        })
    }
}

/// The steer of a pilot: the high half of a hash is XORed with it.
pub fn steer(pilot: u8, seed: u64) -> u32 {
    let hash = hash_pilot(seed, pilot);
    (hash >> 32) as u32 ^ hash as u32
}

fn columns(tables: &mut Tables, records: &[Record]) {
    let (mut kind, mut port) = (Vec::new(), Vec::new());
    let (mut range_record, mut range_last) = (Vec::new(), Vec::new());
    let (mut code_record, mut code) = (Vec::new(), Vec::new());
    let (mut description, mut descriptions) = (Vec::new(), Distinct::default());
    let (mut dates, mut distinct_dates) = (Vec::new(), Distinct::default());
    let (mut notes, mut unauthorized) = (Sparse::default(), Sparse::default());
    let (mut by_canonical, mut by_alias) = (Vec::new(), Vec::new());
    for (number, record) in records.iter().enumerate() {
        let (first, last) = record.ports.unwrap_or_default();
        let record_kind = RecordKind {
            transport: record.transport,
            status: record.status,
            is_range: first != last,
        };
        kind.push(u32::from(record_kind.to_byte()));
        port.push(option_to_number(record.ports.map(|_| usize::from(first))) as u32);
        if first != last {
            range_record.push(number as u32);
            range_last.push(u32::from(last));
        }
        if let Some(canonical) = record.alias_of {
            // Inserted in order, because a sort would be compiled by everyone who uses this crate.
            let pair = ((canonical as u64) << 32) + number as u64;
            let place = by_canonical.partition_point(|&other| other < pair);
            by_canonical.insert(place, pair);
            by_alias.push(((number as u64) << 32) + canonical as u64);
        }
        if let Some(service_code) = record.service_code {
            code_record.push(number as u32);
            code.push(service_code);
        }
        description.push(descriptions.number(record.description.as_str()));
        let both = vec![
            date_to_number(record.registered),
            date_to_number(record.modified),
        ];
        dates.push(distinct_dates.number(both));
        notes.push(number, record.notes.as_deref());
        unauthorized.push(number, record.unauthorized.as_deref());
    }

    tables.column("RECORD_KIND", kind);
    tables.column("RECORD_PORT", port);
    tables.column("RANGE_RECORD", range_record);
    tables.column("RANGE_LAST", range_last);
    pairs(
        tables,
        ["CANONICAL_RECORD", "CANONICAL_ALIAS"],
        &by_canonical,
    );
    pairs(tables, ["ALIAS_RECORD", "ALIAS_OF"], &by_alias);
    tables.column("CODE_RECORD", code_record);
    tables.column("CODE", code);
    tables.column("RECORD_DESCRIPTION", description);
    tables.text("DESCRIPTION_START", "DESCRIPTION_TEXT", &descriptions.items);
    tables.column("RECORD_DATES", dates);
    let (mut registered, mut modified) = (Vec::new(), Vec::new());
    for dates in &distinct_dates.items {
        registered.push(dates[0]);
        modified.push(dates[1]);
    }
    tables.column("DATES_REGISTERED", registered);
    tables.column("DATES_MODIFIED", modified);
    tables.sparse(
        ["NOTES_RECORD", "NOTES_OF", "NOTES_START", "NOTES_TEXT"],
        notes,
    );
    tables.sparse(
        [
            "UNAUTHORIZED_RECORD",
            "UNAUTHORIZED_OF",
            "UNAUTHORIZED_START",
            "UNAUTHORIZED_TEXT",
        ],
        unauthorized,
    );
}

/// Two columns of pairs of records.
fn pairs(tables: &mut Tables, [first, second]: [&'static str; 2], pairs: &[u64]) {
    let (mut firsts, mut seconds) = (Vec::new(), Vec::new());
    for &pair in pairs {
        firsts.push((pair >> 32) as u32);
        seconds.push(pair as u32);
    }
    tables.column(first, firsts);
    tables.column(second, seconds);
}

/// Runs of ports: which records, none of them a service, decide the status on each transport.
fn statuses(tables: &mut Tables, records: &[Record]) {
    let rank = |status| match status {
        Status::Assigned | Status::Reserved => 0,
        Status::DeAssigned => 1,
        Status::Unassigned | Status::Dynamic => 2,
    };
    // For each port and each of `TRANSPORTS`: whether it has a service; and of the other records, the rank
    // and the number of the one that wins.
    let mut assigned = vec![[false; TRANSPORTS.len()]; 1 << 16];
    let mut winners = vec![[(u8::MAX, 0); TRANSPORTS.len()]; 1 << 16];
    for (number, record) in records.iter().enumerate() {
        let stated = stated_place(record);
        let candidate = (rank(record.status), number as u32);
        for port in ports_of(record) {
            if is_service(record) {
                assigned[port][stated] = true;
            } else if candidate.0 < winners[port][stated].0 {
                winners[port][stated] = candidate;
            }
        }
    }

    let mut runs: Vec<[Decision; UNSTATED]> = Vec::new();
    let mut words = vec![0; (1 << 16) / PORTS_A_WORD];
    let mut before = Vec::new();
    for port in 0..=u16::MAX {
        let at = usize::from(port);
        let mut decisions = [Decision::None; UNSTATED];
        for (transport, decision) in decisions.iter_mut().enumerate() {
            // Where a record states the transport, the records that state none do not count.
            for stated in [transport, UNSTATED] {
                let (rank, number) = winners[at][stated];
                if assigned[at][stated] {
                    *decision = Decision::Service;
                } else if rank < u8::MAX {
                    *decision = Decision::Record(number);
                }
                if !matches!(*decision, Decision::None) {
                    break;
                }
            }
        }
        let extended = runs.last_mut().is_some_and(|run| extend(run, &decisions));
        if !extended {
            if port > 0 {
                words[at / PORTS_A_WORD] |= begin(port);
            }
            runs.push(decisions);
        }
        if at % PORTS_A_WORD == PORTS_A_WORD - 1 {
            let begun = words[at / PORTS_A_WORD].count_ones();
            before.push(runs.len() as u32 - 1 - begun);
        }
    }

    let mut answers = Answers::default();
    let (mut bases, mut shapes) = (Vec::new(), Vec::new());
    for run in &runs {
        let mut lists = Lists::default();
        for (list, decision) in lists.iter_mut().zip(run) {
            if let Decision::Record(number) = decision {
                list.push(*number);
            }
        }
        let base = lists.iter().flatten().min().copied().unwrap_or_default();
        bases.push(base);
        shapes.push(answers.number(base, &lists));
    }
    let halves = words
        .iter()
        .flat_map(|word: &u64| [*word as u32, (word >> 32) as u32]);
    // From each shape, the mask and the add of the four lists for one transport.
    let mut firsts = Vec::new();
    for lists in answers.mask_and_add.chunks(LISTS * 2) {
        firsts.extend_from_slice(&lists[..UNSTATED * 2]);
    }
    let columns = vec![
        Column::new("STATUS_FIRST", firsts),
        Column::new("STATUS_SHAPE", shapes),
        Column::new("STATUS_BASE", bases),
        Column::new("STATUS_BEFORE", before),
        Column::new("STATUS_BEGINS", halves.collect()),
    ];
    tables.indexes.push(("STATUS_INDEX", columns));
}

/// The decision on the status of a port on a transport.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Decision {
    /// A service. The index of ports finds it first, so that any run may contain the port.
    Service,
    Record(u32),
    /// No record.
    None,
}

/// Extends a run by a port, if the same records decide.
fn extend(run: &mut [Decision; UNSTATED], port: &[Decision; UNSTATED]) -> bool {
    let agree = |(a, b): (&Decision, &Decision)| {
        a == b || *a == Decision::Service || *b == Decision::Service
    };
    if !run.iter().zip(port).all(agree) {
        return false;
    }
    for (decision, port) in run.iter_mut().zip(port) {
        if *decision == Decision::Service {
            *decision = *port;
        }
    }
    true
}

fn people(tables: &mut Tables, registry: &Registry) {
    // A list is the number of assignees, the assignees, the contacts. A record without an assignee has
    // its contacts as assignees: they are stored once, with the number 0.
    let mut lists: Distinct<Vec<u32>> = Distinct::default();
    let mut record_people = Vec::new();
    for record in &registry.records {
        let mut list = vec![0];
        if record.assignees != record.contacts {
            list[0] = record.assignees.len() as u32;
            list.extend_from_slice(&record.assignees);
        }
        list.extend_from_slice(&record.contacts);
        record_people.push(lists.number(list));
    }
    let (mut start, mut assignees, mut people) = (vec![0], Vec::new(), Vec::new());
    for list in &lists.items {
        assignees.push(list[0]);
        people.extend_from_slice(&list[1..]);
        start.push(people.len() as u32);
    }
    tables.column("RECORD_PEOPLE", record_people);
    tables.column("PEOPLE_START", start);
    tables.column("PEOPLE_ASSIGNEES", assignees);
    tables.column("PEOPLE", people);

    let (mut ids, mut names, mut organizations) = (Vec::new(), Vec::new(), Sparse::default());
    for (number, person) in registry.people.iter().enumerate() {
        ids.push(person.id.as_str());
        names.push(person.name.as_deref().unwrap_or_default());
        organizations.push(number, person.organization.as_deref());
    }
    tables.text("PERSON_START", "PERSON_TEXT", &ids);
    tables.text("PERSON_NAME_START", "PERSON_NAME_TEXT", &names);
    tables.sparse(
        [
            "ORGANIZATION_PERSON",
            "ORGANIZATION_OF",
            "ORGANIZATION_START",
            "ORGANIZATION_TEXT",
        ],
        organizations,
    );
}

fn references(tables: &mut Tables, registry: &Registry) {
    let mut references = Distinct::default();
    let mut lists: Distinct<Vec<u32>> = Distinct::default();
    let (mut keys, mut values) = (Vec::new(), Vec::new());
    for (number, record) in registry.records.iter().enumerate() {
        if record.references.is_empty() {
            continue;
        }
        let mut list = Vec::new();
        for reference in &record.references {
            list.push(references.number(reference));
        }
        keys.push(number as u32);
        values.push(lists.number(list));
    }
    let (mut start, mut items) = (vec![0], Vec::new());
    for list in &lists.items {
        items.extend_from_slice(list);
        start.push(items.len() as u32);
    }
    tables.column("REFERENCES_RECORD", keys);
    tables.column("REFERENCES_OF", values);
    tables.column("REFERENCES_START", start);
    tables.column("REFERENCES", items);

    let mut anchors = Distinct::default();
    for footnote in &registry.footnotes {
        anchors.number(footnote.anchor.as_str());
    }
    let shown = |text: &Option<String>| text.clone().unwrap_or_default();
    // The kind, a number, and three texts: the document, its section, and the text that IANA shows.
    let (mut kinds, mut numbers, mut texts) = (Vec::new(), Vec::new(), Vec::new());
    for &reference in &references.items {
        let (kind, number, row) = match reference {
            Reference::Rfc {
                number,
                section,
                text,
            } => (
                ReferenceKind::Rfc,
                *number,
                [String::new(), shown(section), shown(text)],
            ),
            Reference::Draft {
                name,
                section,
                text,
            } => match name.strip_prefix("RFC-") {
                Some(approved) => {
                    let name = format!("draft-{approved}");
                    (
                        ReferenceKind::ApprovedDraft,
                        0,
                        [name, shown(section), shown(text)],
                    )
                }
                None => (
                    ReferenceKind::Draft,
                    0,
                    [name.clone(), shown(section), shown(text)],
                ),
            },
            Reference::Uri { uri, text } => (
                ReferenceKind::Uri,
                0,
                [uri.clone(), String::new(), shown(text)],
            ),
            Reference::Text(text) => (
                ReferenceKind::Text,
                0,
                [String::new(), String::new(), text.clone()],
            ),
            Reference::Footnote(anchor) => {
                let note = registry.footnotes.get(anchors.number(anchor) as usize);
                let text = note.map(|note| note.text.clone());
                (
                    ReferenceKind::Footnote,
                    0,
                    [anchor.clone(), String::new(), shown(&text)],
                )
            }
        };
        kinds.push(u32::from(kind.to_byte()));
        numbers.push(number);
        texts.extend(row);
    }
    let mut strings = Vec::new();
    for text in &texts {
        strings.push(text.as_str());
    }
    tables.column("REFERENCE_KIND", kinds);
    tables.column("REFERENCE_NUMBER", numbers);
    tables.text("REFERENCE_START", "REFERENCE_TEXT", &strings);
}
