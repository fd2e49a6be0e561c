//! The flow file as CSV, and what the crate answers over it: what the engines are held against.
//!
//! ```text
//! flows csv ROWS > flows.csv          writes the file
//! flows name flows.csv > named.csv    names its rows: one line for each protocol and port
//! ```

use std::collections::HashMap;
use std::error::Error;
use std::hint::black_box;
use std::io::{self, BufWriter};
use std::process::ExitCode;

use cpu_time::ProcessTime;
use flows::flow;
use ianaports::{Transport, service_name};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments[..] {
        ["csv", rows] => rows.parse().map_err(Into::into).and_then(write),
        ["name", file] => name(file),
        _ => Err("usage: flows csv ROWS | flows name FILE.csv".into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("flows: {error}");
            ExitCode::FAILURE
        }
    }
}

fn write(rows: u64) -> Result<(), Box<dyn Error>> {
    let mut out = csv::Writer::from_writer(BufWriter::new(io::stdout().lock()));
    out.write_record(["protocol", "port", "bytes"])?;
    for n in 0..rows {
        let flow = flow(n);
        out.serialize((flow.protocol, flow.port, flow.bytes))?;
    }
    Ok(out.flush()?)
}

/// The name of a row: nothing where a value is missing, or the protocol has no ports.
fn named(protocol: Option<u8>, port: Option<u16>) -> Option<&'static str> {
    service_name(port?, Transport::from_protocol_number(protocol?)?)
}

fn name(file: &str) -> Result<(), Box<dyn Error>> {
    type Row = (Option<u8>, Option<u16>, u64);
    let rows = csv::Reader::from_path(file)?
        .deserialize()
        .collect::<Result<Vec<Row>, _>>()?;

    // One line for each protocol and port: with the name, the rows and the bytes.
    let mut groups: HashMap<(Option<u8>, Option<u16>), (u64, u64)> = HashMap::new();
    for &(protocol, port, bytes) in &rows {
        let group = groups.entry((protocol, port)).or_default();
        *group = (group.0 + 1, group.1 + bytes);
    }
    let mut out = csv::Writer::from_writer(BufWriter::new(io::stdout().lock()));
    for ((protocol, port), (count, bytes)) in groups {
        out.serialize((protocol, port, named(protocol, port), count, bytes))?;
    }
    out.flush()?;

    // What it costs, a row: naming alone, and with a group-by on the name.
    let cost = |what: &str, work: &dyn Fn()| {
        let least = (0..5).map(|_| {
            let start = ProcessTime::now();
            work();
            start.elapsed().as_nanos()
        });
        let ns = least.min().unwrap() as f64 / rows.len() as f64;
        eprintln!("{what},{ns:.1}");
    };
    cost("read", &|| {
        black_box(rows.iter().map(|row| row.2).sum::<u64>());
    });
    cost("name", &|| {
        let length = |row: &Row| named(row.0, row.1).map_or(0, str::len);
        black_box(rows.iter().map(length).sum::<usize>());
    });
    cost("group", &|| {
        let mut sums: HashMap<Option<&str>, (u64, u64)> = HashMap::new();
        for &(protocol, port, bytes) in &rows {
            let sum = sums.entry(named(protocol, port)).or_default();
            *sum = (sum.0 + 1, sum.1 + bytes);
        }
        black_box(sums);
    });
    Ok(())
}
