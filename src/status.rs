use core::fmt;

use crate::tables::{self, Answer, On};
use crate::{Record, Transport};

/// What the registry says of a port on a transport, for all 65,536 ports.
///
/// The rules, in the order in which they decide:
///
/// 1. Where some record states the transport for the port, only the records that state it count;
///    elsewhere the records that state no transport do.
/// 2. Of several records that count, assigned goes before reserved, reserved before de-assigned,
///    de-assigned before unassigned, and else the registry's order decides (for services, the order of [`lookup`](crate::lookup)).
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
/// let free = status(4, Tcp);
/// assert_eq!(free, Status::Unassigned);
/// assert_eq!(free.record().unwrap().to_string(), "Unassigned (4/tcp)");
/// ```
#[inline]
pub fn status(port: u16, transport: Transport) -> PortStatus {
    let record = Answer::of_port(port, On::one(transport))
        .first()
        .or_else(|| tables::status_record(port, Some(transport)))
        .or_else(|| tables::status_record(port, None));
    let status = match record {
        Some(record) => record.status(),
        None if port >= crate::PortRange::DYNAMIC.first() => Status::Dynamic,
        None => Status::Unassigned,
    };
    PortStatus { status, record }
}

/// Whether a port is in use, as far as the registry is concerned. A registration is not what is listening.
///
/// The registry has no such column. The status of a record follows from its name and description:
///
/// 1. A record with a name is assigned, whatever its description (`remoteware-un`, "RemoteWare
///    Unassigned"), except where that is "De-Registered" (`sua` 14001/udp).
/// 2. A record without a name is unassigned, reserved or de-assigned where its description begins with a
///    word that says so ("Unassigned", "Reserved", "Removed", "De-registered", "Deprecated", …),
/// 3. and else assigned: 15 records, such as "any private mail system", are in use without a name.
///
/// # Examples
///
/// ```
/// use ianaports::{Status, records};
///
/// let count = |status| records().iter().filter(|record| record.status() == status).count();
/// assert_eq!(count(Status::Assigned), 12_823);
/// assert_eq!(count(Status::Unassigned), 889);
/// assert_eq!(count(Status::Reserved), 809);
/// assert_eq!(count(Status::DeAssigned), 12);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Status {
    /// Registered for a service.
    Assigned,
    /// Not to be assigned, or only by a special decision ([RFC 6335, section 6][rfc]). Most are the
    /// other transport of a service.
    ///
    /// [rfc]: https://www.rfc-editor.org/rfc/rfc6335#section-6
    Reserved,
    /// Was assigned, and has been taken back; IANA assigns it again last of all.
    DeAssigned,
    /// Free to be applied for.
    Unassigned,
    /// A dynamic (also: private or ephemeral) port, 49152-65535: for anyone's use, and never assigned.
    Dynamic,
}

impl Status {
    /// The status as a word in lower case.
    ///
    /// # Examples
    ///
    /// ```
    /// assert_eq!(ianaports::Status::DeAssigned.as_str(), "de-assigned");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Assigned => "assigned",
            Self::Reserved => "reserved",
            Self::DeAssigned => "de-assigned",
            Self::Unassigned => "unassigned",
            Self::Dynamic => "dynamic",
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The [`Status`] of a port on a transport and the record that says so: what [`status`] gives.
///
/// # Examples
///
/// ```
/// use ianaports::{Transport::Tcp, status};
///
/// // When was a port taken back, and whose was it?
/// let two = status(2, Tcp).record().unwrap();
/// assert_eq!(two.modified().unwrap().to_string(), "2025-02-13");
/// assert_eq!(two.notes(), Some("De-assigned on 2025-02-13, previously compressnet by [Bernie_Volz]"));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct PortStatus {
    status: Status,
    record: Option<Record>,
}

impl PortStatus {
    /// The status alone, for a `match`.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{Status, Transport::Sctp, status};
    ///
    /// let may_apply = matches!(status(5_000, Sctp).status(), Status::Unassigned | Status::DeAssigned);
    /// assert!(may_apply); // `commplex-main` has the port on TCP and UDP
    /// ```
    #[inline]
    pub const fn status(self) -> Status {
        self.status
    }

    /// The record that says so; for an assigned port the first of its services.
    ///
    /// There is none for dynamic ports and where the registry is silent.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{Transport::Tcp, status};
    ///
    /// assert_eq!(status(8080, Tcp).record().unwrap().name(), Some("http-alt"));
    /// assert_eq!(status(65_535, Tcp).record(), None);
    /// ```
    #[inline]
    pub const fn record(self) -> Option<Record> {
        self.record
    }
}

impl PartialEq<Status> for PortStatus {
    fn eq(&self, other: &Status) -> bool {
        self.status == *other
    }
}

/// The status as a word in lower case.
impl fmt::Display for PortStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.status.fmt(f)
    }
}

/// `Assigned: https (443/tcp)`.
impl fmt::Debug for PortStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.record {
            Some(record) => write!(f, "{:?}: {record}", self.status),
            None => write!(f, "{:?}", self.status),
        }
    }
}
