use ianaports::history::{Change, Snapshot};
use ianaports_cli::difference::{Difference, numbers, texts};

use super::table::Text;

/// What stands in the column of names, and what there is to say: before and after where both are known.
pub fn words(change: Change) -> (String, Text) {
    let title = |snapshot: Snapshot| snapshot.name().unwrap_or(snapshot.status().as_str());
    let about =
        |snapshot: Snapshot| Text::plain(snapshot.description()).unless_it_is(title(snapshot));
    match (change.before(), change.after()) {
        (None, None) => Default::default(),
        (None, Some(after)) => (title(after).to_string(), about(after).and("new")),
        (Some(before), None) => (title(before).to_string(), about(before).and("gone")),
        (Some(before), Some(after)) if title(before) == title(after) => {
            (title(after).to_string(), Text::note(columns(before, after)))
        }
        (Some(before), Some(after)) => {
            // A port without a service often says in a note whose it was.
            let notes = after.notes().filter(|_| after.name().is_none());
            let name = format!("{} → {}", title(before), title(after));
            (name, about(after).and(notes.unwrap_or_default()))
        }
    }
}

/// The same in one line, for a record whose other columns are known.
pub fn note(change: Change) -> String {
    match (change.before(), change.after()) {
        (Some(before), Some(after)) if before.name() == after.name() => columns(before, after),
        (Some(_), Some(_)) => words(change).0,
        (None, _) => "new".to_string(),
        (Some(_), None) => "gone".to_string(),
    }
}

/// The columns that differ beside name, ports and transport: before and after.
fn columns(before: Snapshot, after: Snapshot) -> String {
    let shown = |value: Option<String>| value.unwrap_or_else(|| "none".to_string());
    let all = texts(before, after)
        .into_iter()
        .chain(numbers(before, after));
    let columns = all.map(|difference| {
        let Difference {
            column,
            before,
            after,
        } = difference;
        format!("{column}: {} → {}", shown(before), shown(after))
    });
    columns.collect::<Vec<_>>().join("; ")
}
