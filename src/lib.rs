//! The official IANA Service Name and Transport Protocol Port Number Registry as static tables:
//! put a name to every port, find every service, no parsing, no allocation, no `std`.
//!
//! ```
//! use ianaports::{lookup, port, service_name, Transport::{Tcp, Udp}};
//!
//! assert_eq!(service_name(22, Tcp), Some("ssh"));             // the one call of packet and log tools
//! assert_eq!(port("domain", Udp), Some(53));                  // any letter case
//! assert_eq!(lookup((6003, Tcp)).name(), Some("x11"));        // inside 6000-6063
//! assert_eq!(lookup((465, Tcp)).name(), Some("submissions")); // the primary name first
//! assert!(lookup((80, Tcp)).names().eq(["http", "www", "www-http"]));
//!
//! let https = lookup("HTTPS").first().unwrap();
//! assert_eq!(https.to_string(), "https (443/tcp)");
//! assert_eq!(https.description(), "http protocol over TLS/SSL");
//!
//! const HTTPS: u16 = port("https", Tcp).expect("https/tcp");  // checked at compile time, links no table
//! assert_eq!(HTTPS, 443);
//! ```
//!
//! # The registry in ten lines
//!
//! A **service name** is up to 15 letters, digits and hyphens ([RFC 6335]). IANA registers it for a
//! **transport** (TCP, UDP, SCTP or DCCP) and, mostly, a **port** or a range of ports: `http` has port 80 on
//! TCP, in one **record**, and on UDP and SCTP in two more. A port may have several services: on
//! 80/tcp there are also `www` and `www-http`, which the registry calls duplicates of `http`; here they
//! are its **aliases**, as are the historic spellings that well-formed names have replaced
//! (`whois++`, now `whoispp`). The first name is the **primary** one.
//! A port that no service has is *unassigned*, *reserved* or *de-assigned*, by a record that says so;
//! a record that states no transport speaks for those that no other record states.
//! Ports 0-1023 are [system](PortRange::SYSTEM) ports, 1024-49151 [user](PortRange::USER) ports, and
//! 49152-65535 [dynamic](PortRange::DYNAMIC): never assigned, for anyone's use.
//! About a thousand services have no port: mostly DNS-SD **service types** such as `_airplay._tcp`.
//!
//! [RFC 6335]: https://www.rfc-editor.org/rfc/rfc6335
//!
//! # Finding things
//!
//! | by | call | gives | cost |
//! |---|---|---|---|
//! | port and transport | [`service_name(80, Tcp)`](service_name) | the primary name | a few reads |
//! | | [`lookup((80, Tcp))`](lookup) | [`Records`] | a few reads |
//! | | [`status(80, Tcp)`](status) | [`PortStatus`], for all 65,536 ports | a few reads, or a binary search |
//! | port, or range | [`lookup(80)`](lookup), [`lookup(PortRange::SYSTEM)`](lookup) | [`Records`] | a few reads; the range's rows |
//! | name | [`port("http", Tcp)`](port) | the first port | one hash, one comparison |
//! | | [`lookup("http")`](lookup), [`lookup(("http", Tcp))`](lookup) | [`Records`] | one hash, one comparison |
//! | what a person types | [`lookup("80/tcp".parse::<Query>()?)`](Query) | [`Records`] | as above |
//! | DNS-SD or SRV name | [`lookup("_http._tcp".parse::<ServiceType>()?)`](ServiceType) | [`Records`] | as above |
//! | everything | [`records()`], [`names()`] | all of it, in order | |
//!
//! From a [`Record`] each column of IANA's table is one call away: [description](Record::description),
//! [assignees](Record::assignees), [dates](Record::registered), [references](Record::references),
//! [notes](Record::notes) and the rest.
//!
//! # Matching
//!
//! How a name is matched, by [`lookup`] and [`port`]:
//!
//! 1. ASCII letters match in either case, as [RFC 6335, section 5.1][names] wants; what comes back is
//!    the registered spelling. No two registered names differ in case alone.
//! 2. Everything else matches exactly: `-` and `_` differ, and nothing is trimmed or guessed.
//! 3. A name finds the records that bear it. A historic spelling finds its own records, from which
//!    [`Record::canonical`] goes on to what replaced it, port by port; no call does so unasked.
//! 4. Digits are a name too, and none is registered: parse a [`Query`] where a person may type either.
//!
//! [names]: https://www.rfc-editor.org/rfc/rfc6335#section-5.1
//!
//! # Order
//!
//! The order of the [`Records`] that [`lookup`] gives, each rule deciding where those before it leave a tie:
//!
//! 1. By transport: TCP, UDP, SCTP, DCCP, none stated.
//! 2. Records with a port before those without (`https` on TCP has both: its port is 443).
//! 3. For a [`PortRange`], port by port.
//! 4. Aliases after what is not an alias (80/tcp: `http`, then `www`).
//! 5. Records with an empty description, or with a note that they record "an unassigned but widespread
//!    use", after the others (2049: `nfs` before `shilp`; 351: `matip-type-b` before `bhoetty`).
//! 6. Records assigned to the IESG, which are those of Internet standards, before the others (465/tcp:
//!    `submissions` before `urd`).
//! 7. The registry's order.
//!
//! Rules 4 to 7 make the *primary* name: they are general rules and no list of ports.
//!
//! # The data
//!
//! The registry inside is that of [`REGISTRY_UPDATED`], with all its 14,533 records; people's
//! addresses are left out (see [`Contact`]). It is at
//! <https://www.iana.org/assignments/service-names-port-numbers/>, whose terms are [CC0][terms].
//! A build script compiles it, offline, into the tables of this crate, and refuses what it does not
//! understand. To compile another edition, set the environment variable `IANAPORTS_REGISTRY` to the
//! absolute path of IANA's XML, in your shell or in `.cargo/config.toml`:
//!
//! ```toml
//! [env]
//! IANAPORTS_REGISTRY = { value = "service-names-port-numbers.xml", relative = true }
//! ```
//!
//! A new edition of the registry is a patch release: records may appear, change and disappear, as
//! IANA publishes them, while names and types of the API stay. If a service that you have put in a
//! `const` is renamed, your build stops and says so.
//!
//! [terms]: https://www.iana.org/help/licensing-terms
//!
//! # Crate features
//!
//! - **`serde`** (off by default): `Serialize` and `Deserialize` for [`Transport`], [`ServiceName`], [`PortRange`],
//!   [`ServiceType`], [`Date`] and [`Query`] as the strings that people write in configuration files,
//!   and `Serialize` for [`Record`]; `no_std` like the rest.
//!
//! # What it does not do
//!
//! - It does not say what *is* listening. A registration is a promise on paper: anything may be on any
//!   port. IANA says so too, and that a registration is no endorsement.
//! - It does not read `/etc/services`. To honour the names that a host's administrator has set, ask
//!   the C library; for a few names of your own, put a `match` before [`lookup`] (the example `overlay` shows how).
//! - It has no names that IANA does not have: `dns`, `postgres` and `smtps` are customs, not registrations.
//! - It does not know URL schemes, though most are services: a scheme's default port is for its own
//!   specification to say.
#![no_std]
#![forbid(unsafe_code)]
#![warn(missing_docs, missing_debug_implementations)]

mod contact;
mod date;
mod hash;
mod lookup;
mod pad;
mod ports;
mod query;
mod record;
mod reference;
#[cfg(feature = "serde")]
mod serde;
mod service_name;
mod service_type;
mod status;
mod tables;
mod transport;
mod txt_keys;

pub use contact::{Contact, Contacts};
pub use date::{Date, DateError};
pub use lookup::{
    Key, Names, RecordNames, Records, RecordsIter, lookup, names, port, records, service_name,
};
pub use ports::{PortRange, PortRangeError, Runs};
pub use query::{Query, QueryError};
pub use record::{Aliases, Record};
pub use reference::{Reference, References, Url};
pub use service_name::{ServiceName, ServiceNameError};
pub use service_type::{ServiceType, ServiceTypeError};
pub use status::{PortStatus, Status, status};
pub use transport::{Transport, TransportError};
pub use txt_keys::TxtKeys;

/// The date on which IANA last changed the registry that is inside: its `updated` element.
///
/// # Examples
///
/// ```
/// use ianaports::REGISTRY_UPDATED;
///
/// assert_eq!(REGISTRY_UPDATED.to_string(), "2026-08-17");
/// ```
pub const REGISTRY_UPDATED: Date = tables::REGISTRY_UPDATED;

/// The README's examples, compiled and run with the crate's own.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
