use core::fmt;
use core::str::FromStr;

use thiserror::Error;

use crate::excerpt::Excerpt;
use crate::pad::pad;
use crate::service_name::{ServiceName, ServiceNameError};
use crate::transport::Transport;

/// A service type of DNS: a service name and a transport, written `_ipp._tcp`.
///
/// Service discovery ([RFC 6763, section 7]) browses for such types, and SRV records
/// ([RFC 2782]) are found under them. Text may have letters of any case. A dot or a domain after
/// the type is left out.
///
/// # Examples
///
/// ```
/// use ianaports::{ServiceType, Transport, lookup};
///
/// let printing: ServiceType = "_IPP._tcp.local.".parse().unwrap();
/// assert_eq!(printing.name(), "ipp");
/// assert_eq!(printing.transport(), Transport::Tcp);
/// assert_eq!(printing, "_ipp._tcp".parse().unwrap());
/// assert_eq!(lookup(printing).first_port(), Some(631));
/// ```
///
/// # `_udp` in service discovery
///
/// SRV records have a label for each of the four transports, and a `ServiceType` is read and
/// printed with the label of its transport. Service discovery has only two labels: `_tcp`, and
/// `_udp` for every other transport. So [`lookup`](crate::lookup) of `_udp` finds the
/// services on any transport but TCP. The type of a record
/// ([`Record::service_type`](crate::Record::service_type)) has the label `_udp` when the record states
/// UDP, SCTP or DCCP.
///
/// ```
/// use ianaports::{ServiceType, Transport, lookup};
///
/// // s1-control is assigned on SCTP alone.
/// let discovery: ServiceType = "_s1-control._udp".parse().unwrap();
/// assert_eq!(lookup(discovery).first().unwrap().transport(), Some(Transport::Sctp));
/// let srv: ServiceType = "_s1-control._sctp".parse().unwrap();
/// assert_eq!(lookup(srv).first_port(), Some(36412));
/// let srv: ServiceType = "_s1-control._dccp".parse().unwrap();
/// assert!(lookup(srv).is_empty());
/// ```
///
/// Both labels find a service whose record states no transport. The registry does not state the label
/// of such a service, so [`Record::service_type`](crate::Record::service_type) is `None`.
///
/// # Whether a name is taken
///
/// A service name has one owner on all transports ([RFC 6335, section 5]), so look up the name alone:
///
/// ```
/// use ianaports::{ServiceType, lookup};
///
/// let mine: ServiceType = "_submissions._udp".parse()?;
/// assert!(lookup(mine).is_empty()); // registered on TCP alone,
/// assert!(!lookup(mine.name()).is_empty()); // and so taken
/// # Ok::<(), ianaports::ServiceTypeError>(())
/// ```
///
/// [RFC 6335, section 5]: https://www.rfc-editor.org/rfc/rfc6335#section-5
///
/// # With a library for service discovery
///
/// Such libraries take and give types as text with a domain. Those of mdns-sd, for instance:
///
/// ```
/// use ianaports::{ServiceType, TxtKeys, lookup};
///
/// // let events = daemon.browse(&ty_domain)?;
/// let airplay: ServiceType = "_airplay._tcp".parse()?;
/// let ty_domain = format!("{airplay}.local.");
/// assert_eq!(ty_domain, "_airplay._tcp.local.");
///
/// // ServiceEvent::ServiceResolved(found) => describe(&found.ty_domain),
/// let found: ServiceType = ty_domain.parse()?;
/// let record = lookup(found).first().unwrap();
/// assert_eq!(record.description(), "Protocol for streaming of audio/video content");
/// assert_eq!(
///     record.txt_keys(),
///     Some(TxtKeys::Text("am, cn, et, ft, fv, md, pk, pw, sf, tp, vn, vs")),
/// );
/// # Ok::<(), ianaports::ServiceTypeError>(())
/// ```
///
/// [RFC 2782]: https://www.rfc-editor.org/rfc/rfc2782
/// [RFC 6763, section 7]: https://www.rfc-editor.org/rfc/rfc6763#section-7
#[doc(alias = "DNS-SD")]
#[doc(alias = "SRV")]
#[doc(alias = "Bonjour")]
#[doc(alias = "mDNS")]
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ServiceType {
    pub(crate) name: ServiceName,
    transport: Transport,
}

impl ServiceType {
    /// The type of a service on a transport. For service discovery, give `Udp` for any but `Tcp`.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{ServiceType, Transport::Tcp, lookup};
    ///
    /// let name = lookup((631, Tcp)).first().unwrap().service_name().unwrap();
    /// assert_eq!(ServiceType::new(name, Tcp).to_string(), "_ipp._tcp");
    /// ```
    ///
    /// In a `const`:
    ///
    /// ```
    /// use ianaports::{ServiceName, ServiceType, Transport::Tcp, lookup};
    ///
    /// const AIRPLAY: ServiceType = ServiceType::new(ServiceName::constant("airplay"), Tcp);
    /// assert!(!lookup(AIRPLAY).is_empty());
    /// ```
    #[inline]
    pub const fn new(name: ServiceName, transport: Transport) -> ServiceType {
        ServiceType { name, transport }
    }

    /// The service name, without the underscore.
    ///
    /// # Examples
    ///
    /// ```
    /// let ldap: ianaports::ServiceType = "_ldap._tcp.example.com".parse().unwrap();
    /// assert_eq!(ianaports::lookup(ldap.name()).first_port(), Some(389));
    /// ```
    #[inline]
    pub const fn name(self) -> ServiceName {
        self.name
    }

    /// The transport whose label the type has; `Udp` [may stand for others](#_udp-in-service-discovery).
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{ServiceType, Transport};
    ///
    /// let sip: ServiceType = "_sips._sctp".parse().unwrap();
    /// assert_eq!(sip.transport(), Transport::Sctp);
    /// ```
    #[inline]
    pub const fn transport(self) -> Transport {
        self.transport
    }
}

impl FromStr for ServiceType {
    type Err = ServiceTypeError;

    /// Reads `_ipp._tcp`, with any of the four transports, in any case, with or without a domain.
    #[inline]
    fn from_str(text: &str) -> Result<ServiceType, ServiceTypeError> {
        let found = Excerpt::new(text);
        let (name, rest) = text.split_once('.').ok_or(Kind::Form { found })?;
        let (label, domain) = rest.split_once('.').unwrap_or((rest, ""));
        let Some(transport) = transport(label) else {
            return Err(refuse(text, label, domain).into());
        };
        let name = name.strip_prefix('_').ok_or(Kind::Form { found })?;
        let name = ServiceName::new(name).map_err(Kind::from)?;
        // The last dot of a domain is that of the root, and may stand alone.
        let labels = domain.strip_suffix('.').unwrap_or(domain);
        if !domain.is_empty() && labels.split('.').any(str::is_empty) {
            return Err(Kind::Domain { found }.into());
        }
        Ok(ServiceType::new(name, transport))
    }
}

/// The error for a text whose second label is not that of a transport.
#[inline]
fn refuse(text: &str, label: &str, rest: &str) -> Kind {
    let found = Excerpt::new(text);
    let has_type = rest.split('.').any(|label| transport(label).is_some());
    let before_subtype = label.split_once(',').map_or("", |(label, _)| label);
    if label.eq_ignore_ascii_case("_sub") || transport(before_subtype).is_some() {
        Kind::Subtype { found }
    } else if has_type && label.eq_ignore_ascii_case("_dns-sd") {
        match text.split('.').next() {
            Some("_services") => Kind::TypeEnumeration { found },
            _ => Kind::DomainEnumeration { found },
        }
    } else if has_type && !text.starts_with('_') {
        Kind::Instance { found }
    } else if label.starts_with('_') {
        Kind::Transport {
            found: Excerpt::new(label),
        }
    } else {
        Kind::Form { found }
    }
}

/// The transport of a label such as `_tcp`.
#[inline]
pub(crate) fn transport(label: &str) -> Option<Transport> {
    label.strip_prefix('_')?.parse().ok()
}

impl fmt::Display for ServiceType {
    /// `_ipp._tcp`, the name as it was spelled; width and alignment apply.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        pad(f, format_args!("_{}._{}", self.name, self.transport))
    }
}

impl fmt::Debug for ServiceType {
    /// The same as `Display`.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Why something is not a [`ServiceType`].
///
/// # Examples
///
/// ```
/// let error = |text: &str| text.parse::<ianaports::ServiceType>().unwrap_err().to_string();
/// assert_eq!(
///     error("ipp"),
///     "`ipp` is not a service type: expected a name and a transport, as in _ipp._tcp",
/// );
/// assert_eq!(
///     error("My Printer._ipp._tcp"),
///     "`My Printer._ipp._tcp` is an instance of a service: \
///      expected its service type, as in _ipp._tcp",
/// );
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Error)]
#[error(transparent)]
pub struct ServiceTypeError(#[from] Kind);

impl ServiceTypeError {
    /// The byte of the text at which the fault is, where it is in one place: a character that no name has,
    /// or a hyphen.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::ServiceType;
    ///
    /// let error = "_my_app._tcp".parse::<ServiceType>().unwrap_err();
    /// assert_eq!(error.position(), Some(3));
    /// ```
    #[inline]
    pub fn position(&self) -> Option<usize> {
        match self.0 {
            // The name comes after the underscore.
            Kind::Name(error) => error.position().map(|position| position + 1),
            _ => None,
        }
    }
}

impl fmt::Debug for ServiceTypeError {
    /// The same as `Display`.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
enum Kind {
    #[error("`{found}` is not a service type: expected a name and a transport, as in _ipp._tcp")]
    Form { found: Excerpt },
    #[error("`{found}` is a subtype: expected the service type alone, as in _http._tcp")]
    Subtype { found: Excerpt },
    #[error("`{found}` is an instance of a service: expected its service type, as in _ipp._tcp")]
    Instance { found: Excerpt },
    #[error(
        "`{found}` asks for all service types (RFC 6763, section 9): expected one, as in _ipp._tcp"
    )]
    TypeEnumeration { found: Excerpt },
    #[error(
        "`{found}` asks for domains (RFC 6763, section 11): expected a service type, as in _ipp._tcp"
    )]
    DomainEnumeration { found: Excerpt },
    #[error("`{found}` is not the label of a transport: expected _tcp, _udp, _sctp or _dccp")]
    Transport { found: Excerpt },
    #[error(transparent)]
    Name(#[from] ServiceNameError),
    #[error("the domain of `{found}` has an empty label: expected none, as in _ipp._tcp.local")]
    Domain { found: Excerpt },
}
