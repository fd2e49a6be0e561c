//! `ianaports QUERY...`: what the registry says to what a person types.

use std::collections::HashMap;
use std::io::{self, Write};
use std::process::ExitCode;

use ianaports::{PortRange, PortStatus, Query, Record, Status, Transport, lookup, status};
use serde::Serialize;

use crate::args;
use crate::hints::Hints;
use crate::print::{self, Row, Screen, Text};

pub fn run(arguments: &args::Lookup, screen: &mut Screen) -> io::Result<ExitCode> {
    let mut code = ExitCode::SUCCESS;
    for (at, &query) in arguments.queries.iter().enumerate() {
        if !is_known(query) {
            code = ExitCode::FAILURE;
        }
        if arguments.json {
            serde_json::to_writer(&mut *screen, &Answer::to(query))?;
            writeln!(screen)?;
            continue;
        }
        if at > 0 {
            writeln!(screen)?;
        }
        screen.heading(&query.to_string())?;
        if arguments.long {
            for merged in long(query) {
                print::record(&merged, screen)?;
            }
        } else {
            Row::print_all(&rows(query), screen)?;
        }
        Hints::to(query).print(query, screen)?;
    }
    Ok(code)
}

/// Whether there is an answer: for a port always, for a name only if the registry has it as it was asked.
fn is_known(query: Query) -> bool {
    query.ports().is_some() || !lookup(query).is_empty()
}

fn asked_transports(query: Query) -> Vec<Transport> {
    query
        .transport()
        .map_or(Transport::ALL.to_vec(), |one| vec![one])
}

/// What programs read.
#[derive(Serialize)]
struct Answer {
    query: Query,
    records: Vec<Record>,
    vacant: Vec<Vacant>,
    hints: Option<Hints>,
}

/// Ports without a service, on a transport: what the registry says of them, and the record that says so.
#[derive(Serialize)]
struct Vacant {
    ports: PortRange,
    transport: Transport,
    status: Status,
    record: Option<Record>,
}

impl Answer {
    fn to(query: Query) -> Self {
        let mut vacant = Vec::new();
        for transport in query
            .ports()
            .map_or(Vec::new(), |_| asked_transports(query))
        {
            vacant.extend(vacant_on(
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

fn vacant_on(ports: PortRange, transport: Transport) -> Vec<Vacant> {
    let mut vacant: Vec<Vacant> = Vec::new();
    for port in ports {
        let (status, record) = {
            let status = status(port, transport);
            (status.kind(), status.record())
        };
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

/// Records that differ in nothing that is shown but their transport.
pub struct Merged {
    pub record: Record,
    pub transports: Vec<Option<Transport>>,
}

impl Merged {
    /// Merges those that are the same to a person.
    pub fn all(
        records: impl Iterator<Item = Record>,
        is_same: impl Fn(Record, Record) -> bool,
    ) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        // Where those of a name and ports are: a range may have thousands.
        let mut places: HashMap<_, Vec<usize>> = HashMap::new();
        for record in records {
            let transport = record.transport();
            let places = places.entry((record.name(), record.ports())).or_default();
            match places
                .iter()
                .find(|&&place| is_same(all[place].record, record))
            {
                // A name may have two records that say the same on one transport.
                Some(&place) if all[place].transports.contains(&transport) => {}
                Some(&place) => all[place].transports.push(transport),
                None => {
                    places.push(all.len());
                    all.push(Self {
                        record,
                        transports: vec![transport],
                    });
                }
            }
        }
        all
    }

    /// The same among neighbours alone: the order says something.
    pub fn all_neighbours(
        records: &[Record],
        is_same: impl Fn(Record, Record) -> bool,
    ) -> Vec<Self> {
        let groups = records.chunk_by(|&a, &b| is_same(a, b));
        groups
            .flat_map(|group| Self::all(group.iter().copied(), &is_same))
            .collect()
    }
}

/// Whether two records have the same row in a table but for the transport.
pub fn is_same_row(a: Record, b: Record) -> bool {
    let names = |record: Record| record.aliases().filter_map(Record::name);
    (a.name(), a.ports(), a.description(), a.status())
        == (b.name(), b.ports(), b.description(), b.status())
        && a.alias_of().and_then(Record::name) == b.alias_of().and_then(Record::name)
        && names(a).eq(names(b))
}

/// Whether two records are the same in every column but the transport.
fn is_same_record(a: Record, b: Record) -> bool {
    is_same_row(a, b)
        && a.assignees().eq(b.assignees())
        && a.contacts().eq(b.contacts())
        && a.references().eq(b.references())
        && (
            a.registration_date(),
            a.modification_date(),
            a.service_code(),
            a.unauthorized_use(),
            a.notes(),
        ) == (
            b.registration_date(),
            b.modification_date(),
            b.service_code(),
            b.unauthorized_use(),
            b.notes(),
        )
        && a.service_type().is_some() == b.service_type().is_some()
}

/// The services, and of ports without one the records that say why, each once.
fn long(query: Query) -> Vec<Merged> {
    let mut records: Vec<_> = lookup(query).iter().collect();
    if let Some(ports) = query.ports() {
        let vacant = asked_transports(query)
            .into_iter()
            .flat_map(|on| vacant_on(ports, on));
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

/// The rows for a person: services and free ports, by port.
fn rows(query: Query) -> Vec<Row> {
    let mut rows: Vec<_> = Merged::all(lookup(query).iter(), is_same_row)
        .into_iter()
        .map(|merged| {
            let record = merged.record;
            let row = Row {
                name: record.name().unwrap_or("-").to_string(),
                ports: record
                    .ports()
                    .map_or("-".to_string(), |ports| ports.to_string()),
                transports: print::transports(&merged.transports),
                text: print::service(record),
            };
            // What began before the ports that are asked for comes first.
            (place(record.ports()), row)
        })
        .collect();
    if let Some(ports) = query.ports() {
        rows.extend(vacant_rows(ports, &asked_transports(query)));
    }
    rows.sort_by_key(|&(place, _)| place);
    rows.into_iter().map(|(_, row)| row).collect()
}

type Place = (bool, Option<u16>);

/// Runs of ports without a service that have the same status on the same transports.
fn vacant_rows(ports: PortRange, transports: &[Transport]) -> Vec<(Place, Row)> {
    struct Run {
        ports: PortRange,
        transports: Vec<Option<Transport>>,
        name: Option<&'static str>,
        text: (Status, &'static str),
    }
    let (mut ended, mut open) = (Vec::new(), Vec::<Run>::new());
    for port in ports {
        let mut here: Vec<Run> = Vec::new();
        for &transport in transports {
            let says = status(port, transport);
            if says == Status::Assigned {
                continue;
            }
            let name = says.record().and_then(Record::name);
            let text = (says.kind(), reason(says));
            match here
                .iter_mut()
                .find(|run| (run.name, run.text) == (name, text))
            {
                Some(run) => run.transports.push(Some(transport)),
                None => here.push(Run {
                    ports: port.into(),
                    transports: vec![Some(transport)],
                    name,
                    text,
                }),
            }
        }
        for run in open {
            let is_next = |next: &Run| {
                (&next.transports, next.name, next.text) == (&run.transports, run.name, run.text)
            };
            match here.iter_mut().find(|next| is_next(next)) {
                Some(next) => next.ports = up_to(run.ports, port),
                None => ended.push(run),
            }
        }
        open = here;
    }
    ended.extend(open);
    ended.sort_by_key(|run| (run.ports, run.transports.first().copied()));
    let row = |run: Run| {
        let (status, reason) = run.text;
        let text = match reason {
            "" => Text::note(status.as_str()),
            reason => Text::note(format!("{status}: {reason}")),
        };
        let row = Row {
            name: run.name.unwrap_or("-").to_string(),
            ports: run.ports.to_string(),
            transports: print::transports(&run.transports),
            text,
        };
        (place(Some(run.ports)), row)
    };
    ended.into_iter().map(row).collect()
}

/// What the record says beyond the status: its note, else what it says of unauthorized use, else its description.
fn reason(status: PortStatus) -> &'static str {
    status.record().map_or("", |record| {
        let description = record.description();
        let more = !description.eq_ignore_ascii_case(status.kind().as_str());
        record
            .notes()
            .or(record.unauthorized_use())
            .or(more.then_some(description))
            .unwrap_or("")
    })
}
