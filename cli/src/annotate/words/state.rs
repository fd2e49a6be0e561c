//! What is known after some of the words, and the ports that it leads to.

use std::cell::Cell;

use memchr::memmem;

use super::super::address;
use super::super::facts::{End, Facts, Form, Needs, Protocol, Side, number};
use super::kinds::{ATOM, BLANK, DIGIT, LETTER, is_of_atom, kind};

/// A word, an address or a port that an arrow may link with another.
#[derive(Clone, Copy)]
pub(super) enum Last {
    Nothing,
    /// An end that has been found.
    End(usize),
    /// A port after an address that may be none: `192.0.2.1/443`, `192.0.2.1(443)`, `192.0.2.1.443`.
    Held(Port, Mark),
    /// `www.example.com`, `www.example.com:443`
    Word(usize, usize, Option<(usize, usize)>),
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Slash,
    Parenthesis,
    Dot,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Arrow {
    /// `->`, `=>`, `<->`
    Forth,
    /// `<-`
    Back,
    /// `>` between blanks, as tcpdump has it
    Greater,
}

/// A port and where its digits are.
#[derive(Clone, Copy)]
pub(super) struct Port {
    pub(super) first: u16,
    pub(super) last: u16,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The connection of keys in one part (`sport=`, `dport=`), and how many of each side it has.
#[derive(Clone, Copy, Default)]
pub(super) struct Keyed {
    pub(super) connection: Option<u32>,
    pub(super) count: [u8; 7],
}

pub(super) struct Open {
    pub(super) part: u32,
    pub(super) close: u8,
    pub(super) keyed: Keyed,
    /// What stood before the bracket, which an arrow behind it links.
    pub(super) before: (Last, usize),
}

/// Whether numbers are ports of a rule: after `dport`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    No,
    Port,
    Braces,
}

/// Addresses with commas alone between them.
pub(super) struct Run {
    pub(super) first: usize,
    pub(super) count: usize,
    /// Where the first address is, and where the last port ends.
    pub(super) address: (usize, usize),
    pub(super) end: usize,
    pub(super) is_one_host: bool,
    pub(super) is_list: bool,
}

pub struct Words<'a> {
    pub(super) whole: &'a [u8],
    /// All of it up to the end of the region that is read.
    pub(super) text: &'a [u8],
    pub(super) facts: &'a mut Facts,
    pub(super) base: Open,
    pub(super) open: Vec<Open>,
    /// The connection of addresses that nothing links.
    pub(super) loose: Option<u32>,
    /// Where the last atom began and ended.
    pub(super) atom: (usize, usize),
    pub(super) atoms: usize,
    pub(super) last: Last,
    pub(super) last_depth: usize,
    pub(super) arrow: Option<(Last, Arrow, usize)>,
    /// The side that was said, and after how many atoms.
    pub(super) side: Option<(Side, usize)>,
    /// The protocol that was said last: where it ended, how many ends there were, and whether another stood beside it.
    pub(super) protocol: (Protocol, usize, usize, bool),
    pub(super) rule: Rule,
    pub(super) rule_states: Protocol,
    pub(super) run: Option<Run>,
    /// Where the host of a URL begins.
    pub(super) host: usize,
    /// The ends that stand in a URL.
    pub(super) urls: Vec<usize>,
    /// Where the text begins, and how many ends there were.
    pub(super) from: usize,
    pub(super) since: usize,
    /// What `is_socket` and `is_asa` say, once they were asked.
    socket: Cell<Option<bool>>,
    asa: Cell<Option<bool>>,
    pub(super) is_over: bool,
}

impl<'a> Words<'a> {
    pub fn new(text: &'a [u8], part: u32, facts: &'a mut Facts) -> Self {
        let since = facts.ends.len();
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
            from: 0,
            since,
            socket: Cell::new(None),
            asa: Cell::new(None),
            is_over: false,
        }
    }

    /// The beginning of the line.
    fn head(&self) -> &[u8] {
        &self.text[self.from..self.text.len().min(self.from + 200)]
    }

    /// Whether this is a line of netstat or ss: a transport, perhaps a state, and two numbers.
    pub(super) fn is_socket(&self) -> bool {
        if let Some(known) = self.socket.get() {
            return known;
        }
        let words = self.head().split(|&byte| kind(byte) == BLANK);
        let mut words = words.filter(|word| !word.is_empty());
        let first = words.next().map_or(Protocol::Unstated, Protocol::of_word);
        let mut is_number = || {
            words
                .next()
                .is_some_and(|word| word.iter().all(u8::is_ascii_digit))
        };
        let is_socket = matches!(first, Protocol::Transport(_)) && {
            if is_number() {
                is_number()
            } else {
                is_number() && is_number()
            }
        };
        self.socket.set(Some(is_socket));
        is_socket
    }

    /// Whether this is a line of Cisco's firewalls.
    pub(super) fn is_asa(&self) -> bool {
        if let Some(known) = self.asa.get() {
            return known;
        }
        let marks = [&b"%ASA-"[..], b"%FTD-", b"%PIX-"];
        let is_asa = marks
            .iter()
            .any(|mark| memmem::find(self.head(), mark).is_some());
        self.asa.set(Some(is_asa));
        is_asa
    }

    pub(super) fn top(&mut self) -> &mut Open {
        self.open.last_mut().unwrap_or(&mut self.base)
    }

    pub(super) fn part(&self) -> u32 {
        self.open.last().unwrap_or(&self.base).part
    }

    pub(super) fn byte(&self, at: usize) -> Option<&u8> {
        self.text.get(at)
    }

    pub(super) fn before(&self, at: usize) -> Option<&u8> {
        at.checked_sub(1).and_then(|at| self.text.get(at))
    }

    pub(super) fn atom_end(&self, from: usize) -> usize {
        from + self.text[from..]
            .iter()
            .take_while(|&&byte| kind(byte) & ATOM != 0)
            .count()
    }

    /// A port, or a range with a hyphen, that begins here and whose end is one of a number.
    pub(super) fn port(&self, start: usize) -> Option<Port> {
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
        let is_end = match next {
            b'.' if self.byte(end + 1) == Some(&b'0')
                && first == last
                && !is_of_atom(self.byte(end + 2)) =>
            {
                end += 2;
                true
            }
            // A full stop, three dots, or an arrow.
            b'.' | b'-' => {
                let signs = self.text[end..]
                    .iter()
                    .take(4)
                    .take_while(|&&byte| byte == b'.' || byte == b'-');
                let after = end + signs.count();
                let is_colon = self.byte(after) == Some(&b':');
                !(is_of_atom(self.byte(after)) || is_colon && self.goes_on(after + 1))
            }
            b':' => !self.goes_on(end + 1),
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

    /// Whether what stands here would go on with an address: `*:41:a0` and `*:5:.a` have no port.
    fn goes_on(&self, start: usize) -> bool {
        let rest = self.text[start..].iter().take(address::LONGEST);
        let is_of_address = |byte: &&u8| byte.is_ascii_hexdigit() || matches!(byte, b'.' | b':');
        let length = rest.take_while(is_of_address).count();
        let is_whole = length > 0 && !is_of_atom(self.byte(start + length));
        is_whole || self.byte(start).is_some_and(u8::is_ascii_digit)
    }

    pub(super) fn digits(&self, start: usize) -> Option<(u16, usize)> {
        let rest = self.text.get(start..)?;
        let length = rest
            .iter()
            .take(6)
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        Some((number(&rest[..length])?, start + length))
    }

    /// Where the name of a port ends that has one already.
    pub(super) fn after_name(&self, at: usize) -> usize {
        if self.byte(at) != Some(&b'(') {
            return at;
        }
        let name = self.text[at..].iter().take(64);
        name.clone()
            .position(|&byte| byte == b')')
            .map_or(at, |length| at + length + 1)
    }

    /// `/tcp` after a port, or `/open/tcp` as nmap has it.
    pub(super) fn transport_after(&self, at: usize) -> Option<(Protocol, usize)> {
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

    pub(super) fn loose(&mut self) -> u32 {
        *self.loose.get_or_insert_with(|| self.facts.connection())
    }

    pub(super) fn push(
        &mut self,
        port: Port,
        stated: Protocol,
        side: Side,
        connection: u32,
    ) -> usize {
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

    pub(super) fn push_silent(&mut self, port: Option<u16>, at: usize, connection: u32) -> usize {
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

    pub(super) fn silent(&mut self, port: Option<u16>, at: usize) -> usize {
        let connection = self.loose();
        self.push_silent(port, at, connection)
    }

    pub(super) fn is_said(&self) -> bool {
        self.side
            .is_some_and(|(side, atoms)| side != Side::Unsaid && self.atoms <= atoms + 2)
    }

    /// The side that was said just before.
    pub(super) fn side(&mut self) -> Side {
        let is_said = self.is_said();
        self.side
            .take()
            .filter(|_| is_said)
            .map_or(Side::Unsaid, |(side, _)| side)
    }

    /// The protocol that stands right before an end that begins here.
    pub(super) fn protocol_before(&self, start: usize) -> Protocol {
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
}

/// The port of a service by its name, as tools print it in place of a number.
pub(super) fn port_of_name(name: &[u8]) -> Option<u16> {
    let name = std::str::from_utf8(name)
        .ok()
        .filter(|name| name.len() <= 15)?;
    ianaports::port(name, ianaports::Transport::Tcp)
        .or_else(|| ianaports::port(name, ianaports::Transport::Udp))
}
