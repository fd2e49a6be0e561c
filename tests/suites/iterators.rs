//! The laws that every iterator of the crate keeps: its hint is true at each step, it stays at its
//! end, a clone goes on from the same place, and `Debug` shows what is still to come.

use std::fmt::Debug;
use std::iter::FusedIterator;

use ianaports::Transport::{Dccp, Sctp, Tcp, Udp};
use ianaports::{PortRange, Records, lookup, names, records};

/// Walks an iterator to its end and returns how long it was. `exact` says that its hint is the
/// number of what is left.
fn laws<I>(mut iterator: I, exact: bool) -> usize
where
    I: FusedIterator<Item: Debug + PartialEq> + Clone + Debug,
{
    let all: Vec<I::Item> = iterator.clone().collect();
    for (place, item) in all.iter().enumerate() {
        let rest = &all[place..];
        let (least, most) = iterator.size_hint();
        assert!(least <= rest.len() && most.is_none_or(|most| rest.len() <= most));
        assert!(!exact || (least, most) == (rest.len(), Some(rest.len())));
        if rest.len() < 12 || place < 2 {
            // What walks all at once walks the same.
            let folded = iterator.clone().fold(Vec::new(), |mut list, item| {
                list.push(item);
                list
            });
            assert_eq!(folded, rest);
        }
        if rest.len() < 12 {
            assert_eq!(format!("{iterator:?}"), format!("{rest:?}"));
        }
        assert_eq!(iterator.next().as_ref(), Some(item));
    }
    for _ in 0..3 {
        assert!(!exact || iterator.size_hint() == (0, Some(0)));
        assert_eq!(iterator.next(), None);
    }
    assert_eq!(format!("{iterator:?}"), "[]");
    all.len()
}

/// Of an answer: its records, and the names of them. `exact` as above, for the records.
fn of_answer(found: Records, exact: bool) {
    assert_eq!(laws(found.iter(), exact), found.len());
    assert_eq!(laws(found.names(), false), found.names().count());
    if found.len() < 12 {
        assert_eq!(format!("{found:?}"), format!("{:?}", found.iter()));
    }
}

#[test]
fn answers() {
    for port in 0..=u16::MAX {
        of_answer(lookup(port), true);
        of_answer(lookup((port, Tcp)), true);
    }
    for name in names() {
        of_answer(lookup(name), true);
        of_answer(lookup((name, Udp)), true);
        of_answer(lookup((name, Sctp)), true);
    }
    let few = PortRange::new(79, 82).unwrap();
    of_answer(lookup(few), false);
    of_answer(lookup((few, Tcp)), false);
    of_answer(lookup((PortRange::SYSTEM, Dccp)), false);
    of_answer(lookup(PortRange::DYNAMIC), false);
    assert_eq!(laws(records().iter(), true), records().len());
}

#[test]
fn equal_answers_have_the_same_records_in_the_same_order() {
    let port = PortRange::from(443);
    assert_eq!(lookup(443), lookup(port));
    assert_eq!(lookup((443, Tcp)), lookup((port, Tcp)));
    assert_eq!(lookup((22, Udp)), lookup(("ssh", Udp)));
    assert_eq!(lookup(65_000), lookup("dns"));
    assert_ne!(lookup(443), lookup((443, Tcp)));
    assert_ne!(lookup(80), lookup("http"));
    assert_ne!(lookup(443), lookup(65_000));
    assert_ne!(records(), lookup(PortRange::ALL));
}

#[test]
fn what_a_record_has() {
    let mut counts = [0; 4];
    for record in records() {
        let lengths = [
            laws(record.aliases(), true),
            laws(record.assignees(), true),
            laws(record.contacts(), true),
            laws(record.references(), true),
        ];
        assert_eq!(record.aliases().len(), lengths[0]);
        assert_eq!(record.assignees().len(), lengths[1]);
        assert_eq!(record.contacts().len(), lengths[2]);
        assert_eq!(record.references().len(), lengths[3]);
        // Like the record itself, these are shown as they are printed.
        assert_eq!(format!("{record:?}"), record.to_string());
        for contact in record.contacts() {
            assert_eq!(format!("{contact:?}"), contact.to_string());
        }
        for url in record.references().filter_map(|reference| reference.url()) {
            assert_eq!(format!("{url:?}"), url.to_string());
        }
        for (count, length) in counts.iter_mut().zip(lengths) {
            *count += length;
        }
    }
    assert!(counts.into_iter().all(|count| count > 100), "{counts:?}");
}

#[test]
fn names_from_both_ends() {
    let count = laws(names(), true);
    let forward: Vec<&str> = names().collect();
    let mut backward: Vec<&str> = names().rev().collect();
    backward.reverse();
    assert_eq!(forward, backward);

    // One from each end in turn meets in the middle and then stays at the end.
    let mut both = names();
    let mut met = Vec::new();
    while let Some(first) = both.next() {
        met.push(first);
        assert_eq!(both.len() + met.len(), count);
        met.extend(both.next_back());
        assert_eq!(both.len() + met.len(), count);
    }
    assert!(both.next_back().is_none() && both.next().is_none());
    assert_eq!(met.len(), count);
    met.sort_by_key(|name| name.to_ascii_lowercase());
    assert_eq!(met, forward);

    let mut last = names();
    last.nth(count - 3);
    assert_eq!(format!("{last:?}"), format!("{:?}", &forward[count - 2..]));
}

#[test]
fn runs() {
    let even = |port: u16| port % 2 == 0;
    let mut runs = PortRange::new(1, 6).unwrap().runs(even);
    let found: Vec<PortRange> = runs.by_ref().collect();
    assert_eq!(found, [2.into(), 4.into(), PortRange::from(6)]);
    assert!(runs.next().is_none() && runs.next().is_none());
    let all = PortRange::ALL.runs(|_| true).collect::<Vec<_>>();
    assert_eq!(all, [PortRange::ALL]);
}
