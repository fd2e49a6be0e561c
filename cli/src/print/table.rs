use std::io::{self, Write};

use anstyle::Style;
use textwrap::{Options, WordSplitter, WrapAlgorithm};
use unicode_width::UnicodeWidthStr;

use super::Screen;
use super::screen::{NAME, NOTE, PORTS};

/// A row: a name, its ports, its transports, and what there is to say of them.
pub struct Row {
    pub name: String,
    pub ports: String,
    pub transports: String,
    pub text: Text,
}

/// Prose, and after it what is not from the description.
#[derive(Clone, Default, PartialEq)]
pub struct Text {
    plain: String,
    note: String,
}

impl Text {
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            plain: text.into(),
            note: String::new(),
        }
    }

    pub fn note(text: impl Into<String>) -> Self {
        Self {
            plain: String::new(),
            note: text.into(),
        }
    }

    pub fn and(self, note: impl Into<String>) -> Self {
        Self {
            note: note.into(),
            ..self
        }
    }

    /// Nothing, where the text would say again what stands beside it.
    pub fn unless_it_is(self, said: &str) -> Self {
        if self.plain.eq_ignore_ascii_case(said) {
            Self::default()
        } else {
            self
        }
    }

    fn flat(&self) -> String {
        match (self.plain.as_str(), self.note.as_str()) {
            (plain, "") => plain.to_string(),
            ("", note) => note.to_string(),
            (plain, note) => format!("{plain}; {note}"),
        }
    }

    /// With its colors. Each word has its own: a line may end after any.
    fn painted(&self, screen: &Screen) -> String {
        let note: Vec<_> = self
            .note
            .split(' ')
            .map(|word| screen.paint(NOTE, word))
            .collect();
        match (self.plain.as_str(), self.note.as_str()) {
            (_, "") => self.plain.clone(),
            ("", _) => note.join(" "),
            _ => format!("{}; {}", self.plain, note.join(" ")),
        }
    }
}

/// Between two columns, and before the first.
const GAP: usize = 2;
/// A column of prose is no narrower than this.
const NARROWEST: usize = 20;

impl Row {
    fn cells(&self) -> [(&str, Style); 3] {
        [
            (&self.name, NAME),
            (&self.ports, PORTS),
            (&self.transports, Style::new()),
        ]
    }

    /// Prints the rows as a table where the screen is wide enough, else each on lines of its own.
    pub fn print_all(rows: &[Row], screen: &mut Screen) -> io::Result<()> {
        let widest = |column: usize| rows.iter().map(|row| row.cells()[column].0.width()).max();
        let widths = [0, 1, 2].map(|column| widest(column).unwrap_or(0));
        let left: usize = widths.iter().map(|width| width + GAP).sum::<usize>() + GAP;
        let is_wide = screen.width().is_none_or(|width| width >= left + NARROWEST);
        for row in rows {
            if is_wide {
                row.print_in_columns(widths, left, screen)?;
            } else {
                row.print_in_lines(screen)?;
            }
        }
        Ok(())
    }

    /// Prints the rows with a line for each, which ends where the screen does.
    pub fn print_in_one_line_each(rows: &[Row], screen: &mut Screen) -> io::Result<()> {
        let widest = |column: usize| rows.iter().map(|row| row.cells()[column].0.width()).max();
        let widths = [0, 1, 2].map(|column| widest(column).unwrap_or(0));
        for row in rows {
            let mut left = screen.width();
            let mut line = String::new();
            let texts = row.cells().into_iter().zip(widths.map(Some));
            let text = row.text.flat();
            for ((text, style), width) in texts.chain([((text.as_str(), Style::new()), None)]) {
                let text = shortened(text, left.map(|left| left.saturating_sub(GAP)));
                let padding = width.unwrap_or(0).saturating_sub(text.width());
                line += &format!("{:GAP$}{}{:padding$}", "", screen.paint(style, &text), "");
                left = left.map(|left| left.saturating_sub(GAP + text.width() + padding));
            }
            writeln!(screen, "{}", line.trim_end())?;
        }
        Ok(())
    }

    fn print_in_columns(
        &self,
        widths: [usize; 3],
        left: usize,
        screen: &mut Screen,
    ) -> io::Result<()> {
        let mut line = String::new();
        for ((text, style), width) in self.cells().into_iter().zip(widths) {
            let padding = width - text.width();
            line += &format!("{:GAP$}{}{:padding$}", "", screen.paint(style, text), "");
        }
        line += &" ".repeat(GAP);
        wrap(&self.text.painted(screen), &line, &" ".repeat(left), screen)
    }

    fn print_in_lines(&self, screen: &mut Screen) -> io::Result<()> {
        let cells = self.cells().map(|(text, style)| {
            // A line may end within a list of transports.
            text.split(' ')
                .map(|word| screen.paint(style, word))
                .collect::<Vec<_>>()
                .join(" ")
        });
        wrap(&cells.join(" "), "  ", "    ", screen)?;
        match self.text.painted(screen).as_str() {
            "" => Ok(()),
            text => wrap(text, "    ", "    ", screen),
        }
    }
}

/// Prints text with a beginning for its first line and one for the others, with no end of a line inside a word.
pub fn wrap(text: &str, first: &str, others: &str, screen: &mut Screen) -> io::Result<()> {
    let Some(width) = screen.width().filter(|_| !text.is_empty()) else {
        return writeln!(screen, "{}", format!("{first}{text}").trim_end());
    };
    let options = Options::new(width)
        .initial_indent(first)
        .subsequent_indent(others)
        .break_words(false)
        .word_splitter(WordSplitter::NoHyphenation)
        .wrap_algorithm(WrapAlgorithm::FirstFit);
    for line in textwrap::wrap(text, options) {
        writeln!(screen, "{}", line.trim_end())?;
    }
    Ok(())
}

/// The text, with an ellipsis for what goes beyond the width.
pub fn shortened(text: &str, width: Option<usize>) -> String {
    let Some(width) = width.filter(|&width| width < text.width()) else {
        return text.to_string();
    };
    let mut short = String::new();
    for character in text.chars() {
        let longer = format!("{short}{character}…");
        if longer.width() > width {
            break;
        }
        short.push(character);
    }
    if width > 0 { short + "…" } else { short }
}
