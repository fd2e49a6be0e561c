//! The tables that the build made of the registry: storage, and the only file that sees generated data.
//!
//! `layout.rs` defines the words used here and shows what a look-up reads.
//!
//! - A [`Column`] is an array of little-endian numbers. The build gives it the width that its largest
//!   number needs. So a larger registry may make wider columns, and the layout stays.
//! - A [`Pool`] is texts one after the other. A column states where each begins and where the last ends.
//! - An [`Index`] is several columns in one static. A look-up then reads from one address, which saves
//!   eight of 48 instructions (`benches/instructions.sh`).
//!
//! Each is a static of its own, so that the linker drops those that a program does not use. None
//! holds an address, so nothing is relocated when a program starts.
//!
//! | columns | one row for each |
//! |---|---|
//! | `RECORD_*` | record; `RECORD_NAME` is a slot, or the number of slots for no name |
//! | `RANGE_*`, `ALIAS_*`, `CANONICAL_*`, `NOTES_*`, `UNAUTHORIZED_*`, `CODE_*`, `REFERENCES_*` | record that has one: a sorted column of records beside a column of values |
//! | `DESCRIPTION_*`, `DATES_*`, `PEOPLE_*`, `REFERENCE_*` | distinct description, pair of dates, list of people, reference |
//! | `PERSON_*`, `ORGANIZATION_*` | person; person with an organization |
//! | `PORT_OFFSET` | eight ports |
//! | `PORT_BASE`, `PORT_LIST` | place |
//! | `NAME_START`, `NAME_BASE`, `NAME_SHAPE` | slot |
//! | `NAME_PILOT`, `NAME_STEER` | bucket of hashes, pilot |
//! | `NAME_SORTED` | name in alphabetical order: its slot |
//! | `NAME_NUMBER` | slot: the row of its name in `NAME_SORTED` |
//! | `PORT_FIRST`, `NAME_FIRST`, `STATUS_FIRST` | list number: mask and add |
//! | `ANSWER_REST_START` | list number: where in `ANSWER_REST` its further records begin |
//! | `ANSWER_REST` | further record of a list: its ordinal minus the first one, modulo 2^16 |
//! | `STATUS_BEGINS`, `STATUS_BEFORE` | 64 ports: a bit for each that begins a run, in two halves; the run that goes on from the ports before them |
//! | `STATUS_BASE`, `STATUS_SHAPE` | run |
//!
//! In a list of `PEOPLE` the assignees come before the contacts, and `PEOPLE_ASSIGNEES` counts them; 0 means
//! that every person is both. The build refuses a registry with more than 65,535 records, people or names.

use crate::date::Date;
use crate::layout::date_from_number;

pub(crate) use generated::*;

mod generated {
    use super::{Column, Index, Part, Pool};
    include!(concat!(env!("OUT_DIR"), "/tables.rs"));
}

/// The `updated` date of the registry, which the build has checked.
pub(crate) const REGISTRY_UPDATED: Date =
    date_from_number(UPDATED as u32).expect("the build writes a date");

/// Numbers of `W` bytes each.
pub(crate) struct Column<const W: usize, const N: usize>([u8; N]);

impl<const W: usize, const N: usize> Column<W, N> {
    #[inline]
    pub(crate) const fn len(&self) -> usize {
        N / W
    }

    /// The number in a row; 0 past the end, to which no number of another table points.
    #[inline]
    pub(crate) const fn get(&self, row: usize) -> usize {
        if row >= N / W {
            return 0;
        }
        number::<W, N>(&self.0, row * W)
    }

    /// The numbers in a row and in the next, such as where a text begins and ends.
    #[inline]
    pub(crate) const fn pair(&self, row: usize) -> (usize, usize) {
        (self.get(row), self.get(row + 1))
    }

    /// How many rows at the start of a sorted range of rows have a number below `bound`.
    #[inline]
    pub(crate) const fn below(&self, start: usize, end: usize, bound: usize) -> usize {
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
    pub(crate) const fn find(&self, number: usize) -> Option<usize> {
        let row = self.below(0, self.len(), number);
        if row < self.len() && self.get(row) == number {
            Some(row)
        } else {
            None
        }
    }

    /// The rows of a sorted column that hold `number`.
    #[inline]
    pub(crate) const fn equal(&self, number: usize) -> core::ops::Range<usize> {
        self.below(0, self.len(), number)..self.below(0, self.len(), number + 1)
    }
}

/// The number of `W` bytes at a place.
#[inline]
const fn number<const W: usize, const N: usize>(bytes: &[u8; N], at: usize) -> usize {
    // The compiler makes one load of these bytes and drops the check of the index. A `const` evaluates
    // each call of a function, and this form has none.
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

/// The byte of an [`Index`] at which a column of numbers of `W` bytes each begins.
#[derive(Clone, Copy)]
pub(crate) struct Part<const W: usize>(usize);

/// Columns one after the other in `N` bytes.
pub(crate) struct Index<const N: usize>([u8; N]);

impl<const N: usize> Index<N> {
    /// The number in a row of a column; 0 past the end, to which no number of another column points.
    #[inline]
    pub(crate) const fn get<const W: usize>(&self, part: Part<W>, row: usize) -> usize {
        // This checks the end of the index, not that of the column. The compiler drops the check for most
        // columns: `row` was itself read from a column, and the width of that column bounds it.
        let at = part.0 + row * W;
        if at + W > N {
            return 0;
        }
        number::<W, N>(&self.0, at)
    }
}

/// Texts one after the other, in `N` bytes with one byte before the first text.
///
/// Because of the byte no text starts at 0, and the compiler drops checks. `service_name` then takes
/// 40 instructions in place of 43 (`benches/instructions.sh`).
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
        // The length is always `N`; the comparison makes it a constant for the compiler.
        if self.0.len() != N {
            return "";
        }
        let Some((text, _)) = self.0.split_at_checked(end + 1) else {
            return "";
        };
        match text.split_at_checked(start + 1) {
            Some((_, text)) => text,
            None => "",
        }
    }

    /// The `L` bytes from `start` on; `None` where the pool has fewer.
    #[inline]
    pub(crate) const fn chunk<const L: usize>(&self, start: usize) -> Option<&[u8; L]> {
        match self.0.as_bytes().split_at_checked(start + 1) {
            Some((_, rest)) if self.0.len() == N => rest.first_chunk(),
            _ => None,
        }
    }
}

#[inline]
pub(crate) const fn name_text(slot: usize) -> &'static str {
    NAME_TEXT.get(&NAME_START, slot)
}

/// The row of the first record that has the name of a slot, whatever its status.
#[inline]
pub(crate) const fn first_of_name(slot: usize) -> usize {
    NAME_INDEX.get(NAME_BASE, slot)
}
