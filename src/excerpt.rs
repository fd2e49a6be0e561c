use core::fmt;

use super::pad::pad;
use super::unseen::is_unseen;

/// The beginning of a text that was refused, as an error shows it.
///
/// It has the whole text, or as many of its characters as fit into 46 bytes. It is printed with an
/// ellipsis where the text goes on, and with invisible characters escaped.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Excerpt {
    bytes: [u8; MOST],
    length: u8,
    is_whole: bool,
}

/// How many bytes an excerpt has at most.
const MOST: usize = 46;

impl Excerpt {
    #[inline]
    pub(crate) const fn new(text: &str) -> Excerpt {
        let text = text.as_bytes();
        let mut length = 0;
        if text.len() <= MOST {
            length = text.len();
        } else {
            // The last start of a character that leaves at most `MOST` bytes before it.
            let mut at = 0;
            while at <= MOST {
                if text[at] & 0xc0 != 0x80 {
                    length = at;
                }
                at += 1;
            }
        }
        let mut bytes = [0; MOST];
        let mut at = 0;
        // The length is the least of the three; with all of them no index is checked (`.ci/long/panic-free`).
        while at < length && at < text.len() && at < MOST {
            bytes[at] = text[at];
            at += 1;
        }
        Excerpt {
            bytes,
            length: length as u8,
            is_whole: length == text.len(),
        }
    }

    /// The text, or its beginning.
    #[inline]
    pub const fn as_str(&self) -> &str {
        // The bytes are the beginning of a `str`: neither `""` is reached.
        match self.bytes.split_at_checked(self.length as usize) {
            Some((text, _)) => match core::str::from_utf8(text) {
                Ok(text) => text,
                Err(_) => "",
            },
            None => "",
        }
    }

    /// Whether this is the whole text.
    #[inline]
    pub const fn is_whole(&self) -> bool {
        self.is_whole
    }
}

impl fmt::Display for Excerpt {
    /// The text, with invisible characters escaped and an ellipsis where it goes on; width and alignment
    /// apply.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = if self.is_whole { "" } else { "…" };
        pad(f, format_args!("{}{end}", Escaped(self.as_str())))
    }
}

/// A text with its invisible characters escaped.
struct Escaped<'a>(&'a str);

impl fmt::Display for Escaped<'_> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|character| {
            if is_unseen(character) {
                write!(f, "{}", character.escape_default())
            } else {
                write!(f, "{character}")
            }
        })
    }
}

impl fmt::Debug for Excerpt {
    /// Between quotes, as a string is.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}
