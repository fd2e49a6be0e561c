//! The perfect hash of names: one `const fn` core for the build, for `const` items and for every call.
//!
//! A name of up to 16 bytes becomes two words by overlapping loads, its letters are folded to lower
//! case eight at a time, and one multiplication mixes them. The table is that of `phf_generator`'s
//! PtrHash: the low half of the hash chooses a pilot, the high half and the pilot choose the slot.

/// A name without regard to the case of ASCII letters.
#[derive(Clone, Copy)]
pub struct Folded {
    head: u64,
    tail: u64,
    len: usize,
}

const LONGEST_IN_WORDS: usize = 16;

impl Folded {
    #[inline]
    pub const fn new(name: &[u8]) -> Self {
        let (head, tail) = words(name);
        Self {
            head: lower(head),
            tail: lower(tail),
            len: name.len(),
        }
    }

    /// The hash of the name, of which this must be the fold.
    #[inline]
    pub const fn hash(self, name: &[u8], seed: u64) -> u64 {
        let head = if self.len > LONGEST_IN_WORDS {
            mix_middle(self.head ^ seed, name)
        } else {
            self.head ^ seed
        };
        mix(head, self.tail ^ MULTIPLIER ^ self.len as u64)
    }

    /// Whether `other` is `name`, of which this must be the fold, in any letter case.
    #[inline]
    pub const fn is(self, name: &[u8], other: &[u8]) -> bool {
        if other.len() != self.len {
            return false;
        }
        if self.len > LONGEST_IN_WORDS {
            return same(name, other);
        }
        let (head, tail) = words(other);
        // Most names are registered in lower case.
        head == self.head && tail == self.tail
            || lower(head) == self.head && lower(tail) == self.tail
    }
}

/// The slot of a hash among `slots`, of which those past the number of names are to be remapped.
#[inline]
pub const fn slot(hash: u64, seed: u64, pilots: &[u8], slots: usize) -> usize {
    let bucket = reduce(hash as u32, pilots.len());
    if bucket >= pilots.len() {
        return 0;
    }
    let pilot = PILOT_MULTIPLIER.wrapping_mul(seed ^ pilots[bucket] as u64);
    reduce(
        (hash >> 32) as u32 ^ (pilot >> 32) as u32 ^ pilot as u32,
        slots,
    )
}

const MULTIPLIER: u64 = 0x9e37_79b9_7f4a_7c15;
const PILOT_MULTIPLIER: u64 = 0x517c_c1b7_2722_0a95;

/// A name of up to sixteen bytes as two words; no two of the same length give the same.
const fn words(name: &[u8]) -> (u64, u64) {
    match (name.first_chunk::<8>(), name.last_chunk::<8>()) {
        (Some(head), Some(tail)) => (u64::from_le_bytes(*head), u64::from_le_bytes(*tail)),
        _ => (short(name), 0),
    }
}

/// A number below `limit` in place of a remainder.
const fn reduce(hash: u32, limit: usize) -> usize {
    ((hash as u64 * limit as u64) >> 32) as usize
}

const fn mix(a: u64, b: u64) -> u64 {
    let product = a as u128 * b as u128;
    product as u64 ^ (product >> 64) as u64
}

/// Takes in what lies between the two words of a longer name.
#[cold]
#[inline(never)]
const fn mix_middle(mut head: u64, name: &[u8]) -> u64 {
    let mut middle = name.as_chunks::<8>().0;
    while let [chunk, rest @ ..] = middle {
        head = mix(head ^ lower(u64::from_le_bytes(*chunk)), MULTIPLIER);
        middle = rest;
    }
    head
}

/// A name of fewer than eight bytes as one word.
#[inline]
const fn short(name: &[u8]) -> u64 {
    match (name.first_chunk::<4>(), name.last_chunk::<4>()) {
        (Some(head), Some(tail)) => {
            u32::from_le_bytes(*head) as u64 | (u32::from_le_bytes(*tail) as u64) << 32
        }
        _ => match *name {
            [a, b, c] => u32::from_le_bytes([a, b, c, 0]) as u64,
            [a, b] => u16::from_le_bytes([a, b]) as u64,
            [a] => a as u64,
            _ => 0,
        },
    }
}

/// Eight bytes with `A`..=`Z` in lower case: bit 7 of each byte marks the capitals, shifted to bit 5.
const fn lower(word: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let low = word & (ONES * 0x7f);
    let from_a = low + ONES * (0x80 - b'A' as u64);
    let past_z = low + ONES * (0x7f - b'Z' as u64);
    word | ((from_a & !past_z & !word & (ONES * 0x80)) >> 2)
}

#[cold]
#[inline(never)]
const fn same(a: &[u8], b: &[u8]) -> bool {
    let mut at = 0;
    while at < a.len() && at < b.len() {
        if !a[at].eq_ignore_ascii_case(&b[at]) {
            return false;
        }
        at += 1;
    }
    a.len() == b.len()
}
