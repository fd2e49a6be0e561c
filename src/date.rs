use core::fmt;
use core::num::NonZeroU8;
use core::str::FromStr;

use thiserror::Error;

use super::excerpt::Excerpt;

/// A date as the registry gives it: a year and a month, and often a day.
///
/// IANA did not always keep the day: about half of the dates have only a month. Such a date
/// sorts before every day of its month. The type is 4 bytes. It checks dates against the
/// calendar and has no arithmetic: show it, compare it or hand it to a date crate.
///
/// Its text is exactly `YYYY-MM-DD` or `YYYY-MM`, as in the registry, when read and when printed.
///
/// # Examples
///
/// ```
/// use ianaports::{Transport::{Sctp, Tcp}, lookup};
///
/// let svn = lookup(("svn", Tcp)).first().unwrap().registration_date().unwrap();
/// assert_eq!(svn.to_string(), "2003-01");
/// assert_eq!(svn.day(), None);
///
/// let s1_control = lookup((36412, Sctp)).first().unwrap().registration_date().unwrap();
/// assert_eq!(s1_control.to_string(), "2009-09-01");
/// assert!(svn < s1_control);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    // The order of the fields is the order of dates.
    year: u16,
    month: NonZeroU8,
    /// 0 when the registry states no day, which sorts before every day.
    day: u8,
}

impl Date {
    /// The date of a year, a month and perhaps a day, if the Gregorian calendar has it.
    ///
    /// # Errors
    ///
    /// For the year 0, and for years after 9999; for the months 0 and 13; for the day 0, and for days that
    /// the month does not have: 31 June, 29 February 2026.
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::Date;
    ///
    /// let leap_day = Date::new(2024, 2, Some(29))?;
    /// assert!(leap_day < ianaports::REGISTRY_UPDATED);
    /// # Ok::<(), ianaports::DateError>(())
    /// ```
    #[inline]
    pub const fn new(year: u16, month: u8, day: Option<u8>) -> Result<Date, DateError> {
        if year == 0 || year > 9999 {
            return Err(DateError(Kind::Year { year }));
        }
        let month = match NonZeroU8::new(month) {
            Some(number) if month <= 12 => number,
            _ => return Err(DateError(Kind::Month { month })),
        };
        let day = match day {
            None => 0,
            Some(day) => {
                let last = days(year, month.get());
                if day == 0 || day > last {
                    return Err(DateError(Kind::Day { day, last }));
                }
                day
            }
        };
        Ok(Date { year, month, day })
    }

    /// The same for a `const`, where a date that the calendar does not have stops the build.
    ///
    /// # Panics
    ///
    /// When the calendar does not have the date. In a `const` this is an error of the compiler; elsewhere use
    /// [`new`](Self::new).
    ///
    /// # Examples
    ///
    /// ```
    /// use ianaports::{Date, REGISTRY_UPDATED};
    ///
    /// const SINCE: Date = Date::constant(2026, 8, Some(1));
    /// assert!(REGISTRY_UPDATED >= SINCE);
    /// ```
    ///
    /// ```compile_fail,E0080
    /// # use ianaports::Date;
    /// const LEAP_DAY: Date = Date::constant(2026, 2, Some(29));
    /// ```
    #[track_caller]
    #[inline]
    pub const fn constant(year: u16, month: u8, day: Option<u8>) -> Date {
        match Date::new(year, month, day) {
            Ok(date) => date,
            Err(_) => panic!(
                "not a date: expected a year from 1 to 9999, a month from 1 to 12, \
                 and no day or one that the month has"
            ),
        }
    }

    /// The year, from 1 to 9999.
    ///
    /// # Examples
    ///
    /// ```
    /// let submissions = ianaports::lookup("submissions").first().unwrap();
    /// assert_eq!(submissions.registration_date().unwrap().year(), 2017);
    /// ```
    #[inline]
    pub const fn year(self) -> u16 {
        self.year
    }

    /// The month, from 1 to 12.
    ///
    /// # Examples
    ///
    /// ```
    /// let submissions = ianaports::lookup("submissions").first().unwrap();
    /// assert_eq!(submissions.registration_date().unwrap().month(), 12);
    /// ```
    #[inline]
    pub const fn month(self) -> u8 {
        self.month.get()
    }

    /// The day of the month, from 1 to 31, or `None` when the registry does not state it.
    ///
    /// # Examples
    ///
    /// ```
    /// let submissions = ianaports::lookup("submissions").first().unwrap();
    /// assert_eq!(submissions.registration_date().unwrap().day(), Some(12));
    /// ```
    #[inline]
    pub const fn day(self) -> Option<u8> {
        match self.day {
            0 => None,
            day => Some(day),
        }
    }
}

/// How many days a month has.
#[inline]
const fn days(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Whether a year has a 29 February.
#[inline]
const fn is_leap(year: u16) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

impl FromStr for Date {
    type Err = DateError;

    /// Reads exactly `YYYY-MM-DD` or `YYYY-MM`.
    #[inline]
    fn from_str(text: &str) -> Result<Date, DateError> {
        let form = || {
            let found = Excerpt::new(text);
            DateError(Kind::Form { found })
        };
        let (year, rest) = text.split_once('-').ok_or_else(form)?;
        let (month, day) = match rest.split_once('-') {
            Some((month, day)) => (month, Some(day)),
            None => (rest, None),
        };
        let year = digits(year, 4).ok_or_else(form)?;
        // Two digits each: the values fit.
        let month = digits(month, 2).ok_or_else(form)? as u8;
        let day = match day {
            Some(day) => Some(digits(day, 2).ok_or_else(form)? as u8),
            None => None,
        };
        Date::new(year, month, day)
    }
}

/// The value of exactly `width` decimal digits, at most four.
#[inline]
fn digits(text: &str, width: usize) -> Option<u16> {
    if text.len() != width || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

impl fmt::Display for Date {
    /// `2026-08-17`, or `1992-07` without a day; width and alignment apply.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digit = |number: u16| b'0' + (number % 10) as u8;
        let (year, month, day) = (self.year, self.month(), self.day);
        let text = [
            digit(year / 1000),
            digit(year / 100),
            digit(year / 10),
            digit(year),
            b'-',
            digit(u16::from(month / 10)),
            digit(u16::from(month)),
            b'-',
            digit(u16::from(day / 10)),
            digit(u16::from(day)),
        ];
        let stated = if day == 0 {
            text.get(..7)
        } else {
            text.get(..)
        };
        // Always ten or seven ASCII characters: neither default is reached.
        f.pad(core::str::from_utf8(stated.unwrap_or_default()).unwrap_or_default())
    }
}

impl fmt::Debug for Date {
    /// The same as `Display`.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Why something is not a [`Date`].
///
/// # Examples
///
/// ```
/// let error = |text: &str| text.parse::<ianaports::Date>().unwrap_err().to_string();
/// assert_eq!(error("2017"), "`2017` is not a date: expected YYYY-MM-DD or YYYY-MM");
/// assert_eq!(error("2026-13"), "month 13 is out of range: expected 01 to 12");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Error)]
#[error(transparent)]
pub struct DateError(Kind);

impl fmt::Debug for DateError {
    /// The same as `Display`.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
enum Kind {
    #[error("`{found}` is not a date: expected YYYY-MM-DD or YYYY-MM")]
    Form { found: Excerpt },
    #[error("year {year} is out of range: expected 0001 to 9999")]
    Year { year: u16 },
    #[error("month {month} is out of range: expected 01 to 12")]
    Month { month: u8 },
    #[error("day {day} is out of range: expected 01 to {last} in this month")]
    Day { day: u8, last: u8 },
}
