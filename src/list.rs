//! Short lists for the `Debug` of iterators.

use core::fmt;

/// How many items of a list `Debug` shows: as many as any port or name has records.
const SHOWN: usize = 20;

/// Writes a list of items, cut off after [`SHOWN`], so that a view of the whole registry stays short.
#[inline]
pub(crate) fn list<T: fmt::Debug>(
    f: &mut fmt::Formatter<'_>,
    mut items: impl Iterator<Item = T>,
) -> fmt::Result {
    let mut list = f.debug_list();
    list.entries(items.by_ref().take(SHOWN));
    match items.next() {
        None => list.finish(),
        Some(_) => list.finish_non_exhaustive(),
    }
}
