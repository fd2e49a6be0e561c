//! The groups of contenders: each answers the same queries, the crate first.

use std::{collections::HashMap, hint::black_box, thread};

use ianaports::{Record, Transport, lookup, names, records, service_name};
use uncased::UncasedStr;

use crate::{
    columns,
    queries::{self, NameQuery, PacketQuery, PortQuery},
    rivals::{self, BY_NAME, BY_PORT, ROWS, key},
};

/// What a packet may take, in times of any port on a transport. Most of these ports have no name, which
/// takes 14 instructions; most packets have one, which takes 40, and which of them have none cannot be
/// foreseen: cachegrind's model of a processor mispredicts 0.29 branches a packet, 0.10 any port.
/// (Were the protocol number matched and not read from a table, 0.79 a packet.)
const ANY_PORT: (f64, f64) = (2.4, 1.3);

/// Contenders that answer the same queries.
pub struct Group {
    pub name: String,
    /// How many answers a round is.
    pub operations: usize,
    /// The crate is the first.
    pub contenders: Vec<Contender>,
}

pub struct Contender {
    pub name: &'static str,
    /// Answers every query once, and gives a sum of the answers.
    pub round: Box<dyn Fn() -> u64>,
    /// The crate's time over this one's: at most the first, if possible the second.
    pub bound: Option<(f64, f64)>,
    /// Whether it answers other questions, or none.
    pub asks_else: bool,
}

impl Group {
    /// Asserts that all contenders give the same answers, but those that are asked something else.
    pub fn check(&self) {
        let expected = (self.contenders[0].round)();
        for contender in self.contenders.iter().filter(|it| !it.asks_else) {
            let (group, name) = (&self.name, contender.name);
            assert_eq!((contender.round)(), expected, "{group}: answers of {name}");
        }
    }
}

pub fn all() -> Vec<Group> {
    let mut groups = Vec::new();
    for (kind, queries) in [
        ("registered", queries::registered_ports()),
        ("any port", queries::any_ports()),
        ("usual", queries::usual_ports()),
        ("missing", queries::missing_ports()),
    ] {
        groups.push(port_to_name(kind, queries.leak()));
    }
    for (kind, queries) in [
        ("registered", queries::registered_ports()),
        ("any port", queries::any_ports_of_all_transports()),
    ] {
        groups.push(port_index(kind, queries.leak()));
    }
    for (kind, queries) in [
        ("registered", queries::registered_names()),
        ("usual", queries::usual_names()),
        ("missing", queries::missing_names()),
        ("upper case", queries::upper_case_names()),
        ("mixed case", queries::mixed_case_names()),
    ] {
        groups.push(name_to_port(kind, queries.leak()));
    }
    groups.push(packets());
    groups.push(columns());
    groups.push(scan());
    groups
}

/// What packets hold, by protocol number and port, beside any port with the transport at hand.
fn packets() -> Group {
    let queries: &[PacketQuery] = queries::packets().leak();
    let tables = &*BY_PORT;
    Group {
        name: "packet to name".into(),
        operations: queries.len(),
        contenders: vec![
            contender("ianaports", None, queries, |(protocol, port)| {
                let transport = Transport::from_protocol_number(protocol);
                text(transport.and_then(|transport| service_name(port, transport)))
            }),
            contender("array of &str", None, queries, |(protocol, port)| {
                let transport = Transport::from_protocol_number(protocol);
                let name = |on| tables.plain[crate::place(on)][usize::from(port)];
                text(transport.map(name).filter(|name| !name.is_empty()))
            }),
            contender("FxHashMap", None, queries, move |(protocol, port)| {
                let transport = Transport::from_protocol_number(protocol);
                text(transport.and_then(|on| tables.fx.get(&key(port, on)).copied()))
            }),
            beside(contender(
                "any port on a transport",
                Some(ANY_PORT),
                queries::any_ports().leak(),
                |(port, transport)| text(service_name(port, transport)),
            )),
        ],
    }
}

/// Columns of packets, a million rows in batches that a cache holds.
fn columns() -> Group {
    const BATCH: usize = 8192;
    const BATCHES: usize = 128;
    let packets: Vec<PacketQuery> = queries::packets();
    let (protocols, ports): (Vec<u8>, Vec<u16>) = packets[..BATCH].iter().copied().unzip();
    let (protocols, ports): (&[u8], &[u16]) = (protocols.leak(), ports.leak());
    let plain: &[u16; 1 << 16] = &rivals::FIRST[crate::place(Transport::Tcp)];
    // One batch after the other; a sum of the last one's codes.
    fn each(batches: usize, mut fill: impl FnMut(&mut [u16])) -> u64 {
        let mut codes = vec![0; BATCH];
        for _ in 0..batches {
            fill(black_box(&mut codes));
        }
        codes.iter().map(|code| u64::from(*code)).sum()
    }
    let encode = move |codes: &mut [u16]| {
        columns::encode(black_box(protocols), black_box(ports), codes);
    };
    let by_name = |names: &HashMap<&str, u16>, protocol, port| {
        let transport = Transport::from_protocol_number(protocol);
        let name = transport.and_then(|transport| service_name(port, transport));
        name.map_or(columns::NONE, |name| names[name])
    };
    let names: HashMap<&str, u16> = names().zip(0..).collect();
    let column = |name, bound, round: Box<dyn Fn() -> u64>| Contender {
        name,
        round,
        bound,
        asks_else: false,
    };
    Group {
        name: "columns of packets to codes".into(),
        operations: BATCH * BATCHES,
        contenders: vec![
            column("ianaports", None, Box::new(move || each(BATCHES, encode))),
            column(
                "names row by row, a map",
                None,
                Box::new(move || {
                    each(BATCHES, |codes| {
                        let rows = black_box(protocols).iter().zip(black_box(ports));
                        for (code, (protocol, port)) in codes.iter_mut().zip(rows) {
                            *code = by_name(&names, *protocol, *port);
                        }
                    })
                }),
            ),
            beside(column(
                "texts row by row",
                None,
                Box::new(move || {
                    let (mut texts, mut ends) = (String::new(), Vec::new());
                    for _ in 0..BATCHES {
                        texts.clear();
                        ends.clear();
                        for (protocol, port) in black_box(protocols).iter().zip(black_box(ports)) {
                            let transport = Transport::from_protocol_number(*protocol);
                            let name = transport.and_then(|on| service_name(*port, on));
                            texts.push_str(name.unwrap_or_default());
                            ends.push(texts.len() as u32);
                        }
                        black_box((&texts, &ends));
                    }
                    texts.len() as u64
                }),
            )),
            beside(column(
                "one read of an array",
                Some((3.0, 2.0)),
                Box::new(move || {
                    each(BATCHES, |codes| {
                        for (code, port) in codes.iter_mut().zip(black_box(ports)) {
                            *code = plain[usize::from(*port)];
                        }
                    })
                }),
            )),
            beside(column(
                "copy of the ports",
                None,
                Box::new(move || each(BATCHES, |codes| codes.copy_from_slice(black_box(ports)))),
            )),
            beside(column(
                "on two threads",
                None,
                Box::new(move || {
                    thread::scope(|scope| {
                        let half = || each(BATCHES / 2, encode);
                        let other = scope.spawn(half);
                        half() + other.join().expect("the other half")
                    })
                }),
            )),
        ],
    }
}

fn port_to_name(kind: &str, queries: &'static [PortQuery]) -> Group {
    let tables = &*BY_PORT;
    let bounds = |bound, reach| (kind == "registered").then_some((bound, reach));
    let present = |name: &'static str| (!name.is_empty()).then_some(name);
    Group {
        name: format!("port to name, {kind}"),
        operations: queries.len(),
        contenders: vec![
            contender("ianaports", None, queries, |(port, transport)| {
                text(service_name(port, transport))
            }),
            contender("array of &str", bounds(2.6, 2.0), queries, move |query| {
                text(present(
                    tables.plain[crate::place(query.1)][usize::from(query.0)],
                ))
            }),
            contender("array of u16, then &str", None, queries, move |query| {
                let number = tables.numbers[crate::place(query.1)][usize::from(query.0)];
                text(present(tables.texts[usize::from(number)]))
            }),
            contender(
                "phf::Map<u32, &str>",
                bounds(0.30, 0.20),
                queries,
                |(port, transport)| text(rivals::NAMES.get(&key(port, transport)).copied()),
            ),
            contender("FxHashMap", None, queries, move |(port, transport)| {
                text(tables.fx.get(&key(port, transport)).copied())
            }),
            contender("HashMap", None, queries, move |query| {
                text(tables.std.get(&query).copied())
            }),
            contender("binary search", None, queries, move |(port, transport)| {
                let key = key(port, transport);
                let found = tables.sorted.binary_search_by_key(&key, |&(key, _)| key);
                text(found.ok().map(|place| tables.sorted[place].1))
            }),
        ],
    }
}

/// The index by itself; a call is made for each query, so that neither side is spread over the loop.
fn port_index(kind: &str, queries: &'static [PortQuery]) -> Group {
    #[inline(never)]
    fn first(port: u16, transport: Transport) -> Option<Record> {
        lookup((port, transport)).first()
    }
    #[inline(never)]
    fn plain(port: u16, transport: Transport) -> u16 {
        rivals::FIRST[crate::place(transport)][usize::from(port)]
    }
    Group {
        name: format!("port index, {kind}"),
        operations: queries.len(),
        contenders: vec![
            contender("ianaports", None, queries, |(port, transport)| {
                black_box(first(port, transport)).is_some().into()
            }),
            contender(
                "array of u16",
                Some((1.4, 1.2)),
                queries,
                |(port, transport)| (black_box(plain(port, transport)) != 0).into(),
            ),
        ],
    }
}

fn name_to_port(kind: &str, queries: &'static [NameQuery]) -> Group {
    let tables = &*BY_NAME;
    let present = |ports: Option<&[u16; 4]>, transport: Transport| match ports {
        Some(ports) => u64::from(ports[crate::place(transport)]),
        None => 0,
    };
    let missing = kind == "missing";
    let mut contenders = vec![
        contender("ianaports", None, queries, |query| {
            lookup(query).first_port().unwrap_or(0).into()
        }),
        contender(
            "phf::Map<&UncasedStr, _>",
            (!missing).then_some((0.28, 0.18)),
            queries,
            move |(name, transport)| {
                let ports = rivals::PORTS_IN_ANY_CASE.get(UncasedStr::new(name));
                present(ports, transport)
            },
        ),
    ];
    // The others know a name in the registry's spelling only.
    if !kind.ends_with("case") {
        let bound = if missing { (0.35, 0.26) } else { (0.45, 0.30) };
        contenders.extend([
            contender(
                "phf::Map<&str, _>",
                Some(bound),
                queries,
                move |(name, transport)| present(rivals::PORTS.get(name), transport),
            ),
            contender(
                "FxHashMap<&str, _>",
                (!missing).then_some((1.0, 0.6)),
                queries,
                move |(name, transport)| present(tables.fx.get(name), transport),
            ),
            contender(
                "HashMap<&str, _>",
                None,
                queries,
                move |(name, transport)| present(tables.std.get(name), transport),
            ),
        ]);
    }
    Group {
        name: format!("name to port, {kind}"),
        operations: queries.len(),
        contenders,
    }
}

fn scan() -> Group {
    let rows = &*ROWS;
    let add = |sum: u64, name, ports: Option<(u16, u16)>, transport: Option<Transport>| {
        let ports = ports.map_or(0, |(first, last)| u64::from(first) + u64::from(last));
        let transport = transport.map_or(4, |transport| crate::place(transport) as u64);
        sum + text(name) + ports + transport
    };
    let crate_round = move || {
        records().into_iter().fold(0, |sum, record| {
            let ports = record.ports().map(|ports| (ports.first(), ports.last()));
            add(sum, record.name(), ports, record.transport())
        })
    };
    let struct_round = move || {
        rows.iter()
            .fold(0, |sum, row| add(sum, row.name, row.ports, row.transport))
    };
    Group {
        name: "all records, name and ports and transport".into(),
        operations: rows.len(),
        contenders: vec![
            Contender {
                name: "ianaports",
                round: Box::new(crate_round),
                bound: None,
                asks_else: false,
            },
            Contender {
                name: "array of structs",
                round: Box::new(struct_round),
                bound: Some((4.0, 2.0)),
                asks_else: false,
            },
        ],
    }
}

fn contender<Q: Copy + 'static>(
    name: &'static str,
    bound: Option<(f64, f64)>,
    queries: &'static [Q],
    answer: impl Fn(Q) -> u64 + 'static,
) -> Contender {
    let round = move || {
        let queries = black_box(queries).iter();
        queries.fold(0, |sum: u64, &query| sum.wrapping_add(answer(query)))
    };
    Contender {
        name,
        round: Box::new(round),
        bound,
        asks_else: false,
    }
}

/// A contender that asks something else.
fn beside(contender: Contender) -> Contender {
    Contender {
        asks_else: true,
        ..contender
    }
}

/// Touches a name: its length and its first byte.
fn text(name: Option<&str>) -> u64 {
    name.map_or(0, |name| {
        name.len() as u64 + u64::from(name.as_bytes().first().copied().unwrap_or(0))
    })
}
