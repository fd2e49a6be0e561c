//! The services of a range of ports, found by a walk over the index of ports.

use crate::answer::{Answer, next_used_row};
use crate::layout::{On, TRANSPORTS, transport_index};
use crate::port_range::PortRange;
use crate::record::Record;

/// A walk over the index of ports, once for each transport and once for none stated.
#[derive(Clone)]
pub(crate) struct PortWalk {
    ports: PortRange,
    on: On,
    /// The index in [`TRANSPORTS`] of the transport of this pass; past the end when the walk has ended.
    pass: usize,
    port: u16,
    /// The index in the answer of `port`.
    at: usize,
}

impl PortWalk {
    #[inline]
    pub(crate) fn new(ports: PortRange, on: On) -> Self {
        Self {
            ports,
            on,
            pass: 0,
            port: ports.first(),
            at: 0,
        }
    }

    /// Whether a record is in the answer of a port of the range before `port`.
    #[inline]
    fn is_before(&self, record: Record, port: u16) -> bool {
        let from = record.first_port().unwrap_or(port).max(self.ports.first());
        (from..port).rev().any(|port| {
            let answer = Answer::of_port(port, self.on);
            (0..answer.len()).any(|at| answer.get(at) == Some(record))
        })
    }

    /// The position of a record in the walk, if the walk gives it: pass, port, and index in its answer.
    #[inline]
    pub(crate) fn position(&self, record: Record) -> Option<(usize, u16, usize)> {
        let own = record.ports()?;
        let first = own.first().max(self.ports.first());
        let last = own.last().min(self.ports.last());
        (first..=last).find_map(|port| {
            let answer = Answer::of_port(port, self.on);
            let at = (0..answer.len()).find(|&at| answer.get(at) == Some(record))?;
            Some((transport_index(record.transport()), port, at))
        })
    }

    /// Whether no record with the same ports comes before this one, which the walk gives.
    ///
    /// A record with the same ports is in the answer of the port at which this one comes: it states its transport, and
    /// has all of its ports on it; or both state none, and have the same transports at each port.
    #[inline]
    pub(crate) fn is_first_of_ports(&self, record: Record) -> bool {
        let pass = |record: Record| transport_index(record.transport());
        let Some((_, port, at)) = self.position(record) else {
            return false;
        };
        let answer = Answer::of_port(port, self.on);
        (0..answer.len()).all(|other| {
            answer.get(other).is_none_or(|found| {
                found.ports() != record.ports() || (pass(found), other) >= (pass(record), at)
            })
        })
    }

    /// The next record, and the walk after it. The walk is passed by value and this code is cold, so that
    /// a loop over a list or over all records has no part of it.
    #[cold]
    #[inline]
    pub(crate) fn next(mut self) -> (Self, Option<Record>) {
        while let Some(&pass) = TRANSPORTS.get(self.pass) {
            let mut answer = Answer::of_port(self.port, self.on);
            loop {
                while let Some(record) = answer.get(self.at) {
                    self.at += 1;
                    if record.transport() == pass && !self.is_before(record, self.port) {
                        return (self, Some(record));
                    }
                }
                self.at = 0;
                let last = self.ports.last();
                let next = self.port.checked_add(1).filter(|&port| port <= last);
                match next.and_then(|port| next_used_row(port, last)) {
                    Some(port) => self.port = port,
                    None => break,
                }
                answer = Answer::of_port(self.port, self.on);
            }
            self.pass += 1;
            self.port = self.ports.first();
        }
        (self, None)
    }
}
