//! Names the services of millions of flows, column by column: a code for each row, and the list of names.
//!
//! ```text
//! cargo run --release --example columns
//! domain                 125829120
//! https                 9437184000
//! (no name)              130023424
//! ```
//!
//! A code takes two bytes, and rows are counted and grouped by it. A text is read for what is printed alone.

use std::sync::LazyLock;

use ianaports::{Transport, name_number, names};

/// The code of a row whose port has no name: no name has this number.
pub const NONE: u16 = u16::MAX;

/// The code of every port, on one transport.
type Codes = [u16; 1 << 16];

static NOTHING: Codes = [NONE; 1 << 16];

/// The codes by the IP protocol number; a protocol without ports has no name for any.
static BY_PROTOCOL: LazyLock<[&Codes; 256]> = LazyLock::new(|| {
    std::array::from_fn(|protocol| {
        let Some(transport) = Transport::from_protocol_number(protocol as u8) else {
            return &NOTHING;
        };
        let code = |port| name_number(port as u16, transport).unwrap_or(NONE);
        &*Box::leak(Box::new(std::array::from_fn(code)))
    })
});

/// Puts the code of each row, from its IP protocol number and its port, in its place.
pub fn encode(protocols: &[u8], ports: &[u16], codes: &mut [u16]) {
    assert_eq!(protocols.len(), ports.len());
    assert_eq!(protocols.len(), codes.len());
    let by_protocol = &*BY_PROTOCOL;
    for ((code, protocol), port) in codes.iter_mut().zip(protocols).zip(ports) {
        *code = by_protocol[usize::from(*protocol)][usize::from(*port)];
    }
}

fn main() {
    // Three columns of a made-up capture: a web page, its names, a ping, a port without a service.
    const FLOWS: [(u8, u16, u64); 4] =
        [(6, 443, 9_000), (17, 53, 120), (1, 0, 84), (6, 60_000, 40)];
    let flows = || FLOWS.iter().cycle().take(1 << 22);
    let protocols: Vec<u8> = flows().map(|flow| flow.0).collect();
    let ports: Vec<u16> = flows().map(|flow| flow.1).collect();
    let bytes: Vec<u64> = flows().map(|flow| flow.2).collect();

    let mut codes = vec![NONE; ports.len()];
    encode(&protocols, &ports, &mut codes);

    // The sum of bytes by name: an array in place of a map.
    let mut sums = vec![0; usize::from(NONE) + 1];
    for (code, bytes) in codes.iter().zip(&bytes) {
        sums[usize::from(*code)] += bytes;
    }
    for (name, sum) in names().zip(&sums).filter(|(_, sum)| **sum > 0) {
        println!("{name:<16}{sum:>16}");
    }
    println!("{:<16}{:>16}", "(no name)", sums[usize::from(NONE)]);
}
