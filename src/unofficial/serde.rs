//! `Serialize` for an unofficial name.

use ::serde::ser::{Serialize, SerializeStruct, Serializer};

use super::{Kind, UnofficialName};
use crate::port_range::PortRange;

/// The JSON of an unofficial name.
///
/// Its fields are `name`, `first_port`, `last_port`, `transports`, `source`, and one for each [`Kind`]: `alias_of`,
/// `server` and `development_server`, of which two are null. A later release may add fields; none changes its
/// meaning.
///
/// # Examples
///
/// ```
/// let dns = ianaports::unofficial::of_name("dns").unwrap();
/// let json = serde_json::to_value(dns)?;
/// assert_eq!((&json["name"], &json["first_port"]), (&"dns".into(), &53.into()));
/// assert_eq!(json["alias_of"], "domain");
/// assert!(json["server"].is_null());
/// # Ok::<(), serde_json::Error>(())
/// ```
impl Serialize for UnofficialName {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (alias_of, server, development_server) = match self.kind() {
            Kind::Alias(of) => (Some(of), None, None),
            Kind::Server(what) => (None, Some(what), None),
            Kind::DevelopmentServer(what) => (None, None, Some(what)),
        };
        let mut name = serializer.serialize_struct("UnofficialName", 8)?;
        name.serialize_field("name", self.name())?;
        name.serialize_field("first_port", &PortRange::first(self.ports()))?;
        name.serialize_field("last_port", &PortRange::last(self.ports()))?;
        name.serialize_field("transports", self.transports())?;
        name.serialize_field("alias_of", &alias_of)?;
        name.serialize_field("server", &server)?;
        name.serialize_field("development_server", &development_server)?;
        name.serialize_field("source", self.source())?;
        name.end()
    }
}
