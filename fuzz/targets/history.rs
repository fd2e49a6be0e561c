//! A history is refused, or read; what is read fits a registry, or is refused, too.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use registry::check::{Registry, check};
use registry::history::{self, tables};
use registry::read;
use registry::tables::Tables;

/// The registry that the seeds fit, of the date that most mutations keep.
static REGISTRY: LazyLock<Registry> = LazyLock::new(|| {
    let document = include_bytes!("../seeds/history.xml");
    check(read::read(document).unwrap()).unwrap()
});

fuzz_target!(|data: &[u8]| {
    let Ok(history) = history::read(data) else {
        return;
    };
    let mut made = Tables::default();
    if let Err(error) = tables::index(&mut made, &history, &REGISTRY) {
        // A message holds no more of the file than an excerpt of each of its texts.
        assert!(error.to_string().len() < 1000, "{error}");
    }
});
