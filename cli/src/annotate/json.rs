//! The third reader: JSON objects, wherever in a line they begin, and over how many lines they go. The name of a port
//! becomes a key beside it, `"dst_port":443,"dst_port_name":"https"`: the value stays JSON, and the port a number.

use std::ops::Range;

use super::address;
use super::columns::{Role, role};
use super::facts::{BY_ITSELF, End, Facts, Form, Needs, Protocol, Side, number, ports_of};
use super::table;
use super::words;

/// Finds where an object ends, byte by byte (RFC 8259).
#[derive(Default)]
pub struct Scanner {
    /// The open brackets: whether each is an object's.
    open: Vec<bool>,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum State {
    /// Before a value; at the beginning of an array it may end instead.
    #[default]
    Value,
    ValueOrEnd,
    Key,
    KeyOrEnd,
    Colon,
    AfterValue,
    /// In a string, and whether it is a key.
    Text(bool),
    Escape(bool),
    /// So many digits of `\u` to come.
    Unicode(bool, u8),
    Number(Digits),
    /// What is to come of `true`, `false` and `null`.
    Literal(&'static [u8]),
}

/// How far a number has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Digits {
    Minus,
    Zero,
    Whole,
    Point,
    Fraction,
    Exponent,
    Sign,
    Power,
}

impl Digits {
    fn next(self, byte: u8) -> Option<Self> {
        use Digits::{Exponent, Fraction, Minus, Point, Power, Sign, Whole, Zero};
        Some(match (self, byte) {
            (Minus, b'0') => Zero,
            (Minus, b'1'..=b'9') | (Whole, b'0'..=b'9') => Whole,
            (Zero | Whole, b'.') => Point,
            (Point | Fraction, b'0'..=b'9') => Fraction,
            (Zero | Whole | Fraction, b'e' | b'E') => Exponent,
            (Exponent, b'+' | b'-') => Sign,
            (Exponent | Sign | Power, b'0'..=b'9') => Power,
            _ => return None,
        })
    }

    fn may_end(self) -> bool {
        matches!(
            self,
            Self::Zero | Self::Whole | Self::Fraction | Self::Power
        )
    }
}

/// What has become of an object.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scanned {
    /// It goes on in the next line.
    Open,
    /// It ends before this place.
    Whole(usize),
    /// It is none from this place on.
    Broken(usize),
}

impl Scanner {
    /// Reads on, or begins with the `{` of an object.
    pub fn feed(&mut self, text: &[u8]) -> Scanned {
        for (at, &byte) in text.iter().enumerate() {
            match self.byte(byte) {
                Some(()) if self.open.is_empty() => return Scanned::Whole(at + 1),
                Some(()) => {}
                None => return Scanned::Broken(at),
            }
        }
        Scanned::Open
    }

    fn byte(&mut self, byte: u8) -> Option<()> {
        use State::{
            AfterValue, Colon, Escape, Key, KeyOrEnd, Literal, Number, Text, Unicode, Value,
            ValueOrEnd,
        };
        self.state = match (self.state, byte) {
            (Text(is_key), b'"') => {
                if is_key {
                    Colon
                } else {
                    AfterValue
                }
            }
            (Text(is_key), b'\\') => Escape(is_key),
            (Text(_), 0..=0x1f) => return None,
            (Text(_), _) => return Some(()),
            (Escape(is_key), b'u') => Unicode(is_key, 4),
            (Escape(is_key), b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => {
                Text(is_key)
            }
            (Unicode(is_key, left), byte) if byte.is_ascii_hexdigit() => {
                if left == 1 {
                    Text(is_key)
                } else {
                    Unicode(is_key, left - 1)
                }
            }
            (Literal([next, rest @ ..]), byte) if *next == byte => {
                if rest.is_empty() {
                    AfterValue
                } else {
                    Literal(rest)
                }
            }
            (Escape(_) | Unicode(..) | Literal(_), _) => return None,
            (Number(digits), _) => match digits.next(byte) {
                Some(digits) => Number(digits),
                None if digits.may_end() => {
                    self.state = AfterValue;
                    return self.byte(byte);
                }
                None => return None,
            },
            (_, b' ' | b'\t' | b'\r' | b'\n') => return Some(()),
            (Value | ValueOrEnd, b'{') => {
                self.open.push(true);
                KeyOrEnd
            }
            (Value | ValueOrEnd, b'[') => {
                self.open.push(false);
                ValueOrEnd
            }
            (Value | ValueOrEnd, b'"') => Text(false),
            (Value | ValueOrEnd, b'-') => Number(Digits::Minus),
            (Value | ValueOrEnd, b'0') => Number(Digits::Zero),
            (Value | ValueOrEnd, b'1'..=b'9') => Number(Digits::Whole),
            (Value | ValueOrEnd, b't') => Literal(b"rue"),
            (Value | ValueOrEnd, b'f') => Literal(b"alse"),
            (Value | ValueOrEnd, b'n') => Literal(b"ull"),
            (Key | KeyOrEnd, b'"') => Text(true),
            (Colon, b':') => Value,
            (AfterValue, b',') => {
                if self.open.last() == Some(&true) {
                    Key
                } else {
                    Value
                }
            }
            (AfterValue | KeyOrEnd, b'}') if self.open.last() == Some(&true) => {
                self.open.pop();
                AfterValue
            }
            (AfterValue | ValueOrEnd, b']') if self.open.last() == Some(&false) => {
                self.open.pop();
                AfterValue
            }
            _ => return None,
        };
        Some(())
    }
}

/// Objects inside each other are read no deeper.
const DEEPEST: usize = 64;

/// An object or an array that is open.
struct Frame {
    is_object: bool,
    /// The key that it stands under: of an array's elements, the array's.
    key: Range<usize>,
    part: u32,
    /// The connection that its ports are ends of, and that of the object around it.
    connection: Option<u32>,
    side: Side,
}

/// Adds the ports of an object: `text[from..to]` is one, whole.
pub fn read(text: &[u8], from: usize, to: usize, part: u32, facts: &mut Facts) {
    let mut walk = Walk {
        text,
        facts,
        frames: Vec::new(),
        key: None,
        skipped: 0,
        outer: part,
    };
    let mut at = from;
    while at < to {
        at = walk.next(at, to);
    }
    walk.facts.work += to - from;
}

struct Walk<'a> {
    text: &'a [u8],
    facts: &'a mut Facts,
    frames: Vec<Frame>,
    /// The key whose value comes next.
    key: Option<Range<usize>>,
    /// How many brackets are open that are too deep to be read.
    skipped: usize,
    outer: u32,
}

impl Walk<'_> {
    fn next(&mut self, at: usize, to: usize) -> usize {
        match self.text[at] {
            b'{' | b'[' if self.skipped > 0 || self.frames.len() == DEEPEST => self.skipped += 1,
            b'}' | b']' if self.skipped > 0 => self.skipped -= 1,
            b'{' => self.open(true),
            b'[' => self.open(false),
            b'}' | b']' => self.close(),
            b'"' => {
                let end = self.end_of_text(at + 1, to);
                if self.skipped == 0 {
                    self.text(at + 1..end);
                }
                return end + 1;
            }
            b'0'..=b'9' | b'-' | b't' | b'f' | b'n' => {
                let end = at
                    + self.text[at..to]
                        .iter()
                        .take_while(|byte| !b" \t\r\n,]}".contains(byte))
                        .count();
                if self.skipped == 0
                    && let Some(key) = self.key.take()
                {
                    self.value(key, at..end, end);
                }
                return end;
            }
            _ => {}
        }
        at + 1
    }

    fn end_of_text(&self, from: usize, to: usize) -> usize {
        let mut at = from;
        while at < to {
            match self.text[at] {
                b'"' => return at,
                b'\\' => at += 2,
                _ => at += 1,
            }
        }
        to
    }

    fn open(&mut self, is_object: bool) {
        let around = self.frames.last();
        let key = self
            .key
            .take()
            .or_else(|| around.map(|frame| frame.key.clone()))
            .unwrap_or(0..0);
        let outer = around.map_or(self.outer, |frame| frame.part);
        let frame = if is_object {
            let name = &self.text[key.clone()];
            let part = self.facts.part(outer);
            // `{"TCP":{"destination_port":443}}`, `{"80/tcp":[{"HostPort":"8080"}]}`
            let word = name
                .iter()
                .position(|&byte| byte == b'/')
                .map_or(name, |slash| &name[slash + 1..]);
            self.facts.state(part, Protocol::of_word(word));
            Frame {
                is_object,
                part,
                side: side_of(name),
                key,
                connection: None,
            }
        } else {
            Frame {
                is_object,
                part: outer,
                side: Side::Unsaid,
                key,
                connection: None,
            }
        };
        self.frames.push(frame);
    }

    fn close(&mut self) {
        let Some(frame) = self.frames.pop() else {
            return;
        };
        if !frame.is_object {
            return;
        }
        let stated = self.facts.parts[frame.part as usize];
        if let Some(around) = self.frames.last() {
            let around = &mut self.facts.parts[around.part as usize];
            // `"network":{"transport":"udp"}` of the Elastic Common Schema
            if &self.text[frame.key.clone()] == b"network" && !stated.has_ends {
                around.stated = around.stated.and(stated.stated);
            }
        }
    }

    fn text(&mut self, text: Range<usize>) {
        let is_object = self.frames.last().is_some_and(|frame| frame.is_object);
        match (is_object, self.key.take()) {
            (true, None) => {
                // Names that are there are not added again.
                let key = &self.text[text.clone()];
                if key.ends_with(b"_name") && key.len() < 80 {
                    let part = self.part();
                    self.facts.taken.insert((part, key.into()));
                }
                self.key = Some(text);
            }
            (true, Some(key)) => {
                let end = text.end + 1;
                self.value(key, text, end);
            }
            (false, _) => {
                let key = self.frames.last().map_or(0..0, |frame| frame.key.clone());
                if &self.text[key] == b"flowTuples" {
                    flow_tuple(self.text, text, self.part(), self.facts);
                } else {
                    let part = self.facts.part(self.part());
                    words::read(self.text, text.start, text.end, part, self.facts);
                }
            }
        }
    }

    fn part(&self) -> u32 {
        self.frames.last().map_or(self.outer, |frame| frame.part)
    }

    /// A number or a string under a key.
    fn value(&mut self, key: Range<usize>, value: Range<usize>, end: usize) {
        let part = self.part();
        let text = &self.text[value.clone()];
        let is_text = end > value.end;
        let under = self.frames.last().map_or(0..0, |frame| frame.key.clone());
        let under = &self.text[under];
        let side = self.frames.last().map_or(Side::Unsaid, |frame| frame.side);
        let (side, stated, needs) = match role(&self.text[key.clone()]) {
            Some(Role::End(side, stated)) => (side, stated, Needs::Nothing),
            // A port of what? Of one end of a connection, or of what the object itself is.
            Some(Role::Bare) if side != Side::Unsaid => (side, Protocol::Unstated, Needs::Nothing),
            Some(Role::Bare)
                if matches!(under, b"local" | b"remote" | b"" | b"ports")
                    || Protocol::of_word(under) != Protocol::Unstated =>
            {
                (Side::Unsaid, Protocol::Unstated, Needs::Company)
            }
            Some(Role::Published) => {
                self.push(key, value, end, Side::Unsaid, Protocol::Unstated, BY_ITSELF);
                return;
            }
            Some(Role::Protocol) => {
                // In `network`, the protocol is one above the transport.
                if !(under == b"network" && &self.text[key] == b"protocol") {
                    self.facts.state(part, Protocol::of_field(text));
                }
                return;
            }
            Some(Role::Device) => {
                self.facts.parts[part as usize].is_device = true;
                return;
            }
            role => {
                if is_text {
                    let side = if let Some(Role::Address(side)) = role {
                        side
                    } else {
                        Side::Unsaid
                    };
                    self.words(value, side);
                }
                return;
            }
        };
        if ports_of(text).is_none() {
            if text == b"*" {
                let connection = self.connection();
                self.facts.connections[connection as usize].listens = true;
            } else if is_text {
                self.words(value, side);
            }
            return;
        }
        let is_listed = needs == Needs::Company && under == b"ports";
        let connection = if is_listed {
            BY_ITSELF
        } else {
            self.connection()
        };
        if let Some(index) = self.push(key, value, end, side, stated, connection) {
            self.facts.ends[index].needs = needs;
        }
    }

    /// The connection of the object: that of the object around it, if this one is one end of it.
    fn connection(&mut self) -> u32 {
        let mut at = self.frames.len() - 1;
        while at > 0 && self.frames[at].side != Side::Unsaid && self.frames[at - 1].is_object {
            at -= 1;
        }
        let facts = &mut *self.facts;
        *self.frames[at]
            .connection
            .get_or_insert_with(|| facts.connection())
    }

    fn push(
        &mut self,
        key: Range<usize>,
        value: Range<usize>,
        end: usize,
        side: Side,
        stated: Protocol,
        connection: u32,
    ) -> Option<usize> {
        let ports = ports_of(&self.text[value.clone()])?;
        let part = self.part();
        Some(self.facts.push(End {
            ports: Some(ports),
            digits: value.start..end,
            stated,
            part,
            connection,
            side,
            needs: Needs::Nothing,
            form: Form::Key(key),
        }))
    }

    /// The words of a string. One that is an address and no more is an end of the object's connection.
    fn words(&mut self, value: Range<usize>, side: Side) {
        if value.is_empty() {
            return;
        }
        let part = self.facts.part(self.part());
        let before = self.facts.ends.len();
        words::read(self.text, value.start, value.end, part, self.facts);
        let read = self.facts.parts[part as usize];
        let own = self.part();
        if address::is_address(&self.text[value.clone()]) || read.has_address {
            self.facts.parts[own as usize].has_address = true;
        }
        let [end] = &self.facts.ends[before..] else {
            return;
        };
        let text = &self.text[value.start..end.digits.end];
        if end.digits.end == value.end && !text.contains(&b' ') && end.connection != BY_ITSELF {
            let connection = self.connection();
            let end = &mut self.facts.ends[before];
            end.connection = connection;
            if end.side == Side::Unsaid {
                end.side = side;
            }
        }
    }
}

/// A flow of Azure's logs: `1700000000,192.0.2.5,198.51.100.7,51529,3389,T,I,A`, and newer `6` for `T`.
fn flow_tuple(text: &[u8], tuple: Range<usize>, outer: u32, facts: &mut Facts) {
    let mut fields = Vec::new();
    table::split(&text[..tuple.end], tuple.start, b',', false, &mut fields);
    facts.work += tuple.len();
    let [_, from, to, source, destination, protocol, ..] = &fields[..] else {
        return;
    };
    if !address::is_address(&text[from.clone()]) || !address::is_address(&text[to.clone()]) {
        return;
    }
    let part = facts.part(outer);
    let stated = match &text[protocol.clone()] {
        b"T" => Protocol::of_field(b"tcp"),
        b"U" => Protocol::of_field(b"udp"),
        other => Protocol::of_field(other),
    };
    facts.state(part, stated);
    let connection = facts.connection();
    for (field, side) in [(source, Side::Source), (destination, Side::Destination)] {
        if let Some(port) = number(&text[field.clone()]) {
            facts.push(End {
                ports: Some((port, port)),
                digits: field.clone(),
                stated: Protocol::Unstated,
                part,
                connection,
                side,
                needs: Needs::Nothing,
                form: Form::Parentheses,
            });
        }
    }
}

fn side_of(key: &[u8]) -> Side {
    match key {
        b"source" | b"src" => Side::Source,
        b"destination" | b"dst" | b"dest" => Side::Destination,
        b"client" => Side::Client,
        b"server" => Side::Server,
        _ => Side::Unsaid,
    }
}
