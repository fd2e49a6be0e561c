//! The order of the rows: that of their names, which have small letters alone.

use core::cmp::Ordering;

use super::UnofficialName;
use crate::tables;

/// The row of a name, in any letter case.
pub(super) const fn find(name: &[u8]) -> Option<UnofficialName> {
    let (mut low, mut high) = (0, tables::UNOFFICIAL as usize);
    while low < high {
        let middle = low + (high - low) / 2;
        let row = UnofficialName::of_row(middle);
        match compare(row.name().as_bytes(), name) {
            Ordering::Less => low = middle + 1,
            Ordering::Equal => return Some(row),
            Ordering::Greater => high = middle,
        }
    }
    None
}

const fn compare(small: &[u8], any: &[u8]) -> Ordering {
    let mut at = 0;
    while at < small.len() && at < any.len() {
        let other = any[at].to_ascii_lowercase();
        if small[at] < other {
            return Ordering::Less;
        }
        if small[at] > other {
            return Ordering::Greater;
        }
        at += 1;
    }
    if small.len() < any.len() {
        Ordering::Less
    } else if small.len() == any.len() {
        Ordering::Equal
    } else {
        Ordering::Greater
    }
}
