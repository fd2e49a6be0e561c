//! `ianaports QUERY...`

use std::collections::BTreeMap;

use ianaports::{
    PortRange, Query, Status, Transport, lookup, names, status, status_record, unofficial,
};
use serde_json::{Value, json};

use super::committed::{assert_committed, assert_same};
use super::{ianaports, output, run, texts};

#[test]
fn the_answers_are_those_of_the_registry() {
    let queries = [
        "https",
        "443/tcp",
        "x11",
        "whois++",
        "6003",
        "4",
        "1-10",
        "14001",
        "80",
        "24/tcp",
        "rdp",
        "143/udp",
        "788-799",
        "1783/udp",
        "49150-49160/tcp",
        "_ipp._tcp",
        "ssh/tcp",
    ];
    assert_committed("tests/cli/lookup.txt", output(&queries));
}

#[test]
fn a_name_without_an_answer_is_1_with_hints() {
    let (code, out, err) = run(&[
        "htps",
        "dns",
        "domain/dccp",
        "_postgres._tcp",
        "qqqqqq",
        "airpaly",
    ]);
    let next = "ianaports: nothing looks like qqqqqq; for a word of descriptions: ianaports search qqqqqq\n";
    assert_eq!((code, err.as_str()), (1, next));
    assert_committed("tests/cli/unknown.txt", out);
}

#[test]
fn what_is_no_query_is_2_with_the_typed_error_and_no_half_of_an_answer() {
    for typed in [
        "",
        "https/tpc",
        "443/",
        "99999",
        "5-2",
        "1-",
        "no such",
        "_https",
        "tcp/443",
        "6000:6063",
    ] {
        let (code, out, err) = run(&["https", typed]);
        let error = typed.parse::<Query>().unwrap_err();
        assert_eq!((code, out.as_str()), (2, ""), "{typed}");
        assert!(err.contains(&error.to_string()), "{typed}: {err}");
    }
}

/// Every word of a record's columns is in what `--long` prints of it.
#[test]
fn long_has_every_column() {
    for query in [
        "submissions",
        "whois++",
        "5555/tcp",
        "9/dccp",
        "webdav",
        "exp1",
        "14001/udp",
        "ssh",
    ] {
        let out = output(&["--long", query]);
        for record in lookup(query.parse::<Query>().unwrap()) {
            let json = serde_json::to_value(record).unwrap();
            let mut texts = Vec::new();
            leaves(&json, &mut texts);
            for text in texts {
                let is_shown = text.split_whitespace().all(|word| out.contains(word));
                assert!(
                    is_shown || is_id(&text, &json),
                    "{query}: {text:?} is not in\n{out}"
                );
            }
        }
    }
    let long = output(&["--long", "submissions", "14001/udp"]);
    assert_committed("tests/cli/long.txt", long);
}

/// Ids of people are shown by the names that they stand for.
fn is_id(text: &str, json: &Value) -> bool {
    let people = ["assignees", "contacts"].map(|column| json[column].as_array().unwrap());
    people
        .into_iter()
        .flatten()
        .any(|person| person["id"] == text && !person["name"].is_null())
}

fn leaves(json: &Value, texts: &mut Vec<String>) {
    match json {
        Value::Null => {}
        Value::String(text) => texts.push(text.clone()),
        Value::Array(values) => values.iter().for_each(|value| leaves(value, texts)),
        Value::Object(fields) => fields.values().for_each(|value| leaves(value, texts)),
        other => texts.push(other.to_string()),
    }
}

#[test]
fn json_is_the_librarys_own_and_every_port_is_in_it() {
    let some: Vec<_> = names().step_by(40).collect();
    let mut queries = vec![
        "465/tcp",
        "9100",
        "sql*net",
        "914c/g/tcp",
        "_ipp._tcp",
        "rdp",
        "6000-6010",
        "143/udp",
    ];
    queries.extend(["0-1100", "49000-65535", "nope"]);
    queries.extend(&some);
    let (code, out, err) = run(&[&["--json"], &queries[..]].concat());
    assert_eq!((code, err.as_str()), (1, ""));
    assert_eq!(out.lines().count(), queries.len());
    for (line, typed) in out.lines().zip(queries) {
        let json: Value = serde_json::from_str(line).unwrap();
        let query: Query = typed.parse().unwrap();
        assert_eq!(json["query"].as_str().unwrap().parse(), Ok(query));
        let records: Vec<_> = lookup(query).iter().collect();
        assert_eq!(json["records"], json!(records));
        assert_eq!(
            json["hints"].is_null(),
            typed != "nope" && !json["hints"].is_object()
        );
        let Some(asked) = query.ports() else {
            assert_eq!(json["vacant"], json!([]));
            continue;
        };
        // Each port without a service, once for each transport that was asked for.
        let mut vacant = BTreeMap::new();
        for run in json["vacant"].as_array().unwrap() {
            let transport: Transport = run["transport"].as_str().unwrap().parse().unwrap();
            for port in run["ports"].as_str().unwrap().parse::<PortRange>().unwrap() {
                assert_eq!(run["status"], json!(status(port, transport)));
                assert_eq!(run["record"], json!(status_record(port, transport)));
                assert!(vacant.insert((port, transport), ()).is_none());
            }
        }
        let transports = query
            .transport()
            .map_or(Transport::ALL.to_vec(), |one| vec![one]);
        for port in asked {
            for &transport in &transports {
                let is_vacant = status(port, transport) != Status::Assigned;
                assert_eq!(vacant.remove(&(port, transport)).is_some(), is_vacant);
            }
        }
        assert!(vacant.is_empty());
    }
}

/// A second reading of the table, port by port: what the rows of a range say is what the library says.
#[test]
fn every_port_of_a_range_is_in_its_place() {
    let out = output(&["0-65535"]);
    let mut said: BTreeMap<(u16, Transport), Vec<bool>> = BTreeMap::new();
    let mut last = 0;
    let rows = out.lines().skip(1);
    for line in rows.take_while(|line| !line.contains(" unofficial: ")) {
        let (row, text) = line.trim_start().split_once("  ").unwrap();
        let _ = row;
        let mut cells = text
            .trim_start()
            .split("  ")
            .map(str::trim)
            .filter(|cell| !cell.is_empty());
        let (ports, transports) = (cells.next().unwrap(), cells.next().unwrap());
        let ports: PortRange = ports.parse().unwrap();
        assert!(ports.first() >= last, "{line}");
        last = ports.first();
        let says = cells.next().unwrap_or_default();
        let is_vacant = ["unassigned", "reserved", "de-assigned", "dynamic"]
            .iter()
            .any(|status| says.split([':', ' ']).next() == Some(status));
        for transport in transports
            .split(", ")
            .filter(|&transport| transport != "any")
        {
            for port in ports {
                said.entry((port, transport.parse().unwrap()))
                    .or_default()
                    .push(is_vacant);
            }
        }
    }
    for port in PortRange::ALL {
        for &transport in Transport::ALL {
            let said = said.remove(&(port, transport)).unwrap_or_default();
            let is_vacant = status(port, transport) != Status::Assigned;
            // Records without a transport are rows of any.
            assert!(
                said == [is_vacant] || !is_vacant && !said.contains(&true),
                "{port}/{transport}: {said:?}"
            );
        }
    }
}

#[test]
fn lines_fit_and_no_word_is_broken() {
    let queries = [
        "80",
        "1-10",
        "dns",
        "6003",
        "48000-48200/tcp",
        "airplay",
        "whois++",
    ];
    let whole = output(&[
        "--",
        "80",
        "1-10",
        "6003",
        "48000-48200/tcp",
        "airplay",
        "whois++",
    ]);
    let words: Vec<&str> = whole.split_whitespace().collect();
    for columns in ["40", "60", "80", "200"] {
        for long in [&[][..], &["--long"]] {
            let out = ianaports(&[long, &queries[..]].concat())
                .env("COLUMNS", columns)
                .output()
                .unwrap();
            let (_, out, _) = texts(out);
            for line in out.lines() {
                // A word that is longer than the line stays whole.
                let is_one_word = line.split_whitespace().count() <= 1;
                assert!(
                    line.chars().count() <= columns.parse().unwrap() || is_one_word,
                    "{columns}: {line}"
                );
            }
            for word in words.iter().filter(|_| long.is_empty()) {
                assert!(out.contains(word), "{columns}: {word}");
            }
        }
    }
}

#[test]
fn a_line_that_fits_is_the_same_on_a_terminal_and_in_a_pipe() {
    let queries = ["443", "80", "1-10", "whois++", "dns", "domain/dccp"];
    let (_, whole, _) = run(&queries);
    let (_, wide, _) = texts(ianaports(&queries).env("COLUMNS", "200").output().unwrap());
    assert_same(wide, whole, "200 columns");
}

#[test]
fn columns_that_are_no_width_are_ignored() {
    let whole = output(&["80", "1-10"]);
    for columns in ["", "0", "-1", "abc"] {
        let (_, out, _) = texts(
            ianaports(&["80", "1-10"])
                .env("COLUMNS", columns)
                .output()
                .unwrap(),
        );
        assert_same(out, &whole, columns);
    }
}

/// By its name, an unofficial name is told unless the registry has its port for that name, too.
#[test]
fn unofficial_names_by_name() {
    for (query, words) in [
        ("dns", "unofficial: dns is domain, 53"),
        (
            "kafka",
            "unofficial: kafka, 9092 tcp: Apache Kafka (https://",
        ),
        ("rdp", "unofficial: rdp is ms-wbt-server, 3389"),
        ("sftp", "unofficial: sftp is ssh, 22 tcp"),
        ("scp", "unofficial: scp is ssh, 22 tcp"),
        ("oracle", "unofficial: oracle, 1521 tcp"),
        ("oracle/tcp", "unofficial: oracle, 1521 tcp"),
        ("syslog/tcp", "unofficial: syslog, 514 tcp"),
        ("winrm", "unofficial: winrm is wsman, 5985 tcp"),
        ("icp", "unofficial: icp is icpv2, 3130"),
        ("dicom", "unofficial: dicom is acr-nema, 104"),
        ("_postgres._tcp", "unofficial: postgres is postgresql"),
        ("potgres", "near it: postgres"),
        ("elasticsaerch", "near it: elasticsearch"),
        ("kubernets", "near it: kubernetes"),
    ] {
        let out = run(&[query]).1;
        assert!(out.contains(words), "{query}: {out}");
    }
    for query in ["ssh", "http-alt", "_http._tcp"] {
        let out = output(&[query]);
        assert!(!out.contains("unofficial"), "{query}: {out}");
    }
    for row in unofficial::all().step_by(7) {
        let (code, out, _) = run(&["--json", row.name()]);
        let registered = lookup(row.name());
        assert_eq!(code, i32::from(registered.is_empty()), "{}", row.name());
        let json: serde_json::Value = serde_json::from_str(&out).unwrap();
        let told = &json["unofficial"][0];
        if registered
            .ports()
            .any(|ports| ports.contains(row.ports().first()))
        {
            assert!(told.is_null(), "{out}");
        } else {
            assert_eq!(told["name"], row.name(), "{out}");
            assert_eq!(told["ports"], row.ports().to_string());
            assert_eq!(told["source"], row.source());
        }
    }
}

/// By its port, each is told below the registry's rows.
#[test]
fn unofficial_names_by_port() {
    for row in unofficial::all().step_by(7) {
        for &transport in row.transports() {
            let query = format!("{}/{transport}", row.ports().first());
            let out = output(&[&query]);
            let line = format!("\n  unofficial: {}", row.name());
            assert_eq!(out.matches(&line).count(), 1, "{out}");
            assert!(!out.contains(row.source()), "{out}");
            let long = output(&["--long", &query])
                .split_whitespace()
                .collect::<String>();
            let source = row.source().split_whitespace().collect::<String>();
            assert!(long.contains(&source), "{long}");
        }
    }
    let of = |query: &str| output(&[query]).matches("unofficial:").count();
    assert_eq!(of("0-65535"), unofficial::all().len());
    assert_eq!(of("51820/tcp"), 0); // wireguard is on UDP
}

/// A name that left a transport says so, as one that left the registry does.
#[test]
fn names_of_the_past() {
    for (query, words) in [
        (
            "surfpass",
            "registered once, on 5030; gone by 2022-01-10, when its port became reserved",
        ),
        (
            "juliar",
            "registered once, on 48048; gone by 2019-03-08, when juka took its place",
        ),
        (
            "imap/udp",
            "registered once, on 143; gone by 2021-02-22, when its port became reserved",
        ),
    ] {
        let out = run(&[query]).1;
        assert!(out.contains(words), "{query}: {out}");
    }
}

/// What has nothing to do with what was typed is no hint.
#[test]
fn few_hints() {
    for query in ["tor", "_foo._tcp", "dot", "dns", "kafka"] {
        let out = run(&[query]).1;
        assert!(
            !out.contains("perhaps") && !out.contains("near it"),
            "{query}: {out}"
        );
    }
}

#[test]
fn ports_without_a_service_can_be_left_out() {
    let out = output(&["--services-only", "0-1023"]);
    assert!(out.contains("http") && !out.contains("unassigned"), "{out}");
    let json = output(&["--services-only", "--json", "4"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["vacant"], serde_json::json!([]));
}

#[test]
fn queries_from_a_pipe() {
    let ask = |input: &'static str| texts(ianaports(&["-"]).write_stdin(input).output().unwrap());
    let (code, out, err) = ask("https 443\n\n6003/tcp\n");
    assert_eq!((code, err.as_str()), (0, ""));
    assert_same(out, output(&["https", "443", "6003/tcp"]), "from a pipe");
    assert_eq!(ask("").0, 0);
    // What is no query is told with its line, and the rest is answered.
    let (code, out, err) = ask("https\nhttps 80,443\nssh\n");
    assert_eq!(code, 2);
    let why =
        "ianaports: the standard input, line 2: `80,443` is no query: expected 2 queries: 80 443\n";
    assert_eq!(
        (out, err.as_str()),
        (output(&["https", "https", "ssh"]), why)
    );
    assert_eq!(ask("no-such-name").0, 1);
}
