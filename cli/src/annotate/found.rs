//! The ports that are found in a line, and which of them get their names.

use std::ops::Range;

use ianaports::Transport::{self, Tcp, Udp};
use ianaports::service_name;

/// What is stated of the protocol of a port.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Protocol {
    Transport(Transport),
    /// Something that has no ports, such as ICMP, or that is not known to have any.
    Other,
    #[default]
    Unstated,
}

impl Protocol {
    /// What the field of a protocol says: a name, as `tcp` or netstat's `tcp6`, or the number of an IP header.
    pub fn of_field(text: &[u8]) -> Self {
        if matches!(text, b"" | b"-") {
            return Self::Unstated;
        }
        let number = std::str::from_utf8(text)
            .ok()
            .and_then(|text| text.parse::<u8>().ok());
        match number {
            Some(number) => {
                Transport::from_protocol_number(number).map_or(Self::Other, Self::Transport)
            }
            None => transport(text).map_or(Self::Other, Self::Transport),
        }
    }

    /// What a word of a line says, if it is the name of a protocol at all.
    pub fn of_word(word: &[u8]) -> Self {
        let mut lower = [0; 8];
        let Some(lower) = lower.get_mut(..word.len()) else {
            return Self::Unstated;
        };
        lower.copy_from_slice(word);
        lower.make_ascii_lowercase();
        match without_version(lower) {
            b"tcp" => Self::Transport(Tcp),
            b"udp" => Self::Transport(Udp),
            b"sctp" => Self::Transport(Transport::Sctp),
            b"dccp" => Self::Transport(Transport::Dccp),
            // Of those without ports, the ones that tools print.
            b"icmp" | b"icmpv" | b"igmp" | b"gre" | b"esp" | b"ospf" | b"pim" | b"vrrp"
            | b"eigrp" | b"ipip" | b"raw" | b"p_raw" | b"udplite" | b"udpl" => Self::Other,
            _ => Self::Unstated,
        }
    }

    /// What several fields of a row say together: a transport, if they do not contradict each other. A field may
    /// be of a protocol above the transport (TLS) beside another that is of the transport.
    pub fn of_all(fields: impl Iterator<Item = Self>) -> Self {
        fields.fold(Self::Unstated, |before, next| match (before, next) {
            (before, Self::Unstated) => before,
            (Self::Transport(a), Self::Transport(b)) if a != b => Self::Other,
            (Self::Transport(_), _) => before,
            (_, next) => next,
        })
    }

    pub fn or(self, other: Self) -> Self {
        if self == Self::Unstated { other } else { self }
    }

    /// The name of a port.
    fn name(self, port: u16) -> Option<&'static str> {
        match self {
            Self::Transport(transport) => service_name(port, transport),
            Self::Other => None,
            Self::Unstated => {
                service_name(port, Tcp).filter(|&name| service_name(port, Udp) == Some(name))
            }
        }
    }
}

/// `tcp`, and `tcp4`, `tcp6` or `tcp46` as netstat has it.
pub fn transport(word: &[u8]) -> Option<Transport> {
    match Protocol::of_word(word) {
        Protocol::Transport(transport) => Some(transport),
        _ => None,
    }
}

fn without_version(word: &[u8]) -> &[u8] {
    let word = word.strip_suffix(b"6").unwrap_or(word);
    word.strip_suffix(b"4").unwrap_or(word)
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

/// A port in a line, or a range of ports.
#[derive(Clone, Debug)]
pub struct Found {
    pub first: u16,
    pub last: u16,
    pub protocol: Protocol,
    /// Where in the line its name goes: after its digits.
    pub end: usize,
    /// Whether it is one of the two ports of a connection.
    pub is_end: bool,
    /// Its name, once it is known which protocol it is of.
    pub name: Option<&'static str>,
    /// The key of a JSON object, to name a key beside it; elsewhere names go into parentheses.
    pub key: Option<Range<usize>>,
}

impl Found {
    pub fn port(number: u16, end: usize) -> Self {
        Self {
            first: number,
            last: number,
            protocol: Protocol::Unstated,
            end,
            is_end: false,
            name: None,
            key: None,
        }
    }

    pub fn of_connection(self) -> Self {
        Self {
            is_end: true,
            ..self
        }
    }

    /// The name of the port, or the one name of all ports of the range.
    fn find_name(&self) -> Option<&'static str> {
        let name = self.protocol.name(self.first)?;
        let is_the_same = |port| self.protocol.name(port) == Some(name);
        (self.first == self.last || (self.first..=self.last).all(is_the_same)).then_some(name)
    }
}

/// Which ports get names.
pub struct Naming {
    /// A client's own ports too.
    pub all: bool,
    /// The transport of what states none.
    pub transport: Option<Transport>,
}

/// From here on Linux takes the ports of clients; from 49152 on, others do.
pub const EPHEMERAL: u16 = 32_768;
/// The ports up to 1023 are for servers.
const SYSTEM: u16 = 1_023;

impl Naming {
    /// Writes the text from `written` on to the last port of the line at `line` that has a name, with the names.
    /// Gives back what is written now.
    pub fn write(
        &self,
        text: &[u8],
        line: usize,
        mut written: usize,
        found: &mut [Found],
        out: &mut Vec<u8>,
    ) -> usize {
        if found.is_empty() {
            return written;
        }
        let unstated = self
            .transport
            .map_or(Protocol::Unstated, Protocol::Transport);
        // The ends of a connection below 32768, and those up to 1023 that have a name.
        let (mut has_server, mut has_system) = (false, false);
        for port in found.iter_mut() {
            port.protocol = port.protocol.or(unstated);
            has_server |= port.is_end && port.first < EPHEMERAL;
            port.name = port.find_name();
            has_system |= port.is_end && port.first <= SYSTEM && port.name.is_some();
        }
        let is_clients = |port: &Found| {
            port.is_end
                && (has_server && port.first >= EPHEMERAL || has_system && port.first > SYSTEM)
        };
        if !found.is_sorted_by_key(|port| port.end) {
            found.sort_by_key(|port| port.end);
        }
        for port in found.iter() {
            if !self.all && is_clients(port) {
                continue;
            }
            let Some(name) = port.name else {
                continue;
            };
            out.extend_from_slice(&text[written..line + port.end]);
            written = line + port.end;
            match &port.key {
                None => {
                    out.push(b'(');
                    out.extend_from_slice(name.as_bytes());
                    out.push(b')');
                }
                Some(key) => {
                    out.extend_from_slice(b",\"");
                    out.extend_from_slice(&text[line + key.start..line + key.end]);
                    out.extend_from_slice(b"_name\":");
                    out.extend_from_slice(serde_json::Value::from(name).to_string().as_bytes());
                }
            }
        }
        written
    }
}
