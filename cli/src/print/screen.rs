use std::env;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

use anstream::AutoStream;
use anstyle::{AnsiColor, Style};
use clap::ColorChoice;

/// The standard output.
pub struct Screen {
    out: BufWriter<StdoutLock<'static>>,
    colors: bool,
    /// The columns of a line, where it has an end.
    width: Option<usize>,
}

// Colors that can be read on a light background and on a dark one.
pub const HEADING: Style = Style::new().bold();
pub const NAME: Style = AnsiColor::Green.on_default();
pub const PORTS: Style = Style::new();
pub const NOTE: Style = AnsiColor::Magenta.on_default();

impl Screen {
    pub fn new(color: ColorChoice) -> Self {
        let colors = match color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            // A terminal, and no NO_COLOR.
            ColorChoice::Auto => AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never,
        };
        let set = env::var("COLUMNS")
            .ok()
            .and_then(|columns| columns.parse().ok());
        let of_terminal = || terminal_size::terminal_size_of(io::stdout());
        Self {
            out: BufWriter::with_capacity(1 << 16, io::stdout().lock()),
            colors,
            width: set
                .filter(|&columns: &usize| columns > 0)
                .or_else(|| of_terminal().map(|(width, _)| width.0.into())),
        }
    }

    pub const fn width(&self) -> Option<usize> {
        self.width
    }

    pub fn is_terminal(&self) -> bool {
        io::stdout().is_terminal()
    }

    pub fn paint(&self, style: Style, text: &str) -> String {
        if self.colors && !text.is_empty() && style != Style::new() {
            format!("{style}{text}{style:#}")
        } else {
            text.to_string()
        }
    }

    pub fn heading(&mut self, text: &str) -> io::Result<()> {
        let text = self.paint(HEADING, text);
        writeln!(self.out, "{text}")
    }
}

impl Write for Screen {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
