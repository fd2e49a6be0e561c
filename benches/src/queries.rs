//! The queries, drawn by a fixed seed: every run asks the same.

use std::collections::HashSet;

use ianaports::{Transport, lookup, names, service_name};

/// How many queries a round asks.
pub const COUNT: usize = 32_768;

pub type PortQuery = (u16, Transport);
/// An IP protocol number and a port.
pub type PacketQuery = (u8, u16);
pub type NameQuery = (&'static str, Transport);

/// The services of most packets, all over TCP in the registry.
const WELL_KNOWN: [&str; 20] = [
    "https",
    "http",
    "domain",
    "ssh",
    "smtp",
    "imaps",
    "submissions",
    "submission",
    "imap",
    "pop3s",
    "ntp",
    "ldap",
    "ldaps",
    "microsoft-ds",
    "ms-wbt-server",
    "mysql",
    "postgresql",
    "redis",
    "http-alt",
    "mqtt",
];

const TCP_AND_UDP: [Transport; 2] = [Transport::Tcp, Transport::Udp];

/// Keys of ports that have a service.
pub fn registered_ports() -> Vec<PortQuery> {
    sample(&ports(Transport::ALL, is_registered))
}

/// Keys of ports that have none.
pub fn missing_ports() -> Vec<PortQuery> {
    sample(&ports(Transport::ALL, |query| !is_registered(query)))
}

/// Any port, TCP or UDP.
pub fn any_ports() -> Vec<PortQuery> {
    sample(&ports(&TCP_AND_UDP, |_| true))
}

/// Any port, any of the four transports.
pub fn any_ports_of_all_transports() -> Vec<PortQuery> {
    sample(&ports(Transport::ALL, |_| true))
}

/// Four in five are among 20 well-known ports, the fifth is any port.
pub fn usual_ports() -> Vec<PortQuery> {
    let well_known = WELL_KNOWN.map(|name| {
        let port = lookup((name, Transport::Tcp)).first_port();
        (port.expect("a well-known port"), Transport::Tcp)
    });
    mix(&well_known, &ports(&TCP_AND_UDP, |_| true))
}

/// What the headers of packets have, the IP protocol number and a port: four in five of the ports are
/// those of 20 well-known services, the fifth is any, and each is on TCP or on UDP.
pub fn packets() -> Vec<PacketQuery> {
    let on_both = |port| TCP_AND_UDP.map(|transport| (transport.protocol_number(), port));
    let well_known = WELL_KNOWN.map(|name| lookup((name, Transport::Tcp)).first_port());
    let well_known: Vec<_> = well_known
        .iter()
        .flatten()
        .copied()
        .flat_map(on_both)
        .collect();
    assert_eq!(well_known.len(), 2 * WELL_KNOWN.len());
    mix(
        &well_known,
        &(0..=u16::MAX).flat_map(on_both).collect::<Vec<_>>(),
    )
}

/// Names that have a port, as the registry spells them.
pub fn registered_names() -> Vec<NameQuery> {
    respelled(|_, letter| letter)
}

/// The same in capitals.
pub fn upper_case_names() -> Vec<NameQuery> {
    respelled(|_, letter| letter.to_ascii_uppercase())
}

/// The same with every second letter in capitals.
pub fn mixed_case_names() -> Vec<NameQuery> {
    respelled(|place, letter| match place % 2 {
        0 => letter.to_ascii_uppercase(),
        _ => letter.to_ascii_lowercase(),
    })
}

/// Registered names with one letter changed, so that they are registered no more.
pub fn missing_names() -> Vec<NameQuery> {
    let registered: HashSet<String> = names().map(str::to_ascii_lowercase).collect();
    let missing: Vec<NameQuery> = all_names()
        .into_iter()
        .filter_map(|(name, transport)| {
            let last = if name.ends_with('q') { 'x' } else { 'q' };
            let changed = format!("{}{last}", &name[..name.len() - 1]);
            (!registered.contains(&changed)).then(|| (leak(changed), transport))
        })
        .collect();
    sample(&missing)
}

/// Four in five are among 20 well-known names, the fifth is any.
pub fn usual_names() -> Vec<NameQuery> {
    mix(&WELL_KNOWN.map(|name| (name, Transport::Tcp)), &all_names())
}

fn is_registered(&(port, transport): &PortQuery) -> bool {
    service_name(port, transport).is_some()
}

fn ports(transports: &[Transport], wanted: impl Fn(&PortQuery) -> bool) -> Vec<PortQuery> {
    let all = transports
        .iter()
        .flat_map(|&transport| (0..=u16::MAX).map(move |port| (port, transport)));
    all.filter(wanted).collect()
}

fn all_names() -> Vec<NameQuery> {
    let all = names().flat_map(|name| crate::TRANSPORTS.map(|transport| (name, transport)));
    all.filter(|&query| lookup(query).first_port().is_some())
        .collect()
}

/// The names in memory of their own: a query does not warm the table that answers it.
fn respelled(letter: impl Fn(usize, char) -> char) -> Vec<NameQuery> {
    let respell = |(name, transport): NameQuery| {
        let letters = name
            .chars()
            .enumerate()
            .map(|(place, old)| letter(place, old));
        (leak(letters.collect()), transport)
    };
    sample(&all_names().into_iter().map(respell).collect::<Vec<_>>())
}

/// The queries live as long as the program that asks them.
fn leak(text: String) -> &'static str {
    Box::leak(text.into_boxed_str())
}

fn sample<Q: Copy>(pool: &[Q]) -> Vec<Q> {
    let mut random = Random::default();
    (0..COUNT).map(|_| random.pick(pool)).collect()
}

fn mix<Q: Copy>(well_known: &[Q], any: &[Q]) -> Vec<Q> {
    let mut random = Random::default();
    let mut pick = || match random.below(5) {
        0 => random.pick(any),
        _ => random.pick(well_known),
    };
    (0..COUNT).map(|_| pick()).collect()
}

/// A xorshift generator: enough for an even choice.
struct Random(u64);

impl Default for Random {
    fn default() -> Self {
        Random(0x9e37_79b9_7f4a_7c15)
    }
}

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }

    fn pick<Q: Copy>(&mut self, pool: &[Q]) -> Q {
        pool[self.below(pool.len())]
    }
}
