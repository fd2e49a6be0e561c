//! The iterators over rows of a table, from either end: one type, so that all have the same traits.

use core::fmt;
use core::iter::FusedIterator;
use core::marker::PhantomData;
use core::ops::Range;

use crate::list::list;

/// A kind of row, and what stands in one.
pub trait Row {
    type Item: fmt::Debug;

    fn get(row: usize) -> Option<Self::Item>;
}

/// Rows that follow one another.
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Rows<R> {
    rows: Range<usize>,
    kind: PhantomData<fn() -> R>,
}

impl<R> Rows<R> {
    #[inline]
    pub(crate) const fn new(rows: Range<usize>) -> Self {
        let kind = PhantomData;
        Self { rows, kind }
    }
}

impl<R> Clone for Rows<R> {
    #[inline]
    fn clone(&self) -> Self {
        Self::new(self.rows.clone())
    }
}

impl<R: Row> Iterator for Rows<R> {
    type Item = R::Item;

    #[inline]
    fn next(&mut self) -> Option<R::Item> {
        self.rows.next().and_then(R::get)
    }

    /// In constant time.
    #[inline]
    fn nth(&mut self, n: usize) -> Option<R::Item> {
        self.rows.nth(n).and_then(R::get)
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.rows.size_hint()
    }
}

impl<R: Row> DoubleEndedIterator for Rows<R> {
    #[inline]
    fn next_back(&mut self) -> Option<R::Item> {
        self.rows.next_back().and_then(R::get)
    }

    /// In constant time.
    #[inline]
    fn nth_back(&mut self, n: usize) -> Option<R::Item> {
        self.rows.nth_back(n).and_then(R::get)
    }
}

impl<R: Row> ExactSizeIterator for Rows<R> {}
impl<R: Row> FusedIterator for Rows<R> {}

impl<R: Row> fmt::Debug for Rows<R> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        list(f, self.clone())
    }
}
