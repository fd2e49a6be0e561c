use core::fmt;
use core::iter::FusedIterator;

use super::UnofficialName;
use crate::list::list;
use crate::tables;

/// The iterator of [`all`](super::all), [`of_port`](super::of_port) and [`withdrawn`](super::withdrawn).
///
/// # Examples
///
/// ```
/// let mut names = ianaports::unofficial::all();
/// assert_eq!(names.len(), names.clone().count());
/// assert_eq!(names.next().unwrap().name(), "activemq");
/// assert_eq!(names.next_back().unwrap().name(), "zookeeper");
/// ```
#[derive(Clone)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct UnofficialNames {
    next: usize,
    end: usize,
    /// Whether these are places in the order by port, and not rows, which are in that by name.
    is_by_port: bool,
}

impl UnofficialNames {
    #[inline]
    pub(super) const fn by_name(next: usize, end: usize) -> Self {
        Self {
            next,
            end,
            is_by_port: false,
        }
    }

    #[inline]
    pub(super) const fn by_port(next: usize, end: usize) -> Self {
        Self {
            next,
            end,
            is_by_port: true,
        }
    }

    #[inline]
    pub(super) const fn count_left(&self) -> usize {
        self.end - self.next
    }

    #[inline]
    pub(super) const fn first(&self) -> Option<UnofficialName> {
        if self.next < self.end {
            Some(self.get(self.next))
        } else {
            None
        }
    }

    #[inline]
    const fn get(&self, place: usize) -> UnofficialName {
        UnofficialName::of_row(if self.is_by_port {
            tables::UNOFFICIAL_PLACE_ROW.get(place)
        } else {
            place
        })
    }
}

impl Iterator for UnofficialNames {
    type Item = UnofficialName;

    #[inline]
    fn next(&mut self) -> Option<UnofficialName> {
        let first = self.first()?;
        self.next += 1;
        Some(first)
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.count_left();
        (left, Some(left))
    }
}

impl DoubleEndedIterator for UnofficialNames {
    #[inline]
    fn next_back(&mut self) -> Option<UnofficialName> {
        if self.next >= self.end {
            return None;
        }
        self.end -= 1;
        Some(self.get(self.end))
    }
}

impl ExactSizeIterator for UnofficialNames {}
impl FusedIterator for UnofficialNames {}

impl fmt::Debug for UnofficialNames {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        list(f, self.clone())
    }
}
