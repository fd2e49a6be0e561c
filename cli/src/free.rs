//! `ianaports free`: runs of unassigned ports.

use std::io::{self, Write};
use std::process::ExitCode;

use ianaports::{PortRange, Status, Transport, status};

use ianaports_cli::unofficial::{Unofficial, among};
use serde::Serialize;

use crate::args;
use crate::print::{self, Screen, complain};

/// A run, as programs read it.
#[derive(Serialize)]
struct Line {
    first_port: u16,
    last_port: u16,
    unofficial: Vec<Unofficial>,
}

pub fn run(arguments: &args::Free, screen: &mut Screen) -> io::Result<ExitCode> {
    let on = &arguments.on;
    let runs = runs(arguments.within, on, arguments.run);
    for &run in &runs {
        let used = among(run, |transport| on.contains(&transport));
        if arguments.json {
            let line = Line {
                first_port: run.first(),
                last_port: run.last(),
                unofficial: used,
            };
            serde_json::to_writer(&mut *screen, &line)?;
            writeln!(screen)?;
            continue;
        }
        let plural = if run.len() == 1 { "port" } else { "ports" };
        writeln!(screen, "{:<11}  {:>5} {plural}", run.to_string(), run.len())?;
        for row in used {
            print::hint(&format!("unofficial: {row}"), screen)?;
        }
    }
    if screen.is_terminal() && !arguments.json {
        let ports: u32 = runs.iter().map(|run| run.len()).sum();
        writeln!(screen, "{} runs of {ports} ports", runs.len())?;
    }
    if runs.is_empty() {
        screen.flush()?;
        complain(nothing(arguments));
    }
    Ok(ExitCode::from(u8::from(runs.is_empty())))
}

/// What was looked for in vain, and why or where to look next.
fn nothing(arguments: &args::Free) -> String {
    let within = arguments.within;
    let on: Vec<_> = arguments.on.iter().map(|on| on.as_str()).collect();
    let on = on.join(" and ");
    if PortRange::DYNAMIC.first() <= within.first() {
        return format!(
            "{within} is among the dynamic ports, which are never assigned: anybody may use them (RFC 6335, section 6)"
        );
    }
    match (within.len(), arguments.run) {
        (1, _) => format!("{within} is not unassigned on {on}; for what it is: ianaports {within}"),
        (_, 1) => format!(
            "no port of {within} is unassigned on {on}; for what they are: ianaports {within}"
        ),
        (_, run) => format!("no {run} ports in a row are unassigned in {within} on {on}"),
    }
}

fn runs(within: PortRange, on: &[Transport], shortest: u32) -> Vec<PortRange> {
    let is_free = |port| {
        on.iter()
            .all(|&transport| status(port, transport) == Status::Unassigned)
    };
    within
        .runs(is_free)
        .filter(|run| run.len() >= shortest)
        .collect()
}
