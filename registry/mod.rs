//! The compiler of the registry, in stages of one module each:
//!
//! 1. [`read`] takes the bytes of a document, IANA's official XML or the canonical form, and
//!    gives its records and people as they are written, or refuses it. [`xml`] is the part of it
//!    that would read any other document.
//! 2. [`check`] gives every field its meaning: ports, transport, dates, status, references.
//!    [`relations`] are those between two records: aliases and duplicates. Every record is kept,
//!    or the document is refused.
//! 3. [`index`] makes the tables: which records answer for a port or a name and in which order,
//!    what is stored once, the perfect hash of the names.
//! 4. [`emit`] writes them to files and decides nothing.
//!
//! What a refusal says is in [`error`]. The build script includes these modules; the refresh tool,
//! the tests and the fuzzing use them as a library.

use std::fs;
use std::path::Path;

pub mod check;
pub mod emit;
pub mod error;
pub mod index;
pub mod input;
pub mod read;
pub mod relations;
pub mod xml;

#[path = "../src/date.rs"]
pub mod date;
#[path = "../src/hash.rs"]
pub mod hash;
#[path = "../src/layout.rs"]
pub mod layout;
#[path = "../src/status.rs"]
pub mod status;
#[path = "../src/transport.rs"]
pub mod transport;

/// Reads a document and makes its tables.
///
/// # Errors
///
/// The file cannot be read, or its document is refused.
pub fn compile(path: &Path) -> Result<index::Tables, error::Error> {
    let bytes = fs::read(path).map_err(|error| error::Error::Unreadable(error.to_string()))?;
    index::index(&check::check(read::read(&bytes)?)?)
}
