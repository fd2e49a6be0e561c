//! `ianaports export`: the whole registry, for other programs.

use std::io;
use std::process::ExitCode;

use crate::args::{self, Format};
use crate::print::{Screen, complain};

mod csv;
mod json;
mod ports;
mod services;
mod svg;

pub fn run(arguments: &args::Export, screen: &mut Screen) -> io::Result<ExitCode> {
    if arguments.all && arguments.format != Format::Ports {
        complain("--all goes with the format ports (see --help)");
        return Ok(ExitCode::from(2));
    }
    match arguments.format {
        Format::Services => services::write(screen),
        Format::Csv => csv::write(screen),
        Format::Json => json::write(screen),
        Format::Ports => ports::write(arguments.all, screen),
        Format::Svg => svg::write(screen),
    }?;
    Ok(ExitCode::SUCCESS)
}
