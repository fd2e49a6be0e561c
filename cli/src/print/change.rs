use ianaports::history::{Change, Snapshot};

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
        (Some(before), Some(after)) if title(before) == title(after) => (
            title(after).to_string(),
            Text::note(differences(before, after).join("; ")),
        ),
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
        (Some(before), Some(after)) if before.name() == after.name() => {
            differences(before, after).join("; ")
        }
        (Some(_), Some(_)) => words(change).0,
        (None, _) => "new".to_string(),
        (Some(_), None) => "gone".to_string(),
    }
}

/// The columns that differ beside name, ports and transport: before and after.
fn differences(before: Snapshot, after: Snapshot) -> Vec<String> {
    let columns = |of: Snapshot| {
        let text = |text: Option<&str>| text.unwrap_or("none").to_string();
        let date = |date: Option<ianaports::Date>| {
            date.map_or("none".to_string(), |date| date.to_string())
        };
        let code = |code: u32| code.to_string();
        [
            ("status", of.status().to_string()),
            (
                "description",
                text(Some(of.description()).filter(|text| !text.is_empty())),
            ),
            ("reference", text(of.references())),
            ("unauthorized use", text(of.unauthorized_use())),
            ("notes", text(of.notes())),
            ("registered", date(of.registration_date())),
            ("modified", date(of.modification_date())),
            (
                "service code",
                of.service_code().map_or("none".to_string(), code),
            ),
        ]
    };
    columns(before)
        .into_iter()
        .zip(columns(after))
        .filter(|(before, after)| before != after)
        .map(|((label, before), (_, after))| format!("{label}: {before} → {after}"))
        .collect()
}
