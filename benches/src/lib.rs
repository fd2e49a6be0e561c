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

/// The place of a transport in the rivals' tables.
#[inline]
pub fn place(transport: Transport) -> usize {
    match transport {
        Transport::Tcp => 0,
        Transport::Udp => 1,
        Transport::Sctp => 2,
        _ => 3,
    }
}
