//! What a name may hold.

use crate::unseen::is_unseen;

/// What is wrong with a name by itself.
pub(super) enum Fault {
    Empty,
    /// At this byte there is a character that a name may not have.
    Character(usize),
    NoLetter,
}

/// The first rule that a name breaks, which is to be found, or else only shown.
#[inline]
pub(super) const fn check(name: &str, found: bool) -> Result<(), Fault> {
    let mut rest = name.as_bytes();
    let (mut at, mut letter) = (0, false);
    while let [byte, more @ ..] = rest {
        // Most characters need no more: the compiler takes time for each step.
        if matches!(byte, b'!'..=b'~') {
            letter = letter || byte.is_ascii_alphabetic();
            at += 1;
            rest = more;
            continue;
        }
        let Some((character, more)) = split_first(rest) else {
            return Err(Fault::Character(at));
        };
        let is_edge = at == 0 || more.is_empty();
        if is_unseen(character) || character == ' ' && (found || is_edge) {
            return Err(Fault::Character(at));
        }
        at += character.len_utf8();
        rest = more;
    }
    match (at, letter) {
        (0, _) => Err(Fault::Empty),
        (_, false) if found => Err(Fault::NoLetter),
        _ => Ok(()),
    }
}

/// The first character of a text, and the rest: [`str::chars`] is not `const`.
#[inline]
const fn split_first(text: &[u8]) -> Option<(char, &[u8])> {
    let (code, rest) = match text {
        [a @ ..0x80, rest @ ..] => (*a as u32, rest),
        [a @ ..0xe0, b, rest @ ..] => (bits(*a, 5) << 6 | bits(*b, 6), rest),
        [a @ ..0xf0, b, c, rest @ ..] => (bits(*a, 4) << 12 | bits(*b, 6) << 6 | bits(*c, 6), rest),
        [a, b, c, d, rest @ ..] => (
            bits(*a, 3) << 18 | bits(*b, 6) << 12 | bits(*c, 6) << 6 | bits(*d, 6),
            rest,
        ),
        _ => return None,
    };
    match char::from_u32(code) {
        Some(character) => Some((character, rest)),
        None => None,
    }
}

/// The lowest bits of a byte, as many as `count`.
#[inline]
const fn bits(byte: u8, count: u32) -> u32 {
    byte as u32 & ((1 << count) - 1)
}
