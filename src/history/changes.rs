//! The changes that were asked for.

use core::fmt;
use core::iter::FusedIterator;

use super::change::{Change, edition};
use super::snapshot::{self, Snapshot};
use crate::date::Date;
use crate::key::{Question, Subject};
use crate::layout::On;
use crate::list::list;
use crate::port_range::PortRange;
use crate::record::Record;
use crate::tables::{CHANGE_RECORD, EDITION_CHANGE, EDITION_DATE};

/// Changes, the newest first; from the other end, the oldest first.
///
/// Those of records that had no name, neither before nor after, are left out: mostly free ranges, which each
/// assignment cuts anew. [`with_nameless`](Self::with_nameless) has them, too.
///
/// # Examples
///
/// ```
/// let oldest = ianaports::history::changes().next_back().unwrap();
/// assert_eq!(oldest.date().to_string(), "2015-05-05");
/// ```
#[derive(Clone)]
#[must_use = "an iterator does nothing until it is asked for an item"]
pub struct Changes {
    front: usize,
    back: usize,
    wanted: Wanted,
    on: On,
    nameless: bool,
}

/// What is asked for.
#[derive(Clone, Copy)]
enum Wanted {
    All,
    Nothing,
    Ports(PortRange),
    /// The number of a name.
    Name(usize),
    Record(Record),
}

impl Changes {
    #[inline]
    fn new(wanted: Wanted, on: On) -> Changes {
        Changes {
            front: 0,
            back: CHANGE_RECORD.len(),
            wanted,
            on,
            nameless: false,
        }
    }

    #[inline]
    pub(super) fn all() -> Changes {
        Changes::new(Wanted::All, On::Any)
    }

    #[inline]
    pub(super) fn of(question: Question<'_>) -> Changes {
        let wanted = match question.subject {
            Subject::Ports(ports) => Wanted::Ports(ports),
            Subject::Name(name) => match snapshot::name_number(name) {
                Some(number) => Wanted::Name(number),
                None => Wanted::Nothing,
            },
        };
        Changes::new(wanted, question.on)
    }

    #[inline]
    pub(super) fn of_record(record: Record) -> Changes {
        Changes::new(Wanted::Record(record), On::Any)
    }

    /// Only those that came with an edition of this day or a later one.
    ///
    /// A date without a day stands for its first day.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::history::changes;
    ///
    /// let (august, day) = ("2026-08".parse()?, "2026-08-05".parse()?);
    /// assert!(changes().since(august).eq(changes().since(day)));
    /// # Ok::<(), ianaports::DateError>(())
    /// ```
    #[inline]
    pub fn since(self, day: Date) -> Changes {
        self.from(|edition| edition >= day)
    }

    /// Only those that came with an edition after this day: what is new since an edition of that date.
    ///
    /// A date without a day stands for its whole month.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::history::changes;
    ///
    /// let edition = "2026-08-11".parse()?;
    /// let names = changes().after(edition).filter_map(|change| change.after()?.name());
    /// assert!(names.collect::<Vec<_>>().ends_with(&["ok-connect", "ok-control"]));
    /// # Ok::<(), ianaports::DateError>(())
    /// ```
    #[inline]
    pub fn after(self, day: Date) -> Changes {
        let month = |date: Date| (date.year(), date.month());
        let is_whole_month = day.day().is_none();
        self.from(|edition| edition > day && !(is_whole_month && month(edition) == month(day)))
    }

    /// Only those of the newest editions, as long as these are wanted.
    #[inline]
    fn from(self, is_wanted: impl Fn(Date) -> bool) -> Changes {
        let editions = (0..EDITION_DATE.len()).take_while(|&row| is_wanted(edition(row)));
        Changes {
            back: self.back.min(EDITION_CHANGE.get(editions.count())),
            ..self
        }
    }

    /// Also those of records without a name.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::history::of;
    ///
    /// let changes = of(8041).with_nameless().map(|change| change.to_string());
    /// assert!(changes.eq([
    ///     "2017-06-28 new: enguity-xccetp (8041/tcp)",
    ///     "2017-06-28 new: enguity-xccetp (8041/udp)",
    ///     "2017-06-28 gone: unassigned (8041)",
    /// ]));
    /// ```
    #[inline]
    pub fn with_nameless(self) -> Changes {
        Changes {
            nameless: true,
            ..self
        }
    }

    #[inline]
    fn is_wanted(&self, change: Change) -> bool {
        let is_it = |snapshot: Snapshot| {
            snapshot.is_on(self.on)
                && match self.wanted {
                    Wanted::All | Wanted::Record(_) => true,
                    Wanted::Nothing => false,
                    Wanted::Ports(ports) => snapshot.ports().is_some_and(|own| own.overlaps(ports)),
                    Wanted::Name(number) => snapshot.has_name(number),
                }
        };
        let is_of_record = match self.wanted {
            Wanted::Record(record) => change.record() == Some(record),
            _ => true,
        };
        is_of_record
            && change.sides().any(is_it)
            && (self.nameless || change.sides().any(|side| side.name().is_some()))
    }
}

impl Iterator for Changes {
    type Item = Change;

    #[inline]
    fn next(&mut self) -> Option<Change> {
        while self.front < self.back {
            let change = Change(self.front);
            self.front += 1;
            if self.is_wanted(change) {
                return Some(change);
            }
        }
        None
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        (0, Some(self.back.saturating_sub(self.front)))
    }
}

impl DoubleEndedIterator for Changes {
    #[inline]
    fn next_back(&mut self) -> Option<Change> {
        while self.front < self.back {
            self.back -= 1;
            let change = Change(self.back);
            if self.is_wanted(change) {
                return Some(change);
            }
        }
        None
    }
}

impl FusedIterator for Changes {}

impl fmt::Debug for Changes {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        list(f, self.clone())
    }
}
