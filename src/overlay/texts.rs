//! What reads the texts of the names: once for `&str`, since a `const` can call no `AsRef`, and once for
//! every other type of names.

macro_rules! texts {
    ([$($const:tt)?] [$($parameter:tt)*] $name:ty, $entry:ident => $text:expr) => {
        use crate::hash::same;
        use crate::excerpt::Excerpt;
        use crate::overlay::entry::{Entry, NOWHERE};
        use crate::overlay::error::{Both, Kind, OverlayError};
        use crate::overlay::{index, rules};
        use crate::transport::Transport;

        /// Checks the entries and writes their index.
        #[inline]
        pub(in crate::overlay) $($const)? fn arrange<$($parameter)*>(
            entries: &mut [Entry<$name>],
            first_wins: bool,
        ) -> Result<(), OverlayError> {
            let len = entries.len();
            if len > NOWHERE as usize {
                return Err(OverlayError(Kind::TooMany { entries: len }));
            }
            let mut at = 0;
            while at < entries.len() {
                let $entry = &entries[at];
                if let Err(kind) = rules::check($entry, $text, at as u16) {
                    return Err(OverlayError(kind));
                }
                at += 1;
            }
            if let Some(clash) = index::by_port(entries, first_wins) {
                let both = both(entries, clash.entry, clash.other, clash.port, clash.transport);
                return Err(OverlayError(if clash.is_same_range || !first_wins {
                    Kind::SamePort(both)
                } else {
                    Kind::Overlap(both)
                }));
            }
            index::clear(entries);
            let mut at = entries.len();
            while at > 0 {
                at -= 1;
                let $entry = &entries[at];
                if $entry.is_found() {
                    let place = index::chain_of($text, len);
                    index::put_first(entries, at, place);
                }
            }
            let mut at = 0;
            while at < entries.len() && !first_wins {
                let $entry = &entries[at];
                let mut next = $entry.index.next;
                while let Some((place, other)) = next_named(entries, $text, $entry.index.tag, next) {
                    if let Some(transport) = $entry.meets(other) {
                        let both = both(entries, place, at as u16, other.first, transport);
                        return Err(OverlayError(Kind::SameName(both)));
                    }
                    next = other.index.next;
                }
                at += 1;
            }
            Ok(())
        }

        #[inline]
        $($const)? fn both<$($parameter)*>(
            entries: &[Entry<$name>],
            entry: u16,
            other: u16,
            port: u16,
            transport: Transport,
        ) -> Both {
            Both {
                entry,
                name: excerpt(entries, entry),
                other,
                other_name: excerpt(entries, other),
                port,
                transport,
            }
        }

        #[inline]
        $($const)? fn excerpt<$($parameter)*>(entries: &[Entry<$name>], at: u16) -> Excerpt {
            match index::get(entries, at as usize) {
                Some($entry) => Excerpt::new($text),
                None => Excerpt::new(""),
            }
        }

        /// The next entry of a name, from a place of its chain on, and its own place.
        #[inline]
        $($const)? fn next_named<'e, $($parameter)*>(
            entries: &'e [Entry<$name>],
            name: &str,
            tag: u16,
            mut at: u16,
        ) -> Option<(u16, &'e Entry<$name>)> {
            while let Some($entry) = index::get(entries, at as usize) {
                if $entry.index.tag == tag && same($text.as_bytes(), name.as_bytes()) {
                    return Some((at, $entry));
                }
                at = $entry.index.next;
            }
            None
        }

        /// The first entry that is found by this name, on this transport if one is asked for.
        #[inline]
        pub(in crate::overlay) $($const)? fn first_named<'e, $($parameter)*>(
            entries: &'e [Entry<$name>],
            name: &str,
            transport: Option<Transport>,
        ) -> Option<&'e Entry<$name>> {
            let (chain, tag) = index::chain_of(name, entries.len());
            let mut at = match index::get(entries, chain) {
                Some(head) => head.index.chain,
                None => NOWHERE,
            };
            while let Some((_, entry)) = next_named(entries, name, tag, at) {
                match transport {
                    Some(transport) if !entry.is_on(transport) => at = entry.index.next,
                    _ => return Some(entry),
                }
            }
            None
        }

        /// The next entry that is found by this name, after one that is.
        #[inline]
        pub(in crate::overlay) $($const)? fn next_after<'e, $($parameter)*>(
            entries: &'e [Entry<$name>],
            name: &str,
            entry: &Entry<$name>,
        ) -> Option<&'e Entry<$name>> {
            match next_named(entries, name, entry.index.tag, entry.index.next) {
                Some((_, next)) => Some(next),
                None => None,
            }
        }
    };
}

pub(super) mod of_str {
    texts!([const] ['n] &'n str, entry => entry.name);
}

pub(super) mod of_any {
    texts!([] [S: AsRef<str>] S, entry => entry.name.as_ref());
}
