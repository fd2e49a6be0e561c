//! What the crate is measured with: the queries, and beside the crate its rivals and its limit.

pub mod groups;
pub mod queries;
pub mod rivals;
