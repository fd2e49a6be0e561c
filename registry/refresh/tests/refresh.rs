//! The tool from outside: what it prints, what it writes, and how it exits.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use committed::assert_committed;

#[allow(dead_code, reason = "other suites use the rest")]
#[path = "../../../tests/suites/committed.rs"]
mod committed;

const REGISTRY: &str = "registry/service-names-port-numbers.xml";
const COUNTS: &str = "tests/data/counts.txt";
const HISTORY: &str = "registry/history.txt";
const EDITIONS: &str = "tests/data/editions.txt";
const WROTE: &str = "wrote registry/service-names-port-numbers.xml, registry/history.txt, tests/data/counts.txt \
                     and tests/data/editions.txt\n";
const FILES: [&str; 4] = [
    "counts.txt",
    "editions.txt",
    "history.txt",
    "service-names-port-numbers.xml",
];

/// A project of its own for a test.
struct Project(PathBuf);

impl Project {
    fn new(test: &str) -> Project {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
        // What an earlier run has left.
        let _ = fs::remove_dir_all(&root);
        for directory in ["registry", "tests/data"] {
            fs::create_dir_all(root.join(directory)).unwrap();
        }
        Project(root)
    }

    fn refresh(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_refresh"))
            .arg("--root")
            .arg(&self.0)
            .args(arguments)
            .output()
            .unwrap()
    }

    /// Writes a document and gives it to the tool.
    #[track_caller]
    fn update(&self, document: &str) -> String {
        let output = self.refresh(&[&self.document(document)]);
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        text(&output.stdout)
    }

    /// What the document is refused with.
    #[track_caller]
    fn refuse(&self, document: &str) -> String {
        let path = self.document(document);
        let output = self.refresh(&[&path]);
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        text(&output.stderr).replace(&path, "document.xml")
    }

    fn document(&self, document: &str) -> String {
        let path = self.0.join("document.xml");
        fs::write(&path, document).unwrap();
        path.to_str().unwrap().to_owned()
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.0.join(file)).unwrap()
    }

    fn files(&self) -> Vec<String> {
        let directories = ["registry", "tests/data"].map(|directory| self.0.join(directory));
        let entries = directories
            .iter()
            .flat_map(|directory| fs::read_dir(directory).unwrap());
        let mut files: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        files.sort();
        files
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A document of IANA's in small, with these elements in it.
fn official(updated: &str, elements: &str) -> String {
    format!(
        "<?xml version='1.0' encoding='UTF-8'?>\n\
         <registry xmlns=\"http://www.iana.org/assignments\" id=\"service-names-port-numbers\">\n  \
         <title>Service Names</title>\n  <updated>{updated}</updated>\n{elements}\n</registry>\n"
    )
}

const BEFORE: &str = include_str!("documents/before.xml");
const AFTER: &str = include_str!("documents/after.xml");

#[test]
fn the_report_word_for_word() {
    let project = Project::new("report");
    assert!(
        project
            .update(BEFORE)
            .starts_with("no registry before: 12 records, 2 people\n")
    );
    let report = project.update(AFTER);
    let report = report.strip_suffix(WROTE).expect("what was written");
    assert_committed("tests/documents/report.txt", report);
}

/// Of the unofficial names it says which the document contradicts, and changes none.
#[test]
fn unofficial_names_that_the_document_contradicts() {
    let project = Project::new("unofficial");
    let unofficial = project.0.join("registry/unofficial.txt");
    let rows = "kafka | 9092/tcp | server: Apache Kafka | Debian kafka 1.0, /etc/kafka\n\
                postgres | 5432/tcp | alias: postgresql | Debian netbase 6.4, /etc/services\n";
    fs::write(&unofficial, rows).unwrap();
    let kafka = "<record><name>kafka</name><protocol>tcp</protocol><description/><number>9092</number></record>";
    let report = project.update(&official("2026-08-17", kafka));
    let told =
        "unofficial names that the registry contradicts: a person changes registry/unofficial.txt
    line 1: `kafka` is unofficial on 9092/tcp, but IANA has registered the \
                name there (line 5); expected no row for it
    line 2: `postgres` is an alias of `postgresql`, but IANA has no service \
                of that name on 5432/tcp; expected the name of a service there, or a server\n";
    assert!(report.contains(told), "{report}");
    assert_eq!(fs::read_to_string(&unofficial).unwrap(), rows);

    fs::write(&unofficial, "kafka\n").unwrap();
    let error = project.refuse(&official("2026-08-18", kafka));
    assert!(
        error.contains("registry/unofficial.txt: line 1: the row is `kafka`; expected NAME"),
        "{error}"
    );
}

/// Unassigned ranges that overlap are one change of how they are cut: on one transport, and each new
/// one beside the old one that it lies in.
#[test]
fn ranges_that_are_cut_otherwise() {
    let record = |transport: &str, number: &str, updated: &str, says: &str| {
        format!(
            "<record updated=\"{updated}\"><protocol>{transport}</protocol><number>{number}</number>\
             <description>{says}</description></record>"
        )
    };
    let gap = |transport, number, updated| record(transport, number, updated, "Unassigned") + "\n";
    let (early, late) = ("2020-01-01", "2021-01-01");
    let before = [
        gap("", "1-5", early),
        gap("", "6-12", late),
        gap("", "30-39", early),
        gap("", "500-600", early),
        gap("tcp", "20-22", early),
        gap("tcp", "300-310", early),
        gap("tcp", "700-701", early),
        record("udp", "20-21", early, "Reserved"),
    ];
    let after = [
        gap("", "1-3", early),
        gap("", "4-8", early),
        gap("", "9-12", late),
        gap("", "31-32", early),
        gap("", "34-35", early),
        gap("", "500-550", early),
        gap("tcp", "20-21", early),
        gap("tcp", "300-305", late),
        gap("udp", "20-22", early),
        gap("udp", "800", early),
    ];
    let project = Project::new("cut");
    project.update(&official("2026-08-01", &before.concat()));
    let report = project.update(&official("2026-08-01", &after.concat()));
    let (changes, rest) = report.split_once("SHA-256 of ").unwrap();
    let totals = "\nrecords 8 → 10: 2 removed, 0 changed, 5 re-split, 2 added, 0 moved\n";
    assert!(rest.contains(totals), "{rest}");
    assert_eq!(
        changes,
        "added without a name
    unassigned 20-22/udp
        description: Unassigned
        modified: 2020-01-01
    unassigned 800/udp
        description: Unassigned
        modified: 2020-01-01
removed without a name
    unassigned 700-701/tcp
        description: Unassigned
        modified: 2020-01-01
    reserved 20-21/udp
        description: Reserved
        modified: 2020-01-01
unassigned 1-5, 6-12 → 1-3, 4-8, 9-12
unassigned 30-39 → 31-32, 34-35
unassigned 500-600 → 500-550
unassigned 20-22/tcp → 20-21/tcp
unassigned 300-310/tcp → 300-305/tcp
    300-305/tcp modified: 2020-01-01 → 2021-01-01
"
    );
}

#[test]
fn the_canonical_form_word_for_word() {
    let project = Project::new("canonical");
    project.update(AFTER);
    assert_committed("tests/documents/canonical.xml", project.read(REGISTRY));
    let canonical = include_str!("documents/canonical.xml");
    // It is its own canonical form, and means the same.
    assert_eq!(project.update(canonical), "nothing changes\n");
    // Given to the tool, it brings the official document's date and digest along.
    let other = Project::new("canonical-again");
    other.update(canonical);
    assert_eq!(other.read(REGISTRY), canonical);
    assert_eq!(other.read(COUNTS), project.read(COUNTS));
}

#[test]
fn twice_is_once() {
    let project = Project::new("twice");
    project.update(BEFORE);
    let (registry, counts) = (project.read(REGISTRY), project.read(COUNTS));
    assert_eq!(project.update(BEFORE), "nothing changes\n");
    assert_eq!(project.read(REGISTRY), registry);
    assert_eq!(project.read(COUNTS), counts);
    // But not back again: the history goes one way.
    project.update(AFTER);
    let path = project.document(BEFORE);
    let path = fs::canonicalize(path).unwrap().to_str().unwrap().to_owned();
    let older = format!(
        "{path} is of 2026-08-01, older than the registry in this project (2026-08-17): nothing is written, because \
         the history grows at its end; to try this edition in a build, set IANAPORTS_REGISTRY={path}\n"
    );
    let output = project.refresh(&[&path]);
    assert_eq!(text(&output.stderr), format!("error: {older}"));
    assert_eq!(
        (output.status.code(), text(&output.stdout).as_str()),
        (Some(2), "")
    );
    let output = project.refresh(&["--check", &path]);
    assert_eq!(
        (output.status.code(), text(&output.stdout)),
        (Some(1), older)
    );
    assert_eq!(project.update(AFTER), "nothing changes\n");
    assert_eq!(project.files(), FILES);
}

/// What has no effect stands before what is less than a name.
#[test]
fn remarks_are_told() {
    let project = Project::new("remarks");
    project.update(BEFORE);
    let report = project.update(&AFTER.replace("<people>", "<created>2011</created><people>"));
    let (before, after) = report.split_once("read, and of no effect\n").unwrap();
    assert!(before.contains("\naliases\n"), "{before}");
    assert!(
        after.contains(": <created> in <registry> is passed over\nadded without"),
        "{after}"
    );
}

/// Of each edition, whether a build would take it.
#[test]
fn a_trial_of_editions() {
    let project = Project::new("trial");
    let folder = project.0.join("editions");
    fs::create_dir(&folder).unwrap();
    let passed_over = "<created>2011-05</created><record><name>bob</name></record>";
    let editions = [
        ("1.xml", official("2026-08-17", passed_over)),
        ("2.xml", "<html/>".to_owned()),
        ("3.xml", AFTER.to_owned()),
    ];
    for (name, document) in editions {
        fs::write(folder.join(name), document).unwrap();
    }
    let folder = folder.to_str().unwrap();
    let output = project.refresh(&["--trial", folder]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let told = text(&output.stdout).replace(folder, "");
    let lines: Vec<&str> = told.lines().collect();
    assert!(
        lines[0].starts_with("accepted /1.xml: 1 records, 0."),
        "{told}"
    );
    assert_eq!(
        lines[1],
        "    remark: line 5: <created> in <registry> is passed over"
    );
    assert!(
        lines[2].starts_with("refused /2.xml: /2.xml: line 1: an HTML page"),
        "{told}"
    );
    assert!(
        lines[3].starts_with("accepted /3.xml: 13 records, "),
        "{told}"
    );
    assert!(
        lines[4].starts_with("2 accepted, 1 refused, the slowest in "),
        "{told}"
    );
    let output = project.refresh(&["--trial", &format!("{folder}/3.xml")]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(project.files(), [""; 0]);
}

#[test]
fn check_writes_nothing() {
    let project = Project::new("check");
    project.update(BEFORE);
    let (registry, counts) = (project.read(REGISTRY), project.read(COUNTS));
    let path = project.document(AFTER);
    let output = project.refresh(&["--check", &path]);
    assert_eq!(output.status.code(), Some(1));
    let expected = include_str!("documents/report.txt");
    let would = WROTE.replace("wrote", "would write");
    assert_eq!(text(&output.stdout), format!("{expected}{would}"));
    assert_eq!(project.read(REGISTRY), registry);
    assert_eq!(project.read(COUNTS), counts);
    assert_eq!(project.files(), FILES);

    let output = project.refresh(&[&project.document(BEFORE), "--check"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(text(&output.stdout), "nothing changes\n");
}

#[test]
fn what_the_canonical_form_leaves_out_is_a_change_of_the_digest_alone() {
    let project = Project::new("digest");
    project.update(BEFORE);
    let report = project.update(&BEFORE.replace("mailto:ann&amp;", "mailto:archer&amp;"));
    let (digest, rest) = report.split_once('\n').unwrap();
    assert!(
        digest.starts_with("SHA-256 of the official document: "),
        "{digest}"
    );
    assert_eq!(
        rest,
        format!(
            "records 12 → 12: 0 removed, 0 changed, 0 re-split, 0 added, 0 moved\n\
             people 2 → 2: 0 removed, 0 changed, 0 added, 0 moved\n{WROTE}"
        )
    );
}

#[test]
fn what_only_the_markup_says() {
    let project = Project::new("markup");
    let with = |note: &str| {
        official(
            "2026-08-17",
            &format!("<record><name>bob</name><note>{note}</note></record>"),
        )
    };
    project.update(&with("See [RFC1]"));
    let report = project.update(&with("See <xref type=\"rfc\" data=\"rfc1\"/>"));
    let record = |note: &str| format!("<record><name>bob</name><note>{note}</note></record>");
    assert!(
        report.contains("records 1 → 1: 0 removed, 1 changed,"),
        "{report}"
    );
    let change = format!(
        "changed, before → after\n    bob\n        markup: {} → {}\n",
        record("See [RFC1]"),
        record("See <xref type=\"rfc\" data=\"rfc1\"/>")
    );
    assert!(report.contains(&change), "{report}");
}

#[test]
fn a_canonical_file_that_was_edited_is_written_anew() {
    let project = Project::new("edited");
    project.update(BEFORE);
    let registry = project.read(REGISTRY);
    fs::write(
        project.0.join(REGISTRY),
        registry.replace("</record>\n", "</record>\n\n"),
    )
    .unwrap();
    fs::write(project.0.join(COUNTS), "records 11\nwishes 3\n").unwrap();
    let report = project.update(BEFORE);
    assert!(
        report.starts_with("the same records and people in another form\n"),
        "{report}"
    );
    assert!(report.contains("count records: 11 → 12\n"), "{report}");
    assert!(report.contains("count wishes: 3 → none\n"), "{report}");
    assert_eq!(project.read(REGISTRY), registry);
}

#[test]
fn the_registry_of_this_project_is_canonical_and_counted() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let output = Command::new(env!("CARGO_BIN_EXE_refresh"))
        .arg("--check")
        .arg(root.join(REGISTRY))
        .output()
        .unwrap();
    assert_eq!(text(&output.stdout), "nothing changes\n");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn counts() {
    let project = Project::new("counts");
    project.update(AFTER);
    let counts = project.read(COUNTS);
    let (counted, digests) = counts.split_once("records-sha256 ").unwrap();
    let expected = "records 13\nnames 7\ntcp 8\nudp 2\nsctp 0\ndccp 0\nunstated 3\nassigned 8\nreserved 1\n\
                    de-assigned 1\nunassigned 3\naliases 1\npeople 2\n";
    assert_eq!(counted, expected);
    assert_eq!(digests.lines().count(), 2);
}

#[test]
fn a_refused_document_changes_nothing() {
    let project = Project::new("refused");
    project.update(BEFORE);
    let registry = project.read(REGISTRY);
    assert_eq!(
        project.refuse(&AFTER.replace("<number>3<", "<number>3000000<")),
        "error: document.xml: line 15, record 2 (`newsvc`, 3000000/tcp): the port number is `3000000`; expected \
         a number from 0 to 65535, or two with `-` between, the smaller first\n"
    );
    assert!(
        project
            .refuse("<html>404</html>")
            .starts_with("error: document.xml: line 1: an HTML page is not")
    );
    assert_eq!(project.read(REGISTRY), registry);
    assert_eq!(project.files(), FILES);
}

#[test]
fn a_broken_registry_in_the_project_is_not_overwritten() {
    let project = Project::new("broken");
    fs::write(project.0.join(REGISTRY), "<<<<<<< ours\n").unwrap();
    let error = project.refuse(BEFORE);
    assert!(error.contains(&format!("{REGISTRY}: line 1: ")), "{error}");
    assert_eq!(project.read(REGISTRY), "<<<<<<< ours\n");
}

#[test]
fn a_registry_that_cannot_be_read_is_not_taken_for_none() {
    for file in [REGISTRY, COUNTS] {
        let project = Project::new("unreadable");
        fs::create_dir(project.0.join(file)).unwrap();
        let error = project.refuse(BEFORE);
        assert!(
            error.starts_with("error: cannot read ") && error.contains(&format!("{file}: ")),
            "{error}"
        );
    }
}

#[test]
fn both_files_or_neither() {
    let project = Project::new("atomic");
    project.update(BEFORE);
    let registry = project.read(REGISTRY);
    fs::remove_dir_all(project.0.join("tests/data")).unwrap();
    let error = project.refuse(AFTER);
    assert!(
        error.contains("cannot write ") && error.ends_with("; nothing has been written\n"),
        "{error}"
    );
    assert_eq!(project.read(REGISTRY), registry);
    let left = fs::read_dir(project.0.join("registry")).unwrap().count();
    assert_eq!(left, 2);
}

/// An edition between the two, of the date of the later one: a removal, a move and a merged range.
fn between() -> String {
    let other = AFTER.replace("newsvc", "oldsvc");
    other.replace(
        "</people>",
        "<person id=\"Dan\"><name>Dan</name></person></people>",
    )
}

/// Editions that are taken up one by one leave the history that is made of all of them at once.
#[test]
fn one_by_one_is_all_at_once() {
    let project = Project::new("one-by-one");
    let folder = project.0.join("editions");
    fs::create_dir_all(&folder).unwrap();
    for (name, document) in [("1.xml", BEFORE), ("2.xml", &between()), ("3.xml", AFTER)] {
        project.update(document);
        fs::write(folder.join(name), document).unwrap();
    }
    let (history, editions) = (project.read(HISTORY), project.read(EDITIONS));
    let (_header, events) = history.split_once("\nedition").unwrap();
    assert_committed("tests/documents/history.txt", events);

    let folder = folder.to_str().unwrap();
    let again = |options: &[&str]| project.refresh(&[&["--history", folder], options].concat());
    let output = again(&[]);
    assert_eq!(text(&output.stdout), "nothing changes\n", "{output:?}");
    for file in [HISTORY, EDITIONS] {
        fs::remove_file(project.0.join(file)).unwrap();
    }
    assert_eq!(again(&["--check"]).status.code(), Some(1));
    let output = again(&[]);
    assert_eq!(
        text(&output.stdout),
        "wrote registry/history.txt and tests/data/editions.txt\n",
        "{output:?}"
    );
    assert_eq!(
        (project.read(HISTORY), project.read(EDITIONS)),
        (history, editions)
    );

    // What does not end with the registry is not its history.
    fs::remove_file(Path::new(folder).join("3.xml")).unwrap();
    let output = again(&[]);
    assert_eq!(output.status.code(), Some(2));
    let error = text(&output.stderr);
    assert!(error.contains("the last edition of "), "{error}");
    fs::remove_dir_all(folder).unwrap();
    fs::create_dir(folder).unwrap();
    assert!(text(&again(&[]).stderr).contains("no edition in "));
}

/// Two records have one name and no port, as `rdp` has: their columns tell which of them an event means.
#[test]
fn two_records_of_one_key() {
    let record = |says: &str| {
        format!("<record><name>rdp</name><description>{says}</description></record>\n")
    };
    let edition =
        |day: &str, says: &str| official(day, &(record("One") + &record(says) + "<people/>"));
    let project = Project::new("told-apart");
    project.update(&edition("2026-01-01", "Two"));
    project.update(&edition("2026-01-02", "Three"));
    let alone = record("Three") + "<people/>";
    project.update(&official("2026-01-03", &alone));
    project.update(&edition("2026-01-04", "Three"));
    let history = project.read(HISTORY);
    let (_header, events) = history.split_once("2026-01-01\t0\n").unwrap();
    assert_eq!(
        events,
        "edition\t2026-01-02\t2\n\
         removed-one\t\trdp\tdescription=Two\n\
         added-one\t\trdp\tdescription=Three\n\
         edition\t2026-01-03\t1\n\
         removed-one\t\trdp\tdescription=One\n\
         edition\t2026-01-04\t1\n\
         added-one\t\trdp\tdescription=One\n"
    );
}

/// Records that are equal in every column come and go by count, with a name or without, on whatever transport.
#[test]
fn equal_records() {
    let named =
        "<record><name>rdp</name><protocol>tcp</protocol><description>One</description></record>\n";
    let free = "<record><number>5-9</number><description>Unassigned</description></record>\n";
    let edition = |day: &str, names: usize, ranges: usize| {
        official(
            day,
            &(named.repeat(names) + &free.repeat(ranges) + "<people/>"),
        )
    };
    let project = Project::new("equal");
    project.update(&edition("2026-01-01", 1, 2));
    project.update(&edition("2026-01-02", 3, 1));
    project.update(&edition("2026-01-03", 2, 0));
    project.update(&edition("2026-01-04", 0, 1));
    let history = project.read(HISTORY);
    let (_header, events) = history.split_once("2026-01-01\t0\n").unwrap();
    assert_eq!(
        events,
        "edition\t2026-01-02\t3\n\
         removed-one\t5-9\t\tdescription=Unassigned\tequal=1\n\
         added-one\t/tcp\trdp\tdescription=One\tequal=1\n\
         added-one\t/tcp\trdp\tdescription=One\tequal=2\n\
         edition\t2026-01-03\t2\n\
         recut\t5-9\n\
         removed-one\t/tcp\trdp\tdescription=One\tequal=2\n\
         edition\t2026-01-04\t3\n\
         removed-one\t/tcp\trdp\tdescription=One\tequal=1\n\
         removed-one\t/tcp\trdp\tdescription=One\n\
         added\t5-9\t\n"
    );
}

#[test]
fn usage() {
    let project = Project::new("usage");
    for (arguments, problem) in [
        (&[][..], "no document"),
        (&["--chek", "a.xml"], "unknown option --chek"),
        (&["a.xml", "b.xml"], "more than one document"),
        (&["a.xml", "--root"], "--root without a directory"),
    ] {
        let output = project.refresh(arguments);
        assert_eq!(output.status.code(), Some(2));
        let error = text(&output.stderr);
        assert!(
            error.starts_with(&format!("error: {problem}\n\nusage: refresh ")),
            "{error}"
        );
    }
    let output = project.refresh(&["no-such.xml"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).starts_with("error: cannot read no-such.xml: "));
    let output = project.refresh(&["--help"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stdout).starts_with("usage: refresh "));
}

/// The differences in shape that documents of other years have, each read rightly: what becomes of
/// a document's elements in the canonical form.
mod shapes {
    use super::{Project, REGISTRY, official};

    /// These elements of an official document are these lines of the canonical form.
    #[track_caller]
    fn shape(test: &str, elements: &str, lines: &str) {
        let project = Project::new(&format!("shape-{test}"));
        project.update(&official("2017-09-26", elements));
        let canonical = project.read(REGISTRY);
        let (_, rest) = canonical
            .split_once("<updated>2017-09-26</updated>\n")
            .unwrap();
        assert_eq!(rest.strip_suffix("</registry>\n").unwrap(), lines);
    }

    /// 2017: not sorted by port, a record without a port among those with one, names with blanks
    /// and parentheses, ranges over explicit records.
    #[test]
    fn unsorted_records() {
        shape(
            "unsorted",
            "<record><description>Unassigned</description><number>7702-7706</number></record>
             <record><name>nfs-domainroot</name><protocol>tcp</protocol><description>NFSv4 Domain Root</description></record>
             <record><name>Apple Remote Desktop (Net Assistant)</name><protocol>tcp</protocol><description/><number>3283</number></record>
             <record><protocol>tcp</protocol><description>Reserved</description><number>7703</number></record>",
            "<record><number>7702-7706</number><description>Unassigned</description></record>\n\
             <record><protocol>tcp</protocol><description>NFSv4 Domain Root</description><name>nfs-domainroot</name></record>\n\
             <record><protocol>tcp</protocol><number>3283</number><name>Apple Remote Desktop (Net Assistant)</name></record>\n\
             <record><protocol>tcp</protocol><number>7703</number><description>Reserved</description></record>\n\
             <people>\n</people>\n",
        );
    }

    /// 2017 to 2020: people who are named and not defined, defined and not named, an id with a
    /// blank at its end.
    #[test]
    fn people() {
        shape(
            "people",
            "<record><name>bob</name><xref type=\"person\" data=\"Cisco_systems_3\"/><xref type=\"person\" data=\"Bob\"/></record>
             <people><person id=\"Bob \"><name> Bob\n Builder </name></person><person id=\"Unused\"><name/><org>Un &amp; Used</org><uri/></person></people>",
            "<record><name>bob</name><xref type=\"person\" data=\"Cisco_systems_3\"/><xref type=\"person\" data=\"Bob\"/></record>\n\
             <people>\n\
             <person id=\"Bob\"><name>Bob Builder</name></person>\n\
             <person id=\"Unused\"><org>Un &amp; Used</org></person>\n\
             </people>\n",
        );
    }

    /// From 2019 on: a name that is there and empty. Always: children in any order.
    #[test]
    fn empty_names_and_any_order() {
        shape(
            "empty",
            "<record updated=\"2019-12-13\" date=\"2019-01\"><name/><note/><xref type=\"rfc\" data=\"rfc1\"/><number>914</number>\
             <description>Reserved</description><unauthorized>yes</unauthorized><xref type=\"person\" data=\"A\"/><sc>7</sc>\
             <assignee><xref type=\"person\" data=\"A\"/></assignee><protocol>tcp</protocol></record><people><person id=\"A\"/></people>",
            "<record date=\"2019-01\" updated=\"2019-12-13\"><protocol>tcp</protocol><number>914</number><description>Reserved</description>\
             <assignee><xref type=\"person\" data=\"A\"/></assignee><xref type=\"rfc\" data=\"rfc1\"/><xref type=\"person\" data=\"A\"/>\
             <sc>7</sc><unauthorized>yes</unauthorized></record>\n\
             <people>\n<person id=\"A\"/>\n</people>\n",
        );
    }

    /// From 2024 on: paragraphs, a second note in the preamble.
    #[test]
    fn paragraphs_and_notes() {
        shape(
            "paragraphs",
            "<category>Numbers</category><expert>Ann,\nBob</expert><note>\nOne <xref type=\"rfc\" data=\"rfc6335\"/>\n</note>\
             <note title=\"Request an Assignment\"><xref type=\"uri\" data=\"https://example.com\"/></note>\
             <record><name>wot</name><note>\n  <paragraph>Defined TXT keys:</paragraph>\n  <paragraph>td: a\npath</paragraph>\n</note></record>",
            "<record><name>wot</name><note>Defined TXT keys: td: a path</note></record>\n<people>\n</people>\n",
        );
    }

    /// 2026: references with a section, a text of their own, five digits; cross references in a
    /// description. Breaks, wrapped lines, entities.
    #[test]
    fn references_and_texts() {
        shape(
            "references",
            "<record><name>bob</name><xref type=\"draft\" section=\"4.3\" data=\"draft-zubov-snif-05\">draft-zubov-snif-05,\n Section 4.3</xref>\
             <xref type=\"rfc\" data=\"rfc10003\"></xref><xref type=\"text\">a &quot;book&quot; &lt;x&gt;</xref>\
             <xref type=\"uri\" data=\"https://example.com/?a=&quot;b&quot;&amp;c\">TR-352</xref>\
             <description> Profile\n    (LCMPP) <xref type=\"rfc\" data=\"rfc9483\"/></description>\
             <note>was<xref type=\"person\" data=\"Ann\"/><br/>\nR&amp;D&#233;</note></record><footnote anchor=\"1\">a\nb</footnote>",
            "<record><description>Profile (LCMPP) <xref type=\"rfc\" data=\"rfc9483\"/></description><name>bob</name>\
             <xref type=\"draft\" data=\"draft-zubov-snif-05\" section=\"4.3\">draft-zubov-snif-05, Section 4.3</xref>\
             <xref type=\"rfc\" data=\"rfc10003\"/><xref type=\"text\">a \"book\" &lt;x&gt;</xref>\
             <xref type=\"uri\" data=\"https://example.com/?a=&quot;b&quot;&amp;c\">TR-352</xref>\
             <note>was<xref type=\"person\" data=\"Ann\"/> R&amp;Dé</note></record>\n\
             <footnote anchor=\"1\">a b</footnote>\n<people>\n</people>\n",
        );
    }
}
