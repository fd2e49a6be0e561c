//! The third stage: a checked registry becomes tables.
//!
//! All decisions are made here: which records answer for a port or a name and in which order, which
//! values are stored once, the perfect hash. `src/layout.rs` defines the words. `src/tables.rs` states
//! the content of each table, under the same names.
//!
//! [`ports`] and [`names`] answer with the [`order`] of the services, and store their lists as
//! [`answers`]. [`status`] decides on ports without a service. [`records`], [`people`] and
//! [`references`] hold the columns.

mod answers;
mod facts;
pub mod names;
pub mod order;
mod people;
pub mod ports;
mod records;
mod references;
pub mod status;

use super::check::Registry;
use super::error::Error;
use super::layout::date_to_number;
use super::tables::Tables;

pub fn index(registry: &Registry) -> Result<Tables, Error> {
    let records = &registry.records;
    let mut tables = Tables::default();
    tables.constant("UPDATED", date_to_number(Some(registry.updated)) as usize);
    tables.constant("RECORDS", records.len());
    let order = order::order(registry);
    let mut answers = answers::Answers::default();
    ports::index(&mut tables, records, &order, &mut answers);
    names::index(&mut tables, records, &order, &mut answers)?;
    let (start, rest) = answers.rest();
    tables.column("ANSWER_REST_START", start);
    tables.column("ANSWER_REST", rest);
    records::index(&mut tables, records);
    status::index(&mut tables, records);
    people::index(&mut tables, registry);
    references::index(&mut tables, registry);
    Ok(tables)
}
