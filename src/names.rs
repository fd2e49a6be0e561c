//! Every registered name.

use core::fmt;
use core::iter::FusedIterator;

use crate::list::list;
use crate::tables;

/// Every registered name once, in the registered spelling, sorted without regard to ASCII case.
///
/// # Examples
///
/// ```
/// use ianaports::names;
///
/// // Complete the name that a person has begun to type, in any letter case.
/// let begins = |name: &&str, typed: &str| {
///     name.get(..typed.len()).is_some_and(|head| head.eq_ignore_ascii_case(typed))
/// };
/// assert_eq!(names().filter(|name| begins(name, "ether")).count(), 6);
/// assert!(names().filter(|name| begins(name, "HTTP-w")).eq(["http-wmap"]));
/// ```
#[inline]
pub const fn names() -> Names {
    Names {
        front: 0,
        back: tables::NAMES as usize,
    }
}

/// The iterator of [`names`], from either end.
///
/// # Examples
///
/// ```
/// assert_eq!(ianaports::names().next_back(), Some("zymed-zpp"));
/// ```
#[derive(Clone)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Names {
    front: usize,
    back: usize,
}

impl Names {
    #[inline]
    fn get(row: usize) -> &'static str {
        tables::name_text(tables::NAME_SORTED.get(row))
    }
}

impl Iterator for Names {
    type Item = &'static str;

    #[inline]
    fn next(&mut self) -> Option<&'static str> {
        let row = self.front;
        (row < self.back).then(|| {
            self.front += 1;
            Self::get(row)
        })
    }

    /// In constant time.
    #[inline]
    fn nth(&mut self, n: usize) -> Option<&'static str> {
        self.front = self.front.saturating_add(n).min(self.back);
        self.next()
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        let len = self.back - self.front;
        (len, Some(len))
    }
}

impl DoubleEndedIterator for Names {
    #[inline]
    fn next_back(&mut self) -> Option<&'static str> {
        (self.front < self.back).then(|| {
            self.back -= 1;
            Self::get(self.back)
        })
    }

    /// In constant time.
    #[inline]
    fn nth_back(&mut self, n: usize) -> Option<&'static str> {
        self.back = self.back.saturating_sub(n).max(self.front);
        self.next_back()
    }
}

impl ExactSizeIterator for Names {}
impl FusedIterator for Names {}

impl fmt::Debug for Names {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        list(f, self.clone())
    }
}
