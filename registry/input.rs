//! Which document a build compiles: the shipped registry, or the one that a variable names.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::error::{Error, Mistake};

/// The environment variable that names another document than the shipped one.
pub const VARIABLE: &str = "IANAPORTS_REGISTRY";

/// The shipped registry, from the folder of this crate, in which Cargo runs build scripts.
pub const SHIPPED: &str = "registry/service-names-port-numbers.xml";

/// The document of a build.
#[derive(Debug)]
pub struct Input {
    path: PathBuf,
    by_variable: bool,
}

impl Input {
    /// The document for a value of the variable. An empty value counts as no value, because many build
    /// systems cannot unset a variable.
    ///
    /// # Errors
    ///
    /// A relative path: it would start from this crate's folder, which its author cannot mean.
    pub fn new(value: Option<OsString>) -> Result<Input, Error> {
        let Some(value) = value.filter(|value| !value.is_empty()) else {
            return Ok(Input {
                path: PathBuf::from(SHIPPED),
                by_variable: false,
            });
        };
        let path = PathBuf::from(value);
        if path.is_absolute() {
            return Ok(Input {
                path,
                by_variable: true,
            });
        }
        // A literal string of TOML has every character but these.
        let in_toml = path
            .to_str()
            .filter(|value| !value.contains(|c: char| c == '\'' || c.is_control()));
        let relative = Mistake::Relative(in_toml.map(str::to_owned));
        let mistake = mistake(&path).unwrap_or(relative);
        Err(Error::Variable {
            value: path,
            mistake,
        })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the variable names the document.
    pub fn by_variable(&self) -> bool {
        self.by_variable
    }

    /// The message for a user when the document is not compiled. It explains the variable, because
    /// someone else may have set it.
    pub fn refusal(&self, error: &Error) -> String {
        if !self.by_variable {
            return format!("{}: {error}", self.path.display());
        }
        // A file may have an odd name. Where it cannot be read, the name is what is wrong.
        let mistake = match error {
            Error::Unreadable(_) => {
                mistake(&self.path).map_or_else(String::new, |mistake| format!(", {mistake}"))
            }
            _ => String::new(),
        };
        format!(
            "{VARIABLE} is {path:?}{mistake}: {error} (without {VARIABLE}, ianaports compiles the registry that \
             it ships; a newer ianaports may be able to read what IANA publishes now)",
            path = self.path,
        )
    }
}

/// What is usually behind a value that names no file.
fn mistake(path: &Path) -> Option<Mistake> {
    let value = path.to_str()?;
    let inside = value.trim();
    let unquoted = inside.trim_matches(['"', '\'']);
    if inside.is_empty() {
        Some(Mistake::Blank)
    } else if unquoted.len() < inside.len() {
        Some(Mistake::Quotes(unquoted.to_owned()))
    } else if value.ends_with(char::is_whitespace) {
        Some(Mistake::WhiteSpace("ends in", inside.to_owned()))
    } else if value.starts_with(char::is_whitespace) {
        Some(Mistake::WhiteSpace("begins with", inside.to_owned()))
    } else if inside.starts_with('~') {
        Some(Mistake::Home)
    } else {
        None
    }
}
