//! Writes the rivals that must be true statics: perfect hash tables and a plain array of what the
//! crate answers.

use std::{env, fmt::Write, fs, path::Path};

use std::collections::HashMap;

use ianaports::{Record, Transport, lookup, names, records, service_name};
use phf_codegen::Map;
use uncased::UncasedStr;

const FOUR: [Transport; 4] = [
    Transport::Tcp,
    Transport::Udp,
    Transport::Sctp,
    Transport::Dccp,
];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");

    let mut by_port = Map::new();
    for (place, transport) in FOUR.into_iter().enumerate() {
        for port in 0..=u16::MAX {
            if let Some(name) = service_name(port, transport) {
                let key = u32::from(port) << 2 | place as u32;
                by_port.entry(key, format!("{name:?}"));
            }
        }
    }

    let mut by_name = Map::new();
    let mut by_name_in_any_case = Map::new();
    for name in names() {
        let ports = FOUR.map(|transport| lookup((name, transport)).first_port().unwrap_or(0));
        by_name.entry(name, format!("{ports:?}"));
        by_name_in_any_case.entry(UncasedStr::new(name), format!("{ports:?}"));
    }

    let mut code = String::new();
    for (declaration, table) in [
        ("NAMES: phf::Map<u32, &str>", by_port.build().to_string()),
        (
            "PORTS: phf::Map<&str, [u16; 4]>",
            by_name.build().to_string(),
        ),
        (
            "PORTS_IN_ANY_CASE: phf::Map<&UncasedStr, [u16; 4]>",
            by_name_in_any_case.build().to_string(),
        ),
    ] {
        writeln!(code, "pub static {declaration} = {table};").expect("a String grows");
    }
    let numbers: HashMap<Record, usize> = records().into_iter().zip(1..).collect();
    let first = FOUR.map(|transport| {
        let number = |port| {
            lookup((port, transport))
                .first()
                .map_or(0, |first| numbers[&first])
        };
        (0..=u16::MAX).map(number).collect::<Vec<_>>()
    });
    writeln!(code, "pub static FIRST: [[u16; 1 << 16]; 4] = {first:?};").expect("a String grows");
    let out = env::var_os("OUT_DIR").expect("cargo sets OUT_DIR");
    fs::write(Path::new(&out).join("rivals.rs"), code).expect("OUT_DIR can be written");
}
