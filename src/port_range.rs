use core::fmt;
use core::iter::FusedIterator;
use core::ops::RangeInclusive;
use core::str::FromStr;

use thiserror::Error;

use crate::excerpt::Excerpt;
use crate::pad::pad;

/// One port, or the ports from a first to a last one, both included; never empty.
///
/// Any number from 0 to 65535 is a port here, though the registry reserves 0. Ranges are ordered
/// by their first port and then by their last. The text form is decimal digits, `443`, or two such
/// numbers with a hyphen between them, `6000-6063`. Leading zeros mean nothing: `0080` is port 80.
///
/// # Examples
///
/// Almost every service has one port, and such a range equals its number. A few have more:
///
/// ```
/// use ianaports::{PortRange, lookup};
///
/// let x11 = lookup("x11").first().unwrap().ports().unwrap();
/// assert_eq!((x11.first(), x11.last()), (6000, 6063));
/// assert_eq!("6000-6063".parse(), Ok(x11));
/// assert!(x11.contains(6003) && x11 != 6000);
///
/// let https = lookup("https").first().unwrap().ports().unwrap();
/// assert!(https == 443 && https.to_string() == "443");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PortRange {
    // `first <= last`, and the order of the fields is the order of ranges.
    first: u16,
    last: u16,
}

impl PortRange {
    /// Every port, 0-65535.
    ///
    /// # Examples
    ///
    /// ```
    /// assert_eq!(ianaports::PortRange::ALL.len(), 65_536);
    /// ```
    pub const ALL: PortRange = PortRange {
        first: 0,
        last: 65535,
    };

    /// The System Ports, also known as well-known ports, 0-1023 ([RFC 6335, section 6]).
    ///
    /// IANA assigns them on review by the IETF or approval by the IESG.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{PortRange, port, Transport::Tcp};
    ///
    /// assert!(PortRange::SYSTEM.contains(port("https", Tcp).unwrap()));
    /// assert!(!PortRange::SYSTEM.contains(port("mysql", Tcp).unwrap()));
    /// ```
    ///
    /// [RFC 6335, section 6]: https://www.rfc-editor.org/rfc/rfc6335#section-6
    #[doc(alias = "well-known")]
    #[doc(alias = "privileged")]
    pub const SYSTEM: PortRange = PortRange {
        first: 0,
        last: 1023,
    };

    /// The User Ports, also known as registered ports, 1024-49151 ([RFC 6335, section 6]).
    ///
    /// IANA assigns them to anyone, on review by an expert.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{PortRange, port, Transport::Tcp};
    ///
    /// assert!(PortRange::USER.contains(port("mysql", Tcp).unwrap()));
    /// assert!(!PortRange::USER.contains(port("ssh", Tcp).unwrap()));
    /// ```
    ///
    /// [RFC 6335, section 6]: https://www.rfc-editor.org/rfc/rfc6335#section-6
    #[doc(alias = "registered")]
    pub const USER: PortRange = PortRange {
        first: 1024,
        last: 49151,
    };

    /// The Dynamic Ports, also known as private or ephemeral ports, 49152-65535
    /// ([RFC 6335, section 6]).
    ///
    /// They are never assigned. An operating system may use other ports, too, as ephemeral ones.
    ///
    /// # Examples
    ///
    /// ```
    /// assert!(ianaports::lookup(ianaports::PortRange::DYNAMIC).is_empty());
    /// ```
    ///
    /// [RFC 6335, section 6]: https://www.rfc-editor.org/rfc/rfc6335#section-6
    #[doc(alias = "ephemeral")]
    #[doc(alias = "private")]
    pub const DYNAMIC: PortRange = PortRange {
        first: 49152,
        last: 65535,
    };

    /// The ports from `first` to `last`, both included.
    ///
    /// A single port needs no check: [`PortRange::single`].
    ///
    /// # Errors
    ///
    /// When `first` is after `last`, as in `PortRange::new(6669, 6665)`.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{PortRange, lookup};
    ///
    /// let irc = PortRange::new(6665, 6669).unwrap();
    /// assert_eq!(lookup("ircu").first().unwrap().ports(), Some(irc));
    /// ```
    #[inline]
    pub const fn new(first: u16, last: u16) -> Result<PortRange, PortRangeError> {
        if first > last {
            return Err(PortRangeError(Kind::Inverted { first, last }));
        }
        Ok(PortRange { first, last })
    }

    /// The same for a `const`, where an inverted range stops the build.
    ///
    /// # Panics
    ///
    /// When `first` is after `last`. In a `const` this is an error of the compiler; elsewhere use
    /// [`new`](Self::new).
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{PortRange, lookup};
    ///
    /// const X11: PortRange = PortRange::constant(6000, 6063);
    /// assert_eq!(lookup(X11).name(), Some("x11"));
    /// ```
    ///
    /// ```compile_fail,E0080
    /// # use ianaports::PortRange;
    /// const X11: PortRange = PortRange::constant(6063, 6000);
    /// ```
    #[track_caller]
    #[inline]
    pub const fn constant(first: u16, last: u16) -> PortRange {
        match PortRange::new(first, last) {
            Ok(ports) => ports,
            Err(_) => panic!("the range is inverted: expected the first port before the last"),
        }
    }

    /// The range of one port, at run time or in a `const`.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{PortRange, Transport::Tcp, port};
    ///
    /// const HTTPS: PortRange = PortRange::single(port("https", Tcp).expect("https/tcp"));
    /// assert_eq!(HTTPS, 443);
    /// ```
    #[inline]
    pub const fn single(port: u16) -> PortRange {
        PortRange {
            first: port,
            last: port,
        }
    }

    /// The first port, itself in the range.
    ///
    /// # Examples
    ///
    /// ```
    /// let flex_lm = ianaports::lookup("flex-lm").first().unwrap().ports().unwrap();
    /// assert_eq!(flex_lm.first(), 27000);
    /// ```
    #[inline]
    pub const fn first(self) -> u16 {
        self.first
    }

    /// The last port, itself in the range.
    ///
    /// # Examples
    ///
    /// ```
    /// let flex_lm = ianaports::lookup("flex-lm").first().unwrap().ports().unwrap();
    /// assert_eq!(flex_lm.last(), 27009);
    /// ```
    #[inline]
    pub const fn last(self) -> u16 {
        self.last
    }

    /// How many ports there are, from 1 to 65,536.
    ///
    /// # Examples
    ///
    /// ```
    /// let x11 = ianaports::lookup("x11").first().unwrap().ports().unwrap();
    /// assert_eq!(x11.len(), 64);
    /// ```
    #[expect(clippy::len_without_is_empty, reason = "no range is empty")]
    #[inline]
    pub const fn len(self) -> u32 {
        self.last as u32 - self.first as u32 + 1
    }

    /// Whether the port is in the range.
    ///
    /// # Examples
    ///
    /// ```
    /// let x11 = ianaports::lookup("x11").first().unwrap().ports().unwrap();
    /// assert!(x11.contains(6063) && !x11.contains(6064));
    /// ```
    #[inline]
    pub const fn contains(self, port: u16) -> bool {
        self.first <= port && port <= self.last
    }

    /// Whether the two ranges have a port in common.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{PortRange, lookup};
    ///
    /// let x11 = lookup("x11").first().unwrap().ports().unwrap();
    /// assert!(x11.overlaps(PortRange::new(6063, 7000).unwrap()));
    /// assert!(!x11.overlaps(PortRange::new(6064, 7000).unwrap()));
    /// ```
    #[inline]
    pub const fn overlaps(self, other: PortRange) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// The ports in ascending order.
    ///
    /// # Examples
    ///
    /// ```
    /// let ircu = ianaports::lookup("ircu").first().unwrap().ports().unwrap();
    /// assert!(ircu.iter().eq([6665, 6666, 6667, 6668, 6669]));
    /// ```
    #[inline]
    pub const fn iter(self) -> RangeInclusive<u16> {
        self.first..=self.last
    }

    /// The runs of neighbouring ports that satisfy the predicate, each as long as it can be, in ascending order.
    ///
    /// # Examples
    ///
    /// The predicate is called once for each port. Where are a hundred user ports in a row that are
    /// free both on TCP and on UDP?
    ///
    /// ```
    /// use ianaports::{PortRange, Status, Transport::{Tcp, Udp}, status};
    ///
    /// let is_free = |port, on| status(port, on) == Status::Unassigned;
    /// let free = |port| is_free(port, Tcp) && is_free(port, Udp);
    /// let hundred = PortRange::USER.runs(free).find(|run| run.len() >= 100).unwrap();
    /// assert_eq!(hundred.to_string(), "10322-10438");
    /// ```
    #[doc(alias = "free")]
    #[inline]
    pub fn runs<F: FnMut(u16) -> bool>(self, predicate: F) -> Runs<F> {
        Runs {
            ports: self.iter(),
            predicate,
        }
    }
}

impl IntoIterator for PortRange {
    type Item = u16;
    type IntoIter = RangeInclusive<u16>;

    #[inline]
    fn into_iter(self) -> RangeInclusive<u16> {
        self.iter()
    }
}

impl From<u16> for PortRange {
    /// The range of one port.
    #[inline]
    fn from(port: u16) -> PortRange {
        PortRange::single(port)
    }
}

impl TryFrom<RangeInclusive<u16>> for PortRange {
    type Error = PortRangeError;

    /// The same ports. A range that was iterated to its end is refused.
    #[inline]
    fn try_from(ports: RangeInclusive<u16>) -> Result<PortRange, PortRangeError> {
        let range = PortRange::new(*ports.start(), *ports.end())?;
        match ports.is_empty() {
            true => Err(PortRangeError(Kind::Walked)),
            false => Ok(range),
        }
    }
}

impl From<PortRange> for RangeInclusive<u16> {
    #[inline]
    fn from(ports: PortRange) -> RangeInclusive<u16> {
        ports.iter()
    }
}

/// A range equals a port when it is that port and no other.
///
/// There is no `u16 == PortRange`: it would leave the type of `port == text.parse()?` open in the
/// code of everyone who uses this crate.
impl PartialEq<u16> for PortRange {
    #[inline]
    fn eq(&self, port: &u16) -> bool {
        *self == PortRange::single(*port)
    }
}

impl FromStr for PortRange {
    type Err = PortRangeError;

    /// Reads `443` or `6000-6063`: decimal digits, no sign, nothing around them.
    #[inline]
    fn from_str(text: &str) -> Result<PortRange, PortRangeError> {
        if text.is_empty() {
            return Err(PortRangeError(Kind::Empty));
        }
        let hyphen = text.find('-');
        let wrong = |&(position, character): &(usize, char)| {
            !character.is_ascii_digit() && Some(position) != hyphen
        };
        let found = Excerpt::new(text);
        if let Some((position, character)) = text.char_indices().find(wrong) {
            return Err(PortRangeError(Kind::UnexpectedCharacter {
                found,
                position,
                character,
            }));
        }
        // Only digits are left, so `parse` fails on a number above 65535 alone.
        let port = |digits: &str| {
            digits
                .parse()
                .map_err(|_| PortRangeError(Kind::TooLarge { found }))
        };
        match text.split_once('-') {
            None => Ok(PortRange::single(port(text)?)),
            Some(("", _)) => Err(PortRangeError(Kind::NoFirst { found })),
            Some((_, "")) => Err(PortRangeError(Kind::NoLast { found })),
            Some((first, last)) => PortRange::new(port(first)?, port(last)?),
        }
    }
}

impl fmt::Display for PortRange {
    /// `443`, or `6000-6063`; width and alignment apply.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last {
            pad(f, format_args!("{}", self.first))
        } else {
            pad(f, format_args!("{}-{}", self.first, self.last))
        }
    }
}

impl fmt::Debug for PortRange {
    /// The same as `Display`.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The runs of ports that satisfy a predicate: the iterator of [`PortRange::runs`].
///
/// # Examples
///
/// ```
/// use ianaports::{PortRange, Transport::Tcp, service_name};
///
/// // Some mail ports among the system ports, as a firewall would write them.
/// let mail = |port| matches!(service_name(port, Tcp), Some("imaps" | "pop3s" | "smtp"));
/// let runs = PortRange::SYSTEM.runs(mail).map(|run| run.to_string());
/// assert!(runs.eq(["25", "993", "995"]));
/// ```
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Runs<F> {
    /// The ports for which the predicate was not called yet.
    ports: RangeInclusive<u16>,
    predicate: F,
}

impl<F: FnMut(u16) -> bool> Iterator for Runs<F> {
    type Item = PortRange;

    #[inline]
    fn next(&mut self) -> Option<PortRange> {
        let first = self.ports.find(|&port| (self.predicate)(port))?;
        let mut last = first;
        for port in self.ports.by_ref() {
            if !(self.predicate)(port) {
                break;
            }
            last = port;
        }
        Some(PortRange { first, last })
    }
}

impl<F: FnMut(u16) -> bool> FusedIterator for Runs<F> {}

/// Why something is not a [`PortRange`].
///
/// # Examples
///
/// ```
/// use ianaports::PortRange;
///
/// let error = |text: &str| text.parse::<PortRange>().unwrap_err();
/// assert_eq!(
///     error("6063-6000").to_string(),
///     "the range 6063-6000 is inverted: expected 6000-6063",
/// );
/// assert_eq!(
///     error("70000").to_string(),
///     "`70000` is out of range: expected ports from 0 to 65535",
/// );
/// assert_eq!(error("80a").position(), Some(2));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Error)]
#[error(transparent)]
pub struct PortRangeError(Kind);

impl PortRangeError {
    /// The byte of the text at which a character is that no port has, if that is the fault.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::PortRange;
    ///
    /// let typed = "6000–6063"; // with a dash
    /// let at = typed.parse::<PortRange>().unwrap_err().position().unwrap();
    /// assert_eq!(&typed[at..], "–6063");
    /// ```
    #[inline]
    pub const fn position(&self) -> Option<usize> {
        match self.0 {
            Kind::UnexpectedCharacter { position, .. } => Some(position),
            _ => None,
        }
    }
}

impl fmt::Debug for PortRangeError {
    /// The same as `Display`.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
enum Kind {
    #[error("no port: expected a number such as 443 or a range such as 6000-6063")]
    Empty,
    #[error(
        "unexpected {character:?} at byte {position} of `{found}`: \
         expected digits such as 443, or a range such as 6000-6063"
    )]
    UnexpectedCharacter {
        found: Excerpt,
        position: usize,
        character: char,
    },
    #[error("`{found}` is out of range: expected ports from 0 to 65535")]
    TooLarge { found: Excerpt },
    #[error("no port before the hyphen of `{found}`: expected a range such as 6000-6063")]
    NoFirst { found: Excerpt },
    #[error("no port after the hyphen of `{found}`: expected a range such as 6000-6063")]
    NoLast { found: Excerpt },
    #[error("the range {first}-{last} is inverted: expected {last}-{first}")]
    Inverted { first: u16, last: u16 },
    #[error("the range was iterated to its end: expected one with ports left")]
    Walked,
}
