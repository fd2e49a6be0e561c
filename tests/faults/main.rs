//! The registry's compiler against bad documents: it refuses with an error that a person can read,
//! or understands what the second reader understands. It never panics, and takes bounded time.
//!
//! `cargo test` tries a part. `FAULTS=400000 cargo test --release --test faults` tries that many
//! mutations and each of the truncations; `README.md` beside this folder has the last full run.

mod extremes;
mod growth;
mod judge;
mod mutations;
#[path = "../source/reader.rs"]
#[allow(dead_code, reason = "the judge needs the columns alone")]
mod reader;
#[path = "../../registry/mod.rs"]
#[allow(dead_code, reason = "the refresh tool needs the rest")]
mod registry;
mod tables;
mod truncations;

/// A document in IANA's own layout with everything that the registry's documents hold.
const SMALL: &str = include_str!("small.xml");

/// The registry. This is a test of two packages, in two folders.
fn whole() -> Vec<u8> {
    let mut folders = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    let bytes = folders.find_map(|folder| {
        std::fs::read(folder.join("registry/service-names-port-numbers.xml")).ok()
    });
    bytes.expect("registry/service-names-port-numbers.xml")
}

/// How many mutations the long run tries; `None` for the short run.
fn long() -> Option<usize> {
    let asked = std::env::var("FAULTS").ok()?;
    Some(asked.parse().expect("FAULTS is a number of mutations"))
}

/// A document with these elements in its root, the first of them on line 1.
fn document(elements: &str) -> String {
    format!(
        "<registry xmlns=\"http://www.iana.org/assignments\" id=\"service-names-port-numbers\">\
         <title>Service Names</title><updated>2026-08-17</updated>{elements}</registry>"
    )
}

/// What the error says; fails when the document is accepted.
#[track_caller]
fn refusal(document: impl AsRef<[u8]>) -> String {
    judge::judge(document.as_ref())
        .expect_err("accepted")
        .to_string()
}

#[track_caller]
fn assert_refused(document: impl AsRef<[u8]>, part: &str) {
    let error = refusal(document);
    assert!(error.contains(part), "{error}");
}

#[test]
fn the_small_document_is_sound() {
    let registry = judge::judge(SMALL.as_bytes()).unwrap();
    assert_eq!(registry.records.len(), 19);
    assert_eq!(registry.people.len(), 4);
    judge::judge_to_the_end(SMALL.as_bytes()).unwrap();
}

#[test]
fn the_files_are_written_as_they_were_made() {
    let registry = judge::judge(SMALL.as_bytes()).unwrap();
    let tables = registry::index::index(&registry).unwrap();
    let folder = std::env::temp_dir().join(format!("ianaports-faults-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    registry::emit::emit(&tables, &folder).unwrap();
    let files = registry::emit::files(&tables);
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), files.len());
    for (name, bytes) in files {
        assert!(
            std::fs::read(folder.join(&name)).unwrap() == bytes,
            "{name}"
        );
    }
    std::fs::remove_dir_all(&folder).unwrap();
    // A folder that is not there is an error, and no panic.
    assert!(registry::emit::emit(&tables, &folder).is_err());
}

#[test]
fn the_registry_is_understood_as_the_second_reader_understands_it() {
    judge::judge(&whole()).unwrap();
}
