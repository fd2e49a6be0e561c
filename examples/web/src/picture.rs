//! The picture of all ports, and its legend.

use ianaports::{PortRange, REGISTRY_UPDATED, names, records};
use ianaports_cli::class::Class;

use crate::json::{object, to_json};

pub fn classes() -> Vec<u8> {
    let place = |class| Class::ALL.iter().position(|&one| one == class);
    PortRange::ALL
        .iter()
        .map(|port| place(Class::of(port)).unwrap_or_default() as u8)
        .collect()
}

struct About {
    edition: String,
    records: usize,
    names: usize,
}

object!(About {
    edition,
    records,
    names
});

pub fn about() -> Vec<u8> {
    to_json(&About {
        edition: REGISTRY_UPDATED.to_string(),
        records: records().len(),
        names: names().len(),
    })
}

struct Legend {
    classes: Vec<Line>,
    parts: Vec<Part>,
}

object!(Legend { classes, parts });

/// A line of the legend.
struct Line {
    label: &'static str,
    ports: usize,
    color: &'static str,
    /// On a dark screen.
    dark: &'static str,
}

object!(Line {
    label,
    ports,
    color,
    dark
});

/// What RFC 6335 calls a part of the ports.
struct Part {
    name: &'static str,
    first: u16,
    last: u16,
}

object!(Part { name, first, last });

pub fn legend() -> Vec<u8> {
    let all: Vec<_> = PortRange::ALL.iter().map(Class::of).collect();
    let line = |class: Class| Line {
        label: class.label(),
        ports: all.iter().filter(|&&one| one == class).count(),
        color: class.color(),
        dark: dark(class),
    };
    let part = |name, ports: PortRange| Part {
        name,
        first: ports.first(),
        last: ports.last(),
    };
    to_json(&Legend {
        classes: Class::ALL.into_iter().map(line).collect(),
        parts: vec![
            part("system", PortRange::SYSTEM),
            part("user", PortRange::USER),
            part("dynamic", PortRange::DYNAMIC),
        ],
    })
}

/// The colors of `export svg` are made for paper.
const fn dark(class: Class) -> &'static str {
    match class {
        Class::Both => "#8ab6e8",
        Class::Tcp => "#35b8a6",
        Class::Udp => "#e9b04a",
        Class::Other => "#e0679a",
        Class::Reserved => "#77705f",
        Class::DeAssigned => "#d9534f",
        Class::Unassigned => "#22282f",
        Class::Dynamic => "#1b3038",
    }
}
