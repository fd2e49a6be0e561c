//! The format of the tables: what the build writes by one function, the library reads by its twin.
//!
//! # Words
//!
//! - **row**: an index into a table, from 0. A *record*'s row is its index in the registry's order.
//! - **ordinal**: a record's row plus one, in 16 bits; 0 is "no record".
//! - **list**: the records that answer one question, in order. The question is a port or a name, and
//!   an [`On`]: one transport, any transport, or any but TCP.
//! - **base**: the smallest row among the records of a port, or of a name.
//! - **shape**: the lists of a port or a name as differences from its base. The registry keeps related
//!   records together, so a few dozen shapes serve thousands of ports and names.
//! - **list number**: the shape times [`LISTS`], plus the number of the [`On`].
//! - **mask, add**: two numbers of a list. They turn a base into the first record's ordinal.
//! - **run**: neighbouring ports whose status the same records decide, or no record, on each transport.
//!   None of these records is a service. Ports of services may lie in between.
//! - **row of ports**: eight neighbouring ports, from a multiple of eight.
//! - **place**: a port's row in `PORT_BASE` and `PORT_LIST`. A row of ports has eight neighbouring places.
//!   Rows of ports with equal bases and lists share theirs: all without a service, for instance.
//! - **slot**: a name's row in the `NAME_*` columns, which its perfect hash gives. One slot in a hundred
//!   is empty.
//! - **bucket**: the names whose hashes have neighbouring low halves, about three.
//! - **pilot**, **steer**: a pilot is the byte of a bucket. It chooses the steer, a number that changes
//!   the hashes of the bucket so that no two names have one slot.
//!
//! # A worked example: 80 on TCP, then `https` on TCP
//!
//! The numbers are those of the registry of 2026-08-17. `service_name(80, Tcp)` reads:
//!
//! 1. `PORT_OFFSET[80 / 8]` is 8, so the [`place`] of the port is 80 + 8 = 88.
//! 2. `PORT_BASE[88]` is 170. `PORT_LIST[88]` is 60, for shape 6; its list for TCP has number 60 + 6.
//! 3. `PORT_FIRST` has mask 0xffff and add 1 for list 66. The [`first`] ordinal is (170 & 0xffff) + 1 = 171.
//! 4. Ordinal 171 is row 170. `RECORD_NAME[170]` is slot 3677.
//! 5. `NAME_START[3677]` is 31673 and the next one 31677: these four bytes of `NAME_TEXT` are `http`.
//!
//! `port("https", Tcp)` reads:
//!
//! 1. The hash of `https` is 0x9375bf40_789550e9. Its low half chooses bucket 1152 of 2446.
//! 2. `NAME_PILOT[1152]` is pilot 3, and `NAME_STEER[3]` is 0x4710f1c0.
//!    The high half of the hash, XORed with this steer, chooses slot 6141 of 7402.
//! 3. `NAME_START[6141]` is 52902 and the next one 52907: five bytes, as long as `https`, and the same.
//! 4. `NAME_BASE[6141]` is 789. `NAME_SHAPE[6141]` is 63; its list for TCP has number 63 × 10 + 6 = 636.
//! 5. `NAME_FIRST` has mask 0xffff and add 1 for list 636, so the ordinal is 790.
//! 6. `RECORD_PORT[789]` is 444, one more than 443.

use super::date::Date;
use super::status::Status;
use super::transport::Transport;

/// The transports that a list answers for.
///
/// The number of one transport is its protocol number, and that of any is what the compiler stores for a `None` of
/// `Option<Transport>`. So a look-up has nothing to translate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum On {
    AnyButTcp = 0,
    Any = 5,
    Tcp = Transport::Tcp as u8,
    Udp = Transport::Udp as u8,
    Dccp = Transport::Dccp as u8,
    Sctp = Transport::Sctp as u8,
}

/// How far the list numbers of neighbouring shapes are apart. Those of a shape lie among those of others: all are
/// distinct, because the last digits of the six numbers of [`On`] are.
pub const LISTS: usize = 10;

/// A record states one of the four transports or none; the order is that of [`TRANSPORTS`].
pub const TRANSPORTS: [Option<Transport>; 5] = [
    Some(Transport::Tcp),
    Some(Transport::Udp),
    Some(Transport::Sctp),
    Some(Transport::Dccp),
    None,
];

/// The index in [`TRANSPORTS`] of a record that states no transport.
pub const UNSTATED: usize = 4;

/// The index in [`TRANSPORTS`] of the transport that a record states, if any.
#[inline]
pub const fn transport_index(stated: Option<Transport>) -> usize {
    match stated {
        Some(transport) => transport.index(),
        None => UNSTATED,
    }
}

impl On {
    /// The four transports in the order of [`TRANSPORTS`], any, and any but TCP.
    pub const ALL: [On; 6] = [On::Tcp, On::Udp, On::Sctp, On::Dccp, On::Any, On::AnyButTcp];

    /// The list for one transport.
    #[inline]
    pub const fn one(transport: Transport) -> On {
        match transport {
            Transport::Tcp => On::Tcp,
            Transport::Udp => On::Udp,
            Transport::Sctp => On::Sctp,
            Transport::Dccp => On::Dccp,
        }
    }

    /// The list number of a shape on these transports.
    #[inline]
    pub const fn list(self, shape: usize) -> usize {
        shape * LISTS + self as usize
    }
}

/// A record's transport, its status, whether it has more than one port, and whether no record before it has the same
/// ports: in one byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordKind {
    pub transport: Option<Transport>,
    pub status: Status,
    pub is_range: bool,
    pub is_first_of_ports: bool,
}

/// [`TRANSPORTS`], for each number of three bits.
const STATED: [Option<Transport>; 8] = {
    let (mut stated, mut place) = ([None; 8], 0);
    while place < TRANSPORTS.len() {
        stated[place] = TRANSPORTS[place];
        place += 1;
    }
    stated
};

impl RecordKind {
    /// Bits 0 to 2: the transport. Bits 3 to 5: the status. Bit 6: more than one port. Bit 7: the first of its ports.
    #[inline]
    pub const fn to_byte(self) -> u8 {
        let transport = transport_index(self.transport) as u8;
        let status = match self.status {
            Status::Assigned => 0,
            Status::Reserved => 1,
            Status::DeAssigned => 2,
            Status::Unassigned => 3,
            Status::Dynamic => 4,
        };
        transport | status << 3 | (self.is_range as u8) << 6 | (self.is_first_of_ports as u8) << 7
    }

    /// The status in a byte that [`to_byte`](Self::to_byte) gave.
    #[inline]
    pub const fn status_of(byte: u8) -> Status {
        match byte >> 3 & 7 {
            0 => Status::Assigned,
            1 => Status::Reserved,
            2 => Status::DeAssigned,
            3 => Status::Unassigned,
            _ => Status::Dynamic,
        }
    }

    /// The kind of a byte that [`to_byte`](Self::to_byte) gave.
    #[inline]
    pub const fn from_byte(byte: u8) -> RecordKind {
        RecordKind {
            transport: STATED[(byte & 7) as usize],
            status: RecordKind::status_of(byte),
            is_range: byte >> 6 & 1 == 1,
            is_first_of_ports: byte >> 7 == 1,
        }
    }
}

/// The kind of document that a reference cites, in one byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReferenceKind {
    Rfc,
    Draft,
    /// A draft that is approved as an RFC and has no number yet.
    ApprovedDraft,
    Uri,
    Text,
    Footnote,
}

impl ReferenceKind {
    #[inline]
    pub const fn to_byte(self) -> u8 {
        match self {
            ReferenceKind::Rfc => 0,
            ReferenceKind::Draft => 1,
            ReferenceKind::ApprovedDraft => 2,
            ReferenceKind::Uri => 3,
            ReferenceKind::Text => 4,
            ReferenceKind::Footnote => 5,
        }
    }

    /// The kind of a byte that [`to_byte`](Self::to_byte) gave.
    #[inline]
    pub const fn from_byte(byte: u8) -> ReferenceKind {
        match byte {
            0 => ReferenceKind::Rfc,
            1 => ReferenceKind::Draft,
            2 => ReferenceKind::ApprovedDraft,
            3 => ReferenceKind::Uri,
            4 => ReferenceKind::Text,
            _ => ReferenceKind::Footnote,
        }
    }
}

/// How many texts a reference has: the document, its section, and the text that IANA shows.
pub const REFERENCE_TEXTS: usize = 3;

/// A date as a number below 2^23, and 0 for no date. The numbers have the order of the dates.
#[inline]
pub const fn date_to_number(date: Option<Date>) -> u32 {
    match date {
        None => 0,
        Some(date) => {
            let day = match date.day() {
                None => 0,
                Some(day) => day as u32,
            };
            (date.year() as u32) << 9 | (date.month() as u32) << 5 | day
        }
    }
}

/// The date of a number that [`date_to_number`] gave.
#[inline]
pub const fn date_from_number(number: u32) -> Option<Date> {
    let day = match (number & 31) as u8 {
        0 => None,
        day => Some(day),
    };
    match Date::new((number >> 9) as u16, (number >> 5 & 15) as u8, day) {
        Ok(date) => Some(date),
        Err(_) => None,
    }
}

/// An optional number as a number: one more than it, or 0 for `None`.
#[inline]
pub const fn option_to_number(option: Option<usize>) -> usize {
    match option {
        Some(number) => number + 1,
        None => 0,
    }
}

/// The option of a number that [`option_to_number`] gave.
#[inline]
pub const fn option_from_number(number: usize) -> Option<usize> {
    number.checked_sub(1)
}

/// The mask and the add of a list, from its first record's difference to the base; `None` for an empty list.
#[inline]
pub const fn mask_and_add(difference: Option<usize>) -> (usize, usize) {
    match difference {
        Some(difference) => (0xffff, difference + 1),
        None => (0, 0),
    }
}

/// The ordinal of a list's first record, from the base and the list's mask and add.
#[inline]
pub const fn first(base: usize, mask: usize, add: usize) -> u16 {
    ((base & mask) + add) as u16
}

/// How many ports a row of ports has.
pub const PORTS_A_ROW: usize = 8;
pub const PORT_ROWS: usize = (1 << 16) / PORTS_A_ROW;

/// The number that [`place`] adds to a port to get its place. `places` counts all places, a power of two.
#[inline]
pub const fn offset(place: usize, port: usize, places: usize) -> usize {
    place.wrapping_sub(port) % places
}

/// The place of a port, from its [`offset`].
#[inline]
pub const fn place(offset: usize, port: usize, places: usize) -> usize {
    (offset + port) % places
}

/// How many ports share one word of bits. A bit marks a port at which a run begins.
pub const PORTS_A_WORD: usize = 64;

/// The bit of a port in its word. It is set where a run begins, except at port 0.
#[inline]
pub const fn begin(port: u16) -> u64 {
    1 << (port as usize % PORTS_A_WORD)
}

/// How many runs begin in a word at `port` or before it.
#[inline]
pub const fn begun(word: u64, port: u16) -> usize {
    (word << (!port as usize % PORTS_A_WORD)).count_ones() as usize
}

// The build and the library both compile these checks: reading a number gives back what was written.
const _: () = {
    let mut byte = 0;
    while byte <= u8::MAX as usize {
        // Five transports and five statuses, each in three bits.
        let is_used = byte & 7 < 5 && byte >> 3 & 7 < 5;
        let is_read_back = RecordKind::from_byte(byte as u8).to_byte() == byte as u8;
        assert!(
            is_read_back || !is_used,
            "RecordKind: to_byte does not write what from_byte reads"
        );
        assert!(
            is_used || !is_read_back,
            "RecordKind: two bytes of a kind, or a new kind that this check does not know"
        );
        let is_read_back = ReferenceKind::from_byte(byte as u8).to_byte() == byte as u8;
        assert!(
            is_read_back == (byte < 6),
            "ReferenceKind: to_byte and from_byte differ, or this check does not know how many kinds there are"
        );
        byte += 1;
    }
    let mut a = 0;
    while a < On::ALL.len() {
        let mut b = 0;
        while b < a {
            let distance = On::ALL[a].list(0).abs_diff(On::ALL[b].list(0));
            assert!(
                distance % LISTS != 0,
                "On::list: two questions have one list number"
            );
            b += 1;
        }
        a += 1;
    }
    assert!(
        option_to_number(option_from_number(7)) == 7
            && option_to_number(option_from_number(0)) == 0,
        "option_to_number and option_from_number differ"
    );
    assert!(
        date_to_number(date_from_number(2026 << 9 | 8 << 5 | 17)) == 2026 << 9 | 8 << 5 | 17,
        "date_to_number and date_from_number differ"
    );
    let (mask, add) = mask_and_add(Some(3));
    assert!(
        first(192, mask, add) == 196,
        "first does not read what mask_and_add wrote"
    );
    assert!(
        begun(begin(64) | begin(70), 70) == 2 && begun(begin(70), 69) == 0,
        "begun does not count what begin marked"
    );
    assert!(
        place(offset(88, 65_535, 4096), 65_535, 4096) == 88,
        "place does not read what offset wrote"
    );
};
