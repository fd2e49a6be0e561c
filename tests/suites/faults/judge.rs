//! The judge of a document: the compiler refuses it, with an error that a person can read, or
//! understands exactly what the second reader reads from the same bytes.

use crate::reader;
use crate::twin::Twin;
use registry::check::{self, Record, Reference, Registry};
use registry::status::Status;
use registry::{error::Error, index, read};

/// The most bytes that a message may have: a screen of text, whatever is in the document.
const LONGEST_MESSAGE: usize = 3_000;

/// What the compiler makes of a document.
///
/// # Panics
///
/// When that is wrong.
pub fn judge(bytes: &[u8]) -> Result<Registry, Error> {
    let verdict = read::read(bytes).and_then(check::check);
    match &verdict {
        Ok(registry) => {
            same(registry, bytes);
            for remark in &registry.remarks {
                one_line(&remark.to_string());
            }
        }
        Err(error) => readable(error, bytes),
    }
    verdict
}

/// The same, and the tables of what is accepted are compared with the registry and its twin, too.
pub fn judge_to_the_end(bytes: &[u8]) -> Result<(), Error> {
    let registry = judge(bytes)?;
    let aliases = registry.records.iter().map(|record| record.alias_of);
    let twin = Twin::with_aliases(second(bytes), aliases.collect());
    crate::tables::same(&index::index(&registry)?, &registry, &twin);
    Ok(())
}

/// What the second reader reads.
fn second(bytes: &[u8]) -> reader::Registry {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).expect("accepted, so it is UTF-8");
    reader::Registry::read(&without_numbers(text))
}

/// Cargo shows one line of an error, and terminals obey control characters.
fn one_line(text: &str) {
    assert!(
        text.len() <= LONGEST_MESSAGE,
        "{} bytes: {text:.300}…",
        text.len()
    );
    assert!(!text.contains(char::is_control), "{text:?}");
}

fn readable(error: &Error, bytes: &[u8]) {
    let text = error.to_string();
    one_line(&text);
    let Error::Refused { at, .. } = error else {
        panic!("an error without its line: {text}");
    };
    let lines = 1 + bytes.iter().filter(|byte| **byte == b'\n').count();
    assert!(
        (1..=lines).contains(&(at.line as usize)),
        "of {lines}: {text}"
    );
    assert!(text.starts_with(&format!("line {}", at.line)), "{text}");
}

/// Fails unless the second reader finds the same in every column.
fn same(registry: &Registry, bytes: &[u8]) {
    let read = second(bytes);
    let second = &read;
    assert_eq!(registry.updated.to_string(), without_zone(&read.updated));

    let footnotes = registry.footnotes.iter();
    let footnotes: Vec<_> = footnotes
        .map(|note| (note.anchor.clone(), note.text.clone()))
        .collect();
    assert!(footnotes == read.footnotes, "{footnotes:?}");

    // The compiler adds the people that records name and the document does not define.
    assert!(registry.people.len() >= read.people.len());
    for (person, read) in registry.people.iter().zip(&read.people) {
        assert_eq!(person.id, read.id);
        assert_eq!(person.name.as_deref().unwrap_or(""), read.name);
        assert_eq!(
            person.organization.as_deref().unwrap_or(""),
            read.organization
        );
    }
    for added in registry.people.iter().skip(read.people.len()) {
        assert!(added.name.is_none() && added.organization.is_none());
    }

    assert_eq!(registry.records.len(), read.records.len());
    for (number, (record, read)) in registry.records.iter().zip(&read.records).enumerate() {
        let columns = columns(registry, record);
        let is_there = |name: &str| {
            let all = &second.records;
            let is = |other: &reader::Record| {
                other.name == name
                    && other.ports() == read.ports()
                    && other.transport == read.transport
            };
            !read.name.is_empty() && all.iter().any(is)
        };
        let expected = expected(read, is_there);
        for (column, (found, expected)) in columns.iter().zip(&expected).enumerate() {
            assert_eq!(found, expected, "record {}, column {column}", number + 1);
        }
        let of = record.alias_of.map(|of| &registry.records[of]);
        let of = of.map(|of| {
            assert!(
                (of.ports, of.transport, of.alias_of) == (record.ports, record.transport, None)
            );
            of.name.as_deref().expect("an alias is that of a name")
        });
        let stated = stated_alias(&read.notes).filter(|name| is_there(name));
        assert_eq!(of, stated, "record {}", number + 1);
    }
}

fn columns(registry: &Registry, record: &Record) -> [String; 14] {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let ids = |people: &[u32]| {
        let ids = people
            .iter()
            .map(|person| registry.people[*person as usize].id.as_str());
        ids.collect::<Vec<_>>().join(",")
    };
    [
        text(&record.name),
        record
            .ports
            .map_or(String::new(), |ports| format!("{ports:?}")),
        record
            .transport
            .map_or(String::new(), |transport| transport.to_string()),
        match record.status {
            Status::Assigned if record.name.is_none() => "unnamed",
            Status::DeAssigned => "deassigned",
            status => status.as_str(),
        }
        .to_owned(),
        record.description.clone(),
        ids(&record.assignees),
        ids(&record.contacts),
        record
            .registered
            .map_or(String::new(), |date| date.to_string()),
        record
            .modified
            .map_or(String::new(), |date| date.to_string()),
        record.references.iter().map(reference).collect(),
        record
            .service_code
            .map_or(String::new(), |code| code.to_string()),
        text(&record.unauthorized),
        text(&record.notes),
        record.widespread.to_string(),
    ]
}

fn expected(read: &reader::Record, is_there: impl Fn(&str) -> bool) -> [String; 14] {
    let replacement = "IANA assigned this well-formed service name as a replacement for \"";
    let mut description = read.description.as_str();
    if let Some((before, sentence)) = description.split_once(replacement) {
        let (name, _) = sentence.split_once('"').expect("a name in quotes");
        if is_there(name) {
            description = before.trim_end_matches(' ');
        }
    }
    let widespread = "This entry records an unassigned but widespread use";
    [
        read.name.clone(),
        read.ports()
            .map_or(String::new(), |ports| format!("{ports:?}")),
        read.transport.clone(),
        read.status().to_owned(),
        description.to_owned(),
        read.assignees.join(","),
        read.contacts.join(","),
        without_zone(&read.registered).to_owned(),
        without_zone(&read.modified).to_owned(),
        read.references.iter().map(written).collect(),
        without_zeros(&read.service_code).to_owned(),
        read.unauthorized.clone(),
        read.notes.clone(),
        read.notes.contains(widespread).to_string(),
    ]
}

/// A reference as the document writes it: type, data, section and text.
fn reference(reference: &Reference) -> String {
    let some = |text: &Option<String>| text.clone().unwrap_or_default();
    let (kind, data, section, text) = match reference {
        Reference::Rfc {
            number,
            section,
            text,
        } => ("rfc", format!("rfc{number}"), some(section), some(text)),
        Reference::Draft {
            name,
            section,
            text,
        } => ("draft", name.clone(), some(section), some(text)),
        Reference::Uri { uri, text } => ("uri", uri.clone(), String::new(), some(text)),
        Reference::Text(text) => ("text", String::new(), String::new(), text.clone()),
        Reference::Footnote(anchor) => ("note", anchor.clone(), String::new(), String::new()),
    };
    format!("[{kind}|{data}|{section}|{text}]")
}

fn written(xref: &reader::Xref) -> String {
    if let Some(link) = xref.link() {
        let shown = xref.shown();
        return format!("[uri|{link}||{}]", shown.trim_matches(['[', ']']));
    }
    if let Some(number) = xref.data.strip_prefix("rfc").filter(|_| xref.kind == "rfc") {
        let number = without_zeros(number);
        return format!("[rfc|rfc{number}|{}|{}]", xref.section, xref.body);
    }
    // What IANA shows of a footnote is its mark.
    let body = if xref.kind == "note" { "" } else { &xref.body };
    format!("[{}|{}|{}|{body}]", xref.kind, xref.data, xref.section)
}

/// `7` for `007`.
fn without_zeros(number: &str) -> &str {
    let short = number.trim_start_matches('0');
    if short.is_empty() && !number.is_empty() {
        return "0";
    }
    short
}

/// `2026-08` for `2026-08+01:00` and for `2026-08Z`.
fn without_zone(date: &str) -> &str {
    match date.contains(':') {
        true => &date[..date.len() - 6],
        false => date.trim_end_matches('Z'),
    }
}

/// The name that a note says its record is an alias or a duplicate of.
fn stated_alias(note: &str) -> Option<&str> {
    let statements = [
        "This entry is an alias to \"",
        "This is a duplicate of the \"",
    ];
    let name = |statement| note.split_once(statement)?.1.split_once('"');
    statements.into_iter().find_map(name).map(|(name, _)| name)
}

/// The document with `&#65;` and `&#x41;` written out, which the second reader does not know.
fn without_numbers(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("&#") {
        plain.push_str(before);
        let end = after.find(';').unwrap_or(0);
        let number = match after[..end].strip_prefix('x') {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => after[..end].parse(),
        };
        let after = match number.ok().and_then(char::from_u32) {
            Some(character) => {
                match character {
                    '&' => plain.push_str("&amp;"),
                    '<' => plain.push_str("&lt;"),
                    '"' => plain.push_str("&quot;"),
                    '\'' => plain.push_str("&apos;"),
                    character => plain.push(character),
                }
                &after[end + 1..]
            }
            // In a comment or an instruction, which nobody reads.
            None => after,
        };
        rest = after;
    }
    plain + rest
}
