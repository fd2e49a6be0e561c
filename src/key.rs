//! The keys: the types that [`lookup`](crate::lookup) takes.

use crate::layout::On;
use crate::port_range::PortRange;
use crate::records::Records;
use crate::service_name::ServiceName;
use crate::service_type::ServiceType;
use crate::transport::Transport;

/// A question to the registry: a type that [`lookup`](crate::lookup) takes.
///
/// | key | result |
/// |---|---|
/// | `u16` | the services of a port |
/// | [`PortRange`] | the services that have a port in the range |
/// | `&str`, `&String`, `&Cow<str>`, … | the services of a name, in any letter case |
/// | [`ServiceName`] | the services of a well-formed name |
/// | any of these and a [`Transport`], as a pair | those on that transport |
/// | [`ServiceType`] or a reference to one | the services of a DNS-SD service type or an SRV record |
/// | [`Query`](crate::Query) or a reference to one | any of the above, as a person typed it |
///
/// # Examples
///
/// ```
/// use ianaports::{Key, lookup};
///
/// fn describe(key: impl Key) -> &'static str {
///     lookup(key).first().map_or("nothing registered", |record| record.description())
/// }
/// assert_eq!(describe(179), "Border Gateway Protocol");
/// assert_eq!(describe("bgp"), "Border Gateway Protocol");
/// ```
///
/// # What is not a key
///
/// The trait is sealed: only this crate can implement it.
///
/// ```compile_fail,E0277
/// struct Port;
/// impl ianaports::Key for Port {}
/// ```
///
/// Pairs do not nest:
///
/// ```compile_fail,E0277
/// use ianaports::{Transport::Tcp, lookup};
/// lookup(((443, Tcp), Tcp));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is nothing that `ianaports::lookup` can look up",
    note = "a key is a `u16` port, a `PortRange` as of `PortRange::new(1, 1023)?`, a name as `&str` or `ServiceName`, \
            one of these and a `Transport` as a pair, a `ServiceType` or a `Query`"
)]
pub trait Key: sealed::Ask {}

/// The sealed part of [`Key`], which turns a key into records.
pub(crate) mod sealed {
    pub trait Ask {
        fn records(self) -> crate::records::Records;
    }
}

// Two rules keep `lookup(443)` and `lookup(&name)` as they are:
// - `u16` stays the only integer that is a key, because an integer literal is inferred from it.
// - Every type with `AsRef<str>` is a name, by `&S` below. So no other public type of this crate may
//   have `AsRef<str>`: `lookup(&Transport::Tcp)` would look for a service named "tcp".
macro_rules! key {
    ($([$($generic:tt)*] $key:ty: |$pattern:pat_param| $records:expr;)*) => {$(
        impl<$($generic)*> Key for $key {}
        impl<$($generic)*> sealed::Ask for $key {
            #[inline]
            fn records(self) -> Records {
                let $pattern = self;
                $records
            }
        }
    )*};
}

key! {
    [] u16: |port| Records::of_port(port, On::Any);
    [] (u16, Transport): |(port, transport)| Records::of_port(port, On::one(transport));
    [] PortRange: |ports| Records::of_ports(ports, On::Any);
    [] (PortRange, Transport): |(ports, transport)| Records::of_ports(ports, On::one(transport));
    [S: AsRef<str> + ?Sized] &S: |name| Records::of_name(name.as_ref(), On::Any);
    [S: AsRef<str> + ?Sized] (&S, Transport): |(name, transport)| {
        Records::of_name(name.as_ref(), On::one(transport))
    };
    [] ServiceName: |name| Records::of_name(name.as_str(), On::Any);
    [] (ServiceName, Transport): |(name, transport)| {
        Records::of_name(name.as_str(), On::one(transport))
    };
    [] ServiceType: |kind| Records::of_name(kind.name().as_str(), on_label(kind));
    [] &ServiceType: |kind| Records::of_name(kind.name().as_str(), on_label(*kind));
}

/// The transports of a service type: `_udp` stands for every transport but TCP (RFC 6763, section 7).
#[inline]
pub(crate) fn on_label(kind: ServiceType) -> On {
    match kind.transport() {
        Transport::Udp => On::AnyButTcp,
        transport => On::one(transport),
    }
}
