//! The compiler of the registry, in stages of one module each:
//!
//! 1. [`read`] takes the bytes of a document, IANA's official XML or the canonical form, and
//!    gives its records and people as they are written, or refuses it.
//! 2. [`check`] gives every field its meaning: ports, transport, dates, status, references,
//!    aliases. Every record is kept, or the document is refused.
//!
//! The build script, the refresh tool and the tests share these modules.

pub mod check;
pub mod read;

#[path = "../src/date.rs"]
pub mod date;
#[path = "../src/transport.rs"]
pub mod transport;
