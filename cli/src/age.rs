//! Whether the registry inside is old by the clock.

use std::time::{SystemTime, UNIX_EPOCH};

use ianaports::{Date, REGISTRY_UPDATED};

/// IANA changes the registry about once a week; half a year is some 25 editions.
const OLD: i64 = 183;

/// A line that says how old the registry is, if it is old. A clock that is wrong by years says nothing.
pub fn note() -> Option<String> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
    note_on(i64::try_from(now.as_secs() / 86_400).ok()?)
}

/// The same on a day, counted from 1970-01-01.
fn note_on(today: i64) -> Option<String> {
    let age = today - days(REGISTRY_UPDATED);
    (age > OLD).then(|| {
        format!(
            "the registry inside is of {REGISTRY_UPDATED}, {age} days ago; a newer ianaports has a newer one"
        )
    })
}

/// The days from 1970-01-01 to a date of the Gregorian calendar, counted in years that begin in March.
fn days(date: Date) -> i64 {
    let (year, month) = (i64::from(date.year()), i64::from(date.month()));
    let year = if month > 2 { year } else { year - 1 };
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + i64::from(date.day().unwrap_or(1)) - 1;
    365 * year + year / 4 - year / 100 + year / 400 + day_of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn days_are_counted_through_every_month_and_leap_year() {
        assert_eq!(days(date("1970-01-01")), 0);
        assert_eq!(days(date("2000-02-29")), 11_016);
        let mut expected = 0;
        for year in 1970..2100 {
            for month in 1..=12 {
                assert_eq!(days(Date::new(year, month, Some(1)).unwrap()), expected);
                let last = (28..=31)
                    .rev()
                    .find(|&day| Date::new(year, month, Some(day)).is_ok());
                expected += i64::from(last.unwrap());
            }
        }
    }

    #[test]
    fn a_registry_is_old_after_half_a_year() {
        let edition = days(REGISTRY_UPDATED);
        assert_eq!(note_on(edition - 4000), None);
        assert_eq!(note_on(edition + OLD), None);
        assert!(note_on(edition + OLD + 1).unwrap().contains("184 days"));
    }
}
