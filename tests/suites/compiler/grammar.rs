//! Documents made from IANA's grammar, and judged by another program: `.ci/long/grammar` writes them.

use registry::{check, read};

const DOCUMENTS: &str = include_str!("../../data/grammar.txt");

/// What the grammar allows and the compiler refuses, because no look-up can answer with it.
const REFUSED: [(&str, &str); 5] = [
    (
        "<people></people>",
        "line 1: <updated> is missing; expected the date of the registry",
    ),
    (
        "<updated>2026-08-17</updated><record><name></name><description></description></record><people></people>",
        NEITHER,
    ),
    (
        "<updated>2026-08-17</updated><record><name>R&amp;D &lt;x&gt; é</name><description></description></record>\
         <people></people>",
        "line 1, record 1 (`R&D <x> é`): the name is `R&D <x> é`; expected at most 63 printable characters of ASCII",
    ),
    (
        "<updated>2026-08-17</updated><record><description></description></record><people></people>",
        NEITHER,
    ),
    (
        "<updated>2026-08-17</updated>\
         <footnote anchor=\"1\">a<xref type=\"unicode\" data=\"ucd15.1.0\">a</xref>aa<xref type=\"unicode\" data=\"ucd15.1.0\">a</xref></footnote>\
         <footnote anchor=\"1\"></footnote>\
         <footnote anchor=\"1\">a<xref type=\"unicode\" data=\"ucd15.1.0\">a</xref>aa<xref type=\"unicode\" data=\"ucd15.1.0\">a</xref></footnote>\
         <people></people>",
        "line 1: footnote `1` is already defined on line 1; expected each once",
    ),
];
const NEITHER: &str = "line 1, record 1: a <name> or <number> is missing; \
                       expected one of the two: a look-up finds a record by its name or its port";

/// The documents that jing finds valid, or not.
fn documents(said: &str) -> impl Iterator<Item = &'static str> {
    let prefix = format!("{said}\t");
    DOCUMENTS
        .lines()
        .filter_map(move |line| line.strip_prefix(&prefix))
}

fn refusal(content: &str) -> Option<String> {
    let document = format!(
        "<registry xmlns=\"http://www.iana.org/assignments\" id=\"service-names-port-numbers\">\
         {content}</registry>"
    );
    let checked = read::read(document.as_bytes()).and_then(check::check);
    checked.err().map(|error| error.to_string())
}

#[test]
fn what_the_grammar_allows_is_accepted() {
    let refused = documents("valid").filter_map(|content| Some((content, refusal(content)?)));
    let refused: Vec<(&str, String)> = refused.collect();
    let expected = REFUSED.map(|(content, error)| (content, error.to_owned()));
    assert_eq!(refused, expected);
    assert!(documents("valid").count() > 300);
}

/// Each element of a record with an attribute more, or an element more.
#[test]
fn what_no_grammar_allows_in_a_record_is_refused() {
    for content in documents("invalid") {
        let error = refusal(content).expect(content);
        assert!(error.starts_with("line 1, record 1"), "{error}");
        assert!(
            error.contains(": unknown ") && error.contains("; expected "),
            "{error}"
        );
    }
    assert!(documents("invalid").count() > 40);
}
