//! The answers: the records that a look-up finds, in order.

use core::fmt;
use core::hash::{Hash, Hasher};
use core::iter::FusedIterator;
use core::marker::PhantomData;

use crate::answer::Answer;
use crate::key::{Question, Subject};
use crate::layout::On;
use crate::list::list;
use crate::port_range::PortRange;
use crate::port_walk::PortWalk;
use crate::record::Record;
use crate::tables;

/// The records that a [`lookup`](crate::lookup) found, in order: a small `Copy` view of the tables.
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
#[must_use = "a view of the tables does nothing by itself"]
pub struct Records(View);

#[derive(Clone, Copy)]
enum View {
    Answer(Answer),
    All,
    Ports(PortRange, On),
}

impl Records {
    pub(crate) const ALL: Self = Self(View::All);

    #[inline]
    pub(crate) const fn of(question: Question<'_>) -> Self {
        let Question { subject, on } = question;
        Self(match subject {
            Subject::Ports(ports) if ports.len() == 1 => {
                View::Answer(Answer::of_port(ports.first(), on))
            }
            Subject::Ports(ports) => View::Ports(ports, on),
            Subject::Name(name) => View::Answer(Answer::of_name(name, on)),
        })
    }

    /// The first record: the primary service of a port, or the record with the first port of a name.
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
            View::Answer(answer) => answer.name(),
            View::All | View::Ports(..) => self.iter().find_map(Record::name),
        }
    }

    /// The description of the first record.
    ///
    /// # Examples
    ///
    /// ```
    /// assert_eq!(ianaports::lookup(179).description(), Some("Border Gateway Protocol"));
    /// assert_eq!(ianaports::lookup("dns").description(), None);
    /// ```
    #[inline]
    pub fn description(self) -> Option<&'static str> {
        self.first().map(Record::description)
    }

    /// The first port of the first record that has one.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{Transport::Tcp, lookup};
    ///
    /// // A second record of `ssh` has no port.
    /// assert_eq!(lookup(("ssh", Tcp)).first_port(), Some(22));
    /// assert_eq!(lookup("icmp").first_port(), None);
    /// ```
    #[inline]
    pub fn first_port(self) -> Option<u16> {
        match self.0 {
            View::Answer(answer) => answer.first_port(),
            View::All | View::Ports(..) => self.iter().find_map(Record::first_port),
        }
    }

    /// The ports of the records, each port or range once, in the order of their first appearance.
    ///
    /// It takes a step for each record.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{Transport::Tcp, lookup};
    ///
    /// assert!(lookup("http-alt").ports().eq([591, 8008, 8080]));
    /// assert!(lookup(("exp1", Tcp)).ports().eq([1021]));
    /// assert_eq!(lookup("x11").ports().next().unwrap().len(), 64);
    /// ```
    #[inline]
    pub fn ports(self) -> RecordPorts {
        Distinct::of(self)
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
        Distinct::of(self)
    }

    /// Whether `record` is the first of these with its ports. It must be one of these, and have ports.
    #[inline]
    fn is_first_of_ports(self, record: Record) -> bool {
        let has_same = |other: &Record| other.ports() == record.ports();
        match self.0 {
            // No list has more than a few records.
            View::Answer(_) => self.iter().find(has_same) == Some(record),
            View::All => record.is_first_of_ports(),
            View::Ports(ports, on) => PortWalk::new(ports, on).is_first_of_ports(record),
        }
    }

    /// Whether `record` is the first of these with its name. It must be one of these, and have a name.
    #[inline]
    fn is_first_of_name(self, record: Record) -> bool {
        let of_name = |other: &Record| other.name_slot() == record.name_slot();
        match self.0 {
            View::Answer(_) => self.iter().find(of_name) == Some(record),
            View::All => record.is_first_of_name(),
            View::Ports(ports, on) => {
                let walk = PortWalk::new(ports, on);
                let position = walk.position(record);
                let bearers = Answer::of_slot(record.name_slot(), On::Any);
                Records(View::Answer(bearers)).iter().all(|other| {
                    let other = walk.position(other);
                    other.is_none() || other >= position
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

/// Equal when the records and their order are the same, whatever was looked up.
impl PartialEq for Records {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(*other)
    }
}

impl Eq for Records {}

impl Hash for Records {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.iter()
            .map(Some)
            .chain([None])
            .for_each(|record| record.hash(state));
    }
}

impl fmt::Debug for Records {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        list(f, self.iter())
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
#[must_use = "iterators are lazy and do nothing unless consumed"]
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

    /// In constant time, except in a range of ports.
    #[inline]
    fn nth(&mut self, n: usize) -> Option<Record> {
        match &mut self.0 {
            Walk::Answer(answer, at) => *at = at.saturating_add(n).min(answer.len()),
            Walk::All(at) => *at = at.saturating_add(n).min(tables::RECORDS as usize),
            Walk::Ports(_) => {
                for _ in 0..n {
                    self.next()?;
                }
            }
        }
        self.next()
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
        list(f, self.clone())
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
pub type RecordNames = Distinct<Name>;

/// The iterator of [`Records::ports`].
///
/// # Examples
///
/// ```
/// let mut ports = ianaports::lookup("domain").ports();
/// assert_eq!(ports.next().unwrap(), 53); // tcp and udp, one port
/// assert_eq!(ports.next(), None);
/// ```
pub type RecordPorts = Distinct<Ports>;

/// A column of the records; an answer gives each of its values once.
pub trait DistinctColumn {
    type Item: fmt::Debug;

    /// The value of a record, if none of the answer before it has the same.
    fn first(records: Records, record: Record) -> Option<Self::Item>;
}

#[derive(Debug)]
pub struct Name;

impl DistinctColumn for Name {
    type Item = &'static str;

    #[inline]
    fn first(records: Records, record: Record) -> Option<&'static str> {
        let name = record.name()?;
        records.is_first_of_name(record).then_some(name)
    }
}

#[derive(Debug)]
pub struct Ports;

impl DistinctColumn for Ports {
    type Item = PortRange;

    #[inline]
    fn first(records: Records, record: Record) -> Option<PortRange> {
        let ports = record.ports()?;
        records.is_first_of_ports(record).then_some(ports)
    }
}

/// The values of a column, each once, in the order of their first appearance.
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Distinct<C> {
    records: Records,
    iter: RecordsIter,
    column: PhantomData<fn() -> C>,
}

impl<C> Distinct<C> {
    #[inline]
    fn of(records: Records) -> Self {
        Self {
            records,
            iter: records.iter(),
            column: PhantomData,
        }
    }
}

impl<C> Clone for Distinct<C> {
    #[inline]
    fn clone(&self) -> Self {
        Self {
            iter: self.iter.clone(),
            ..*self
        }
    }
}

impl<C: DistinctColumn> Iterator for Distinct<C> {
    type Item = C::Item;

    #[inline]
    fn next(&mut self) -> Option<C::Item> {
        let records = self.records;
        self.iter.find_map(|record| C::first(records, record))
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        (0, self.iter.size_hint().1)
    }
}

impl<C: DistinctColumn> FusedIterator for Distinct<C> {}

impl<C: DistinctColumn> fmt::Debug for Distinct<C> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        list(f, self.clone())
    }
}
