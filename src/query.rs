use core::fmt;
use core::str::FromStr;

use thiserror::Error;

use crate::answer;
use crate::excerpt::Excerpt;
use crate::key::{Key, on_label, sealed};
use crate::layout::On;
use crate::pad::pad;
use crate::port_range::{PortRange, PortRangeError};
use crate::records::Records;
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
/// 1. Text that begins with an underscore is a service type, with no domain or with `local`.
/// 2. A registered name is a name, even one that breaks the rules: `914c/g`, `z39.50`, `sql*net`.
///    Any other name has to be a [`ServiceName`], registered or not.
/// 3. Text after the last slash is a transport: `914c/g/tcp` is the name `914c/g` on TCP.
/// 4. Digits alone are a port, and two numbers with a hyphen between them are a range. No sign and
///    no blank is allowed. Text with a letter is a name: `9pfs`.
///
/// A query prints as a person would type it, and its text reads back as an equal query. Letter case,
/// leading zeros, and `.local` after a service type make no difference between two queries. But
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
/// The parser that clap derives names what was unknown, and a name near to it can be added, as below.
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
///             return Err(D::Error::custom(format!("no service is {query}: {typed} is on others")));
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
///         return Err(D::Error::custom(format!("no service is named {typed}; did you mean {near}?")));
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
/// assert!(error(r#"allow = ["HTPS"]"#).contains("no service is named HTPS; did you mean https?"));
/// assert!(error(r#"allow = ["dns"]"#).contains("did you mean domain?"));
/// assert!(error(r#"allow = ["syslog/tcp"]"#).contains("no service is syslog/tcp: syslog is on others"));
/// # }
/// ```
#[doc(alias = "parse")]
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Query {
    subject: Subject,
    /// The transport after the slash; the one of a service type is inside it.
    transport: Option<Transport>,
}

/// The ports, the name or the service type that a query asks for.
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

impl Key for &Query {}

impl sealed::Ask for &Query {
    #[inline]
    fn records(self) -> Records {
        sealed::Ask::records(*self)
    }
}

impl FromStr for Query {
    type Err = QueryError;

    /// Reads text by the rules of the [type](Query).
    #[inline]
    fn from_str(text: &str) -> Result<Query, QueryError> {
        let found = Excerpt::new(text);
        if text.is_empty() {
            return Err(QueryError::Empty);
        }
        // Instances and subtypes of DNS-SD are refused as service types are.
        let is_of_dns = |text: &str| text.split('.').any(|label| label_of(label).is_some());
        if text.starts_with('_') || text.contains("._") && is_of_dns(text) {
            let (kind, domain) = ServiceType::split(text)?;
            return match domain.strip_suffix('.').unwrap_or(domain) {
                "" => Ok(kind.into()),
                domain if domain.eq_ignore_ascii_case("local") => Ok(kind.into()),
                _ => Err(QueryError::Domain { found }),
            };
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
            Some(("", _)) => return Err(QueryError::NoSubject { found }),
            Some((_, "")) => return Err(QueryError::NoTransport { found }),
            Some((first, last)) => match last.parse::<Transport>() {
                Ok(transport) => (first, Some(transport)),
                Err(_) if first.parse::<Transport>().is_ok() => {
                    return Err(QueryError::TransportFirst { found });
                }
                Err(source) => return Err(QueryError::Transport { source }),
            },
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
                None => Err(error.into()),
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
/// The error of a part of a query is inside, and has the same message.
///
/// # Examples
///
/// ```
/// use ianaports::{Query, QueryError};
///
/// let error = |typed: &str| typed.parse::<Query>().unwrap_err();
/// assert!(matches!(error("/tcp"), QueryError::NoSubject { .. }));
/// assert!(matches!(error("1-"), QueryError::Ports { .. }));
/// assert!(matches!(error("http-"), QueryError::Name { .. }));
/// assert!(matches!(error("_https"), QueryError::ServiceType { .. }));
/// assert_eq!(
///     error("https/tpc").to_string(),
///     "`tpc` is not a transport: expected tcp, udp, sctp or dccp",
/// );
/// assert_eq!(error("tcp/443").to_string(), "the transport comes last: expected 443/tcp");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
#[non_exhaustive]
pub enum QueryError {
    /// The text is empty.
    #[error("empty query: expected a port, a service name or a service type")]
    #[non_exhaustive]
    Empty,
    /// Nothing stands before the slash, as in `/tcp`.
    #[error(
        "nothing before the slash of `{found}`: expected a port or a service name, as in 443/tcp"
    )]
    #[non_exhaustive]
    NoSubject {
        /// What was read.
        found: Excerpt,
    },
    /// Nothing stands after the slash, as in `443/`.
    #[error("no transport after the slash of `{found}`: expected one, as in 443/tcp")]
    #[non_exhaustive]
    NoTransport {
        /// What was read.
        found: Excerpt,
    },
    /// The transport stands before the slash, as in `tcp/443`.
    #[error("the transport comes last: expected {}", Turned(found))]
    #[non_exhaustive]
    TransportFirst {
        /// What was read.
        found: Excerpt,
    },
    /// The text has digits and no letter, but is neither a port nor a range: `-9`, `99999`, `5-2`.
    #[error("{source}")]
    #[non_exhaustive]
    Ports {
        /// What is wrong with them.
        #[from]
        source: PortRangeError,
    },
    /// The name is not registered and breaks a rule of service names, as in `z39_50`.
    #[error("{source}")]
    #[non_exhaustive]
    Name {
        /// The rule.
        #[from]
        source: ServiceNameError,
    },
    /// The text after the slash is not a transport, and the whole is not a registered name: `https/tpc`.
    #[error("{source}")]
    #[non_exhaustive]
    Transport {
        /// What is wrong with it.
        #[from]
        source: TransportError,
    },
    /// The text is meant as a service type, but is none, as in `_https`.
    #[error("{source}")]
    #[non_exhaustive]
    ServiceType {
        /// What is wrong with it.
        #[from]
        source: ServiceTypeError,
    },
    /// A domain other than `local` follows the service type, as in `_https._tcp.example.com`.
    #[error(
        "`{found}` has a domain, which no service is registered for: expected the service type alone"
    )]
    #[non_exhaustive]
    Domain {
        /// What was read.
        found: Excerpt,
    },
}

/// `443/tcp` for `tcp/443`.
struct Turned<'a>(&'a Excerpt);

impl fmt::Display for Turned<'_> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.as_str().split_once('/') {
            Some((transport, subject)) if self.0.is_whole() => write!(f, "{subject}/{transport}"),
            _ => f.write_str("the port or the name first, as in 443/tcp"),
        }
    }
}
