use core::fmt;

use super::Kind;
use super::layout::{self, transport_bit};
use crate::answer::Answer;
use crate::layout::On;
use crate::port_range::PortRange;
use crate::ports_on;
use crate::record::Record;
use crate::tables;
use crate::transport::Transport;

/// A name that people use, with its ports: a row of the [table](super#the-names).
///
/// It is a `Copy` handle of two bytes. Rows are ordered by name.
///
/// # Examples
///
/// ```
/// let vnc = ianaports::unofficial::of_name("vnc").unwrap();
/// assert_eq!(vnc.to_string(), "vnc (5900/tcp)");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnofficialName(u16);

impl UnofficialName {
    #[inline]
    pub(super) const fn of_row(row: usize) -> Self {
        Self(row as u16)
    }

    /// In the order by port.
    #[inline]
    pub(super) const fn of_place(place: usize) -> Self {
        Self::of_row(tables::UNOFFICIAL_PLACE_ROW.get(place))
    }

    #[inline]
    const fn row(self) -> usize {
        self.0 as usize
    }

    /// The name: a [`ServiceName`](crate::ServiceName) in small letters.
    ///
    /// # Examples
    ///
    /// ```
    /// assert_eq!(ianaports::unofficial::of_name("KDC").unwrap().name(), "kdc");
    /// ```
    #[inline]
    pub const fn name(self) -> &'static str {
        tables::UNOFFICIAL_NAME_TEXT.get(&tables::UNOFFICIAL_NAME_START, self.row())
    }

    /// The port, or the range of ports.
    ///
    /// # Examples
    ///
    /// ```
    /// let salt = ianaports::unofficial::of_name("salt").unwrap();
    /// assert_eq!(salt.ports().to_string(), "4505-4506");
    /// ```
    #[inline]
    pub const fn ports(self) -> PortRange {
        let (first, last) = (
            tables::UNOFFICIAL_FIRST.get(self.row()),
            tables::UNOFFICIAL_LAST.get(self.row()),
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
    /// use ianaports::{Transport::{Tcp, Udp}, unofficial::of_name};
    ///
    /// assert_eq!(of_name("krb5").unwrap().transports(), [Tcp, Udp]);
    /// assert_eq!(of_name("statsd").unwrap().transports(), [Udp]);
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
    pub(super) const fn is_on(self, transport: Transport) -> bool {
        tables::UNOFFICIAL_TRANSPORTS.get(self.row()) & transport_bit(transport) != 0
    }

    #[inline]
    const fn stored_kind(self) -> layout::Kind {
        layout::Kind::from_byte(tables::UNOFFICIAL_KIND.get(self.row()) as u8)
    }

    /// Whether this first of `rows` rows of a port is the name that is shown for it.
    #[inline]
    pub(super) const fn is_shown(self, rows: usize) -> bool {
        match self.stored_kind() {
            layout::Kind::ShownAlias => true,
            layout::Kind::Server => rows == 1,
            layout::Kind::Alias | layout::Kind::DevelopmentServer => false,
        }
    }

    /// What it is: the service that it stands for, or what runs there.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::unofficial::{Kind, of_name};
    ///
    /// assert_eq!(of_name("mssql").unwrap().kind(), Kind::Alias("ms-sql-s"));
    /// assert_eq!(of_name("spamd").unwrap().kind(), Kind::Server("SpamAssassin"));
    /// assert_eq!(of_name("flask").unwrap().kind(), Kind::DevelopmentServer("Flask"));
    /// ```
    #[inline]
    pub const fn kind(self) -> Kind {
        let what = tables::UNOFFICIAL_WHAT_TEXT.get(&tables::UNOFFICIAL_WHAT_START, self.row());
        match self.stored_kind() {
            layout::Kind::ShownAlias | layout::Kind::Alias => Kind::Alias(what),
            layout::Kind::Server => Kind::Server(what),
            layout::Kind::DevelopmentServer => Kind::DevelopmentServer(what),
        }
    }

    /// IANA's record of the service that an alias stands for, of these ports and on a transport.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{Transport::{Tcp, Udp}, unofficial::of_name};
    ///
    /// let webcache = of_name("webcache").unwrap().record(Tcp).unwrap();
    /// assert_eq!(webcache.to_string(), "http-alt (8080/tcp)"); // not 591 nor 8008
    /// assert_eq!(of_name("whois").unwrap().record(Tcp).unwrap().description(), "Who Is");
    /// assert_eq!(of_name("postgres").unwrap().record(Udp), None); // is on TCP alone
    /// assert_eq!(of_name("grafana").unwrap().record(Tcp), None); // a server
    /// ```
    #[inline]
    pub const fn record(self, transport: Transport) -> Option<Record> {
        let Kind::Alias(of) = self.kind() else {
            return None;
        };
        if !self.is_on(transport) {
            return None;
        }
        let services = Answer::of_port(self.ports().first(), On::one(transport));
        let mut at = 0;
        while let Some(record) = services.get(at) {
            match record.name() {
                Some(name) if crate::hash::same(name.as_bytes(), of.as_bytes()) => {
                    return Some(record);
                }
                _ => at += 1,
            }
        }
        None
    }

    /// Where the port is written: a file of the project that uses it, as a URL with its commit, or the file
    /// of a distribution's package, with the package's version.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::unofficial::of_name;
    ///
    /// assert_eq!(of_name("postgres").unwrap().source(), "Debian netbase 6.4, /etc/services");
    /// let vite = "https://github.com/vitejs/vite/blob/003e9a4185/docs/config/server-options.md";
    /// assert_eq!(of_name("vite").unwrap().source(), vite);
    /// ```
    #[inline]
    pub const fn source(self) -> &'static str {
        tables::UNOFFICIAL_SOURCE_TEXT.get(
            &tables::UNOFFICIAL_SOURCE_START,
            tables::UNOFFICIAL_SOURCE.get(self.row()),
        )
    }
}

/// `dns (53/tcp, 53/udp)`
impl fmt::Display for UnofficialName {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        ports_on::show(f, self.name(), self.ports(), |on| {
            self.transports().contains(&on)
        })
    }
}

impl fmt::Debug for UnofficialName {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
