//! `ianaports annotate`: names in the lines of other tools, as they stream by.
//!
//! Each line is read by itself, so that nothing in one line switches off what is found in another:
//!
//! 1. `json`: a line that is a JSON object with a port among its keys;
//! 2. `table`: else a line with as many fields as the last header that had a port among its columns;
//! 3. `lines`: else, and in the other fields of a table, words such as `198.51.100.7:443`.
//!
//! All of them say no more than where a port is and which protocol is stated for it (`found`); what gets a name is
//! decided in one place. All other bytes pass as they are.

use std::fs::File;
use std::io::{self, IsTerminal, Read, Write};
use std::process::ExitCode;

use memchr::{memchr, memrchr};

use crate::args;
use crate::print::{Screen, complain};

mod columns;
mod found;
mod json;
mod lines;
mod table;

use found::Found;
pub use table::Column;
use table::Tables;

pub fn run(arguments: &args::Annotate, screen: &mut Screen) -> io::Result<ExitCode> {
    let mut code = ExitCode::SUCCESS;
    let standard_input = ["-".into()];
    let files = if arguments.files.is_empty() {
        &standard_input[..]
    } else {
        &arguments.files
    };
    for file in files {
        let mut annotator = Annotator::new(arguments);
        let read = if file.as_os_str() == "-" {
            let input = io::stdin().lock();
            if input.is_terminal() {
                complain("reading lines from the terminal; Ctrl-D ends them (see annotate --help)");
            }
            annotator.stream(input, screen)?
        } else {
            match File::open(file) {
                Ok(input) => annotator.stream(input, screen)?,
                Err(error) => Err(error),
            }
        };
        if let Err(error) = read {
            complain(format_args!("{}: {error}", file.display()));
            code = ExitCode::FAILURE;
        }
        if let Some(missing) = annotator.tables.missing() {
            complain(format_args!("{}: {missing}", file.display()));
            code = ExitCode::FAILURE;
        }
    }
    Ok(code)
}

/// Longer lines pass as they are.
const LONGEST: usize = 1 << 20;

/// As much is read at once as stays in the processor's cache until it is written.
const READ: usize = 1 << 17;

struct Annotator {
    tables: Tables,
    naming: found::Naming,
    /// The ports of a line; kept for the next one's.
    found: Vec<Found>,
    /// The lines of one read, with their names.
    out: Vec<u8>,
}

impl Annotator {
    fn new(arguments: &args::Annotate) -> Self {
        Self {
            tables: Tables::new(&arguments.ports, &arguments.protocols),
            naming: found::Naming {
                all: arguments.all,
                transport: arguments.transport,
            },
            found: Vec::new(),
            out: Vec::new(),
        }
    }

    /// Passes the input on, line by line. The outer result is the output's, the inner one the input's.
    fn stream(&mut self, mut input: impl Read, out: &mut impl Write) -> io::Result<io::Result<()>> {
        let mut buffer = vec![0; LONGEST];
        let mut end = 0;
        // Whether what comes next is the rest of a line that was too long.
        let mut is_rest = false;
        loop {
            let most = (end + READ).min(LONGEST);
            let read = match input.read(&mut buffer[end..most]) {
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => {
                    out.write_all(&buffer[..end])?;
                    return Ok(Err(error));
                }
            };
            let mut start = 0;
            let new = end;
            end += read;
            if let Some(last) = memrchr(b'\n', &buffer[new..end]) {
                let lines_end = new + last + 1;
                if is_rest {
                    start = memchr(b'\n', &buffer[..lines_end]).map_or(0, |at| at + 1);
                    self.out.extend_from_slice(&buffer[..start]);
                    is_rest = false;
                }
                self.lines(&buffer[start..lines_end]);
                start = lines_end;
            }
            if read == 0 || (start == 0 && end == LONGEST) {
                // The last line has no end, or this one has none for too long.
                if is_rest || read > 0 {
                    self.out.extend_from_slice(&buffer[start..end]);
                } else {
                    self.lines(&buffer[start..end]);
                }
                is_rest = read > 0;
                start = end;
            }
            buffer.copy_within(start..end, 0);
            end -= start;
            // The next read may have to wait, so the annotated text is written now.
            out.write_all(&self.out)?;
            out.flush()?;
            self.out.clear();
            if read == 0 {
                return Ok(Ok(()));
            }
        }
    }

    /// Writes lines with the names of their ports.
    fn lines(&mut self, text: &[u8]) {
        let mut lines = lines::Simple::new(text);
        let (mut at, mut written) = (0, 0);
        loop {
            self.found.clear();
            let line = if self.tables.is_empty() {
                lines.next(&mut self.found)
            } else {
                lines.next_as_it_is().map(|line| (line, false))
            };
            let Some((line, is_simple)) = line else {
                return self.out.extend_from_slice(&text[written..]);
            };
            if !is_simple {
                self.find(line);
            }
            written = self
                .naming
                .write(text, at, written, &mut self.found, &mut self.out);
            at += line.len();
        }
    }

    fn find(&mut self, line: &[u8]) {
        if !json::find(line, &mut self.found) && !self.tables.find(line, &mut self.found) {
            lines::find(line, &mut self.found);
            if self.found.is_empty() {
                self.tables.read_header(line);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;

    use ianaports::Transport::{Tcp, Udp};
    use ianaports::{Transport, service_name};
    use proptest::prelude::*;

    use super::*;

    fn annotated(input: &[u8], all: bool) -> Vec<u8> {
        let arguments = args::Annotate {
            files: vec![],
            ports: vec![],
            protocols: vec![],
            transport: None,
            all,
        };
        let mut out = Vec::new();
        Annotator::new(&arguments)
            .stream(input, &mut out)
            .unwrap()
            .unwrap();
        out
    }

    /// Takes the names out again. The input has no parentheses and no key that ends in `_name`.
    fn without_names(out: &[u8]) -> Vec<u8> {
        let mut without = Vec::new();
        let mut at = 0;
        while at < out.len() {
            if let Some((name, length)) = insertion(&out[at..]) {
                let name = std::str::from_utf8(name).unwrap();
                assert!(!ianaports::lookup(name).is_empty(), "{name} is no name");
                at += length;
            } else {
                without.push(out[at]);
                at += 1;
            }
        }
        without
    }

    /// `(https)` or `,"dport_name":"https"`: the name, and how long it all is.
    fn insertion(out: &[u8]) -> Option<(&[u8], usize)> {
        if out.starts_with(b"(") {
            let end = memchr(b')', out)?;
            return Some((&out[1..end], end + 1));
        }
        let rest = out.strip_prefix(b",\"")?;
        let key = memchr(b'"', rest)?;
        let name = rest[..key]
            .ends_with(b"_name")
            .then(|| rest[key..].strip_prefix(b"\":\""))??;
        let end = memchr(b'"', name)?;
        Some((&name[..end], out.len() - name.len() + end + 1))
    }

    /// Pieces of what tools print, and of what they do not.
    fn piece() -> impl Strategy<Value = Vec<u8>> {
        let known = prop::sample::select(vec![
            "tcp",
            "UDP",
            "icmp",
            "17",
            "6",
            "1",
            "443",
            "22",
            "53",
            "65536",
            "40000",
            "192.0.2.1:443",
            "[::1]:22",
            ":::22",
            "::1:631",
            "192.0.2.1.443",
            "2001:db8::7.53",
            ">",
            "->",
            "dport=443",
            "DPT=53",
            "proto=17",
            "--dport",
            "dpts:6000:6063",
            "22/tcp",
            "514/open/udp",
            "{\"dport\":443,\"proto\":\"tcp\"}",
            "{\"a\":{",
            "\"port\":22",
            "}",
            "proto,dport",
            "proto\tdport",
            "#fields\tid.resp_p\tproto",
            "version srcport dstport",
            "port",
            "dport",
            "proto",
            "Flags",
            "a=192.0.2.1:22",
            "spt=53",
            "[fe80::1%eth0]:546",
            "192.0.2.1:22:",
            "192.0.2.01:22",
            "192.0.2.256:22",
            "*:*",
            "%eth0",
            "\u{feff}",
            "x11",
            "=",
            ":",
            "/",
            "]",
        ])
        .prop_map(|text: &str| text.as_bytes().to_vec());
        let between = prop::sample::select(vec![" ", ",", "\t", ";", "|", "\"", "\n", "\r\n"])
            .prop_map(|text: &str| text.as_bytes().to_vec());
        prop_oneof![5 => known, 6 => between, 1 => prop::collection::vec(any::<u8>().prop_filter("names", |&byte| byte != b'('), 0..5)]
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

        #[test]
        fn without_the_names_the_output_is_the_input(pieces in prop::collection::vec(piece(), 0..60), all: bool) {
            let input = pieces.concat();
            let out = annotated(&input, all);
            prop_assert_eq!(without_names(&out), input);
        }

        /// However the input is cut into pieces that arrive one by one.
        #[test]
        fn it_makes_no_difference_how_the_input_arrives(
            pieces in prop::collection::vec(piece(), 0..60),
            cuts in prop::collection::vec(1_usize..20, 1..20),
        ) {
            struct Cut<'a>(&'a [u8], std::iter::Cycle<std::vec::IntoIter<usize>>);
            impl Read for Cut<'_> {
                fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                    let length = self.1.next().unwrap().min(self.0.len());
                    buffer[..length].copy_from_slice(&self.0[..length]);
                    self.0 = &self.0[length..];
                    Ok(length)
                }
            }
            let input = pieces.concat();
            let arguments = args::Annotate { files: vec![], ports: vec![], protocols: vec![], transport: None, all: false };
            let mut out = Vec::new();
            Annotator::new(&arguments).stream(Cut(&input, cuts.into_iter().cycle()), &mut out).unwrap().unwrap();
            prop_assert_eq!(out, annotated(&input, false));
        }

        /// A line that is read in the short way is one that `lines::find` reads the same.
        #[test]
        fn simple_lines_have_the_ports_of_all_lines(
            begins in prop::sample::select(vec!["tcp ", "udp6 ", "tcp\t", "dccp,", "icmp ", "x ", "tcp 0 0 ", ""]),
            pieces in prop::collection::vec(piece(), 0..20),
            octets in prop::collection::vec((prop::collection::vec("[0-9]{1,4}", 3..6), 0_u32..70_000), 0..3),
            has_processes: bool,
        ) {
            let addresses = octets.iter().map(|(octets, port)| format!(" {}:{port}", octets.join(".")));
            let pieces = pieces.concat();
            let mut text = [begins.as_bytes(), &pieces, addresses.collect::<String>().as_bytes()].concat();
            if has_processes {
                text.extend(b" users:((\"a:22\",pid=1,dport=53)) 192.0.2.1:22\nudp *:53");
            }
            let mut lines = lines::Simple::new(&text);
            let mut found = Vec::new();
            while let Some((line, is_simple)) = lines.next(&mut found) {
                let named = |mut found: Vec<Found>| {
                    let naming = found::Naming { all: false, transport: None };
                    let mut out = Vec::new();
                    naming.write(line, 0, 0, &mut found, &mut out);
                    out
                };
                let mut all = Vec::new();
                lines::find(line, &mut all);
                if is_simple {
                    prop_assert_eq!(named(std::mem::take(&mut found)), named(all));
                }
                found.clear();
            }
        }

        /// The standard library's reader of addresses with ports, word by word, finds what is found in lines of ss.
        #[test]
        fn addresses_are_what_the_standard_library_reads_as_some(
            words in prop::collection::vec(
                prop_oneof![
                    any::<(std::net::IpAddr, u16)>().prop_map(|address| SocketAddr::from(address).to_string()),
                    (any::<std::net::Ipv4Addr>(), 0_u16..1024).prop_map(|(ip, port)| format!("{ip}:{port}")),
                    "[0-9.:a-f\\[\\]*]{1,12}",
                ],
                0..6,
            ),
            transport in prop::option::of(prop::sample::select(vec![Tcp, Udp])),
        ) {
            let begins = transport.map_or("-", Transport::as_str);
            let input = format!("{begins} {}", words.join(" "));
            let named = words.iter().map(|word| {
                let port = word.parse::<SocketAddr>().ok().map(|address| address.port());
                let any = || word.strip_prefix("*:")?.parse::<u16>().ok();
                // Too long, signed, or one that is all of an address by itself.
                let whole = || {
                    let (address, port) = word.rsplit_once(':')?;
                    let is_mapped = address.starts_with("::ffff:") && address.contains('.');
                    (matches!(address, "::" | "::1") || is_mapped && address.parse::<std::net::Ipv6Addr>().is_ok())
                        .then(|| port.parse::<u16>().ok())?
                };
                let port = port.or_else(any).or_else(whole).filter(|_| !word.rsplit(':').next().unwrap().is_empty());
                let name = port.filter(|_| word.rsplit(':').next().unwrap().len() <= 5).and_then(|port| match transport {
                    Some(transport) => service_name(port, transport),
                    None => service_name(port, Tcp).filter(|&name| service_name(port, Udp) == Some(name)),
                });
                name.map_or(word.clone(), |name| format!("{word}({name})"))
            });
            let expected = format!("{begins} {}", named.collect::<Vec<_>>().join(" "));
            prop_assert_eq!(String::from_utf8(annotated(input.as_bytes(), true)).unwrap(), expected);
        }
    }
}
