//! What the docs of `src/unofficial/` show: the rows, and how many of them each rule touches.

use std::collections::HashMap;

use super::super::tables::Tables;
use super::super::transport::Transport;
use super::check::{Checked, There};
use super::layout::Kind;
use super::read::{Row, shown};

pub fn pages(tables: &mut Tables, checked: &Checked) {
    tables.pages.push(("unofficial.md", rows(checked)));
    tables.pages.push(("unofficial-shown.md", rules(checked)));
}

/// The rows. Names are no code, because a browser breaks code anywhere where a column is narrow.
fn rows(checked: &Checked) -> String {
    let mut page = String::from(
        "| name, ports | what it is; what IANA has there; a package's file |\n|---|---|\n",
    );
    for row in &checked.rows {
        let place = shown(row.ports, row.transports);
        let what = text(&row.what);
        let what = match row.kind {
            Kind::ShownAlias | Kind::Alias => format!("alias of {what}"),
            Kind::Server => format!("{what}; IANA: {}", there(row, &checked.there)),
            Kind::DevelopmentServer => {
                let there = there(row, &checked.there);
                format!("{what}, development server; IANA: {there}")
            }
        };
        let (name, source) = (&row.name, &row.source);
        page.push_str(&match source.starts_with("https://") {
            true => format!("| [{name}]({source}) {place} | {what} |\n"),
            false => format!("| {name} {place} | {what}; {} |\n", text(source)),
        });
    }
    page
}

/// What IANA has there: the names of services, or else a status.
fn there(row: &Row, there: &There) -> String {
    let mut shown: Vec<String> = Vec::new();
    for &transport in row.transports {
        for port in row.ports.0..=row.ports.1 {
            let mut names = Vec::new();
            for record in there.services(port, transport) {
                if let (Some(name), None) = (&record.name, record.alias_of) {
                    names.push(text(name));
                }
            }
            if names.is_empty() {
                names.push(there.status(port, transport).as_str().to_owned());
            }
            for name in names {
                if !shown.contains(&name) {
                    shown.push(name);
                }
            }
        }
    }
    shown.join(", ")
}

/// Text that Markdown shows as it stands.
fn text(plain: &str) -> String {
    let mut text = String::new();
    for character in plain.chars() {
        if matches!(character, '*' | '_' | '+' | '~' | '<' | '[' | '|') {
            text.push('\\');
        }
        text.push(character);
    }
    text
}

/// Which rows are shown for a port, and how many they are.
fn rules(checked: &Checked) -> String {
    // How many aliases, and how many servers of both kinds, a port has on a transport.
    let mut on: HashMap<(u16, Transport), [usize; 2]> = HashMap::new();
    let places = |row: &Row| {
        let mut places = Vec::new();
        for &transport in row.transports {
            for port in row.ports.0..=row.ports.1 {
                places.push((port, transport));
            }
        }
        places
    };
    for row in &checked.rows {
        for place in places(row) {
            on.entry(place).or_default()[usize::from(!row.is_alias())] += 1;
        }
    }
    let mut counts = [0; 6];
    for row in &checked.rows {
        let (mut is_beside_alias, mut is_one_of_several) = (false, false);
        for place in places(row) {
            let [aliases, servers] = on[&place];
            is_beside_alias |= aliases > 0;
            is_one_of_several |= servers > 1;
        }
        let rule = match row.kind {
            Kind::ShownAlias => 0,
            Kind::Alias => 1,
            Kind::Server if is_beside_alias => 3,
            Kind::Server if is_one_of_several => 4,
            Kind::Server => 2,
            Kind::DevelopmentServer => 5,
        };
        counts[rule] += 1;
    }
    let mut page = String::from("| row | shown | rows |\n|---|---|---|\n");
    for (rule, count) in [
        "an alias that is marked as the name that people show | yes",
        "any other alias: IANA's own name is shown | no",
        "a server that has its port to itself | yes",
        "a server on the port of an alias | no",
        "a server on the port of another server, or of a development server | no",
        "a development server | no",
    ]
    .iter()
    .zip(counts)
    {
        page.push_str(&format!("| {rule} | {count} |\n"));
    }
    page
}
