//! Calls every public function with what its arguments say, without std, so that no other code has
//! a reason to panic. Without the feature `registry` it is the same program without the crate.
#![no_std]
#![no_main]

use core::ffi::{CStr, c_char};
use core::fmt::{self, Debug, Display, Write};
use core::hash::{Hash, Hasher};
use core::hint::black_box;

#[link(name = "c")]
unsafe extern "C" {}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

/// `core` as it is shipped mentions this symbol; nothing calls it, since the profile aborts.
#[unsafe(no_mangle)]
extern "C" fn rust_eh_personality() {}

/// Takes everything that is printed or hashed.
struct Sink(u64);

impl Write for Sink {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.write(text.as_bytes());
        Ok(())
    }
}

impl Hasher for Sink {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(5) ^ u64::from(*byte);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

impl Sink {
    fn debug(&mut self, value: impl Debug) {
        let _ = write!(self, "{value:?} {value:#?} {value:12?}");
    }

    fn show(&mut self, value: impl Display + Debug) {
        let _ = write!(self, "{value} {value:>20} {value:-^7.3}");
        self.debug(value);
    }

    fn equal<T: Clone + Eq + Hash>(&mut self, value: &T, other: &T) {
        value.hash(self);
        (value.clone() == *other).hash(self);
    }

    fn order<T: Clone + Ord + Hash>(&mut self, value: &T, other: &T) {
        self.equal(value, other);
        (value.cmp(other), value.partial_cmp(other), value < other).hash(self);
    }

    #[cfg(feature = "registry")]
    fn error<E: core::error::Error + Clone + Eq + Hash>(&mut self, error: &E) {
        self.show(error);
        self.equal(error, error);
        error.source().is_some().hash(self);
    }
}

/// The program is the same without the crate: it prints and compares what `core` has.
fn without(sink: &mut Sink, words: &[&str], number: u16) {
    sink.show(number);
    sink.show(u64::from(number));
    sink.show(char::from_u32(number.into()).unwrap_or('x'));
    #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    enum Kind<'a> {
        One { a: u16, b: Option<&'a str> },
        Two(&'a str),
    }
    for word in words {
        sink.show(word);
        let one = Kind::One {
            a: number,
            b: Some(word),
        };
        sink.debug(&one);
        sink.order(&one, &Kind::Two(word));
        sink.debug(word.parse::<u16>());
        sink.debug((word.char_indices().next(), word.split_once('-')));
    }
    sink.debug(words);
    sink.debug(number..=number);
}

#[cfg(feature = "registry")]
mod with;

#[unsafe(no_mangle)]
extern "C" fn main(count: i32, arguments: *const *const c_char) -> i32 {
    let mut words = [""; 8];
    for (index, word) in words.iter_mut().enumerate() {
        if (index as i32) < count {
            // C gives this many strings, each ended by a zero.
            let argument = unsafe { CStr::from_ptr(*arguments.add(index)) };
            *word = argument.to_str().unwrap_or_default();
        }
    }
    let words = black_box(words);
    let mut sink = Sink(0);
    let number = |word: &str| {
        word.bytes()
            .fold(0_u16, |n, b| n.wrapping_mul(10).wrapping_add(b.into()))
    };
    let numbers = words.map(number);
    without(&mut sink, &words, numbers[1]);
    #[cfg(feature = "registry")]
    with::everything(&mut sink, &words, &numbers);
    (black_box(sink.0) & 63) as i32
}
