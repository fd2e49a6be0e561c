//! The first reader: the words of a line, of a cell or of a string of JSON. Its grammar is on the page of the folder.
//!
//! It goes from left to right and looks ahead no further than an address is long.

use memchr::memmem;

use super::address::{self, LONGEST};
use super::columns::{Role, role};
use super::facts::{BY_ITSELF, End, Facts, Form, Needs, Protocol, Side, number};

const BLANK: u8 = 1;
const DIGIT: u8 = 1 << 1;
const LETTER: u8 = 1 << 2;
const DOT: u8 = 1 << 3;
const HYPHEN: u8 = 1 << 4;
const ATOM: u8 = DIGIT | LETTER | DOT | HYPHEN;

/// What kind of byte each is. Atoms are words of letters, digits, dots, hyphens, underscores, and all beyond ASCII.
static KIND: [u8; 256] = {
    let mut kind = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        kind[byte] = match byte as u8 {
            b' ' | b'\t' | b'\r' | b'\n' | 0 => BLANK,
            b'0'..=b'9' => DIGIT,
            b'a'..=b'z' | b'A'..=b'Z' | b'_' | 0x80.. => LETTER,
            b'.' => DOT,
            b'-' => HYPHEN,
            _ => 0,
        };
        byte += 1;
    }
    kind
};

fn kind(byte: u8) -> u8 {
    KIND[usize::from(byte)]
}

/// Whether a text is one atom or none, so that no end is in it.
pub fn is_atom(text: &[u8]) -> bool {
    text.iter().all(|&byte| kind(byte) & ATOM != 0)
}

fn is_of_atom(byte: Option<&u8>) -> bool {
    byte.is_some_and(|&byte| kind(byte) & ATOM != 0)
}

/// Brackets that are open are counted no further; those inside are no parts.
const DEEPEST: usize = 64;

/// A word, an address or a port that an arrow may link with another.
#[derive(Clone, Copy)]
enum Last {
    Nothing,
    /// An end that has been found.
    End(usize),
    /// A port after an address that may be none: `192.0.2.1/443`, `192.0.2.1(443)`, `192.0.2.1.443`.
    Held(Port, Mark),
    /// `www.example.com`, `www.example.com:443`
    Word(usize, usize, Option<(usize, usize)>),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Slash,
    Parenthesis,
    Dot,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Arrow {
    /// `->`, `=>`, `<->`
    Forth,
    /// `<-`
    Back,
    /// `>` between blanks, as tcpdump has it
    Greater,
}

/// A port and where its digits are.
#[derive(Clone, Copy)]
struct Port {
    first: u16,
    last: u16,
    start: usize,
    end: usize,
}

/// The connection of keys in one part (`sport=`, `dport=`), and how many of each side it has.
#[derive(Clone, Copy, Default)]
struct Keyed {
    connection: Option<u32>,
    count: [u8; 6],
}

struct Open {
    part: u32,
    close: u8,
    keyed: Keyed,
    /// What stood before the bracket, which an arrow behind it links.
    before: (Last, usize),
}

/// Whether numbers are ports of a rule: after `dport`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rule {
    No,
    Port,
    Braces,
}

/// Addresses with commas alone between them.
struct Run {
    first: usize,
    count: usize,
    /// Where the first address is, and where the last port ends.
    address: (usize, usize),
    end: usize,
    is_one_host: bool,
    is_list: bool,
}

pub struct Words<'a> {
    whole: &'a [u8],
    /// All of it up to the end of the region that is read.
    text: &'a [u8],
    facts: &'a mut Facts,
    base: Open,
    open: Vec<Open>,
    /// The connection of addresses that nothing links.
    loose: Option<u32>,
    /// Where the last atom began and ended.
    atom: (usize, usize),
    atoms: usize,
    last: Last,
    last_depth: usize,
    arrow: Option<(Last, Arrow, usize)>,
    /// The side that was said, and after how many atoms.
    side: Option<(Side, usize)>,
    /// The protocol that was said last: where it ended, how many ends there were, and whether another stood beside it.
    protocol: (Protocol, usize, usize, bool),
    rule: Rule,
    rule_states: Protocol,
    run: Option<Run>,
    /// Where the host of a URL begins.
    host: usize,
    /// The ends that stand in a URL.
    urls: Vec<usize>,
    /// Whether this is a line of netstat or ss: a transport, perhaps a state, and two numbers.
    is_socket: bool,
    is_asa: bool,
    is_over: bool,
}

/// Adds the ports in the words of a line from one place to another. What is stated there is stated in the part.
/// Gives back the connection of the addresses that nothing links.
pub fn read(text: &[u8], from: usize, to: usize, part: u32, facts: &mut Facts) -> Option<u32> {
    let mut words = Words::new(&text[..to], part, facts);
    words.begin(from);
    words.region(from, to);
    words.finish();
    words.loose
}

impl<'a> Words<'a> {
    pub fn new(text: &'a [u8], part: u32, facts: &'a mut Facts) -> Self {
        Self {
            whole: text,
            text,
            facts,
            base: Open {
                part,
                close: 0,
                keyed: Keyed::default(),
                before: (Last::Nothing, 0),
            },
            open: Vec::new(),
            loose: None,
            atom: (0, 0),
            atoms: 0,
            last: Last::Nothing,
            last_depth: 0,
            arrow: None,
            side: None,
            protocol: (Protocol::Unstated, usize::MAX, 0, true),
            rule: Rule::No,
            rule_states: Protocol::Unstated,
            run: None,
            host: usize::MAX,
            urls: Vec::new(),
            is_socket: false,
            is_asa: false,
            is_over: false,
        }
    }

    /// What is known from the beginning of the line.
    pub fn begin(&mut self, from: usize) {
        let head = &self.text[from..self.text.len().min(from + 200)];
        self.facts.work += head.len();
        let mut words = head
            .split(|&byte| kind(byte) == BLANK)
            .filter(|word| !word.is_empty());
        let Some(first) = words.next() else { return };
        if matches!(first[0] | 0x20, b't' | b'u' | b's' | b'd' | b'm')
            && matches!(Protocol::of_word(first), Protocol::Transport(_))
        {
            let is_number =
                |word: Option<&[u8]>| word.is_some_and(|word| word.iter().all(u8::is_ascii_digit));
            let second = words.next();
            self.is_socket = if is_number(second) {
                is_number(words.next())
            } else {
                is_number(words.next()) && is_number(words.next())
            };
        } else if first == b"raw" || first == b"raw6" {
            self.facts.state(self.base.part, Protocol::Portless);
        } else if memchr::memchr(b'%', head).is_some() {
            self.is_asa = [&b"%ASA-"[..], b"%FTD-", b"%PIX-"]
                .iter()
                .any(|mark| memmem::find(head, mark).is_some());
        }
    }

    /// Reads what stands between two places; what stands between two regions is not of the words.
    pub fn region(&mut self, from: usize, to: usize) {
        self.text = &self.whole[..to];
        self.last = Last::Nothing;
        self.arrow = None;
        let mut at = if self.is_over { to } else { from };
        while let Some(&byte) = self.text.get(at) {
            let kinds = kind(byte);
            at = if kinds == BLANK {
                let rest = self.text[at + 1..].iter();
                at + 1 + rest.take_while(|&&byte| kind(byte) == BLANK).count()
            } else if kinds & ATOM != 0 {
                self.atom(at)
            } else {
                self.mark(at, byte)
            };
            if at == usize::MAX {
                self.is_over = true;
                break;
            }
        }
        self.facts.work += self.text.len() - from;
    }

    pub fn finish(&mut self) {
        self.end_of_run();
        while let Some(open) = self.open.pop() {
            self.facts.close(open.part);
        }
        // Beside two others, the port of a URL is an end of neither.
        if let Some(loose) = self.loose.filter(|_| !self.urls.is_empty()) {
            let ends = self
                .facts
                .ends
                .iter()
                .filter(|end| end.connection == loose)
                .count();
            if ends >= self.urls.len() + 2 {
                for &index in &self.urls {
                    self.facts.ends[index].connection = BY_ITSELF;
                }
            }
        }
        // Of a socket's line: the peer is written in a way that is not known.
        if let Some(loose) = self.loose.filter(|_| self.is_socket) {
            let mut ends = self.facts.ends.iter().filter(|end| end.connection == loose);
            if ends.next().is_some()
                && ends.next().is_none()
                && !self.facts.connections[loose as usize].listens
            {
                let end = self.text.len();
                self.push_silent(None, end, loose);
            }
        }
    }

    fn top(&mut self) -> &mut Open {
        self.open.last_mut().unwrap_or(&mut self.base)
    }

    fn part(&self) -> u32 {
        self.open.last().unwrap_or(&self.base).part
    }

    fn byte(&self, at: usize) -> Option<&u8> {
        self.text.get(at)
    }

    fn atom_end(&self, from: usize) -> usize {
        from + self.text[from..]
            .iter()
            .take_while(|&&byte| kind(byte) & ATOM != 0)
            .count()
    }

    // ---------------------------------------------------------------- marks

    fn mark(&mut self, at: usize, byte: u8) -> usize {
        match byte {
            b'[' => {
                if let Some(after) = self.address_in_brackets(at) {
                    return after;
                }
                self.open(b']');
            }
            b'(' => self.open(b')'),
            b'{' if self.rule != Rule::No => self.rule = Rule::Braces,
            b'{' => self.open(b'}'),
            b'}' if self.rule == Rule::Braces => self.rule = Rule::No,
            b']' | b')' | b'}' => self.close(byte),
            b'<' if self.byte(at + 1).is_some_and(u8::is_ascii_alphabetic) => self.open(b'>'),
            b'>' => self.greater(at),
            b'*' => return self.star(at),
            b':' if self.byte(at + 1) == Some(&b':')
                && self.before(at) != Some(&b':')
                && !is_of_atom(self.before(at)) =>
            {
                if let Some(after) = self.ipv6(at) {
                    return after;
                }
            }
            // The color of a terminal: its bytes are no text.
            0x1b if self.byte(at + 1) == Some(&b'[') => {
                let rest = self.text[at + 2..].iter().take(32);
                if let Some(length) = rest.clone().position(|byte| (0x40..0x7f).contains(byte)) {
                    return at + 3 + length;
                }
            }
            b',' | b';' => {
                self.last = Last::Nothing;
                self.arrow = None;
            }
            _ => {}
        }
        if self.rule == Rule::Port && !b"=!:\"',".contains(&byte) {
            self.rule = Rule::No;
        }
        at + 1
    }

    fn before(&self, at: usize) -> Option<&u8> {
        at.checked_sub(1).and_then(|at| self.text.get(at))
    }

    fn open(&mut self, close: u8) {
        if self.open.len() < DEEPEST {
            let part = self.facts.part(self.part());
            self.open.push(Open {
                part,
                close,
                keyed: Keyed::default(),
                before: (self.last, self.last_depth),
            });
            self.last = Last::Nothing;
        }
    }

    fn close(&mut self, close: u8) {
        if self.open.iter().any(|open| open.close == close) {
            while let Some(open) = self.open.pop() {
                self.facts.close(open.part);
                self.top().keyed = Keyed::default();
                (self.last, self.last_depth) = open.before;
                if open.close == close {
                    break;
                }
            }
        }
    }

    fn greater(&mut self, at: usize) {
        let before = self.before(at);
        if matches!(before, Some(b'-' | b'=')) {
            self.point(Arrow::Forth);
        } else if before.is_none_or(|&byte| kind(byte) == BLANK)
            && self.byte(at + 1).is_none_or(|&byte| kind(byte) == BLANK)
        {
            self.point(Arrow::Greater);
        } else {
            self.close(b'>');
        }
    }

    /// An arrow: what stands before it at the same depth is its left end.
    fn point(&mut self, arrow: Arrow) {
        let left = std::mem::replace(&mut self.last, Last::Nothing);
        if matches!(left, Last::Nothing) || self.last_depth != self.open.len() {
            return;
        }
        if let Last::End(index) = left
            && self.facts.ends[index].side == Side::Unsaid
        {
            let is_back = arrow == Arrow::Back;
            self.facts.ends[index].side = if is_back {
                Side::Destination
            } else {
                Side::Source
            };
        }
        self.arrow = Some((left, arrow, self.open.len()));
    }

    /// `*:443`, `*%eth0:22`, `*.8443` of BSD; `*:*` and `*.*`.
    fn star(&mut self, at: usize) -> usize {
        if is_of_atom(self.before(at)) {
            return at + 1;
        }
        match self.byte(at + 1) {
            Some(b':' | b'%') => self.address(at, at + 1),
            Some(b'.') if self.is_socket => match (self.byte(at + 2), self.port(at + 2)) {
                (Some(b'*'), _) => {
                    self.any_peer();
                    at + 3
                }
                (_, Some(port)) => self.address_end(at, at + 1, port),
                _ => at + 1,
            },
            _ => at + 1,
        }
    }

    // ---------------------------------------------------------------- addresses

    /// `[2001:db8::7]:443`, `[fe80::1%eth0]:546`
    fn address_in_brackets(&mut self, at: usize) -> Option<usize> {
        if !self
            .byte(at + 1)
            .is_some_and(|&byte| byte.is_ascii_hexdigit() || byte == b':')
            || is_of_atom(self.before(at))
        {
            return None;
        }
        let inside = &self.text[at + 1..self.text.len().min(at + LONGEST)];
        let length = inside
            .iter()
            .position(|&byte| byte == b']' || byte == b'[' || kind(byte) == BLANK);
        self.facts.work += length.unwrap_or(inside.len());
        let inside = &inside[..length.filter(|&length| inside[length] == b']')?];
        // An IPv4 address in brackets with its port is read as a part.
        let is_zoned = memchr::memchr(b'%', inside);
        let is_address = address::is_ipv6(&inside[..is_zoned.unwrap_or(inside.len())])
            || address::is_ipv4(inside) && self.byte(at + 2 + inside.len()) == Some(&b':');
        is_address.then(|| self.address(at, at + inside.len() + 2))
    }

    /// An IPv6 address without brackets, from its first digit or colon.
    fn ipv6(&mut self, at: usize) -> Option<usize> {
        let rest = &self.text[at..self.text.len().min(at + LONGEST)];
        let length = rest
            .iter()
            .take_while(|&&byte| byte.is_ascii_hexdigit() || byte == b':' || byte == b'.')
            .count();
        self.facts.work += length;
        let next = rest.get(length).map_or(0, |&byte| kind(byte));
        if length == LONGEST || next & (DIGIT | LETTER) != 0 {
            return None;
        }
        let mut run = &rest[..length];
        if rest.get(length) == Some(&b'*') && run.ends_with(b":") {
            // `:::*`
            if run != b":::" && !address::is_ipv6(&run[..length - 1]) {
                return None;
            }
            self.any_peer();
            return Some(at + length + 1);
        }
        run = run.strip_suffix(b".").unwrap_or(run);
        if run.ends_with(b":") && !run.ends_with(b"::") {
            run = &run[..run.len() - 1];
        }
        let colon = run.iter().rposition(|&byte| byte == b':')?;
        let dot = run.iter().rposition(|&byte| byte == b'.');
        let zone = rest.get(run.len()) == Some(&b'%');
        let before = &run[..colon];
        let is_any = before == b"::";
        let is_with_port = !zone
            && number(&run[colon + 1..]).is_some()
            && (is_any || address::is_ipv6(before) && (self.is_socket || before.contains(&b'.')));
        if is_with_port {
            let port = self.port(at + colon + 1)?;
            return Some(self.address_end(at, at + colon, port));
        }
        if address::is_ipv6(run) {
            let end = at + run.len();
            if zone && let Some(port) = self.zone_with_port(end) {
                return Some(self.dotted(at, end, port));
            }
            return Some(self.address(at, end));
        }
        let dot = dot?;
        if address::is_ipv6(&run[..dot])
            && let Some(port) = self.port(at + dot + 1)
        {
            return Some(self.dotted(at, at + dot, port));
        }
        None
    }

    /// `fe80::1%lo0.53` of BSD.
    fn zone_with_port(&self, at: usize) -> Option<Port> {
        let end = self.atom_end(at + 1);
        let zone = &self.text[at + 1..end];
        let dot = zone.iter().rposition(|&byte| byte == b'.')?;
        self.port(at + 1 + dot + 1)
    }

    /// `192.0.2.1.443`: a port in a line of netstat, or beside an arrow.
    fn dotted(&mut self, start: usize, end: usize, port: Port) -> usize {
        if self.is_socket {
            return self.address_end(start, end, port);
        }
        self.hold(port, Mark::Dot);
        port.end
    }

    /// What follows an address that ends here.
    fn address(&mut self, start: usize, end: usize) -> usize {
        let part = self.part();
        self.facts.parts[part as usize].has_address = true;
        let mut at = end;
        if self.byte(at) == Some(&b'%') {
            at = self.atom_end(at + 1);
        }
        match self.byte(at) {
            Some(b':') => {
                if let Some(port) = self.port(at + 1) {
                    return self.address_end(start, end, port);
                }
                if self.byte(at + 1) == Some(&b'*') {
                    self.any_peer();
                    return at + 2;
                }
                if let Some(after) = self.port_by_name(at + 1) {
                    return after;
                }
            }
            // BIND and dnsmasq; most of them are clients.
            Some(b'#') => {
                if let Some(port) = self.port(at + 1) {
                    self.side = self.side.or(Some((Side::Source, self.atoms)));
                    return self.address_end(start, end, port);
                }
            }
            Some(b'/') => {
                if let Some(port) = self.port(at + 1) {
                    return self.slash(start, end, port);
                }
            }
            Some(b'(') => {
                if let Some(port) = self
                    .port(at + 1)
                    .filter(|port| self.byte(port.end) == Some(&b')'))
                {
                    self.hold(port, Mark::Parenthesis);
                    return port.end + 1;
                }
            }
            Some(b' ' | b',') => {
                let rest = &self.text[at..];
                let prefix = [&b" port "[..], b", port "]
                    .into_iter()
                    .find(|prefix| rest.starts_with(prefix));
                if let Some(port) = prefix.and_then(|prefix| self.port(at + prefix.len())) {
                    let is_any = self.is_any(start, end);
                    if !is_any && !self.is_said() {
                        self.side = Some((Side::Source, self.atoms));
                    }
                    return self.address_end(start, end, port);
                }
            }
            _ => {}
        }
        self.last = Last::Nothing;
        self.arrow = None;
        at
    }

    /// `192.0.2.1:https`: an end whose port is not written as a number.
    fn port_by_name(&mut self, at: usize) -> Option<usize> {
        let end = self.atom_end(at);
        let name = &self.text[at..end];
        if !name.first().is_some_and(u8::is_ascii_alphabetic) {
            return None;
        }
        let port = port_of_name(name);
        if port.is_none() && self.arrow.is_none() && !self.is_socket {
            return None;
        }
        let index = self.silent(port, at);
        self.found(Last::End(index));
        Some(end)
    }

    /// `inside:192.0.2.11/61943`: an address and a port, if it is no prefix of a network.
    fn slash(&mut self, start: usize, end: usize, port: Port) -> usize {
        let has_interface = self.before(start) == Some(&b':')
            && start >= 2
            && self.atom.1 == start - 1
            && self.text[self.atom.0].is_ascii_alphabetic();
        if has_interface && (port.first > 32 || self.is_asa) {
            return self.address_end(start, end, port);
        }
        self.hold(port, Mark::Slash);
        port.end
    }

    fn hold(&mut self, port: Port, mark: Mark) {
        self.found(Last::Held(port, mark));
    }

    fn is_any(&self, start: usize, end: usize) -> bool {
        matches!(&self.text[start..end], b"*" | b"::" | b"[::]" | b"0.0.0.0")
    }

    fn is_said(&self) -> bool {
        self.side
            .is_some_and(|(side, atoms)| side != Side::Unsaid && self.atoms <= atoms + 2)
    }

    /// The side that was said just before.
    fn side(&mut self) -> Side {
        let is_said = self.is_said();
        self.side
            .take()
            .filter(|_| is_said)
            .map_or(Side::Unsaid, |(side, _)| side)
    }

    /// The protocol that stands right before an end that begins here.
    fn protocol_before(&self, start: usize) -> Protocol {
        let (protocol, end, _, is_alone) = self.protocol;
        let is_right_before = is_alone
            && self.atom.1 == end
            && start.checked_sub(end).is_some_and(|gap| gap <= 8)
            && self.text[end..start]
                .iter()
                .all(|byte| b" \t:/[".contains(byte));
        if is_right_before {
            protocol
        } else {
            Protocol::Unstated
        }
    }

    /// An address with a port.
    fn address_end(&mut self, start: usize, end: usize, port: Port) -> usize {
        let part = self.part();
        self.facts.parts[part as usize].has_address = true;
        let is_any = self.is_any(start, end);
        if port.first == 0 {
            // The peer of a socket that listens, as Windows has it.
            if is_any {
                self.any_peer();
            }
            return port.end;
        }
        let (stated, after) = match self.transport_after(self.after_name(port.end)) {
            Some((stated, after)) => (stated, after),
            None => (self.protocol_before(start), port.end),
        };
        let side = self.side();
        let is_url = start == self.host;
        let side = if is_any || is_url { Side::Server } else { side };
        let connection = self.loose();
        let index = self.push(port, stated, side, connection);
        if is_url {
            self.urls.push(index);
        }
        self.follow_run(index, start, end, port.end);
        self.found(Last::End(index));
        after
    }

    fn loose(&mut self) -> u32 {
        *self.loose.get_or_insert_with(|| self.facts.connection())
    }

    fn push(&mut self, port: Port, stated: Protocol, side: Side, connection: u32) -> usize {
        let is_named = self.byte(port.end) == Some(&b'(');
        let part = self.part();
        self.facts.push(End {
            ports: Some((port.first, port.last)),
            digits: port.start..port.end,
            stated,
            part,
            connection,
            side,
            needs: Needs::Nothing,
            form: if is_named {
                Form::Silent
            } else {
                Form::Parentheses
            },
        })
    }

    fn push_silent(&mut self, port: Option<u16>, at: usize, connection: u32) -> usize {
        let part = self.base.part;
        self.facts.ends.push(End {
            ports: port.map(|port| (port, port)),
            digits: at..at,
            stated: Protocol::Unstated,
            part,
            connection,
            side: Side::Unsaid,
            needs: Needs::Nothing,
            form: Form::Silent,
        });
        self.facts.ends.len() - 1
    }

    fn silent(&mut self, port: Option<u16>, at: usize) -> usize {
        let connection = self.loose();
        self.push_silent(port, at, connection)
    }

    fn any_peer(&mut self) {
        let loose = self.loose();
        self.facts.connections[loose as usize].listens = true;
        self.last = Last::Nothing;
        self.arrow = None;
    }

    // ---------------------------------------------------------------- lists

    fn follow_run(&mut self, index: usize, start: usize, end: usize, port_end: usize) {
        // A comma, and a blank perhaps.
        let comma = match self.before(start) {
            Some(b' ') => start - 1,
            _ => start,
        };
        if let Some(run) = &mut self.run
            && run.end + 1 == comma
            && self.text[run.end] == b','
        {
            run.count += 1;
            run.end = port_end;
            run.is_one_host &= self.text[run.address.0..run.address.1] == self.text[start..end];
            return;
        }
        self.end_of_run();
        self.run = Some(Run {
            first: index,
            count: 1,
            address: (start, end),
            end: port_end,
            is_one_host: true,
            // A row without a header has its addresses between commas, too.
            is_list: self.before(comma) != Some(&b',') && self.atoms > 1,
        });
    }

    /// Three addresses with commas between them, or two of one host, are a list and no connection.
    fn end_of_run(&mut self) {
        let Some(run) = self.run.take() else { return };
        let goes_on = self.byte(run.end) == Some(&b',')
            && self
                .byte(run.end + 1)
                .is_some_and(|&byte| kind(byte) != BLANK);
        let address = &self.text[run.address.0..run.address.1];
        let is_loopback = address.starts_with(b"127.") || address == b"[::1]";
        if run.is_list
            && !goes_on
            && (run.count > 2 || run.count == 2 && run.is_one_host && !is_loopback)
        {
            let ends = self.facts.ends[run.first..].iter_mut();
            for end in ends.filter(|end| !end.digits.is_empty()).take(run.count) {
                end.connection = BY_ITSELF;
            }
        }
    }

    // ---------------------------------------------------------------- connections

    /// Something that an arrow may point to or from.
    fn found(&mut self, right: Last) {
        let depth = self.open.len();
        let previous = std::mem::replace(&mut self.last, right);
        let previous_depth = std::mem::replace(&mut self.last_depth, depth);
        if let Some((left, arrow, at)) = self.arrow.take()
            && at == depth
        {
            self.link(left, arrow, right);
        } else if let (Last::Word(_, _, Some(suffix)), Last::End(index)) = (previous, right)
            && previous_depth == depth
            && self.is_gap(suffix.1, index)
        {
            // `www.example.com:https 192.0.2.5:3306`
            let port = self.port_of(suffix);
            if port.is_some() {
                self.silent(port, suffix.0);
            }
        }
    }

    /// Whether there are only blanks between a word and the address of an end.
    fn is_gap(&self, from: usize, index: usize) -> bool {
        let to = self.facts.ends[index].digits.start;
        let gap = &self.text[from..to];
        let blanks = gap.iter().take_while(|&&byte| kind(byte) == BLANK).count();
        blanks > 0 && !gap[blanks..].iter().any(|&byte| kind(byte) == BLANK) && gap.len() < 128
    }

    fn port_of(&self, (start, end): (usize, usize)) -> Option<u16> {
        let text = &self.text[start..end];
        number(text).or_else(|| port_of_name(text))
    }

    fn link(&mut self, left: Last, arrow: Arrow, right: Last) {
        if let (Last::Held(one, Mark::Slash), Last::Held(other, Mark::Slash)) = (left, right)
            && one.first <= 32
            && other.first <= 32
            && !self.is_asa
        {
            return;
        }
        let is_tcpdump = |last| matches!(last, Last::Held(_, Mark::Dot));
        let words = matches!(left, Last::Word(..)) && matches!(right, Last::Word(..));
        if words {
            if let (Last::Word(_, _, Some(one)), Last::Word(_, _, Some(other))) = (left, right)
                && arrow == Arrow::Forth
                && let (Some(one), Some(other)) = (self.port(one.0), self.port(other.0))
            {
                // `default/pod:40812 -> kube-system/dns:53 ... (UDP)`
                let connection = self.facts.connection();
                for port in [one, other] {
                    let index = self.push(port, Protocol::Unstated, Side::Unsaid, connection);
                    self.facts.ends[index].needs = Needs::Transport;
                }
            }
            return;
        }
        let connection = match left {
            Last::End(index)
                if Some(self.facts.ends[index].connection) != self.loose
                    && self.facts.ends[index].connection != BY_ITSELF =>
            {
                self.facts.ends[index].connection
            }
            _ => self.facts.connection(),
        };
        let protocol = match left {
            Last::Held(..) | Last::Word(..) => Protocol::Unstated,
            Last::End(index) => self.facts.ends[index].stated,
            Last::Nothing => return,
        };
        self.facts.connections[connection as usize].stated = protocol;
        let must = arrow == Arrow::Greater || is_tcpdump(left) || is_tcpdump(right);
        let one = self.join(left, connection, must);
        let other = self.join(right, connection, must);
        let (from, to) = if arrow == Arrow::Back {
            (other, one)
        } else {
            (one, other)
        };
        for (index, side) in [(from, Side::Source), (to, Side::Destination)] {
            if let Some(index) = index
                && self.facts.ends[index].side == Side::Unsaid
            {
                self.facts.ends[index].side = side;
            }
        }
        // What is stated at one end is stated of the connection.
        for index in [one, other].into_iter().flatten() {
            let stated = self.facts.ends[index].stated;
            let of = &mut self.facts.connections[connection as usize].stated;
            *of = of.and(stated);
        }
        if let Some(index) = other {
            self.last = Last::End(index);
        }
    }

    /// Makes something an end of a connection.
    fn join(&mut self, last: Last, connection: u32, must: bool) -> Option<usize> {
        match last {
            Last::Nothing => None,
            Last::End(index) => {
                self.facts.ends[index].connection = connection;
                Some(index)
            }
            Last::Held(port, _) => {
                Some(self.push(port, Protocol::Unstated, Side::Unsaid, connection))
            }
            Last::Word(_, _, Some(suffix)) => {
                // It is no end of another connection.
                let ends = self.facts.ends.iter_mut().rev().take(3);
                for end in ends.filter(|end| end.digits == (suffix.0..suffix.0)) {
                    end.connection = BY_ITSELF;
                }
                if let Some(port) = self.port(suffix.0) {
                    return Some(self.push(port, Protocol::Unstated, Side::Unsaid, connection));
                }
                let port = self.port_of(suffix);
                Some(self.push_silent(port, suffix.0, connection))
            }
            Last::Word(start, end, None) => {
                if !must {
                    return None;
                }
                let word = &self.text[start..end];
                let label = word
                    .iter()
                    .rposition(|&byte| byte == b'.')
                    .map_or(end, |dot| start + dot + 1);
                let port = self.port_of((label, end));
                Some(self.push_silent(port, label, connection))
            }
        }
    }

    // ---------------------------------------------------------------- numbers

    /// A port, or a range with a hyphen, that begins here and whose end is one of a number.
    fn port(&self, start: usize) -> Option<Port> {
        let (first, mut end) = self.digits(start)?;
        let mut last = first;
        if self.byte(end) == Some(&b'-')
            && let Some((upper, after)) = self.digits(end + 1)
        {
            if upper < first {
                return None;
            }
            (last, end) = (upper, after);
        }
        let next = self.byte(end).copied().unwrap_or(b' ');
        let second = self.byte(end + 1);
        let is_end = match next {
            b'.' if second == Some(&b'0') && first == last && !is_of_atom(self.byte(end + 2)) => {
                end += 2;
                true
            }
            // A full stop, three dots, or an arrow.
            b'.' | b'-' => {
                let signs = self.text[end..]
                    .iter()
                    .take(4)
                    .take_while(|&&byte| byte == b'.' || byte == b'-');
                !is_of_atom(self.byte(end + signs.count()))
            }
            b':' => !second.is_some_and(u8::is_ascii_digit),
            // A password, unless the number of an interface follows (macOS).
            b'@' => {
                let digits = self.text[end + 1..]
                    .iter()
                    .take(6)
                    .take_while(|byte| byte.is_ascii_digit())
                    .count();
                digits > 0 && !is_of_atom(self.byte(end + 1 + digits))
            }
            b'=' => false,
            byte => kind(byte) & (DIGIT | LETTER) == 0,
        };
        is_end.then_some(Port {
            first,
            last,
            start,
            end,
        })
    }

    fn digits(&self, start: usize) -> Option<(u16, usize)> {
        let rest = self.text.get(start..)?;
        let length = rest
            .iter()
            .take(6)
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        Some((number(&rest[..length])?, start + length))
    }

    /// Where the name of a port ends that has one already.
    fn after_name(&self, at: usize) -> usize {
        if self.byte(at) != Some(&b'(') {
            return at;
        }
        let name = self.text[at..].iter().take(64);
        name.clone()
            .position(|&byte| byte == b')')
            .map_or(at, |length| at + length + 1)
    }

    /// `/tcp` after a port, or `/open/tcp` as nmap has it.
    fn transport_after(&self, at: usize) -> Option<(Protocol, usize)> {
        if self.byte(at) != Some(&b'/') {
            return None;
        }
        let transport = |from: usize| {
            let end = from
                + self.text[from..]
                    .iter()
                    .take(9)
                    .take_while(|byte| byte.is_ascii_alphanumeric())
                    .count();
            match Protocol::of_word(&self.text[from..end]) {
                stated @ Protocol::Transport(_) => Some((stated, end)),
                _ => None,
            }
        };
        transport(at + 1).or_else(|| {
            let state = self.text[at + 1..]
                .iter()
                .take(20)
                .take_while(|&&byte| byte.is_ascii_lowercase() || byte == b'|');
            let slash = at + 1 + state.count();
            (slash > at + 1 && self.byte(slash) == Some(&b'/')).then(|| transport(slash + 1))?
        })
    }

    // ---------------------------------------------------------------- atoms

    fn atom(&mut self, start: usize) -> usize {
        let text = self.text;
        let (mut end, mut kinds) = (start, 0);
        while let Some(&byte) = text.get(end) {
            let kind = kind(byte);
            if kind & ATOM == 0 {
                break;
            }
            kinds |= kind;
            end += 1;
        }
        if kinds & (DIGIT | LETTER) == 0 {
            return self.signs(start, end);
        }
        self.atoms += 1;
        let after = self.word(start, end, kinds);
        self.atom = (start, end);
        after
    }

    /// Hyphens and dots alone.
    fn signs(&mut self, start: usize, end: usize) -> usize {
        if &self.text[start..end] == b"-"
            && self.before(start) == Some(&b'<')
            && self.byte(end) != Some(&b'>')
        {
            self.point(Arrow::Back);
        } else if &self.text[start..end] == b"--"
            && self.byte(end).is_some_and(|&byte| kind(byte) == BLANK)
        {
            // `ACCEPT 17 -- 0.0.0.0/0` of iptables: the number of the protocol; 0 is any.
            let before = &self.text[self.atom.0..self.atom.1];
            if (2..=4).contains(&self.atoms) && number(before).is_some_and(|number| number > 0) {
                let part = self.part();
                self.facts.state(part, Protocol::of_field(before));
            }
        }
        end
    }

    fn word(&mut self, start: usize, end: usize, kinds: u8) -> usize {
        let text = self.text;
        let word = &text[start..end];
        let next = text.get(end).copied().unwrap_or(b' ');
        if kinds & DIGIT != 0 {
            if word[0].is_ascii_digit()
                && kinds & DOT != 0
                && let Some(after) = self.ipv4(start, end)
            {
                return after;
            }
            if kinds & (LETTER | DOT) == 0
                && let Some(after) = self.number(start)
            {
                return after;
            }
        }
        if next == b':'
            && end - start <= 4
            && word.iter().all(u8::is_ascii_hexdigit)
            && !matches!(self.before(start), Some(b':'))
            && let Some(after) = self.ipv6(start)
        {
            return after;
        }
        if self.rule == Rule::Port && word != b"vmap" {
            self.rule = Rule::No;
        }
        if kinds & LETTER != 0 {
            if let Some(after) = self.protocol_word(start, end, next) {
                return after;
            }
            if let Some(after) = self.key(start, end, next) {
                return after;
            }
            if word[0] >= 0x80 {
                if word == "→".as_bytes() {
                    self.point(Arrow::Forth);
                    return end;
                }
            } else if self.keyword(start, word) {
                return end;
            }
            if next == b':' && word == b"users" && text[end..].starts_with(b":((") {
                // The processes of ss have no ports.
                return usize::MAX;
            }
        }
        self.host(start, end, next)
    }

    fn ipv4(&mut self, start: usize, end: usize) -> Option<usize> {
        let word = &self.text[start..end];
        let length = address::ipv4(word)?;
        let rest = &word[length..];
        if rest.iter().all(|&byte| byte == b'.' || byte == b'-') {
            return Some(self.address(start, start + length));
        }
        if rest[0] != b'.' {
            return None;
        }
        let port = self.port(start + length + 1)?;
        Some(self.dotted(start, start + length, port))
    }

    /// A number: of a rule, before `/tcp`, of a mapping.
    fn number(&mut self, start: usize) -> Option<usize> {
        if self.rule != Rule::No {
            return self.number_of_rule(start);
        }
        if matches!(self.before(start), Some(b'/' | b'#' | b'@')) {
            return None;
        }
        let (first, mut at) = self.digits(start)?;
        // `80:30080/TCP` of Kubernetes
        let mut ports = [
            Some(Port {
                first,
                last: first,
                start,
                end: at,
            }),
            None,
        ];
        match self.byte(at) {
            Some(b':' | b'(') => {
                let colon = self.after_name(at);
                if self.byte(colon) == Some(&b':') {
                    let (second, end) = self.digits(colon + 1)?;
                    ports[1] = Some(Port {
                        first: second,
                        last: second,
                        start: colon + 1,
                        end,
                    });
                    at = end;
                }
            }
            Some(b'-') => {
                let (last, end) = self.digits(at + 1)?;
                ports[0] = Some(Port {
                    first,
                    last,
                    start,
                    end,
                })
                .filter(|_| first <= last);
                at = end;
            }
            _ => {}
        }
        let (stated, after) = self.transport_after(self.after_name(at))?;
        for port in ports.into_iter().flatten() {
            self.push(port, stated, Side::Unsaid, BY_ITSELF);
        }
        // `0.0.0.0:8080->80/tcp` of Docker
        if let Some((Last::End(left), Arrow::Forth, depth)) = self.arrow.take()
            && depth == self.open.len()
        {
            let left = &mut self.facts.ends[left];
            left.connection = BY_ITSELF;
            left.stated = left.stated.or(stated);
        }
        self.last = Last::Nothing;
        Some(after)
    }

    fn number_of_rule(&mut self, start: usize) -> Option<usize> {
        let port = match self.digits(start) {
            Some((first, end)) if self.byte(end) == Some(&b':') => match self.digits(end + 1) {
                Some((last, end)) if first <= last && !is_of_atom(self.byte(end)) => Some(Port {
                    first,
                    last,
                    start,
                    end,
                }),
                _ => self.port(start),
            },
            _ => self.port(start),
        };
        let Some(port) = port else {
            self.rule = Rule::No;
            return None;
        };
        self.push(port, self.rule_states, Side::Unsaid, BY_ITSELF);
        if self.rule == Rule::Port && self.byte(port.end) != Some(&b',') {
            self.rule = Rule::No;
        }
        Some(port.end)
    }

    /// `tcp`, `tcp:443`, `TCP/443`, `tcp://`
    fn protocol_word(&mut self, start: usize, end: usize, next: u8) -> Option<usize> {
        let text = self.text;
        let mut word = &text[start..end];
        while let Some(rest) = word.strip_suffix(b".") {
            word = rest;
        }
        if word == b"Flags" && text[end..].starts_with(b" [") {
            self.states(Protocol::Transport(ianaports::Transport::Tcp), start, end);
            return Some(end);
        }
        // Most words end with another letter.
        let last = word.last().copied().unwrap_or(b' ');
        if !(3..=9).contains(&word.len()) || !b"pelfmw46v".contains(&(last | 0x20)) {
            return None;
        }
        let stated = Protocol::of_word(word);
        if stated == Protocol::Unstated {
            return None;
        }
        if matches!(next, b':' | b'/') && matches!(stated, Protocol::Transport(_)) {
            if let Some(port) = self
                .port(end + 1)
                .filter(|_| !is_of_atom(self.before(start)) && self.before(start) != Some(&b'/'))
            {
                self.push(port, stated, Side::Unsaid, BY_ITSELF);
                return Some(port.end);
            }
            if text[end..].starts_with(b"://") {
                self.protocol = (stated, end, self.facts.ends.len(), true);
                self.host = end + 3;
                return Some(end);
            }
            // A family of protocols.
            if next == b'/' && text[end + 1..].to_ascii_lowercase_prefix(b"ip") {
                return Some(end);
            }
        }
        self.states(stated, start, end);
        Some(end)
    }

    fn states(&mut self, stated: Protocol, start: usize, end: usize) {
        let part = self.part();
        self.facts.state(part, stated);
        let (before, before_end, ends, _) = self.protocol;
        let is_alone = before == Protocol::Unstated
            || before == stated
            || ends != self.facts.ends.len()
            || before_end > start
            || start - before_end > 16;
        self.protocol = (stated, end, self.facts.ends.len(), is_alone);
        self.last = Last::Nothing;
    }

    /// `dport=443`, `DPT: 443`, `"dst_port":"443"`, `proto=17`, `src=`.
    fn key(&mut self, start: usize, end: usize, next: u8) -> Option<usize> {
        let text = self.text;
        let mut at = end;
        if matches!(next, b'"' | b'\'') {
            if self.before(start) != Some(&next) || self.before(start - 1) == Some(&b'\\') {
                return None;
            }
            at += 1;
        }
        let blanks = text[at..]
            .iter()
            .take(2)
            .take_while(|&&byte| byte == b' ')
            .count();
        let separator = match text.get(at + blanks) {
            Some(b'=') if text.get(at + blanks + 1) != Some(&b'>') => b'=',
            Some(b':') if blanks == 0 => b':',
            _ => return None,
        };
        at += blanks + 1;
        if separator == b'=' && text.get(at) == Some(&b'=') {
            at += 1;
        }
        let word = &text[start..end];
        let mut role = role(word)?;
        if role == Role::Bare
            && self.atom.1 + 1 == start
            && self.atom.0 < self.atom.1
            && text[self.atom.1] == b' '
        {
            // `Src Port: 443`
            let joined = super::columns::role(&text[self.atom.0..end]);
            if let Some(joined @ Role::End(..)) = joined {
                role = joined;
            }
        }
        let blanks = text[at..]
            .iter()
            .take(8)
            .take_while(|&&byte| byte == b' ' || byte == b'\t')
            .count();
        let mut value = at + blanks;
        if matches!(text.get(value), Some(b'"' | b'\'')) {
            value += 1;
        }
        let part = self.part();
        match role {
            Role::End(side, stated) => self.keyed(value, side, stated, Needs::Nothing),
            Role::Bare => self.keyed(value, Side::Unsaid, Protocol::Unstated, Needs::Company),
            Role::Published => {
                let port = self.port(value)?;
                self.push(port, Protocol::Unstated, Side::Unsaid, BY_ITSELF);
                Some(port.end)
            }
            Role::Service if self.top().keyed.count[Side::Source as usize] > 0 => {
                self.keyed(value, Side::Destination, Protocol::Unstated, Needs::Nothing)
            }
            Role::Protocol => {
                let end = self.atom_end(value);
                let stated = Protocol::of_field(&text[value..end]);
                // After a colon may stand prose.
                if stated == Protocol::Unknown && separator == b':' && blanks > 0 {
                    return None;
                }
                self.facts.state(part, stated);
                Some(end)
            }
            Role::Address(side) => {
                self.side = Some((side, self.atoms));
                self.last = Last::Nothing;
                Some(at)
            }
            Role::Device => {
                self.facts.parts[part as usize].is_device = true;
                Some(at)
            }
            _ => None,
        }
    }

    /// The port of a key: an end of the connection of the keys around it.
    fn keyed(&mut self, value: usize, side: Side, stated: Protocol, needs: Needs) -> Option<usize> {
        let port = match self.digits(value) {
            Some((first, end)) if self.byte(end) == Some(&b':') => {
                // `dpts:6000:6063` is a rule's.
                let (last, end) = self.digits(end + 1)?;
                return (first <= last && !is_of_atom(self.byte(end))).then(|| {
                    let port = Port {
                        first,
                        last,
                        start: value,
                        end,
                    };
                    self.push(port, stated, Side::Unsaid, BY_ITSELF);
                    end
                });
            }
            _ => self.port(value)?,
        };
        let most = if side == Side::Unsaid { 2 } else { 1 };
        let place = if needs == Needs::Company {
            5
        } else {
            side as usize
        };
        let mut keyed = self.top().keyed;
        if keyed.count[place] >= most {
            keyed = Keyed::default();
        }
        let connection = match keyed.connection {
            Some(connection) => connection,
            None => self.facts.connection(),
        };
        keyed.connection = Some(connection);
        keyed.count[place] += 1;
        self.top().keyed = keyed;
        let index = self.push(port, stated, side, connection);
        self.facts.ends[index].needs = needs;
        Some(port.end)
    }

    /// Words that say something of what follows them.
    fn keyword(&mut self, start: usize, word: &[u8]) -> bool {
        let rule = word.strip_prefix(b"--").unwrap_or(word);
        match rule {
            b"dport" | b"sport" | b"dports" | b"sports" | b"destination-port" | b"source-port"
            | b"destination-ports" | b"source-ports" => {
                self.rule_states = self.protocol_before(start);
                self.rule = Rule::Port;
            }
            b"port" if self.before(start) == Some(&b' ') => {
                // `tcp port 443`, `udp dst port 53`
                let (stated, at, ..) = self.protocol;
                let between = start
                    .checked_sub(at)
                    .filter(|&gap| gap < 16)
                    .map(|_| &self.text[at..start]);
                let is_right_before =
                    between.is_some_and(|text| matches!(text.trim_ascii(), b"" | b"src" | b"dst"));
                if is_right_before && self.protocol.3 {
                    self.rule_states = stated;
                    self.rule = Rule::Port;
                } else {
                    return false;
                }
            }
            b"from" | b"by" | b"source" | b"src" | b"peer" | b"remote" | b"saddr" => {
                self.side = Some((Side::Source, self.atoms));
            }
            b"client" | b"Client" => self.side = Some((Side::Client, self.atoms)),
            b"to" | b"on" | b"at" | b"destination" | b"dest" | b"dst" | b"daddr" => {
                self.side = Some((Side::Destination, self.atoms));
            }
            b"server" | b"upstream" | b"listening" | b"listen" | b"Listening" | b"LISTEN" => {
                self.side = Some((Side::Server, self.atoms));
            }
            _ => return false,
        }
        true
    }

    /// A word that may be a host, with its port or without.
    fn host(&mut self, start: usize, end: usize, next: u8) -> usize {
        let text = self.text;
        if next == b':' {
            let suffix = end + 1;
            if text[end..].starts_with(b"://") {
                self.host = end + 3;
                self.last = Last::Nothing;
                return end;
            }
            if is_of_atom(text.get(suffix)) {
                // Of `inside:192.0.2.1` the word is no host.
                if address::ipv4(&text[suffix..]).is_some() {
                    return end;
                }
                let suffix_end = self.atom_end(suffix);
                let is_host = self.host == start || &text[start..end] == b"localhost";
                if is_host && let Some(port) = self.port(suffix) {
                    let stated = self.transport_after(port.end);
                    let side = self.side();
                    let stated =
                        stated.map_or_else(|| self.protocol_before(start), |(stated, _)| stated);
                    let connection = self.loose();
                    let index = self.push(port, stated, side, connection);
                    if self.host == start {
                        self.urls.push(index);
                    }
                    self.found(Last::End(index));
                    return port.end;
                }
                // The digits of a port are followed by a full stop or an arrow.
                let mut last = suffix_end;
                while last > suffix && matches!(text[last - 1], b'-' | b'.') {
                    last -= 1;
                }
                // A host and its port are an end of some connection, here or there.
                let is_host = is_host_name(&text[start..end])
                    || self.is_said()
                    || self.protocol_before(start) != Protocol::Unstated;
                match self.port_of((suffix, last)).filter(|_| is_host) {
                    Some(port) => {
                        self.silent(Some(port), suffix);
                    }
                    None => self.beside(suffix, last),
                }
                self.found(Last::Word(start, end, Some((suffix, last))));
                // What stands before a slash may be a port and its transport.
                return if text.get(suffix_end) == Some(&b'/') {
                    end
                } else {
                    suffix_end
                };
            }
        }
        if matches!(next, b'/' | b':')
            && (is_of_atom(text.get(end + 1)) || text.get(end + 1) == Some(&b'['))
        {
            // `kube-system/`, `inside:`: what it stands before is the end.
            self.last = Last::Nothing;
            return end;
        }
        if self.arrow.is_some() {
            self.found(Last::Word(start, end, None));
        } else {
            self.last = Last::Word(start, end, None);
            self.last_depth = self.open.len();
        }
        end
    }

    /// `192.0.2.5:3306 www.example.com:https`: the peer of an address.
    fn beside(&mut self, suffix: usize, end: usize) {
        if let (Last::End(index), None) = (self.last, self.arrow)
            && self.last_depth == self.open.len()
            && Some(self.facts.ends[index].connection) == self.loose
            && self.facts.ends[index].digits.end < suffix
            && self.text[self.facts.ends[index].digits.end..suffix].len() < 128
            && kind(self.text[self.facts.ends[index].digits.end]) == BLANK
            && let Some(port) = self.port_of((suffix, end))
        {
            self.silent(Some(port), suffix);
        }
    }
}

/// Whether a word is a host's name, `www.example.com`, and not that of a file, which has a line after its colon.
fn is_host_name(word: &[u8]) -> bool {
    const FILES: [&[u8]; 18] = [
        b"c", b"cc", b"cpp", b"cs", b"go", b"h", b"hpp", b"java", b"js", b"jsx", b"kt", b"php",
        b"pl", b"py", b"rb", b"rs", b"scala", b"ts",
    ];
    let dot = word.iter().rposition(|&byte| byte == b'.');
    dot.is_some_and(|dot| {
        let label = &word[dot + 1..];
        label.len() > 1 && label.iter().all(u8::is_ascii_alphabetic) && !FILES.contains(&label)
    })
}

/// The port of a service by its name, as tools print it in place of a number.
fn port_of_name(name: &[u8]) -> Option<u16> {
    let name = std::str::from_utf8(name)
        .ok()
        .filter(|name| name.len() <= 15)?;
    ianaports::port(name, ianaports::Transport::Tcp)
        .or_else(|| ianaports::port(name, ianaports::Transport::Udp))
}

trait Prefix {
    fn to_ascii_lowercase_prefix(&self, prefix: &[u8]) -> bool;
}

impl Prefix for [u8] {
    fn to_ascii_lowercase_prefix(&self, prefix: &[u8]) -> bool {
        self.get(..prefix.len())
            .is_some_and(|text| text.eq_ignore_ascii_case(prefix))
    }
}
