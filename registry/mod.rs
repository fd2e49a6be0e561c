//! The compiler of the registry, in stages of one module each:
//!
//! 1. [`read`] takes the bytes of a document, IANA's official XML or the canonical form, and
//!    gives its records and people as they are written, or refuses it.
//! 2. [`check`] gives every field its meaning: ports, transport, dates, status, references,
//!    aliases. Every record is kept, or the document is refused.
//! 3. [`index`] makes the tables: which records answer for a port or a name and in which order,
//!    what is stored once, the perfect hash of the names.
//! 4. [`emit`] writes them to files and decides nothing.
//!
//! The build script, the refresh tool and the tests share these modules.

use std::path::Path;
use std::{fmt, fs};

pub mod check;
pub mod emit;
pub mod index;
pub mod read;

#[path = "../src/date.rs"]
pub mod date;
#[path = "../src/hash.rs"]
pub mod hash;
#[path = "../src/transport.rs"]
pub mod transport;

/// What the error messages say where to get the document from.
macro_rules! source {
    () => {
        "https://www.iana.org/assignments/service-names-port-numbers/service-names-port-numbers.xml"
    };
}

/// Why a document is not compiled. Nothing of a refused document is used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("{at}: {problem}")]
    Refused { at: Place, problem: Box<Problem> },
    #[error("cannot be read: {0}")]
    Unreadable(String),
    #[error(
        "the perfect hash of this version of phf_generator does not find `{0}`; this is a fault of ianaports, please report it"
    )]
    Unhashed(String),
}

/// Reads a document and makes its tables.
pub fn compile(path: &Path) -> Result<index::Tables, Error> {
    let bytes = fs::read(path).map_err(|error| Error::Unreadable(error.to_string()))?;
    index::index(&check::check(read::read(&bytes)?)?)
}

/// A place in a document: `line 8142, record 4711 (`a__b`, 4711/tcp)`.
#[derive(Debug)]
pub struct Place {
    /// From 1.
    pub line: u32,
    /// The record or the person, with its number in the document, from 1.
    pub item: Option<String>,
}

impl Place {
    /// A line outside every record and person.
    pub fn line(line: u32) -> Place {
        Place { line, item: None }
    }
}

/// What a person calls a record: its number in the document, from 1, its name and its port.
fn label(number: usize, name: Option<&str>, port: Option<&str>, transport: Option<&str>) -> String {
    let name = name.map(|name| format!("`{}`", read::excerpt(name)));
    let port = match (port, transport) {
        (Some(port), Some(transport)) => Some(format!("{port}/{transport}")),
        (port, transport) => port.or(transport).map(str::to_owned),
    };
    let port = port.map(|port| read::excerpt(&port));
    match (name, port) {
        (None, None) => format!("record {number}"),
        (Some(part), None) | (None, Some(part)) => format!("record {number} ({part})"),
        (Some(name), Some(port)) => format!("record {number} ({name}, {port})"),
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}", self.line)?;
        match &self.item {
            Some(item) => write!(f, ", {item}"),
            None => Ok(()),
        }
    }
}

impl Problem {
    fn at(self, at: Place) -> Error {
        let problem = Box::new(self);
        Error::Refused { at, problem }
    }
}

/// What is wrong at a place, and what was expected.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    #[error("bytes that are not UTF-8; expected {} as published", source!())]
    Encoding,
    #[error("malformed XML: {0}; expected {url} as published", url = source!())]
    Xml(String),
    #[error(
        "the document is cut off inside {0}; expected {url} as published: fetch it again",
        url = source!()
    )]
    Truncated(String),
    #[error(
        "{0} is not the registry; expected <registry xmlns=\"http://www.iana.org/assignments\" \
         id=\"service-names-port-numbers\">, as in {url}",
        url = source!()
    )]
    NotRegistry(String),
    #[error("{found} is not supported; expected {expected}")]
    Markup {
        found: &'static str,
        expected: &'static str,
    },
    #[error(
        "unknown entity `&{0};`; expected `&amp;`, `&lt;`, `&gt;`, `&quot;`, `&apos;` or the number of a character"
    )]
    Entity(String),
    #[error("the control character U+{0:04X}; expected text")]
    Control(u32),
    #[error("unknown element <{found}> in <{parent}>; expected {expected}")]
    Element {
        parent: &'static str,
        found: String,
        expected: &'static str,
    },
    #[error("unknown attribute `{found}` of <{element}>; expected {expected}")]
    Attribute {
        element: &'static str,
        found: String,
        expected: String,
    },
    #[error(
        "{0}, which IANA's schema allows but this registry has not used, is not supported; \
         expected a document without it"
    )]
    Unsupported(String),
    #[error("<{0}> for the second time; expected it at most once in {1}")]
    Repeated(&'static str, &'static str),
    #[error("the text `{found}` in <{parent}>; expected only elements")]
    Stray { parent: &'static str, found: String },
    #[error("{0} is missing; expected {1}")]
    Missing(&'static str, &'static str),
    #[error("{field} is `{found}`; expected {expected}")]
    Value {
        field: &'static str,
        found: String,
        expected: &'static str,
    },
    #[error("{field} is `{found}`: {source}")]
    Date {
        field: &'static str,
        found: String,
        source: date::DateError,
    },
    #[error(
        "a reference to footnote `{0}`, which the document does not define; expected one of its footnotes"
    )]
    Footnote(String),
    #[error("{what} `{id}` is defined on line {first} already; expected each once")]
    Duplicate {
        what: &'static str,
        id: String,
        first: u32,
    },
    #[error(
        "the name `{name}` and the name `{other}` on line {line} differ only in the case of letters; \
         expected one spelling, for a lookup ignores case and could not tell them apart"
    )]
    Case {
        name: String,
        other: String,
        line: u32,
    },
    #[error(
        "the name `{name}` and the name `{other}` on line {line} differ only in characters that the hash of names \
         takes for one: `@`, `[`, `\\`, `]`, `^` for `` ` ``, `{{`, `|`, `}}`, `~`; expected names that differ in another character"
    )]
    SameHash {
        name: String,
        other: String,
        line: u32,
    },
    #[error("the document has more than {most} {what}; expected no more: {why}")]
    TooMany {
        what: &'static str,
        most: usize,
        why: &'static str,
    },
    #[error("{statement}, but {why}; expected {expected}")]
    Relation {
        statement: String,
        why: String,
        expected: String,
    },
}
