//! Reads a new document of IANA, reports its changes, and writes the canonical registry, its history, and the
//! counts and digests that the tests compare.

mod canonical;
mod counts;
mod history;
mod report;
#[path = "../../../tests/suites/source/reader.rs"]
#[allow(dead_code, reason = "the tests use what this tool does not")]
mod second_reader;
#[path = "../../../tests/suites/history/sum.rs"]
mod sum;
mod trial;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs, io};

use sha2::{Digest, Sha256};

use registry::check::{self, Registry};
use registry::date::Date;
use registry::history::error::HistoryError;
use registry::index;
use registry::read::{self, Source};
use registry::unofficial;
use report::{Edition, Report};

const USAGE: &str = "\
usage: refresh [--check] [--root DIR] DOCUMENT
       refresh [--check] [--root DIR] --history EDITIONS
       refresh --trial EDITIONS

DOCUMENT is IANA's XML, or the canonical form of it. Prints the changes, the totals last, and
writes registry/service-names-port-numbers.xml and tests/data/counts.txt; appends the edition's
changes to registry/history.txt, and its digest to tests/data/editions.txt. Prints also which rows
of registry/unofficial.txt do not agree with it: those are for a person to change.

--check             write nothing, and exit with 1 if something would be written
--root DIR          the project, if not the one that this tool was built in
--history EDITIONS  make registry/history.txt and tests/data/editions.txt anew, of editions of IANA's XML
                    up to the present one: the commits of a git repository that has
                    service-names-port-numbers.xml at its top, or a folder's .xml files by their names.
                    Tells which of them are refused, and leaves those out
--trial EDITIONS    compile each edition as a build would, and exit with 1 if one is refused";

/// The files that the tool writes, from the root.
const REGISTRY: &str = "registry/service-names-port-numbers.xml";
const HISTORY: &str = "registry/history.txt";
const COUNTS: &str = "tests/data/counts.txt";
const EDITIONS: &str = "tests/data/editions.txt";

/// What the tool holds against the new document.
const UNOFFICIAL: &str = "registry/unofficial.txt";

fn main() -> ExitCode {
    match run(env::args_os().skip(1)) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

/// Why the tool wrote nothing, or not all of its files.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error("{0}\n\n{USAGE}")]
    Usage(String),
    #[error("cannot read {path}: {1}", path = .0.display())]
    Read(PathBuf, io::Error),
    #[error("{path}: {1}", path = .0.display())]
    Refused(PathBuf, registry::error::Error),
    #[error(
        "{path} is not UTF-8; expected the counts that this tool writes: remove the file and run this again",
        path = .0.display()
    )]
    Counts(PathBuf),
    #[error("{path}: {1}", path = .0.display())]
    History(PathBuf, HistoryError),
    #[error(
        "{path} is of {1}, older than the registry in this project ({2}): nothing is written, because the history grows \
         at its end; to try this edition in a build, set IANAPORTS_REGISTRY={path}",
        path = .0.display()
    )]
    Older(PathBuf, Date, Date),
    #[error("the last edition of {path} is that of {1}; expected that of {2}, as {REGISTRY}", path = .0.display())]
    Last(PathBuf, Date, Date),
    #[error("no edition in {path}; expected a git repository or a folder of IANA's XML", path = .0.display())]
    NoEdition(PathBuf),
    #[error(
        "{path} and its canonical form compile to different registries; this is a bug in this tool",
        path = .0.display()
    )]
    Lossy(PathBuf),
    #[error("cannot write {path}: {1}; nothing has been written", path = .0.display())]
    Write(PathBuf, io::Error),
    #[error("cannot replace {path}: {1}; {2} has been replaced: run this again", path = .0.display())]
    Replace(PathBuf, io::Error, &'static str),
}

fn run(arguments: impl Iterator<Item = OsString>) -> Result<ExitCode, Failure> {
    match options(arguments)? {
        None => {
            println!("{USAGE}");
            Ok(ExitCode::SUCCESS)
        }
        Some(options) => match options.task {
            Task::Update => update(&options),
            Task::History => whole_history(&options),
            Task::Trial => trial::trial(&options.source),
        },
    }
}

fn update(options: &Options) -> Result<ExitCode, Failure> {
    let root = &options.root;
    let bytes = bytes(&options.source)?;
    let new = edition(&options.source, &bytes)?;
    let canonical = canonical::write(&new.document, &new.source);
    same_meaning(&options.source, &new.registry, &canonical)?;
    let counts = counts::count(&new.registry) + &digests(&bytes);

    let registry_path = root.join(REGISTRY);
    let present = present(&registry_path)?;
    let present_counts = present_text(&root.join(COUNTS))?;
    let mut history = present_text(&root.join(HISTORY))?;
    let mut editions = present_text(&root.join(EDITIONS))?;
    if present.as_deref() == Some(canonical.as_bytes()) && present_counts == counts {
        println!("nothing changes");
        return Ok(ExitCode::SUCCESS);
    }
    let mut report = Report::default();
    match present {
        None => {
            println!(
                "no registry before: {} records, {} people",
                new.registry.records.len(),
                new.document.people.len()
            );
            history.clear();
            editions.clear();
            history::append(&mut history, None, &new.registry);
            editions.push_str(&sum_line(&bytes));
        }
        Some(present) => {
            let old = edition(&registry_path, &present)?;
            let dates = (new.registry.updated, old.registry.updated);
            if dates.0 < dates.1 {
                let path = fs::canonicalize(&options.source);
                let path = path.unwrap_or_else(|_| options.source.clone());
                let older = Failure::Older(path, dates.0, dates.1);
                if !options.check {
                    return Err(older);
                }
                println!("{older}");
                return Ok(ExitCode::from(1));
            }
            report = report::report(&old, &new);
            if report.totals.is_empty() && present != canonical.as_bytes() {
                println!("the same records and people in another form");
            }
            if old.source.sha256 != new.source.sha256 {
                if editions.is_empty() {
                    editions.push_str(&sum_line(&present));
                }
                history::append(&mut history, Some(&old.registry), &new.registry);
                editions.push_str(&sum_line(&bytes));
            }
        }
    }
    fits(root, &history, &new.registry)?;
    print!("{}", report.names);
    unofficial(root, &new.registry)?;
    if !new.registry.remarks.is_empty() {
        println!("read, and of no effect");
    }
    for remark in &new.registry.remarks {
        println!("    {remark}");
    }
    print!("{}{}", report.rest, report.totals);
    print!("{}", report::counts(&present_counts, &counts));
    write(
        options,
        &[
            (REGISTRY, &canonical),
            (HISTORY, &history),
            (COUNTS, &counts),
            (EDITIONS, &editions),
        ],
    )
}

/// Makes the history of all editions anew.
fn whole_history(options: &Options) -> Result<ExitCode, Failure> {
    let (root, path) = (&options.root, &options.source);
    let unread = |error| Failure::Read(path.clone(), error);
    let (mut history, mut editions) = (String::new(), String::new());
    let mut before: Option<Edition> = None;
    for source in history::editions(path).map_err(unread)? {
        let bytes = source.bytes().map_err(unread)?;
        let new = match edition(&source.path(), &bytes) {
            Ok(new) => new,
            Err(failure) => {
                println!("left out: {failure}");
                continue;
            }
        };
        let old = before.as_ref();
        if old.is_some_and(|old| old.source.sha256 == new.source.sha256) {
            continue;
        }
        history::append(&mut history, old.map(|old| &old.registry), &new.registry);
        editions.push_str(&sum_line(&bytes));
        before = Some(new);
    }
    let last = before.ok_or_else(|| Failure::NoEdition(path.clone()))?;
    let registry_path = root.join(REGISTRY);
    let present = edition(&registry_path, &bytes(&registry_path)?)?;
    if last.source.sha256 != present.source.sha256 {
        let dates = (last.registry.updated, present.registry.updated);
        return Err(Failure::Last(path.clone(), dates.0, dates.1));
    }
    fits(root, &history, &present.registry)?;
    if present_text(&root.join(HISTORY))? == history
        && present_text(&root.join(EDITIONS))? == editions
    {
        println!("nothing changes");
        return Ok(ExitCode::SUCCESS);
    }
    write(options, &[(HISTORY, &history), (EDITIONS, &editions)])
}

fn fits(root: &Path, history: &str, registry: &Registry) -> Result<(), Failure> {
    history::check(history, registry).map_err(|error| Failure::History(root.join(HISTORY), error))
}

/// The date of an edition and the digest of its records, as the second reader sees them.
fn sum_line(bytes: &[u8]) -> String {
    let registry = second_reader::Registry::read(&String::from_utf8_lossy(bytes));
    let sum = sum::sum(registry.records.iter().map(second_reader::Record::kept));
    format!("{} {sum:032x}\n", registry.updated)
}

/// Reports the unofficial names that a registry contradicts.
fn unofficial(root: &Path, registry: &Registry) -> Result<(), Failure> {
    let path = root.join(UNOFFICIAL);
    let bytes = present(&path)?.unwrap_or_default();
    let rows = unofficial::read::read(&bytes).map_err(|error| Failure::Refused(path, error))?;
    let withdrawn = unofficial::check::check(&rows, registry).withdrawn;
    if !withdrawn.is_empty() {
        println!("unofficial names that the registry contradicts: a person changes {UNOFFICIAL}");
    }
    for (_, error) in withdrawn {
        println!("    {error}");
    }
    Ok(())
}

struct Options {
    check: bool,
    root: PathBuf,
    task: Task,
    /// The document, or where the editions are.
    source: PathBuf,
}

#[derive(Clone, Copy)]
enum Task {
    Update,
    History,
    Trial,
}

/// The options in the arguments; `None` if they ask for help.
fn options(mut arguments: impl Iterator<Item = OsString>) -> Result<Option<Options>, Failure> {
    let mut check = false;
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut root = here.ancestors().nth(2).unwrap_or(here).to_owned();
    let mut task = Task::Update;
    let mut source = None;
    while let Some(argument) = arguments.next() {
        match argument.to_str() {
            Some("--help" | "-h") => return Ok(None),
            Some("--check") => check = true,
            Some("--history") => task = Task::History,
            Some("--trial") => task = Task::Trial,
            Some("--root") => {
                let missing = || Failure::Usage("--root without a directory".to_owned());
                root = arguments.next().ok_or_else(missing)?.into();
            }
            Some(option) if option.starts_with('-') => {
                return Err(Failure::Usage(format!("unknown option {option}")));
            }
            _ if source.is_some() => {
                return Err(Failure::Usage("more than one document".to_owned()));
            }
            _ => source = Some(argument.into()),
        }
    }
    let source = source.ok_or_else(|| Failure::Usage("no document".to_owned()))?;
    Ok(Some(Options {
        check,
        root,
        task,
        source,
    }))
}

fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|error| Failure::Read(path.to_owned(), error))
}

/// A file of the project, if it has one.
fn present(path: &Path) -> Result<Option<Vec<u8>>, Failure> {
    match bytes(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(Failure::Read(_, error)) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(failure) => Err(failure),
    }
}

/// A text that this tool has written; empty if there is none.
fn present_text(path: &Path) -> Result<String, Failure> {
    let bytes = present(path)?.unwrap_or_default();
    String::from_utf8(bytes).map_err(|_| Failure::Counts(path.to_owned()))
}

/// Digests of every column of the document, read by the second reader, which shares no code with the
/// compiler. The tests compare the canonical form and the crate's answers with them.
fn digests(bytes: &[u8]) -> String {
    let registry = second_reader::Registry::read(&String::from_utf8_lossy(bytes));
    format!(
        "records-sha256 {}\npeople-sha256 {}\n",
        sha256(registry.records_table()),
        sha256(registry.people_table())
    )
}

fn sha256(bytes: impl AsRef<[u8]>) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Compiles a document as the build does.
fn edition(path: &Path, bytes: &[u8]) -> Result<Edition, Failure> {
    let compiled = || {
        let document = read::read(bytes)?;
        let registry = check::check(document.clone())?;
        index::index(&registry)?;
        Ok((document, registry))
    };
    let (document, registry) =
        compiled().map_err(|error| Failure::Refused(path.to_owned(), error))?;
    let source = document.source.clone().unwrap_or_else(|| Source {
        updated: document.updated.clone(),
        sha256: sha256(bytes),
    });
    Ok(Edition {
        source,
        document,
        registry,
    })
}

/// Checks that the canonical form compiles to the same registry, the numbers of lines and the remarks aside.
fn same_meaning(path: &Path, registry: &Registry, canonical: &str) -> Result<(), Failure> {
    let refused = |error| Failure::Refused(path.to_owned(), error);
    let document = read::read(canonical.as_bytes()).map_err(refused)?;
    let mut again = check::check(document).map_err(refused)?;
    for (record, original) in again.records.iter_mut().zip(&registry.records) {
        record.line = original.line;
    }
    again.remarks.clone_from(&registry.remarks);
    match again == *registry {
        true => Ok(()),
        false => Err(Failure::Lossy(path.to_owned())),
    }
}

/// Writes the files beside the present ones, and then renames them.
fn write(options: &Options, files: &[(&'static str, &str)]) -> Result<ExitCode, Failure> {
    let names: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
    let names = match names.as_slice() {
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
        [] => String::new(),
    };
    if options.check {
        println!("would write {names}");
        return Ok(ExitCode::from(1));
    }
    let path = |name: &str| options.root.join(name);
    let beside = |name: &str| path(name).with_extension("new");
    for (name, text) in files {
        let written = fs::File::create(beside(name)).and_then(|mut file| {
            io::Write::write_all(&mut file, text.as_bytes())?;
            file.sync_all()
        });
        if let Err(error) = written {
            for (name, _) in files {
                // The first error is the one to report.
                let _ = fs::remove_file(beside(name));
            }
            return Err(Failure::Write(path(name), error));
        }
    }
    let mut replaced = "nothing";
    for (name, _) in files {
        if let Err(error) = fs::rename(beside(name), path(name)) {
            return Err(Failure::Replace(path(name), error, replaced));
        }
        replaced = name;
    }
    println!("wrote {names}");
    Ok(ExitCode::SUCCESS)
}
