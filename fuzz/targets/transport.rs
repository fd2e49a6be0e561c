//! `Transport` accepts four words in any letter case, and four numbers.
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
    for number in text.bytes() {
        match Transport::try_from(number) {
            Ok(transport) => assert_eq!(transport.protocol_number(), number),
            Err(error) => {
                let told = format!("IP protocol number {number} is not a transport");
                assert!(error.to_string().starts_with(&told));
                assert!(![6, 17, 33, 132].contains(&number));
            }
        }
    }
});
