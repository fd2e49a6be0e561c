//! The tables that the build made of the registry, and the only file that sees them.
//!
//! Each table is a static of its own, so that the linker drops those that a program does not reach,
//! and holds numbers or text but no address, so that nothing is relocated when a program starts.
//! A [`Column`] is an array of little-endian numbers of the width that its largest value needs:
//! the build chooses it, so a larger registry makes wider columns and not another layout.
//! (Three bytes are two loads: `NAME_START`, which every name is read by, takes four instead.)
//!
//! # Records
//!
//! A record is its number in the registry's order. `RECORD_*` have a row for each:
//! `RECORD_KIND` (3 bits transport, 4 for none stated; 2 bits status; 1 bit whether its ports are a
//! range), `RECORD_PORT` (0 for none, else one more than the first port), `RECORD_NAME` (a slot, or
//! the number of slots for none), `RECORD_DESCRIPTION`, `RECORD_DATES` and `RECORD_PEOPLE` (rows of
//! what is stored once). What few records have is sparse: a sorted column of records, searched by
//! halving, beside a column of values (`RANGE_*`, `ALIAS_*`, `NOTES_*`, `UNAUTHORIZED_*`, `CODE_*`,
//! `REFERENCES_*`). Head-room: 65,535 records, people or distinct names; the build refuses more.
//!
//! # Answers
//!
//! The records of a port or of a name are a *base*, the smallest of their numbers, and a *shape*:
//! for each of the four transports, for any, and for any but TCP, the list of differences from the
//! base, in the order that the crate's page tells. The registry keeps what belongs together
//! together, so that some dozens of shapes do for thousands of ports and names. A list's number is
//! 8 × shape + which of the shape's lists it is. Two rows a list of `PORT_FIRST` or `NAME_FIRST`
//! make the base one more than the first record: what is kept of the base, all bits or, for an empty
//! list, none, and what is added. What makes the first record each further one, in 16 bits, is in
//! `ANSWER_REST`, from that row of `ANSWER_REST_START` to the next.
//!
//! An [`Index`] is the columns in one static that a look-up reads to its first record. Where a number
//! read from one is a row of another, there is room for any such number of that width, or the
//! remainder by a power of two is taken: no read of an index has to be checked.
//!
//! # Ports
//!
//! `PORT_BASE` and `PORT_LIST` (8 × shape) hold the distinct rows of eight ports; the first is empty.
//! `PORT_OFFSET` gives for every eight ports what added to a port is its place there. So a port takes
//! two dependent reads to its lists and a third to its first record, whichever the transport. The
//! real registry has 22 shapes of ports, and the list takes one byte up to 32.
//!
//! # Names
//!
//! A slot is the place that the perfect hash gives a name: one byte of `NAME_PILOT` for three names
//! tells the row of `NAME_STEER` that changes their hashes, and a hundredth of the slots are empty.
//! Names stand in `NAME_TEXT` in the order of their slots, from `NAME_START` to the next, in the
//! registered spelling; a lookup compares there, sixteen bytes at once, and zeros follow the last
//! name as far as `NAME_START` can point. `NAME_BASE` (the first record that bears the name, service
//! or not) and `NAME_SHAPE` are the answer; `NAME_SORTED` the alphabet.
//!
//! # Status
//!
//! `STATUS_FIRST` and `STATUS_RECORD`: for each transport and for none stated (`STATUS_LIST` tells
//! where each begins) the runs of ports of which the same record that is no service says most, in
//! ascending order; a record is one more than its number here, and 0 says that none does.
//!
//! # People and references
//!
//! A row of `PEOPLE_START` begins a list in `PEOPLE`: `PEOPLE_ASSIGNEES` assignees and then the
//! contacts, or, when that is 0, people who are both. `PERSON_*` have a row for each person, in the
//! registry's order; `ORGANIZATION_*` are sparse. `REFERENCE_*` have a row for each distinct
//! reference and three texts for each: what is cited, its section, what IANA shows in its place.

use crate::hash::{LONGEST_WORD, bucket, difference, hash, hash_word, is_case, same, slot, word};
use crate::{Date, Record, Transport};

pub(crate) use generated::*;

mod generated {
    use super::{Column, Index, Part, Pool};
    include!(concat!(env!("OUT_DIR"), "/tables.rs"));
}

/// The `updated` date of the registry, which the build has checked.
pub(crate) const REGISTRY_UPDATED: Date =
    Date::from_packed(UPDATED as u32).expect("the build packs a date");

/// Numbers of `W` bytes each.
pub(crate) struct Column<const W: usize, const N: usize>([u8; N]);

impl<const W: usize, const N: usize> Column<W, N> {
    #[inline]
    pub(crate) const fn len(&self) -> usize {
        N / W
    }

    /// The number in a row; 0 past the end, which no row of another table points to.
    #[inline]
    pub(crate) const fn get(&self, row: usize) -> usize {
        if row >= N / W {
            return 0;
        }
        number::<W, N>(&self.0, row * W)
    }

    /// The numbers in a row and in the next, such as where a text begins and ends.
    #[inline]
    const fn pair(&self, row: usize) -> (usize, usize) {
        (self.get(row), self.get(row + 1))
    }

    /// How many rows at the start of a sorted range of rows have a number below `bound`.
    #[inline]
    fn below(&self, start: usize, end: usize, bound: usize) -> usize {
        let (mut low, mut high) = (start, end);
        while low < high {
            let middle = low + (high - low) / 2;
            if self.get(middle) < bound {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// The first row of a sorted column that holds `number`.
    #[inline]
    pub(crate) fn find(&self, number: usize) -> Option<usize> {
        let row = self.below(0, self.len(), number);
        (row < self.len() && self.get(row) == number).then_some(row)
    }

    /// The rows of a sorted column that hold `number`.
    #[inline]
    pub(crate) fn equal(&self, number: usize) -> core::ops::Range<usize> {
        self.below(0, self.len(), number)..self.below(0, self.len(), number + 1)
    }
}

/// The number of `W` bytes at a place.
#[inline]
const fn number<const W: usize, const N: usize>(bytes: &[u8; N], at: usize) -> usize {
    // Byte by byte: the compiler makes one load of them and keeps no panic of the index, and a
    // `const`, in which each call of a function costs, is twice as quick as with chunks.
    match W {
        1 => bytes[at] as usize,
        2 => bytes[at] as usize | (bytes[at + 1] as usize) << 8,
        3 => bytes[at] as usize | (bytes[at + 1] as usize) << 8 | (bytes[at + 2] as usize) << 16,
        _ => {
            bytes[at] as usize
                | (bytes[at + 1] as usize) << 8
                | (bytes[at + 2] as usize) << 16
                | (bytes[at + 3] as usize) << 24
        }
    }
}

/// Where in its [`Index`] a column of numbers of `W` bytes each begins.
#[derive(Clone, Copy)]
pub(crate) struct Part<const W: usize>(usize);

/// The columns that one look-up reads, one after the other: one address does for all of them.
pub(crate) struct Index<const N: usize>([u8; N]);

impl<const N: usize> Index<N> {
    /// The number in a row, which is below the count of rows that the build made room for.
    #[inline]
    const fn get<const W: usize>(&self, part: Part<W>, row: usize) -> usize {
        number::<W, N>(&self.0, part.0 + row * W)
    }

    /// The answer of a list, of which two rows of a column tell the first record.
    #[inline]
    const fn answer<const W: usize>(&self, first: Part<W>, base: usize, list: usize) -> Answer {
        let (kept, more) = (self.get(first, list * 2), self.get(first, list * 2 + 1));
        Answer {
            first: ((base & kept) + more) as u16,
            list: list as u32,
        }
    }
}

/// Texts of `N` bytes, one after the other, behind one byte.
pub(crate) struct Pool<const N: usize>(&'static str);

impl<const N: usize> Pool<N> {
    /// The text of a row, from its start to the next row's.
    #[inline]
    pub(crate) const fn get<const W: usize, const M: usize>(
        &self,
        start: &Column<W, M>,
        row: usize,
    ) -> &'static str {
        let (start, end) = start.pair(row);
        // With a length that is known, and no text at its start, the splits have less to check.
        let before_end = match self.0.split_at_checked(end + 1) {
            Some((text, _)) if self.0.len() == N => text,
            _ => "",
        };
        match before_end.split_at_checked(start + 1) {
            Some((_, text)) => text,
            None => "",
        }
    }

    /// The bytes from a start on, of which there are as many after the last text, too.
    #[inline]
    const fn chunk<const L: usize>(&self, start: usize) -> Option<&[u8; L]> {
        match self.0.as_bytes().split_at_checked(start + 1) {
            Some((_, rest)) if self.0.len() == N => rest.first_chunk(),
            _ => None,
        }
    }
}

/// Which transports an answer is for: one, or several at once.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum On {
    Tcp,
    Udp,
    Sctp,
    Dccp,
    Any,
    AnyButTcp,
}

const LISTS: usize = 8;

impl On {
    #[inline]
    pub(crate) const fn one(transport: Transport) -> Self {
        match transport {
            Transport::Tcp => Self::Tcp,
            Transport::Udp => Self::Udp,
            Transport::Sctp => Self::Sctp,
            Transport::Dccp => Self::Dccp,
        }
    }
}

/// An ordered list of services: those of a port or of a name, on the transports asked for.
#[derive(Clone, Copy)]
pub(crate) struct Answer {
    /// One more than the first record, 0 for none.
    first: u16,
    list: u32,
}

impl Answer {
    pub(crate) const NONE: Self = Self { first: 0, list: 0 };

    #[inline]
    pub(crate) const fn of_port(port: u16, on: On) -> Self {
        let (places, lists) = (PORT_PLACES as usize, PORT_LISTS as usize);
        let offset = PORT_INDEX.get(PORT_OFFSET, port as usize / PORTS_A_ROW);
        let place = (offset + port as usize) % places;
        let base = PORT_INDEX.get(PORT_BASE, place);
        let list = PORT_INDEX.get(PORT_LIST, place) % lists + on as usize;
        PORT_INDEX.answer(PORT_FIRST, base, list)
    }

    #[inline]
    pub(crate) const fn of_slot(slot: usize, on: On) -> Self {
        if slot >= SLOTS as usize {
            return Self::NONE;
        }
        let base = first_bearer(slot);
        let shape = NAME_INDEX.get(NAME_SHAPE, slot) % NAME_SHAPES as usize;
        NAME_INDEX.answer(NAME_FIRST, base, shape * LISTS + on as usize)
    }

    /// Not to be inlined: callers have one call and the linker one copy.
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
        // Read before it is known to be wanted: the processor need not wait.
        let found = Self::of_slot(slot, on);
        match difference {
            0 => found,
            _ => found.in_other_case(word, difference),
        }
    }

    /// Apart, as mostly a name is asked for as it is spelled, and two that differ do so in more than case.
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
        1 + ANSWER_REST_START.get(self.list as usize + 1)
            - ANSWER_REST_START.get(self.list as usize)
    }

    #[inline]
    pub(crate) const fn get(self, at: usize) -> Option<Record> {
        if at == 0 {
            return self.first();
        }
        if at >= self.len() {
            return None;
        }
        let rest = ANSWER_REST_START.get(self.list as usize) + at - 1;
        Record::from_ordinal(self.first as usize + ANSWER_REST.get(rest))
    }
}

const PORTS_A_ROW: usize = 8;
const PORT_ROWS: usize = (1 << 16) / PORTS_A_ROW;

/// The next port from `port` to `last` in whose row of the index some service stands.
#[inline]
pub(crate) fn next_used_row(port: u16, last: u16) -> Option<u16> {
    let row = usize::from(port) / PORTS_A_ROW;
    let is_used = |&row: &usize| {
        let place = PORT_INDEX.get(PORT_OFFSET, row % PORT_ROWS) + row * PORTS_A_ROW;
        place % PORT_PLACES as usize != 0
    };
    let used = (row..=usize::from(last) / PORTS_A_ROW).find(is_used)?;
    Some(port.max((used * PORTS_A_ROW) as u16))
}

/// The slot of the registered name of a hash, the word of the one that was hashed, and their difference.
struct Candidate {
    slot: usize,
    word: u128,
    difference: u128,
}

/// The name of the same hash and length, if there is one.
#[inline(always)]
const fn candidate(name: &str) -> Option<Candidate> {
    let name = name.as_bytes();
    if name.len() > LONGEST_NAME as usize {
        return None;
    }
    if name.len() > LONGEST_WORD {
        return long_candidate(name);
    }
    let word = word(name);
    let slot = slot_of(hash_word(word, name.len(), NAME_SEED));
    let (start, end) = NAME_START.pair(slot);
    if end.wrapping_sub(start) != name.len() {
        return None;
    }
    let Some(text) = NAME_TEXT.chunk(start) else {
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
    let pilot = NAME_INDEX.get(NAME_PILOT, bucket(hash, PILOTS as usize));
    let steer = NAME_INDEX.get(NAME_STEER, pilot);
    slot(hash, steer as u32, SLOTS as usize)
}

#[cold]
#[inline]
const fn long_candidate(name: &[u8]) -> Option<Candidate> {
    let slot = slot_of(hash(name, NAME_SEED));
    if !same(name, name_text(slot).as_bytes()) {
        return None;
    }
    Some(Candidate {
        slot,
        word: 0,
        difference: 0,
    })
}

#[inline]
pub(crate) const fn name_text(slot: usize) -> &'static str {
    NAME_TEXT.get(&NAME_START, slot)
}

/// The row of the first record that bears the name of a slot.
#[inline]
pub(crate) const fn first_bearer(slot: usize) -> usize {
    if slot >= SLOTS as usize {
        return 0;
    }
    NAME_INDEX.get(NAME_BASE, slot)
}

/// The registered spelling of a name.
#[inline]
pub(crate) fn registered(name: &str) -> Option<&'static str> {
    let found = candidate(name).filter(|found| is_case(found.word, found.difference))?;
    Some(name_text(found.slot)).filter(|name| !name.is_empty())
}

/// The record that is no service and says most of a port, among those that state `transport` or none.
#[inline]
pub(crate) fn status_record(port: u16, transport: Option<Transport>) -> Option<Record> {
    const UNSTATED: usize = 4;
    let list = transport.map_or(UNSTATED, |transport| On::one(transport) as usize);
    let (start, end) = (STATUS_LIST.get(list), STATUS_LIST.get(list + 1));
    let run = STATUS_FIRST
        .below(start, end, usize::from(port) + 1)
        .checked_sub(1)?;
    Record::from_ordinal(STATUS_RECORD.get(run))
}
