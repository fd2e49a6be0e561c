//! `Serialize` and `Deserialize`: the types as the strings that people write in configuration,
//! and `Serialize` for a record with all its columns.

use core::fmt::{self, Display};
use core::marker::PhantomData;
use core::str::FromStr;

use ::serde::de::{Deserialize, Deserializer, Error, Unexpected, Visitor};
use ::serde::ser::{Serialize, SerializeSeq, SerializeStruct, Serializer};

use crate::date::Date;
use crate::person::Person;
use crate::port_range::PortRange;
use crate::query::Query;
use crate::record::Record;
use crate::records::Records;
use crate::reference::{Reference, ReferenceUrl};
use crate::service_name::ServiceName;
use crate::service_type::ServiceType;
use crate::status::Status;
use crate::transport::Transport;
use crate::txt_keys::TxtKeys;

/// Serializes a type as the string that its `Display` prints.
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
    Status,
    ReferenceUrl
);

/// Deserializes a type from a string that its `FromStr` reads.
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
    ServiceName: "a service name such as https",
    ServiceType: "a service type such as _ipp._tcp",
    Date: "a date such as 2026-08-17"
);

/// In a human-readable format the value may also be a number: a port, or an IP protocol number.
macro_rules! deserialize_text_or_number {
    ($($type:ty: $expected:literal),+) => {$(
        impl<'de> Deserialize<'de> for $type {
            #[inline]
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = Text { expected: $expected, read: PhantomData };
                if deserializer.is_human_readable() {
                    deserializer.deserialize_any(TextOrNumber(text))
                } else {
                    deserializer.deserialize_str(text)
                }
            }
        }
    )+};
}

deserialize_text_or_number!(
    Transport: "a transport such as tcp, or its IP protocol number",
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

/// Reads a string or a number.
struct TextOrNumber<T>(Text<T>);

/// The value that a number stands for.
trait FromNumber: Sized {
    fn from_number(number: u64) -> Option<Self>;
}

impl FromNumber for Transport {
    #[inline]
    fn from_number(number: u64) -> Option<Transport> {
        Transport::from_protocol_number(u8::try_from(number).ok()?)
    }
}

impl FromNumber for PortRange {
    #[inline]
    fn from_number(number: u64) -> Option<PortRange> {
        Some(PortRange::single(u16::try_from(number).ok()?))
    }
}

impl FromNumber for Query {
    #[inline]
    fn from_number(number: u64) -> Option<Query> {
        Some(PortRange::from_number(number)?.into())
    }
}

impl<T: FromStr<Err: Display> + FromNumber> Visitor<'_> for TextOrNumber<T> {
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
    fn visit_u64<E: Error>(self, number: u64) -> Result<T, E> {
        let wrong = || E::invalid_value(Unexpected::Unsigned(number), &self);
        T::from_number(number).ok_or_else(wrong)
    }

    #[inline]
    fn visit_i64<E: Error>(self, number: i64) -> Result<T, E> {
        match u64::try_from(number) {
            Ok(number) => self.visit_u64(number),
            Err(_) => Err(E::invalid_value(Unexpected::Signed(number), &self)),
        }
    }
}

/// The JSON of a record: every fact of it, in these fields. A later release may add fields; none
/// changes its meaning.
///
/// | field | value |
/// |---|---|
/// | `name` | the service name as registered, or null |
/// | `first_port`, `last_port` | two numbers, the same for one port; null without a port |
/// | `transport` | `"tcp"`, `"udp"`, `"sctp"` or `"dccp"`, or null where the record states none |
/// | `status` | `"assigned"`, `"reserved"`, `"de-assigned"` or `"unassigned"` |
/// | `description` | text |
/// | `alias_of` | the name of the record that this one is an alias of, on the same port and transport, or null |
/// | `aliases` | the names of its aliases |
/// | `assignees`, `contacts` | people: `id`, `name` and `organization`, the last two may be null. As in IANA's table the assignees are the contacts where the registry states none |
/// | `registration_date`, `modification_date` | `"2026-08-17"` or `"2026-08"`, or null |
/// | `references` | documents: `text` as IANA shows it, and `url` or null |
/// | `service_code` | the DCCP service code as a number, or null |
/// | `unauthorized_use` | text or null |
/// | `notes` | text or null |
/// | `service_type` | the DNS-SD service type, or null |
/// | `txt_keys` | the keys as the registry gives them, `"none"`, `"proprietary"`, or null |
///
/// # Examples
///
/// ```
/// let http = ianaports::lookup((80, ianaports::Transport::Tcp)).first().unwrap();
/// let json = serde_json::to_value(http)?;
/// assert_eq!((&json["first_port"], &json["last_port"]), (&80.into(), &80.into()));
/// assert_eq!(json["aliases"], serde_json::json!(["www", "www-http"]));
/// assert_eq!(json["references"][0]["text"], "RFC9110");
/// # Ok::<(), serde_json::Error>(())
/// ```
impl Serialize for Record {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let ports = self.ports();
        let alias_of = self.alias_of().and_then(Record::name);
        let mut record = serializer.serialize_struct("Record", 18)?;
        record.serialize_field("name", &self.name())?;
        record.serialize_field("first_port", &ports.map(PortRange::first))?;
        record.serialize_field("last_port", &ports.map(PortRange::last))?;
        record.serialize_field("transport", &self.transport())?;
        record.serialize_field("status", &self.status())?;
        record.serialize_field("description", self.description())?;
        record.serialize_field("alias_of", &alias_of)?;
        record.serialize_field("aliases", &Sequence(self.aliases().map(name)))?;
        record.serialize_field("assignees", &Sequence(self.assignees()))?;
        record.serialize_field("contacts", &Sequence(self.contacts()))?;
        record.serialize_field("registration_date", &self.registration_date())?;
        record.serialize_field("modification_date", &self.modification_date())?;
        record.serialize_field("references", &Sequence(self.references()))?;
        record.serialize_field("service_code", &self.service_code())?;
        record.serialize_field("unauthorized_use", &self.unauthorized_use())?;
        record.serialize_field("notes", &self.notes())?;
        record.serialize_field("service_type", &self.service_type())?;
        record.serialize_field("txt_keys", &self.txt_keys())?;
        record.end()
    }
}

#[inline]
fn name(record: Record) -> Option<&'static str> {
    record.name()
}

/// A sequence of records.
impl Serialize for Records {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut records = serializer.serialize_seq(Some(self.len()))?;
        self.iter()
            .try_for_each(|record| records.serialize_element(&record))?;
        records.end()
    }
}

/// `"none"`, `"proprietary"`, or the keys.
impl Serialize for TxtKeys {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(match self {
            TxtKeys::Empty => "none",
            TxtKeys::Proprietary => "proprietary",
            TxtKeys::Text(keys) => keys,
        })
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
        reference.serialize_field("url", &self.url())?;
        reference.end()
    }
}

/// A value that is serialized as the string that it prints.
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
