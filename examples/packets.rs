//! Names the services of packets, by the protocol number and the ports in their headers.
//!
//! ```text
//! cargo run --example packets
//! tcp 192.0.2.5:52344 > 198.51.100.7:443  https
//! ```

use std::net::Ipv4Addr;

use ianaports::{Transport, service_name};

fn main() {
    for packet in PACKETS {
        match Flow::of(packet) {
            Some(flow) => println!("{flow}  {}", flow.service().unwrap_or("unknown")),
            None => println!("no ports"),
        }
    }
}

/// Where a packet comes from and goes to.
struct Flow {
    transport: Transport,
    source: (Ipv4Addr, u16),
    destination: (Ipv4Addr, u16),
}

impl Flow {
    /// Reads the headers of an IPv4 packet. None, if it is too short or its protocol has no ports, as ICMP has none:
    /// what stands in their place is no port, and is not to be named.
    fn of(packet: &[u8]) -> Option<Self> {
        let length = 4 * usize::from(packet.first()? & 0x0f);
        let transport = Transport::from_protocol_number(*packet.get(9)?)?;
        let address = |at: usize| Some(Ipv4Addr::from(*packet.get(at..)?.first_chunk::<4>()?));
        let port = |at: usize| {
            Some(u16::from_be_bytes(
                *packet.get(length + at..)?.first_chunk()?,
            ))
        };
        Some(Self {
            transport,
            source: (address(12)?, port(0)?),
            destination: (address(16)?, port(2)?),
        })
    }

    /// The service of the server, which is the end with the lower port: clients take high ones for themselves.
    fn service(&self) -> Option<&'static str> {
        service_name(self.source.1.min(self.destination.1), self.transport)
    }
}

impl std::fmt::Display for Flow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let ((from, from_port), (to, to_port)) = (self.source, self.destination);
        write!(f, "{} {from}:{from_port} > {to}:{to_port}", self.transport)
    }
}

/// As they come from a socket: a TCP segment, its answer, a UDP datagram, an ICMP echo request.
const PACKETS: [&[u8]; 4] = [
    b"E\0\0\x28\0\0\x40\0\x40\x06\0\0\xc0\0\x02\x05\xc6\x33\x64\x07\xcc\x78\x01\xbb\0\0\0\0\0\0\0\0\x50\x02\xfa\xf0\0\0\0\0",
    b"E\0\0\x28\0\0\x40\0\x40\x06\0\0\xc6\x33\x64\x07\xc0\0\x02\x05\x01\xbb\xcc\x78\0\0\0\0\0\0\0\0\x50\x12\xfa\xf0\0\0\0\0",
    b"E\0\0\x1c\0\0\x40\0\x40\x11\0\0\xc0\0\x02\x05\xc6\x33\x64\x07\xcc\x78\0\x35\0\x08\0\0",
    b"E\0\0\x1c\0\0\x40\0\x40\x01\0\0\xc0\0\x02\x05\xc6\x33\x64\x07\x08\0\0\0\0\x01\0\x01",
];
