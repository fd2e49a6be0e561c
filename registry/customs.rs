//! The customs: names that people use beside IANA's, in `customs.txt`, whose head explains its form.
//!
//! The same stages as the registry's: [`read`] gives each column of a row its meaning, [`check`] holds
//! the rows against the records, [`index`] makes tables and the list in the docs.

use std::ops::Range;

use super::check::{Record, Registry};
use super::error::{Error, Place, Problem, excerpt};
use super::layout::{custom_bit, custom_place, option_to_number};
use super::status::Status;
use super::tables::Tables;
use super::transport::Transport;

/// A row of the table.
pub struct Custom {
    /// From 1.
    pub line: u32,
    pub name: String,
    /// First and last.
    pub ports: (u16, u16),
    pub transports: &'static [Transport],
    pub kind: Kind,
    pub source: String,
}

pub enum Kind {
    /// Of a service that IANA has on these ports and transports, by its name.
    Alias(String),
    /// What runs there.
    Use(String),
}

/// Reads the table. The registry is not asked.
///
/// # Errors
///
/// A column that breaks a rule of the table's head, a name that stands twice, or rows out of order.
pub fn read(bytes: &[u8]) -> Result<Vec<Custom>, Error> {
    let mut customs: Vec<Custom> = Vec::new();
    for (at, line) in String::from_utf8_lossy(bytes).lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let at = Place::line(at as u32 + 1);
        let custom = match row(at.line, line) {
            Ok(custom) => custom,
            Err(problem) => return Err(problem.at(at)),
        };
        if let Some(before) = customs.last().filter(|before| custom.name <= before.name) {
            let problem = match custom.name == before.name {
                true => Problem::Duplicate {
                    what: "the custom",
                    id: custom.name,
                    first: before.line,
                },
                false => Problem::Relation {
                    statement: format!("`{}` follows `{}`", custom.name, before.name),
                    why: "its bytes come before".to_owned(),
                    expected: "rows in the order of their names' bytes".to_owned(),
                },
            };
            return Err(problem.at(at));
        }
        customs.push(custom);
    }
    Ok(customs)
}

fn row(line: u32, text: &str) -> Result<Custom, Problem> {
    let wrong = |field, found, expected| Problem::Value {
        field,
        found: excerpt(found),
        expected,
    };
    let columns: Vec<&str> = text.split(" | ").collect();
    let &[name, place, kind, source] = columns.as_slice() else {
        let expected = "NAME | PORTS/TRANSPORTS | KIND: WHAT | SOURCE";
        return Err(wrong("the row", text, expected));
    };
    if !is_name(name) {
        let expected = "a service name (RFC 6335) in small letters, such as kafka";
        return Err(wrong("the name", name, expected));
    }
    let Some((ports, transports)) = ports_and_transports(place) else {
        let expected =
            "a port or a range and tcp, udp or both: 9092/tcp, 4505-4506/tcp, 53/tcp,udp";
        return Err(wrong("the place", place, expected));
    };
    // What the docs show as it stands here.
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b" ,.-".contains(&byte);
    let kind = match kind.split_once(": ") {
        Some(("alias", of)) if !of.is_empty() => Kind::Alias(of.to_owned()),
        Some(("use", what)) if !what.is_empty() && what.bytes().all(is_plain) => {
            Kind::Use(what.to_owned())
        }
        _ => {
            let expected = "`alias: ` and the name of a registered service, or `use: ` and a few words \
                            of letters, digits, commas, full stops and hyphens";
            return Err(wrong("the kind", kind, expected));
        }
    };
    let is_file = source.starts_with("https://github.com/") && source.contains("/blob/");
    let is_package = source.starts_with("Debian ") && source.contains(", /");
    if !is_file && !is_package {
        let expected = "https://github.com/OWNER/REPOSITORY/blob/COMMIT/PATH, or \
                        Debian PACKAGE VERSION, /PATH";
        return Err(wrong("the source", source, expected));
    }
    Ok(Custom {
        line,
        name: name.to_owned(),
        ports,
        transports,
        kind,
        source: source.to_owned(),
    })
}

/// RFC 6335, section 5.1, and small letters alone.
fn is_name(name: &str) -> bool {
    let is_small = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
    name.len() <= 15
        && name.bytes().all(is_small)
        && name.bytes().any(|byte| byte.is_ascii_lowercase())
        && !(name.starts_with('-') || name.ends_with('-') || name.contains("--"))
}

fn ports_and_transports(text: &str) -> Option<((u16, u16), &'static [Transport])> {
    let (ports, transports) = text.split_once('/')?;
    let transports: &[Transport] = match transports {
        "tcp" => &[Transport::Tcp],
        "udp" => &[Transport::Udp],
        "tcp,udp" => &[Transport::Tcp, Transport::Udp],
        _ => return None,
    };
    let (first, last) = ports.split_once('-').unwrap_or((ports, ports));
    let ports = (first.parse().ok()?, last.parse().ok()?);
    // One way to write each: no sign, no zero before the digits, no range of one port.
    (ports.0 <= ports.1 && shown(ports, transports) == text).then_some((ports, transports))
}

/// `9092/tcp`, `53/tcp,udp`
fn shown((first, last): (u16, u16), transports: &[Transport]) -> String {
    let mut text = match first == last {
        true => first.to_string(),
        false => format!("{first}-{last}"),
    };
    for (number, transport) in transports.iter().enumerate() {
        text.push(if number == 0 { '/' } else { ',' });
        text.push_str(transport.as_str());
    }
    text
}

fn range((first, last): (u16, u16)) -> Range<usize> {
    usize::from(first)..usize::from(last) + 1
}

/// The customs and what a registry has on their ports.
pub struct Checked<'a> {
    /// Those that agree with the registry, each with the record that an alias stands for.
    pub customs: Vec<(&'a Custom, Option<usize>)>,
    /// Why the others do not.
    pub errors: Vec<Error>,
    there: There<'a>,
}

/// The records that have a port of some custom.
struct There<'a>(Vec<(usize, &'a Record)>);

/// Holds the customs against the records: no name that IANA has registered on a port and transport is a
/// custom there, and an alias stands for a service that IANA has there.
pub fn check<'a>(customs: &'a [Custom], registry: &'a Registry) -> Checked<'a> {
    let there = There::new(customs, registry);
    let (mut agree, mut errors) = (Vec::new(), Vec::new());
    for custom in customs {
        match there.agree(custom) {
            Ok(record) => agree.push((custom, record)),
            Err(problem) => errors.push(problem.at(Place::line(custom.line))),
        }
    }
    Checked {
        customs: agree,
        errors,
        there,
    }
}

impl<'a> There<'a> {
    fn new(customs: &[Custom], registry: &'a Registry) -> Self {
        let mut is_used = vec![false; 1 << 16];
        for custom in customs {
            is_used[range(custom.ports)].fill(true);
        }
        let mut there = Vec::new();
        for (number, record) in registry.records.iter().enumerate() {
            let is_used = |ports| is_used[range(ports)].contains(&true);
            if record.ports.is_some_and(is_used) {
                there.push((number, record));
            }
        }
        Self(there)
    }

    /// The records that have a port of the custom, and state the transport or none.
    fn of(&self, custom: &Custom, transport: Transport) -> Vec<(usize, &'a Record)> {
        let overlaps = |ports: (u16, u16)| ports.0 <= custom.ports.1 && custom.ports.0 <= ports.1;
        let mut records = Vec::new();
        for &(number, record) in &self.0 {
            if record.ports.is_some_and(overlaps)
                && record.transport.is_none_or(|stated| stated == transport)
            {
                records.push((number, record));
            }
        }
        records
    }

    /// The record of the service that an alias stands for, on its first transport.
    fn agree(&self, custom: &Custom) -> Result<Option<usize>, Problem> {
        let mut stands_for = None;
        for &transport in custom.transports {
            let (name, place) = (&custom.name, shown(custom.ports, &[transport]));
            let mut service = None;
            for (number, record) in self.of(custom, transport) {
                let (Some(registered), Some((first, last))) = (&record.name, record.ports) else {
                    continue;
                };
                if registered.eq_ignore_ascii_case(name) {
                    return Err(Problem::Relation {
                        statement: format!("`{name}` is a custom on {place}"),
                        why: format!("IANA has registered the name there (line {})", record.line),
                        expected: "no row for it".to_owned(),
                    });
                }
                let holds = first <= custom.ports.0 && custom.ports.1 <= last;
                let is_service = record.status == Status::Assigned && holds;
                if matches!(&custom.kind, Kind::Alias(of) if of == registered && is_service) {
                    service = service.or(Some(number));
                }
            }
            if let (Kind::Alias(of), None) = (&custom.kind, service) {
                return Err(Problem::Relation {
                    statement: format!("`{name}` is an alias of `{of}`"),
                    why: format!("IANA has no service of that name on {place}"),
                    expected: "the name of a service there, or a use".to_owned(),
                });
            }
            stands_for = stands_for.or(service);
        }
        Ok(stands_for)
    }

    /// What IANA has there: the names of services, or else a status.
    fn shown(&self, custom: &Custom) -> String {
        let mut shown: Vec<String> = Vec::new();
        for &transport in custom.transports {
            let mut records = self.of(custom, transport);
            if records.iter().any(|(_, record)| record.transport.is_some()) {
                records.retain(|(_, record)| record.transport.is_some());
            }
            let before = shown.len();
            let mut status = match custom.ports.0 {
                ..49152 => "unassigned",
                _ => "dynamic",
            };
            for (_, record) in records {
                match (&record.name, record.status) {
                    (Some(name), Status::Assigned) if record.alias_of.is_none() => {
                        shown.push(format!("`{name}`"));
                    }
                    (_, Status::Reserved) => status = "reserved",
                    _ => {}
                }
            }
            if shown.len() == before {
                shown.push(status.to_owned());
            }
        }
        shown.dedup();
        shown.join(", ")
    }
}

/// Adds the tables of the customs, which `src/customs.rs` reads, and the list in its docs.
pub fn index(tables: &mut Tables, checked: &Checked) {
    let (mut names, mut uses, mut sources) = (Vec::new(), Vec::new(), Vec::new());
    let (mut first, mut last, mut transports) = (Vec::new(), Vec::new(), Vec::new());
    let (mut records, mut by_place) = (Vec::new(), Vec::new());
    let mut page = String::from(
        "| name | ports | what it is | IANA has there | source |\n|---|---|---|---|---|\n",
    );
    for (row, (custom, record)) in checked.customs.iter().enumerate() {
        let Custom {
            name,
            ports,
            source,
            ..
        } = custom;
        names.push(name.as_str());
        sources.push(source.as_str());
        first.push(u32::from(ports.0));
        last.push(u32::from(ports.1));
        records.push(option_to_number(*record) as u32);
        let mut set = 0;
        for &transport in custom.transports {
            set |= custom_bit(transport) as u32;
            for port in ports.0..=ports.1 {
                // By transport and port; then uses before aliases, and each by name.
                let place = custom_place(port, transport) as u64;
                by_place.push(place << 32 | u64::from(record.is_some()) << 16 | row as u64);
            }
        }
        transports.push(set);
        let what = match &custom.kind {
            Kind::Alias(of) => format!("alias of `{of}`"),
            Kind::Use(what) => what.clone(),
        };
        uses.push(match &custom.kind {
            Kind::Alias(_) => "",
            Kind::Use(what) => what.as_str(),
        });
        let file = match source.strip_prefix("https://github.com/") {
            Some(file) => format!(
                "[{}]({source})",
                file.split("/blob/").next().unwrap_or(file)
            ),
            None => source.clone(),
        };
        let (place, there) = (
            shown(*ports, custom.transports),
            checked.there.shown(custom),
        );
        page.push_str(&format!(
            "| `{name}` | {place} | {what} | {there} | {file} |\n"
        ));
    }
    by_place.sort_unstable();
    let (mut places, mut rows) = (Vec::new(), Vec::new());
    for key in by_place {
        places.push((key >> 32) as u32);
        rows.push((key & 0xffff) as u32);
    }
    tables.text("CUSTOM_NAME_START", "CUSTOM_NAME_TEXT", &names);
    tables.text("CUSTOM_USE_START", "CUSTOM_USE_TEXT", &uses);
    tables.text("CUSTOM_SOURCE_START", "CUSTOM_SOURCE_TEXT", &sources);
    tables.column("CUSTOM_FIRST", first);
    tables.column("CUSTOM_LAST", last);
    tables.column("CUSTOM_TRANSPORTS", transports);
    tables.column("CUSTOM_RECORD", records);
    tables.column("CUSTOM_PLACE", places);
    tables.column("CUSTOM_PLACE_ROW", rows);
    tables.pages.push(("customs.md", page));
}
