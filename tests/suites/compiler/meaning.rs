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
