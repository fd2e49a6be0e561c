//! `ianaports annotate`, in a pipe: what is read, what is written, and what is said beside it.

use std::fmt::Display;
use std::fs::{self, File};
use std::io::{self, IsTerminal};
use std::path::Path;
use std::process::ExitCode;

use ianaports_cli::annotate::{self, Annotator, Choice, Names, Options};

use crate::args::{self, annotate::Unofficial};
use crate::print::{NAME, Screen, complain};

pub fn run(arguments: &args::Annotate, screen: &mut Screen) -> io::Result<ExitCode> {
    let services = match arguments.services.as_ref().map(fs::read).transpose() {
        Ok(text) => text.map(|text| String::from_utf8_lossy(&text).into_owned()),
        Err(error) => return Ok(unusable(arguments, &error)),
    };
    let unofficial = arguments.unofficial.map(|place| match place {
        Unofficial::Before => annotate::Unofficial::Before,
        Unofficial::Behind => annotate::Unofficial::Behind,
    });
    let names = match Names::new(services.as_deref(), unofficial) {
        Ok(names) => names,
        Err(error) => return Ok(unusable(arguments, &error)),
    };
    let options = options(arguments, names, screen);
    let mut code = ExitCode::SUCCESS;
    let standard_input = ["-".into()];
    let files = if arguments.files.is_empty() {
        &standard_input[..]
    } else {
        &arguments.files
    };
    for file in files {
        let mut annotator = Annotator::new(&options);
        let mut notes = io::stderr().lock();
        let read = if file.as_os_str() == "-" {
            let input = io::stdin().lock();
            if input.is_terminal() {
                complain("reading lines from the terminal; Ctrl-D ends them (see annotate --help)");
            }
            annotator.stream(input, screen, &mut notes)?
        } else {
            match File::open(file) {
                Ok(input) => annotator.stream(input, screen, &mut notes)?,
                Err(error) => Err(error),
            }
        };
        drop(notes);
        let mut fail = |what: String| {
            complain(format_args!("{}: {what}", file.display()));
            code = ExitCode::FAILURE;
        };
        if let Err(error) = read {
            fail(error.to_string());
            continue;
        }
        let remarks = annotator.remarks();
        if remarks.is_utf16 {
            fail("this is UTF-16, and passes as it is: make it UTF-8, as with iconv".to_string());
        }
        if let Some(missing) = remarks.missing {
            fail(missing);
        }
        if let Some(line) = remarks.too_long {
            complain(format_args!(
                "{}: line {line}: longer than 1 MiB, as other lines may be, and passes as it is",
                file.display()
            ));
        }
    }
    Ok(code)
}

/// Says what is wrong with the user's own names.
fn unusable(arguments: &args::Annotate, error: &dyn Display) -> ExitCode {
    let file = arguments.services.as_deref().unwrap_or(Path::new(""));
    complain(format_args!("{}: {error}", file.display()));
    ExitCode::FAILURE
}

fn options(arguments: &args::Annotate, names: Names, screen: &Screen) -> Options {
    let painted = screen.paint(NAME, "\0");
    let paint = painted
        .split_once('\0')
        .filter(|(before, _)| !before.is_empty())
        .map(|(before, after)| (before.to_string(), after.to_string()));
    Options {
        ports: arguments.ports.clone(),
        protocols: arguments.protocols.clone(),
        format: arguments.format.into(),
        choice: Choice {
            all: arguments.all,
            transport: arguments.transport,
        },
        names,
        is_column: arguments.column,
        explains: arguments.explain,
        paint,
    }
}
