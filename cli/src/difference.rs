//! What changed in a record, column by column.

use ianaports::Transport;
use ianaports::history::{Change, Snapshot};
use serde::Serialize;

/// A column before and after; `None` where the record had nothing in it.
#[derive(PartialEq, Eq, Debug, Serialize)]
pub struct Difference {
    pub column: &'static str,
    pub before: Option<String>,
    pub after: Option<String>,
}

/// The columns in words that differ.
pub fn texts(before: Snapshot, after: Snapshot) -> Vec<Difference> {
    let text = |text: Option<&str>| Some(text?.to_string());
    let columns: [(_, &dyn Fn(Snapshot) -> _); 5] = [
        ("status", &|of| Some(of.status().to_string())),
        ("description", &|of| {
            text(Some(of.description()).filter(|text| !text.is_empty()))
        }),
        ("reference", &|of| text(of.references())),
        ("unauthorized use", &|of| text(of.unauthorized_use())),
        ("notes", &|of| text(of.notes())),
    ];
    differences(before, after, &columns)
}

/// The dates and the service code, if they differ.
pub fn numbers(before: Snapshot, after: Snapshot) -> Vec<Difference> {
    let columns: [(_, &dyn Fn(Snapshot) -> _); 3] = [
        ("registered", &|of| {
            Some(of.registration_date()?.to_string())
        }),
        ("modified", &|of| Some(of.modification_date()?.to_string())),
        ("service code", &|of| Some(of.service_code()?.to_string())),
    ];
    differences(before, after, &columns)
}

type Column<'a> = (&'static str, &'a dyn Fn(Snapshot) -> Option<String>);

fn differences(before: Snapshot, after: Snapshot, columns: &[Column]) -> Vec<Difference> {
    let sides = columns.iter().map(|&(column, of)| Difference {
        column,
        before: of(before),
        after: of(after),
    });
    sides.filter(|sides| sides.before != sides.after).collect()
}

/// What is said of changes, each with the transports of those of which the same is said.
pub fn merged<T: PartialEq>(
    changes: impl IntoIterator<Item = Change>,
    said: impl Fn(Change) -> T,
) -> Vec<(T, Vec<Option<Transport>>)> {
    let mut all: Vec<(T, Vec<_>)> = Vec::new();
    for change in changes {
        let place = change.after().or(change.before());
        let (said, transport) = (said(change), place.and_then(Snapshot::transport));
        match all.iter_mut().find(|(other, _)| *other == said) {
            Some((_, transports)) => transports.push(transport),
            None => all.push((said, vec![transport])),
        }
    }
    all
}
