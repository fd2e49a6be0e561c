//! What the registry says to a query.

use ianaports::{PortRange, Query, Record, Transport, lookup};
use serde::Serialize;

use crate::hints::Hints;
use crate::merged::{Merged, is_same_record};
use crate::order;
use crate::unofficial::{self, Unofficial};
use crate::vacant::{self, Run, Vacant};

/// Whether there is an answer: for a port always, for a name only if the registry has it as it was asked.
pub fn is_known(query: Query) -> bool {
    query.ports().is_some() || !lookup(query).is_empty()
}

fn asked_transports(query: Query) -> Vec<Transport> {
    query
        .transport()
        .map_or(Transport::ALL.to_vec(), |one| vec![one])
}

/// What programs read.
#[derive(Serialize)]
pub struct Answer {
    query: Query,
    records: Vec<Record>,
    vacant: Vec<Vacant>,
    unofficial: Vec<Unofficial>,
    hints: Option<Hints>,
}

impl Answer {
    /// The answer, with the ports that have no service, or with services alone.
    pub fn to(query: Query, services_only: bool) -> Self {
        let mut vacant = Vec::new();
        if let Some(ports) = query.ports().filter(|_| !services_only) {
            for transport in asked_transports(query) {
                vacant.extend(vacant::on(ports, transport));
            }
        }
        let hints = Hints::to(query);
        Self {
            query,
            records: lookup(query).iter().collect(),
            vacant,
            unofficial: unofficial::beside(query),
            hints: (!is_known(query) || !hints.is_empty()).then_some(hints),
        }
    }
}

/// What is found, for a person.
pub enum Found {
    /// A service.
    Service(Merged),
    /// Ports without one.
    Vacant(Run),
}

/// The services by port, of which records that are the same to a person are one, and in between the ports without
/// one, unless only services are asked for.
pub fn found(
    query: Query,
    services_only: bool,
    is_same: impl Fn(Record, Record) -> bool,
) -> Vec<Found> {
    let services = Merged::all(lookup(query).iter(), is_same).into_iter();
    // What began before the ports that are asked for comes first.
    let mut found: Vec<_> = services
        .map(|merged| (place(merged.record.ports()), Found::Service(merged)))
        .collect();
    if let Some(ports) = query.ports().filter(|_| !services_only) {
        let runs = vacant::runs(ports, &asked_transports(query)).into_iter();
        found.extend(runs.map(|run| (place(Some(run.ports)), Found::Vacant(run))));
    }
    order::by(found, |&(place, _)| place)
        .into_iter()
        .map(|(_, found)| found)
        .collect()
}

/// The records whole: the services, and of ports without one the records that say why, each once, unless only services
/// are asked for.
pub fn whole(query: Query, services_only: bool) -> Vec<Merged> {
    let mut records: Vec<_> = lookup(query).iter().collect();
    if let Some(ports) = query.ports().filter(|_| !services_only) {
        let vacant = asked_transports(query)
            .into_iter()
            .flat_map(|on| vacant::on(ports, on));
        records.extend(vacant.filter_map(|vacant| vacant.record));
    }
    let merged = Merged::all(records.into_iter(), is_same_record);
    order::by(merged, |merged| place(merged.record.ports()))
}

/// By port; what has none comes last.
fn place(ports: Option<PortRange>) -> u64 {
    ports.map_or(u64::MAX, |ports| ports.first().into())
}
