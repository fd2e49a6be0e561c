//! The first reader: the words of a line, of a cell or of a string of JSON. Its grammar is on the page of the folder.
//!
//! It goes from left to right and looks ahead no further than an address is long.

use super::address;
use super::facts::{BY_ITSELF, Facts, Protocol, number};

mod addresses;
mod connections;
mod kinds;
mod state;
mod statements;

pub use kinds::is_atom;
use kinds::{ATOM, BLANK, DIGIT, DOT, LETTER, is_of_atom, kind};
pub use state::Words;
use state::{Arrow, Keyed, Last, Open, Rule};

/// Brackets that are open are counted no further; those inside are no parts.
const DEEPEST: usize = 64;

/// Adds the ports in the words of a line from one place to another. What is stated there is stated in the part.
/// Gives back the connection of the addresses that nothing links.
pub fn read(text: &[u8], from: usize, to: usize, part: u32, facts: &mut Facts) -> Option<u32> {
    let mut words = Words::new(&text[..to], part, facts);
    words.begin(from);
    words.region(from, to);
    words.finish();
    words.loose
}

impl Words<'_> {
    /// What is known from the first word of the line.
    pub fn begin(&mut self, from: usize) {
        self.from = from;
        let blanks = self.text[from..]
            .iter()
            .take(64)
            .take_while(|&&byte| kind(byte) == BLANK);
        let first = &self.text[from + blanks.count()..];
        let is_raw = |word: &[u8]| {
            first.starts_with(word)
                && first
                    .get(word.len())
                    .is_some_and(|&byte| kind(byte) == BLANK)
        };
        if is_raw(b"raw") || is_raw(b"raw6") {
            self.facts.state(self.base.part, Protocol::Portless);
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
            let ends = self.facts.ends[self.since..].iter();
            let ends = ends.filter(|end| end.connection == loose).count();
            if ends >= self.urls.len() + 2 {
                for &index in &self.urls {
                    self.facts.ends[index].connection = BY_ITSELF;
                }
            }
        }
        // Of a socket's line: the peer is written in a way that is not known.
        if let Some(loose) = self.loose {
            let ends = self.facts.ends[self.since..].iter();
            let mut ends = ends.filter(|end| end.connection == loose);
            if ends.next().is_some()
                && ends.next().is_none()
                && self.is_socket()
                && !self.facts.connections[loose as usize].listens
            {
                let end = self.text.len();
                self.push_silent(None, end, loose);
            }
        }
    }

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
            if next == b':' && word == b"users" && text[end..].starts_with(b":((") {
                // The processes of ss have no ports.
                return usize::MAX;
            }
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
        }
        self.host(start, end, next)
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
