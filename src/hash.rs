//! The perfect hash of names: one `const fn` core for the build, for `const` items and for every call.
//!
//! A name of up to 16 bytes becomes one number, its *word*, by overlapping loads. The bit that
//! distinguishes capitals from small letters is set in every byte. Then one multiplication mixes the
//! two halves. The table is that of `phf_generator`'s PtrHash. The low half of the hash chooses a
//! bucket, and so a pilot and its steer; the high half, XORed with the steer, chooses the slot.
//! `layout.rs` defines these words.

/// The longest name that is compared as a number; RFC 6335 allows 15 bytes.
pub const LONGEST_WORD: usize = 16;

/// A name of at most sixteen bytes as a number, the first byte in the lowest place. The bytes after
/// the name are zero, with one exception: a name of eight bytes stands in both halves.
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

/// The hash of the name of `len` bytes that has this word.
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

/// Whether a text that differs from a word in these bits differs in the case of letters alone.
#[inline]
pub const fn is_case(word: u128, difference: u128) -> bool {
    let small = (word | CASE) & (ONES * 0x7f);
    let from_a = small + ONES * (0x80 - b'a' as u128);
    let past_z = small + ONES * (0x7f - b'z' as u128);
    let letters = from_a & !past_z & !word & (ONES * 0x80);
    difference & !(letters >> 2) == 0
}

/// For each length, the bits that a name of that length fills.
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
/// The bit that distinguishes a capital from a small letter, in each byte.
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

/// The bucket of a hash, below `buckets`.
#[inline]
pub const fn bucket(hash: u64, buckets: usize) -> usize {
    reduce(hash as u32, buckets)
}

/// The slot of a hash, below `slots`, with the steer of its pilot.
#[inline]
pub const fn slot(hash: u64, steer: u32, slots: usize) -> usize {
    reduce((hash >> 32) as u32 ^ steer, slots)
}

const MULTIPLIER: u64 = 0x9e37_79b9_7f4a_7c15;

/// The hash scaled to a number below `limit`: unlike a remainder, it takes no division.
#[inline]
const fn reduce(hash: u32, limit: usize) -> usize {
    ((hash as u64 * limit as u64) >> 32) as usize
}

#[inline]
const fn mix(a: u64, b: u64) -> u64 {
    let product = a as u128 * b as u128;
    product as u64 ^ (product >> 64) as u64
}
