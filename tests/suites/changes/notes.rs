//! IANA's own notes, beside the changes that they speak of. IANA writes them by hand, on the record that a port has
//! kept: "De-assigned on 2025-02-13, previously compressnet".

use ianaports::history::{Change, Snapshot, editions, of, span};
use ianaports::{Date, records};

/// How IANA says on what day a port lost its service.
const PHRASES: [&str; 6] = [
    "De-assigned on ",
    "De-Assigned on ",
    "This entry has been removed on ",
    "This entry is being removed on ",
    "This port has been removed on ",
    "This port was previously removed on ",
];

/// The date after one of the phrases, if the note has one and the history goes back to it.
fn lost(notes: &str) -> Option<Date> {
    let after = PHRASES
        .iter()
        .find_map(|phrase| Some(notes.split_once(phrase)?.1))?;
    let day: Date = after.get(.."2025-02-13".len())?.parse().ok()?;
    (day > *span()?.start()).then_some(day)
}

/// The name that a note says the port had.
fn former(notes: &str) -> Option<&str> {
    let (_, after) = notes
        .split_once("previously ")
        .or(notes.split_once("Historic usage was "))?;
    let name = after.split([' ', '.']).next()?;
    (after.len() > name.len() && !name.contains("removed")).then_some(name)
}

#[test]
fn every_note_has_its_change() {
    // What IANA will write in later notes is nothing that these rules know.
    let last = Date::new(2026, 8, Some(17)).unwrap();
    let mut noted = 0;
    for record in records() {
        let (Some(ports), Some(notes)) = (record.ports(), record.notes()) else {
            continue;
        };
        let Some(day) = lost(notes).filter(|day| *day <= last && record.name().is_none()) else {
            continue;
        };
        let edition = editions().rfind(|edition| *edition >= day);
        let lost = of((ports, record.transport())).filter(|change| {
            let name = change.before().and_then(Snapshot::name);
            Some(change.date()) == edition
                && name.is_some_and(|name| former(notes).is_none_or(|former| former == name))
                && change.after().is_none_or(|after| after.name().is_none())
        });
        let lost: Vec<Change> = lost.collect();
        assert!(!lost.is_empty(), "{record}: {notes}");
        // Where the port keeps a record on the transport, before and after are one change.
        let is_kept = lost.iter().all(|change| change.after().is_some());
        assert_eq!(is_kept, record.transport().is_some(), "{record}");
        noted += 1;
    }
    // Port by port and transport by transport; fewer only if IANA takes a note back.
    assert!(noted >= 20, "{noted} notes");
}
