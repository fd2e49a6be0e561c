//! Flow records as a collector keeps them, the same ones each time: row `n` is a function of `n` alone.
//!
//! - Eight rows in ten are of 20 usual services.
//! - Most others are TCP or UDP on any port, all ports alike.
//! - One row in 25 has no ports: ICMP with `type * 256 + code` in the port's place, as NetFlow has it,
//!   and GRE and ESP with 0.
//! - The rest: SCTP and DCCP, any protocol number at all, and nulls.

/// What a row states: the IP protocol number, the server's port, the bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flow {
    /// The IP protocol number, unless it is missing.
    pub protocol: Option<u8>,
    /// The port, or what the collector writes in its place, unless it is missing.
    pub port: Option<u16>,
    /// Bytes of the flow.
    pub bytes: u64,
}

const TCP: u8 = 6;
const UDP: u8 = 17;

/// The usual services, as (protocol, port).
const USUAL: [(u8, u16); 20] = [
    (TCP, 443),
    (UDP, 443),
    (UDP, 53),
    (TCP, 80),
    (TCP, 22),
    (TCP, 25),
    (UDP, 123),
    (TCP, 53),
    (TCP, 993),
    (TCP, 587),
    (TCP, 3389),
    (TCP, 445),
    (TCP, 5432),
    (TCP, 3306),
    (TCP, 8080),
    (UDP, 161),
    (UDP, 514),
    (UDP, 500),
    (UDP, 5353),
    (TCP, 853),
];

/// ICMP messages as (type, code): echo and its reply, four kinds of unreachable, time exceeded.
const ICMP: [(u16, u16); 7] = [(8, 0), (0, 0), (3, 0), (3, 1), (3, 3), (3, 13), (11, 0)];

/// Row `n` of the endless flow file.
pub fn flow(n: u64) -> Flow {
    let mut random = SplitMix64(0x1A4A_9027 ^ n.wrapping_mul(0xD1B5_4A32_D192_ED03));
    let kind = random.below(1000);
    let any_port = random.next() as u16;
    let pick = random.next();
    let of = |list: &[u8]| Some(list[(pick % list.len() as u64) as usize]);
    let (protocol, port) = match kind {
        0..800 => {
            let (protocol, port) = USUAL[(pick % 20) as usize];
            (Some(protocol), Some(port))
        }
        800..950 => (of(&[TCP, UDP]), Some(any_port)),
        950..970 => {
            let (kind, code) = ICMP[(pick % 7) as usize];
            (Some(1), Some(kind * 256 + code))
        }
        970..980 => (
            Some(58),
            Some([128, 129, 135, 136][(pick % 4) as usize] * 256),
        ),
        980..990 => (of(&[47, 50]), Some(0)),
        990..993 => (of(&[132, 33]), Some(any_port)),
        993..995 => (
            Some(132),
            Some([2905, 3868, 9899, 36412][(pick % 4) as usize]),
        ),
        995..997 => (Some(pick as u8), Some(any_port)),
        997 => (of(&[TCP, UDP]), None),
        998 => (None, Some(any_port)),
        _ => (None, None),
    };
    // From a lone acknowledgement to a few megabytes, short flows the most usual.
    let bytes = 40 + (random.next() >> (42 + random.below(16)));
    Flow {
        protocol,
        port,
        bytes,
    }
}

/// Sebastiano Vigna's splitmix64: a few operations, and any state is as good as another.
struct SplitMix64(u64);

impl SplitMix64 {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }
}
