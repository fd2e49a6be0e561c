//! Overlays, made in both ways and of both types, answer as their entries say, or are refused for what is so.
#![no_main]

#[path = "../../tests/suites/overlay/slow.rs"]
mod slow;

use ianaports::Transport;
use ianaports::overlay::{Entry, Overlay, OwnedOverlay};
use libfuzzer_sys::fuzz_target;
use slow::{Borrowed, Given, Owned, answers_as, is_clear, is_name, is_right, some_overlap};

/// An entry of a line: a byte of transports and ways, two of ports, and the name.
fn given(line: &[u8]) -> Option<Given> {
    let [bits, first, length, name @ ..] = line else {
        return None;
    };
    // Near to others, and over the whole range; some are inverted.
    let first = u16::from(*first) * if bits >> 6 & 1 == 1 { 257 } else { 1 };
    let last = match length {
        0..=127 => first,
        128..=253 => first.saturating_add(u16::from(*length) - 127),
        254 => first.saturating_sub(1),
        255 => u16::MAX,
    };
    let transports = Transport::ALL.iter().copied().enumerate();
    let transports = transports.filter(|(place, _)| bits >> place & 1 == 1);
    Some(Given {
        name: String::from_utf8_lossy(name).into_owned(),
        first,
        last,
        transports: transports.map(|(_, on)| on).collect(),
        found: bits >> 4 & 3 != 1,
        shown: bits >> 4 & 3 != 2,
    })
}

fn is_sound(given: &Given) -> bool {
    is_name(&given.name, given.found) && !given.transports.is_empty() && given.first <= given.last
}

fuzz_target!(|data: &[u8]| {
    let given: Vec<Given> = data
        .split(|byte| *byte == b'\n')
        .filter_map(given)
        .collect();
    let entries: Vec<Entry<&str>> = given.iter().map(Given::entry).collect();
    let kept = entries.iter().map(|entry| entry.map_name(str::to_owned));
    let kept: Vec<Entry<String>> = kept.collect();
    let unsound = given.iter().position(|given| !is_sound(given));
    let edges = given.iter().flat_map(|given| {
        [
            given.first.wrapping_sub(1),
            given.first,
            given.last,
            given.last.wrapping_add(1),
        ]
    });
    for first_wins in [false, true] {
        let expected = if first_wins {
            !some_overlap(&given)
        } else {
            is_clear(&given)
        };
        let mut mine = entries.clone();
        let (borrowed, owned) = if first_wins {
            (
                Overlay::first_wins(&mut mine),
                OwnedOverlay::first_wins(kept.clone()),
            )
        } else {
            (Overlay::new(&mut mine), OwnedOverlay::new(kept.clone()))
        };
        match (borrowed, owned) {
            (Ok(borrowed), Ok(owned)) => {
                assert!(unsound.is_none() && expected);
                answers_as(&Borrowed(borrowed), &given, edges.clone());
                answers_as(&Owned(owned), &given, edges.clone());
            }
            (Err(error), Err(same)) => {
                assert_eq!(error, same);
                match unsound {
                    Some(place) => assert_eq!((error.entry(), error.other()), (place, None)),
                    None => assert!(!expected && is_right(error, &given)),
                }
                let text = error.to_string();
                assert!(
                    text.chars()
                        .all(|c| c == ' ' || is_name(&c.to_string(), false))
                );
            }
            (borrowed, owned) => panic!("{borrowed:?} {owned:?}"),
        }
        assert_eq!(mine, entries);
    }
});
