//! Which ends are of one connection: arrows, peers that are written by name, and lists, which are none.

use super::super::facts::{BY_ITSELF, Needs, Protocol, Side, number};
use super::kinds::{BLANK, kind};
use super::state::{Arrow, Last, Mark, Run, Words, port_of_name};

impl Words<'_> {
    /// An arrow: what stands before it at the same depth is its left end.
    pub(super) fn point(&mut self, arrow: Arrow) {
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

    /// Something that an arrow may point to or from.
    pub(super) fn found(&mut self, right: Last) {
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
    pub(super) fn is_gap(&self, from: usize, index: usize) -> bool {
        let to = self.facts.ends[index].digits.start;
        let gap = &self.text[from..to];
        let blanks = gap.iter().take_while(|&&byte| kind(byte) == BLANK).count();
        blanks > 0 && !gap[blanks..].iter().any(|&byte| kind(byte) == BLANK) && gap.len() < 128
    }

    pub(super) fn port_of(&self, (start, end): (usize, usize)) -> Option<u16> {
        let text = &self.text[start..end];
        number(text).or_else(|| port_of_name(text))
    }

    pub(super) fn link(&mut self, left: Last, arrow: Arrow, right: Last) {
        if matches!(left, Last::Nothing) {
            return;
        }
        if let (Last::Held(one, Mark::Slash), Last::Held(other, Mark::Slash)) = (left, right)
            && one.first <= 32
            && other.first <= 32
            && !self.is_asa()
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
    pub(super) fn join(&mut self, last: Last, connection: u32, must: bool) -> Option<usize> {
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

    /// `192.0.2.5:3306 www.example.com:https`: the peer of an address.
    pub(super) fn beside(&mut self, suffix: usize, end: usize) {
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

    pub(super) fn any_peer(&mut self) {
        let loose = self.loose();
        self.facts.connections[loose as usize].listens = true;
        self.last = Last::Nothing;
        self.arrow = None;
    }

    pub(super) fn follow_run(&mut self, index: usize, start: usize, end: usize, port_end: usize) {
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
    pub(super) fn end_of_run(&mut self) {
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
}
