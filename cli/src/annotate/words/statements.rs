//! Protocols, keys, rules, and numbers with a transport.

use super::super::columns::{Role, role};
use super::super::facts::{BY_ITSELF, Needs, Protocol, Side};
use super::kinds::is_of_atom;
use super::state::{Arrow, Keyed, Last, Port, Rule, Words};

impl Words<'_> {
    /// `tcp`, `tcp:443`, `TCP/443`, `tcp://`
    pub(super) fn protocol_word(&mut self, start: usize, end: usize, next: u8) -> Option<usize> {
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
            if next == b'/'
                && text[end + 1..]
                    .get(..2)
                    .is_some_and(|next| next.eq_ignore_ascii_case(b"ip"))
            {
                return Some(end);
            }
        }
        self.states(stated, start, end);
        Some(end)
    }

    pub(super) fn states(&mut self, stated: Protocol, start: usize, end: usize) {
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
    pub(super) fn key(&mut self, start: usize, end: usize, next: u8) -> Option<usize> {
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
        let mut held = role(word)?;
        if held == Role::Bare
            && self.atom.1 + 1 == start
            && self.atom.0 < self.atom.1
            && text[self.atom.1] == b' '
        {
            // `Src Port: 443`
            let joined = role(&text[self.atom.0..end]);
            if let Some(joined @ Role::End(..)) = joined {
                held = joined;
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
        match held {
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
    pub(super) fn keyed(
        &mut self,
        value: usize,
        side: Side,
        stated: Protocol,
        needs: Needs,
    ) -> Option<usize> {
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
        let most = if matches!(side, Side::Unsaid | Side::Either) {
            2
        } else {
            1
        };
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
    pub(super) fn keyword(&mut self, start: usize, word: &[u8]) -> bool {
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
            b"peer" | b"remote" | b"local" => self.side = Some((Side::Either, self.atoms)),
            b"from" | b"by" | b"source" | b"src" | b"saddr" => {
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

    /// A number: of a rule, before `/tcp`, of a mapping.
    pub(super) fn number(&mut self, start: usize) -> Option<usize> {
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

    pub(super) fn number_of_rule(&mut self, start: usize) -> Option<usize> {
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
}
