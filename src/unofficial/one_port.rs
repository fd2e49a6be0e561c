use core::fmt;

use thiserror::Error;

use super::{UnofficialName, of_name};
use crate::key::{Key, Question, Subject};
use crate::layout::On;
use crate::one_port::of as official;
use crate::port_range::PortRange;
use crate::records::Records;
use crate::transport::Transport;

/// The one port that a person means by a name: IANA's, or else the unofficial one. A port is itself.
///
/// This is what a program should call for `--port NAME`. Where IANA and people mean different ports by a
/// name, neither is taken: the error tells both.
///
/// # Errors
///
/// - IANA and the table have different ports for the name: `sftp`, `oracle`, `winrm`.
/// - The key is a range, or the name stands for one: `salt`.
/// - The name has no port on the transport that was asked for: `wireguard` on TCP.
/// - IANA has several ports for the name, or nobody has one: those of [`one_port`](crate::one_port).
///
/// # Examples
///
/// ```
/// use ianaports::{Transport::{Tcp, Udp}, unofficial::one_port};
///
/// assert_eq!(one_port("https"), Ok(443)); // IANA's
/// assert_eq!(one_port("postgres"), Ok(5432)); // unofficial
/// assert_eq!(one_port("rdp"), Ok(3389)); // IANA has the name without a port
/// assert_eq!(one_port(65_000), Ok(65_000));
///
/// // Simple File Transfer Protocol, or files over SSH? A transport may tell.
/// assert!(one_port("sftp").is_err());
/// assert_eq!((one_port(("oracle", Udp)), one_port(("oracle", Tcp))), (Ok(2005), Ok(1521)));
/// ```
#[doc(alias = "getservbyname")]
#[inline]
pub fn one_port(key: impl Key) -> Result<u16, OnePortError> {
    of(key.question())
}

fn of(question: Question<'_>) -> Result<u16, OnePortError> {
    let by_iana = || official(question).map_err(|error| OnePortError(Kind::Official(error)));
    let Subject::Name(name) = question.subject else {
        return by_iana();
    };
    let Some(row) = of_name(name) else {
        return by_iana();
    };
    let named = Named {
        row,
        on: question.on,
    };
    let is_registered = Records::of(question).ports().next().is_some();
    match (is_registered, named.is_on()) {
        (true, false) => by_iana(),
        (true, true) => match official(question) {
            Ok(port) if row.ports() == PortRange::single(port) => Ok(port),
            _ => Err(OnePortError(Kind::Disputed(named))),
        },
        (false, true) if row.ports().len() == 1 => Ok(row.ports().first()),
        (false, true) => Err(OnePortError(Kind::Range(row))),
        (false, false) => Err(OnePortError(Kind::OtherTransport(named))),
    }
}

/// Why a name does not mean one port: the error of [`one_port`].
///
/// # Examples
///
/// ```
/// use ianaports::{Transport::Tcp, unofficial::one_port};
///
/// let error = |name: &str| one_port(name).unwrap_err().to_string();
/// let both = "sftp is 115/tcp,udp (IANA) or 22/tcp (unofficial): expected one of these ports";
/// assert_eq!(error("sftp"), both);
/// assert_eq!(error("salt"), "salt is a range of ports: expected one of 4505-4506");
/// assert_eq!(error("htps"), "no service is named `htps`");
/// let error = one_port(("wireguard", Tcp)).unwrap_err().to_string();
/// assert_eq!(error, "wireguard has no port on tcp: expected 51820/udp (unofficial)");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Error)]
#[error(transparent)]
pub struct OnePortError(Kind);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
enum Kind {
    /// The table has no part in it.
    #[error(transparent)]
    Official(crate::OnePortError),
    #[error("{} is {}: expected one of these ports", .0.row.name(), Places(.0, .0.on))]
    Disputed(Named),
    #[error("{} is a range of ports: expected one of {}", .0.name(), .0.ports())]
    Range(UnofficialName),
    #[error("{} has no port on {}: expected {}", .0.row.name(), .0.transport(), Places(.0, On::Any))]
    OtherTransport(Named),
}

impl fmt::Debug for OnePortError {
    /// The same as `Display`.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The row of a name, and the transports that were asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Named {
    row: UnofficialName,
    on: On,
}

impl Named {
    /// Whether the row has a transport that was asked for.
    fn is_on(&self) -> bool {
        let is_asked = |&transport: &Transport| match self.on {
            On::Any => true,
            On::AnyButTcp => transport != Transport::Tcp,
            on => on == On::one(transport),
        };
        self.row.transports().iter().any(is_asked)
    }

    fn transport(&self) -> &'static str {
        match self.on {
            On::Tcp => "tcp",
            On::Udp | On::AnyButTcp => "udp",
            On::Sctp => "sctp",
            On::Dccp => "dccp",
            On::Any => "any transport",
        }
    }
}

/// `115/tcp,udp (IANA) or 22/tcp (unofficial)`: IANA's ports on some transports, and the row's.
struct Places<'a>(&'a Named, On);

impl fmt::Display for Places<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Places(&Named { row, .. }, on) = *self;
        let subject = Subject::Name(row.name());
        let official = Records::of(Question { subject, on });
        let mut before = "";
        for ports in official.ports() {
            let records = official
                .iter()
                .filter(|record| record.ports() == Some(ports));
            let stated = records.filter_map(|record| record.transport());
            write!(f, "{before}{}", Place(ports, stated))?;
            before = ", ";
        }
        if !before.is_empty() {
            f.write_str(" (IANA) or ")?;
        }
        let place = Place(row.ports(), row.transports().iter().copied());
        write!(f, "{place} (unofficial)")
    }
}

/// `115/tcp,udp`
struct Place<I>(PortRange, I);

impl<I: Iterator<Item = Transport> + Clone> fmt::Display for Place<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)?;
        let mut before = "/";
        for transport in self.1.clone() {
            write!(f, "{before}{transport}")?;
            before = ",";
        }
        Ok(())
    }
}
