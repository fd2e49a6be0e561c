//! Looks up what a person types: a name, a port, ports or a service type, on one transport or on all.
//!
//! ```text
//! cargo run --example lookup -- https 443/tcp x11 whois++ 6003 4
//! ```
//!
//! The command `ianaports` does this and more, at a terminal of any width.

use std::io::{self, ErrorKind, Write};
use std::{env, process::ExitCode};

use ianaports::{Query, Record, Status, Transport, lookup, status};

fn main() -> io::Result<ExitCode> {
    let mut code = ExitCode::SUCCESS;
    for typed in env::args().skip(1) {
        // The error says what was read and what would be right.
        let query: Query = match typed.parse() {
            Ok(query) => query,
            Err(error) => {
                eprintln!("{typed:?}: {error}");
                return Ok(ExitCode::from(2));
            }
        };
        match answer(query) {
            Ok(true) => {}
            Ok(false) => code = ExitCode::FAILURE,
            // Who reads the output may stop before its end: `lookup 0-65535 | head`.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => break,
            Err(error) => return Err(error),
        }
    }
    Ok(code)
}

/// Prints what the registry says to a query. Whether it says anything.
fn answer(query: Query) -> io::Result<bool> {
    let mut out = io::stdout().lock();
    writeln!(out, "{query}")?;
    let services = lookup(query);
    for service in services {
        let name = service.name().unwrap_or("-");
        let ports = service
            .ports()
            .map_or("-".to_string(), |ports| ports.to_string());
        // A record without a transport applies to all that have no record of their own.
        let transport = service.transport().map_or("any", Transport::as_str);
        writeln!(
            out,
            "  {name:<15} {ports:<11} {transport:<4}  {}",
            service.description()
        )?;
        // What a historic spelling such as `whois++` has become.
        if let Some(name) = service.alias_of().and_then(Record::name) {
            writeln!(out, "    is another name of {name}")?;
        }
    }
    let Some(ports) = query.ports() else {
        if services.is_empty() {
            writeln!(out, "  no service has this name")?;
        }
        return Ok(!services.is_empty());
    };
    // Ports without a service: the registry says why.
    for &transport in Transport::ALL {
        if query.transport().is_none_or(|asked| asked == transport) {
            for status_is in [
                Status::Reserved,
                Status::DeAssigned,
                Status::Unassigned,
                Status::Dynamic,
            ] {
                for run in ports.runs(|port| status(port, transport) == status_is) {
                    writeln!(out, "  {:<15} {run:<11} {transport:<4}  {status_is}", "-")?;
                }
            }
        }
    }
    Ok(true)
}
