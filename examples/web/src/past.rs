//! What the answer's names and ports used to be: each change as before and after, the newest first.

use ianaports::history::{self, Change, Snapshot};
use ianaports::{Date, PortRange, Query, Transport};
use ianaports_cli::difference::{Difference, merged, texts};

use crate::json::object;

pub struct Past {
    change: Said,
    transports: Vec<Transport>,
}

object!(Past { change, transports });

/// What may be the same on several transports.
#[derive(PartialEq, Eq)]
struct Said {
    date: Date,
    ports: Option<PortRange>,
    /// The name of the record, or its status where it has none; `None` where there was or is no record.
    before: Option<&'static str>,
    after: Option<&'static str>,
    /// Of a record that came or went.
    description: Option<&'static str>,
    differences: Vec<Difference>,
}

object!(Said {
    date,
    ports,
    before,
    after,
    description,
    differences
});

impl Past {
    pub const fn ports(&self) -> Option<PortRange> {
        self.change.ports
    }
}

/// The changes of what is asked for, or of a name that was none by the rules of today.
pub fn of(question: &str, query: Option<Query>) -> Vec<Past> {
    let changes = match query {
        Some(query) => history::of(query),
        None => history::of(question),
    };
    let past = |(change, transports): (Said, Vec<Option<Transport>>)| Past {
        change,
        transports: transports.into_iter().flatten().collect(),
    };
    // The page has no dates of records: a change of these alone would say nothing.
    let is_told = |(said, _): &(Said, _)| said.before != said.after || !said.differences.is_empty();
    let changes = merged(changes, said).into_iter().filter(is_told);
    changes.map(past).collect()
}

fn said(change: Change) -> Said {
    let (before, after) = (change.before(), change.after());
    let title = |side: Snapshot| side.name().unwrap_or(side.status().as_str());
    let description = match (before, after) {
        (None, Some(one)) | (Some(one), None) => Some(one.description()),
        _ => None,
    };
    Said {
        date: change.date(),
        ports: after.or(before).and_then(Snapshot::ports),
        before: before.map(title),
        after: after.map(title),
        description,
        differences: match (before, after) {
            (Some(before), Some(after)) => texts(before, after),
            _ => Vec::new(),
        },
    }
}
