use core::cmp::Ordering;
use core::fmt;
use core::iter::FusedIterator;
use core::str::FromStr;

use thiserror::Error;

use super::excerpt::Excerpt;

/// A transport protocol that carries port numbers, as the registry names them.
///
/// The registry has four ([RFC 6335, section 5]), in the order of its own records: tcp, udp, sctp,
/// dccp. The type is non-exhaustive because IANA may add a fifth.
///
/// A cast to a number gives the [IP protocol number](Self::protocol_number): `Transport::Udp as u8` is 17.
///
/// # Examples
///
/// ```
/// use ianaports::{Transport, port};
///
/// // The tunneling of SCTP is assigned on UDP alone.
/// let on = Transport::all().filter(|on| port("sctp-tunneling", *on).is_some());
/// assert!(on.eq([Transport::Udp]));
/// ```
///
/// [RFC 6335, section 5]: https://www.rfc-editor.org/rfc/rfc6335#section-5
#[doc(alias = "protocol")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[repr(u8)]
pub enum Transport {
    /// The Transmission Control Protocol ([RFC 9293](https://www.rfc-editor.org/rfc/rfc9293)), IP protocol 6.
    ///
    /// # Examples
    ///
    /// ```
    /// # use ianaports::{Transport, service_name};
    /// assert_eq!(service_name(22, Transport::Tcp), Some("ssh"));
    /// ```
    #[doc(alias = "IPPROTO_TCP")]
    Tcp = 6,
    /// The User Datagram Protocol ([RFC 768](https://www.rfc-editor.org/rfc/rfc768)), IP protocol 17.
    ///
    /// # Examples
    ///
    /// ```
    /// # use ianaports::{Transport, service_name};
    /// assert_eq!(service_name(69, Transport::Udp), Some("tftp"));
    /// ```
    #[doc(alias = "IPPROTO_UDP")]
    Udp = 17,
    /// The Stream Control Transmission Protocol ([RFC 9260](https://www.rfc-editor.org/rfc/rfc9260)), IP protocol 132.
    ///
    /// # Examples
    ///
    /// ```
    /// # use ianaports::{Transport, service_name};
    /// assert_eq!(service_name(36412, Transport::Sctp), Some("s1-control"));
    /// ```
    #[doc(alias = "IPPROTO_SCTP")]
    Sctp = 132,
    /// The Datagram Congestion Control Protocol ([RFC 4340](https://www.rfc-editor.org/rfc/rfc4340)), IP protocol 33.
    ///
    /// # Examples
    ///
    /// ```
    /// # use ianaports::{Transport, service_name};
    /// assert_eq!(service_name(5005, Transport::Dccp), Some("avt-profile-2"));
    /// ```
    #[doc(alias = "IPPROTO_DCCP")]
    Dccp = 33,
}

impl Transport {
    /// The transports, in their order. A later release may have more.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{Transport, lookup};
    ///
    /// // `discard` is one of the few services that are registered on all four.
    /// const HOW_MANY: usize = Transport::ALL.len();
    /// assert_eq!(lookup("discard").len(), HOW_MANY);
    /// ```
    pub const ALL: &'static [Transport] = &[
        Transport::Tcp,
        Transport::Udp,
        Transport::Sctp,
        Transport::Dccp,
    ];

    /// An iterator over the transports, in their order.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{Transport, lookup};
    ///
    /// let discard = lookup("discard").iter().filter_map(|record| record.transport());
    /// assert!(discard.eq(Transport::all()));
    /// ```
    #[inline]
    pub fn all()
    -> impl DoubleEndedIterator<Item = Transport> + ExactSizeIterator + FusedIterator + Clone {
        Transport::ALL.iter().copied()
    }

    /// The index in [`ALL`](Self::ALL).
    #[inline]
    pub(crate) const fn index(self) -> usize {
        // A `match` takes branches, and this none. That it is the index is checked below.
        ((self as u32).wrapping_mul(7 << 24) >> 30) as usize
    }

    /// The name that the registry uses: `tcp`, `udp`, `sctp` or `dccp`.
    ///
    /// # Examples
    ///
    /// ```
    /// let transport = ianaports::lookup("snmp").first().unwrap().transport().unwrap();
    /// assert_eq!(transport.as_str(), "tcp");
    /// ```
    #[inline]
    pub const fn as_str(self) -> &'static str {
        match self {
            Transport::Tcp => "tcp",
            Transport::Udp => "udp",
            Transport::Sctp => "sctp",
            Transport::Dccp => "dccp",
        }
    }

    /// The number of the transport in the header of an IP packet, from IANA's [Assigned Internet Protocol Numbers].
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::Transport;
    ///
    /// assert_eq!(Transport::Sctp.protocol_number(), 132);
    /// assert_eq!(Transport::Sctp as u8, 132);
    /// ```
    ///
    /// [Assigned Internet Protocol Numbers]: https://www.iana.org/assignments/protocol-numbers
    #[inline]
    pub const fn protocol_number(self) -> u8 {
        self as u8
    }

    /// The transport of a number in an IP header, or `None` when the number is not one of the four.
    ///
    /// `TryFrom<u8>` does the same with an error that states the expected numbers.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{Transport, service_name};
    ///
    /// // From a packet: IP protocol 17, destination port 53.
    /// let name = Transport::from_protocol_number(17).and_then(|udp| service_name(53, udp));
    /// assert_eq!(name, Some("domain"));
    /// assert_eq!(Transport::from_protocol_number(1), None); // ICMP has no ports
    /// ```
    #[inline]
    pub const fn from_protocol_number(number: u8) -> Option<Transport> {
        BY_PROTOCOL_NUMBER[number as usize]
    }
}

const _: () = {
    let mut index = 0;
    while index < Transport::ALL.len() {
        assert!(Transport::ALL[index].index() == index);
        index += 1;
    }
};

/// A table, because a `match` takes a branch, which the processor mispredicts where packets on TCP and
/// UDP are mixed. `cargo run -rp benches --bin ratios` prints the time of such packets.
static BY_PROTOCOL_NUMBER: [Option<Transport>; 256] = {
    let (mut table, mut place) = ([None; 256], 0);
    while place < Transport::ALL.len() {
        let transport = Transport::ALL[place];
        table[transport.protocol_number() as usize] = Some(transport);
        place += 1;
    }
    table
};

impl TryFrom<u8> for Transport {
    type Error = TransportError;

    /// The transport of an [IP protocol number](Transport::from_protocol_number).
    #[inline]
    fn try_from(number: u8) -> Result<Transport, TransportError> {
        Transport::from_protocol_number(number).ok_or(TransportError(Kind::Number { number }))
    }
}

impl FromStr for Transport {
    type Err = TransportError;

    /// Reads `tcp`, `udp`, `sctp` or `dccp`, in any letter case and nothing else around it.
    #[inline]
    fn from_str(name: &str) -> Result<Transport, TransportError> {
        let found = Excerpt::new(name);
        Transport::all()
            .find(|transport| transport.as_str().eq_ignore_ascii_case(name))
            .ok_or(TransportError(Kind::Name { found }))
    }
}

/// The order of [`Transport::ALL`].
impl Ord for Transport {
    #[inline]
    fn cmp(&self, other: &Transport) -> Ordering {
        self.index().cmp(&other.index())
    }
}

impl PartialOrd for Transport {
    #[inline]
    fn partial_cmp(&self, other: &Transport) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Transport {
    /// The name in lower case; width and alignment apply.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Why something is not a [`Transport`].
///
/// # Examples
///
/// ```
/// use ianaports::Transport;
///
/// let error = "tpc".parse::<Transport>().unwrap_err();
/// assert_eq!(error.to_string(), "`tpc` is not a transport: expected tcp, udp, sctp or dccp");
/// let error = Transport::try_from(1).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "IP protocol number 1 is not a transport with ports: \
///      expected 6 (tcp), 17 (udp), 33 (dccp) or 132 (sctp)",
/// );
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Error)]
#[error(transparent)]
pub struct TransportError(Kind);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
enum Kind {
    #[error("`{found}` is not a transport: expected tcp, udp, sctp or dccp")]
    Name { found: Excerpt },
    #[error(
        "IP protocol number {number} is not a transport with ports: \
         expected 6 (tcp), 17 (udp), 33 (dccp) or 132 (sctp)"
    )]
    Number { number: u8 },
}

impl fmt::Debug for TransportError {
    /// The same as `Display`.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
