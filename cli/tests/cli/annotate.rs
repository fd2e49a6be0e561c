//! `ianaports annotate`: what other tools print, and what does not look like it at all.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use super::{ianaports, texts};

fn annotated_with(arguments: &[&str], input: impl Into<Vec<u8>>) -> (i32, Vec<u8>, String) {
    let output = ianaports(&[&["annotate"], arguments].concat())
        .write_stdin(input)
        .output()
        .unwrap();
    (
        output.status.code().unwrap(),
        output.stdout,
        String::from_utf8(output.stderr).unwrap(),
    )
}

#[track_caller]
fn annotated(input: impl Into<Vec<u8>>) -> Vec<u8> {
    let (code, out, err) = annotated_with(&[], input);
    assert_eq!((code, err.as_str()), (0, ""));
    out
}

/// Lines as they come out, by format. What goes in is the same without what is in parentheses.
#[test]
fn the_ports_of_every_tool_are_named() {
    let expected: String = include_str!("annotate.txt")
        .lines()
        .filter(|line| !line.starts_with("# "))
        .map(|line| format!("{line}\n"))
        .collect();
    let mut input = String::new();
    let mut rest = expected.as_str();
    while let Some((before, after)) = rest.split_once('(') {
        let (name, after) = after.split_once(')').unwrap();
        input += before;
        // What tools themselves have in parentheses is in capitals, or nothing.
        if name.is_empty() || name.starts_with(char::is_uppercase) {
            input += &format!("({name})");
        }
        rest = after;
    }
    input += rest;
    let out = String::from_utf8(annotated(input.as_str())).unwrap();
    for (line, expected) in out.lines().zip(expected.lines()) {
        assert_eq!(line, expected);
    }
    assert_eq!(out, expected);
}

/// Tables: the header, a row, and the row as it comes out.
const TABLES: &[(&str, &str, &str)] = &[
    // A protocol without ports, and one that nobody knows, name nothing; TCP and UDP by name and number do.
    ("proto,src_port,dst_port", "1,0,2048", "1,0,2048"),
    ("proto,src_port,dst_port", "ICMP,0,771", "ICMP,0,771"),
    ("proto,src_port,dst_port", "ICMP,11,0", "ICMP,11,0"),
    ("proto,src_port,dst_port", "58,0,443", "58,0,443"),
    (
        "proto,src_port,dst_port",
        "ipv6-icmp,0,443",
        "ipv6-icmp,0,443",
    ),
    ("proto,src_port,dst_port", "GRE,0,443", "GRE,0,443"),
    ("proto,src_port,dst_port", "47,0,443", "47,0,443"),
    ("proto,src_port,dst_port", "ESP,0,443", "ESP,0,443"),
    ("proto,src_port,dst_port", "89,0,443", "89,0,443"),
    ("proto,src_port,dst_port", "136,0,443", "136,0,443"),
    ("proto,src_port,dst_port", "0,0,443", "0,0,443"),
    ("proto,src_port,dst_port", "256,0,443", "256,0,443"),
    (
        "proto,src_port,dst_port",
        "unknown_transport,0,443",
        "unknown_transport,0,443",
    ),
    (
        "proto,src_port,dst_port",
        "TCP,443,514",
        "TCP,443(https),514(shell)",
    ),
    (
        "proto,src_port,dst_port",
        "17,50000,514",
        "17,50000,514(syslog)",
    ),
    (
        "proto,src_port,dst_port",
        "132,50000,36412",
        "132,50000,36412(s1-control)",
    ),
    (
        "proto,src_port,dst_port",
        "udp6,50000,465",
        "udp6,50000,465(igmpv3lite)",
    ),
    // A protocol that is not stated: only what is the same on TCP and UDP.
    ("proto,dport", ",443", ",443(https)"),
    ("proto,dport", "-,465", "-,465"),
    ("dport,bytes", "443,443", "443(https),443"),
    ("dport,bytes", "465,443", "465,443"),
    // No column header says it, but a field does.
    ("l4,dport", "tcp,465", "tcp,465(submissions)"),
    ("l4,dport", "icmp,443", "icmp,443"),
    // What ends in "port" is none.
    ("transport,dport", "17,53", "17,53(domain)"),
    ("net.transport,dport", "17,53", "17,53(domain)"),
    (
        "time,dst_port,proto,report",
        "1,443,tcp,25",
        "1,443(https),tcp,25",
    ),
    ("viewport,airport", "22,80", "22,80"),
    ("dport,viewport,airport", "53,22,80", "53(domain),22,80"),
    ("switch,in_port,out_port", "a,22,80", "a,22,80"),
    ("dport,in_port,out_port", "53,22,80", "53(domain),22,80"),
    // A header does not switch off what is found without one.
    (
        "Date,Proto,Src IP Addr:Port,Dst IP Addr:Port,Packets",
        "d,UDP,192.0.2.15:45567,198.51.100.222:53,1",
        "d,UDP,192.0.2.15:45567,198.51.100.222:53(domain),1",
    ),
    (
        "Proto,Src IP Addr:Port,Dst IP Addr:Port",
        "17,192.0.2.15:45567,198.51.100.222:853",
        "17,192.0.2.15:45567,198.51.100.222:853(domain-s)",
    ),
    (
        "time,port,address,proto",
        "1,80,192.0.2.1:22,tcp",
        "1,80(http),192.0.2.1:22(ssh),tcp",
    ),
    // Blanks, quotes, a byte order mark.
    (
        "proto, src, sport, dst, dport",
        "TCP, 192.0.2.1, 51000, 198.51.100.2, 443",
        "TCP, 192.0.2.1, 51000, 198.51.100.2, 443(https)",
    ),
    (
        "\u{feff}proto,src_port,dst_port",
        "TCP,443,514",
        "TCP,443(https),514(shell)",
    ),
    (
        "Protocol,SrcPort,DstPort",
        "\"UDP\",\"53\",\"x, 22\"",
        "\"UDP\",\"53(domain)\",\"x, 22\"",
    ),
    (
        "\"a\",\"proto\",\"dport\"",
        "\"x, \"\"y\"\"\",\"tcp\",\"443\"",
        "\"x, \"\"y\"\"\",\"tcp\",\"443(https)\"",
    ),
    (
        "a\tproto\tdst_port",
        "x, y\ttcp\t443",
        "x, y\ttcp\t443(https)",
    ),
    ("a;proto;dst_port", "1,5;tcp;443", "1,5;tcp;443(https)"),
    (
        "sIP|dIP|sPort|dPort|pro|",
        "192.0.2.1|192.0.2.2|51000|  443|  6|",
        "192.0.2.1|192.0.2.2|51000|  443(https)|  6|",
    ),
    // Two that could be the protocol: the one that is a transport; none, where two contradict each other.
    (
        "protocol,proto,dport",
        "TLS,TCP,465",
        "TLS,TCP,465(submissions)",
    ),
    (
        "proto,protocol,dport",
        "UDP,DTLS,465",
        "UDP,DTLS,465(igmpv3lite)",
    ),
    ("proto,protocol,dport", "UDP,6,443", "UDP,6,443"),
    ("protocol,dport", "TLS,443", "TLS,443"),
    // Two that are ports.
    (
        "proto,local_port,remote_port",
        "6,22,80",
        "6,22(ssh),80(http)",
    ),
    // The column itself says the transport.
    (
        "ip.src,tcp.dstport,udp.dstport",
        "192.0.2.1,465,",
        "192.0.2.1,465(submissions),",
    ),
    (
        "ip.src,tcp.dstport,udp.dstport",
        "192.0.2.1,,465",
        "192.0.2.1,,465(igmpv3lite)",
    ),
    // nfdump's headers, the short one and the new one.
    (
        "ts,te,td,sa,da,sp,dp,pr",
        "1,2,3,192.0.2.1,192.0.2.2,51000,443,TCP",
        "1,2,3,192.0.2.1,192.0.2.2,51000,443(https),TCP",
    ),
    ("sp,dp", "443,443", "443,443"),
    (
        "firstSeen,duration,proto,srcAddr,srcPort,dstAddr,dstPort",
        "1,2,6,a,51000,b,22",
        "1,2,6,a,51000,b,22(ssh)",
    ),
    // Elastic, IPFIX, pmacct.
    (
        "network.transport,source.port,destination.port",
        "udp,51000,53",
        "udp,51000,53(domain)",
    ),
    (
        "protocolIdentifier,destinationTransportPort",
        "17,53",
        "17,53(domain)",
    ),
    (
        "SRC_PORT,DST_PORT,PROTOCOL",
        "51000,53,udp",
        "51000,53(domain),udp",
    ),
    // AWS.
    (
        "version account-id srcaddr dstaddr srcport dstport protocol",
        "2 123456789010 172.31.16.139 172.31.16.21 20641 22 6",
        "2 123456789010 172.31.16.139 172.31.16.21 20641 22(ssh) 6",
    ),
    ("version srcport dstport protocol", "2 - - -", "2 - - -"),
    (
        "version srcport dstport protocol",
        "2 0 2048 1",
        "2 0 2048 1",
    ),
    // A client's own port.
    ("proto,sport,dport", "tcp,43210,443", "tcp,43210,443(https)"),
    ("proto,sport,dport", "tcp,12345,443", "tcp,12345,443(https)"),
    ("proto,sport,dport", "tcp,443,43210", "tcp,443(https),43210"),
    ("proto,sport,dport", "tcp,993,2049", "tcp,993(imaps),2049"),
    ("proto,sport,dport", "tcp,799,2049", "tcp,799,2049(nfs)"),
    ("proto,sport,dport", "udp,123,123", "udp,123(ntp),123(ntp)"),
    // No port, no row.
    ("proto,dport", "tcp,+443", "tcp,+443"),
    ("proto,dport", "tcp,065535", "tcp,065535"),
    ("proto,dport", "tcp,65536", "tcp,65536"),
    ("proto,dport", "tcp,0443", "tcp,0443(https)"),
    ("proto,dport", "", ""),
    ("proto,dport", "tcp,443,1", "tcp,443,1"),
    ("port", "443", "443"),
    ("the port, and so on", "22, 80", "22, 80"),
];

#[test]
fn the_columns_of_a_table_are_known_by_their_header() {
    for (header, row, expected) in TABLES {
        for end in ["\n", "\r\n"] {
            // Wherever the header stands, and whatever comes before or between.
            let before = format!("# from 1, 2{end}{end}tcp 192.0.2.1:4, x{end}");
            let other = "tcp 192.0.2.1:22(ssh)";
            let other_in = other.replace("(ssh)", "");
            let input = format!("{header}{end}{row}{end}{other_in}{end}{row}{end}");
            let out = format!("{header}{end}{expected}{end}{other}{end}{expected}{end}");
            assert_eq!(
                String::from_utf8(annotated(input.as_str())).unwrap(),
                out,
                "{header}"
            );
            if !header.starts_with('\u{feff}') {
                let all = annotated(format!("{before}{input}"));
                assert_eq!(
                    String::from_utf8(all).unwrap(),
                    format!("{before}{out}"),
                    "{header}"
                );
            }
        }
    }
}

#[test]
fn a_second_header_begins_another_table() {
    let input = "proto,dport\ntcp,443\nproto,dport\ntcp,22\ndport,proto\n53,udp\n";
    let expected =
        "proto,dport\ntcp,443(https)\nproto,dport\ntcp,22(ssh)\ndport,proto\n53(domain),udp\n";
    assert_eq!(annotated(input), expected.as_bytes());
}

#[test]
fn zeeks_logs_are_known_by_their_fields() {
    let input = "#separator \\x09\n#unset_field\t-\n#fields\tts\tid.orig_p\tid.resp_p\tproto\n\
        #types\ttime\tport\tport\tenum\n1.0\t50000\t853\tudp\n2.0\t8\t0\ticmp\n3.0\t3\t443\tunknown_transport\n\
        4.0\t-\t443\t-\n#close\t1\t443\ttcp\n";
    let expected = input
        .replace("853", "853(domain-s)")
        .replace("-\t443\t-", "-\t443(https)\t-");
    assert_eq!(String::from_utf8(annotated(input)).unwrap(), expected);
}

#[test]
fn a_field_may_go_on_in_the_next_lines() {
    let input = "\"note\",proto,dport\n\"a\nb, 443\nc\",tcp,443\nx,tcp,443\n\"never closed\n";
    let expected =
        "\"note\",proto,dport\n\"a\nb, 443\nc\",tcp,443\nx,tcp,443(https)\n\"never closed\n";
    assert_eq!(annotated(input), expected.as_bytes());
    // The protocol of the row is beyond the break.
    assert_eq!(
        annotated("dport,note,proto\n443,\"a\nb\",1\n"),
        b"dport,note,proto\n443,\"a\nb\",1\n"
    );
    assert_eq!(
        annotated("proto,dport,note\ntcp,443,\"a\nb\"\n"),
        b"proto,dport,note\ntcp,443(https),\"a\nb\"\n"
    );
    // A quote that nothing closes does not switch the rest off for good.
    let long = "\"x,tcp,1\n".to_string() + &"y,tcp,443\n".repeat(3000);
    let out = annotated(format!("a,proto,dport\n{long}"));
    assert!(out.ends_with(b"y,tcp,443(https)\n"));
}

#[test]
fn json_gets_a_key_beside_the_port() {
    for (line, expected) in [
        (
            r#"{"proto":"tcp","dst_port":443}"#,
            r#"{"proto":"tcp","dst_port":443,"dst_port_name":"https"}"#,
        ),
        (
            r#"{"dst_port": "443" , "proto" : 6}"#,
            r#"{"dst_port": "443","dst_port_name":"https" , "proto" : 6}"#,
        ),
        (
            r#"{"id.orig_p":51000,"id.resp_p":53,"proto":"udp"}"#,
            r#"{"id.orig_p":51000,"id.resp_p":53,"id.resp_p_name":"domain","proto":"udp"}"#,
        ),
        (
            r#"{"source":{"port":51000},"destination":{"port":53},"network":{"transport":"udp","protocol":"dns"}}"#,
            r#"{"source":{"port":51000},"destination":{"port":53,"port_name":"domain"},"network":{"transport":"udp","protocol":"dns"}}"#,
        ),
        (
            r#"{"network":{"iana_number":"1"},"destination":{"port":443}}"#,
            r#"{"network":{"iana_number":"1"},"destination":{"port":443}}"#,
        ),
        (
            r#"{"ip":"192.0.2.1","ports":[{"port":22,"proto":"tcp"},{"port":53,"proto":"udp"}]}"#,
            r#"{"ip":"192.0.2.1","ports":[{"port":22,"port_name":"ssh","proto":"tcp"},{"port":53,"port_name":"domain","proto":"udp"}]}"#,
        ),
        (
            r#"{"l4":{"TCP":{"source_port":51000,"destination_port":465}}}"#,
            r#"{"l4":{"TCP":{"source_port":51000,"destination_port":465,"destination_port_name":"submissions"}}}"#,
        ),
        (
            r#"{"proto":"ICMP","dest_port":771}"#,
            r#"{"proto":"ICMP","dest_port":771}"#,
        ),
        (
            r#"{"proto":"TCP","app_proto":"tls","dest_port":443}"#,
            r#"{"proto":"TCP","app_proto":"tls","dest_port":443,"dest_port_name":"https"}"#,
        ),
        (
            r#"{"protocol":"TLS","proto":"TCP","dport":465}"#,
            r#"{"protocol":"TLS","proto":"TCP","dport":465,"dport_name":"submissions"}"#,
        ),
        (
            r#"{"proto":null,"dport":443,"port_name":1}"#,
            r#"{"proto":null,"dport":443,"dport_name":"https","port_name":1}"#,
        ),
        // Named before; no port; too large; not whole; no JSON.
        (
            r#"{"dport":443,"dport_name":"x"}"#,
            r#"{"dport":443,"dport_name":"x"}"#,
        ),
        (
            r#"{"report":443,"viewport":{"port":22},"transport":17}"#,
            r#"{"report":443,"viewport":{"port":22},"transport":17}"#,
        ),
        (
            r#"{"dport":-443,"sport":4.5,"lport":70000,"rport":4e2}"#,
            r#"{"dport":-443,"sport":4.5,"lport":70000,"rport":4e2}"#,
        ),
        (r#"{"dport":443"#, r#"{"dport":443"#),
        (
            r#"{"message":"192.0.2.1:443"}"#,
            r#"{"message":"192.0.2.1:443(https)"}"#,
        ),
        (r#"{}"#, r#"{}"#),
    ] {
        let out = String::from_utf8(annotated(format!("{line}\r\n{line}"))).unwrap();
        assert_eq!(out, format!("{expected}\r\n{expected}"));
        if let Ok(before) = serde_json::from_str::<serde_json::Value>(line) {
            let mut after: serde_json::Value = serde_json::from_str(expected).unwrap();
            without_names(&mut after, &before);
            assert_eq!(
                after.to_string().contains("message"),
                before.to_string().contains("message")
            );
        }
    }
    // As deep as it may be, and deeper.
    let deep = |depth: usize| {
        format!(
            "{}{{\"dport\":443}}{}",
            "{\"a\":".repeat(depth),
            "}".repeat(depth)
        )
    };
    assert!(annotated(deep(20)).ends_with(b"\"https\"}}}}}}}}}}}}}}}}}}}}}"));
    for depth in [33, 100, 10_000] {
        assert_eq!(annotated(deep(depth)), deep(depth).as_bytes());
    }
}

/// Takes away the keys that were not there before.
fn without_names(after: &mut serde_json::Value, before: &serde_json::Value) {
    if let (Some(after), Some(before)) = (after.as_object_mut(), before.as_object()) {
        after.retain(|key, _| before.contains_key(key));
        for (key, value) in after {
            without_names(value, &before[key]);
        }
    }
}

#[test]
fn the_user_may_name_the_columns() {
    for (arguments, input, expected) in [
        (
            &["--port", "srv", "--protocol", "l4"][..],
            "srv,l4\n443,tcp\n465,udp\n",
            "srv,l4\n443(https),tcp\n465(igmpv3lite),udp\n",
        ),
        (
            &["--port", "3", "--protocol", "4"],
            "1;2;443;tcp\n",
            "1;2;443(https);tcp\n",
        ),
        (
            &["--port", "3", "--protocol", "4"],
            "a 2 443 tcp\nb  2  465 tcp\n",
            "a 2 443(https) tcp\nb  2  465(submissions) tcp\n",
        ),
        (&["--port", "2"], "a,22\n", "a,22(ssh)\n"),
        (
            &["--port", "Report"],
            "report,dport\n22,53\n",
            "report,dport\n22(ssh),53\n",
        ),
        (
            &["--transport", "tcp"],
            "192.0.2.1:465\nudp 192.0.2.1:465\nicmp 192.0.2.1:465\n",
            "192.0.2.1:465(submissions)\nudp 192.0.2.1:465(igmpv3lite)\nicmp 192.0.2.1:465\n",
        ),
        (
            &["--all"],
            "tcp 192.0.2.1:43210 192.0.2.2:443\n",
            "tcp 192.0.2.1:43210(shaperai) 192.0.2.2:443(https)\n",
        ),
    ] {
        let (code, out, err) = annotated_with(arguments, input);
        assert_eq!((code, err.as_str()), (0, ""), "{arguments:?}");
        assert_eq!(String::from_utf8(out).unwrap(), expected, "{arguments:?}");
    }
    let (code, out, err) = annotated_with(&["--port", "srv"], "dport\n443\n");
    assert_eq!((code, &out[..]), (1, &b"dport\n443\n"[..]));
    assert!(err.contains("no line has all of the columns: srv"), "{err}");
    assert_eq!(annotated_with(&["--port", "0"], "").0, 2);
}

#[test]
fn everything_else_passes_as_it_is() {
    let bytes: Vec<u8> = (0..=255).cycle().take(10_000).collect();
    assert_eq!(annotated(bytes.clone()), bytes);
    // Around what is not UTF-8, and in the last line, which has no end.
    assert_eq!(
        annotated(b"\xff\xfe udp \x80192.0.2.1:53 192.0.2.1:53\0 192.0.2.1:53".to_vec()),
        b"\xff\xfe udp \x80192.0.2.1:53 192.0.2.1:53\0 192.0.2.1:53(domain)"
    );
    assert_eq!(annotated(""), b"");
    // What has names has no more of them the second time.
    let once = annotated("tcp 192.0.2.1:443 22/tcp dport=443\n");
    assert_eq!(annotated(once.clone()), once);
}

#[test]
fn long_lines_are_lines_up_to_a_mebibyte() {
    for length in [64 << 10, (64 << 10) + 1, 1 << 20] {
        let mut line = b"tcp 192.0.2.1:443 ".to_vec();
        line.resize(length - 14, b'x');
        line.extend(b" 192.0.2.2:22\n");
        let out = annotated(line.clone());
        assert_eq!(out.len(), length + "(https)(ssh)".len());
        assert!(out.ends_with(b" 192.0.2.2:22(ssh)\n"));
    }
    // A longer one is no text, wherever the pieces of it begin; the next one is.
    let mut bytes = b"tcp 192.0.2.1:443 ".repeat(200_000);
    bytes.push(b'\n');
    assert_eq!(annotated(bytes.clone()), bytes);
    bytes.extend(b"tcp 192.0.2.1:443\n");
    let out = annotated(bytes.clone());
    assert!(out.ends_with(b"\ntcp 192.0.2.1:443(https)\n") && out.len() == bytes.len() + 7);
}

#[test]
fn a_line_that_arrives_alone_is_shown_before_the_next_one_comes() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_ianaports"))
        .arg("annotate")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    for (given, expected) in [
        ("udp 192.0.2.1:123\n", "udp 192.0.2.1:123(ntp)\n"),
        ("tcp [2001:db8::1]:22\n", "tcp [2001:db8::1]:22(ssh)\n"),
        ("proto,dport\n", "proto,dport\n"),
        ("tcp,22\n", "tcp,22(ssh)\n"),
    ] {
        stdin.write_all(given.as_bytes()).unwrap();
        let mut line = String::new();
        out.read_line(&mut line).unwrap();
        assert_eq!(line, expected);
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

#[test]
fn files_are_read_one_after_the_other_and_a_missing_one_is_said() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (one, two) = (folder.join("one.csv"), folder.join("two.txt"));
    fs::write(&one, "proto,dport\ntcp,443\n").unwrap();
    // No row of the other file's table.
    fs::write(&two, "tcp,443\n").unwrap();
    let files = [
        one.to_str().unwrap(),
        "/does/not/exist",
        two.to_str().unwrap(),
    ];
    let (code, out, err) = annotated_with(&files, "");
    assert_eq!(code, 1);
    assert_eq!(out, b"proto,dport\ntcp,443(https)\ntcp,443\n");
    assert!(err.starts_with("ianaports: /does/not/exist: "), "{err}");
}

#[test]
fn a_reader_that_stops_early_is_no_fault() {
    let input = "tcp 192.0.2.1:443\n".repeat(200_000);
    let shell = Command::new("sh")
        .args([
            "-c",
            "\"$0\" annotate 2>&1 >/dev/null | head -c 0; \"$0\" annotate | head -n 1",
        ])
        .arg(env!("CARGO_BIN_EXE_ianaports"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut shell) = shell else { return };
    let mut stdin = shell.stdin.take().unwrap();
    let writer = std::thread::spawn(move || drop(stdin.write_all(input.as_bytes())));
    let (_, _, err) = texts(shell.wait_with_output().unwrap());
    writer.join().unwrap();
    assert_eq!(err, "");
}
