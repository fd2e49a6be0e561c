//! Asks the name of a port, and nothing else.

use std::{env, hint::black_box};

use ianaports::{Transport, service_name};

fn main() {
    let argument = env::args().nth(1).unwrap_or_default();
    let port: u16 = argument.parse().unwrap_or(0);
    println!(
        "{:?} {:?}",
        black_box(Some(port)),
        service_name(port, Transport::Tcp)
    );
}
