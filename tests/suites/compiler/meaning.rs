//! How the fields of a record are understood.

use crate::{check, document};
use registry::check::{Person, Record, Reference};
use registry::status::Status;
use registry::transport::Transport;

/// The only record of a document.
fn record(record: &str) -> Record {
    let registry = check(&document(&format!(
        "{record}\n<footnote anchor=\"1\">Experiments only.</footnote>\n\
         <people><person id=\"Ann\"/><person id=\"Bob\"/></people>"
    )));
    assert_eq!(registry.records.len(), 1);
    registry.records.into_iter().next().unwrap()
}

#[test]
fn every_field() {
    let whole = check(&document(
        "<record date=\"2004-01\" updated=\"2026-08-17\"><name>discard</name><protocol>dccp</protocol>\
         <assignee><xref type=\"person\" data=\"Bob\"/></assignee><xref type=\"person\" data=\"Ann\"/>\
         <xref type=\"rfc\" data=\"rfc4340\"/><description>Discard</description><number>9</number>\
         <sc>1145656131</sc><unauthorized>Known on port 9</unauthorized><note>Defined TXT keys: None</note>\
         </record>\
         <footnote anchor=\"1\">Experiments only.</footnote>\
         <people><person id=\"Ann\"><name>Ann A.</name></person><person id=\"Bob\"><org>Bob &amp; Co</org></person></people>",
    ));
    assert_eq!(whole.updated.to_string(), "2026-08-17");
    assert_eq!(whole.footnotes[0].anchor, "1");
    assert_eq!(whole.footnotes[0].text, "Experiments only.");
    let person = |id: &str, name: Option<&str>, organization: Option<&str>| Person {
        id: id.to_owned(),
        name: name.map(str::to_owned),
        organization: organization.map(str::to_owned),
    };
    let people = [
        person("Ann", Some("Ann A."), None),
        person("Bob", None, Some("Bob & Co")),
    ];
    assert_eq!(whole.people, people);
    let expected = Record {
        line: 5,
        name: Some("discard".to_owned()),
        transport: Some(Transport::Dccp),
        ports: Some((9, 9)),
        status: Status::Assigned,
        description: "Discard".to_owned(),
        alias_of: None,
        assignees: vec![1],
        contacts: vec![0],
        registered: "2004-01".parse().ok(),
        modified: "2026-08-17".parse().ok(),
        references: vec![Reference::Rfc {
            number: 4340,
            section: None,
            text: None,
        }],
        notes: Some("Defined TXT keys: None".to_owned()),
        unauthorized: Some("Known on port 9".to_owned()),
        service_code: Some(1145656131),
        widespread: false,
    };
    assert_eq!(whole.records, [expected]);
}

#[test]
fn nothing_where_nothing_is_said() {
    for empty in [
        "<record><name>bob</name></record>",
        "<record date=\"\" updated=\" \"><name>bob</name><protocol/><description/><number/><sc/>\
         <unauthorized/><note> <br/> </note></record>",
    ] {
        let record = record(empty);
        assert_eq!(record.transport, None);
        assert_eq!(record.ports, None);
        assert_eq!(record.description, "");
        assert_eq!(record.registered, None);
        assert_eq!(record.modified, None);
        assert_eq!(record.notes, None);
        assert_eq!(record.unauthorized, None);
        assert_eq!(record.service_code, None);
        assert!(record.assignees.is_empty() && record.contacts.is_empty());
        assert!(record.references.is_empty());
    }
}

#[test]
fn ports() {
    for (text, ports) in [
        ("0", (0, 0)),
        ("65535", (65535, 65535)),
        ("6000-6063", (6000, 6063)),
        // IANA writes some ranges of one port.
        ("4748-4748", (4748, 4748)),
        // IANA's grammar allows more spellings than IANA uses.
        ("0443", (443, 443)),
        ("0x1bB", (443, 443)),
        ("0x7 - 0008", (7, 8)),
    ] {
        let of = |text| {
            record(&format!(
                "<record><name>bob</name><number>{text}</number></record>"
            ))
        };
        assert_eq!(of(text).ports, Some(ports));
    }
}

#[test]
fn assignees_fall_back_to_contacts_and_never_the_reverse() {
    let people = |assignee: &str, contacts: &str| {
        let record = record(&format!(
            "<record><name>bob</name>{assignee}{contacts}</record>"
        ));
        (record.assignees, record.contacts)
    };
    let assignee = "<assignee><xref type=\"person\" data=\"Ann\"/></assignee>";
    let (ann, bob) = (
        "<xref type=\"person\" data=\"Ann\"/>",
        "<xref type=\"person\" data=\"Bob\"/>",
    );
    let both = format!("{bob}{ann}");
    assert_eq!(people("", ""), (vec![], vec![]));
    assert_eq!(people("", ann), (vec![0], vec![0]));
    assert_eq!(people("", &both), (vec![1, 0], vec![1, 0]));
    assert_eq!(people(assignee, ""), (vec![0], vec![]));
    assert_eq!(people(assignee, bob), (vec![0], vec![1]));
    assert_eq!(people(assignee, &both), (vec![0], vec![1, 0]));
    // People in a text are text.
    let note = format!("<note>previously {bob}</note>");
    assert_eq!(people("", &note), (vec![], vec![]));
}

/// Two edits of 2015 that IANA mended within hours.
#[test]
fn assignees_that_are_several_or_no_people() {
    let of = |inside: &str| {
        let registry = check(&document(&format!(
            "<record><name>bob</name><assignee>{inside}</assignee><xref type=\"person\" data=\"Bob\"/></record>\
             <people><person id=\"Ann\"/><person id=\"Bob\"/></people>"
        )));
        let remarks: Vec<String> = registry.remarks.iter().map(ToString::to_string).collect();
        let record = registry.records.into_iter().next().unwrap();
        assert!(record.references.is_empty());
        (record.assignees, remarks)
    };
    let ann = "<xref type=\"person\" data=\"Ann\"/>";
    let bob = "<xref type=\"person\" data=\"Bob\"/>";
    let draft = "<xref type=\"draft\" data=\"draft-ietf-mpls-self-ping\"/>";
    let told = "line 5, record 1 (`bob`): `draft-ietf-mpls-self-ping` in <assignee> is no person: it is passed over";
    let told = vec![told.to_owned()];
    assert_eq!(of(&format!("{bob}{ann}")), (vec![1, 0], vec![]));
    assert_eq!(of(&format!("{ann}{draft}")), (vec![0], told.clone()));
    // No assignee: the contact.
    assert_eq!(of(draft), (vec![1], told));
    assert_eq!(of(""), (vec![1], vec![]));
}

#[test]
fn what_is_passed_over_is_told() {
    let told = |document: &str| -> Vec<String> {
        check(document)
            .remarks
            .iter()
            .map(ToString::to_string)
            .collect()
    };
    let prose = "<category>Names</category><xref type=\"rfc\" data=\"rfc6335\"/><expert>Ann</expert>\
                 <note title=\"Request\" format=\"rich\"><list><item>1</item></list></note>";
    assert_eq!(told(&document(prose)), [""; 0]);
    assert_eq!(
        told(&document(
            "<created>2011</created>\n<registry id=\"inner\"><title/></registry>\n\
             <people source=\"x\" to=\"y\"><person id=\"Ann\" since=\"1992\"><uri>a<b/></uri>\n<phone>7</phone></person>\n\
             <group/></people>"
        )),
        [
            "line 5: <created> in <registry> is passed over",
            "line 6: <registry> in <registry> is passed over",
            "line 7: the attribute `source` of <people> is passed over",
            "line 7: the attribute `to` of <people> is passed over",
            "line 7: the attribute `since` of <person> is passed over",
            "line 8, person 1 (`Ann`): <phone> in <person> is passed over",
            "line 9: <group> in <people> is passed over",
        ]
    );
    assert_eq!(
        told(&document("").replace(" id=", " xmlns:x=\"x\" x:y=\"z\" id=")),
        ["line 2: the attribute `x:y` of <registry> is passed over"]
    );
    assert_eq!(
        told(&document(
            "<record><name>bob</name>\n<xref type=\"rfc\" data=\"rfc1\" lastupdated=\"2026-08\"/>\
             <xref type=\"note\" data=\"2\"/><xref type=\"uri\" data=\"www.example.com\"/></record>"
        )),
        [
            "line 6, record 1 (`bob`): the attribute `lastupdated` of <xref> is passed over",
            "line 5, record 1 (`bob`): there is no footnote `2`",
            "line 5, record 1 (`bob`): the reference `www.example.com` is no whole URI",
        ]
    );
}

#[test]
fn people_that_are_not_defined() {
    let registry = check(&document(
        "<record><name>a</name><xref type=\"person\" data=\"None\"/></record>\
         <record><name>b</name><assignee><xref type=\"person\" data=\"ann\"/></assignee>\
         <xref type=\"person\" data=\"None\"/><xref type=\"person\" data=\"Ann\"/></record>\
         <people><person id=\"Unused\"/><person id=\"Ann\"><name>Ann</name></person></people>",
    ));
    // Those that are defined first, in their order; ids differ by case.
    let ids: Vec<&str> = registry
        .people
        .iter()
        .map(|person| person.id.as_str())
        .collect();
    assert_eq!(ids, ["Unused", "Ann", "None", "ann"]);
    assert_eq!(registry.people[2].name, None);
    assert_eq!(registry.records[1].assignees, [3]);
    assert_eq!(registry.records[1].contacts, [2, 1]);
}

/// The 21 descriptions that records without a name have had in IANA's editions of 2017 to 2026.
#[test]
fn status() {
    let of = |name: &str, description: &str| {
        record(&format!(
            "<record><name>{name}</name><number>7</number><description>{description}</description></record>"
        ))
        .status
    };
    for (description, status) in [
        ("Unassigned", Status::Unassigned),
        ("unassigned", Status::Unassigned),
        ("Unassigned [was netstat]", Status::Unassigned),
        ("Unassigned (FRP-Released 12/7/00)", Status::Unassigned),
        ("(unassigned) Possibly assigned", Status::Unassigned),
        ("Reserved", Status::Reserved),
        ("Reserved - IANA", Status::Reserved),
        ("IANA Reserved", Status::Reserved),
        ("Removed", Status::DeAssigned),
        ("De-registered", Status::DeAssigned),
        ("De-Commissioned Port", Status::DeAssigned),
        ("Decomissioned Port 04/14/00, ms", Status::DeAssigned),
        ("Deprecated", Status::DeAssigned),
        // In use without a name.
        ("any private dial out service", Status::Assigned),
        ("any private file service", Status::Assigned),
        ("any private mail system", Status::Assigned),
        ("any private printer server", Status::Assigned),
        ("any private RJE service", Status::Assigned),
        ("any private terminal access", Status::Assigned),
        ("any private terminal link", Status::Assigned),
        ("Possibly used by Sun Solaris????", Status::Assigned),
        // Not in the registry, and no less clear.
        ("REMOVED 2027-01-01", Status::DeAssigned),
        ("Reserved, see RFC 6335", Status::Reserved),
    ] {
        assert_eq!(of("", description), status, "{description}");
    }
    for (description, status) in [
        ("De-Registered", Status::DeAssigned),
        ("", Status::Assigned),
        ("Reserved for a future enhancement", Status::Assigned),
        ("Unassigned", Status::Assigned),
        ("De-registered by its owner", Status::Assigned),
    ] {
        assert_eq!(of("bob", description), status, "{description}");
    }
}

#[test]
fn references() {
    let references =
        |xrefs: &str| record(&format!("<record><name>bob</name>{xrefs}</record>")).references;
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(
        references(
            "<xref type=\"rfc\" data=\"rfc10003\"/>\
             <xref type=\"person\" data=\"Ann\"/>\
             <xref type=\"rfc\" data=\"rfc8765\" section=\"6.1\">RFC8765,\n Section 6.1</xref>\
             <xref type=\"draft\" data=\"draft-zubov-snif-05\" section=\"4.3\">SNIF</xref>\
             <xref type=\"draft\" data=\"RFC-ietf-ntp-roughtime-19\"> </xref>\
             <xref type=\"uri\" data=\"https://example.com/a?b&amp;c\">TR-352</xref>\
             <xref type=\"text\">ISO/IEC 13818-6</xref>\
             <xref type=\"note\" data=\"1\"/>"
        ),
        [
            Reference::Rfc {
                number: 10003,
                section: None,
                text: None
            },
            Reference::Rfc {
                number: 8765,
                section: text("6.1"),
                text: text("RFC8765, Section 6.1")
            },
            Reference::Draft {
                name: "draft-zubov-snif-05".to_owned(),
                section: text("4.3"),
                text: text("SNIF")
            },
            Reference::Draft {
                name: "RFC-ietf-ntp-roughtime-19".to_owned(),
                section: None,
                text: None
            },
            Reference::Uri {
                uri: "https://example.com/a?b&c".to_owned(),
                text: text("TR-352")
            },
            Reference::Text("ISO/IEC 13818-6".to_owned()),
            Reference::Footnote("1".to_owned()),
        ]
    );
}

/// As IANA's style sheet shows them and links them.
#[test]
fn references_of_types_without_a_variant() {
    let of = |xref: &str| {
        let record = record(&format!(
            "<record><name>bob</name><note>{xref}</note>{xref}</record>"
        ));
        let [Reference::Uri { uri, text }] = record.references.as_slice() else {
            panic!("{:?}", record.references);
        };
        let text = text.clone().unwrap();
        assert_eq!(record.notes, Some(format!("[{text}]")));
        (uri.clone(), text)
    };
    let is = |uri: &str, text: &str| (uri.to_owned(), text.to_owned());
    let go = "https://www.iana.org/go/";
    let bcp = format!("{go}bcp14");
    assert_eq!(of("<xref type=\"rfc\" data=\"bcp14\"/>"), is(&bcp, "BCP14"));
    assert_eq!(
        of("<xref type=\"rfc\" data=\"bcp14\">BCP 14, Section 2</xref>"),
        is(&bcp, "BCP 14, Section 2")
    );
    let errata = "http://www.rfc-editor.org/errata_search.php?eid=7";
    assert_eq!(
        of("<xref type=\"rfc-errata\" data=\"7\"/>"),
        is(errata, "RFC Errata 7")
    );
    assert_eq!(
        of("<xref type=\"rfc-errata\" data=\"7\">seven</xref>"),
        is(errata, "RFC Errata seven")
    );
    let registry = "https://www.iana.org/assignments/urn";
    assert_eq!(
        of("<xref type=\"registry\" data=\"urn\"/>"),
        is(registry, "IANA registry urn")
    );
    assert_eq!(
        of("<xref type=\"registry\" data=\"urn\">URNs</xref>"),
        is(registry, "URNs")
    );
    let unicode = "http://unicode.org/Public/15.1.0";
    assert_eq!(
        of("<xref type=\"unicode\" data=\"ucd15.1.0\"/>"),
        is(unicode, "Unicode Character Database 15.1.0")
    );
    assert_eq!(
        of("<xref type=\"unicode\" data=\"ucd15.1.0\">UCD</xref>"),
        is(unicode, "UCD")
    );
}

#[test]
fn dates_may_have_a_time_zone() {
    for zone in ["", "Z", "+01:00", "-05:30"] {
        let record = record(&format!(
            "<record date=\"2004-01{zone}\" updated=\"2026-08-17{zone}\"><name>bob</name></record>"
        ));
        assert_eq!(record.registered, "2004-01".parse().ok());
        assert_eq!(record.modified, "2026-08-17".parse().ok());
        let whole = check(&document("").replace("2026-08-17", &format!("2026-08-17{zone}")));
        assert_eq!(whole.updated.to_string(), "2026-08-17");
    }
}

#[test]
fn cross_references_in_texts_are_shown_as_iana_shows_them() {
    let notes = |note: &str| {
        let record = record(&format!(
            "<record><name>bob</name><note>{note}</note></record>"
        ));
        assert!(record.references.is_empty());
        record.notes.unwrap()
    };
    assert_eq!(
        notes("released by <xref type=\"rfc\" data=\"rfc9900\"/>."),
        "released by [RFC9900]."
    );
    assert_eq!(
        notes(
            "contact was<xref type=\"person\" data=\"Ann\">Ann A.</xref>\n  <xref type=\"note\" data=\"1\"/>"
        ),
        "contact was[Ann] [1]"
    );
    assert_eq!(
        notes(
            " <xref type=\"uri\" data=\"https://example.com\">here</xref><xref type=\"text\">a\nbook</xref> "
        ),
        "[here][a book]"
    );
    assert_eq!(
        notes(
            "<xref type=\"draft\" data=\"draft-pro-adp-00\"/> and <xref type=\"uri\" data=\"x:y\"/>"
        ),
        "[draft-pro-adp-00] and [x:y]"
    );
    assert_eq!(
        notes("<artwork>a  <![CDATA[<b>]]>\n c</artwork>d<?php e?>f <xref type=\"text\"/>"),
        "a <b> c df []"
    );
    let description = record(
        "<record><name>bob</name><description> Lightweight Profile\n(LCMPP) <xref type=\"rfc\" data=\"rfc9483\"/>\
         </description></record>",
    );
    assert_eq!(
        description.description,
        "Lightweight Profile (LCMPP) [RFC9483]"
    );
}

#[test]
fn widespread_use() {
    let of = |note: &str| {
        let note = format!("<record><name>bob</name><note>{note}</note></record>");
        record(&note).widespread
    };
    assert!(of("This entry records an unassigned but\nwidespread use"));
    assert!(of(
        "This entry records an unassigned but widespread use (added 5/21/97)"
    ));
    assert!(!of("The use is widespread"));
}
