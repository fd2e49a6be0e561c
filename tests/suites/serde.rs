//! The `serde` feature: the types as text through two formats that people write and a binary one,
//! and a record with all its columns.

use std::collections::BTreeMap;
use std::fmt::{Debug, Display};

use ianaports::{
    Date, PortRange, Query, Record, ServiceName, ServiceType, Transport, TxtKeys, lookup, records,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// What each type is written as, in every format.
#[track_caller]
fn is_text<T>(value: T, text: &str)
where
    T: Serialize + DeserializeOwned + PartialEq + Debug + Display,
{
    let quoted = Value::from(text).to_string();
    assert_eq!(serde_json::to_string(&value).unwrap(), quoted);
    assert_eq!(serde_json::from_str::<T>(&quoted).unwrap(), value);
    assert_eq!(
        serde_json::from_reader::<_, T>(quoted.as_bytes()).unwrap(),
        value
    );
    assert_eq!(
        serde_json::from_value::<T>(Value::from(text)).unwrap(),
        value
    );

    let setting = toml::to_string(&BTreeMap::from([("key", &value)])).unwrap();
    assert_eq!(setting, format!("key = {quoted}\n"));
    let read: BTreeMap<String, T> = toml::from_str(&setting).unwrap();
    assert_eq!(read["key"], value);

    let bytes = postcard::to_allocvec(&value).unwrap();
    assert_eq!(bytes, postcard::to_allocvec(text).unwrap());
    assert_eq!(postcard::from_bytes::<T>(&bytes).unwrap(), value);
}

#[track_caller]
fn refuses<T: DeserializeOwned + Debug>(json: Value, message: &str) {
    let error = serde_json::from_value::<T>(json).unwrap_err();
    assert_eq!(error.to_string(), message);
}

#[test]
fn every_type_is_the_text_that_people_write() {
    for &transport in Transport::ALL {
        is_text(transport, transport.as_str());
    }
    is_text(ServiceName::new("EtherNet-IP-1").unwrap(), "EtherNet-IP-1");
    is_text(PortRange::from(443), "443");
    is_text(PortRange::SYSTEM, "0-1023");
    is_text("_ipp._tcp".parse::<ServiceType>().unwrap(), "_ipp._tcp");
    is_text(
        "_s1-control._sctp".parse::<ServiceType>().unwrap(),
        "_s1-control._sctp",
    );
    is_text("2026-08-17".parse::<Date>().unwrap(), "2026-08-17");
    is_text("1992-07".parse::<Date>().unwrap(), "1992-07");
    for query in [
        "443",
        "https",
        "443/tcp",
        "6000-6063/udp",
        "914c/g/tcp",
        "_https._tcp",
    ] {
        is_text(query.parse::<Query>().unwrap(), query);
    }
}

#[test]
fn a_port_may_be_a_number() {
    for port in PortRange::ALL {
        assert_eq!(
            serde_json::from_value::<PortRange>(json!(port)).unwrap(),
            port
        );
        assert_eq!(
            serde_json::from_value::<Query>(json!(port)).unwrap(),
            Query::from(port)
        );
    }
    // TOML has signed numbers.
    let ports: BTreeMap<String, Vec<PortRange>> =
        toml::from_str(r#"ports = [443, "443", "6000-6063"]"#).unwrap();
    assert_eq!(
        ports["ports"]
            .iter()
            .map(PortRange::to_string)
            .collect::<Vec<_>>(),
        ["443", "443", "6000-6063"]
    );
    let queries: BTreeMap<String, Vec<Query>> =
        toml::from_str(r#"queries = [443, "https/tcp"]"#).unwrap();
    assert_eq!(queries["queries"][0], Query::from(443));
}

#[test]
fn what_is_malformed_gets_the_words_of_the_type() {
    refuses::<Transport>(
        json!("tpc"),
        "`tpc` is not a transport: expected tcp, udp, sctp or dccp",
    );
    refuses::<ServiceName>(
        json!("443"),
        "the service name `443` has no letter: expected at least one",
    );
    refuses::<PortRange>(json!("5-2"), "the range 5-2 is inverted: expected 2-5");
    refuses::<PortRange>(
        json!(65536),
        "invalid value: integer `65536`, expected a port such as 443 or a range such as \"6000-6063\"",
    );
    refuses::<Query>(
        json!(u64::MAX),
        "invalid value: integer `18446744073709551615`, expected a port such as 443, or a query such as \"https/tcp\"",
    );
    refuses::<Query>(
        json!("443/"),
        "no transport after the slash of `443/`: expected one, as in 443/tcp",
    );
    refuses::<Date>(
        json!("2026-13"),
        "month 13 is out of range: expected 01 to 12",
    );
    refuses::<ServiceType>(
        json!("_ipp._icmp"),
        "`_icmp` is not the label of a transport: expected _tcp, _udp, _sctp or _dccp",
    );

    refuses::<ServiceName>(
        json!(null),
        "invalid type: null, expected a service name such as https",
    );
    refuses::<ServiceType>(
        json!([]),
        "invalid type: sequence, expected a service type such as _ipp._tcp",
    );
    refuses::<Date>(
        json!(2026),
        "invalid type: integer `2026`, expected a date such as 2026-08-17",
    );
    refuses::<PortRange>(
        json!(-9),
        "invalid value: integer `-9`, expected a port such as 443 or a range such as \"6000-6063\"",
    );
    refuses::<PortRange>(
        json!(443.0),
        "invalid type: floating point `443.0`, expected a port such as 443 or a range such as \"6000-6063\"",
    );
    refuses::<Query>(
        json!(true),
        "invalid type: boolean `true`, expected a port such as 443, or a query such as \"https/tcp\"",
    );
}

#[test]
fn types_are_keys_of_maps() {
    let by_port = BTreeMap::from([
        (PortRange::from(443), "https"),
        (PortRange::SYSTEM, "system"),
    ]);
    let text = serde_json::to_string(&by_port).unwrap();
    assert_eq!(text, r#"{"0-1023":"system","443":"https"}"#);
    assert_eq!(
        serde_json::from_str::<BTreeMap<PortRange, &str>>(&text).unwrap(),
        by_port
    );
}

#[test]
fn a_record_has_every_column() {
    let submissions = lookup((465, Transport::Tcp)).first().unwrap();
    assert_eq!(
        serde_json::to_value(submissions).unwrap(),
        json!({
            "name": "submissions",
            "first_port": 465,
            "last_port": 465,
            "transport": "tcp",
            "status": "assigned",
            "description": "Message Submission over TLS protocol",
            "alias_of": null,
            "aliases": [],
            "assignees": [{"id": "IESG", "name": null, "organization": "IESG"}],
            "contacts": [{"id": "IETF_Chair", "name": "IETF Chair", "organization": "IETF"}],
            "registration_date": "2017-12-12",
            "modification_date": null,
            "references": [{"text": "RFC8314", "url": "https://www.rfc-editor.org/rfc/rfc8314"}],
            "service_code": null,
            "unauthorized_use": null,
            "notes": null,
            "service_type": null,
            "txt_keys": null,
        })
    );

    let alias = serde_json::to_value(lookup("whois++").first().unwrap()).unwrap();
    assert_eq!(alias["alias_of"], "whoispp");
    let x11 = serde_json::to_value(lookup("x11").first().unwrap()).unwrap();
    assert_eq!(
        (&x11["first_port"], &x11["last_port"]),
        (&json!(6000), &json!(6063))
    );
    assert_eq!(
        x11["unauthorized_use"],
        "Known Unauthorized Use on port 6003"
    );
    let discard = serde_json::to_value(lookup((9, Transport::Dccp)).first().unwrap()).unwrap();
    assert_eq!(discard["service_code"], u32::from_be_bytes(*b"DISC"));
}

#[test]
fn every_record_serializes_in_every_format() {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    for record in records() {
        let json = serde_json::to_value(record).unwrap();
        assert_eq!(text(&json["name"]).as_deref(), record.name());
        let ports = ["first_port", "last_port"].map(|field| json[field].as_u64());
        let expected = record.ports().map(|ports| [ports.first(), ports.last()]);
        assert_eq!(
            ports,
            expected.map_or([None; 2], |ports| ports.map(|port| Some(port.into())))
        );
        assert_eq!(
            text(&json["transport"]),
            record.transport().map(|transport| transport.to_string())
        );
        assert_eq!(text(&json["status"]), Some(record.status().to_string()));
        assert_eq!(
            text(&json["description"]).as_deref(),
            Some(record.description())
        );
        assert_eq!(
            text(&json["alias_of"]).as_deref(),
            record.alias_of().and_then(Record::name)
        );
        assert_eq!(
            text(&json["registration_date"]),
            record.registration_date().map(|date| date.to_string())
        );
        assert_eq!(
            text(&json["modification_date"]),
            record.modification_date().map(|date| date.to_string())
        );
        assert_eq!(
            text(&json["unauthorized_use"]).as_deref(),
            record.unauthorized_use()
        );
        assert_eq!(text(&json["notes"]).as_deref(), record.notes());
        assert_eq!(
            json["service_code"].as_u64(),
            record.service_code().map(u64::from)
        );
        for (column, people) in [
            ("assignees", record.assignees()),
            ("contacts", record.contacts()),
        ] {
            let ids = json[column]
                .as_array()
                .unwrap()
                .iter()
                .map(|person| person["id"].as_str());
            assert!(ids.eq(people.map(|person| Some(person.id()))));
        }
        let cited = json["references"].as_array().unwrap().iter();
        let cited = cited.map(|reference| (text(&reference["text"]), text(&reference["url"])));
        assert!(cited.eq(record.references().map(|reference| {
            (
                Some(reference.to_string()),
                reference.url().map(|url| url.to_string()),
            )
        })));
        let aliases: Vec<_> = record.aliases().map(Record::name).collect();
        assert_eq!(json["aliases"], json!(aliases));
        assert_eq!(
            text(&json["service_type"]),
            record.service_type().map(|kind| kind.to_string())
        );
        let keys = record.txt_keys().map(|keys| match keys {
            TxtKeys::Empty => "none",
            TxtKeys::Proprietary => "proprietary",
            TxtKeys::Text(keys) => keys,
            _ => panic!("{keys:?}"),
        });
        assert_eq!(text(&json["txt_keys"]).as_deref(), keys);
        assert_eq!(json.as_object().unwrap().len(), 18);

        toml::to_string(&record).unwrap();
        postcard::to_allocvec(&record).unwrap();
    }
}

#[test]
fn records_are_a_sequence_of_records() {
    let one_by_one: Vec<Value> = records().iter().map(|record| json!(record)).collect();
    assert_eq!(
        serde_json::to_value(records()).unwrap(),
        Value::from(one_by_one)
    );
    assert_eq!(
        serde_json::to_string(&lookup("no-such-name")).unwrap(),
        "[]"
    );
}

#[test]
fn a_transport_may_be_its_protocol_number() {
    for number in 0..=255 {
        let read = serde_json::from_value::<Transport>(json!(number)).ok();
        assert_eq!(read, Transport::from_protocol_number(number));
    }
    let expected = "expected a transport such as tcp, or its IP protocol number";
    for number in [1, 256, 65_536] {
        refuses::<Transport>(
            json!(number),
            &format!("invalid value: integer `{number}`, {expected}"),
        );
    }
    refuses::<Transport>(
        json!(-6),
        &format!("invalid value: integer `-6`, {expected}"),
    );
}
