//! The tables that `src/unofficial/` reads.

use super::super::tables::{Distinct, Tables};
use super::check::Checked;
use super::layout::{place, transport_bit};

/// Adds the tables: first the rows that the registry agrees with, then those that are withdrawn; each by name.
pub fn index(tables: &mut Tables, checked: &Checked) {
    let mut rows = checked.rows.clone();
    tables.constant("UNOFFICIAL", rows.len());
    for (row, _) in &checked.withdrawn {
        rows.push(row);
    }
    let (mut names, mut what) = (Vec::new(), Vec::new());
    let (mut source, mut sources) = (Vec::new(), Distinct::default());
    let (mut first, mut last) = (Vec::new(), Vec::new());
    let (mut kinds, mut transports) = (Vec::new(), Vec::new());
    let mut by_place: Vec<u64> = Vec::new();
    for (number, row) in rows.iter().enumerate() {
        names.push(row.name.as_str());
        what.push(row.what.as_str());
        source.push(sources.number(row.source.as_str()));
        first.push(u32::from(row.ports.0));
        last.push(u32::from(row.ports.1));
        let kind = u32::from(row.kind.to_byte());
        kinds.push(kind);
        let mut set = 0;
        for &transport in row.transports {
            set |= transport_bit(transport) as u32;
            for port in row.ports.0..=row.ports.1 {
                if number < checked.rows.len() {
                    // By transport and port; then by kind, and by name.
                    let place = place(port, transport) as u64;
                    by_place.push(place << 32 | u64::from(kind) << 16 | number as u64);
                }
            }
        }
        transports.push(set);
    }
    by_place.sort_unstable();
    let (mut places, mut place_rows) = (Vec::new(), Vec::new());
    for key in by_place {
        places.push((key >> 32) as u32);
        place_rows.push((key & 0xffff) as u32);
    }
    tables.text("UNOFFICIAL_NAME_START", "UNOFFICIAL_NAME_TEXT", &names);
    tables.text("UNOFFICIAL_WHAT_START", "UNOFFICIAL_WHAT_TEXT", &what);
    tables.text(
        "UNOFFICIAL_SOURCE_START",
        "UNOFFICIAL_SOURCE_TEXT",
        &sources.items,
    );
    tables.column("UNOFFICIAL_SOURCE", source);
    tables.column("UNOFFICIAL_FIRST", first);
    tables.column("UNOFFICIAL_LAST", last);
    tables.column("UNOFFICIAL_KIND", kinds);
    tables.column("UNOFFICIAL_TRANSPORTS", transports);
    tables.column("UNOFFICIAL_PLACE", places);
    tables.column("UNOFFICIAL_PLACE_ROW", place_rows);
}
