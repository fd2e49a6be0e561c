//! Reads a new document of IANA, reports its changes, and writes the canonical registry and the file
//! of counts that the tests compare.

mod canonical;
mod counts;
mod report;
#[path = "../../../tests/suites/source/reader.rs"]
#[allow(dead_code, reason = "the tests use what this tool does not")]
mod second_reader;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs, io};

use sha2::{Digest, Sha256};

use registry::check::{self, Registry};
use registry::customs;
use registry::index;
use registry::read::{self, Source};
use report::Edition;

const USAGE: &str = "\
usage: refresh [--check] [--root DIR] DOCUMENT

DOCUMENT is IANA's XML, or the canonical form of it. Prints the changes, the totals first, and
writes registry/service-names-port-numbers.xml and tests/data/counts.txt. Prints
also which rows of registry/customs.txt do not agree with it: those are for a person to change.

--check     write nothing, and exit with 1 if something would be written
--root DIR  the project, if not the one that this tool was built in";

/// The files that the tool writes, from the root.
const REGISTRY: &str = "registry/service-names-port-numbers.xml";
const COUNTS: &str = "tests/data/counts.txt";

/// What the tool holds against the new document.
const CUSTOMS: &str = "registry/customs.txt";

fn main() -> ExitCode {
    match run(env::args_os().skip(1)) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

/// Why the tool wrote nothing, or only one of its two files.
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
    let Some(Options {
        check,
        root,
        document,
    }) = options(arguments)?
    else {
        println!("{USAGE}");
        return Ok(ExitCode::SUCCESS);
    };
    let bytes = bytes(&document)?;
    let new = edition(&document, &bytes)?;
    let canonical = canonical::write(&new.document, &new.source);
    same_meaning(&document, &new.registry, &canonical)?;
    let counts = counts::count(&new.registry) + &digests(&bytes);

    let registry_path = root.join(REGISTRY);
    let counts_path = root.join(COUNTS);
    let present = present(&registry_path)?;
    let present_counts = present_counts(&counts_path)?;
    if present.as_deref() == Some(canonical.as_bytes()) && present_counts == counts {
        println!("nothing changes");
        return Ok(ExitCode::SUCCESS);
    }
    match present {
        None => println!(
            "no registry before: {} records, {} people",
            new.registry.records.len(),
            new.document.people.len()
        ),
        Some(present) => {
            let report = report::report(&edition(&registry_path, &present)?, &new);
            if report.is_empty() && present != canonical.as_bytes() {
                println!("the same records and people in another form");
            }
            print!("{report}");
        }
    }
    print!("{}", report::counts(&present_counts, &counts));
    customs(&root, &new.registry)?;
    if check {
        println!("would write {REGISTRY} and {COUNTS}");
        return Ok(ExitCode::from(1));
    }
    write([
        (REGISTRY, &registry_path, &canonical),
        (COUNTS, &counts_path, &counts),
    ])?;
    println!("wrote {REGISTRY} and {COUNTS}");
    Ok(ExitCode::SUCCESS)
}

/// Reports the customs that do not agree with a registry.
fn customs(root: &Path, registry: &Registry) -> Result<(), Failure> {
    let path = root.join(CUSTOMS);
    let bytes = present(&path)?.unwrap_or_default();
    let customs = customs::read(&bytes).map_err(|error| Failure::Refused(path, error))?;
    for error in customs::check(&customs, registry).errors {
        println!("{CUSTOMS}, {error}");
    }
    Ok(())
}

struct Options {
    check: bool,
    root: PathBuf,
    document: PathBuf,
}

/// The options in the arguments; `None` if they ask for help.
fn options(mut arguments: impl Iterator<Item = OsString>) -> Result<Option<Options>, Failure> {
    let mut check = false;
    let mut root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut document = None;
    while let Some(argument) = arguments.next() {
        match argument.to_str() {
            Some("--help" | "-h") => return Ok(None),
            Some("--check") => check = true,
            Some("--root") => {
                let missing = || Failure::Usage("--root without a directory".to_owned());
                root = arguments.next().ok_or_else(missing)?.into();
            }
            Some(option) if option.starts_with('-') => {
                return Err(Failure::Usage(format!("unknown option {option}")));
            }
            _ if document.is_some() => {
                return Err(Failure::Usage("more than one document".to_owned()));
            }
            _ => document = Some(argument.into()),
        }
    }
    let document = document.ok_or_else(|| Failure::Usage("no document".to_owned()))?;
    Ok(Some(Options {
        check,
        root,
        document,
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

fn present_counts(path: &Path) -> Result<String, Failure> {
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

/// Checks that the canonical form compiles to the same registry, the numbers of lines aside.
fn same_meaning(path: &Path, registry: &Registry, canonical: &str) -> Result<(), Failure> {
    let refused = |error| Failure::Refused(path.to_owned(), error);
    let document = read::read(canonical.as_bytes()).map_err(refused)?;
    let mut again = check::check(document).map_err(refused)?;
    for (record, original) in again.records.iter_mut().zip(&registry.records) {
        record.line = original.line;
    }
    match again == *registry {
        true => Ok(()),
        false => Err(Failure::Lossy(path.to_owned())),
    }
}

/// Writes both files beside the present ones, and then renames both.
fn write(files: [(&'static str, &Path, &str); 2]) -> Result<(), Failure> {
    let beside = |path: &Path| path.with_extension("new");
    for (_, path, text) in files {
        let written = fs::File::create(beside(path)).and_then(|mut file| {
            io::Write::write_all(&mut file, text.as_bytes())?;
            file.sync_all()
        });
        if let Err(error) = written {
            for (_, path, _) in files {
                // The first error is the one to report.
                let _ = fs::remove_file(beside(path));
            }
            return Err(Failure::Write(path.to_owned(), error));
        }
    }
    let mut replaced = "nothing";
    for (name, path, _) in files {
        if let Err(error) = fs::rename(beside(path), path) {
            return Err(Failure::Replace(path.to_owned(), error, replaced));
        }
        replaced = name;
    }
    Ok(())
}
