//! The hash of names by its laws, for names of every length.

use std::collections::HashMap;

use crate::random::random;
use registry::hash::{
    LONGEST_WORD, bucket, difference, hash, hash_word, is_case, same, slot, word,
};
use registry::index::names::steer;

const SEED: u64 = 0x1234_5678_9abc_def0;

/// Names of 0 to 40 bytes, mostly letters.
fn names() -> impl Iterator<Item = Vec<u8>> {
    let mut random = random().map(|number| (number >> 32) as u8);
    (0..20_000).map(move |number| {
        let mut next = || random.next().unwrap() & 0x7f;
        (0..number % 41)
            .map(|_| match next() {
                other @ 0x70.. => other,
                letter => b'A' + letter % 26 + (letter & 0x20),
            })
            .collect()
    })
}

/// The name with one byte changed.
fn changed(name: &[u8], at: usize, change: u8) -> Vec<u8> {
    let mut name = name.to_vec();
    name[at] ^= change;
    name
}

#[test]
fn a_word_is_the_name() {
    for name in names().filter(|name| name.len() <= LONGEST_WORD) {
        let mut bytes = [0; LONGEST_WORD];
        bytes[..name.len()].copy_from_slice(&name);
        if name.len() == 8 {
            bytes[8..].copy_from_slice(&name);
        }
        assert_eq!(word(&name), u128::from_le_bytes(bytes), "{name:?}");
    }
}

#[test]
fn a_hash_is_of_any_letter_case_and_of_each_byte() {
    let mut seen = HashMap::new();
    for name in names() {
        let of = hash(&name, SEED);
        assert_eq!(hash(&name.to_ascii_lowercase(), SEED), of);
        assert_eq!(hash(&name.to_ascii_uppercase(), SEED), of);
        assert_ne!(hash(&name, SEED + 1), of);
        if name.len() <= LONGEST_WORD {
            assert_eq!(hash_word(word(&name), name.len(), SEED), of);
        }
        for at in 0..name.len() {
            for bit in [0, 1, 2, 3, 4, 6, 7] {
                let other = changed(&name, at, 1 << bit);
                assert_ne!(hash(&other, SEED), of, "{name:?} {at} {bit}");
            }
        }
        let folded: Vec<u8> = name.iter().map(|byte| byte | 0x20).collect();
        let before = seen.insert(of, folded.clone());
        assert!(before.is_none_or(|before| before == folded), "{name:?}");
    }
}

#[test]
fn a_difference_is_of_the_bytes_of_the_name_alone() {
    for name in names().filter(|name| name.len() <= LONGEST_WORD) {
        let mut text = [b'#'; LONGEST_WORD];
        text[..name.len()].copy_from_slice(&name);
        let word = word(&name);
        assert_eq!(difference(word, name.len(), &text), 0, "{name:?}");
        for at in 0..LONGEST_WORD {
            for change in [0x20, 0x01, 0x40, 0xff] {
                let mut other = text;
                other[at] ^= change;
                let found = difference(word, name.len(), &other);
                if at >= name.len() {
                    assert_eq!(found, 0);
                    continue;
                }
                assert_eq!(found, u128::from(change) << (8 * at));
                let is_letter = name[at].is_ascii_alphabetic();
                assert_eq!(is_case(word, found), change == 0x20 && is_letter);
            }
        }
    }
}

#[test]
fn names_are_the_same_in_any_letter_case() {
    for name in names() {
        assert!(same(&name, &name.to_ascii_uppercase()));
        assert!(!same(&name, &[&name[..], b"x"].concat()));
        for at in 0..name.len() {
            for change in [0x20, 0x01] {
                let other = changed(&name, at, change);
                assert_eq!(same(&name, &other), name.eq_ignore_ascii_case(&other));
            }
        }
    }
}

/// Each bucket and each slot is used as often as another, and each pilot changes the slots.
#[test]
fn slots_are_even() {
    const BUCKETS: usize = 16;
    let (mut of_bucket, mut of_slot) = ([0; BUCKETS], [0; 100]);
    let mut moved = 0;
    for number in random().take(100_000) {
        of_bucket[bucket(number, BUCKETS)] += 1;
        let at = slot(number, steer(0, SEED), of_slot.len());
        of_slot[at] += 1;
        let pilots = 1..=u8::MAX;
        moved += pilots
            .filter(|&pilot| slot(number, steer(pilot, SEED), of_slot.len()) != at)
            .count();
    }
    assert!(of_bucket.iter().all(|count| (5_500..7_000).contains(count)));
    assert!(of_slot.iter().all(|count| (800..1200).contains(count)));
    assert!(moved > 98 * 255 * 1000, "{moved} of 255 times 100,000");
    assert_eq!((bucket(u64::MAX, 0), slot(u64::MAX, 0, 0)), (0, 0));
}
