//! A slow and obvious reading of entries, and what an overlay of them is to answer.

use ianaports::Transport;
use ianaports::overlay::{Entry, Overlay, OverlayError, OwnedOverlay};
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// An entry, and what it was made of.
#[derive(Clone, Debug)]
pub struct Given {
    pub name: String,
    pub first: u16,
    pub last: u16,
    pub transports: Vec<Transport>,
    pub found: bool,
    pub shown: bool,
}

impl Given {
    pub fn entry(&self) -> Entry<&str> {
        let entry = Entry::range(self.name.as_str(), self.first, self.last, &self.transports);
        match (self.found, self.shown) {
            (true, true) => entry,
            (true, false) => entry.only_found(),
            (false, true) => entry.only_shown(),
            (false, false) => unreachable!(),
        }
    }

    pub fn has(&self, port: u16, on: Transport) -> bool {
        self.shown && self.transports.contains(&on) && (self.first..=self.last).contains(&port)
    }

    fn is(&self, name: &str, on: Transport) -> bool {
        self.found && self.transports.contains(&on) && self.name.eq_ignore_ascii_case(name)
    }
}

/// Whether each port is shown under one name, and each name is found at one place.
pub fn is_clear(given: &[Given]) -> bool {
    !any_two(given, |a, b, on| {
        meet(a, b, on) || a.is(&b.name, on) && b.is(&a.name, on)
    })
}

/// Whether two that are shown on one transport have some ports in common, and not all.
pub fn some_overlap(given: &[Given]) -> bool {
    any_two(given, |a, b, on| {
        meet(a, b, on) && (a.first, a.last) != (b.first, b.last)
    })
}

/// Whether both are shown for a port: then the first port of one of them is one.
fn meet(a: &Given, b: &Given, on: Transport) -> bool {
    a.has(b.first, on) && b.has(b.first, on) || a.has(a.first, on) && b.has(a.first, on)
}

fn any_two(given: &[Given], is: impl Fn(&Given, &Given, Transport) -> bool) -> bool {
    given.iter().enumerate().any(|(at, a)| {
        let mut before = given[..at].iter();
        before.any(|b| Transport::ALL.iter().any(|&on| is(a, b, on)))
    })
}

/// Whether a text is a name that can be found, or else one that is only shown.
pub fn is_name(text: &str, found: bool) -> bool {
    use GeneralCategory::{Control, Format, LineSeparator, ParagraphSeparator, SpaceSeparator};
    let is_unseen = |c: char| {
        let category = c.general_category();
        matches!(
            category,
            Control | Format | LineSeparator | ParagraphSeparator | SpaceSeparator
        )
    };
    let has_letter = text.contains(|c: char| c.is_ascii_alphabetic());
    !text.is_empty()
        && text.trim() == text
        && !text.contains(|c| is_unseen(c) && (found || c != ' '))
        && (has_letter || !found)
}

/// The look-ups of an overlay: of one that borrows, or of one that owns.
pub trait Asked {
    fn service_name(&self, port: u16, on: Transport) -> Option<&str>;
    fn name(&self, port: u16) -> Option<&str>;
    fn port(&self, name: &str, on: Transport) -> Option<u16>;
    fn of_name(&self, name: &str) -> Vec<String>;
    fn of_port(&self, port: u16, on: Transport) -> Vec<String>;
    fn all(&self) -> Vec<String>;
}

macro_rules! asked {
    ($type:ty, $asked:ident => $asked_of:expr) => {
        impl Asked for $type {
            fn service_name(&self, port: u16, on: Transport) -> Option<&str> {
                let $asked = self;
                $asked_of.service_name(port, on)
            }
            fn name(&self, port: u16) -> Option<&str> {
                let $asked = self;
                $asked_of.name(port)
            }
            fn port(&self, name: &str, on: Transport) -> Option<u16> {
                let $asked = self;
                $asked_of.port(name, on)
            }
            fn of_name(&self, name: &str) -> Vec<String> {
                let $asked = self;
                $asked_of
                    .of_name(name)
                    .map(|entry| entry.to_string())
                    .collect()
            }
            fn of_port(&self, port: u16, on: Transport) -> Vec<String> {
                let $asked = self;
                $asked_of
                    .of_port(port, on)
                    .map(|entry| entry.to_string())
                    .collect()
            }
            fn all(&self) -> Vec<String> {
                let $asked = self;
                $asked_of.all().map(|entry| entry.to_string()).collect()
            }
        }
    };
}

pub struct Borrowed<'e, 'n>(pub Overlay<'e, 'n>);
pub struct Owned<R>(pub OwnedOverlay<R>);
asked!(Borrowed<'_, '_>, own => own.0);
asked!(Owned<Vec<Entry<String>>>, own => &own.0);
asked!(Owned<Box<[Entry<Box<str>>]>>, own => &own.0);
asked!(Owned<&mut [Entry<&str>]>, own => &own.0);
asked!(Owned<[Entry<String>; 1]>, own => &own.0);

/// Each port and each name, on each transport, in three spellings.
pub fn answers_as(own: &impl Asked, given: &[Given], ports: impl Iterator<Item = u16> + Clone) {
    let texts = |is: &dyn Fn(&Given) -> bool| -> Vec<String> {
        let found = given.iter().filter(|given| is(given));
        found.map(|given| given.entry().to_string()).collect()
    };
    for port in ports {
        let shown = |on| {
            let first = given.iter().find(|given| given.has(port, on));
            first.map(|given| given.name.as_str())
        };
        for &on in Transport::ALL {
            let has = |given: &Given| {
                given.transports.contains(&on) && (given.first..=given.last).contains(&port)
            };
            assert_eq!(
                own.of_port(port, on),
                texts(&has),
                "{port}/{on} of {given:?}"
            );
            assert_eq!(
                own.service_name(port, on),
                shown(on),
                "{port}/{on} of {given:?}"
            );
        }
        let name = Transport::ALL.iter().find_map(|&on| shown(on));
        assert_eq!(own.name(port), name, "{port} of {given:?}");
    }
    let unknown = ["own_", "own_99", "", "https"].map(str::to_owned);
    for name in given.iter().map(|given| given.name.clone()).chain(unknown) {
        for name in [name.to_ascii_lowercase(), name.to_ascii_uppercase(), name] {
            for &on in Transport::ALL {
                let found = given.iter().find(|given| given.is(&name, on));
                let port = found.map(|given| given.first);
                assert_eq!(own.port(&name, on), port, "{name}/{on} of {given:?}");
            }
            let is = |given: &Given| Transport::ALL.iter().any(|&on| given.is(&name, on));
            assert_eq!(own.of_name(&name), texts(&is), "{name} of {given:?}");
        }
    }
    assert_eq!(own.all(), texts(&|_| true));
}

/// What an error of two entries says is so.
pub fn is_right(error: OverlayError, given: &[Given]) -> bool {
    let (later, earlier) = (error.entry(), error.other().unwrap());
    let (a, b, port) = (&given[later], &given[earlier], error.port().unwrap());
    let mut on = Transport::ALL.iter().copied();
    let text = error.to_string();
    earlier < later
        && if text.contains("has the name of") {
            port == a.first && on.any(|on| a.is(&b.name, on) && b.is(&a.name, on))
        } else {
            on.any(|on| {
                a.has(port, on) && b.has(port, on) && text.contains(&format!("{port}/{on}"))
            })
        }
}
