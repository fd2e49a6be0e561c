//! What changed in the registry, and what a port or a name used to be.
//!
//! IANA publishes the registry as it is now. This module has what was before: every difference between neighbouring
//! editions, from the first of [`span`] to its last. A [`Change`] is a date and two [`Snapshot`]s of a record,
//! before and after.
//!
//! It is there with the feature `history`:
//!
//! ```toml
//! [dependencies]
//! ianaports = { version = "0.1", features = ["history"] }
//! ```
//!
//! ```
//! use ianaports::{Transport::Udp, history, lookup};
//!
//! // What became of `surfpass`, which a saved rule names?
//! assert!(lookup("surfpass").is_empty());
//! let change = history::of("surfpass").next().unwrap(); // the newest
//! assert_eq!(change.to_string(), "2022-01-10 surfpass → reserved (5030/tcp)");
//! let notes = change.after().unwrap().notes().unwrap();
//! assert_eq!(notes, "Historic usage was surfpass. De-Assigned on 2022-01-10");
//!
//! // What has changed at 853/udp since 2022-04? From the other end, the oldest comes first.
//! let first = history::of((853, Udp)).since("2022-04".parse()?).next_back().unwrap();
//! assert_eq!(first.before().unwrap().references(), Some("[RFC7858][RFC8094]"));
//! assert_eq!(
//!     first.after().unwrap().references(),
//!     Some("[RFC7858][RFC8094][RFC-ietf-dprive-dnsoquic-11]"),
//! );
//! # Ok::<(), ianaports::DateError>(())
//! ```
//!
//! A `const` of a name that is gone does not compile, as that of any name that is not registered:
//!
//! ```compile_fail,E0080
//! # use ianaports::{Transport::Tcp, port};
//! const SURFPASS: u16 = port("surfpass", Tcp).expect("surfpass/tcp");
//! ```
//!
//! # Before and after
//!
//! The registry does not say which record of an edition is which record of the edition before it. Two records of
//! neighbouring editions are the before and the after of one change:
//!
//! 1. if they have the same name, ports and transport, and no other record of either edition has these;
//! 2. of the rest, if they have the same ports and transport, and no other record of either edition has these.
//!
//! Rule 2 tells which name a port had, as IANA's own notes do: "De-assigned on 2025-02-13, previously compressnet"
//! stands on port 2. It does not tell whether the service behind the port is the same.
//!
//! Every other new record has nothing before, and every other record that is gone has nothing after. So a service
//! that got another port makes two changes of one date: [`of`] its name gives both.
//!
//! # Columns
//!
//! A snapshot has all columns but the assignee and the contact: people who have left the registry are not published
//! again. In descriptions and notes, `[person]` stands for a person.
//!
//! # Dates
//!
//! A change's [date](Change::date) is that of the first edition that was seen with it. It is not the day on which
//! IANA decided, and not the record's registration date. The editions were collected once an hour, a day or a week,
//! and [`editions`] has them all: what happened between two of them has the date of the later one. Two editions may
//! have one date.
//!
//! # Another document
//!
//! With `IANAPORTS_REGISTRY` on a document that is newer than the history, the history stays, and ends with its own
//! last edition. With an older document it ends with the last edition up to the document's date. [`Change::record`]
//! is then the document's record with the same name, ports and transport.

mod change;
mod changes;
#[cfg(feature = "serde")]
mod serde;
mod snapshot;

use core::iter::FusedIterator;
use core::ops::RangeInclusive;

use crate::date::Date;
use crate::key::Key;
use crate::record::Record;
use crate::tables::{EDITION_DATE, FORMER_NAME};

pub use change::Change;
pub use changes::Changes;
pub use snapshot::Snapshot;

/// Every change: the newest edition first, and within an edition by port, those without a port last.
///
/// # Examples
///
/// ```
/// use ianaports::{Date, history::changes};
///
/// // What is new since a release that has the edition of 2026-07-23?
/// let release = Date::new(2026, 7, Some(23))?;
/// let new = changes().after(release).filter(|change| change.before().is_none());
/// let names: Vec<_> = new.filter_map(|change| change.after()?.name()).collect();
/// assert!(names.ends_with(&["boardgame"]));
/// # Ok::<(), ianaports::DateError>(())
/// ```
#[inline]
pub fn changes() -> Changes {
    Changes::all()
}

/// The changes of a port, a range of ports or a name, before or after: the newest first, as in [`changes`].
///
/// A name is found in any letter case, and as it was spelled, well-formed or not. A historic spelling is a name of
/// its own, as for [`lookup`](crate::lookup()): [`Record::canonical`] goes on from there. A record that states no
/// transport counts for each.
///
/// # Examples
///
/// ```
/// use ianaports::{Transport::Tcp, history::of};
///
/// let renamed = of(("Apple Remote Desktop (Net Assistant)", Tcp)).next().unwrap();
/// assert_eq!(renamed.after().unwrap().to_string(), "net-assistant (3283/tcp)");
///
/// // When did IMAP lose UDP?
/// let lost = of(("imap", ianaports::Transport::Udp)).next().unwrap();
/// assert_eq!(lost.to_string(), "2021-02-22 imap → reserved (143/udp)");
/// ```
#[doc(alias = "lookup")]
#[inline]
pub fn of(key: impl Key) -> Changes {
    Changes::of(key.question())
}

/// The changes of a record, under any name that it had: the newest first.
///
/// If the oldest has nothing before it, the record came with that edition; else it is older than the history.
///
/// # Examples
///
/// ```
/// use ianaports::{Transport::{Tcp, Udp}, history::of_record, lookup};
///
/// let juka = lookup("juka").first().unwrap();
/// let mut names = of_record(juka).filter_map(|change| change.before()?.name());
/// assert!(names.any(|name| name == "juliar"));
///
/// // On TCP it replaced a reservation.
/// let coap = lookup(("coap", Tcp)).first().unwrap();
/// let first = of_record(coap).next_back().unwrap();
/// assert_eq!(first.to_string(), "2017-12-22 reserved → coap (5683/tcp)");
/// ```
#[inline]
pub fn of_record(record: Record) -> Changes {
    Changes::of_record(record)
}

/// The dates of the first and the last edition that the history goes through; `None` if the document that was
/// compiled is older than the first.
///
/// # Examples
///
/// ```
/// let span = ianaports::history::span().unwrap();
/// assert_eq!(span.start().to_string(), "2015-05-04");
/// assert_eq!(*span.end(), ianaports::REGISTRY_UPDATED);
/// ```
#[inline]
pub fn span() -> Option<RangeInclusive<Date>> {
    let mut editions = editions();
    let last = editions.next()?;
    let first = editions.next_back().unwrap_or(last);
    Some(first..=last)
}

/// The dates of the editions that the history goes through, the newest first.
///
/// # Examples
///
/// ```
/// use ianaports::history::editions;
///
/// let july = editions().filter(|date| (date.year(), date.month()) == (2026, 7));
/// let days = july.filter_map(|date| date.day());
/// assert!(days.eq([23, 22, 20, 20, 19])); // two of one date
/// ```
#[inline]
pub fn editions()
-> impl DoubleEndedIterator<Item = Date> + ExactSizeIterator + FusedIterator + Clone {
    (0..EDITION_DATE.len()).map(change::edition)
}

/// The names that a record had once and none has today, each once, those that went last first.
///
/// # Examples
///
/// ```
/// // A name that is near to what a person typed.
/// let near = ianaports::history::former_names().find(|name| name.starts_with("surf"));
/// assert_eq!(near, Some("surfpass"));
/// ```
#[inline]
pub fn former_names()
-> impl DoubleEndedIterator<Item = &'static str> + ExactSizeIterator + FusedIterator + Clone {
    (0..FORMER_NAME.len()).map(|row| snapshot::name(FORMER_NAME.get(row)))
}
