//! Every kind of broken history, and the whole text of the error that it gets.

use registry::history::error::HistoryError;
use registry::history::{self, State};

use super::registry;

/// The registry that the histories below end with.
const NOW: &str = "<registry xmlns=\"http://www.iana.org/assignments\" id=\"service-names-port-numbers\">
<title>T</title><updated>2020-03-01</updated>
<record><name>ann</name><protocol>tcp</protocol><description>Ann</description><number>7</number></record>
<record><name>bob</name><protocol>udp</protocol><description>Bob</description><number>8</number></record>
<record><name>cyd</name><protocol>tcp</protocol><description>Cyd</description><number>7</number></record>
<record><name>two</name><description>One</description></record>
<record><name>two</name><description>Two</description></record>
<people/></registry>";

fn undone(history: &[u8]) -> Result<(), HistoryError> {
    let history = history::read(history)?;
    let mut state = State::new(&registry(NOW), &history)?;
    for edition in history.editions.iter().rev() {
        for event in edition.events.iter().rev() {
            state.undo(event, edition.date)?;
        }
    }
    Ok(())
}

#[track_caller]
fn refused(history: impl AsRef<[u8]>, error: &str) {
    assert_eq!(undone(history.as_ref()).unwrap_err().to_string(), error);
}

/// The events of the last edition, on line 3 and those after it.
#[track_caller]
fn events(events: &str, error: &str) {
    let history =
        |lines: usize| format!("edition\t2020-02-01\t0\nedition\t2020-03-01\t{lines}\n{events}");
    refused(history(events.matches('\n').count()), error);
}

#[test]
fn what_fits() {
    let history = "# A comment.\nedition\t2020-02-01\t0\nedition\t2020-03-01\t3\n\
                   removed\t7/tcp\told\tdescription=Old\tregistered=2001-01\n\
                   changed\t8/udp\tbob\tname=rob\tmodified=2019-05-06\n\
                   added\t7/tcp\tann\n";
    undone(history.as_bytes()).unwrap();
    let history = "edition\t2020-02-01\t0\nedition\t2020-03-01\t3\n\
                   removed-one\t\ttwo\tdescription=Zero\n\
                   added-one\t\ttwo\tdescription=One\n\
                   added-one\t\ttwo\tdescription=Two\n";
    undone(history.as_bytes()).unwrap();
    // Records that are equal in every column come and go by count.
    let history = "edition\t2020-02-01\t0\nedition\t2020-03-01\t3\n\
                   removed-one\t\ttwo\tdescription=Two\tequal=2\n\
                   removed-one\t\ttwo\tdescription=Two\tequal=1\n\
                   added-one\t\ttwo\tdescription=One\n";
    undone(history.as_bytes()).unwrap();
}

#[test]
fn files() {
    let tool = "expected the file as the refresh tool writes it";
    refused(
        "",
        &format!("line 1: the history is cut off: it has no edition; {tool}"),
    );
    refused(
        "edition\t2020-02-01\t0\nedition\t2020-03-01\t2\nadded\t7/tcp\tann\n",
        &format!("line 4: the history is cut off: the edition before has 1 lines more; {tool}"),
    );
    refused(
        "edition\t2020-02-01\t0\nedition\t2020-03-01\t1\nadded\t7/tcp\tan",
        &format!("line 3: the history is cut off: the last line has no end; {tool}"),
    );
    let mut latin = b"edition\t2020-02-01\t0\nedition\t2020-03-01\t1\nadded\t7/tcp\t".to_vec();
    latin.extend(b"\xe9\n");
    refused(latin, &format!("line 3: bytes that are not UTF-8; {tool}"));
    refused(
        "edition\t2020-02-01\t0\n",
        "line 1: the last edition is that of 2020-02-01; expected 2020-03-01, as the registry",
    );
}

#[test]
fn editions() {
    refused(
        "added\t7/tcp\tann\n",
        "line 1: an event before the first edition; expected `edition`, a date and a number of lines",
    );
    refused(
        "edition\t2020-03-01\t0\nedition\t2020-02-01\t0\n",
        "line 2: the edition of 2020-02-01 after that of 2020-03-01; expected the editions in order",
    );
    refused(
        "edition\t2020-02-30\t0\n",
        "line 1: the date `2020-02-30`: day 30 is out of range: expected 01 to 29 in this month",
    );
    refused(
        "edition\t2020-02\t0\n",
        "line 1: the date of the edition is `2020-02`; expected a date with its day",
    );
    refused(
        "edition\t2020-02-01\t01\n",
        "line 1: the number of lines is `01`; expected how many lines follow for the edition",
    );
    refused(
        "edition\t2020-02-01\t1\nadded\t7/tcp\tann\n",
        "line 1: the number of lines is `1`; expected 0, for nothing is before the first edition",
    );
    refused(
        "edition\t2020-02-01\t0\nadded\t7/tcp\tann\n",
        "line 2: the event is `added\\t7/tcp\\tann`; expected `edition`, for the one before has all of its lines",
    );
}

#[test]
fn forms() {
    events(
        "assigned\t7/tcp\tann\n",
        "line 3: unknown event `assigned`; expected `edition`, `removed`, `changed`, `added`, `removed-one`, \
         `added-one` or `recut`",
    );
    events(
        "added\t7/tcp\n",
        "line 3: the event is `7/tcp`; expected ports and transports, a tab, and the name",
    );
    let port = "expected a number from 0 to 65535 without leading zeros, or two with `-` between, the smaller first";
    for found in ["07", "+7", "9-8", "8-8", "65536", "x"] {
        events(
            &format!("added\t{found}/tcp\tann\n"),
            &format!("line 3: ports is `{found}`; {port}"),
        );
    }
    events(
        "added\t7/tcp,tpc\tann\n",
        "line 3: transport is `tpc`; expected `tcp`, `udp`, `sctp` or `dccp`",
    );
    events(
        "changed\t7/tcp\tann\tassignee=Ann\n",
        "line 3: the column is `assignee`; expected that of a record, `=` and what was there",
    );
    events(
        "changed\t7/tcp\tann\tnotes=a\tnotes=b\n",
        "line 3: the column `notes` for the second time; expected each once",
    );
    events(
        "changed\t7/tcp\tann\tmodified=May\n",
        "line 3: modified is `May`; expected a date as YYYY-MM-DD or YYYY-MM",
    );
    for event in ["7/tcp\tann", "7/tcp\tann\tports=8"] {
        events(
            &format!("changed\t{event}\n"),
            &format!(
                "line 3: the event is `{}`; expected the columns that changed, of which ports and transport are none",
                event.replace('\t', "\\t")
            ),
        );
    }
    for found in ["0", "01", "x", ""] {
        events(
            &format!("added-one\t\ttwo\tdescription=One\tequal={found}\n"),
            &format!(
                "line 3: equal is `{found}`; expected how many others are equal to the record, or no such field"
            ),
        );
    }
    events(
        "added-one\t\ttwo\tdescription=One\tequal=1\tequal=1\n",
        "line 3: the column `equal` for the second time; expected each once",
    );
    events(
        "removed\t9/tcp\tcyd\tequal=1\n",
        "line 3: the column is `equal`; expected that of a record, `=` and what was there",
    );
    for found in ["07", "+7", "4294967296", "x"] {
        events(
            &format!("changed\t7/tcp\tann\tservice code={found}\n"),
            &format!(
                "line 3: service code is `{found}`; expected a number from 0 to 4294967295 without leading zeros"
            ),
        );
    }
    events(
        "added\t7/tcp\tann\tnotes=a\n",
        "line 3: the event is `7/tcp\\tann\\tnotes=a`; expected no column, for the registry has them",
    );
    events(
        "removed\t7/tcp\tann\tnotes=\n",
        "line 3: the event is `7/tcp\\tann\\tnotes=`; expected the columns that had a value, other than those before them",
    );
    events(
        "recut\t7-9\t7\t\t9\n",
        "line 3: the range is ``; expected the range that was cut, and those that it has become",
    );
}

#[test]
fn control_characters() {
    events(
        "added\t7/tcp\tann\r\n",
        "line 3: the line is `added\\t7/tcp\\tann\\r`; expected no control character, and a line feed alone at the end",
    );
}

/// Each line is right by itself, and does not fit the registry.
#[test]
fn misfits() {
    events(
        "added\t9/tcp\tcyd\n",
        "line 3: `cyd` 9/tcp is not in the edition of 2020-03-01; expected a record that is",
    );
    events(
        "added\t7/tcp\tann\nadded\t7/tcp\tann\n",
        "line 3: `ann` 7/tcp is not in the edition of 2020-03-01; expected a record that is",
    );
    events(
        "removed\t7/tcp\tann\tdescription=Ann\n",
        "line 3: `ann` 7/tcp is in the edition of 2020-03-01; expected a record that is not",
    );
    events(
        "changed\t7/tcp\tann\tname=cyd\n",
        "line 3: `cyd` 7/tcp is in the edition of 2020-03-01; expected a record that is not",
    );
    events(
        "changed\t7/tcp\tann\tdescription=Ann\n",
        "line 3: the column `description` of `ann` 7/tcp is the same in the edition of 2020-03-01; expected another value",
    );
    events(
        "changed\t7/tcp\tann\tdescription=A\nchanged\t7/tcp\tann\tdescription=A\n",
        "line 3: the column `description` of `ann` 7/tcp is the same in the edition of 2020-03-01; expected another value",
    );
    events(
        "added\t\ttwo\n",
        "line 3: two records are `two` in the edition of 2020-03-01; expected one, or none can tell which is meant",
    );
    events(
        "added-one\t\ttwo\tdescription=Three\n",
        "line 3: `two` is not in the edition of 2020-03-01; expected a record that is",
    );
    let equal = |found, expected| {
        format!(
            "line 3: beside `two`, {found} records of the edition of 2020-03-01 are equal to it in every column; \
             expected {expected}, as `equal` states"
        )
    };
    for (event, error) in [
        ("removed-one\t\ttwo\tdescription=Two", equal(1, 0)),
        ("removed-one\t\ttwo\tdescription=Two\tequal=2", equal(1, 2)),
        ("added-one\t\ttwo\tdescription=Two\tequal=1", equal(0, 1)),
    ] {
        events(&format!("{event}\n"), &error);
    }
    events(
        "recut\t1-9\t2-9\n",
        "line 3: the record 2-9 is not in the edition of 2020-03-01; expected a record that is",
    );
}

/// Every history that is cut off, at whatever byte, is refused.
#[test]
fn truncations() {
    let history = super::HISTORY.as_bytes();
    let registry = registry(super::DOCUMENT);
    let whole = history::read(history).unwrap();
    assert!(State::new(&registry, &whole).is_ok());
    // From the last edition but one on, each byte; before it, the date is another.
    let lines: Vec<usize> = (0..history.len())
        .filter(|&at| history[at] == b'\n')
        .collect();
    for end in (lines[0]..history.len())
        .step_by(97)
        .chain(history.len() - 300..history.len())
    {
        let refused = match history::read(&history[..end]) {
            Err(_) => true,
            Ok(cut) => State::new(&registry, &cut).is_err(),
        };
        assert!(refused, "cut off after {end} bytes");
    }
}
