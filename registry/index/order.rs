//! The services in the order of every answer.

use super::super::check::{Record, Registry};
use super::super::layout::UNSTATED;
use super::facts::{is_service, stated_place};

/// The services in the order of every answer. The crate's page has the rules.
pub fn order(registry: &Registry) -> Vec<usize> {
    let of_iesg = |record: &Record| {
        let is_iesg = |&person: &u32| registry.people[person as usize].id == "IESG";
        record.assignees.iter().any(is_iesg)
    };
    // A list for each place, without a sort, because a sort is compiled for each type.
    let mut places = vec![Vec::new(); (UNSTATED + 1) << 4];
    for (number, record) in registry.records.iter().enumerate() {
        if !is_service(record) {
            continue;
        }
        let mut place = stated_place(record);
        for &later in &[
            record.ports.is_none(),
            record.alias_of.is_some(),
            record.description.is_empty() || record.widespread,
            !of_iesg(record),
        ] {
            place = place * 2 + usize::from(later);
        }
        places[place].push(number);
    }
    let mut order = Vec::new();
    for place in &places {
        for &number in place {
            order.push(number);
        }
    }
    order
}
