//! `Transport` accepts four words in any letter case.
#![no_main]

use ianaports::Transport;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let parsed = text.parse::<Transport>();
    let words = ["tcp", "udp", "sctp", "dccp"];
    let expected = words
        .iter()
        .position(|word| text.to_ascii_lowercase() == *word);
    assert_eq!(parsed.ok(), expected.map(|place| Transport::ALL[place]));
    match parsed {
        Ok(transport) => {
            assert_eq!(transport.to_string().parse(), Ok(transport));
            let number = transport.protocol_number();
            assert_eq!(Transport::from_protocol_number(number), Some(transport));
        }
        Err(error) => assert!(!error.to_string().contains(char::is_control)),
    }
});
