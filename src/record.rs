use core::fmt;
use core::num::NonZeroU16;
use core::ops::Range;

use crate::date::Date;
use crate::layout::{RecordKind, date_from_number, option_from_number, option_to_number};
use crate::pad::pad;
use crate::person::People;
use crate::port_range::PortRange;
use crate::ports_on::PortsOn;
use crate::reference::References;
use crate::rows::{Row, Rows};
use crate::service_name::ServiceName;
use crate::service_type::ServiceType;
use crate::status::Status;
use crate::tables;
use crate::transport::Transport;
use crate::txt_keys::TxtKeys;

/// A record of the registry: one row of IANA's table, with a method for each of its columns.
///
/// It is a `Copy` handle of two bytes, and so is an `Option` of it. Records are ordered as in the
/// registry. Their texts are the registry's, with white space collapsed to single blanks.
///
/// | IANA's column | method |
/// |---|---|
/// | Service Name | [`name`](Self::name), [`name_number`](Self::name_number), [`service_name`](Self::service_name), [`service_type`](Self::service_type) |
/// | Port Number | [`ports`](Self::ports) |
/// | Transport Protocol | [`transport`](Self::transport) |
/// | Description | [`description`](Self::description), [`status`](Self::status), [`aliases`](Self::aliases) |
/// | Assignee, Contact | [`assignees`](Self::assignees), [`contacts`](Self::contacts) |
/// | Registration Date, Modification Date | [`registration_date`](Self::registration_date), [`modification_date`](Self::modification_date) |
/// | Reference | [`references`](Self::references) |
/// | Service Code | [`service_code`](Self::service_code) |
/// | Unauthorized Use Reported | [`unauthorized_use`](Self::unauthorized_use) |
/// | Assignment Notes | [`notes`](Self::notes), [`alias_of`](Self::alias_of), [`txt_keys`](Self::txt_keys) |
///
/// # Examples
///
/// ```
/// use ianaports::{Transport::Tcp, lookup};
///
/// let https = lookup((443, Tcp)).first().unwrap();
/// assert_eq!(https.name(), Some("https"));
/// assert_eq!(https.ports().unwrap(), 443);
/// assert_eq!(https.description(), "http protocol over TLS/SSL");
/// assert_eq!(https.to_string(), "https (443/tcp)");
/// ```
#[doc(alias = "servent")]
#[doc(alias = "entry")]
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Record(NonZeroU16);

impl Record {
    /// The record with this number in the registry's order, counted from 1; `None` for 0.
    #[inline]
    pub(crate) const fn from_ordinal(ordinal: usize) -> Option<Self> {
        match NonZeroU16::new(ordinal as u16) {
            Some(ordinal) => Some(Self(ordinal)),
            None => None,
        }
    }

    #[inline]
    const fn row(self) -> usize {
        self.0.get() as usize - 1
    }

    #[inline]
    const fn kind(self) -> RecordKind {
        RecordKind::from_byte(tables::RECORD_KIND.get(self.row()) as u8)
    }

    #[inline]
    pub(crate) const fn name_slot(self) -> usize {
        tables::RECORD_NAME.get(self.row())
    }

    /// Whether no record before this one in the registry has its name. The record must have a name.
    #[inline]
    pub(crate) const fn is_first_of_name(self) -> bool {
        tables::first_of_name(self.name_slot()) == self.row()
    }

    /// Whether no record before this one in the registry has its ports. The record must have ports.
    #[inline]
    pub(crate) const fn is_first_of_ports(self) -> bool {
        self.kind().is_first_of_ports
    }

    #[inline]
    pub(crate) const fn first_port(self) -> Option<u16> {
        match option_from_number(tables::RECORD_PORT.get(self.row())) {
            Some(port) => Some(port as u16),
            None => None,
        }
    }

    /// The service name, in the registered spelling, whether or not it is well-formed.
    ///
    /// A record without a name reserves its ports or leaves them free, except for 15 services such as
    /// "any private mail system" (24/tcp).
    ///
    /// # Examples
    ///
    /// ```
    /// assert_eq!(ianaports::lookup("Z39.50").first().unwrap().name(), Some("z39.50"));
    /// ```
    #[inline]
    pub const fn name(self) -> Option<&'static str> {
        let slot = self.name_slot();
        if slot < tables::SLOTS as usize {
            Some(tables::name_text(slot))
        } else {
            None
        }
    }

    /// The [number](crate::name_number) of the service name, below [`names().len()`](crate::names).
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{Transport::Udp, lookup, name_with_number};
    ///
    /// let domain = lookup(("domain", Udp)).first().unwrap();
    /// assert_eq!(name_with_number(domain.name_number().unwrap()), Some("domain"));
    /// ```
    #[inline]
    pub const fn name_number(self) -> Option<u16> {
        let slot = self.name_slot();
        if slot < tables::SLOTS as usize {
            Some(tables::NAME_NUMBER.get(slot) as u16)
        } else {
            None
        }
    }

    /// The service name as a [`ServiceName`], where it obeys [RFC 6335, section 5.1][rfc].
    ///
    /// 97 registered names do not: 96 historic spellings, which are aliases, and `edi_service`.
    ///
    /// [rfc]: https://www.rfc-editor.org/rfc/rfc6335#section-5.1
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::lookup;
    ///
    /// let whois = lookup("whois++").first().unwrap();
    /// assert_eq!(whois.service_name(), None);
    /// assert_eq!(whois.canonical().service_name().unwrap(), "whoispp");
    /// ```
    #[inline]
    pub fn service_name(self) -> Option<ServiceName> {
        ServiceName::new(self.name()?).ok()
    }

    /// The port or the range of ports, where the record has one.
    ///
    /// About a thousand records have none: mostly DNS-SD service types, whose port is found in DNS.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{PortRange, lookup};
    ///
    /// assert_eq!(lookup("x11").first().unwrap().ports(), Some(PortRange::new(6000, 6063)?));
    /// assert_eq!(lookup("icmp").first().unwrap().ports(), None);
    /// # Ok::<(), ianaports::PortRangeError>(())
    /// ```
    #[inline]
    pub const fn ports(self) -> Option<PortRange> {
        let Some(first) = self.first_port() else {
            return None;
        };
        if !self.kind().is_range {
            return Some(PortRange::single(first));
        }
        self.range_from(first)
    }

    #[cold]
    #[inline]
    const fn range_from(self, first: u16) -> Option<PortRange> {
        let Some(row) = tables::RANGE_RECORD.find(self.row()) else {
            return None;
        };
        match PortRange::new(first, tables::RANGE_LAST.get(row) as u16) {
            Ok(ports) => Some(ports),
            Err(_) => None,
        }
    }

    /// The transport, where the record states one.
    ///
    /// A service whose record states none, like `flex-lm`, is found on any transport on which no other
    /// record has its ports.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{Transport, lookup};
    ///
    /// assert_eq!(lookup("msrp").first().unwrap().transport(), Some(Transport::Tcp));
    /// assert_eq!(lookup("flex-lm").first().unwrap().transport(), None);
    /// ```
    #[inline]
    pub const fn transport(self) -> Option<Transport> {
        self.kind().transport
    }

    /// Whether the record is a service, or makes its ports reserved, de-assigned or unassigned.
    ///
    /// It is never [`Status::Dynamic`]: the registry has no records of those ports.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{Status, Transport::Udp, status_record};
    ///
    /// let sua = status_record(14_001, Udp).unwrap();
    /// assert_eq!((sua.name(), sua.status()), (Some("sua"), Status::DeAssigned));
    /// ```
    #[inline]
    pub const fn status(self) -> Status {
        RecordKind::status_of(tables::RECORD_KIND.get(self.row()) as u8)
    }

    /// The registry's description of the service, in prose.
    ///
    /// The sentence by which IANA states that the name replaces an older one is left out (see
    /// [`aliases`](Self::aliases)). A few descriptions are empty.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{Transport::Tcp, lookup};
    ///
    /// let ftp = lookup((21, Tcp)).first().unwrap();
    /// assert_eq!(ftp.description(), "File Transfer Protocol [Control]");
    /// let whoispp = lookup((63, Tcp)).first().unwrap();
    /// assert_eq!(whoispp.description(), "whois++"); // and not the sentence on the name
    /// ```
    #[inline]
    pub fn description(self) -> &'static str {
        let row = tables::RECORD_DESCRIPTION.get(self.row());
        tables::DESCRIPTION_TEXT.get(&tables::DESCRIPTION_START, row)
    }

    /// The record for which this one is another name, on the same port and transport.
    ///
    /// The registry states it in two ways. A historic spelling is "an alias to" the well-formed name
    /// that replaces it; `www` and `www-http` are "a duplicate of the `http` service".
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{Transport::Udp, lookup};
    ///
    /// let www = lookup(("www", Udp)).first().unwrap();
    /// assert_eq!(www.alias_of().unwrap().to_string(), "http (80/udp)");
    /// ```
    #[inline]
    pub fn alias_of(self) -> Option<Record> {
        let row = tables::ALIAS_RECORD.find(self.row())?;
        Self::from_ordinal(option_to_number(Some(tables::ALIAS_OF.get(row))))
    }

    /// The records that are other names of this one, on the same port and transport.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{Transport::Tcp, lookup};
    ///
    /// let http = lookup((80, Tcp)).first().unwrap();
    /// assert!(http.aliases().filter_map(|alias| alias.name()).eq(["www", "www-http"]));
    ///
    /// // At port 66 `sql-net` replaces `sql*net`; at port 150 it does not.
    /// let aliases = |port| lookup((port, Tcp)).first().unwrap().aliases().len();
    /// assert_eq!((aliases(66), aliases(150)), (1, 0));
    /// ```
    #[inline]
    pub fn aliases(self) -> Aliases {
        Rows::new(tables::CANONICAL_RECORD.equal(self.row()))
    }

    /// The record itself, or the one that it is an [alias of](Self::alias_of).
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::lookup;
    ///
    /// assert_eq!(lookup("914c/g").first().unwrap().canonical().name(), Some("914c-g"));
    /// assert_eq!(lookup("ssh").first().unwrap().canonical().name(), Some("ssh"));
    /// ```
    #[inline]
    pub fn canonical(self) -> Record {
        self.alias_of().unwrap_or(self)
    }

    /// The people and organizations to whom the name and the port are assigned.
    ///
    /// As in IANA's table this falls back to the [contacts](Self::contacts) where the registry
    /// states no assignee.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{Transport::{Tcp, Udp}, lookup};
    ///
    /// let assignees = |key: (&'static str, _)| lookup(key).first().unwrap().assignees();
    /// assert!(assignees(("submissions", Tcp)).map(|who| who.id()).eq(["IESG"]));
    /// assert!(assignees(("echo", Udp)).map(|who| who.id()).eq(["Jon_Postel"])); // the contact
    /// ```
    #[inline]
    pub fn assignees(self) -> People {
        let (people, assignees) = self.people();
        Rows::new(match assignees {
            0 => people,
            assignees => people.start..people.start + assignees,
        })
    }

    /// The people to write to about the record. They never fall back to the assignees.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{Transport::Sctp, lookup};
    ///
    /// let h323 = lookup((1720, Sctp)).first().unwrap();
    /// assert!(h323.assignees().map(|who| who.id()).eq(["ITU-T"]));
    /// assert_eq!(h323.contacts().len(), 0);
    /// ```
    #[inline]
    pub fn contacts(self) -> People {
        let (people, assignees) = self.people();
        Rows::new(people.start + assignees..people.end)
    }

    /// The rows of the people of the record, and how many of them are assignees and no contacts.
    #[inline]
    fn people(self) -> (Range<usize>, usize) {
        let row = tables::RECORD_PEOPLE.get(self.row());
        (
            tables::PEOPLE_START.get(row)..tables::PEOPLE_START.get(row + 1),
            tables::PEOPLE_ASSIGNEES.get(row),
        )
    }

    /// When the record was registered, to the day or to the month, where the registry states it.
    ///
    /// # Examples
    ///
    /// ```
    /// let note = ianaports::lookup("lotusnote").first().unwrap();
    /// assert_eq!(note.registration_date().unwrap().to_string(), "1992-07"); // no day
    /// ```
    #[inline]
    pub fn registration_date(self) -> Option<Date> {
        let row = tables::RECORD_DATES.get(self.row());
        date_from_number(tables::DATES_REGISTERED.get(row) as u32)
    }

    /// When the record was last modified, to the day or to the month, where the registry states it.
    ///
    /// # Examples
    ///
    /// ```
    /// let reserved = ianaports::status_record(2, ianaports::Transport::Tcp).unwrap();
    /// assert_eq!(reserved.modification_date().unwrap().to_string(), "2025-02-13");
    /// ```
    #[inline]
    pub fn modification_date(self) -> Option<Date> {
        let row = tables::RECORD_DATES.get(self.row());
        date_from_number(tables::DATES_MODIFIED.get(row) as u32)
    }

    /// The documents that define the service, in the registry's order.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{Transport::Udp, lookup};
    ///
    /// let domain_s = lookup((853, Udp)).first().unwrap();
    /// let shown = domain_s.references().map(|cited| cited.to_string());
    /// assert!(shown.eq(["RFC7858", "RFC8094", "RFC9250"]));
    /// ```
    #[inline]
    pub fn references(self) -> References {
        Rows::new(match tables::REFERENCES_RECORD.find(self.row()) {
            Some(row) => {
                let list = tables::REFERENCES_OF.get(row);
                tables::REFERENCES_START.get(list)..tables::REFERENCES_START.get(list + 1)
            }
            None => 0..0,
        })
    }

    /// IANA's notes about the assignment, in prose.
    ///
    /// # Examples
    ///
    /// ```
    /// let bhoetty = ianaports::lookup("bhoetty").first().unwrap();
    /// let note = "This entry records an unassigned but widespread use (added 5/21/97)";
    /// assert_eq!(bhoetty.notes(), Some(note));
    /// ```
    #[inline]
    pub fn notes(self) -> Option<&'static str> {
        let row = tables::NOTES_RECORD.find(self.row())?;
        Some(tables::NOTES_TEXT.get(&tables::NOTES_START, tables::NOTES_OF.get(row)))
    }

    /// The keys of the service's DNS TXT record, where the notes define them
    /// ([RFC 6763, section 6](https://www.rfc-editor.org/rfc/rfc6763#section-6)).
    ///
    /// About a thousand records do, most of them without a port: these are the DNS-SD service types.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{TxtKeys, lookup};
    ///
    /// let webdav = lookup("webdav").first().unwrap();
    /// let keys = "u=<username> p=<password> path=<path>";
    /// assert_eq!(webdav.txt_keys(), Some(TxtKeys::Text(keys)));
    /// assert_eq!(lookup("domain").first().unwrap().txt_keys(), None);
    /// ```
    #[inline]
    pub fn txt_keys(self) -> Option<TxtKeys> {
        TxtKeys::of_note(self.notes()?)
    }

    /// The DNS-SD service type of a record that states [TXT keys](Self::txt_keys) and a transport.
    ///
    /// The label is `_tcp` for TCP and `_udp` for any other transport
    /// ([RFC 6763, section 7](https://www.rfc-editor.org/rfc/rfc6763#section-7)). Almost half of the
    /// records with TXT keys state no transport, so their label is not known. [`ServiceType::new`] makes
    /// a type with either label.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{ServiceType, Transport::Tcp, lookup};
    ///
    /// let airplay = lookup("airplay").first().unwrap();
    /// assert_eq!(airplay.service_type().unwrap().to_string(), "_airplay._tcp");
    ///
    /// let sftp = lookup("sftp-ssh").first().unwrap();
    /// assert_eq!(sftp.service_type(), None); // the record states no transport
    /// let supposed = ServiceType::new(sftp.service_name().unwrap(), Tcp);
    /// assert_eq!(supposed.to_string(), "_sftp-ssh._tcp");
    /// ```
    #[inline]
    pub fn service_type(self) -> Option<ServiceType> {
        self.txt_keys()?;
        let label = match self.transport()? {
            Transport::Tcp => Transport::Tcp,
            _ => Transport::Udp,
        };
        Some(ServiceType::new(self.service_name()?, label))
    }

    /// A use of the port that is reported to IANA and not authorized by it.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{Transport::Tcp, lookup};
    ///
    /// let personal_agent = lookup((5555, Tcp)).first().unwrap();
    /// let reported = "Known UNAUTHORIZED USEs on port 5555";
    /// assert_eq!(personal_agent.unauthorized_use(), Some(reported));
    /// ```
    #[inline]
    pub fn unauthorized_use(self) -> Option<&'static str> {
        let row = tables::UNAUTHORIZED_RECORD.find(self.row())?;
        let text = tables::UNAUTHORIZED_OF.get(row);
        Some(tables::UNAUTHORIZED_TEXT.get(&tables::UNAUTHORIZED_START, text))
    }

    /// The DCCP service code, a number of 32 bits that is usually four characters
    /// ([RFC 4340, section 8.1.2](https://www.rfc-editor.org/rfc/rfc4340#section-8.1.2)).
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{Transport::Dccp, lookup};
    ///
    /// let code = |port| lookup((port, Dccp)).first().unwrap().service_code().unwrap();
    /// assert_eq!(code(9).to_be_bytes(), *b"DISC");
    /// assert_eq!(code(1113).to_be_bytes(), *b"\0ltp"); // not all four need be printable
    /// ```
    #[inline]
    pub fn service_code(self) -> Option<u32> {
        let row = tables::CODE_RECORD.find(self.row())?;
        Some(tables::CODE.get(row) as u32)
    }
}

impl fmt::Display for Record {
    /// `https (443/tcp)`: the name, the ports and the transport, as far as the record has them; width
    /// and alignment apply.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.name().unwrap_or_else(|| self.description());
        match (self.ports(), self.transport()) {
            (None, None) => f.pad(name),
            (ports, transport) => pad(f, format_args!("{name} ({})", PortsOn(ports, transport))),
        }
    }
}

impl fmt::Debug for Record {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The iterator of [`Record::aliases`].
///
/// # Examples
///
/// ```
/// use ianaports::{Transport::Udp, lookup};
///
/// let mut aliases = lookup((63, Udp)).first().unwrap().aliases();
/// assert_eq!(aliases.next().unwrap().to_string(), "whois++ (63/udp)");
/// assert!(aliases.next().is_none());
/// ```
pub type Aliases = Rows<AliasRow>;

/// A row of `CANONICAL_ALIAS`.
#[derive(Debug)]
pub struct AliasRow;

impl Row for AliasRow {
    type Item = Record;

    #[inline]
    fn get(row: usize) -> Option<Record> {
        Record::from_ordinal(option_to_number(Some(tables::CANONICAL_ALIAS.get(row))))
    }
}
