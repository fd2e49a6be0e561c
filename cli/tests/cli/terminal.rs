//! The command in a real terminal, with tmux: its width, its colors, and what it says to a person alone.
//!
//! Where there is no tmux, these tests say so and prove nothing; the gate has it (`.ci/run cli` with CI=true).

use std::process::Command;
use std::time::{Duration, Instant};
use std::{env, fs, process, thread};

/// What a terminal of so many columns shows after the command, without and with its colors.
fn screen(columns: usize, name: &str, command: &str) -> Option<(String, String)> {
    let socket = format!("ianaports-{}-{name}-{columns}", process::id());
    let tmux = |arguments: &[&str]| {
        Command::new("tmux")
            .args(["-L", &socket, "-f", "/dev/null"])
            .args(arguments)
            .env_remove("TMUX")
            .output()
    };
    if tmux(&["-V"]).is_err() {
        eprintln!("skipped: there is no tmux");
        return None;
    }
    let done = env::temp_dir().join(format!("{socket}.done"));
    // The path is in a variable: the terminal shows what is typed nowhere, the shell is not interactive.
    let line = format!(
        "PATH='{}':$PATH; unset CI COLUMNS NO_COLOR; {command}; echo $? > '{}'; sleep 60",
        std::path::Path::new(env!("CARGO_BIN_EXE_ianaports"))
            .parent()
            .unwrap()
            .display(),
        done.display()
    );
    let width = columns.to_string();
    let new = [
        "new-session",
        "-d",
        "-x",
        &width,
        "-y",
        "1000",
        "sh",
        "-c",
        &line,
    ];
    let session = tmux(&new).unwrap();
    assert!(session.status.success(), "{session:?}");
    let start = Instant::now();
    while fs::read(&done).map_or(true, |code| code.is_empty())
        && start.elapsed() < Duration::from_secs(60)
    {
        thread::sleep(Duration::from_millis(20));
    }
    thread::sleep(Duration::from_millis(100));
    let capture = |more: &[&str]| {
        let output = tmux(&[&["capture-pane", "-p"], more].concat()).unwrap();
        String::from_utf8(output.stdout)
            .unwrap()
            .trim_end()
            .to_string()
            + "\n"
    };
    let shown = (capture(&[]), capture(&["-e"]));
    let _ = tmux(&["kill-server"]);
    let _ = fs::remove_file(&done);
    Some(shown)
}

/// The words of the text, in their order, and no piece of one.
fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

#[test]
fn answers_fit_into_terminals_of_40_80_and_200_columns() {
    for columns in [40, 80, 200] {
        let queries = ["80", "1-10", "dns", "6003", "14001", "whois++"];
        for long in ["", "--long "] {
            let name = if long.is_empty() { "short" } else { "long" };
            let Some((shown, _)) = screen(
                columns,
                name,
                &format!("ianaports {long}-- {}", queries.join(" ")),
            ) else {
                return;
            };
            // The same by COLUMNS, in a pipe: the terminal has broken no line of its own accord.
            let mut command = super::ianaports(&queries);
            command
                .args((!long.is_empty()).then_some("--long"))
                .env("COLUMNS", columns.to_string());
            let (_, piped, _) = super::texts(command.output().unwrap());
            if long.is_empty() {
                assert_eq!(shown, piped, "{columns}");
                assert!(piped.lines().all(|line| line.chars().count() <= columns));
            } else {
                // Only words that are longer than the line, such as addresses, go on in the next one.
                assert_eq!(words(&shown).concat(), words(&piped).concat(), "{columns}");
            }
        }
    }
}

#[test]
fn searches_are_a_line_each_and_counted() {
    for columns in [40, 80, 200] {
        let Some((shown, _)) = screen(columns, "search", "ianaports search name server") else {
            return;
        };
        let (found, count) = shown.trim_end().rsplit_once('\n').unwrap();
        assert_eq!(count, format!("{} found", found.lines().count()));
        assert!(
            found.lines().all(|line| line.chars().count() <= columns),
            "{shown}"
        );
        assert_eq!(found.contains('…'), columns < 200 || found.contains('…'));
    }
}

#[test]
fn a_terminal_has_colors_unless_the_user_wants_none() {
    let Some((plain, colored)) = screen(80, "colors", "ianaports 443/tcp") else {
        return;
    };
    assert!(colored.contains("\x1b[32mhttps\x1b[39m"), "{colored:?}");
    assert!(!plain.contains('\x1b'));
    for (name, command) in [
        ("no-color", "NO_COLOR=1 ianaports 443/tcp"),
        ("never", "ianaports --color never 443/tcp"),
        ("dumb", "TERM=dumb ianaports 443/tcp"),
    ] {
        let (_, colored) = screen(80, name, command).unwrap();
        assert_eq!(colored, plain, "{command}");
    }
}

#[test]
fn annotate_without_a_pipe_says_what_it_waits_for() {
    let Some((shown, _)) = screen(80, "waits", "timeout 1 ianaports annotate") else {
        return;
    };
    assert!(
        shown.contains("reading lines from the terminal; Ctrl-D ends them"),
        "{shown}"
    );
}

#[test]
fn free_ports_are_counted() {
    let Some((shown, _)) = screen(80, "free", "ianaports free --run 300") else {
        return;
    };
    assert!(
        shown
            .trim_end()
            .lines()
            .last()
            .unwrap()
            .contains(" runs of "),
        "{shown}"
    );
}
