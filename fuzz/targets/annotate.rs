//! `annotate` adds names and changes nothing else, however often it is run, and looks at no byte more than so often.
#![no_main]

use ianaports_cli::annotate::{Annotator, Options};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let options = Options::default();
    let mut annotator = Annotator::new(&options);
    let out = annotator.annotate(input);
    assert!(
        annotator.work() <= 40 * input.len() + 4096,
        "{} bytes were looked at {} times",
        input.len(),
        annotator.work()
    );
    // All of the input is there, in its order, and what is there besides are whole names.
    let mut rest = out.iter();
    assert!(input.iter().all(|byte| rest.any(|other| other == byte)));
    if out.len() == input.len() {
        assert_eq!(out, input);
    } else {
        assert!(out.len() >= input.len() + "(x)".len());
    }

    let explained = Options {
        explains: true,
        is_column: true,
        ..Options::default()
    };
    let mut notes = Vec::new();
    let mut columns = Vec::new();
    Annotator::new(&explained)
        .stream(input, &mut columns, &mut notes)
        .unwrap()
        .unwrap();
    let mut rest = columns.iter();
    assert!(input.iter().all(|byte| rest.any(|other| other == byte)));
    assert!(std::str::from_utf8(&notes).is_ok());
});
