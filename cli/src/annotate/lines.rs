//! Ports in the words of a line. Words stand between blanks, commas, semicolons and quotes.
//!
//! 1. `198.51.100.7:443`, `[2001:db8::7]:443`, `*:443`; a zone may follow the address (`192.0.2.5%eth0:68`), and an
//!    arrow stand between two (`192.0.2.5:52344->198.51.100.7:443`, as lsof has it).
//! 2. `:::22`, `::1:631`, `::ffff:192.0.2.5:443`: what is before the last colon is all of an address by itself. Any
//!    other address without brackets, only in a line of netstat.
//! 3. `198.51.100.7.443` and `2001:db8::7.443` beside the word `>`, as tcpdump has it, and in a line of netstat.
//! 4. `22/tcp` and `22/open/tcp//ssh///`, as nmap has it.
//! 5. `dport=443` and the other names of `columns`, in any letter case, as conntrack and the kernel's log have it;
//!    `dpt:443` and `dpts:6000:6063` of iptables -L; `dport 443` and `--dport 443` of rules.
//!
//! The transport of a line is its first word that is one (`tcp`, `UDP`, `udp6`; `PROTO=TCP`), or TCP if there is
//! tcpdump's word `Flags`. Where there is none, but a protocol without ports (`ICMP`), its ports have no names.
//! A line of netstat begins with a transport and two numbers.

use std::net::Ipv6Addr;
use std::str;
use std::sync::LazyLock;

use ianaports::Transport::{self, Tcp, Udp};
use ianaports::service_name;
use memchr::{memchr, memchr2, memchr3, memmem, memrchr};

use super::columns::{Role, role};
use super::found::{self, EPHEMERAL, Found, Protocol, number};

/// What kinds of bytes a word has.
mod kind {
    pub const END: u8 = 1;
    pub const DIGIT: u8 = 1 << 1;
    pub const COLON: u8 = 1 << 2;
    pub const DOT: u8 = 1 << 3;
    pub const EQUALS: u8 = 1 << 4;
    pub const SLASH: u8 = 1 << 5;
    pub const ARROW: u8 = 1 << 6;

    pub static OF: [u8; 256] = {
        let mut of = [0; 256];
        let mut byte = 0;
        while byte < 256 {
            of[byte] = match byte as u8 {
                b' ' | b'\t' | b'\r' | b'\n' | b',' | b';' | b'"' | b'\'' => END,
                b'0'..=b'9' => DIGIT,
                b':' => COLON,
                b'.' => DOT,
                b'=' => EQUALS,
                b'/' => SLASH,
                b'>' => ARROW,
                _ => 0,
            };
            byte += 1;
        }
        of
    };
}

/// Adds the ports in the words of a line.
pub fn find(line: &[u8], found: &mut Vec<Found>) {
    let from = found.len();
    let mut reader = Reader::new(found);
    let mut start = 0;
    while start < line.len() {
        let mut kinds = 0;
        let mut end = start;
        while end < line.len() {
            let kind = kind::OF[usize::from(line[end])];
            if kind == kind::END {
                break;
            }
            kinds |= kind;
            end += 1;
        }
        if line[start..end].starts_with(b"users:((") {
            // The processes of ss have no ports.
            break;
        }
        if end > start {
            reader.word(&line[start..end], start, kinds);
        }
        start = end + 1;
    }
    let protocol = reader.protocol;
    for port in &mut found[from..] {
        port.protocol = port.protocol.or(protocol);
    }
}

/// The lines of a text, one by one, with the ports of those that are simple: as in ss, the line begins with a protocol
/// and its ports follow a colon. What stands between the marks that matter is not read at all, which is what makes
/// `annotate` as fast as sed. All else is for `find`, which finds the same in a simple line.
pub struct Simple<'a> {
    text: &'a [u8],
    at: usize,
    /// Where the next arrow or slash is, and where the next "port", if it is not before `at`.
    mark: usize,
    rule: usize,
}

/// "port" as in `--dport 22`.
static RULE: LazyLock<memmem::Finder> = LazyLock::new(|| memmem::Finder::new("port"));

impl<'a> Simple<'a> {
    pub const fn new(text: &'a [u8]) -> Self {
        Self {
            text,
            at: 0,
            mark: 0,
            rule: 0,
        }
    }

    /// The next line, and nothing of it.
    pub fn next_as_it_is(&mut self) -> Option<&'a [u8]> {
        let rest = &self.text[self.at..];
        let length = memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
        self.at += length;
        (length > 0).then(|| &rest[..length])
    }

    /// The next line. Its ports are added if it is simple; else it is for `find`.
    pub fn next(&mut self, found: &mut Vec<Found>) -> Option<(&'a [u8], bool)> {
        let (text, start) = (self.text, self.at);
        let Some(transport) = self.transport() else {
            return self.next_as_it_is().map(|line| (line, false));
        };
        let mut is_simple = true;
        let mut at = start;
        let end = loop {
            let Some(next) = memchr3(b'\n', b':', b'=', &text[at..]) else {
                break text.len();
            };
            let hit = at + next;
            at = hit + 1;
            match text[hit] {
                b'\n' => break at,
                b':' => match colon(text, start, hit, transport, found) {
                    Colon::Simple => {}
                    Colon::Other => is_simple = false,
                    Colon::Last => {
                        break memchr(b'\n', &text[at..]).map_or(text.len(), |next| at + next + 1);
                    }
                },
                _ => is_simple &= !is_key(text, start, hit),
            }
        };
        self.at = end;
        if self.mark < start {
            self.mark = memchr2(b'>', b'/', &text[start..]).map_or(text.len(), |next| start + next);
        }
        if self.rule < start {
            self.rule = RULE
                .find(&text[start..])
                .map_or(text.len(), |next| start + next);
        }
        is_simple = is_simple && self.mark >= end && self.rule >= end;
        if !is_simple {
            found.clear();
        }
        Some((&text[start..end], is_simple))
    }

    /// The transport that the next line begins with, unless a number follows, as in netstat.
    fn transport(&self) -> Option<Transport> {
        let line = &self.text[self.at..];
        let length = line.iter().take(8).position(|&byte| is_end(byte))?;
        let transport = match &line[..length] {
            b"tcp" => Tcp,
            b"udp" => Udp,
            other => found::transport(other)?,
        };
        let second = line[length..]
            .iter()
            .find(|&&byte| byte != b' ' && byte != b'\t');
        second
            .is_some_and(|byte| !byte.is_ascii_digit())
            .then_some(transport)
    }
}

fn is_end(byte: u8) -> bool {
    kind::OF[usize::from(byte)] == kind::END
}

/// What a colon says of a line.
enum Colon {
    /// Nothing, or a port that has been added.
    Simple,
    /// That the line is for `find`.
    Other,
    /// That no port comes after it.
    Last,
}

/// Adds the port after a colon, if the word ends with it.
fn colon(
    text: &[u8],
    start: usize,
    hit: usize,
    transport: Transport,
    found: &mut Vec<Found>,
) -> Colon {
    let (mut digits, mut port) = (0, 0);
    for &byte in text[hit + 1..].iter().take(6) {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            break;
        }
        port = 10 * port + u32::from(digit);
        digits += 1;
    }
    let last = hit + 1 + digits;
    if digits == 0 {
        let before = text[start..hit].strip_suffix(b"users").unwrap_or_default();
        let is_ss =
            before.last().is_some_and(|&byte| is_end(byte)) && text[last..].starts_with(b"((");
        return if is_ss { Colon::Last } else { Colon::Simple };
    }
    let ends = |at: usize| text.get(at).is_none_or(|&byte| is_end(byte));
    // No port has six digits.
    let Ok(port) = u16::try_from(port) else {
        return Colon::Simple;
    };
    if !(ends(last) || text[last] == b':' && ends(last + 1)) {
        return Colon::Simple;
    }
    // A client's port without a name has no say in what is named.
    if port >= EPHEMERAL && service_name(port, transport).is_none() {
        return Colon::Simple;
    }
    let before = &text[start..hit];
    let is_ipv4 = ipv4_at_the_end(before).is_some_and(|at| at == 0 || is_end(before[at - 1]));
    let port = if is_ipv4 && digits <= 5 {
        Some(Found::port(port, 0).of_connection())
    } else {
        let length = before
            .iter()
            .rev()
            .take_while(|&&byte| !is_end(byte))
            .count();
        let word = &text[hit - length..last];
        if word.contains(&b'=') {
            return Colon::Other;
        }
        address_or_key(word, 0, false)
    };
    let protocol = Protocol::Transport(transport);
    found.extend(port.map(|port| Found {
        end: last - start,
        protocol,
        ..port
    }));
    Colon::Simple
}

/// Whether an equals sign follows the name of a port or a protocol.
fn is_key(text: &[u8], start: usize, hit: usize) -> bool {
    // No such name ends with another letter.
    if hit == start
        || !matches!(
            text[hit - 1] | 0x20,
            b't' | b'o' | b'l' | b'p' | b'c' | b'r'
        )
    {
        return false;
    }
    let key = (start..hit)
        .rev()
        .find(|&at| is_end(text[at]))
        .map_or(start, |at| at + 1);
    let key = &text[key..hit];
    role(key.strip_prefix(b"[").unwrap_or(key)).is_some()
}

/// Adds the port of a field of a table that is an address and a port.
pub fn find_in_field(field: &[u8], start: usize, found: &mut Vec<Found>) {
    found.extend(
        with_colon(field, false).map(|port| Found::port(port, start + field.len()).of_connection()),
    );
}

/// What is known of a line after some of its words.
struct Reader<'a> {
    found: &'a mut Vec<Found>,
    protocol: Protocol,
    words: usize,
    /// Whether the line is one of netstat, as far as it is read.
    is_netstat: bool,
    is_after_arrow: bool,
    /// What the last word is if an arrow follows.
    before_arrow: Option<Found>,
    /// Whether the last word was `--dport`, or a number after it.
    is_in_rule: bool,
}

impl<'a> Reader<'a> {
    const fn new(found: &'a mut Vec<Found>) -> Self {
        Self {
            found,
            protocol: Protocol::Unstated,
            words: 0,
            is_netstat: false,
            is_after_arrow: false,
            before_arrow: None,
            is_in_rule: false,
        }
    }

    fn word(&mut self, word: &[u8], start: usize, kinds: u8) {
        let place = self.words;
        self.words += 1;
        let is_after_arrow = std::mem::take(&mut self.is_after_arrow);
        let before_arrow = self.before_arrow.take();
        let is_in_rule = std::mem::take(&mut self.is_in_rule);
        if place == 1 || place == 2 {
            self.is_netstat &= kinds == kind::DIGIT && word.iter().all(u8::is_ascii_digit);
        }
        if kinds & !kind::DIGIT == 0 {
            if is_in_rule && (word == b"{" || self.port_of_rule(word, start)) {
                self.is_in_rule = true;
            } else {
                self.plain(word, place);
            }
        } else if word == b">" {
            self.found.extend(before_arrow);
            self.is_after_arrow = true;
        } else if kinds & kind::EQUALS != 0 {
            self.pair(word, start);
        } else if is_in_rule && self.port_of_rule(word, start) {
            self.is_in_rule = true;
        } else if kinds & kind::DIGIT != 0 {
            self.address(word, start, kinds, is_after_arrow);
        }
    }

    /// A word of letters, or with digits.
    fn plain(&mut self, word: &[u8], place: usize) {
        let protocol = if word == b"Flags" {
            Protocol::Transport(Tcp)
        } else {
            Protocol::of_word(word)
        };
        if protocol != Protocol::Unstated {
            self.states(protocol);
            self.is_netstat |= place == 0 && protocol != Protocol::Other;
        } else {
            self.is_in_rule = is_key_of_rule(word);
        }
    }

    /// The first transport of a line is its own; another protocol is, where there is no transport.
    fn states(&mut self, protocol: Protocol) {
        if !matches!(self.protocol, Protocol::Transport(_)) {
            self.protocol = match protocol {
                Protocol::Unstated => self.protocol,
                stated => stated,
            };
        }
    }

    fn port_of_rule(&mut self, word: &[u8], start: usize) -> bool {
        let port = ports(word, start);
        let is_port = port.is_some();
        self.found.extend(port);
        is_port
    }

    /// `dport=443`, `PROTO=TCP`, `src=192.0.2.5:443`.
    fn pair(&mut self, word: &[u8], start: usize) {
        let Some(at) = memchr(b'=', word) else {
            return;
        };
        let (key, value, end) = (&word[..at], &word[at + 1..], start + word.len());
        match role(key.strip_prefix(b"[").unwrap_or(key)) {
            // The value may come in quotes.
            Some(Role::End(_) | Role::Port) if value.is_empty() => self.is_in_rule = true,
            Some(Role::End(protocol)) => self.found.extend(number(value).map(|port| Found {
                protocol,
                ..Found::port(port, end).of_connection()
            })),
            Some(Role::Port) => self
                .found
                .extend(number(value).map(|port| Found::port(port, end))),
            Some(Role::Protocol) => self.states(Protocol::of_field(value)),
            _ => find_in_field(value, start + at + 1, self.found),
        }
    }

    fn address(&mut self, word: &[u8], start: usize, kinds: u8, is_after_arrow: bool) {
        if kinds & kind::ARROW != 0 {
            if let Some(at) = memmem::find(word, b"->") {
                self.one_address(&word[..at], start);
                self.one_address(&word[at + 2..], start + at + 2);
            }
            return;
        }
        if kinds & kind::DOT != 0 {
            // tcpdump has a colon after the second address.
            let address = word.strip_suffix(b":").unwrap_or(word);
            if let Some(port) = with_dot(address) {
                let port = Found::port(port, start + address.len()).of_connection();
                if is_after_arrow || self.is_netstat {
                    self.found.push(port);
                } else {
                    self.before_arrow = Some(port);
                }
                return;
            }
        }
        if kinds & (kind::COLON | kind::SLASH) != 0 {
            self.one_address(word, start);
        }
    }

    fn one_address(&mut self, word: &[u8], start: usize) {
        if let Some(at) = memchr(b'/', word) {
            let Some(transport) = transport_after(&word[at + 1..]) else {
                return;
            };
            let end = start + at;
            let port = with_colon(&word[..at], self.is_netstat)
                .map(|port| Found::port(port, end).of_connection());
            let port = port.or_else(|| number(&word[..at]).map(|port| Found::port(port, end)));
            if let Some(port) = port {
                let protocol = Protocol::Transport(transport);
                self.found.push(Found { protocol, ..port });
                self.states(protocol);
            }
            return;
        }
        let word = word.strip_suffix(b":").unwrap_or(word);
        self.found
            .extend(address_or_key(word, start, self.is_netstat));
    }
}

/// `192.0.2.5:443`, `dpt:443`
fn address_or_key(word: &[u8], start: usize, is_netstat: bool) -> Option<Found> {
    match with_colon(word, is_netstat) {
        Some(port) => Some(Found::port(port, start + word.len()).of_connection()),
        None => of_iptables(word, start),
    }
}

/// `443` of `192.0.2.5:443`.
fn with_colon(word: &[u8], is_netstat: bool) -> Option<u16> {
    let at = word.iter().rposition(|&byte| byte == b':')?;
    let port = number(&word[at + 1..])?;
    if is_ipv4(&word[..at]) {
        return Some(port);
    }
    let address = without_zone(&word[..at]);
    let is_address = match address {
        b"*" | b"::" | b"::1" => true,
        [b'[', inside @ .., b']'] => !inside.contains(&b']') && is_ipv6(inside),
        _ if !address.contains(&b':') => is_ipv4(address),
        mapped if mapped.starts_with(b"::ffff:") && mapped.contains(&b'.') => is_ipv6(mapped),
        ipv6 => is_netstat && is_ipv6(ipv6),
    };
    is_address.then_some(port)
}

/// `443` of `192.0.2.5.443`.
fn with_dot(word: &[u8]) -> Option<u16> {
    let at = memrchr(b'.', word)?;
    let port = number(&word[at + 1..])?;
    let address = without_zone(&word[..at]);
    (address == b"*" || is_ipv4(address) || is_ipv6(address)).then_some(port)
}

/// `dpt:22`, `dpts:6000:6063`.
fn of_iptables(word: &[u8], start: usize) -> Option<Found> {
    let at = memchr(b':', word)?;
    let is_key = ["dpt", "spt", "dpts", "spts"]
        .iter()
        .any(|key| word[..at].eq_ignore_ascii_case(key.as_bytes()));
    is_key.then(|| ports(&word[at + 1..], start + at + 1))?
}

fn is_key_of_rule(word: &[u8]) -> bool {
    let word = word.strip_prefix(b"--").unwrap_or(word);
    matches!(
        word,
        b"dport"
            | b"sport"
            | b"dports"
            | b"sports"
            | b"destination-port"
            | b"source-port"
            | b"destination-ports"
            | b"source-ports"
    )
}

/// A port, or two with a colon or a hyphen between them.
fn ports(word: &[u8], start: usize) -> Option<Found> {
    let end = start + word.len();
    let Some(at) = word.iter().position(|byte| b":-".contains(byte)) else {
        return Some(Found::port(number(word)?, end));
    };
    let (first, last) = (number(&word[..at])?, number(&word[at + 1..])?);
    Some(Found {
        last,
        ..Found::port(first, end)
    })
    .filter(|_| first <= last)
}

/// `tcp`, `open/tcp//ssh///`
fn transport_after(rest: &[u8]) -> Option<Transport> {
    rest.split(|&byte| byte == b'/')
        .take(2)
        .find_map(found::transport)
}

fn is_ipv4(text: &[u8]) -> bool {
    ipv4_at_the_end(text) == Some(0)
}

/// Where the IPv4 address begins that a text ends with: four numbers up to 255, without zeros in front, and dots
/// between them. The standard library's reader takes several times as long, most of it to find the beginning and to
/// see that the bytes are text.
fn ipv4_at_the_end(text: &[u8]) -> Option<usize> {
    let mut at = text.len();
    for part in 0..4 {
        let (mut number, mut unit) = (0, 1);
        let end = at;
        while at > 0 && text[at - 1].is_ascii_digit() && unit <= 100 {
            at -= 1;
            number += unit * u32::from(text[at] - b'0');
            unit *= 10;
        }
        if at == end || number > 255 || (end - at > 1 && text[at] == b'0') {
            return None;
        }
        if part < 3 {
            at = at.checked_sub(1).filter(|&dot| text[dot] == b'.')?;
        }
    }
    Some(at)
}

fn is_ipv6(text: &[u8]) -> bool {
    let text = without_zone(text);
    str::from_utf8(text).is_ok_and(|text| text.parse::<Ipv6Addr>().is_ok())
}

/// The address before `%eth0`; in brackets the zone stays.
fn without_zone(text: &[u8]) -> &[u8] {
    match memchr(b'%', text) {
        Some(at) if text[0] != b'[' || text[..at].ends_with(b"]") => &text[..at],
        _ => text,
    }
}
