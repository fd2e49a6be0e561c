//! The compiler of the registry. A document passes through four stages:
//!
//! 1. [`read`] turns its bytes into records and people, each field as it is written. The document is
//!    IANA's official XML or the canonical form of it. [`xml`] is the layer below, which knows nothing
//!    of IANA.
//! 2. [`check`] gives every field its meaning: ports, transport, dates, status, references.
//!    [`relations`] does so for the sentences by which one record names another.
//! 3. [`index`] makes the tables. It decides which records answer for a port or a name, in which
//!    order, which values are stored once, and in which slot the perfect hash places each name.
//! 4. [`emit`] writes the tables to files.
//!
//! Each stage either keeps every record or refuses the whole document, with an [`error`]. [`input`]
//! chooses the document of a build.
//!
//! Two modules have stairs of their own, and are compiled with their feature alone, as their modules of the
//! library are. [`history`] reads the changes of the registry, undoes them to check them, and makes their
//! tables. [`unofficial`] does so for the names that people use and that IANA has not registered.
//!
//! The build script includes these files. The refresh tool, the compiler's tests and the fuzz targets
//! use them as the library of the package `refresh`.

use std::fs;
use std::path::Path;

pub mod check;
pub mod emit;
pub mod error;
#[cfg(feature = "history")]
pub mod history;
pub mod index;
pub mod input;
pub mod read;
pub mod relations;
pub mod tables;
#[cfg(feature = "unofficial")]
pub mod unofficial;
pub mod xml;

#[path = "../src/date.rs"]
pub mod date;
#[path = "../src/excerpt.rs"]
pub mod excerpt;
#[path = "../src/hash.rs"]
pub mod hash;
#[path = "../src/layout.rs"]
pub mod layout;
#[path = "../src/pad.rs"]
mod pad;
#[path = "../src/status.rs"]
pub mod status;
#[path = "../src/transport.rs"]
pub mod transport;
#[path = "../src/unseen.rs"]
mod unseen;

/// Reads a document and makes its tables.
///
/// # Errors
///
/// The file cannot be read, or its document is refused.
pub fn compile(path: &Path) -> Result<(check::Registry, tables::Tables), error::Error> {
    let registry = registry(path)?;
    let tables = index::index(&registry)?;
    Ok((registry, tables))
}

/// Reads a document, and checks it.
///
/// # Errors
///
/// The file cannot be read, or its document is refused.
pub fn registry(path: &Path) -> Result<check::Registry, error::Error> {
    check::check(read::read(&bytes(path)?)?)
}

fn bytes(path: &Path) -> Result<Vec<u8>, error::Error> {
    fs::read(path).map_err(|error| error::Error::Unreadable(error.to_string()))
}
