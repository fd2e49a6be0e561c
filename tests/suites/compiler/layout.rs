//! What the build writes reads back: each pair of functions of `src/layout.rs` over its whole domain. Those of
//! one byte are checked there, by the compiler.

use std::collections::HashSet;

use registry::date::Date;
use registry::layout::{
    On, PORTS_A_WORD, TRANSPORTS, begin, begun, date_from_number, date_to_number, first,
    mask_and_add, offset, option_from_number, option_to_number, place, transport_index,
};

#[test]
fn dates() {
    assert_eq!(date_from_number(date_to_number(None)), None);
    let mut before = 0;
    for year in 1..=9999 {
        for month in 1..=12 {
            for day in [None].into_iter().chain((1..=31).map(Some)) {
                if let Ok(date) = Date::new(year, month, day) {
                    let number = date_to_number(Some(date));
                    assert!(before < number && number < 1 << 23);
                    assert_eq!(date_from_number(number), Some(date));
                    before = number;
                }
            }
        }
    }
}

#[test]
fn options_and_first_records() {
    for number in (0..=0xffff).map(Some).chain([None]) {
        assert_eq!(option_from_number(option_to_number(number)), number);
    }
    // A list's first record lies at most as far from the base as the last row.
    for base in [0, 1, 170, 0x7fff, 0xfffe] {
        let (mask, add) = mask_and_add(None);
        assert_eq!(first(base, mask, add), 0);
        for difference in 0..0xffff - base {
            let (mask, add) = mask_and_add(Some(difference));
            let ordinal = usize::from(first(base, mask, add));
            assert_eq!(option_from_number(ordinal), Some(base + difference));
        }
    }
}

#[test]
fn list_numbers() {
    let mut seen = HashSet::new();
    for shape in 0..100 {
        assert!(On::ALL.iter().all(|on| seen.insert(on.list(shape))));
    }
    for (at, stated) in TRANSPORTS.into_iter().enumerate() {
        assert_eq!(transport_index(stated), at);
        if let Some(transport) = stated {
            assert_eq!(On::one(transport), On::ALL[at]);
        }
    }
}

#[test]
fn places_and_runs() {
    for places in [8, 1024, 16_384, 1 << 16] {
        for port in 0..1 << 16 {
            let at = (port * 7) % places;
            assert_eq!(place(offset(at, port, places), port, places), at);
        }
    }
    for port in 0..=PORTS_A_WORD as u16 * 3 {
        let word = begin(port);
        for other in 0..PORTS_A_WORD as u16 {
            let later = other >= port % PORTS_A_WORD as u16;
            assert_eq!(begun(word, other), usize::from(later));
        }
        assert_eq!(begun(u64::MAX, port), usize::from(port) % PORTS_A_WORD + 1);
    }
}
