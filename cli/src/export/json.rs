//! A record a line, as the library writes it.

use std::io::{self, Write};

use ianaports::records;

pub fn write(mut out: impl Write) -> io::Result<()> {
    for record in records() {
        serde_json::to_writer(&mut out, &record)?;
        writeln!(out)?;
    }
    Ok(())
}
