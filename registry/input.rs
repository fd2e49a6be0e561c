//! Which document a build compiles: the shipped registry, or the one that a variable names.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::error::Error;

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
        match path.is_absolute() {
            true => Ok(Input {
                path,
                by_variable: true,
            }),
            false => Err(Error::Relative(path.display().to_string())),
        }
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
        let path = self.path.display();
        match self.by_variable {
            false => format!("{path}: {error}"),
            true => format!(
                "{VARIABLE} is {path}: {error} (without {VARIABLE}, ianaports compiles the registry that it \
                 ships; a newer ianaports may be able to read what IANA publishes now)"
            ),
        }
    }
}
