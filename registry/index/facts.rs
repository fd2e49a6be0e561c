//! What the indexes ask of a record.

use super::super::check::Record;
use super::super::layout::transport_index;
use super::super::status::Status;

/// The index in `TRANSPORTS` of the transport that a record states, if any.
pub fn stated_place(record: &Record) -> usize {
    transport_index(record.transport)
}

pub fn is_service(record: &Record) -> bool {
    record.status == Status::Assigned
}

pub fn ports_of(record: &Record) -> std::ops::Range<usize> {
    match record.ports {
        Some((first, last)) => usize::from(first)..usize::from(last) + 1,
        None => 0..0,
    }
}
