//! What the command `ianaports` knows: answers, which nothing here prints.
//!
//! The command prints them at a terminal; `examples/web` shows them in a browser. They serve these two, and may
//! change with any version: what stays is the crate `ianaports`.

pub mod age;
pub mod annotate;
pub mod answer;
pub mod asked;
pub mod class;
pub mod compared;
pub mod difference;
pub mod hints;
pub mod merged;
mod order;
pub mod ranking;
pub mod unofficial;
pub mod vacant;
pub mod words;
