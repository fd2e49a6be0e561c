//! The perfect hash of names: one `const fn` core for the build, for `const` items and for every call.
//!
//! A name of up to 16 bytes becomes one number by overlapping loads, and one multiplication of its
//! halves mixes them, the bit that tells capitals from small letters set in every byte. The table
//! is that of `phf_generator`'s PtrHash: the low half of the hash chooses a pilot, the high half and
//! what the pilot changes of it choose the slot.

/// The longest name that is compared as a number; RFC 6335 allows 15 bytes.
pub const LONGEST_WORD: usize = 16;

/// A name of at most sixteen bytes as a number, the first byte in the lowest place. What stands
/// after the name is zero, but for a name of eight bytes, which stands there twice.
#[inline]
pub const fn word(name: &[u8]) -> u128 {
    let len = name.len();
    match (name.first_chunk(), name.last_chunk()) {
        (Some(head), Some(tail)) => {
            let past = (LONGEST_WORD.wrapping_sub(len) as u32).wrapping_mul(8);
            let tail = u64::from_le_bytes(*tail).wrapping_shr(past);
            u64::from_le_bytes(*head) as u128 + ((tail as u128) << 64)
        }
        _ => match (name.first_chunk(), name.last_chunk()) {
            (Some(head), Some(tail)) => {
                let tail = u32::from_le_bytes(*tail) as u64;
                (u32::from_le_bytes(*head) as u64 | tail << (8 * (len - 4))) as u128
            }
            _ => match *name {
                [a, b, c] => u32::from_le_bytes([a, b, c, 0]) as u128,
                [a, b] => u16::from_le_bytes([a, b]) as u128,
                [a] => a as u128,
                _ => 0,
            },
        },
    }
}

/// The hash of a name in any letter case.
#[inline]
pub const fn hash(name: &[u8], seed: u64) -> u64 {
    let mut state = seed;
    if name.len() > LONGEST_WORD {
        let mut rest = name;
        while let Some((word, further)) = rest.split_first_chunk() {
            let word = u64::from_le_bytes(*word) | CASE as u64;
            state = mix(state ^ word, MULTIPLIER);
            rest = further;
        }
    }
    hash_word(word(name), name.len(), state)
}

/// The hash of a name of so many bytes, of which this is the word.
#[inline]
pub const fn hash_word(word: u128, len: usize, seed: u64) -> u64 {
    let word = word | CASE;
    mix(
        word as u64 ^ seed,
        (word >> 64) as u64 ^ MULTIPLIER ^ len as u64,
    )
}

/// The bits in which the first `len` bytes of `text` differ from a word.
#[inline]
pub const fn difference(word: u128, len: usize, text: &[u8; LONGEST_WORD]) -> u128 {
    (u128::from_le_bytes(*text) ^ word)
        & MASKS[if len < LONGEST_WORD {
            len
        } else {
            LONGEST_WORD
        }]
}

/// Whether a word's difference is in the case of letters alone.
#[inline]
pub const fn is_case(word: u128, difference: u128) -> bool {
    let small = (word | CASE) & (ONES * 0x7f);
    let from_a = small + ONES * (0x80 - b'a' as u128);
    let past_z = small + ONES * (0x7f - b'z' as u128);
    let letters = from_a & !past_z & !word & (ONES * 0x80);
    difference & !(letters >> 2) == 0
}

/// The bytes that a name of so many bytes fills.
const MASKS: [u128; LONGEST_WORD + 1] = {
    let mut masks = [u128::MAX; LONGEST_WORD + 1];
    let mut len = 0;
    while len < LONGEST_WORD {
        masks[len] = (1 << (8 * len)) - 1;
        len += 1;
    }
    masks
};

const ONES: u128 = u128::MAX / 0xff;
/// The bit that tells a capital from a small letter, in each byte.
const CASE: u128 = ONES * 0x20;

/// Whether two names of any length are the same in any letter case.
#[inline]
pub const fn same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut at = 0;
    while at < a.len() {
        if !a[at].eq_ignore_ascii_case(&b[at]) {
            return false;
        }
        at += 1;
    }
    true
}

/// Which of so many pilots steers the names of this hash.
#[inline]
pub const fn bucket(hash: u64, buckets: usize) -> usize {
    reduce(hash as u32, buckets)
}

/// The slot of a hash among so many, changed as its pilot says.
#[inline]
pub const fn slot(hash: u64, steer: u32, slots: usize) -> usize {
    reduce((hash >> 32) as u32 ^ steer, slots)
}

const MULTIPLIER: u64 = 0x9e37_79b9_7f4a_7c15;

/// A number below `limit` in place of a remainder.
#[inline]
const fn reduce(hash: u32, limit: usize) -> usize {
    ((hash as u64 * limit as u64) >> 32) as usize
}

#[inline]
const fn mix(a: u64, b: u64) -> u64 {
    let product = a as u128 * b as u128;
    product as u64 ^ (product >> 64) as u64
}
