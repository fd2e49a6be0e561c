//! `ianaports annotate`: pairs of what goes in and what comes out, and how it reads and writes.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::committed::{assert_committed, assert_same};
use super::{ianaports, texts};

pub fn annotated_with(arguments: &[&str], input: impl Into<Vec<u8>>) -> (i32, Vec<u8>, String) {
    let output = ianaports(&[&["annotate"], arguments].concat())
        .current_dir(pairs())
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

/// The folder of the pairs: `NAME.in`, `NAME.out`, and `NAME.args` for arguments, one a line.
fn pairs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/annotate")
}

/// Each form that the help claims, and each format of each tool; and twice is as once.
#[test]
fn what_goes_in_comes_out_with_its_names() {
    let folder = pairs();
    let mut count = 0;
    for file in fs::read_dir(&folder).unwrap() {
        let file = file.unwrap().path();
        if file.extension().is_none_or(|extension| extension != "in") {
            continue;
        }
        count += 1;
        let name = file.file_stem().unwrap().to_str().unwrap();
        let arguments = fs::read_to_string(file.with_extension("args")).unwrap_or_default();
        let arguments: Vec<&str> = arguments.lines().collect();
        let (code, out, err) = annotated_with(&arguments, fs::read(&file).unwrap());
        assert_eq!((code, err.as_str()), (0, ""), "{name}");
        assert_committed(&format!("tests/annotate/{name}.out"), &out);
        if !arguments.contains(&"--column") {
            let (_, again, _) = annotated_with(&arguments, out.clone());
            assert_same(&again, &out, &format!("{name}, annotated twice"));
        }
    }
    assert!(count > 80, "{count} pairs");
}

#[test]
fn it_tells_why() {
    let input = "tcp 192.0.2.5:3306 198.51.100.7:443\n{\n\"dport\": 514}\nicmp 192.0.2.1:443\n";
    let (code, out, err) = annotated_with(&["--explain"], input);
    assert_eq!(code, 0);
    assert!(out.starts_with(b"tcp 192.0.2.5:3306 198.51.100.7:443(https)\n"));
    assert_eq!(
        err,
        "\
line 1: 3306: tcp; which end is the client's cannot be told: no name
line 1: 443: tcp; below 512: https
line 3: 514: no protocol is stated; the other end is not shown: no name that TCP and UDP share
line 4: 443: a protocol without ports is stated; two protocols are stated, or one without ports: no name
"
    );
}

#[test]
fn names_have_a_color_where_the_user_wants_it() {
    let input = "tcp 192.0.2.1:443\n{\"dport\":443}\n";
    let (_, out, _) = annotated_with(&["--color", "always"], input);
    let expected = "\
tcp 192.0.2.1:443\x1b[32m(https)\x1b[0m
{\"dport\":443\x1b[32m,\"dport_name\":\"https\"\x1b[0m}
";
    assert_eq!(String::from_utf8(out).unwrap(), expected);
    // A pipe has none.
    assert_eq!(
        annotated(input),
        expected
            .replace("\x1b[32m", "")
            .replace("\x1b[0m", "")
            .as_bytes()
    );
}

#[test]
fn what_cannot_be_done_is_said() {
    let (code, out, err) = annotated_with(&["--port", "srv"], "dport\n443\n");
    assert_eq!((code, &out[..]), (1, &b"dport\n443\n"[..]));
    assert!(err.contains("no line has all of the columns: srv"), "{err}");
    assert_eq!(annotated_with(&["--port", "0"], "").0, 2);
    assert_eq!(annotated_with(&["--format", "xml"], "").0, 2);
    let (code, _, err) = annotated_with(&["--services", "/does/not/exist"], "");
    assert_eq!(code, 1);
    assert!(err.contains("/does/not/exist: "), "{err}");
    // UTF-16 with its mark and without, either way round.
    let utf16 = "192.0.2.5:52344 198.51.100.7:443\r\n".encode_utf16();
    let little: Vec<u8> = utf16.clone().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = utf16.flat_map(u16::to_be_bytes).collect();
    for text in [
        &little,
        &big,
        &[b"\xff\xfe", &little[..]].concat(),
        &[b"\xfe\xff", &big[..]].concat(),
    ] {
        let (code, out, err) = annotated_with(&[], text.clone());
        assert_eq!((code, &out), (1, text));
        assert!(err.contains("UTF-16"), "{err}");
    }
}

#[test]
fn everything_else_passes_as_it_is() {
    let bytes: Vec<u8> = (0..=255).cycle().take(10_000).collect();
    assert_eq!(annotated(bytes.clone()), bytes);
    // Around what is not UTF-8, and in the last line, which has no end.
    assert_eq!(
        annotated(b"\xff\xfe udp \x80192.0.2.1:53 192.0.2.1:53\x80 192.0.2.1:53".to_vec()),
        b"\xff\xfe udp \x80192.0.2.1:53 192.0.2.1:53\x80 192.0.2.1:53(domain)"
    );
    assert_eq!(annotated(""), b"");
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
    // A longer one passes, wherever the pieces of it begin; the next one is read.
    let mut bytes = b"tcp 192.0.2.1:443 ".repeat(200_000);
    bytes.push(b'\n');
    let long = bytes.len();
    bytes.extend(b"tcp 192.0.2.1:443\n");
    let (code, out, err) = annotated_with(&[], bytes.clone());
    assert_eq!(code, 0);
    assert!(err.contains("line 1: longer than 1 MiB"), "{err}");
    assert_eq!(out[..long], bytes[..long]);
    assert_eq!(&out[long..], b"tcp 192.0.2.1:443(https)\n");
    // So does a JSON value.
    let mut bytes = b"{\"a\":[\n".to_vec();
    bytes.extend(b"{\"dport\":443},\n".repeat(100_000));
    bytes.extend(b"{\"dport\":443}]}\n");
    let long = bytes.len();
    bytes.extend(b"{\"dport\":443}\n");
    let (_, out, err) = annotated_with(&[], bytes.clone());
    assert!(err.contains("longer than 1 MiB"), "{err}");
    assert_eq!(out[..long], bytes[..long]);
    assert_eq!(&out[long..], b"{\"dport\":443,\"dport_name\":\"https\"}\n");
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
        ("proto,dport\n", "proto,dport\n"),
        ("tcp,22\n", "tcp,22(ssh)\n"),
        ("udp 192.0.2.1:123\n", "udp 192.0.2.1:123(ntp)\n"),
        (
            "{\"dport\":22}\n",
            "{\"dport\":22,\"dport_name\":\"ssh\"}\n",
        ),
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
