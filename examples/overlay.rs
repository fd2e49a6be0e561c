//! A user's own names over the registry: what people type, and IANA does not have.
//!
//! ```text
//! cargo run --example overlay -- dns postgres 8080 smtps/tcp https
//! ```
//!
//! The pattern: one table of your own, asked first, in both directions. The crate's tables stay IANA's, and
//! whoever reads your program sees which names are customs.

use std::io::{self, Write};
use std::process::ExitCode;

use ianaports::Transport::{self, Tcp, Udp};
use ianaports::{Query, service_name};

mod support;
use support::Output;

const HELP: &str = "\
Names and ports of the IANA registry, and over them a few that it does not have (dns, postgres, smtps).

Usage: overlay QUERY...

A query is a name or a port, and a transport may follow: dns, 53, dns/udp. Without one it is TCP.
";

/// Names of our own, each with its port and whether the port is shown under this name too.
///
/// A port that is the registered one of a service is taken from the registry, by the name that IANA gives
/// it: in a `const`, so that a slip of the pen does not compile.
const OWN: &[(&str, u16, Shown)] = &[
    ("dns", registered("domain", Udp), Shown::AsIana),
    ("imap2", registered("imap", Tcp), Shown::AsIana),
    ("mail", registered("smtp", Tcp), Shown::AsIana),
    ("memcached", registered("memcache", Tcp), Shown::AsIana),
    ("postgres", registered("postgresql", Tcp), Shown::AsIana),
    ("smb", registered("microsoft-ds", Tcp), Shown::AsIana),
    ("smtps", registered("submissions", Tcp), Shown::AsIana),
    ("vnc", registered("rfb", Tcp), Shown::AsIana),
    ("whois", registered("nicname", Tcp), Shown::AsIana),
    // What is really there is not always what is registered: 8080 is `http-alt`, 9200 `wap-wsp`.
    ("webcache", 8080, Shown::AsOurs),
    ("elasticsearch", 9200, Shown::AsOurs),
];

#[derive(PartialEq)]
enum Shown {
    AsIana,
    AsOurs,
}

const fn registered(name: &str, transport: Transport) -> u16 {
    ianaports::port(name, transport).expect("a registered service")
}

/// The port of a name, ours or else IANA's.
fn port(name: &str, transport: Transport) -> Option<u16> {
    let own = OWN.iter().find(|(own, ..)| own.eq_ignore_ascii_case(name));
    own.map(|&(_, port, _)| port)
        .or_else(|| ianaports::port(name, transport))
}

/// The name of a port, ours or else IANA's.
fn name(port: u16, transport: Transport) -> Option<&'static str> {
    let own = OWN
        .iter()
        .find(|(_, own, shown)| *own == port && *shown == Shown::AsOurs);
    own.map(|&(name, ..)| name)
        .or_else(|| service_name(port, transport))
}

fn main() -> ExitCode {
    support::run(HELP, |arguments, out| {
        if arguments.is_empty() {
            return Err(support::misused("no query"));
        }
        let mut code = 0;
        for typed in arguments {
            if !answer(typed, out)? {
                code = 1;
            }
        }
        Ok(code)
    })
}

/// Whether there was an answer.
fn answer(typed: &str, out: &mut Output) -> io::Result<bool> {
    let query: Query = typed
        .parse()
        .map_err(|error| support::misused(format_args!("{typed:?}: {error}")))?;
    let transport = query.transport().unwrap_or(Tcp);
    let port = match query.name() {
        Some(name) => port(name, transport),
        None => query.port(),
    };
    match port {
        Some(port) => {
            let name = name(port, transport).unwrap_or("-");
            writeln!(out, "{typed}: {name} {port}/{transport}")?;
        }
        None => writeln!(out, "{typed}: neither ours nor IANA's")?,
    }
    Ok(port.is_some())
}
