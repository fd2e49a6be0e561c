//! Texts that are committed. A test that finds another one says which line differs, in which file, and which
//! command writes it anew. (`cli/tests/cli/committed.rs` is a copy, because the two packages are published alone.)

use std::{env, fs, path::Path};

/// What was found is what the file has, whose path begins in the folder of this package. `RENEW=1` writes it there.
#[track_caller]
pub fn assert_committed(file: &str, found: impl AsRef<[u8]>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    if env::var_os("RENEW").is_some() {
        fs::write(&path, found).unwrap();
        return;
    }
    if let Some(line) = first_difference(found.as_ref(), &fs::read(&path).unwrap_or_default()) {
        let package = env!("CARGO_PKG_NAME");
        panic!(
            "not what {} has, {line}\nif it is right: RENEW=1 cargo test -p {package}, then read `git diff`",
            path.display()
        );
    }
}

/// One text is the other.
#[track_caller]
pub fn assert_same(found: impl AsRef<[u8]>, expected: impl AsRef<[u8]>, of: &str) {
    if let Some(line) = first_difference(found.as_ref(), expected.as_ref()) {
        panic!("{of}: {line}");
    }
}

/// The first line that differs, as it was found and as it was expected, each from shortly before the difference.
fn first_difference(found: &[u8], expected: &[u8]) -> Option<String> {
    let lines = |text| {
        let text = String::from_utf8_lossy(text).into_owned();
        text.split('\n').map(str::to_owned).collect::<Vec<_>>()
    };
    let (found, expected) = (lines(found), lines(expected));
    let at = (0..found.len().max(expected.len())).find(|&at| found.get(at) != expected.get(at))?;
    let chars = |text: &[String]| text.get(at).map(|line| line.chars().collect::<Vec<char>>());
    let (found, expected) = (chars(&found), chars(&expected));
    let same = match (&found, &expected) {
        (Some(a), Some(b)) => a.iter().zip(b).take_while(|(a, b)| a == b).count(),
        _ => 0,
    };
    let shown = |line: &Option<Vec<char>>| match line {
        None => "no such line".to_owned(),
        Some(line) => {
            let from = same.saturating_sub(40);
            let end = line.len().min(same + 80);
            let text: String = line[from.min(end)..end].iter().collect();
            let (before, after) = (
                if from > 0 { "…" } else { "" },
                if end < line.len() { "…" } else { "" },
            );
            format!("{before}{text:?}{after}")
        }
    };
    let (found, expected) = (shown(&found), shown(&expected));
    Some(format!(
        "line {}:\n  found     {found}\n  expected  {expected}",
        at + 1
    ))
}
