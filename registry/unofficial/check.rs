//! The rows and the services that a registry has on their ports.

use super::super::check::{Record, Registry};
use super::super::error::{Error, Place, Problem};
use super::super::index::order::order;
use super::super::index::ports::Services;
use super::super::index::status::{Decision, Decisions};
use super::super::layout::transport_index;
use super::super::status::Status;
use super::super::transport::Transport;
use super::read::{Row, shown};

/// The rows, apart by whether the registry agrees with them.
pub struct Checked<'a> {
    pub rows: Vec<&'a Row>,
    /// With what the registry says.
    pub withdrawn: Vec<(&'a Row, Error)>,
    pub there: There<'a>,
}

/// What a registry has on a port and a transport, by the index of its ports and that of their status.
pub struct There<'a> {
    pub records: &'a [Record],
    services: Services,
    decisions: Decisions,
}

impl<'a> There<'a> {
    fn new(registry: &'a Registry) -> Self {
        let records = &registry.records;
        Self {
            records,
            services: Services::new(records, &order(registry)),
            decisions: Decisions::new(records),
        }
    }

    /// The services, in the order of an answer.
    pub fn services(&self, port: u16, transport: Transport) -> Vec<&'a Record> {
        self.services.of(self.records, port, transport)
    }

    /// The status.
    pub fn status(&self, port: u16, transport: Transport) -> Status {
        match self.decisions.of(port)[transport_index(Some(transport))] {
            Decision::Service => Status::Assigned,
            Decision::Record(number) => self.records[number as usize].status,
            Decision::None if port < 49152 => Status::Unassigned,
            Decision::None => Status::Dynamic,
        }
    }
}

/// Holds the rows against a registry: no row has a name that IANA has registered on one of its ports and
/// transports, and an alias stands for a service that IANA has on all of them.
pub fn check<'a>(rows: &'a [Row], registry: &'a Registry) -> Checked<'a> {
    let mut checked = Checked {
        rows: Vec::new(),
        withdrawn: Vec::new(),
        there: There::new(registry),
    };
    for row in rows {
        match contradiction(row, &checked.there) {
            None => checked.rows.push(row),
            Some(problem) => checked
                .withdrawn
                .push((row, problem.at(Place::line(row.line)))),
        }
    }
    checked
}

fn contradiction(row: &Row, there: &There) -> Option<Problem> {
    let Row { name, what, .. } = row;
    for &transport in row.transports {
        for port in row.ports.0..=row.ports.1 {
            let place = || shown((port, port), &[transport]);
            let mut is_alias = !row.is_alias();
            for record in there.services(port, transport) {
                let Some(registered) = &record.name else {
                    continue;
                };
                if registered.eq_ignore_ascii_case(name) {
                    return Some(Problem::Relation {
                        statement: format!("`{name}` is unofficial on {}", place()),
                        why: format!("IANA has registered the name there (line {})", record.line),
                        expected: "no row for it".to_owned(),
                    });
                }
                is_alias |= registered == what;
            }
            if !is_alias {
                return Some(Problem::Relation {
                    statement: format!("`{name}` is an alias of `{what}`"),
                    why: format!("IANA has no service of that name on {}", place()),
                    expected: "the name of a service there, or a server".to_owned(),
                });
            }
        }
    }
    None
}
