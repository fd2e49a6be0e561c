use core::ops::Range;

use super::UnofficialName;
use crate::rows::{Row, Rows};
use crate::tables;

/// The iterator of [`all`](super::all), [`of_port`](super::of_port) and [`withdrawn`](super::withdrawn).
///
/// # Examples
///
/// ```
/// let mut names = ianaports::unofficial::all();
/// assert_eq!(names.len(), names.clone().count());
/// assert_eq!(names.next().unwrap().name(), "0ad");
/// assert_eq!(names.next_back().unwrap().name(), "zwave-js-ui");
/// ```
pub type UnofficialNames = Rows<UnofficialRow>;

/// A row in the order by name; or, behind all of these, a place in the order by port.
#[derive(Debug)]
pub struct UnofficialRow;

/// How many rows there are, withdrawn ones too.
pub(super) const ROWS: usize = tables::UNOFFICIAL_FIRST.len();

/// The rows in some places of the order by port.
#[inline]
pub(super) const fn by_port(places: Range<usize>) -> UnofficialNames {
    Rows::new(ROWS + places.start..ROWS + places.end)
}

impl Row for UnofficialRow {
    type Item = UnofficialName;

    #[inline]
    fn get(row: usize) -> Option<UnofficialName> {
        Some(match row.checked_sub(ROWS) {
            None => UnofficialName::of_row(row),
            Some(place) => UnofficialName::of_place(place),
        })
    }
}
