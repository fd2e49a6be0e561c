//! `constants COUNT` prints a program of so many look-ups at compile time, for `build-cost.sh`.

use std::env;

use ianaports::{Transport, lookup, names};

fn main() {
    let count = env::args().nth(1).and_then(|count| count.parse().ok());
    let count: usize = count.expect("usage: constants COUNT");
    let has_port = |name: &&str| lookup((*name, Transport::Tcp)).first_port().is_some();
    for (number, name) in names().filter(has_port).take(count).enumerate() {
        println!(
            "pub const C{number}: Option<u16> = ianaports::port({name:?}, ianaports::Transport::Tcp);"
        );
    }
    println!("fn main() {{}}");
}
