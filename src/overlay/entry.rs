use core::fmt;

use crate::port_range::PortRange;
use crate::ports_on;
use crate::transport::Transport;

/// A name of your own, with its ports and its transports.
///
/// The name is a `&str` in an [`Overlay`](super::Overlay); in an [`OwnedOverlay`](super::OwnedOverlay)
/// also a `String` or a `Box<str>`. The [rules](mod@crate::overlay#the-rules) are checked by what
/// takes the entry.
///
/// # Examples
///
/// ```
/// use ianaports::{overlay::Entry, port, Transport::{Tcp, Udp}};
///
/// let entry = Entry::range("mosh", 60000, 61000, &[Udp]);
/// assert_eq!(entry.to_string(), "mosh (60000-61000/udp)");
///
/// const DNS: Entry = Entry::new("dns", port("domain", Udp).unwrap(), &[Tcp, Udp]);
/// assert_eq!(DNS.to_string(), "dns (53/tcp, 53/udp)");
/// ```
#[derive(Clone, Copy)]
pub struct Entry<S = &'static str> {
    pub(super) name: S,
    pub(super) first: u16,
    pub(super) last: u16,
    /// A bit for each transport, and two for the ways.
    bits: u8,
    /// Written by what takes the entry.
    pub(super) index: Index,
}

/// A row of three tables by which look-ups go. They lie in the entries, since there is no other memory.
#[derive(Clone, Copy)]
pub(super) struct Index {
    /// In the order of ports: the first port of the entry of this rank, and its place.
    pub(super) port: u16,
    pub(super) entry: u16,
    /// In the same order: for each transport the last entry, up to this one, that is shown on it.
    pub(super) last_shown: [u16; TRANSPORTS],
    /// In the hash table of names: the first entry of this chain.
    pub(super) chain: u16,
    /// Of this entry: the next of its chain, and what else is known of the hash of its name.
    pub(super) next: u16,
    pub(super) tag: u16,
}

pub(super) const TRANSPORTS: usize = Transport::ALL.len();

/// No entry, since there are at most as many.
pub(super) const NOWHERE: u16 = u16::MAX;

const FOUND: u8 = 1 << TRANSPORTS;
const SHOWN: u8 = FOUND << 1;

impl<S> Entry<S> {
    /// A name with one port.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{overlay::Entry, Transport::Tcp};
    ///
    /// assert_eq!(Entry::new("etcd", 2379, &[Tcp]).to_string(), "etcd (2379/tcp)");
    /// ```
    #[inline]
    pub const fn new(name: S, port: u16, transports: &[Transport]) -> Entry<S> {
        Entry::range(name, port, port, transports)
    }

    /// A name with the ports from `first` to `last`, both included.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{overlay::Entry, Transport::Tcp};
    ///
    /// let entry = Entry::range("nodeport", 30000, 32767, &[Tcp]);
    /// assert_eq!(entry.to_string(), "nodeport (30000-32767/tcp)");
    /// ```
    #[inline]
    pub const fn range(name: S, first: u16, last: u16, transports: &[Transport]) -> Entry<S> {
        let mut bits = FOUND | SHOWN;
        let mut rest = transports;
        while let [transport, more @ ..] = rest {
            bits |= 1 << transport.index();
            rest = more;
        }
        Entry {
            name,
            first,
            last,
            bits,
            index: Index {
                port: 0,
                entry: 0,
                last_shown: [NOWHERE; TRANSPORTS],
                chain: NOWHERE,
                next: NOWHERE,
                tag: 0,
            },
        }
    }

    /// The entry that is found by its name, and not shown for its ports.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::Transport::Tcp;
    /// use ianaports::overlay::{Entry, Overlay};
    ///
    /// let mut entries =
    ///     [Entry::new("postgres", 5432, &[Tcp]), Entry::new("pg", 5432, &[Tcp]).only_found()];
    /// let own = Overlay::new(&mut entries)?;
    /// assert_eq!(own.port("pg", Tcp), Some(5432));
    /// assert_eq!(own.service_name(5432, Tcp), Some("postgres"));
    /// # Ok::<(), ianaports::overlay::OverlayError>(())
    /// ```
    #[doc(alias = "alias")]
    #[must_use]
    #[inline]
    pub const fn only_found(mut self) -> Entry<S> {
        self.bits = self.bits & !SHOWN | FOUND;
        self
    }

    /// The entry that is shown for its ports, and not found by its name.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::Transport::Tcp;
    /// use ianaports::overlay::{Entry, Overlay};
    ///
    /// let mut entries = [
    ///     Entry::new("elasticsearch", 9200, &[Tcp]),
    ///     Entry::new("elasticsearch", 9300, &[Tcp]).only_shown(),
    ///     Entry::new("Kubernetes API", 6443, &[Tcp]).only_shown(),
    /// ];
    /// let own = Overlay::new(&mut entries)?;
    /// assert_eq!(own.service_name(9300, Tcp), Some("elasticsearch"));
    /// assert_eq!(own.port("elasticsearch", Tcp), Some(9200));
    /// assert_eq!(own.service_name(6443, Tcp), Some("Kubernetes API"));
    /// # Ok::<(), ianaports::overlay::OverlayError>(())
    /// ```
    #[must_use]
    #[inline]
    pub const fn only_shown(mut self) -> Entry<S> {
        self.bits = self.bits & !FOUND | SHOWN;
        self
    }

    /// The entry, also on this transport.
    #[inline]
    pub(super) const fn on(mut self, transport: Transport) -> Entry<S> {
        self.bits |= 1 << transport.index();
        self
    }

    /// The entry with another name, such as the same text in a `String`.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{overlay::Entry, Transport::Tcp};
    ///
    /// let kept: Entry<String> = Entry::new("etcd", 2379, &[Tcp]).map_name(str::to_owned);
    /// assert_eq!(kept.to_string(), "etcd (2379/tcp)");
    /// ```
    #[inline]
    pub fn map_name<T>(self, change: impl FnOnce(S) -> T) -> Entry<T> {
        Entry {
            name: change(self.name),
            first: self.first,
            last: self.last,
            bits: self.bits,
            index: self.index,
        }
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
        self.bits >> transport.index() & 1 == 1
    }

    /// The first transport that both are on.
    #[inline]
    pub(super) const fn meets<T>(&self, other: &Entry<T>) -> Option<Transport> {
        let mut transports = Transport::ALL;
        while let [transport, more @ ..] = transports {
            if (self.bits & other.bits) >> transport.index() & 1 == 1 {
                return Some(*transport);
            }
            transports = more;
        }
        None
    }

    #[inline]
    pub(super) const fn is_shown_on(&self, transport: Transport) -> bool {
        self.bits & SHOWN != 0 && self.is_on(transport)
    }

    #[inline]
    pub(super) const fn is_found(&self) -> bool {
        self.bits & FOUND != 0
    }

    #[inline]
    pub(super) const fn has_transport(&self) -> bool {
        self.bits & (FOUND - 1) != 0
    }

    #[inline]
    pub(super) const fn has_port(&self, port: u16) -> bool {
        self.first <= port && port <= self.last
    }
}

impl<S: AsRef<str>> Entry<S> {
    /// The entry with its name as a `&str`.
    #[inline]
    pub(super) fn borrowed(&self) -> Entry<&str> {
        Entry {
            name: self.name.as_ref(),
            first: self.first,
            last: self.last,
            bits: self.bits,
            index: self.index,
        }
    }
}

impl<'n> Entry<&'n str> {
    /// The name, as you gave it.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{overlay::Entry, Transport::Tcp};
    ///
    /// assert_eq!(Entry::new("etcd", 2379, &[Tcp]).name(), "etcd");
    /// ```
    #[inline]
    pub const fn name(&self) -> &'n str {
        self.name
    }
}

impl<S: PartialEq> PartialEq for Entry<S> {
    /// Whether name, ports and transports are the same, and both are found and shown alike.
    #[inline]
    fn eq(&self, other: &Entry<S>) -> bool {
        self.name == other.name
            && (self.first, self.last, self.bits) == (other.first, other.last, other.bits)
    }
}

impl<S: Eq> Eq for Entry<S> {}

impl<S: AsRef<str>> fmt::Display for Entry<S> {
    /// The name, the ports and the transports, as in `dns (53/tcp, 53/udp)`; width and alignment apply.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        ports_on::show(f, self.name.as_ref(), self.ports(), |on| self.is_on(on))
    }
}

impl<S: AsRef<str>> fmt::Debug for Entry<S> {
    /// The same as `Display`.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
