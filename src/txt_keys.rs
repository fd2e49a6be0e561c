/// The keys of the TXT record of DNS-SD ([RFC 6763, section 6]), as the note of a record states them.
///
/// A record that states TXT keys is a DNS-SD service type, even where it states that there are none.
///
/// # Examples
///
/// ```
/// use ianaports::{TxtKeys, Transport::Tcp, lookup};
///
/// let keys = |name: &str| lookup((name, Tcp)).iter().find_map(|record| record.txt_keys());
/// assert_eq!(keys("ssh"), Some(TxtKeys::Text("u=<username> p=<password>")));
/// assert_eq!(keys("telnets"), None); // no service type
/// ```
///
/// [RFC 6763, section 6]: https://www.rfc-editor.org/rfc/rfc6763#section-6
#[doc(alias = "DNS-SD")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TxtKeys {
    /// The service defines no keys: the note has `None`.
    ///
    /// # Examples
    ///
    /// ```
    /// # use ianaports::{TxtKeys, lookup};
    /// let distcc = lookup("distcc").iter().find_map(|record| record.txt_keys());
    /// assert_eq!(distcc, Some(TxtKeys::Empty));
    /// ```
    Empty,
    /// The service has keys and does not publish them: the note has `Proprietary`.
    ///
    /// # Examples
    ///
    /// ```
    /// # use ianaports::{TxtKeys, lookup};
    /// let busycal = lookup("busycal").first().unwrap();
    /// assert_eq!(busycal.txt_keys(), Some(TxtKeys::Proprietary));
    /// ```
    Proprietary,
    /// The rest of the note, in no particular grammar: names, `name=value` pairs, prose or a pointer
    /// to a document. It may be empty.
    ///
    /// # Examples
    ///
    /// ```
    /// # use ianaports::{TxtKeys, lookup};
    /// let sftp = lookup("sftp-ssh").first().unwrap();
    /// let keys = "u=<username> p=<password> path=<path>";
    /// assert_eq!(sftp.txt_keys(), Some(TxtKeys::Text(keys)));
    /// ```
    Text(&'static str),
}

impl TxtKeys {
    /// The keys that a note states, if it states any. Its white space is already collapsed.
    #[inline]
    pub(crate) fn of_note(note: &'static str) -> Option<TxtKeys> {
        // IANA writes "Keys" too.
        const PREFIX: &[u8] = b"Defined TXT keys:";
        let mut places = note.as_bytes().windows(PREFIX.len());
        let start = places.position(|place| place.eq_ignore_ascii_case(PREFIX))?;
        let keys = note.get(start + PREFIX.len()..)?.trim();
        Some(if keys.eq_ignore_ascii_case("none") {
            TxtKeys::Empty
        } else if keys.eq_ignore_ascii_case("proprietary") {
            TxtKeys::Proprietary
        } else {
            TxtKeys::Text(keys)
        })
    }
}
