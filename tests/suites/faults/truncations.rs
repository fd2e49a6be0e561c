//! Documents that end too early, as after a broken connection.

use crate::judge::judge;
use crate::{SMALL, long, whole};

/// No proper part of a document that holds records is a document.
#[track_caller]
fn assert_refused(bytes: &[u8], end: usize) {
    let error = judge(&bytes[..end]).expect_err("accepted").to_string();
    let expected = ["cut off", "without an element", "not UTF-8"];
    assert!(
        expected.iter().any(|part| error.contains(part)),
        "at {end}: {error}"
    );
}

#[test]
fn the_small_document_at_each_byte() {
    let bytes = SMALL.trim_end().as_bytes();
    for end in 0..bytes.len() {
        assert_refused(bytes, end);
    }
}

/// Each 1,000 bytes in the long run, each 250,000 in the short one.
#[test]
fn the_registry() {
    let bytes = whole().trim_ascii_end().to_vec();
    let step = if long().is_some() { 1_000 } else { 250_000 };
    for end in (0..bytes.len()).step_by(step) {
        assert_refused(&bytes, end);
    }
}
