//! The text form of a name with its ports on each of its transports.

use core::fmt;

use crate::pad::pad;
use crate::port_range::PortRange;
use crate::transport::Transport;

/// Writes `dns (53/tcp, 53/udp)`; width and alignment apply.
#[inline]
pub(crate) fn show(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    ports: PortRange,
    is_on: impl Fn(Transport) -> bool,
) -> fmt::Result {
    let places = Places { name, ports, is_on };
    pad(f, format_args!("{places}"))
}

struct Places<'a, F> {
    name: &'a str,
    ports: PortRange,
    is_on: F,
}

impl<F: Fn(Transport) -> bool> fmt::Display for Places<'_, F> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)?;
        let mut before = " (";
        for &transport in Transport::ALL.iter().filter(|on| (self.is_on)(**on)) {
            write!(f, "{before}{}/{transport}", self.ports)?;
            before = ", ";
        }
        f.write_str(")")
    }
}
