//! What may be meant by a name that has no port.

use std::fmt;

use ianaports::history::{self, Snapshot};
use ianaports::unofficial::UnofficialName;
use ianaports::{Date, PortRange, Query, Record, Transport, lookup, records, unofficial};
use serde::Serialize;

use crate::order;

/// What may be meant by a name that is not registered, or registered without a port.
#[derive(Serialize, Default)]
pub struct Hints {
    /// The transports that it is registered on, if not on the one that is asked for.
    pub elsewhere: Vec<Transport>,
    /// How it left the registry, if it was in it once.
    pub once: Option<Once>,
    /// Names that look like it, registered or unofficial.
    pub near: Vec<&'static str>,
    /// Services whose descriptions have it as a word, or as their initials.
    pub described: Vec<Described>,
}

/// How a name left the registry, or left a transport.
#[derive(Serialize)]
pub struct Once {
    /// The first edition without it.
    pub gone: Date,
    /// The record that had it.
    pub before: Snapshot,
    /// What stands in its place, if its port has a record.
    pub after: Option<Snapshot>,
}

/// A service, by its description.
#[derive(Serialize)]
pub struct Described {
    pub name: &'static str,
    pub ports: PortRange,
    pub description: &'static str,
}

impl Hints {
    pub fn to(query: Query) -> Self {
        let Some(name) = query.name() else {
            return Self::default();
        };
        let found = lookup(query);
        if found.iter().any(|record| record.ports().is_some()) {
            return Self::default();
        }
        let elsewhere = if found.is_empty() {
            on(name)
        } else {
            Vec::new()
        };
        if !elsewhere.is_empty() {
            return Self {
                elsewhere,
                once: once(query),
                ..Self::default()
            };
        }
        // What people mean by the name is known, or it is a DNS-SD service, which has no port to look for.
        let is_clear = unofficial::of_name(name).is_some()
            || found.iter().any(|record| record.txt_keys().is_some());
        let is_type = query.service_type().is_some();
        Self {
            elsewhere,
            once: once(query),
            near: if is_clear { Vec::new() } else { near(name) },
            described: if is_clear || is_type {
                Vec::new()
            } else {
                described(name)
            },
        }
    }

    pub fn is_empty(&self) -> bool {
        self.once.is_none()
            && self.elsewhere.is_empty()
            && self.near.is_empty()
            && self.described.is_empty()
    }
}

fn once(query: Query) -> Option<Once> {
    let name = query.name()?;
    if !lookup(query).is_empty() {
        return None;
    }
    let has_it = |side: &Snapshot| {
        side.name()
            .is_some_and(|own| own.eq_ignore_ascii_case(name))
    };
    history::of(query).find_map(|change| {
        let before = change.before().filter(has_it)?;
        let after = change.after();
        let is_gone = !after.as_ref().is_some_and(has_it);
        is_gone.then_some(Once {
            gone: change.date(),
            before,
            after,
        })
    })
}

impl fmt::Display for Once {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("registered once")?;
        if let Some(ports) = self.before.ports() {
            write!(f, ", on {ports}")?;
        }
        write!(f, "; gone by {}", self.gone)?;
        match self.after.map(|after| (after.name(), after.status())) {
            Some((Some(name), _)) => write!(f, ", when {name} took its place"),
            Some((None, status)) => write!(f, ", when its port became {status}"),
            None => f.write_str(" (ianaports changes has more)"),
        }
    }
}

fn on(name: &str) -> Vec<Transport> {
    let mut on: Vec<_> = lookup(name).iter().filter_map(Record::transport).collect();
    on.dedup();
    on
}

fn near(asked: &str) -> Vec<&'static str> {
    let asked = asked.to_ascii_lowercase();
    let likeness = |name: &str| strsim::jaro_winkler(&asked, &name.to_ascii_lowercase());
    // A name that IANA has for one thing and people use for another stands in both lists.
    let used = unofficial::all().map(UnofficialName::name);
    // Not by `names`, whose table would be 15 KB more in the page in a browser.
    let names = records().iter().filter_map(Record::name);
    let mut near: Vec<(f64, &str)> = Vec::new();
    for name in names.chain(used.filter(|name| lookup(*name).is_empty())) {
        let likeness = likeness(name);
        let is_near = likeness >= 0.85 && !name.eq_ignore_ascii_case(&asked);
        if is_near && near.iter().all(|&(_, other)| other != name) {
            near.push((likeness, name));
        }
    }
    // The bits of numbers that are not negative are in the numbers' order.
    let near = order::by(near, |&(likeness, _)| !likeness.to_bits());
    near.into_iter().map(|(_, name)| name).take(5).collect()
}

/// Services with a port whose description is of these initials, has the word, or begins with the initials, in this order.
fn described(asked: &str) -> Vec<Described> {
    let asked = asked.to_ascii_lowercase();
    let mut found: Vec<(u64, Described)> = Vec::new();
    for record in records() {
        let (Some(name), Some(ports)) = (record.name(), record.ports()) else {
            continue;
        };
        let description = record.description();
        let words: Vec<_> = description
            .split(|character: char| !character.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_ascii_lowercase)
            .collect();
        let initials: String = words
            .iter()
            .filter_map(|word| word.chars().next())
            .collect();
        let rank = if initials == asked {
            0
        } else if words.contains(&asked) {
            1
        } else if asked.len() > 2 && initials.starts_with(&asked) {
            2
        } else {
            continue;
        };
        if record.alias_of().is_none() && !found.iter().any(|(_, said)| said.name == name) {
            found.push((
                rank,
                Described {
                    name,
                    ports,
                    description,
                },
            ));
        }
    }
    order::by(found, |&(rank, _)| rank)
        .into_iter()
        .map(|(_, said)| said)
        .take(3)
        .collect()
}
