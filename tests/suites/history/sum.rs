//! The digest of an edition: a sum, so that the order of the records is nothing to it, and an edition that
//! changes three records costs three hashes more than the one before it.

use sha2::{Digest, Sha256};

/// The sum of the first 128 bits of each record's SHA-256.
pub fn sum(records: impl Iterator<Item = String>) -> u128 {
    records.fold(0, |sum: u128, record| sum.wrapping_add(of_record(&record)))
}

pub fn of_record(record: &str) -> u128 {
    let digest = Sha256::digest(record.as_bytes());
    digest
        .iter()
        .take(16)
        .fold(0, |number, byte| number << 8 | u128::from(*byte))
}
