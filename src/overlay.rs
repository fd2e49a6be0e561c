//! Names of your own, beside IANA's: the names that people use, in both directions.
//!
//! [`lookup`](crate::lookup) is IANA alone. An [`Overlay`] is a second table, and your program
//! writes which of the two it asks first.
//!
//! ```
//! use ianaports::overlay::{Entry, Overlay};
//! use ianaports::{overlay, port, service_name, Transport::{self, Tcp, Udp}};
//!
//! static OWN: Overlay = overlay![
//!     Entry::new("postgres", port("postgresql", Tcp).unwrap(), &[Tcp]), // IANA's port
//!     Entry::new("dns", port("domain", Udp).unwrap(), &[Tcp, Udp]).only_found(),
//!     Entry::new("webcache", 8080, &[Tcp]),                             // IANA: http-alt
//!     Entry::range("kafka", 9092, 9094, &[Tcp]),
//! ];
//!
//! // What is shown for a port: your own name first.
//! fn shown(port: u16, on: Transport) -> Option<&'static str> {
//!     OWN.service_name(port, on).or_else(|| service_name(port, on))
//! }
//! assert_eq!(shown(5432, Tcp), Some("postgres"));
//! assert_eq!(shown(5432, Udp), Some("postgresql")); // `postgres` was given on TCP alone
//! assert_eq!(shown(9093, Tcp), Some("kafka"));
//! assert_eq!(shown(53, Udp), Some("domain"));       // `dns` is only found
//!
//! // What a person means by a name: IANA's name first.
//! fn meant(name: &str, on: Transport) -> Option<u16> {
//!     port(name, on).or_else(|| OWN.port(name, on))
//! }
//! assert_eq!(meant("DNS", Udp), Some(53));          // any letter case
//! assert_eq!(meant("https", Tcp), Some(443));
//! assert_eq!(meant("webcache", Udp), None);
//! ```
//!
//! # Which one goes first
//!
//! ```
//! use ianaports::overlay::{Entry, Overlay};
//! use ianaports::{overlay, port, service_name, Transport::Tcp};
//!
//! static OWN: Overlay = overlay![Entry::new("webcache", 8080, &[Tcp]), Entry::new("sftp", 22, &[Tcp])];
//!
//! // Port to name: own first, IANA first, own alone.
//! let shown = [
//!     OWN.service_name(8080, Tcp).or_else(|| service_name(8080, Tcp)),
//!     service_name(8080, Tcp).or_else(|| OWN.service_name(8080, Tcp)),
//!     OWN.service_name(8080, Tcp),
//! ];
//! assert_eq!(shown, [Some("webcache"), Some("http-alt"), Some("webcache")]);
//!
//! // Name to port: the same.
//! let found = [
//!     OWN.port("sftp", Tcp).or_else(|| port("sftp", Tcp)),
//!     port("sftp", Tcp).or_else(|| OWN.port("sftp", Tcp)),
//!     OWN.port("sftp", Tcp),
//! ];
//! assert_eq!(found, [Some(22), Some(115), Some(22)]);
//! ```
//!
//! Own first lets your names stand for IANA's. IANA first fills gaps: an own name then never hides
//! a registered one. The functions of `unofficial`, with the [feature](crate#crate-features) of its name,
//! have the same names, for a third place in the chain.
//!
//! # A query that finds nothing
//!
//! [`Overlay::named`] and [`lookup`](crate::lookup) have the transports and the ports of a name:
//!
//! ```
//! use ianaports::overlay::{Entry, Overlay};
//! use ianaports::{Query, Transport, lookup, overlay, port, Transport::Tcp};
//!
//! static OWN: Overlay = overlay![Entry::new("imap2", port("imap", Tcp).unwrap(), &[Tcp])];
//!
//! /// The port of a typed name, on the transport that was typed or else on the first that has it.
//! fn port_of(typed: &str) -> Result<u16, Box<dyn std::error::Error>> {
//!     let query: Query = typed.parse()?;
//!     let name = query.name().ok_or("not a name")?;
//!     let mut on = Transport::ALL.iter().copied().filter(|&on| query.transport().is_none_or(|one| one == on));
//!     let found = on.find_map(|on| OWN.port(name, on).or_else(|| port(name, on)));
//!     found.ok_or_else(|| {
//!         let own = OWN.named(name).map(|entry| entry.to_string());
//!         let all: Vec<_> = own.chain(lookup(name).iter().map(|record| record.to_string())).collect();
//!         format!("no {typed}; there is: {}", all.join(", ")).into()
//!     })
//! }
//! assert_eq!(port_of("imap2").unwrap(), 143);
//! assert_eq!(port_of("syslog").unwrap(), 514); // IANA has it on UDP alone
//! let error = port_of("imap2/udp").unwrap_err().to_string();
//! assert_eq!(error, "no imap2/udp; there is: imap2 (143/tcp), imap2"); // IANA's has no port
//! ```
//!
//! # The rules
//!
//! 1. A name has at least one letter, and neither blanks nor control characters: `k8s_api` and
//!    `X11:4` are names, `443` and `my db` are not. To be typed as a [`Query`](crate::Query), an own
//!    name has to be a [`ServiceName`](crate::ServiceName) too.
//! 2. A name that is [only shown](Entry::only_shown) may have blanks, and need not have a letter.
//! 3. An entry is on one transport or more, and its range of ports is not inverted.
//! 4. On a transport, a port is shown under one name, and a name is found at one port or range.
//!
//! [`overlay!`](crate::overlay!) checks them while your program is compiled, [`Overlay::new`] at
//! run time. [`Overlay::first_wins`] lets the first entry win where others refuse by rule 4.

use core::fmt;
use core::iter::FusedIterator;

use thiserror::Error;

use crate::excerpt::Excerpt;
use crate::hash::{hash, same};
use crate::places;
use crate::port_range::PortRange;
use crate::transport::Transport;

/// An [`Overlay`] of these [entries](Entry), checked while your program is compiled.
///
/// It needs no memory but that of the entries, and no start-up. The compiler takes a thousand
/// entries in its stride; for over two thousand it wants `#[allow(long_running_const_eval)]`.
///
/// # Examples
///
/// ```
/// use ianaports::overlay::{Entry, Overlay};
/// use ianaports::{overlay, Transport::{Tcp, Udp}};
///
/// static OWN: Overlay = overlay![
///     Entry::new("etcd", 2379, &[Tcp]),
///     Entry::new("wireguard", 51820, &[Udp]),
/// ];
/// assert_eq!(OWN.service_name(51820, Udp), Some("wireguard"));
/// assert_eq!(OWN.service_name(51820, Tcp), None);
///
/// const ETCD: u16 = OWN_TOO.port("ETCD", Tcp).unwrap();
/// const OWN_TOO: Overlay = overlay![Entry::new("etcd", 2379, &[Tcp])];
/// assert_eq!(ETCD, 2379);
/// ```
///
/// A name that breaks a [rule](mod@crate::overlay#the-rules) does not compile:
///
/// ```compile_fail,E0080
/// # use ianaports::{overlay, overlay::Entry, Transport::Tcp};
/// let own = overlay![Entry::new("my db", 5432, &[Tcp])];
/// ```
///
/// Nor does a range that ends before it begins:
///
/// ```compile_fail,E0080
/// # use ianaports::{overlay, overlay::Entry, Transport::Tcp};
/// let own = overlay![Entry::range("kafka", 9094, 9092, &[Tcp])];
/// ```
///
/// Nor an entry without a transport:
///
/// ```compile_fail,E0080
/// # use ianaports::{overlay, overlay::Entry, Transport::Tcp};
/// let own = overlay![Entry::new("etcd", 2379, &[])];
/// ```
///
/// Nor two names of one port on one transport, or two ports of one name:
///
/// ```compile_fail,E0080
/// # use ianaports::{overlay, overlay::Entry, Transport::{Tcp, Udp}};
/// let own = overlay![Entry::new("pg", 5432, &[Tcp]), Entry::new("postgres", 5432, &[Udp, Tcp])];
/// ```
///
/// ```compile_fail,E0080
/// # use ianaports::{overlay, overlay::Entry, Transport::Tcp};
/// let own = overlay![Entry::new("elastic", 9200, &[Tcp]), Entry::new("Elastic", 9300, &[Tcp])];
/// ```
#[macro_export]
macro_rules! overlay {
    ($($entry:expr),* $(,)?) => {
        $crate::overlay::Overlay::of_arranged(
            &const { $crate::overlay::Overlay::arranged([$($entry),*]) }
        )
    };
}

/// A name of your own, with its ports and its transports: a row of an [`Overlay`].
///
/// # Examples
///
/// ```
/// use ianaports::{overlay::Entry, Transport::{Tcp, Udp}};
///
/// let entry = Entry::range("mosh", 60000, 61000, &[Udp]);
/// assert_eq!(entry.to_string(), "mosh (60000-61000/udp)");
/// let entry = Entry::new("dns", 53, &[Tcp, Udp]);
/// assert_eq!(entry.to_string(), "dns (53/tcp, 53/udp)");
/// ```
#[derive(Clone, Copy)]
pub struct Entry<'a> {
    name: &'a str,
    first: u16,
    last: u16,
    /// A bit for each transport.
    transports: u8,
    found: bool,
    shown: bool,
    /// Of the name in any letter case.
    hash: u32,
    // What follows is written by `arrange`, in whose order of the entries a row is a place.
    /// The place among the entries as they were given.
    given: u16,
    /// For each transport the last row, up to this one, that is shown on it; or `NOWHERE`.
    last_shown: [u16; TRANSPORTS],
    /// Not of this entry: the row whose name comes next in the order of hashes.
    by_hash: u16,
}

const TRANSPORTS: usize = Transport::ALL.len();

/// No row, since there are at most as many entries.
const NOWHERE: u16 = u16::MAX;

impl<'a> Entry<'a> {
    /// What stands in place of a row that does not exist: it answers nothing.
    const NONE: &'static Entry<'static> = &Entry::range("", 1, 0, &[]);

    /// A name with one port.
    ///
    /// The [rules](mod@crate::overlay#the-rules) are checked by what makes an overlay of the entry.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{overlay::Entry, port, Transport::Tcp};
    ///
    /// const POSTGRES: Entry = Entry::new("postgres", port("postgresql", Tcp).unwrap(), &[Tcp]);
    /// assert_eq!(POSTGRES.to_string(), "postgres (5432/tcp)");
    /// ```
    #[inline]
    pub const fn new(name: &'a str, port: u16, transports: &[Transport]) -> Entry<'a> {
        Entry::range(name, port, port, transports)
    }

    /// A name with the ports from `first` to `last`, both included.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{overlay, overlay::Entry, Transport::Tcp};
    ///
    /// let own = overlay![Entry::range("nodeport", 30000, 32767, &[Tcp])];
    /// assert_eq!(own.service_name(31000, Tcp), Some("nodeport"));
    /// assert_eq!(own.port("nodeport", Tcp), Some(30000)); // the first
    /// ```
    #[inline]
    pub const fn range(
        name: &'a str,
        first: u16,
        last: u16,
        transports: &[Transport],
    ) -> Entry<'a> {
        let mut bits = 0;
        let mut rest = transports;
        while let [transport, more @ ..] = rest {
            bits |= 1 << number(*transport);
            rest = more;
        }
        Entry {
            name,
            first,
            last,
            transports: bits,
            found: true,
            shown: true,
            hash: hash(name.as_bytes(), 0) as u32,
            given: 0,
            last_shown: [NOWHERE; TRANSPORTS],
            by_hash: 0,
        }
    }

    /// The entry that is found by its name, and not shown for its ports.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{overlay, overlay::Entry, Transport::Tcp};
    ///
    /// let own = overlay![
    ///     Entry::new("postgres", 5432, &[Tcp]),
    ///     Entry::new("pg", 5432, &[Tcp]).only_found(),
    /// ];
    /// assert_eq!(own.port("pg", Tcp), Some(5432));
    /// assert_eq!(own.service_name(5432, Tcp), Some("postgres"));
    /// ```
    #[doc(alias = "alias")]
    #[must_use]
    #[inline]
    pub const fn only_found(self) -> Entry<'a> {
        Entry {
            found: true,
            shown: false,
            ..self
        }
    }

    /// The entry that is shown for its ports, and not found by its name.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{overlay, overlay::Entry, Transport::Tcp};
    ///
    /// let own = overlay![
    ///     Entry::new("elasticsearch", 9200, &[Tcp]),
    ///     Entry::new("elasticsearch", 9300, &[Tcp]).only_shown(),
    ///     Entry::new("Kubernetes API", 6443, &[Tcp]).only_shown(),
    /// ];
    /// assert_eq!(own.service_name(9300, Tcp), Some("elasticsearch"));
    /// assert_eq!(own.port("elasticsearch", Tcp), Some(9200));
    /// assert_eq!(own.service_name(6443, Tcp), Some("Kubernetes API"));
    /// ```
    #[must_use]
    #[inline]
    pub const fn only_shown(self) -> Entry<'a> {
        Entry {
            found: false,
            shown: true,
            ..self
        }
    }

    /// The name, as it was given.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{overlay::Entry, Transport::Tcp};
    ///
    /// assert_eq!(Entry::new("etcd", 2379, &[Tcp]).name(), "etcd");
    /// ```
    #[inline]
    pub const fn name(&self) -> &'a str {
        self.name
    }

    /// The ports.
    ///
    /// A range that is inverted, which no overlay takes, is read the other way round.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{overlay::Entry, Transport::Tcp};
    ///
    /// assert_eq!(Entry::range("kafka", 9092, 9094, &[Tcp]).ports().to_string(), "9092-9094");
    /// ```
    #[inline]
    pub const fn ports(&self) -> PortRange {
        match PortRange::new(self.first, self.last) {
            Ok(ports) => ports,
            Err(_) => match PortRange::new(self.last, self.first) {
                Ok(ports) => ports,
                Err(_) => PortRange::ALL,
            },
        }
    }

    /// Whether the entry is on this transport.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{overlay::Entry, Transport::{Tcp, Udp}};
    ///
    /// let etcd = Entry::new("etcd", 2379, &[Tcp]);
    /// assert!(etcd.is_on(Tcp) && !etcd.is_on(Udp));
    /// ```
    #[inline]
    pub const fn is_on(&self, transport: Transport) -> bool {
        self.transports >> number(transport) & 1 == 1
    }

    /// The first rule that the entry breaks by itself, if it breaks one.
    #[inline]
    const fn check(&self, given: usize) -> Result<(), OverlayError> {
        let found = Excerpt::new(self.name);
        let mut letter = !self.found;
        let mut position = 0;
        let mut rest = self.name.as_bytes();
        if rest.is_empty() {
            return Err(OverlayError::EmptyName { given });
        }
        while let [byte, more @ ..] = rest {
            letter |= byte.is_ascii_alphabetic() || !byte.is_ascii();
            let control = byte.is_ascii_control() || matches!(rest, [0xc2, 0x80..=0x9f, ..]);
            if control || *byte == b' ' && self.found {
                return Err(OverlayError::BadCharacter {
                    given,
                    found,
                    position,
                });
            }
            position += 1;
            rest = more;
        }
        if !letter {
            return Err(OverlayError::NoLetter { given, found });
        }
        if self.transports == 0 {
            return Err(OverlayError::NoTransport { given, found });
        }
        if self.first > self.last {
            return Err(OverlayError::Inverted {
                given,
                found,
                first: self.first,
                last: self.last,
            });
        }
        Ok(())
    }
}

impl fmt::Display for Entry<'_> {
    /// The name, the ports and the transports, as in `dns (53/tcp, 53/udp)`; width and alignment apply.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        places::show(f, self.name, self.ports(), |on| self.is_on(on))
    }
}

impl fmt::Debug for Entry<'_> {
    /// The same as `Display`.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Names of your own, to be asked before or after IANA's: a small `Copy` view of [entries](Entry).
///
/// The [module](mod@crate::overlay) shows both orders. A table that is known beforehand is made by
/// [`overlay!`](crate::overlay!), one that is read at run time by [`Overlay::new`] or
/// [`Overlay::first_wins`]. A look-up halves the entries until one is left.
///
/// # Examples
///
/// ```
/// use ianaports::overlay::{Entry, Overlay};
/// use ianaports::{overlay, Transport::Tcp};
///
/// static OWN: Overlay = overlay![Entry::new("etcd", 2379, &[Tcp])];
/// assert_eq!(OWN.service_name(2379, Tcp), Some("etcd"));
/// assert_eq!(OWN.port("etcd", Tcp), Some(2379));
/// ```
#[derive(Clone, Copy)]
pub struct Overlay<'a> {
    entries: &'a [Entry<'a>],
}

impl<'a> Overlay<'a> {
    /// An overlay of entries that are read at run time, which it sorts in place.
    ///
    /// # Errors
    ///
    /// The first [rule](mod@crate::overlay#the-rules) that an entry breaks.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::overlay::{Entry, Overlay, OverlayError};
    /// use ianaports::Transport::Tcp;
    ///
    /// let file = "etcd 2379\nkafka 9092";
    /// let mut entries: Vec<_> = file
    ///     .lines()
    ///     .filter_map(|line| line.split_once(' '))
    ///     .map(|(name, port)| Ok(Entry::new(name, port.parse()?, &[Tcp])))
    ///     .collect::<Result<_, std::num::ParseIntError>>()?;
    /// let own = Overlay::new(&mut entries)?;
    /// assert_eq!(own.service_name(9092, Tcp), Some("kafka"));
    ///
    /// let mut entries = [Entry::new("etcd", 2379, &[Tcp]), Entry::new("kafka", 2379, &[Tcp])];
    /// let error = Overlay::new(&mut entries).unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "entry 1, `kafka`, has port 2379/tcp of entry 0: expected one name for a port, \
    ///      or a further one that is only found",
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[inline]
    pub const fn new<'n>(entries: &'a mut [Entry<'n>]) -> Result<Overlay<'a>, OverlayError> {
        match arrange(entries, true) {
            Ok(()) => Ok(Overlay { entries }),
            Err(error) => Err(error),
        }
    }

    /// The same for entries that may break rule 4, as those of an `/etc/services` do: the first
    /// entry wins.
    ///
    /// Of several ports of a name on a transport, that of the entry that was given first is
    /// found. Of several names of a port, the one given first is shown; of ranges that overlap, only
    /// the one that begins first.
    ///
    /// # Errors
    ///
    /// The first of the other [rules](mod@crate::overlay#the-rules) that an entry breaks.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::overlay::{Entry, Overlay};
    /// use ianaports::Transport::Tcp;
    ///
    /// let mut entries = [Entry::new("dicom", 104, &[Tcp]), Entry::new("dicom", 11112, &[Tcp])];
    /// let own = Overlay::first_wins(&mut entries)?;
    /// assert_eq!(own.port("dicom", Tcp), Some(104));
    /// assert_eq!(own.service_name(11112, Tcp), Some("dicom"));
    /// # Ok::<(), ianaports::overlay::OverlayError>(())
    /// ```
    #[inline]
    pub const fn first_wins<'n>(entries: &'a mut [Entry<'n>]) -> Result<Overlay<'a>, OverlayError> {
        match arrange(entries, false) {
            Ok(()) => Ok(Overlay { entries }),
            Err(error) => Err(error),
        }
    }

    /// For [`overlay!`](crate::overlay!) alone.
    #[doc(hidden)]
    #[inline]
    pub const fn arranged<const N: usize>(mut entries: [Entry<'a>; N]) -> [Entry<'a>; N] {
        match arrange(&mut entries, true) {
            Ok(()) => entries,
            Err(error) => error.stop_compiling(),
        }
    }

    /// For [`overlay!`](crate::overlay!) alone.
    #[doc(hidden)]
    #[inline]
    pub const fn of_arranged(entries: &'a [Entry<'a>]) -> Overlay<'a> {
        Overlay { entries }
    }

    /// The own name of a port on a transport.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{overlay, overlay::Entry, service_name, Transport::{Tcp, Udp}};
    ///
    /// let own = overlay![Entry::new("elasticsearch", 9200, &[Tcp])];
    /// assert_eq!(own.service_name(9200, Tcp), Some("elasticsearch"));
    /// assert_eq!(own.service_name(9200, Udp), None);
    /// assert_eq!(service_name(9200, Udp), Some("wap-wsp"));
    /// ```
    #[inline]
    pub const fn service_name(self, port: u16, transport: Transport) -> Option<&'a str> {
        // The last entry that begins at the port or before it, or else the first entry.
        let (mut row, mut len) = (0, self.entries.len());
        while len > 1 {
            let half = len / 2;
            if get(self.entries, row + half).first <= port {
                row += half;
            }
            len -= half;
        }
        let last = get(self.entries, row);
        let found = get(self.entries, last.last_shown[number(transport)] as usize);
        if found.first <= port && port <= found.last {
            Some(found.name)
        } else {
            None
        }
    }

    /// The port of an own name on a transport, in any letter case: the first port of a range.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{overlay, overlay::Entry, Transport::{Tcp, Udp}};
    ///
    /// let own = overlay![Entry::new("imap2", 143, &[Tcp])];
    /// assert_eq!(own.port("IMAP2", Tcp), Some(143));
    /// assert_eq!(own.port("imap2", Udp), None);
    /// ```
    #[inline]
    pub const fn port(self, name: &str, transport: Transport) -> Option<u16> {
        let hash = hash(name.as_bytes(), 0) as u32;
        let mut at = first_of_hash(self.entries, hash);
        while let Some((entry, next)) = next_named(self.entries, name, hash, at) {
            if entry.is_on(transport) {
                return Some(entry.first);
            }
            at = next;
        }
        None
    }

    /// The entries that are found by this name, in any letter case, on whatever transport.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{overlay, overlay::Entry, Transport::{Tcp, Udp}};
    ///
    /// let own = overlay![Entry::new("ntopng", 3000, &[Tcp]), Entry::new("ntopng", 2055, &[Udp])];
    /// let found = own.named("ntopng").map(|entry| entry.to_string());
    /// assert!(found.eq(["ntopng (3000/tcp)", "ntopng (2055/udp)"]));
    /// ```
    #[inline]
    pub const fn named<'n>(self, name: &'n str) -> Named<'a, 'n> {
        let hash = hash(name.as_bytes(), 0) as u32;
        Named {
            entries: self.entries,
            name,
            hash,
            at: first_of_hash(self.entries, hash),
        }
    }

    /// All entries, sorted by their first port.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{overlay, overlay::Entry, Transport::{Tcp, Udp}};
    ///
    /// let own = overlay![
    ///     Entry::new("wireguard", 51820, &[Udp]),
    ///     Entry::new("etcd", 2379, &[Tcp]),
    /// ];
    /// assert!(own.entries().iter().map(|entry| entry.name()).eq(["etcd", "wireguard"]));
    /// ```
    #[inline]
    pub const fn entries(self) -> &'a [Entry<'a>] {
        self.entries
    }
}

impl fmt::Debug for Overlay<'_> {
    /// The list of the entries.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.entries).finish()
    }
}

/// The iterator of [`Overlay::named`].
///
/// # Examples
///
/// ```
/// use ianaports::{overlay, overlay::Entry, Transport::Tcp};
///
/// let own = overlay![Entry::new("etcd", 2379, &[Tcp])];
/// let mut named = own.named("etcd");
/// assert!(named.next().is_some() && named.next().is_none());
/// ```
#[derive(Clone)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Named<'a, 'n> {
    entries: &'a [Entry<'a>],
    name: &'n str,
    hash: u32,
    /// The place in the order of hashes.
    at: usize,
}

impl<'a> Iterator for Named<'a, '_> {
    type Item = &'a Entry<'a>;

    #[inline]
    fn next(&mut self) -> Option<&'a Entry<'a>> {
        let (entry, next) = next_named(self.entries, self.name, self.hash, self.at)?;
        self.at = next;
        Some(entry)
    }
}

impl FusedIterator for Named<'_, '_> {}

impl fmt::Debug for Named<'_, '_> {
    /// The list of the entries.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}

#[inline]
const fn number(transport: Transport) -> usize {
    match transport {
        Transport::Tcp => 0,
        Transport::Udp => 1,
        Transport::Sctp => 2,
        Transport::Dccp => 3,
    }
}

#[inline]
const fn get<'e, 'a>(entries: &'e [Entry<'a>], row: usize) -> &'e Entry<'a> {
    if row < entries.len() {
        &entries[row]
    } else {
        Entry::NONE
    }
}

/// The entry of a place in the order of hashes.
#[inline]
const fn by_hash<'e, 'a>(entries: &'e [Entry<'a>], at: usize) -> &'e Entry<'a> {
    get(entries, get(entries, at).by_hash as usize)
}

/// The first place in the order of hashes whose entry has this hash or a greater one.
#[inline]
const fn first_of_hash(entries: &[Entry<'_>], hash: u32) -> usize {
    let (mut low, mut high) = (0, entries.len());
    while low < high {
        let middle = low + (high - low) / 2;
        if by_hash(entries, middle).hash < hash {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

/// The next entry of this name and hash, from a place in the order of hashes on; and the place after it.
#[inline]
const fn next_named<'e, 'a>(
    entries: &'e [Entry<'a>],
    name: &str,
    hash: u32,
    mut at: usize,
) -> Option<(&'e Entry<'a>, usize)> {
    while at < entries.len() {
        let entry = by_hash(entries, at);
        if entry.hash != hash {
            return None;
        }
        at += 1;
        if entry.found && same(entry.name.as_bytes(), name.as_bytes()) {
            return Some((entry, at));
        }
    }
    None
}

/// Checks the entries, sorts them by port, and writes what look-ups go by.
#[inline]
const fn arrange(entries: &mut [Entry<'_>], strict: bool) -> Result<(), OverlayError> {
    let len = entries.len();
    if len > NOWHERE as usize {
        return Err(OverlayError::TooMany { entries: len });
    }
    let mut row = 0;
    while row < len {
        if let Err(error) = entries[row].check(row) {
            return Err(error);
        }
        entries[row].given = row as u16;
        row += 1;
    }

    sort(entries, false);
    let mut shown = [NOWHERE; TRANSPORTS];
    let mut row = 0;
    while row < entries.len() {
        let mut transports = Transport::ALL;
        while let [transport, more @ ..] = transports {
            transports = more;
            let entry = &entries[row];
            if !entry.shown || !entry.is_on(*transport) {
                continue;
            }
            let before = get(entries, shown[number(*transport)] as usize);
            if before.last < entry.first || shown[number(*transport)] == NOWHERE {
                shown[number(*transport)] = row as u16;
            } else if strict {
                let (later, other) = if entry.given > before.given {
                    (entry, before)
                } else {
                    (before, entry)
                };
                return Err(OverlayError::SamePort {
                    given: later.given as usize,
                    found: Excerpt::new(later.name),
                    other: other.given as usize,
                    port: entry.first,
                    transport: *transport,
                });
            }
        }
        entries[row].last_shown = shown;
        entries[row].by_hash = row as u16;
        row += 1;
    }

    sort(entries, true);
    let mut at = 0;
    while strict && at < len {
        let entry = by_hash(entries, at);
        at += 1;
        let mut next = if entry.found { at } else { len };
        while let Some((other, after)) = next_named(entries, entry.name, entry.hash, next) {
            if entry.transports & other.transports != 0 {
                return Err(OverlayError::SameName {
                    given: other.given as usize,
                    found: Excerpt::new(other.name),
                    other: entry.given as usize,
                });
            }
            next = after;
        }
    }
    Ok(())
}

/// Sorts the entries by port, or their places by hash; those of equal ports or hashes stay as given.
#[inline]
const fn sort(entries: &mut [Entry<'_>], names: bool) {
    // A heap sort: a `const` can do it, and it never is quadratic.
    let (mut start, mut end) = (entries.len() / 2, entries.len());
    while end > 1 {
        if start > 0 {
            start -= 1;
        } else {
            end -= 1;
            swap(entries, 0, end, names);
        }
        let mut root = start;
        loop {
            let mut child = 2 * root + 1;
            if child + 1 < end && key(entries, child, names) < key(entries, child + 1, names) {
                child += 1;
            }
            if child >= end || key(entries, child, names) <= key(entries, root, names) {
                break;
            }
            swap(entries, root, child, names);
            root = child;
        }
    }
}

#[inline]
const fn key(entries: &[Entry<'_>], at: usize, names: bool) -> u64 {
    let (entry, key) = if names {
        let entry = by_hash(entries, at);
        (entry, entry.hash)
    } else {
        let entry = get(entries, at);
        (entry, entry.first as u32)
    };
    (key as u64) << 16 | entry.given as u64
}

#[inline]
const fn swap(entries: &mut [Entry<'_>], a: usize, b: usize, names: bool) {
    if a >= entries.len() || b >= entries.len() {
        return;
    }
    if names {
        let row = entries[a].by_hash;
        entries[a].by_hash = entries[b].by_hash;
        entries[b].by_hash = row;
    } else {
        let entry = entries[a];
        entries[a] = entries[b];
        entries[b] = entry;
    }
}

/// Why entries are not an [`Overlay`].
///
/// An entry is identified by its place among the given entries, counted from 0.
///
/// # Examples
///
/// ```
/// use ianaports::overlay::{Entry, Overlay, OverlayError};
/// use ianaports::Transport::Tcp;
///
/// let error = |entry| Overlay::new(&mut [entry]).unwrap_err();
/// let blank = error(Entry::new("my db", 1, &[Tcp]));
/// assert!(matches!(blank, OverlayError::BadCharacter { given: 0, position: 2, .. }));
/// assert!(matches!(error(Entry::new("etcd", 1, &[])), OverlayError::NoTransport { .. }));
/// assert_eq!(
///     error(Entry::range("kafka", 9094, 9092, &[Tcp])).to_string(),
///     "the range 9094-9092 of entry 0, `kafka`, is inverted: expected 9092-9094",
/// );
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
#[non_exhaustive]
pub enum OverlayError {
    /// The name has no characters.
    #[error("the name of entry {given} is empty: expected one or more visible characters")]
    #[non_exhaustive]
    EmptyName {
        /// The entry.
        given: usize,
    },
    /// The name has a control character, or a blank and is not [only shown](Entry::only_shown).
    #[error(
        "blank or control character at byte {position} of `{found}`, the name of entry {given}: \
         expected visible characters"
    )]
    #[non_exhaustive]
    BadCharacter {
        /// The entry.
        given: usize,
        /// Its name.
        found: Excerpt,
        /// Where the character is, in bytes from the start of the name.
        position: usize,
    },
    /// The name has no letter, as a port number has none, and is not [only shown](Entry::only_shown).
    #[error("`{found}`, the name of entry {given}, has no letter: expected at least one")]
    #[non_exhaustive]
    NoLetter {
        /// The entry.
        given: usize,
        /// Its name.
        found: Excerpt,
    },
    /// The entry is on no transport.
    #[error("entry {given}, `{found}`, is on no transport: expected one or more")]
    #[non_exhaustive]
    NoTransport {
        /// The entry.
        given: usize,
        /// Its name.
        found: Excerpt,
    },
    /// The first port is after the last.
    #[error(
        "the range {first}-{last} of entry {given}, `{found}`, is inverted: expected {last}-{first}"
    )]
    #[non_exhaustive]
    Inverted {
        /// The entry.
        given: usize,
        /// Its name.
        found: Excerpt,
        /// The port that was given first.
        first: u16,
        /// The port that was given last.
        last: u16,
    },
    /// Two entries are shown for a port on one transport.
    #[error(
        "entry {given}, `{found}`, has port {port}/{transport} of entry {other}: \
         expected one name for a port, or a further one that is only found"
    )]
    #[non_exhaustive]
    SamePort {
        /// The later entry.
        given: usize,
        /// Its name.
        found: Excerpt,
        /// The earlier entry.
        other: usize,
        /// The first port that both have.
        port: u16,
        /// The transport that both are on.
        transport: Transport,
    },
    /// Two entries on one transport are found by the same name, perhaps in another letter case.
    #[error(
        "entry {given} has the name of entry {other}, `{found}`: \
         expected one port or range for a name, or a further one that is only shown"
    )]
    #[non_exhaustive]
    SameName {
        /// The later entry.
        given: usize,
        /// Its name.
        found: Excerpt,
        /// The earlier entry.
        other: usize,
    },
    /// There are more entries than an overlay can hold.
    #[error("{entries} entries: expected at most 65535")]
    #[non_exhaustive]
    TooMany {
        /// How many there are.
        entries: usize,
    },
}

impl OverlayError {
    /// Ends the compilation, with the entry and what is wrong with it.
    #[inline]
    const fn stop_compiling(self) -> ! {
        let none = Excerpt::new("");
        let (given, found, fault) = match self {
            OverlayError::EmptyName { given } => (given, none, "empty name"),
            OverlayError::BadCharacter { given, found, .. } => {
                (given, found, "blank or control character in the name")
            }
            OverlayError::NoLetter { given, found } => (given, found, "name without a letter"),
            OverlayError::NoTransport { given, found } => (given, found, "no transport"),
            OverlayError::Inverted { given, found, .. } => {
                (given, found, "inverted range of ports")
            }
            OverlayError::SamePort { given, found, .. } => {
                (given, found, "an earlier entry has its port")
            }
            OverlayError::SameName { given, found, .. } => {
                (given, found, "an earlier entry has its name")
            }
            OverlayError::TooMany { .. } => (NOWHERE as usize, none, "too many entries"),
        };
        // A `const` cannot format.
        let mut digits = [b'0'; 5];
        let (mut at, mut rest) = (digits.len(), given);
        while at > 0 {
            at -= 1;
            digits[at] += (rest % 10) as u8;
            rest /= 10;
        }
        let mut first = 0;
        while first + 1 < digits.len() && digits[first] == b'0' {
            first += 1;
        }
        let parts = [
            b"entry ",
            digits.split_at(first).1,
            b", `",
            found.as_str().as_bytes(),
            b"`: ",
            fault.as_bytes(),
        ];
        let (mut text, mut len, mut part) = ([0; 128], 0, 0);
        while part < parts.len() {
            let mut at = 0;
            while at < parts[part].len() {
                text[len] = parts[part][at];
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
