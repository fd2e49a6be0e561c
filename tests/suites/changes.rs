//! What the history answers: stories that were read by hand in the editions before and after, and what holds for all.

use ianaports::history::{
    self, Change, FirstSeen, Kind, changes, editions, first_seen, former_names, of,
};
use ianaports::{
    Date, PortRange, Query, Record, ServiceName, Transport, Transport::Tcp, Transport::Udp, lookup,
    records,
};

/// The changes of a key, without those of a column.
#[track_caller]
fn story(key: impl ianaports::Key, expected: &[&str]) {
    let told = of(key).filter(|change| !matches!(change.kind(), Kind::Restated { .. }));
    let told: Vec<String> = told.map(|change| change.to_string()).collect();
    assert_eq!(told, expected);
}

#[test]
fn taken_back() {
    let surfpass = [
        "2022-01-10 taken back: surfpass (5030/tcp)",
        "2022-01-10 taken back: surfpass (5030/udp)",
    ];
    story("surfpass", &surfpass);
    story(5030, &surfpass);
    story((5030, Tcp), &surfpass[..1]);
    // On one transport of two.
    story((143, Udp), &["2021-02-22 taken back: imap (143/udp)"]);
    story((143, Tcp), &[]);
    // Historic status, of three services at once.
    story(
        (PortRange::new(831, 833).unwrap(), Tcp),
        &[
            "2025-09-29 taken back: netconf-beep (831/tcp)",
            "2025-09-29 taken back: netconfsoaphttp (832/tcp)",
            "2025-09-29 taken back: netconfsoapbeep (833/tcp)",
        ],
    );
    // Without ports.
    let gone = of(("core-rd-dtls", Tcp)).next().unwrap();
    assert_eq!(
        gone.to_string(),
        "2022-04-14 taken back: core-rd-dtls (tcp)"
    );
    assert_eq!(
        gone.description(),
        "Resource Directory accessed using CoAP over TLS"
    );
    assert_eq!((gone.ports(), gone.record()), (None, None));
}

#[test]
fn renamed() {
    story(
        (4413, Tcp),
        &["2025-11-14 renamed: avi-nms → vision-mon (4413/tcp)"],
    );
    story(
        "juliar",
        &[
            "2019-03-08 renamed: juliar → juka (48048/tcp)",
            "2018-02-16 assigned: juliar (48048/tcp)",
        ],
    );
    story(
        (861, Udp),
        &["2018-12-19 renamed: owamp-control → owamp-test (861/udp)"],
    );
    // The port of a game network that a company then got.
    let pando = of(("pando-pub", Tcp)).next().unwrap();
    assert_eq!(
        pando.to_string(),
        "2022-05-04 renamed: pando-pub → ms-do (7680/tcp)"
    );
    assert_eq!(pando.record(), lookup((7680, Tcp)).first());
    // Renamed on one transport and taken back on the other.
    story(
        "csd-mgmt-port",
        &[
            "2017-08-24 taken back: csd-mgmt-port (3071/udp)",
            "2017-08-24 renamed: csd-mgmt-port → xplat-replicate (3071/tcp)",
        ],
    );
}

#[test]
fn moved() {
    story(
        ("cfg-cloud", Tcp),
        &[
            "2019-01-09 moved: cfg-cloud (8010/tcp → 8015/tcp)",
            "2019-01-08 assigned: cfg-cloud (8010/tcp)",
        ],
    );
    // Found at both ports.
    story(
        (8730, Tcp),
        &[
            "2020-01-16 moved: semi-grpc (8730/tcp → 8710/tcp)",
            "2020-01-10 assigned: semi-grpc (8730/tcp)",
        ],
    );
    let moved = of((8710, Tcp))
        .find(|change| matches!(change.kind(), Kind::Moved { .. }))
        .unwrap();
    let from = Kind::Moved {
        from: Some(8730.into()),
        transport: Some(Tcp),
    };
    assert_eq!((moved.kind(), moved.ports()), (from, Some(8710.into())));
    story(
        "digitalelectric",
        &[
            "2025-07-22 moved: digitalelectric (udp → tcp)",
            "2025-07-21 assigned: digitalelectric (udp)",
        ],
    );
}

#[test]
fn assigned() {
    story((5683, Tcp), &["2017-12-22 assigned: coap (5683/tcp)"]);
    story(("snif", Udp), &["2026-07-22 assigned: snif (7123/udp)"]);
    story("ok-connect", &["2026-08-17 assigned: ok-connect (tcp)"]);
}

/// DNS over QUIC came to 853/udp as a draft, and then as an RFC.
#[test]
fn restated() {
    let references = of(("domain-s", Udp))
        .rev()
        .filter(|change| change.to_string().contains("Reference"));
    let references: Vec<String> = references.map(|change| change.to_string()).collect();
    assert_eq!(
        references,
        [
            "2022-04-01 restated: domain-s (853/udp), Reference: [RFC7858][RFC8094][RFC-ietf-dprive-dnsoquic-11] \
             (was [RFC7858][RFC8094])",
            "2022-05-13 restated: domain-s (853/udp), Reference: [RFC7858][RFC8094][RFC9250] \
             (was [RFC7858][RFC8094][RFC-ietf-dprive-dnsoquic-11])",
        ]
    );
}

/// However a name is spelled that was: with capitals, with blanks, as no service name is.
#[test]
fn names_that_are_gone() {
    let (name, long) = (
        "Escale (Newton Dock)",
        "Apple Remote Desktop (Net Assistant)",
    );
    assert!(name.parse::<Query>().is_err() && ServiceName::new(name).is_err());
    for spelled in [name.to_owned(), name.to_uppercase(), name.to_lowercase()] {
        assert!(lookup(&spelled).is_empty());
        story(
            (&spelled, Tcp),
            &["2025-01-23 renamed: Escale (Newton Dock) → newton-dock (3679/tcp)"],
        );
    }
    story(
        (long, Udp),
        &["2025-01-23 renamed: Apple Remote Desktop (Net Assistant) → net-assistant (3283/udp)"],
    );
    // What never was.
    story("dns", &[]);
    story("", &[]);
    story("Escale", &[]);
    // Each once, none of today's, and each is found.
    let names: Vec<&str> = former_names().collect();
    for (place, name) in names.iter().enumerate() {
        assert!(!names[..place].contains(name));
        assert!(
            lookup(name).is_empty() && !ianaports::names().any(|today| today == *name),
            "{name}"
        );
        assert!(of(name).next().is_some(), "{name}");
    }
    assert_eq!(names.len(), 31);
}

/// A historic spelling has changes of its own, and so has what replaced it: at one edition, of the same column.
#[test]
fn two_spellings() {
    let alias = lookup(("dbcontrol_agent", Udp)).first().unwrap();
    assert_eq!(alias.canonical().name(), Some("dbcontrol-agent"));
    let kinds = |record: Record| {
        history::of_record(record)
            .map(|change| (change.date(), change.kind()))
            .collect::<Vec<_>>()
    };
    assert_eq!(kinds(alias), kinds(alias.canonical()));
    let one = |name| {
        of(name)
            .map(|change| change.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        one("DBCONTROL_AGENT"),
        [
            "2018-12-18 restated: dbcontrol_agent (3938/udp), Description: Oracle dbControl Agent po \
             (was Oracel dbControl Agent po)",
        ]
    );
    assert_eq!(
        one("DBCONTROL_AGENT")[0],
        one("dbcontrol-agent")[0].replace("dbcontrol-agent", "dbcontrol_agent")
    );
}

#[test]
fn first_editions() {
    let edition = |date: &str| FirstSeen::Edition(date.parse().unwrap());
    let first = |name, transport| first_seen(lookup((name, transport)).first().unwrap());
    assert_eq!(first("wico", Tcp), edition("2026-08-11"));
    assert_eq!(first("coap", Tcp), edition("2017-12-22"));
    let before = FirstSeen::Before("2017-03-10".parse().unwrap());
    assert_eq!(first("coap", Udp), before);
    // Not when it got its name or its port.
    assert_eq!(first("vision-mon", Tcp), before);
    // IANA registered it long before the history, and by its own statement.
    let https = lookup("https").first().unwrap();
    assert_eq!(first_seen(https), before);
    let seen = records()
        .iter()
        .filter(|record| record.name().is_some() && first_seen(*record) != before);
    let assigned =
        changes().filter(|change| change.kind() == Kind::Assigned && change.record().is_some());
    assert_eq!(seen.count(), assigned.count());
}

/// From either end they are the same, in the order of their editions, and those of a key are some of all.
#[test]
fn the_same_from_either_end() {
    let all: Vec<Change> = changes().with_recuts().collect();
    let mut back: Vec<Change> = changes().with_recuts().rev().collect();
    back.reverse();
    assert_eq!(all, back);
    assert!(all.is_sorted_by_key(|change| std::cmp::Reverse(change.date())));
    assert!(changes().count() < all.len());
    assert!(changes().all(|change| !matches!(change.kind(), Kind::Recut { .. })));
    let on = |transport: Transport| {
        all.iter()
            .filter(move |change| change.transport().is_none_or(|own| own == transport))
            .count()
    };
    for transport in [Tcp, Udp, Transport::Sctp] {
        let of_all = of((PortRange::ALL, transport)).with_recuts();
        let without_ports = all.iter().filter(|change| {
            change.ports().is_none() && change.transport().is_none_or(|own| own == transport)
        });
        // A move between transports is found on both.
        assert!(of_all.count() + without_ports.count() >= on(transport));
    }
    for change in all.iter().step_by(7) {
        if let Some(name) = change.name() {
            assert!(of(name).any(|other| other == *change), "{change}");
        }
        if let Some(ports) = change.ports() {
            assert!(
                of(ports).with_recuts().any(|other| other == *change),
                "{change}"
            );
        }
        if let Some(record) = change.record() {
            assert!(
                history::of_record(record)
                    .with_recuts()
                    .any(|other| other == *change),
                "{change}"
            );
        }
    }
}

#[test]
fn since_a_date() {
    let dates: Vec<Date> = editions().collect();
    assert!(dates.is_sorted_by(|later, earlier| later >= earlier));
    assert_eq!(
        dates.iter().rev().copied().collect::<Vec<_>>(),
        editions().rev().collect::<Vec<_>>()
    );
    for &date in dates.iter().step_by(11) {
        let expected = changes().filter(|change| change.date() >= date);
        assert!(changes().since(date).eq(expected), "{date}");
    }
    let days = |text: &str| changes().since(text.parse().unwrap()).count();
    assert_eq!(days("9999-12-31"), 0);
    assert_eq!(days("0001-01"), changes().count());
}
