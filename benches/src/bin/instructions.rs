//! Instructions an operation, counted by callgrind and repeatable to the digit.
//!
//! It starts itself under valgrind once a row and prints the counts. With `--check` it compares them
//! with the committed ones, and fails where one has risen by over 5 % or is past its bound; with
//! `--write` the counts of this run become the committed ones. A count is
//! of everything between a function's entry and its return that does the operation and nothing else.

use std::{
    collections::BTreeMap,
    env,
    error::Error,
    fs,
    hint::black_box,
    process::{Command, ExitCode},
};

use benches::queries;
use ianaports::{
    PortRange, Query, Record, Status, Transport, lookup, name_number, name_with_number, names,
    overlay, overlay::Overlay, port, records, service_name, status, status_record,
};

/// How far a count may rise before `--check` fails.
const TOLERANCE: f64 = 1.05;

/// How much more the first record of a name may take than the index of names by itself. (That of
/// ports is part of every look-up of a port, and has the bound of the whole.)
const MOST_OVER_INDEX: f64 = 5.5;
const RECORD_OF_NAME: &str = "lookup_name_transport/registered";
const QUERIES_ONLY: &str = "queries";
const INDEX_OF_NAMES: &str = "lookup_name_transport/index_alone";

const BASELINE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/instructions.txt");

/// The operations; callgrind counts inside of these functions alone.
mod counted {
    use super::*;

    #[inline(never)]
    pub fn name_of_port(port: u16, transport: Transport) -> Option<&'static str> {
        service_name(port, transport)
    }

    #[inline(never)]
    pub fn name_of_packet(port: u16, protocol: u8) -> Option<&'static str> {
        Transport::from_protocol_number(protocol)
            .and_then(|transport| service_name(port, transport))
    }

    #[inline(never)]
    pub fn number_of_port(port: u16, transport: Transport) -> Option<u16> {
        name_number(port, transport)
    }

    #[inline(never)]
    pub fn name_of_number(number: u16) -> Option<&'static str> {
        name_with_number(number)
    }

    #[inline(never)]
    pub fn record_of_port(port: u16, transport: Transport) -> Option<Record> {
        lookup((port, transport)).first()
    }

    #[inline(never)]
    pub fn record_of_port_by_any_transport(port: u16) -> Option<Record> {
        lookup(port).first()
    }

    #[inline(never)]
    pub fn status_of_port(port: u16, transport: Transport) -> Status {
        status(port, transport)
    }

    #[inline(never)]
    pub fn port_of_name(name: &str, transport: Transport) -> Option<u16> {
        lookup((name, transport)).first_port()
    }

    #[inline(never)]
    pub fn port_of_name_const(name: &str, transport: Transport) -> Option<u16> {
        port(name, transport)
    }

    #[inline(never)]
    pub fn record_of_name(name: &str, transport: Transport) -> Option<Record> {
        lookup((name, transport)).first()
    }

    #[inline(never)]
    pub fn record_of_name_by_any_transport(name: &str) -> Option<Record> {
        lookup(name).first()
    }

    #[inline(never)]
    pub fn first_of_range(ports: PortRange) -> Option<Record> {
        lookup(ports).first()
    }

    #[inline(never)]
    pub fn first_of_query(query: Query) -> Option<Record> {
        lookup(query).first()
    }

    #[inline(never)]
    pub fn own_name_of_port(port: u16, transport: Transport) -> Option<&'static str> {
        OWN.service_name(port, transport)
    }

    #[inline(never)]
    pub fn port_of_own_name(name: &str, transport: Transport) -> Option<u16> {
        OWN.port(name, transport)
    }

    #[inline(never)]
    pub fn scan() -> usize {
        let size = |record: Record| {
            let ports = record.ports().map_or(0, |ports| usize::from(ports.last()));
            let transport = record.transport().map_or(0, |transport| transport as usize);
            record.name().map_or(0, str::len) + ports + transport
        };
        records().into_iter().map(size).sum()
    }
}

/// A hundred entries: every 600th port, on TCP and on UDP by turns.
static OWN: Overlay = {
    macro_rules! tens {
        ($($tens:literal)*) => {
            overlay! {
                $(
                    ($tens * 6000) / tcp => (concat!("own-", $tens, 0)),
                    ($tens * 6000 + 600) / udp => (concat!("own-", $tens, 1)),
                    ($tens * 6000 + 1200) / tcp => (concat!("own-", $tens, 2)),
                    ($tens * 6000 + 1800) / udp => (concat!("own-", $tens, 3)),
                    ($tens * 6000 + 2400) / tcp => (concat!("own-", $tens, 4)),
                    ($tens * 6000 + 3000) / udp => (concat!("own-", $tens, 5)),
                    ($tens * 6000 + 3600) / tcp => (concat!("own-", $tens, 6)),
                    ($tens * 6000 + 4200) / udp => (concat!("own-", $tens, 7)),
                    ($tens * 6000 + 4800) / tcp => (concat!("own-", $tens, 8)),
                    ($tens * 6000 + 5400) / udp => (concat!("own-", $tens, 9)),
                )*
            }
        };
    }
    tens!(0 1 2 3 4 5 6 7 8 9)
};

/// A row of the table: asks its queries, and tells how many they were.
struct Row {
    name: &'static str,
    run: fn() -> usize,
    /// The queries without the operation, where only the index by itself is counted, which the
    /// queries ask too.
    queries: Option<fn() -> usize>,
    bound: Option<f64>,
}

const fn row(name: &'static str, run: fn() -> usize) -> Row {
    Row {
        name,
        run,
        queries: None,
        bound: None,
    }
}

impl Row {
    const fn at_most(mut self, bound: f64) -> Row {
        self.bound = Some(bound);
        self
    }

    const fn of_index_alone(mut self, queries: fn() -> usize) -> Row {
        self.queries = Some(queries);
        self
    }
}

fn ask<K: Copy, T: Copy, A>(queries: Vec<(K, T)>, operation: fn(K, T) -> A) -> usize {
    for &(key, on) in &queries {
        black_box(operation(key, on));
    }
    queries.len()
}

/// The same where no transport is asked for.
fn ask_any<K: Copy, T: Copy, A>(queries: Vec<(K, T)>, operation: fn(K) -> A) -> usize {
    for &(key, _) in &queries {
        black_box(operation(key));
    }
    queries.len()
}

fn any_port() -> Vec<(u16, Transport)> {
    let ports = 0..=u16::MAX;
    let keys = ports.flat_map(|port| benches::TRANSPORTS.map(|transport| (port, transport)));
    keys.collect()
}

/// The ports whose status some record states, or none does; each with its transport.
fn by_status(wanted: fn(Status, Option<Record>) -> bool) -> Vec<(u16, Transport)> {
    let mut ports = any_port();
    ports.retain(|&(port, on)| wanted(status(port, on), status_record(port, on)));
    ports
}

fn ports_without_own_name() -> Vec<(u16, Transport)> {
    let mut ports = any_port();
    ports.retain(|&(port, on)| OWN.service_name(port, on).is_none());
    ports
}

const ROWS: &[Row] = &[
    row("service_name/registered", || {
        ask(queries::registered_ports(), counted::name_of_port)
    })
    .at_most(42.0),
    row("service_name/any_port", || {
        ask(any_port(), counted::name_of_port)
    }),
    row("service_name/packets", || {
        let packets = queries::packets().into_iter();
        let packets = packets.map(|(protocol, port)| (port, protocol));
        ask(packets.collect(), counted::name_of_packet)
    })
    .at_most(41.0),
    row("name_number/registered", || {
        ask(queries::registered_ports(), counted::number_of_port)
    }),
    row("name_with_number/each", || {
        let numbers = (0..names().len()).map(|number| (number as u16, ()));
        ask_any(numbers.collect(), counted::name_of_number)
    }),
    row("lookup_port_transport/registered", || {
        ask(queries::registered_ports(), counted::record_of_port)
    }),
    row("lookup_port_transport/any_port", || {
        ask(any_port(), counted::record_of_port)
    })
    .at_most(14.5),
    row("lookup_port/any_port", || {
        ask_any(any_port(), counted::record_of_port_by_any_transport)
    }),
    row("status/any_port", || {
        ask(any_port(), counted::status_of_port)
    }),
    // The paths of `status`. A count without a fraction is that of every port on the path.
    row("status/assigned", || {
        let ports = by_status(|found, _| found == Status::Assigned);
        ask(ports, counted::status_of_port)
    })
    .at_most(68.0),
    row("status/recorded", || {
        let ports = by_status(|found, record| found != Status::Assigned && record.is_some());
        ask(ports, counted::status_of_port)
    })
    .at_most(68.0),
    row("status/dynamic", || {
        let ports = by_status(|found, _| found == Status::Dynamic);
        ask(ports, counted::status_of_port)
    })
    .at_most(68.0),
    row("status/not_recorded", || {
        let ports = by_status(|found, record| found == Status::Unassigned && record.is_none());
        ask(ports, counted::status_of_port)
    })
    .at_most(68.0),
    row("lookup_name_transport_port/registered", || {
        ask(queries::registered_names(), counted::port_of_name)
    })
    .at_most(86.0),
    row("lookup_name_transport_port/mixed_case", || {
        ask(queries::mixed_case_names(), counted::port_of_name)
    }),
    row("lookup_name_transport_port/missing", || {
        ask(queries::missing_names(), counted::port_of_name)
    }),
    row("port/registered", || {
        ask(queries::registered_names(), counted::port_of_name_const)
    }),
    row(RECORD_OF_NAME, || {
        ask(queries::registered_names(), counted::record_of_name)
    }),
    row(INDEX_OF_NAMES, || {
        ask(queries::registered_names(), counted::record_of_name)
    })
    .of_index_alone(|| queries::registered_names().len()),
    row("lookup_name/registered", || {
        ask_any(
            queries::registered_names(),
            counted::record_of_name_by_any_transport,
        )
    }),
    row("lookup_range/dynamic", || {
        black_box(counted::first_of_range(PortRange::DYNAMIC));
        1
    }),
    row("lookup_query/registered", || {
        let queries = queries::registered_ports().into_iter();
        let queries: Vec<Query> = queries
            .map(|(port, transport)| format!("{port}/{transport}").parse().unwrap())
            .collect();
        for &query in &queries {
            black_box(counted::first_of_query(query));
        }
        queries.len()
    }),
    row("overlay_service_name/missing", || {
        ask(ports_without_own_name(), counted::own_name_of_port)
    })
    .at_most(44.0),
    row("overlay_port/missing", || {
        ask(queries::registered_names(), counted::port_of_own_name)
    })
    .at_most(54.0),
    row("records/each", || {
        black_box(counted::scan());
        records().len()
    }),
];

fn main() -> ExitCode {
    let argument = env::args().nth(1);
    let result = match argument.as_deref() {
        None | Some("--check" | "--write") => {
            report(argument.as_deref()).map_err(|error| error.to_string())
        }
        Some(name) => match ROWS.iter().find(|row| row.name == name) {
            Some(row) => {
                let queries_only = env::args().nth(2).as_deref() == Some(QUERIES_ONLY);
                let run = row.queries.filter(|_| queries_only).unwrap_or(row.run);
                println!("{}", run());
                Ok(())
            }
            None => Err(format!(
                "usage: instructions [--check | --write], not {name}"
            )),
        },
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn report(mode: Option<&str>) -> Result<(), Box<dyn Error>> {
    let committed = match mode {
        Some("--check") => baseline()?,
        _ => BTreeMap::new(),
    };
    let mut written = String::new();
    let mut failed = false;
    let mut counts = BTreeMap::new();
    for row in ROWS {
        let count = count(row)?;
        counts.insert(row.name, count);
        let mut line = format!("{:<40}{count:>8.2}", row.name);
        written.push_str(&line);
        written.push('\n');
        if let Some(&before) = committed.get(row.name) {
            let risen = count > before * TOLERANCE;
            failed |= risen;
            let verdict = if risen { "RISEN from" } else { "committed" };
            line.push_str(&format!("  {verdict} {before:.2}"));
        }
        if let Some(bound) = row.bound {
            let past = count > bound;
            failed |= past;
            let verdict = if past { "PAST" } else { "within" };
            line.push_str(&format!("  {verdict} its bound {bound}"));
        }
        println!("{line}");
    }
    let over_index = counts[RECORD_OF_NAME] - counts[INDEX_OF_NAMES];
    failed |= over_index > MOST_OVER_INDEX;
    println!(
        "the first record of a name: {over_index:.2} over the index; its bound {MOST_OVER_INDEX}"
    );
    if mode == Some("--write") {
        fs::write(BASELINE, written)?;
    }
    if failed && mode == Some("--check") {
        return Err("a count has risen by over 5 %, or is past its bound".into());
    }
    Ok(())
}

fn baseline() -> Result<BTreeMap<String, f64>, Box<dyn Error>> {
    let text = fs::read_to_string(BASELINE)
        .map_err(|error| format!("{BASELINE}: {error}; make it with --write"))?;
    text.lines()
        .map(|line| {
            let (name, count) = line.split_once(' ').ok_or("a line is a name and a count")?;
            Ok((name.to_owned(), count.trim().parse()?))
        })
        .collect()
}

/// Instructions an operation of the row.
fn count(row: &Row) -> Result<f64, Box<dyn Error>> {
    let Some(_) = row.queries else {
        let (instructions, operations) = collect("instructions::counted::*", &[row.name])?;
        return Ok(instructions / operations);
    };
    let index = "ianaports::answer::Answer::of_name";
    let (all, operations) = collect(index, &[row.name])?;
    let (before, _) = collect(index, &[row.name, QUERIES_ONLY])?;
    Ok((all - before) / operations)
}

/// The instructions inside of a function, of this program started with these arguments, and how
/// many operations it says it has done.
fn collect(function: &str, arguments: &[&str]) -> Result<(f64, f64), Box<dyn Error>> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(format!("--toggle-collect={function}"))
        .arg(env::current_exe()?)
        .args(arguments)
        .output()
        .map_err(|error| format!("valgrind is needed, and cannot be started: {error}"))?;
    let messages = String::from_utf8_lossy(&output.stderr);
    let instructions = messages
        .lines()
        .find_map(|line| line.split_once("Collected :"))
        .ok_or_else(|| format!("{arguments:?}: callgrind says\n{messages}"))?
        .1;
    let instructions: f64 = instructions.trim().parse()?;
    if instructions == 0.0 {
        return Err(format!("{arguments:?}: {function} is never called").into());
    }
    let operations = String::from_utf8(output.stdout)?.trim().parse()?;
    Ok((instructions, operations))
}
