//! The second reader: the rows of a table whose header is known.

use std::fmt;
use std::ops::Range;

use ianaports::Transport;
use memchr::memchr;

use super::address;
use super::columns::{self, Role, role};
use super::facts::{BY_ITSELF, End, Facts, Form, Needs, Protocol, Side, port_of, ports_of};
use super::words;

/// A column by its name, or by its number from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Column {
    Named(String),
    Numbered(usize),
}

impl std::str::FromStr for Column {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.parse() {
            Ok(0) => Err("columns are counted from 1"),
            Ok(number) => Ok(Self::Numbered(number)),
            Err(_) => Ok(Self::Named(text.to_string())),
        }
    }
}

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Named(name) => f.write_str(name),
            Self::Numbered(number) => number.fmt(f),
        }
    }
}

impl Column {
    /// Whether it is the column at this place, counted from 0, with this name.
    fn is(&self, at: usize, name: &[u8]) -> bool {
        match self {
            Self::Named(wanted) => wanted.trim().as_bytes().eq_ignore_ascii_case(name),
            Self::Numbered(number) => *number == at + 1,
        }
    }
}

/// How the input is to be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Format {
    /// As the first line and each line by itself say.
    #[default]
    Auto,
    /// No line begins a table.
    Lines,
    /// The first line is a header, even if one of its columns alone is known.
    Table,
    /// The flow logs of AWS in their default format, without a header.
    Aws,
}

/// What AWS writes unless it is told otherwise.
const AWS: &[u8] = b"version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end \
action log-status";

/// The table that the last header began, and the columns that the user names.
#[derive(Default)]
pub struct Tables {
    ports: Vec<Column>,
    protocols: Vec<Column>,
    format: Format,
    table: Option<Table>,
    /// Whether a line may still be a header: the first is to come.
    is_before: bool,
    /// Where the fields of a line are; kept for the next one's.
    fields: Vec<Range<usize>>,
    /// Whether a line had all columns that the user names.
    was_found: bool,
}

#[derive(Clone)]
struct Table {
    delimiter: u8,
    /// What each column holds.
    roles: Vec<Option<Role>>,
    names: Vec<Vec<u8>>,
    has_protocol: bool,
    has_bare: bool,
    /// Lines that begin with `#` are the format's own, and there are no quotes.
    has_comments: bool,
}

/// What a line is to a table.
pub enum Line {
    /// Something else.
    Other,
    /// A line of the table that has no ports: its header, a rule, a comment.
    Passed,
    /// The header, or a line below it that tells what the columns hold: what stands in the new columns.
    Header(Vec<Vec<u8>>),
    Row,
}

impl Tables {
    pub fn new(ports: &[Column], protocols: &[Column], format: Format) -> Self {
        let mut tables = Self {
            ports: ports.to_vec(),
            protocols: protocols.to_vec(),
            format,
            is_before: format != Format::Lines,
            ..Self::default()
        };
        if format == Format::Aws {
            tables.begin(AWS, b' ', false);
        }
        tables
    }

    /// The columns that the user names, if no line has had them all.
    pub fn missing(&self) -> Option<String> {
        let columns: Vec<_> = self
            .ports
            .iter()
            .chain(&self.protocols)
            .map(Column::to_string)
            .collect();
        (!self.was_found && !columns.is_empty())
            .then(|| format!("no line has all of the columns: {}", columns.join(", ")))
    }

    /// The names of the columns that hold ports.
    pub fn port_columns(&self) -> Vec<usize> {
        let roles = self
            .table
            .iter()
            .flat_map(|table| table.roles.iter().enumerate());
        roles
            .filter(|(_, role)| is_port(**role))
            .map(|(at, _)| at)
            .collect()
    }

    /// What stands before and after a further column of the row that was read last.
    pub fn column_marks(&self, row: &[u8]) -> (&'static [u8], &'static [u8]) {
        let Some(table) = &self.table else {
            return (b",", b"");
        };
        let is_closed = row.last() == Some(&table.delimiter)
            && (table.names.last().is_some_and(Vec::is_empty)
                || self.fields.len() > table.roles.len());
        match (table.delimiter, is_closed) {
            (b'|', true) if row.ends_with(b" |") => (b" ", b" |"),
            (b'|', true) => (b"", b"|"),
            (b'|', false) if memchr::memmem::find(row, b" | ").is_some() => (b" | ", b""),
            (b'|', false) => (b"|", b""),
            (b',', true) => (b"", b","),
            (b';', true) => (b"", b";"),
            (b'\t', true) => (b"", b"\t"),
            (b';', false) => (b";", b""),
            (b'\t', false) => (b"\t", b""),
            (b' ', _) => (b" ", b""),
            _ => (b",", b""),
        }
    }

    /// Writes the cell of a further column.
    pub fn column(&self, text: &[u8], out: &mut Vec<u8>) {
        let Some(table) = &self.table else { return };
        let needs_quotes = text.contains(&table.delimiter) || text.contains(&b'"');
        if text.is_empty() && (table.has_comments || table.delimiter == b' ') {
            out.push(b'-');
        } else if needs_quotes && !table.has_comments {
            out.push(b'"');
            for &byte in text {
                if byte == b'"' {
                    out.push(b'"');
                }
                out.push(byte);
            }
            out.push(b'"');
        } else {
            out.extend_from_slice(text);
        }
    }

    /// Adds the ports of a line, if it is a row.
    pub fn read(&mut self, line: &[u8], facts: &mut Facts) -> Line {
        facts.work += line.len();
        let begin = if line.starts_with(b"\xef\xbb\xbf") {
            3
        } else {
            0
        };
        let text = &line[begin..];
        if self.format != Format::Lines {
            let fields = text
                .strip_prefix(b"#fields")
                .or_else(|| text.strip_prefix(b"#Fields:"));
            if let Some(fields) = fields.filter(|fields| !fields.is_empty()) {
                let is_w3c = text[1] == b'F';
                let (delimiter, names) = if is_w3c {
                    (b' ', fields)
                } else {
                    (fields[0], &fields[1..])
                };
                self.is_before = false;
                if !self.begin(without_end(names), delimiter, true) {
                    self.table = None;
                    return Line::Other;
                }
                return self.header();
            }
        }
        if self.is_numbered() {
            return self.read_numbered(line, facts);
        }
        if self.is_before || (!self.was_found && !self.ports.is_empty()) {
            let content = text.trim_ascii();
            if content.is_empty() || content.starts_with(b"#") || is_rule(content) {
                return if is_rule(content) && !content.is_empty() {
                    Line::Passed
                } else {
                    Line::Other
                };
            }
            self.is_before = false;
            if self.read_header(line, begin) {
                return self.header();
            }
        }
        let Some(table) = &self.table else {
            return Line::Other;
        };
        if table.has_comments && text.starts_with(b"#") {
            if text.starts_with(b"#types") {
                split(line, 0, table.delimiter, false, &mut self.fields);
                return Line::Header(
                    self.port_columns()
                        .iter()
                        .map(|_| b"string".to_vec())
                        .collect(),
                );
            }
            return Line::Passed;
        }
        split(
            line,
            begin,
            table.delimiter,
            !table.has_comments,
            &mut self.fields,
        );
        facts.work += line.len();
        if !table.is_row(line, &self.fields) {
            return Line::Other;
        }
        let content = text.trim_ascii();
        if is_rule(content) {
            return Line::Header(
                self.port_columns()
                    .iter()
                    .map(|_| b"---".to_vec())
                    .collect(),
            );
        }
        if table.is_header(line, &self.fields) {
            let again = self.read_header(line, begin);
            return if again { self.header() } else { Line::Passed };
        }
        table.read(line, &self.fields, facts);
        Line::Row
    }

    fn header(&self) -> Line {
        let names = |table: &Table| {
            self.port_columns()
                .iter()
                .map(|&at| [&table.names[at][..], b"_name"].concat())
                .collect()
        };
        Line::Header(self.table.as_ref().map_or(Vec::new(), names))
    }

    fn read_header(&mut self, line: &[u8], begin: usize) -> bool {
        if line.len() > 1 << 14 {
            return false;
        }
        let names = without_end(&line[begin..]);
        let mut best = None;
        for delimiter in [b'\t', b'|', b';', b',', b' '] {
            let before = self.table.take();
            if self.begin(names, delimiter, false) {
                let table = self.table.take();
                let count = table
                    .as_ref()
                    .map_or(0, |table| table.roles.iter().flatten().count());
                if best.as_ref().is_none_or(|(most, _)| count > *most) {
                    best = table.map(|table| (count, table));
                }
            }
            self.table = before;
        }
        let Some((_, table)) = best else { return false };
        split(line, begin, table.delimiter, true, &mut self.fields);
        self.table = Some(table);
        true
    }

    /// Begins a table with these names of columns, if two of them are known and one is of a port or an address.
    fn begin(&mut self, names: &[u8], delimiter: u8, has_comments: bool) -> bool {
        split(names, 0, delimiter, !has_comments, &mut self.fields);
        let names: Vec<Vec<u8>> = self
            .fields
            .iter()
            .map(|field| names[field.clone()].to_vec())
            .collect();
        let mut roles: Vec<Option<Role>> = names.iter().map(|name| role(name)).collect();
        if has_comments && delimiter == b' ' {
            // `s-` is the server and `c-` the client of W3C's format, in which IIS writes.
            for (name, role) in names.iter().zip(&mut roles) {
                match &name[..] {
                    b"s-port" => *role = Some(Role::End(Side::Server, Protocol::Unstated)),
                    b"c-port" => *role = Some(Role::End(Side::Client, Protocol::Unstated)),
                    _ => {}
                }
            }
        }
        let count = |wanted: fn(Role) -> bool, roles: &[Option<Role>]| {
            roles.iter().flatten().filter(|&&role| wanted(role)).count()
        };
        let is_short = count(|role| matches!(role, Role::ShortPort(_)), &roles) == 2
            && count(|role| role == Role::ShortProtocol, &roles) == 1;
        for role in &mut roles {
            *role = match *role {
                Some(Role::ShortPort(side)) => {
                    is_short.then_some(Role::End(side, Protocol::Unstated))
                }
                Some(Role::ShortProtocol) => is_short.then_some(Role::Protocol),
                other => other,
            };
        }
        let has_source = roles
            .iter()
            .flatten()
            .any(|role| matches!(role, Role::End(Side::Source, _)));
        let has_destination = roles
            .iter()
            .flatten()
            .any(|role| matches!(role, Role::End(Side::Destination, _)));
        for role in roles
            .iter_mut()
            .filter(|role| **role == Some(Role::Service))
        {
            let is_port = has_source && !has_destination;
            *role = Some(if is_port {
                Role::End(Side::Destination, Protocol::Unstated)
            } else {
                Role::Other
            });
        }
        if !self.name_columns(&names, &mut roles) {
            return false;
        }
        let is_named = !self.ports.is_empty();
        let known = roles.iter().flatten().count();
        let has_ports = roles.iter().any(|&role| is_port(role));
        let has_addresses = count(|role| matches!(role, Role::Address(_)), &roles) > 0
            && count(|role| role == Role::Protocol, &roles) > 0;
        let is_known = is_named
            || (has_ports || has_addresses) && known >= 2
            || has_ports && self.format == Format::Table;
        let is_words = delimiter == b' '
            && !has_comments
            && !is_named
            && !names
                .iter()
                .zip(&roles)
                .all(|(name, role)| role.is_some() || columns::is_aws(name));
        if !is_known || is_words {
            return false;
        }
        let has_protocol = roles.contains(&Some(Role::Protocol));
        let has_bare = roles.contains(&Some(Role::Bare));
        self.was_found = true;
        self.table = Some(Table {
            delimiter,
            roles,
            names,
            has_protocol,
            has_bare,
            has_comments,
        });
        true
    }

    /// The columns that the user names; whether all of them are there.
    fn name_columns(&self, names: &[Vec<u8>], roles: &mut [Option<Role>]) -> bool {
        let place = |column: &Column| (0..names.len()).find(|&at| column.is(at, &names[at]));
        let (Some(ports), Some(protocols)) = (
            self.ports.iter().map(place).collect::<Option<Vec<_>>>(),
            self.protocols.iter().map(place).collect::<Option<Vec<_>>>(),
        ) else {
            return false;
        };
        if !ports.is_empty() {
            for (at, role) in roles
                .iter_mut()
                .enumerate()
                .filter(|(_, role)| is_port(**role))
            {
                *role = role.filter(|_| ports.contains(&at));
            }
            for at in ports {
                if !matches!(roles[at], Some(Role::End(..))) {
                    roles[at] = Some(Role::Published);
                }
            }
        }
        if !protocols.is_empty() {
            for role in roles
                .iter_mut()
                .filter(|role| **role == Some(Role::Protocol))
            {
                *role = None;
            }
            for at in protocols {
                roles[at] = Some(Role::Protocol);
            }
        }
        true
    }

    /// Whether the user gives columns by their numbers alone.
    fn is_numbered(&self) -> bool {
        let mut columns = self.ports.iter().chain(&self.protocols);
        !self.ports.is_empty() && columns.all(|column| matches!(column, Column::Numbered(_)))
    }

    /// A row of columns by number has a port in one of them, whatever stands between its fields.
    fn read_numbered(&mut self, line: &[u8], facts: &mut Facts) -> Line {
        let place = |column: &Column| match column {
            Column::Numbered(number) => number - 1,
            Column::Named(_) => usize::MAX,
        };
        let (ports, protocols): (Vec<_>, Vec<_>) = (
            self.ports.iter().map(place).collect(),
            self.protocols.iter().map(place).collect(),
        );
        let width = ports
            .iter()
            .chain(&protocols)
            .max()
            .map_or(0, |last| last + 1);
        for delimiter in [b'\t', b'|', b';', b',', b' '] {
            split(line, 0, delimiter, true, &mut self.fields);
            facts.work += line.len();
            let has_port = |&at: &usize| {
                self.fields
                    .get(at)
                    .is_some_and(|field| port_of(&line[field.clone()]).is_some())
            };
            if self.fields.len() < width || !ports.iter().any(has_port) {
                continue;
            }
            self.was_found = true;
            let role = |at: usize| {
                if ports.contains(&at) {
                    Some(Role::Published)
                } else {
                    protocols.contains(&at).then_some(Role::Protocol)
                }
            };
            let roles: Vec<_> = (0..self.fields.len()).map(role).collect();
            let names = (0..roles.len())
                .map(|at| format!("{}", at + 1).into_bytes())
                .collect();
            let (has_protocol, has_bare) = (!protocols.is_empty(), false);
            let table = Table {
                delimiter,
                roles,
                names,
                has_protocol,
                has_bare,
                has_comments: false,
            };
            table.read(line, &self.fields, facts);
            self.table = Some(table);
            return Line::Row;
        }
        Line::Other
    }
}

fn is_port(role: Option<Role>) -> bool {
    matches!(role, Some(Role::End(..) | Role::Bare | Role::Published))
}

/// A line between rows, as psql, mysql and Markdown draw it.
fn is_rule(text: &[u8]) -> bool {
    text.iter().all(|byte| b"+-=|: ".contains(byte))
}

impl Table {
    /// A row has as many fields as the header, or an empty one more.
    fn is_row(&self, line: &[u8], fields: &[Range<usize>]) -> bool {
        let width = self.roles.len();
        let is_empty = |at: usize| {
            fields
                .get(at)
                .is_none_or(|field| line[field.clone()].is_empty())
        };
        fields.len() == width
            || fields.len() == width + 1 && is_empty(width)
            || fields.len() + 1 == width && self.names[width - 1].is_empty()
    }

    /// Whether a row has the name of a port's column where a port has to be.
    fn is_header(&self, line: &[u8], fields: &[Range<usize>]) -> bool {
        self.roles.iter().zip(fields).any(|(role, field)| {
            let text = &line[field.clone()];
            is_port(*role)
                && text.first().is_some_and(u8::is_ascii_alphabetic)
                && columns::role(text).is_some()
        })
    }

    /// Adds the ports of a row.
    fn read(&self, line: &[u8], fields: &[Range<usize>], facts: &mut Facts) {
        let row = 0;
        for (role, field) in self.roles.iter().zip(fields) {
            match role {
                Some(Role::Protocol) => facts.state(row, Protocol::of_field(&line[field.clone()])),
                Some(Role::Device) => facts.parts[row as usize].is_device = true,
                Some(Role::Address(_))
                    if self.has_bare && address::is_address(&line[field.clone()]) =>
                {
                    facts.parts[row as usize].has_address = true;
                }
                _ => {}
            }
        }
        let mut connections: [Option<u32>; 6] = [None; 6];
        for (at, field) in fields.iter().enumerate() {
            let text = &line[field.clone()];
            let role = self.roles.get(at).copied().flatten();
            let (side, stated, needs) = match role {
                Some(Role::End(side, stated)) => (side, stated, Needs::Nothing),
                Some(Role::Bare) => (Side::Unsaid, Protocol::Unstated, Needs::Company),
                Some(Role::Published) => (Side::Unsaid, Protocol::Unstated, Needs::Nothing),
                Some(Role::Protocol) => continue,
                _ => {
                    let side = if let Some(Role::Address(side)) = role {
                        side
                    } else {
                        Side::Unsaid
                    };
                    self.cell(line, field, side, &mut connections[0], facts);
                    continue;
                }
            };
            let Some(ports) = ports_of(text) else {
                if text == b"*" {
                    let connection = *connections[0].get_or_insert_with(|| facts.connection());
                    facts.connections[connection as usize].listens = true;
                }
                self.cell(line, field, side, &mut connections[0], facts);
                continue;
            };
            // `tcp.srcport` and `udp.srcport` are of two connections.
            let place = match stated {
                Protocol::Transport(on) => {
                    1 + Transport::ALL
                        .iter()
                        .position(|&other| other == on)
                        .unwrap_or(0)
                }
                _ => 0,
            };
            let connection = if role == Some(Role::Published) {
                BY_ITSELF
            } else {
                *connections[place].get_or_insert_with(|| facts.connection())
            };
            let end = End {
                ports: Some(ports),
                digits: field.clone(),
                stated,
                part: row,
                connection,
                side,
                needs,
                form: if text.ends_with(b")") {
                    Form::Silent
                } else {
                    Form::Column(at)
                },
            };
            facts.push(end);
        }
    }

    /// The words of a cell. One that is an address and a port is an end of the row's connection.
    fn cell(
        &self,
        line: &[u8],
        field: &Range<usize>,
        side: Side,
        connection: &mut Option<u32>,
        facts: &mut Facts,
    ) {
        let text = &line[field.clone()];
        if words::is_atom(text) {
            // One word has no port; it may be a protocol or an address.
            if !self.has_protocol {
                facts.state(0, Protocol::of_word(text));
            }
            facts.parts[0].has_address |= self.has_bare && address::is_address(text);
            return;
        }
        let part = facts.part(0);
        let before = facts.ends.len();
        words::read(line, field.start, field.end, part, facts);
        facts.parts[0].has_address |= facts.parts[part as usize].has_address;
        if !self.has_protocol {
            facts.close(part);
        }
        if let [end] = &facts.ends[before..]
            && end.digits.end == field.end
            && end.connection != BY_ITSELF
            && !line[field.clone()].contains(&b' ')
        {
            let row = *connection.get_or_insert_with(|| facts.connection());
            let end = &mut facts.ends[before];
            end.connection = row;
            if end.side == Side::Unsaid {
                end.side = side;
            }
        }
    }
}

fn without_end(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// Where the fields of a line are, without quotes and blanks around them (RFC 4180). A quote that the line does not
/// close is a character.
pub fn split(
    line: &[u8],
    from: usize,
    delimiter: u8,
    has_quotes: bool,
    fields: &mut Vec<Range<usize>>,
) {
    fields.clear();
    let line = without_end(line);
    if delimiter == b' ' {
        let mut start = from;
        for word in line[from..].split(|&byte| byte == b' ') {
            if !word.is_empty() {
                fields.push(start..start + word.len());
            }
            start += word.len() + 1;
        }
        return;
    }
    let mut has_quotes = has_quotes && memchr(b'"', &line[from..]).is_some();
    let mut start = from;
    loop {
        let mut at = start;
        if has_quotes {
            while matches!(line.get(at), Some(b' ')) && delimiter != b' ' {
                at += 1;
            }
            if line.get(at) == Some(&b'"') {
                match end_of_quotes(line, at + 1) {
                    Some(end) => at = end,
                    None => has_quotes = false,
                }
            }
        }
        let end = memchr(delimiter, &line[at..]).map_or(line.len(), |length| at + length);
        fields.push(without_quotes(line, start..end));
        if end == line.len() {
            return;
        }
        start = end + 1;
    }
}

/// Where a quoted field ends, after its last quote.
fn end_of_quotes(line: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += memchr(b'"', &line[at..])? + 1;
        if line.get(at) != Some(&b'"') {
            return Some(at);
        }
        at += 1;
    }
}

fn without_quotes(line: &[u8], field: Range<usize>) -> Range<usize> {
    let field = without_blanks(line, field);
    match &line[field.clone()] {
        [b'"', .., b'"'] => without_blanks(line, field.start + 1..field.end - 1),
        _ => field,
    }
}

fn without_blanks(line: &[u8], field: Range<usize>) -> Range<usize> {
    let text = line[field.clone()].trim_ascii_start();
    let start = field.end - text.len();
    start..start + text.trim_ascii_end().len()
}
