//! One change: a date, and what a record was before and after.

use core::fmt;

use super::snapshot::Snapshot;
use crate::date::Date;
use crate::layout::date_from_number;
use crate::pad::pad;
use crate::record::Record;
use crate::tables::{
    CHANGE_AFTER, CHANGE_BEFORE, CHANGE_RECORD, EDITION_CHANGE, EDITION_DATE, REGISTRY_UPDATED,
};

/// One change of one record: a date, what it was before, and what it is after.
///
/// # Examples
///
/// ```
/// use ianaports::history::of;
///
/// let change = of("juliar").next().unwrap();
/// assert_eq!(change.date().to_string(), "2019-03-08");
/// assert_eq!(change.before().unwrap().name(), Some("juliar"));
/// assert_eq!(change.after().unwrap().name(), Some("juka"));
/// assert_eq!(change.to_string(), "2019-03-08 juliar → juka (48048/tcp)");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Change(pub(super) usize);

impl Change {
    /// The date of the first edition that was seen with the change.
    ///
    /// # Examples
    ///
    /// ```
    /// let newest = ianaports::history::changes().next().unwrap();
    /// assert!(newest.date() <= ianaports::REGISTRY_UPDATED);
    /// ```
    #[inline]
    pub fn date(self) -> Date {
        edition(EDITION_CHANGE.below(0, EDITION_CHANGE.len(), self.0 + 1) - 1)
    }

    /// What the record was in the edition before; `None` if it was not there.
    ///
    /// # Examples
    ///
    /// ```
    /// let coviot = ianaports::history::of("coviot").next_back().unwrap();
    /// assert_eq!(coviot.before(), None); // it was new
    /// ```
    #[inline]
    pub fn before(self) -> Option<Snapshot> {
        Snapshot::of(CHANGE_BEFORE.get(self.0))
    }

    /// What the record is in the edition with the change; `None` if it is no longer there.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{Transport::Tcp, history::of};
    ///
    /// let gone = of(("core-rd-dtls", Tcp)).next().unwrap();
    /// assert_eq!(gone.after(), None);
    /// assert_eq!(
    ///     gone.before().unwrap().description(),
    ///     "Resource Directory accessed using CoAP over TLS",
    /// );
    /// ```
    #[inline]
    pub fn after(self) -> Option<Snapshot> {
        Snapshot::of(CHANGE_AFTER.get(self.0))
    }

    /// The record that this one is today, whatever its name; `None` if it is gone.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{Transport::Tcp, history::of, lookup};
    ///
    /// let change = of(("avi-nms", Tcp)).next().unwrap();
    /// assert_eq!(change.record(), lookup((4413, Tcp)).first());
    /// ```
    #[inline]
    pub fn record(self) -> Option<Record> {
        Record::from_ordinal(CHANGE_RECORD.get(self.0))
    }

    /// Before and after, those of them that there are.
    #[inline]
    pub(super) fn sides(self) -> impl Iterator<Item = Snapshot> {
        self.before().into_iter().chain(self.after())
    }
}

/// The date of the edition of a row.
#[inline]
pub(super) fn edition(row: usize) -> Date {
    // Each row has a date, which the constant below proves.
    date_from_number(EDITION_DATE.get(row) as u32).unwrap_or(REGISTRY_UPDATED)
}

const _: () = {
    let mut row = 0;
    while row < EDITION_DATE.len() {
        assert!(date_from_number(EDITION_DATE.get(row) as u32).is_some());
        row += 1;
    }
};

impl fmt::Display for Change {
    /// `2026-08-17 new: ok-connect (tcp)`, `2022-04-14 gone: core-rd-dtls (tcp)`, or what differs, before and after an
    /// arrow: the name or status as in `2022-01-10 surfpass → reserved (5030/tcp)`, else each other column. Width
    /// and alignment apply.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        pad(f, format_args!("{}", Unpadded(*self)))
    }
}

/// A change as it is printed without a width.
struct Unpadded(Change);

impl fmt::Display for Unpadded {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Unpadded(change) = *self;
        write!(f, "{} ", change.date())?;
        match (change.before(), change.after()) {
            (None, None) => Ok(()),
            (None, Some(after)) => write!(f, "new: {after}"),
            (Some(before), None) => write!(f, "gone: {before}"),
            (Some(before), Some(after)) if before.title() != after.title() => {
                write!(f, "{} → {after}", before.title())
            }
            (Some(before), Some(after)) => {
                write!(f, "{after}")?;
                columns(f, before, after)
            }
        }
    }
}

/// Each column that differs, after a comma.
#[inline]
fn columns(f: &mut fmt::Formatter<'_>, before: Snapshot, after: Snapshot) -> fmt::Result {
    let texts = |snapshot: Snapshot| {
        let description = Some(snapshot.description()).filter(|text| !text.is_empty());
        [
            ("Description", description),
            ("Reference", snapshot.references()),
            ("Unauthorized Use Reported", snapshot.unauthorized_use()),
            ("Assignment Notes", snapshot.notes()),
        ]
    };
    let dates = |snapshot: Snapshot| {
        [
            ("Registration Date", snapshot.registration_date()),
            ("Modification Date", snapshot.modification_date()),
        ]
    };
    for ((head, before), (_, after)) in texts(before).into_iter().zip(texts(after)) {
        column(f, head, before, after)?;
    }
    for ((head, before), (_, after)) in dates(before).into_iter().zip(dates(after)) {
        column(f, head, before, after)?;
    }
    column(
        f,
        "Service Code",
        before.service_code(),
        after.service_code(),
    )
}

/// A column that differs, with its head in IANA's table.
#[inline]
fn column<T: PartialEq + fmt::Display>(
    f: &mut fmt::Formatter<'_>,
    head: &str,
    before: Option<T>,
    after: Option<T>,
) -> fmt::Result {
    if before == after {
        return Ok(());
    }
    write!(f, ", {head}: ")?;
    value(f, before)?;
    f.write_str(" → ")?;
    value(f, after)
}

/// A value, or that there is none.
#[inline]
fn value(f: &mut fmt::Formatter<'_>, value: Option<impl fmt::Display>) -> fmt::Result {
    match value {
        Some(value) => write!(f, "{value}"),
        None => f.write_str("none"),
    }
}

impl fmt::Debug for Change {
    /// The same as `Display`.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
