//! The characters that are not seen, or that turn the text around them.

/// Unicode's controls, format characters, separators of lines and of paragraphs, and blanks but
/// U+0020 (the categories Cc, Cf, Zl, Zp and Zs, of Unicode 18): the first and the last of each run.
const UNSEEN: [(u32, u32); 25] = [
    (0x0000, 0x001f),
    (0x007f, 0x00a0),
    (0x00ad, 0x00ad),
    (0x0600, 0x0605),
    (0x061c, 0x061c),
    (0x06dd, 0x06dd),
    (0x070f, 0x070f),
    (0x0890, 0x0891),
    (0x08e2, 0x08e2),
    (0x1680, 0x1680),
    (0x180e, 0x180e),
    (0x2000, 0x200f),
    (0x2028, 0x202f),
    (0x205f, 0x2064),
    (0x2066, 0x206f),
    (0x3000, 0x3000),
    (0xfeff, 0xfeff),
    (0xfff9, 0xfffb),
    (0x110bd, 0x110bd),
    (0x110cd, 0x110cd),
    (0x13430, 0x1343f),
    (0x1bca0, 0x1bca3),
    (0x1d173, 0x1d17a),
    (0xe0001, 0xe0001),
    (0xe0020, 0xe007f),
];

/// Whether a character is one of them.
#[inline]
pub const fn is_unseen(character: char) -> bool {
    let code = character as u32;
    let mut at = 0;
    while at < UNSEEN.len() && UNSEEN[at].0 <= code {
        if code <= UNSEEN[at].1 {
            return true;
        }
        at += 1;
    }
    false
}
