//! Names that people use and that are not IANA's: `postgres`, `dns`, `kafka`, each with its source.
//!
//! [`lookup`], [`names`](crate::names) and the rest of the crate do not know them. They
//! are of two [kinds](Kind):
//!
//! - An **alias** is another name for a service that IANA has on the same port: `postgres` stands for
//!   `postgresql`.
//! - A **use** is what runs on a port that IANA has given to another service, or to none: Kafka listens on
//!   9092/tcp, which IANA has assigned to `XmlIpcRegSvc`.
//!
//! ```
//! use ianaports::customs::{self, Kind};
//! use ianaports::{Status, Transport::{Tcp, Udp}, status};
//!
//! let postgres = customs::custom("Postgres").unwrap();
//! assert_eq!(postgres.to_string(), "postgres (5432/tcp)");
//! assert_eq!(postgres.alias_of().unwrap().to_string(), "postgresql (5432/tcp)");
//!
//! let kafka = customs::custom("kafka").unwrap();
//! assert_eq!((kafka.kind(), kafka.ports().first()), (Kind::Use, 9092));
//! assert!(kafka.records(Tcp).names().eq(["XmlIpcRegSvc"])); // what IANA has there
//! assert!(kafka.source().starts_with("https://github.com/apache/kafka/blob/"));
//!
//! let wireguard = customs::custom("wireguard").unwrap();
//! assert_eq!(status(wireguard.ports().first(), Udp), Status::Dynamic); // never assigned
//! ```
//!
//! # Which one goes first
//!
//! [`service_name`] and [`port`] have the form of [`crate::service_name`] and [`crate::port`], so the order
//! is what your program writes:
//!
//! ```
//! use ianaports::{Transport::{self, Tcp}, customs, port, service_name};
//!
//! // What is shown for a port: the use, or else IANA's name.
//! fn shown(port: u16, on: Transport) -> Option<&'static str> {
//!     customs::service_name(port, on).or_else(|| service_name(port, on))
//! }
//! assert_eq!(shown(9092, Tcp), Some("kafka"));
//! assert_eq!(shown(5432, Tcp), Some("postgresql")); // an alias is not shown
//!
//! // What a person means by a name: IANA's port, or else a custom's.
//! fn meant(name: &str, on: Transport) -> Option<u16> {
//!     port(name, on).or_else(|| customs::port(name, on))
//! }
//! assert_eq!(meant("dns", Tcp), Some(53));
//! assert_eq!(meant("oracle", Tcp), Some(1521)); // IANA has `oracle` on UDP alone, on 2005
//! ```
//!
//! IANA first fills gaps. Customs first contradicts the registry: `sftp` is then 22, and not the 115 of
//! the Simple File Transfer Protocol. Names of your own go before both, in an overlay or a `match`.
//!
//! # What the table is, and is not
//!
//! - A row states that a project or a distribution documents the port, in the source that stands beside it.
//!   It does not state what *is* listening, nor how many do so.
//! - No custom has a name that IANA has registered on that port and transport. Elsewhere IANA may have it:
//!   `rdp` is registered without a port.
//! - When the crate is built with another edition of the registry (see [the data](crate#the-data)), a
//!   custom that does not agree with it is left out: one whose name is registered there, or whose service
//!   is missing.
//! - A program that does not use this module links none of its tables.
//!
//! # The customs
//!
#![doc = include_str!(concat!(env!("OUT_DIR"), "/customs.md"))]

use core::fmt;
use core::iter::FusedIterator;

use crate::hash::same;
use crate::layout::{custom_bit, custom_place};
use crate::lookup::lookup;
use crate::places;
use crate::port_range::PortRange;
use crate::record::Record;
use crate::records::Records;
use crate::tables;
use crate::transport::Transport;

/// Every custom, sorted by name.
///
/// # Examples
///
/// ```
/// use ianaports::customs::{self, Kind};
///
/// let is_alias = |custom: &customs::Custom| custom.kind() == Kind::Alias;
/// let of_ssh = customs::all().filter(|custom| custom.alias_of().and_then(|ssh| ssh.name()) == Some("ssh"));
/// assert!(of_ssh.map(|custom| custom.name()).eq(["scp", "sftp"]));
/// assert!(customs::all().filter(is_alias).count() > 50);
/// ```
#[inline]
pub const fn all() -> Customs {
    Customs {
        next: 0,
        end: tables::CUSTOM_FIRST.len(),
        by_port: false,
    }
}

/// The custom of a name, in any letter case.
///
/// # Examples
///
/// ```
/// use ianaports::customs;
///
/// assert_eq!(customs::custom("SMTPS").unwrap().to_string(), "smtps (465/tcp)");
/// assert_eq!(customs::custom("smtp"), None); // IANA's own name for 25/tcp
/// ```
#[inline]
pub const fn custom(name: &str) -> Option<Custom> {
    let mut row = 0;
    while row < tables::CUSTOM_FIRST.len() {
        let custom = Custom(row as u16);
        if same(name.as_bytes(), custom.name().as_bytes()) {
            return Some(custom);
        }
        row += 1;
    }
    None
}

/// The customs of a port on a transport: uses before aliases, and each by name.
///
/// # Examples
///
/// ```
/// use ianaports::{Transport::Tcp, customs};
///
/// let names = |port| customs::on(port, Tcp).map(|custom| custom.name());
/// assert!(names(3000).eq(["grafana", "nextjs", "rails"])); // nobody can tell which of them
/// assert!(names(9100).eq(["node-exporter", "jetdirect"])); // a use, an alias
/// assert!(names(443).eq(["doh"]));
/// ```
#[inline]
pub const fn on(port: u16, transport: Transport) -> Customs {
    let places = tables::CUSTOM_PLACE.equal(custom_place(port, transport));
    Customs {
        next: places.start,
        end: places.end,
        by_port: true,
    }
}

/// The first port of the custom of a name, where it has the transport.
///
/// # Examples
///
/// ```
/// use ianaports::{Transport::{Tcp, Udp}, customs};
///
/// assert_eq!(customs::port("wireguard", Udp), Some(51820));
/// assert_eq!(customs::port("wireguard", Tcp), None);
/// const DNS: u16 = customs::port("dns", Udp).unwrap();
/// assert_eq!(DNS, 53);
/// ```
#[inline]
pub const fn port(name: &str, transport: Transport) -> Option<u16> {
    match custom(name) {
        Some(custom) if custom.is_on(transport) => Some(custom.ports().first()),
        _ => None,
    }
}

/// The name of the use of a port, where there is one and no more.
///
/// An alias is not shown: IANA has a name for the port.
///
/// # Examples
///
/// ```
/// use ianaports::{Transport::Tcp, customs};
///
/// assert_eq!(customs::service_name(15672, Tcp), Some("rabbitmq-mgmt"));
/// assert_eq!(customs::service_name(3000, Tcp), None); // has three, see `on`
/// assert_eq!(customs::service_name(5432, Tcp), None); // `postgres` is an alias
/// ```
#[inline]
pub const fn service_name(port: u16, transport: Transport) -> Option<&'static str> {
    let customs = on(port, transport);
    if customs.next >= customs.end {
        return None;
    }
    let (first, second) = (customs.get(customs.next), customs.get(customs.next + 1));
    let is_alone = customs.next + 1 == customs.end || matches!(second.kind(), Kind::Alias);
    match first.kind() {
        Kind::Use if is_alone => Some(first.name()),
        _ => None,
    }
}

/// What a custom is to the registry.
///
/// # Examples
///
/// ```
/// use ianaports::customs::{Kind, custom};
///
/// assert_eq!(custom("whois").unwrap().kind(), Kind::Alias);
/// assert_eq!(custom("prometheus").unwrap().kind(), Kind::Use);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Kind {
    /// Another name for a service that IANA has on the same port.
    Alias,
    /// What runs on a port that IANA has given to another service, or to none.
    Use,
}

/// A name that people use, with its ports: a row of the [table](self#the-customs).
///
/// It is a `Copy` handle of two bytes. Customs are ordered by name.
///
/// # Examples
///
/// ```
/// let vnc = ianaports::customs::custom("vnc").unwrap();
/// assert_eq!(vnc.to_string(), "vnc (5900/tcp)");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Custom(u16);

impl Custom {
    #[inline]
    const fn row(self) -> usize {
        self.0 as usize
    }

    /// The name: a [`ServiceName`](crate::ServiceName) in small letters.
    ///
    /// # Examples
    ///
    /// ```
    /// assert_eq!(ianaports::customs::custom("KDC").unwrap().name(), "kdc");
    /// ```
    #[inline]
    pub const fn name(self) -> &'static str {
        tables::CUSTOM_NAME_TEXT.get(&tables::CUSTOM_NAME_START, self.row())
    }

    /// The port, or the range of ports.
    ///
    /// # Examples
    ///
    /// ```
    /// let salt = ianaports::customs::custom("salt").unwrap();
    /// assert_eq!(salt.ports().to_string(), "4505-4506");
    /// ```
    #[inline]
    pub const fn ports(self) -> PortRange {
        let (first, last) = (
            tables::CUSTOM_FIRST.get(self.row()),
            tables::CUSTOM_LAST.get(self.row()),
        );
        match PortRange::new(first as u16, last as u16) {
            Ok(ports) => ports,
            Err(_) => PortRange::ALL, // the build refuses an inverted range
        }
    }

    /// The transports on which the source has the ports.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{Transport::{Tcp, Udp}, customs::custom};
    ///
    /// assert_eq!(custom("krb5").unwrap().transports(), [Tcp, Udp]);
    /// assert_eq!(custom("statsd").unwrap().transports(), [Udp]);
    /// ```
    #[inline]
    pub const fn transports(self) -> &'static [Transport] {
        match (self.is_on(Transport::Tcp), self.is_on(Transport::Udp)) {
            (true, false) => &[Transport::Tcp],
            (false, true) => &[Transport::Udp],
            _ => &[Transport::Tcp, Transport::Udp],
        }
    }

    #[inline]
    const fn is_on(self, transport: Transport) -> bool {
        tables::CUSTOM_TRANSPORTS.get(self.row()) & custom_bit(transport) != 0
    }

    /// Whether it stands for a registered service.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::customs::{Kind, custom};
    ///
    /// assert_eq!(custom("mssql").unwrap().kind(), Kind::Alias); // of `ms-sql-s`
    /// assert_eq!(custom("spamd").unwrap().kind(), Kind::Use);
    /// ```
    #[inline]
    pub const fn kind(self) -> Kind {
        match self.alias_of() {
            Some(_) => Kind::Alias,
            None => Kind::Use,
        }
    }

    /// IANA's record of the service that an alias stands for, on the first of its transports.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::customs::custom;
    ///
    /// let nicname = custom("whois").unwrap().alias_of().unwrap();
    /// assert_eq!((nicname.name(), nicname.description()), (Some("nicname"), "Who Is"));
    /// assert_eq!(custom("grafana").unwrap().alias_of(), None);
    /// ```
    #[inline]
    pub const fn alias_of(self) -> Option<Record> {
        Record::from_ordinal(tables::CUSTOM_RECORD.get(self.row()))
    }

    /// What IANA has there: an alias's service on a transport, or the services on the ports of a use.
    ///
    /// Where it has none, [`status`](crate::status) of a port gives the registry's status.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{Status, Transport::{Tcp, Udp}, customs::custom, status};
    ///
    /// assert!(custom("elasticsearch").unwrap().records(Tcp).names().eq(["wap-wsp"]));
    /// assert_eq!(custom("dns").unwrap().records(Udp).first().unwrap().to_string(), "domain (53/udp)");
    /// assert!(custom("cassandra").unwrap().records(Tcp).is_empty());
    /// assert_eq!(status(9042, Tcp), Status::Unassigned);
    /// ```
    #[inline]
    pub fn records(self, transport: Transport) -> Records {
        match self.alias_of().and_then(Record::name) {
            Some(name) => lookup((name, transport)),
            None => lookup((self.ports(), transport)),
        }
    }

    /// A description: for a use in our own words, for an alias IANA's description of the service.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::customs::custom;
    ///
    /// assert_eq!(custom("flask").unwrap().description(), "Flask, development server");
    /// assert_eq!(custom("vnc").unwrap().description(), "Remote Framebuffer");
    /// ```
    #[inline]
    pub fn description(self) -> &'static str {
        match self.alias_of() {
            Some(record) => record.description(),
            None => tables::CUSTOM_USE_TEXT.get(&tables::CUSTOM_USE_START, self.row()),
        }
    }

    /// Where the port is written: a file of the project that uses it, as a URL with its commit, or a
    /// Debian package with its version and the file.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::customs::custom;
    ///
    /// assert_eq!(custom("postgres").unwrap().source(), "Debian netbase 6.4, /etc/services");
    /// let vite = "https://github.com/vitejs/vite/blob/003e9a4185/docs/config/server-options.md";
    /// assert_eq!(custom("vite").unwrap().source(), vite);
    /// ```
    #[inline]
    pub const fn source(self) -> &'static str {
        tables::CUSTOM_SOURCE_TEXT.get(&tables::CUSTOM_SOURCE_START, self.row())
    }
}

/// `dns (53/tcp, 53/udp)`
impl fmt::Display for Custom {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        places::show(f, self.name(), self.ports(), |on| {
            self.transports().contains(&on)
        })
    }
}

impl fmt::Debug for Custom {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The iterator of [`all`] and [`on`].
///
/// # Examples
///
/// ```
/// let mut customs = ianaports::customs::all();
/// assert_eq!(customs.len(), customs.clone().count());
/// assert_eq!(customs.next().unwrap().name(), "activemq");
/// assert_eq!(customs.next_back().unwrap().name(), "zookeeper");
/// ```
#[derive(Clone)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Customs {
    next: usize,
    end: usize,
    /// Whether these are rows of the order by port, and not of that by name.
    by_port: bool,
}

impl Customs {
    #[inline]
    const fn get(&self, place: usize) -> Custom {
        Custom(if self.by_port {
            tables::CUSTOM_PLACE_ROW.get(place)
        } else {
            place
        } as u16)
    }
}

impl Iterator for Customs {
    type Item = Custom;

    #[inline]
    fn next(&mut self) -> Option<Custom> {
        if self.next >= self.end {
            return None;
        }
        self.next += 1;
        Some(self.get(self.next - 1))
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.end - self.next;
        (left, Some(left))
    }
}

impl DoubleEndedIterator for Customs {
    #[inline]
    fn next_back(&mut self) -> Option<Custom> {
        if self.next >= self.end {
            return None;
        }
        self.end -= 1;
        Some(self.get(self.end))
    }
}

impl ExactSizeIterator for Customs {}
impl FusedIterator for Customs {}

impl fmt::Debug for Customs {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}
