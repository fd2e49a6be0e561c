use core::fmt;

use thiserror::Error;

use crate::key::sealed::Ask;
use crate::layout::On;
use crate::port_range::PortRange;
use crate::query::Query;
use crate::record::Record;
use crate::records::Records;
use crate::transport::Transport;

impl Query {
    /// The one port that the query means. This is the number that was typed, registered or not; or the
    /// only port of the services with the name.
    ///
    /// # Errors
    ///
    /// - [`Unregistered`](OnePortError::Unregistered): no service has the name (`htps`).
    /// - [`WithoutPort`](OnePortError::WithoutPort): its services have no port (`rdp`).
    /// - [`OtherTransport`](OnePortError::OtherTransport): its services have no port on the transport of
    ///   the query (`syslog/tcp`).
    /// - [`Several`](OnePortError::Several): its services have several ports (`http-alt`).
    /// - [`Range`](OnePortError::Range): the query or the service is a range (`6000-6063`, `x11`).
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{OnePortError, Query};
    ///
    /// let port = |typed: &str| typed.parse::<Query>().unwrap().one_port();
    /// assert_eq!(port("https"), Ok(443));
    /// assert_eq!(port("65000"), Ok(65_000));
    /// assert!(matches!(port("http-alt"), Err(OnePortError::Several { .. })));
    /// // A transport narrows a name that has another port on each.
    /// assert!(matches!(port("whosockami"), Err(OnePortError::Several { .. })));
    /// assert_eq!((port("whosockami/tcp"), port("whosockami/udp")), (Ok(2019), Ok(2009)));
    /// ```
    #[must_use = "the port is the result"]
    #[inline]
    pub fn one_port(&self) -> Result<u16, OnePortError> {
        let query = *self;
        if let Some(ports) = query.ports() {
            return one(ports).ok_or(OnePortError::Range { query });
        }
        let records = query.records();
        let mut ports = records.ports();
        match (ports.next(), ports.next()) {
            (Some(ports), None) => one(ports).ok_or(OnePortError::Range { query }),
            (Some(_), Some(_)) => Err(OnePortError::Several { query }),
            (None, _) => Err(match anywhere(&query) {
                elsewhere if elsewhere.ports().next().is_some() => {
                    OnePortError::OtherTransport { query }
                }
                elsewhere if elsewhere.is_empty() => OnePortError::Unregistered { query },
                _ => OnePortError::WithoutPort { query },
            }),
        }
    }
}

#[inline]
fn one(ports: PortRange) -> Option<u16> {
    (ports.len() == 1).then_some(ports.first())
}

/// The services with the name of a query, on every transport.
#[inline]
fn anywhere(query: &Query) -> Records {
    Records::of_name(query.name().unwrap_or_default(), On::Any)
}

/// Why a [`Query`] does not mean one port: the error of [`Query::one_port`].
///
/// # Examples
///
/// ```
/// use ianaports::{OnePortError, Query};
///
/// let error = |typed: &str| typed.parse::<Query>().unwrap().one_port().unwrap_err();
/// assert_eq!(error("htps").to_string(), "no service is named htps");
/// assert_eq!(error("rdp").to_string(), "rdp is registered without a port");
/// assert_eq!(error("syslog/tcp").to_string(), "syslog has no port on tcp: expected 514/udp");
/// assert_eq!(error("http-alt").to_string(), "http-alt is 591, 8008 or 8080: expected one of them");
/// assert_eq!(error("x11").to_string(), "x11 is a range of ports: expected one of 6000-6063");
/// assert!(matches!(error("6000-6063"), OnePortError::Range { .. }));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
#[non_exhaustive]
pub enum OnePortError {
    /// No service has the name.
    #[error("no service is named {}", .query.name().unwrap_or_default())]
    #[non_exhaustive]
    Unregistered {
        /// The query that was asked.
        query: Query,
    },
    /// Services have the name, and none of them has a port.
    #[error("{} is registered without a port", .query.name().unwrap_or_default())]
    #[non_exhaustive]
    WithoutPort {
        /// The query that was asked.
        query: Query,
    },
    /// Services with the name have ports on other transports alone.
    #[error("{}: expected {}", NotHere(query), Places(query))]
    #[non_exhaustive]
    OtherTransport {
        /// The query that was asked.
        query: Query,
    },
    /// Services with the name have several ports.
    #[error("{query} is {}: expected one of them", Ports(query))]
    #[non_exhaustive]
    Several {
        /// The query that was asked.
        query: Query,
    },
    /// The query is a range of ports, or the services with the name have one.
    #[error("{query} is a range of ports: expected one of {}", Ports(query))]
    #[non_exhaustive]
    Range {
        /// The query that was asked.
        query: Query,
    },
}

/// `syslog has no port on tcp`
struct NotHere<'a>(&'a Query);

impl fmt::Display for NotHere<'_> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} has no port", self.0.name().unwrap_or_default())?;
        match self.0.transport() {
            Some(transport) => write!(f, " on {transport}"),
            None => Ok(()),
        }
    }
}

/// `591, 8008 or 8080`
struct Ports<'a>(&'a Query);

impl fmt::Display for Ports<'_> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.ports() {
            Some(ports) => ports.fmt(f),
            None => alternatives(f, self.0.records().ports()),
        }
    }
}

/// `514/udp`
struct Places<'a>(&'a Query);

impl fmt::Display for Places<'_> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = |record: Record| {
            let ports = record.ports()?;
            Some(Place(ports, record.transport()))
        };
        alternatives(f, anywhere(self.0).iter().filter_map(place))
    }
}

struct Place(PortRange, Option<Transport>);

impl fmt::Display for Place {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.1 {
            Some(transport) => write!(f, "{}/{transport}", self.0),
            None => self.0.fmt(f),
        }
    }
}

/// `a`, `a or b`, `a, b or c`
#[inline]
fn alternatives<T: fmt::Display>(
    f: &mut fmt::Formatter<'_>,
    items: impl Iterator<Item = T>,
) -> fmt::Result {
    let mut items = items.peekable();
    let mut is_first = true;
    while let Some(item) = items.next() {
        let separator = match items.peek() {
            _ if is_first => "",
            Some(_) => ", ",
            None => " or ",
        };
        write!(f, "{separator}{item}")?;
        is_first = false;
    }
    Ok(())
}
