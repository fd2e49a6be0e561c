//! IANA's Service Name and Transport Protocol Port Number Registry as static tables:
//! look up any port or service name with no parsing, no allocation and no `std`.
//!
//! ```
//! use ianaports::Transport::{Tcp, Udp};
//! use ianaports::{lookup, port};
//! use ianaports::service_name;
//!
//! // A name for a port.
//! let name = service_name(22, Tcp);
//! assert_eq!(name, Some("ssh"));
//!
//! // A port for a name, in any case.
//! let dns = port("DOMAIN", Udp);
//! assert_eq!(dns, Some(53));
//!
//! // 6003 lies inside of 6000-6063.
//! let found = lookup((6003, Tcp));
//! assert_eq!(found.name(), Some("x11"));
//!
//! // The primary name comes first.
//! let mut web = lookup(80).names();
//! assert_eq!(web.next(), Some("http"));
//! assert_eq!(web.next(), Some("www"));
//!
//! // Each column of IANA's table.
//! let web = lookup("http").first();
//! let what = web.unwrap().description();
//! assert_eq!(what, "World Wide Web HTTP");
//!
//! // In a `const` no table is linked.
//! const HTTPS: Option<u16> =
//!     port("https", Tcp);
//! assert_eq!(HTTPS, Some(443));
//! ```
//!
//! # The registry in ten lines
//!
//! - A **service name** is up to 15 letters, digits and hyphens ([RFC 6335]): `http`.
//! - A **record** registers it for a **transport** (TCP, UDP, SCTP or DCCP) and usually for a **port** or a
//!   range of ports. `http` on 80/tcp is one record, on 80/udp another, on 80/sctp a third.
//! - A record may state no transport. It applies to every transport that no other record states for its port.
//! - A port may have several services. On 80/tcp there are also `www` and `www-http`, which the registry
//!   calls duplicates of `http`: here they are its **aliases**. Historic spellings are aliases of the
//!   well-formed names that replaced them (`whois++`, now `whoispp`). The first name is the **primary** one.
//! - A port without a service is **unassigned**, **reserved** or **de-assigned**; usually a record states which.
//! - Ports 0-1023 are [system](PortRange::SYSTEM) ports, 1024-49151 [user](PortRange::USER) ports, and
//!   49152-65535 [dynamic](PortRange::DYNAMIC) ones: never assigned, for anyone's use.
//! - About a thousand services have no port: mostly DNS-SD **service types** such as `_airplay._tcp`.
//!
//! [RFC 6335]: https://www.rfc-editor.org/rfc/rfc6335
//!
//! # Finding things
//!
//! - [`service_name`]: the primary name of a port.
//! - [`port`]: the first port of a name.
//! - [`lookup`]: the [`Records`] of a port, a range of ports, a name, a [`ServiceType`] or a [`Query`].
//! - [`one_port`]: the only port of a name or of what a person typed, or why there is not one.
//! - [`Records::ports`]: the distinct ports of a name.
//! - [`status`]: whether a port is assigned, reserved or free; [`status_record`] gives the record that says so.
//! - [`name_number`]: a number for each name, for columns of flows.
//! - [`PortRange::runs`]: free ports in a row.
//! - [`records()`], [`names()`]: everything, in order.
//! - [`history::of`], with the [feature](#crate-features) `history`: the changes of a port or a name, also of a
//!   name that is gone.
//! - [`unofficial`], with the [feature](#crate-features) `unofficial`: names that people use for a port on
//!   which IANA has not registered them.
//! - [`overlay`](mod@overlay): names of your own.
//!
//! The look-up of a port, a name or a status takes a handful of steps, however large the registry is. A look-up
//! with many answers takes a few steps for each. `history` and `overlay` search tables of their own.
//!
//! From a [`Record`] each column of IANA's table is one call away: [description](Record::description),
//! [assignees](Record::assignees), [dates](Record::registration_date), [references](Record::references),
//! [notes](Record::notes) and the rest. So a search is a filter:
//!
//! ```
//! use ianaports::{Record, records};
//!
//! // In descriptions, in any letter case.
//! let is_name_server =
//!     |record: &Record| record.description().to_ascii_lowercase().contains("name server");
//! let mut found = records().into_iter().filter(is_name_server);
//! assert!(found.any(|record| record.name() == Some("domain")));
//!
//! // By organization; few records state one (see `Person::organization`).
//! let of_itu = |record: &Record| {
//!     record.assignees().any(|person| person.organization() == Some("ITU-T"))
//! };
//! let mut found = records().into_iter().filter(of_itu);
//! assert!(found.any(|record| record.name() == Some("h323hostcall")));
//! ```
//!
//! # Matching
//!
//! How [`lookup`] and [`port`] match a name:
//!
//! 1. ASCII letters match in either case, as [RFC 6335, section 5.1][names] wants. The answer has the
//!    registered spelling. No two registered names differ in case alone.
//! 2. Everything else matches exactly: `-` and `_` differ, and nothing is trimmed or guessed.
//! 3. A historic spelling finds its own records. [`Record::canonical`] leads from each to the record that
//!    replaced it; no function follows an alias for you.
//!
//! [names]: https://www.rfc-editor.org/rfc/rfc6335#section-5.1
//!
//! # Order
//!
//! [`lookup`] sorts its records by these rules. Each rule only breaks ties that the rules above it leave:
//!
//! 1. By transport: TCP, UDP, SCTP, DCCP, none stated.
//! 2. Records with a port before those without (`https` on TCP has both: its port is 443).
//! 3. For a [`PortRange`], port by port.
//! 4. Aliases after other records (80/tcp: `http`, then `www`).
//! 5. Records with an empty description, or with a note that they record "an unassigned but widespread
//!    use", after the others (2049: `nfs` before `shilp`; 351: `matip-type-b` before `bhoetty`).
//! 6. Records assigned to the IESG, as the IETF's own protocols are, before the others (465/tcp:
//!    `submissions` before `urd`).
//! 7. The registry's order.
//!
//! Rules 4 to 7 choose the *primary* name. They hold for all ports; none names a port.
//!
//! # In other crates
//!
//! - **Packets**: [`service_name`] of a port and the IP protocol number, as the headers have them.
//! - **Columns of flows**: [a number for each row](name_number#columns-of-flows), in two reads.
//! - **clap**: `--port https`, a [`Query` as an argument](Query#as-an-argument).
//! - **serde**: ports and names in a configuration file, a [`Query` in TOML](Query#in-a-configuration-file).
//! - **mdns-sd**: the meaning of a service type that was found, a
//!   [`ServiceType` of service discovery](ServiceType#with-a-library-for-service-discovery).
//! - **DuckDB, Polars, DataFusion, ClickHouse, Spark**: a join with what `ianaports export ports` writes. The
//!   repository's `examples/cluster` has the recipes, as they were run.
//! - **WebAssembly**: a web page that answers while you type. The repository's `examples/web` has it; its `src/lib.rs`
//!   is the shortest example of the crate on wasm.
//! - **Names of your own**, before or after the registry's: an [`Overlay`](mod@overlay).
//! - **In place of** `/etc/services`, `getservbyname`, `phf_map!` or another table:
//!   [the code before and after](coming_from).
//!
//! # The data
//!
//! The registry inside is that of [`REGISTRY_UPDATED`], with all of its records and columns; only
//! people's addresses are left out (see [`Person`]). IANA publishes it at
//! <https://www.iana.org/assignments/service-names-port-numbers/> under [CC0][terms].
//! A build script compiles it, offline, into the tables of this crate, and refuses what it does not
//! understand. To compile another edition, set the environment variable `IANAPORTS_REGISTRY` to the
//! absolute path of IANA's XML, in your shell or in `.cargo/config.toml`:
//!
//! ```toml
//! [env]
//! IANAPORTS_REGISTRY = { value = "service-names-port-numbers.xml", relative = true }
//! ```
//!
//! A new edition of the registry is a patch release: records appear, change and disappear as IANA
//! publishes them, and the API stays. If IANA renames a service that you have put in a `const`,
//! your build stops with an error.
//!
//! [terms]: https://www.iana.org/help/licensing-terms
//!
//! # Crate features
//!
//! All are off by default, and `no_std` like the rest.
//!
//! - **`history`**: the module [`history`].
//! - **`serde`**: [`Transport`], [`ServiceName`], [`PortRange`],
//!   [`ServiceType`], [`Date`] and [`Query`] have `Serialize` and `Deserialize`, as the strings that people
//!   write in configuration files. [`Record`], [`Records`], [`Person`], [`Reference`],
//!   [`ReferenceUrl`], [`TxtKeys`] and [`Status`] have `Serialize`, and so have the types of the two modules.
//! - **`unofficial`**: the module [`unofficial`].
//!
//! # What it does not do
//!
//! - It does not show what *is* listening: anything may run on any port, and a registration is no
//!   endorsement. Do not base a firewall on it.
//! - It does not read `/etc/services` by itself. To honor the names that a host's administrator has set, give
//!   the file's text to [`services_file`](overlay::services_file).
//! - [`lookup`] has no names that IANA does not have: `dns`, `postgres` and `smtps` are not registered. The
//!   module [`unofficial`] has them.
//! - It does not know URL schemes, though most are services: a scheme's own specification states its
//!   default port.
//!
#![cfg_attr(feature = "history", doc = "[`history`]: crate::history")]
#![cfg_attr(feature = "history", doc = "[`history::of`]: crate::history::of")]
#![cfg_attr(not(feature = "history"), doc = "[`history`]: #crate-features")]
#![cfg_attr(not(feature = "history"), doc = "[`history::of`]: #crate-features")]
#![cfg_attr(feature = "unofficial", doc = "[`unofficial`]: crate::unofficial")]
#![cfg_attr(not(feature = "unofficial"), doc = "[`unofficial`]: #crate-features")]
#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]
#![warn(missing_docs, missing_debug_implementations)]
// A function is compiled where it is called, so that a dependent compiles only the functions that it uses.
#![warn(clippy::missing_inline_in_public_items)]

mod answer;
#[cfg(doc)]
pub mod coming_from;
mod date;
mod excerpt;
mod hash;
#[cfg(feature = "history")]
pub mod history;
mod key;
mod layout;
mod list;
mod lookup;
mod names;
mod one_port;
pub mod overlay;
mod pad;
mod person;
mod port_range;
mod port_walk;
mod ports_on;
mod query;
mod record;
mod records;
mod reference;
mod rows;
#[cfg(feature = "serde")]
mod serde;
mod service_name;
mod service_type;
mod status;
mod tables;
mod transport;
mod txt_keys;
#[cfg(feature = "unofficial")]
pub mod unofficial;
mod unseen;

pub use date::{Date, DateError};
pub use key::Key;
pub use lookup::{lookup, port, records, service_name, status, status_record};
pub use names::{Names, name_number, name_with_number, names};
pub use one_port::{OnePortError, one_port};
pub use person::{People, Person};
pub use port_range::{PortRange, PortRangeError, Runs};
pub use query::{Query, QueryError};
pub use record::{Aliases, Record};
pub use records::{RecordNames, RecordPorts, Records, RecordsIter};
pub use reference::{Reference, ReferenceUrl, References};
pub use service_name::{ServiceName, ServiceNameError};
pub use service_type::{ServiceType, ServiceTypeError};
pub use status::Status;
pub use transport::{Transport, TransportError};
pub use txt_keys::TxtKeys;

/// The date on which IANA last changed the registry that is inside: its `updated` element.
///
/// # Examples
///
/// ```
/// use ianaports::{Date, REGISTRY_UPDATED};
///
/// // Does not compile with a registry from before a registration that the program relies on.
/// const _: () = assert!(REGISTRY_UPDATED.year() >= 2026);
/// assert!(REGISTRY_UPDATED >= Date::new(2026, 8, Some(17))?);
/// # Ok::<(), ianaports::DateError>(())
/// ```
#[doc(alias = "version")]
pub const REGISTRY_UPDATED: Date = tables::REGISTRY_UPDATED;

/// The README's examples, compiled and run with the crate's own.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
