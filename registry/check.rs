//! The second stage: every field of a document gets its meaning, or the document is refused.

use std::collections::HashMap;
use std::str::FromStr;

use super::date::Date;
use super::error::{Error, Place, Problem, Remark, excerpt, label};
use super::read::{self, Piece, XrefKind};
use super::relations::{Claim, Related, relate};
use super::status::Status;
use super::transport::Transport;

/// A registry whose numbers, dates, references and aliases are all understood.
#[derive(Debug, PartialEq, Eq)]
pub struct Registry {
    /// The date of IANA's last change; always with a day.
    pub updated: Date,
    pub footnotes: Vec<Footnote>,
    /// In the document's order.
    pub records: Vec<Record>,
    /// In the document's order. At the end stand people whom records name and the document does not
    /// define.
    pub people: Vec<Person>,
    /// What the document has and the rest of this does not.
    pub remarks: Vec<Remark>,
}

#[derive(Debug, PartialEq, Eq)]
pub struct Record {
    /// Its line in the document, from 1.
    pub line: u32,
    pub name: Option<String>,
    pub transport: Option<Transport>,
    /// First and last port.
    pub ports: Option<(u16, u16)>,
    pub status: Status,
    /// Without the sentence about a name that this record replaces.
    pub description: String,
    /// The index of the record that this one is an alias or a duplicate of. That record has no
    /// `alias_of`.
    pub alias_of: Option<usize>,
    /// Indexes of people. If the record states no assignee, these are its contacts.
    pub assignees: Vec<u32>,
    /// Indexes of people.
    pub contacts: Vec<u32>,
    pub registered: Option<Date>,
    pub modified: Option<Date>,
    pub references: Vec<Reference>,
    pub notes: Option<String>,
    pub unauthorized: Option<String>,
    pub service_code: Option<u32>,
    /// Whether the note has the sentence about a widespread use that IANA has not assigned.
    pub widespread: bool,
}

/// A document that defines a service. IANA shows `text`, where there is one, in place of its name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reference {
    Rfc {
        number: u32,
        section: Option<String>,
        text: Option<String>,
    },
    /// An Internet-Draft `draft-…`, or `RFC-…` once approved.
    Draft {
        name: String,
        section: Option<String>,
        text: Option<String>,
    },
    Uri {
        uri: String,
        text: Option<String>,
    },
    Text(String),
    /// The anchor of a [`Footnote`] of the registry.
    Footnote(String),
}

#[derive(Debug, PartialEq, Eq)]
pub struct Footnote {
    pub anchor: String,
    pub text: String,
}

#[derive(Debug, PartialEq, Eq)]
pub struct Person {
    pub id: String,
    pub name: Option<String>,
    pub organization: Option<String>,
}

/// The most records, and the most people, because the tables number both in 16 bits.
const MOST: usize = u16::MAX as usize;

/// The most ports of all records together: on average, 64 records for each port.
const MOST_PORTS: usize = 64 << 16;

/// The longest name. RFC 6335 allows 15 bytes; some names in older documents are longer.
const LONGEST_NAME: usize = 63;

const WIDESPREAD: &str = "This entry records an unassigned but widespread use";

/// Gives every field of a document its meaning.
///
/// # Errors
///
/// The first field without a meaning, with its place.
pub fn check(document: read::Document) -> Result<Registry, Error> {
    let updated = updated(&document)?;
    let footnotes = Footnotes::new(document.footnotes)?;
    let mut people = People::new(document.people)?;
    let mut records = Vec::with_capacity(document.records.len());
    let mut claims = Vec::with_capacity(document.records.len());
    let mut remarks = document.remarks;
    for (index, read) in document.records.iter().enumerate() {
        let place = || Place {
            line: read.line,
            item: Some(read.label(index + 1)),
        };
        let mut says = Vec::new();
        let few = at_most("records", index + 1);
        let understood = few.and_then(|()| understand(read, &footnotes, &mut people, &mut says));
        let (record, claim) = understood.map_err(|problem| problem.at(place()))?;
        records.push(record);
        claims.push(claim);
        remarks.extend(says.into_iter().map(|says| Remark { at: place(), says }));
    }
    few_ports(&records)?;
    one_spelling(&records)?;
    set_aliases(&mut records, &claims, &mut remarks)?;
    Ok(Registry {
        updated,
        footnotes: footnotes.all,
        records,
        people: people.all,
        remarks,
    })
}

fn at_most(what: &'static str, count: usize) -> Result<(), Problem> {
    if count > MOST {
        return Err(Problem::TooMany {
            what,
            most: MOST,
            why: "the tables number them in 16 bits",
        });
    }
    Ok(())
}

/// Refuses ranges that are repeated so often that the tables would not fit into memory.
fn few_ports(records: &[Record]) -> Result<(), Error> {
    let mut count = 0;
    for (index, record) in records.iter().enumerate() {
        let Some((first, last)) = record.ports else {
            continue;
        };
        count += usize::from(last - first) + 1;
        if count > MOST_PORTS {
            let problem = Problem::TooMany {
                what: "ports, counted for each record",
                most: MOST_PORTS,
                why: "the tables have a place for each",
            };
            return Err(problem.at(record.place(index)));
        }
    }
    Ok(())
}

/// The date of the registry. The header comment of the canonical form must state the same.
fn updated(document: &read::Document) -> Result<Date, Error> {
    let at = Place::line(document.updated_line);
    let expected = match &document.source {
        Some(source) if source.updated != document.updated => {
            "the date of the official document in the header comment: \
             write the file with the refresh tool"
        }
        _ => "a date with its day",
    };
    let found = excerpt(&document.updated);
    let field = "the date of the registry";
    let date = match without_zone(&document.updated).parse::<Date>() {
        Ok(date) => date,
        Err(source) => {
            return Err(Problem::Date {
                field,
                found,
                source,
            }
            .at(at));
        }
    };
    let same = document
        .source
        .as_ref()
        .is_none_or(|source| source.updated == document.updated);
    if date.day().is_some() && same {
        return Ok(date);
    }
    Err(Problem::Value {
        field,
        found,
        expected,
    }
    .at(at))
}

/// The footnotes, and the line of each anchor.
struct Footnotes {
    all: Vec<Footnote>,
    lines: HashMap<String, u32>,
}

impl Footnotes {
    fn new(read: Vec<read::Footnote>) -> Result<Footnotes, Error> {
        let mut footnotes = Footnotes {
            all: Vec::with_capacity(read.len()),
            lines: HashMap::default(),
        };
        for read::Footnote { line, anchor, text } in read {
            if let Some(first) = footnotes.lines.insert(anchor.clone(), line) {
                let what = "footnote";
                let id = excerpt(&anchor);
                return Err(Problem::Duplicate { what, id, first }.at(Place::line(line)));
            }
            let text = flat(&text).map_err(|problem| problem.at(Place::line(line)))?;
            footnotes.all.push(Footnote { anchor, text });
        }
        Ok(footnotes)
    }
}

/// The people, and the index of each id.
struct People {
    all: Vec<Person>,
    index: HashMap<String, u32>,
}

impl People {
    fn new(read: Vec<read::Person>) -> Result<People, Error> {
        let mut people = People {
            all: Vec::with_capacity(read.len()),
            index: HashMap::with_capacity(read.len()),
        };
        let lines: Vec<u32> = read.iter().map(|person| person.line).collect();
        for (number, person) in read.into_iter().enumerate() {
            let refuse = |problem: Problem| {
                problem.at(Place {
                    line: person.line,
                    item: Some(format!("person {}", number + 1)),
                })
            };
            at_most("people", number + 1).map_err(refuse)?;
            let index = number_of(people.all.len());
            if let Some(first) = people.index.insert(person.id.clone(), index) {
                return Err(refuse(Problem::Duplicate {
                    what: "the id",
                    id: excerpt(&person.id),
                    first: lines.get(first as usize).copied().unwrap_or_default(),
                }));
            }
            people.all.push(Person {
                id: person.id,
                name: person.name,
                organization: person.organization,
            });
        }
        Ok(people)
    }

    /// The index of a person. Older documents name people whom they do not define: such a person has
    /// an id and no other field.
    fn find(&mut self, id: &str) -> u32 {
        if let Some(index) = self.index.get(id) {
            return *index;
        }
        let index = number_of(self.all.len());
        self.index.insert(id.to_owned(), index);
        self.all.push(Person {
            id: id.to_owned(),
            name: None,
            organization: None,
        });
        index
    }
}

/// An index in 32 bits. More than `MOST` people are refused before they are used.
fn number_of(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

fn understand(
    read: &read::Record,
    footnotes: &Footnotes,
    people: &mut People,
    says: &mut Vec<String>,
) -> Result<(Record, Claim), Problem> {
    let name = read.name.as_deref().map(name).transpose()?;
    let transport = read.protocol.as_deref().map(transport).transpose()?;
    let ports = read.number.as_deref().map(ports).transpose()?;
    if name.is_none() && ports.is_none() {
        let what = "a <name> or <number>";
        return Err(Problem::Missing(
            what,
            "one of the two: a look-up finds a record by its name or its port",
        ));
    }
    let mut contacts = Vec::new();
    let mut references = Vec::new();
    for xref in &read.xrefs {
        match meaning(xref)? {
            Meaning::Person(id) => contacts.push(people.find(id)),
            Meaning::Reference(reference) => {
                says.extend(doubt(&reference, footnotes));
                references.push(reference);
            }
        }
    }
    let mut assignees = Vec::new();
    for xref in &read.assignees {
        match meaning(xref)? {
            Meaning::Person(id) => assignees.push(people.find(id)),
            Meaning::Reference(reference) => says.push(format!(
                "`{}` in <assignee> is no person: it is passed over",
                excerpt(&shown(reference))
            )),
        }
    }
    // IANA's page shows the contacts of a record without an assignee as its assignees. It does not
    // show assignees as contacts.
    if assignees.is_empty() {
        assignees.clone_from(&contacts);
    }
    at_most("people", people.all.len())?;
    let description = flat(&read.description)?;
    let notes = flat(&read.note)?;
    let claim = Claim::new(&description, &notes)?;
    let plain = claim.plain(&description);
    if name.is_none() && plain.is_empty() {
        let what = "a <name> or <description>";
        return Err(Problem::Missing(
            what,
            "one of the two: they state its status",
        ));
    }
    let record = Record {
        line: read.line,
        status: status(name.is_some(), plain)?,
        name,
        transport,
        ports,
        description,
        alias_of: None,
        assignees,
        contacts,
        registered: date("the attribute `date`", read.date.as_deref())?,
        modified: date("the attribute `updated`", read.updated.as_deref())?,
        references,
        widespread: notes.contains(WIDESPREAD),
        notes: Some(notes).filter(|notes| !notes.is_empty()),
        unauthorized: read.unauthorized.clone(),
        service_code: read.service_code.as_deref().map(service_code).transpose()?,
    };
    Ok((record, claim))
}

/// Checks only that a name can be looked up and shown: some registered names break the rules of
/// RFC 6335, and older documents have more of them.
fn name(text: &str) -> Result<String, Problem> {
    if text.len() > LONGEST_NAME || !text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Err(Problem::Value {
            field: "the name",
            found: excerpt(text),
            expected: "at most 63 printable characters of ASCII",
        });
    }
    Ok(text.to_owned())
}

fn transport(text: &str) -> Result<Transport, Problem> {
    let mut known = Transport::ALL.iter().copied();
    let found = known.find(|known| known.as_str() == text);
    found.ok_or_else(|| Problem::Value {
        field: "the transport",
        found: excerpt(text),
        expected: "`tcp`, `udp`, `sctp` or `dccp`",
    })
}

/// `443` or `6000-6063`. A few of IANA's ranges have one port, such as `4748-4748`.
fn ports(text: &str) -> Result<(u16, u16), Problem> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    match (
        port(first.trim_end_matches(' ')),
        port(last.trim_start_matches(' ')),
    ) {
        (Some(first), Some(last)) if first <= last => Ok((first, last)),
        _ => Err(Problem::Value {
            field: "the port number",
            found: excerpt(text),
            expected: "a number from 0 to 65535, or two with `-` between, the smaller first",
        }),
    }
}

/// `443` or `0x1bb`.
fn port(text: &str) -> Option<u16> {
    match text.strip_prefix("0x") {
        Some(digits) if !digits.starts_with('+') => u16::from_str_radix(digits, 16).ok(),
        Some(_) => None,
        None => decimal(text),
    }
}

fn service_code(text: &str) -> Result<u32, Problem> {
    decimal(text).ok_or_else(|| Problem::Value {
        field: "the service code",
        found: excerpt(text),
        expected: "a number from 0 to 4294967295",
    })
}

/// A number of decimal digits.
fn decimal<N: FromStr>(text: &str) -> Option<N> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

/// A date without its time zone, which IANA's grammar allows: `2026-08-17Z`, `2026-08-17+01:00`.
fn without_zone(text: &str) -> &str {
    if let Some(date) = text.strip_suffix('Z') {
        return date;
    }
    let zone = text.len().checked_sub("+01:00".len());
    match zone.and_then(|zone| text.split_at_checked(zone)) {
        Some((date, zone)) if matches!(zone.as_bytes(), [b'+' | b'-', _, _, b':', _, _]) => date,
        _ => text,
    }
}

fn date(field: &'static str, text: Option<&str>) -> Result<Option<Date>, Problem> {
    text.map(|text| {
        without_zone(text).parse().map_err(|source| Problem::Date {
            field,
            found: excerpt(text),
            source,
        })
    })
    .transpose()
}

/// How the description of a record without a name may begin, in any letter case, and the status that
/// each beginning states. The descriptions of such records in IANA's editions of 2017 to 2026 are 21
/// different ones, and each begins with one of these.
const OPENINGS: [(&str, Status); 11] = [
    ("Unassigned", Status::Unassigned),
    ("(unassigned)", Status::Unassigned),
    ("Reserved", Status::Reserved),
    ("IANA Reserved", Status::Reserved),
    ("De-registered", Status::DeAssigned),
    ("De-Commissioned", Status::DeAssigned),
    ("Decomissioned", Status::DeAssigned),
    ("Removed", Status::DeAssigned),
    ("Deprecated", Status::DeAssigned),
    // In use, although no service name is assigned.
    ("any private", Status::Assigned),
    ("Possibly used", Status::Assigned),
];

/// The status, for which the registry has no field. A record with a name is assigned, unless its
/// whole description is `De-Registered`. Without a name, the beginning of the description decides.
pub fn status(named: bool, description: &str) -> Result<Status, Problem> {
    if named {
        return Ok(match description.eq_ignore_ascii_case("de-registered") {
            true => Status::DeAssigned,
            false => Status::Assigned,
        });
    }
    for (opening, status) in OPENINGS {
        let Some((start, rest)) = description.split_at_checked(opening.len()) else {
            continue;
        };
        let word_ends = !rest.starts_with(|next: char| next.is_alphanumeric() || next == '-');
        if start.eq_ignore_ascii_case(opening) && word_ends {
            return Ok(status);
        }
    }
    Err(Problem::Status {
        found: excerpt(description),
        openings: OPENINGS
            .map(|(opening, _)| format!("`{opening}`"))
            .join(", "),
    })
}

/// The target of a cross reference.
enum Meaning<'a> {
    Person(&'a str),
    Reference(Reference),
}

/// Where there is a text, IANA shows it. Where there is none, it shows the target in its own way: for the types that
/// [`Reference`] lacks, this is the text, and the address is that of the link.
fn meaning(xref: &read::Xref) -> Result<Meaning<'_>, Problem> {
    let text = xref.text.clone();
    let section = xref.section.clone();
    let value = |expected| Problem::Value {
        field: "the data of <xref>",
        found: excerpt(xref.data.as_deref().unwrap_or_default()),
        expected,
    };
    if section.is_some() && !matches!(xref.kind, XrefKind::Rfc | XrefKind::Draft) {
        return Err(Problem::Attribute {
            element: "xref",
            found: "section".to_owned(),
            expected: "it only where the type is `rfc` or `draft`".to_owned(),
        });
    }
    let reference = match (xref.kind, xref.data.as_deref()) {
        (XrefKind::Text, None) => Reference::Text(text.unwrap_or_default()),
        (XrefKind::Text, Some(_)) => return Err(value("none where the type is `text`")),
        (_, None) => {
            let what = "the attribute `data` of <xref>";
            return Err(Problem::Missing(what, "what it refers to"));
        }
        (XrefKind::Person, Some(id)) => return Ok(Meaning::Person(id)),
        (XrefKind::Rfc, Some(data)) => {
            let (series, number) = data.split_at_checked(3).unwrap_or_default();
            let number = decimal(number).filter(|number: &u32| *number > 0);
            let Some(number) = number.filter(|_| ["rfc", "bcp", "std"].contains(&series)) else {
                return Err(value("`rfc`, `bcp` or `std` and a number"));
            };
            match series {
                "rfc" => Reference::Rfc {
                    number,
                    section,
                    text,
                },
                _ => Reference::Uri {
                    uri: format!("https://www.iana.org/go/{data}"),
                    text: text.or_else(|| Some(data.to_uppercase())),
                },
            }
        }
        (XrefKind::Erratum, Some(data)) => Reference::Uri {
            uri: format!("http://www.rfc-editor.org/errata_search.php?eid={data}"),
            text: Some(format!("RFC Errata {}", text.as_deref().unwrap_or(data))),
        },
        (XrefKind::Registry, Some(data)) => Reference::Uri {
            uri: format!("https://www.iana.org/assignments/{data}"),
            text: text.or_else(|| Some(format!("IANA registry {data}"))),
        },
        (XrefKind::Unicode, Some(data)) => {
            let version = data
                .strip_prefix("ucd")
                .ok_or_else(|| value("`ucd` and a version"))?;
            Reference::Uri {
                uri: format!("http://unicode.org/Public/{version}"),
                text: text.or_else(|| Some(format!("Unicode Character Database {version}"))),
            }
        }
        (XrefKind::Draft, Some(data)) => {
            let form = data.starts_with("draft-") || data.starts_with("RFC-");
            if !form || data.contains(' ') {
                return Err(value(
                    "`draft-` or, once approved, `RFC-`, and the rest of its name",
                ));
            }
            Reference::Draft {
                name: data.to_owned(),
                section,
                text,
            }
        }
        (XrefKind::Uri, Some(data)) => Reference::Uri {
            uri: data.to_owned(),
            text,
        },
        (XrefKind::Note, Some(data)) => Reference::Footnote(data.to_owned()),
    };
    Ok(Meaning::Reference(reference))
}

/// Why a reference may lead nowhere.
fn doubt(reference: &Reference, footnotes: &Footnotes) -> Option<String> {
    match reference {
        Reference::Footnote(anchor) if !footnotes.lines.contains_key(anchor) => {
            Some(format!("there is no footnote `{}`", excerpt(anchor)))
        }
        Reference::Uri { uri, .. } if !uri.contains(':') || uri.contains(' ') => {
            Some(format!("the reference `{}` is no whole URI", excerpt(uri)))
        }
        _ => None,
    }
}

/// The text with each cross reference as on IANA's page: `[RFC9483]`.
fn flat(mixed: &read::Mixed) -> Result<String, Problem> {
    let mut flat = String::new();
    for piece in mixed {
        match piece {
            Piece::Text(text) => flat.push_str(text),
            Piece::Xref(xref) => {
                let shown = match meaning(xref)? {
                    Meaning::Person(id) => id.to_owned(),
                    Meaning::Reference(reference) => shown(reference),
                };
                flat.extend(["[", &shown, "]"]);
            }
        }
    }
    Ok(flat)
}

/// The text of a reference on IANA's page, without its brackets.
fn shown(reference: Reference) -> String {
    match reference {
        Reference::Rfc { number, text, .. } => text.unwrap_or_else(|| format!("RFC{number}")),
        Reference::Draft { name, text, .. } => text.unwrap_or(name),
        Reference::Uri { uri, text } => text.unwrap_or(uri),
        Reference::Text(text) => text,
        Reference::Footnote(anchor) => anchor,
    }
}

/// Refuses two spellings of one name. A look-up ignores letter case, so it could not distinguish them.
/// Names that differ in the same bit of other characters have the same hash, so that the search for a
/// perfect hash would never end.
fn one_spelling(records: &[Record]) -> Result<(), Error> {
    let mut first = HashMap::with_capacity(records.len());
    for (index, record) in records.iter().enumerate() {
        let Some(name) = &record.name else {
            continue;
        };
        let folded: String = name.bytes().map(|byte| char::from(byte | 0x20)).collect();
        let (other, line) = *first.entry(folded).or_insert((name, record.line));
        if other != name {
            let (name, other) = (name.clone(), other.clone());
            let problem = match name.eq_ignore_ascii_case(&other) {
                true => Problem::Case { name, other, line },
                false => Problem::SameHash { name, other, line },
            };
            return Err(problem.at(record.place(index)));
        }
    }
    Ok(())
}

/// Sets the `alias_of` of every record. The sentence about a replaced name, which is now an alias, leaves
/// its description.
fn set_aliases(
    records: &mut [Record],
    claims: &[Claim],
    remarks: &mut Vec<Remark>,
) -> Result<(), Error> {
    let mut related = Vec::with_capacity(records.len());
    for (record, claim) in records.iter().zip(claims) {
        related.push(Related {
            name: record.name.as_deref(),
            ports: record.ports,
            transport: record.transport,
            claim,
        });
    }
    let relations =
        relate(&related).map_err(|(index, problem)| problem.at(records[index].place(index)))?;
    for (index, relation) in relations.into_iter().enumerate() {
        let record = &mut records[index];
        record.alias_of = relation.alias_of;
        if relation.has_alias {
            record.description = claims[index].plain(&record.description).to_owned();
        }
        for says in relation.unrelated {
            let at = record.place(index);
            let says = format!("{says}: it makes no alias");
            remarks.push(Remark { at, says });
        }
    }
    Ok(())
}

impl Record {
    fn place(&self, index: usize) -> Place {
        let port = self.ports.map(|(first, last)| match first == last {
            true => first.to_string(),
            false => format!("{first}-{last}"),
        });
        let transport = self.transport.map(Transport::as_str);
        Place {
            line: self.line,
            item: Some(label(
                index + 1,
                self.name.as_deref(),
                port.as_deref(),
                transport,
            )),
        }
    }
}
