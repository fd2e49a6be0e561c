use core::fmt;

/// Whether the registry has a port assigned, reserved or free.
///
/// The set is closed, so that a firewall can `match` all of it: [RFC 6335, section 6][rfc] and
/// [section 8.2][taken] name these states and no other. Where several records count
/// for a port, the earlier variant wins (see [`status`](crate::status)).
///
/// A status does not show what is listening. The registry has no column for a status: that of a record
/// follows from its name and description.
///
/// 1. A record with a name is assigned, whatever its description (`remoteware-un`, "RemoteWare
///    Unassigned"), except where that is "De-Registered" (`sua` 14001/udp).
/// 2. A record without a name is unassigned, reserved or de-assigned where its description begins
///    with a word for that status ("Unassigned", "Reserved", "Removed", "De-registered", …).
/// 3. Any other record without a name is assigned: 15 records, such as "any private mail system",
///    are in use without one.
///
/// # Examples
///
/// ```
/// use ianaports::{Status, Transport::Tcp, status};
///
/// // May a new protocol apply for the port?
/// let may_apply = |port| match status(port, Tcp) {
///     Status::Unassigned => true,
///     Status::Assigned | Status::Reserved | Status::DeAssigned | Status::Dynamic => false,
/// };
/// assert!(may_apply(4));
/// assert!(!may_apply(24)); // assigned, to "any private mail system"
/// ```
///
/// [rfc]: https://www.rfc-editor.org/rfc/rfc6335#section-6
/// [taken]: https://www.rfc-editor.org/rfc/rfc6335#section-8.2
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Status {
    /// Registered for a service.
    ///
    /// # Examples
    ///
    /// ```
    /// # use ianaports::{Status, Transport::Tcp, status};
    /// assert_eq!(status(443, Tcp), Status::Assigned);
    /// ```
    Assigned,
    /// Kept by IANA, not available for regular assignment ([RFC 6335, section 6][rfc]). Most
    /// belong to a service that uses another transport.
    ///
    /// # Examples
    ///
    /// ```
    /// # use ianaports::{Status, Transport::{Tcp, Udp}, status};
    /// assert_eq!(status(143, Udp), Status::Reserved); // `imap` is on TCP alone
    /// assert_eq!(status(1023, Tcp), Status::Reserved); // the last of the system ports
    /// ```
    ///
    /// [rfc]: https://www.rfc-editor.org/rfc/rfc6335#section-6
    Reserved,
    /// Was assigned, and has been taken back: IANA assigns it again when nothing else is left
    /// ([RFC 6335, section 8.2](https://www.rfc-editor.org/rfc/rfc6335#section-8.2)).
    ///
    /// # Examples
    ///
    /// ```
    /// # use ianaports::{Status, Transport::Udp, status};
    /// assert_eq!(status(14_001, Udp), Status::DeAssigned); // was `sua`
    /// ```
    DeAssigned,
    /// Free to be applied for ([RFC 6335, section 6](https://www.rfc-editor.org/rfc/rfc6335#section-6)).
    /// It may be in use: 9042 on TCP is unassigned, but Cassandra uses it, as the module `unofficial` tells.
    ///
    /// Where the registry has no record, a port below the dynamic ones is unassigned, too. Section 6 also
    /// reserves the ends of the ranges (0, 1023, 1024), for which the registry has records on TCP and UDP
    /// but not on SCTP and DCCP. There this crate follows the registry, so they are unassigned. A program
    /// that picks a port should leave these three out; port 0 cannot be used at all. People may use an
    /// unassigned port: the module `unofficial` lists those that are well known.
    ///
    /// # Examples
    ///
    /// ```
    /// # use ianaports::{Status, Transport::Udp, status};
    /// assert_eq!(status(4, Udp), Status::Unassigned);
    /// ```
    Unassigned,
    /// A dynamic (also: private or ephemeral) port, 49152-65535: for anyone's use, and never assigned
    /// ([RFC 6335, section 6](https://www.rfc-editor.org/rfc/rfc6335#section-6)).
    ///
    /// # Examples
    ///
    /// ```
    /// # use ianaports::{Status, Transport::Tcp, status};
    /// assert_eq!(status(49_152, Tcp), Status::Dynamic);
    /// assert_ne!(status(49_151, Tcp), Status::Dynamic);
    /// ```
    #[doc(alias = "ephemeral")]
    #[doc(alias = "private")]
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
    #[inline]
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
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
