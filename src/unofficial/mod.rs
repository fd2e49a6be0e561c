//! Names that people use for a port on which IANA has not registered them: `postgres`, `dns`, `kafka`, each
//! with its source. Needs the [feature](crate#crate-features) `unofficial`.
//!
//! [`lookup`](crate::lookup) and the rest of the crate do not know them. Each is one of these
//! [kinds](Kind):
//!
//! - An **alias** is another name for a service that IANA has on the same port: `postgres` stands for
//!   `postgresql`.
//! - A **server** runs on a port that IANA has given to another service, or to none: Kafka listens on
//!   9092/tcp, which IANA has assigned to `XmlIpcRegSvc`.
//! - A **development server** does so for a while, on a developer's own machine: Vite on 5173/tcp.
//!
//! ```
//! use ianaports::unofficial::{self, Kind};
//! use ianaports::{Status, Transport::{Tcp, Udp}, lookup, status};
//!
//! let postgres = unofficial::of_name("Postgres").unwrap();
//! assert_eq!(postgres.to_string(), "postgres (5432/tcp)");
//! assert_eq!(postgres.kind(), Kind::Alias("postgresql"));
//! assert_eq!(postgres.record(Tcp).unwrap().to_string(), "postgresql (5432/tcp)");
//!
//! let kafka = unofficial::of_name("kafka").unwrap();
//! assert_eq!(kafka.kind(), Kind::Server("Apache Kafka"));
//! assert!(lookup((kafka.ports(), Tcp)).names().eq(["XmlIpcRegSvc"])); // what IANA has there
//! assert!(kafka.source().starts_with("https://github.com/apache/kafka/blob/"));
//!
//! let wireguard = unofficial::of_name("wireguard").unwrap();
//! assert_eq!(status(wireguard.ports().first(), Udp), Status::Dynamic); // never assigned
//! ```
//!
//! # What is shown for a port
//!
//! [`service_name`] is to be right where it says something. So a row is not shown where another may be
//! meant:
//!
#![doc = include_str!(concat!(env!("OUT_DIR"), "/unofficial-shown.md"))]
//!
//! Each row is found by its name, and [`of_port`] lists all of a port. The look-ups have the form of those
//! of the registry, so the order is what your program writes:
//!
//! ```
//! use ianaports::{Transport::{self, Tcp}, service_name, unofficial};
//!
//! // What people call it, or else IANA's name.
//! fn shown(port: u16, on: Transport) -> Option<&'static str> {
//!     unofficial::service_name(port, on).or_else(|| service_name(port, on))
//! }
//! assert_eq!(shown(5432, Tcp), Some("postgres")); // a marked alias
//! assert_eq!(shown(9092, Tcp), Some("kafka")); // a server that has its port to itself
//! assert_eq!(shown(3000, Tcp), Some("hbci")); // IANA's: `grafana`, `rails` and more use it
//! assert_eq!(shown(22, Tcp), Some("ssh")); // IANA's: `scp` and `sftp` are aliases
//! ```
//!
//! # What the table is, and is not
//!
//! - A row states that a project or a distribution documents the port, in the source that stands beside it.
//!   It does not state what *is* listening, nor how many do so.
//! - No row has a name that IANA has registered on that port and transport. Elsewhere IANA may have it:
//!   `rdp` is registered without a port.
//! - When the crate is built with another edition of the registry (see [the data](crate#the-data)), that
//!   edition may contradict a row. The row is then [withdrawn].
//! - A program that does not use this module links none of its tables.
//!
//! # The names
//!
#![doc = include_str!(concat!(env!("OUT_DIR"), "/unofficial.md"))]

use core::ops::Range;

use crate::rows::Rows;
use crate::tables;
use crate::transport::Transport;

mod kind;
mod layout;
mod one_port;
mod order;
#[cfg(feature = "serde")]
mod serde;
mod unofficial_name;
mod unofficial_names;

pub use kind::Kind;
pub use one_port::{OnePortError, one_port};
pub use unofficial_name::UnofficialName;
use unofficial_names::ROWS;
pub use unofficial_names::UnofficialNames;

/// Every unofficial name, sorted.
///
/// # Examples
///
/// ```
/// use ianaports::unofficial::{self, Kind, UnofficialName};
///
/// let of_ssh = unofficial::all().filter(|row| row.kind() == Kind::Alias("ssh"));
/// assert!(of_ssh.map(UnofficialName::name).eq(["scp", "sftp"]));
/// ```
#[inline]
pub const fn all() -> UnofficialNames {
    Rows::new(0..tables::UNOFFICIAL as usize)
}

/// The rows that the registry inside contradicts, sorted by name; no look-up finds them.
///
/// The registry has the name on that port and transport, or it does not have the service that an alias
/// stands for. There is none where the crate is built with the registry that it ships.
///
/// # Examples
///
/// ```
/// assert_eq!(ianaports::unofficial::withdrawn().len(), 0);
/// ```
#[inline]
pub const fn withdrawn() -> UnofficialNames {
    Rows::new(tables::UNOFFICIAL as usize..ROWS)
}

/// The row of a name, in any letter case.
///
/// # Examples
///
/// ```
/// use ianaports::unofficial;
///
/// assert_eq!(unofficial::of_name("SMTPS").unwrap().to_string(), "smtps (465/tcp)");
/// assert_eq!(unofficial::of_name("smtp"), None); // IANA's own name for 25/tcp
/// ```
#[doc(alias = "lookup")]
#[must_use = "a look-up has no other effect"]
#[inline]
pub const fn of_name(name: &str) -> Option<UnofficialName> {
    order::find(name.as_bytes())
}

/// The rows of a port on a transport: aliases, the marked one first; servers; development servers. Each
/// kind is sorted by name.
///
/// # Examples
///
/// ```
/// use ianaports::{Transport::Tcp, unofficial};
///
/// let names = |port| unofficial::of_port(port, Tcp).map(|row| row.name());
/// // Aliases come first, a server is last.
/// assert!(names(9100).eq(["hplj", "jetdirect", "laserjet", "node-exporter"]));
/// assert!(names(3001).eq(["uptime-kuma", "sam-lambda"])); // a server, a development server
/// assert!(names(443).eq(["doh"]));
/// ```
#[inline]
pub const fn of_port(port: u16, transport: Transport) -> UnofficialNames {
    unofficial_names::by_port(places(port, transport))
}

/// The first port of a name, where its row has the transport.
///
/// # Examples
///
/// ```
/// use ianaports::{Transport::{Tcp, Udp}, unofficial};
///
/// assert_eq!(unofficial::port("wireguard", Udp), Some(51820));
/// assert_eq!(unofficial::port("wireguard", Tcp), None);
/// const DNS: u16 = unofficial::port("dns", Udp).unwrap();
/// assert_eq!(DNS, 53);
/// ```
#[must_use = "a look-up has no other effect"]
#[inline]
pub const fn port(name: &str, transport: Transport) -> Option<u16> {
    match of_name(name) {
        Some(row) if row.is_on(transport) => Some(row.ports().first()),
        _ => None,
    }
}

/// The name that is [shown](self#what-is-shown-for-a-port) for a port: a marked alias, or the server that
/// has the port to itself.
///
/// # Examples
///
/// ```
/// use ianaports::{Transport::Tcp, unofficial};
///
/// assert_eq!(unofficial::service_name(53, Tcp), Some("dns"));
/// assert_eq!(unofficial::service_name(15672, Tcp), Some("rabbitmq-mgmt"));
/// assert_eq!(unofficial::service_name(8080, Tcp), None); // several servers, and `webcache`
/// assert_eq!(unofficial::service_name(9100, Tcp), None); // a printer, or metrics of a machine
/// assert_eq!(unofficial::service_name(5173, Tcp), None); // `vite`, a development server
/// ```
#[must_use = "a look-up has no other effect"]
#[inline]
pub const fn service_name(port: u16, transport: Transport) -> Option<&'static str> {
    let places = places(port, transport);
    if places.start >= places.end {
        return None;
    }
    let first = UnofficialName::of_place(places.start);
    if first.is_shown(places.end - places.start) {
        Some(first.name())
    } else {
        None
    }
}

/// The name that is shown for a port, on the first transport that has one: TCP, UDP, SCTP, DCCP.
///
/// # Examples
///
/// ```
/// use ianaports::unofficial;
///
/// assert_eq!(unofficial::name(51820), Some("wireguard")); // on UDP
/// assert_eq!(unofficial::name(443), None);
/// ```
#[must_use = "a look-up has no other effect"]
#[inline]
pub const fn name(port: u16) -> Option<&'static str> {
    let mut at = 0;
    while at < Transport::ALL.len() {
        if let Some(name) = service_name(port, Transport::ALL[at]) {
            return Some(name);
        }
        at += 1;
    }
    None
}

/// The rows of a port on a transport, as places in the order by port.
#[inline]
const fn places(port: u16, transport: Transport) -> Range<usize> {
    tables::UNOFFICIAL_PLACE.equal(layout::place(port, transport))
}
