use core::fmt;

use crate::excerpt::Excerpt;
use crate::transport::Transport;

/// Why entries are not an [`Overlay`](super::Overlay).
///
/// An entry is identified by its place among the given entries, counted from 0.
///
/// # Examples
///
/// ```
/// use ianaports::Transport::Tcp;
/// use ianaports::overlay::{Entry, Overlay};
///
/// let mut entries = [
///     Entry::new("kafka", 9092, &[Tcp]),
///     Entry::new("etcd", 2379, &[Tcp]),
///     Entry::range("low", 2000, 2999, &[Tcp]),
/// ];
/// let error = Overlay::new(&mut entries).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "entry 2, `low`, and entry 1, `etcd`, are both shown for 2379/tcp: \
///      expected one of the two to be only_found",
/// );
/// assert_eq!(entries[error.entry()].name(), "low");
/// assert_eq!((error.other(), error.port()), (Some(1), Some(2379)));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct OverlayError(pub(super) Kind);

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    TooMany {
        entries: usize,
    },
    EmptyName {
        entry: u16,
    },
    /// The byte at which the character begins.
    Character {
        entry: u16,
        name: Excerpt,
        at: usize,
        found: bool,
    },
    NoLetter {
        entry: u16,
        name: Excerpt,
    },
    NoTransport {
        entry: u16,
        name: Excerpt,
    },
    Inverted {
        entry: u16,
        name: Excerpt,
        first: u16,
        last: u16,
    },
    SamePort(Both),
    Overlap(Both),
    SameName(Both),
}

/// Two entries that cannot stand together: the one that was given later, and the other.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Both {
    pub(super) entry: u16,
    pub(super) name: Excerpt,
    pub(super) other: u16,
    pub(super) other_name: Excerpt,
    /// The first port that both have; of two that have one name, the port of the later.
    pub(super) port: u16,
    pub(super) transport: Transport,
}

impl OverlayError {
    /// The place of the entry at fault among the given entries: of two, that of the one that was given later.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::Transport::Tcp;
    /// use ianaports::overlay::{Entry, Overlay};
    ///
    /// let mut entries = [Entry::new("etcd", 2379, &[Tcp]), Entry::new("my db", 5432, &[Tcp])];
    /// assert_eq!(Overlay::new(&mut entries).unwrap_err().entry(), 1);
    /// ```
    #[inline]
    pub const fn entry(&self) -> usize {
        (match self.0 {
            // The first that an overlay cannot hold.
            Kind::TooMany { .. } => u16::MAX,
            Kind::EmptyName { entry }
            | Kind::Character { entry, .. }
            | Kind::NoLetter { entry, .. }
            | Kind::NoTransport { entry, .. }
            | Kind::Inverted { entry, .. } => entry,
            Kind::SamePort(both) | Kind::Overlap(both) | Kind::SameName(both) => both.entry,
        }) as usize
    }

    /// Where two entries cannot stand together: the place of the one that was given earlier.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::Transport::Tcp;
    /// use ianaports::overlay::{Entry, Overlay};
    ///
    /// let mut entries = [Entry::new("etcd", 2379, &[Tcp]), Entry::new("ETCD", 2380, &[Tcp])];
    /// assert_eq!(Overlay::new(&mut entries).unwrap_err().other(), Some(0));
    /// ```
    #[inline]
    pub const fn other(&self) -> Option<usize> {
        match self.both() {
            Some(both) => Some(both.other as usize),
            None => None,
        }
    }

    /// Where two entries cannot stand together: the first port that both have, or, where they have one
    /// name, the port of the later.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::Transport::Tcp;
    /// use ianaports::overlay::{Entry, Overlay};
    ///
    /// let mut entries = [Entry::new("etcd", 2379, &[Tcp]), Entry::range("a", 1, 5000, &[Tcp])];
    /// assert_eq!(Overlay::new(&mut entries).unwrap_err().port(), Some(2379));
    /// ```
    #[inline]
    pub const fn port(&self) -> Option<u16> {
        match self.both() {
            Some(both) => Some(both.port),
            None => None,
        }
    }

    #[inline]
    const fn both(&self) -> Option<&Both> {
        match &self.0 {
            Kind::SamePort(both) | Kind::Overlap(both) | Kind::SameName(both) => Some(both),
            _ => None,
        }
    }

    /// The sentence, in parts, since a `const` cannot format.
    #[inline]
    const fn parts(&self) -> [Part<'_>; PARTS] {
        use Part::{Name, Number, On, Text};
        match &self.0 {
            Kind::TooMany { entries } => {
                padded([Number(*entries), Text(" entries: expected at most 65535")])
            }
            Kind::EmptyName { entry } => padded([
                Text("the name of entry "),
                Number(*entry as usize),
                Text(" is empty: expected one or more visible characters"),
            ]),
            Kind::Character {
                entry,
                name,
                at,
                found,
            } => padded([
                Text("the name of entry "),
                Number(*entry as usize),
                Text(", `"),
                Name(name),
                Text("`, has a blank or an invisible character at byte "),
                Number(*at),
                Text(if *found {
                    ": expected visible characters"
                } else {
                    ": expected visible characters, and blanks between them alone"
                }),
            ]),
            Kind::NoLetter { entry, name } => padded([
                Text("the name of entry "),
                Number(*entry as usize),
                Text(", `"),
                Name(name),
                Text("`, has no letter: expected one of a to z, or an entry that is only_shown"),
            ]),
            Kind::NoTransport { entry, name } => padded([
                Text("entry "),
                Number(*entry as usize),
                Text(", `"),
                Name(name),
                Text("`, is on no transport: expected one or more"),
            ]),
            Kind::Inverted {
                entry,
                name,
                first,
                last,
            } => padded([
                Text("the range "),
                Number(*first as usize),
                Text("-"),
                Number(*last as usize),
                Text(" of entry "),
                Number(*entry as usize),
                Text(", `"),
                Name(name),
                Text("`, is inverted: expected "),
                Number(*last as usize),
                Text("-"),
                Number(*first as usize),
            ]),
            Kind::SamePort(both) => of_two(
                both,
                "`, are both shown for ",
                ": expected one of the two to be only_found",
            ),
            Kind::Overlap(both) => of_two(
                both,
                "`, have ranges that overlap at ",
                ": expected equal ranges, or separate ones",
            ),
            Kind::SameName(both) => padded([
                Text("entry "),
                Number(both.entry as usize),
                Text(", `"),
                Name(&both.name),
                Text("`, "),
                Number(both.port as usize),
                Text("/"),
                On(both.transport),
                Text(", has the name of entry "),
                Number(both.other as usize),
                Text(": expected one of the two to be only_shown"),
            ]),
        }
    }

    /// Ends the compilation, with the sentence.
    #[inline]
    pub(super) const fn stop_compiling(&self) -> ! {
        let (mut text, mut len) = ([0; 512], 0);
        let parts = self.parts();
        let mut part = 0;
        while part < parts.len() {
            let mut digits = [b'0'; 20];
            let bytes = match parts[part] {
                Part::Text(text) => text.as_bytes(),
                Part::Name(name) => name.as_str().as_bytes(),
                Part::On(transport) => transport.as_str().as_bytes(),
                Part::Number(number) => {
                    let (mut at, mut rest) = (digits.len(), number);
                    loop {
                        at -= 1;
                        digits[at] += (rest % 10) as u8;
                        rest /= 10;
                        if rest == 0 {
                            break;
                        }
                    }
                    digits.split_at(at).1
                }
            };
            let mut at = 0;
            while at < bytes.len() {
                text[len] = bytes[at];
                len += 1;
                at += 1;
            }
            part += 1;
        }
        match core::str::from_utf8(text.split_at(len).0) {
            Ok(text) => panic!("{}", text),
            Err(_) => panic!(),
        }
    }
}

/// The parts of the longest sentence.
const PARTS: usize = 13;

/// A part of a sentence.
#[derive(Clone, Copy)]
enum Part<'a> {
    Text(&'static str),
    Number(usize),
    Name(&'a Excerpt),
    On(Transport),
}

/// The parts, and nothing after them.
#[inline]
const fn padded<'a, const N: usize>(parts: [Part<'a>; N]) -> [Part<'a>; PARTS] {
    let mut all = [Part::Text(""); PARTS];
    let mut at = 0;
    while at < N && at < all.len() {
        all[at] = parts[at];
        at += 1;
    }
    all
}

/// A sentence of two entries, with what stands before their port and after it.
#[inline]
const fn of_two<'a>(
    both: &'a Both,
    before: &'static str,
    after: &'static str,
) -> [Part<'a>; PARTS] {
    padded([
        Part::Text("entry "),
        Part::Number(both.entry as usize),
        Part::Text(", `"),
        Part::Name(&both.name),
        Part::Text("`, and entry "),
        Part::Number(both.other as usize),
        Part::Text(", `"),
        Part::Name(&both.other_name),
        Part::Text(before),
        Part::Number(both.port as usize),
        Part::Text("/"),
        Part::On(both.transport),
        Part::Text(after),
    ])
}

impl fmt::Display for OverlayError {
    /// What is wrong with which entry, and what would be right.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.parts().iter().try_for_each(|part| match part {
            Part::Text(text) => f.write_str(text),
            Part::Number(number) => write!(f, "{number}"),
            Part::Name(name) => write!(f, "{name}"),
            Part::On(transport) => write!(f, "{transport}"),
        })
    }
}

impl fmt::Debug for OverlayError {
    /// The same as `Display`.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl core::error::Error for OverlayError {}
