//! What every example does around its own work: arguments, `--help`, output, exit code.

use std::io::{self, BufWriter, ErrorKind, StdoutLock, Write};
use std::process::ExitCode;

pub type Output = BufWriter<StdoutLock<'static>>;

/// Gives `body` the arguments and the output; its number is the exit code.
///
/// Whoever reads the output may stop before its end (`csv | head`): that is no error. A fault of the user
/// is an error of kind `InvalidInput`, and exits 2.
pub fn run(help: &str, body: impl FnOnce(&[String], &mut Output) -> io::Result<u8>) -> ExitCode {
    let arguments = std::env::args_os().skip(1);
    let arguments: Vec<_> = arguments
        .map(|argument| argument.to_string_lossy().into_owned())
        .collect();
    let mut out = BufWriter::new(io::stdout().lock());
    let result = if arguments.iter().any(|a| a == "-h" || a == "--help") {
        out.write_all(help.as_bytes()).map(|()| 0)
    } else {
        body(&arguments, &mut out)
    };
    match result.and_then(|code| out.flush().map(|()| code)) {
        Ok(code) => ExitCode::from(code),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}: {error}", env!("CARGO_BIN_NAME"));
            ExitCode::from(1 + u8::from(error.kind() == ErrorKind::InvalidInput))
        }
    }
}

/// The user's fault, in words.
pub fn misused(what: impl std::fmt::Display) -> io::Error {
    io::Error::new(ErrorKind::InvalidInput, format!("{what} (see --help)"))
}
