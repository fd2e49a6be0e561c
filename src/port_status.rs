use core::fmt;

use crate::answer::{Answer, status_record};
use crate::layout::On;
use crate::port_range::PortRange;
use crate::record::Record;
use crate::status::Status;
use crate::transport::Transport;

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
/// let free = status(4, Tcp);
/// assert_eq!(free, Status::Unassigned);
/// assert_eq!(free.record().unwrap().to_string(), "Unassigned (4/tcp)");
/// ```
#[doc(alias = "free")]
#[doc(alias = "unassigned")]
#[inline]
pub const fn status(port: u16, transport: Transport) -> PortStatus {
    let record = match Answer::of_port(port, On::one(transport)).first() {
        None => status_record(port, transport),
        service => service,
    };
    let status = match record {
        Some(record) => record.status(),
        None if port >= PortRange::DYNAMIC.first() => Status::Dynamic,
        None => Status::Unassigned,
    };
    PortStatus { status, record }
}

/// The [`Status`] of a port on a transport and the record that decides it: the result of [`status`].
///
/// # Examples
///
/// ```
/// use ianaports::{Transport::Tcp, status};
///
/// // When was a port taken back, and whose was it?
/// let two = status(2, Tcp).record().unwrap();
/// assert_eq!(two.modification_date().unwrap().to_string(), "2025-02-13");
/// let notes = "De-assigned on 2025-02-13, previously compressnet by [Bernie_Volz]";
/// assert_eq!(two.notes(), Some(notes));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[must_use = "a look-up has no other effect"]
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
    /// let port = match status(5000, Sctp).kind() {
    ///     Status::Assigned => "in use",
    ///     Status::Unassigned => "free", // `commplex-main` has the port on TCP and UDP alone
    ///     _ => "not for us",
    /// };
    /// assert_eq!(port, "free");
    /// ```
    #[inline]
    pub const fn kind(self) -> Status {
        self.status
    }

    /// The record that decides the status; for an assigned port, the first of its services.
    ///
    /// There is none for dynamic ports and for ports without a record.
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
    #[inline]
    fn eq(&self, other: &Status) -> bool {
        self.status == *other
    }
}

/// The status as a word in lower case.
impl fmt::Display for PortStatus {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.status.fmt(f)
    }
}

/// `Assigned: https (443/tcp)`.
impl fmt::Debug for PortStatus {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.record {
            Some(record) => write!(f, "{:?}: {record}", self.status),
            None => write!(f, "{:?}", self.status),
        }
    }
}
