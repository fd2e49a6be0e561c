use ianaports::Transport;
use ianaports::history::{self, Change, Kind};

/// A change in words: the service and its ports, and what changed.
pub fn text(change: Change) -> (String, String) {
    let description = change.description().to_string();
    match change.kind() {
        Kind::Assigned => (description, "assigned".to_string()),
        Kind::TakenBack => (description, "taken back".to_string()),
        Kind::Renamed { from, .. } => (description, format!("renamed, was {from}")),
        Kind::Moved {
            from, transport, ..
        } => {
            let from = from.map_or("no port".to_string(), |ports| ports.to_string());
            let on = transport.map_or("any transport", Transport::as_str);
            (description, format!("moved, was on {from}, {on}"))
        }
        Kind::Restated {
            column, from, to, ..
        } => {
            let shown = |value: Option<history::Value>| {
                value.map_or("nothing".to_string(), |value| value.to_string())
            };
            (
                String::new(),
                format!("{column}: {}, was {}", shown(to), shown(from)),
            )
        }
        // Ranges without a service that are cut anew are no news.
        _ => (description, "cut anew".to_string()),
    }
}
