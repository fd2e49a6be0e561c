//! Asks nothing: what the other footprint programs are compared with.

use std::{env, hint::black_box};

fn main() {
    let argument = env::args().nth(1).unwrap_or_default();
    let port: u16 = argument.parse().unwrap_or(0);
    println!(
        "{:?} {:?}",
        black_box(Some(port)),
        black_box(Some(&*argument))
    );
}
