//! What the registry says to a query.

use ianaports::{PortRange, Query, Record, Transport, lookup};
use serde::Serialize;

use crate::hints::Hints;
use crate::merged::{Merged, is_same_record, is_same_row};
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
    hints: Option<Hints>,
}

impl Answer {
    pub fn to(query: Query) -> Self {
        let mut vacant = Vec::new();
        for transport in query
            .ports()
            .map_or(Vec::new(), |_| asked_transports(query))
        {
            vacant.extend(vacant::on(
                query.ports().unwrap_or(PortRange::ALL),
                transport,
            ));
        }
        let hints = Hints::to(query);
        Self {
            query,
            records: lookup(query).iter().collect(),
            vacant,
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

/// The services and the ports without one, by port.
pub fn found(query: Query) -> Vec<Found> {
    let services = Merged::all(lookup(query).iter(), is_same_row).into_iter();
    // What began before the ports that are asked for comes first.
    let mut found: Vec<_> = services
        .map(|merged| (place(merged.record.ports()), Found::Service(merged)))
        .collect();
    if let Some(ports) = query.ports() {
        let runs = vacant::runs(ports, &asked_transports(query)).into_iter();
        found.extend(runs.map(|run| (place(Some(run.ports)), Found::Vacant(run))));
    }
    found.sort_by_key(|&(place, _)| place);
    found.into_iter().map(|(_, found)| found).collect()
}

/// The records whole: the services, and of ports without one the records that say why, each once.
pub fn whole(query: Query) -> Vec<Merged> {
    let mut records: Vec<_> = lookup(query).iter().collect();
    if let Some(ports) = query.ports() {
        let vacant = asked_transports(query)
            .into_iter()
            .flat_map(|on| vacant::on(ports, on));
        records.extend(vacant.filter_map(|vacant| vacant.record));
    }
    let mut merged = Merged::all(records.into_iter(), is_same_record);
    merged.sort_by_key(|merged| place(merged.record.ports()));
    merged
}

/// By port; what has none comes last.
fn place(ports: Option<PortRange>) -> (bool, Option<u16>) {
    (ports.is_none(), ports.map(PortRange::first))
}
