//! Prints the crate's time over each rival's, of all groups or of those whose name holds the
//! argument. The rounds of a group are interleaved, so that what
//! slows the machine slows all; each ratio is the median of those of the single rounds.

use std::{env, hint::black_box, time::Instant};

use benches::groups::{self, Contender};

const ROUNDS: usize = 41;

fn main() {
    let wanted = env::args().nth(1).unwrap_or_default();
    for group in groups::all() {
        if !group.name.contains(&wanted) {
            continue;
        }
        group.check();
        println!("{} ({} operations a round)", group.name, group.operations);
        let mut nanoseconds = vec![Vec::new(); group.contenders.len()];
        for _ in 0..ROUNDS {
            for (contender, times) in group.contenders.iter().zip(&mut nanoseconds) {
                times.push(time(contender) / group.operations as f64);
            }
        }
        let crate_times = &nanoseconds[0];
        for (contender, times) in group.contenders.iter().zip(&nanoseconds) {
            let ratios = crate_times.iter().zip(times).map(|(own, its)| own / its);
            let ratio = median(ratios.collect());
            let verdict = match contender.bound {
                Some((bound, reach)) => format!(
                    "  {} bound {bound:.2}, reach {reach:.2}",
                    if ratio <= bound { "within" } else { "MISSES" }
                ),
                None => String::new(),
            };
            let median = median(times.clone());
            println!(
                "  {:<26}{median:>8.2} ns  x{ratio:<6.3}{verdict}",
                contender.name
            );
        }
    }
}

fn time(contender: &Contender) -> f64 {
    let start = Instant::now();
    black_box((contender.round)());
    start.elapsed().as_nanos() as f64
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
