//! `Serialize` and `Deserialize`: the types as the strings that people write in configuration,
//! and `Serialize` for a record with all its columns.

use core::fmt::{self, Display};
use core::marker::PhantomData;
use core::str::FromStr;

use ::serde::de::{Deserialize, Deserializer, Error, Unexpected, Visitor};
use ::serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::date::Date;
use crate::person::Person;
use crate::port_range::{PortRange, PortRangeError};
use crate::query::Query;
use crate::record::Record;
use crate::reference::Reference;
use crate::service_name::ServiceName;
use crate::service_type::ServiceType;
use crate::status::Status;
use crate::transport::Transport;

/// What is printed by `Display` is serialized as that string.
macro_rules! serialize_as_text {
    ($($type:ty),+) => {$(
        impl Serialize for $type {
            #[inline]
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
    )+};
}

serialize_as_text!(
    Transport,
    ServiceName,
    PortRange,
    ServiceType,
    Date,
    Query,
    Status
);

/// What is read by `FromStr` is deserialized from that string.
macro_rules! deserialize_text {
    ($($type:ty: $expected:literal),+) => {$(
        impl<'de> Deserialize<'de> for $type {
            #[inline]
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str(Text { expected: $expected, read: PhantomData })
            }
        }
    )+};
}

deserialize_text!(
    Transport: "a transport such as tcp",
    ServiceName: "a service name such as https",
    ServiceType: "a service type such as _ipp._tcp",
    Date: "a date such as 2026-08-17"
);

/// Where the format says what a value is, a port may also be a number.
macro_rules! deserialize_text_or_port {
    ($($type:ty: $expected:literal),+) => {$(
        impl<'de> Deserialize<'de> for $type {
            #[inline]
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = Text { expected: $expected, read: PhantomData };
                if deserializer.is_human_readable() {
                    deserializer.deserialize_any(TextOrPort(text))
                } else {
                    deserializer.deserialize_str(text)
                }
            }
        }
    )+};
}

deserialize_text_or_port!(
    PortRange: "a port such as 443 or a range such as \"6000-6063\"",
    Query: "a port such as 443, or a query such as \"https/tcp\""
);

/// Reads a string, borrowed or owned.
struct Text<T> {
    expected: &'static str,
    read: PhantomData<T>,
}

impl<T: FromStr<Err: Display>> Visitor<'_> for Text<T> {
    type Value = T;

    #[inline]
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected)
    }

    #[inline]
    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
    }
}

/// Reads a string, or a port as a number.
struct TextOrPort<T>(Text<T>);

impl<T: FromStr<Err: Display> + From<u16>> Visitor<'_> for TextOrPort<T> {
    type Value = T;

    #[inline]
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    #[inline]
    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        self.0.visit_str(text)
    }

    #[inline]
    fn visit_u64<E: Error>(self, port: u64) -> Result<T, E> {
        match u16::try_from(port) {
            Ok(port) => Ok(T::from(port)),
            Err(_) => Err(E::custom(PortRangeError::TooLarge)),
        }
    }

    #[inline]
    fn visit_i64<E: Error>(self, port: i64) -> Result<T, E> {
        match u64::try_from(port) {
            Ok(port) => self.visit_u64(port),
            Err(_) => Err(E::invalid_value(Unexpected::Signed(port), &self)),
        }
    }
}

/// A structure with a field for each of IANA's columns, and for what the crate derives from the
/// description and the notes: the status, and the name that the record is an alias of.
impl Serialize for Record {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let alias_of = self.alias_of().and_then(Record::name);
        let mut record = serializer.serialize_struct("Record", 14)?;
        record.serialize_field("name", &self.name())?;
        record.serialize_field("ports", &self.ports())?;
        record.serialize_field("transport", &self.transport())?;
        record.serialize_field("status", &self.status())?;
        record.serialize_field("description", self.description())?;
        record.serialize_field("alias_of", &alias_of)?;
        record.serialize_field("assignees", &Sequence(self.assignees()))?;
        record.serialize_field("contacts", &Sequence(self.contacts()))?;
        record.serialize_field("registered", &self.registration_date())?;
        record.serialize_field("modified", &self.modification_date())?;
        record.serialize_field("references", &Sequence(self.references()))?;
        record.serialize_field("service_code", &self.service_code())?;
        record.serialize_field("unauthorized", &self.unauthorized_use())?;
        record.serialize_field("notes", &self.notes())?;
        record.end()
    }
}

/// A structure of id, name and organization.
impl Serialize for Person {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut contact = serializer.serialize_struct("Person", 3)?;
        contact.serialize_field("id", self.id())?;
        contact.serialize_field("name", &self.name())?;
        contact.serialize_field("organization", &self.organization())?;
        contact.end()
    }
}

/// A structure of the text that IANA shows, and the address where a person reads it.
impl Serialize for Reference {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut reference = serializer.serialize_struct("Reference", 2)?;
        reference.serialize_field("text", &AsText(self))?;
        reference.serialize_field("url", &self.url().map(AsText))?;
        reference.end()
    }
}

/// What is serialized as it is printed.
struct AsText<T>(T);

impl<T: Display> Serialize for AsText<T> {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// The items of an iterator as a sequence.
struct Sequence<I>(I);

impl<I: Iterator<Item: Serialize> + Clone> Serialize for Sequence<I> {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.clone())
    }
}
