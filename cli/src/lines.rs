//! The lines of an input, whatever it is: none takes more memory than a line of a table or of queries needs.

use std::io::{self, BufRead, Read};

/// The longest line that is read, in bytes.
const LONGEST: usize = 1 << 16;

/// A line: its number, and its text or what is wrong with it.
pub type Line = (usize, Result<String, TooLong>);

/// It is longer than is read.
pub struct TooLong;

impl std::fmt::Display for TooLong {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "longer than {LONGEST} bytes")
    }
}

/// The lines, each without its end.
pub fn of(mut input: impl BufRead) -> impl Iterator<Item = io::Result<Line>> {
    (1..).map_while(move |number| match next(&mut input) {
        Ok(line) => line.map(|line| Ok((number, line))),
        Err(error) => Some(Err(error)),
    })
}

fn next(mut input: impl BufRead) -> io::Result<Option<Result<String, TooLong>>> {
    let mut line = Vec::new();
    let mut start = input.by_ref().take(LONGEST as u64 + 1);
    if start.read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    if line.pop_if(|end| *end == b'\n').is_none() && line.len() > LONGEST {
        input.skip_until(b'\n')?;
        return Ok(Some(Err(TooLong)));
    }
    Ok(Some(Ok(String::from_utf8_lossy(&line).into_owned())))
}
