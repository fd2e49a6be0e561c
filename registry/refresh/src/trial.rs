//! Compiles editions as a build would, and writes nothing.

use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use crate::{Failure, canonical, edition, history, same_meaning, sum_line};

/// Prints a line for each edition. Fails if one is refused.
pub fn trial(path: &Path) -> Result<ExitCode, Failure> {
    let unread = |error| Failure::Read(path.to_owned(), error);
    let (mut accepted, mut refused) = (0, 0);
    let mut slowest = Duration::ZERO;
    for source in history::editions(path).map_err(unread)? {
        let bytes = source.bytes().map_err(unread)?;
        let label = source.label();
        let start = Instant::now();
        let compiled = edition(&source.path(), &bytes);
        let took = start.elapsed();
        slowest = slowest.max(took);
        // What the tool would do next with a new edition.
        let taken = compiled.and_then(|new| {
            let text = canonical::write(&new.document, &new.source);
            same_meaning(&source.path(), &new.registry, &text)?;
            sum_line(&bytes);
            Ok(new.registry)
        });
        match taken {
            Ok(registry) => {
                accepted += 1;
                let (seconds, records) = (took.as_secs_f64(), registry.records.len());
                println!("accepted {label}: {records} records, {seconds:.2} s");
                for remark in &registry.remarks {
                    println!("    remark: {remark}");
                }
            }
            Err(failure) => {
                refused += 1;
                println!("refused {label}: {failure}");
            }
        }
    }
    let slowest = slowest.as_secs_f64();
    println!("{accepted} accepted, {refused} refused, the slowest in {slowest:.2} s");
    Ok(ExitCode::from(u8::from(refused > 0)))
}
