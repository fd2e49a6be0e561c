//! Overlays against a slow and obvious reading of their entries, and every rule that one can break.

use std::collections::HashSet;

#[path = "source/random.rs"]
mod random;
use random::random;

use ianaports::Transport::{self, Sctp, Tcp, Udp};
use ianaports::overlay::{Entry, Overlay, OverlayError};
use ianaports::{overlay, port, service_name};

/// An entry, and what it was made of.
#[derive(Clone, Debug)]
struct Given {
    name: String,
    first: u16,
    last: u16,
    transports: Vec<Transport>,
    found: bool,
    shown: bool,
}

impl Given {
    fn entry(&self) -> Entry<'_> {
        let entry = Entry::range(&self.name, self.first, self.last, &self.transports);
        match (self.found, self.shown) {
            (true, true) => entry,
            (true, false) => entry.only_found(),
            (false, true) => entry.only_shown(),
            (false, false) => unreachable!(),
        }
    }

    fn has(&self, port: u16, on: Transport) -> bool {
        self.shown && self.transports.contains(&on) && (self.first..=self.last).contains(&port)
    }

    fn is(&self, name: &str, on: Transport) -> bool {
        self.found
            && self.transports.contains(&on)
            && self.name.to_lowercase() == name.to_lowercase()
    }
}

/// Whether each port is shown under one name, and each name is found at one place.
fn is_clear(given: &[Given]) -> bool {
    let (mut ports, mut names) = (HashSet::new(), HashSet::new());
    given.iter().all(|given| {
        Transport::ALL
            .iter()
            .filter(|on| given.transports.contains(on))
            .all(|&on| {
                let name = given.name.to_lowercase();
                (!given.found || names.insert((name, on)))
                    && (!given.shown
                        || (given.first..=given.last).all(|port| ports.insert((port, on))))
            })
    })
}

/// Those that are shown on a transport where the first wins: each that begins first, or is given
/// first, unless it meets one that is already shown.
fn shown_by_first(given: &[Given], on: Transport) -> Vec<&Given> {
    let mut of_transport: Vec<&Given> = given
        .iter()
        .filter(|given| given.shown && given.transports.contains(&on))
        .collect();
    of_transport.sort_by_key(|given| given.first); // those of equal ports stay as given
    let mut shown: Vec<&Given> = Vec::new();
    for given in of_transport {
        if (given.first..=given.last).all(|port| shown.iter().all(|other| !other.has(port, on))) {
            shown.push(given);
        }
    }
    shown
}

/// Numbers below `limit`, from a seed.
struct Dice<I>(I);

impl<I: Iterator<Item = u64>> Dice<I> {
    fn below(&mut self, limit: usize) -> usize {
        (self.0.next().unwrap() >> 20) as usize % limit
    }

    fn given(&mut self, names: usize, ports: usize) -> Given {
        let number = self.below(names);
        let long = ["", "-of-a-length-that-no-word-holds"][number % 2];
        // Those with brackets have one hash.
        let mark = ["_", "[", "{"][self.below(3)];
        let mut name = format!("own{mark}{number}{long}");
        if self.below(3) == 0 {
            name = name.to_uppercase();
        }
        let first = match self.below(8) {
            0 => u16::MAX - self.below(5) as u16,
            _ => self.below(ports) as u16,
        };
        let last = first.saturating_add([0, 0, 1, 3][self.below(4)]);
        let sets = self.below(15) + 1;
        let transports = Transport::ALL.iter().chain(Transport::ALL.iter());
        let transports = transports.copied().enumerate();
        let way = self.below(5);
        Given {
            name,
            first,
            last,
            transports: transports
                .filter(|(place, _)| sets >> (place % 4) & 1 == 1) // each twice
                .map(|(_, transport)| transport)
                .collect(),
            found: way != 0,
            shown: way != 1,
        }
    }
}

/// Each port and each name, on each transport, in three spellings.
fn answers_as(
    own: Overlay,
    given: &[Given],
    ports: impl Iterator<Item = u16> + Clone,
    strict: bool,
) {
    for &on in Transport::ALL {
        let by_first = shown_by_first(given, on);
        for port in ports.clone() {
            let name = match strict {
                true => given.iter().find(|given| given.has(port, on)),
                false => by_first.iter().copied().find(|given| given.has(port, on)),
            };
            let name = name.map(|given| given.name.as_str());
            assert_eq!(own.service_name(port, on), name, "{port}/{on} of {given:?}");
        }
        let unknown = ["own_", "own_99", "", "https"].map(str::to_owned);
        for name in given.iter().map(|given| given.name.clone()).chain(unknown) {
            for name in [name.to_lowercase(), name.to_uppercase(), name] {
                let found = given.iter().find(|given| given.is(&name, on));
                assert_eq!(
                    own.port(&name, on),
                    found.map(|given| given.first),
                    "{name} of {given:?}"
                );
                let named: Vec<String> = own.named(&name).map(ToString::to_string).collect();
                let all = given
                    .iter()
                    .filter(|given| Transport::ALL.iter().any(|&on| given.is(&name, on)));
                assert_eq!(
                    named,
                    all.map(|given| given.entry().to_string())
                        .collect::<Vec<_>>()
                );
            }
        }
    }
}

/// What an error of two entries says is so.
fn is_right(error: OverlayError, given: &[Given]) -> bool {
    match error {
        OverlayError::SamePort {
            given: at,
            other,
            port,
            transport,
            ..
        } => other < at && given[at].has(port, transport) && given[other].has(port, transport),
        OverlayError::SameName {
            given: at, other, ..
        } => {
            let name = &given[at].name;
            let both = |&on: &Transport| given[at].is(name, on) && given[other].is(name, on);
            other < at && Transport::ALL.iter().any(both)
        }
        _ => false,
    }
}

#[test]
fn seeded_overlays_answer_as_their_entries_say() {
    let mut dice = Dice(random());
    let mut seen = [0; 2];
    for round in 0..3_000 {
        let len = dice.below(10);
        let (names, ports) = [(5, 40), (40, 400)][round % 2];
        let given: Vec<Given> = (0..len).map(|_| dice.given(names, ports)).collect();
        let ports = (0..ports as u16 + 5).chain(u16::MAX - 8..=u16::MAX);

        let mut entries: Vec<Entry> = given.iter().map(Given::entry).collect();
        let clear = is_clear(&given);
        match Overlay::new(&mut entries) {
            Ok(own) => {
                assert!(clear, "{given:?}");
                answers_as(own, &given, ports.clone(), true);
            }
            Err(error) => assert!(!clear && is_right(error, &given), "{error} of {given:?}"),
        }
        let mut entries: Vec<Entry> = given.iter().map(Given::entry).collect();
        answers_as(
            Overlay::first_wins(&mut entries).unwrap(),
            &given,
            ports,
            false,
        );
        seen[usize::from(clear)] += 1;
    }
    assert!(seen.iter().all(|&count| count > 600), "{seen:?}");
}

#[test]
fn a_large_overlay_answers_on_every_port() {
    let mut dice = Dice(random());
    let mut given: Vec<Given> = Vec::new();
    while given.len() < 100 {
        let one = dice.given(100_000, 65_000);
        given.push(one);
        if !is_clear(&given) {
            given.pop();
        }
    }
    let mut entries: Vec<Entry> = given.iter().map(Given::entry).collect();
    let own = Overlay::new(&mut entries).unwrap();
    answers_as(own, &given, 0..=u16::MAX, true);
    let entries = own.entries();
    assert_eq!(entries.len(), 100);
    assert!(entries.is_sorted_by_key(|entry| entry.ports().first()));
}

/// One name beside the rule that it breaks, if it breaks one: as a name, and as one that is only shown.
#[test]
fn names_keep_the_rules() {
    let empty = Some("the name of entry 0 is empty: expected one or more visible characters");
    let letter = Some("has no letter: expected at least one");
    let blank = Some("blank or control character at byte 2 of ");
    for (name, found, shown) in [
        ("a", None, None),
        ("k8s_api", None, None),
        ("X11:4", None, None),
        ("914c/g", None, None),
        ("größe", None, None),
        ("é", None, None),
        ("", empty, empty),
        ("443", letter, None),
        ("80-90", letter, None),
        ("ab c", blank, None),
        ("ab\tc", blank, blank),
        ("ab\n", blank, blank),
        ("ab\u{7f}", blank, blank),
        ("ab\u{85}", blank, blank),
        ("ab\u{9f}", blank, blank),
        ("ab\u{a0}", None, None),
    ] {
        for (entry, refusal) in [
            (Entry::new(name, 1, &[Tcp]), found),
            (Entry::new(name, 1, &[Tcp]).only_found(), found),
            (Entry::new(name, 1, &[Tcp]).only_shown(), shown),
        ] {
            let strict = Overlay::new(&mut [entry]).err();
            let error = strict.map(|error| error.to_string());
            assert_eq!(error.is_some(), refusal.is_some(), "{name:?}");
            assert!(
                error.is_none_or(|error| error.contains(refusal.unwrap())),
                "{name:?}"
            );
            assert_eq!(Overlay::first_wins(&mut [entry]).err(), strict, "{name:?}");
        }
    }
}

#[test]
fn errors_say_which_entry_and_what_would_be_right() {
    let error =
        |entries: &[Entry<'static>]| Overlay::new(&mut entries.to_vec()).unwrap_err().to_string();
    let good = Entry::new("good", 1, &[Tcp]);
    for (entry, expected) in [
        (
            Entry::new("", 2, &[Tcp]),
            "the name of entry 1 is empty: expected one or more visible characters",
        ),
        (
            Entry::new("my db", 2, &[Tcp]),
            "blank or control character at byte 2 of `my db`, the name of entry 1: expected visible characters",
        ),
        (
            Entry::new("2", 2, &[Tcp]),
            "`2`, the name of entry 1, has no letter: expected at least one",
        ),
        (
            Entry::new("none", 2, &[]),
            "entry 1, `none`, is on no transport: expected one or more",
        ),
        (
            Entry::range("back", 3, 2, &[Tcp]),
            "the range 3-2 of entry 1, `back`, is inverted: expected 2-3",
        ),
        (
            Entry::range("low", 0, 2, &[Udp, Tcp]),
            "entry 1, `low`, has port 1/tcp of entry 0: \
             expected one name for a port, or a further one that is only found",
        ),
        (
            Entry::new("GOOD", 2, &[Tcp]),
            "entry 1 has the name of entry 0, `GOOD`: \
             expected one port or range for a name, or a further one that is only shown",
        ),
    ] {
        assert_eq!(error(&[good, entry]), expected);
    }
    let mut many = vec![good; 65_536];
    assert_eq!(
        Overlay::first_wins(&mut many).unwrap_err().to_string(),
        "65536 entries: expected at most 65535"
    );
    // As many as there can be.
    let mut most: Vec<Entry> = (1..=u16::MAX)
        .map(|port| Entry::new("n", port, &[Udp]))
        .collect();
    most.reverse();
    let own = Overlay::first_wins(&mut most).unwrap();
    assert_eq!(
        (own.port("N", Udp), own.service_name(1, Udp)),
        (Some(65_535), Some("n"))
    );
}

static OWN: Overlay = overlay![
    Entry::new("imap2", port("imap", Tcp).unwrap(), &[Tcp]).only_found(),
    Entry::new("elasticsearch", 9200, &[Tcp]),
    Entry::range("low", 0, 3, &[Sctp]),
];

/// Made by the compiler, it is what is made at run time; and it answers in a `const`.
#[test]
fn a_const_is_the_same() {
    const PORT: u16 = OWN_TOO.port("Elasticsearch", Tcp).unwrap();
    const OWN_TOO: Overlay = overlay![Entry::new("elasticsearch", 9200, &[Tcp]),];
    const NAME: &str = OWN_TOO.service_name(PORT, Tcp).unwrap();
    assert_eq!((PORT, NAME), (9200, "elasticsearch"));

    let mut entries = [
        Entry::new("imap2", 143, &[Tcp]).only_found(),
        Entry::new("elasticsearch", 9200, &[Tcp]),
        Entry::range("low", 0, 3, &[Sctp]),
    ];
    let own = Overlay::new(&mut entries).unwrap();
    assert_eq!(format!("{own:?}"), format!("{OWN:?}"));
    assert_eq!(
        format!("{OWN:?}"),
        "[low (0-3/sctp), imap2 (143/tcp), elasticsearch (9200/tcp)]"
    );
    for &on in Transport::ALL {
        for port in 0..=u16::MAX {
            assert_eq!(OWN.service_name(port, on), own.service_name(port, on));
        }
        for name in ["imap2", "IMAP2", "elasticsearch", "low", "https"] {
            assert_eq!(OWN.port(name, on), own.port(name, on));
        }
    }
    let none: Overlay = overlay![];
    assert_eq!(
        (none.service_name(0, Tcp), none.port("a", Tcp)),
        (None, None)
    );
}

/// An own name answers on its own transports alone, and the registry's behind it on theirs.
#[test]
fn nothing_leaks_to_another_transport() {
    let shown = |port, on| {
        OWN.service_name(port, on)
            .or_else(|| service_name(port, on))
    };
    let meant = |name, on| OWN.port(name, on).or_else(|| port(name, on));
    assert_eq!(
        (meant("imap2", Tcp), meant("imap2", Udp)),
        (Some(143), None)
    );
    assert_eq!(shown(143, Tcp), Some("imap"));
    assert_eq!(
        (shown(9200, Tcp), shown(9200, Udp)),
        (Some("elasticsearch"), Some("wap-wsp"))
    );
    assert_eq!(
        (meant("syslog", Udp), meant("babel", Udp)),
        (Some(514), Some(6696))
    );
    assert_eq!((meant("syslog", Tcp), meant("babel", Tcp)), (None, None));
}
