//! What the documents of other years have and today's has not, or the reverse: understood as the second
//! reader understands it, and so are the tables of it. The exact meaning is asked for by `tests/compiler`.

use crate::document;
use crate::growth::accepted;
use registry::status::Status;

fn record(inside: &str) -> String {
    format!("<record>{inside}</record>")
}

fn service(name: &str, number: &str) -> String {
    record(&format!(
        "<name>{name}</name><protocol>tcp</protocol><number>{number}</number>"
    ))
}

fn unassigned(number: &str) -> String {
    record(&format!(
        "<description>Unassigned</description><number>{number}</number>"
    ))
}

#[test]
fn records_out_of_order() {
    let portless = record("<name>nfs-domainroot</name><protocol>tcp</protocol>");
    let records = [
        unassigned("7702"),
        portless,
        service("swx", "7300-7359"),
        unassigned("7203-7214"),
    ];
    let registry = accepted(&document(&records.concat()));
    let ports: Vec<_> = registry.records.iter().map(|record| record.ports).collect();
    assert_eq!(
        ports,
        [
            Some((7702, 7702)),
            None,
            Some((7300, 7359)),
            Some((7203, 7214))
        ]
    );
}

#[test]
fn people_that_nobody_defines() {
    let named = record(
        "<name>a</name><xref type=\"person\" data=\"None\"/><xref type=\"person\" data=\"Cisco_systems_3\"/>",
    );
    let registry = accepted(&document(&named));
    let ids: Vec<_> = registry
        .people
        .iter()
        .map(|person| person.id.as_str())
        .collect();
    assert_eq!(ids, ["None", "Cisco_systems_3"]);
    // Nor is a person named in a text alone one of the registry.
    let text =
        record("<name>a</name><note>previously of <xref type=\"person\" data=\"Nobody\"/></note>");
    assert!(accepted(&document(&text)).people.is_empty());
}

#[test]
fn people_that_nobody_names() {
    let people =
        "<people><person id=\"Michael\"><name>Michael</name></person><person id=\"Ann\"/></people>";
    assert_eq!(accepted(&document(people)).people.len(), 2);
}

#[test]
fn ids_with_a_blank_at_the_end() {
    let named = record("<name>a</name><xref type=\"person\" data=\"Andrew\"/>");
    let registry = accepted(&document(
        &(named + "<people><person id=\"Andrew \"/></people>"),
    ));
    assert_eq!(registry.people.len(), 1);
}

#[test]
fn ids_that_differ_in_case() {
    let named = record("<name>a</name><xref type=\"person\" data=\"Seiko_Epson\"/>");
    let people = "<people><person id=\"SEIKO_EPSON\"><org>Seiko</org></person><person id=\"Seiko_Epson\"/></people>";
    assert_eq!(
        accepted(&document(&(named + people))).records[0].contacts,
        [1]
    );
}

#[test]
fn people_with_two_addresses_or_an_empty_one() {
    let people = "<people><person id=\"A\"><name/><org>O</org><uri>mailto:a&amp;b</uri><uri>tel:1</uri></person>\
        <person id=\"B\"><uri/></person></people>";
    let registry = accepted(&document(people));
    assert_eq!(
        (registry.people[0].name.as_deref(), registry.people.len()),
        (None, 2)
    );
}

#[test]
fn names_with_blanks_and_of_36_characters() {
    let apple = "Apple Remote Desktop (Net Assistant)";
    assert_eq!(apple.len(), 36);
    let records = [
        service(apple, "3283"),
        service("Escale (Newton Dock)", "3679"),
        service("edi_service", "34567"),
    ];
    let registry = accepted(&document(&records.concat()));
    assert_eq!(registry.records[0].name.as_deref(), Some(apple));
}

#[test]
fn ranges_that_overlap() {
    let records = [
        unassigned("43124-44320"),
        service("reachout", "43188"),
        unassigned("43189"),
        service("tinylog", "43180-43200"),
        unassigned("44123-44500"),
    ];
    accepted(&document(&records.concat()));
}

#[test]
fn ranges_of_one_port() {
    let registry = accepted(&document(
        &(unassigned("4748-4748") + &service("a", "6345-6345")),
    ));
    assert_eq!(registry.records[1].ports, Some((6345, 6345)));
}

#[test]
fn ports_that_nobody_speaks_of() {
    accepted(&document(
        &(unassigned("6880-6889") + &unassigned("6900-6910")),
    ));
}

#[test]
fn records_without_a_transport_beside_those_with_one() {
    let named = record("<name>flex-lm</name><number>27000-27009</number>");
    let records = [named, service("other", "27004"), unassigned("27000-27009")];
    accepted(&document(&records.concat()));
}

#[test]
fn the_same_name_twice_without_port_or_transport() {
    let rdp = |text: &str| {
        record(&format!(
            "<name>rdp</name><description>{text}</description>"
        ))
    };
    let registry = accepted(&document(
        &(rdp("Reliable Data Protocol") + &rdp("Windows Remote Desktop")),
    ));
    assert_eq!(registry.records.len(), 2);
}

#[test]
fn no_one_or_two_notes_of_the_registry() {
    let one = "<note>\n*** Ports, see <xref type=\"rfc\" data=\"rfc6335\"/>. ***\n</note>";
    let two = "<note title=\"Request\"><xref type=\"uri\" data=\"https://www.iana.org/protocols/apply\"/></note>";
    for notes in [String::new(), one.to_owned(), one.to_owned() + two] {
        let registry = accepted(&document(&(notes + &service("a", "1"))));
        assert_eq!(registry.records[0].notes, None);
    }
}

#[test]
fn other_processing_instructions() {
    let plain = document(&service("a", "1"));
    let oxygen = "<?oxygen RNGSchema=\"a.rng\" type=\"xml\"?>\n";
    let model = "<?xml-model href=\"a.rng\" schematypens=\"b\"?>\n";
    let records = accepted(&plain).records;
    for instruction in [oxygen, model] {
        let other = accepted(&(instruction.to_owned() + &plain));
        assert_eq!(other.records[0].name, records[0].name);
    }
}

#[test]
fn empty_names_descriptions_and_notes() {
    let empty = record(
        "<name/><protocol>tcp</protocol><description>Reserved</description><number>914</number><note/>",
    );
    let terse = record("<name>ident</name><description/><number>113</number>");
    let registry = accepted(&document(&(empty + &terse)));
    assert_eq!(
        (
            registry.records[0].name.as_ref(),
            registry.records[0].status
        ),
        (None, Status::Reserved)
    );
}

#[test]
fn breaks_and_paragraphs() {
    let breaks = record("<name>iax</name><note>a<br/>b <br/>\nc</note>");
    let paragraphs = record(
        "<name>wot</name><note>\n<paragraph>Defined TXT keys:</paragraph> <paragraph>td</paragraph></note>",
    );
    accepted(&document(&(breaks + &paragraphs)));
}

#[test]
fn cross_references_in_texts() {
    let description = record(
        "<name>a</name><description> LCMPP <xref type=\"rfc\" data=\"rfc9483\"/></description>",
    );
    let note =
        record("<name>b</name><note>(contact was<xref type=\"person\" data=\"Ann\"/>)</note>");
    accepted(&document(&(description + &note)));
}

#[test]
fn drafts_without_a_version_and_approved_ones() {
    let drafts = [
        "draft-herbert-gue",
        "RFC-sekar-dns-llq-06",
        "RFC-rprice-ups-management-protocol-15",
    ];
    for draft in drafts {
        accepted(&document(&record(&format!(
            "<name>a</name><xref type=\"draft\" data=\"{draft}\"/>"
        ))));
    }
}

#[test]
fn modified_before_it_was_registered() {
    let dates =
        "<record date=\"2011-05-23\" updated=\"2011-05-16\"><name>hpbladems</name></record>";
    accepted(&document(dates));
}
