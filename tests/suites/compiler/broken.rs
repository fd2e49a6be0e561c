//! Every kind of broken document, and the whole text of the error that it gets.

use super::{check, document, refusal};

const URL: &str =
    "https://www.iana.org/assignments/service-names-port-numbers/service-names-port-numbers.xml";

/// The third record of a document, on line 7, is `elements`; the error is about that record.
#[track_caller]
fn record(elements: &str, error: &str) {
    let around = "<record><name>ann</name></record>";
    let records = document(&format!("{around}\n{around}\n<record>{elements}</record>"));
    assert_eq!(refusal(records), format!("line 7, record 3{error}"));
}

/// The document with these elements, the first on line 5, gets this error.
#[track_caller]
fn elements(elements: &str, error: &str) {
    assert_eq!(refusal(document(elements)), error);
}

#[test]
fn other_documents() {
    let not = |found: &str| {
        format!(
            "line 1: {found} is not the registry; expected <registry \
             xmlns=\"http://www.iana.org/assignments\" id=\"service-names-port-numbers\">, as in {URL}"
        )
    };
    assert_eq!(refusal(""), not("a document without an element"));
    assert_eq!(
        refusal("service,port\nhttps,443\n"),
        not("a text that begins `service,port\\nhttps,443`")
    );
    assert_eq!(
        refusal("<!DOCTYPE html>\n<html></html>"),
        not("an HTML page")
    );
    assert_eq!(refusal("<HTML><body></HTML>"), not("an HTML page"));
    assert_eq!(refusal("<svg/>"), not("a document of <svg>"));
    assert_eq!(
        refusal("<registry xmlns=\"http://www.iana.org/assignments\" id=\"protocol-numbers\"/>"),
        not("<registry xmlns=\"http://www.iana.org/assignments\" id=\"protocol-numbers\">")
    );
    assert_eq!(
        refusal("<registry id=\"service-names-port-numbers\"/>"),
        not("<registry xmlns=\"\" id=\"service-names-port-numbers\">")
    );
    assert_eq!(
        refusal("<i:registry xmlns:i=\"http://www.iana.org/assignments\"/>"),
        not("a document of <i:registry>")
    );
}

#[test]
fn encodings() {
    let mut latin = document("<record><name>ann</name>\n<description>Adam Nor").into_bytes();
    latin.push(0xe9);
    assert_eq!(
        refusal(&latin),
        // The byte follows the rest of the document.
        format!("line 8: bytes that are not UTF-8; expected {URL} as published")
    );
    assert_eq!(
        refusal([0xff, 0xfe, b'<', 0]),
        format!("line 1: bytes that are not UTF-8; expected {URL} as published")
    );
    assert_eq!(
        refusal("<?xml version='1.0' encoding='ISO-8859-1'?><registry/>"),
        "line 1: the encoding is `ISO-8859-1`; expected `UTF-8`"
    );
    assert_eq!(
        refusal("<?xml version='1.1'?><registry/>"),
        "line 1: the version of XML is `1.1`; expected `1.0`"
    );
}

#[test]
fn cut_off() {
    let whole = document("<record><name>ann</name></record>\n<record><name>bob</name></record>");
    let cut = |end: &str, inside: &str| {
        let (start, _) = whole.split_once(end).unwrap();
        let error = refusal(start);
        let expected = format!(
            "the document is cut off inside {inside}; expected {URL} as published: fetch it again"
        );
        let (place, message) = error.split_once(": ").unwrap();
        assert_eq!(message, expected);
        place.to_owned()
    };
    assert_eq!(cut("</registry>", "<registry>"), "line 7");
    assert_eq!(cut("<name>bob", "<record>"), "line 6, record 2");
    assert_eq!(cut("ob</name>", "<name>"), "line 6, record 2");
    let tag = "a markup (tag not closed: `>` not found before end of input)";
    assert_eq!(cut("ame>bob", tag), "line 6, record 2");
    assert_eq!(cut("egistry>", tag), "line 7");
    let attribute = "a markup (attribute value not closed: `\"` not found before end of input)";
    assert_eq!(cut("port-numbers\"", attribute), "line 2");
    // No start of a document is one, wherever it is cut.
    for end in 0..whole.len() - 1 {
        assert!(refusal(&whole[..end]).starts_with("line "), "{end}");
    }
}

#[test]
fn malformed_xml() {
    let published = format!("expected {URL} as published");
    record(
        "<name>bob</nome>",
        &format!(
            ": malformed XML: ill-formed document: expected `</name>`, but `</nome>` was found; {published}"
        ),
    );
    record(
        "<name>R&D</name>",
        &format!(": malformed XML: `&` without `;`; {published}"),
    );
    record(
        "<!name>",
        &format!(": malformed XML: syntax error: unknown or missed symbol in markup; {published}"),
    );
    record(
        "<!-- a -- b -->",
        &format!(
            ": malformed XML: ill-formed document: forbidden string `--` was found in a comment; {published}"
        ),
    );
    elements(
        "<record date=\"2026-08-17\" date=\"2026-08-17\"/>",
        &format!(
            "line 5, record 1: malformed XML: position 25: duplicated attribute, \
             previous declaration at position 7; {published}"
        ),
    );
    record(
        "<xref type=\"text\" data=\"a<b\"/>",
        &format!(": malformed XML: `<` in an attribute; {published}"),
    );
    record(
        "<xref type=\"text\" data=\"R&D\"/>",
        &format!(": malformed XML: `&` without `;` in an attribute; {published}"),
    );
    assert_eq!(
        refusal(format!(" {}", document(""))),
        format!("line 1: malformed XML: an XML declaration that is not at the start; {published}")
    );
}

#[test]
fn errors_are_one_line() {
    let long = "\n".repeat(300);
    record(
        &format!("<name>bob</name {long}x>"),
        &format!(
            ": malformed XML: ill-formed document: expected `</name>`, but `</name {}…; \
             expected {URL} as published",
            "\\n".repeat(147)
        ),
    );
    record(
        "<number>\u{2028}</number><protocol>a\u{2029}</protocol><x/>",
        " (\\u{2028}/a\\u{2029}): unknown element <x> in <record>; expected <name>, <protocol>, <assignee>, \
         <xref>, <description>, <number>, <sc>, <unauthorized> or <note>",
    );
}

#[test]
fn markup() {
    assert_eq!(
        refusal(document("").replace(
            "<registry",
            "<!DOCTYPE registry [<!ENTITY a \"b\">]><registry"
        )),
        "line 2: a DOCTYPE is not supported; expected a document without one, as IANA publishes it"
    );
    assert_eq!(
        refusal(document("") + "<registry/>"),
        "line 7: text or an element after </registry> is not supported; expected the end of the document"
    );
    assert_eq!(
        refusal(document("") + "<!-- the end -->\nof it"),
        "line 8: text or an element after </registry> is not supported; expected the end of the document"
    );
    record(
        "<name>caf&eacute;</name>",
        ": unknown entity `&eacute;`; expected `&amp;`, `&lt;`, `&gt;`, `&quot;`, `&apos;` \
         or the number of a character",
    );
    record(
        "<name>&#xD800;</name>",
        ": unknown entity `&#xD800;`; expected `&amp;`, `&lt;`, `&gt;`, `&quot;`, `&apos;` \
         or the number of a character",
    );
    record(
        "<name>&#+65;</name>",
        ": unknown entity `&#+65;`; expected `&amp;`, `&lt;`, `&gt;`, `&quot;`, `&apos;` \
         or the number of a character",
    );
    record(
        "<name>a\u{7}b</name>",
        ": the control character U+0007; expected text",
    );
    record(
        "<name>a&#127;b</name>",
        ": the control character U+007F; expected text",
    );
    record(
        "<name>a\u{9b}b</name>",
        ": the control character U+009B; expected text",
    );
    elements(
        "<record>\n<name>bob</name>\n<note>See\nthe RFC,\u{1b} and\nall of it</note></record>",
        "line 8, record 1 (`bob`): the control character U+001B; expected text",
    );
}

#[test]
fn unknown_elements() {
    record(
        "<name>bob</name><protocol>tcp</protocol><port>7</port>",
        " (`bob`, tcp): unknown element <port> in <record>; expected <name>, <protocol>, <assignee>, \
         <xref>, <description>, <number>, <sc>, <unauthorized> or <note>",
    );
    record(
        "<name>b<b>o</b>b</name>",
        ": unknown element <b> in <name>; expected only text",
    );
    record(
        "<note>see <a href=\"x\">x</a></note>",
        ": unknown element <a> in <note>; expected text, <xref>, <br>, <paragraph> or <artwork>",
    );
    record(
        "<note><paragraph><paragraph/></paragraph></note>",
        ": unknown element <paragraph> in <note>; expected text, <xref>, <br>, <paragraph> or <artwork>",
    );
    record(
        "<note><br>new line</br></note>",
        ": the text `new line` in <br>; expected only elements",
    );
    record(
        "<assignee><person/></assignee>",
        ": unknown element <person> in <assignee>; expected <xref>",
    );
    record(
        "<xref type=\"text\"><xref/></xref>",
        ": unknown element <xref> in <xref>; expected only text",
    );
    record(
        "<i:name>bob</i:name>",
        ": unknown element <i:name> in <record>; expected <name>, <protocol>, <assignee>, \
         <xref>, <description>, <number>, <sc>, <unauthorized> or <note>",
    );
    // What is passed over elsewhere holds no record, and nothing that records refer to.
    for (inside, found) in [
        (
            "<registry id=\"inner\">\n<record/></registry>",
            "record> in <registry",
        ),
        ("<note><b>\n<footnote/></b></note>", "footnote> in <note"),
        ("<people><x>\n<person/></x></people>", "person> in <x"),
        ("<people><x>\n<record/></x></people>", "record> in <x"),
    ] {
        elements(
            inside,
            &format!(
                "line 6: unknown element <{found}>; expected none there: \
                 only the parts of the document that are read hold one"
            ),
        );
    }
    elements(
        "<x>\n<y></x>",
        &format!(
            "line 6: malformed XML: ill-formed document: expected `</y>`, but `</x>` was found; expected {URL} as published"
        ),
    );
}

#[test]
fn unknown_attributes() {
    elements(
        "<record created=\"2026-08-17\"/>",
        "line 5, record 1: unknown attribute `created` of <record>; expected `date`, `updated`",
    );
    record(
        "<name id=\"x\">bob</name>",
        ": unknown attribute `id` of <name>; expected none",
    );
    record(
        "<xref type=\"rfc\" data=\"rfc1\" href=\"x\"/>",
        ": unknown attribute `href` of <xref>; expected `type`, `data`, `section`, `lastupdated`",
    );
    record(
        "<name xmlns=\"http://www.iana.org/assignments\">bob</name>",
        ": unknown attribute `xmlns` of <name>; expected none",
    );
    record(
        "<name>bob</name><xref type=\"uri\" data=\"https://example.com\" section=\"2\"/>",
        " (`bob`): unknown attribute `section` of <xref>; expected it only where the type is `rfc` or `draft`",
    );
}

#[test]
fn repeated_elements() {
    for (element, label) in [
        ("name", " (`1`)"),
        ("protocol", " (1)"),
        ("description", ""),
        ("number", " (1)"),
        ("sc", ""),
        ("unauthorized", ""),
        ("note", ""),
    ] {
        record(
            &format!("<{element}>1</{element}><{element}>1</{element}>"),
            &format!("{label}: a second <{element}>; expected at most one in a record"),
        );
    }
    // An empty element is one, too.
    record(
        "<name/><name>bob</name>",
        ": a second <name>; expected at most one in a record",
    );
    let xref = "<xref type=\"person\" data=\"Ann\"/>";
    record(
        &format!("<assignee>{xref}</assignee><assignee>{xref}</assignee>"),
        ": a second <assignee>; expected at most one in a record",
    );
    elements(
        "<updated>2026-08-17</updated>",
        "line 5: a second <updated>; expected at most one in <registry>",
    );
    elements(
        "<people/>\n<people/>",
        "line 6: a second <people>; expected at most one in <registry>",
    );
    for element in ["name", "org"] {
        elements(
            &format!("<people>\n<person id=\"A\"><{element}/><{element}/></person></people>"),
            &format!(
                "line 6, person 1 (`A`): a second <{element}>; expected at most one in a person"
            ),
        );
    }
}

#[test]
fn stray_text() {
    record(
        "bob",
        ": the text `bob` in <record>; expected only elements",
    );
    record(
        "&amp;",
        ": the text `&` in <record>; expected only elements",
    );
    record(
        "<assignee>Ann</assignee>",
        ": the text `Ann` in <assignee>; expected only elements",
    );
    elements(
        "bob",
        "line 5: the text `bob` in <registry>; expected only elements",
    );
    elements(
        "<people><person id=\"Ann\">Ann</person></people>",
        "line 5, person 1 (`Ann`): the text `Ann` in <person>; expected only elements",
    );
    // A no-break space is a character like another.
    record(
        "\u{a0}",
        ": the text `\\u{a0}` in <record>; expected only elements",
    );
    let long = "x".repeat(61);
    record(
        &long,
        &format!(
            ": the text `{}…` in <record>; expected only elements",
            "x".repeat(60)
        ),
    );
}

/// None of these is a status that the compiler knows, and none becomes a service.
#[test]
fn unknown_status() {
    for found in [
        "Withdrawn 2027-01-01",
        "Unasigned",
        "Deassigned",
        "Reservedly",
        "((Reserved",
        "(Reserved)",
        "No longer reserved",
        "any privateer",
        "Removed-by-mistake",
    ] {
        record(
            &format!("<number>7</number><description>{found}</description>"),
            &format!(
                " (7): a record without a name has the description `{found}`, which states no known status; \
                 expected one that begins with `Unassigned`, `(unassigned)`, `Reserved`, \
                 `IANA Reserved`, `De-registered`, `De-Commissioned`, `Decomissioned`, `Removed`, `Deprecated`, \
                 `any private`, `Possibly used`"
            ),
        );
    }
}

#[test]
fn missing_things() {
    assert_eq!(
        refusal(document("").replace("<updated>2026-08-17</updated>", "")),
        "line 6: <updated> is missing; expected the date of the registry"
    );
    record(
        "<description>Unassigned</description>",
        ": a <name> or <number> is missing; \
         expected one of the two: a look-up finds a record by its name or its port",
    );
    record(
        "<number>7</number>",
        " (7): a <name> or <description> is missing; \
         expected one of the two: they state its status",
    );
    record(
        "<name>bob</name><xref type=\"rfc\">RFC 1</xref>",
        " (`bob`): the attribute `data` of <xref> is missing; expected what it refers to",
    );
    record(
        "<name>bob</name><xref type=\"person\" data=\"\"/>",
        " (`bob`): the attribute `data` of <xref> is missing; expected what it refers to",
    );
    elements(
        "<people>\n<person/></people>",
        "line 6: the attribute `id` of <person> is missing; expected the id that records refer to",
    );
    elements(
        "<footnote>A note</footnote>",
        "line 5: the attribute `anchor` of <footnote> is missing; expected the number of the note",
    );
}

#[test]
fn names() {
    let expected = "expected at most 63 printable characters of ASCII";
    record(
        "<name>café</name>",
        &format!(" (`café`): the name is `café`; {expected}"),
    );
    let long = "x".repeat(64);
    let shown = format!("`{}…`", "x".repeat(60));
    record(
        &format!("<name>{long}</name>"),
        &format!(" ({shown}): the name is {shown}; {expected}"),
    );
    elements(
        "<record><name>x11</name></record>\n<record><name>X11</name><number>6000</number></record>",
        "line 6, record 2 (`X11`, 6000): the name `X11` and the name `x11` on line 5 differ only in the case \
         of letters; expected one spelling: look-ups ignore case and could not tell them apart",
    );
    for (one, other) in [
        ("a[1]", "a{1}"),
        ("@", "`"),
        ("\\", "|"),
        ("A]", "a}"),
        ("a^", "a~"),
    ] {
        elements(
            &format!("<record><name>{one}</name></record>\n<record><name>{other}</name></record>"),
            &format!(
                "line 6, record 2 (`{other}`): the name `{other}` and the name `{one}` on line 5 have the same hash, \
                 which does not distinguish `@`, `[`, `\\`, `]`, `^` from `` ` ``, `{{`, `|`, `}}`, `~`; \
                 expected names that differ in another character"
            ),
        );
    }
    check(&document(
        "<record><name>a[1]</name></record><record><name>a(1)</name></record>",
    ));
}

#[test]
fn transports() {
    for transport in ["tpc", "TCP", "tcp/udp", "6"] {
        record(
            &format!("<name>bob</name><protocol>{transport}</protocol>"),
            &format!(
                " (`bob`, {transport}): the transport is `{transport}`; \
                 expected `tcp`, `udp`, `sctp` or `dccp`"
            ),
        );
    }
}

#[test]
fn numbers() {
    for number in [
        "x",
        "-1",
        "+7",
        "65536",
        "4294967303",
        "7-",
        "-7",
        "7-6",
        "7-8-9",
        "7 -- 8",
        "7–8",
        "0x",
        "0xg",
        "0x+7",
        "0x10000",
        "0X7",
        "7,8",
        "٧",
    ] {
        record(
            &format!("<number>{number}</number><protocol>udp</protocol>"),
            &format!(
                " ({number}/udp): the port number is `{number}`; expected a number from 0 to 65535, \
                 or two with `-` between, the smaller first"
            ),
        );
    }
    for code in ["x", "-1", "4294967296", "SC:DISC"] {
        record(
            &format!("<name>bob</name><sc>{code}</sc>"),
            &format!(
                " (`bob`): the service code is `{code}`; \
                 expected a number from 0 to 4294967295"
            ),
        );
    }
}

#[test]
fn dates() {
    for (date, why) in [
        ("2021-13-01", "month 13 is out of range: expected 01 to 12"),
        (
            "2021-02-29",
            "day 29 is out of range: expected 01 to 28 in this month",
        ),
        ("2021-13-01Z", "month 13 is out of range: expected 01 to 12"),
        ("2021-00", "month 0 is out of range: expected 01 to 12"),
        (
            "2021",
            "`2021` is not a date: expected YYYY-MM-DD or YYYY-MM",
        ),
        (
            "2021-1-1",
            "`2021-1-1` is not a date: expected YYYY-MM-DD or YYYY-MM",
        ),
        (
            "5/21/97",
            "`5/21/97` is not a date: expected YYYY-MM-DD or YYYY-MM",
        ),
    ] {
        for attribute in ["date", "updated"] {
            elements(
                &format!("<record {attribute}=\"{date}\"><name>bob</name></record>"),
                &format!(
                    "line 5, record 1 (`bob`): the attribute `{attribute}` is `{date}`: {why}"
                ),
            );
        }
    }
    assert_eq!(
        refusal(document("").replace("2026-08-17", "2026-08")),
        "line 4: the date of the registry is `2026-08`; expected a date with its day"
    );
    assert_eq!(
        refusal(document("").replace("2026-08-17", "today")),
        "line 4: the date of the registry is `today`: `today` is not a date: expected YYYY-MM-DD or YYYY-MM"
    );
    let digest = "0123456789abcdef".repeat(4);
    let header =
        format!("<!-- Official document: updated 2026-08, SHA-256 {digest} -->\n<registry");
    assert_eq!(
        refusal(
            document("")
                .replace("2026-08-17", "2026-08")
                .replace("<registry", &header)
        ),
        "line 5: the date of the registry is `2026-08`; expected a date with its day"
    );
}

#[test]
fn references() {
    for (kind, data, expected) in [
        ("rfc", "RFC2119", "`rfc`, `bcp` or `std` and a number"),
        ("rfc", "rfc", "`rfc`, `bcp` or `std` and a number"),
        ("rfc", "rfc0", "`rfc`, `bcp` or `std` and a number"),
        ("rfc", "rfc9999999999", "`rfc`, `bcp` or `std` and a number"),
        ("rfc", "2119", "`rfc`, `bcp` or `std` and a number"),
        ("rfc", "fyi36", "`rfc`, `bcp` or `std` and a number"),
        ("unicode", "15.1.0", "`ucd` and a version"),
        (
            "draft",
            "rfc2119",
            "`draft-` or, once approved, `RFC-`, and the rest of its name",
        ),
        (
            "draft",
            "draft-a b",
            "`draft-` or, once approved, `RFC-`, and the rest of its name",
        ),
        ("text", "a book", "none where the type is `text`"),
    ] {
        record(
            &format!("<name>bob</name><xref type=\"{kind}\" data=\"{data}\"/>"),
            &format!(" (`bob`): the data of <xref> is `{data}`; expected {expected}"),
        );
        record(
            &format!("<name>bob</name><note>See <xref type=\"{kind}\" data=\"{data}\"/>.</note>"),
            &format!(" (`bob`): the data of <xref> is `{data}`; expected {expected}"),
        );
    }
    record(
        "<name>bob</name><xref type=\"rcf\" data=\"rfc2119\"/>",
        " (`bob`): the type of <xref> is `rcf`; expected `person`, `rfc`, `draft`, `uri`, `text`, `note`, \
         `rfc-errata`, `registry` or `unicode`",
    );
    record(
        "<name>bob</name><xref data=\"rfc2119\"/>",
        " (`bob`): the type of <xref> is ``; expected `person`, `rfc`, `draft`, `uri`, `text`, `note`, \
         `rfc-errata`, `registry` or `unicode`",
    );
}

#[test]
fn repeated_definitions() {
    elements(
        "<people>\n<person id=\"Ann\"/>\n<person id=\"Bob\"/>\n<person id=\" Ann \"/>\n</people>",
        "line 8, person 3: the id `Ann` is already defined on line 6; expected each once",
    );
    elements(
        "<footnote anchor=\"1\">A</footnote>\n<footnote anchor=\"1\">B</footnote>",
        "line 6: footnote `1` is already defined on line 5; expected each once",
    );
}

#[test]
fn header_comments() {
    let with = |comment: &str| {
        refusal(document("").replace("<registry", &format!("<!-- {comment} -->\n<registry")))
    };
    let digest = "0123456789abcdef".repeat(4);
    let expected = "expected a date, `, SHA-256 ` and 64 hexadecimal digits in lower case; \
                    write the file with the refresh tool";
    assert_eq!(
        with("Official document: updated 2026-08-17, SHA-256 0123"),
        format!("line 2: the header comment is `2026-08-17, SHA-256 0123 `; {expected}")
    );
    for broken in [
        digest.to_uppercase(),
        format!("{digest}0"),
        format!("{digest} {digest}"),
    ] {
        let error = with(&format!(
            "Official document: updated 2026-08-17, SHA-256 {broken}"
        ));
        assert!(error.ends_with(expected), "{error}");
    }
    assert_eq!(
        with(&format!(
            "Official document: updated 2026-08-16, SHA-256 {digest}"
        )),
        "line 5: the date of the registry is `2026-08-17`; expected the date of the official document \
         in the header comment: write the file with the refresh tool"
    );
}

#[test]
fn too_many() {
    let records = "<record><name>bob</name></record>".repeat(65_536);
    let many = |what: &str| {
        format!(
            "the document has more than 65535 {what}; expected no more: the tables number them in 16 bits"
        )
    };
    elements(
        &records,
        &format!("line 5, record 65536 (`bob`): {}", many("records")),
    );
    let people: String = (0..65_535)
        .map(|id| format!("<person id=\"p{id}\"/>"))
        .collect();
    let one_more = "<record><name>bob</name><xref type=\"person\" data=\"Bob\"/></record>";
    elements(
        &format!("{one_more}<people>{people}</people>"),
        &format!("line 5, record 1 (`bob`): {}", many("people")),
    );
    elements(
        &format!("<people>{people}\n<person id=\"bob\"/></people>"),
        &format!("line 6, person 65536: {}", many("people")),
    );
    let all =
        "<record><description>Unassigned</description><number>0-65535</number></record>".repeat(64);
    elements(
        &format!("{all}\n<record><name>bob</name><number>7</number></record>"),
        "line 6, record 65 (`bob`, 7): the document has more than 4194304 ports, counted for each record; \
         expected no more: the tables have a place for each",
    );
}

#[test]
fn deep_nesting_is_refused_and_not_followed() {
    let depth = 200_000;
    record(
        &format!(
            "<note>{}{}</note>",
            "<paragraph>".repeat(depth),
            "</paragraph>".repeat(depth)
        ),
        ": unknown element <paragraph> in <note>; expected text, <xref>, <br>, <paragraph> or <artwork>",
    );
}
