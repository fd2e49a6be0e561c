//! The questions: [`lookup`] takes a [`Key`] and gives [`Records`].

use crate::answer::{self, Answer};
use crate::key::Key;
use crate::layout::On;
use crate::port_range::PortRange;
use crate::record::Record;
use crate::records::Records;
use crate::status::Status;
use crate::transport::Transport;

/// The services of a port, a range of ports, a name or a query, on every transport or on one.
///
/// - The question is one value, a [`Key`]. A port and a transport are a pair: `lookup((443, Tcp))`.
///   (The compiler's advice on `lookup(443, Tcp)` is to drop the transport, which asks for all of them.)
/// - A `&str` is always a name. `lookup("443")` finds nothing, because a name has at least one letter.
///   Parse a [`Query`](crate::Query) where a person may type either.
///
/// A *service* is a record whose [status](crate::Record::status) is assigned. The order of the answer
/// stands on the [crate's page](crate#order): show the first record where there is room for one.
///
/// Names are found in any letter case ([RFC 6335, section 5.1][rfc]). A historic spelling (`whois++`) is
/// a name like any other, and [`Record::canonical`](crate::Record::canonical) leads on from there.
///
/// - A name may have several ports (`http-alt` has 591, 8008 and 8080), none (`icmp`), or two records
///   that differ (`rdp`).
/// - A record that states no transport answers for a port on every transport that no other record states
///   for that port. For a name it comes after the records that state one.
/// - A range finds the services that have at least one port in it. The look-up reads its part of the index
///   once for each transport, so a wide range takes longer. Its answer begins with all of TCP: to list it by
///   port, sort the records by [`ports`](crate::Record::ports).
///
/// [rfc]: https://www.rfc-editor.org/rfc/rfc6335#section-5.1
///
/// # Examples
///
/// ```
/// use ianaports::{PortRange, Query, Transport::{Tcp, Udp}, lookup};
///
/// assert_eq!(lookup((443, Tcp)).name(), Some("https"));
/// assert_eq!(lookup("HTTPS").first_port(), Some(443));
/// assert_eq!(lookup(("domain", Udp)).first().unwrap().to_string(), "domain (53/udp)");
/// assert!(lookup((80, Tcp)).names().eq(["http", "www", "www-http"]));
/// assert_eq!(lookup(PortRange::new(6010, 6020)?).name(), Some("x11")); // has 6000-6063
///
/// let typed: Query = "6000-6063/tcp".parse()?;
/// assert_eq!(lookup(typed).first().unwrap().description(), "X Window System");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "getservbyname")]
#[doc(alias = "getservbyport")]
#[doc(alias = "find")]
#[doc(alias = "get")]
#[inline]
pub fn lookup(key: impl Key) -> Records {
    Records::of(key.question())
}

/// The primary service name of a port on a transport.
///
/// This is the one call of packet, flow and log tools: the name of the first record that has one in
/// [`lookup((port, transport))`](lookup). It works in a `const` too.
///
/// # Examples
///
/// ```
/// use ianaports::{Transport::{Tcp, Udp}, service_name};
///
/// assert_eq!(service_name(22, Tcp), Some("ssh"));
/// assert_eq!(service_name(465, Tcp), Some("submissions")); // `urd` has it too
/// assert_eq!(service_name(24, Tcp), None); // assigned, to "any private mail system"
/// assert_eq!(service_name(853, Udp).unwrap_or("unknown"), "domain-s");
/// ```
///
/// Where the IP protocol number of a packet is at hand:
///
/// ```
/// use ianaports::{Transport, service_name};
///
/// // As the headers state them. The server has the lower port, because clients take high ones,
/// // and some of those are registered, too: 40000 on UDP is `safetynetp`.
/// let (protocol, source, destination) = (17_u8, 53_u16, 40_000_u16);
/// let server = source.min(destination);
/// let name = Transport::from_protocol_number(protocol).and_then(|on| service_name(server, on));
/// assert_eq!(name, Some("domain"));
/// ```
#[doc(alias = "getservbyport")]
#[must_use = "a look-up has no other effect"]
#[inline]
pub const fn service_name(port: u16, transport: Transport) -> Option<&'static str> {
    Answer::of_port(port, On::one(transport)).name()
}

/// The first registered port of a name on a transport, at run time or in a `const`.
///
/// This is the first port of the first record that has one in
/// [`lookup((name, transport))`](lookup). There a record that states no transport comes after those
/// that state this one.
///
/// 41 names have several ports or a range. So 30 ports on TCP and 30 on UDP, ranges aside, are not the
/// first port of their own [`service_name`]. For instance, 8080 is `http-alt`, and
/// `port("http-alt", Tcp)` is 591. [`Query::one_port`](crate::Query::one_port) refuses such a name, and
/// [`Records::ports`](crate::Records::ports) gives all of its ports.
///
/// In a `const` the registry is read while your program is compiled. No table is linked, and a name
/// that is not registered is an error of `cargo check`. If IANA renames or removes the service, your
/// build stops when you update this crate. Use `const` for names as settled as `https`, and a look-up
/// at run time for the rest.
///
/// # Examples
///
/// ```
/// use ianaports::{Transport::{Sctp, Tcp, Udp}, port};
///
/// const HTTPS: u16 = port("https", Tcp).expect("https/tcp");
/// assert_eq!(HTTPS, 443);
///
/// assert_eq!(port("sctp-tunneling", Udp), Some(9899));
/// assert_eq!(port("sctp-tunneling", Sctp), None); // assigned on UDP alone
/// ```
///
/// A name that is not registered does not compile:
///
/// ```compile_fail,E0080
/// # use ianaports::{Transport::Tcp, port};
/// const HTTPZ: u16 = port("httpz", Tcp).expect("httpz/tcp"); // no such service
/// ```
#[doc(alias = "getservbyname")]
#[must_use = "a look-up has no other effect"]
#[inline]
pub const fn port(name: &str, transport: Transport) -> Option<u16> {
    Answer::of_name(name, On::one(transport)).first_port()
}

/// Every record of the registry, service or not, in the registry's order.
///
/// # Examples
///
/// ```
/// use ianaports::{Record, records};
///
/// // Which service has a hundred ports or more?
/// let is_wide = |record: &Record| record.ports().is_some_and(|ports| ports.len() >= 100);
/// let mut wide = records().iter().filter(|record| record.name().is_some() && is_wide(record));
/// assert_eq!(wide.next().unwrap().to_string(), "vrml-multi-use (4200-4299)");
/// assert!(wide.next().is_none());
/// ```
#[doc(alias = "getservent")]
#[doc(alias = "services")]
#[doc(alias = "all")]
#[inline]
pub const fn records() -> Records {
    Records::ALL
}

/// The status of a port on a transport in the registry, for all 65,536 ports.
///
/// The rules, in the order in which they decide:
///
/// 1. If any record of the port states the transport, only those records count; otherwise, those that
///    state none.
/// 2. Of several records, one with the first of these statuses wins: assigned, reserved, de-assigned,
///    unassigned. Among services the order of [`lookup`](crate::lookup) decides; among other records, the
///    registry's order.
/// 3. Where no record counts, a port from 49152 on is dynamic and a port below it is unassigned.
///
/// So [`status(port, transport)`](status) is [`Status::Assigned`] exactly when
/// [`lookup((port, transport))`](crate::lookup) finds something.
///
/// # Examples
///
/// ```
/// use ianaports::{Status, Transport::{Tcp, Udp}, status};
///
/// assert_eq!(status(443, Tcp), Status::Assigned);
/// assert_eq!(status(143, Udp), Status::Reserved); // the other transport of `imap`
/// assert_eq!(status(26_264, Tcp), Status::DeAssigned);
/// assert_eq!(status(60_000, Tcp), Status::Dynamic);
///
/// let may_apply = match status(4, Tcp) {
///     Status::Unassigned => true,
///     _ => false,
/// };
/// assert!(may_apply);
/// ```
#[doc(alias = "free")]
#[doc(alias = "unassigned")]
#[must_use = "a look-up has no other effect"]
#[inline]
pub const fn status(port: u16, transport: Transport) -> Status {
    match status_record(port, transport) {
        Some(record) => record.status(),
        None if port >= PortRange::DYNAMIC.first() => Status::Dynamic,
        None => Status::Unassigned,
    }
}

/// The record that decides the [`status`] of a port on a transport; for an assigned port, the first of its
/// services.
///
/// There is none for dynamic ports and for ports without a record.
///
/// # Examples
///
/// ```
/// use ianaports::{Transport::Tcp, status_record};
///
/// assert_eq!(status_record(8080, Tcp).unwrap().name(), Some("http-alt"));
/// assert_eq!(status_record(65_535, Tcp), None);
///
/// // When was a port taken back, and whose was it?
/// let two = status_record(2, Tcp).unwrap();
/// assert_eq!(two.modification_date().unwrap().to_string(), "2025-02-13");
/// let notes = "De-assigned on 2025-02-13, previously compressnet by [Bernie_Volz]";
/// assert_eq!(two.notes(), Some(notes));
/// ```
#[must_use = "a look-up has no other effect"]
#[inline]
pub const fn status_record(port: u16, transport: Transport) -> Option<Record> {
    match Answer::of_port(port, On::one(transport)).first() {
        None => answer::status_record(port, transport),
        service => service,
    }
}
