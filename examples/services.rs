//! Prints the registry as a services(5) file, the format of `/etc/services`.
//!
//! ```text
//! cargo run --example services > services
//! ```
//!
//! A line is `name  port/transport  aliases  # description`. The format knows less than the registry:
//!
//! - It has no ranges: each port of a range gets a line (`x11` has 64 of them on TCP).
//! - It has no services without a transport: such a service gets a line for each transport on which the
//!   crate finds it.
//! - It has no services without a port, none without a name ("any private mail system"), and no ports that
//!   are reserved.
//! - The C library compares names letter by letter: `HTTPS` is found in the registry and not in the file.
//!
//! Two orders make the C library's answers, which are the first lines that match, those of this crate: the
//! primary service of a port stands before the others, and the first port of a name before the others.

use std::io::{self, Write};
use std::process::ExitCode;

use ianaports::{PortRange, REGISTRY_UPDATED, Record, Transport, lookup};

mod support;
use support::Output;

const HELP: &str = "\
Prints the IANA registry of service names and port numbers as a services(5) file.

Usage: services [--help]
";

fn main() -> ExitCode {
    support::run(HELP, |arguments, out| match arguments {
        [] => print(out).map(|()| 0),
        [other, ..] => Err(support::misused(format_args!(
            "unexpected argument: {other}"
        ))),
    })
}

fn print(out: &mut Output) -> io::Result<()> {
    writeln!(
        out,
        "# IANA's service names and port numbers of {REGISTRY_UPDATED}"
    )?;
    for port in PortRange::ALL {
        for &transport in Transport::ALL {
            for service in lookup((port, transport)) {
                // An alias stands on the line of the service that it is an alias of.
                if let (Some(name), None) = (service.name(), service.alias_of()) {
                    writeln!(out, "{}", line(name, port, transport, service))?;
                }
            }
        }
    }
    Ok(())
}

fn line(name: &str, port: u16, transport: Transport, service: Record) -> String {
    let port = format!("{port}/{transport}");
    let mut line = format!("{name:<15} {port:<10}");
    for alias in service.aliases().filter_map(Record::name) {
        line = format!("{line} {alias}");
    }
    match service.description() {
        "" => line.trim_end().to_string(),
        description => format!("{line} # {description}"),
    }
}
