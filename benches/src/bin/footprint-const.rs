//! Asks at compile time alone.

use std::{env, hint::black_box};

use ianaports::{Transport, port};

const HTTPS: Option<u16> = port("https", Transport::Tcp);
const DOMAIN: Option<u16> = port("domain", Transport::Udp);
const MISSING: Option<u16> = port("no-such-service", Transport::Tcp);

fn main() {
    let argument = env::args().nth(1).unwrap_or_default();
    let port = [HTTPS, DOMAIN, MISSING][argument.len() % 3];
    println!("{:?} {:?}", black_box(port), black_box(Some(&*argument)));
}
