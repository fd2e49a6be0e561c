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
            .filter(|line| !line.starts_with("  unofficial: "))
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

#[test]
fn free_ports_in_use_say_so() {
    let out = output(&["free", "--in", "9040-9050"]);
    assert!(
        out.contains("\n  unofficial: cassandra, 9042 tcp: Apache Cassandra"),
        "{out}"
    );
    assert!(!output(&["free", "--in", "9040-9050", "--on", "udp"]).contains("unofficial"));
    let json = output(&["free", "--json", "--in", "9042"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(
        (&json["first_port"], &json["last_port"]),
        (&9042.into(), &9042.into())
    );
    assert_eq!(json["unofficial"][0]["name"], "cassandra");
}

#[test]
fn no_run_is_told_beside_the_output() {
    for (arguments, why) in [
        (
            &["--in", "443"][..],
            "443 is not unassigned on tcp and udp; for what it is: ianaports 443",
        ),
        (
            &["--in", "20-23"],
            "no port of 20-23 is unassigned on tcp and udp; for what they are: ianaports 20-23",
        ),
        (
            &["--in", "0-100", "--run", "90"],
            "no 90 ports in a row are unassigned in 0-100 on tcp and udp",
        ),
        (
            &["--in", "49152-65535"],
            "49152-65535 is among the dynamic ports, which are never assigned: anybody may use them (RFC 6335, section 6)",
        ),
    ] {
        for json in [&[][..], &["--json"]] {
            let (code, out, err) = run(&[&["free"], json, arguments].concat());
            assert_eq!(
                (code, out.as_str(), err),
                (1, "", format!("ianaports: {why}\n"))
            );
        }
    }
}
