//! What an entry breaks by itself.

use crate::excerpt::Excerpt;

use super::entry::Entry;
use super::error::Kind;
use super::name::{Fault, check as check_name};

/// The first rule that an entry of this name breaks, at this place.
#[inline]
pub(super) const fn check<S>(entry: &Entry<S>, text: &str, at: u16) -> Result<(), Kind> {
    let found = entry.is_found();
    let fault = check_name(text, found);
    if fault.is_ok() && entry.has_transport() && entry.first <= entry.last {
        return Ok(());
    }
    let name = Excerpt::new(text);
    Err(match fault {
        Err(Fault::Empty) => Kind::EmptyName { entry: at },
        Err(Fault::Character(byte)) => Kind::Character {
            entry: at,
            name,
            at: byte,
            found,
        },
        Err(Fault::NoLetter) => Kind::NoLetter { entry: at, name },
        Ok(()) if !entry.has_transport() => Kind::NoTransport { entry: at, name },
        Ok(()) => Kind::Inverted {
            entry: at,
            name,
            first: entry.first,
            last: entry.last,
        },
    })
}
