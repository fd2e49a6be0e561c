//! Ports in the rows of a table, by the names of its columns: CSV, and the same with tabs, semicolons or vertical bars;
//! Zeek's logs, by their line `#fields`; AWS's flow logs, whose header names fields of AWS alone.

use std::fmt;
use std::ops::Range;

use csv_core::ReadFieldResult;
use memchr::memchr;

use super::columns::{self, Role, role};
use super::found::{Found, Protocol, number};
use super::lines;

/// The columns that the user names, and the table that the last header began.
pub struct Tables {
    ports: Vec<Column>,
    protocols: Vec<Column>,
    table: Option<Table>,
    fields: Fields,
    /// Of a field in quotes that goes on in the next line: how far it has come.
    open: Option<Open>,
}

/// A column by its name, or by its number from 1.
#[derive(Clone, Debug)]
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

struct Table {
    delimiter: u8,
    /// The number of fields of its rows; of a table by numbers, any that is enough.
    width: Option<usize>,
    ports: Vec<(usize, Role)>,
    protocols: Vec<usize>,
    /// Lines that begin with `#` are Zeek's own.
    has_comments: bool,
}

struct Open {
    lines: usize,
}

/// A quote that is not closed after so many lines was none.
const LONGEST_FIELD: usize = 1000;

impl Tables {
    pub fn new(ports: &[Column], protocols: &[Column]) -> Self {
        Self {
            ports: ports.to_vec(),
            protocols: protocols.to_vec(),
            table: None,
            fields: Fields::new(),
            open: None,
        }
    }

    /// Whether no line can be a row.
    pub fn is_empty(&self) -> bool {
        self.table.is_none() && self.ports.is_empty() && self.protocols.is_empty()
    }

    /// Adds the ports of a line, if it is a row of the table or a part of one.
    pub fn find(&mut self, line: &[u8], found: &mut Vec<Found>) -> bool {
        if self.open.is_some() {
            return self.find_the_end_of_a_field(line);
        }
        if self.table.is_none() {
            self.read_numbers(line);
        }
        let Some(table) = &self.table else {
            return false;
        };
        if table.has_comments && line.starts_with(b"#") {
            return !line.starts_with(b"#fields");
        }
        let split = self.fields.split(line, table.delimiter);
        let fields = &self.fields.places;
        let is_row = match table.width {
            Some(width) => fields.len() == width,
            None => table.ports.iter().all(|&(at, _)| at < fields.len()),
        };
        match split {
            Split::Whole if !is_row => return false,
            Split::Whole => {}
            Split::Open => self.open = Some(Open { lines: 0 }),
        }
        table.find(line, fields, split, found)
    }

    fn find_the_end_of_a_field(&mut self, line: &[u8]) -> bool {
        // Quotes within a field are doubled: an even number leaves it open.
        let is_end = memchr::memchr_iter(b'"', line).count() % 2 == 1;
        match &mut self.open {
            Some(open) if !is_end && open.lines < LONGEST_FIELD => open.lines += 1,
            _ => self.open = None,
        }
        true
    }

    /// Begins the table that a line is the header of, if it is one.
    pub fn read_header(&mut self, line: &[u8]) {
        let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
        if line.len() > 1 << 13 {
            return;
        }
        if let Some(rest) = line.strip_prefix(b"#fields") {
            if let [delimiter, names @ ..] = rest {
                self.begin(names, *delimiter, true);
            }
            return;
        }
        for delimiter in [b'\t', b'|', b';', b','] {
            if memchr(delimiter, line).is_some() && self.begin(line, delimiter, false) {
                return;
            }
        }
        let mut words = line.trim_ascii().split(|&byte| byte == b' ');
        if words.all(columns::is_aws) {
            self.begin(line, b' ', false);
        }
    }

    /// Begins a table with these names of columns, if one of them is a port.
    fn begin(&mut self, names: &[u8], delimiter: u8, has_comments: bool) -> bool {
        self.fields.split(names, delimiter);
        let names: Vec<&[u8]> = self
            .fields
            .places
            .iter()
            .map(|field| &names[field.clone()])
            .collect();
        let is_there = |column: &Column| (0..names.len()).any(|at| column.is(at, names[at]));
        if names.len() < 2 || !self.ports.iter().chain(&self.protocols).all(is_there) {
            return false;
        }
        let is_one_of =
            |columns: &[Column], at: usize| columns.iter().any(|column| column.is(at, names[at]));
        let roles: Vec<Option<Role>> = names.iter().map(|name| role(name)).collect();
        let places = |wanted: fn(Role) -> bool| {
            let is_wanted = move |&(_, role): &(usize, &Option<Role>)| role.is_some_and(wanted);
            roles
                .iter()
                .enumerate()
                .filter(is_wanted)
                .map(|(at, _)| at)
                .collect::<Vec<_>>()
        };
        let short = places(|role| role == Role::ShortPort);
        let short_protocol = places(|role| role == Role::ShortProtocol);
        let is_short = short.len() == 2 && short_protocol.len() == 1;
        let is_port = |at: usize| match roles[at] {
            _ if !self.ports.is_empty() => is_one_of(&self.ports, at).then_some(Role::Port),
            Some(Role::ShortPort) if is_short => Some(Role::End(Protocol::Unstated)),
            Some(role @ (Role::Port | Role::End(_))) => Some(role),
            _ => None,
        };
        let ports: Vec<_> = (0..names.len())
            .filter_map(|at| Some((at, is_port(at)?)))
            .collect();
        let protocols = match &self.protocols[..] {
            [] if is_short => short_protocol,
            [] => places(|role| role == Role::Protocol),
            given => (0..names.len())
                .filter(|&at| is_one_of(given, at))
                .collect(),
        };
        let has_addresses =
            !protocols.is_empty() && !places(|role| role == Role::AddressAndPort).is_empty();
        if ports.is_empty() && !has_addresses {
            return false;
        }
        let width = Some(names.len());
        self.table = Some(Table {
            delimiter,
            width,
            ports,
            protocols,
            has_comments,
        });
        true
    }

    /// Begins the table of columns that the user gives by numbers, at the first line that has so many fields.
    fn read_numbers(&mut self, line: &[u8]) {
        let place = |column: &Column| match column {
            Column::Numbered(number) => Some(number - 1),
            Column::Named(_) => None,
        };
        let places = |columns: &[Column]| columns.iter().map(place).collect::<Option<Vec<_>>>();
        let (Some(ports), Some(protocols)) = (places(&self.ports), places(&self.protocols)) else {
            return;
        };
        let Some(&last) = ports
            .iter()
            .chain(&protocols)
            .max()
            .filter(|_| !ports.is_empty())
        else {
            return;
        };
        for delimiter in [b'\t', b'|', b';', b',', b' '] {
            self.fields.split(line, delimiter);
            if last < self.fields.places.len() {
                let ports = ports.into_iter().map(|at| (at, Role::Port)).collect();
                self.table = Some(Table {
                    delimiter,
                    width: None,
                    ports,
                    protocols,
                    has_comments: false,
                });
                return;
            }
        }
    }

    /// The columns that the user names, if no line has had them all.
    pub fn missing(&self) -> Option<String> {
        let columns: Vec<_> = self
            .ports
            .iter()
            .chain(&self.protocols)
            .map(Column::to_string)
            .collect();
        (self.table.is_none() && !columns.is_empty())
            .then(|| format!("no line has all of the columns: {}", columns.join(", ")))
    }
}

impl Table {
    /// Adds the ports of a row. Whether it is one: where a number has to be, a name makes it another header.
    fn find(
        &self,
        line: &[u8],
        fields: &[Range<usize>],
        split: Split,
        found: &mut Vec<Found>,
    ) -> bool {
        let text = |at: usize| fields.get(at).map(|field| &line[field.clone()]);
        let is_header = self.ports.iter().any(|&(at, _)| {
            text(at).is_some_and(|text| {
                text.first().is_some_and(u8::is_ascii_alphabetic) && role(text).is_some()
            })
        });
        if is_header {
            return false;
        }
        let protocol = if self.protocols.is_empty() {
            // As in a line: the first word that is a protocol.
            let words = fields
                .iter()
                .map(|field| Protocol::of_word(&line[field.clone()]));
            words
                .into_iter()
                .find(|&protocol| protocol != Protocol::Unstated)
                .unwrap_or_default()
        } else if self.protocols.iter().any(|&at| at >= fields.len()) && split == Split::Open {
            // It may be in the next line.
            Protocol::Other
        } else {
            Protocol::of_all(
                self.protocols
                    .iter()
                    .filter_map(|&at| text(at))
                    .map(Protocol::of_field),
            )
        };
        let mut next = self.ports.iter().peekable();
        for (at, field) in fields.iter().enumerate() {
            let text = &line[field.clone()];
            if let Some((_, role)) = next.next_if(|&&(port, _)| port == at) {
                let (stated, is_end) = match role {
                    Role::End(stated) => (*stated, true),
                    _ => (Protocol::Unstated, false),
                };
                let port = number(text).map(|number| Found {
                    protocol: stated.or(protocol),
                    is_end,
                    ..Found::port(number, field.end)
                });
                found.extend(port);
            } else if memchr(b':', text).is_some() {
                let before = found.len();
                lines::find_in_field(text, field.start, found);
                for port in &mut found[before..] {
                    port.protocol = protocol;
                }
            }
        }
        true
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Split {
    Whole,
    /// The last field is in quotes that the line does not close, and is left out.
    Open,
}

/// Where the fields of a line are, without quotes and blanks around them; kept for the next line's.
struct Fields {
    places: Vec<Range<usize>>,
    delimiter: u8,
    reader: csv_core::Reader,
}

impl Fields {
    fn new() -> Self {
        Self {
            places: Vec::new(),
            delimiter: b',',
            reader: csv_core::Reader::new(),
        }
    }

    fn split(&mut self, line: &[u8], delimiter: u8) -> Split {
        self.places.clear();
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if delimiter == b' ' {
            self.split_at_blanks(line);
            return Split::Whole;
        }
        if memchr(b'"', line).is_some() {
            return self.split_with_quotes(line, delimiter);
        }
        let mut start = 0;
        for (at, &byte) in line.iter().enumerate() {
            if byte == delimiter {
                self.places.push(without_blanks(line, start..at));
                start = at + 1;
            }
        }
        self.places.push(without_blanks(line, start..line.len()));
        Split::Whole
    }

    fn split_at_blanks(&mut self, line: &[u8]) {
        let mut start = 0;
        for word in line.split(|&byte| byte == b' ') {
            if !word.is_empty() {
                self.places.push(start..start + word.len());
            }
            start += word.len() + 1;
        }
    }

    fn split_with_quotes(&mut self, line: &[u8], delimiter: u8) -> Split {
        if self.delimiter != delimiter {
            self.delimiter = delimiter;
            self.reader = csv_core::ReaderBuilder::new().delimiter(delimiter).build();
        }
        self.reader.reset();
        // What a field says is of no use here, only where it ends.
        let mut text = [0; 256];
        let (mut start, mut at) = (0, 0);
        loop {
            let (result, read, _) = self.reader.read_field(&line[at..], &mut text);
            at += read;
            match result {
                ReadFieldResult::OutputFull => {}
                ReadFieldResult::Field { record_end: false } => {
                    self.places.push(without_quotes(line, start..at - 1));
                    start = at;
                }
                ReadFieldResult::InputEmpty => {
                    // The end of a line ends a field, unless it is in quotes.
                    let (end, ..) = self.reader.read_field(b"\n", &mut text);
                    if matches!(end, ReadFieldResult::InputEmpty) {
                        return Split::Open;
                    }
                    self.places.push(without_quotes(line, start..line.len()));
                    return Split::Whole;
                }
                // A carriage return inside the line: what comes after it is not of this row.
                ReadFieldResult::Field { record_end: true } | ReadFieldResult::End => {
                    self.places.clear();
                    return Split::Whole;
                }
            }
        }
    }
}

fn without_blanks(line: &[u8], field: Range<usize>) -> Range<usize> {
    let text = line[field.clone()].trim_ascii_start();
    let start = field.end - text.len();
    start..start + text.trim_ascii_end().len()
}

fn without_quotes(line: &[u8], field: Range<usize>) -> Range<usize> {
    let field = without_blanks(line, field);
    match &line[field.clone()] {
        [b'"', .., b'"'] => without_blanks(line, field.start + 1..field.end - 1),
        _ => field,
    }
}
