//! What a shell and `man` read: completions and pages, made from the definitions of the arguments.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::{Arg, Command, CommandFactory, ValueHint};
use clap_complete::Shell;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use crate::args::Arguments;
use crate::print::{Screen, complain};

pub fn completions(shell: Shell, screen: &mut Screen) -> io::Result<ExitCode> {
    // Without the queries, for which there is nothing to complete: the script for zsh would offer files in their
    // place, and the commands only as a second word.
    let program = Arguments::command();
    let options = program.get_arguments().filter(|arg| !arg.is_positional());
    let mut program = Command::new("ianaports")
        .args(options.cloned())
        .subcommands(program.get_subcommands().cloned());
    clap_complete::generate(shell, &mut program, "ianaports", screen);
    if shell == Shell::Fish {
        // The script for fish has no values of arguments, and offers files in their place.
        for command in program.get_subcommands() {
            let is_path = |arg: &Arg| {
                matches!(
                    arg.get_value_hint(),
                    ValueHint::AnyPath | ValueHint::DirPath
                )
            };
            for argument in command.get_positionals().filter(|arg| !is_path(arg)) {
                let values = argument.get_possible_values();
                let values: Vec<_> = values.iter().map(|value| value.get_name()).collect();
                writeln!(
                    screen,
                    "complete -c ianaports -n \"__fish_ianaports_using_subcommand {}\" -f -a \"{}\"",
                    command.get_name(),
                    values.join(" "),
                )?;
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

pub fn man_pages(folder: &Path) -> io::Result<ExitCode> {
    // The command `help` has no page: `man` is its other form.
    let mut program = Arguments::command().disable_help_subcommand(true);
    program.build();
    let pages = [&program].into_iter().chain(program.get_subcommands());
    for page in pages {
        let man = Man::new(page.clone()).manual("ianaports");
        let path = folder.join(man.get_filename());
        if let Err(error) = text(&man, page).and_then(|text| fs::write(&path, text)) {
            complain(format_args!("{}: {error}", path.display()));
            return Ok(ExitCode::FAILURE);
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// A page with the sections that man-pages(7) names. What `--help` prints last is cut into them.
fn text(man: &Man, page: &Command) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    man.render_title(&mut text)?;
    man.render_name_section(&mut text)?;
    man.render_synopsis_section(&mut text)?;
    let about = page.get_long_about().or(page.get_about());
    let about = about.map(ToString::to_string).unwrap_or_default();
    section("DESCRIPTION", about.split("\n\n"), &mut text)?;
    man.render_options_section(&mut text)?;
    if page.has_subcommands() {
        man.render_subcommands_section(&mut text)?;
    }
    let last = page.get_after_long_help().map(ToString::to_string);
    let last = last.unwrap_or_default();
    let headings = ["EXIT STATUS", "EXAMPLES", "NOTES"];
    let heading = |part: &&str| match part.split([' ', ':']).next() {
        Some("Exits") => headings[0],
        Some("Examples") => headings[1],
        _ => headings[2],
    };
    for name in headings {
        let parts = last.split("\n\n").filter(|part| heading(part) == name);
        section(name, parts, &mut text)?;
    }
    Ok(text)
}

/// The paragraphs below a heading, if there is one. A line with an indent, a bullet or a label stays a line.
fn section<'a>(
    heading: &str,
    paragraphs: impl Iterator<Item = &'a str>,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut paragraphs = paragraphs.filter(|part| !part.is_empty()).peekable();
    if paragraphs.peek().is_none() {
        return Ok(());
    }
    let mut roff = Roff::new();
    roff.control("SH", [heading]);
    for paragraph in paragraphs {
        roff.control("PP", []);
        let is_set = paragraph.lines().any(|line| {
            let label = line
                .split_once(": ")
                .is_some_and(|(label, _)| !label.contains(' '));
            line.starts_with([' ', '-']) || label
        });
        if is_set {
            roff.control("nf", []);
        }
        for line in paragraph.lines().filter(|line| *line != "Examples:") {
            roff.text([roman(line)]);
        }
        if is_set {
            roff.control("fi", []);
        }
    }
    roff.to_writer(out)
}
