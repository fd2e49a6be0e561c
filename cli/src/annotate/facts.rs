//! What the readers find in a line: ends, the connections and parts that they belong to, and what is stated there.

use std::collections::HashSet;
use std::ops::Range;

use ianaports::Transport::{self, Dccp, Sctp, Tcp, Udp};

/// What is stated of the protocol of a port.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Protocol {
    #[default]
    Unstated,
    Transport(Transport),
    /// A protocol that has no ports, as ICMP.
    Portless,
    /// A field of a protocol says what nobody knows.
    Unknown,
    /// Two protocols are stated in the same place.
    Contradiction,
}

use Protocol::{Contradiction, Portless, Unknown, Unstated};

impl Protocol {
    /// What two statements in the same place say together. A field of a protocol may name one above the transport
    /// (TLS) beside another field that names the transport.
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Unstated, stated) | (stated, Unstated) => stated,
            (Self::Transport(on), Unknown) | (Unknown, Self::Transport(on)) => Self::Transport(on),
            (one, other) if one == other => one,
            _ => Contradiction,
        }
    }

    pub fn or(self, other: Self) -> Self {
        if self == Unstated { other } else { self }
    }

    /// What a word says: `tcp`, netstat's `tcp6` and `tcp46`, Windows' `UDPv6`; or a protocol without ports.
    pub fn of_word(word: &[u8]) -> Self {
        match word {
            b"tcp" => return Self::Transport(Tcp),
            b"udp" => return Self::Transport(Udp),
            _ => {}
        }
        let mut lower = [0; 9];
        let Some(lower) = lower.get_mut(..word.len()) else {
            return Unstated;
        };
        if word.len() < 3 {
            return Unstated;
        }
        lower.copy_from_slice(word);
        lower.make_ascii_lowercase();
        Self::Transport(match without_version(lower) {
            b"tcp" | b"mptcp" => Tcp,
            // UDP-Lite has UDP's port numbers (RFC 3828, section 6).
            b"udp" | b"udplite" | b"udp-lite" | b"udpl" => Udp,
            b"sctp" => Sctp,
            b"dccp" => Dccp,
            // Of those without ports, the ones that tools print.
            b"icmp" | b"igmp" | b"gre" | b"esp" | b"ospf" | b"pim" | b"vrrp" | b"eigrp"
            | b"ipip" | b"ipv6-icmp" | b"p_raw" => return Portless,
            _ => return Unstated,
        })
    }

    /// What the field of a protocol says: a word, or the number of an IP header (`6`, or `6.0` of a column that once
    /// had gaps). A version of TLS says TCP.
    pub fn of_field(text: &[u8]) -> Self {
        if matches!(
            text,
            b"" | b"-" | b"*" | b"null" | b"NULL" | b"None" | b"N/A" | b"nan" | b"NaN"
        ) || text.starts_with(b"HTTP/")
            || is_above(text)
        {
            return Unstated;
        }
        // `TCP (6)`, `6 (TCP)`
        if let Some(open) = text.iter().position(|&byte| byte == b'(')
            && let Some(inside) = text[open + 1..].strip_suffix(b")")
            && !inside.contains(&b'(')
        {
            return Self::of_field(text[..open].trim_ascii()).and(Self::of_field(inside));
        }
        if text[0].is_ascii_digit() {
            let digits = text.strip_suffix(b".0").unwrap_or(text);
            return match number(digits) {
                Some(136) => Self::Transport(Udp),
                Some(number @ 0..=255) => {
                    Transport::from_protocol_number(number as u8).map_or(Portless, Self::Transport)
                }
                _ => Unknown,
            };
        }
        match Self::of_word(text) {
            Unstated if text.starts_with(b"TLSv1") || text.starts_with(b"SSLv") => {
                Self::Transport(Tcp)
            }
            Unstated => Unknown,
            stated => stated,
        }
    }
}

/// A protocol above TCP or UDP, so that the port is one of theirs.
fn is_above(text: &[u8]) -> bool {
    [
        "http", "https", "ftp", "ssh", "smtp", "dns", "telnet", "pop3", "imap", "snmp", "ntp",
        "sip", "ldap", "smb", "rdp", "dhcp",
    ]
    .iter()
    .any(|name| text.eq_ignore_ascii_case(name.as_bytes()))
}

fn without_version(word: &[u8]) -> &[u8] {
    let end = word.len()
        - word
            .iter()
            .rev()
            .take_while(|&&byte| byte == b'4' || byte == b'6')
            .count();
    if end == word.len() {
        return word;
    }
    word[..end].strip_suffix(b"v").unwrap_or(&word[..end])
}

/// A port, as tools print it: one to five digits.
pub fn number(text: &[u8]) -> Option<u16> {
    if text.is_empty() || text.len() > 5 {
        return None;
    }
    let digit = |number: u32, &byte: &u8| {
        byte.is_ascii_digit()
            .then(|| 10 * number + u32::from(byte - b'0'))
    };
    u16::try_from(text.iter().try_fold(0, digit)?).ok()
}

/// A port as the value of a field: `443`, or `443.0` of a column that once had gaps.
pub fn port_of(text: &[u8]) -> Option<u16> {
    number(text.strip_suffix(b".0").unwrap_or(text))
}

/// A port, or a range `6000-6063`; with its name, if it has been here before.
pub fn ports_of(text: &[u8]) -> Option<(u16, u16)> {
    if let Some(open) = text.iter().position(|&byte| byte == b'(') {
        let name = &text[open..];
        return ports_of(&text[..open]).filter(|_| name.ends_with(b")") && name.len() > 2);
    }
    if let Some(port) = port_of(text) {
        return Some((port, port));
    }
    let hyphen = text.iter().position(|&byte| byte == b'-' || byte == b':')?;
    let (first, last) = (number(&text[..hyphen])?, number(&text[hyphen + 1..])?);
    (first <= last).then_some((first, last))
}

/// Which end of a connection a port is said to be of.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Side {
    #[default]
    Unsaid,
    /// `sport`, `src`, `from`: who sent this, client or server.
    Source,
    /// `dport`, `dst`, `to`.
    Destination,
    /// `local`, `remote`: the client's in one program's log, the server's in another's.
    Either,
    /// `client_port`
    Client,
    /// `server_port`; an address that listens.
    Server,
}

/// What has to be stated beside a port, to make it one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Needs {
    #[default]
    Nothing,
    /// It says no more than `port`: an address, a protocol or another port.
    Company,
    /// It is `name:number` on both sides of an arrow: a transport.
    Transport,
}

/// How a name is written beside its port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// `443(https)`
    Parentheses,
    /// `"dst_port":443,"dst_port_name":"https"`: where the key stands.
    Key(Range<usize>),
    /// A column of its own: which one.
    Column(usize),
    /// Not at all: a peer that is written by its name.
    Silent,
}

/// A port in a line, or a range of ports.
#[derive(Clone, Debug)]
pub struct End {
    /// The ports; of a peer that is written by name, perhaps none.
    pub ports: Option<(u16, u16)>,
    /// Where in the line its digits begin and end.
    pub digits: Range<usize>,
    /// What is stated right at it.
    pub stated: Protocol,
    /// The part of the line that it is in.
    pub part: u32,
    /// The connection that it is an end of, or `BY_ITSELF`.
    pub connection: u32,
    pub side: Side,
    pub needs: Needs,
    pub form: Form,
}

/// The connection of a port that is none's end: of `22/tcp`, a rule, a mapping, a list of addresses.
pub const BY_ITSELF: u32 = u32::MAX;

/// A part of a line: the line itself, what stands in brackets, a row, a cell, an object.
#[derive(Clone, Copy, Debug, Default)]
pub struct Part {
    pub outer: u32,
    pub stated: Protocol,
    /// Whether it has ports, so that what is stated in it is stated of them alone.
    pub has_ends: bool,
    pub has_address: bool,
    /// Whether it is of a device: a switch (`vlan`, `mac`), a hub (`Bus`).
    pub is_device: bool,
}

#[derive(Clone, Copy, Debug, Default)]
pub struct Connection {
    /// What is stated of this connection, or mapping, alone.
    pub stated: Protocol,
    /// Whether the other end is any (`*:*`).
    pub listens: bool,
}

/// What is found in one line, one row, or the lines of one JSON value. Part 0 is all of it.
#[derive(Default)]
pub struct Facts {
    pub ends: Vec<End>,
    pub parts: Vec<Part>,
    pub connections: Vec<Connection>,
    /// Keys of JSON objects that end in `_name`, by object: what is named already.
    pub taken: HashSet<(u32, Box<[u8]>)>,
    /// The bytes that were looked at, each as often as it was: what makes it sure that a line takes linear time.
    pub work: usize,
}

impl Facts {
    /// Forgets the line before.
    pub fn clear(&mut self) {
        self.ends.clear();
        self.parts.clear();
        self.parts.push(Part::default());
        self.connections.clear();
        self.taken.clear();
    }

    pub fn part(&mut self, outer: u32) -> u32 {
        self.parts.push(Part {
            outer,
            ..Part::default()
        });
        place(self.parts.len() - 1)
    }

    pub fn connection(&mut self) -> u32 {
        self.connections.push(Connection::default());
        place(self.connections.len() - 1)
    }

    pub fn state(&mut self, part: u32, stated: Protocol) {
        let part = &mut self.parts[part as usize];
        part.stated = part.stated.and(stated);
    }

    pub fn push(&mut self, end: End) -> usize {
        self.parts[end.part as usize].has_ends = true;
        self.ends.push(end);
        self.ends.len() - 1
    }

    /// Ends a part: what is stated in one without ports is stated around it.
    pub fn close(&mut self, part: u32) {
        let Part {
            outer,
            stated,
            has_ends,
            has_address,
            ..
        } = self.parts[part as usize];
        let around = &mut self.parts[outer as usize];
        around.has_address |= has_address;
        if has_ends {
            around.has_ends |= part != outer;
        } else {
            around.stated = around.stated.and(stated);
        }
    }
}

fn place(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(BY_ITSELF - 1)
}
