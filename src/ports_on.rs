//! The text form of ports on a transport: `443/tcp`.

use core::fmt;

use crate::pad::pad;
use crate::port_range::PortRange;
use crate::transport::Transport;

/// `443/tcp`, or as much of it as there is.
pub(crate) struct PortsOn(pub(crate) Option<PortRange>, pub(crate) Option<Transport>);

impl fmt::Display for PortsOn {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0, self.1) {
            (Some(ports), Some(transport)) => write!(f, "{ports}/{transport}"),
            (Some(ports), None) => write!(f, "{ports}"),
            (None, Some(transport)) => write!(f, "{transport}"),
            (None, None) => Ok(()),
        }
    }
}

/// Writes a name with its ports on each of its transports, `dns (53/tcp, 53/udp)`; width and alignment apply.
#[inline]
pub(crate) fn show(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    ports: PortRange,
    is_on: impl Fn(Transport) -> bool,
) -> fmt::Result {
    let named = Named { name, ports, is_on };
    pad(f, format_args!("{named}"))
}

struct Named<'a, F> {
    name: &'a str,
    ports: PortRange,
    is_on: F,
}

impl<F: Fn(Transport) -> bool> fmt::Display for Named<'_, F> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)?;
        let mut before = " (";
        for transport in Transport::all().filter(|on| (self.is_on)(*on)) {
            write!(f, "{before}{}", PortsOn(Some(self.ports), Some(transport)))?;
            before = ", ";
        }
        f.write_str(")")
    }
}
