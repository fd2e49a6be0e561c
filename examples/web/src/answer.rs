//! What the page shows to what is typed. It asks the crate, and the command's library where the command answers too.

use ianaports::history::Snapshot;
use ianaports::{
    Date, PortRange, Query, Record, Reference, Status, Transport, lookup, service_name, status,
};
use ianaports_cli::answer::{Found, found};
use ianaports_cli::class::Class;
use ianaports_cli::hints::{Described, Hints};
use ianaports_cli::merged::{Merged, is_same_row, is_same_service};
use ianaports_cli::ranking::{search, search_unofficial};
use ianaports_cli::unofficial::{self, Unofficial};
use ianaports_cli::words;

use crate::json::{object, to_json};
use crate::past::{self, Past};

#[derive(Default)]
struct Answer {
    /// How much is found, or what is wrong with the question.
    summary: String,
    services: usize,
    runs: usize,
    /// Of one port, what it is on each transport.
    on: Vec<On>,
    /// The services, and the ports without one.
    rows: Vec<Row>,
    /// Rows that are not shown.
    more: usize,
    /// What people call it.
    unofficial: Vec<Sourced>,
    /// Where there is no service: what may be meant.
    hints: Option<Meant>,
    /// What it used to be.
    past: Vec<Past>,
    more_past: usize,
    /// Records that have the words.
    found: Vec<Row>,
    more_found: usize,
    /// The ports of the answer, for the picture: first and last.
    ports: Vec<(u16, u16)>,
}

object!(Answer {
    summary,
    on,
    rows,
    more,
    unofficial,
    hints,
    past,
    more_past,
    found,
    more_found,
    ports
});

struct On {
    transport: Transport,
    status: Status,
    name: Option<&'static str>,
}

object!(On {
    transport,
    status,
    name
});

/// A service, or ports without one.
#[derive(Default)]
struct Row {
    name: Option<&'static str>,
    ports: Option<String>,
    /// Empty where the record states none.
    transports: Vec<Transport>,
    status: &'static str,
    description: &'static str,
    columns: Option<Columns>,
}

object!(Row {
    name,
    ports,
    transports,
    status,
    description,
    columns
});

/// The other columns of a service.
struct Columns {
    alias_of: Option<&'static str>,
    aliases: Vec<&'static str>,
    service_types: Vec<String>,
    txt_keys: Option<String>,
    references: Vec<Cited>,
    service_code: Option<String>,
    unauthorized: Option<&'static str>,
    notes: Option<&'static str>,
}

object!(Columns {
    alias_of,
    aliases,
    service_types,
    txt_keys,
    references,
    service_code,
    unauthorized,
    notes
});

/// What the command tells as hints.
struct Meant {
    elsewhere: Vec<Transport>,
    near: Vec<&'static str>,
    described: Vec<Described>,
    once: Option<Once>,
}

object!(Meant {
    elsewhere,
    near,
    described,
    once
});

/// A name that is gone: its port then, and whose it is now.
struct Once {
    gone: Date,
    ports: Option<PortRange>,
    now: Option<&'static str>,
}

object!(Once { gone, ports, now });

struct Sourced {
    row: Unofficial,
    source: Cited,
}

object!(Sourced { row, source });

struct Cited {
    text: String,
    url: Option<String>,
}

object!(Cited { text, url });

/// The answer to a question, with so many rows at most.
pub fn json(question: &str, rows: usize) -> Vec<u8> {
    to_json(&answer(question.trim(), rows))
}

fn answer(question: &str, rows: usize) -> Answer {
    if question.is_empty() {
        return Answer::default();
    }
    let query = question.parse::<Query>();
    let mut answer = query
        .as_ref()
        .map_or_else(|_| Answer::default(), |&query| to_query(query, rows));
    // A number is no word.
    if query.as_ref().map_or(true, |query| query.ports().is_none()) {
        search_for(question, rows, &mut answer);
    }
    let mut past = past::of(question, query.as_ref().ok().copied());
    if answer.ports.is_empty() {
        answer.ports = past.iter().filter_map(Past::ports).map(ends).collect();
    }
    answer.more_past = past.len().saturating_sub(rows);
    past.truncate(rows);
    answer.past = past;
    if answer.summary.is_empty() {
        let found = answer.found.len() + answer.more_found;
        let counts = [
            count(answer.services, "service", "services"),
            count(
                answer.runs,
                "run of ports without one",
                "runs of ports without one",
            ),
            count(
                answer.unofficial.len(),
                "unofficial name",
                "unofficial names",
            ),
            count(found, "record with these words", "records with these words"),
        ];
        answer.summary = counts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    }
    if answer.summary.is_empty() {
        answer.summary = match query {
            _ if !answer.past.is_empty() => "No service has this name now.".to_string(),
            Ok(_) => "No service has this name.".to_string(),
            Err(error) => error.to_string(),
        };
    }
    answer
}

fn to_query(query: Query, rows: usize) -> Answer {
    let one = query
        .ports()
        .filter(|ports| ports.len() == 1)
        .map(PortRange::first);
    let mut all = found(query, false, is_same_service);
    // The status of one port stands above.
    all.retain(|found| {
        one.is_none() || !matches!(found, Found::Vacant(run) if run.reason.is_empty())
    });
    let is_service = |found: &&Found| matches!(found, Found::Service(_));
    let services = all.iter().filter(is_service).count();
    let runs = all.len() - services;
    let on = |transport| {
        let port = one?;
        query
            .transport()
            .is_none_or(|asked| asked == transport)
            .then(|| On {
                transport,
                status: status(port, transport),
                name: service_name(port, transport),
            })
    };
    let unofficial: Vec<_> = unofficial::beside(query).into_iter().map(sourced).collect();
    let ports: Vec<_> = match query.ports() {
        Some(ports) => vec![ports],
        None if all.is_empty() => unofficial.iter().map(|one| one.row.ports).collect(),
        None => lookup(query).iter().filter_map(Record::ports).collect(),
    };
    let more = all.len().saturating_sub(rows);
    all.truncate(rows);
    Answer {
        summary: one.map(line).unwrap_or_default(),
        services,
        runs,
        on: Transport::ALL.iter().copied().filter_map(on).collect(),
        rows: all.iter().map(row).collect(),
        more,
        unofficial,
        hints: meant(Hints::to(query)),
        ports: ports.into_iter().map(ends).collect(),
        ..Answer::default()
    }
}

fn meant(hints: Hints) -> Option<Meant> {
    if hints.is_empty() {
        return None;
    }
    let once = hints.once.map(|once| Once {
        gone: once.gone,
        ports: once.before.ports(),
        now: once.after.and_then(Snapshot::name),
    });
    Some(Meant {
        elsewhere: hints.elsewhere,
        near: hints.near,
        described: hints.described,
        once,
    })
}

/// The records that have the words and are not shown yet.
fn search_for(question: &str, rows: usize, answer: &mut Answer) {
    let shown: Vec<_> = answer
        .rows
        .iter()
        .map(|row| (row.name, row.ports.clone()))
        .collect();
    let words: Vec<_> = question.split_whitespace().map(str::to_string).collect();
    for row in search_unofficial(&words, None) {
        if answer.unofficial.iter().all(|shown| shown.row != row) {
            answer.unofficial.push(sourced(row));
        }
    }
    let records = search(&words, None, None, |_| Vec::new());
    let mut found: Vec<_> = Merged::all_neighbours(&records, is_same_row)
        .into_iter()
        .map(|merged| (merged.record, brief(&merged)))
        .filter(|(_, row)| !shown.contains(&(row.name, row.ports.clone())))
        .collect();
    answer.more_found = found.len().saturating_sub(rows);
    found.truncate(rows);
    if answer.ports.is_empty() {
        let ports = found.iter().filter_map(|(record, _)| record.ports());
        answer.ports = ports.map(ends).collect();
    }
    answer.found = found.into_iter().map(|(_, row)| row).collect();
}

fn ends(ports: PortRange) -> (u16, u16) {
    (ports.first(), ports.last())
}

/// `3 services`, or nothing.
fn count(rows: usize, one: &str, many: &str) -> Option<String> {
    match rows {
        0 => None,
        1 => Some(format!("1 {one}")),
        rows => Some(format!("{rows} {many}")),
    }
}

fn row(found: &Found) -> Row {
    match found {
        Found::Service(merged) => Row {
            columns: Some(columns(merged)),
            ..brief(merged)
        },
        Found::Vacant(run) => Row {
            name: run.name,
            ports: Some(run.ports.to_string()),
            transports: run.transports.clone(),
            status: run.status.as_str(),
            description: run.reason,
            columns: None,
        },
    }
}

fn brief(merged: &Merged) -> Row {
    let record = merged.record;
    Row {
        name: record.name(),
        ports: record.ports().map(|ports| ports.to_string()),
        transports: merged.transports.iter().copied().flatten().collect(),
        status: record.status().as_str(),
        description: record.description(),
        columns: None,
    }
}

/// All but the people, who are in the registry and not in this program.
fn columns(merged: &Merged) -> Columns {
    let record = merged.record;
    let on = merged.transports.iter().flatten();
    let mut service_types: Vec<_> = on
        .flat_map(|&on| lookup((record.name().unwrap_or_default(), on)))
        .filter_map(|same| same.service_type().map(|kind| kind.to_string()))
        .collect();
    service_types.dedup();
    let mut aliases: Vec<_> = record.aliases().filter_map(Record::name).collect();
    aliases.dedup();
    Columns {
        alias_of: record.alias_of().and_then(Record::name),
        aliases,
        service_types,
        txt_keys: record.txt_keys().map(words::txt_keys),
        references: record.references().map(cited).collect(),
        service_code: record.service_code().map(words::service_code),
        unauthorized: record.unauthorized_use(),
        notes: record.notes(),
    }
}

fn cited(reference: Reference) -> Cited {
    Cited {
        text: reference.to_string(),
        url: reference.url().map(|url| url.to_string()),
    }
}

/// The source is a file as a URL, or in a package.
fn sourced(row: Unofficial) -> Sourced {
    let text = row.source.trim_start_matches("https://");
    let source = Cited {
        text: text.to_string(),
        url: (text != row.source).then(|| row.source.to_string()),
    };
    Sourced { row, source }
}

/// `443: https on tcp, udp, sctp`, or what a port without a service is.
pub fn line(port: u16) -> String {
    let mut names: Vec<(&str, Vec<&str>)> = Vec::new();
    for &transport in Transport::ALL {
        let Some(name) = service_name(port, transport) else {
            continue;
        };
        match names.iter_mut().find(|(other, _)| *other == name) {
            Some((_, transports)) => transports.push(transport.as_str()),
            None => names.push((name, vec![transport.as_str()])),
        }
    }
    let names: Vec<_> = names
        .into_iter()
        .map(|(name, transports)| format!("{name} on {}", transports.join(", ")))
        .collect();
    match names.as_slice() {
        [] => format!("{port}: {}", Class::of(port).label()),
        names => format!("{port}: {}", names.join("; ")),
    }
}
