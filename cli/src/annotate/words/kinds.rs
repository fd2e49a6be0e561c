//! What kind of byte each is.

pub(super) const BLANK: u8 = 1;
pub(super) const DIGIT: u8 = 1 << 1;
pub(super) const LETTER: u8 = 1 << 2;
pub(super) const DOT: u8 = 1 << 3;
pub(super) const HYPHEN: u8 = 1 << 4;
pub(super) const ATOM: u8 = DIGIT | LETTER | DOT | HYPHEN;

/// What kind of byte each is. Atoms are words of letters, digits, dots, hyphens, underscores, and all beyond ASCII.
pub(super) static KIND: [u8; 256] = {
    let mut kind = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        kind[byte] = match byte as u8 {
            b' ' | b'\t' | b'\r' | b'\n' | 0 => BLANK,
            b'0'..=b'9' => DIGIT,
            b'a'..=b'z' | b'A'..=b'Z' | b'_' | 0x80.. => LETTER,
            b'.' => DOT,
            b'-' => HYPHEN,
            _ => 0,
        };
        byte += 1;
    }
    kind
};

pub(super) fn kind(byte: u8) -> u8 {
    KIND[usize::from(byte)]
}

/// Whether a text is one atom or none, so that no end is in it.
pub fn is_atom(text: &[u8]) -> bool {
    text.iter().all(|&byte| kind(byte) & ATOM != 0)
}

pub(super) fn is_of_atom(byte: Option<&u8>) -> bool {
    byte.is_some_and(|&byte| kind(byte) & ATOM != 0)
}
