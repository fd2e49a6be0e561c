//! The index of entries: the order of their ports, and the hash table of their names.

use crate::hash::{bucket, hash};
use crate::transport::Transport;

use super::entry::{Entry, Index, NOWHERE, TRANSPORTS};

/// Two entries with one place.
pub(super) struct Clash {
    pub(super) entry: u16,
    pub(super) other: u16,
    pub(super) port: u16,
    pub(super) transport: Transport,
    pub(super) is_same_range: bool,
}

/// The entry of this place: without an index that could panic.
#[inline]
pub(super) const fn get<S>(entries: &[Entry<S>], at: usize) -> Option<&Entry<S>> {
    if at < entries.len() {
        Some(&entries[at])
    } else {
        None
    }
}

#[inline]
const fn index_of<S>(entries: &mut [Entry<S>], at: usize) -> Option<&mut Index> {
    if at < entries.len() {
        Some(&mut entries[at].index)
    } else {
        None
    }
}

// The order of ports.

/// Ranks the entries by their first ports, those of equal ones as they were given, and tells for each rank
/// what is shown. Or the first two entries that cannot both be shown: with `first_wins` two of the same
/// range can.
#[inline]
pub(super) const fn by_port<S>(entries: &mut [Entry<S>], first_wins: bool) -> Option<Clash> {
    let mut at = 0;
    while at < entries.len() {
        let port = entries[at].first;
        entries[at].index.port = port;
        entries[at].index.entry = at as u16;
        at += 1;
    }
    sort(entries);
    let mut shown = [NOWHERE; TRANSPORTS];
    let mut rank = 0;
    while rank < entries.len() {
        let place = entries[rank].index.entry;
        let mut transports = Transport::ALL;
        while let [transport, more @ ..] = transports {
            transports = more;
            let Some(entry) = get(entries, place as usize) else {
                continue;
            };
            if !entry.is_shown_on(*transport) {
                continue;
            }
            let last = &mut shown[transport.index()];
            match get(entries, *last as usize) {
                Some(before) if before.last >= entry.first => {
                    let is_same_range = before.first == entry.first && before.last == entry.last;
                    if !(is_same_range && first_wins) {
                        let (entry_at, other) = if place > *last {
                            (place, *last)
                        } else {
                            (*last, place)
                        };
                        return Some(Clash {
                            entry: entry_at,
                            other,
                            port: entry.first,
                            transport: *transport,
                            is_same_range,
                        });
                    }
                }
                _ => *last = place,
            }
        }
        entries[rank].index.last_shown = shown;
        rank += 1;
    }
    None
}

/// Sorts the ranks: not at all where the entries come in order, else as a heap, which a `const` can do and
/// which never is quadratic.
#[inline]
const fn sort<S>(entries: &mut [Entry<S>]) {
    let mut sorted = 1;
    while sorted < entries.len() && key(entries, sorted - 1) < key(entries, sorted) {
        sorted += 1;
    }
    if sorted >= entries.len() {
        return;
    }
    let (mut start, mut end) = (entries.len() / 2, entries.len());
    while end > 1 {
        let moved;
        if start > 0 {
            start -= 1;
            moved = key(entries, start);
        } else {
            end -= 1;
            moved = key(entries, end);
            let greatest = key(entries, 0);
            set_key(entries, end, greatest);
        }
        let mut root = start;
        loop {
            let mut child = 2 * root + 1;
            if child >= end {
                break;
            }
            let mut greater = key(entries, child);
            if child + 1 < end {
                let right = key(entries, child + 1);
                if right > greater {
                    child += 1;
                    greater = right;
                }
            }
            if greater <= moved {
                break;
            }
            set_key(entries, root, greater);
            root = child;
        }
        set_key(entries, root, moved);
    }
}

#[inline]
const fn key<S>(entries: &[Entry<S>], rank: usize) -> u32 {
    match get(entries, rank) {
        Some(entry) => (entry.index.port as u32) << 16 | entry.index.entry as u32,
        None => u32::MAX,
    }
}

#[inline]
const fn set_key<S>(entries: &mut [Entry<S>], rank: usize, key: u32) {
    if let Some(index) = index_of(entries, rank) {
        index.port = (key >> 16) as u16;
        index.entry = key as u16;
    }
}

/// The entry that is shown for a port on a transport.
#[inline]
pub(super) const fn shown<S>(
    entries: &[Entry<S>],
    port: u16,
    transport: Transport,
) -> Option<&Entry<S>> {
    // The last rank that begins at the port or before it, or else the first one.
    let (mut rank, mut len) = (0, entries.len());
    while len > 1 {
        let half = len / 2;
        if let Some(middle) = get(entries, rank + half) {
            if middle.index.port <= port {
                rank += half;
            }
        }
        len -= half;
    }
    let Some(last) = get(entries, rank) else {
        return None;
    };
    match get(entries, last.index.last_shown[transport.index()] as usize) {
        Some(entry) if entry.has_port(port) => Some(entry),
        _ => None,
    }
}

/// The entry that is shown for a port on the first transport that has one.
#[inline]
pub(super) const fn shown_on_any<S>(entries: &[Entry<S>], port: u16) -> Option<&Entry<S>> {
    let mut transports = Transport::ALL;
    while let [transport, more @ ..] = transports {
        if let Some(entry) = shown(entries, port, *transport) {
            return Some(entry);
        }
        transports = more;
    }
    None
}

// The hash table of names. Its chains have the entries in the order in which they were given.

/// The chain of a name, and what else is known of its hash.
#[inline]
pub(super) const fn chain_of(name: &str, entries: usize) -> (usize, u16) {
    let hash = hash(name.as_bytes(), 0);
    (bucket(hash, entries), (hash >> 48) as u16)
}

/// Makes the table empty.
#[inline]
pub(super) const fn clear<S>(entries: &mut [Entry<S>]) {
    let mut at = 0;
    while at < entries.len() {
        entries[at].index.chain = NOWHERE;
        entries[at].index.next = NOWHERE;
        at += 1;
    }
}

/// Puts the entry of a place, which has this name, before all others of its chain.
#[inline]
pub(super) const fn put_first<S>(entries: &mut [Entry<S>], at: usize, (chain, tag): (usize, u16)) {
    let Some(head) = index_of(entries, chain) else {
        return;
    };
    let next = head.chain;
    head.chain = at as u16;
    if let Some(index) = index_of(entries, at) {
        index.next = next;
        index.tag = tag;
    }
}
