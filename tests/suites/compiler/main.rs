//! The compiler of the registry, on small documents: what is read, how it is understood, and what
//! is refused in which words.

mod broken;
mod grammar;
mod hash;
mod input;
mod layout;
mod meaning;
#[path = "../source/random.rs"]
mod random;
mod relations;
mod shapes;
mod unofficial;

use registry::check::{self, Registry};
use registry::read::{self, Document};

/// A document with these elements in its root, the first of them on line 5.
fn document(elements: &str) -> String {
    format!(
        "<?xml version='1.0' encoding='UTF-8'?>\n\
         <registry xmlns=\"http://www.iana.org/assignments\" id=\"service-names-port-numbers\">\n\
         <title>Service Names</title>\n\
         <updated>2026-08-17</updated>\n\
         {elements}\n\
         </registry>\n"
    )
}

fn read(document: &str) -> Document {
    read::read(document.as_bytes()).unwrap()
}

fn check(document: &str) -> Registry {
    check::check(read(document)).unwrap()
}

/// The error that the document gets, from reading or from checking.
fn refusal(document: impl AsRef<[u8]>) -> String {
    let checked = read::read(document.as_ref()).and_then(check::check);
    checked.map(|_| "compiled").unwrap_err().to_string()
}
