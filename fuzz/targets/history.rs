//! A history is refused, or read; what is read fits a registry, or is refused, too.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use registry::check::{Registry, check};
use registry::history::{self, State, document, tables};
use registry::read;
use registry::tables::Tables;

fn registry(document: &[u8]) -> Registry {
    check(read::read(document).unwrap()).unwrap()
}

const DOCUMENT: &str = include_str!("../seeds/history.xml");

/// The registry that the seeds fit, of the date that most mutations keep.
static REGISTRY: LazyLock<Registry> = LazyLock::new(|| registry(DOCUMENT.as_bytes()));
/// An older document, for which the history ends earlier.
static OLDER: LazyLock<Registry> = LazyLock::new(|| {
    let (_, updated) = DOCUMENT.split_once("<updated>").unwrap();
    registry(
        DOCUMENT
            .replacen(&updated[.."2020-01-01".len()], "2020-02-01", 1)
            .as_bytes(),
    )
});

fuzz_target!(|data: &[u8]| {
    for other in [None, Some(&*OLDER)] {
        let Ok(mut history) = history::read(data) else {
            return;
        };
        let state = match other {
            None => State::new(&REGISTRY, &history),
            Some(other) => document::shorten(&mut history, &REGISTRY, other),
        };
        let document = other.unwrap_or(&REGISTRY);
        let made = state
            .and_then(|state| tables::index(&mut Tables::default(), &history, state, document));
        if let Err(error) = made {
            // A message holds no more of the file than an excerpt of each of its texts.
            assert!(error.to_string().len() < 1000, "{error}");
        }
    }
});
