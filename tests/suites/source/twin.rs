//! The answers that the crate must give, worked out the slow way from what the second reader read.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::reader::{Record, Registry};

/// The registry as the second reader sees it.
pub static TWIN: LazyLock<Twin> = LazyLock::new(|| Twin::new(Registry::read(&document())));

/// The document that the crate was compiled from: that of this package, unless told otherwise.
fn document() -> String {
    let path = option_env!("IANAPORTS_REGISTRY").unwrap_or(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/registry/service-names-port-numbers.xml"
    ));
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The transports in the crate's order; the last stands for a record that states none.
pub const TRANSPORTS: [&str; 5] = ["tcp", "udp", "sctp", "dccp", ""];
pub const UNSTATED: usize = 4;

pub struct Twin {
    pub registry: Registry,
    /// The ports of each record.
    ports: Vec<Option<(u16, u16)>>,
    /// The status of each record.
    statuses: Vec<&'static str>,
    /// Which of [`TRANSPORTS`] each record states.
    pub transports: Vec<usize>,
    /// The record that each record is an alias of.
    pub alias_of: Vec<Option<usize>>,
    /// What orders the records that share a name or port and a transport: aliases last, then
    /// those that hardly claim it, then those that the IESG did not assign, then by place.
    primary: Vec<(bool, bool, bool, usize)>,
    /// The records of each port, by their place in [`TRANSPORTS`].
    by_port: HashMap<u16, [Vec<usize>; 5]>,
    /// The services of each name, in lower case.
    by_name: HashMap<String, Vec<usize>>,
}

/// The text between `before` and the next quotation mark.
fn quoted<'a>(text: &'a str, before: &str) -> Option<&'a str> {
    let (_, inside) = text.split_once(before)?;
    Some(inside.split_once('"')?.0)
}

pub const REPLACEMENT: &str = "IANA assigned this well-formed service name as a replacement for \"";
pub const ALIAS: &str = "This entry is an alias to \"";
pub const DUPLICATE: &str = "This is a duplicate of the \"";

impl Twin {
    pub fn new(registry: Registry) -> Twin {
        let records = &registry.records;
        let alias_of = records.iter().map(|record| alias_of(records, record));
        let alias_of = alias_of.collect();
        Twin::with_aliases(registry, alias_of)
    }

    /// The twin of a registry in which each record is an alias of the given one.
    pub fn with_aliases(registry: Registry, alias_of: Vec<Option<usize>>) -> Twin {
        let records = &registry.records;
        let mut twin = Twin {
            ports: records.iter().map(Record::ports).collect(),
            statuses: records.iter().map(Record::status).collect(),
            transports: records
                .iter()
                .map(|record| {
                    TRANSPORTS
                        .iter()
                        .position(|t| *t == record.transport)
                        .unwrap()
                })
                .collect(),
            alias_of,
            primary: Vec::new(),
            by_port: HashMap::new(),
            by_name: HashMap::new(),
            registry,
        };
        for index in twin.indices() {
            let record = &twin.registry.records[index];
            let weak = twin.description(index).is_empty()
                || record.notes.contains("unassigned but widespread use");
            let iesg = record.assignees.iter().any(|id| id == "IESG");
            twin.primary
                .push((twin.alias_of[index].is_some(), weak, !iesg, index));
            if let Some((first, last)) = twin.ports[index] {
                for port in first..=last {
                    let at = twin.by_port.entry(port).or_default();
                    at[twin.transports[index]].push(index);
                }
            }
            if twin.is_service(index) {
                let name = record.name.to_ascii_lowercase();
                if !name.is_empty() {
                    twin.by_name.entry(name).or_default().push(index);
                }
            }
        }
        twin
    }

    pub fn indices(&self) -> std::ops::Range<usize> {
        0..self.registry.records.len()
    }

    pub fn record(&self, index: usize) -> &Record {
        &self.registry.records[index]
    }

    pub fn ports(&self, index: usize) -> Option<(u16, u16)> {
        self.ports[index]
    }

    /// How a record is called when a test fails.
    pub fn label(&self, index: usize) -> String {
        let record = self.record(index);
        format!(
            "record {index} (`{}`, {}/{})",
            record.name, record.number, record.transport
        )
    }

    /// A service is a record in use, with a name or without.
    pub fn is_service(&self, index: usize) -> bool {
        ["assigned", "unnamed"].contains(&self.statuses[index])
    }

    /// The status of a record, as the crate prints it.
    pub fn status(&self, index: usize) -> &'static str {
        match self.statuses[index] {
            "unnamed" => "assigned",
            "deassigned" => "de-assigned",
            status => status,
        }
    }

    /// The description without the sentence that names the alias, if the alias is there.
    pub fn description(&self, index: usize) -> &str {
        let description = &self.record(index).description;
        match description.find(REPLACEMENT) {
            Some(end) if self.alias_of.contains(&Some(index)) => description[..end].trim_end(),
            _ => description,
        }
    }

    /// The records that speak for a port on a transport: those that state the transport, and
    /// only if there is none, those that state no transport at all.
    fn speakers(&self, port: u16, transport: usize) -> &[usize] {
        match self.by_port.get(&port) {
            None => &[],
            Some(at) if at[transport].is_empty() => &at[UNSTATED],
            Some(at) => &at[transport],
        }
    }

    /// Sorts records by the rules of the crate, with a key of the question for the third.
    fn in_order<K: Ord>(&self, mut found: Vec<usize>, third: impl Fn(usize) -> K) -> Vec<usize> {
        found.sort_by_key(|&index| {
            let portless = self.ports[index].is_none();
            (
                self.transports[index],
                portless,
                third(index),
                self.primary[index],
            )
        });
        found.dedup();
        found
    }

    pub fn services_at(&self, port: u16, transport: usize) -> Vec<usize> {
        let mut found = self.speakers(port, transport).to_vec();
        found.retain(|&index| self.is_service(index));
        self.in_order(found, |_| ())
    }

    /// The services of a port on any transport.
    pub fn services_of_port(&self, port: u16) -> Vec<usize> {
        self.services_on(port, 0..UNSTATED)
    }

    /// The services of a port on any of some transports.
    pub fn services_on(&self, port: u16, transports: std::ops::Range<usize>) -> Vec<usize> {
        let found = transports.flat_map(|transport| self.services_at(port, transport));
        self.in_order(found.collect(), |_| ())
    }

    /// The services of any port of a range, on one transport or on any: port by port.
    pub fn services_in(&self, first: u16, last: u16, transport: Option<usize>) -> Vec<usize> {
        let asked = match transport {
            Some(transport) => transport..transport + 1,
            None => 0..UNSTATED,
        };
        let mut lowest: HashMap<usize, u16> = HashMap::new();
        for port in first..=last {
            for transport in asked.clone() {
                for &index in self.speakers(port, transport) {
                    if self.is_service(index) {
                        lowest.entry(index).or_insert(port);
                    }
                }
            }
        }
        self.in_order(lowest.keys().copied().collect(), |index| lowest[&index])
    }

    /// The services of a name on one transport or on any, however the name is spelled.
    pub fn services_named(&self, name: &str, transport: Option<usize>) -> Vec<usize> {
        let mut found = match self.by_name.get(&name.to_ascii_lowercase()) {
            Some(found) => found.clone(),
            None => Vec::new(),
        };
        if let Some(transport) = transport {
            found.retain(|&index| [transport, UNSTATED].contains(&self.transports[index]));
        }
        self.in_order(found, |_| ())
    }

    /// The services of a DNS-SD label: `_udp` finds those of every transport but TCP (RFC 6763, section 7).
    pub fn services_of_type(&self, name: &str, transport: usize) -> Vec<usize> {
        if TRANSPORTS[transport] != "udp" {
            return self.services_named(name, Some(transport));
        }
        let mut found = self.services_named(name, None);
        found.retain(|&index| TRANSPORTS[self.transports[index]] != "tcp");
        found
    }

    /// The name that comes first on a port.
    pub fn service_name(&self, port: u16, transport: usize) -> Option<&str> {
        let found = self.services_at(port, transport);
        let mut names = found.iter().map(|index| self.record(*index).name.as_str());
        names.find(|name| !name.is_empty())
    }

    /// The port that comes first for a name.
    pub fn port(&self, name: &str, transport: usize) -> Option<u16> {
        let found = self.services_named(name, Some(transport));
        let mut ports = found.iter().filter_map(|index| self.ports[*index]);
        ports.next().map(|(first, _)| first)
    }

    /// The status of a port as the crate prints it, and the record that says so: of its services
    /// the first, of other records the registry's first that says most.
    pub fn status_at(&self, port: u16, transport: usize) -> (&'static str, Option<usize>) {
        if let Some(first) = self.services_at(port, transport).first() {
            return ("assigned", Some(*first));
        }
        let speakers = self.speakers(port, transport);
        for status in ["reserved", "de-assigned", "unassigned"] {
            let says = |index: &&usize| self.status(**index) == status;
            if let Some(index) = speakers.iter().find(says) {
                return (status, Some(*index));
            }
        }
        if port < 49152 {
            ("unassigned", None)
        } else {
            ("dynamic", None)
        }
    }

    /// Every name once, sorted without regard to case.
    pub fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self
            .registry
            .records
            .iter()
            .map(|r| r.name.as_str())
            .collect();
        names.retain(|name| !name.is_empty());
        names.sort_by_key(|name| name.to_ascii_lowercase());
        names.dedup();
        names
    }

    /// The number of each name: how many names stand before it in the list.
    pub fn name_numbers(&self) -> HashMap<&str, u16> {
        self.names().into_iter().zip(0..).collect()
    }
}

/// The one record that a record calls itself an alias or a duplicate of.
fn alias_of(records: &[Record], record: &Record) -> Option<usize> {
    let named = |name: &str| {
        let mut found = (0..records.len()).filter(|&index| {
            let other = &records[index];
            other.name == name
                && other.number == record.number
                && other.transport == record.transport
        });
        let target = found.next();
        assert_eq!(found.next(), None, "{name}: alias of two records");
        target
    };
    if record.name.is_empty() {
        return None;
    }
    if let Some(name) = quoted(&record.notes, ALIAS) {
        let target = named(name)?;
        let back = quoted(&records[target].description, REPLACEMENT);
        assert_eq!(back, Some(record.name.as_str()), "{name}: not mutual");
        return Some(target);
    }
    quoted(&record.notes, DUPLICATE).and_then(named)
}
