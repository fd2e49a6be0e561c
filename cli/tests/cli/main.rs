//! The command as its users run it: output, exit codes, terminals, pipes.

use std::process::Output;

use assert_cmd::Command;

mod annotate;
mod annotate_laws;
mod changes;
mod committed;
mod compare;
mod export;
mod free;
mod help;
mod lookup;
mod manners;
mod search;
mod terminal;

/// The command, with nothing of the tests' own terminal.
fn ianaports(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ianaports"));
    command
        .args(arguments)
        .env_remove("COLUMNS")
        .env_remove("NO_COLOR");
    command
}

/// The exit code, the output, and what is beside it.
fn run(arguments: &[&str]) -> (i32, String, String) {
    texts(ianaports(arguments).output().unwrap())
}

fn texts(output: Output) -> (i32, String, String) {
    let code = output.status.code().unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    (code, out, String::from_utf8(output.stderr).unwrap())
}

/// The output of what has to succeed with nothing to complain of.
#[track_caller]
fn output(arguments: &[&str]) -> String {
    let (code, out, err) = run(arguments);
    assert_eq!((code, err.as_str()), (0, ""), "{arguments:?}");
    out
}
