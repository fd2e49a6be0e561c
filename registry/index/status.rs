//! The record that decides the status of a port without a service.

use super::super::check::Record;
use super::super::layout::{PORTS_A_WORD, TRANSPORTS, UNSTATED, begin};
use super::super::status::Status;
use super::super::tables::{Column, Tables};
use super::answers::{Answers, Lists};
use super::facts::{is_service, ports_of, stated_place};

/// For each port and each of `TRANSPORTS`: whether it has a service; and of the other records, the rank and
/// the number of the one that wins.
pub struct Decisions {
    assigned: Vec<[bool; TRANSPORTS.len()]>,
    winners: Vec<[(u8, u32); TRANSPORTS.len()]>,
}

impl Decisions {
    pub fn new(records: &[Record]) -> Self {
        let rank = |status| match status {
            Status::Assigned | Status::Reserved => 0,
            Status::DeAssigned => 1,
            Status::Unassigned | Status::Dynamic => 2,
        };
        let mut assigned = vec![[false; TRANSPORTS.len()]; 1 << 16];
        let mut winners = vec![[(u8::MAX, 0); TRANSPORTS.len()]; 1 << 16];
        for (number, record) in records.iter().enumerate() {
            let stated = stated_place(record);
            let candidate = (rank(record.status), number as u32);
            for port in ports_of(record) {
                if is_service(record) {
                    assigned[port][stated] = true;
                } else if candidate.0 < winners[port][stated].0 {
                    winners[port][stated] = candidate;
                }
            }
        }
        Self { assigned, winners }
    }

    /// The decision for a port on each transport.
    pub fn of(&self, port: u16) -> [Decision; UNSTATED] {
        let at = usize::from(port);
        let mut decisions = [Decision::None; UNSTATED];
        for (transport, decision) in decisions.iter_mut().enumerate() {
            // Where a record states the transport, the records that state none do not count.
            for stated in [transport, UNSTATED] {
                let (rank, number) = self.winners[at][stated];
                if self.assigned[at][stated] {
                    *decision = Decision::Service;
                } else if rank < u8::MAX {
                    *decision = Decision::Record(number);
                }
                if !matches!(*decision, Decision::None) {
                    break;
                }
            }
        }
        decisions
    }
}

/// Runs of ports: which records, none of them a service, decide the status on each transport.
pub fn index(tables: &mut Tables, records: &[Record]) {
    let decided = Decisions::new(records);
    let mut runs: Vec<[Decision; UNSTATED]> = Vec::new();
    let mut words = vec![0; (1 << 16) / PORTS_A_WORD];
    let mut before = Vec::new();
    for port in 0..=u16::MAX {
        let at = usize::from(port);
        let decisions = decided.of(port);
        let extended = runs.last_mut().is_some_and(|run| extend(run, &decisions));
        if !extended {
            if port > 0 {
                words[at / PORTS_A_WORD] |= begin(port);
            }
            runs.push(decisions);
        }
        if at % PORTS_A_WORD == PORTS_A_WORD - 1 {
            let begun = words[at / PORTS_A_WORD].count_ones();
            before.push(runs.len() as u32 - 1 - begun);
        }
    }

    let mut answers = Answers::default();
    let (mut bases, mut shapes) = (Vec::new(), Vec::new());
    for run in &runs {
        let mut lists = Lists::default();
        for (list, decision) in lists.iter_mut().zip(run) {
            if let Decision::Record(number) = decision {
                list.push(*number);
            }
        }
        let base = lists.iter().flatten().min().copied().unwrap_or_default();
        bases.push(base);
        shapes.push(answers.number(base, &lists));
    }
    let halves = words
        .iter()
        .flat_map(|word: &u64| [*word as u32, (word >> 32) as u32]);
    let columns = vec![
        Column::new("STATUS_FIRST", answers.mask_and_add()),
        Column::new("STATUS_SHAPE", shapes),
        Column::new("STATUS_BASE", bases),
        Column::new("STATUS_BEFORE", before),
        Column::new("STATUS_BEGINS", halves.collect()),
    ];
    tables.indexes.push(("STATUS_INDEX", columns));
}

/// The decision on the status of a port on a transport.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// A service. The index of ports finds it first, so that any run may contain the port.
    Service,
    Record(u32),
    /// No record.
    None,
}

/// Extends a run by a port, if the same records decide.
fn extend(run: &mut [Decision; UNSTATED], port: &[Decision; UNSTATED]) -> bool {
    let agree = |(a, b): (&Decision, &Decision)| {
        a == b || *a == Decision::Service || *b == Decision::Service
    };
    if !run.iter().zip(port).all(agree) {
        return false;
    }
    for (decision, port) in run.iter_mut().zip(port) {
        if *decision == Decision::Service {
            *decision = *port;
        }
    }
    true
}
