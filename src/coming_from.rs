//! Coming from another table of ports: the code before and after, and what changes.
//!
//! This page has no items. Each section stands by itself.
//!
//! | from | section |
//! |---|---|
//! | a `match` of some ports | [A match](#a-match) |
//! | `/etc/services` in a `HashMap` | [/etc/services](#etcservices) |
//! | `getservbyname` of the C library | [getservbyname](#getservbyname) |
//! | the crate `port-desc` | [port-desc](#port-desc) |
//! | a `phf_map!` | [phf](#phf) |
//! | nmap's list | [nmap's list](#nmaps-list) |
//!
//! Then: [a `HashMap`](#a-hashmap-of-names), [your own enum of protocols](#an-enum-of-protocols),
//! [a port without a transport](#a-port-without-a-transport), [names with `_`](#names-with-_).
//!
//! # A match
//!
//! Names that people wrote by hand are often not IANA's. Keep those that differ in an
//! [`Overlay`](crate::overlay::Overlay), and leave the rest to the registry. (Many are in
//! `unofficial`, with its [feature](crate#crate-features), each with its source.)
//!
//! ```
//! // Before: match port { 22 => "ssh", 53 => "dns", 80 => "http", 6443 => "k8s-api", _ => "" }
//! use ianaports::{overlay, overlay::Overlay, service_name, Transport::{self, Tcp, Udp}};
//!
//! static OWN: Overlay = overlay! {
//!     53 / tcp udp => "dns",
//!     6443 / tcp => "k8s-api",
//! };
//! fn name(port: u16, on: Transport) -> &'static str {
//!     OWN.service_name(port, on).or_else(|| service_name(port, on)).unwrap_or("")
//! }
//! assert_eq!([22, 53, 80, 6443].map(|port| name(port, Tcp)), ["ssh", "dns", "http", "k8s-api"]);
//! assert_eq!(name(6443, Udp), "sun-sr-https"); // `k8s-api` was given on TCP alone
//! assert_eq!(name(993, Tcp), "imaps");
//! ```
//!
//! # /etc/services
//!
//! The file has the names that the host's administrator has set. The registry behind it has those
//! that the file does not, and works where there is no file:
//!
//! ```
//! use ianaports::overlay::{Entry, OwnedOverlay, services_file};
//! use ianaports::{service_name, Transport::{self, Tcp, Udp}};
//!
//! # const FILE: &str = "
//! # smtp 25/tcp mail
//! # whois\t43/tcp\tnicname # Who is
//! # acr-nema 104/tcp dicom
//! # rtmp 1/ddp
//! # dicom 11112/tcp
//! # ";
//! // let text = std::fs::read_to_string("/etc/services").unwrap_or_default();
//! # let text = FILE.to_owned();
//! let entries = services_file(&text).map(|entry| entry.map_name(str::to_owned));
//! // It can be kept, in a struct or a `LazyLock`.
//! let file: OwnedOverlay<Vec<Entry<String>>> = OwnedOverlay::first_wins(entries.collect())?;
//!
//! let name = |port, on| file.service_name(port, on).or_else(|| service_name(port, on));
//! assert_eq!(name(43, Tcp), Some("whois"));   // IANA: nicname
//! assert_eq!(name(443, Udp), Some("https"));  // not in the file
//! assert_eq!((file.port("MAIL", Tcp), file.port("dicom", Tcp)), (Some(25), Some(104)));
//! # Ok::<(), ianaports::overlay::OverlayError>(())
//! ```
//!
//! [`services_file`](crate::overlay::services_file) tells which lines count.
//!
//! # getservbyname
//!
//! | C | here |
//! |---|---|
//! | `getservbyname("https", "tcp")` | [`port("https", Tcp)`](crate::port), in the host's byte order |
//! | `getservbyname("https", NULL)` | [`lookup("https")`](crate::lookup), then [`first_port`](crate::Records::first_port) |
//! | `getservbyport(htons(443), "tcp")` | [`service_name(443, Tcp)`](crate::service_name) |
//! | `getservbyport(htons(443), NULL)` | [`lookup(443)`](crate::lookup), then [`name`](crate::Records::name) |
//! | `setservent`, `getservent` | [`records()`](crate::records) |
//! | `s_aliases` | [`Record::aliases`](crate::Record::aliases) |
//!
//! The C library minds the case of letters, and reads the host's file: it knows Unix aliases such as
//! `whois`, which are not IANA's, and not what the file leaves out. Where users expect their file,
//! [read it first](#etcservices).
//!
//! ```
//! use ianaports::{lookup, port, service_name, Transport::{Tcp, Udp}};
//!
//! assert_eq!(port("https", Tcp), Some(443));
//! assert_eq!(lookup("tftp").first_port(), Some(69));
//! assert_eq!(service_name(69, Udp), Some("tftp"));
//! assert_eq!(port("whois", Tcp), None); // IANA: nicname
//! ```
//!
//! # port-desc
//!
//! ```
//! // Before: let names = PortDescription::default()?;
//! //         names.get_port_service_name(631, TransportProtocol::Tcp)
//! use ianaports::{service_name, Transport::Tcp};
//!
//! assert_eq!(service_name(631, Tcp).unwrap_or(""), "ipp");     // before: ipps
//! assert_eq!(service_name(80, Tcp).unwrap_or(""), "http");     // before: www-http
//! assert_eq!(service_name(6003, Tcp).unwrap_or(""), "x11");    // in 6000-6063; before: none
//! ```
//!
//! Nothing is parsed at start, so there is nothing to keep and no error to handle.
//!
//! # phf
//!
//! ```
//! // Before: static TCP: phf::Map<u16, &str> = phf_map! { 22u16 => "ssh", 80u16 => "http" };
//! //         TCP.get(&80).copied()
//! use ianaports::{service_name, Transport::Tcp};
//!
//! const HTTP: Option<&str> = service_name(80, Tcp); // also in a `const`
//! assert_eq!(HTTP, Some("http"));
//! ```
//!
//! # nmap's list
//!
//! What is lost:
//!
//! - How often a port was found open, its third column. The registry does not know.
//! - Names that are nmap's own. IANA has others (`vnc` is `rfb`, `upnp` is `ssdp`, `X11:4` is `x11`)
//!   or none (`netstat` on port 15).
//! - Names of [dynamic ports](crate::PortRange::DYNAMIC), which IANA never assigns.
//!
//! Users may have saved such names, so keep those that matter to yours:
//!
//! ```
//! use ianaports::{overlay, overlay::Overlay, service_name, Transport::{Tcp, Udp}};
//!
//! static OWN: Overlay = overlay! {
//!     5900 / tcp => "vnc",
//!     1900 / udp => "upnp",
//!     6004 / tcp => "X11:4",
//! };
//! assert_eq!(OWN.service_name(6004, Tcp).or_else(|| service_name(6004, Tcp)), Some("X11:4"));
//! assert_eq!((service_name(5900, Tcp), service_name(1900, Udp)), (Some("rfb"), Some("ssdp")));
//! assert_eq!((service_name(6004, Tcp), service_name(15, Tcp)), (Some("x11"), None));
//! ```
//!
//! What is gained: names on UDP, ranges of ports, and the well-formed names in place of
//! [those with `_`](#names-with-_).
//!
//! # A HashMap of names
//!
//! Two lines, where other code needs a map:
//!
//! ```
//! use ianaports::{PortRange, records, service_name, Transport::Tcp};
//! use std::collections::HashMap;
//!
//! let name = |port| Some((port, service_name(port, Tcp)?));
//! let names: HashMap<u16, &str> = PortRange::ALL.iter().filter_map(name).collect();
//! assert_eq!((names[&80], names[&6003]), ("http", "x11"));
//!
//! // Not so: the last alias wins, and there are no inner ports of ranges.
//! // Records without a transport are missing, too.
//! let wrong: HashMap<u16, &str> = records()
//!     .iter()
//!     .filter(|record| record.transport() == Some(Tcp))
//!     .filter_map(|record| Some((record.ports()?.first(), record.name()?)))
//!     .collect();
//! assert_eq!((wrong[&80], wrong.get(&6003)), ("www-http", None));
//! assert_eq!((names.get(&4201), wrong.get(&4201)), (Some(&"vrml-multi-use"), None));
//! ```
//!
//! # An enum of protocols
//!
//! ```
//! use ianaports::{service_name, Transport};
//! # #[derive(Clone, Copy)] enum Protocol { Tcp, Udp, Icmp }
//!
//! fn transport(protocol: Protocol) -> Option<Transport> {
//!     match protocol {
//!         Protocol::Tcp => Some(Transport::Tcp),
//!         Protocol::Udp => Some(Transport::Udp),
//!         Protocol::Icmp => None, // has no ports
//!     }
//! }
//! let name = |port, protocol| service_name(port, transport(protocol)?);
//! assert_eq!(name(53, Protocol::Udp), Some("domain"));
//! assert_eq!(name(53, Protocol::Icmp), None);
//! ```
//!
//! Where the number of an IP header is at hand, [`Transport::from_protocol_number`] does it.
//!
//! # A port without a transport
//!
//! [`lookup`](crate::lookup) of a port puts TCP first:
//!
//! ```
//! use ianaports::lookup;
//!
//! assert_eq!(lookup(443).name(), Some("https"));
//! assert_eq!(lookup(69).name(), Some("tftp")); // UDP alone
//! ```
//!
//! Of an overlay, [`name`](crate::overlay::Overlay::name) does the same.
//!
//! # Names with `_`
//!
//! Older lists spell some names with `_`. The registry keeps such a spelling as a record of its own,
//! and [`canonical`](crate::Record::canonical) goes on to the name of today:
//!
//! ```
//! use ianaports::lookup;
//!
//! let today = |saved: &str| lookup(saved).first().and_then(|record| record.canonical().name());
//! assert_eq!(today("dec_dlm"), Some("dec-dlm"));
//! assert_eq!(today("https"), Some("https"));
//! assert_eq!(today("k8s_api"), None);
//! ```
//!
//! [`Transport::from_protocol_number`]: crate::Transport::from_protocol_number
