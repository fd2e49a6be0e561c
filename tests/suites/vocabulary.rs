//! The types that queries and answers are made of: what they accept, what they refuse in which
//! words, and the laws of their equality, order, hash and text. Small domains are walked whole.

use std::collections::HashSet;
use std::fmt::{Debug, Display};
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher, Hash, RandomState};
use std::str::FromStr;

use ianaports::{
    Date, PortRange, Query, ServiceName, ServiceType, Transport, TxtKeys, lookup, names,
};

/// Every string of at most `length` characters of an alphabet.
fn strings(alphabet: &str, length: usize) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut done = 0;
    for _ in 0..length {
        let end = all.len();
        for start in done..end {
            for character in alphabet.chars() {
                all.push(format!("{}{character}", all[start]));
            }
        }
        done = end;
    }
    all
}

/// Each text is refused with the message beside it, in which `{}` is the text.
fn refuses<T: FromStr<Err: Display> + Debug>(table: &[(&[&str], &str)]) {
    for (texts, message) in table {
        for text in *texts {
            match text.parse::<T>() {
                Ok(value) => panic!("{text:?} was read as {value:?}"),
                Err(error) => assert_eq!(error.to_string(), message.replace("{}", text)),
            }
        }
    }
}

/// What is printed is read back as the same, and printed the same again.
#[track_caller]
fn round_trips<T: FromStr<Err: Debug> + Display + Debug + PartialEq>(value: T) {
    let text = value.to_string();
    let read: T = text.parse().unwrap();
    assert_eq!(read, value, "{text}");
    assert_eq!(read.to_string(), text);
}

/// Each value is less than, equal to or greater than each other exactly as its key is, and equal
/// values have equal hashes.
fn ordered_as<T: Ord + Hash + Debug, K: Ord>(values: &[T], key: impl Fn(&T) -> K) {
    let state = RandomState::new();
    for a in values {
        for b in values {
            assert_eq!(a.cmp(b), key(a).cmp(&key(b)), "{a:?} and {b:?}");
            assert_eq!(a.partial_cmp(b), Some(a.cmp(b)), "{a:?} and {b:?}");
            assert_eq!(a == b, key(a) == key(b), "{a:?} and {b:?}");
            if a == b {
                assert_eq!(state.hash_one(a), state.hash_one(b), "{a:?} and {b:?}");
            }
        }
    }
}

#[test]
fn transports() {
    use Transport::{Dccp, Sctp, Tcp, Udp};
    let known = [
        (6, "tcp", Tcp),
        (17, "udp", Udp),
        (132, "sctp", Sctp),
        (33, "dccp", Dccp),
    ];
    assert_eq!(known.map(|(_, _, transport)| transport), *Transport::ALL);
    assert!(Transport::ALL.is_sorted());
    for (number, name, transport) in known {
        assert_eq!(transport.protocol_number(), number);
        assert_eq!(transport.as_str(), name);
        assert_eq!(transport.to_string(), name);
        assert_eq!(name.parse(), Ok(transport));
        assert_eq!(name.to_uppercase().parse(), Ok(transport));
    }
    for number in 0..=255 {
        let expected = known
            .iter()
            .find(|known| known.0 == number)
            .map(|known| known.2);
        assert_eq!(Transport::from_protocol_number(number), expected);
        assert_eq!(Transport::try_from(number).ok(), expected);
    }

    refuses::<Transport>(&[(
        &["", "tpc", " tcp", "tcp ", "tcp/udp", "tcp6", "6", "ｔｃｐ"],
        "`{}` is not a transport: expected tcp, udp, sctp or dccp",
    )]);
    assert_eq!(
        Transport::try_from(1).unwrap_err().to_string(),
        "IP protocol number 1 is not a transport with ports: \
         expected 6 (tcp), 17 (udp), 33 (dccp) or 132 (sctp)"
    );
}

#[test]
fn dates() {
    let mut dates = Vec::new();
    for year in [
        0,
        1,
        4,
        100,
        1900,
        1992,
        2000,
        2023,
        2024,
        9999,
        10_000,
        u16::MAX,
    ] {
        let february = if [4, 1992, 2000, 2024].contains(&year) {
            29
        } else {
            28
        };
        let lengths = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        for month in 0..=13 {
            for day in [None].into_iter().chain((0..=32).map(Some)) {
                let last = match month {
                    1..=12 => lengths[usize::from(month) - 1],
                    _ => 0,
                };
                let expected = match day {
                    _ if !(1..=9999).contains(&year) => Err(format!("year {year} is")),
                    _ if last == 0 => Err(format!("month {month} is")),
                    Some(day) if !(1..=last).contains(&day) => {
                        Err(format!("day {day} is out of range: expected 01 to {last}"))
                    }
                    day => Ok((year, month, day)),
                };
                match (Date::new(year, month, day), expected) {
                    (Ok(date), expected) => {
                        assert_eq!(Ok((date.year(), date.month(), date.day())), expected);
                        dates.push(date);
                    }
                    (Err(error), Err(expected)) => {
                        assert!(error.to_string().starts_with(&expected), "{error}");
                    }
                    (Err(error), Ok(date)) => panic!("{date:?}: {error}"),
                }
            }
        }
    }
    for &date in &dates {
        round_trips(date);
    }
    // The text sorts as the dates do.
    dates.retain(|date| [1, 1992, 2024].contains(&date.year()));
    ordered_as(&dates, |date| date.to_string());
}

#[test]
fn malformed_dates() {
    refuses::<Date>(&[
        (
            &[
                "",
                "2026",
                "2026-",
                "2026-8-17",
                "2026-08-7",
                "2026-08-17 ",
                " 2026-08",
                "26-08-17",
                "02026-08",
                "+026-08",
                "2026-+8",
                "2026/08/17",
                "2026-08-17-01",
                "20260817",
                "-026-08",
                "2026-08-",
                "２０２６-08",
            ],
            "`{}` is not a date: expected YYYY-MM-DD or YYYY-MM",
        ),
        (
            &["0000-01"],
            "year 0 is out of range: expected 0001 to 9999",
        ),
        (&["2026-00"], "month 0 is out of range: expected 01 to 12"),
        (
            &["2026-13-01"],
            "month 13 is out of range: expected 01 to 12",
        ),
        (
            &["2026-02-29"],
            "day 29 is out of range: expected 01 to 28 in this month",
        ),
        (
            &["2024-02-30"],
            "day 30 is out of range: expected 01 to 29 in this month",
        ),
        (
            &["2024-02-00"],
            "day 0 is out of range: expected 01 to 29 in this month",
        ),
    ]);
}

#[test]
fn port_ranges() {
    let edges = [
        0, 1, 2, 3, 442, 443, 444, 1023, 1024, 49151, 49152, 65534, 65535,
    ];
    let mut ranges = Vec::new();
    for first in edges {
        assert_eq!(PortRange::from(first), first);
        for last in edges {
            let range = PortRange::new(first, last);
            assert_eq!(PortRange::try_from(first..=last), range);
            if first > last {
                let error = range.unwrap_err();
                let expected =
                    format!("the range {first}-{last} is inverted: expected {last}-{first}");
                assert_eq!(error.to_string(), expected);
                continue;
            }
            let range = range.unwrap();
            assert_eq!((range.first(), range.last()), (first, last));
            assert_eq!(range.len() as usize, range.iter().count());
            assert!(range.iter().eq(first..=last) && range.into_iter().eq(first..=last));
            assert_eq!(std::ops::RangeInclusive::from(range), first..=last);
            for port in edges {
                assert_eq!(range.contains(port), (first..=last).contains(&port));
                assert_eq!(range == port, first == port && last == port);
            }
            round_trips(range);
            ranges.push(range);
        }
    }
    ordered_as(&ranges, |range| (range.first(), range.last()));
    // No range is empty: one that was iterated to its end has no ports left.
    for mut walked in [5..=5, 5..=7, 0..=65535] {
        walked.by_ref().for_each(drop);
        assert_eq!(
            PortRange::try_from(walked).unwrap_err().to_string(),
            "the range was iterated to its end: expected one with ports left"
        );
    }
    let mut begun = 5..=7;
    begun.next();
    assert_eq!(PortRange::try_from(begun), PortRange::new(6, 7));
    for a in &ranges {
        for b in &ranges {
            let shared = edges
                .iter()
                .any(|&port| a.contains(port) && b.contains(port));
            assert_eq!(a.overlaps(*b), shared, "{a} and {b}");
        }
    }

    // RFC 6335, section 6.
    let parts = [PortRange::SYSTEM, PortRange::USER, PortRange::DYNAMIC];
    assert_eq!(
        parts.map(|part| part.to_string()),
        ["0-1023", "1024-49151", "49152-65535"]
    );
    assert!(parts.into_iter().flatten().eq(PortRange::ALL));
}

#[test]
fn every_port_reads_back() {
    for port in PortRange::ALL {
        assert_eq!(port.to_string().parse::<PortRange>().unwrap(), port);
        assert_eq!(format!("{port:09}").parse::<PortRange>().unwrap(), port);
        assert_eq!(port.to_string().parse::<Query>(), Ok(Query::from(port)));
    }
}

#[test]
fn malformed_port_ranges() {
    refuses::<PortRange>(&[
        (
            &[""],
            "no port: expected a number such as 443 or a range such as 6000-6063",
        ),
        (
            &[
                "65536",
                "99999",
                "1-65536",
                "65536-65537",
                "99999999999999999999999999",
            ],
            "`{}` is out of range: expected ports from 0 to 65535",
        ),
        (
            &["-9", "-"],
            "no port before the hyphen of `{}`: expected a range such as 6000-6063",
        ),
        (
            &["1-"],
            "no port after the hyphen of `{}`: expected a range such as 6000-6063",
        ),
        (&["5-2"], "the range 5-2 is inverted: expected 2-5"),
    ]);
    for (text, character, position) in [
        ("+443", '+', 0),
        (" 443", ' ', 0),
        ("443 ", ' ', 3),
        ("8o", 'o', 1),
        ("0x50", 'x', 1),
        ("1-2-3", '-', 3),
        ("1--2", '-', 2),
        ("1 - 2", ' ', 1),
        ("6000–6063", '–', 4),
        ("443/tcp", '/', 3),
        ("http", 'h', 0),
        ("４４３", '４', 0),
        ("1-+2", '+', 2),
        ("44\n", '\n', 2),
    ] {
        let error = text.parse::<PortRange>().unwrap_err();
        let shown = text.replace('\n', "\\n");
        assert_eq!(
            error.to_string(),
            format!(
                "unexpected {character:?} at byte {position} of `{shown}`: \
                 expected digits such as 443, or a range such as 6000-6063"
            )
        );
        assert_eq!(error.position(), Some(position), "{text}");
    }
}

#[test]
fn runs_are_the_longest_and_all() {
    // Every pattern of ten ports, at both ends of the port space.
    for first in [0, 65526] {
        let ports = PortRange::new(first, first + 9).unwrap();
        for pattern in 0..1 << 10 {
            let chosen = |port: u16| pattern >> (port - first) & 1 == 1;
            let mut asked = 0;
            let mut runs = ports.runs(|port| {
                asked += 1;
                chosen(port)
            });
            let found: Vec<PortRange> = runs.by_ref().collect();
            assert_eq!((runs.next(), runs.next()), (None, None));
            assert_eq!(asked, 10);
            assert!(
                found
                    .iter()
                    .flat_map(|run| run.iter())
                    .eq(ports.iter().filter(|&port| chosen(port)))
            );
            assert!(
                found
                    .windows(2)
                    .all(|pair| pair[0].last() + 1 < pair[1].first())
            );
        }
    }
    assert!(PortRange::ALL.runs(|_| true).eq([PortRange::ALL]));
}

/// RFC 6335, section 5.1, in the words of its grammar and of its prose.
fn is_service_name(text: &str) -> bool {
    (1..=15).contains(&text.chars().count())
        && text
            .chars()
            .all(|c| matches!(c, 'A'..='Z' | 'a'..='z' | '0'..='9' | '-'))
        && text.chars().any(|c| c.is_ascii_alphabetic())
        && text.split('-').all(|part| !part.is_empty())
}

#[test]
fn service_names_are_those_of_the_rfc() {
    for text in strings("aZ9-_é", 6) {
        let name = ServiceName::new(&text);
        assert_eq!(name.is_ok(), is_service_name(&text), "{text:?}");
        assert_eq!(text.parse(), name);
        assert_eq!(ServiceName::try_from(text.as_str()), name);
        match name {
            Ok(name) => {
                assert_eq!(name.as_str(), text);
                round_trips(name);
            }
            Err(error) => match error.position() {
                Some(at) => {
                    let mut before = text[..at].bytes();
                    assert!(before.all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'));
                    let is_fault = |c: char| !c.is_ascii_alphanumeric();
                    assert!(text[at..].starts_with(is_fault), "{text:?}: {error}");
                }
                None => assert!(
                    text.bytes()
                        .all(|byte| byte.is_ascii_digit() || byte == b'-')
                ),
            },
        }
    }
    // A character that no name has is named, whatever it is and wherever it stands.
    for character in ('\0'..=char::MAX).filter(|c| !c.is_ascii_alphanumeric() && *c != '-') {
        let text = format!("a{character}");
        let error = ServiceName::new(&text).unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with(&format!("{character:?} at byte 1 of")),
            "{error}"
        );
    }
    for position in 0..14 {
        for character in [
            '_', '\u{80}', 'é', '\u{7ff}', '\u{800}', '€', '\u{ffff}', '🦀',
        ] {
            let text = format!("{}{character}-", "a".repeat(position));
            let error = ServiceName::new(&text).unwrap_err();
            let shown = text.replace('\u{80}', "\\u{80}");
            let told = format!("{character:?} at byte {position} of the service name `{shown}`:");
            assert!(error.to_string().starts_with(&told), "{error}");
            assert_eq!(error.position(), Some(position));
        }
    }
}

#[test]
fn service_names_ignore_case() {
    let mut names: Vec<ServiceName> = Vec::new();
    names.extend(
        strings("aAbZ0-", 4)
            .iter()
            .filter_map(|text| text.parse::<ServiceName>().ok()),
    );
    names.extend(["EtherNet-IP-1", "ethernet-ip-1"].map(|text| ServiceName::new(text).unwrap()));
    ordered_as(&names, |name| name.as_str().to_ascii_lowercase());
    for a in &names {
        let upper = a.as_str().to_ascii_uppercase();
        assert!(*a == upper.as_str() && *a == *upper && a.as_ref() == a.as_str());
        assert!(*a != "other" && *a != "");
    }
    let distinct: HashSet<ServiceName> = names.iter().copied().collect();
    let lower: HashSet<String> = names
        .iter()
        .map(|name| name.as_str().to_ascii_lowercase())
        .collect();
    assert_eq!(distinct.len(), lower.len());
    let hashes: HashSet<u64> = names
        .iter()
        .map(|name| BuildHasherDefault::<DefaultHasher>::new().hash_one(name))
        .collect();
    assert_eq!(hashes.len(), lower.len());
}

#[test]
fn malformed_service_names() {
    refuses::<ServiceName>(&[
        (&[""], "empty service name: expected 1 to 15 characters"),
        (
            &["documentum-secure"],
            "the service name `{}` has 17 characters: expected at most 15",
        ),
        (
            &["-http", "-"],
            "the service name `{}` begins with a hyphen: expected a letter or digit first",
        ),
        (
            &["http-"],
            "the service name `{}` ends with a hyphen: expected a letter or digit last",
        ),
        (
            &["http--alt"],
            "two hyphens at byte 4 of the service name `{}`: expected no more than one in a row",
        ),
        (
            &["443"],
            "the service name `{}` has no letter: expected at least one",
        ),
    ]);
    for (text, quoted, position) in [
        ("edi_service", "'_'", 3),
        ("whois++", "'+'", 5),
        ("https ", "' '", 5),
        ("naïve", "'ï'", 2),
        ("a-very-long-name/indeed", "'/'", 16),
    ] {
        refuses::<ServiceName>(&[(&[text], &bad_character(text, quoted, position))]);
    }
}

fn bad_character(name: &str, quoted: &str, position: usize) -> String {
    format!(
        "{quoted} at byte {position} of the service name `{name}`: \
         expected letters, digits and hyphens"
    )
}

#[test]
fn service_types() {
    for text in [
        "_ipp._tcp",
        "_IPP._TCP",
        "_ipp._tcp.",
        "_ipp._tcp.local",
        "_ipp._tcp.local.",
        "_Ipp._tcP.dns-sd.org",
        "_ipp._tcp.Büro 3.example.com.",
    ] {
        let kind: ServiceType = text.parse().unwrap();
        assert_eq!(
            kind,
            ServiceType::new(ServiceName::new("ipp").unwrap(), Transport::Tcp)
        );
        assert_eq!(kind.to_string().to_lowercase(), "_ipp._tcp");
        round_trips(kind);
    }
    for &transport in Transport::ALL {
        let text = format!("_sip._{transport}");
        let kind: ServiceType = text.parse().unwrap();
        assert_eq!((kind.name().as_str(), kind.transport()), ("sip", transport));
        assert_eq!(kind.to_string(), text);
        round_trips(kind);
    }
    for text in strings("_.a-", 6)
        .iter()
        .flat_map(|start| [start.clone(), format!("{start}._tcp")])
    {
        if let Ok(kind) = text.parse::<ServiceType>() {
            round_trips(kind);
        }
    }
}

#[test]
fn malformed_service_types() {
    refuses::<ServiceType>(&[
        (
            &[
                "",
                "_",
                "ipp",
                "_ipp",
                "ipp._tcp",
                "_ipp.tcp",
                "_ipp/tcp",
                "._tcp",
                "_z39.50._tcp",
            ],
            "`{}` is not a service type: expected a name and a transport, as in _ipp._tcp",
        ),
        (
            &["_._tcp"],
            "empty service name: expected 1 to 15 characters",
        ),
        (
            &["_edi_service._udp"],
            &bad_character("edi_service", "'_'", 3),
        ),
    ]);
    for (text, label) in [
        ("_ipp._tcp ", "_tcp "),
        ("_ipp._icmp.local", "_icmp"),
        ("_sips._tls", "_tls"),
    ] {
        let message = format!(
            "`{label}` is not the label of a transport: expected _tcp, _udp, _sctp or _dccp"
        );
        refuses::<ServiceType>(&[(&[text], &message)]);
    }
    // Refused in the same words as a type, and as what a person types.
    let both: &[(&[&str], &str)] = &[
        (
            &[
                "_printer._sub._http._tcp.local",
                "baz._sub._bar._udp",
                "_http._tcp,_printer",
            ],
            "`{}` is a subtype: expected the service type alone, as in _http._tcp",
        ),
        (
            &[
                "My Printer._ipp._tcp.local",
                "Printer v1.2 (Büro)._ipp._tcp.",
            ],
            "`{}` is an instance of a service: expected its service type, as in _ipp._tcp",
        ),
        (
            &["_services._dns-sd._udp.local.", "_services._dns-sd._udp"],
            "`{}` asks for all service types (RFC 6763, section 9): \
             expected one, as in _ipp._tcp",
        ),
        (
            &["b._dns-sd._udp.local", "lb._dns-sd._udp.example.com"],
            "`{}` asks for domains (RFC 6763, section 11): \
             expected a service type, as in _ipp._tcp",
        ),
        (
            &[
                "_ipp._tcp..",
                "_ipp._tcp..local",
                "_ipp._tcp.local..",
                "_ipp._tcp.a..b",
            ],
            "the domain of `{}` has an empty label: expected none, as in _ipp._tcp.local",
        ),
    ];
    refuses::<ServiceType>(both);
    refuses::<Query>(both);
    // The name in these questions is registered, and so a service type by itself.
    let kind: ServiceType = "_dns-sd._udp".parse().unwrap();
    assert_eq!(lookup(kind).name(), Some("dns-sd"));
}

#[test]
fn txt_keys() {
    let keys = |name: &str| lookup(name).iter().find_map(|record| record.txt_keys());
    assert_eq!(
        keys("ssh"),
        Some(TxtKeys::Text("u=<username> p=<password>"))
    );
    assert_eq!(keys("distcc"), Some(TxtKeys::Empty));
    assert_eq!(keys("airmate"), Some(TxtKeys::Proprietary)); // in lower case there
    assert_eq!(keys("msrps"), Some(TxtKeys::Text(""))); // a note that says no more
    assert!(matches!(keys("hg"), Some(TxtKeys::Text(text)) if text.starts_with("None path=")));
    assert_eq!(keys("telnets"), None); // no note
    assert_eq!(keys("whois++"), None); // another note
    // Prose before the keys is no part of them.
    let caldav = lookup("caldav").first().unwrap();
    let Some(TxtKeys::Text(text)) = caldav.txt_keys() else {
        panic!("{:?}", caldav.txt_keys());
    };
    assert!(
        caldav.notes().unwrap().ends_with(text) && caldav.notes().unwrap().len() > text.len() + 20
    );
}

#[test]
fn queries() {
    use Transport::{Tcp, Udp};
    let range = |text: &str| Some(text.parse::<PortRange>().unwrap());
    for (typed, ports, name, transport) in [
        ("443", range("443"), None, None),
        ("0080", range("80"), None, None),
        ("0", range("0"), None, None),
        ("443/tcp", range("443"), None, Some(Tcp)),
        ("443/TCP", range("443"), None, Some(Tcp)),
        ("6000-6063", range("6000-6063"), None, None),
        ("6000-6063/udp", range("6000-6063"), None, Some(Udp)),
        ("443-443", range("443"), None, None),
        ("https", None, Some("https"), None),
        ("HTTPS", None, Some("HTTPS"), None),
        ("x11/tcp", None, Some("x11"), Some(Tcp)),
        ("9pfs", None, Some("9pfs"), None),
        ("1-2a", None, Some("1-2a"), None),
        ("not-registered", None, Some("not-registered"), None),
        ("914c/g", None, Some("914c/g"), None),
        ("914C/G", None, Some("914c/g"), None),
        ("914c/g/tcp", None, Some("914c/g"), Some(Tcp)),
        ("cl/1/udp", None, Some("cl/1"), Some(Udp)),
        ("EtherNet/IP-1", None, Some("EtherNet/IP-1"), None),
        ("z39.50", None, Some("z39.50"), None),
        ("whois++/udp", None, Some("whois++"), Some(Udp)),
        ("sql*net", None, Some("sql*net"), None),
        ("EDI_service", None, Some("edi_service"), None),
        ("_https._tcp", None, Some("https"), Some(Tcp)),
        ("_ipp._udp.local.", None, Some("ipp"), Some(Udp)),
    ] {
        let query: Query = typed.parse().unwrap();
        assert_eq!(query.ports(), ports, "{typed}");
        assert_eq!(query.name(), name, "{typed}");
        assert_eq!(query.transport(), transport, "{typed}");
        assert_eq!(
            query.service_type().is_some(),
            typed.starts_with('_'),
            "{typed}"
        );
        round_trips(query);
    }
}

#[test]
fn queries_of_values_are_those_of_their_text() {
    let name = ServiceName::new("https").unwrap();
    let kind = ServiceType::new(name, Transport::Tcp);
    for (query, typed) in [
        (Query::from(443), "443"),
        (Query::from(PortRange::SYSTEM), "0-1023"),
        (Query::from(name), "HTTPS"),
        (Query::from(kind), "_https._tcp"),
        (Query::from((443, Transport::Tcp)), "443/tcp"),
        (
            Query::from((PortRange::SYSTEM, Transport::Udp)),
            "0-1023/UDP",
        ),
        (Query::from((name, Transport::Dccp)), "https/dccp"),
    ] {
        assert_eq!(typed.parse(), Ok(query));
        assert_eq!(lookup(query), lookup(typed.parse::<Query>().unwrap()));
    }
    for (typed, port) in [
        ("0", Some(0)),
        ("1/udp", Some(1)),
        ("65000", Some(65_000)),
        ("6000-6063", None),
        ("https", Some(443)),
        ("cl/1", Some(172)),
        ("domain/sctp", None),
        ("dns", None),
        ("_http._tcp", Some(80)),
    ] {
        assert_eq!(
            typed.parse::<Query>().unwrap().one_port().ok(),
            port,
            "{typed}"
        );
    }
    assert_ne!(Query::from(kind), Query::from((name, Transport::Tcp)));
    assert_ne!(Query::from(name), Query::from((name, Transport::Tcp)));
}

#[test]
fn every_registered_name_is_a_query() {
    for name in names() {
        for spelling in [name.to_owned(), name.to_uppercase()] {
            let query: Query = spelling.parse().unwrap();
            assert!(
                query.name().unwrap().eq_ignore_ascii_case(name),
                "{spelling}"
            );
            assert_eq!(
                (query.ports(), query.transport()),
                (None, None),
                "{spelling}"
            );
            assert_eq!(lookup(query), lookup(name), "{spelling}");
            round_trips(query);
            for &transport in Transport::ALL {
                let query: Query = format!("{spelling}/{transport}").parse().unwrap();
                assert!(
                    query.name().unwrap().eq_ignore_ascii_case(name),
                    "{spelling}"
                );
                assert_eq!(query.transport(), Some(transport), "{spelling}");
                assert_eq!(lookup(query), lookup((name, transport)), "{spelling}");
                round_trips(query);
            }
        }
    }
}

#[test]
fn whatever_is_typed_is_read_back_or_refused() {
    for start in strings("4a-/._+é", 5) {
        for typed in [format!("{start}/tcp"), format!("_{start}._udp"), start] {
            match typed.parse::<Query>() {
                Ok(query) => round_trips(query),
                Err(error) => assert!(!error.to_string().is_empty()),
            }
        }
    }
}

#[test]
fn malformed_queries() {
    refuses::<Query>(&[
        (
            &[""],
            "empty query: expected a port, a service name or a service type",
        ),
        (
            &["/", "/tcp", "/443"],
            "nothing before the slash of `{}`: expected a port or a service name, as in 443/tcp",
        ),
        (
            &["443/", "https/", "914c/g/"],
            "no transport after the slash of `{}`: expected one, as in 443/tcp",
        ),
        (&["tcp/443"], "the transport comes last: expected 443/tcp"),
        (
            &["udp/u\0", "udp/a\u{202e}b", "tcp/no such"],
            "the transport comes last: expected the port or the name first, as in 443/tcp",
        ),
        (
            &["UDP/8000-8010"],
            "the transport comes last: expected 8000-8010/UDP",
        ),
        (
            &["sctp/https"],
            "the transport comes last: expected https/sctp",
        ),
        (
            &["-9", "-9/tcp"],
            "no port before the hyphen of `-9`: expected a range such as 6000-6063",
        ),
        (
            &["1-"],
            "no port after the hyphen of `1-`: expected a range such as 6000-6063",
        ),
        (&["5-2/udp"], "the range 5-2 is inverted: expected 2-5"),
        (
            &["99999"],
            "`99999` is out of range: expected ports from 0 to 65535",
        ),
        (
            &["-"],
            "the service name `-` begins with a hyphen: expected a letter or digit first",
        ),
        (
            &["_https", "ipp._tcp", "http._tcp"],
            "`{}` is not a service type: expected a name and a transport, as in _ipp._tcp",
        ),
        (
            &["_https._tcp/tcp"],
            "`_tcp/tcp` is not the label of a transport: expected _tcp, _udp, _sctp or _dccp",
        ),
    ]);
    for (text, found) in [
        ("https/tpc", "tpc"),
        ("443/tpc", "tpc"),
        ("443/6", "6"),
        ("914c/h", "h"),
        ("443/tcp ", "tcp "),
        ("https/tcp/4", "4"),
        ("zip/ddp", "ddp"),
    ] {
        let message = format!("`{found}` is not a transport: expected tcp, udp, sctp or dccp");
        refuses::<Query>(&[(&[text], &message)]);
    }
    for (text, quoted, position) in [
        ("+443", "'+'", 0),
        ("443 ", "' '", 3),
        ("3478:3481", "':'", 4),
    ] {
        let message = format!(
            "unexpected {quoted} at byte {position} of `{text}`: \
             expected digits such as 443, or a range such as 6000-6063"
        );
        refuses::<Query>(&[(&[text], &message)]);
        assert_eq!(
            text.parse::<Query>().unwrap_err().position(),
            Some(position)
        );
    }
    for (text, name, quoted, position) in [
        ("z39_50", "z39_50", "'_'", 3),
        (" https", " https", "' '", 0),
        ("x11//tcp", "x11/", "'/'", 3),
        ("é", "é", "'é'", 0),
    ] {
        refuses::<Query>(&[(&[text], &bad_character(name, quoted, position))]);
        assert_eq!(
            text.parse::<Query>().unwrap_err().position(),
            Some(position)
        );
    }
    assert_eq!(
        "_edi_service._udp".parse::<Query>().unwrap_err().position(),
        Some(4)
    );
}

/// A query reads a service type as the type itself does: the domain is left out.
#[test]
fn one_rule_for_the_end_of_a_service_type() {
    for text in [
        "_https._tcp",
        "_https._tcp.",
        "_https._tcp.LOCAL",
        "_https._tcp.local.",
        "_https._tcp.example.com",
        "_https._tcp.local.example",
    ] {
        let kind: ServiceType = text.parse().unwrap();
        assert_eq!(text.parse(), Ok(Query::from(kind)));
        assert_eq!(kind, "_https._tcp".parse().unwrap());
    }
}
