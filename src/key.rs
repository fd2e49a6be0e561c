//! The keys: what can be asked, and the question that each stands for.

use crate::layout::On;
use crate::port_range::PortRange;
use crate::service_name::ServiceName;
use crate::service_type::ServiceType;
use crate::transport::Transport;

/// What can be asked: the types that [`lookup`](crate::lookup), [`one_port`](crate::one_port) and
/// `history::of` take.
///
/// | key | asks for |
/// |---|---|
/// | `u16` | a port |
/// | [`PortRange`] | the ports of a range |
/// | `&str`, `&String`, `&Cow<str>`, … | a name, in any letter case |
/// | [`ServiceName`] | a well-formed name |
/// | any of these and a [`Transport`], as a pair | the same on that transport |
/// | any of these and an `Option<Transport>`, as a pair | the same on that transport, or with `None` on any |
/// | [`ServiceType`] or a reference to one | a DNS-SD service type or an SRV record |
/// | [`Query`](crate::Query) or a reference to one | any of the above, as a person typed it |
///
/// # Examples
///
/// ```
/// use ianaports::{Key, Transport, lookup};
///
/// fn describe(key: impl Key) -> &'static str {
///     lookup(key).first().map_or("nothing registered", |record| record.description())
/// }
/// assert_eq!(describe(179), "Border Gateway Protocol");
/// assert_eq!(describe("bgp"), "Border Gateway Protocol");
///
/// // An option of a command line: it may name a transport.
/// let stated: Option<Transport> = None;
/// assert_eq!(describe(("bgp", stated)), "Border Gateway Protocol");
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
    message = "`{Self}` is nothing that `ianaports` can look up",
    note = "a key is a `u16` port, a `PortRange` as of `PortRange::new(1, 1023)?`, a name as `&str` or `ServiceName`, \
            one of these and a `Transport` or an `Option` of one as a pair, a `ServiceType` or a `Query`"
)]
pub trait Key: sealed::Ask {}

/// The sealed part of [`Key`], which turns a key into a question.
pub(crate) mod sealed {
    pub trait Ask {
        fn question(&self) -> super::Question<'_>;
    }
}

/// What a key asks for, and on which transports.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    pub(crate) subject: Subject<'a>,
    pub(crate) on: On,
}

/// With a tag of its own, in place of a null pointer for ports: the compiler then knows which it is, and links neither the
/// code nor the tables of the other.
#[derive(Clone, Copy, Debug)]
#[repr(u8)]
pub(crate) enum Subject<'a> {
    Ports(PortRange),
    Name(&'a str),
}

impl<'a> Question<'a> {
    /// On one transport, or on any.
    #[inline]
    pub(crate) const fn new(subject: Subject<'a>, transport: Option<Transport>) -> Question<'a> {
        let on = match transport {
            Some(transport) => On::one(transport),
            None => On::Any,
        };
        Question { subject, on }
    }
}

// Two rules keep `lookup(443)` and `lookup(&name)` as they are:
// - `u16` stays the only integer that is a key, because an integer literal is inferred from it.
// - Every type with `AsRef<str>` is a name, by `&S` below. So no other public type of this crate may
//   have `AsRef<str>`: `lookup(&Transport::Tcp)` would look for a service named "tcp".
macro_rules! key {
    ($([$($generic:tt)*] $key:ty: |$asked:ident| $subject:expr;)*) => {$(
        key!(@one [$($generic)*] $key: |key| (key, None), |$asked| $subject);
        key!(@one [$($generic)*] ($key, Transport): |key| (&key.0, Some(key.1)), |$asked| $subject);
        key!(@one [$($generic)*] ($key, Option<Transport>): |key| (&key.0, key.1), |$asked| $subject);
    )*};
    (@one [$($generic:tt)*] $key:ty: |$pair:ident| $parts:expr, |$asked:ident| $subject:expr) => {
        impl<$($generic)*> Key for $key {}
        impl<$($generic)*> sealed::Ask for $key {
            #[inline]
            fn question(&self) -> Question<'_> {
                let $pair = self;
                let ($asked, transport) = $parts;
                Question::new($subject, transport)
            }
        }
    };
}

key! {
    [] u16: |port| Subject::Ports(PortRange::single(*port));
    [] PortRange: |ports| Subject::Ports(*ports);
    [S: AsRef<str> + ?Sized] &S: |name| Subject::Name(name.as_ref());
    [] ServiceName: |name| Subject::Name(name.as_str());
}

impl Key for ServiceType {}

impl sealed::Ask for ServiceType {
    /// `_udp` stands for every transport but TCP (RFC 6763, section 7).
    #[inline]
    fn question(&self) -> Question<'_> {
        let subject = Subject::Name(self.name.as_str());
        match self.transport() {
            Transport::Udp => Question {
                subject,
                on: On::AnyButTcp,
            },
            transport => Question::new(subject, Some(transport)),
        }
    }
}

impl Key for &ServiceType {}

impl sealed::Ask for &ServiceType {
    #[inline]
    fn question(&self) -> Question<'_> {
        (**self).question()
    }
}
