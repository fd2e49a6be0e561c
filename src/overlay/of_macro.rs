//! For [`overlay!`](crate::overlay!) alone: none of it is part of the API.

use crate::transport::Transport;

use super::entry::Entry;
use super::texts::of_str;
use super::view::Overlay;

/// What stands after a slash or before a brace, under the name by which it is written.
#[derive(Clone, Copy, Debug)]
pub enum Word {
    On(Transport),
    OnlyFound,
    OnlyShown,
}

pub const tcp: Word = Word::On(Transport::Tcp);
pub const udp: Word = Word::On(Transport::Udp);
pub const sctp: Word = Word::On(Transport::Sctp);
pub const dccp: Word = Word::On(Transport::Dccp);
pub const only_found: Word = Word::OnlyFound;
pub const only_shown: Word = Word::OnlyShown;

/// Rows with the words that stand for all of them: the ports of each, one or the first and the last, and its name.
pub type Rows = (&'static [Word], &'static [(&'static [u16], &'static str)]);

/// How many rows there are in a table.
#[inline]
pub const fn count(table: &[Rows]) -> usize {
    let (mut count, mut table) = (0, table);
    while let [(_, rows), more @ ..] = table {
        count += rows.len();
        table = more;
    }
    count
}

/// Entries that are checked.
#[derive(Debug)]
pub struct Arranged<const N: usize>([Entry; N]);

impl<const N: usize> Arranged<N> {
    /// The entries of a table; or the end of the compilation, with what is wrong.
    #[inline]
    pub const fn new(table: &[Rows]) -> Arranged<N> {
        let mut entries = [const { Entry::new("", 0, &[]) }; N];
        let (mut at, mut table) = (0, table);
        while let [(words, rows), more @ ..] = table {
            let mut rows = *rows;
            while let [(ports, name), more @ ..] = rows {
                entries[at] = entry(words, ports, name);
                at += 1;
                rows = more;
            }
            table = more;
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

#[inline]
const fn entry(words: &[Word], ports: &[u16], name: &'static str) -> Entry {
    let (first, last) = match ports {
        [port] => (*port, *port),
        [first, last] => (*first, *last),
        _ => panic!("expected a port before the slash or the arrow"),
    };
    let (mut entry, mut words) = (Entry::range(name, first, last, &[]), words);
    while let [word, more @ ..] = words {
        entry = match word {
            Word::On(transport) => entry.on(*transport),
            Word::OnlyFound => entry.only_found(),
            Word::OnlyShown => entry.only_shown(),
        };
        words = more;
    }
    entry
}
