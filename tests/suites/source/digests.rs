//! The SHA-256 of every column, so that nothing is lost between IANA's document and an answer.

use ianaports::{Record, Reference, Status};
use sha2::{Digest, Sha256};

use crate::RECORDS;
use crate::reader::table;
use crate::twin::{ALIAS, REPLACEMENT, TWIN};

pub fn sha256(text: &str) -> String {
    let digest = Sha256::digest(text);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The table of the second reader, put together from what the crate answers: a column that the crate loses or
/// changes for one record changes the digest.
#[test]
fn the_crate_answers_every_column_of_the_official_document() {
    let expected = TWIN.registry.records_table();
    let header: Vec<&str> = expected.lines().next().unwrap().split('\t').collect();
    let header: [&str; 15] = header.try_into().unwrap();
    let rows = RECORDS.iter().enumerate().map(|(index, record)| {
        let port = |port: Option<u16>| port.map_or(String::new(), |port| port.to_string());
        let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
        [
            index.to_string(),
            text(record.name()),
            port(record.ports().map(|ports| ports.first())),
            port(record.ports().map(|ports| ports.last())),
            text(record.transport().map(|transport| transport.as_str())),
            match record.status() {
                Status::Assigned if record.name().is_none() => "unnamed".to_owned(),
                Status::DeAssigned => "deassigned".to_owned(),
                status => status.to_string(),
            },
            description(record),
            ids(record.assignees()),
            ids(record.contacts()),
            record
                .registration_date()
                .map_or(String::new(), |date| date.to_string()),
            record
                .modification_date()
                .map_or(String::new(), |date| date.to_string()),
            record
                .references()
                .map(|reference: Reference| format!("[{reference}]"))
                .collect(),
            record
                .service_code()
                .map_or(String::new(), |code| code.to_string()),
            text(record.unauthorized_use()),
            text(record.notes()),
        ]
    });
    assert_eq!(sha256(&table(header, rows)), sha256(&expected));
}

/// The description with IANA's sentence put back, which the crate tells through `aliases`.
fn description(record: &Record) -> String {
    let mut description = record.description().to_owned();
    for alias in record.aliases() {
        if alias.notes().is_some_and(|notes| notes.contains(ALIAS)) {
            description = format!("{description} {REPLACEMENT}{}\".", alias.name().unwrap());
        }
    }
    description.trim_start().to_owned()
}

fn ids(contacts: ianaports::People) -> String {
    contacts
        .map(|contact| contact.id())
        .collect::<Vec<_>>()
        .join(",")
}
