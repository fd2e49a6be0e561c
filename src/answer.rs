//! From a question to records: the list of a port or of a name, read from the tables.

use crate::hash::{LONGEST_WORD, bucket, difference, hash, hash_word, is_case, same, slot, word};
use crate::layout::{self, On, PORT_ROWS, PORTS_A_ROW, PORTS_A_WORD};
use crate::record::Record;
use crate::tables::{self, NAME_INDEX, PORT_INDEX, STATUS_INDEX};
use crate::transport::Transport;

/// An ordered list of services: those of a port or of a name, on some transports.
#[derive(Clone, Copy)]
pub(crate) struct Answer {
    /// The ordinal of the first record, 0 for none.
    first: u16,
    /// The list number.
    list: u32,
}

impl Answer {
    pub(crate) const NONE: Self = Self { first: 0, list: 0 };

    #[inline]
    pub(crate) const fn of_port(port: u16, on: On) -> Self {
        let port = port as usize;
        let offset = PORT_INDEX.get(tables::PORT_OFFSET, port / PORTS_A_ROW);
        let place = layout::place(offset, port, tables::PORT_PLACES as usize);
        let base = PORT_INDEX.get(tables::PORT_BASE, place);
        let list = PORT_INDEX.get(tables::PORT_LIST, place) + on as usize;
        let mask = PORT_INDEX.get(tables::PORT_FIRST, list * 2);
        let add = PORT_INDEX.get(tables::PORT_FIRST, list * 2 + 1);
        Self {
            first: layout::first(base, mask, add),
            list: list as u32,
        }
    }

    #[inline]
    pub(crate) const fn of_slot(slot: usize, on: On) -> Self {
        let base = NAME_INDEX.get(tables::NAME_BASE, slot);
        let list = on.list(NAME_INDEX.get(tables::NAME_SHAPE, slot));
        let mask = NAME_INDEX.get(tables::NAME_FIRST, list * 2);
        let add = NAME_INDEX.get(tables::NAME_FIRST, list * 2 + 1);
        Self {
            first: layout::first(base, mask, add),
            list: list as u32,
        }
    }

    /// `inline(never)`: a program that looks up names in many places links this code once.
    #[inline(never)]
    pub(crate) const fn of_name(name: &str, on: On) -> Self {
        let Some(Candidate {
            slot,
            word,
            difference,
        }) = candidate(name)
        else {
            return Self::NONE;
        };
        // The list is read before the names are compared, so that the processor does both at once.
        let found = Self::of_slot(slot, on);
        match difference {
            0 => found,
            _ => found.in_other_case(word, difference),
        }
    }

    /// Kept out of `of_name`, because most look-ups use the registered spelling and never get here.
    #[inline(never)]
    const fn in_other_case(self, word: u128, difference: u128) -> Self {
        if is_case(word, difference) {
            self
        } else {
            Self::NONE
        }
    }

    #[inline]
    pub(crate) const fn first(self) -> Option<Record> {
        Record::from_ordinal(self.first as usize)
    }

    #[inline]
    pub(crate) const fn len(self) -> usize {
        if self.first().is_none() {
            return 0;
        }
        let (start, end) = tables::ANSWER_REST_START.pair(self.list as usize);
        1 + end - start
    }

    #[inline]
    pub(crate) const fn get(self, at: usize) -> Option<Record> {
        if at == 0 {
            return self.first();
        }
        if at >= self.len() {
            return None;
        }
        let rest = tables::ANSWER_REST_START.get(self.list as usize) + at - 1;
        Record::from_ordinal(self.first as usize + tables::ANSWER_REST.get(rest))
    }

    /// The name of the first record that has one.
    #[inline]
    pub(crate) const fn name(self) -> Option<&'static str> {
        let Some(first) = self.first() else {
            return None;
        };
        match first.name() {
            None => self.further_name(),
            name => name,
        }
    }

    #[cold]
    #[inline]
    const fn further_name(self) -> Option<&'static str> {
        let mut at = 1;
        while let Some(record) = self.get(at) {
            if let Some(name) = record.name() {
                return Some(name);
            }
            at += 1;
        }
        None
    }

    /// The number of the name of the first record that has one.
    #[inline]
    pub(crate) const fn name_number(self) -> Option<u16> {
        let mut at = 0;
        while let Some(record) = self.get(at) {
            if let Some(number) = record.name_number() {
                return Some(number);
            }
            at += 1;
        }
        None
    }

    /// The first port of the first record that has one.
    #[inline]
    pub(crate) const fn first_port(self) -> Option<u16> {
        let Some(first) = self.first() else {
            return None;
        };
        match first.first_port() {
            None => self.further_port(),
            port => port,
        }
    }

    #[cold]
    #[inline]
    const fn further_port(self) -> Option<u16> {
        let mut at = 1;
        while let Some(record) = self.get(at) {
            if let Some(port) = record.first_port() {
                return Some(port);
            }
            at += 1;
        }
        None
    }
}

/// The next port, from `port` to `last`, in a row of ports with at least one service.
#[inline]
pub(crate) fn next_used_row(port: u16, last: u16) -> Option<u16> {
    let is_used = |&row: &usize| {
        let offset = PORT_INDEX.get(tables::PORT_OFFSET, row % PORT_ROWS);
        // The first eight places are those of the rows of ports without a service.
        layout::place(offset, row * PORTS_A_ROW, tables::PORT_PLACES as usize) != 0
    };
    let mut rows = usize::from(port) / PORTS_A_ROW..=usize::from(last) / PORTS_A_ROW;
    let used = rows.find(is_used)?;
    Some(port.max((used * PORTS_A_ROW) as u16))
}

/// The one registered name that may be the name asked for.
struct Candidate {
    slot: usize,
    /// The name asked for, as a number; see [`hash::word`](crate::hash::word).
    word: u128,
    /// The bits in which the two names differ.
    difference: u128,
}

/// The registered name in the slot of `name`, if it has the same length.
#[inline(always)]
const fn candidate(name: &str) -> Option<Candidate> {
    let name = name.as_bytes();
    if name.len() > tables::LONGEST_NAME as usize {
        return None;
    }
    if name.len() > LONGEST_WORD {
        return long_candidate(name);
    }
    let word = word(name);
    let slot = slot_of(hash_word(word, name.len(), tables::NAME_SEED));
    let (start, end) = tables::NAME_START.pair(slot);
    if end.wrapping_sub(start) != name.len() {
        return None;
    }
    let Some(text) = tables::NAME_TEXT.chunk(start) else {
        return None;
    };
    let difference = difference(word, name.len(), text);
    Some(Candidate {
        slot,
        word,
        difference,
    })
}

#[inline]
const fn slot_of(hash: u64) -> usize {
    let bucket = bucket(hash, tables::PILOTS as usize);
    let pilot = NAME_INDEX.get(tables::NAME_PILOT, bucket);
    let steer = NAME_INDEX.get(tables::NAME_STEER, pilot);
    slot(hash, steer as u32, tables::SLOTS as usize)
}

#[cold]
#[inline]
const fn long_candidate(name: &[u8]) -> Option<Candidate> {
    let slot = slot_of(hash(name, tables::NAME_SEED));
    if !same(name, tables::name_text(slot).as_bytes()) {
        return None;
    }
    Some(Candidate {
        slot,
        word: 0,
        difference: 0,
    })
}

/// The registered spelling of a name.
#[inline]
pub(crate) fn registered(name: &str) -> Option<&'static str> {
    let found = candidate(name).filter(|found| is_case(found.word, found.difference))?;
    Some(tables::name_text(found.slot)).filter(|name| !name.is_empty())
}

/// The record that decides the status of a port without a service on a transport.
#[inline]
pub(crate) const fn status_record(port: u16, transport: Transport) -> Option<Record> {
    let word = port as usize / PORTS_A_WORD;
    let low = STATUS_INDEX.get(tables::STATUS_BEGINS, word * 2) as u64;
    let high = STATUS_INDEX.get(tables::STATUS_BEGINS, word * 2 + 1) as u64;
    let before = STATUS_INDEX.get(tables::STATUS_BEFORE, word);
    let run = before + layout::begun(low | high << 32, port);
    let base = STATUS_INDEX.get(tables::STATUS_BASE, run);
    let list = On::one(transport).list(STATUS_INDEX.get(tables::STATUS_SHAPE, run));
    let mask = STATUS_INDEX.get(tables::STATUS_FIRST, list * 2);
    let add = STATUS_INDEX.get(tables::STATUS_FIRST, list * 2 + 1);
    Record::from_ordinal(layout::first(base, mask, add) as usize)
}
