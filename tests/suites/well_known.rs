//! What the registry says of well-known services, written down by hand.

use std::borrow::Cow;

use ianaports::Transport::{self, Dccp, Sctp, Tcp, Udp};
use ianaports::{PortRange, Query, Record, Records, Status, lookup, port, service_name, status};

#[test]
fn a_tour() {
    let https = lookup((443, Tcp)).first().unwrap();
    assert_eq!(https.name(), Some("https"));
    assert_eq!(https.ports().unwrap(), 443);
    assert_eq!(lookup(("domain", Udp)).first_port(), Some(53));
    assert_eq!(lookup("HTTPS").first_port(), Some(443));
    assert_eq!(lookup((6003, Tcp)).name(), Some("x11"));
    assert_eq!(lookup((465, Tcp)).name(), Some("submissions"));
    assert!(lookup((80, Tcp)).names().eq(["http", "www", "www-http"]));
    assert_eq!(service_name(22, Tcp), Some("ssh"));
    assert_eq!(port("sctp-tunneling", Udp), Some(9899));
    assert_eq!(port("sctp-tunneling", Sctp), None);
    const IMAPS: u16 = port("imaps", Tcp).expect("imaps/tcp");
    assert_eq!(IMAPS, 993);
}

#[test]
fn look_ups_in_a_const() {
    const DOMAIN: Option<&str> = service_name(53, Udp);
    assert_eq!(DOMAIN, Some("domain"));
    const UNKNOWN: Option<u16> = port("no-such-service", Tcp);
    assert_eq!(UNKNOWN, None);
    const OLD: Option<u16> = port("Z39.50", Udp);
    assert_eq!(OLD, Some(210));
    const LAST: Option<&str> = service_name(65535, Dccp);
    assert_eq!(LAST, None);
}

#[track_caller]
fn assert_names(number: u16, transport: Transport, names: &[&str]) {
    let found = lookup((number, transport));
    assert!(
        found.names().eq(names.iter().copied()),
        "{number}/{transport}: {found:?}"
    );
    assert_eq!(
        service_name(number, transport),
        names.first().copied(),
        "{number}/{transport}"
    );
}

/// The ports where the registry's order, or a part of the rules, gives another first name.
#[test]
fn primary_names() {
    // The other has an empty description.
    assert_names(113, Tcp, &["auth", "ident"]);
    assert_names(512, Udp, &["biff", "comsat"]);
    assert_names(666, Tcp, &["doom", "mdqs"]);
    assert_names(666, Udp, &["doom", "mdqs"]);
    assert_names(750, Udp, &["kerberos-iv", "loadav"]);
    assert_names(2049, Tcp, &["nfs", "shilp"]);
    assert_names(2049, Udp, &["nfs", "shilp"]);
    // One is the IESG's.
    assert_names(465, Tcp, &["submissions", "urd"]);
    assert_names(631, Tcp, &["ipp", "ipps"]);
    // Duplicates.
    assert_names(80, Tcp, &["http", "www", "www-http"]);
    assert_names(80, Udp, &["http", "www", "www-http"]);
    // Unassigned but in widespread use.
    assert_names(888, Tcp, &["accessbuilder", "cddbp"]);
    assert_names(3000, Udp, &["hbci", "remoteware-cl"]);
    // An alias.
    assert_names(63, Tcp, &["whoispp", "whois++"]);
    // Both descriptions are empty, so the registry's order decides.
    assert_names(999, Tcp, &["garcon", "puprouter"]);
    assert_names(999, Udp, &["applix", "puprouter"]);
    // Nothing but the registry's order decides.
    assert_names(42, Tcp, &["name", "nameserver"]);
    assert_names(3478, Tcp, &["stun", "turn", "stun-behavior"]);
    assert_names(4444, Tcp, &["krb524", "nv-video"]);
    assert_names(9100, Udp, &["hp-pdl-datastr", "pdl-datastream"]);
}

#[test]
fn an_unstated_transport_answers_where_no_other_record_does() {
    for (number, name) in [(27000, "flex-lm"), (27009, "flex-lm"), (6400, "boe-cms")] {
        for &transport in Transport::ALL {
            assert_names(number, transport, &[name]);
        }
    }
    assert_eq!(lookup("flex-lm").first().unwrap().transport(), None);
    assert_eq!(lookup(("1password", Dccp)).len(), 1);
    assert_eq!(lookup(("icmp", Sctp)).first().unwrap().ports(), None);
    // 7748-7776 is unassigned on no stated transport; 7775/tcp and udp have records of their own.
    assert_eq!(status(7775, Tcp), Status::Assigned);
    assert_eq!(status(7775, Udp), Status::Reserved);
    assert_eq!(status(7775, Sctp), Status::Unassigned);
}

#[test]
fn services_without_a_name_and_names_without_a_service() {
    let mail = lookup((24, Tcp)).first().unwrap();
    assert_eq!(
        (mail.name(), mail.description()),
        (None, "any private mail system")
    );
    assert_eq!(service_name(24, Tcp), None);
    assert!(lookup((14001, Udp)).is_empty());
    assert!(lookup(("sua", Udp)).is_empty());
    assert_eq!(status(14001, Udp), Status::DeAssigned);
    assert_eq!(lookup("sua").len(), 2);
}

#[test]
fn one_name_on_several_ports_and_several_records() {
    let ports = |found: Records| -> Vec<u16> {
        found
            .iter()
            .filter_map(|record| record.ports())
            .map(|ports| ports.first())
            .collect()
    };
    assert_eq!(ports(lookup(("http-alt", Tcp))), [591, 8008, 8080]);
    let rdp: Vec<&str> = lookup("rdp").iter().map(Record::description).collect();
    assert_eq!(
        rdp,
        ["Reliable Data Protocol", "Windows Remote Desktop Protocol"]
    );
    // `https` is registered on tcp with a port and without.
    let https: Vec<Option<PortRange>> = lookup(("https", Tcp)).iter().map(Record::ports).collect();
    assert_eq!(https, [Some(PortRange::from(443)), None]);
}

#[test]
fn an_alias_is_one_on_its_own_port_alone() {
    let of = |number: u16| -> Vec<Option<&str>> {
        let sql_net = lookup((number, Tcp)).first().unwrap();
        assert_eq!(sql_net.name(), Some("sql-net"));
        sql_net.aliases().map(Record::name).collect()
    };
    assert_eq!(of(66), [Some("sql*net")]);
    assert_eq!(of(150), []);
    for (old, new) in [
        ("914c/g", "914c-g"),
        ("z39.50", "z39-50"),
        ("whois++", "whoispp"),
    ] {
        assert_eq!(lookup(old).first().unwrap().canonical().name(), Some(new));
        assert_eq!(
            lookup(new)
                .first()
                .unwrap()
                .aliases()
                .next()
                .unwrap()
                .name(),
            Some(old)
        );
    }
}

/// `lookup` asks for a name where it is given text; what a person types is a `Query`.
#[test]
fn keys_of_every_kind() {
    assert!(lookup("443").is_empty());
    let typed = |text: &str| lookup(text.parse::<Query>().unwrap());
    assert!(typed("443").iter().eq(lookup(443)));
    assert!(typed("443/tcp").iter().eq(lookup((443, Tcp))));
    assert!(typed("HTTPS").iter().eq(lookup("https")));
    assert!(
        typed("6000-6063/udp")
            .iter()
            .eq(lookup((PortRange::new(6000, 6063).unwrap(), Udp)))
    );
    assert!(typed("914c/g").iter().eq(lookup("914c/g")));
    assert!(typed("cl/1/udp").iter().eq(lookup(("cl/1", Udp))));
    assert!(typed("_https._tcp").iter().eq(lookup(("https", Tcp))));
    let cow: Cow<str> = Cow::Borrowed("https");
    assert!(lookup(&cow).iter().eq(lookup("https")));
    assert!(lookup((&cow, Tcp)).iter().eq(lookup(("https", Tcp))));
}
