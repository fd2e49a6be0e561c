//! `ServiceName` accepts exactly what RFC 6335, section 5.1 allows, and gives it back.
#![no_main]

use std::hash::{DefaultHasher, Hash, Hasher};

use ianaports::ServiceName;
use libfuzzer_sys::fuzz_target;

/// The rules once more, as the RFC writes them.
fn allowed(text: &str) -> bool {
    let letters = text.chars().filter(char::is_ascii_alphabetic).count();
    (1..=15).contains(&text.chars().count())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        && letters >= 1
        && text.split('-').all(|part| !part.is_empty())
}

fn hash(name: ServiceName) -> u64 {
    let mut hasher = DefaultHasher::new();
    name.hash(&mut hasher);
    hasher.finish()
}

fuzz_target!(|text: &str| {
    let parsed = text.parse::<ServiceName>();
    assert_eq!(parsed, ServiceName::new(text));
    assert_eq!(parsed.is_ok(), allowed(text));
    match parsed {
        Ok(name) => {
            assert_eq!(name.as_str(), text);
            assert_eq!(name.to_string(), text);
            assert_eq!(format!("{name:?}"), format!("{text:?}"));
            assert_eq!(ServiceName::try_from(name.as_ref()), Ok(name));
            let other: ServiceName = text.to_ascii_uppercase().parse().unwrap();
            assert!(name == other && name == other.as_str() && hash(name) == hash(other));
            assert!(name == *other.as_str() && name <= other && name.cmp(&other).is_eq());
        }
        Err(error) => assert!(!error.to_string().contains(char::is_control)),
    }
});
