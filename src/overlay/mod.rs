//! Names of your own, beside IANA's: the names that people use, in both directions.
//!
//! [`lookup`](crate::lookup) is IANA alone. An [`Overlay`] is a second table, and your program
//! writes which of the two it asks first.
//!
//! ```
//! use ianaports::{overlay, overlay::Overlay};
//! use ianaports::{port, service_name, Transport::{self, Tcp, Udp}};
//!
//! static OWN: Overlay = overlay! {
//!     8080 / tcp => "webcache", // IANA: http-alt
//!     9092-9094 / tcp => "kafka",
//!     (port("postgresql", Tcp).unwrap()) / tcp => "postgres", // IANA's port
//!
//!     only_found tcp udp {
//!         53 => "dns",
//!     }
//! };
//!
//! // What is shown for a port: your own name first.
//! fn shown(port: u16, on: Transport) -> Option<&'static str> {
//!     OWN.service_name(port, on).or_else(|| service_name(port, on))
//! }
//! assert_eq!(shown(5432, Tcp), Some("postgres"));
//! assert_eq!(shown(5432, Udp), Some("postgresql")); // `postgres` is on TCP alone
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
//! # Names that are read at run time
//!
//! [`services_file`] reads a text in the form of `/etc/services`, and an [`Entry`] is made of any other source.
//! [`OwnedOverlay`] keeps the entries and their names in a struct without a lifetime; its example reads a file.
//! [`Overlay::new`] borrows them instead.
//!
//! # Which one goes first
//!
//! ```
//! use ianaports::{overlay, overlay::Overlay, port, service_name, Transport::Tcp};
//!
//! static OWN: Overlay = overlay! {
//!     8080 / tcp => "webcache",
//!     22 / tcp => "sftp",
//! };
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
//! a registered one. The module `unofficial`, with the [feature](crate#crate-features) of that name,
//! has functions of the same names: a third table for the chain.
//!
//! # A query that finds nothing
//!
//! [`Overlay::of_name`] and [`lookup`](crate::lookup) have the transports and the ports of a name:
//!
//! ```
//! use ianaports::{overlay, overlay::Overlay};
//! use ianaports::{Query, Transport, lookup, port};
//!
//! static OWN: Overlay = overlay! { 143 / tcp => "imap2" };
//!
//! /// The port of a typed name: on its transport, or else on the first that has the name.
//! fn port_of(typed: &str) -> Result<u16, Box<dyn std::error::Error>> {
//!     let query: Query = typed.parse()?;
//!     let name = query.name().ok_or("not a name")?;
//!     let is_asked = |on: &Transport| query.transport().is_none_or(|one| one == *on);
//!     let mut on = Transport::all().filter(is_asked);
//!     let found = on.find_map(|on| OWN.port(name, on).or_else(|| port(name, on)));
//!     found.ok_or_else(|| {
//!         let own = OWN.of_name(name).map(|entry| entry.to_string());
//!         let registered = lookup(name).iter().map(|record| record.to_string());
//!         let all: Vec<_> = own.chain(registered).collect();
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
//! 1. A name has at least one letter from a to z, as [RFC 6335, section 5.1][names] wants, and no blank:
//!    `k8s_api` and `X11:4` are names, `443` and `my db` are not. To be typed as a
//!    [`Query`](crate::Query), it has to be a [`ServiceName`](crate::ServiceName) too.
//! 2. A name that is [only shown](Entry::only_shown) may have blanks (U+0020) inside, and need not have a letter.
//! 3. No name has a control character, a format character (such as U+202E, which turns a line round), or other
//!    white space (such as U+00A0).
//! 4. An entry is on one transport or more, and its range of ports is not inverted.
//! 5. On a transport, a port is shown under one name, and a name is found at one port or range.
//!
//! [`overlay!`](crate::overlay!) checks them while your program is compiled, [`Overlay::new`] at
//! run time. [`Overlay::first_wins`] lets the entry that is given first win where others refuse by rule 5.
//!
//! [names]: https://www.rfc-editor.org/rfc/rfc6335#section-5.1

mod entry;
mod error;
mod index;
mod macros;
mod name;
#[doc(hidden)]
#[allow(
    non_upper_case_globals,
    missing_docs,
    reason = "they are written so in the macro"
)]
pub mod of_macro;
mod owned;
mod rules;
mod services_file;
mod texts;
mod view;

pub use entry::Entry;
pub use error::OverlayError;
pub use owned::OwnedOverlay;
pub use services_file::services_file;
pub use view::Overlay;
