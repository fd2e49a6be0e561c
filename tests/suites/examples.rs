//! The examples as their users run them.
//!
//! `cargo test` builds them; `cargo test --test examples` alone does not, and tests what was built last.

use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use committed::assert_committed;
use ianaports::{Query, Transport, lookup, service_name};

#[allow(dead_code, reason = "other suites use the rest")]
mod committed;

/// A command of the example of this name.
fn example(name: &str) -> Command {
    let test = std::env::current_exe().unwrap();
    let folder = test.ancestors().nth(2).unwrap().join("examples");
    let path: PathBuf = folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    assert!(
        path.exists(),
        "{} is not built: run `cargo build --examples` first",
        path.display()
    );
    Command::new(path)
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

#[test]
fn every_example_is_short() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples");
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            let lines = std::fs::read_to_string(&path).unwrap().lines().count();
            assert!(lines <= 80, "{} has {lines} lines", path.display());
        }
    }
}

/// The files in a folder and its folders.
fn files(folder: &std::path::Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let each = |path: PathBuf| {
        if path.is_dir() {
            files(&path)
        } else {
            vec![path]
        }
    };
    entries.flat_map(each).collect()
}

/// The lines of code in a page of Markdown, or in the docs of a file of Rust.
fn code(text: &str, is_rust: bool) -> Vec<&str> {
    let mut is_code = false;
    let mut lines = Vec::new();
    for line in text.lines() {
        let doc = line
            .trim_start()
            .strip_prefix("//")
            .filter(|doc| doc.starts_with(['/', '!']));
        let shown = if is_rust {
            doc.map(|doc| &doc[1..])
        } else {
            Some(line)
        };
        let Some(line) = shown else {
            is_code = false;
            continue;
        };
        let line = line.strip_prefix(' ').unwrap_or(line);
        if line.starts_with("```") {
            is_code = !is_code;
        } else if is_code {
            lines.push(line);
        }
    }
    lines
}

/// A window of 1,300 pixels shows 94 columns of an example on docs.rs; a phone shows 40 of the README's first one.
#[test]
fn examples_fit_their_page() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts = files(&root.join("src"));
    texts.extend(["README.md", "cli/README.md"].map(|page| root.join(page)));
    for path in texts {
        let text = std::fs::read_to_string(&path).unwrap();
        for line in code(
            &text,
            path.extension().is_some_and(|extension| extension == "rs"),
        ) {
            let width = line.chars().count();
            assert!(width <= 94, "{}: {width} columns: {line}", path.display());
        }
    }
    let readme = include_str!("../../README.md");
    let (first, _) = readme.split_once("\n## ").unwrap();
    let (_, first) = first.split_once("```rust\n").unwrap();
    let (first, _) = first.split_once("```").unwrap();
    for line in first.lines() {
        assert!(
            line.len() <= 40,
            "README.md, first example: {} columns: {line}",
            line.len()
        );
    }
}

/// On crates.io a page stands alone: its links are whole addresses, or lead to a heading of its own.
#[test]
fn links_of_the_published_pages_are_whole() {
    for page in [
        include_str!("../../README.md"),
        include_str!("../../cli/README.md"),
    ] {
        // A comment waits for the address of the repository.
        for line in page.lines().filter(|line| !line.starts_with("<!--")) {
            for link in line.split("](").skip(1) {
                let is_whole = link.starts_with("https://") || link.starts_with('#');
                assert!(is_whole, "{line}");
            }
        }
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
    let answers = output("lookup", &queries);
    assert_committed("tests/data/examples/lookup.txt", answers);
}

#[test]
fn lookup_of_an_unknown_name_is_1_and_of_what_is_no_query_2() {
    let ran = run(example("lookup").args(["htps", "https"]));
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    assert!(
        ran.out.starts_with("htps\n  no service has this name\n"),
        "{}",
        ran.out
    );
    for typed in ["", "https/tpc", "99999", "-9"] {
        let ran = run(example("lookup").arg(typed));
        let error = typed.parse::<Query>().unwrap_err();
        assert_eq!((ran.code, ran.err), (2, format!("{typed:?}: {error}\n")));
    }
}

#[test]
fn a_reader_that_stops_early_is_no_error() {
    let mut child = example("lookup")
        .arg("0-65535")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    let mut err = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut err)
        .unwrap();
    assert_eq!((child.wait().unwrap().code(), err.as_str()), (Some(0), ""));
    assert_eq!(line, "0-65535\n");
}

// packets

#[test]
fn packets_are_named_by_their_servers_and_only_where_there_are_ports() {
    assert_eq!(
        output("packets", &[]),
        "tcp 192.0.2.5:52344 > 198.51.100.7:443  https\n\
         tcp 198.51.100.7:443 > 192.0.2.5:52344  https\n\
         udp 192.0.2.5:52344 > 198.51.100.7:53  domain\n\
         no ports\n"
    );
}

// columns

#[allow(dead_code, reason = "the example has a `main` of its own")]
#[path = "../../examples/columns.rs"]
mod columns;

#[test]
fn columns_have_the_code_of_every_port_on_every_protocol() {
    let ports: Vec<u16> = (0..=u16::MAX).collect();
    let names: Vec<&str> = ianaports::names().collect();
    for protocol in 0..=u8::MAX {
        let mut codes = vec![0; ports.len()];
        columns::encode(&vec![protocol; ports.len()], &ports, &mut codes);
        let Some(transport) = Transport::from_protocol_number(protocol) else {
            assert!(codes.iter().all(|code| *code == columns::NONE));
            continue;
        };
        for (code, port) in codes.iter().zip(&ports) {
            let name = names.get(usize::from(*code)).copied();
            assert_eq!(name, service_name(*port, transport), "{port}/{transport}");
            assert_eq!(name.is_none(), *code == columns::NONE);
        }
    }
}

#[test]
fn columns_are_summed_by_name() {
    let source = include_str!("../../examples/columns.rs").lines();
    let shown = source.skip_while(|line| !line.contains("--example columns"));
    let shown = shown.skip(1).take_while(|line| !line.contains("```"));
    let shown: Vec<&str> = shown.filter_map(|line| line.strip_prefix("//! ")).collect();
    assert_eq!(output("columns", &[]).lines().collect::<Vec<_>>(), shown);
}

// overlay

#[test]
fn overlay_asks_its_own_names_first_and_each_on_its_transports() {
    let expected = include_str!("../data/examples/overlay.txt");
    let queries: Vec<&str> = expected
        .lines()
        .map(|line| line.split_once(':').unwrap().0)
        .collect();
    let answers = output("overlay", &queries);
    assert_committed("tests/data/examples/overlay.txt", answers);
    for name in ["dns", "postgres", "smtps", "webcache", "whois"] {
        assert!(lookup(name).is_empty(), "{name} is IANA's by now");
    }
}
