//! A table of somebody's own, numbers and names, beside the registry.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt;

use ianaports::overlay::{Entry, Overlay, services_file};
use ianaports::unofficial;
use ianaports::{PortRange, Record, Transport, lookup, status};
use serde::Serialize;

/// A row of a table.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Row {
    pub name: String,
    pub ports: PortRange,
    /// Those that the row states; where it states none, TCP and UDP are asked.
    pub transports: Vec<Transport>,
}

impl Row {
    /// The transports that are asked for it.
    pub fn asked(&self) -> &[Transport] {
        match self.transports.as_slice() {
            [] => &[Transport::Tcp, Transport::Udp],
            stated => stated,
        }
    }
}

/// Reads the lines of a table. A line is one of services(5), or has one number and one name, in any order: `443 https`,
/// `443,tcp,"https"`, `443 => "https",`. A first line with `port` and `name` among its fields says which of several
/// they are.
#[derive(Default)]
pub struct Reader {
    columns: Option<(usize, usize)>,
    is_past_first: bool,
}

/// Why a line is no row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NoRow {
    /// It has no text, or is a comment or the head of the table.
    Empty,
    /// It has not one number of a port, but so many.
    Numbers(usize),
    /// It has not one name, but so many.
    Names(usize),
}

impl fmt::Display for NoRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("nothing on it"),
            Self::Numbers(0) => f.write_str("no port"),
            Self::Numbers(count) => write!(f, "{count} ports"),
            Self::Names(0) => f.write_str("no name"),
            Self::Names(count) => write!(f, "{count} names"),
        }?;
        match self {
            Self::Empty => Ok(()),
            _ => f.write_str("; expected one port and one name"),
        }
    }
}

impl Reader {
    /// The rows of a line: with the aliases of services(5) there are several.
    ///
    /// # Errors
    ///
    /// A line that is no row.
    pub fn read(&mut self, line: &str) -> Result<Vec<Row>, NoRow> {
        let is_first = !self.is_past_first;
        self.is_past_first = true;
        let services: Vec<Row> = services_file(line)
            .map(|entry| Row {
                name: entry.name().to_string(),
                ports: entry.ports(),
                transports: Transport::all().filter(|&on| entry.is_on(on)).collect(),
            })
            .collect();
        if !services.is_empty() {
            return Ok(services);
        }
        let line = line.trim_start_matches('\u{feff}');
        let line = line.split('#').next().unwrap_or_default();
        let line = line.split("//").next().unwrap_or_default().trim();
        if line.is_empty() {
            return Err(NoRow::Empty);
        }
        let fields = fields(line);
        if is_first && let Some(columns) = columns(&fields) {
            self.columns = Some(columns);
            return Err(NoRow::Empty);
        }
        self.row(&fields).map(|row| vec![row])
    }

    fn row(&self, fields: &[Field<'_>]) -> Result<Row, NoRow> {
        let (mut numbers, mut names, mut transports) = (Vec::new(), Vec::new(), Vec::new());
        for (at, field) in fields.iter().enumerate() {
            let (number, on) = match field.text.split_once('/') {
                Some((number, on)) => (number, on.parse::<Transport>().ok()),
                None => (field.text, None),
            };
            let in_column = |wanted: usize| wanted == at;
            if let Ok(ports) = number.parse::<PortRange>() {
                if self.columns.is_none_or(|(ports, _)| in_column(ports)) {
                    numbers.push(ports);
                    transports.extend(on);
                }
            } else if let Ok(transport) = field.text.parse::<Transport>() {
                transports.push(transport);
            } else if self.columns.is_none_or(|(_, name)| in_column(name)) {
                names.push(*field);
            }
        }
        // In `Some("https")` what has quotes is the name.
        if names.iter().any(|name| name.is_quoted) {
            names.retain(|name| name.is_quoted);
        }
        let &[ports] = numbers.as_slice() else {
            return Err(NoRow::Numbers(numbers.len()));
        };
        let [name] = names.as_slice() else {
            return Err(NoRow::Names(names.len()));
        };
        transports.sort();
        transports.dedup();
        Ok(Row {
            name: name.text.to_string(),
            ports,
            transports,
        })
    }
}

#[derive(Clone, Copy)]
struct Field<'l> {
    text: &'l str,
    is_quoted: bool,
}

/// The fields of a line: between commas, semicolons, bars or tabs, where it has any; else the words. What stands in
/// quotes is one field without them.
fn fields(line: &str) -> Vec<Field<'_>> {
    let line = line.trim_end_matches([',', ';']);
    let is_strong = |c: char| matches!(c, ',' | ';' | '|' | '\t');
    let is_weak = |c: char| {
        c.is_whitespace() || matches!(c, ':' | '=' | '>' | '(' | ')' | '{' | '}' | '[' | ']')
    };
    let mut quote = None;
    let mut has_strong = false;
    for c in line.chars() {
        match quote {
            Some(open) => quote = (c != open).then_some(open),
            None if matches!(c, '"' | '\'') => quote = Some(c),
            None => has_strong |= is_strong(c),
        }
    }
    // A quote that nothing closes is a character of a name.
    let has_quotes = quote.is_none();

    let mut fields = Vec::new();
    let mut rest = line;
    loop {
        rest = rest.trim_start_matches(is_weak);
        let opened = rest
            .chars()
            .next()
            .filter(|c| has_quotes && matches!(c, '"' | '\''));
        if let Some(open) = opened
            && let Some((text, after)) = rest[1..].split_once(open)
        {
            fields.push(Field {
                text,
                is_quoted: true,
            });
            rest = after.trim_start_matches(is_weak);
            if has_strong {
                rest = rest.strip_prefix(is_strong).unwrap_or(rest);
            }
        } else {
            let is_end = |c: char| if has_strong { is_strong(c) } else { is_weak(c) };
            let end = rest.find(is_end).unwrap_or(rest.len());
            let text = rest[..end].trim_matches(is_weak);
            if !text.is_empty() || has_strong {
                fields.push(Field {
                    text,
                    is_quoted: false,
                });
            }
            let ended = rest[end..].chars().next().map_or(0, char::len_utf8);
            rest = &rest[end + ended..];
        }
        if rest.is_empty() {
            return fields;
        }
    }
}

/// The places of the port and of the name in a head.
fn columns(fields: &[Field<'_>]) -> Option<(usize, usize)> {
    let place = |words: &[&str]| {
        fields
            .iter()
            .position(|field| words.contains(&field.text.to_ascii_lowercase().as_str()))
    };
    let port = place(&["port", "port number", "number"])?;
    let name = place(&["name", "service name", "service"])?;
    Some((port, name))
}

/// What the registry and the unofficial names say to a row.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// IANA has the name on the port.
    Iana,
    /// It is an unofficial name of the port.
    Unofficial,
    /// It is neither.
    Differs,
}

/// A row beside the registry.
#[derive(Clone, Debug, Serialize)]
pub struct Compared {
    #[serde(flatten)]
    pub row: Row,
    pub verdict: Verdict,
    /// IANA's primary name of the first port, on the first transport that has one.
    pub iana: Option<&'static str>,
    /// The status of the first port on the first transport.
    pub status: ianaports::Status,
    /// The ports that IANA has for the name.
    pub elsewhere: Vec<PortRange>,
}

/// Compares a row.
pub fn compare(row: Row) -> Compared {
    let port = row.ports.first();
    let has_name = |record: Record| {
        record
            .name()
            .is_some_and(|name| name.eq_ignore_ascii_case(&row.name))
    };
    let is_iana = |&on: &Transport| {
        let mut records = lookup((port, on)).iter();
        records.any(|record| {
            has_name(record)
                && record
                    .ports()
                    .is_some_and(|ports| ports.contains(row.ports.last()))
        })
    };
    let is_unofficial = |&on: &Transport| {
        unofficial::of_port(port, on).any(|found| {
            found.name().eq_ignore_ascii_case(&row.name) && found.ports().contains(row.ports.last())
        })
    };
    // Where a row states no transport, one that has the name is enough.
    let holds = |is: &dyn Fn(&Transport) -> bool| match row.transports.is_empty() {
        true => row.asked().iter().any(is),
        false => row.asked().iter().all(is),
    };
    let verdict = if holds(&is_iana) {
        Verdict::Iana
    } else if holds(&|on| is_iana(on) || is_unofficial(on)) {
        Verdict::Unofficial
    } else {
        Verdict::Differs
    };
    let first = row.asked().first().copied().unwrap_or(Transport::Tcp);
    let mut elsewhere: Vec<PortRange> = lookup(row.name.as_str()).ports().collect();
    elsewhere.sort();
    Compared {
        verdict,
        iana: row.asked().iter().find_map(|&on| lookup((port, on)).name()),
        status: status(port, first),
        elsewhere,
        row,
    }
}

/// Rows as an [`overlay!`](ianaports::overlay!) that compiles. Where two rows want the same, the first has it.
#[derive(Default)]
pub struct OverlayText {
    plain: Vec<String>,
    /// The rows of each brace: those that are only found or only shown, by their transports.
    braces: BTreeMap<String, Vec<String>>,
    shown: BTreeSet<(Transport, u16)>,
    found: HashSet<(String, Transport)>,
    entries: usize,
}

impl OverlayText {
    /// Adds a row. `false`: an overlay has no place for it.
    pub fn add(&mut self, row: &Row) -> bool {
        // What an overlay takes for a name, the overlay says.
        let takes = |entry: Entry<&'_ str>| Overlay::new(&mut [entry]).is_ok();
        let (first, last) = (row.ports.first(), row.ports.last());
        let entry = Entry::range(row.name.as_str(), first, last, row.asked());
        let name = row.name.to_ascii_lowercase();
        let is_new = |on: &Transport| !self.found.contains(&(name.clone(), *on));
        let is_free = |&on: &Transport| self.shown.range((on, first)..=(on, last)).next().is_none();
        let is_found = takes(entry) && row.asked().iter().all(is_new);
        let is_shown = takes(entry.only_shown()) && row.asked().iter().all(is_free);
        if self.entries == usize::from(u16::MAX) || !(is_found || is_shown) {
            return false;
        }
        self.entries += 1;
        let on: Vec<_> = row.asked().iter().map(|on| on.as_str()).collect();
        let on = on.join(" ");
        let (ports, text) = (row.ports, &row.name);
        if is_found && is_shown {
            self.plain.push(format!("{ports} / {on} => {text:?}"));
        } else {
            let way = if is_found { "only_found" } else { "only_shown" };
            let brace = self.braces.entry(format!("{way} {on}")).or_default();
            brace.push(format!("{ports} => {text:?}"));
        }
        for &on in row.asked() {
            if is_found {
                self.found.insert((name.clone(), on));
            }
            if is_shown {
                self.shown.extend(row.ports.iter().map(|port| (on, port)));
            }
        }
        true
    }
}

impl fmt::Display for OverlayText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "ianaports::overlay! {{")?;
        for row in &self.plain {
            writeln!(f, "    {row},")?;
        }
        for (head, rows) in &self.braces {
            writeln!(f, "    {head} {{")?;
            for row in rows {
                writeln!(f, "        {row},")?;
            }
            writeln!(f, "    }}")?;
        }
        writeln!(f, "}}")
    }
}
