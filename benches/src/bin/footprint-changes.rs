//! Asks the name of a port, the port of a name, and what became of either.

use std::{env, hint::black_box};

use ianaports::{Transport, history, lookup, service_name};

fn main() {
    let argument = env::args().nth(1).unwrap_or_default();
    let port: u16 = argument.parse().unwrap_or(0);
    println!(
        "{:?} {:?}",
        lookup((&*argument, Transport::Tcp)).first_port(),
        black_box(service_name(port, Transport::Tcp)),
    );
    for change in history::of(&argument).chain(history::of(port)) {
        println!("{change}");
    }
}
