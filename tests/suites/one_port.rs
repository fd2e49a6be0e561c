//! A port from a name, or the reason why there is not one, against a plain walk over all records.

use std::collections::{BTreeMap, BTreeSet};

use ianaports::{
    OnePortError, PortRange, Query, Status, Transport, lookup, names, port, records, service_name,
};

/// The distinct ports of the services with each name, on each transport that a look-up can ask for.
fn ports_of_names() -> BTreeMap<(String, Option<Transport>), BTreeSet<PortRange>> {
    let mut found = BTreeMap::<_, BTreeSet<_>>::new();
    for record in records() {
        let Some(name) = record
            .name()
            .filter(|_| record.status() == Status::Assigned)
        else {
            continue;
        };
        let transports = Transport::ALL.iter().copied();
        let on = transports.filter(|on| record.transport().is_none_or(|stated| stated == *on));
        for on in on.map(Some).chain([None]) {
            let ports = found.entry((name.to_ascii_lowercase(), on)).or_default();
            ports.extend(record.ports());
        }
    }
    found
}

#[test]
fn each_name_on_each_transport() {
    let expected = ports_of_names();
    let mut kinds = BTreeMap::<_, usize>::new();
    for name in names() {
        for on in Transport::ALL.iter().copied().map(Some).chain([None]) {
            let typed = match on {
                Some(on) => format!("{name}/{on}"),
                None => name.to_owned(),
            };
            let query: Query = typed.parse().unwrap();
            let key = (name.to_ascii_lowercase(), on);
            let anywhere = expected.get(&(key.0.clone(), None));
            let ports = expected.get(&key).cloned().unwrap_or_default();

            let found: Vec<PortRange> = lookup(query).ports().collect();
            assert_eq!(found.len(), ports.len(), "{typed}");
            assert_eq!(BTreeSet::from_iter(found), ports, "{typed}");

            let kind = match (query.one_port(), ports.len(), anywhere) {
                (Ok(port), 1, _) => {
                    assert_eq!(*ports.first().unwrap(), port, "{typed}");
                    "one port"
                }
                (Err(OnePortError::Range { .. }), 1, _) => {
                    assert!(ports.first().unwrap().len() > 1, "{typed}");
                    "a range"
                }
                (Err(OnePortError::Several { .. }), 2.., _) => "several",
                (Err(OnePortError::Unregistered { .. }), 0, None) => "no service",
                (Err(OnePortError::WithoutPort { .. }), 0, Some(ports)) => {
                    assert!(ports.is_empty(), "{typed}");
                    "without a port"
                }
                (Err(OnePortError::OtherTransport { .. }), 0, Some(ports)) => {
                    assert!(!ports.is_empty() && on.is_some(), "{typed}");
                    "on another transport"
                }
                (result, ports, _) => panic!("{typed}: {result:?}, {ports} ports"),
            };
            *kinds.entry((on.is_some(), kind)).or_default() += 1;
        }
    }
    // 34 names have several ports and seven a range: the docs of `port` tell of 41.
    assert_eq!(kinds[&(false, "several")] + kinds[&(false, "a range")], 41);
}

#[test]
fn errors() {
    let error = |typed: &str| {
        let query: Query = typed.parse().unwrap();
        query.one_port().unwrap_err().to_string()
    };
    for (typed, expected) in [
        ("htps", "no service is named `htps`"),
        ("htps/tcp", "no service is named `htps`"),
        ("_htps._tcp", "no service is named `htps`"),
        ("rdp", "rdp is registered without a port"),
        ("imap2/udp", "imap2 is registered without a port"),
        ("syslog/tcp", "syslog has no port on tcp: expected 514/udp"),
        (
            "https/dccp",
            "https has no port on dccp: expected 443/tcp, 443/udp or 443/sctp",
        ),
        (
            "_domain._sctp",
            "domain has no port on sctp: expected 53/tcp or 53/udp",
        ),
        (
            "http-alt",
            "http-alt is 591, 8008 or 8080: expected one of them",
        ),
        (
            "http-alt/tcp",
            "http-alt/tcp is 591, 8008 or 8080: expected one of them",
        ),
        ("x11", "x11 is a range of ports: expected one of 6000-6063"),
        (
            "6000-6063",
            "6000-6063 is a range of ports: expected one port",
        ),
        (
            "6000-6063/tcp",
            "6000-6063/tcp is a range of ports: expected one port",
        ),
    ] {
        assert_eq!(error(typed), expected);
    }
    for (typed, port) in [
        ("0443", 443),
        ("443/sctp", 443),
        ("_HTTPS._tcp", 443),
        ("7-7", 7),
    ] {
        assert_eq!(typed.parse::<Query>().unwrap().one_port(), Ok(port));
    }
}

/// A port is among the ports of its own service name on that transport.
#[test]
fn a_port_is_among_the_ports_of_its_name() {
    let mut others = BTreeMap::<Transport, usize>::new();
    for &transport in Transport::ALL {
        for number in 0..=u16::MAX {
            let Some(name) = service_name(number, transport) else {
                continue;
            };
            let mut ports = lookup((name, transport)).ports();
            let own = ports.find(|ports| ports.contains(number));
            assert!(own.is_some(), "{name} on {number}/{transport}");
            if own.is_some_and(|ports| ports.len() == 1) && port(name, transport) != Some(number) {
                *others.entry(transport).or_default() += 1;
            }
        }
    }
    // The docs of `port` tell how many ports it does not give back.
    assert_eq!(
        others,
        BTreeMap::from([(Transport::Tcp, 30), (Transport::Udp, 30)])
    );
}
