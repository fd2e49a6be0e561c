//! `PortRange` accepts a number or two in order, gives them back, and has what is between them.
#![no_main]

use std::ops::RangeInclusive;

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
            assert_eq!(format!("{range:?}"), range.to_string());
            assert_eq!(PortRange::try_from(RangeInclusive::from(range)), Ok(range));
            assert_eq!(range == range.first(), range.len() == 1);
            // A walk over all ports takes as long as thousands of other ranges.
            let others = [PortRange::SYSTEM, PortRange::USER, PortRange::DYNAMIC];
            for other in others.into_iter().filter(|_| range.len() <= 2_000) {
                let chosen = |port: u16| other.contains(port);
                let shared = range.into_iter().filter(|port| chosen(*port));
                let runs: Vec<PortRange> = range.runs(chosen).collect();
                assert!(runs.iter().flat_map(|run| run.iter()).eq(shared));
                assert_eq!(runs.len(), usize::from(range.overlaps(other)));
            }
        }
        Err(error) => assert!(!error.to_string().contains(char::is_control)),
    }
});
