//! Names of your own beside IANA's: what people type, and what really runs on a port.
//!
//! ```text
//! cargo run --example overlay -- dns postgres 8080 smtps/tcp https imap2/udp
//! ```

use std::io::{self, Write};

use ianaports::Transport::{self, Tcp, Udp};
use ianaports::overlay::Overlay;
use ianaports::{Query, lookup, overlay, port, service_name};

/// Own names. The compiler reads the ports of registered services from the registry.
static OWN: Overlay = overlay! {
    // What runs there is not what is registered: 8080 is `http-alt`, 9200 `wap-wsp`.
    8080 / tcp => "webcache",
    9200 / tcp => "elasticsearch",
    only_found tcp {
        (port("imap", Tcp).unwrap()) => "imap2",
        (port("postgresql", Tcp).unwrap()) => "postgres",
        (port("submissions", Tcp).unwrap()) => "smtps",
        (port("nicname", Tcp).unwrap()) => "whois",
    }
    only_found tcp udp { (port("domain", Udp).unwrap()) => "dns" }
};

/// The name of a port: own names first.
fn shown(port: u16, on: Transport) -> Option<&'static str> {
    OWN.service_name(port, on)
        .or_else(|| service_name(port, on))
}

/// What a query finds on a transport, own names first, as `name port/transport`.
fn found(query: &Query, on: Transport) -> Vec<String> {
    let line = |port| Some(format!("{} {port}/{on}", shown(port, on)?));
    match query.name() {
        None => query
            .ports()
            .into_iter()
            .flatten()
            .filter_map(line)
            .collect(),
        Some(name) => match OWN.port(name, on) {
            Some(port) => line(port).into_iter().collect(),
            None => {
                let ports = lookup((name, on))
                    .iter()
                    .filter_map(|record| record.ports());
                ports.map(|ports| format!("{name} {ports}/{on}")).collect()
            }
        },
    }
}

fn answer(query: &Query) -> String {
    let on = Transport::all().filter(|&on| query.transport().is_none_or(|asked| asked == on));
    let found: Vec<String> = on.flat_map(|on| found(query, on)).collect();
    if !found.is_empty() {
        return found.join(", ");
    }
    // Not with this transport, or without a port: what there is.
    let name = query.name().unwrap_or_default();
    let own = OWN.of_name(name).map(|entry| entry.to_string());
    let registered = lookup(name).iter().map(|record| record.to_string());
    match own.chain(registered).collect::<Vec<String>>().as_slice() {
        [] => "nothing, neither ours nor IANA's".to_owned(),
        all => format!("no port; there is {}", all.join(", ")),
    }
}

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    for typed in std::env::args().skip(1) {
        match typed.parse() {
            Ok(query) => writeln!(out, "{typed}: {}", answer(&query))?,
            Err(error) => writeln!(out, "{typed}: {error}")?,
        }
    }
    Ok(())
}
