use core::fmt;

use thiserror::Error;

use crate::answer;
use crate::excerpt::Excerpt;
use crate::key::{Key, Question, Subject};
use crate::layout::On;
use crate::port_range::PortRange;
use crate::ports_on::PortsOn;
use crate::query::Query;
use crate::record::Record;
use crate::records::Records;
use crate::transport::Transport;

/// The one port of a name: the only one that its services have. A port is itself, registered or not.
///
/// This is what a program wants of `--port https`. [`port`](crate::port) gives the first port of a name that
/// has several; here the error tells all of them.
///
/// # Errors
///
/// - [`Unregistered`](OnePortError::Unregistered): no service has the name (`htps`).
/// - [`WithoutPort`](OnePortError::WithoutPort): its services have no port (`rdp`).
/// - [`OtherTransport`](OnePortError::OtherTransport): its services have no port on the transport that was
///   asked for (`syslog` on TCP).
/// - [`Several`](OnePortError::Several): its services have several ports (`http-alt`).
/// - [`Range`](OnePortError::Range): the key or the service is a range (`6000-6063`, `x11`).
///
/// # Examples
///
/// ```
/// use ianaports::{OnePortError, Transport::{Tcp, Udp}, one_port};
///
/// assert_eq!(one_port("https"), Ok(443));
/// assert_eq!(one_port(65_000), Ok(65_000));
/// assert!(matches!(one_port("http-alt"), Err(OnePortError::Several { .. })));
/// // A transport narrows a name that has another port on each.
/// assert!(matches!(one_port("whosockami"), Err(OnePortError::Several { .. })));
/// assert_eq!(one_port(("whosockami", Tcp)), Ok(2019));
/// assert_eq!(one_port(("whosockami", Udp)), Ok(2009));
/// ```
#[doc(alias = "getservbyname")]
#[inline]
pub fn one_port(key: impl Key) -> Result<u16, OnePortError> {
    of(key.question())
}

impl Query {
    /// The one port that the query means, as [`one_port(query)`](one_port) gives it.
    ///
    /// # Errors
    ///
    /// Those of [`one_port`].
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::Query;
    ///
    /// let port = |typed: &str| typed.parse::<Query>().unwrap().one_port();
    /// assert_eq!(port("https"), Ok(443));
    /// assert_eq!(port("65000"), Ok(65_000));
    /// assert_eq!((port("whosockami/tcp"), port("whosockami/udp")), (Ok(2019), Ok(2009)));
    /// ```
    #[inline]
    pub fn one_port(&self) -> Result<u16, OnePortError> {
        one_port(self)
    }
}

#[inline]
pub(crate) fn of(question: Question<'_>) -> Result<u16, OnePortError> {
    let one = |ports: PortRange| (ports.len() == 1).then_some(ports.first());
    let asked = Asked::new(question);
    if let Subject::Ports(ports) = question.subject {
        return one(ports).ok_or(OnePortError::Range { asked });
    }
    let mut ports = Records::of(question).ports();
    match (ports.next(), ports.next()) {
        (Some(ports), None) => one(ports).ok_or(OnePortError::Range { asked }),
        (Some(_), Some(_)) => Err(OnePortError::Several { asked }),
        (None, _) => Err(match asked.anywhere() {
            elsewhere if elsewhere.ports().next().is_some() => {
                OnePortError::OtherTransport { asked }
            }
            elsewhere if elsewhere.is_empty() => OnePortError::Unregistered { asked },
            _ => OnePortError::WithoutPort { asked },
        }),
    }
}

/// Why something does not mean one port: the error of [`one_port`].
///
/// # Examples
///
/// ```
/// use ianaports::{OnePortError, Transport::Tcp, one_port};
///
/// let error = |name: &str| one_port(name).unwrap_err().to_string();
/// assert_eq!(error("htps"), "no service is named `htps`");
/// assert_eq!(error("rdp"), "rdp is registered without a port");
/// assert_eq!(error("http-alt"), "http-alt is 591, 8008 or 8080: expected one of them");
/// assert_eq!(error("x11"), "x11 is a range of ports: expected one of 6000-6063");
/// let error = one_port(("syslog", Tcp)).unwrap_err();
/// assert_eq!(error.to_string(), "syslog has no port on tcp: expected 514/udp");
/// assert!(matches!(error, OnePortError::OtherTransport { .. }));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Error)]
#[non_exhaustive]
pub enum OnePortError {
    /// No service has the name.
    #[error("no service is named `{}`", .asked.subject)]
    #[non_exhaustive]
    Unregistered {
        #[doc(hidden)]
        asked: Asked,
    },
    /// Services have the name, and none of them has a port.
    #[error("{} is registered without a port", .asked.name())]
    #[non_exhaustive]
    WithoutPort {
        #[doc(hidden)]
        asked: Asked,
    },
    /// Services with the name have ports on other transports alone.
    #[error("{}: expected {}", NotHere(asked), Elsewhere(asked))]
    #[non_exhaustive]
    OtherTransport {
        #[doc(hidden)]
        asked: Asked,
    },
    /// Services with the name have several ports.
    #[error("{asked} is {}: expected one of them", Ports(asked))]
    #[non_exhaustive]
    Several {
        #[doc(hidden)]
        asked: Asked,
    },
    /// A range of ports was asked for, or the services with the name have one.
    #[error("{asked} is a range of ports: expected {}", OneOf(asked))]
    #[non_exhaustive]
    Range {
        #[doc(hidden)]
        asked: Asked,
    },
}
impl OnePortError {
    #[inline]
    const fn asked(&self) -> &Asked {
        match self {
            OnePortError::Unregistered { asked }
            | OnePortError::WithoutPort { asked }
            | OnePortError::OtherTransport { asked }
            | OnePortError::Several { asked }
            | OnePortError::Range { asked } => asked,
        }
    }

    /// The name that was asked for, if one was: in the registered spelling; or as much as fits into 46 bytes
    /// of a name that is not registered.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{lookup, one_port};
    ///
    /// let error = one_port("HTTP-alt").unwrap_err();
    /// let ports = lookup(error.name().unwrap()).ports();
    /// assert!(ports.eq([591, 8008, 8080]));
    /// ```
    #[inline]
    pub fn name(&self) -> Option<&str> {
        match &self.asked().subject {
            AskedFor::Ports(_) => None,
            _ => Some(self.asked().name()),
        }
    }

    /// The transport that was asked for, if one was.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{Transport::Tcp, one_port};
    ///
    /// let error = one_port(("syslog", Tcp)).unwrap_err();
    /// assert_eq!(error.transport(), Some(Tcp));
    /// ```
    #[inline]
    pub const fn transport(&self) -> Option<Transport> {
        self.asked().transport()
    }
}

impl fmt::Debug for OnePortError {
    /// The same as `Display`.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A question, as an error keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Asked {
    subject: AskedFor,
    on: On,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum AskedFor {
    Ports(PortRange),
    Registered(&'static str),
    Unregistered(Excerpt),
}

impl Asked {
    #[inline]
    fn new(question: Question<'_>) -> Asked {
        let subject = match question.subject {
            Subject::Ports(ports) => AskedFor::Ports(ports),
            Subject::Name(name) => match answer::registered(name) {
                Some(name) => AskedFor::Registered(name),
                None => AskedFor::Unregistered(Excerpt::new(name)),
            },
        };
        let on = question.on;
        Asked { subject, on }
    }

    /// The name, or nothing where ports were asked for.
    #[inline]
    fn name(&self) -> &str {
        match &self.subject {
            AskedFor::Ports(_) => "",
            AskedFor::Registered(name) => name,
            AskedFor::Unregistered(name) => name.as_str(),
        }
    }

    #[inline]
    const fn transport(&self) -> Option<Transport> {
        match self.on {
            On::Tcp => Some(Transport::Tcp),
            On::Udp | On::AnyButTcp => Some(Transport::Udp),
            On::Sctp => Some(Transport::Sctp),
            On::Dccp => Some(Transport::Dccp),
            On::Any => None,
        }
    }

    /// The services with the name, on the transports that were asked for.
    #[inline]
    fn records(&self) -> Records {
        let subject = Subject::Name(self.name());
        let on = self.on;
        Records::of(Question { subject, on })
    }

    /// The services with the name, on every transport.
    #[inline]
    fn anywhere(&self) -> Records {
        Records::of(Question::new(Subject::Name(self.name()), None))
    }
}

impl fmt::Display for Asked {
    /// `http-alt/tcp`; the label `_udp` stands for several transports, so it is shown as it is written.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.subject, self.on) {
            (AskedFor::Ports(ports), _) => PortsOn(Some(ports), self.transport()).fmt(f),
            (name, On::AnyButTcp) => write!(f, "_{name}._udp"),
            (name, _) => match self.transport() {
                Some(transport) => write!(f, "{name}/{transport}"),
                None => name.fmt(f),
            },
        }
    }
}

impl fmt::Display for AskedFor {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AskedFor::Ports(ports) => ports.fmt(f),
            AskedFor::Registered(name) => f.write_str(name),
            AskedFor::Unregistered(name) => name.fmt(f),
        }
    }
}

/// `syslog has no port on tcp`
struct NotHere<'a>(&'a Asked);

impl fmt::Display for NotHere<'_> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} has no port", self.0.name())?;
        match self.0.transport() {
            Some(transport) => write!(f, " on {transport}"),
            None => Ok(()),
        }
    }
}

/// `591, 8008 or 8080`
struct Ports<'a>(&'a Asked);

impl fmt::Display for Ports<'_> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        alternatives(f, self.0.records().ports())
    }
}

/// `one of 6000-6063`, or `one port` where that range was asked for.
struct OneOf<'a>(&'a Asked);

impl fmt::Display for OneOf<'_> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.subject {
            AskedFor::Ports(_) => f.write_str("one port"),
            _ => write!(f, "one of {}", Ports(self.0)),
        }
    }
}

/// `514/udp`
struct Elsewhere<'a>(&'a Asked);

impl fmt::Display for Elsewhere<'_> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let with_ports = |record: &Record| record.ports().is_some();
        let shown = |record: Record| PortsOn(record.ports(), record.transport());
        let records = self.0.anywhere().iter().filter(with_ports);
        alternatives(f, records.map(shown))
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
