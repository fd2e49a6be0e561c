//! Documents that are no documents, and those made to exhaust a reader. Each is refused with the
//! reason, or understood, in bounded time and memory.

use crate::judge::{judge, judge_to_the_end};
use crate::{SMALL, assert_refused, document};

/// Judges a document and fails when that takes more of a processor's time than 30 seconds, which a busy
/// machine does not upset, or when the program with all of its tests at once took more memory than 1 GiB.
/// The worst takes 1.4 seconds, and all tests together 311 MiB.
#[track_caller]
fn bounded<T>(judge: impl FnOnce() -> T) -> T {
    #[cfg(target_os = "linux")]
    let before = hundredths_of_a_second();
    let verdict = judge();
    #[cfg(target_os = "linux")]
    {
        let taken = hundredths_of_a_second() - before;
        assert!(taken < 3_000, "{taken} hundredths of a second");
        let status = std::fs::read_to_string("/proc/self/status").unwrap();
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib: usize = peak
            .unwrap()
            .trim()
            .trim_end_matches(" kB")
            .parse()
            .unwrap();
        assert!(kib < 1 << 20, "{kib} KiB");
    }
    verdict
}

/// The time that this thread has had of a processor, in its own code and in the system's.
#[cfg(target_os = "linux")]
fn hundredths_of_a_second() -> u64 {
    let status = std::fs::read_to_string("/proc/thread-self/stat").unwrap();
    let (_, fields) = status.rsplit_once(')').unwrap();
    let times = fields.split(' ').skip(12).take(2);
    times.map(|field| field.parse::<u64>().unwrap()).sum()
}

#[track_caller]
fn bounded_refusal(document: impl AsRef<[u8]>, part: &str) {
    bounded(|| assert_refused(document, part));
}

#[test]
fn files_that_are_none() {
    let missing = concat!(env!("CARGO_MANIFEST_DIR"), "/no such file.xml");
    for path in [env!("CARGO_MANIFEST_DIR"), missing] {
        let error = registry::registry(path.as_ref()).err().unwrap().to_string();
        assert!(error.starts_with("cannot be read: "), "{error}");
    }
}

#[test]
fn other_files() {
    assert_refused(
        "",
        "line 1: a document without an element is not the registry",
    );
    assert_refused(" \n\n", "a document without an element is not the registry");
    assert_refused(
        "\u{feff}",
        "a document without an element is not the registry",
    );
    assert_refused(
        "<!DOCTYPE html><html><body>404",
        "line 1: an HTML page is not the registry",
    );
    assert_refused(
        "<html><head><title>Moved</title>",
        "line 1: an HTML page is not the registry",
    );
    assert_refused(
        "Service Name,Port Number\r\nhttps,443\r\n",
        "is not the registry",
    );
    assert_refused("{\"records\": []}", "is not the registry");
    assert_refused(
        b"\x1f\x8b\x08\x00\x00\x00\x00\x00",
        "line 1: bytes that are not UTF-8",
    );
    assert_refused(b"PK\x03\x04\x14\x00\x00\x00", "is not the registry");
    assert_refused(b"\x7fELF\x02\x01\x01\x00\x00", "is not the registry");
    assert_refused(vec![0; 1 << 20], "is not the registry");
    // The registry of another encoding.
    let utf16: Vec<u8> = SMALL.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_refused(
        [b"\xff\xfe".to_vec(), utf16].concat(),
        "line 1: bytes that are not UTF-8",
    );
    let latin1: Vec<u8> = SMALL.chars().map(|c| c as u8).collect();
    assert_refused(latin1, "line 18: bytes that are not UTF-8");
    assert_refused(
        SMALL.replace("UTF-8", "ISO-8859-1"),
        "line 1: the encoding is `ISO-8859-1`",
    );
}

#[test]
fn entities_that_explode() {
    let laughs = |entity: &str| {
        let mut doctype =
            String::from("<?xml version='1.0'?>\n<!DOCTYPE registry [\n<!ENTITY a0 \"ha\">\n");
        for level in 1..40 {
            let inner = format!("&a{};", level - 1).repeat(10);
            doctype += &format!("<!ENTITY a{level} \"{inner}\">\n");
        }
        doctype + entity + "]>\n" + &document("<record><name>&a39;</name></record>")
    };
    bounded_refusal(laughs(""), "line 2: a DOCTYPE is not supported");
    let external = "<!ENTITY f SYSTEM \"file:///etc/passwd\">\n";
    bounded_refusal(laughs(external), "line 2: a DOCTYPE is not supported");
    assert_refused(
        document("<record><name>&a39;</name></record>"),
        "unknown entity `&a39;`",
    );
    assert_refused(document("<!DOCTYPE x>"), "a DOCTYPE is not supported");
}

#[test]
fn what_is_put_into_a_document() {
    let with = |text: &str| SMALL.replace("X Window System", text);
    let at = "line 31, record 5 (`x11`, 6000-6063/udp): ";
    let at = at.replace("31", &line_of("X Window System").to_string());
    let at = at.replace(" (`x11`, 6000-6063/udp)", " (`x11`, udp)");
    let refused = |text: &str, problem: &str| {
        assert_refused(with(text), &format!("{at}{problem}"));
    };
    refused(
        "<?xml version='1.0'?>",
        "malformed XML: an XML declaration that is not at the start",
    );
    refused("\0", "the control character U+0000");
    refused("\u{1b}[31m", "the control character U+001B");
    refused("&#0;", "the control character U+0000");
    refused("&#27;", "the control character U+001B");
    refused("\u{9b}31m", "the control character U+009B");
    refused("&#x85;", "the control character U+0085");
    refused("&nbsp;", "unknown entity `&nbsp;`");
    refused("&#xD800;", "unknown entity `&#xD800;`");
    refused("&#+65;", "unknown entity `&#+65;`");
    refused("<b>X</b>", "unknown element <b> in <description>");
    refused(
        "<iana:br xmlns:iana=\"x\"/>",
        "unknown element <iana:br> in <description>",
    );
    refused(
        "<br xmlns=\"http://www.w3.org/1999/xhtml\"/>",
        "unknown attribute `xmlns` of <br>",
    );
    assert_refused(
        [&with("")[..700], "\u{fffd}"]
            .concat()
            .replace('\u{fffd}', "\u{0}<"),
        "line ",
    );
    // These are text, and stay it.
    for text in [
        "<!-- X -->X",
        "<![CDATA[<X>&amp;]]>",
        "<?php X?>X",
        "&#88;",
        "]]&gt;",
        "\u{a0}X",
        "a\r\nb",
        "\u{202e}X",
        "\u{10ffff}",
        "🦀",
    ] {
        judge(with(text).as_bytes()).unwrap();
    }
    // A BOM at the start is none of the text.
    judge(["\u{feff}", SMALL].concat().as_bytes()).unwrap();
}

/// The line is that of what is wrong, and not that of the text or of the record around it.
#[test]
fn lines() {
    let record = "<record>\n<name>a</name>\n<note>\none\ntwo \u{1} three\nfour</note></record>";
    assert_refused(
        document(record),
        "line 5, record 1 (`a`): the control character U+0001",
    );
    let stray = "<record>\n<name>a</name>\n\n  stray\n</record>";
    assert_refused(document(stray), "line 4, record 1 (`a`): the text `stray`");
    assert_refused("\n\nservice,port\n", "line 3: a text that begins");
}

fn line_of(text: &str) -> usize {
    1 + SMALL.lines().position(|line| line.contains(text)).unwrap()
}

#[test]
fn other_namespaces() {
    let change = |from: &str, to: &str| SMALL.replacen(from, to, 1);
    let namespace = "xmlns=\"http://www.iana.org/assignments\"";
    assert_refused(change(namespace, ""), "is not the registry");
    assert_refused(
        change(namespace, "xmlns=\"http://example.com\""),
        "is not the registry",
    );
    assert_refused(
        change(namespace, "xmlns:iana=\"http://www.iana.org/assignments\""),
        "is not the registry",
    );
    assert_refused(
        change("<record ", "<record xmlns=\"\" "),
        "unknown attribute `xmlns`",
    );
    assert_refused(
        change(
            "<name>http</name>",
            "<iana:name xmlns:iana=\"http://www.iana.org/assignments\">http</iana:name>",
        ),
        "unknown element <iana:name>",
    );
}

/// Ten megabytes of one thing, wherever it stands.
#[test]
fn long_things() {
    let long = "x".repeat(10_000_000);
    let blank = " ".repeat(10_000_000);
    let record = |inside: &str| document(&format!("<record>{inside}</record>"));
    bounded_refusal(
        document(&format!("<record date=\"{long}\"><name>a</name></record>")),
        "the attribute `date` is `xxx",
    );
    bounded_refusal(
        document(&format!("<record {long}=\"1\"/>")),
        "unknown attribute `xxx",
    );
    bounded_refusal(document(&format!("<record {long}>")), "line 1");
    bounded_refusal(document(&format!("<record>&{long};</record>")), "`&xxx");
    bounded_refusal(record(&format!("<name>{long}</name>")), "the name is `xxx");
    bounded_refusal(
        record(&format!("<number>{}</number>", "1".repeat(10_000_000))),
        "the port number is `111",
    );
    bounded_refusal(
        record(&format!("<protocol>{long}</protocol><name>a</name>")),
        "the transport is `xxx",
    );
    bounded_refusal(record(&format!("<name>a</name><sc>{long}</sc>")), "xxx");
    bounded_refusal(
        record(&format!("<name>a</name><xref type=\"{long}\"/>")),
        "the type of <xref> is `xxx",
    );
    bounded_refusal(
        record(&format!(
            "<name>a</name><xref type=\"rfc\" data=\"{long}\"/>"
        )),
        "the data of <xref> is `xxx",
    );
    let twins = format!("<people><person id=\"{long}\"/><person id=\"{long}\"/></people>");
    bounded_refusal(document(&twins), "the id `xxx");
    bounded_refusal(
        document("").replace("2026-08-17", &long),
        "the date of the registry is `xxx",
    );
    bounded_refusal(format!("<registry {long}=\"\">"), "line 1");
    bounded_refusal(format!("<!--{long}"), "cut off inside");
    bounded_refusal(long.as_str(), "is not the registry");

    // Long, and nothing is wrong with it. The judge reads the remarks.
    for outside in [
        format!("<{long}/>"),
        format!("<people {long}=\"1\"/>"),
        format!("<x>{long}</x>"),
    ] {
        bounded(|| judge(document(&outside).as_bytes()).unwrap());
    }
    let sentence = "IANA assigned this well-formed service name as a replacement for";
    for inside in [
        format!("<name>a</name><note>This entry is an alias to \"{long}\".</note>"),
        format!("<name>a</name><description>{sentence} \"{long}\".</description>"),
        format!("<name>a</name><xref type=\"note\" data=\"{long}\"/>"),
        format!("<name>a</name><xref type=\"uri\" data=\"{long}\"/>"),
        format!("<name>a</name><assignee><xref type=\"text\">{long}</xref></assignee>"),
        format!("<name>a</name><description>{long}</description>"),
        format!("<name>a</name><note>{long}</note>"),
        format!("<name>a</name><xref type=\"person\" data=\"{long}\"/>"),
        format!("<name>a</name><xref type=\"text\">{long}</xref>"),
        format!("<name>{blank}a{blank}</name>"),
    ] {
        bounded(|| judge(record(&inside).as_bytes()).unwrap());
    }
    let lines = document(&"\n".repeat(10_000_000)).replace("</registry>", "x</registry>");
    bounded_refusal(lines, "line 10000001: the text `x`");
}

/// A hundred thousand of one thing, inside each other or beside each other.
#[test]
fn many_things() {
    let nested = |tag: &str| format!("<{tag}>").repeat(100_000);
    let record = |inside: &str| document(&format!("<record>{inside}</record>"));
    bounded_refusal(nested("registry"), "is not the registry");
    bounded_refusal(
        document(&nested("record")),
        "unknown element <record> in <record>",
    );
    bounded_refusal(
        document(&nested("people")),
        "unknown element <people> in <people>",
    );
    bounded_refusal(
        document(&nested("person")),
        "unknown element <person> in <person>",
    );
    bounded_refusal(record(&nested("name")), "unknown element <name> in <name>");
    bounded_refusal(
        record(&format!("<note>{}", nested("paragraph"))),
        "unknown element <paragraph> in <note>",
    );
    bounded_refusal(
        record(&format!("<note>{}", nested("br"))),
        "unknown element <br> in <br>",
    );
    bounded_refusal(
        document(&nested("x")),
        "expected `</x>`, but `</registry>` was found",
    );
    let beside = document(&"<x/>".repeat(100_000));
    bounded(|| judge(beside.as_bytes()).unwrap());
    let attributes: String = (0..100_000)
        .map(|number| format!(" a{number}=\"\""))
        .collect();
    bounded_refusal(
        document(&format!("<record{attributes}/>")),
        "unknown attribute `a0`",
    );
    bounded_refusal(record(&"<name>a</name>".repeat(100_000)), "a second <name>");

    let xrefs: String = (1..=100_000)
        .map(|number| format!("<xref type=\"rfc\" data=\"rfc{number}\"/>"))
        .collect();
    let breaks = "a<br/>".repeat(100_000);
    let comments = "<!-- -->".repeat(100_000);
    let entities = "&amp;".repeat(100_000);
    for inside in [
        format!("<name>a</name>{xrefs}"),
        format!("<name>a</name><note>{breaks}</note>"),
        format!("<name>a{comments}</name>"),
        format!("<name>a</name><description>{entities}</description>"),
    ] {
        bounded(|| judge(record(&inside).as_bytes()).unwrap());
    }
    let footnotes: String = (1..=50_000)
        .map(|number| format!("<footnote anchor=\"{number}\">x</footnote>"))
        .collect();
    let to_them: String = (1..=50_000)
        .map(|number| format!("<xref type=\"note\" data=\"{number}\"/>"))
        .collect();
    let noted = document(&format!(
        "<record><name>a</name>{to_them}</record>{footnotes}"
    ));
    bounded(|| judge_to_the_end(noted.as_bytes()).unwrap());

    // Texts that differ in the case of letters alone, which the hash of names takes for one.
    let in_case = |bits: u32| -> String {
        let letters = "abcdefghijklmnop".chars().enumerate();
        let in_case = letters.map(|(at, letter)| match bits >> at & 1 {
            0 => letter,
            _ => letter.to_ascii_uppercase(),
        });
        in_case.collect()
    };
    let people: String = (0..60_000)
        .map(|bits| format!("<person id=\"{}\"/>", in_case(bits)))
        .collect();
    let records: String = (0..60_000)
        .map(|bits| {
            format!(
                "<record><number>{bits}</number><description>Reserved {}</description></record>",
                in_case(bits)
            )
        })
        .collect();
    let alike = document(&format!("{records}<people>{people}</people>"));
    bounded(|| judge(alike.as_bytes()).unwrap());
}

/// Few bytes that stand for many ports.
#[test]
fn ranges_over_ranges() {
    let record = "<record><name>a</name><number>0-65535</number></record>";
    let few = document(&record.repeat(50));
    bounded(|| judge_to_the_end(few.as_bytes()).unwrap());
    let unassigned =
        "<record><description>Unassigned</description><number>0-65535</number></record>";
    for record in [record, unassigned] {
        let many = document(&record.repeat(65_535));
        bounded(|| match judge_to_the_end(many.as_bytes()) {
            Err(error) => assert!(error.to_string().contains("ports"), "{error}"),
            Ok(()) => panic!("accepted"),
        });
    }
}

/// The message of a hostile document does not reach a terminal as anything but text.
#[test]
fn hostile_words_in_messages() {
    for hostile in ["\u{9b}31m", "\u{202e}", "\u{2028}", "`", "&#10;", "&lt;"] {
        for document in [
            document(&format!("<record><name>{hostile}</name><x/></record>")),
            document(&format!(
                "<record><name>a</name><number>{hostile}</number></record>"
            )),
            document(&format!("<{hostile}/>")),
            document(&format!(
                "<people><person id=\"{hostile}\"><x/></person></people>"
            )),
            document(&format!(
                "<record><name>a{hostile}b</name></record><record><name>A{hostile}B</name></record><x/>"
            )),
        ] {
            // Refused or not: the judge reads the message.
            let _ = judge(document.as_bytes());
        }
    }
}
