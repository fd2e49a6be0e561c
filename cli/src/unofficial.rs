//! The names that people use and IANA has not registered, beside the answer to a query.

use std::fmt;

use ianaports::unofficial::{self, Kind, UnofficialName};
use ianaports::{PortRange, Query, Record, Transport, lookup};
use serde::Serialize;

use crate::order;

/// An unofficial name, as the command tells it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Unofficial {
    pub name: &'static str,
    pub ports: PortRange,
    pub transports: &'static [Transport],
    /// The registered name that it stands for, if it does.
    pub alias_of: Option<&'static str>,
    /// The description of that service, or what runs there.
    pub description: &'static str,
    /// Whether it runs for a while, on a developer's own machine.
    pub is_for_development: bool,
    /// Where the port is stated.
    pub source: &'static str,
}

impl From<UnofficialName> for Unofficial {
    fn from(row: UnofficialName) -> Self {
        let record = row.transports().iter().find_map(|&on| row.record(on));
        let (alias_of, description) = match row.kind() {
            Kind::Alias(of) => (Some(of), record.map_or("", Record::description)),
            Kind::Server(what) | Kind::DevelopmentServer(what) => (None, what),
            _ => (None, ""),
        };
        Self {
            name: row.name(),
            ports: row.ports(),
            transports: row.transports(),
            alias_of,
            description,
            is_for_development: matches!(row.kind(), Kind::DevelopmentServer(_)),
            source: row.source(),
        }
    }
}

/// `postgres is postgresql, 5432 tcp` or `kafka, 9092 tcp: Apache Kafka`.
impl fmt::Display for Unofficial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let transports: Vec<_> = self.transports.iter().map(|on| on.as_str()).collect();
        let (name, ports, transports) = (self.name, self.ports, transports.join(", "));
        match self.alias_of {
            Some(of) => write!(f, "{name} is {of}, {ports} {transports}"),
            None => write!(f, "{name}, {ports} {transports}: {}", self.description),
        }
    }
}

/// The unofficial names beside a query: those of its ports, by port; or that of its name, unless the registry has
/// its port for that name, too.
pub fn beside(query: Query) -> Vec<Unofficial> {
    if let Some(ports) = query.ports() {
        return among(ports, |on| {
            query.transport().is_none_or(|asked| asked == on)
        });
    }
    let row = query.name().and_then(unofficial::of_name);
    // A DNS-SD service has a port of each host's own, so that only another name for it helps.
    let is_type = query.service_type().is_some();
    let row = row.filter(|row| !is_type || matches!(row.kind(), Kind::Alias(_)));
    let is_registered = |row: &UnofficialName| {
        let mut ports = lookup(query).ports();
        ports.any(|ports| ports.contains(row.ports().first()))
    };
    row.filter(|row| !is_registered(row))
        .map(Unofficial::from)
        .into_iter()
        .collect()
}

/// The unofficial names with a port of these, on one of these transports, by port.
pub fn among(ports: PortRange, is_asked: impl Fn(Transport) -> bool) -> Vec<Unofficial> {
    let found: Vec<Unofficial> = unofficial::all()
        .filter(|row| row.ports().first() <= ports.last() && ports.first() <= row.ports().last())
        .filter(|row| row.transports().iter().any(|&on| is_asked(on)))
        .map(Unofficial::from)
        .collect();
    order::by(found, |row| order::ports(row.ports))
}
