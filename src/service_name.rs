use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};
use core::num::NonZeroU8;
use core::str::FromStr;

use thiserror::Error;

use crate::excerpt::Excerpt;

/// A service name that obeys the rules of [RFC 6335, section 5.1], registered or not.
///
/// It has 1 to 15 characters: letters, digits and hyphens, with at least one letter, no hyphen at
/// either end and no two hyphens in a row. Equality, order and hash ignore the case of letters; the
/// spelling is kept for display. 97 registered names, all but one of them older than the rules, break
/// them. Look those up as text.
///
/// The type is `Copy` and 16 bytes, and so is its `Option`. It does not implement `Borrow<str>`,
/// because the hash of a `str` depends on case. There is no `str == ServiceName`: `"a" == name` and
/// `name == "A"` would imply `"a" == "A"`.
///
/// # Examples
///
/// ```
/// use ianaports::{ServiceName, lookup};
///
/// let name: ServiceName = "PostgreSQL".parse().unwrap();
/// assert_eq!(name, "postgresql");
/// assert_eq!(name.as_str(), "PostgreSQL");
/// assert_eq!(lookup(name).first_port(), Some(5432));
///
/// assert!(ServiceName::new("whois++").is_err());
/// assert_eq!(lookup("whois++").first_port(), Some(63));
/// assert_eq!(lookup("whois++").first().unwrap().service_name(), None);
/// ```
///
/// [RFC 6335, section 5.1]: https://www.rfc-editor.org/rfc/rfc6335#section-5.1
#[derive(Clone, Copy)]
pub struct ServiceName {
    length: NonZeroU8,
    /// The name as it was spelled, then zeros.
    bytes: [u8; MAX_LENGTH],
}

/// The number of characters that a service name may have.
const MAX_LENGTH: usize = 15;

impl ServiceName {
    /// The service name with this spelling, if it obeys the rules.
    ///
    /// # Errors
    ///
    /// The first rule that the name breaks: a character that is none of these (`edi_service`, `z39.50`,
    /// `https/tcp`), the length (`documentum-secure`), hyphens (`-http`, `http--alt`, `http-`), or no letter
    /// (`443`).
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{ServiceName, lookup};
    ///
    /// let mqtt = ServiceName::new("mqtt")?;
    /// assert_eq!(lookup(mqtt).first_port(), Some(1883));
    /// # Ok::<(), ianaports::ServiceNameError>(())
    /// ```
    #[inline]
    pub const fn new(text: &str) -> Result<ServiceName, ServiceNameError> {
        let name = text.as_bytes();
        let mut position = 0;
        while position < name.len() {
            if !name[position].is_ascii_alphanumeric() && name[position] != b'-' {
                let character = character_at(name, position);
                return Err(ServiceNameError(Kind::BadCharacter {
                    found: Excerpt::new(text),
                    position,
                    character,
                }));
            }
            position += 1;
        }
        if name.len() > MAX_LENGTH {
            let (found, length) = (Excerpt::new(text), name.len());
            return Err(ServiceNameError(Kind::TooLong { found, length }));
        }
        let Some(length) = NonZeroU8::new(name.len() as u8) else {
            return Err(ServiceNameError(Kind::Empty));
        };

        let mut bytes = [0; MAX_LENGTH];
        let mut letter = false;
        let mut hyphen = false;
        let mut position = 0;
        while position < name.len() {
            let byte = name[position];
            if byte == b'-' && position == 0 {
                let found = Excerpt::new(text);
                return Err(ServiceNameError(Kind::HyphenFirst { found }));
            }
            if byte == b'-' && hyphen {
                return Err(ServiceNameError(Kind::AdjacentHyphens {
                    found: Excerpt::new(text),
                    position: position - 1,
                }));
            }
            letter |= byte.is_ascii_alphabetic();
            hyphen = byte == b'-';
            bytes[position] = byte;
            position += 1;
        }
        if hyphen {
            let found = Excerpt::new(text);
            return Err(ServiceNameError(Kind::HyphenLast { found }));
        }
        if !letter {
            let found = Excerpt::new(text);
            return Err(ServiceNameError(Kind::NoLetter { found }));
        }
        Ok(ServiceName { length, bytes })
    }

    /// The same for a `const`, where a name that breaks a rule stops the build.
    ///
    /// # Panics
    ///
    /// When the name breaks a rule. In a `const` this is an error of the compiler; elsewhere use
    /// [`new`](Self::new).
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{ServiceName, lookup};
    ///
    /// const MQTT: ServiceName = ServiceName::constant("mqtt");
    /// assert_eq!(lookup(MQTT).first_port(), Some(1883));
    /// ```
    ///
    /// ```compile_fail,E0080
    /// # use ianaports::ServiceName;
    /// const EDI: ServiceName = ServiceName::constant("edi_service");
    /// ```
    #[track_caller]
    #[inline]
    pub const fn constant(text: &str) -> ServiceName {
        match ServiceName::new(text) {
            Ok(name) => name,
            Err(_) => panic!(
                "not a service name: expected 1 to 15 letters, digits and hyphens, with a letter, \
                 and each hyphen between two of the others"
            ),
        }
    }

    /// The name as it was spelled.
    ///
    /// # Examples
    ///
    /// ```
    /// // The registry's own spelling comes back, whatever was asked for.
    /// let name = ianaports::lookup("etherNET-ip-1").first().unwrap().service_name().unwrap();
    /// assert_eq!(name.as_str(), "EtherNet-IP-1");
    /// ```
    #[inline]
    pub const fn as_str(&self) -> &str {
        // The length is at most 15 and the bytes are ASCII: neither `""` is reached.
        match self
            .bytes
            .as_slice()
            .split_at_checked(self.length.get() as usize)
        {
            Some((name, _)) => match core::str::from_utf8(name) {
                Ok(name) => name,
                Err(_) => "",
            },
            None => "",
        }
    }

    /// The bytes that equality, order and hash go by; the zeros at the end sort before any character.
    #[inline]
    fn folded(&self) -> [u8; MAX_LENGTH] {
        self.bytes.map(|byte| byte.to_ascii_lowercase())
    }
}

/// The character that begins at a position of UTF-8 text.
#[inline]
const fn character_at(text: &[u8], position: usize) -> char {
    let lead = text[position];
    let (length, mut code) = match lead {
        0..0x80 => (1, lead as u32),
        0x80..0xe0 => (2, lead as u32 & 0x1f),
        0xe0..0xf0 => (3, lead as u32 & 0x0f),
        0xf0.. => (4, lead as u32 & 0x07),
    };
    let mut next = 1;
    while next < length && position + next < text.len() {
        code = (code << 6) + (text[position + next] & 0x3f) as u32;
        next += 1;
    }
    match char::from_u32(code) {
        Some(character) => character,
        None => char::REPLACEMENT_CHARACTER,
    }
}

impl TryFrom<&str> for ServiceName {
    type Error = ServiceNameError;

    #[inline]
    fn try_from(name: &str) -> Result<ServiceName, ServiceNameError> {
        ServiceName::new(name)
    }
}

impl FromStr for ServiceName {
    type Err = ServiceNameError;

    /// The same as [`ServiceName::new`].
    #[inline]
    fn from_str(name: &str) -> Result<ServiceName, ServiceNameError> {
        ServiceName::new(name)
    }
}

impl AsRef<str> for ServiceName {
    #[inline]
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Display for ServiceName {
    /// The name as it was spelled; width and alignment apply.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for ServiceName {
    /// The name between quotes, as a string has it.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

/// Without regard to ASCII case.
impl PartialEq for ServiceName {
    #[inline]
    fn eq(&self, other: &ServiceName) -> bool {
        self.bytes.eq_ignore_ascii_case(&other.bytes)
    }
}

impl Eq for ServiceName {}

/// Without regard to ASCII case.
impl PartialEq<str> for ServiceName {
    #[inline]
    fn eq(&self, other: &str) -> bool {
        self.as_str().eq_ignore_ascii_case(other)
    }
}

/// Without regard to ASCII case.
impl PartialEq<&str> for ServiceName {
    #[inline]
    fn eq(&self, other: &&str) -> bool {
        *self == **other
    }
}

/// The order of the names in lower case.
impl Ord for ServiceName {
    #[inline]
    fn cmp(&self, other: &ServiceName) -> Ordering {
        self.folded().cmp(&other.folded())
    }
}

impl PartialOrd for ServiceName {
    #[inline]
    fn partial_cmp(&self, other: &ServiceName) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Without regard to ASCII case.
impl Hash for ServiceName {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.folded().hash(state);
    }
}

/// Why something is not a [`ServiceName`]: the rule of [RFC 6335, section 5.1] that it breaks.
///
/// # Examples
///
/// ```
/// use ianaports::ServiceName;
///
/// let error = |name| ServiceName::new(name).unwrap_err();
/// assert_eq!(
///     error("edi_service").to_string(),
///     "'_' at byte 3 of the service name `edi_service`: expected letters, digits and hyphens",
/// );
/// assert_eq!(error("http--alt").position(), Some(4));
/// ```
///
/// [RFC 6335, section 5.1]: https://www.rfc-editor.org/rfc/rfc6335#section-5.1
#[derive(Clone, Copy, PartialEq, Eq, Hash, Error)]
#[error(transparent)]
pub struct ServiceNameError(Kind);

impl ServiceNameError {
    /// The byte of the name at which the fault is, where it is in one place: a character that no name has,
    /// or a hyphen.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::ServiceName;
    ///
    /// let position = |name| ServiceName::new(name).unwrap_err().position();
    /// assert_eq!(position("edi_service"), Some(3));
    /// assert_eq!(position("http-"), Some(4));
    /// assert_eq!(position("443"), None); // no letter
    /// ```
    #[inline]
    pub const fn position(&self) -> Option<usize> {
        match self.0 {
            Kind::BadCharacter { position, .. } | Kind::AdjacentHyphens { position, .. } => {
                Some(position)
            }
            Kind::HyphenFirst { .. } => Some(0),
            Kind::HyphenLast { found } => Some(found.as_str().len().saturating_sub(1)),
            Kind::Empty | Kind::TooLong { .. } | Kind::NoLetter { .. } => None,
        }
    }
}

impl fmt::Debug for ServiceNameError {
    /// The same as `Display`.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
enum Kind {
    #[error("empty service name: expected 1 to 15 characters")]
    Empty,
    #[error(
        "{character:?} at byte {position} of the service name `{found}`: \
         expected letters, digits and hyphens"
    )]
    BadCharacter {
        found: Excerpt,
        position: usize,
        character: char,
    },
    #[error("the service name `{found}` has {length} characters: expected at most 15")]
    TooLong { found: Excerpt, length: usize },
    #[error("the service name `{found}` begins with a hyphen: expected a letter or digit first")]
    HyphenFirst { found: Excerpt },
    #[error("the service name `{found}` ends with a hyphen: expected a letter or digit last")]
    HyphenLast { found: Excerpt },
    #[error(
        "two hyphens at byte {position} of the service name `{found}`: \
         expected no more than one in a row"
    )]
    AdjacentHyphens { found: Excerpt, position: usize },
    #[error("the service name `{found}` has no letter: expected at least one")]
    NoLetter { found: Excerpt },
}
