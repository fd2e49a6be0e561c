//! The examples as their users run them: output, exit codes, terminals, pipes.
//!
//! `cargo test` builds them; `cargo test --test examples` alone does not, and tests what was built last.

use std::collections::{HashMap, HashSet};
use std::fmt::Display;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;

use ianaports::{
    PortRange, Query, Record, Status, Transport, lookup, names, port, records, service_name, status,
};

/// A command of the example of this name, with nothing of the tests' own terminal.
fn example(name: &str) -> Command {
    let test = std::env::current_exe().unwrap();
    let folder = test.ancestors().nth(2).unwrap().join("examples");
    let path: PathBuf = folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    assert!(
        path.exists(),
        "{} is not built: run `cargo build --examples` first",
        path.display()
    );
    let mut command = Command::new(path);
    command.env_remove("COLUMNS").env_remove("NO_COLOR");
    command
}

struct Ran {
    code: i32,
    out: String,
    err: String,
}

fn run(command: &mut Command) -> Ran {
    let output = command.stdin(Stdio::null()).output().unwrap();
    Ran {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The output of an example that has to succeed and has nothing to complain of.
fn output(name: &str, arguments: &[&str]) -> String {
    let ran = run(example(name).args(arguments));
    assert_eq!(
        (ran.code, ran.err.as_str()),
        (0, ""),
        "{name} {arguments:?}"
    );
    ran.out
}

/// What `annotate` makes of an input.
fn annotated(input: &[u8]) -> Vec<u8> {
    let mut child = example("annotate")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut out = Vec::new();
    thread::scope(|scope| {
        scope.spawn(move || stdin.write_all(input).unwrap());
        child.stdout.take().unwrap().read_to_end(&mut out).unwrap();
    });
    assert!(child.wait().unwrap().success());
    out
}

#[test]
fn every_example_helps_and_refuses_what_it_does_not_know() {
    for name in ["annotate", "csv", "lookup", "services"] {
        for flag in ["--help", "-h"] {
            let help = output(name, &[flag]);
            assert!(help.contains(name) && help.contains("Usage: "), "{help}");
            assert!(help.lines().all(|line| line.len() <= 110), "{help}");
        }
        let ran = run(example(name).arg("--frobnicate"));
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{name}");
        let start = format!("{name}: ");
        assert!(
            ran.err.starts_with(&start) && ran.err.contains("--frobnicate"),
            "{}",
            ran.err
        );
    }
    assert_eq!(run(&mut example("lookup")).code, 2, "without a query");
}

#[test]
fn a_reader_that_stops_early_is_no_error() {
    let long: Vec<u8> = b"tcp 192.0.2.1:443\n".repeat(100_000);
    for (name, arguments) in [
        ("csv", &[][..]),
        ("services", &[]),
        ("lookup", &["0-65535"]),
        ("annotate", &[]),
    ] {
        let mut child = example(name)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = long.clone();
        // What is written after the example has gone fails, as it should.
        let writer = thread::spawn(move || drop(stdin.write_all(&input)));
        let mut line = String::new();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        out.read_line(&mut line).unwrap();
        drop(out);
        writer.join().unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{name}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{name}");
        assert!(!line.is_empty(), "{name}");
    }
}

// lookup

/// The queries of the command that the README tells to try.
fn queries_of_the_readme() -> Vec<&'static str> {
    let command = include_str!("../../README.md")
        .lines()
        .find_map(|line| line.strip_prefix("cargo run --example lookup -- "));
    command.unwrap().split(' ').collect()
}

#[test]
fn lookup_answers_what_the_readme_asks() {
    let queries = queries_of_the_readme();
    assert_eq!(queries, ["https", "443/tcp", "x11", "whois++", "6003", "4"]);
    assert_eq!(
        output("lookup", &queries),
        include_str!("../data/examples/lookup.txt")
    );
}

#[test]
fn lookup_says_why_a_port_has_no_service() {
    let queries = [
        "2/tcp",
        "15",
        "1783/udp",
        "143/udp",
        "788-799",
        "14001",
        "49150-49160/tcp",
    ];
    assert_eq!(
        output("lookup", &queries),
        include_str!("../data/examples/vacant.txt")
    );
}

#[test]
fn lookup_of_an_unknown_name_is_1_and_names_what_is_near() {
    let ran =
        run(example("lookup").args(["htps", "ssh/tcp", "domain/dccp", "_postgres._tcp", "qqqqqq"]));
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    assert_eq!(ran.out, include_str!("../data/examples/unknown.txt"));
}

#[test]
fn lookup_of_what_is_no_query_is_2_with_the_typed_error_and_no_half_of_an_answer() {
    for typed in [
        "",
        "https/tpc",
        "443/",
        "99999",
        "5-2",
        "-9",
        "1-",
        "no such",
        "_https",
    ] {
        let ran = run(example("lookup").args(["https", typed]));
        let error = typed.parse::<Query>().unwrap_err();
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{typed}");
        assert_eq!(
            ran.err,
            format!("lookup: {typed:?}: {error} (see --help)\n")
        );
    }
}

#[test]
fn lookup_as_json_reads_back_as_what_the_crate_says() {
    let some: Vec<_> = names().step_by(40).collect();
    let mut queries = queries_of_the_readme();
    queries.extend([
        "465/tcp",
        "9100",
        "sql*net",
        "914c/g/tcp",
        "_ipp._tcp",
        "rdp",
        "6000-6010",
        "143/udp",
    ]);
    queries.extend(&some);
    let out = output("lookup", &[&["--json"], &queries[..]].concat());
    assert_eq!(out.lines().count(), queries.len());

    for (line, typed) in out.lines().zip(queries) {
        let json: serde_json::Value = serde_json::from_str(line).unwrap();
        let query: Query = typed.parse().unwrap();
        assert_eq!(json["query"].as_str().unwrap().parse(), Ok(query));
        let services = json["services"].as_array().unwrap();
        assert_eq!(services.len(), lookup(query).len(), "{typed}");
        for (json, service) in services.iter().zip(lookup(query)) {
            assert_eq!(json["name"].as_str(), service.name());
            assert_eq!(json["description"].as_str(), Some(service.description()));
            assert_eq!(
                json["ports"].as_str().map(|ports| ports.parse().unwrap()),
                service.ports()
            );
            assert_eq!(
                json["transport"].as_str().map(|t| t.parse().unwrap()),
                service.transport()
            );
            assert_eq!(
                json["alias_of"].as_str(),
                service.alias_of().and_then(Record::name)
            );
            let aliases: Vec<_> = service.aliases().filter_map(Record::name).collect();
            assert_eq!(json["aliases"], serde_json::json!(aliases));
        }
        // Every port that was asked for is a service's or vacant, on every transport that was asked for.
        let Some(asked) = query.ports() else {
            assert_eq!(json["vacant"].as_array().unwrap().len(), 0);
            continue;
        };
        let mut vacant = HashMap::new();
        for json in json["vacant"].as_array().unwrap() {
            let ports: PortRange = json["ports"].as_str().unwrap().parse().unwrap();
            for transport in json["transports"].as_array().unwrap() {
                let transport: Transport = transport.as_str().unwrap().parse().unwrap();
                for port in ports {
                    let again = vacant.insert((port, transport), json["status"].as_str().unwrap());
                    assert_eq!(again, None);
                }
            }
        }
        let transports = query
            .transport()
            .map_or(Transport::ALL.to_vec(), |one| vec![one]);
        for key in asked
            .iter()
            .flat_map(|port| transports.iter().map(move |&on| (port, on)))
        {
            let (found, status) = (vacant.remove(&key), status(key.0, key.1));
            let expected = (status != Status::Assigned).then(|| status.kind().as_str());
            assert_eq!(found, expected, "{key:?}");
        }
        assert!(vacant.is_empty());
    }
}

#[test]
fn lookup_fits_into_columns() {
    for columns in [60, 72, 200] {
        let ran = run(example("lookup")
            .args(["80", "48000-48200/tcp"])
            .env("COLUMNS", columns.to_string()));
        assert!(
            ran.out.lines().all(|line| line.chars().count() <= columns),
            "{}",
            ran.out
        );
        assert_eq!(ran.out.contains('…'), columns < 80, "{}", ran.out);
    }
}

/// `script` of util-linux runs a command in a terminal of its own.
#[cfg(target_os = "linux")]
#[test]
fn lookup_has_colors_on_a_terminal_alone_and_obeys_no_color() {
    assert!(!output("lookup", &["443"]).contains('\x1b'));
    let lookup = example("lookup");
    let line = format!("'{}' 443/tcp", lookup.get_program().to_str().unwrap());
    let on_terminal = |no_color: &str| {
        Command::new("script")
            .args(["-qec", &line, "/dev/null"])
            .env("NO_COLOR", no_color)
            .stdin(Stdio::null())
            .output()
            .map(|output| String::from_utf8(output.stdout).unwrap())
    };
    let Ok(colored) = on_terminal("") else {
        eprintln!("skipped: there is no `script`");
        return;
    };
    assert!(colored.contains("\x1b[32mhttps\x1b[0m"), "{colored:?}");
    let plain = on_terminal("1").unwrap();
    assert_eq!(plain.replace('\r', ""), output("lookup", &["443/tcp"]));
}

// csv

/// Reads CSV as RFC 4180 has it.
fn parse_csv(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![];
    let mut row = vec![];
    let mut field = String::new();
    let mut is_quoted = false;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' if is_quoted && characters.next_if_eq(&'"').is_some() => field.push('"'),
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => row.push(std::mem::take(&mut field)),
            '\n' if !is_quoted => {
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
            }
            other => field.push(other),
        }
    }
    assert!(!is_quoted && row.is_empty() && field.is_empty());
    rows
}

#[test]
fn csv_has_every_column_of_every_record() {
    let out = output("csv", &[]);
    let rows = parse_csv(&out);
    assert_eq!(
        out.lines().next().unwrap(),
        "Service Name,Port Number,Transport Protocol,Description,Assignee,Person,Registration Date,\
         Modification Date,Reference,Service Code,Unauthorized Use Reported,Assignment Notes"
    );
    assert_eq!(rows.len(), records().len() + 1);
    assert_eq!(out.lines().count(), rows.len(), "no field has a line break");

    fn shown<T: Display>(value: Option<T>) -> String {
        value.map(|value| value.to_string()).unwrap_or_default()
    }
    fn listed<T: Display>(values: impl Iterator<Item = T>) -> String {
        values.fold(String::new(), |list, value| list + &format!("[{value}]"))
    }
    let mut replacements = 0;
    for (row, record) in rows[1..].iter().zip(records()) {
        let [
            name,
            ports,
            transport,
            description,
            assignee,
            contact,
            registered,
            modified,
            rest @ ..,
        ] = &row[..]
        else {
            panic!("{row:?}")
        };
        let [reference, code, unauthorized, notes] = rest else {
            panic!("{row:?}")
        };
        assert_eq!(*name, shown(record.name()));
        assert_eq!(*ports, shown(record.ports()));
        assert_eq!(*transport, shown(record.transport()));
        assert_eq!(*assignee, listed(record.assignees()));
        assert_eq!(*contact, listed(record.contacts()));
        assert_eq!(*registered, shown(record.registration_date()));
        assert_eq!(*modified, shown(record.modification_date()));
        assert_eq!(*reference, listed(record.references()));
        assert_eq!(*code, shown(record.service_code()));
        assert_eq!(*unauthorized, shown(record.unauthorized_use()));
        assert_eq!(*notes, shown(record.notes()));
        let more = description.strip_prefix(record.description()).unwrap();
        if !more.is_empty() {
            let (_, replaced) = more.split_once("as a replacement for \"").unwrap();
            let alias = record.aliases().next().unwrap();
            assert_eq!(replaced.strip_suffix("\"."), alias.name());
            replacements += 1;
        }
    }
    let aliases = records().iter().filter(|record| {
        record
            .notes()
            .is_some_and(|notes| notes.contains("is an alias to"))
    });
    assert_eq!(replacements, aliases.count());
}

#[test]
fn csv_is_quoted_as_iana_quotes_it() {
    let out = output("csv", &[]);
    let has = |row: &str| assert!(out.lines().any(|line| line == row), "{row}");
    has(",0,tcp,Reserved,,,,2024-12-20,[RFC6335],,,");
    has(
        "whoispp,63,tcp,\"whois++ IANA assigned this well-formed service name as a replacement for \
         \"\"whois++\"\".\",[Rickard_Schoultz],[Rickard_Schoultz],,,,,,",
    );
    has(
        "whois++,63,tcp,whois++,[Rickard_Schoultz],[Rickard_Schoultz],,,,,,\"This entry is an alias to \
         \"\"whoispp\"\". This entry is now historic, not usable for use with many common service discovery \
         mechanisms.\"",
    );
    has(
        "acmaint-dbd,774,udp,\"IANA assigned this well-formed service name as a replacement for \
         \"\"acmaint_dbd\"\".\",,,,,,,,",
    );
    has(
        "www,80,udp,World Wide Web HTTP,[IESG],[IETF_Chair],,2021-10-01,[RFC9110],,,\"This is a duplicate of the \"\"http\"\" service and should \
         not be used for discovery purposes.\"",
    );
    has(
        "submissions,465,tcp,Message Submission over TLS protocol,[IESG],[IETF_Chair],2017-12-12,,[RFC8314],,,",
    );
    has("discard,9,dccp,Discard,[Eddie_Kohler],[Eddie_Kohler],,,[RFC4340],1145656131,,");
    // One port, though the registry writes 4748-4748.
    has(",4748,,Unassigned,,,,,,,,");
}

// services

/// A line of a services(5) file as the C library reads it.
struct Line<'a> {
    names: Vec<&'a str>,
    port: u16,
    transport: Transport,
}

fn parse_services(text: &str) -> Vec<Line<'_>> {
    let lines = text.lines().filter_map(|line| {
        let mut words = line.split('#').next()?.split_ascii_whitespace();
        let name = words.next()?;
        let (port, transport) = words.next().unwrap().split_once('/').unwrap();
        Some(Line {
            names: std::iter::once(name).chain(words).collect(),
            port: port.parse().unwrap(),
            transport: transport.parse().unwrap(),
        })
    });
    lines.collect()
}

/// The C library takes the first line that matches.
#[test]
fn services_gives_the_answers_of_the_crate() {
    let out = output("services", &[]);
    let lines = parse_services(&out);

    let mut by_port = HashMap::new();
    let mut by_name = HashMap::new();
    for line in &lines {
        by_port
            .entry((line.port, line.transport))
            .or_insert(line.names[0]);
        for name in &line.names {
            by_name.entry((*name, line.transport)).or_insert(line.port);
        }
    }
    for port in PortRange::ALL {
        for &transport in Transport::ALL {
            let found = by_port.get(&(port, transport)).copied();
            assert_eq!(found, service_name(port, transport), "{port}/{transport}");
        }
    }
    for name in names() {
        for &transport in Transport::ALL {
            let found = by_name.get(&(name, transport)).copied();
            assert_eq!(found, port(name, transport), "{name}/{transport}");
        }
    }
    // And nothing twice.
    let keys = lines.iter().flat_map(|line| {
        line.names
            .iter()
            .map(|name| (*name, line.port, line.transport))
    });
    let mut seen = HashSet::new();
    keys.for_each(|key| assert!(seen.insert(key), "{key:?}"));
}

#[test]
fn services_shows_aliases_and_descriptions() {
    let out = output("services", &[]);
    let has = |row: &str| assert!(out.lines().any(|line| line == row), "{row}");
    has("# IANA's service names and port numbers of 2026-08-17");
    has("https           443/tcp    # http protocol over TLS/SSL");
    has("http            80/udp     www www-http # World Wide Web HTTP");
    has("whoispp         63/tcp     whois++ # whois++");
    has("shilp           2049/tcp");
    has("x11             6063/udp   # X Window System");
    has("flex-lm         27009/dccp # FLEX LM (1-10)");
}

// annotate

#[test]
fn annotate_names_the_ports_of_every_tool() {
    let mut input = String::new();
    let mut expected = String::new();
    for line in include_str!("../data/examples/annotate.txt")
        .lines()
        .filter(|line| !line.starts_with("# "))
    {
        expected += &format!("{line}\n");
        // The sample lines have no parentheses but those of the names.
        let mut rest = line;
        while let Some((before, after)) = rest.split_once('(') {
            input += before;
            rest = after.split_once(')').unwrap().1;
        }
        input += &format!("{rest}\n");
    }
    assert_ne!(input, expected);
    let out = String::from_utf8(annotated(input.as_bytes())).unwrap();
    for (line, expected) in out.lines().zip(expected.lines()) {
        assert_eq!(line, expected);
    }
    assert_eq!(out, expected);
}

#[test]
fn annotate_reads_the_header_of_a_csv() {
    for (header, line, expected) in [
        (
            "src_ip,src_port,dst_ip,dst_port,proto",
            "192.0.2.1,50000,192.0.2.2,465,tcp",
            "192.0.2.1,50000,192.0.2.2,465(submissions),tcp",
        ),
        (
            "src_ip,src_port,dst_ip,dst_port,proto",
            "192.0.2.1,50000,192.0.2.2,465,17",
            "192.0.2.1,50000,192.0.2.2,465(igmpv3lite),17",
        ),
        (
            "src_ip,src_port,dst_ip,dst_port,proto",
            "192.0.2.1,50000,192.0.2.2,465,1",
            "192.0.2.1,50000,192.0.2.2,465,1",
        ),
        (
            "Protocol,SrcPort,DstPort",
            "\"UDP\",\"53\",\"x, 22\"",
            "\"UDP\",\"53(domain)\",\"x, 22\"",
        ),
        ("dport,bytes", "443,443", "443(https),443"),
        ("dport,bytes", "", ""),
        ("port", "443", "443"), // one field makes no CSV
    ] {
        for end in ["\n", "\r\n"] {
            let out = annotated(format!("{header}{end}{line}{end}").as_bytes());
            assert_eq!(
                String::from_utf8(out).unwrap(),
                format!("{header}{end}{expected}{end}")
            );
        }
    }
}

#[test]
fn annotate_leaves_everything_else_as_it_is() {
    let mut bytes: Vec<u8> = (0..=255).cycle().take(10_000).collect();
    assert_eq!(annotated(&bytes), bytes);
    // Around what is not UTF-8, and in the last line, which has no end.
    assert_eq!(
        annotated(b"\xff\xfe udp \x80192.0.2.1:53 192.0.2.1:53\0 192.0.2.1:53"),
        b"\xff\xfe udp \x80192.0.2.1:53 192.0.2.1:53\0 192.0.2.1:53(domain)"
    );
    // A line beyond 64 KiB is no text, wherever the pieces of it begin.
    bytes = b"tcp 192.0.2.1:443 ".repeat(20_000);
    bytes.push(b'\n');
    assert_eq!(annotated(&bytes), bytes);
    bytes.extend(b"tcp 192.0.2.1:443\n");
    let out = annotated(&bytes);
    assert!(out.ends_with(b"\ntcp 192.0.2.1:443(https)\n") && out.len() == bytes.len() + 7);
    assert_eq!(annotated(b""), b"");
}

#[test]
fn annotate_shows_a_line_before_the_next_one_comes() {
    let mut child = example("annotate")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    for (given, expected) in [
        ("udp 192.0.2.1:123\n", "udp 192.0.2.1:123(ntp)\n"),
        ("tcp [2001:db8::1]:22\n", "tcp [2001:db8::1]:22(ssh)\n"),
    ] {
        stdin.write_all(given.as_bytes()).unwrap();
        let mut line = String::new();
        out.read_line(&mut line).unwrap();
        assert_eq!(line, expected);
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

// overlay

#[test]
fn overlay_asks_its_own_names_first_and_each_on_its_transports() {
    let expected = include_str!("../data/examples/overlay.txt");
    let queries: Vec<&str> = expected
        .lines()
        .map(|line| line.split_once(':').unwrap().0)
        .collect();
    assert_eq!(output("overlay", &queries), expected);
    for name in ["dns", "postgres", "smtps", "webcache", "whois"] {
        assert!(lookup(name).is_empty(), "{name} is IANA's by now");
    }
}
