//! Ports in a line that is a JSON object, by their keys, which may be nested. The name of a port becomes a key beside
//! it, `"dst_port":443,"dst_port_name":"https"`: the line stays JSON, and the port a number.

use std::fmt;
use std::ops::Range;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::columns::{Role, role};
use super::found::{self, Found, Protocol};

/// Objects are inside each other no deeper in what tools print.
const DEEPEST: usize = 32;

/// Adds the ports of the line, if it is an object with ports.
pub fn find(line: &[u8], found: &mut Vec<Found>) -> bool {
    if line.trim_ascii_start().first() != Some(&b'{') {
        return false;
    }
    let Ok(object) = serde_json::from_slice::<Object>(line) else {
        return false;
    };
    let mut walk = Walk { line, found };
    walk.object(&object, "", Protocol::Unstated, DEEPEST);
    !found.is_empty()
}

/// The fields of an object, as they stand in the line.
struct Object<'a>(Vec<(&'a str, &'a RawValue)>);

impl<'de> Deserialize<'de> for Object<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Fields)
    }
}

struct Fields;

impl<'de> Visitor<'de> for Fields {
    type Value = Object<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object<'de>, A::Error> {
        let mut fields = Vec::new();
        while let Some((Key(key), value)) = map.next_entry()? {
            fields.extend(key.map(|key| (key, value)));
        }
        Ok(Object(fields))
    }
}

/// A key without escapes: those with them are none of the known ones.
struct Key<'a>(Option<&'a str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl<'de> Visitor<'de> for Text {
            type Value = Key<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a key")
            }

            fn visit_borrowed_str<E>(self, key: &'de str) -> Result<Key<'de>, E> {
                Ok(Key(Some(key)))
            }

            fn visit_str<E>(self, _: &str) -> Result<Key<'de>, E> {
                Ok(Key(None))
            }
        }
        deserializer.deserialize_str(Text)
    }
}

struct Walk<'a> {
    line: &'a [u8],
    found: &'a mut Vec<Found>,
}

impl Walk<'_> {
    /// The ports of an object that stands under a key, in what states a protocol.
    fn object(&mut self, object: &Object, under: &str, outside: Protocol, deepest: usize) {
        let protocol = self.protocol(object).or(outside);
        for &(key, value) in &object.0 {
            let (stated, is_end) = match role(key.as_bytes()) {
                Some(Role::End(stated)) => (stated, true),
                // A port of what? Of one end of a connection, or of what the object itself is.
                Some(Role::Port) if is_one_end(under) => (Protocol::Unstated, true),
                Some(Role::Port) if matches!(under, "" | "ports") => (Protocol::Unstated, false),
                _ => {
                    self.value(key, value, protocol, deepest);
                    continue;
                }
            };
            let name = format!("{key}_name");
            let is_named = object.0.iter().any(|(other, _)| *other == name);
            if let Some(number) = found::number(unquoted(value)).filter(|_| !is_named) {
                self.found.push(Found {
                    protocol: stated.or(protocol),
                    is_end,
                    key: Some(self.place(key)),
                    ..Found::port(number, self.place(value.get()).end)
                });
            }
        }
    }

    fn value(&mut self, key: &str, value: &RawValue, protocol: Protocol, deepest: usize) {
        let Some(deepest) = deepest.checked_sub(1) else {
            return;
        };
        match value.get().as_bytes().first() {
            Some(b'{') => {
                if let Ok(object) = serde_json::from_str::<Object>(value.get()) {
                    // `{"TCP":{"destination_port":443}}`
                    let stated = found::transport(key.as_bytes()).map(Protocol::Transport);
                    self.object(&object, key, stated.unwrap_or(protocol), deepest);
                }
            }
            Some(b'[') => {
                for value in serde_json::from_str::<Vec<&RawValue>>(value.get()).unwrap_or_default()
                {
                    self.value(key, value, protocol, deepest);
                }
            }
            _ => {}
        }
    }

    /// What the keys of an object state, or those of the object `network` in it, as the Elastic Common Schema has it.
    fn protocol(&self, object: &Object) -> Protocol {
        let of_keys = |object: &Object| {
            let fields = object
                .0
                .iter()
                .filter(|(key, _)| role(key.as_bytes()) == Some(Role::Protocol));
            Protocol::of_all(fields.map(|(_, value)| Protocol::of_field(unquoted(value))))
        };
        let network = object
            .0
            .iter()
            .find(|(key, _)| *key == "network")
            .and_then(|(_, value)| {
                let Object(mut fields) = serde_json::from_str(value.get()).ok()?;
                // Its `protocol` is one above the transport.
                fields.retain(|(key, _)| matches!(*key, "transport" | "iana_number"));
                let values = fields
                    .iter()
                    .map(|(_, value)| Protocol::of_field(unquoted(value)));
                Some(Protocol::of_all(values))
            });
        of_keys(object).or(network.unwrap_or_default())
    }

    /// Where in the line a part of it stands.
    fn place(&self, part: &str) -> Range<usize> {
        let start = part.as_ptr().addr() - self.line.as_ptr().addr();
        start..start + part.len()
    }
}

fn is_one_end(key: &str) -> bool {
    [
        "source",
        "destination",
        "src",
        "dst",
        "client",
        "server",
        "local",
        "remote",
    ]
    .contains(&key)
}

/// `443` of `443` and of `"443"`; `null` is as good as nothing.
fn unquoted(value: &RawValue) -> &[u8] {
    let value = value.get().as_bytes();
    match value {
        b"null" => b"",
        [b'"', inside @ .., b'"'] => inside,
        other => other,
    }
}
