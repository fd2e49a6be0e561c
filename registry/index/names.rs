//! The services of each name, and the perfect hash that finds a name.

use phf_shared::ptrhash::hash_pilot;

use super::super::check::Record;
use super::super::error::Error;
use super::super::hash::{LONGEST_WORD, bucket, hash, slot};
use super::super::layout::UNSTATED;
use super::super::tables::{Column, Distinct, Tables};
use super::answers::{Answers, Lists, add};
use super::facts::stated_place;

pub fn index(
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
        Column::new("NAME_FIRST", answers.mask_and_add()),
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
