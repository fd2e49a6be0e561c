//! Writes the history: what each edition changes of the one before it, as `registry/README.md` tells.

use std::collections::HashMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io};

use registry::check::Registry;
use registry::date::Date;
use registry::history::{
    self, COLUMNS, DESCRIPTION, FREE, History, HistoryError, NAME, PORTS, Row, State, TRANSPORT,
};

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
    let sentences = history::sentences(registry);
    let records = registry.records.iter().enumerate();
    records
        .map(|(number, record)| history::row(registry, record, sentences.get(&number).copied()))
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

/// What makes two rows the same record, in the order in which it is asked: all three, or a name on other ports or another transport, or another
/// name in its place. A record without a name is the same only in its place.
type Identity<'a> = Option<[&'a str; 3]>;
const IDENTITIES: [fn(&Row) -> Identity; 4] = [
    |row| Some([&row[NAME], &row[PORTS], &row[TRANSPORT]]),
    |row| (has(row, NAME) && has(row, PORTS)).then(|| ["", &row[PORTS], &row[TRANSPORT]]),
    |row| has(row, NAME).then(|| [&row[NAME], "", &row[TRANSPORT]]),
    |row| has(row, NAME).then(|| [&row[NAME], &row[PORTS], ""]),
];

fn has(row: &Row, column: usize) -> bool {
    !row[column].is_empty()
}

/// The events between two editions, a line each.
fn lines(old: &Registry, new: &Registry) -> Vec<String> {
    let (old, new) = (rows(old), rows(new));
    let (mut removed, mut added) = (without(&old, &new), without(&new, &old));
    let mut changed = Vec::new();
    for identity in IDENTITIES {
        removed.retain(|before| {
            let same =
                |after: &&Row| identity(before).is_some() && identity(after) == identity(before);
            let Some(place) = added.iter().position(same) else {
                return true;
            };
            changed.push((*before, added.remove(place)));
            false
        });
    }
    // Where two records of an edition have one key, the columns alone tell them apart.
    let mut keys = HashMap::new();
    for rows in [&old, &new] {
        let mut counts = HashMap::<_, usize>::new();
        for row in rows {
            *counts
                .entry([&row[NAME], &row[PORTS], &row[TRANSPORT]])
                .or_default() += 1;
        }
        keys.extend(counts.into_iter().filter(|&(_, count)| count > 1));
    }
    let is_one = |row: &Row| keys.contains_key(&[&row[NAME], &row[PORTS], &row[TRANSPORT]]);
    let one = |event: &'static str, row: &Row| match (is_one(row), event) {
        (true, "removed") => "removed-one",
        (true, _) => "added-one",
        (false, _) => event,
    };
    changed.retain(|&(before, after)| {
        let is_one = is_one(before) || is_one(after);
        if is_one {
            removed.push(before);
            added.push(after);
        }
        !is_one
    });
    let mut lines = Lines::default();
    let recuts = recuts(&mut removed, &mut added);
    for row in removed {
        let cells = (DESCRIPTION..COLUMNS.len()).filter(|&column| has(row, column));
        lines.push(
            one("removed", row),
            row,
            cells.map(|column| (column, row[column].as_str())),
        );
    }
    for (before, after) in changed {
        let cells = (0..COLUMNS.len()).filter(|&column| before[column] != after[column]);
        lines.push(
            "changed",
            after,
            cells.map(|column| (column, before[column].as_str())),
        );
    }
    for row in added {
        let event = one("added", row);
        let cells =
            (DESCRIPTION..COLUMNS.len()).filter(|&column| event != "added" && has(row, column));
        lines.push(
            event,
            row,
            cells.map(|column| (column, row[column].as_str())),
        );
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
    fn push<'a>(&mut self, event: &str, row: &Row, cells: impl Iterator<Item = (usize, &'a str)>) {
        let slash = if has(row, TRANSPORT) { "/" } else { "" };
        let before = format!("{event}\t{}{slash}", row[PORTS]);
        let mut after = format!("\t{}", row[NAME]);
        for (column, value) in cells {
            after.extend(["\t", COLUMNS[column], "=", value]);
        }
        let transport = row[TRANSPORT].clone();
        let same = |line: &&mut (String, Vec<String>, String)| {
            has(row, TRANSPORT) && line.0 == before && line.2 == after
        };
        match self.0.iter_mut().find(same) {
            Some(line) => line.1.push(transport),
            None => self.0.push((before, vec![transport], after)),
        }
    }
}

/// Takes the free ranges out that are cut anew, and gives their lines.
fn recuts(removed: &mut Vec<&Row>, added: &mut Vec<&Row>) -> Vec<String> {
    let mut free = Row::default();
    free[DESCRIPTION].push_str(FREE);
    let mut range = |row: &Row| {
        free[PORTS].clone_from(&row[PORTS]);
        history::ports(&row[PORTS]).filter(|_| *row == free)
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
