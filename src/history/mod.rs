//! What changed in the registry, and what a port or a name used to be.
//!
//! IANA publishes the registry as it is now. This module keeps what was before: every difference between
//! neighbouring editions, from [`span`]'s first to its last.
//!
//! ```
//! use ianaports::{Transport::Udp, history, lookup};
//!
//! // What became of `surfpass`, which a saved rule names?
//! assert!(lookup("surfpass").is_empty());
//! let gone = history::of("surfpass").next().unwrap();
//! assert_eq!(gone.to_string(), "2022-01-10 taken back: surfpass (5030/tcp)");
//! assert!(lookup(5030).is_empty()); // and no other service has its port
//!
//! // What has changed at 853/udp? From the other end, the oldest comes first.
//! assert_eq!(
//!     history::of((853, Udp)).next_back().unwrap().to_string(),
//!     "2022-04-01 restated: domain-s (853/udp), Reference: \
//!      [RFC7858][RFC8094][RFC-ietf-dprive-dnsoquic-11] (was [RFC7858][RFC8094])",
//! );
//! ```
//!
//! A `const` of a name that is gone does not compile, as that of any name that is not registered:
//!
//! ```compile_fail,E0080
//! # use ianaports::{Transport::Tcp, port};
//! const SURFPASS: u16 = port("surfpass", Tcp).expect("surfpass/tcp");
//! ```
//!
//! # What is kept
//!
//! All columns but the assignee and the contact: people who have left the registry are not published again.
//! In former descriptions and notes, `[person]` stands for a person.
//!
//! # What a date is
//!
//! A change's [date](Change::date) is that of the first edition that was seen with it. It is not the day on which
//! IANA decided, and not the record's registration date. The editions were collected once a day or once a week, and
//! [`editions`] has them all: what happened between two of them has the date of the later one. Two editions may
//! have one date.
//!
//! # Rules
//!
//! The registry states what its records are, and neither that one was renamed nor that one moved. These rules
//! decide, between two neighbouring editions, the first one that applies:
//!
//! 1. The same name, ports and transport: the record is the same. Each other column that differs is
//!    [restated](Kind::Restated). Where two records share all three, as those of `rdp` do, a change of one is taken
//!    back and assigned.
//! 2. Another name on the same ports and transport: the record was [renamed](Kind::Renamed). The service behind it
//!    may be another one.
//! 3. The same name and transport on other ports, or the same name and ports on another transport: it
//!    [moved](Kind::Moved).
//! 4. Of the rest, a record with a name was [assigned](Kind::Assigned) or [taken back](Kind::TakenBack). Its name
//!    may live on in another record: [`lookup`](crate::lookup) finds it, and [`former_names`] has it not. A record
//!    without a name, mostly of ports that are unassigned or reserved, is a [re-cut](Kind::Recut): each assignment
//!    cuts the free range around it anew. [`with_recuts`](Changes::with_recuts) shows them.
//!
//! # Another edition
//!
//! With `IANAPORTS_REGISTRY`, the history ends with the edition that was compiled, if it is one of [`editions`].
//! Of any other document, a newer one or your own, there is no history: [`span`] is `None`, and nothing is found.

use core::fmt;
use core::iter::FusedIterator;

use crate::answer;
use crate::date::Date;
use crate::key::{self, Key, Question};
use crate::layout::{ChangeKind, On, RecordKind, date_from_number};
use crate::pad::pad;
use crate::port_range::PortRange;
use crate::ports_on::PortsOn;
use crate::record::Record;
use crate::tables::{
    CHANGE_FROM, CHANGE_KIND, CHANGE_SUBJECT, CHANGE_TO, EDITION_CHANGE, EDITION_DATE,
    FORMER_DESCRIPTION, FORMER_NAME, HISTORY_DATE, HISTORY_START, HISTORY_TEXT, SUBJECT_FIRST,
    SUBJECT_KIND, SUBJECT_LAST, SUBJECT_RECORD, SUBJECTS_TODAY,
};
use crate::transport::Transport;

/// The dates of the first and the last edition that the history goes through.
///
/// `None` where the crate was compiled from a document that is none of them.
///
/// # Examples
///
/// ```
/// let span = ianaports::history::span().unwrap();
/// assert_eq!(span.first.to_string(), "2017-03-10");
/// assert_eq!(span.last, ianaports::REGISTRY_UPDATED);
/// ```
#[inline]
pub fn span() -> Option<Span> {
    let mut editions = editions();
    let last = editions.next()?;
    let first = editions.next_back().unwrap_or(last);
    Some(Span { first, last })
}

/// What a history covers, as [`span`] gives it.
///
/// # Examples
///
/// ```
/// let span = ianaports::history::span().unwrap();
/// assert!(span.first < span.last);
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Span {
    /// The date of the first edition, before which nothing is known.
    pub first: Date,
    /// The date of the last edition, which is that of the registry.
    pub last: Date,
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
pub fn editions() -> Editions {
    Editions(0..EDITION_DATE.len())
}

/// Every change: the newest edition first, and the changes of one in the registry's order.
///
/// # Examples
///
/// ```
/// use ianaports::{Date, history::{Kind, changes}};
///
/// // What is new from a day on? (`since` includes the day: give the one after another release's edition.)
/// let since = Date::new(2026, 8, Some(1))?;
/// let assigned = changes().since(since).filter(|change| change.kind() == Kind::Assigned);
/// let names = assigned.filter_map(|change| change.name());
/// assert!(names.eq(["ok-connect", "ok-control", "wico", "boardgame"]));
/// # Ok::<(), ianaports::DateError>(())
/// ```
#[inline]
pub fn changes() -> Changes {
    Changes::new(Wanted::All, On::Any)
}

/// The changes of what has or had a port, one of a range of ports, or a name: of any [`Key`].
///
/// A name is found in any letter case, and as it was spelled, well-formed or not. A historic spelling is a name of
/// its own, as for [`lookup`](crate::lookup()): [`Record::canonical`] goes on from there. A record that states no
/// transport counts for each.
///
/// # Examples
///
/// ```
/// use ianaports::{Transport::Tcp, history::{Kind, of}};
///
/// let renamed = of(("Apple Remote Desktop (Net Assistant)", Tcp)).last().unwrap(); // the oldest
/// assert_eq!(renamed.kind(), Kind::Renamed { from: "Apple Remote Desktop (Net Assistant)" });
/// assert_eq!(renamed.record().unwrap().to_string(), "net-assistant (3283/tcp)");
/// ```
#[inline]
pub fn of(key: impl Key) -> Changes {
    let Question { subject, on } = key.question();
    let wanted = match subject {
        key::Subject::Ports(ports) => Wanted::Ports(ports),
        key::Subject::Name(name) => Wanted::name(name),
    };
    Changes::new(wanted, on)
}

/// The changes of a record, whatever it was named.
///
/// # Examples
///
/// ```
/// use ianaports::{history, lookup};
///
/// let vision_mon = lookup("vision-mon").first().unwrap();
/// let renamed = history::of_record(vision_mon).next().unwrap();
/// assert_eq!(renamed.to_string(), "2025-11-14 renamed: avi-nms → vision-mon (4413/tcp)");
/// ```
#[inline]
pub fn of_record(record: Record) -> Changes {
    Changes::new(Wanted::Record(record), On::Any)
}

/// The names that a record had once and none has today, each once, those that went last first.
///
/// # Examples
///
/// ```
/// let former = ianaports::history::former_names();
/// assert!(former.take(3).eq(["pearldoc-xact", "avi-nms-disc", "avi-nms"]));
/// ```
#[inline]
pub fn former_names() -> FormerNames {
    FormerNames(0)
}

/// Since when the registry has a record, as far as the history goes.
///
/// This is what was seen. What IANA states is [`Record::registration_date`].
///
/// # Examples
///
/// ```
/// use ianaports::{Transport::{Tcp, Udp}, history::{FirstSeen, first_seen}, lookup};
///
/// let coap = lookup(("coap", Tcp)).first().unwrap();
/// assert_eq!(first_seen(coap), FirstSeen::Edition("2017-12-22".parse()?)); // on TCP
/// let coap = lookup(("coap", Udp)).first().unwrap();
/// assert_eq!(first_seen(coap), FirstSeen::Before("2017-03-10".parse()?));
/// # Ok::<(), ianaports::DateError>(())
/// ```
#[inline]
pub fn first_seen(record: Record) -> FirstSeen {
    let Some(span) = span() else {
        return FirstSeen::NotCovered;
    };
    let came = of_record(record)
        .with_recuts()
        .find(|change| matches!(change.stored(), ChangeKind::Assigned | ChangeKind::RecutNew));
    match came {
        Some(change) => FirstSeen::Edition(change.date()),
        None => FirstSeen::Before(span.first),
    }
}

/// Since when the registry has a record: the answer of [`first_seen`].
///
/// A renaming or a move makes no new record.
///
/// # Examples
///
/// ```
/// use ianaports::history::{FirstSeen, first_seen};
///
/// let vision_mon = ianaports::lookup("vision-mon").first().unwrap(); // avi-nms until 2025-11-14
/// assert!(matches!(first_seen(vision_mon), FirstSeen::Before(_)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FirstSeen {
    /// The edition of this date has it, and the one before it has it not.
    Edition(Date),
    /// The first edition of the history, of this date, has it: it is older.
    Before(Date),
    /// There is no history of the registry that was compiled.
    NotCovered,
}

/// One change of one record.
///
/// # Examples
///
/// ```
/// use ianaports::{Transport::Tcp, history};
///
/// let moved = history::of("cfg-cloud").next().unwrap();
/// assert_eq!(moved.to_string(), "2019-01-09 moved: cfg-cloud (8010/tcp → 8015/tcp)");
/// assert_eq!(moved.record(), ianaports::lookup((8015, Tcp)).first());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Change(usize);

/// What happened to a record.
///
/// # Examples
///
/// ```
/// use ianaports::history::{Kind, changes};
///
/// let renamed = changes().filter(|change| matches!(change.kind(), Kind::Renamed { .. }));
/// assert_eq!(renamed.count(), 52); // in nine years
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// A record with a name is there which was not.
    Assigned,
    /// A record with a name is there no more.
    TakenBack,
    /// Another name is on the same ports and transport.
    Renamed {
        /// The name before.
        from: &'static str,
    },
    /// The name is on other ports or another transport.
    Moved {
        /// The ports before.
        from: Option<PortRange>,
        /// The transport before.
        transport: Option<Transport>,
    },
    /// A column of the record states something else.
    Restated {
        /// Which column.
        column: Column,
        /// What it stated before.
        from: Option<Value>,
        /// What it states after.
        to: Option<Value>,
    },
    /// A record without a name is there which was not, or the reverse.
    Recut {
        /// Whether it is there after the change.
        is_new: bool,
    },
}

/// A column of the registry that can be restated.
///
/// # Examples
///
/// ```
/// assert_eq!(ianaports::history::Column::UnauthorizedUse.to_string(), "Unauthorized Use Reported");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Column {
    /// Description.
    Description,
    /// Registration Date.
    RegistrationDate,
    /// Modification Date.
    ModificationDate,
    /// Reference.
    Reference,
    /// Service Code.
    ServiceCode,
    /// Unauthorized Use Reported.
    UnauthorizedUse,
    /// Assignment Notes.
    Notes,
}

const COLUMNS: [Column; 7] = [
    Column::Description,
    Column::RegistrationDate,
    Column::ModificationDate,
    Column::Reference,
    Column::ServiceCode,
    Column::UnauthorizedUse,
    Column::Notes,
];

impl fmt::Display for Column {
    /// The column's head in IANA's table.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Column::Description => "Description",
            Column::RegistrationDate => "Registration Date",
            Column::ModificationDate => "Modification Date",
            Column::Reference => "Reference",
            Column::ServiceCode => "Service Code",
            Column::UnauthorizedUse => "Unauthorized Use Reported",
            Column::Notes => "Assignment Notes",
        })
    }
}

/// What a column stated.
///
/// # Examples
///
/// ```
/// use ianaports::history::{Column, Kind, Value, of};
///
/// let cited = of(("epp", ianaports::Transport::Udp)).find_map(|change| match change.kind() {
///     Kind::Restated { column: Column::Reference, to, .. } => to,
///     _ => None,
/// });
/// assert_eq!(cited, Some(Value::Text("[RFC5734][RFC-ietf-regext-epp-quic-12]")));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Value {
    /// Prose, a number, or references as IANA shows them: `[RFC7858][RFC8094]`. Where IANA shows something else than
    /// what is cited, that follows: `[TR-352](https://…)`.
    Text(&'static str),
    /// A date, to the day or to the month.
    Date(Date),
}

impl fmt::Display for Value {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Text(text) => f.pad(text),
            Value::Date(date) => fmt::Display::fmt(date, f),
        }
    }
}

impl Change {
    #[inline]
    fn stored(self) -> ChangeKind {
        ChangeKind::from_byte(CHANGE_KIND.get(self.0) as u8)
    }

    #[inline]
    fn subject(self) -> Subject {
        Subject(CHANGE_SUBJECT.get(self.0))
    }

    /// What the record was, where its name, ports or transport have changed.
    #[inline]
    fn was(self) -> Option<Subject> {
        match self.stored() {
            ChangeKind::Renamed | ChangeKind::Moved => Some(Subject(CHANGE_FROM.get(self.0))),
            _ => None,
        }
    }

    /// The date of the first edition that was seen with the change.
    ///
    /// # Examples
    ///
    /// ```
    /// let newest = ianaports::history::changes().next().unwrap();
    /// assert_eq!(newest.date(), ianaports::REGISTRY_UPDATED);
    /// ```
    #[inline]
    pub fn date(self) -> Date {
        let editions = EDITION_CHANGE.below(0, EDITION_CHANGE.len(), self.0 + 1);
        let date = EDITION_DATE.get(editions.saturating_sub(1));
        // Every change is in an edition, which has a date.
        date_from_number(date as u32).unwrap_or(crate::tables::REGISTRY_UPDATED)
    }

    /// What happened.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::history::{Kind, of};
    ///
    /// assert_eq!(of("wico").next().unwrap().kind(), Kind::Assigned);
    /// ```
    #[inline]
    pub fn kind(self) -> Kind {
        match (self.stored(), self.was()) {
            (ChangeKind::Renamed, Some(was)) => Kind::Renamed {
                from: was.name().unwrap_or_default(),
            },
            (ChangeKind::Moved, Some(was)) => Kind::Moved {
                from: was.ports(),
                transport: was.transport(),
            },
            (ChangeKind::Restated(column), _) => {
                let column = COLUMNS
                    .get(usize::from(column))
                    .copied()
                    .unwrap_or(Column::Notes);
                let [from, to] = [CHANGE_FROM.get(self.0), CHANGE_TO.get(self.0)]
                    .map(|number| value(column, number));
                Kind::Restated { column, from, to }
            }
            (ChangeKind::TakenBack, _) => Kind::TakenBack,
            (ChangeKind::RecutNew, _) => Kind::Recut { is_new: true },
            (ChangeKind::RecutGone, _) => Kind::Recut { is_new: false },
            _ => Kind::Assigned,
        }
    }

    /// The record that this one is today, whatever its name; `None` if it is gone.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::history::of;
    ///
    /// let renamed = of("avi-nms").next().unwrap();
    /// assert_eq!(renamed.record().unwrap().name(), Some("vision-mon"));
    /// assert_eq!(of("surfpass").next().unwrap().record(), None);
    /// ```
    #[inline]
    pub fn record(self) -> Option<Record> {
        self.subject().record()
    }

    /// The name after the change, or before it where the record is gone.
    ///
    /// # Examples
    ///
    /// ```
    /// let renamed = ianaports::history::of("avi-nms").next().unwrap();
    /// assert_eq!(renamed.name(), Some("vision-mon"));
    /// ```
    #[inline]
    pub fn name(self) -> Option<&'static str> {
        self.subject().name()
    }

    /// The ports after the change, or before it where the record is gone.
    ///
    /// # Examples
    ///
    /// ```
    /// let gone = ianaports::history::of("surfpass").next().unwrap();
    /// assert_eq!(gone.ports().unwrap(), 5030);
    /// assert!(ianaports::lookup(gone.ports().unwrap()).is_empty()); // no other service has it now
    /// ```
    #[inline]
    pub fn ports(self) -> Option<PortRange> {
        self.subject().ports()
    }

    /// The transport after the change, or before it where the record is gone.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{Transport::{Tcp, Udp}, history};
    ///
    /// let transports = history::of("surfpass").map(|gone| gone.transport());
    /// assert!(transports.eq([Some(Tcp), Some(Udp)]));
    /// ```
    #[inline]
    pub fn transport(self) -> Option<Transport> {
        self.subject().transport()
    }

    /// The description today, or the last one of a record that is gone.
    ///
    /// # Examples
    ///
    /// ```
    /// let gone = ianaports::history::of("pando-pub").next().unwrap(); // renamed
    /// assert_eq!(gone.description(), "Microsoft Delivery Optimization Peer-to-Peer");
    /// ```
    #[inline]
    pub fn description(self) -> &'static str {
        self.subject().description()
    }
}

impl fmt::Display for Change {
    /// `2022-01-10 taken back: surfpass (5030/tcp)`; width and alignment apply.
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
        let what = match change.stored() {
            ChangeKind::Assigned => "assigned",
            ChangeKind::TakenBack => "taken back",
            ChangeKind::Renamed => "renamed",
            ChangeKind::Moved => "moved",
            ChangeKind::RecutNew => "came",
            ChangeKind::RecutGone => "went",
            ChangeKind::Restated(_) => "restated",
        };
        write!(f, "{} {what}: ", change.date())?;
        if let Kind::Renamed { from } = change.kind() {
            write!(f, "{from} → ")?;
        }
        let subject = change.subject();
        f.write_str(subject.name().unwrap_or(subject.kind().status.as_str()))?;
        if subject.ports().is_some() || subject.transport().is_some() {
            f.write_str(" (")?;
            if let (ChangeKind::Moved, Some(was)) = (change.stored(), change.was()) {
                was.place(f)?;
                f.write_str(" → ")?;
            }
            subject.place(f)?;
            f.write_str(")")?;
        }
        if let Kind::Restated { column, from, to } = change.kind() {
            write!(f, ", {column}: ")?;
            shown(f, to)?;
            f.write_str(" (was ")?;
            shown(f, from)?;
            f.write_str(")")?;
        }
        Ok(())
    }
}

/// A value, or that there is none.
#[inline]
fn shown(f: &mut fmt::Formatter<'_>, value: Option<Value>) -> fmt::Result {
    match value {
        Some(value) => fmt::Display::fmt(&value, f),
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

/// The value of a number in the tables.
#[inline]
fn value(column: Column, number: usize) -> Option<Value> {
    match column {
        Column::RegistrationDate | Column::ModificationDate => {
            let date = HISTORY_DATE.get(number.checked_sub(1)?);
            Some(Value::Date(date_from_number(date as u32)?))
        }
        _ => Some(text(number))
            .filter(|text| !text.is_empty())
            .map(Value::Text),
    }
}

#[inline]
fn text(number: usize) -> &'static str {
    HISTORY_TEXT.get(&HISTORY_START, number)
}

/// A record of today, or a name, ports and a transport that a record had: a row of `SUBJECT_RECORD`.
#[derive(Clone, Copy)]
struct Subject(usize);

impl Subject {
    /// The row among what a record had.
    #[inline]
    fn former(self) -> Option<usize> {
        self.0.checked_sub(SUBJECTS_TODAY as usize)
    }

    #[inline]
    fn record(self) -> Option<Record> {
        Record::from_ordinal(SUBJECT_RECORD.get(self.0))
    }

    #[inline]
    fn name(self) -> Option<&'static str> {
        match self.former() {
            Some(row) => Some(text(FORMER_NAME.get(row))).filter(|name| !name.is_empty()),
            None => self.record()?.name(),
        }
    }

    /// None where the first is after the last.
    #[inline]
    fn ports(self) -> Option<PortRange> {
        let [first, last] = [SUBJECT_FIRST.get(self.0), SUBJECT_LAST.get(self.0)];
        PortRange::new(first as u16, last as u16).ok()
    }

    #[inline]
    fn kind(self) -> RecordKind {
        RecordKind::from_byte(SUBJECT_KIND.get(self.0) as u8)
    }

    #[inline]
    fn transport(self) -> Option<Transport> {
        self.kind().transport
    }

    #[inline]
    fn description(self) -> &'static str {
        match (self.record(), self.former()) {
            (Some(record), _) => record.description(),
            (None, Some(row)) => text(FORMER_DESCRIPTION.get(row)),
            (None, None) => "",
        }
    }

    /// `5030/tcp`.
    #[inline]
    fn place(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", PortsOn(self.ports(), self.transport()))
    }

    /// Whether it is what is asked for.
    #[inline]
    fn is(self, wanted: Wanted, on: On) -> bool {
        let is_on = match (on, self.transport()) {
            (On::Any, _) | (_, None) => true,
            (On::AnyButTcp, Some(own)) => own != Transport::Tcp,
            (one, Some(own)) => one == On::one(own),
        };
        is_on
            && match wanted {
                Wanted::All => true,
                Wanted::Nothing => false,
                Wanted::Ports(ports) => self.ports().is_some_and(|own| own.overlaps(ports)),
                Wanted::Name(name) => self
                    .name()
                    .is_some_and(|own| own.eq_ignore_ascii_case(name)),
                Wanted::Record(record) => self.record() == Some(record),
            }
    }
}

/// What changes are asked for.
#[derive(Clone, Copy)]
enum Wanted {
    All,
    Nothing,
    Ports(PortRange),
    /// As a record has it or had it.
    Name(&'static str),
    Record(Record),
}

impl Wanted {
    #[inline]
    fn name(name: &str) -> Wanted {
        let is_it = |row: &usize| text(FORMER_NAME.get(*row)).eq_ignore_ascii_case(name);
        let former = || {
            (0..FORMER_NAME.len())
                .find(is_it)
                .map(|row| text(FORMER_NAME.get(row)))
        };
        match answer::registered(name).or_else(former) {
            Some(name) if !name.is_empty() => Wanted::Name(name),
            _ => Wanted::Nothing,
        }
    }
}

/// The iterator of [`changes`] and [`of`]: the newest edition first, or from the other end the oldest.
///
/// # Examples
///
/// ```
/// use ianaports::history::changes;
///
/// let first = changes().next_back().unwrap();
/// assert_eq!(first.to_string(), "2017-03-13 assigned: displaysrc (tcp)");
/// ```
#[derive(Clone)]
pub struct Changes {
    front: usize,
    back: usize,
    wanted: Wanted,
    on: On,
    recuts: bool,
}

impl Changes {
    #[inline]
    fn new(wanted: Wanted, on: On) -> Changes {
        Changes {
            front: 0,
            back: CHANGE_KIND.len(),
            wanted,
            on,
            recuts: false,
        }
    }

    /// Only those that came with an edition of this date or a later one.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{REGISTRY_UPDATED, history::changes};
    ///
    /// let names = changes().since(REGISTRY_UPDATED).filter_map(|change| change.name());
    /// assert!(names.eq(["ok-connect", "ok-control"]));
    /// ```
    #[must_use]
    #[inline]
    pub fn since(self, date: Date) -> Changes {
        let editions = editions().take_while(|&edition| edition >= date).count();
        Changes {
            back: self.back.min(EDITION_CHANGE.get(editions)),
            ..self
        }
    }

    /// Also those of records without a name, such as free ranges that an assignment cut anew.
    ///
    /// # Examples
    ///
    /// ```
    /// let changes = ianaports::history::of(8041).with_recuts().map(|change| change.to_string());
    /// assert!(changes.eq([
    ///     "2017-06-28 went: unassigned (8041)",
    ///     "2017-06-28 assigned: enguity-xccetp (8041/tcp)",
    ///     "2017-06-28 assigned: enguity-xccetp (8041/udp)",
    /// ]));
    /// ```
    #[must_use]
    #[inline]
    pub fn with_recuts(self) -> Changes {
        Changes {
            recuts: true,
            ..self
        }
    }

    #[inline]
    fn is_wanted(&self, change: Change) -> bool {
        let is_recut = matches!(
            change.stored(),
            ChangeKind::RecutNew | ChangeKind::RecutGone
        );
        let is = |subject: Subject| subject.is(self.wanted, self.on);
        (self.recuts || !is_recut) && (is(change.subject()) || change.was().is_some_and(is))
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
        f.debug_list().entries(self.clone()).finish()
    }
}

/// The iterator of [`editions`].
///
/// # Examples
///
/// ```
/// assert_eq!(ianaports::history::editions().len(), 452);
/// ```
#[derive(Clone, Debug)]
pub struct Editions(core::ops::Range<usize>);

impl Editions {
    #[inline]
    fn date(row: usize) -> Option<Date> {
        date_from_number(EDITION_DATE.get(row) as u32)
    }
}

impl Iterator for Editions {
    type Item = Date;

    #[inline]
    fn next(&mut self) -> Option<Date> {
        Editions::date(self.0.next()?)
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl DoubleEndedIterator for Editions {
    #[inline]
    fn next_back(&mut self) -> Option<Date> {
        Editions::date(self.0.next_back()?)
    }
}

impl ExactSizeIterator for Editions {}
impl FusedIterator for Editions {}

/// The iterator of [`former_names`].
///
/// # Examples
///
/// ```
/// let near = ianaports::history::former_names().find(|name| name.starts_with("surf"));
/// assert_eq!(near, Some("surfpass"));
/// ```
#[derive(Clone, Debug)]
pub struct FormerNames(usize);

impl Iterator for FormerNames {
    type Item = &'static str;

    #[inline]
    fn next(&mut self) -> Option<&'static str> {
        while self.0 < FORMER_NAME.len() {
            let number = FORMER_NAME.get(self.0);
            let is_first = (0..self.0).all(|row| FORMER_NAME.get(row) != number);
            self.0 += 1;
            let name = text(number);
            if is_first && !name.is_empty() && answer::registered(name).is_none() {
                return Some(name);
            }
        }
        None
    }
}

impl FusedIterator for FormerNames {}
