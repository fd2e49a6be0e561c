//! What `--help` says: it fits, and what it tells to type works.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{output, run};

const COMMANDS: [&[&str]; 9] = [
    &[],
    &["search"],
    &["free"],
    &["changes"],
    &["compare"],
    &["annotate"],
    &["export"],
    &["completions"],
    &["man"],
];

fn help(command: &[&str]) -> String {
    output(&[command, &["--help"]].concat())
}

#[test]
fn help_fits_into_80_columns_and_has_three_examples() {
    for command in COMMANDS {
        for flag in ["--help", "-h"] {
            let help = output(&[command, &[flag]].concat());
            for line in help.lines() {
                assert!(line.chars().count() <= 80, "{command:?}: {line}");
            }
        }
        assert_eq!(examples(&help(command)).count(), 3, "{command:?}");
    }
}

fn examples(help: &str) -> impl Iterator<Item = &str> {
    let (_, after) = help.split_once("Examples:\n").unwrap();
    after
        .lines()
        .take_while(|line| !line.is_empty())
        .map(str::trim)
}

/// A folder of its own with the programs and files that the examples mention.
fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("examples");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    fs::write(
        folder.join("flows.csv"),
        "src,sport,dport,dst,proto\na,50000,443,b,tcp\n",
    )
    .unwrap();
    fs::write(folder.join("services"), "https 443/tcp\n").unwrap();
    // In place of the tool of Linux.
    let script = "#!/bin/sh\necho 'tcp ESTAB 0 0 192.0.2.5:52344 198.51.100.7:443'\n";
    fs::write(folder.join("ss"), script).unwrap();
    #[cfg(unix)]
    fs::set_permissions(
        folder.join("ss"),
        std::os::unix::fs::PermissionsExt::from_mode(0o755),
    )
    .unwrap();
    folder
}

#[cfg(unix)]
#[test]
fn the_examples_of_the_help_work() {
    let folder = folder();
    let programs = Path::new(env!("CARGO_BIN_EXE_ianaports")).parent().unwrap();
    let path = std::env::var("PATH").unwrap();
    for command in COMMANDS {
        for example in examples(&help(command)) {
            let shell = Command::new("sh")
                .args(["-euc", example])
                .env(
                    "PATH",
                    format!("{}:{}:{path}", folder.display(), programs.display()),
                )
                .current_dir(&folder)
                .output()
                .unwrap();
            assert!(shell.status.success(), "{example}: {shell:?}");
            assert!(shell.stderr.is_empty(), "{example}: {shell:?}");
            match example.split_once(" > ") {
                Some((_, file)) => {
                    assert_ne!(fs::read(folder.join(file)).unwrap(), b"", "{example}")
                }
                None => assert_ne!(shell.stdout, b"", "{example}"),
            }
        }
    }
}

#[test]
fn version_says_which_registry_is_inside() {
    let expected = format!("registry of {}", ianaports::REGISTRY_UPDATED);
    assert!(output(&["--version"]).contains(&expected));
}

#[test]
fn what_cannot_be_understood_is_2_and_named() {
    for (arguments, named) in [
        (&["--frobnicate"][..], "--frobnicate"),
        (&[], "Usage"),
        (&["https", "https/tpc"], "https/tpc"),
        (&["search"], "<WORD>"),
        (&["search", "--on", "ipx", "a"], "ipx"),
        (&["free", "--run", "0"], "0"),
        (&["free", "--in", "9-1"], "9-1"),
        (
            &["free", "--in", "dynamic"],
            "anybody may use them (RFC 6335, section 6)",
        ),
        (&["tcp:443"], "expected the transport last: 443/tcp"),
        (&[":443"], "expected the port alone: 443"),
        (&["192.0.2.1:443"], "expected the port alone: 443"),
        (&["[2001:db8::1]:https"], "expected the port alone: https"),
        (
            &["80,443/tcp, https"],
            "expected 3 queries: 80 443/tcp https",
        ),
        (&["export", "xml"], "xml"),
        (&["export", "csv", "--all"], "--all"),
        (&["completions", "cmd"], "cmd"),
        (&["changes", "--since", "2026-13"], "2026-13"),
        (&["changes", "9-1"], "9-1"),
        (&["--long", "--json", "80"], "--json"),
    ] {
        let (code, out, err) = run(arguments);
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}");
        assert!(err.contains(named), "{arguments:?}: {err}");
    }
}

#[test]
fn a_name_that_is_also_a_command_can_be_asked_for() {
    assert!(output(&["--", "search"]).contains("2010"));
    assert!(output(&["--", "help"]).contains("HELP command"));
    assert!(output(&["https", "search"]).contains("2010"));
}

/// `help` is what it is in other programs.
#[test]
fn help_is_a_command_too() {
    assert_eq!(output(&["help"]), output(&["--help"]));
    assert_eq!(
        output(&["help", "annotate"]),
        output(&["annotate", "--help"])
    );
}

#[test]
fn an_option_before_a_command_is_not_lost() {
    for (arguments, why) in [
        (
            &["--color", "never", "search", "ssh"][..],
            "--color stands before search; expected ianaports search --color",
        ),
        (
            &["--json", "search", "ssh"],
            "--json stands before search; expected ianaports search --json",
        ),
        (
            &["--long", "search", "ssh"],
            "search has no --long; `ianaports search --help` has its options",
        ),
        (
            &["--color=never", "export", "csv"],
            "export has no --color;",
        ),
    ] {
        let (code, out, err) = run(arguments);
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}");
        assert!(err.contains(why), "{arguments:?}: {err}");
    }
}

/// A page for the program and one for each command. `.ci/gate/shells` shows them to man(1).
#[test]
fn man_pages() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("man1");
    fs::create_dir_all(&folder).unwrap();
    assert_eq!(output(&["man", folder.to_str().unwrap()]), "");
    for command in COMMANDS {
        let page = format!("{}.1", [&["ianaports"], command].concat().join("-"));
        let page = fs::read_to_string(folder.join(page)).unwrap();
        for section in ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXAMPLES"] {
            assert!(
                page.contains(&format!("\n.SH {section}\n")),
                "{command:?}: {section}"
            );
        }
    }
    let nowhere = folder.join("nowhere");
    let (code, _, err) = run(&["man", nowhere.to_str().unwrap()]);
    assert_eq!(code, 1);
    assert!(err.contains("nowhere/ianaports.1: "), "{err}");
}
