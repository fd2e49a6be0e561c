//! What values have in common: the laws of equality, order and hash where they are written by hand; how large values
//! are, where they can go, and how they are printed.

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::{Debug, Display};
use std::hash::Hash;

use ianaports::history;
use ianaports::overlay::{Entry, OverlayError};
use ianaports::unofficial;
use ianaports::{
    Date, DateError, OnePortError, PortRange, PortRangeError, Query, QueryError, Record, Reference,
    ServiceName, ServiceNameError, ServiceType, ServiceTypeError, Status, Transport,
    TransportError, TxtKeys, lookup, names, records,
};

/// The type's name of `ianaports::date::Date`: `Date`.
fn name<T>() -> String {
    name_of(std::any::type_name::<T>())
}

/// The name at the end of a path, without what it is generic over.
fn name_of(path: &str) -> String {
    let path = path.split('<').next().unwrap();
    path.rsplit("::").next().unwrap().to_owned()
}

/// Without regard to case, beside texts and beside each other.
#[test]
fn a_name_equals_its_text() {
    let texts = [
        "https",
        "HTTPS",
        "http",
        "a",
        "A",
        "a-b-c-d-e-f-g-h",
        "A-B-C-D-E-F-G-H",
    ];
    for text in texts {
        let name = ServiceName::new(text).unwrap();
        for other in texts {
            let is_same = text.eq_ignore_ascii_case(other);
            assert_eq!((name == *other, name == other), (is_same, is_same));
        }
    }
}

#[test]
fn a_range_equals_its_one_port() {
    for ports in ["0", "1", "1-2", "2", "0-65535", "65535"] {
        let range: PortRange = ports.parse().unwrap();
        for port in [0_u16, 1, 2, 65_535] {
            assert_eq!(
                range == port,
                ports == port.to_string(),
                "{range} and {port}"
            );
        }
    }
}

/// Views are equal when their records are, whatever was asked.
#[test]
fn views_equal_their_records() {
    let answers = (70..140).flat_map(|port| [lookup(port), lookup(PortRange::from(port))]);
    let answers: Vec<_> = answers
        .chain([records(), lookup("http"), lookup("dns")])
        .collect();
    let mut equal = 0;
    for a in &answers {
        for b in &answers {
            assert_eq!(a == b, a.iter().eq(b.iter()), "{a:?} and {b:?}");
            equal += usize::from(a == b);
        }
    }
    assert!(
        equal > answers.len(),
        "views of different questions are equal"
    );
}

/// As they were given: where an entry stands in an overlay makes no difference.
#[test]
fn entries_equal_what_was_given() {
    let given = [("", 1), ("a", 1), ("a b", 1), ("a b", 2), ("a", 1)];
    let entries = given.map(|(name, last)| Entry::range(name, 1, last, &[Transport::Tcp]));
    let shown = entries[1].only_shown();
    for (a, entry) in given.iter().zip(&entries) {
        for (b, other) in given.iter().zip(&entries) {
            assert_eq!(entry == other, a == b);
        }
        assert!(*entry != shown && *entry != entries[1].only_found());
    }
    assert_eq!(shown, entries[4].only_shown());
}

/// The order of the registry's own records: tcp, udp, sctp, dccp, and not that of the numbers.
#[test]
fn transports_are_ordered_as_listed() {
    for (place, a) in Transport::all().enumerate() {
        for (other, b) in Transport::all().enumerate() {
            assert_eq!(a.cmp(&b), place.cmp(&other));
            assert_eq!(a.partial_cmp(&b), Some(place.cmp(&other)));
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
    let change = history::of("surfpass").next().unwrap();
    padded(tried, change, "2022-01-10 surfpass → reserved (5030/tcp)");
    padded(tried, change.before().unwrap(), "surfpass (5030/tcp)");
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
    assert_eq!(
        format!("{:?}", "99999".parse::<Query>()),
        "Err(`99999` is out of range: expected ports from 0 to 65535)"
    );
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
