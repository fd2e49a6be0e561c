//! The registry's compiler against bad documents: it refuses with an error that a person can read,
//! or understands what the second reader understands. It never panics, and takes bounded time.
//!
//! `cargo test` tries a part. `FAULTS=400000 cargo test --release --test faults` tries that many
//! mutations and each of the truncations; `README.md` beside this folder has the last full run.

mod extremes;
mod judge;
mod limits;
mod mutations;
#[path = "../source/reader.rs"]
#[allow(dead_code, reason = "the judge needs the columns alone")]
mod reader;
mod tables;
mod truncations;
#[path = "../source/twin.rs"]
#[allow(dead_code, reason = "the tests of the real registry ask for the rest")]
mod twin;

/// A document in IANA's own layout with everything that the registry's documents hold.
const SMALL: &str = include_str!("../../data/small.xml");

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
    for (name, bytes) in &files {
        assert!(
            std::fs::read(folder.join(name)).unwrap() == *bytes,
            "{name}"
        );
    }
    // From a file, as in a build, they are the same.
    let document = folder.join("small.xml");
    std::fs::write(&document, SMALL).unwrap();
    assert!(registry::emit::files(&registry::compile(&document).unwrap().1) == files);
    std::fs::remove_dir_all(&folder).unwrap();
    // A folder that is not there is an error, and no panic.
    assert!(registry::emit::emit(&tables, &folder).is_err());
}

#[test]
fn the_registry_is_understood_as_the_second_reader_understands_it() {
    judge::judge_to_the_end(&whole()).unwrap();
}

/// Services of one port and of one name, with every set of what the order of an answer looks at, in
/// the opposite order.
#[test]
fn each_rule_of_the_order_decides() {
    let mut records = Vec::new();
    for transport in ["tcp", "udp", "sctp", "dccp", ""] {
        for number in ["40", ""] {
            let mut add = |name: &str, person: &str, description: &str, note: &str| {
                let elements = [
                    ("name", name),
                    ("protocol", transport),
                    ("number", number),
                    ("description", description),
                    ("note", note),
                ];
                let text = elements.map(|(element, text)| format!("<{element}>{text}</{element}>"));
                let text = text.concat();
                let xref = format!("<xref type=\"person\" data=\"{person}\"/>");
                records.push(format!("<record>{text}{xref}</record>"));
            };
            add("one", "Ann", "One", "");
            let duplicate = "This is a duplicate of the \"one\" service.";
            let widespread = "This entry records an unassigned but widespread use.";
            for notes in ["", duplicate] {
                for (description, note) in [("", ""), ("Two", ""), ("Two", widespread)] {
                    for person in ["IESG", "Ann"] {
                        add("two", person, description, &format!("{notes} {note}"));
                    }
                }
            }
        }
    }
    records.reverse();
    let people = "<people><person id=\"Ann\"/><person id=\"IESG\"/></people>";
    judge::judge_to_the_end(document(&(records.concat() + people)).as_bytes()).unwrap();
}

/// Of two records that say as much of a port, the first speaks.
#[test]
fn the_first_record_that_is_no_service_speaks() {
    let reserved = |ports: &str| {
        format!("<record><number>{ports}</number><description>Reserved</description></record>")
    };
    let twice = document(&[reserved("50-52"), reserved("51-53")].concat());
    judge::judge_to_the_end(twice.as_bytes()).unwrap();
}

/// Answers that differ in their first record alone are kept once.
#[test]
fn shapes_of_answers_are_shared() {
    let mut records = String::new();
    for port in 1000..1100 {
        for transport in ["tcp", "udp"] {
            let number = format!("<number>{port}</number><protocol>{transport}</protocol>");
            records += &format!("<record><name>n{port}</name>{number}</record>");
        }
    }
    let registry = judge::judge(document(&records).as_bytes()).unwrap();
    // That of nothing, and that of a port as of a name.
    let tables = registry::index::index(&registry).unwrap();
    assert_eq!(tables::shapes(&tables), 2);
}

/// With so many shapes, the room for them ends after all other columns of the port index.
#[test]
fn ports_of_many_shapes() {
    let mut records = String::new();
    for port in 1..=4100 {
        records += &format!("<record><name>n{port}</name><number>{port}</number></record>");
    }
    records += "<record><name>all</name><number>1-4100</number></record>";
    let document = document(&records);
    judge::judge_to_the_end(document.as_bytes()).unwrap();
    let registry = judge::judge(document.as_bytes()).unwrap();
    let tables = registry::index::index(&registry).unwrap();
    // That of nothing, that of a name, and one for each port.
    assert_eq!(tables::shapes(&tables), 4102);
}
