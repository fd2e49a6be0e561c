//! Which ports get their names. `TABLE` is the whole decision, and the help prints it.

use std::fmt::Write as _;

use ianaports::Transport::{self, Tcp, Udp};

use super::facts::{BY_ITSELF, End, Facts, Form, Needs, Protocol, Side};
use super::names::Names;

/// What the decision is about: a port, and what is known of it.
struct Case {
    port: u16,
    stated: Protocol,
    side: Side,
    /// Whether `port` is all that is said, with no address, protocol or other port beside it.
    is_lost: bool,
    is_by_itself: bool,
    listens: bool,
    others: Others,
}

/// The other ends of the connection.
#[derive(Clone, Copy, Default)]
struct Others {
    are_none: bool,
    are_equal: bool,
    /// From 32768.
    are_high: bool,
    /// From 512, and none of them has a name below 32768.
    are_nameless: bool,
    /// Below 1024.
    are_below_user: bool,
    /// Below 512.
    are_low: bool,
}

/// From here on, root's programs take the ports of clients: rresvport(3) begins at 512.
const RESERVED: u16 = 512;
const USER: u16 = 1024;
/// From here on Linux takes the ports of clients; from 49152 on, others do.
const EPHEMERAL: u16 = 32_768;

pub struct Row {
    pub when: &'static str,
    pub is_named: bool,
    holds: fn(&Case) -> bool,
}

const fn row(is_named: bool, when: &'static str, holds: fn(&Case) -> bool) -> Row {
    Row {
        when,
        is_named,
        holds,
    }
}

/// The first row that holds decides. The last one always holds.
pub const TABLE: [Row; 18] = [
    row(
        false,
        "a bare `port` with no address, protocol or other port beside it",
        |case| case.is_lost,
    ),
    row(
        false,
        "two protocols are stated, or one without ports",
        |case| !matches!(case.stated, Protocol::Unstated | Protocol::Transport(_)),
    ),
    row(
        true,
        "no end of a connection: 22/tcp, tcp:443, a rule, a mapping, a list",
        |case| case.is_by_itself,
    ),
    row(false, "said to be the client's: client_port=", |case| {
        case.side == Side::Client
    }),
    row(true, "said to be the server's: server_port=", |case| {
        case.side == Side::Server && case.port < EPHEMERAL
    }),
    row(true, "the other end has the same port", |case| {
        case.others.are_equal
    }),
    row(
        false,
        "a source's, not on UDP, and the other end is below 512",
        |case| {
            case.stated != Protocol::Transport(Udp)
                && case.others.are_low
                && case.side == Side::Source
        },
    ),
    row(true, "below 512", |case| case.port < RESERVED),
    row(true, "a TCP socket that listens", |case| {
        case.listens && case.stated == Protocol::Transport(Tcp)
    }),
    row(false, "from 32768: Linux takes these for clients", |case| {
        case.port >= EPHEMERAL
    }),
    row(true, "a socket that listens", |case| case.listens),
    row(true, "the other end is from 32768", |case| {
        case.others.are_high
    }),
    row(
        false,
        "a source's, a local or a remote one, and the other end is not shown",
        |case| case.others.are_none && matches!(case.side, Side::Source | Side::Either),
    ),
    row(true, "the other end is not shown", |case| {
        case.others.are_none
    }),
    row(
        true,
        "below 1024, and the other end is from 512 and has no name",
        |case| case.port < USER && case.others.are_nameless,
    ),
    row(
        true,
        "the other end is from 512 to 1023 and has no name",
        |case| case.others.are_nameless && case.others.are_below_user,
    ),
    row(
        true,
        "a destination's, and the other end is from 512 and has no name",
        |case| case.side == Side::Destination && case.others.are_nameless,
    ),
    row(false, "which end is the client's cannot be told", |_| true),
];

/// The table as the help has it.
pub fn table() -> String {
    let mut text = String::new();
    for row in &TABLE {
        let named = if row.is_named { "name" } else { "-" };
        let _ = writeln!(text, "  {named:<5} {}", row.when);
    }
    text
}

/// What was decided of an end.
pub struct Verdict<'a> {
    pub stated: Protocol,
    pub row: Option<&'static Row>,
    pub name: Option<&'a str>,
}

/// What the user asks for.
#[derive(Clone, Copy, Default)]
pub struct Choice {
    /// Names the ports of clients too.
    pub all: bool,
    /// The transport of what states none.
    pub transport: Option<Transport>,
}

/// Decides on all ends of a line, in their order.
pub fn decide<'a>(
    facts: &Facts,
    names: &'a Names,
    choice: Choice,
    mut each: impl FnMut(&End, Verdict<'a>),
) {
    let groups = Groups::of(facts, names, choice);
    for end in &facts.ends {
        if end.form == Form::Silent {
            continue;
        }
        let Some((first, last)) = end.ports else {
            continue;
        };
        let stated = transport(facts, end, choice);
        let others = groups.others(end);
        let case = Case {
            port: first,
            stated,
            side: end.side,
            is_lost: is_lost(facts, end, stated, others.are_none),
            is_by_itself: end.connection == BY_ITSELF || first != last,
            listens: end.side == Side::Server
                || facts
                    .connections
                    .get(end.connection as usize)
                    .is_some_and(|connection| connection.listens),
            others,
        };
        let row = TABLE.iter().find(|row| (row.holds)(&case));
        let is_named = row.is_some_and(|row| row.is_named)
            || (choice.all
                && !case.is_lost
                && matches!(stated, Protocol::Unstated | Protocol::Transport(_)));
        let name = if is_named {
            name_of(names, stated, (first, last))
        } else {
            None
        };
        each(end, Verdict { stated, row, name });
    }
}

/// What is stated for an end: right at it, else in its connection, else in the parts that it is in, else by the user.
fn transport(facts: &Facts, end: &End, choice: Choice) -> Protocol {
    let of_connection = facts
        .connections
        .get(end.connection as usize)
        .map_or(Protocol::Unstated, |connection| connection.stated);
    let mut stated = end.stated.or(of_connection);
    let mut part = end.part as usize;
    while stated == Protocol::Unstated {
        let around = facts.parts[part];
        stated = around.stated;
        if around.outer as usize == part {
            break;
        }
        part = around.outer as usize;
    }
    stated.or(choice
        .transport
        .map_or(Protocol::Unstated, Protocol::Transport))
}

/// Whether a bare `port` has nothing beside it that makes it one of TCP or UDP.
fn is_lost(facts: &Facts, end: &End, stated: Protocol, is_alone: bool) -> bool {
    if stated != Protocol::Unstated || end.needs == Needs::Nothing {
        return false;
    }
    if end.needs == Needs::Transport {
        return true;
    }
    let part = facts.parts[end.part as usize];
    part.is_device || (is_alone && !part.has_address)
}

/// The name of a port, or the one name of all ports of a range. Where no transport is stated, TCP and UDP agree on it.
fn name_of(names: &Names, stated: Protocol, (first, last): (u16, u16)) -> Option<&str> {
    let of_one = |port| match stated {
        Protocol::Transport(on) => names.name(port, on),
        Protocol::Unstated => names
            .name(port, Tcp)
            .filter(|&name| names.name(port, Udp) == Some(name)),
        _ => None,
    };
    let name = of_one(first)?;
    (first..=last)
        .skip(1)
        .all(|port| of_one(port) == Some(name))
        .then_some(name)
}

/// The ports of each connection, in one walk over all ends.
struct Groups(Vec<Group>);

/// More ports in one connection are not told apart.
const MOST: usize = 4;

#[derive(Clone, Copy, Default)]
struct Group {
    ends: usize,
    /// Its different ports, and whether each has no name; one that is written by name may be unknown.
    ports: [(Option<u16>, bool); MOST],
    count: usize,
    is_crowd: bool,
}

impl Groups {
    fn of(facts: &Facts, names: &Names, choice: Choice) -> Self {
        let mut groups = vec![Group::default(); facts.connections.len()];
        for end in &facts.ends {
            let Some(group) = groups.get_mut(end.connection as usize) else {
                continue;
            };
            let port = end.ports.map(|(first, _)| first);
            group.ends += 1;
            if port.is_some()
                && group.ports[..group.count]
                    .iter()
                    .any(|&(other, _)| other == port)
            {
                continue;
            }
            match group.ports.get_mut(group.count) {
                Some(place) => {
                    *place = (
                        port,
                        is_nameless(names, transport(facts, end, choice), port),
                    );
                    group.count += 1;
                }
                None => group.is_crowd = true,
            }
        }
        Self(groups)
    }

    /// What is known of the ends of the connection but for one, and those with the same port.
    fn others(&self, end: &End) -> Others {
        let group = self
            .0
            .get(end.connection as usize)
            .copied()
            .unwrap_or_default();
        let port = end.ports.map(|(first, _)| first);
        let others = group.ports[..group.count]
            .iter()
            .filter(|(other, _)| *other != port || port.is_none());
        let all = |holds: fn(u16, bool) -> bool| {
            group.ends > 1
                && !group.is_crowd
                && others
                    .clone()
                    .all(|&(port, is_nameless)| port.is_some_and(|port| holds(port, is_nameless)))
        };
        let are_none = group.ends < 2;
        let are_equal = !are_none && others.clone().count() == 0 && !group.is_crowd;
        Others {
            are_none,
            are_equal,
            are_high: all(|port, _| port >= EPHEMERAL),
            are_nameless: all(|_, is_nameless| is_nameless),
            are_below_user: all(|port, _| port < USER),
            are_low: all(|port, _| port < RESERVED),
        }
    }
}

fn is_nameless(names: &Names, stated: Protocol, port: Option<u16>) -> bool {
    port.is_some_and(|port| {
        port >= EPHEMERAL || port >= RESERVED && name_of(names, stated, (port, port)).is_none()
    })
}
