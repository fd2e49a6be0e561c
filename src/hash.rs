//! The perfect hash of names: one `const fn` core for the build, for `const` items and for every call.
//!
//! A name of up to 16 bytes becomes two words by overlapping loads; setting bit 5 of each byte makes
//! letters of either case alike, and one multiplication mixes the words. Whether a name is the one
//! found is then told exactly. The table is that of `phf_generator`'s PtrHash: the low half of the
//! hash chooses a pilot, the high half and the pilot choose the slot.

/// A name as two words and a length.
#[derive(Clone, Copy)]
pub struct Words {
    head: u64,
    tail: u64,
    len: usize,
}

const LONGEST_IN_WORDS: usize = 16;
const ONES: u64 = 0x0101_0101_0101_0101;
/// What tells `A` from `a`, in each byte.
const CASE: u64 = ONES * 0x20;

impl Words {
    /// No two names of the same length, of up to sixteen bytes, have the same words.
    #[inline]
    pub const fn new(name: &[u8]) -> Self {
        let (head, tail) = match four(name) {
            Some(words) => words,
            None => (short(name), 0),
        };
        Self {
            head,
            tail,
            len: name.len(),
        }
    }

    /// The hash of the name of which these are the words: the same in any letter case.
    #[inline]
    pub const fn hash(self, name: &[u8], seed: u64) -> u64 {
        let mut head = (self.head | CASE) ^ seed;
        if self.len > LONGEST_IN_WORDS {
            head = mix_middle(head, name);
        }
        mix(head, (self.tail | CASE) ^ MULTIPLIER ^ self.len as u64)
    }

    /// Whether `other` is `name`, of which these are the words, in any letter case.
    #[inline]
    pub const fn is(self, name: &[u8], other: &[u8]) -> bool {
        if other.len() != self.len {
            return false;
        }
        if self.len > LONGEST_IN_WORDS {
            return same(name, other);
        }
        let other = Self::new(other);
        let unlike = (self.head ^ other.head) | (self.tail ^ other.tail);
        // Mostly a name is asked for as it is spelled, and two names that differ do so in more than case.
        unlike == 0
            || (self.head ^ other.head) & !capital(self.head | CASE) == 0
                && (self.tail ^ other.tail) & !capital(self.tail | CASE) == 0
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

/// Takes in what lies between the two words of a longer name.
#[cold]
#[inline(never)]
const fn mix_middle(mut head: u64, name: &[u8]) -> u64 {
    let mut middle = name.as_chunks::<8>().0;
    while let [chunk, rest @ ..] = middle {
        head = mix(head ^ (u64::from_le_bytes(*chunk) | CASE), MULTIPLIER);
        middle = rest;
    }
    head
}

/// A name of four bytes or more as four overlapping loads of four: no branch on the length.
#[inline]
const fn four(name: &[u8]) -> Option<(u64, u64)> {
    let step = (name.len() >> 3) << 2;
    if let [a, b, c, d, ..] = *name
        && let [.., w, x, y, z] = *name
        && let Some((_, [e, f, g, h, ..])) = name.split_at_checked(step)
        && let Some(([.., s, t, u, v], _)) = name.split_at_checked(name.len() - step)
    {
        Some((
            word(a, b, c, d) | word(*e, *f, *g, *h) << 32,
            word(*s, *t, *u, *v) | word(w, x, y, z) << 32,
        ))
    } else {
        None
    }
}

/// Four bytes as a number, without the calls that make a `const` slow.
#[inline]
const fn word(a: u8, b: u8, c: u8, d: u8) -> u64 {
    a as u64 | (b as u64) << 8 | (c as u64) << 16 | (d as u64) << 24
}

/// A name of fewer than four bytes as one word.
#[inline]
const fn short(name: &[u8]) -> u64 {
    match *name {
        [a, b, c] => u32::from_le_bytes([a, b, c, 0]) as u64,
        [a, b] => u16::from_le_bytes([a, b]) as u64,
        [a] => a as u64,
        _ => 0,
    }
}

/// Bit 5 of each byte that is `a`..=`z`: the one bit in which a letter may differ from what it is asked as.
#[inline]
const fn capital(word: u64) -> u64 {
    let low = word & (ONES * 0x7f);
    let from_a = low + ONES * (0x80 - b'a' as u64);
    let past_z = low + ONES * (0x7f - b'z' as u64);
    (from_a & !past_z & !word & (ONES * 0x80)) >> 2
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
