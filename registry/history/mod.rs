//! The changes of the registry, edition by edition, which are a file of their own: `history.txt`.
//!
//! 1. [`read`](read()) turns its lines into events.
//! 2. [`State`] undoes them, the newest first, and so checks each against the registry that they end with.
//!    A record is a [`Row`](row::Row) of texts.
//! 3. [`tables`] keeps what each event was before and after, as tables. [`document`] finds the edition from which it
//!    starts where another document than ours is compiled.
//!
//! `../README.md` has the form of the file.

pub mod document;
pub mod error;
pub mod event;
mod read;
pub mod row;
pub mod state;
pub mod tables;

pub use read::read;
pub use state::State;
