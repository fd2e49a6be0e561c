//! Width, fill and alignment for the `Display` of a value that is written in parts.

use core::fmt::{self, Alignment, Write};

/// Writes the text as [`fmt::Formatter::pad`] does, without a buffer to put it together in.
#[inline]
pub(crate) fn pad(f: &mut fmt::Formatter<'_>, text: fmt::Arguments<'_>) -> fmt::Result {
    let Some(width) = f.width() else {
        return f.write_fmt(text);
    };
    let mut length = Characters(0);
    length.write_fmt(text)?;
    let missing = width.saturating_sub(length.0);
    let before = match f.align() {
        None | Some(Alignment::Left) => 0,
        Some(Alignment::Center) => missing / 2,
        Some(Alignment::Right) => missing,
    };
    let fill = f.fill();
    (0..before).try_for_each(|_| f.write_char(fill))?;
    f.write_fmt(text)?;
    (before..missing).try_for_each(|_| f.write_char(fill))
}

/// Counts the characters written to it.
struct Characters(usize);

impl Write for Characters {
    #[inline]
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0 += text.chars().count();
        Ok(())
    }
}
