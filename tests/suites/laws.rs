//! The laws of equality, order and hash, for each public type that has them: to be equal is to have equal keys, so
//! it is reflexive, symmetric and transitive; equal values have equal hashes; the order is that of a list, and its
//! ties are the equal ones. The list of the public API tells whether a type was forgotten. And what values have in
//! common: how large they are, where they can go, how they are printed.

use std::any::type_name;
use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::{Debug, Display};
use std::hash::{BuildHasher, Hash, RandomState};
use std::str::FromStr;

use ianaports::history::{self, Change, Column, FirstSeen, Kind, Value, first_seen};
use ianaports::overlay::{Entry, Overlay, OverlayError};
use ianaports::unofficial::{self, UnofficialName};
use ianaports::{
    Date, DateError, Excerpt, OnePortError, PortRange, PortRangeError, Query, QueryError, Record,
    Records, Reference, ServiceName, ServiceNameError, ServiceType, ServiceTypeError, Status,
    Transport, TransportError, TxtKeys, lookup, names, records, status,
};

/// The types that were tried, by the trait whose laws they kept.
#[derive(Default)]
struct Tried {
    eq: BTreeSet<String>,
    ord: BTreeSet<String>,
    hash: BTreeSet<String>,
}

impl Tried {
    /// Both equal and different values must be among these.
    fn equal<T: Eq + Debug, K: Eq>(&mut self, values: &[T], key: impl Fn(&T) -> K) {
        let keys: Vec<K> = values.iter().map(key).collect();
        let mut seen = [false; 2];
        for (a, key) in values.iter().zip(&keys) {
            for (b, other) in values.iter().zip(&keys) {
                assert_eq!(a == b, key == other, "{a:?} and {b:?}");
                assert_eq!(a != b, key != other, "{a:?} and {b:?}");
                seen[usize::from(a == b)] = true;
            }
        }
        assert_eq!(seen, [true; 2]);
        self.eq.insert(name::<T>());
    }

    fn hashed<T: Eq + Hash + Debug, K: Eq>(&mut self, values: &[T], key: impl Fn(&T) -> K) {
        self.equal(values, key);
        let state = RandomState::new();
        for a in values {
            for b in values.iter().filter(|b| a == *b) {
                assert_eq!(state.hash_one(a), state.hash_one(b), "{a:?} and {b:?}");
            }
        }
        self.hash.insert(name::<T>());
    }

    fn ordered<T: Ord + Hash + Debug, K: Eq>(&mut self, mut values: Vec<T>, key: impl Fn(&T) -> K) {
        self.hashed(&values, key);
        values.sort();
        let mut ranks = vec![0];
        for pair in values.windows(2) {
            ranks.push(ranks[ranks.len() - 1] + usize::from(pair[0] != pair[1]));
        }
        for (a, rank) in values.iter().zip(&ranks) {
            for (b, other) in values.iter().zip(&ranks) {
                assert_eq!(a.cmp(b), rank.cmp(other), "{a:?} and {b:?}");
                assert_eq!(a.partial_cmp(b), Some(a.cmp(b)), "{a:?} and {b:?}");
            }
        }
        self.ord.insert(name::<T>());
    }

    /// The errors that these texts get, each twice, and with them those of `more`.
    fn errors<T: FromStr<Err: Eq + Hash + Debug + Display>>(
        &mut self,
        texts: &[&str],
        more: impl IntoIterator<Item = T::Err>,
    ) {
        let twice = texts.iter().chain(texts);
        let mut errors: Vec<T::Err> = twice.filter_map(|text| text.parse::<T>().err()).collect();
        assert_eq!(errors.len(), 2 * texts.len());
        errors.extend(more);
        self.hashed(&errors, |error| format!("{error} {error:?}"));
    }
}

/// `Date` of `ianaports::date::Date`.
fn name<T>() -> String {
    name_of(type_name::<T>())
}

/// The name at the end of a path, without what it is generic over.
fn name_of(path: &str) -> String {
    let path = path.split('<').next().unwrap();
    path.rsplit("::").next().unwrap().to_owned()
}

fn parsed<T: FromStr<Err: Debug>>(texts: &[&str]) -> Vec<T> {
    texts.iter().map(|text| text.parse().unwrap()).collect()
}

/// Two texts of each of these values have another case.
const NAMES: [&str; 9] = [
    "https",
    "HTTPS",
    "http",
    "a",
    "A",
    "x11",
    "z-9",
    "a-b-c-d-e-f-g-h",
    "A-B-C-D-E-F-G-H",
];
const TYPES: [&str; 6] = [
    "_ipp._tcp",
    "_IPP._TCP",
    "_ipp._tcp.local",
    "_ipp._udp",
    "_ssh._tcp",
    "_a._dccp",
];
const QUERIES: [&str; 22] = [
    "443",
    "0443",
    "443-443",
    "443/tcp",
    "443/TCP",
    "443/udp",
    "6000-6063",
    "6000-6063/sctp",
    "https",
    "HTTPS",
    "https/tcp",
    "HTTPS/TCP",
    "_https._tcp",
    "_HTTPS._tcp.local",
    "_https._udp",
    "whois++",
    "WHOIS++",
    "whois++/tcp",
    "914c/g",
    "914C/G",
    "cl/1",
    "not-registered",
];

#[test]
fn every_public_type_keeps_them() {
    let mut tried = Tried::default();
    let twice = |record: Record| [record, record];
    let some: Vec<Record> = records().iter().step_by(61).flat_map(twice).collect();

    let transports = [Transport::ALL, Transport::ALL].concat();
    tried.ordered(transports, |transport| transport.as_str());
    let dates = [
        "2026-08-17",
        "1992-07",
        "2026-08",
        "2026-08-17",
        "1992-07-01",
    ];
    tried.ordered(parsed::<Date>(&dates), Date::to_string);
    let ranges = ["1", "01", "1-1", "1-2", "2", "0-65535", "65535"];
    tried.ordered(parsed::<PortRange>(&ranges), |range| {
        (range.first(), range.last())
    });
    tried.ordered(parsed::<ServiceName>(&NAMES), |name| {
        name.as_str().to_lowercase()
    });
    tried.ordered(parsed::<ServiceType>(&TYPES), |kind| {
        (kind.name().as_str().to_lowercase(), kind.transport())
    });
    tried.hashed(&parsed::<Query>(&QUERIES), |query| {
        let name = query.name().map(str::to_lowercase);
        (
            query.ports(),
            name,
            query.transport(),
            query.service_type().is_some(),
        )
    });

    // A record is its place in the registry.
    let place = |record: &Record| records().iter().position(|other| other == *record);
    tried.ordered(some.clone(), place);
    assert!(records().iter().is_sorted());
    let contacts: Vec<_> = some.iter().flat_map(|record| record.contacts()).collect();
    tried.ordered(contacts, |contact| contact.id());
    let all = unofficial::all().chain(unofficial::all());
    let unofficial: Vec<UnofficialName> = all.step_by(3).collect();
    tried.ordered(unofficial.clone(), |row| row.name());
    let kinds: Vec<_> = unofficial.into_iter().map(UnofficialName::kind).collect();
    tried.hashed(&kinds, |kind| format!("{kind:?}"));
    let references: Vec<_> = records().iter().flat_map(Record::references).collect();
    tried.hashed(&references, |reference| format!("{reference:?}"));
    let urls: Vec<_> = references
        .iter()
        .filter_map(|reference| reference.url())
        .collect();
    tried.hashed(&urls, ToString::to_string);
    let mut keys: Vec<_> = some.iter().filter_map(|record| record.txt_keys()).collect();
    keys.extend([TxtKeys::Text(""), TxtKeys::Text("a"), TxtKeys::Text("A")]);
    tried.hashed(&keys, |keys| format!("{keys:?}"));

    let statuses =
        (0..800).flat_map(|port| [Transport::Tcp, Transport::Tcp].map(|on| status(port, on)));
    let statuses: Vec<_> = statuses.chain([status(50_000, Transport::Udp)]).collect();
    tried.hashed(&statuses, |found| (found.kind(), found.record()));
    tried.ordered(
        statuses.iter().map(|found| found.kind()).collect(),
        |status| status.as_str(),
    );
    let answers = (70..140).flat_map(|port| [lookup(port), lookup(PortRange::from(port))]);
    let answers: Vec<Records> = answers
        .chain([records(), lookup("http"), lookup("dns")])
        .collect();
    tried.equal(&answers, |found| found.iter().collect::<Vec<_>>());

    let changes: Vec<Change> = history::changes().flat_map(|change| [change; 2]).collect();
    let some: Vec<Change> = changes
        .iter()
        .step_by(9)
        .chain(&changes[..9])
        .copied()
        .collect();
    tried.ordered(some, |change| changes.binary_search(change).unwrap() / 2);
    let kinds: Vec<Kind> = changes
        .iter()
        .step_by(5)
        .map(|change| change.kind())
        .collect();
    tried.hashed(&kinds, |kind| format!("{kind:?}"));
    let mut columns = Vec::new();
    let mut values = Vec::new();
    for kind in kinds {
        if let Kind::Restated { column, from, to } = kind {
            columns.push(column);
            values.extend([from, to].into_iter().flatten());
        }
    }
    tried.ordered(columns, Column::to_string);
    tried.hashed(&values, |value| format!("{value:?}"));
    let coap = lookup("coap").iter().chain(lookup("imap")).map(first_seen);
    tried.hashed(&coap.collect::<Vec<FirstSeen>>(), |seen| {
        format!("{seen:?}")
    });

    tried.errors::<Transport>(
        &["", "tpc"],
        [1, 2, 1].map(|n| Transport::try_from(n).unwrap_err()),
    );
    tried.errors::<Date>(
        &[
            "",
            "0000-01",
            "2026-13",
            "2026-02-29",
            "2024-02-30",
            "2024-02-31",
        ],
        [],
    );
    tried.errors::<PortRange>(
        &["", "x", "1x", "1y", "-1", "1-", "65536", "2-1", "3-1"],
        [],
    );
    tried.errors::<ServiceName>(
        &[
            "",
            "a_",
            "a+",
            "b__",
            "-a",
            "a-",
            "a--b",
            "1",
            "seventeen-letters",
        ],
        [],
    );
    tried.errors::<ServiceType>(
        &[
            "",
            "_a._icmp",
            "a._a._tcp",
            "_a._sub._a._tcp",
            "_a._tcp..",
            "_._tcp",
        ],
        [],
    );
    tried.errors::<Query>(
        &[
            "",
            "/",
            "https/",
            "https/tpc",
            "2-1",
            "a_b",
            "_a",
            "_a_b._tcp",
        ],
        [],
    );

    let entries = [("", 1), ("a", 1), ("a b", 1), ("a b", 2), ("a", 1)];
    let errors: Vec<_> = entries
        .iter()
        .filter_map(|(name, last)| {
            Overlay::new(&mut [Entry::range(name, 2, *last, &[Transport::Tcp])]).err()
        })
        .collect();
    assert_eq!(errors.len(), entries.len());
    tried.hashed(&errors, |error| format!("{error} {error:?}"));
    let entries = entries.map(|(name, last)| Entry::range(name, 1, last, &[Transport::Tcp]));
    let more = [
        entries[1].only_found(),
        entries[1].only_shown(),
        entries[1].only_found(),
    ];
    tried.equal(&[&entries[..], &more].concat(), |entry| {
        let found =
            Overlay::first_wins(&mut [*entry]).is_ok_and(|own| own.of_name("a").count() > 0);
        let shown = Overlay::first_wins(&mut [*entry]).is_ok_and(|own| own.name(1).is_some());
        (entry.to_string(), found, shown)
    });

    let excerpts: Vec<Excerpt> = ["a", "b", "a", &"c".repeat(47), &"c".repeat(46)]
        .iter()
        .filter_map(|text| match text.parse::<Transport>() {
            Err(TransportError::UnknownName { found, .. }) => Some(found),
            _ => None,
        })
        .collect();
    tried.hashed(&excerpts, |found| {
        (found.as_str().to_owned(), found.is_whole())
    });

    let one_port = |typed: &str| typed.parse::<Query>().unwrap().one_port().unwrap_err();
    let typed = ["htps", "rdp", "syslog/tcp", "http-alt", "x11", "1-2"];
    let errors: Vec<OnePortError> = [typed, typed].concat().into_iter().map(one_port).collect();
    tried.hashed(&errors, |error| format!("{error} {error:?}"));

    for (law, tried) in [
        ("Eq", tried.eq),
        ("Ord", tried.ord),
        ("hash::Hash", tried.hash),
    ] {
        let start = format!("::{law} for ianaports::");
        let list = include_str!("../data/public-api.txt").lines();
        let has: BTreeSet<String> = list
            .filter_map(|line| Some(name_of(line.split_once(&start)?.1)))
            .collect();
        assert_eq!(tried, has, "{law}");
    }
}

/// To equal what a value is made of is to equal the value that is made of it.
#[test]
fn other_types_agree() {
    for name in parsed::<ServiceName>(&NAMES) {
        for (text, other) in NAMES.iter().zip(parsed::<ServiceName>(&NAMES)) {
            assert_eq!(name == *text, name == other, "{name} and {text}");
            assert_eq!(name == **text, name == other, "{name} and {text}");
            assert_eq!(other.as_ref(), *text);
        }
    }
    for range in parsed::<PortRange>(&["0", "1", "1-2", "2", "0-65535", "65535"]) {
        for port in [0, 1, 2, 65_535] {
            assert_eq!(
                range == port,
                range == PortRange::from(port),
                "{range} and {port}"
            );
        }
    }
    for port in PortRange::ALL {
        let found = status(port, Transport::Sctp);
        for other in [
            Status::Assigned,
            Status::Reserved,
            Status::DeAssigned,
            Status::Unassigned,
            Status::Dynamic,
        ] {
            assert_eq!(found == other, found.kind() == other, "{port}");
        }
    }
}

#[test]
fn values_are_small_and_can_go_anywhere() {
    fn value<T: Copy + Eq + Hash + Debug + Send + Sync + Unpin + 'static>() {}
    fn error<T: Error + Copy + Eq + Hash + Send + Sync + 'static>() {}
    value::<Transport>();
    value::<Date>();
    value::<PortRange>();
    value::<ServiceName>();
    value::<ServiceType>();
    value::<Query>();
    value::<TxtKeys>();
    error::<TransportError>();
    error::<DateError>();
    error::<PortRangeError>();
    error::<ServiceNameError>();
    error::<ServiceTypeError>();
    error::<QueryError>();
    error::<OverlayError>();
    error::<OnePortError>();

    assert_eq!(size_of::<Transport>(), 1);
    assert_eq!(size_of::<Date>(), 4);
    assert_eq!(size_of::<Option<Date>>(), 4);
    assert_eq!(size_of::<PortRange>(), 4);
    assert_eq!(size_of::<ServiceName>(), 16);
    assert_eq!(size_of::<Option<ServiceName>>(), 16);
}

/// Every public type that is printed obeys width, fill and alignment. Errors are sentences, which do not.
#[test]
fn values_are_padded_as_strings_are() {
    let mut tried = BTreeSet::new();
    fn padded<T: Display>(tried: &mut BTreeSet<String>, value: T, plain: &str) {
        assert_eq!(format!("{value}"), plain);
        assert_eq!(format!("{value:30}|"), format!("{plain:30}|"));
        assert_eq!(format!("{value:-<30}"), format!("{plain:-<30}"));
        assert_eq!(format!("{value:*>30}"), format!("{plain:*>30}"));
        assert_eq!(format!("{value:é^30}"), format!("{plain:é^30}"));
        assert_eq!(format!("{value:2}"), format!("{plain:2}"));
        tried.insert(name::<T>());
    }
    let tried = &mut tried;
    padded(tried, Transport::Sctp, "sctp");
    padded(tried, "2026-08-17".parse::<Date>().unwrap(), "2026-08-17");
    padded(tried, "1992-07".parse::<Date>().unwrap(), "1992-07");
    padded(tried, PortRange::from(443), "443");
    padded(tried, PortRange::SYSTEM, "0-1023");
    padded(tried, ServiceName::new("https").unwrap(), "https");
    padded(
        tried,
        "_ipp._tcp".parse::<ServiceType>().unwrap(),
        "_ipp._tcp",
    );
    for query in ["6000-6063/udp", "914c/g", "_ipp._tcp"] {
        padded(tried, query.parse::<Query>().unwrap(), query);
    }
    padded(tried, Status::DeAssigned, "de-assigned");
    padded(tried, status(443, Transport::Tcp), "assigned");
    let Err(TransportError::UnknownName { found, .. }) = "t\np".parse::<Transport>() else {
        panic!("not a transport");
    };
    padded(tried, found, "t\\np");
    for (key, plain) in [("https", "https (443/tcp)"), ("icmp", "icmp")] {
        padded(tried, lookup(key).first().unwrap(), plain);
    }
    padded(
        tried,
        lookup(465).first().unwrap().assignees().next().unwrap(),
        "IESG",
    );
    let mut shown = [false; 5];
    for reference in records().iter().flat_map(Record::references) {
        let kind = match reference {
            Reference::Rfc { .. } => 0,
            Reference::Draft { .. } => 1,
            Reference::Uri { .. } => 2,
            Reference::Footnote { .. } => 3,
            _ => 4,
        };
        if !std::mem::replace(&mut shown[kind], true) {
            padded(tried, reference, &reference.to_string());
            if let Some(url) = reference.url() {
                padded(tried, url, &url.to_string());
            }
        }
    }
    assert_eq!(shown, [true; 5]);
    let change = history::of("wico").next().unwrap();
    padded(tried, change, "2026-08-11 assigned: wico (tcp)");
    padded(tried, Column::Notes, "Assignment Notes");
    for value in [Value::Text("[RFC1]"), Value::Date(change.date())] {
        padded(tried, value, &value.to_string());
    }
    padded(
        tried,
        Entry::new("dns", 53, &[Transport::Udp]),
        "dns (53/udp)",
    );
    let dns = unofficial::of_name("dns").unwrap();
    padded(tried, dns, "dns (53/tcp, 53/udp)");

    let list = include_str!("../data/public-api.txt").lines();
    let printed = list.filter_map(|line| line.split_once("core::fmt::Display for "));
    let types = printed.map(|(_, path)| name_of(path));
    let has: BTreeSet<String> = types.filter(|name| !name.ends_with("Error")).collect();
    assert_eq!(*tried, has);
}

#[test]
fn debug_is_short() {
    let name = ServiceName::new("https").unwrap();
    assert_eq!(format!("{:?}", Transport::Tcp), "Tcp");
    assert_eq!(format!("{:?}", Date::new(1992, 7, None)), "Ok(1992-07)");
    assert_eq!(format!("{:?}", PortRange::SYSTEM), "0-1023");
    assert_eq!(format!("{name:?}"), "\"https\"");
    assert_eq!(
        format!("{:?}", ServiceType::new(name, Transport::Tcp)),
        "_https._tcp"
    );
    assert_eq!(
        format!("{:?}", Query::from((name, Transport::Tcp))),
        "https/tcp"
    );
    // A view of the whole registry shows its beginning, and that it goes on.
    for view in [
        format!("{:?}", records()),
        format!("{:?}", records().iter()),
        format!("{:?}", records().names()),
        format!("{:?}", names()),
        format!("{:?}", lookup(PortRange::ALL)),
    ] {
        assert!(view.len() < 1000 && view.ends_with(", ..]"), "{view}");
    }
}
