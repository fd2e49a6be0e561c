//! What holds of `annotate` for all input: laws, and other people's readers as oracles.

use std::io::{self, Read};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use ianaports::Transport::{self, Tcp, Udp};
use ianaports::service_name;
use ianaports_cli::annotate::{Annotator, Choice, Options};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

fn annotated(input: &[u8]) -> Vec<u8> {
    Annotator::new(&Options::default()).annotate(input)
}

fn with_all(input: &[u8]) -> Vec<u8> {
    let choice = Choice {
        all: true,
        transport: None,
    };
    let options = Options {
        choice,
        ..Options::default()
    };
    Annotator::new(&options).annotate(input)
}

/// How many bytes were looked at.
fn work(input: &[u8]) -> usize {
    let options = Options::default();
    let mut annotator = Annotator::new(&options);
    annotator.annotate(input);
    annotator.work()
}

/// Takes the names out again. The input has no parentheses and no key that ends in `_name`.
fn without_names(out: &[u8]) -> Vec<u8> {
    let mut without = Vec::new();
    let mut at = 0;
    while at < out.len() {
        if let Some((name, length)) = insertion(&out[at..]) {
            let name = std::str::from_utf8(name).unwrap();
            assert!(!ianaports::lookup(name).is_empty(), "{name} is no name");
            at += length;
        } else {
            without.push(out[at]);
            at += 1;
        }
    }
    without
}

/// `(https)` or `,"dport_name":"https"`: the name, and how long it all is.
fn insertion(out: &[u8]) -> Option<(&[u8], usize)> {
    let end = |text: &[u8], byte| text.iter().position(|&other| other == byte);
    if out.starts_with(b"(") {
        let end = end(out, b')')?;
        return Some((&out[1..end], end + 1));
    }
    let rest = out.strip_prefix(b",\"")?;
    let key = end(rest, b'"')?;
    let name = rest[..key]
        .ends_with(b"_name")
        .then(|| rest[key..].strip_prefix(b"\":\""))??;
    let end = end(name, b'"')?;
    Some((&name[..end], out.len() - name.len() + end + 1))
}

/// Pieces of what tools print, and of what they do not.
const PIECES: &[&str] = &[
    "tcp",
    "UDP",
    "icmp",
    "17",
    "6",
    "1",
    "443",
    "22",
    "53",
    "65536",
    "40000",
    "192.0.2.1:443",
    "[::1]:22",
    ":::22",
    "::1:631",
    "192.0.2.1.443",
    "2001:db8::7.53",
    ">",
    "->",
    "<-",
    "dport=443",
    "DPT=53",
    "proto=17",
    "--dport",
    "dpts:6000:6063",
    "22/tcp",
    "514/open/udp",
    "80:30080/TCP",
    "tcp:443",
    "{\"dport\":443,\"proto\":\"tcp\"}",
    "{\"a\":{",
    "\"port\":22",
    "}",
    "{",
    "[",
    "{\"a\":[1,2,\"192.0.2.1:53\"]}",
    "proto,dport",
    "proto\tdport",
    "#fields\tid.resp_p\tproto",
    "#Fields: s-port c-ip",
    "version srcport dstport",
    "port",
    "dport",
    "proto",
    "Flags",
    "a=192.0.2.1:22",
    "spt=53",
    "[fe80::1%eth0]:546",
    "192.0.2.1:22:",
    "192.0.2.01:22",
    "192.0.2.256:22",
    "*:*",
    "*:53",
    "%eth0",
    "\u{feff}",
    "x11",
    "=",
    ":",
    "/",
    "]",
    "<port ",
    "portid=\"443\"",
    "192.0.2.1/61943",
    "outside:192.0.2.1/443",
    "%ASA-6-1:",
    "192.0.2.1#53",
    " port 22",
    "http://www.example.com:8080/",
    "www.example.com:https",
    "192.0.2.1:https",
    "[::1]:ssh",
    "{\"src\":\"192.0.2.1:https\"}",
    "192.0.2.1:x",
    "localhost:5432",
    "443...",
    "\u{1b}[32m",
    "\0",
    "p=p=p=",
    "::ffff:192.0.2.5:443",
    "6000-6063",
    "443.0",
    "->80/tcp",
    "from",
    "client",
    "dport { 22, 80 }",
    "\u{2192}",
    "tcp 0 0 ",
    "--",
    "flowTuples",
    "\\",
];

fn piece() -> impl Strategy<Value = Vec<u8>> {
    let known = prop::sample::select(PIECES).prop_map(|text: &str| text.as_bytes().to_vec());
    let between = prop::sample::select(vec![" ", ",", "\t", ";", "|", "\"", "\n", "\r\n"])
        .prop_map(|text: &str| text.as_bytes().to_vec());
    let any = prop::collection::vec(any::<u8>().prop_filter("names", |&byte| byte != b'('), 0..5);
    prop_oneof![5 => known, 6 => between, 1 => any]
}

fn pieces(most: usize) -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(piece(), 0..most).prop_map(|pieces| pieces.concat())
}

/// A line that begins no JSON value and no table.
fn line() -> impl Strategy<Value = Vec<u8>> {
    pieces(25).prop_map(|mut line| {
        line.retain(|&byte| byte != b'\n' && byte != b'{');
        if line.starts_with(b"#") || line.starts_with("\u{feff}#".as_bytes()) {
            line.insert(0, b' ');
        }
        line.push(b'\n');
        line
    })
}

/// The longest that a line may be, of what would take a reader longest that walks back, tries again or nests.
#[test]
fn the_worst_lines_take_linear_work() {
    for (begin, unit, end) in [
        ("tcp ", "p=", ""),
        ("tcp ", "http=1&", ""),
        ("", "{\"a\":", ""),
        ("", "[", ""),
        ("proto,dport\n", "\"a,", "\""),
        ("tcp ", "192.0.2.1:443 ", ""),
        ("tcp ", ":", ""),
        ("tcp ", "a:", ""),
        ("tcp ", "192.0.2.1:443->", ""),
        ("{", "\"dport\":443,", "\"a\":1}"),
        ("-p tcp --dports ", "443,", ""),
        ("tcp ", "[2001:db8::", ""),
        ("x tcp ", "192.0.2.1:443,", ""),
        ("", "{\"a\":\"b\",", ""),
        ("{\n", "\"a\":[\n", "x"),
        ("", "1-65535/tcp ", ""),
        ("dpt,", "dpt,", "proto\n"),
        ("#fields\t", "dpt\t", "proto\n"),
    ] {
        let line = |length: usize| {
            let times = (length - begin.len() - end.len() - 1) / unit.len();
            [begin, &unit.repeat(times), end, "\n"].concat()
        };
        for length in [64 << 10, 1 << 20] {
            let line = line(length);
            let work = work(line.as_bytes());
            assert!(work <= 8 * length, "{begin}{unit}: {work} of {length}");
        }
    }
}

/// A thousand cases by a fixed seed, so that a change is judged by itself. `PROPTEST_CASES=100000 PROPTEST_RNG_SEED=7`
/// tries others.
fn cases() -> ProptestConfig {
    let set = |name| std::env::var_os(name).is_some();
    let default = ProptestConfig::default();
    ProptestConfig {
        failure_persistence: None,
        cases: if set("PROPTEST_CASES") {
            default.cases
        } else {
            1000
        },
        rng_seed: if set("PROPTEST_RNG_SEED") {
            default.rng_seed
        } else {
            RngSeed::Fixed(24)
        },
        ..default
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn without_the_names_the_output_is_the_input(input in pieces(60)) {
        prop_assert_eq!(without_names(&annotated(&input)), input.clone());
        prop_assert_eq!(without_names(&with_all(&input)), input);
    }

    /// However the input is cut into pieces that arrive one by one.
    #[test]
    fn it_makes_no_difference_how_the_input_arrives(
        input in pieces(60),
        cuts in prop::collection::vec(1_usize..20, 1..20),
    ) {
        struct Cut<'a>(&'a [u8], std::iter::Cycle<std::vec::IntoIter<usize>>);
        impl Read for Cut<'_> {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                let length = self.1.next().unwrap().min(self.0.len());
                buffer[..length].copy_from_slice(&self.0[..length]);
                self.0 = &self.0[length..];
                Ok(length)
            }
        }
        let options = Options::default();
        let mut out = Vec::new();
        // What begins as UTF-16 does is not read.
        let input = [b"-", &input[..]].concat();
        prop_assume!(!input.starts_with(b"-\0"));
        let cut = Cut(&input, cuts.into_iter().cycle());
        Annotator::new(&options).stream(cut, &mut out, &mut io::sink()).unwrap().unwrap();
        prop_assert_eq!(out, annotated(&input));
    }

    /// The names of a line do not depend on the lines before it.
    #[test]
    fn each_line_is_read_by_itself(lines in prop::collection::vec(line(), 1..8)) {
        let first = b"nothing\n".to_vec();
        let all = annotated(&[&first[..], &lines.concat()].concat());
        let alone: Vec<u8> = lines.iter().flat_map(|line| annotated(&[&first[..], line].concat())[first.len()..].to_vec()).collect();
        prop_assert_eq!(all[first.len()..].to_vec(), alone);
    }

    /// Nor do those of a row depend on the rows before it.
    #[test]
    fn each_row_is_read_by_itself(
        rows in prop::collection::vec(line(), 1..8),
        header in prop::sample::select(vec!["proto,dport,note\n", "a\tsrc_port\tdst_port\n", "#fields\tproto\tid.resp_p\tx\n", "#Fields: s-port c-ip x\n"]),
    ) {
        // A row of names begins another table.
        let is_header = |row: &Vec<u8>| [&b"port"[..], b"dpt", b"spt", b"_p"].iter().any(|name| {
            row.to_ascii_lowercase().windows(name.len()).any(|part| part == *name)
        });
        let rows: Vec<_> = rows.into_iter().filter(|row| !is_header(row)).collect();
        let first = header.as_bytes();
        let all = annotated(&[first, &rows.concat()].concat());
        let alone: Vec<u8> = rows.iter().flat_map(|row| annotated(&[first, row].concat())[first.len()..].to_vec()).collect();
        prop_assert_eq!(all[first.len()..].to_vec(), alone);
    }

    /// Twice a line takes at most 2.6 times the work; and a line is looked at a bounded number of times.
    #[test]
    fn the_work_is_linear(part in pieces(12), begin in pieces(3), times in 50_usize..200) {
        let once = [&begin[..], &part.repeat(times)].concat();
        let twice = [&begin[..], &part.repeat(2 * times)].concat();
        for input in [&once, &twice] {
            prop_assert!((input.len()..=40 * input.len() + 4096).contains(&work(input)), "{} of {}", work(input), input.len());
        }
        // A header is only as long as 16 KiB, and is read in another way.
        let line = |text: &[u8]| [b"no header\n", text].concat().into_iter().filter(|&byte| byte != b'#').collect::<Vec<_>>();
        let (once, twice) = (work(&line(&once)), work(&line(&twice)));
        prop_assert!(twice as f64 <= 2.6 * once as f64 + 4096.0, "{} {}", once, twice);
    }

    /// Two protocols that are stated of the same line name nothing that has none of its own.
    #[test]
    fn a_contradiction_names_nothing(
        ends in prop::collection::vec(prop::sample::select(vec![
            "192.0.2.1:443", "[2001:db8::1]:22", "*:53", "dport=443", "sport=22", "DPT: 80", "192.0.2.1:52344 -> 192.0.2.2:443",
            "192.0.2.1.52344 > 192.0.2.2.443:", "dport 443", "localhost:22", "http://192.0.2.1:443/", "192.0.2.1:443,192.0.2.1:22",
            "(192.0.2.1:443)", "[dport=53]",
        ]), 1..6),
        protocols in prop::sample::select(vec!["tcp udp", "udp x tcp", "icmp tcp", "proto=tcp proto=gre", "TCP/UDP", "{ tcp, udp }"]),
        is_first: bool,
    ) {
        let ends = ends.join(" x ");
        let line = if is_first { format!("{protocols} x {ends}\n") } else { format!("{ends} x {protocols}\n") };
        prop_assert_eq!(String::from_utf8(annotated(line.as_bytes())).unwrap(), line);
    }

    /// The standard library's reader of addresses with ports, word by word.
    #[test]
    fn addresses_are_what_the_standard_library_reads_as_some(
        words in prop::collection::vec(
            prop_oneof![
                any::<(IpAddr, u16)>().prop_map(|address| SocketAddr::from(address).to_string()),
                (any::<Ipv4Addr>(), 0_u16..1024).prop_map(|(ip, port)| format!("{ip}:{port}")),
                "\\*?[0-9.:a-f]{0,10}[0-9a-f]",
                "(\\*|192\\.0\\.2\\.1):[0-9]{1,3}:[0-9a-f.:]{0,6}[0-9a-f]",
            ],
            0..6,
        ),
        transport in prop::option::of(prop::sample::select(vec![Tcp, Udp])),
    ) {
        let begins = transport.map_or("-", Transport::as_str);
        let input = format!("{begins} x {}", words.join(" x "));
        let named = words.iter().map(|word| {
            // A port may be written as a number with a fraction of 0.
            let end = word.strip_suffix(".0").filter(|end| end.contains(':')).unwrap_or(word);
            let port = end.parse::<SocketAddr>().ok().map(|address| address.port());
            let any = || end.strip_prefix("*:")?.parse::<u16>().ok();
            // What is before the last colon is all of an address, and all of it is none.
            let whole = || {
                let (address, port) = end.rsplit_once(':')?;
                let is_mapped = address.contains('.') && address.parse::<Ipv6Addr>().is_ok();
                (address == "::" || is_mapped).then(|| port.parse::<u16>().ok())?
            };
            let digits = end.rsplit(':').next().unwrap();
            let port = port.or_else(any).or_else(whole).filter(|&port| port > 0 && (1..=5).contains(&digits.len()));
            let name = port.and_then(|port| match transport {
                Some(transport) => service_name(port, transport),
                None => service_name(port, Tcp).filter(|&name| service_name(port, Udp) == Some(name)),
            });
            name.map_or(word.clone(), |name| format!("{word}({name})"))
        });
        let expected = format!("{begins} x {}", named.collect::<Vec<_>>().join(" x "));
        prop_assert_eq!(String::from_utf8(with_all(input.as_bytes())).unwrap(), expected);
    }

    /// The `csv` crate finds the name in the cell of the port, and all other cells as they were.
    #[test]
    fn cells_are_where_the_csv_crate_finds_them(
        cells in prop::collection::vec("[a-z ,;\"'|x=-]{0,8}", 3),
        port in 0_u16..1024,
        places in Just((0..5).collect::<Vec<usize>>()).prop_shuffle(),
        delimiter in prop::sample::select(b",;|\t".to_vec()),
        style in prop::sample::select(vec![csv::QuoteStyle::Always, csv::QuoteStyle::Necessary, csv::QuoteStyle::NonNumeric]),
    ) {
        let header = ["a", "b", "c", "dst_port", "proto"];
        let row = [&cells[0], &cells[1], &cells[2], &port.to_string(), "tcp"];
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter).quote_style(style).from_writer(Vec::new());
        writer.write_record(places.iter().map(|&at| header[at])).unwrap();
        writer.write_record(places.iter().map(|&at| row[at])).unwrap();
        let input = writer.into_inner().unwrap();
        let out = annotated(&input);
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(&out[..]);
        let named = reader.records().next().unwrap().unwrap();
        for (&at, cell) in places.iter().zip(&named) {
            let expected = match service_name(port, Tcp).filter(|_| at == 3) {
                Some(name) => format!("{port}({name})"),
                None => row[at].to_string(),
            };
            prop_assert_eq!(cell, expected, "{}", String::from_utf8_lossy(&out));
        }
    }

    /// `serde_json` reads the same value, but for the keys with names, wherever the object stands.
    #[test]
    fn json_stays_json(
        value in json(),
        is_pretty: bool,
        before in prop::sample::select(vec!["", "[", "Jan 1 host x: ", "{ oops ", "tcp 192.0.2.1:22 ", "}\n"]),
        after in prop::sample::select(vec!["", ",", "]", " and more", " {"]),
    ) {
        let object = serde_json::json!({ "x": value });
        let text = if is_pretty { serde_json::to_string_pretty(&object) } else { serde_json::to_string(&object) }.unwrap();
        // A number is read back as it is written, to the last digit or nearly.
        let object: serde_json::Value = serde_json::from_str(&text).unwrap();
        let input = format!("{before}{text}{after}\n");
        let out = String::from_utf8(annotated(input.as_bytes())).unwrap();
        let out = out.replace("192.0.2.1:22(ssh)", "192.0.2.1:22");
        let named = &out[before.len()..out.len() - after.len() - 1];
        let mut named: serde_json::Value = serde_json::from_str(named).unwrap();
        prune(&mut named);
        prop_assert_eq!(named, object);
    }

    /// A port has its key exactly where its object says the protocol.
    #[test]
    fn json_ports_have_their_names(port: u16, on in prop::sample::select(Transport::ALL.to_vec()), depth in 0_usize..20) {
        let mut value = serde_json::json!({ "proto": on.as_str(), "port_dst": port, "ip": "192.0.2.1" });
        let name = service_name(port, on).filter(|_| port < 32768);
        for _ in 0..depth {
            value = serde_json::json!({ "a": [value] });
        }
        let out = annotated(serde_json::to_string(&value).unwrap().as_bytes());
        let mut out: serde_json::Value = serde_json::from_slice(&out).unwrap();
        for _ in 0..depth {
            out = out["a"][0].take();
        }
        prop_assert_eq!(out["port_dst_name"].as_str(), name);
    }
}

/// Values with the keys that are known, and others.
fn json() -> impl Strategy<Value = serde_json::Value> {
    use serde_json::{Map, Value, json};
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<u16>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "[a-z\\\\\"{}\\[\\]:,é\u{1}\n]{0,8}".prop_map(Value::from),
        prop::sample::select(vec!["443", "tcp", "x,443", "6", "null"]).prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 40, 5, |inner| {
        let key = prop::sample::select(vec![
            "port",
            "dst_port",
            "src_port",
            "proto",
            "source",
            "destination",
            "network",
            "transport",
            "ports",
            "a",
            "TCP",
            "flowTuples",
            "dport_name",
        ]);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((key, inner), 0..5).prop_map(|fields| json!(
                fields
                    .into_iter()
                    .map(|(key, value)| (key.to_string(), value))
                    .collect::<Map<_, _>>()
            )),
        ]
    })
}

/// Takes the keys with names away, but for the one that the input may have.
fn prune(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(fields) => {
            fields.retain(|key, _| !key.ends_with("_name") || key == "dport_name");
            fields.values_mut().for_each(prune);
        }
        serde_json::Value::Array(values) => values.iter_mut().for_each(prune),
        _ => {}
    }
}
