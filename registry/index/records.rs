//! The columns of the records, but for their people and references.

use super::super::check::Record;
use super::super::layout::{RecordKind, date_to_number, option_to_number};
use super::super::tables::{Distinct, Sparse, Tables};

pub fn index(tables: &mut Tables, records: &[Record]) {
    let (mut kind, mut port) = (Vec::new(), Vec::new());
    let (mut range_record, mut range_last) = (Vec::new(), Vec::new());
    let (mut code_record, mut code) = (Vec::new(), Vec::new());
    let (mut description, mut descriptions) = (Vec::new(), Distinct::default());
    let (mut dates, mut distinct_dates) = (Vec::new(), Distinct::default());
    let mut distinct_ports = Distinct::default();
    let (mut notes, mut unauthorized) = (Sparse::default(), Sparse::default());
    let (mut by_canonical, mut by_alias) = (Vec::new(), Vec::new());
    for (number, record) in records.iter().enumerate() {
        let (first, last) = record.ports.unwrap_or_default();
        let before = distinct_ports.items.len();
        if record.ports.is_some() {
            distinct_ports.number(vec![u32::from(first), u32::from(last)]);
        }
        let record_kind = RecordKind {
            transport: record.transport,
            status: record.status,
            is_range: first != last,
            is_first_of_ports: distinct_ports.items.len() > before,
        };
        kind.push(u32::from(record_kind.to_byte()));
        port.push(option_to_number(record.ports.map(|_| usize::from(first))) as u32);
        if first != last {
            range_record.push(number as u32);
            range_last.push(u32::from(last));
        }
        if let Some(canonical) = record.alias_of {
            // Inserted in order, because a sort would be compiled by everyone who uses this crate.
            let pair = ((canonical as u64) << 32) + number as u64;
            let place = by_canonical.partition_point(|&other| other < pair);
            by_canonical.insert(place, pair);
            by_alias.push(((number as u64) << 32) + canonical as u64);
        }
        if let Some(service_code) = record.service_code {
            code_record.push(number as u32);
            code.push(service_code);
        }
        description.push(descriptions.number(record.description.as_str()));
        let both = vec![
            date_to_number(record.registered),
            date_to_number(record.modified),
        ];
        dates.push(distinct_dates.number(both));
        notes.push(number, record.notes.as_deref());
        unauthorized.push(number, record.unauthorized.as_deref());
    }

    tables.column("RECORD_KIND", kind);
    tables.column("RECORD_PORT", port);
    tables.column("RANGE_RECORD", range_record);
    tables.column("RANGE_LAST", range_last);
    pairs(
        tables,
        ["CANONICAL_RECORD", "CANONICAL_ALIAS"],
        &by_canonical,
    );
    pairs(tables, ["ALIAS_RECORD", "ALIAS_OF"], &by_alias);
    tables.column("CODE_RECORD", code_record);
    tables.column("CODE", code);
    tables.column("RECORD_DESCRIPTION", description);
    tables.text("DESCRIPTION_START", "DESCRIPTION_TEXT", &descriptions.items);
    tables.column("RECORD_DATES", dates);
    let (mut registered, mut modified) = (Vec::new(), Vec::new());
    for dates in &distinct_dates.items {
        registered.push(dates[0]);
        modified.push(dates[1]);
    }
    tables.column("DATES_REGISTERED", registered);
    tables.column("DATES_MODIFIED", modified);
    tables.sparse(
        ["NOTES_RECORD", "NOTES_OF", "NOTES_START", "NOTES_TEXT"],
        notes,
    );
    tables.sparse(
        [
            "UNAUTHORIZED_RECORD",
            "UNAUTHORIZED_OF",
            "UNAUTHORIZED_START",
            "UNAUTHORIZED_TEXT",
        ],
        unauthorized,
    );
}

/// Two columns of pairs of records.
fn pairs(tables: &mut Tables, [first, second]: [&'static str; 2], pairs: &[u64]) {
    let (mut firsts, mut seconds) = (Vec::new(), Vec::new());
    for &pair in pairs {
        firsts.push((pair >> 32) as u32);
        seconds.push(pair as u32);
    }
    tables.column(first, firsts);
    tables.column(second, seconds);
}
