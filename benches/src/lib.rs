//! What the crate is measured with: the queries, and beside the crate its rivals and its limit.

/// The example, as it is copied.
#[allow(dead_code, reason = "the example has a `main` of its own")]
#[path = "../../examples/columns.rs"]
mod columns;
pub mod groups;
pub mod queries;
pub mod rivals;

use ianaports::Transport;

/// The transports that the rivals' tables have.
pub const TRANSPORTS: [Transport; 4] = [
    Transport::Tcp,
    Transport::Udp,
    Transport::Sctp,
    Transport::Dccp,
];

/// The place of a transport in the rivals' tables: an index, without a branch, so that a rival pays no more than we.
#[inline]
pub fn place(transport: Transport) -> usize {
    ((transport as u32).wrapping_mul(7 << 24) >> 30) as usize
}
