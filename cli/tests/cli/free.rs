//! `ianaports free`

use ianaports::{PortRange, Status, Transport, status};

use super::{output, run};

#[test]
fn each_port_is_in_a_run_exactly_if_it_is_free() {
    for (arguments, on, within, shortest) in [
        (&[][..], &["tcp", "udp"][..], 0..=49151, 1),
        (
            &["--run", "10", "--on", "tcp,udp", "--in", "user"],
            &["tcp", "udp"],
            1024..=49151,
            10,
        ),
        (&["--on", "sctp", "--in", "system"], &["sctp"], 0..=1023, 1),
        (
            &["--on", "tcp,udp,sctp,dccp", "--in", "8000-8999"],
            &["tcp", "udp", "sctp", "dccp"],
            8000..=8999,
            1,
        ),
    ] {
        let out = output(&[&["free"], arguments].concat());
        let runs: Vec<PortRange> = out
            .lines()
            .map(|line| line.split_whitespace().next().unwrap().parse().unwrap())
            .collect();
        let is_free = |port: u16| {
            within.contains(&port)
                && on
                    .iter()
                    .all(|on| status(port, on.parse::<Transport>().unwrap()) == Status::Unassigned)
        };
        let mut port = 0_u32;
        for run in runs {
            assert!(run.len() >= shortest);
            // Between two runs, what is free is shorter.
            let (before, first) = (port..u32::from(run.first()), u32::from(run.first()));
            assert!(before.clone().count() > 0 || first == u32::from(*within.start()));
            assert!(
                before
                    .map(|port| is_free(port as u16))
                    .collect::<Vec<_>>()
                    .split(|free| !free)
                    .all(|free| (free.len() as u32) < shortest)
            );
            assert!(run.iter().all(is_free));
            port = u32::from(run.last()) + 1;
        }
    }
}

#[test]
fn no_run_is_1() {
    assert_eq!(run(&["free", "--run", "5000"]).0, 1);
}

#[test]
fn transports_with_a_comma_or_a_blank() {
    let with_a_comma = output(&["free", "--run", "500", "--on", "tcp,udp"]);
    assert_eq!(
        output(&["free", "--run", "500", "--on", "tcp", "udp"]),
        with_a_comma
    );
}
