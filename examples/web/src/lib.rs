//! The crate as WebAssembly: JavaScript writes a question into memory, calls a function, and reads the answer there.
//!
//! Nothing is imported and nothing is generated. [`answer`] decides what the page shows.

// These are the names by which JavaScript calls the functions.
#![allow(unsafe_code)]

mod answer;
mod json;
mod past;
mod picture;

use std::cell::RefCell;

thread_local! {
    /// What one side has written for the other.
    static TEXT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Makes room for a text, and tells where it is.
#[unsafe(no_mangle)]
pub extern "C" fn room(bytes: usize) -> *mut u8 {
    TEXT.with_borrow_mut(|text| {
        text.clear();
        text.resize(bytes, 0);
        text.as_mut_ptr()
    })
}

/// Where the answer is.
#[unsafe(no_mangle)]
pub extern "C" fn text() -> *const u8 {
    TEXT.with_borrow(|text| text.as_ptr())
}

/// Answers the question that was written, with so many rows at most: the bytes of the answer, which is JSON.
#[unsafe(no_mangle)]
pub extern "C" fn ask(rows: usize) -> usize {
    let question = TEXT.take();
    say(answer::json(&String::from_utf8_lossy(&question), rows))
}

/// What a port is, in a line.
#[unsafe(no_mangle)]
pub extern "C" fn line(port: u16) -> usize {
    say(answer::line(port).into_bytes())
}

/// The class of each port, a byte each.
#[unsafe(no_mangle)]
pub extern "C" fn classes() -> usize {
    say(picture::classes())
}

/// What the classes mean, as JSON.
#[unsafe(no_mangle)]
pub extern "C" fn legend() -> usize {
    say(picture::legend())
}

/// Which registry it is, as JSON.
#[unsafe(no_mangle)]
pub extern "C" fn about() -> usize {
    say(picture::about())
}

fn say(answer: Vec<u8>) -> usize {
    let bytes = answer.len();
    TEXT.set(answer);
    bytes
}
