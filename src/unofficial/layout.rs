//! What the table's compiler and the library have to agree on.

use super::super::transport::Transport;

/// What a name is, in the order of the rows of a port.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Another name of a service of IANA, and the name that people show for the port.
    ShownAlias,
    Alias,
    Server,
    DevelopmentServer,
}

impl Kind {
    /// The byte of the kind.
    #[inline]
    pub const fn to_byte(self) -> u8 {
        match self {
            Kind::ShownAlias => 0,
            Kind::Alias => 1,
            Kind::Server => 2,
            Kind::DevelopmentServer => 3,
        }
    }

    /// The kind of a byte that [`to_byte`](Self::to_byte) gave.
    #[inline]
    pub const fn from_byte(byte: u8) -> Kind {
        match byte {
            0 => Kind::ShownAlias,
            1 => Kind::Alias,
            2 => Kind::Server,
            _ => Kind::DevelopmentServer,
        }
    }
}

/// The key of a port on a transport in the index of the rows.
#[inline]
pub const fn place(port: u16, transport: Transport) -> usize {
    transport.index() << 16 | port as usize
}

/// The bit of a transport in the set of a row's transports.
#[inline]
pub const fn transport_bit(transport: Transport) -> usize {
    1 << transport.index()
}

const _: () = {
    let mut kind = 0;
    while kind < 4 {
        assert!(Kind::from_byte(kind).to_byte() == kind);
        kind += 1;
    }
};
