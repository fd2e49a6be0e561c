//! What the history answers: stories that were read by hand in the editions before and after, what IANA's own notes
//! say, what the file says, and what holds for all.

mod notes;
#[path = "../source/reader.rs"]
#[allow(dead_code, reason = "the replay needs one column")]
mod reader;
mod replay;

use ianaports::history::{self, Change, changes, editions, former_names, of, of_record};
use ianaports::{Date, Key, PortRange, Query, ServiceName, Transport::Tcp, Transport::Udp, lookup};

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

/// The newest edition when the stories were written: a later one may go on with them.
fn is_known(change: &Change) -> bool {
    change.date() <= date("2026-08-17")
}

/// The changes of a key by which it has another name or status, comes or goes.
#[track_caller]
fn story(key: impl Key, expected: &[&str]) {
    let title = |snapshot: history::Snapshot| (snapshot.name(), snapshot.status());
    let told = of(key).filter(is_known);
    let told = told.filter(|change| change.before().map(title) != change.after().map(title));
    let told: Vec<String> = told.map(|change| change.to_string()).collect();
    assert_eq!(told, expected);
}

/// A service that lost its port: its record went on without one, or did not.
#[test]
fn lost_ports() {
    let surfpass = [
        "2022-01-10 surfpass → reserved (5030/tcp)",
        "2022-01-10 surfpass → reserved (5030/udp)",
    ];
    story("surfpass", &surfpass);
    story(5030, &surfpass);
    story((5030, Tcp), &surfpass[..1]);
    story((5030, Some(Tcp)), &surfpass[..1]);
    story((5030, None), &surfpass);
    // On one transport of two.
    story((143, Udp), &["2021-02-22 imap → reserved (143/udp)"]);
    story((143, Tcp), &[]);
    // Two ports and their service, in one edition.
    story(
        ("compressnet", Tcp),
        &[
            "2025-02-13 compressnet → reserved (2/tcp)",
            "2025-02-13 compressnet → reserved (3/tcp)",
            "2025-02-13 new: compressnet (tcp)",
        ],
    );
    for name in ["ni-ftp", "ni-mail", "cosir"] {
        let told: Vec<_> = of((name, Tcp)).filter(is_known).collect();
        let (new, lost) = (told[told.len() - 1], told[told.len() - 2]);
        assert_eq!((new.date(), new.before()), (lost.date(), None), "{name}");
        assert_eq!(new.after().unwrap().ports(), None, "{name}");
        assert_eq!(lost.after().unwrap().name(), None, "{name}");
        assert_eq!(
            lost.before().unwrap().ports(),
            lost.after().unwrap().ports()
        );
    }
    // Historic status, of three services at once; what is without ports states no transport, either.
    story(
        (PortRange::new(831, 833).unwrap(), Tcp),
        &[
            "2025-09-29 netconf-beep → reserved (831/tcp)",
            "2025-09-29 netconfsoaphttp → reserved (832/tcp)",
            "2025-09-29 netconfsoapbeep → reserved (833/tcp)",
        ],
    );
    // Without ports from the first.
    let gone = of(("core-rd-dtls", Tcp)).find(is_known).unwrap();
    assert_eq!(gone.to_string(), "2022-04-14 gone: core-rd-dtls (tcp)");
    let before = gone.before().unwrap();
    assert_eq!(
        before.description(),
        "Resource Directory accessed using CoAP over TLS"
    );
    assert_eq!((before.ports(), gone.record()), (None, None));
}

/// Another name on the same port.
#[test]
fn other_names() {
    let vision_mon = of((4413, Tcp)).find(is_known).unwrap();
    assert_eq!(
        vision_mon.to_string(),
        "2025-11-14 avi-nms → vision-mon (4413/tcp)"
    );
    let [before, after] = [vision_mon.before(), vision_mon.after()].map(Option::unwrap);
    assert_eq!(before.description(), "AVI Systems NMS");
    assert_eq!(after.description(), "FORTÉ Vision Monitoring platform");
    story(
        "juliar",
        &[
            "2019-03-08 juliar → juka (48048/tcp)",
            "2018-02-16 new: juliar (48048/tcp)",
        ],
    );
    story(
        (861, Udp),
        &["2018-12-19 owamp-control → owamp-test (861/udp)"],
    );
    // The port of a game network that a company then got.
    let pando = of(("pando-pub", Tcp)).find(is_known).unwrap();
    assert_eq!(pando.to_string(), "2022-05-04 pando-pub → ms-do (7680/tcp)");
    assert_eq!(pando.record(), lookup((7680, Tcp)).first());
    // Two ways on two transports.
    story(
        "csd-mgmt-port",
        &[
            "2017-08-24 csd-mgmt-port → xplat-replicate (3071/tcp)",
            "2017-08-24 csd-mgmt-port → reserved (3071/udp)",
        ],
    );
    story((6789, Tcp), &["2016-09-16 smc-https → radg (6789/tcp)"]);
}

/// On other ports or another transport it is another record; both changes are of the name.
#[test]
fn other_ports() {
    story(
        ("cfg-cloud", Tcp),
        &[
            "2019-01-09 gone: cfg-cloud (8010/tcp)",
            "2019-01-09 new: cfg-cloud (8015/tcp)",
            "2019-01-08 new: cfg-cloud (8010/tcp)",
        ],
    );
    story(
        (8730, Tcp),
        &[
            "2020-01-16 gone: semi-grpc (8730/tcp)",
            "2020-01-10 new: semi-grpc (8730/tcp)",
        ],
    );
    story(
        "digitalelectric",
        &[
            "2025-07-22 new: digitalelectric (tcp)",
            "2025-07-22 gone: digitalelectric (udp)",
            "2025-07-21 new: digitalelectric (udp)",
        ],
    );
}

#[test]
fn new() {
    story((5683, Tcp), &["2017-12-22 reserved → coap (5683/tcp)"]);
    story(("snif", Udp), &["2026-07-22 reserved → snif (7123/udp)"]);
    story("ok-connect", &["2026-08-17 new: ok-connect (tcp)"]);
    let came = |name, transport| {
        let record = lookup((name, transport)).first().unwrap();
        of_record(record).with_nameless().next_back()
    };
    let matter = came("matter", Tcp).unwrap();
    assert_eq!((matter.date(), matter.before()), (date("2021-07-16"), None));
    // Older than the history: its oldest change has something before it, or it has none.
    assert!(came("coap", Udp).is_none_or(|change| change.before().is_some()));
    // As it has its port from before it had its name.
    let coap = came("coap", Tcp).unwrap();
    assert_eq!(coap.before().unwrap().name(), None);
}

/// DNS over QUIC came to 853/udp as a draft, and then as an RFC.
#[test]
fn other_columns() {
    let changes = of(("domain-s", Udp))
        .since(date("2022-01"))
        .filter(is_known)
        .rev();
    let references: Vec<_> = changes
        .map(|change| {
            (
                change.date().to_string(),
                change.after().unwrap().references().unwrap(),
            )
        })
        .collect();
    let expected = [
        (
            "2022-04-01",
            "[RFC7858][RFC8094][RFC-ietf-dprive-dnsoquic-11]",
        ),
        ("2022-05-13", "[RFC7858][RFC8094][RFC9250]"),
    ];
    assert_eq!(
        references,
        expected.map(|(date, text)| (date.to_string(), text))
    );
    let quic = of(("domain-s", Udp))
        .rev()
        .find(|change| change.date() == date("2022-05-13"));
    assert_eq!(
        quic.unwrap().to_string(),
        "2022-05-13 domain-s (853/udp), Reference: [RFC7858][RFC8094][RFC-ietf-dprive-dnsoquic-11] → \
         [RFC7858][RFC8094][RFC9250]"
    );
    let imap = of(("imap", Tcp)).find(|change| change.date() == date("2021-02-22"));
    assert_eq!(
        imap.unwrap().to_string(),
        "2021-02-22 imap (143/tcp), Reference: [RFC3501] → [RFC3501][RFC-ietf-extra-imap4rev2-30], \
         Modification Date: 2017-06-05 → 2021-02-22"
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
            &["2025-01-23 Escale (Newton Dock) → newton-dock (3679/tcp)"],
        );
    }
    story(
        (long, Udp),
        &["2025-01-23 Apple Remote Desktop (Net Assistant) → net-assistant (3283/udp)"],
    );
    // What never was.
    for never in ["dns", "", "Escale"] {
        assert!(of(never).with_nameless().next().is_none(), "{never}");
    }
    // Each once, none of today's, each is found, and all that changes know are there.
    let names: Vec<&str> = former_names().collect();
    for (place, name) in names.iter().enumerate() {
        assert!(!names[..place].contains(name));
        assert!(lookup(name).is_empty(), "{name}");
        assert!(of(name).next().is_some(), "{name}");
    }
    let is_today = |name: &str| ianaports::names().any(|today| today.eq_ignore_ascii_case(name));
    for name in changes().filter_map(|change| change.before()?.name()) {
        assert!(is_today(name) != names.contains(&name), "{name}");
    }
    let went = |name: &str| of(name).next().unwrap().date();
    assert!(names.is_sorted_by_key(|name| std::cmp::Reverse(went(name))));
}

/// A historic spelling has changes of its own, and so has what replaced it: at one edition, of the same column.
#[test]
fn two_spellings() {
    let alias = lookup(("dbcontrol_agent", Udp)).first().unwrap();
    assert_eq!(alias.canonical().name(), Some("dbcontrol-agent"));
    let told = |name: &str| -> Vec<String> {
        of(name)
            .filter(is_known)
            .map(|change| change.to_string())
            .collect()
    };
    let expected = "2018-12-18 dbcontrol_agent (3938/udp), Description: Oracel dbControl Agent po → \
                    Oracle dbControl Agent po";
    assert_eq!(told("DBCONTROL_AGENT"), [expected]);
    let hyphen = expected.replace("dbcontrol_agent", "dbcontrol-agent");
    assert_eq!(told("dbcontrol-agent"), [hyphen]);
}

/// From either end they are the same, in the order that the docs state, and those of a key are some of all.
#[test]
fn the_same_from_either_end() {
    let all: Vec<Change> = changes().with_nameless().collect();
    let mut back: Vec<Change> = changes().with_nameless().rev().collect();
    back.reverse();
    assert_eq!(all, back);
    assert!(all.is_sorted_by_key(|change| std::cmp::Reverse(change.date())));
    let is_named = |change: &&Change| {
        let sides = [change.before(), change.after()];
        sides.iter().flatten().any(|side| side.name().is_some())
    };
    assert!(changes().eq(all.iter().filter(is_named).copied()));
    assert!(changes().count() < all.len());
    for change in all.iter().step_by(7) {
        for side in [change.before(), change.after()].into_iter().flatten() {
            let on = side.transport();
            if let Some(name) = side.name() {
                let found = of((&name.to_uppercase(), on));
                assert!(
                    found.with_nameless().any(|other| other == *change),
                    "{change}"
                );
            }
            if let Some(ports) = side.ports() {
                let found = of((ports, on)).with_nameless();
                assert!(found.clone().any(|other| other == *change), "{change}");
                let has_them = |side: history::Snapshot| {
                    side.ports().is_some_and(|own| own.overlaps(ports))
                        && side
                            .transport()
                            .is_none_or(|own| on.is_none_or(|on| own == on))
                };
                let expected = all.iter().copied().filter(|change| {
                    [change.before(), change.after()]
                        .into_iter()
                        .flatten()
                        .any(has_them)
                });
                assert!(found.eq(expected), "{ports}");
            }
        }
        if let Some(record) = change.record() {
            let mut found = of_record(record).with_nameless();
            assert!(found.any(|other| other == *change), "{change}");
        }
    }
}

/// `since` includes the day, `after` does not; without a day, a date is a month.
#[test]
fn since_and_after() {
    let dates: Vec<Date> = editions().collect();
    assert!(dates.is_sorted_by(|later, earlier| later >= earlier));
    assert!(dates.iter().rev().copied().eq(editions().rev()));
    let span = history::span().unwrap();
    assert_eq!(
        (span.end(), span.start()),
        (&dates[0], dates.last().unwrap())
    );
    for &day in dates.iter().step_by(11) {
        let expected = |is_it: fn(&Date, &Date) -> bool, day| {
            changes().filter(move |change| is_it(&change.date(), &day))
        };
        assert!(changes().since(day).eq(expected(Date::ge, day)), "{day}");
        assert!(changes().after(day).eq(expected(Date::gt, day)), "{day}");
        let month = Date::new(day.year(), day.month(), None).unwrap();
        let first = Date::new(day.year(), day.month(), Some(1)).unwrap();
        assert!(changes().since(month).eq(changes().since(first)), "{month}");
        let later = changes().after(month);
        let expected = expected(Date::ge, month).filter(|change| {
            (change.date().year(), change.date().month()) != (month.year(), month.month())
        });
        assert!(later.eq(expected), "{month}");
    }
    let count = |day: &str| {
        (
            changes().since(date(day)).count(),
            changes().after(date(day)).count(),
        )
    };
    assert_eq!(count("9999-12-31"), (0, 0));
    assert_eq!(count("0001-01"), (changes().count(), changes().count()));
}
