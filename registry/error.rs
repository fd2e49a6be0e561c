//! Why a document is refused: the place, what was read there, and what was expected.

use std::fmt;
use std::path::PathBuf;

use super::date::DateError;
use super::unseen::is_unseen;

/// The address of an intact document, for the messages.
macro_rules! source {
    () => {
        "https://www.iana.org/assignments/service-names-port-numbers/service-names-port-numbers.xml"
    };
}

/// Why a document is not compiled. No part of a refused document is used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("{at}: {problem}")]
    Refused { at: Place, problem: Box<Problem> },
    /// The value of the variable is no absolute path. It is shown between quotes, so that its ends are seen.
    #[error("IANAPORTS_REGISTRY is {value:?}, {mistake}")]
    Variable { value: PathBuf, mistake: Mistake },
    #[error("cannot be read: {0}")]
    Unreadable(String),
    #[error(
        "the perfect hash of this version of phf_generator does not find `{0}`; \
         this is a bug in ianaports, please report it"
    )]
    Unhashed(String),
}

/// What is wrong with the value of IANAPORTS_REGISTRY, and what would be right.
#[derive(Debug, thiserror::Error)]
pub enum Mistake {
    #[error("which is blank; expected an absolute path, or no value at all")]
    Blank,
    #[error("which {0} white space; expected {1:?}")]
    WhiteSpace(&'static str, String),
    #[error("which has quotes of its own; expected {0:?}, without them")]
    Quotes(String),
    #[error(
        "and only a shell replaces `~`, where no quotes are around it; expected the path of your home folder in its place"
    )]
    Home,
    #[error("which is not an absolute path{}", in_configuration(.0.as_deref()))]
    Relative(Option<String>),
}

/// How Cargo's configuration names a file relative to a project. `None` is a value that TOML cannot hold.
fn in_configuration(value: Option<&str>) -> String {
    value.map_or_else(String::new, |value| {
        format!(
            "; to name a file relative to your own project, write this in its .cargo/config.toml: \
             [env] IANAPORTS_REGISTRY = {{ value = '{value}', relative = true }}"
        )
    })
}

impl Error {
    /// The error with the label of the record or person around it.
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// From 1.
    pub line: u32,
    /// A label of the record or person: its number in the document, from 1, and its name.
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

/// A part of a document that has no effect on the tables. The refresh tool prints it; a build does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    pub at: Place,
    pub says: String,
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.at, self.says)
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
        parent: String,
        found: String,
        expected: &'static str,
    },
    #[error("unknown attribute `{found}` of <{element}>; expected {expected}")]
    Attribute {
        element: &'static str,
        found: String,
        expected: String,
    },
    #[error("a second <{0}>; expected at most one in {1}")]
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
        "a record without a name has the description `{found}`, which states no known status; \
         expected one that begins with {openings}"
    )]
    Status { found: String, openings: String },
    #[error("{what} `{id}` is already defined on line {first}; expected each once")]
    Duplicate {
        what: &'static str,
        id: String,
        first: u32,
    },
    #[error(
        "the name `{name}` and the name `{other}` on line {line} differ only in the case of letters; \
         expected one spelling: look-ups ignore case and could not tell them apart"
    )]
    Case {
        name: String,
        other: String,
        line: u32,
    },
    #[error(
        "the name `{name}` and the name `{other}` on line {line} have the same hash, which does not distinguish \
         `@`, `[`, `\\`, `]`, `^` from `` ` ``, `{{`, `|`, `}}`, `~`; expected names that differ in another character"
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

/// `443/tcp`, or as much of it as there is.
pub fn port_on(port: &str, transport: Option<&str>) -> String {
    match transport {
        Some(transport) if !port.is_empty() => format!("{port}/{transport}"),
        Some(transport) => transport.to_owned(),
        None => port.to_owned(),
    }
}

/// The label of a record in a message: its number in the document, from 1, its name and its port.
pub fn label(
    number: usize,
    name: Option<&str>,
    port: Option<&str>,
    transport: Option<&str>,
) -> String {
    let name = name.map(|name| format!("`{}`", excerpt(name)));
    let port = Some(port_on(port.unwrap_or_default(), transport)).filter(|port| !port.is_empty());
    let port = port.map(|port| excerpt(&port));
    match (name, port) {
        (None, None) => format!("record {number}"),
        (Some(part), None) | (None, Some(part)) => format!("record {number} ({part})"),
        (Some(name), Some(port)) => format!("record {number} ({name}, {port})"),
    }
}

/// The beginning of a text of the document, for a message: at most 60 characters, on one line.
pub fn excerpt(text: &str) -> String {
    shortened(text, 60)
}

/// At most `limit` characters of a text, with those that are not seen escaped.
pub fn shortened(text: &str, limit: usize) -> String {
    let mut shown = String::new();
    for character in text.chars().take(limit) {
        if is_unseen(character) {
            shown.extend(character.escape_default());
        } else {
            shown.push(character);
        }
    }
    if text.chars().nth(limit).is_some() {
        shown.push('…');
    }
    shown
}
