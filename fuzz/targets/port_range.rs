//! `PortRange` accepts a number or two in order, and gives them back.
#![no_main]

use ianaports::PortRange;
use libfuzzer_sys::fuzz_target;

/// The number, however many zeros lead it.
fn number(digits: &str) -> Option<u16> {
    if digits.is_empty() || digits.bytes().any(|byte| !byte.is_ascii_digit()) {
        return None;
    }
    let significant = digits.trim_start_matches('0');
    if significant.len() > 5 {
        return None;
    }
    let value = significant
        .bytes()
        .fold(0, |value, byte| value * 10 + u32::from(byte - b'0'));
    u16::try_from(value).ok()
}

fn expected(text: &str) -> Option<(u16, u16)> {
    let parts: Vec<&str> = text.split('-').collect();
    match parts[..] {
        [port] => Some((number(port)?, number(port)?)),
        [first, last] => Some((number(first)?, number(last)?)).filter(|(a, b)| a <= b),
        _ => None,
    }
}

fuzz_target!(|text: &str| {
    let parsed = text.parse::<PortRange>();
    assert_eq!(
        parsed.ok().map(|range| (range.first(), range.last())),
        expected(text)
    );
    match parsed {
        Ok(range) => {
            assert_eq!(range.to_string().parse(), Ok(range));
            assert_eq!(PortRange::new(range.first(), range.last()), Ok(range));
            assert_eq!(range.len() as usize, range.iter().count());
        }
        Err(error) => assert!(!error.to_string().contains(char::is_control)),
    }
});
