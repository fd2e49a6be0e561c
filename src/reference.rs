use core::fmt;

use crate::layout::{REFERENCE_TEXTS, ReferenceKind};
use crate::pad::pad;
use crate::rows::{Row, Rows};
use crate::tables;

/// A document that a record refers to.
///
/// `Display` is the text that IANA shows between brackets; [`url`](Self::url) is the document's address.
/// In the variants, `text` is the text that IANA shows in place of the document's own name, if it does.
/// `section` is the part of the document that is meant, where the registry states one.
///
/// # Examples
///
/// ```
/// use ianaports::{Reference, Transport::Tcp, lookup};
///
/// let ssh = lookup((22, Tcp)).first().unwrap();
/// let cited = ssh.references().next().unwrap();
/// assert!(matches!(cited, Reference::Rfc { number: 4251, section: None, .. }));
/// assert_eq!(cited.to_string(), "RFC4251");
/// assert_eq!(cited.url().unwrap().to_string(), "https://www.rfc-editor.org/rfc/rfc4251");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum Reference {
    /// An RFC, by its number.
    ///
    /// # Examples
    ///
    /// ```
    /// # use ianaports::{Reference, lookup};
    /// let push = lookup("dns-push-tls").first().unwrap().references().next().unwrap();
    /// assert!(matches!(push, Reference::Rfc { number: 8765, .. }));
    /// assert_eq!(push.to_string(), "RFC8765, Section 6.1");
    /// ```
    #[non_exhaustive]
    Rfc {
        /// The number: `RFC10003` has five digits.
        number: u32,
        /// The section that is meant.
        section: Option<&'static str>,
        /// The text that IANA shows in place of `RFC` and the number.
        text: Option<&'static str>,
    },
    /// An Internet-Draft.
    ///
    /// # Examples
    ///
    /// ```
    /// # use ianaports::{Reference, lookup};
    /// let gue = lookup("gue").first().unwrap().references().next().unwrap();
    /// let Reference::Draft { name, approved, section: None, .. } = gue else { panic!("{gue}") };
    /// assert!(name.starts_with("draft-herbert-gue") && !approved);
    /// ```
    #[non_exhaustive]
    Draft {
        /// The name, with its version where the registry states one: `draft-ietf-ntp-roughtime-19`.
        name: &'static str,
        /// Whether it is approved and waits for its RFC number.
        approved: bool,
        /// The section that is meant.
        section: Option<&'static str>,
        /// The text that IANA shows in place of the name.
        text: Option<&'static str>,
    },
    /// A page on the web.
    ///
    /// # Examples
    ///
    /// ```
    /// # use ianaports::{Reference, lookup};
    /// let pon_ictp = lookup("pon-ictp").first().unwrap();
    /// let tr_352 = pon_ictp.references().find(|cited| matches!(cited, Reference::Uri { .. }));
    /// assert_eq!(tr_352.unwrap().to_string(), "TR-352");
    /// ```
    #[non_exhaustive]
    Uri {
        /// Its address.
        uri: &'static str,
        /// The text that IANA shows in place of the address.
        text: Option<&'static str>,
    },
    /// Prose: a document without an address.
    ///
    /// # Examples
    ///
    /// ```
    /// # use ianaports::{Reference, lookup};
    /// let rwho = lookup("new-rwho").first().unwrap().references().next();
    /// assert_eq!(rwho, Some(Reference::Text("n/a")));
    /// ```
    Text(&'static str),
    /// A footnote of the registry.
    ///
    /// # Examples
    ///
    /// ```
    /// # use ianaports::{Reference, lookup};
    /// let exp1 = lookup("exp1").first().unwrap().references().next().unwrap();
    /// let Reference::Footnote { anchor, note, .. } = exp1 else { panic!("{exp1}") };
    /// assert_eq!((anchor, note.contains("experiment")), ("1", true));
    /// ```
    #[non_exhaustive]
    Footnote {
        /// The mark that IANA shows.
        anchor: &'static str,
        /// The footnote's text.
        note: &'static str,
    },
}

impl Reference {
    #[inline]
    fn of_row(row: usize) -> Self {
        let text = |column| {
            tables::REFERENCE_TEXT.get(&tables::REFERENCE_START, REFERENCE_TEXTS * row + column)
        };
        let [cited, section, shown] = [text(0), text(1), text(2)];
        let stated = |text: &'static str| (!text.is_empty()).then_some(text);
        match ReferenceKind::from_byte(tables::REFERENCE_KIND.get(row) as u8) {
            ReferenceKind::Rfc => Self::Rfc {
                number: tables::REFERENCE_NUMBER.get(row) as u32,
                section: stated(section),
                text: stated(shown),
            },
            kind @ (ReferenceKind::Draft | ReferenceKind::ApprovedDraft) => Self::Draft {
                name: cited,
                approved: kind == ReferenceKind::ApprovedDraft,
                section: stated(section),
                text: stated(shown),
            },
            ReferenceKind::Uri => Self::Uri {
                uri: cited,
                text: stated(shown),
            },
            ReferenceKind::Text => Self::Text(shown),
            ReferenceKind::Footnote => Self::Footnote {
                anchor: cited,
                note: shown,
            },
        }
    }

    /// The address where a person can read the document, as a value to print. Only prose has none.
    ///
    /// RFCs are at the RFC Editor and drafts at the IETF's datatracker, at the section that is
    /// meant; a footnote is on IANA's page of the registry.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::lookup;
    ///
    /// let push = lookup("dns-push-tls").first().unwrap().references().next().unwrap();
    /// assert_eq!(push.to_string(), "RFC8765, Section 6.1"); // IANA states the section as text
    /// assert_eq!(push.url().unwrap().to_string(), "https://www.rfc-editor.org/rfc/rfc8765");
    /// ```
    #[inline]
    pub fn url(self) -> Option<ReferenceUrl> {
        (!matches!(self, Self::Text(_))).then_some(ReferenceUrl(self))
    }
}

/// The text that IANA shows between brackets: `RFC4251`, `RFC-ietf-ntp-roughtime-19`, `TR-352`, `1`.
impl fmt::Display for Reference {
    /// The text in IANA's table; width and alignment apply.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Rfc {
                text: Some(text), ..
            }
            | Self::Draft {
                text: Some(text), ..
            }
            | Self::Uri {
                text: Some(text), ..
            }
            | Self::Text(text) => f.pad(text),
            Self::Rfc { number, .. } => pad(f, format_args!("RFC{number}")),
            Self::Draft { name, approved, .. } => match name.strip_prefix("draft-") {
                Some(name) if approved => pad(f, format_args!("RFC-{name}")),
                _ => f.pad(name),
            },
            Self::Uri { uri, .. } => f.pad(uri),
            Self::Footnote { anchor, .. } => f.pad(anchor),
        }
    }
}

/// The address of a [`Reference`], as a value to print: the result of [`Reference::url`].
///
/// # Examples
///
/// ```
/// use ianaports::{Transport::Tcp, lookup};
///
/// let footnote = lookup((1021, Tcp)).first().unwrap().references().next().unwrap();
/// assert_eq!(footnote.to_string(), "1");
/// assert_eq!(footnote.url().unwrap().to_string(), "https://www.iana.org/assignments/\
///     service-names-port-numbers/service-names-port-numbers.xhtml#note1");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ReferenceUrl(Reference);

impl fmt::Display for ReferenceUrl {
    /// The address; width and alignment apply.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let section = Section(match self.0 {
            Reference::Rfc { section, .. } | Reference::Draft { section, .. } => section,
            _ => None,
        });
        match self.0 {
            Reference::Rfc { number, .. } => pad(
                f,
                format_args!("https://www.rfc-editor.org/rfc/rfc{number}{section}"),
            ),
            Reference::Draft { name, .. } => pad(
                f,
                format_args!("https://datatracker.ietf.org/doc/html/{name}{section}"),
            ),
            Reference::Uri { uri, .. } => f.pad(uri),
            Reference::Footnote { anchor, .. } => pad(
                f,
                format_args!(
                    "https://www.iana.org/assignments/service-names-port-numbers/\
                     service-names-port-numbers.xhtml#note{anchor}"
                ),
            ),
            Reference::Text(_) => Ok(()),
        }
    }
}

/// `#section-7` of a document, or nothing.
struct Section(Option<&'static str>);

impl fmt::Display for Section {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(section) => write!(f, "#section-{section}"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for ReferenceUrl {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The iterator of [`Record::references`](crate::Record::references).
///
/// # Examples
///
/// ```
/// let https = ianaports::lookup(443).first().unwrap();
/// assert_eq!(https.references().next().unwrap().to_string(), "RFC9110");
/// assert_eq!(https.references().len(), 1);
/// ```
pub type References = Rows<ReferencesRow>;

/// A row of `REFERENCES`.
#[derive(Debug)]
pub struct ReferencesRow;

impl Row for ReferencesRow {
    type Item = Reference;

    #[inline]
    fn get(row: usize) -> Option<Reference> {
        Some(Reference::of_row(tables::REFERENCES.get(row)))
    }
}
