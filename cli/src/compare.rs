//! `ianaports compare`: a table of somebody's own beside the registry.

use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::ExitCode;

use ianaports_cli::compared::{Compared, NoRow, OverlayText, Reader, Verdict, compare};

use crate::args::{self, As};
use crate::lines;
use crate::print::{self, Row, Screen, Text, complain};

/// How many rows are set in columns together: all of a table, but for one that no person reads.
const TOGETHER: usize = 1 << 12;
/// How many lines are told that are no rows: enough to see what is wrong with a table that is none.
const TOLD: usize = 10;

pub fn run(arguments: &args::Compare, screen: &mut Screen) -> io::Result<ExitCode> {
    let input: Box<dyn Read> = match &arguments.file {
        file if file == Path::new("-") => Box::new(io::stdin().lock()),
        file => match File::open(file) {
            Ok(file) => Box::new(file),
            Err(error) => return Ok(unreadable(file, &error)),
        },
    };
    let mut table = Table {
        arguments,
        rows: [0; 3],
        no_rows: 0,
        overlay: OverlayText::default(),
        shown: Vec::new(),
    };
    if let Err(error) = table.read(BufReader::new(input), screen)? {
        return Ok(unreadable(&arguments.file, &error));
    }
    table.end(screen)
}

fn unreadable(file: &Path, error: &io::Error) -> ExitCode {
    complain(format_args!("{}: {error}", file.display()));
    ExitCode::from(2)
}

struct Table<'a> {
    arguments: &'a args::Compare,
    /// How many rows there are of each verdict.
    rows: [usize; 3],
    /// How many lines are no rows of the answer.
    no_rows: usize,
    overlay: OverlayText,
    shown: Vec<Row>,
}

impl Table<'_> {
    /// Reads the lines. The inner error is the input's, the outer one the output's.
    fn read(&mut self, input: impl BufRead, screen: &mut Screen) -> io::Result<io::Result<()>> {
        let mut reader = Reader::default();
        for line in lines::of(input) {
            let (number, line) = match line {
                Ok(line) => line,
                Err(error) => return Ok(Err(error)),
            };
            let line = match line {
                Ok(line) => line,
                Err(why) => {
                    self.no_row(format_args!("line {number} is {why}"));
                    continue;
                }
            };
            match reader.read(&line) {
                Ok(rows) => rows
                    .into_iter()
                    .try_for_each(|row| self.row(compare(row), screen))?,
                Err(NoRow::Empty) => {}
                Err(why) => self.no_row(format_args!("line {number} has {why}")),
            }
        }
        Ok(Ok(()))
    }

    fn no_row(&mut self, why: fmt::Arguments<'_>) {
        self.no_rows += 1;
        if self.no_rows <= TOLD {
            complain(why);
        }
    }

    fn row(&mut self, compared: Compared, screen: &mut Screen) -> io::Result<()> {
        self.rows[compared.verdict as usize] += 1;
        if self.arguments.json {
            serde_json::to_writer(&mut *screen, &compared)?;
            return writeln!(screen);
        }
        if self.arguments.form == Some(As::Overlay) {
            let row = &compared.row;
            if compared.verdict == Verdict::Differs && !self.overlay.add(row) {
                let (ports, name) = (row.ports, &row.name);
                let why =
                    "an overlay refuses the name, or an earlier row has its port and its name";
                self.no_row(format_args!("{ports} {name:?} is left out: {why}"));
            }
            return Ok(());
        }
        if compared.verdict != Verdict::Iana {
            self.shown.push(shown(&compared));
            if self.shown.len() == TOGETHER {
                Row::print_all(&self.shown, screen)?;
                self.shown.clear();
            }
        }
        Ok(())
    }

    fn end(self, screen: &mut Screen) -> io::Result<ExitCode> {
        let [iana, unofficial, differs] = self.rows;
        match (self.arguments.json, self.arguments.form) {
            (true, _) => {}
            (false, Some(As::Overlay)) => write!(screen, "{}", self.overlay)?,
            (false, None) => {
                Row::print_all(&self.shown, screen)?;
                let rows = iana + unofficial + differs;
                writeln!(
                    screen,
                    "{rows} rows: {iana} IANA's, {unofficial} unofficial, {differs} differ"
                )?;
            }
        }
        screen.flush()?;
        if self.no_rows > TOLD {
            complain(format_args!("and {} further lines", self.no_rows - TOLD));
        }
        Ok(ExitCode::from(u8::from(differs > 0)))
    }
}

fn shown(compared: &Compared) -> Row {
    let transports: Vec<_> = compared.row.transports.iter().copied().map(Some).collect();
    let there = match compared.iana {
        Some(name) => format!("IANA has {name}"),
        None => format!("IANA: {}", compared.status),
    };
    let elsewhere: Vec<_> = compared
        .elsewhere
        .iter()
        .map(|ports| ports.to_string())
        .collect();
    let text = match compared.verdict {
        Verdict::Unofficial => format!("unofficial; {there}"),
        _ if elsewhere.is_empty() => there,
        _ => format!("{there}, and this name on {}", elsewhere.join(", ")),
    };
    Row {
        name: compared.row.name.escape_debug().to_string(),
        ports: compared.row.ports.to_string(),
        transports: print::transports(&transports),
        text: Text::note(text),
    }
}
