//! Why a document is refused: where, what was read there, and what was expected.

use std::fmt;

use super::date::DateError;

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
    #[error(
        "IANAPORTS_REGISTRY must be an absolute path, and `{0}` is not; to name a file relative to your own project, \
         write this in its .cargo/config.toml: [env] IANAPORTS_REGISTRY = {{ value = \"{0}\", relative = true }}"
    )]
    Relative(String),
    #[error("cannot be read: {0}")]
    Unreadable(String),
    #[error(
        "the perfect hash of this version of phf_generator does not find `{0}`; this is a fault of ianaports, please report it"
    )]
    Unhashed(String),
}

impl Error {
    /// The error with the record or person that it is inside of.
    pub fn inside(self, label: impl FnOnce() -> String) -> Error {
        match self {
            Error::Refused { mut at, problem } => {
                at.item.get_or_insert_with(label);
                Error::Refused { at, problem }
            }
            other => other,
        }
    }
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

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}", self.line)?;
        match &self.item {
            Some(item) => write!(f, ", {item}"),
            None => Ok(()),
        }
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
        source: DateError,
    },
    #[error(
        "a record without a name has the description `{found}`, which does not state a status that is known; \
         expected one that begins with one of {openings}"
    )]
    Status { found: String, openings: String },
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

impl Problem {
    pub fn at(self, at: Place) -> Error {
        let problem = Box::new(self);
        Error::Refused { at, problem }
    }
}

/// What a person calls a record: its number in the document, from 1, its name and its port.
pub fn label(
    number: usize,
    name: Option<&str>,
    port: Option<&str>,
    transport: Option<&str>,
) -> String {
    let name = name.map(|name| format!("`{}`", excerpt(name)));
    let port = match (port, transport) {
        (Some(port), Some(transport)) => Some(format!("{port}/{transport}")),
        (port, transport) => port.or(transport).map(str::to_owned),
    };
    let port = port.map(|port| excerpt(&port));
    match (name, port) {
        (None, None) => format!("record {number}"),
        (Some(part), None) | (None, Some(part)) => format!("record {number} ({part})"),
        (Some(name), Some(port)) => format!("record {number} ({name}, {port})"),
    }
}

/// A text of the document for a message: on one line, and not longer than a reader needs.
pub fn excerpt(text: &str) -> String {
    shortened(text, 60)
}

pub fn shortened(text: &str, limit: usize) -> String {
    let mut shown = String::new();
    for character in text.chars().take(limit) {
        match character {
            '"' | '\'' | '\\' => shown.push(character),
            _ => shown.extend(character.escape_debug()),
        }
    }
    if text.chars().nth(limit).is_some() {
        shown.push('…');
    }
    shown
}
