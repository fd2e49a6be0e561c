//! How anything is found: [`lookup`] takes a [`Key`] and gives [`Records`].

use core::fmt;
use core::iter::FusedIterator;

use crate::query::Subject;
use crate::tables::{self, Answer, On};
use crate::{PortRange, Query, Record, ServiceName, ServiceType, Transport};

/// The services of a port, a range of ports, a name or a query, on every transport or on one.
///
/// A *service* is a record whose [status](Record::status) is assigned. The order of the answer is
/// told on the [crate's page](crate#order): the first record is the one to show where there is room
/// for one.
///
/// Names are found in any letter case ([RFC 6335, section 5.1][rfc]); a historic spelling
/// (`whois++`) is a name like any other, and [`Record::canonical`] goes on from there.
///
/// What may surprise:
/// - `lookup("443")` asks for a service *named* 443, and there is none. What a person types is a
///   [`Query`]: parse one and look that up.
/// - A name may have several ports (`http-alt` has 591, 8008 and 8080), none (`icmp`), or two records
///   that say different things (`rdp`).
/// - A record that states no transport answers for a port on every transport that no other record
///   states for that port, and for a name after the records that state one.
/// - A range finds the services that have at least one port in it. It reads its part of the index
///   once for each transport: the wider it is, the longer that takes.
///
/// [rfc]: https://www.rfc-editor.org/rfc/rfc6335#section-5.1
///
/// # Examples
///
/// ```
/// use ianaports::{PortRange, Query, Transport::{Tcp, Udp}, lookup};
///
/// assert_eq!(lookup((443, Tcp)).name(), Some("https"));
/// assert_eq!(lookup("HTTPS").port(), Some(443));
/// assert_eq!(lookup(("domain", Udp)).first().unwrap().to_string(), "domain (53/udp)");
/// assert!(lookup((80, Tcp)).names().eq(["http", "www", "www-http"]));
/// assert_eq!(lookup(PortRange::new(6010, 6020)?).name(), Some("x11")); // has 6000-6063
///
/// let typed: Query = "6000-6063/tcp".parse()?;
/// assert_eq!(lookup(typed).first().unwrap().description(), "X Window System");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "getservbyname")]
#[doc(alias = "getservbyport")]
#[doc(alias = "find")]
#[doc(alias = "get")]
#[inline]
pub fn lookup(key: impl Key) -> Records {
    key.records()
}

/// The primary service name of a port on a transport.
///
/// This is the one call of packet, flow and log tools: the name of the first record that has one in
/// [`lookup((port, transport))`](lookup). It works in a `const` too.
///
/// # Examples
///
/// ```
/// use ianaports::{Transport::{Tcp, Udp}, service_name};
///
/// assert_eq!(service_name(22, Tcp), Some("ssh"));
/// assert_eq!(service_name(465, Tcp), Some("submissions")); // `urd` has it too
/// assert_eq!(service_name(24, Tcp), None); // assigned, to "any private mail system"
/// assert_eq!(service_name(853, Udp).unwrap_or("unknown"), "domain-s");
/// ```
///
/// Where the IP protocol number of a packet is at hand:
///
/// ```
/// use ianaports::{Transport, service_name};
///
/// let (protocol, source, destination) = (17, 57_005, 53); // as a packet's headers state them
/// let name = Transport::from_protocol_number(protocol).and_then(|transport| {
///     service_name(destination, transport).or(service_name(source, transport))
/// });
/// assert_eq!(name, Some("domain"));
/// ```
#[doc(alias = "getservbyport")]
#[inline]
pub const fn service_name(port: u16, transport: Transport) -> Option<&'static str> {
    name_of(Answer::of_port(port, On::one(transport)))
}

/// The first registered port of a name on a transport, at run time or in a `const`.
///
/// This is the first port of the first record that has one in
/// [`lookup((name, transport))`](lookup), so a record that states no transport counts after those
/// that state this one.
///
/// In a `const` the registry is read while your program is compiled: no table is linked, and a name
/// that is not registered is an error of `cargo check`. Mind that a service which IANA renames or
/// removes then stops your build when you update this crate: use `const` for what is as settled as
/// `https`, and a look-up at run time for the rest.
///
/// # Examples
///
/// ```
/// use ianaports::{Transport::{Sctp, Tcp, Udp}, port};
///
/// const HTTPS: u16 = port("https", Tcp).expect("https/tcp");
/// assert_eq!(HTTPS, 443);
///
/// assert_eq!(port("sctp-tunneling", Udp), Some(9899));
/// assert_eq!(port("sctp-tunneling", Sctp), None); // assigned on UDP alone
/// ```
///
/// A name that is not registered does not compile:
///
/// ```compile_fail,E0080
/// # use ianaports::{Transport::Tcp, port};
/// const HTTPZ: u16 = port("httpz", Tcp).expect("httpz/tcp"); // no such service
/// ```
#[doc(alias = "getservbyname")]
#[inline]
pub const fn port(name: &str, transport: Transport) -> Option<u16> {
    port_of(Answer::of_name(name, On::one(transport)))
}

/// Every record of the registry, service or not, in the registry's order.
///
/// # Examples
///
/// ```
/// use ianaports::{Record, records};
///
/// // Which service has a hundred ports or more?
/// let is_wide = |record: &Record| record.ports().is_some_and(|ports| ports.len() >= 100);
/// let mut wide = records().iter().filter(|record| record.name().is_some() && is_wide(record));
/// assert_eq!(wide.next().unwrap().to_string(), "vrml-multi-use (4200-4299)");
/// assert!(wide.next().is_none());
/// ```
#[doc(alias = "getservent")]
#[doc(alias = "services")]
#[doc(alias = "all")]
#[inline]
pub const fn records() -> Records {
    Records(View::All)
}

/// Every registered name once, in the registered spelling, sorted without regard to ASCII case.
///
/// # Examples
///
/// ```
/// use ianaports::names;
///
/// // Complete what a person has begun to type.
/// let completions = names().filter(|name| name.starts_with("http-"));
/// assert!(completions.eq(["http-alt", "http-mgmt", "http-rpc-epmap", "http-wmap"]));
/// ```
#[inline]
pub const fn names() -> Names {
    Names {
        front: 0,
        back: tables::NAMES as usize,
    }
}

#[inline]
const fn name_of(answer: Answer) -> Option<&'static str> {
    let Some(first) = answer.first() else {
        return None;
    };
    match first.name() {
        None => further_name_of(answer),
        name => name,
    }
}

#[inline]
const fn port_of(answer: Answer) -> Option<u16> {
    let Some(first) = answer.first() else {
        return None;
    };
    match first.first_port() {
        None => further_port_of(answer),
        port => port,
    }
}

#[cold]
#[inline]
const fn further_name_of(answer: Answer) -> Option<&'static str> {
    let mut at = 1;
    while let Some(record) = answer.get(at) {
        if let Some(name) = record.name() {
            return Some(name);
        }
        at += 1;
    }
    None
}

#[cold]
#[inline]
const fn further_port_of(answer: Answer) -> Option<u16> {
    let mut at = 1;
    while let Some(record) = answer.get(at) {
        if let Some(port) = record.first_port() {
            return Some(port);
        }
        at += 1;
    }
    None
}

/// What can be looked up: the keys that [`lookup`] takes.
///
/// | key | finds |
/// |---|---|
/// | `u16` | the services of a port |
/// | [`PortRange`] | the services that have a port in the range |
/// | `&str`, `&String`, `&Cow<str>`, … | the services of a name, in any letter case |
/// | [`ServiceName`] | the services of a well-formed name |
/// | any of these and a [`Transport`], as a pair | those on that transport |
/// | [`ServiceType`] | the services of a DNS-SD service type or an SRV record |
/// | [`Query`] | what a person typed: any of the above |
///
/// # Examples
///
/// ```
/// use ianaports::{Key, lookup};
///
/// fn describe(key: impl Key) -> &'static str {
///     lookup(key).first().map_or("nothing registered", |record| record.description())
/// }
/// assert_eq!(describe(179), "Border Gateway Protocol");
/// assert_eq!(describe("bgp"), "Border Gateway Protocol");
/// ```
///
/// # What is not a key
///
/// The trait is sealed: it names what can be asked and is not to be implemented elsewhere.
///
/// ```compile_fail,E0277
/// struct Port;
/// impl ianaports::Key for Port {}
/// ```
///
/// Pairs do not nest:
///
/// ```compile_fail,E0277
/// use ianaports::{Transport::Tcp, lookup};
/// lookup(((443, Tcp), Tcp));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is nothing that `ianaports::lookup` can look up",
    note = "a key is a `u16` port, a `PortRange` as of `PortRange::new(1, 1023)?`, a name as `&str` or `ServiceName`, \
            one of these and a `Transport` as a pair, a `ServiceType` or a `Query`"
)]
pub trait Key: sealed::Ask {}

mod sealed {
    pub trait Ask {
        fn records(self) -> super::Records;
    }
}

macro_rules! key {
    ($([$($generic:tt)*] $key:ty: |$pattern:pat_param| $view:expr;)*) => {$(
        impl<$($generic)*> Key for $key {}
        impl<$($generic)*> sealed::Ask for $key {
            #[inline]
            fn records(self) -> Records {
                let $pattern = self;
                Records($view)
            }
        }
    )*};
}

key! {
    [] u16: |port| View::Answer(Answer::of_port(port, On::Any));
    [] (u16, Transport): |(port, transport)| View::Answer(Answer::of_port(port, On::one(transport)));
    [] PortRange: |ports| View::Ports(ports, On::Any);
    [] (PortRange, Transport): |(ports, transport)| View::Ports(ports, On::one(transport));
    [S: AsRef<str> + ?Sized] &S: |name| View::Answer(Answer::of_name(name.as_ref(), On::Any));
    [S: AsRef<str> + ?Sized] (&S, Transport): |(name, transport)| {
        View::Answer(Answer::of_name(name.as_ref(), On::one(transport)))
    };
    [] ServiceName: |name| View::Answer(Answer::of_name(name.as_str(), On::Any));
    [] (ServiceName, Transport): |(name, transport)| {
        View::Answer(Answer::of_name(name.as_str(), On::one(transport)))
    };
    [] ServiceType: |kind| View::Answer(Answer::of_name(kind.name().as_str(), on_label(kind)));
    [] Query: |query| View::of_query(&query);
}

/// RFC 6763, section 7: `_udp` stands for every transport but TCP.
#[inline]
fn on_label(kind: ServiceType) -> On {
    match kind.transport() {
        Transport::Udp => On::AnyButTcp,
        transport => On::one(transport),
    }
}

/// The records that a [`lookup`] found, in order: a small `Copy` view of the tables.
///
/// It is not itself an iterator: [`iter`](Self::iter) it, or put it in a `for`.
///
/// # Examples
///
/// ```
/// use ianaports::lookup;
///
/// let found = lookup(21);
/// assert_eq!(found.len(), 3); // tcp, udp and sctp
/// for record in found {
///     assert_eq!(record.name(), Some("ftp"));
/// }
/// ```
#[derive(Clone, Copy)]
pub struct Records(View);

#[derive(Clone, Copy)]
enum View {
    Answer(Answer),
    All,
    Ports(PortRange, On),
}

impl View {
    #[inline]
    fn of_query(query: &Query) -> Self {
        let on = query.transport().map_or(On::Any, On::one);
        match query.subject() {
            Subject::Ports(ports) if ports.len() == 1 => {
                Self::Answer(Answer::of_port(ports.first(), on))
            }
            Subject::Ports(ports) => Self::Ports(ports, on),
            Subject::Name(name) => Self::Answer(Answer::of_name(name.as_str(), on)),
            Subject::Irregular(name) => Self::Answer(Answer::of_name(name, on)),
            Subject::Type(kind) => {
                Self::Answer(Answer::of_name(kind.name().as_str(), on_label(kind)))
            }
        }
    }
}

impl Records {
    /// The first record: the primary service of a port, or the first port of a name.
    ///
    /// # Examples
    ///
    /// ```
    /// let nfs = ianaports::lookup(2049).first().unwrap();
    /// assert_eq!(nfs.name(), Some("nfs")); // and not `shilp`, which the registry lists before it
    /// ```
    #[inline]
    pub fn first(self) -> Option<Record> {
        match self.0 {
            View::Answer(answer) => answer.first(),
            View::All | View::Ports(..) => self.iter().next(),
        }
    }

    /// How many records there are.
    ///
    /// For a range of ports they are counted one by one.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{Transport::Tcp, lookup};
    ///
    /// assert_eq!(lookup((80, Tcp)).len(), 3); // `http`, `www` and `www-http`
    /// ```
    #[inline]
    pub fn len(self) -> usize {
        match self.0 {
            View::Answer(answer) => answer.len(),
            View::All => tables::RECORDS as usize,
            View::Ports(..) => self.iter().count(),
        }
    }

    /// Whether there is none: no service is registered for the key.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::lookup;
    ///
    /// assert!(lookup(65_000).is_empty());
    /// assert!(lookup("dns").is_empty()); // the registered name is `domain`
    /// ```
    #[inline]
    pub fn is_empty(self) -> bool {
        self.first().is_none()
    }

    /// The records one after the other.
    ///
    /// # Examples
    ///
    /// ```
    /// let ports = ianaports::lookup("http-alt").iter().filter_map(|record| record.ports());
    /// assert!(ports.map(|ports| ports.first()).eq([591, 8008, 8080, 591, 8008, 8080]));
    /// ```
    #[inline]
    pub fn iter(self) -> RecordsIter {
        RecordsIter(match self.0 {
            View::Answer(answer) => Walk::Answer(answer, 0),
            View::All => Walk::All(0),
            View::Ports(ports, on) => Walk::Ports(PortWalk::new(ports, on)),
        })
    }

    /// The name of the first record that has one.
    ///
    /// # Examples
    ///
    /// ```
    /// assert_eq!(ianaports::lookup(113).name(), Some("auth"));
    /// ```
    #[inline]
    pub fn name(self) -> Option<&'static str> {
        match self.0 {
            View::Answer(answer) => name_of(answer),
            View::All | View::Ports(..) => self.iter().find_map(Record::name),
        }
    }

    /// The first port of the first record that has one.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{Transport::Tcp, lookup};
    ///
    /// assert_eq!(lookup(("ssh", Tcp)).port(), Some(22)); // a second record of `ssh` has no port
    /// assert_eq!(lookup("icmp").port(), None);
    /// ```
    #[inline]
    pub fn port(self) -> Option<u16> {
        match self.0 {
            View::Answer(answer) => port_of(answer),
            View::All | View::Ports(..) => self.iter().find_map(Record::first_port),
        }
    }

    /// The names of the records, each once, in the order of their first appearance.
    ///
    /// # Examples
    ///
    /// ```
    /// assert!(ianaports::lookup(631).names().eq(["ipp", "ipps"]));
    /// ```
    #[inline]
    pub fn names(self) -> RecordNames {
        RecordNames {
            records: self,
            iter: self.iter(),
        }
    }

    /// Whether `record`, which is one of these and has a name, is the first of them that bears it.
    #[inline]
    fn is_first_of_name(self, record: Record) -> bool {
        let of_name = |other: &Record| other.name_slot() == record.name_slot();
        match self.0 {
            View::Answer(_) => self.iter().find(of_name) == Some(record),
            View::All => record.is_first_bearer(),
            View::Ports(ports, on) => {
                let walk = PortWalk::new(ports, on);
                let place = walk.place(record);
                let bearers = Answer::of_slot(record.name_slot(), On::Any);
                Records(View::Answer(bearers)).iter().all(|other| {
                    let other = walk.place(other);
                    other.is_none() || other >= place
                })
            }
        }
    }
}

impl IntoIterator for Records {
    type Item = Record;
    type IntoIter = RecordsIter;

    #[inline]
    fn into_iter(self) -> RecordsIter {
        self.iter()
    }
}

impl IntoIterator for &Records {
    type Item = Record;
    type IntoIter = RecordsIter;

    #[inline]
    fn into_iter(self) -> RecordsIter {
        self.iter()
    }
}

/// The same records in the same order, whatever was looked up.
impl PartialEq for Records {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(*other)
    }
}

impl Eq for Records {}

impl fmt::Debug for Records {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

/// The iterator of [`Records`].
///
/// # Examples
///
/// ```
/// use ianaports::{Transport, lookup};
///
/// let mut records = lookup(22).iter();
/// assert_eq!(records.next().unwrap().transport(), Some(Transport::Tcp));
/// assert_eq!(records.next().unwrap().transport(), Some(Transport::Udp));
/// ```
#[derive(Clone)]
pub struct RecordsIter(Walk);

#[derive(Clone)]
enum Walk {
    Answer(Answer, usize),
    All(usize),
    Ports(PortWalk),
}

impl Iterator for RecordsIter {
    type Item = Record;

    #[inline]
    fn next(&mut self) -> Option<Record> {
        match &mut self.0 {
            Walk::Answer(answer, at) => {
                let record = answer.get(*at)?;
                *at += 1;
                Some(record)
            }
            Walk::All(at) if *at < tables::RECORDS as usize => {
                *at += 1;
                Record::from_ordinal(*at)
            }
            Walk::All(_) => None,
            Walk::Ports(walk) => {
                let record;
                (*walk, record) = walk.clone().next();
                record
            }
        }
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        match &self.0 {
            Walk::Answer(answer, at) => exactly(answer.len().saturating_sub(*at)),
            Walk::All(at) => exactly(tables::RECORDS as usize - at),
            Walk::Ports(_) => (0, Some(tables::RECORDS as usize)),
        }
    }
}

#[inline]
fn exactly(len: usize) -> (usize, Option<usize>) {
    (len, Some(len))
}

impl FusedIterator for RecordsIter {}

impl fmt::Debug for RecordsIter {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}

/// A walk over the index of ports, once for each transport and once for none stated.
#[derive(Clone)]
struct PortWalk {
    ports: PortRange,
    on: On,
    /// The transport of the records that this pass gives; past the last when the walk has ended.
    pass: usize,
    port: u16,
    /// The place in the answer of `port`.
    at: usize,
}

const PASSES: [Option<Transport>; 5] = [
    Some(Transport::Tcp),
    Some(Transport::Udp),
    Some(Transport::Sctp),
    Some(Transport::Dccp),
    None,
];

impl PortWalk {
    #[inline]
    fn new(ports: PortRange, on: On) -> Self {
        Self {
            ports,
            on,
            pass: 0,
            port: ports.first(),
            at: 0,
        }
    }

    /// Whether a record is in the answer of a port of the range before `port`.
    #[inline]
    fn is_before(&self, record: Record, port: u16) -> bool {
        let from = record.first_port().unwrap_or(port).max(self.ports.first());
        (from..port).rev().any(|port| {
            let answer = Answer::of_port(port, self.on);
            (0..answer.len()).any(|at| answer.get(at) == Some(record))
        })
    }

    /// Where in the walk a record is given, if it is.
    #[inline]
    fn place(&self, record: Record) -> Option<(Option<usize>, u16, usize)> {
        let own = record.ports()?;
        let first = own.first().max(self.ports.first());
        let last = own.last().min(self.ports.last());
        (first..=last).find_map(|port| {
            let answer = Answer::of_port(port, self.on);
            let at = (0..answer.len()).find(|&at| answer.get(at) == Some(record))?;
            let pass = PASSES.iter().position(|&pass| pass == record.transport());
            Some((pass, port, at))
        })
    }

    /// The next record, and the walk after it. Apart, and by value, so that a loop over a list or over
    /// all records has its own step and place alone.
    #[cold]
    #[inline]
    fn next(mut self) -> (Self, Option<Record>) {
        while let Some(&pass) = PASSES.get(self.pass) {
            let mut answer = Answer::of_port(self.port, self.on);
            loop {
                while let Some(record) = answer.get(self.at) {
                    self.at += 1;
                    if record.transport() == pass && !self.is_before(record, self.port) {
                        return (self, Some(record));
                    }
                }
                self.at = 0;
                let last = self.ports.last();
                let next = self.port.checked_add(1).filter(|&port| port <= last);
                match next.and_then(|port| tables::next_used_row(port, last)) {
                    Some(port) => self.port = port,
                    None => break,
                }
                answer = Answer::of_port(self.port, self.on);
            }
            self.pass += 1;
            self.port = self.ports.first();
        }
        (self, None)
    }
}

/// The iterator of [`Records::names`].
///
/// # Examples
///
/// ```
/// let mut names = ianaports::lookup(992).names();
/// assert_eq!((names.next(), names.next()), (Some("telnets"), None)); // tcp and udp, one name
/// ```
#[derive(Clone)]
pub struct RecordNames {
    records: Records,
    iter: RecordsIter,
}

impl Iterator for RecordNames {
    type Item = &'static str;

    #[inline]
    fn next(&mut self) -> Option<&'static str> {
        let records = self.records;
        self.iter
            .find_map(|record| record.name().filter(|_| records.is_first_of_name(record)))
    }
}

impl FusedIterator for RecordNames {}

impl fmt::Debug for RecordNames {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}

/// The iterator of [`names`], from either end.
///
/// # Examples
///
/// ```
/// assert_eq!(ianaports::names().next_back(), Some("zymed-zpp"));
/// ```
#[derive(Clone)]
pub struct Names {
    front: usize,
    back: usize,
}

impl Names {
    #[inline]
    fn get(row: usize) -> &'static str {
        tables::name_text(tables::NAME_SORTED.get(row))
    }
}

impl Iterator for Names {
    type Item = &'static str;

    #[inline]
    fn next(&mut self) -> Option<&'static str> {
        let row = self.front;
        (row < self.back).then(|| {
            self.front += 1;
            Self::get(row)
        })
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        exactly(self.back - self.front)
    }
}

impl DoubleEndedIterator for Names {
    #[inline]
    fn next_back(&mut self) -> Option<&'static str> {
        (self.front < self.back).then(|| {
            self.back -= 1;
            Self::get(self.back)
        })
    }
}

impl ExactSizeIterator for Names {}
impl FusedIterator for Names {}

impl fmt::Debug for Names {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}
