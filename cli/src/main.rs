//! `ianaports`: IANA's service names and port numbers at a terminal and in a pipe.

use std::io::{self, ErrorKind, IsTerminal, Write};
use std::process::ExitCode;

mod args;
mod changes;
mod compare;
mod export;
mod free;
mod lines;
mod lookup;
mod pipe;
mod print;
mod search;
mod shell;

use ianaports_cli::age;

use args::{Arguments, Command};
use print::{Screen, complain};

fn main() -> ExitCode {
    let arguments = Arguments::typed();
    if io::stderr().is_terminal()
        && let Some(note) = age::note()
    {
        complain(note);
    }
    let mut screen = Screen::new(arguments.color());
    let done = run(arguments, &mut screen);
    match done.and_then(|code| screen.flush().map(|()| code)) {
        Ok(code) => code,
        // Who reads the output may stop before its end.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            complain(format_args!("the output cannot be written: {error}"));
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments, screen: &mut Screen) -> io::Result<ExitCode> {
    match arguments.command {
        None => lookup::run(&arguments.lookup, screen),
        Some(Command::Search(search)) => search::run(&search, screen),
        Some(Command::Free(free)) => free::run(&free, screen),
        Some(Command::Changes(changes)) => changes::run(&changes, screen),
        Some(Command::Compare(compare)) => compare::run(&compare, screen),
        Some(Command::Annotate(annotate)) => pipe::run(&annotate, screen),
        Some(Command::Export(export)) => export::run(&export, screen),
        Some(Command::Completions { shell }) => shell::completions(shell, screen),
        Some(Command::Man { folder }) => shell::man_pages(&folder),
    }
}
