//! Every public function of the crate.

use core::fmt;

use ianaports::*;
use serde::{Deserialize, Serialize, de::value};

use crate::Sink;

/// Prints a value as its text in a configuration file.
struct Written<T>(T);

impl<T: Serialize> fmt::Display for Written<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.serialize(f)
    }
}

fn serde<'a, T: Serialize + Deserialize<'a> + fmt::Debug>(sink: &mut Sink, word: &'a str) {
    let read = T::deserialize(value::BorrowedStrDeserializer::<value::Error>::new(word));
    sink.debug(&read);
    if let Ok(value) = read {
        let _ = fmt::write(sink, format_args!("{}", Written(value)));
    }
}

pub fn everything(sink: &mut Sink, words: &[&str; 8], numbers: &[u16; 8]) {
    let transport = transports(sink, words[1], numbers[1] as u8);
    let name = names_and_types(sink, words, transport);
    let ports = ranges(sink, words, numbers);
    dates(sink, words, numbers);
    queries(sink, words, transport, name, ports);
    for (word, number) in words.iter().zip(numbers) {
        tables(sink, word, *number, transport);
    }
    for (word, number) in words.iter().zip(numbers) {
        sink.debug((
            unofficial::port(word, transport),
            unofficial::service_name(*number, transport),
            unofficial::name(*number),
        ));
        match unofficial::one_port((*word, transport)) {
            Ok(port) => sink.show(port),
            Err(error) => sink.error(&error),
        }
        every_unofficial(sink, unofficial::of_port(*number, transport));
        every_unofficial(sink, unofficial::all());
        every_unofficial(sink, unofficial::withdrawn());
        sink.debug(unofficial::of_name(word));
    }
    answers(sink, lookup(ports), ports);
    answers(sink, lookup((ports, transport)), ports);
    answers(sink, lookup((ports, Some(transport))), ports);
    answers(sink, records(), ports);
    overlays(sink, words, numbers, transport);
    changes(sink, words, numbers, transport);
    sink.show(REGISTRY_UPDATED);
    let mut all = names();
    sink.debug(all.clone());
    sink.debug((
        all.len(),
        all.next(),
        all.next_back(),
        all.nth(numbers[1].into()),
        all.nth_back(numbers[2].into()),
        all.count(),
    ));
}

fn transports(sink: &mut Sink, word: &str, number: u8) -> Transport {
    let parsed = word.parse::<Transport>();
    let known = Transport::try_from(number);
    for transport in Transport::all().chain(parsed).chain(known) {
        sink.show(transport);
        sink.show(transport.as_str());
        sink.show(transport.protocol_number());
        sink.order(&transport, &Transport::Tcp);
    }
    for error in parsed.err().into_iter().chain(known.err()) {
        sink.error(&error);
    }
    serde::<Transport>(sink, word);
    Transport::from_protocol_number(number)
        .or(parsed.ok())
        .unwrap_or(Transport::Udp)
}

fn names_and_types(
    sink: &mut Sink,
    words: &[&str; 8],
    transport: Transport,
) -> Option<ServiceName> {
    let mut last = None;
    for word in words {
        let name = word.parse::<ServiceName>();
        match (name, ServiceName::new(word), ServiceName::try_from(*word)) {
            (Ok(name), Ok(other), _) => {
                sink.show(name);
                sink.show(name.as_str());
                sink.show(AsRef::<str>::as_ref(&name));
                sink.order(&name, &other);
                sink.debug((name == *words[2], name == words[2]));
                last = Some(name);
                let kind = ServiceType::new(name, transport);
                sink.show(kind);
                sink.show(kind.name());
                sink.show(kind.transport());
            }
            (Err(error), ..) => {
                sink.error(&error);
                sink.debug(error.position());
            }
            _ => {}
        }
        match word.parse::<ServiceType>() {
            Ok(kind) => sink.order(&kind, &kind),
            Err(error) => {
                sink.error(&error);
                sink.debug(error.position());
            }
        }
        serde::<ServiceName>(sink, word);
        serde::<ServiceType>(sink, word);
    }
    last
}

fn ranges(sink: &mut Sink, words: &[&str; 8], numbers: &[u16; 8]) -> PortRange {
    let ranges = [
        words[1].parse::<PortRange>(),
        PortRange::new(numbers[1], numbers[2]),
    ];
    let more = [
        PortRange::try_from(numbers[2]..=numbers[3]),
        Ok(PortRange::from(numbers[4])),
    ];
    let consts = [
        PortRange::ALL,
        PortRange::SYSTEM,
        PortRange::USER,
        PortRange::DYNAMIC,
    ];
    let mut last = PortRange::from(numbers[1]);
    for range in ranges.into_iter().chain(more).chain(consts.map(Ok)) {
        match range {
            Ok(range) => {
                sink.show(range);
                sink.debug((
                    range.first(),
                    range.last(),
                    range.len(),
                    range.contains(numbers[1]),
                ));
                sink.debug((
                    range.overlaps(last),
                    range == numbers[1],
                    range.iter().count(),
                ));
                sink.debug(range.into_iter().last());
                sink.order(&range, &last);
                sink.debug(core::ops::RangeInclusive::from(range));
                let runs = range.runs(|port| port & numbers[5] == 0);
                sink.debug(runs.clone().count());
                last = range;
            }
            Err(error) => {
                sink.error(&error);
                sink.debug(error.position());
            }
        }
    }
    sink.debug(last.runs(odd as fn(u16) -> bool));
    serde::<PortRange>(sink, words[1]);
    last
}

fn odd(port: u16) -> bool {
    port % 2 == 1
}

fn dates(sink: &mut Sink, words: &[&str; 8], numbers: &[u16; 8]) {
    let day = Some(numbers[3] as u8).filter(|day| *day > 40);
    let dates = [
        words[1].parse(),
        Date::new(numbers[1], numbers[2] as u8, day),
    ];
    for date in dates {
        match date {
            Ok(date) => {
                sink.show(date);
                sink.debug((date.year(), date.month(), date.day()));
                sink.order(&date, &REGISTRY_UPDATED);
            }
            Err(error) => sink.error(&error),
        }
    }
    serde::<Date>(sink, words[1]);
}

fn queries(
    sink: &mut Sink,
    words: &[&str; 8],
    transport: Transport,
    name: Option<ServiceName>,
    ports: PortRange,
) {
    let made = [
        ports.first().into(),
        ports.into(),
        (ports.last(), transport).into(),
        (ports, transport).into(),
    ];
    let named = name.map(|name| -> [Query; 3] {
        [
            name.into(),
            (name, transport).into(),
            ServiceType::new(name, transport).into(),
        ]
    });
    let parsed = words.map(str::parse::<Query>);
    for query in parsed
        .into_iter()
        .chain(made.map(Ok))
        .chain(named.into_iter().flatten().map(Ok))
    {
        match query {
            Ok(query) => {
                sink.show(query);
                sink.debug((
                    query.ports(),
                    query.name(),
                    query.transport(),
                    query.service_type(),
                ));
                for port in [query.one_port(), one_port(query)] {
                    match port {
                        Ok(port) => sink.show(port),
                        Err(error) => {
                            sink.error(&error);
                            sink.debug((error.name(), error.transport()));
                        }
                    }
                }
                sink.order(&query, &made[0]);
                answers(sink, lookup(query), ports);
                if let Some(kind) = query.service_type() {
                    answers(sink, lookup(&kind), ports);
                    answers(sink, lookup(kind), ports);
                }
            }
            Err(error) => {
                sink.error(&error);
                sink.debug(error.position());
            }
        }
    }
    serde::<Query>(sink, words[1]);
    if let Some(name) = name {
        answers(sink, lookup(name), ports);
        answers(sink, lookup((name, transport)), ports);
        answers(sink, lookup((name, Some(transport))), ports);
    }
}

fn tables(sink: &mut Sink, word: &str, number: u16, transport: Transport) {
    answers(sink, lookup(word), PortRange::ALL);
    answers(sink, lookup((word, transport)), PortRange::ALL);
    answers(sink, lookup((word, Some(transport))), PortRange::ALL);
    answers(sink, lookup(number), PortRange::ALL);
    answers(sink, lookup((number, transport)), PortRange::ALL);
    answers(sink, lookup((number, Some(transport))), PortRange::ALL);
    sink.debug((service_name(number, transport), port(word, transport)));
    sink.debug((name_number(number, transport), name_with_number(number)));
    let status = status(number, transport);
    sink.show(status);
    sink.show(status.as_str());
    sink.order(&status, &Status::Assigned);
    sink.debug(status_record(number, transport));
    Written(status).to_sink(sink);
}

impl<T: Serialize> Written<T> {
    fn to_sink(&self, sink: &mut Sink) {
        let _ = fmt::write(sink, format_args!("{self}"));
    }
}

fn answers(sink: &mut Sink, found: Records, ports: PortRange) {
    sink.debug((
        found.len(),
        found.is_empty(),
        found.name(),
        found.first_port(),
        found.description(),
    ));
    sink.equal(&found, &lookup(ports));
    sink.debug(found);
    let mut iter = found.iter();
    sink.debug(iter.clone());
    sink.debug((iter.next(), iter.size_hint()));
    sink.debug(found.names());
    sink.debug(found.ports());
    sink.debug((found.ports().clone().next(), found.ports().size_hint()));
    sink.debug(found.iter().nth(ports.first().into()));
    Written(found).to_sink(sink);
    sink.debug((
        found.names().next(),
        found.names().size_hint(),
        found.names().clone().count(),
    ));
    for record in &found {
        record
            .ports()
            .is_some_and(|own| own.overlaps(ports))
            .then(|| sink.debug(record));
    }
    if let Some(one) = found.first() {
        record(sink, one);
    }
    for one in found {
        sink.order(&one, &found.first().unwrap_or(one));
    }
}

fn every_unofficial(sink: &mut Sink, names: unofficial::UnofficialNames) {
    sink.debug((
        names.clone(),
        names.size_hint(),
        names.len(),
        names.clone().next_back(),
    ));
    for name in names {
        sink.show(name);
        sink.order(&name, &name);
        Written(name).to_sink(sink);
        sink.debug((name.name(), name.ports(), name.transports(), name.source()));
        sink.debug((again(&name.kind()), name.record(Transport::Tcp)));
    }
}

fn record(sink: &mut Sink, record: Record) {
    sink.show(record);
    sink.debug((
        record.name(),
        record.name_number(),
        record.service_name(),
        record.ports(),
        record.transport(),
        record.status(),
    ));
    sink.debug((
        record.description(),
        record.notes(),
        record.unauthorized_use(),
        record.service_code(),
    ));
    sink.debug((
        record.registration_date(),
        record.modification_date(),
        record.service_type(),
    ));
    sink.debug((record.alias_of(), record.aliases(), record.canonical()));
    sink.debug((
        record.aliases().size_hint(),
        record.aliases().len(),
        record.aliases().last(),
        record.aliases().nth(1),
        record.aliases().next_back(),
    ));
    if let Some(keys) = record.txt_keys() {
        sink.debug(keys);
        sink.equal(&keys, &TxtKeys::Empty);
        Written(keys).to_sink(sink);
    }
    Written(record).to_sink(sink);
    for contacts in [record.assignees(), record.contacts()] {
        sink.debug((contacts.clone(), contacts.size_hint(), contacts.len()));
        sink.debug((contacts.clone().nth(1), contacts.clone().next_back()));
        for contact in contacts {
            sink.show(contact);
            sink.debug((contact.id(), contact.name(), contact.organization()));
            sink.order(&contact, &contact);
            Written(contact).to_sink(sink);
        }
    }
    let references = record.references();
    sink.debug((references.clone(), references.size_hint(), references.len()));
    sink.debug((references.clone().nth(1), references.clone().next_back()));
    for reference in references {
        sink.show(reference);
        sink.equal(&reference, &Reference::Text(""));
        Written(reference).to_sink(sink);
        if let Some(url) = reference.url() {
            sink.show(url);
            sink.equal(&url, &url);
            Written(url).to_sink(sink);
        }
    }
}

fn overlays(sink: &mut Sink, words: &[&str; 8], numbers: &[u16; 8], transport: Transport) {
    use overlay::{Entry, Overlay, OverlayError, OwnedOverlay};

    let on = &[transport, Transport::Udp];
    let made = |at: usize| Entry::range(words[at], numbers[at], numbers[7 - at], on);
    let mut services = overlay::services_file(words[5]);
    sink.debug((services.clone().count(), services.next()));
    let mut entries = [
        made(1),
        made(2).only_found(),
        made(3).only_shown(),
        Entry::new(words[4], numbers[4], on),
        services.next().unwrap_or(made(5)),
    ];
    for entry in entries {
        sink.show(again(&entry));
        sink.debug((entry.name(), entry.ports(), entry.is_on(transport)));
        sink.debug(entry == entries[0]);
    }
    let error = |sink: &mut Sink, error: OverlayError| {
        sink.error(&error);
        sink.debug((error.entry(), error.other(), error.port()));
    };
    let mut same = entries;
    for own in [Overlay::new(&mut entries), Overlay::first_wins(&mut same)] {
        match own {
            Ok(own) => {
                sink.debug(again(&own));
                sink.debug(own.service_name(numbers[1], transport));
                sink.debug((own.name(numbers[1]), own.port(words[1], transport)));
                own.of_name(words[2]).for_each(|entry| sink.debug(entry));
                own.of_port(numbers[1], transport)
                    .for_each(|entry| sink.debug(entry));
                own.all().for_each(|entry| sink.debug(entry));
            }
            Err(found) => error(sink, found),
        }
    }
    let entries = entries.map(|entry| entry.map_name(Name));
    for own in [
        OwnedOverlay::new(entries),
        OwnedOverlay::first_wins(entries),
    ] {
        match own {
            Ok(own) => {
                sink.debug(again(&own));
                sink.debug(own.service_name(numbers[1], transport));
                sink.debug((own.name(numbers[1]), own.port(words[1], transport)));
                own.of_name(words[2]).for_each(|entry| sink.debug(entry));
                own.of_port(numbers[1], transport)
                    .for_each(|entry| sink.debug(entry));
                own.all().for_each(|entry| sink.debug(entry));
            }
            Err(found) => error(sink, found),
        }
    }
}

/// A name of a type of its own.
#[derive(Clone, Copy)]
struct Name<'a>(&'a str);

impl AsRef<str> for Name<'_> {
    fn as_ref(&self) -> &str {
        self.0
    }
}

fn again<T: Clone>(value: &T) -> T {
    value.clone()
}

fn changes(sink: &mut Sink, words: &[&str; 8], numbers: &[u16; 8], transport: Transport) {
    use history::{changes, editions, former_names, of, of_record, span};

    let range = PortRange::from(numbers[1]);
    let found = [
        changes(),
        of(numbers[1]),
        of((numbers[2], transport)),
        of(range),
        of((range, transport)),
        of(words[1]),
        of((words[2], transport)),
    ];
    let (name, kind, query) = (words[3].parse(), words[4].parse(), words[5].parse());
    let name = name.map(|name: ServiceName| [of(name), of((name, transport))]);
    let kind = kind.map(|kind: ServiceType| [of(kind), of(&kind)]);
    let query = query.map(|query: Query| [of(query), of(&query)]);
    let record = lookup(words[6])
        .first()
        .map(|record| [of_record(record), of_record(record)]);
    let more = [name.ok(), kind.ok(), query.ok(), record];
    for found in found
        .into_iter()
        .chain(more.into_iter().flatten().flatten())
    {
        let mut found = found
            .since(REGISTRY_UPDATED)
            .after(REGISTRY_UPDATED)
            .with_nameless();
        sink.debug(found.clone());
        sink.debug((found.next(), found.next_back(), found.size_hint()));
        for change in found {
            sink.show(change);
            sink.equal(&change, &change);
            Written(change).to_sink(sink);
            sink.debug((change.date(), change.record()));
            for side in change.before().into_iter().chain(change.after()) {
                sink.show(side);
                sink.equal(&side, &side);
                Written(side).to_sink(sink);
                sink.debug((side.name(), side.ports(), side.transport(), side.status()));
                sink.debug((side.description(), side.notes(), side.references()));
                sink.debug((side.registration_date(), side.modification_date()));
                sink.debug((side.service_code(), side.unauthorized_use()));
            }
        }
    }
    let mut dates = editions();
    sink.debug((dates.next(), dates.next_back(), dates.size_hint()));
    let mut names = former_names();
    sink.debug((
        names.next(),
        names.next_back(),
        span().map(|span| again(&span)),
    ));
}
