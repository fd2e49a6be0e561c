//! `ianaports free`: runs of unassigned ports.

use std::io::{self, Write};
use std::process::ExitCode;

use ianaports::{PortRange, Status, Transport, status};

use crate::args;
use crate::print::Screen;

pub fn run(arguments: &args::Free, screen: &mut Screen) -> io::Result<ExitCode> {
    let runs = runs(arguments.within, &arguments.on, arguments.run);
    for run in &runs {
        let plural = if run.len() == 1 { "port" } else { "ports" };
        writeln!(screen, "{:<11}  {:>5} {plural}", run.to_string(), run.len())?;
    }
    if screen.is_terminal() {
        let ports: u32 = runs.iter().map(|run| run.len()).sum();
        writeln!(screen, "{} runs of {ports} ports", runs.len())?;
    }
    Ok(ExitCode::from(u8::from(runs.is_empty())))
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
