//! Looks up what a person types, and prints what the registry says, for people or as JSON.
//!
//! ```text
//! cargo run --example lookup -- https 443/tcp x11 whois++ 6003 4
//! cargo run --example lookup -- --json 465 | jq -r '.services[].name'
//! ```

use std::env;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use ianaports::{
    PortRange, PortStatus, Query, Record, Records, Status, Transport, lookup, names, status,
};
use serde_json::{Value, json};

mod support;
use support::Output;

const HELP: &str = "\
Looks up services and ports in the IANA registry.

Usage: lookup [--json] [--] QUERY...

A query is a name (https), a port (443), ports (6000-6063) or a DNS-SD service type (_ipp._tcp).
All but the last may be followed by a transport: https/tcp, 443/udp, 6000-6063/tcp.

  --json      one JSON object a query and line, for programs
  -h, --help  this text

COLUMNS, if set, limits the width of lines. NO_COLOR, if set, turns colors off.

Exits 0 if every query has an answer (\"unassigned\" is one), 1 if a name is not registered, 2 if a query
cannot be read.
";

fn main() -> ExitCode {
    support::run(HELP, |arguments, out| {
        // Neither is a query: no name begins with a hyphen.
        let is_query = |argument: &&String| !["--json", "--"].contains(&argument.as_str());
        let json = arguments.iter().any(|argument| argument == "--json");
        let typed: Vec<_> = arguments.iter().filter(is_query).collect();
        if typed.is_empty() {
            return Err(support::misused("no query"));
        }
        // All are read before the first is answered: a slip of the pen costs no half of an output.
        let queries = typed.iter().map(|typed| {
            let query = typed.parse::<Query>();
            query.map_err(|error| support::misused(format_args!("{typed:?}: {error}")))
        });
        let queries = queries.collect::<io::Result<Vec<_>>>()?;

        let mut code = 0;
        for (at, query) in queries.into_iter().enumerate() {
            let answer = Answer::to(query);
            if !answer.is_known() {
                code = 1;
            }
            if json {
                writeln!(out, "{}", answer.json())?;
            } else {
                if at > 0 {
                    writeln!(out)?;
                }
                answer.print(out, &Style::of_terminal())?;
            }
        }
        Ok(code)
    })
}

/// What the registry says to a query.
struct Answer {
    query: Query,
    services: Records,
    /// Of a query for ports: those that no service has, and why.
    vacant: Vec<Vacant>,
}

/// Ports that the registry says one and the same thing of.
struct Vacant {
    ports: PortRange,
    transports: Vec<Transport>,
    status: PortStatus,
}

impl Vacant {
    /// What is said, in the order of its rows.
    fn said(&self) -> (PortRange, Status, &'static str) {
        (self.ports, self.status.kind(), self.reason())
    }

    /// What the record that speaks of all these ports says beyond the status.
    fn reason(&self) -> &'static str {
        let covers = |record: &Record| {
            let all = record.ports();
            all.is_some_and(|all| {
                [self.ports.first(), self.ports.last()]
                    .iter()
                    .all(|&port| all.contains(port))
            })
        };
        self.status.record().filter(covers).map_or("", |record| {
            let description = record.description();
            let says_more = !description.eq_ignore_ascii_case(self.status.kind().as_str());
            let text = says_more.then_some(description);
            record
                .notes()
                .or(record.unauthorized_use())
                .or(text)
                .unwrap_or("")
        })
    }
}

impl Answer {
    fn to(query: Query) -> Self {
        Self {
            query,
            services: lookup(query),
            vacant: query.ports().map_or_else(Vec::new, |ports| {
                let transports = query
                    .transport()
                    .map_or(Transport::ALL.to_vec(), |t| vec![t]);
                vacant(ports, &transports)
            }),
        }
    }

    /// A port is always known, a name only if it is registered for what is asked.
    fn is_known(&self) -> bool {
        self.query.ports().is_some() || !self.services.is_empty()
    }

    /// Registered names that look like one that is not.
    fn near(&self) -> Vec<&'static str> {
        let asked = match self.query.name() {
            Some(name) if lookup(name).is_empty() => name.to_ascii_lowercase(),
            _ => return Vec::new(),
        };
        let likeness = |name: &str| strsim::jaro_winkler(&asked, &name.to_ascii_lowercase());
        let mut near: Vec<_> = names().map(|name| (likeness(name), name)).collect();
        near.retain(|&(likeness, _)| likeness >= 0.85);
        near.sort_by(|a, b| b.0.total_cmp(&a.0));
        near.into_iter().map(|(_, name)| name).take(5).collect()
    }

    fn json(&self) -> Value {
        let services = self.services.iter().map(|service| {
            json!({
                "name": service.name(),
                "ports": service.ports().map(|ports| ports.to_string()),
                "transport": service.transport().map(Transport::as_str),
                "description": service.description(),
                "alias_of": service.alias_of().and_then(Record::name),
                "aliases": service.aliases().filter_map(Record::name).collect::<Vec<_>>(),
            })
        });
        let vacant = self.vacant.iter().map(|vacant| {
            json!({
                "ports": vacant.ports.to_string(),
                "transports": vacant.transports.iter().map(|t| t.as_str()).collect::<Vec<_>>(),
                "status": vacant.status.kind().as_str(),
                "reason": vacant.reason(),
            })
        });
        json!({
            "query": self.query.to_string(),
            "services": services.collect::<Vec<_>>(),
            "vacant": vacant.collect::<Vec<_>>(),
            "near": self.near(),
        })
    }

    fn print(&self, out: &mut Output, style: &Style) -> io::Result<()> {
        writeln!(out, "{}", style.paint(Style::BOLD, &self.query.to_string()))?;
        let services = self.services.iter().map(service_row);
        let rows: Vec<Row> = services.chain(self.vacant.iter().map(vacant_row)).collect();
        let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max();
        let mut widths = [0, 1, 2, 3, 4].map(|column| width(column).unwrap_or(0));
        // The description gives way where the line would be too long.
        if let Some(columns) = style.columns {
            let others: usize = [0, 1, 2, 4].iter().map(|&column| widths[column] + 2).sum();
            widths[3] = widths[3].min(columns.saturating_sub(others + 2).max(10));
        }
        for row in &rows {
            writeln!(out, "{}", style.line(row, widths))?;
        }
        if !self.is_known() {
            writeln!(out, "  {}", self.apology())?;
        }
        Ok(())
    }

    fn apology(&self) -> String {
        let name = self.query.name().unwrap_or_default();
        let elsewhere: Vec<_> = lookup(name).iter().filter_map(Record::transport).collect();
        if !elsewhere.is_empty() {
            return format!(
                "not registered on this transport; it is on {}",
                list(&elsewhere)
            );
        }
        match self.near().as_slice() {
            [] => "no service has this name".to_string(),
            near => format!("no service has this name; near it: {}", near.join(", ")),
        }
    }
}

/// The ports that no service has, in runs of one status, with the transports of which the same is true.
fn vacant(ports: PortRange, transports: &[Transport]) -> Vec<Vacant> {
    let mut all = Vec::new();
    for &transport in transports {
        for wanted in [
            Status::Reserved,
            Status::DeAssigned,
            Status::Unassigned,
            Status::Dynamic,
        ] {
            for ports in ports.runs(|port| status(port, transport) == wanted) {
                let transports = vec![transport];
                let status = status(ports.first(), transport);
                all.push(Vacant {
                    ports,
                    transports,
                    status,
                });
            }
        }
    }
    all.sort_by_key(Vacant::said);
    all.dedup_by(|next, kept| {
        let is_same = next.said() == kept.said();
        if is_same {
            kept.transports.append(&mut next.transports);
        }
        is_same
    });
    all.sort_by(|a, b| (a.ports, &a.transports).cmp(&(b.ports, &b.transports)));
    all
}

/// Service, ports, transport, description, and what else there is to know.
type Row = [String; 5];

fn service_row(service: Record) -> Row {
    let aliases: Vec<_> = service.aliases().filter_map(Record::name).collect();
    let relation = match service.alias_of() {
        Some(canonical) => format!("alias of {}", canonical.name().unwrap_or("-")),
        None if aliases.is_empty() => String::new(),
        None => format!("also {}", aliases.join(", ")),
    };
    [
        service.name().unwrap_or("-").to_string(),
        service
            .ports()
            .map_or("-".to_string(), |ports| ports.to_string()),
        service
            .transport()
            .map_or("-", Transport::as_str)
            .to_string(),
        service.description().to_string(),
        relation,
    ]
}

fn vacant_row(vacant: &Vacant) -> Row {
    [
        "-".to_string(),
        vacant.ports.to_string(),
        list(&vacant.transports),
        vacant.reason().to_string(),
        vacant.status.to_string(),
    ]
}

fn list(transports: &[Transport]) -> String {
    let mut words: Vec<_> = transports
        .iter()
        .map(|transport| transport.as_str())
        .collect();
    words.dedup();
    words.join(", ")
}

struct Style {
    colors: bool,
    columns: Option<usize>,
}

impl Style {
    const BOLD: &str = "1";
    const GREEN: &str = "32";
    const CYAN: &str = "36";
    const DIM: &str = "2";
    const YELLOW: &str = "33";

    /// Colors are for terminals, unless the user has none of them: <https://no-color.org>.
    fn of_terminal() -> Self {
        let no_color = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Self {
            colors: !no_color && io::stdout().is_terminal(),
            columns: env::var("COLUMNS")
                .ok()
                .and_then(|columns| columns.parse().ok()),
        }
    }

    fn paint(&self, color: &str, text: &str) -> String {
        if self.colors && !color.is_empty() && !text.is_empty() {
            format!("\x1b[{color}m{text}\x1b[0m")
        } else {
            text.to_string()
        }
    }

    /// The row in columns of these widths, two blanks before each that has something in some row.
    fn line(&self, row: &Row, widths: [usize; 5]) -> String {
        let colors = [Style::GREEN, Style::CYAN, Style::DIM, "", Style::YELLOW];
        let mut line = String::new();
        for ((text, width), color) in row.iter().zip(widths).zip(colors) {
            let text = shortened(text, width);
            let padding = width - text.chars().count();
            if width > 0 {
                line += &format!("  {}{:padding$}", self.paint(color, &text), "");
            }
        }
        line.trim_end().to_string()
    }
}

/// The text, with an ellipsis for what goes beyond the width.
fn shortened(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_string();
    }
    text.chars().take(width - 1).chain(['…']).collect()
}
