//! For [`overlay!`](crate::overlay!) alone: none of it is part of the API.

use crate::transport::Transport;

use super::entry::Entry;
use super::texts::of_str;
use super::view::Overlay;

/// What stands after a slash or before a brace.
#[derive(Clone, Copy, Debug)]
pub enum Word {
    On(Transport),
    OnlyFound,
    OnlyShown,
}

/// The entries of rows, with the words that stand for all of them.
#[inline]
pub const fn rows<const N: usize>(
    head: &[Word],
    rows: [(&'static str, (u16, u16)); N],
) -> [Entry; N] {
    let mut entries = [NONE; N];
    let mut at = 0;
    while at < N {
        let (name, (first, last)) = rows[at];
        entries[at] = Entry::range(name, first, last, &[]);
        let mut rest = head;
        while let [word, more @ ..] = rest {
            entries[at] = match word {
                Word::On(transport) => entries[at].on(*transport),
                Word::OnlyFound => entries[at].only_found(),
                Word::OnlyShown => entries[at].only_shown(),
            };
            rest = more;
        }
        at += 1;
    }
    entries
}

/// How many entries there are in the lists.
#[inline]
pub const fn count(lists: &[&[Entry]]) -> usize {
    let (mut count, mut rest) = (0, lists);
    while let [list, more @ ..] = rest {
        count += list.len();
        rest = more;
    }
    count
}

/// Entries that are checked.
#[derive(Debug)]
pub struct Arranged<const N: usize>([Entry; N]);

impl<const N: usize> Arranged<N> {
    /// The entries of the lists, one list after the other; or the end of the compilation.
    #[inline]
    pub const fn new(lists: &[&[Entry]]) -> Arranged<N> {
        let mut entries = [NONE; N];
        let (mut at, mut rest) = (0, lists);
        while let [list, more @ ..] = rest {
            let mut next = 0;
            while next < list.len() {
                entries[at] = list[next];
                at += 1;
                next += 1;
            }
            rest = more;
        }
        match of_str::arrange(&mut entries, false) {
            Ok(()) => Arranged(entries),
            Err(error) => error.stop_compiling(),
        }
    }

    #[inline]
    pub const fn overlay(&self) -> Overlay<'_, 'static> {
        Overlay::of_arranged(&self.0)
    }
}

const NONE: Entry = Entry::new("", 0, &[]);
