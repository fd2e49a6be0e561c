//! What a record was in an edition.

use core::fmt;

use crate::date::Date;
use crate::layout::{On, RecordKind, date_from_number};
use crate::pad::pad;
use crate::port_range::PortRange;
use crate::ports_on::PortsOn;
use crate::status::Status;
use crate::tables::{
    HISTORY_CODE, HISTORY_DATE, HISTORY_NAME, HISTORY_NAME_START, HISTORY_START, HISTORY_TEXT,
    SNAPSHOT_CODE, SNAPSHOT_DESCRIPTION, SNAPSHOT_FIRST, SNAPSHOT_KIND, SNAPSHOT_LAST,
    SNAPSHOT_MODIFIED, SNAPSHOT_NAME, SNAPSHOT_NOTES, SNAPSHOT_REFERENCES, SNAPSHOT_REGISTERED,
    SNAPSHOT_UNAUTHORIZED,
};
use crate::transport::Transport;

/// What a record was in some edition: its columns then, all but the assignee and the contact.
///
/// Two snapshots are equal if all of these columns are.
///
/// # Examples
///
/// ```
/// let change = ianaports::history::of("pando-pub").next().unwrap();
/// let (before, after) = (change.before().unwrap(), change.after().unwrap());
/// assert_eq!(before.description(), "Pando Media Public Distribution");
/// assert_eq!(after.description(), "Microsoft Delivery Optimization Peer-to-Peer");
/// assert_eq!(before.ports(), after.ports());
/// ```
///
/// Port 853/udp began with a temporary registration, for a draft:
///
/// ```
/// use ianaports::{Status, Transport::Udp, history::of};
///
/// let first = of((853, Udp)).next_back().unwrap().after().unwrap();
/// assert_eq!((first.name(), first.ports().unwrap().first()), (Some("domain-s"), 853));
/// assert_eq!((first.transport(), first.status()), (Some(Udp), Status::Assigned));
/// assert_eq!(first.description(), "DNS query-response protocol run over TLS/DTLS");
/// assert_eq!(first.registration_date().unwrap().to_string(), "2015-10-08");
/// assert_eq!(first.modification_date(), None);
/// assert_eq!(first.references(), Some("[draft-ietf-dprive-dnsodtls]"));
/// assert_eq!(first.notes(), Some("TEMPORARY - registered 2015-10-08, expires 2016-10-08"));
/// assert_eq!((first.unauthorized_use(), first.service_code()), (None, None));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Snapshot(usize);

impl Snapshot {
    /// That of a number, which is one more than its row.
    #[inline]
    pub(super) fn of(number: usize) -> Option<Snapshot> {
        number.checked_sub(1).map(Snapshot)
    }

    #[inline]
    fn kind(self) -> RecordKind {
        RecordKind::from_byte(SNAPSHOT_KIND.get(self.0) as u8)
    }

    /// The name, as it was spelled.
    #[inline]
    pub fn name(self) -> Option<&'static str> {
        Some(name(SNAPSHOT_NAME.get(self.0))).filter(|name| !name.is_empty())
    }

    /// The port or the range of ports.
    #[inline]
    pub fn ports(self) -> Option<PortRange> {
        let [first, last] = [SNAPSHOT_FIRST.get(self.0), SNAPSHOT_LAST.get(self.0)];
        PortRange::new(first as u16, last as u16).ok() // the first is after the last where there is none
    }

    /// The transport, if the record stated one.
    #[inline]
    pub fn transport(self) -> Option<Transport> {
        self.kind().transport
    }

    /// The status, as [`Record::status`](crate::Record::status) reads it.
    #[inline]
    pub fn status(self) -> Status {
        self.kind().status
    }

    /// The description.
    #[inline]
    pub fn description(self) -> &'static str {
        text(SNAPSHOT_DESCRIPTION.get(self.0)).unwrap_or_default()
    }

    /// The registration date that the record stated.
    #[inline]
    pub fn registration_date(self) -> Option<Date> {
        date(SNAPSHOT_REGISTERED.get(self.0))
    }

    /// The modification date that the record stated.
    #[inline]
    pub fn modification_date(self) -> Option<Date> {
        date(SNAPSHOT_MODIFIED.get(self.0))
    }

    /// The references in one text, as IANA shows them: `[RFC7858][RFC8094]`.
    ///
    /// Where IANA shows something else than what is cited, that follows: `[TR-352](https://…)`.
    #[inline]
    pub fn references(self) -> Option<&'static str> {
        text(SNAPSHOT_REFERENCES.get(self.0))
    }

    /// The DCCP service code.
    #[inline]
    pub fn service_code(self) -> Option<u32> {
        let row = SNAPSHOT_CODE.get(self.0).checked_sub(1)?;
        Some(HISTORY_CODE.get(row) as u32)
    }

    /// The column "Unauthorized Use Reported".
    #[inline]
    pub fn unauthorized_use(self) -> Option<&'static str> {
        text(SNAPSHOT_UNAUTHORIZED.get(self.0))
    }

    /// The column "Assignment Notes".
    #[inline]
    pub fn notes(self) -> Option<&'static str> {
        text(SNAPSHOT_NOTES.get(self.0))
    }

    /// Whether its name is that of a number, in any letter case.
    #[inline]
    pub(super) fn has_name(self, number: usize) -> bool {
        let own = SNAPSHOT_NAME.get(self.0);
        own == number || name(own).eq_ignore_ascii_case(name(number))
    }

    /// The name, or else the status.
    #[inline]
    pub(super) fn title(self) -> &'static str {
        self.name().unwrap_or(self.status().as_str())
    }

    /// Whether it is on one of the transports, or states none.
    #[inline]
    pub(super) fn is_on(self, on: On) -> bool {
        match (on, self.transport()) {
            (On::Any, _) | (_, None) => true,
            (On::AnyButTcp, Some(own)) => own != Transport::Tcp,
            (on, Some(own)) => on == On::one(own),
        }
    }

    #[inline]
    fn write(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.title())?;
        match (self.ports(), self.transport()) {
            (None, None) => Ok(()),
            (ports, transport) => write!(f, " ({})", PortsOn(ports, transport)),
        }
    }
}

impl fmt::Display for Snapshot {
    /// `surfpass (5030/tcp)`; without a name, the status stands in its place. Width and alignment apply.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        pad(f, format_args!("{}", Unpadded(*self)))
    }
}

struct Unpadded(Snapshot);

impl fmt::Display for Unpadded {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.write(f)
    }
}

impl fmt::Debug for Snapshot {
    /// The same as `Display`.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f)
    }
}

/// The name of a number; `""` for 0.
#[inline]
pub(super) fn name(number: usize) -> &'static str {
    HISTORY_NAME.get(&HISTORY_NAME_START, number)
}

/// The number of a name that some record of the history has or had.
#[inline]
pub(super) fn name_number(wanted: &str) -> Option<usize> {
    let ends = HISTORY_NAME_START.len(); // a start for each name, and the end of the last
    (1..ends.saturating_sub(1)).find(|&number| name(number).eq_ignore_ascii_case(wanted))
}

/// The text of a number, if it is not 0.
#[inline]
fn text(number: usize) -> Option<&'static str> {
    Some(HISTORY_TEXT.get(&HISTORY_START, number)).filter(|text| !text.is_empty())
}

#[inline]
fn date(number: usize) -> Option<Date> {
    date_from_number(HISTORY_DATE.get(number.checked_sub(1)?) as u32)
}
