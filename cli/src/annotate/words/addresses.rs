//! Addresses, and the ports that follow them.

use super::super::address::{self, LONGEST};
use super::super::facts::{Side, number};
use super::kinds::{BLANK, DIGIT, LETTER, is_of_atom, kind};
use super::state::{Last, Mark, Port, Words, port_of_name};

impl Words<'_> {
    /// `*:443`, `*%eth0:22`, `*.8443` of BSD; `*:*` and `*.*`.
    pub(super) fn star(&mut self, at: usize) -> usize {
        if is_of_atom(self.before(at)) {
            return at + 1;
        }
        match self.byte(at + 1) {
            Some(b':' | b'%') => self.address(at, at + 1),
            Some(b'.') if self.is_socket() => match (self.byte(at + 2), self.port(at + 2)) {
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

    /// `[2001:db8::7]:443`, `[fe80::1%eth0]:546`
    pub(super) fn address_in_brackets(&mut self, at: usize) -> Option<usize> {
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
        if is_address && is_zoned.is_none() && !inside.contains(&b':') && !self.is_said() {
            // Exim has the peer's address so, and known_hosts a server's.
            self.side = Some((Side::Source, self.atoms));
        }
        is_address.then(|| self.address(at, at + inside.len() + 2))
    }

    /// An IPv6 address without brackets, from its first digit or colon.
    pub(super) fn ipv6(&mut self, at: usize) -> Option<usize> {
        // Any address, and an address.
        if self.before(at) == Some(&b'*') {
            return None;
        }
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
            && (is_any || address::is_ipv6(before) && (self.is_socket() || before.contains(&b'.')));
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
    pub(super) fn zone_with_port(&self, at: usize) -> Option<Port> {
        let end = self.atom_end(at + 1);
        let zone = &self.text[at + 1..end];
        let dot = zone.iter().rposition(|&byte| byte == b'.')?;
        self.port(at + 1 + dot + 1)
    }

    pub(super) fn ipv4(&mut self, start: usize, end: usize) -> Option<usize> {
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

    /// `192.0.2.1.443`: a port in a line of netstat, or beside an arrow.
    pub(super) fn dotted(&mut self, start: usize, end: usize, port: Port) -> usize {
        if self.is_socket() {
            return self.address_end(start, end, port);
        }
        self.hold(port, Mark::Dot);
        port.end
    }

    /// What follows an address that ends here.
    pub(super) fn address(&mut self, start: usize, end: usize) -> usize {
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
    pub(super) fn port_by_name(&mut self, at: usize) -> Option<usize> {
        let end = self.atom_end(at);
        let name = &self.text[at..end];
        if !name.first().is_some_and(u8::is_ascii_alphabetic) {
            return None;
        }
        let port = port_of_name(name);
        if port.is_none() && self.arrow.is_none() && !self.is_socket() {
            return None;
        }
        let index = self.silent(port, at);
        self.found(Last::End(index));
        Some(end)
    }

    /// `inside:192.0.2.11/61943`: an address and a port, if it is no prefix of a network.
    pub(super) fn slash(&mut self, start: usize, end: usize, port: Port) -> usize {
        let has_interface = self.before(start) == Some(&b':')
            && start >= 2
            && self.atom.1 == start - 1
            && self.text[self.atom.0].is_ascii_alphabetic();
        if has_interface && (port.first > 32 || self.is_asa()) {
            return self.address_end(start, end, port);
        }
        self.hold(port, Mark::Slash);
        port.end
    }

    pub(super) fn hold(&mut self, port: Port, mark: Mark) {
        self.found(Last::Held(port, mark));
    }

    pub(super) fn is_any(&self, start: usize, end: usize) -> bool {
        matches!(&self.text[start..end], b"*" | b"::" | b"[::]" | b"0.0.0.0")
    }

    /// An address with a port.
    pub(super) fn address_end(&mut self, start: usize, end: usize, port: Port) -> usize {
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
}
