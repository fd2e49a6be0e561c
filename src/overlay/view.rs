use core::fmt;
use core::iter::successors;

use crate::transport::Transport;

use super::entry::Entry;
use super::error::OverlayError;
use super::index;
use super::texts::of_str;

/// Names of your own, to be asked before or after IANA's: a small `Copy` view of [entries](Entry).
///
/// The [module](mod@crate::overlay) shows both orders. [`overlay!`](crate::overlay!) makes one of a table that
/// is known beforehand, for a `static`. [`Overlay::new`] and [`Overlay::first_wins`] make one of entries
/// that are read at run time; [`OwnedOverlay`](super::OwnedOverlay) keeps such entries.
///
/// The names live as long as `'n`, and the entries as long as `'e`. A look-up of a port is a binary
/// search, and one of a name reads a hash table.
///
/// # Examples
///
/// ```
/// use ianaports::{overlay, overlay::Overlay, Transport::Tcp};
///
/// static OWN: Overlay = overlay! { 2379 / tcp => "etcd" };
/// assert_eq!(OWN.service_name(2379, Tcp), Some("etcd"));
/// assert_eq!(OWN.port("etcd", Tcp), Some(2379));
/// ```
#[derive(Clone, Copy)]
pub struct Overlay<'e, 'n> {
    entries: &'e [Entry<&'n str>],
}

impl<'e, 'n> Overlay<'e, 'n> {
    /// An overlay of entries that are read at run time. Their order stays.
    ///
    /// # Errors
    ///
    /// The first [rule](mod@crate::overlay#the-rules) that an entry breaks.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::overlay::{Entry, Overlay};
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
    ///     "entry 1, `kafka`, and entry 0, `etcd`, are both shown for 2379/tcp: \
    ///      expected one of the two to be only_found",
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[inline]
    pub const fn new(entries: &'e mut [Entry<&'n str>]) -> Result<Overlay<'e, 'n>, OverlayError> {
        match of_str::arrange(entries, false) {
            Ok(()) => Ok(Overlay { entries }),
            Err(error) => Err(error),
        }
    }

    /// The same for entries that may share a name, or the same ports, as in `/etc/services`: the
    /// entry that is given first wins.
    ///
    /// # Errors
    ///
    /// The first of the other [rules](mod@crate::overlay#the-rules) that an entry breaks. Ranges that overlap
    /// and are not equal are refused here, too.
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
    pub const fn first_wins(
        entries: &'e mut [Entry<&'n str>],
    ) -> Result<Overlay<'e, 'n>, OverlayError> {
        match of_str::arrange(entries, true) {
            Ok(()) => Ok(Overlay { entries }),
            Err(error) => Err(error),
        }
    }

    /// For what has arranged them.
    #[inline]
    pub(super) const fn of_arranged(entries: &'e [Entry<&'n str>]) -> Overlay<'e, 'n> {
        Overlay { entries }
    }

    /// Your name of a port on a transport.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{overlay, service_name, Transport::{Tcp, Udp}};
    ///
    /// let own = overlay! { 9200 / tcp => "elasticsearch" };
    /// assert_eq!(own.service_name(9200, Tcp), Some("elasticsearch"));
    /// assert_eq!(own.service_name(9200, Udp), None);
    /// assert_eq!(service_name(9200, Udp), Some("wap-wsp"));
    /// ```
    #[inline]
    pub const fn service_name(self, port: u16, transport: Transport) -> Option<&'n str> {
        match index::shown(self.entries, port, transport) {
            Some(entry) => Some(entry.name),
            None => None,
        }
    }

    /// Your name of a port, on the first transport that has one.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::overlay;
    ///
    /// let own = overlay! { 51820 / udp => "wireguard" };
    /// assert_eq!(own.name(51820), Some("wireguard"));
    /// ```
    #[inline]
    pub const fn name(self, port: u16) -> Option<&'n str> {
        match index::shown_on_any(self.entries, port) {
            Some(entry) => Some(entry.name),
            None => None,
        }
    }

    /// The port of your name on a transport, in any letter case: the first port of a range.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{overlay, Transport::{Tcp, Udp}};
    ///
    /// let own = overlay! { 143 / tcp => "imap2", 9092-9094 / tcp => "kafka" };
    /// assert_eq!(own.port("IMAP2", Tcp), Some(143));
    /// assert_eq!(own.port("imap2", Udp), None);
    /// assert_eq!(own.port("kafka", Tcp), Some(9092));
    /// ```
    #[inline]
    pub const fn port(self, name: &str, transport: Transport) -> Option<u16> {
        match of_str::first_named(self.entries, name, Some(transport)) {
            Some(entry) => Some(entry.first),
            None => None,
        }
    }

    /// The entries that are found by this name, in any letter case, on any transport.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::overlay;
    ///
    /// let own = overlay! { 3000 / tcp => "ntopng", 2055 / udp => "ntopng" };
    /// let found = own.of_name("ntopng").map(|entry| entry.to_string());
    /// assert!(found.eq(["ntopng (3000/tcp)", "ntopng (2055/udp)"]));
    /// ```
    #[inline]
    pub fn of_name(self, name: &str) -> impl Iterator<Item = Entry<&'n str>> + Clone {
        let first = of_str::first_named(self.entries, name, None);
        successors(first, move |entry| {
            of_str::next_after(self.entries, name, entry)
        })
        .copied()
    }

    /// The entries that have this port on a transport, those that are only found included.
    ///
    /// It reads all entries.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{overlay, Transport::Tcp};
    ///
    /// let own = overlay! {
    ///     5432 / tcp => "postgres",
    ///     only_found tcp { 5432 => "pg" }
    /// };
    /// assert!(own.of_port(5432, Tcp).map(|entry| entry.name()).eq(["postgres", "pg"]));
    /// ```
    #[inline]
    pub fn of_port(
        self,
        port: u16,
        transport: Transport,
    ) -> impl Iterator<Item = Entry<&'n str>> + Clone {
        self.all()
            .filter(move |entry| entry.has_port(port) && entry.is_on(transport))
    }

    /// All entries, in the order in which they were given.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::overlay;
    ///
    /// let own = overlay! { 51820 / udp => "wireguard", 2379 / tcp => "etcd" };
    /// assert!(own.all().map(|entry| entry.name()).eq(["wireguard", "etcd"]));
    /// ```
    #[inline]
    pub fn all(self) -> impl ExactSizeIterator<Item = Entry<&'n str>> + Clone {
        self.entries.iter().copied()
    }
}

impl fmt::Debug for Overlay<'_, '_> {
    /// The list of the entries.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.entries).finish()
    }
}
