//! Every registered name.

use core::fmt;
use core::iter::FusedIterator;

use crate::tables;

/// Every registered name once, in the registered spelling, sorted without regard to ASCII case.
///
/// # Examples
///
/// ```
/// use ianaports::names;
///
/// // Complete what a person has begun to type.
/// let completions = names().filter(|name| name.starts_with("http-"));
/// assert!(completions.eq(["http-alt", "http-mgmt", "http-rpc-epmap", "http-wmap"]));
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
}

impl ExactSizeIterator for Names {}
impl FusedIterator for Names {}

impl fmt::Debug for Names {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}
