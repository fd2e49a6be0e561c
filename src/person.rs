use core::fmt;

use crate::rows::{Row, Rows};
use crate::tables;

/// A person or an organization that the registry names as assignee or contact.
///
/// The registry also has e-mail addresses and telephone numbers. They are not in this crate: they
/// are personal data, they go stale in programs that are not updated, and IANA's table shows the
/// [id](Self::id) alone. To write to someone, look up the id at IANA.
///
/// # Examples
///
/// ```
/// use ianaports::{Transport::Tcp, lookup};
///
/// let git = lookup((9418, Tcp)).first().unwrap();
/// let assignee = git.assignees().next().unwrap();
/// assert_eq!((assignee.id(), assignee.name()), ("Linus_Torvalds", Some("Linus Torvalds")));
/// ```
#[doc(alias = "person")]
#[doc(alias = "assignee")]
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Person(u16);

impl Person {
    #[inline]
    const fn row(self) -> usize {
        self.0 as usize
    }

    /// The id that IANA shows between brackets. Letter case counts, and it need not be ASCII.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{Transport::Tcp, lookup};
    ///
    /// let bgp = lookup((179, Tcp)).first().unwrap();
    /// assert_eq!(bgp.contacts().next().unwrap().id(), "Kirk_Lougheed");
    /// ```
    #[inline]
    pub fn id(self) -> &'static str {
        tables::PERSON_TEXT.get(&tables::PERSON_START, self.row())
    }

    /// The name, unless the registry states none or (in older registries) does not define the id.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{Transport::Tcp, lookup};
    ///
    /// let echo = lookup((7, Tcp)).first().unwrap();
    /// assert_eq!(echo.contacts().next().unwrap().name(), Some("Jon Postel"));
    /// ```
    #[inline]
    pub fn name(self) -> Option<&'static str> {
        let name = tables::PERSON_NAME_TEXT.get(&tables::PERSON_NAME_START, self.row());
        (!name.is_empty()).then_some(name)
    }

    /// The organization, where the registry states one.
    ///
    /// About one in nine of the records with a name has an assignee that states an organization. Most are
    /// assigned to a person, and some to nobody.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{Transport::Tcp, lookup};
    ///
    /// let http = lookup((80, Tcp)).first().unwrap();
    /// assert_eq!(http.assignees().next().unwrap().organization(), Some("IESG"));
    /// assert_eq!(http.contacts().next().unwrap().organization(), Some("IETF"));
    /// ```
    #[inline]
    pub fn organization(self) -> Option<&'static str> {
        let row = tables::ORGANIZATION_PERSON.find(self.row())?;
        let text = tables::ORGANIZATION_OF.get(row);
        Some(tables::ORGANIZATION_TEXT.get(&tables::ORGANIZATION_START, text))
    }
}

/// The [id](Person::id).
impl fmt::Display for Person {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}

impl fmt::Debug for Person {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// The iterator of [`Record::assignees`](crate::Record::assignees) and
/// [`Record::contacts`](crate::Record::contacts).
///
/// # Examples
///
/// ```
/// use ianaports::{Transport::Tcp, lookup};
///
/// let ircu = lookup((6667, Tcp)).first().unwrap();
/// assert_eq!(ircu.contacts().map(|who| who.id()).last(), Some("Brian_Tackett"));
/// ```
pub type People = Rows<PeopleRow>;

/// A row of `PEOPLE`.
#[derive(Debug)]
pub struct PeopleRow;

impl Row for PeopleRow {
    type Item = Person;

    #[inline]
    fn get(row: usize) -> Option<Person> {
        Some(Person(tables::PEOPLE.get(row) as u16))
    }
}
