//! Overlays against a slow and obvious reading of their entries, and every rule that one can break.

#[path = "../source/random.rs"]
mod random;
mod slow;

use ianaports::Transport::{self, Dccp, Sctp, Tcp, Udp};
use ianaports::overlay::{Entry, Overlay, OwnedOverlay};
use ianaports::{overlay, port, service_name};
use random::random;
use slow::{Borrowed, Given, Owned, answers_as, is_clear, is_name, is_right, some_overlap};

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

#[test]
fn seeded_overlays_answer_as_their_entries_say() {
    let mut dice = Dice(random());
    let mut seen = [0; 3];
    for round in 0..1_000 {
        let len = dice.below(10);
        let (names, ports) = [(5, 40), (40, 400)][round % 2];
        let given: Vec<Given> = (0..len).map(|_| dice.given(names, ports)).collect();
        let ports = (0..ports as u16 + 5).chain(u16::MAX - 8..=u16::MAX);

        let entries: Vec<Entry<&str>> = given.iter().map(Given::entry).collect();
        let owned: Vec<Entry<String>> = entries
            .iter()
            .map(|entry| entry.map_name(str::to_owned))
            .collect();
        let boxed: Box<[Entry<Box<str>>]> = entries
            .iter()
            .map(|entry| entry.map_name(Box::from))
            .collect();
        let (mut strict, mut first) = (entries.clone(), entries.clone());
        let clear = is_clear(&given);
        match Overlay::new(&mut strict) {
            Ok(own) => {
                assert!(clear, "{given:?}");
                answers_as(&Borrowed(own), &given, ports.clone());
                let own = Owned(OwnedOverlay::new(owned.clone()).unwrap());
                answers_as(&own, &given, ports.clone());
            }
            Err(error) => {
                assert!(!clear && is_right(error, &given), "{error} of {given:?}");
                assert_eq!(OwnedOverlay::new(owned.clone()).unwrap_err(), error);
            }
        }
        let overlap = some_overlap(&given);
        match Overlay::first_wins(&mut first) {
            Ok(own) => {
                assert!(!overlap, "{given:?}");
                answers_as(&Borrowed(own), &given, ports.clone());
                let own = Owned(OwnedOverlay::first_wins(boxed).unwrap());
                answers_as(&own, &given, ports);
            }
            Err(error) => {
                assert!(overlap && is_right(error, &given), "{error} of {given:?}");
                assert_eq!(OwnedOverlay::first_wins(boxed).unwrap_err(), error);
            }
        }
        // They stay where they are, whatever comes of it.
        assert_eq!((&strict, &first), (&entries, &entries));
        seen[usize::from(clear) + usize::from(!overlap)] += 1;
    }
    assert!(seen.iter().all(|&count| count > 100), "{seen:?}");
}

#[test]
fn a_large_overlay_answers() {
    let mut dice = Dice(random());
    let mut given: Vec<Given> = Vec::new();
    while given.len() < 100 {
        let one = dice.given(100_000, 65_000);
        given.push(one);
        if !is_clear(&given) {
            given.pop();
        }
    }
    let mut entries: Vec<Entry<&str>> = given.iter().map(Given::entry).collect();
    let own = Owned(OwnedOverlay::new(entries.as_mut_slice()).unwrap());
    let edges = given.iter().flat_map(|given| {
        [
            given.first.wrapping_sub(1),
            given.first,
            given.last,
            given.last.wrapping_add(1),
        ]
    });
    answers_as(&own, &given, edges);
}

#[test]
fn an_array_is_owned() {
    let given = Dice(random()).given(5, 40);
    let own = OwnedOverlay::new([given.entry().map_name(str::to_owned)]);
    answers_as(&Owned(own.unwrap()), &[given], 0..50);
}

/// Names outlive the entries that have them.
#[test]
fn names_live_as_long_as_their_text() {
    fn shown(text: &str, port: u16) -> Option<&str> {
        let mut entries: Vec<_> = text.split(' ').zip(1..).map(entry).collect();
        let own = Overlay::new(&mut entries).unwrap();
        own.service_name(port, Tcp)
            .or_else(|| own.of_name("A").next().map(|entry| entry.name()))
    }
    fn entry((name, port): (&str, u16)) -> Entry<&str> {
        Entry::new(name, port, &[Tcp])
    }
    assert_eq!((shown("a b", 2), shown("a b", 3)), (Some("b"), Some("a")));
}

/// One name beside the rule that it breaks, if it breaks one: as a name, and as one that is only shown.
#[test]
fn names_keep_the_rules() {
    let empty = Some("the name of entry 0 is empty: expected one or more visible characters");
    let letter = Some("has no letter: expected one of a to z, or an entry that is only_shown");
    let blank = |byte| Some(["0: e", "1: e", "2: e", "3: e"][byte]);
    for (name, found, shown) in [
        ("a", None, None),
        ("k8s_api", None, None),
        ("X11:4", None, None),
        ("914c/g", None, None),
        ("größe", None, None),
        ("", empty, empty),
        ("443", letter, None),
        ("80-90", letter, None),
        ("４４３", letter, None),
        ("½", letter, None),
        ("é", letter, None),
        ("数据库", letter, None),
        ("ab c", blank(2), None),
        ("a b c", blank(1), None),
        (" bc", blank(0), blank(0)),
        ("ab ", blank(2), blank(2)),
        (" ", blank(0), blank(0)),
        ("ab\tc", blank(2), blank(2)),
        ("é\n", blank(2), blank(2)),
        ("€\u{200b}", blank(3), blank(3)),
        ("a\u{a0}b", blank(1), blank(1)),
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

/// Every character in a name that is found, in one that is only shown, and in the text of an error.
#[test]
fn characters_that_are_not_seen_are_refused_and_escaped() {
    for character in '\0'..=char::MAX {
        let name = format!("a{character}b");
        let entry = Entry::new(name.as_str(), 1, &[Tcp]);
        let refused = Overlay::new(&mut [entry]).is_err();
        assert_eq!(refused, !is_name(&name, true), "{character:?}");
        let refused = Overlay::new(&mut [entry.only_shown()]).is_err();
        let is_seen = is_name(&name, false);
        assert_eq!(refused, !is_seen, "{character:?}");
        let error = name.parse::<Transport>().unwrap_err().to_string();
        let is_as_typed = error.contains(&name);
        assert_eq!(is_as_typed, is_seen, "{error}");
        assert!(
            is_as_typed || error.contains(&character.escape_default().to_string()),
            "{error}"
        );
    }
}

/// Entries that break a rule, one for each rule, or two for a rule of two.
fn broken() -> Vec<(Vec<Entry>, &'static str)> {
    let good = Entry::new("good", 1, &[Tcp]);
    vec![
        (
            vec![Entry::new("", 2, &[Tcp])],
            "the name of entry 0 is empty: expected one or more visible characters",
        ),
        (
            vec![Entry::new("my db", 2, &[Tcp])],
            "the name of entry 0, `my db`, has a blank or an invisible character at byte 2: expected visible characters",
        ),
        (
            vec![Entry::new("my\u{202e}db", 2, &[Tcp]).only_shown()],
            "the name of entry 0, `my\\u{202e}db`, has a blank or an invisible character at byte 2: \
             expected visible characters, and blanks between them alone",
        ),
        (
            vec![Entry::new("2", 2, &[Tcp])],
            "the name of entry 0, `2`, has no letter: expected one of a to z, or an entry that is only_shown",
        ),
        (
            vec![Entry::new("none", 2, &[])],
            "entry 0, `none`, is on no transport: expected one or more",
        ),
        (
            vec![Entry::range("back", 3, 2, &[Tcp])],
            "the range 3-2 of entry 0, `back`, is inverted: expected 2-3",
        ),
        (
            vec![good, Entry::range("low", 0, 2, &[Udp, Tcp])],
            "entry 1, `low`, and entry 0, `good`, are both shown for 1/tcp: expected one of the two to be only_found",
        ),
        (
            vec![good, Entry::new("GOOD", 2, &[Tcp])],
            "entry 1, `GOOD`, 2/tcp, has the name of entry 0: expected one of the two to be only_shown",
        ),
    ]
}

/// One that only `first_wins` says, since `new` refuses it as two names of a port.
fn overlap() -> (Vec<Entry>, &'static str) {
    (
        vec![
            Entry::range("a", 10, 20, &[Udp]),
            Entry::range("b", 15, 30, &[Udp]),
        ],
        "entry 1, `b`, and entry 0, `a`, have ranges that overlap at 15/udp: expected equal ranges, or separate ones",
    )
}

#[test]
fn errors_say_which_entry_and_what_would_be_right() {
    for (entries, text) in broken() {
        let error = Overlay::new(&mut entries.clone()).unwrap_err();
        assert_eq!(
            (error.to_string(), format!("{error:?}")),
            (text.to_owned(), text.to_owned())
        );
    }
    let (mut entries, text) = overlap();
    assert_eq!(
        Overlay::first_wins(&mut entries).unwrap_err().to_string(),
        text
    );

    let mut many = vec![Entry::new("n", 1, &[Tcp]); 65_536];
    let error = Overlay::first_wins(&mut many).unwrap_err();
    assert_eq!(error.to_string(), "65536 entries: expected at most 65535");
    assert_eq!(
        (error.entry(), error.other(), error.port()),
        (65_535, None, None)
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

/// Whatever the order of the entries, the error's places are those of the entries at fault.
#[test]
fn errors_point_to_the_callers_entries_in_every_order() {
    let others = [("x", 300), ("y", 100), ("z", 200)]
        .map(|(name, port)| Entry::new(name, port, &[Tcp, Udp]));
    let cases = broken().into_iter().map(|(at_fault, _)| (at_fault, false));
    for (at_fault, first_wins) in cases.chain([(overlap().0, true)]) {
        let all = [at_fault.clone(), others.to_vec()].concat();
        for order in orders(all.len()) {
            let given: Vec<Entry> = order.iter().map(|&at| all[at]).collect();
            let place = |entry: usize| order.iter().position(|&at| at == entry).unwrap();
            let (later, earlier) = match at_fault.len() {
                1 => (place(0), None),
                _ => (place(0).max(place(1)), Some(place(0).min(place(1)))),
            };
            let mut entries = given.clone();
            let made = match first_wins {
                true => Overlay::first_wins(&mut entries),
                false => Overlay::new(&mut entries),
            };
            let error = made.unwrap_err();
            assert_eq!(
                (error.entry(), error.other()),
                (later, earlier),
                "{error} of {given:?}"
            );
            assert_eq!(error.port().is_some(), earlier.is_some());
            assert_eq!(entries, given);
            let text = error.to_string();
            for at in [Some(later), earlier].into_iter().flatten() {
                assert!(text.contains(&format!("entry {at}")), "{text}");
            }
        }
    }
}

/// Every order of the numbers below `count`.
fn orders(count: usize) -> Vec<Vec<usize>> {
    let Some(last) = count.checked_sub(1) else {
        return vec![vec![]];
    };
    let put = |order: Vec<usize>| {
        (0..count).map(move |at| {
            let mut order = order.clone();
            order.insert(at, last);
            order
        })
    };
    orders(last).into_iter().flat_map(put).collect()
}

/// What ends a compilation is the sentence that a program reads.
#[test]
fn the_macro_says_the_same_sentence() {
    use ianaports::overlay::of_macro::{Arranged, Rows, only_shown, tcp, udp};

    let good: Rows = (&[tcp], &[(&[1], "good")]);
    let tables: [&[Rows]; 8] = [
        &[(&[tcp], &[(&[2], "")])],
        &[(&[tcp], &[(&[2], "my db")])],
        &[(&[only_shown, tcp], &[(&[2], "my\u{202e}db")])],
        &[(&[tcp], &[(&[2], "2")])],
        &[(&[], &[(&[2], "none")])],
        &[(&[tcp], &[(&[3, 2], "back")])],
        &[good, (&[udp, tcp], &[(&[0, 2], "low")])],
        &[good, (&[tcp], &[(&[2], "GOOD")])],
    ];
    for (table, (_, text)) in tables.into_iter().zip(broken()) {
        let stopped = std::panic::catch_unwind(|| match table {
            [_] => drop(Arranged::<1>::new(table)),
            _ => drop(Arranged::<2>::new(table)),
        });
        let said = stopped.unwrap_err().downcast::<String>().unwrap();
        assert_eq!(said.replace('\u{202e}', "\\u{202e}"), text);
    }
}

static OWN: Overlay = overlay! {
    9200 / tcp => "elasticsearch",
    (port("discard", Tcp).unwrap()) / tcp sctp udp => ("null"),
    0-3 / sctp => "low",

    only_found tcp {
        (port("imap", Tcp).unwrap()) => "imap2",
    }
    udp dccp {
        60000-61000 => "mosh", 51820 => "wireguard"
    }
    only_shown udp tcp { 6443 => "Kubernetes API" }
};

/// Made by the compiler, it is what is made at run time; and it answers in a `const`.
#[test]
fn a_const_is_the_same() {
    const PORT: u16 = OWN_TOO.port("Elasticsearch", Tcp).unwrap();
    const OWN_TOO: Overlay = overlay! { 9200 / tcp => "elasticsearch" };
    const NAME: &str = OWN_TOO.service_name(PORT, Tcp).unwrap();
    const ANY: &str = OWN_TOO.name(PORT).unwrap();
    assert_eq!((PORT, NAME, ANY), (9200, "elasticsearch", "elasticsearch"));

    let mut entries = [
        Entry::new("elasticsearch", 9200, &[Tcp]),
        Entry::new("null", 9, &[Tcp, Udp, Sctp]),
        Entry::range("low", 0, 3, &[Sctp]),
        Entry::new("imap2", 143, &[Tcp]).only_found(),
        Entry::range("mosh", 60000, 61000, &[Udp, Dccp]),
        Entry::new("wireguard", 51820, &[Udp, Dccp]),
        Entry::new("Kubernetes API", 6443, &[Tcp, Udp]).only_shown(),
    ];
    let own = Overlay::new(&mut entries).unwrap();
    assert!(own.all().eq(OWN.all()));
    assert_eq!(format!("{own:?}"), format!("{OWN:?}"));
    for &on in Transport::ALL {
        for port in 0..=u16::MAX {
            assert_eq!(OWN.service_name(port, on), own.service_name(port, on));
        }
        for name in [
            "imap2",
            "NULL",
            "elasticsearch",
            "low",
            "Kubernetes API",
            "https",
        ] {
            assert_eq!(OWN.port(name, on), own.port(name, on));
        }
    }
    let none: Overlay = overlay! {};
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
