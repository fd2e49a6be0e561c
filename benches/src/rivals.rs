//! What people would use instead, with the same answers: statics of `phf`, tables and maps made at
//! start, and the limit, a plain array.

use std::{collections::HashMap, sync::LazyLock};

use ianaports::{Record, Transport, lookup, names, records, service_name};
use rustc_hash::FxHashMap;
use uncased::UncasedStr;

include!(concat!(env!("OUT_DIR"), "/rivals.rs"));

const PORTS_OF_A_TRANSPORT: usize = 1 << 16;

/// A port and its transport in one integer.
pub fn key(port: u16, transport: Transport) -> u32 {
    u32::from(port) << 2 | crate::place(transport) as u32
}

/// From port to name.
pub struct ByPort {
    /// One `&str` a port, empty for none.
    pub plain: Box<[[&'static str; PORTS_OF_A_TRANSPORT]]>,
    /// One number a port, and one `&str` a number; zero for none.
    pub numbers: Box<[[u16; PORTS_OF_A_TRANSPORT]]>,
    pub texts: Vec<&'static str>,
    pub sorted: Vec<(u32, &'static str)>,
    pub std: HashMap<(u16, Transport), &'static str>,
    pub fx: FxHashMap<u32, &'static str>,
}

pub static BY_PORT: LazyLock<ByPort> = LazyLock::new(|| {
    let mut tables = ByPort {
        plain: vec![[""; PORTS_OF_A_TRANSPORT]; 4].into(),
        numbers: vec![[0; PORTS_OF_A_TRANSPORT]; 4].into(),
        texts: vec![""],
        sorted: Vec::new(),
        std: HashMap::new(),
        fx: FxHashMap::default(),
    };
    let mut number_of: HashMap<&str, u16> = HashMap::from([("", 0)]);
    for port in 0..=u16::MAX {
        for &transport in Transport::ALL {
            let Some(name) = service_name(port, transport) else {
                continue;
            };
            let number = *number_of.entry(name).or_insert_with(|| {
                tables.texts.push(name);
                (tables.texts.len() - 1) as u16
            });
            tables.plain[crate::place(transport)][usize::from(port)] = name;
            tables.numbers[crate::place(transport)][usize::from(port)] = number;
            tables.sorted.push((key(port, transport), name));
            tables.std.insert((port, transport), name);
            tables.fx.insert(key(port, transport), name);
        }
    }
    tables
});

/// From name to its port by each transport, zero for none. The keys are as registered.
pub struct ByName {
    pub std: HashMap<&'static str, [u16; 4]>,
    pub fx: FxHashMap<&'static str, [u16; 4]>,
}

pub static BY_NAME: LazyLock<ByName> = LazyLock::new(|| {
    let ports = |name| {
        crate::TRANSPORTS.map(|transport| lookup((name, transport)).first_port().unwrap_or(0))
    };
    ByName {
        std: names().map(|name| (name, ports(name))).collect(),
        fx: names().map(|name| (name, ports(name))).collect(),
    }
});

/// A record as a struct, the limit of iteration.
#[derive(Clone, Copy)]
pub struct Row {
    pub name: Option<&'static str>,
    pub ports: Option<(u16, u16)>,
    pub transport: Option<Transport>,
}

pub static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let row = |record: Record| Row {
        name: record.name(),
        ports: record.ports().map(|ports| (ports.first(), ports.last())),
        transport: record.transport(),
    };
    records().into_iter().map(row).collect()
});
