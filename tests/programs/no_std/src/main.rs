//! Links C's start-up code and `memcpy`, and nothing of Rust but `core` and the crate. Exits with
//! the number of the first answer that is wrong, or 0.
#![no_std]
#![no_main]

use core::hint::black_box;
use ianaports::{
    Status,
    Transport::{Sctp, Tcp, Udp},
    lookup, port, service_name, status,
};

#[link(name = "c")]
unsafe extern "C" {}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

/// `core` as it is shipped names this symbol, and a build without optimization keeps the mention.
/// Nothing calls it, since the profiles abort.
#[unsafe(no_mangle)]
extern "C" fn rust_eh_personality() {}

// The compiler answers these for its target: checking this program for a big-endian one tries the tables there.
const HTTPS: u16 = port("https", Tcp).unwrap();
const _: () = assert!(HTTPS == 443 && port("sctp-tunneling", Udp).unwrap() == 9899);
const _: () = assert!(matches!(
    service_name(6003, Tcp).unwrap().as_bytes(),
    b"x11"
));

#[unsafe(no_mangle)]
extern "C" fn main() -> i32 {
    // The compiler must not answer in place of the tables.
    let answers = [
        black_box(HTTPS) == 443,
        service_name(black_box(22), Tcp) == Some("ssh"),
        port(black_box("sctp-tunneling"), Udp) == Some(9899),
        port(black_box("sctp-tunneling"), Sctp).is_none(),
        lookup(black_box("HTTPS")).first_port() == Some(443),
        lookup((black_box(6003), Tcp)).name() == Some("x11"),
        lookup(black_box("whois++")).first().is_some(),
        status(black_box(4), Tcp) == Status::Unassigned,
        status(black_box(50_000), Udp) == Status::Dynamic,
    ];
    answers
        .iter()
        .position(|right| !right)
        .map_or(0, |i| i as i32 + 1)
}
