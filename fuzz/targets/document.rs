//! The registry's compiler refuses a document, or understands what the second reader reads.
#![no_main]

#[path = "../../tests/suites/faults/judge.rs"]
mod judge;
#[path = "../../tests/suites/source/reader.rs"]
#[allow(dead_code, reason = "the judge needs the columns alone")]
mod reader;
#[path = "../../tests/suites/faults/tables.rs"]
#[allow(dead_code, reason = "the tests ask for the rest")]
mod tables;
#[path = "../../tests/suites/source/twin.rs"]
#[allow(dead_code, reason = "the tests ask for the rest")]
mod twin;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    // What begins with a record is put into a document: most mutations of a root are refused.
    let document = if data.starts_with(b"<record") {
        let before: &[u8] = b"<registry xmlns=\"http://www.iana.org/assignments\" id=\"service-names-port-numbers\">\
            <title>T</title><updated>2026-08-17</updated>";
        [
            before,
            data,
            b"<footnote anchor=\"1\">F</footnote><people><person id=\"A\"/></people></registry>",
        ]
        .concat()
    } else {
        data.to_vec()
    };
    // Tables take as long as a hundred of these: they are made for every eighth.
    if data.len().is_multiple_of(8) {
        let _ = judge::judge_to_the_end(&document);
    } else {
        let _ = judge::judge(&document);
    }
});
