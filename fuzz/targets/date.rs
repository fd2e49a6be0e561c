//! `Date` accepts the days and months of the calendar in one form, and gives them back.
#![no_main]

use ianaports::Date;
use libfuzzer_sys::fuzz_target;

fn expected(text: &str) -> bool {
    let [year, month, rest @ ..] = &text.split('-').collect::<Vec<_>>()[..] else {
        return false;
    };
    let number = |digits: &str, width| {
        let right = digits.len() == width && digits.bytes().all(|byte| byte.is_ascii_digit());
        right.then(|| digits.parse::<u32>().unwrap())
    };
    let (Some(year @ 1..), Some(month @ 1..=12)) = (number(year, 4), number(month, 2)) else {
        return false;
    };
    let leap = if year % 100 == 0 {
        year % 400 == 0
    } else {
        year % 4 == 0
    };
    let last = [
        31,
        28 + u32::from(leap),
        31,
        30,
        31,
        30,
        31,
        31,
        30,
        31,
        30,
        31,
    ];
    match rest {
        [] => true,
        [day] => number(day, 2).is_some_and(|day| (1..=last[month as usize - 1]).contains(&day)),
        _ => false,
    }
}

fuzz_target!(|text: &str| {
    let parsed = text.parse::<Date>();
    assert_eq!(parsed.is_ok(), expected(text));
    match parsed {
        Ok(date) => {
            assert_eq!(date.to_string(), text);
            assert_eq!(format!("{date:?}"), text);
            assert_eq!(Date::new(date.year(), date.month(), date.day()), Ok(date));
        }
        Err(error) => assert!(!error.to_string().contains(char::is_control)),
    }
});
