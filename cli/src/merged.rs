//! Records that a person sees as one.

use std::collections::HashMap;

use ianaports::{Record, Transport};

/// Records that differ in nothing that is shown but their transport.
pub struct Merged {
    pub record: Record,
    pub transports: Vec<Option<Transport>>,
}

impl Merged {
    /// Merges those that are the same to a person.
    pub fn all(
        records: impl Iterator<Item = Record>,
        is_same: impl Fn(Record, Record) -> bool,
    ) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        // Where those of a name and ports are: a range may have thousands.
        let mut places: HashMap<_, Vec<usize>> = HashMap::new();
        for record in records {
            let transport = record.transport();
            let places = places.entry((record.name(), record.ports())).or_default();
            match places
                .iter()
                .find(|&&place| is_same(all[place].record, record))
            {
                // A name may have two records that say the same on one transport.
                Some(&place) if all[place].transports.contains(&transport) => {}
                Some(&place) => all[place].transports.push(transport),
                None => {
                    places.push(all.len());
                    all.push(Self {
                        record,
                        transports: vec![transport],
                    });
                }
            }
        }
        all
    }

    /// The same among neighbours alone: the order says something.
    pub fn all_neighbours(
        records: &[Record],
        is_same: impl Fn(Record, Record) -> bool,
    ) -> Vec<Self> {
        let groups = records.chunk_by(|&a, &b| is_same(a, b));
        groups
            .flat_map(|group| Self::all(group.iter().copied(), &is_same))
            .collect()
    }
}

/// Whether two records have the same row in a table but for the transport.
pub fn is_same_row(a: Record, b: Record) -> bool {
    let names = |record: Record| record.aliases().filter_map(Record::name);
    (a.name(), a.ports(), a.description(), a.status())
        == (b.name(), b.ports(), b.description(), b.status())
        && a.alias_of().and_then(Record::name) == b.alias_of().and_then(Record::name)
        && names(a).eq(names(b))
}

/// Whether two records are the same in every column but the transport.
pub fn is_same_record(a: Record, b: Record) -> bool {
    is_same_service(a, b)
        && a.assignees().eq(b.assignees())
        && a.contacts().eq(b.contacts())
        && (a.registration_date(), a.modification_date())
            == (b.registration_date(), b.modification_date())
}

/// Whether two records are the same in every column but the transport, the people and the dates.
pub fn is_same_service(a: Record, b: Record) -> bool {
    is_same_row(a, b)
        && a.references().eq(b.references())
        && (a.service_code(), a.unauthorized_use(), a.notes())
            == (b.service_code(), b.unauthorized_use(), b.notes())
        && a.service_type().is_some() == b.service_type().is_some()
}
