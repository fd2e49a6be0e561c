//! The whole public API against the registry file, for every record, port, transport and name.
//!
//! `reader` reads the file a second time and `twin` answers from that, both the slow and obvious
//! way; neither shares a line with the crate.

mod columns;
mod counts;
mod digests;
mod found;
mod names;
mod ports;
mod random;
mod ranges;
#[allow(dead_code, reason = "the digests of the history need the rest")]
mod reader;
mod twin;

use found::{RECORDS, assert_found};
use random::random;
