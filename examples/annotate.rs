//! Adds service names to the ports in lines of other tools, as they stream by.
//!
//! ```text
//! ss -tun | cargo run --example annotate
//! tcp   ESTAB  0      0      192.0.2.5:52344     198.51.100.7:443(https)
//! ```
//!
//! A line is taken for words, between blanks, commas, semicolons and quotes. These rules find the ports:
//!
//! 1. `443` in `198.51.100.7:443`, `[2001:db8::7]:443` or `*:443`, as ss prints them; a zone may follow the
//!    address (`192.0.2.5%eth0:68`).
//! 2. `443` in `198.51.100.7.443` or `2001:db8::7.443` beside the word `>`, as tcpdump prints them.
//! 3. `443` in `dport=443`, `sport`, `dpt` and `spt`, in any letter case, as conntrack and the kernel's log do.
//! 4. CSV: if the first line has commas and a field whose name ends in `port`, the fields below it.
//!
//! The transport of a line is its first word that is one (`tcp`, `UDP`, `udp6`; `PROTO=TCP`), or TCP if there
//! is tcpdump's word `Flags`; in CSV it is the field under `proto`, `protocol` or `transport`, a name or the
//! number of an IP header. Without one, a port gets its name only if TCP and UDP agree on it.
//!
//! All other bytes pass as they are, text or not: without what is added in parentheses, the output is the input.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, Ipv6Addr};
use std::ops::Range;
use std::process::ExitCode;
use std::str;

use ianaports::Transport::{self, Tcp, Udp};
use ianaports::service_name;

mod support;
use support::Output;

const HELP: &str = "\
Adds the IANA service names to the ports in what ss, tcpdump, conntrack and others print.

Usage: ss -tun | annotate
       tcpdump -ln | annotate
       conntrack -E | annotate
       annotate < flows.csv

With -n the tools print numbers, which is what is looked for: address:port, tcpdump's address.port,
dport=443, and the columns of a CSV whose header says so (dst_port). A port becomes 443(https).
";

/// Longer lines are no text, and pass as they are.
const LONGEST: usize = 64 * 1024;

fn main() -> ExitCode {
    support::run(HELP, |arguments, out| match arguments {
        [] => annotate(out).map(|()| 0),
        [other, ..] => Err(support::misused(format_args!(
            "unexpected argument: {other}"
        ))),
    })
}

fn annotate(out: &mut Output) -> io::Result<()> {
    let mut input = BufReader::new(io::stdin().lock());
    let mut header = None;
    let mut line = Vec::new();
    let mut is_start = true;
    loop {
        line.clear();
        if input
            .by_ref()
            .take(LONGEST as u64)
            .read_until(b'\n', &mut line)?
            == 0
        {
            return Ok(());
        }
        let is_end = line.ends_with(b"\n") || line.len() < LONGEST;
        if is_start && is_end {
            let header = header.get_or_insert_with(|| Header::read(&line));
            write_annotated(out, &line, &header.ports_in(&line))?;
        } else {
            out.write_all(&line)?;
        }
        is_start = is_end;
        // The next read may have to wait: what is known so far is shown.
        if input.buffer().is_empty() {
            out.flush()?;
        }
    }
}

fn write_annotated(out: &mut Output, line: &[u8], ports: &[Port]) -> io::Result<()> {
    let mut written = 0;
    for port in ports {
        if let Some(name) = port.name() {
            out.write_all(&line[written..port.end])?;
            write!(out, "({name})")?;
            written = port.end;
        }
    }
    out.write_all(&line[written..])
}

/// A port in a line.
struct Port {
    number: u16,
    transport: Option<Transport>,
    /// Where its digits end.
    end: usize,
}

impl Port {
    fn name(&self) -> Option<&'static str> {
        match self.transport {
            Some(transport) => service_name(self.number, transport),
            None => service_name(self.number, Tcp)
                .filter(|&name| service_name(self.number, Udp) == Some(name)),
        }
    }
}

/// The first line, if it is the header of a CSV: which fields are ports, and which is the transport.
struct Header {
    ports: Vec<usize>,
    transport: Option<usize>,
}

impl Header {
    fn read(line: &[u8]) -> Self {
        let name = |field: Range<usize>| line[field].to_ascii_lowercase();
        let names: Vec<_> = fields(line).into_iter().map(name).collect();
        let is_transport =
            |name: &Vec<u8>| matches!(&name[..], b"proto" | b"protocol" | b"transport");
        let ports = (0..names.len()).filter(|&at| names.len() > 1 && names[at].ends_with(b"port"));
        Self {
            ports: ports.collect(),
            transport: names.iter().position(is_transport),
        }
    }

    fn ports_in(&self, line: &[u8]) -> Vec<Port> {
        if self.ports.is_empty() {
            return ports_in_words(line);
        }
        let fields = fields(line);
        let text = |at: usize| {
            fields
                .get(at)
                .and_then(|field| std::str::from_utf8(&line[field.clone()]).ok())
        };
        let transport =
            self.transport
                .and_then(text)
                .and_then(|stated| match stated.parse::<u8>() {
                    Ok(number) => Transport::from_protocol_number(number),
                    Err(_) => transport_of(stated),
                });
        let port = |&at: &usize| {
            let number = number(text(at)?)?;
            let end = fields[at].end;
            Some(Port {
                number,
                transport,
                end,
            })
        };
        let mut ports: Vec<_> = self.ports.iter().filter_map(port).collect();
        ports.sort_by_key(|port| port.end);
        ports
    }
}

/// Rules 1 to 3.
fn ports_in_words(line: &[u8]) -> Vec<Port> {
    let words: Vec<_> = split(line, |byte| b" \t\r\n,;\"'".contains(&byte));
    let text = |at: usize| std::str::from_utf8(&line[words.get(at)?.clone()]).ok();
    let texts = || (0..words.len()).map(|at| text(at).unwrap_or_default());
    let transport = texts().find_map(|word| match word {
        "Flags" => Some(Tcp),
        _ => transport_of(word.rsplit('=').next()?),
    });
    let port = |at: usize| {
        let word = text(at)?;
        let beside_arrow = text(at + 1) == Some(">") || at > 0 && text(at - 1) == Some(">");
        // tcpdump has a colon after the second address.
        let trimmed = word.strip_suffix(':').unwrap_or(word);
        let number = with_colon(word)
            .or_else(|| with_key(word))
            .or_else(|| with_dot(trimmed).filter(|_| beside_arrow))?;
        let end = words[at].start + trimmed.len();
        Some(Port {
            number,
            transport,
            end,
        })
    };
    (0..words.len()).filter_map(port).collect()
}

fn with_colon(word: &str) -> Option<u16> {
    let (address, port) = word.rsplit_once(':')?;
    let is_address = match address.strip_prefix('[') {
        Some(rest) => {
            let (inside, zone) = rest.split_once(']')?;
            is_ipv6(inside) && (zone.is_empty() || zone.starts_with('%'))
        }
        None => address == "*" || is_ipv4(address),
    };
    is_address.then(|| number(port))?
}

fn with_dot(word: &str) -> Option<u16> {
    let (address, port) = word.rsplit_once('.')?;
    (is_ipv4(address) || is_ipv6(address)).then(|| number(port))?
}

fn with_key(word: &str) -> Option<u16> {
    let (key, port) = word.split_once('=')?;
    let is_port = ["sport", "dport", "spt", "dpt"]
        .iter()
        .any(|known| key.eq_ignore_ascii_case(known));
    is_port.then(|| number(port))?
}

fn is_ipv4(text: &str) -> bool {
    without_zone(text).parse::<Ipv4Addr>().is_ok()
}

fn is_ipv6(text: &str) -> bool {
    without_zone(text).parse::<Ipv6Addr>().is_ok()
}

fn without_zone(text: &str) -> &str {
    text.split_once('%').map_or(text, |(address, _)| address)
}

/// A port as tools print it: digits alone, without the sign that Rust would take.
fn number(text: &str) -> Option<u16> {
    text.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| text.parse().ok())?
}

/// `tcp`, and `tcp6` as netstat has it.
fn transport_of(word: &str) -> Option<Transport> {
    word.strip_suffix(['4', '6']).unwrap_or(word).parse().ok()
}

/// The fields of a line of CSV, without the quotes around them. A comma in quotes is no end of a field.
fn fields(line: &[u8]) -> Vec<Range<usize>> {
    let line = line.trim_ascii_end();
    let mut is_quoted = false;
    let fields = split(line, |byte| {
        is_quoted ^= byte == b'"';
        !is_quoted && byte == b','
    });
    let without_quotes = |field: Range<usize>| match &line[field.clone()] {
        [b'"', .., b'"'] => field.start + 1..field.end - 1,
        _ => field,
    };
    fields.into_iter().map(without_quotes).collect()
}

/// The parts of a line between bytes that are separators; a part may be empty.
fn split(line: &[u8], mut is_separator: impl FnMut(u8) -> bool) -> Vec<Range<usize>> {
    let mut start = 0;
    let parts = line.split(|&byte| is_separator(byte));
    let part = |part: &[u8]| {
        let range = start..start + part.len();
        start = range.end + 1;
        range
    };
    parts.map(part).collect()
}
