//! Writes the history: what each edition changes of the one before it, as `registry/README.md` tells.

use std::collections::HashMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io};

use registry::check::Registry;
use registry::date::Date;
use registry::history::error::HistoryError;
use registry::history::event::History;
use registry::history::row::{
    COLUMNS, DESCRIPTION, EQUAL, FREE, NAME, PORTS, Row, TRANSPORT, ports, row, sentences,
};
use registry::history::{self, State};

const HEADER: &str = "\
# What each edition of IANA's registry changed of the one before it, the oldest first. The refresh tool writes
# this file; README.md beside it tells its form.
";

/// The history with one edition more: the first, or one that is compared with the one before it.
pub fn append(text: &mut String, old: Option<&Registry>, new: &Registry) {
    if text.is_empty() {
        text.push_str(HEADER);
        if let Some(old) = old {
            edition(text, old.updated, &[]);
        }
    }
    let lines = old.map_or(Vec::new(), |old| lines(old, new));
    edition(text, new.updated, &lines);
}

fn edition(text: &mut String, date: Date, lines: &[String]) {
    // Writing to a string does not fail.
    let _ = writeln!(text, "edition\t{date}\t{}", lines.len());
    for line in lines {
        text.push_str(line);
        text.push('\n');
    }
}

/// Makes sure that the history fits the registry.
pub fn check(text: &str, registry: &Registry) -> Result<(), HistoryError> {
    let history: History = history::read(text.as_bytes())?;
    let mut state = State::new(registry, &history)?;
    for edition in history.editions.iter().rev() {
        for event in edition.events.iter().rev() {
            state.undo(event, edition.date)?;
        }
    }
    Ok(())
}

fn rows(registry: &Registry) -> Vec<Row> {
    let sentences = sentences(registry);
    let records = registry.records.iter().enumerate();
    records
        .map(|(number, record)| row(registry, record, sentences.get(&number).copied()))
        .collect()
}

/// The rows that `rows` has more often than `others`, in order.
fn without<'a>(rows: &'a [Row], others: &'a [Row]) -> Vec<&'a Row> {
    let mut counts = HashMap::<&Row, usize>::new();
    for row in others {
        *counts.entry(row).or_default() += 1;
    }
    let is_more = |row: &&'a Row| match counts.get_mut(*row) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    };
    rows.iter().filter(is_more).collect()
}

/// What a record before and one after have in common if they are the same one. The first is asked of all rows first.
type Identity<'a> = Option<[&'a str; 3]>;
const IDENTITIES: [fn(&Row) -> Identity; 2] = [
    |row| Some([&row[NAME], &row[PORTS], &row[TRANSPORT]]),
    |row| has(row, PORTS).then(|| ["", &row[PORTS], &row[TRANSPORT]]),
];

fn has(row: &Row, column: usize) -> bool {
    !row[column].is_empty()
}

/// How many rows have an identity.
fn counts<'a>(
    rows: &'a [Row],
    identity: fn(&'a Row) -> Identity<'a>,
) -> HashMap<Identity<'a>, usize> {
    let mut counts = HashMap::new();
    for row in rows {
        *counts.entry(identity(row)).or_default() += 1;
    }
    counts
}

/// The events between two editions, a line each.
fn lines(old: &Registry, new: &Registry) -> Vec<String> {
    let (old, new) = (rows(old), rows(new));
    let (mut removed, mut added) = (without(&old, &new), without(&new, &old));
    let mut changed = Vec::new();
    for identity in IDENTITIES {
        // Not where another record of either edition fits as well.
        let (before, after) = (counts(&old, identity), counts(&new, identity));
        removed.retain(|row| {
            let key = identity(row);
            let is_alone = key.is_some() && before[&key] == 1 && after.get(&key) == Some(&1);
            let same = |other: &&Row| is_alone && identity(other) == key;
            let Some(place) = added.iter().position(same) else {
                return true;
            };
            changed.push((*row, added.remove(place)));
            false
        });
    }
    let [name_and_place, _] = IDENTITIES;
    let keys = [&old, &new].map(|rows| counts(rows, name_and_place));
    let has_twin = |row: &Row| {
        let twins = |counts: &HashMap<_, usize>| counts.get(&name_and_place(row)) > Some(&1);
        keys.iter().any(twins)
    };
    let recuts = recuts(&mut removed, &mut added, has_twin);
    // How many are equal to a row that has a twin, as the lines take one away and add one.
    let mut equal = HashMap::<&Row, usize>::new();
    for row in old.iter().filter(|row| has_twin(row)) {
        *equal.entry(row).or_default() += 1;
    }
    let columns = |row: &Row| -> Vec<usize> {
        let columns = DESCRIPTION..COLUMNS.len();
        columns.filter(|&column| has(row, column)).collect()
    };
    let mut lines = Lines::default();
    for row in removed {
        let (event, equal) = match equal.get_mut(row) {
            Some(equal) => {
                *equal -= 1;
                ("removed-one", *equal)
            }
            None => ("removed", 0),
        };
        lines.push(event, row, row, &columns(row), equal);
    }
    for (before, after) in changed {
        let columns = 0..COLUMNS.len();
        let differ: Vec<usize> = columns
            .filter(|&column| before[column] != after[column])
            .collect();
        lines.push("changed", after, before, &differ, 0);
    }
    for row in added {
        if has_twin(row) {
            let equal = equal.entry(row).or_default();
            lines.push("added-one", row, row, &columns(row), *equal);
            *equal += 1;
        } else {
            lines.push("added", row, row, &[], 0);
        }
    }
    let lines = lines
        .0
        .into_iter()
        .map(|(before, transports, after)| format!("{before}{}{after}", transports.join(",")));
    recuts.into_iter().chain(lines).collect()
}

/// Lines, those of one service on several transports as one: what is before the transports, they, what is after.
#[derive(Default)]
struct Lines(Vec<(String, Vec<String>, String)>);

impl Lines {
    /// An event of a row: what was in some columns before, and how many rows are equal to it.
    fn push(&mut self, event: &str, row: &Row, before: &Row, columns: &[usize], equal: usize) {
        let slash = if has(row, TRANSPORT) { "/" } else { "" };
        let start = format!("{event}\t{}{slash}", row[PORTS]);
        let mut end = format!("\t{}", row[NAME]);
        for &column in columns {
            end.extend(["\t", COLUMNS[column], "=", &before[column]]);
        }
        if equal > 0 {
            end.push_str(&format!("\t{EQUAL}={equal}"));
        }
        let transport = row[TRANSPORT].clone();
        let same = |line: &&mut (String, Vec<String>, String)| {
            has(row, TRANSPORT) && line.0 == start && line.2 == end
        };
        match self.0.iter_mut().find(same) {
            Some(line) => line.1.push(transport),
            None => self.0.push((start, vec![transport], end)),
        }
    }
}

/// Takes the free ranges out that are cut anew, and gives their lines.
fn recuts(
    removed: &mut Vec<&Row>,
    added: &mut Vec<&Row>,
    has_twin: impl Fn(&Row) -> bool,
) -> Vec<String> {
    let mut free = Row::default();
    free[DESCRIPTION].push_str(FREE);
    let mut range = |row: &Row| {
        free[PORTS].clone_from(&row[PORTS]);
        ports(&row[PORTS]).filter(|_| *row == free && !has_twin(row))
    };
    let mut lines = Vec::new();
    removed.retain(|before| {
        let Some((first, last)) = range(before) else {
            return true;
        };
        let mut line = format!("recut\t{}", before[PORTS]);
        added.retain(|after| match range(after) {
            Some(part) if first <= part.0 && part.1 <= last => {
                line.extend(["\t", &after[PORTS]]);
                false
            }
            _ => true,
        });
        lines.push(line);
        false
    });
    lines
}

const DOCUMENT: &str = "service-names-port-numbers.xml";

/// Where the document of an edition is.
pub enum Source {
    File(PathBuf),
    /// A commit of a git repository.
    Commit(PathBuf, String),
}

impl Source {
    /// What a message calls it.
    pub fn path(&self) -> PathBuf {
        match self {
            Source::File(path) => path.clone(),
            Source::Commit(path, commit) => path.join(format!("{commit}:{DOCUMENT}")),
        }
    }

    /// What a table calls it: the tag of a commit, if it has one.
    pub fn label(&self) -> String {
        match self {
            Source::File(path) => path.display().to_string(),
            Source::Commit(path, commit) => {
                match git(path, &["describe", "--tags", "--always", commit]) {
                    Ok(name) => String::from_utf8_lossy(&name).trim_end().to_owned(),
                    Err(_) => commit.clone(),
                }
            }
        }
    }

    pub fn bytes(&self) -> io::Result<Vec<u8>> {
        match self {
            Source::File(path) => fs::read(path),
            Source::Commit(path, commit) => git(path, &["show", &format!("{commit}:{DOCUMENT}")]),
        }
    }
}

/// The editions, the oldest first: the commits of a git repository, or the `.xml` files of a folder in the order
/// of their names. A file is one edition.
pub fn editions(path: &Path) -> io::Result<Vec<Source>> {
    if path.is_file() {
        return Ok(vec![Source::File(path.to_owned())]);
    }
    if path.join(".git").exists() {
        let list = git(path, &["rev-list", "--reverse", "HEAD", "--", DOCUMENT])?;
        let list = String::from_utf8_lossy(&list);
        let source = |commit: &str| Source::Commit(path.to_owned(), commit.to_owned());
        return Ok(list.lines().map(source).collect());
    }
    let mut paths = Vec::new();
    for entry in fs::read_dir(path)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "xml") {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths.into_iter().map(Source::File).collect())
}

fn git(path: &Path, arguments: &[&str]) -> io::Result<Vec<u8>> {
    let output = Command::new("git")
        .arg("-C")
        .arg(path)
        .args(arguments)
        .output()?;
    match output.status.success() {
        true => Ok(output.stdout),
        false => Err(io::Error::other(
            String::from_utf8_lossy(&output.stderr).into_owned(),
        )),
    }
}
