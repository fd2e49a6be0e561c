use core::fmt;
use core::str::FromStr;

use thiserror::Error;

use crate::answer;
use crate::excerpt::Excerpt;
use crate::key::{Key, Question, Subject, sealed};
use crate::pad::pad;
use crate::port_range::{PortRange, PortRangeError};
use crate::service_name::{ServiceName, ServiceNameError};
use crate::service_type::{ServiceType, ServiceTypeError, transport as label_of};
use crate::transport::{Transport, TransportError};

/// A question as a person types it: ports, a name or a service type.
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
/// 1. Text that begins with an underscore is a [`ServiceType`]. A domain after it is left out.
/// 2. A registered name is a name, even one that breaks the rules: `914c/g`, `z39.50`, `sql*net`.
///    Any other name has to be a [`ServiceName`], registered or not.
/// 3. Text after the last slash is a transport: `914c/g/tcp` is the name `914c/g` on TCP.
/// 4. Digits alone are a port, and two numbers with a hyphen between them are a range. No sign and
///    no blank is allowed. Text with a letter is a name: `9pfs`.
///
/// Queries are ordered: ports, then names, then service types. A query prints as a person would type it, and its text
/// reads back as an equal query. Letter case,
/// leading zeros, and a domain after a service type make no difference between two queries. But
/// `_https._tcp` and `https/tcp` differ, though they find the same records.
///
/// Rule 2 depends on the registry inside: a later edition may have other names that break the rules.
/// A name such as `x/tcp` or `_a` could not be typed by itself. No name of this edition has such a form.
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
/// more, and clap prints its errors. A program that needs one port takes a name, too. With the
/// [feature](crate#crate-features) `unofficial` it knows the names that people use:
///
/// ```
/// # #[cfg(feature = "unofficial")] {
/// use ianaports::{Query, unofficial};
///
/// // #[arg(long, value_parser = port)]
/// // port: u16,
/// fn port(typed: &str) -> Result<u16, Box<dyn std::error::Error + Send + Sync>> {
///     Ok(unofficial::one_port(typed.parse::<Query>()?)?)
/// }
/// let error = |typed| port(typed).unwrap_err().to_string();
/// assert_eq!((port("https").unwrap(), port("postgres").unwrap()), (443, 5432));
/// assert_eq!(error("htps"), "no service is named `htps`");
/// assert_eq!(error("http-alt"), "http-alt is 591, 8008 or 8080: expected one of them");
/// // The registry has the name for one port, and people use it for another.
/// let both = "sftp is 115/tcp,udp (IANA) or 22/tcp (unofficial): expected one of these ports";
/// assert_eq!(error("sftp"), both);
/// assert_eq!(port("sftp/udp").unwrap(), 115);
/// # }
/// ```
///
/// Without it, [`one_port`](crate::one_port) has IANA's names alone. A name near to an unknown one can be
/// added, as below.
///
/// # In a configuration file
///
/// With the feature `serde`, a query is a string there, and a port may be a number. (This code asks
/// `unofficial`, too, which is another [feature](crate#crate-features).) A query may ask for
/// a name that is not registered, so look up a name that must be. This code refuses `htps`, and finds
/// the name nearest to it with the help of `strsim`.
///
/// ```
/// # #[cfg(all(feature = "serde", feature = "unofficial"))] {
/// use ianaports::{Query, lookup, names, unofficial::{self, Kind}};
/// use serde::de::{Deserialize, Deserializer, Error};
///
/// fn registered<'de, D: Deserializer<'de>>(text: D) -> Result<Vec<Query>, D::Error> {
///     let queries = Vec::<Query>::deserialize(text)?;
///     for query in queries.iter().filter(|query| lookup(*query).is_empty()) {
///         let Some(typed) = query.name() else { continue };
///         if !lookup(typed).is_empty() {
///             let error = format!("no service is {query}: {typed} is on others");
///             return Err(D::Error::custom(error));
///         }
///         // What people say for a registered name; else the name that is most like it.
///         let usual = match unofficial::of_name(typed).map(|row| row.kind()) {
///             Some(Kind::Alias(of)) => Some(of),
///             _ => None,
///         };
///         let lower = typed.to_ascii_lowercase();
///         let likeness = |name: &&str| {
///             (strsim::jaro_winkler(&name.to_ascii_lowercase(), &lower) * 1000.0) as u32
///         };
///         let near = usual.or_else(|| names().max_by_key(likeness)).unwrap_or_default();
///         let error = format!("no service is named {typed}; did you mean {near}?");
///         return Err(D::Error::custom(error));
///     }
///     Ok(queries)
/// }
///
/// #[derive(serde::Deserialize)]
/// struct Config {
///     #[serde(deserialize_with = "registered")]
///     allow: Vec<Query>,
/// }
/// let read = |text| toml::from_str::<Config>(text).map(|config| config.allow);
/// let allow = read(r#"allow = ["https/tcp", "6000-6063", 8443]"#).unwrap();
/// assert_eq!(lookup(allow[0]).first_port(), Some(443));
/// assert_eq!(lookup(allow[1]).name(), Some("x11"));
/// let error = |text| read(text).unwrap_err().message().to_owned();
/// let told = "no service is named HTPS; did you mean https?";
/// assert!(error(r#"allow = ["HTPS"]"#).contains(told));
/// assert!(error(r#"allow = ["dns"]"#).contains("did you mean domain?"));
/// let told = "no service is syslog/tcp: syslog is on others";
/// assert!(error(r#"allow = ["syslog/tcp"]"#).contains(told));
/// # }
/// ```
#[doc(alias = "parse")]
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Query {
    typed: Typed,
    /// The transport after the slash; the one of a service type is inside it.
    transport: Option<Transport>,
}

/// The ports, the name or the service type that a query asks for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Typed {
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
        match self.typed {
            Typed::Ports(ports) => Some(ports),
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
        match &self.typed {
            Typed::Ports(_) => None,
            Typed::Name(name) => Some(name.as_str()),
            Typed::Irregular(name) => Some(name),
            Typed::Type(kind) => Some(kind.name.as_str()),
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
        match self.typed {
            Typed::Type(kind) => Some(kind.transport()),
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
        match self.typed {
            Typed::Type(kind) => Some(kind),
            _ => None,
        }
    }
}

impl Key for Query {}

impl sealed::Ask for Query {
    #[inline]
    fn question(&self) -> Question<'_> {
        match &self.typed {
            Typed::Ports(ports) => Question::new(Subject::Ports(*ports), self.transport),
            Typed::Name(name) => Question::new(Subject::Name(name.as_str()), self.transport),
            Typed::Irregular(name) => Question::new(Subject::Name(name), self.transport),
            Typed::Type(kind) => kind.question(),
        }
    }
}

impl Key for &Query {}

impl sealed::Ask for &Query {
    #[inline]
    fn question(&self) -> Question<'_> {
        (**self).question()
    }
}

impl FromStr for Query {
    type Err = QueryError;

    /// Reads text by the rules of the [type](Query).
    #[inline]
    fn from_str(text: &str) -> Result<Query, QueryError> {
        let found = Excerpt::new(text);
        if text.is_empty() {
            return Err(Kind::Empty.into());
        }
        // Instances and subtypes of DNS-SD are refused as service types are.
        let is_of_dns = |text: &str| text.split('.').any(|label| label_of(label).is_some());
        if text.starts_with('_') || text.contains("._") && is_of_dns(text) {
            let kind: ServiceType = text.parse().map_err(Kind::from)?;
            return Ok(kind.into());
        }
        // A slash may be part of the name itself.
        if let Some(name) = answer::registered(text).filter(|_| text.contains('/')) {
            return Ok(Query {
                typed: Typed::Irregular(name),
                transport: None,
            });
        }
        let (typed, transport) = match text.rsplit_once('/') {
            None => (text, None),
            Some(("", _)) => return Err(Kind::NoSubject { found }.into()),
            Some((_, "")) => return Err(Kind::NoTransport { found }.into()),
            Some((first, last)) => match last.parse::<Transport>() {
                Ok(transport) => (first, Some(transport)),
                Err(_) if first.parse::<Transport>().is_ok() => {
                    return Err(Kind::TransportFirst { found }.into());
                }
                Err(error) => return Err(Kind::Transport(error).into()),
            },
        };
        Ok(Query {
            typed: typed.parse()?,
            transport,
        })
    }
}

impl FromStr for Typed {
    type Err = QueryError;

    /// Ports or a name, without a transport.
    #[inline]
    fn from_str(text: &str) -> Result<Typed, QueryError> {
        if text.contains(|c: char| c.is_ascii_digit()) && !text.contains(char::is_alphabetic) {
            return Ok(Typed::Ports(text.parse().map_err(Kind::from)?));
        }
        match ServiceName::new(text) {
            Ok(name) => Ok(Typed::Name(name)),
            Err(error) => match answer::registered(text) {
                Some(name) => Ok(Typed::Irregular(name)),
                None => Err(Kind::Name(error).into()),
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
            typed: Typed::Ports(ports),
            transport: None,
        }
    }
}

impl From<ServiceName> for Query {
    /// The services of a name.
    #[inline]
    fn from(name: ServiceName) -> Query {
        Query {
            typed: Typed::Name(name),
            transport: None,
        }
    }
}

impl From<ServiceType> for Query {
    /// The services of a service type.
    #[inline]
    fn from(kind: ServiceType) -> Query {
        Query {
            typed: Typed::Type(kind),
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
            None => pad(f, format_args!("{}", self.typed)),
            Some(transport) => pad(f, format_args!("{}/{transport}", self.typed)),
        }
    }
}

impl fmt::Display for Typed {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Typed::Ports(ports) => ports.fmt(f),
            Typed::Name(name) => name.fmt(f),
            Typed::Irregular(name) => f.write_str(name),
            Typed::Type(kind) => kind.fmt(f),
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
/// # Examples
///
/// ```
/// use ianaports::Query;
///
/// let error = |typed: &str| typed.parse::<Query>().unwrap_err();
/// assert_eq!(error("tcp/443").to_string(), "the transport comes last: expected 443/tcp");
/// assert_eq!(
///     error("https/tpc").to_string(),
///     "`tpc` is not a transport: expected tcp, udp, sctp or dccp",
/// );
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Error)]
#[error(transparent)]
pub struct QueryError(#[from] Kind);

impl QueryError {
    /// The byte of the text at which the fault is, where it is in one place.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::Query;
    ///
    /// let position = |typed: &str| typed.parse::<Query>().unwrap_err().position();
    /// assert_eq!(position("https_"), Some(5));
    /// assert_eq!(position("10.0.0.1:443"), Some(2));
    /// assert_eq!(position("_my_app._tcp"), Some(3));
    /// assert_eq!(position("70000"), None); // too large as a whole
    /// ```
    #[inline]
    pub fn position(&self) -> Option<usize> {
        match self.0 {
            Kind::Ports(error) => error.position(),
            Kind::Name(error) => error.position(),
            Kind::ServiceType(error) => error.position(),
            _ => None,
        }
    }
}

impl fmt::Debug for QueryError {
    /// The same as `Display`.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
enum Kind {
    #[error("empty query: expected a port, a service name or a service type")]
    Empty,
    #[error(
        "nothing before the slash of `{found}`: expected a port or a service name, as in 443/tcp"
    )]
    NoSubject { found: Excerpt },
    #[error("no transport after the slash of `{found}`: expected one, as in 443/tcp")]
    NoTransport { found: Excerpt },
    #[error("the transport comes last: expected {}", Turned(found))]
    TransportFirst { found: Excerpt },
    #[error(transparent)]
    Ports(#[from] PortRangeError),
    #[error(transparent)]
    Name(#[from] ServiceNameError),
    #[error(transparent)]
    Transport(#[from] TransportError),
    #[error(transparent)]
    ServiceType(#[from] ServiceTypeError),
}

/// `443/tcp` for `tcp/443`, if that is a query.
struct Turned<'a>(&'a Excerpt);

impl fmt::Display for Turned<'_> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.as_str().split_once('/') {
            Some((transport, subject)) if self.0.is_whole() && subject.parse::<Typed>().is_ok() => {
                write!(f, "{subject}/{transport}")
            }
            _ => f.write_str("the port or the name first, as in 443/tcp"),
        }
    }
}
