//! Ports without a service, and what the registry says of them.

use ianaports::{PortRange, Record, Status, Transport, status, status_record};
use serde::Serialize;

use crate::order;

/// Ports without a service, on a transport: what the registry says of them, and the record that says so.
#[derive(Serialize)]
pub struct Vacant {
    pub ports: PortRange,
    pub transport: Transport,
    pub status: Status,
    pub record: Option<Record>,
}

/// Ports without a service that have the same status on the same transports.
pub struct Run {
    pub ports: PortRange,
    pub transports: Vec<Transport>,
    /// The name that a record without a service may have.
    pub name: Option<&'static str>,
    pub status: Status,
    /// What the registry says beyond the status, or nothing.
    pub reason: &'static str,
}

/// The ports without a service on a transport, in order: the longest runs of which one record says the same.
pub fn on(ports: PortRange, transport: Transport) -> Vec<Vacant> {
    let mut vacant: Vec<Vacant> = Vec::new();
    for port in ports {
        let (status, record) = (status(port, transport), status_record(port, transport));
        if status == Status::Assigned {
            continue;
        }
        match vacant.last_mut() {
            Some(run)
                if u32::from(run.ports.last()) + 1 == u32::from(port)
                    && (run.status, run.record) == (status, record) =>
            {
                run.ports = up_to(run.ports, port);
            }
            _ => vacant.push(Vacant {
                ports: port.into(),
                transport,
                status,
                record,
            }),
        }
    }
    vacant
}

/// The range that goes on to a port after it.
fn up_to(ports: PortRange, last: u16) -> PortRange {
    PortRange::new(ports.first(), last).unwrap_or(ports)
}

/// The ports without a service on any of the transports, in order.
pub fn runs(ports: PortRange, transports: &[Transport]) -> Vec<Run> {
    let (mut ended, mut open) = (Vec::new(), Vec::<Run>::new());
    for port in ports {
        let mut here: Vec<Run> = Vec::new();
        for &transport in transports {
            let (status, record) = (status(port, transport), status_record(port, transport));
            if status == Status::Assigned {
                continue;
            }
            let name = record.and_then(Record::name);
            let reason = reason(status, record);
            match here
                .iter_mut()
                .find(|run| (run.name, run.status, run.reason) == (name, status, reason))
            {
                Some(run) => run.transports.push(transport),
                None => here.push(Run {
                    ports: port.into(),
                    transports: vec![transport],
                    name,
                    status,
                    reason,
                }),
            }
        }
        for run in open {
            let is_next = |next: &Run| {
                (&next.transports, next.name, next.status, next.reason)
                    == (&run.transports, run.name, run.status, run.reason)
            };
            match here.iter_mut().find(|next| is_next(next)) {
                Some(next) => next.ports = up_to(run.ports, port),
                None => ended.push(run),
            }
        }
        open = here;
    }
    ended.extend(open);
    order::by(ended, |run| {
        let first = run.transports.first();
        let place = Transport::ALL.iter().position(|on| Some(on) == first);
        (order::ports(run.ports) << 8) | place.map_or(0, |place| place as u64)
    })
}

/// What the record says beyond the status: its note, else what it says of unauthorized use, else its description.
fn reason(status: Status, record: Option<Record>) -> &'static str {
    record.map_or("", |record| {
        let description = record.description();
        let more = !description.eq_ignore_ascii_case(status.as_str());
        record
            .notes()
            .or(record.unauthorized_use())
            .or(more.then_some(description))
            .unwrap_or("")
    })
}
