//! The rows of the file, each column with its meaning. The registry is not asked.

use super::super::error::{Error, Place, Problem, excerpt};
use super::super::transport::Transport;
use super::layout::Kind;

/// A row of the file.
pub struct Row {
    /// From 1.
    pub line: u32,
    pub name: String,
    /// First and last.
    pub ports: (u16, u16),
    pub transports: &'static [Transport],
    pub kind: Kind,
    /// IANA's name of the service that an alias stands for, or what runs there.
    pub what: String,
    pub source: String,
}

impl Row {
    pub fn is_alias(&self) -> bool {
        matches!(self.kind, Kind::ShownAlias | Kind::Alias)
    }
}

/// Reads the file.
///
/// # Errors
///
/// Bytes that are no text, a column that breaks a rule of the file's head, a name that stands twice, or rows
/// out of order.
pub fn read(bytes: &[u8]) -> Result<Vec<Row>, Error> {
    let mut rows: Vec<Row> = Vec::new();
    for (number, line) in bytes.split(|&byte| byte == b'\n').enumerate() {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let at = Place::line(number as u32 + 1);
        let row = match text(line).and_then(|line| row(at.line, line)) {
            Ok(Some(row)) => row,
            Ok(None) => continue,
            Err(problem) => return Err(problem.at(at)),
        };
        if let Some(before) = rows.last().filter(|before| row.name <= before.name) {
            let problem = match row.name == before.name {
                true => Problem::Duplicate {
                    what: "the name",
                    id: row.name,
                    first: before.line,
                },
                false => Problem::Relation {
                    statement: format!("`{}` follows `{}`", row.name, before.name),
                    why: "its bytes come before".to_owned(),
                    expected: "rows in the order of their names' bytes".to_owned(),
                },
            };
            return Err(problem.at(at));
        }
        let is_shown = |row: &Row| row.kind == Kind::ShownAlias;
        if is_shown(&row) {
            if let Some(other) = rows
                .iter()
                .find(|other| is_shown(other) && overlap(&row, other))
            {
                let problem = Problem::Relation {
                    statement: format!("`{}` is the name shown for a port", row.name),
                    why: format!("`{}` on line {} is shown for it", other.name, other.line),
                    expected: "one shown alias a port and transport".to_owned(),
                };
                return Err(problem.at(at));
            }
        }
        rows.push(row);
    }
    Ok(rows)
}

/// Whether two rows have a port and a transport in common.
fn overlap(one: &Row, other: &Row) -> bool {
    let mut transports = one.transports.iter();
    one.ports.0 <= other.ports.1
        && other.ports.0 <= one.ports.1
        && transports.any(|transport| other.transports.contains(transport))
}

fn text(line: &[u8]) -> Result<&str, Problem> {
    std::str::from_utf8(line).map_err(|_| Problem::Value {
        field: "the row",
        found: excerpt(&String::from_utf8_lossy(line)),
        expected: "text in UTF-8",
    })
}

/// A row; `None` for a comment and an empty line.
fn row(line: u32, text: &str) -> Result<Option<Row>, Problem> {
    if text.is_empty() || text.starts_with('#') {
        return Ok(None);
    }
    let wrong = |field, found, expected| Problem::Value {
        field,
        found: excerpt(found),
        expected,
    };
    let columns: Vec<&str> = text.split(" | ").collect();
    let &[name, place, what, source] = columns.as_slice() else {
        let expected = "NAME | PORTS/TRANSPORTS | WHAT | SOURCE";
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
    let Some((kind, words)) = kind_and_words(what) else {
        let expected = "`alias: ` or `shown alias: ` and the name of a registered service, or `server: ` or \
                        `development server: ` and at most 60 letters, digits, blanks and , . + / -";
        return Err(wrong("what it is", what, expected));
    };
    if !is_address(source) && !is_package(source) {
        let expected = "the address of a file at a commit, https://github.com/OWNER/REPOSITORY/blob/COMMIT/PATH, \
                        or PACKAGE VERSION, /PATH of Debian, Fedora, Alpine or FreeBSD";
        return Err(wrong("the source", source, expected));
    }
    Ok(Some(Row {
        line,
        name: name.to_owned(),
        ports,
        transports,
        kind,
        what: words.to_owned(),
        source: source.to_owned(),
    }))
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
pub fn shown((first, last): (u16, u16), transports: &[Transport]) -> String {
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

fn kind_and_words(text: &str) -> Option<(Kind, &str)> {
    let (kind, words) = text.split_once(": ")?;
    let kind = match kind {
        "alias" => Kind::Alias,
        "shown alias" => Kind::ShownAlias,
        "server" => Kind::Server,
        "development server" => Kind::DevelopmentServer,
        _ => return None,
    };
    // The docs show the words as they stand here. The name of a service is held against the registry.
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b" ,.+/-".contains(&byte);
    let is_good = match kind {
        Kind::ShownAlias | Kind::Alias => true,
        Kind::Server | Kind::DevelopmentServer => words.len() <= 60 && words.bytes().all(is_plain),
    };
    (!words.is_empty() && is_good).then_some((kind, words))
}

/// Whether it is the address of a file at a commit, in characters that end no link of the docs.
fn is_address(source: &str) -> bool {
    let is_of_address = |byte: u8| byte.is_ascii_graphic() && !b"\"'()<>\\^`{|}".contains(&byte);
    let is_commit = |part: &str| {
        (7..=40).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    source.starts_with("https://")
        && source.bytes().all(is_of_address)
        && source.split(['/', '=', '&', '?']).any(is_commit)
}

/// Whether it is a file of a package, as `Debian netbase 6.4, /etc/services`.
fn is_package(source: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b" ,./:+~_-".contains(&byte);
    let Some((package, path)) = source.split_once(", ") else {
        return false;
    };
    let words: Vec<&str> = package.split(' ').collect();
    matches!(words[..], ["Debian" | "Fedora" | "Alpine" | "FreeBSD", name, version] if !name.is_empty() && !version.is_empty())
        && path.starts_with('/')
        && source.bytes().all(is_plain)
}
