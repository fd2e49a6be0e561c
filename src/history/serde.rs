//! `Serialize` for a change with both of its sides.

use ::serde::ser::{Serialize, SerializeStruct, Serializer};

use super::change::Change;
use super::snapshot::Snapshot;
use crate::port_range::PortRange;

/// The JSON of a change: `date`, and `before` and `after`, each a [`Snapshot`] or null.
///
/// # Examples
///
/// ```
/// let change = ianaports::history::of("surfpass").next().unwrap();
/// let json = serde_json::to_value(change)?;
/// assert_eq!(json["date"], "2022-01-10");
/// assert_eq!(json["before"]["name"], "surfpass");
/// assert_eq!(json["before"]["first_port"], 5030);
/// assert!(json["after"]["name"].is_null());
/// assert_eq!(json["after"]["status"], "reserved");
/// # Ok::<(), serde_json::Error>(())
/// ```
impl Serialize for Change {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut change = serializer.serialize_struct("Change", 3)?;
        change.serialize_field("date", &self.date())?;
        change.serialize_field("before", &self.before())?;
        change.serialize_field("after", &self.after())?;
        change.end()
    }
}

/// The JSON of a snapshot: fields as those of a [`Record`](crate::Record), each null where there is nothing.
///
/// They are `name`, `first_port`, `last_port`, `transport`, `status`, `description`, `registration_date`,
/// `modification_date`, `references` (in one text), `service_code`, `unauthorized_use` and `notes`. A later release
/// may add fields; none changes its meaning.
impl Serialize for Snapshot {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let ports = self.ports();
        let mut snapshot = serializer.serialize_struct("Snapshot", 12)?;
        snapshot.serialize_field("name", &self.name())?;
        snapshot.serialize_field("first_port", &ports.map(PortRange::first))?;
        snapshot.serialize_field("last_port", &ports.map(PortRange::last))?;
        snapshot.serialize_field("transport", &self.transport())?;
        snapshot.serialize_field("status", &self.status())?;
        snapshot.serialize_field("description", self.description())?;
        snapshot.serialize_field("registration_date", &self.registration_date())?;
        snapshot.serialize_field("modification_date", &self.modification_date())?;
        snapshot.serialize_field("references", &self.references())?;
        snapshot.serialize_field("service_code", &self.service_code())?;
        snapshot.serialize_field("unauthorized_use", &self.unauthorized_use())?;
        snapshot.serialize_field("notes", &self.notes())?;
        snapshot.end()
    }
}
