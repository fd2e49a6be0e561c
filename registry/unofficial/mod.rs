//! The names that people use beside IANA's, in `unofficial.txt`, whose head explains its form.
//!
//! Stairs of its own: [`read`] gives each column of a row its meaning, [`check`] holds the rows against the
//! services of a registry, [`tables`] makes the tables and [`page`] what the docs show.

pub mod check;
pub mod page;
pub mod read;
pub mod tables;

#[path = "../../src/unofficial/layout.rs"]
pub mod layout;

use super::check::Registry;
use super::error::Error;
use super::tables::Tables;

/// Reads the file and adds its tables and pages. If `is_other`, the registry is not the one that the rows
/// were written for: the rows that it contradicts are withdrawn.
///
/// # Errors
///
/// A row that is refused; or one that the registry contradicts, if it is the one they were written for.
pub fn compile(
    bytes: &[u8],
    registry: &Registry,
    is_other: bool,
    tables: &mut Tables,
) -> Result<(), Error> {
    let rows = read::read(bytes)?;
    let mut checked = check::check(&rows, registry);
    if !is_other && !checked.withdrawn.is_empty() {
        return Err(checked.withdrawn.remove(0).1);
    }
    tables::index(tables, &checked);
    page::pages(tables, &checked);
    Ok(())
}
