//! `ServiceType` accepts `_name._tcp` and a domain after it, and gives the first two back.
#![no_main]

use ianaports::{ServiceName, ServiceType, Transport};
use libfuzzer_sys::fuzz_target;

fn expected(text: &str) -> Option<(ServiceName, Transport)> {
    let text = text
        .strip_suffix('.')
        .filter(|rest| rest.contains('.'))
        .unwrap_or(text);
    let labels: Vec<&str> = text.split('.').collect();
    let [name, transport, domain @ ..] = &labels[..] else {
        return None;
    };
    let name = ServiceName::new(name.strip_prefix('_')?).ok()?;
    let transport = transport.strip_prefix('_')?.parse().ok()?;
    domain
        .iter()
        .all(|label| !label.is_empty())
        .then_some((name, transport))
}

fuzz_target!(|text: &str| {
    let parsed = text.parse::<ServiceType>();
    let expected = expected(text);
    assert_eq!(
        parsed.ok().map(|kind| (kind.name(), kind.transport())),
        expected
    );
    match parsed {
        Ok(kind) => {
            assert_eq!(kind.to_string().parse(), Ok(kind));
            assert_eq!(format!("{kind:?}"), kind.to_string());
            assert!(text.starts_with(&kind.to_string()[..kind.name().as_str().len() + 1]));
        }
        Err(error) => assert!(!error.to_string().contains(char::is_control)),
    }
});
