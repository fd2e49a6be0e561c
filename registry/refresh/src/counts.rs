//! The lines that a reviewer of a refresh reads first. The tests of the crate count the same through the
//! public API.

use std::collections::BTreeSet;

use registry::check::Registry;
use registry::status::Status;
use registry::transport::Transport;

/// Every count, one `name value` a line.
pub fn count(registry: &Registry) -> String {
    let records = &registry.records;
    let names: BTreeSet<_> = records.iter().flat_map(|record| &record.name).collect();
    let mut counts = vec![("records", records.len()), ("names", names.len())];
    for transport in Transport::ALL.iter().copied().map(Some).chain([None]) {
        let states = records
            .iter()
            .filter(|record| record.transport == transport);
        let word = transport.map_or("unstated", Transport::as_str);
        counts.push((word, states.count()));
    }
    for status in [
        Status::Assigned,
        Status::Reserved,
        Status::DeAssigned,
        Status::Unassigned,
    ] {
        let with = records.iter().filter(|record| record.status == status);
        counts.push((status.as_str(), with.count()));
    }
    let aliases = records.iter().filter(|record| record.alias_of.is_some());
    counts.extend([
        ("aliases", aliases.count()),
        ("people", registry.people.len()),
    ]);
    let line = |(name, count)| format!("{name} {count}\n");
    counts.into_iter().map(line).collect()
}
