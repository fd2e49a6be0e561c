use core::fmt;
use core::str::FromStr;

use thiserror::Error;

use crate::answer;
use crate::key::{Key, on_label, sealed};
use crate::layout::On;
use crate::pad::pad;
use crate::port_range::{PortRange, PortRangeError};
use crate::records::Records;
use crate::service_name::{ServiceName, ServiceNameError};
use crate::service_type::{ServiceType, ServiceTypeError};
use crate::transport::{Transport, TransportError};

/// What a person types to ask for services: ports, a name or a service type.
///
/// | typed | asks for |
/// |---|---|
/// | `443` | the services of a port |
/// | `6000-6063` | the services of a range of ports |
/// | `https`, `HTTPS` | the services of a name |
/// | `443/tcp`, `6000-6063/udp`, `x11/tcp` | the same on one transport |
/// | `_https._tcp` | the services of a [`ServiceType`] |
///
/// Text is read by these rules:
///
/// 1. What begins with an underscore is a service type.
/// 2. A registered name is that name, however it is spelled: `914c/g`, `z39.50` and `sql*net` are.
///    Any other name has to be a [`ServiceName`], registered or not.
/// 3. What follows the last slash is a transport: `914c/g/tcp` is the name `914c/g` on TCP.
/// 4. Digits alone are a port, and two numbers with a hyphen between them are a range. No sign and
///    no blank is allowed. With a letter it is a name: `9pfs`.
///
/// Two queries are equal when they ask the same; the case of letters says nothing. A query is
/// printed as it would be typed, and reads back as the same query.
///
/// # Examples
///
/// ```
/// use ianaports::{Query, lookup};
///
/// let ask = |typed: &str| typed.parse::<Query>().map(|query| lookup(query).names().next());
/// assert_eq!(ask("443"), Ok(Some("https")));
/// assert_eq!(ask("6000-6063/udp"), Ok(Some("x11")));
/// assert_eq!(ask("DOMAIN/udp"), Ok(Some("domain")));
/// assert_eq!(ask("_ipp._tcp"), Ok(Some("ipp")));
/// assert!(ask("https/tpc").is_err());
/// ```
///
/// # As an argument
///
/// clap takes every type that is `FromStr`, so a `Query` in a `#[derive(Parser)]` needs nothing
/// more, and clap prints its errors. A program that needs one port takes a name, too:
///
/// ```
/// // #[arg(long, value_parser = port)]
/// // port: u16,
/// fn port(typed: &str) -> Result<u16, Box<dyn std::error::Error + Send + Sync>> {
///     Ok(typed.parse::<ianaports::Query>()?.one_port()?)
/// }
/// let error = |typed| port(typed).unwrap_err().to_string();
/// assert_eq!(port("https").unwrap(), 443);
/// assert_eq!(error("htps"), "no service is named htps");
/// assert_eq!(error("http-alt"), "http-alt is 591, 8008 or 8080: expected one of them");
/// ```
///
/// # In a configuration file
///
/// With the feature `serde`, a query is a string there, and a port may be a number:
///
/// ```
/// # #[cfg(feature = "serde")] {
/// use ianaports::{Query, lookup};
/// use std::collections::BTreeMap;
///
/// let allow: BTreeMap<String, Query> = toml::from_str(r#"
///     web = "https/tcp"
///     displays = "6000-6063"
///     admin = 8443
/// "#).unwrap();
/// assert_eq!(lookup(allow["web"]).first_port(), Some(443));
/// assert_eq!(lookup(allow["displays"]).name(), Some("x11"));
/// assert_eq!(allow["admin"], Query::from(8443));
/// # }
/// ```
#[doc(alias = "parse")]
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Query {
    subject: Subject,
    /// The transport after the slash; the one of a service type is inside it.
    transport: Option<Transport>,
}

/// What a query asks for, on whatever transport.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Subject {
    Ports(PortRange),
    Name(ServiceName),
    /// A registered name that breaks the rules of service names, as the registry spells it.
    Irregular(&'static str),
    Type(ServiceType),
}

impl Query {
    /// The ports, if the query asks for ports.
    ///
    /// # Examples
    ///
    /// ```
    /// let query: ianaports::Query = "6000-6063/udp".parse().unwrap();
    /// assert_eq!(query.ports(), ianaports::lookup("x11").first().unwrap().ports());
    /// ```
    #[inline]
    pub const fn ports(&self) -> Option<PortRange> {
        match self.subject {
            Subject::Ports(ports) => Some(ports),
            _ => None,
        }
    }

    /// The name, if the query asks for a name or for a service type.
    ///
    /// # Examples
    ///
    /// ```
    /// // A slash may be part of a name, if the registry has it so.
    /// let query: ianaports::Query = "cl/1/udp".parse().unwrap();
    /// assert_eq!(query.name(), Some("cl/1"));
    /// assert_eq!(ianaports::lookup(query).first_port(), Some(172));
    /// ```
    #[inline]
    pub fn name(&self) -> Option<&str> {
        match &self.subject {
            Subject::Ports(_) => None,
            Subject::Name(name) => Some(name.as_str()),
            Subject::Irregular(name) => Some(name),
            Subject::Type(kind) => Some(kind.name.as_str()),
        }
    }

    /// The transport, if the query states one.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{Query, Transport};
    ///
    /// let query: Query = "domain/UDP".parse().unwrap();
    /// assert_eq!(query.transport(), Some(Transport::Udp));
    /// assert_eq!("domain".parse::<Query>().unwrap().transport(), None);
    /// ```
    #[inline]
    pub const fn transport(&self) -> Option<Transport> {
        match self.subject {
            Subject::Type(kind) => Some(kind.transport()),
            _ => self.transport,
        }
    }

    /// The service type, if the query was written as one.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::Query;
    ///
    /// let query: Query = "_ipp._tcp.local.".parse().unwrap();
    /// assert_eq!(query.service_type().unwrap().to_string(), "_ipp._tcp");
    /// assert_eq!("ipp/tcp".parse::<Query>().unwrap().service_type(), None);
    /// ```
    #[inline]
    pub const fn service_type(&self) -> Option<ServiceType> {
        match self.subject {
            Subject::Type(kind) => Some(kind),
            _ => None,
        }
    }
}

impl Key for Query {}

impl sealed::Ask for Query {
    #[inline]
    fn records(self) -> Records {
        let on = self.transport.map_or(On::Any, On::one);
        match self.subject {
            Subject::Ports(ports) => Records::of_ports(ports, on),
            Subject::Name(name) => Records::of_name(name.as_str(), on),
            Subject::Irregular(name) => Records::of_name(name, on),
            Subject::Type(kind) => Records::of_name(kind.name.as_str(), on_label(kind)),
        }
    }
}

impl FromStr for Query {
    type Err = QueryError;

    /// Reads what the [type](Query) says.
    #[inline]
    fn from_str(text: &str) -> Result<Query, QueryError> {
        if text.is_empty() {
            return Err(QueryError::Empty);
        }
        if text.starts_with('_') {
            return Ok(text.parse::<ServiceType>()?.into());
        }
        // A slash may be part of the name itself.
        if let Some(name) = answer::registered(text).filter(|_| text.contains('/')) {
            return Ok(Query {
                subject: Subject::Irregular(name),
                transport: None,
            });
        }
        let (subject, transport) = match text.rsplit_once('/') {
            None => (text, None),
            Some(("", _)) => return Err(QueryError::NoSubject),
            Some((_, "")) => return Err(QueryError::NoTransport),
            Some((subject, transport)) => (subject, Some(transport.parse()?)),
        };
        Ok(Query {
            subject: subject.parse()?,
            transport,
        })
    }
}

impl FromStr for Subject {
    type Err = QueryError;

    /// Ports or a name, without a transport.
    #[inline]
    fn from_str(text: &str) -> Result<Subject, QueryError> {
        if text.contains(|c: char| c.is_ascii_digit()) && !text.contains(char::is_alphabetic) {
            return Ok(Subject::Ports(text.parse()?));
        }
        match ServiceName::new(text) {
            Ok(name) => Ok(Subject::Name(name)),
            Err(error) => match answer::registered(text) {
                Some(name) => Ok(Subject::Irregular(name)),
                None => Err(QueryError::Name(error)),
            },
        }
    }
}

impl From<u16> for Query {
    /// The services of a port.
    #[inline]
    fn from(port: u16) -> Query {
        PortRange::from(port).into()
    }
}

impl From<PortRange> for Query {
    /// The services of a range of ports.
    #[inline]
    fn from(ports: PortRange) -> Query {
        Query {
            subject: Subject::Ports(ports),
            transport: None,
        }
    }
}

impl From<ServiceName> for Query {
    /// The services of a name.
    #[inline]
    fn from(name: ServiceName) -> Query {
        Query {
            subject: Subject::Name(name),
            transport: None,
        }
    }
}

impl From<ServiceType> for Query {
    /// The services of a service type.
    #[inline]
    fn from(kind: ServiceType) -> Query {
        Query {
            subject: Subject::Type(kind),
            transport: None,
        }
    }
}

impl From<(u16, Transport)> for Query {
    /// The services of a port on a transport.
    #[inline]
    fn from((port, transport): (u16, Transport)) -> Query {
        (PortRange::from(port), transport).into()
    }
}

impl From<(PortRange, Transport)> for Query {
    /// The services of a range of ports on a transport.
    #[inline]
    fn from((ports, transport): (PortRange, Transport)) -> Query {
        Query {
            transport: Some(transport),
            ..ports.into()
        }
    }
}

impl From<(ServiceName, Transport)> for Query {
    /// The services of a name on a transport.
    #[inline]
    fn from((name, transport): (ServiceName, Transport)) -> Query {
        Query {
            transport: Some(transport),
            ..name.into()
        }
    }
}

impl fmt::Display for Query {
    /// The query as it would be typed; width and alignment apply.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.transport {
            None => pad(f, format_args!("{}", self.subject)),
            Some(transport) => pad(f, format_args!("{}/{transport}", self.subject)),
        }
    }
}

impl fmt::Display for Subject {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Subject::Ports(ports) => ports.fmt(f),
            Subject::Name(name) => name.fmt(f),
            Subject::Irregular(name) => f.write_str(name),
            Subject::Type(kind) => kind.fmt(f),
        }
    }
}

impl fmt::Debug for Query {
    /// The same as `Display`.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Why something is not a [`Query`].
///
/// The errors of the parts of a query are inside, and say the same.
///
/// # Examples
///
/// ```
/// use ianaports::{PortRangeError, Query, QueryError, ServiceNameError, ServiceTypeError};
/// use ianaports::TransportError;
///
/// let error = |typed: &str| typed.parse::<Query>().unwrap_err();
/// assert_eq!(error(""), QueryError::Empty);
/// assert_eq!(error("/tcp"), QueryError::NoSubject);
/// assert_eq!(error("443/"), QueryError::NoTransport);
/// assert_eq!(error("1-"), QueryError::Ports(PortRangeError::NoLast));
/// assert_eq!(error("http-"), QueryError::Name(ServiceNameError::HyphenLast));
/// assert_eq!(error("https/tpc"), QueryError::Transport(TransportError::UnknownName));
/// assert_eq!(error("_https"), QueryError::ServiceType(ServiceTypeError::Form));
/// assert_eq!(
///     error("https/tpc").to_string(),
///     "unknown transport: expected tcp, udp, sctp or dccp",
/// );
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
#[non_exhaustive]
pub enum QueryError {
    /// The text is empty.
    #[error("empty query: expected a port, a service name or a service type")]
    Empty,
    /// Nothing stands before the slash, as in `/tcp`.
    #[error("nothing before the slash: expected a port or a service name, as in 443/tcp")]
    NoSubject,
    /// Nothing stands after the slash, as in `443/`.
    #[error("no transport after the slash: expected one, as in 443/tcp")]
    NoTransport,
    /// The text consists of digits and signs, but not of a port or a range: `-9`, `99999`, `5-2`.
    #[error(transparent)]
    Ports(#[from] PortRangeError),
    /// The name is not registered and breaks a rule of service names, as in `z39_50`.
    #[error(transparent)]
    Name(#[from] ServiceNameError),
    /// What follows the slash is not a transport, nor is the whole a registered name: `https/tpc`.
    #[error(transparent)]
    Transport(#[from] TransportError),
    /// The text begins with an underscore, but is not a service type, as in `_https`.
    #[error(transparent)]
    ServiceType(#[from] ServiceTypeError),
}
