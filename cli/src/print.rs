//! How answers look: on a terminal of some width and colors, or in a pipe.

mod change;
mod hints;
mod record;
mod screen;
mod table;

pub use change::words as change;
pub use hints::print as hints;
pub use record::{person, print as record};
pub use screen::{NAME, Screen};
pub use table::{Row, Text};

use std::fmt::Display;
use std::io::{self, Write};

use ianaports::{Record, Transport};

/// The transports of a row. A record without one applies to all that have no record of their own.
pub fn transports(transports: &[Option<Transport>]) -> String {
    let words: Vec<_> = transports
        .iter()
        .map(|on| on.map_or("any", Transport::as_str))
        .collect();
    words.join(", ")
}

/// What a service is, in a row of a table.
pub fn service(record: Record) -> Text {
    let name = record.name().unwrap_or_default();
    let text = Text::plain(record.description()).unless_it_is(name);
    let aliases: Vec<_> = record.aliases().filter_map(Record::name).collect();
    match record.alias_of() {
        Some(canonical) => text.and(format!("alias of {}", canonical.name().unwrap_or("-"))),
        None if aliases.is_empty() => text,
        None => text.and(format!("also {}", aliases.join(", "))),
    }
}

/// A line below an answer.
pub fn hint(text: &str, screen: &mut Screen) -> io::Result<()> {
    table::wrap(text, "  ", "    ", screen)
}

/// The same where each answer is a line: a terminal cuts it off.
pub fn hint_in_one_line(text: &str, screen: &mut Screen) -> io::Result<()> {
    let width = screen.width().map(|width| width.saturating_sub(2));
    writeln!(screen, "  {}", table::shortened(text, width))
}

/// A line for the user, beside the output. Where it cannot be written, nobody can be told.
pub fn complain(what: impl Display) {
    let _ = writeln!(io::stderr(), "ianaports: {what}");
}
