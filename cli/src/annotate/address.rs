//! Addresses as they are written.

use std::net::Ipv6Addr;
use std::str;

/// No IPv6 address with its zone and port is longer.
pub const LONGEST: usize = 80;

/// How long the IPv4 address is that a text begins with: four numbers up to 255, without zeros in front.
pub fn ipv4(text: &[u8]) -> Option<usize> {
    let mut at = 0;
    for part in 0..4 {
        let start = at;
        let mut number = 0;
        while let Some(digit) = text.get(at).filter(|byte| byte.is_ascii_digit()) {
            number = 10 * number + u32::from(digit - b'0');
            at += 1;
            if at - start > 3 {
                return None;
            }
        }
        if at == start || number > 255 || (at - start > 1 && text[start] == b'0') {
            return None;
        }
        if part < 3 {
            if text.get(at) != Some(&b'.') {
                return None;
            }
            at += 1;
        }
    }
    Some(at)
}

pub fn is_ipv4(text: &[u8]) -> bool {
    ipv4(text) == Some(text.len())
}

pub fn is_ipv6(text: &[u8]) -> bool {
    text.len() >= 2
        && text.contains(&b':')
        && str::from_utf8(text).is_ok_and(|text| text.parse::<Ipv6Addr>().is_ok())
}

/// An address as the value of a field: with a zone or brackets perhaps.
pub fn is_address(text: &[u8]) -> bool {
    if text.len() > LONGEST {
        return false;
    }
    let text = text
        .strip_prefix(b"[")
        .and_then(|text| text.strip_suffix(b"]"))
        .unwrap_or(text);
    let zone = text.iter().position(|&byte| byte == b'%');
    let text = &text[..zone.unwrap_or(text.len())];
    is_ipv4(text) || is_ipv6(text)
}
