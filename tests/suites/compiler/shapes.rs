//! The shapes that documents have: what white space, order and empty elements mean, and what the
//! documents of other years have that today's has not.

use crate::{check, document, read};
use registry::emit;
use registry::read::{Piece, Source, Xref, XrefKind};
use registry::tables::{Column, Tables};

#[test]
fn white_space() {
    let document = read(&document(
        "<record date=\" 2026-08-17 \">\n  <name>\n bob\t</name>\r\n\t<description>a\r\n \t b  c\u{a0} d&#10;&#x20;e \
         </description></record>",
    ));
    let record = &document.records[0];
    assert_eq!(record.name.as_deref(), Some("bob"));
    assert_eq!(record.date.as_deref(), Some("2026-08-17"));
    // A no-break space is no white space.
    assert_eq!(
        record.description,
        [Piece::Text("a b c\u{a0} d e".to_owned())]
    );
    assert_eq!(record.line, 5);
}

#[test]
fn breaks_and_paragraphs_are_white_space() {
    let document = check(&document(
        "<record><name>wot</name><note>\n  <paragraph>Defined TXT keys:</paragraph>\n\
         <paragraph>td: path<xref type=\"rfc\" data=\"rfc1\"/></paragraph><paragraph>type</paragraph>\n</note></record>\n\
         <record><name>iax</name><description>a<br/>b<br></br>c</description></record>",
    ));
    assert_eq!(
        document.records[0].notes.as_deref(),
        Some("Defined TXT keys: td: path[RFC1] type")
    );
    assert_eq!(document.records[1].description, "a b c");
    assert_eq!(document.records[1].line, 9);
}

#[test]
fn pieces_keep_the_blanks_between_them() {
    let document = read(&document(
        "<record><name>bob</name><note> was<xref type=\"person\" data=\"Ann\"/>\n\n and \
         <xref type=\"rfc\" data=\"rfc1\" section=\"2\"> RFC\n1 </xref> </note></record>",
    ));
    let xref = |kind, data: &str, section: Option<&str>, text: Option<&str>| {
        Piece::Xref(Xref {
            kind,
            data: Some(data.to_owned()),
            section: section.map(str::to_owned),
            text: text.map(str::to_owned),
        })
    };
    assert_eq!(
        document.records[0].note,
        [
            Piece::Text("was".to_owned()),
            xref(XrefKind::Person, "Ann", None, None),
            Piece::Text(" and ".to_owned()),
            xref(XrefKind::Rfc, "rfc1", Some("2"), Some("RFC 1")),
        ]
    );
}

#[test]
fn entities() {
    let document = check(&document(
        "<record><name>bob</name><description>R&amp;D &lt;x&gt; &quot;y&quot; &apos;z&apos; &#65;&#x42;</description>\
         <xref type=\"uri\" data=\"https://example.com/?a&amp;b=&quot;&#67;\"/></record>",
    ));
    assert_eq!(document.records[0].description, "R&D <x> \"y\" 'z' AB");
    let uri = format!("{:?}", document.records[0].references[0]);
    assert!(uri.contains(r#""https://example.com/?a&b=\"C""#), "{uri}");
}

#[test]
fn children_in_any_order() {
    let mut fields = [
        "<xref type=\"rfc\" data=\"rfc1\"/>",
        "<note>a note</note>",
        "<sc>7</sc>",
        "<number>7-8</number>",
        "<unauthorized>yes</unauthorized>",
        "<description>a text</description>",
        "<xref type=\"person\" data=\"Ann\"/>",
        "<assignee><xref type=\"person\" data=\"Bob\"/></assignee>",
        "<protocol>udp</protocol>",
        "<name>bob</name>",
        "<xref type=\"rfc\" data=\"rfc2\"/>",
    ];
    let compile = |fields: &[&str]| {
        let people = "<people><person id=\"Ann\"/><person id=\"Bob\"/></people>";
        check(&document(&format!(
            "<record>{}</record>{people}",
            fields.concat()
        )))
    };
    let first = compile(&fields);
    // Among themselves, cross references keep their order.
    for _ in 0..fields.len() {
        fields[1..10].rotate_left(1);
        assert_eq!(compile(&fields), first);
    }
}

#[test]
fn what_surrounds_the_registry() {
    let plain = document("<record><name>bob</name></record>");
    let bom = format!("\u{feff}{plain}");
    assert_eq!(check(&bom), check(&plain));
    let bare = plain.split_once('\n').unwrap().1;
    assert_eq!(check(bare).records[0].line, 4);
    let instructions = plain.replace(
        "<registry",
        "<?xml-stylesheet href=\"a.xsl\"?>\n<?oxygen RNGSchema=\"a.rng\"?>\n<!-- remark -->\n<registry",
    ) + "<!-- end -->\n";
    assert_eq!(check(&instructions).records[0].line, 8);
    let windows = plain.replace('\n', "\r\n");
    assert_eq!(check(&windows), check(&plain));
}

#[test]
fn comments_say_nothing() {
    let document = check(&document(
        "<!-- one --><record><!-- two --><name>b<!-- three -->ob</name><!-- <number>7</number> --></record>",
    ));
    assert_eq!(document.records[0].name.as_deref(), Some("bob"));
    assert_eq!(document.records[0].ports, None);
}

#[test]
fn the_header_of_the_canonical_form() {
    let digest = "0123456789abcdef".repeat(4);
    let header = format!(
        "<!-- A form.\nOfficial document: updated 2026-08-17, SHA-256 {digest} -->\n<registry"
    );
    let source = Source {
        updated: "2026-08-17".to_owned(),
        sha256: digest,
    };
    let plain = document("");
    assert_eq!(read(&plain).source, None);
    assert_eq!(
        read(&plain.replace("<registry", &header)).source,
        Some(source)
    );
}

/// The preamble and people's addresses are read, and are no part of the registry.
#[test]
fn what_is_left_out() {
    let registry = check(&document(
        "<category>Numbers</category><xref type=\"rfc\" data=\"rfc6335\"/><expert>Ann,\nBob</expert>\n\
         <note>\nSee <xref type=\"rfc\" data=\"rfc6335\"/>.\n****\n</note>\n\
         <note title=\"Request an Assignment\">\n<xref type=\"uri\" data=\"https://example.com\"/>\n</note>\n\
         <people><person id=\"Ann\"><name>Ann</name><uri>mailto:ann&amp;example.com</uri><uri/>\
         <updated>1992-07</updated></person></people>",
    ));
    assert!(registry.records.is_empty());
    let people = format!("{:?}", registry.people);
    assert_eq!(
        people,
        r#"[Person { id: "Ann", name: Some("Ann"), organization: None }]"#
    );
}

/// Documents of 2017 to 2019 are not sorted by port, have names with blanks and parentheses, and a
/// record without a port among those with one.
#[test]
fn unsorted_records_and_odd_names() {
    let registry = check(&document(
        "<record><description>Unassigned</description><number>7702</number></record>\
         <record><name>nfs-domainroot</name><protocol>tcp</protocol></record>\
         <record><name>Apple Remote Desktop (Net Assistant)</name><protocol>tcp</protocol><number>3283</number></record>\
         <record><description>Unassigned</description><number>7203-7214</number></record>\
         <record><name>Escale (Newton Dock)</name><number>3679</number></record>",
    ));
    let names: Vec<_> = registry
        .records
        .iter()
        .map(|record| record.name.as_deref())
        .collect();
    let apple = "Apple Remote Desktop (Net Assistant)";
    let dock = "Escale (Newton Dock)";
    assert_eq!(
        names,
        [None, Some("nfs-domainroot"), Some(apple), None, Some(dock)]
    );
    assert_eq!(registry.records[3].ports, Some((7203, 7214)));
}

/// `<name/>`, from 2019 on, is no name; an empty `<uri/>`, person `<name/>` or `<note/>` is none, too.
#[test]
fn empty_elements() {
    let registry = check(&document(
        "<record><name/><protocol>tcp</protocol><description>Reserved</description><number>914</number><note/></record>\
         <people><person id=\"Festo_AG\"><name/><org>Festo AG</org><uri/></person></people>",
    ));
    assert_eq!(registry.records[0].name, None);
    assert_eq!(registry.records[0].notes, None);
    assert_eq!(registry.people[0].name, None);
    assert_eq!(registry.people[0].organization.as_deref(), Some("Festo AG"));
}

/// An id with a blank at its end, in 2017, is the one that records refer to.
#[test]
fn person_ids_are_trimmed() {
    let registry = check(&document(
        "<record><name>bob</name><xref type=\"person\" data=\"Andrew_Beekhof\"/></record>\
         <people><person id=\"Andrew_Beekhof \"><name> Andrew  Beekhof </name></person></people>",
    ));
    assert_eq!(registry.people.len(), 1);
    assert_eq!(registry.people[0].id, "Andrew_Beekhof");
    assert_eq!(registry.people[0].name.as_deref(), Some("Andrew Beekhof"));
}

/// Ranges overlap explicit records, some by a thousand ports in 2017.
#[test]
fn overlapping_ranges() {
    let registry = check(&document(
        "<record><description>Unassigned</description><number>43124-44320</number></record>\
         <record><name>reachout</name><protocol>tcp</protocol><number>43188</number></record>\
         <record><description>Unassigned</description><number>44123</number></record>",
    ));
    assert_eq!(registry.records.len(), 3);
}

/// A column is as wide as its largest number.
#[test]
fn widths_of_columns() {
    for (largest, width) in [
        (0, 1),
        (0xff, 1),
        (0x100, 2),
        (0xffff, 2),
        (0x1_0000, 3),
        (0xff_ffff, 3),
        (0x100_0000, 4),
        (u32::MAX, 4),
    ] {
        let mut tables = Tables::default();
        tables.columns.push(Column::new("COLUMN", vec![0, largest]));
        let files = emit::files(&tables);
        let bytes = &files[0].1;
        assert_eq!(bytes.len(), 2 * width);
        assert_eq!(bytes[width..], largest.to_le_bytes()[..width]);
        let code = String::from_utf8(files[1].1.clone()).unwrap();
        let column = format!("pub static COLUMN: Column<{width}, {}>", 2 * width);
        assert!(code.contains(&column));
    }
}
