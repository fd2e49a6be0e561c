//! The references of each record.

use super::super::check::{Reference, Registry};
use super::super::layout::ReferenceKind;
use super::super::tables::{Distinct, Tables};

pub fn index(tables: &mut Tables, registry: &Registry) {
    let mut references = Distinct::default();
    let mut lists: Distinct<Vec<u32>> = Distinct::default();
    let (mut keys, mut values) = (Vec::new(), Vec::new());
    for (number, record) in registry.records.iter().enumerate() {
        if record.references.is_empty() {
            continue;
        }
        let mut list = Vec::new();
        for reference in &record.references {
            list.push(references.number(reference));
        }
        keys.push(number as u32);
        values.push(lists.number(list));
    }
    let (mut start, mut items) = (vec![0], Vec::new());
    for list in &lists.items {
        items.extend_from_slice(list);
        start.push(items.len() as u32);
    }
    tables.column("REFERENCES_RECORD", keys);
    tables.column("REFERENCES_OF", values);
    tables.column("REFERENCES_START", start);
    tables.column("REFERENCES", items);

    let mut anchors = Distinct::default();
    for footnote in &registry.footnotes {
        anchors.number(footnote.anchor.as_str());
    }
    let shown = |text: &Option<String>| text.clone().unwrap_or_default();
    // The kind, a number, and three texts: the document, its section, and the text that IANA shows.
    let (mut kinds, mut numbers, mut texts) = (Vec::new(), Vec::new(), Vec::new());
    for &reference in &references.items {
        let (kind, number, row) = match reference {
            Reference::Rfc {
                number,
                section,
                text,
            } => (
                ReferenceKind::Rfc,
                *number,
                [String::new(), shown(section), shown(text)],
            ),
            Reference::Draft {
                name,
                section,
                text,
            } => match name.strip_prefix("RFC-") {
                Some(approved) => {
                    let name = format!("draft-{approved}");
                    (
                        ReferenceKind::ApprovedDraft,
                        0,
                        [name, shown(section), shown(text)],
                    )
                }
                None => (
                    ReferenceKind::Draft,
                    0,
                    [name.clone(), shown(section), shown(text)],
                ),
            },
            Reference::Uri { uri, text } => (
                ReferenceKind::Uri,
                0,
                [uri.clone(), String::new(), shown(text)],
            ),
            Reference::Text(text) => (
                ReferenceKind::Text,
                0,
                [String::new(), String::new(), text.clone()],
            ),
            Reference::Footnote(anchor) => {
                let note = registry.footnotes.get(anchors.number(anchor) as usize);
                let text = note.map(|note| note.text.clone());
                (
                    ReferenceKind::Footnote,
                    0,
                    [anchor.clone(), String::new(), shown(&text)],
                )
            }
        };
        kinds.push(u32::from(kind.to_byte()));
        numbers.push(number);
        texts.extend(row);
    }
    let mut strings = Vec::new();
    for text in &texts {
        strings.push(text.as_str());
    }
    tables.column("REFERENCE_KIND", kinds);
    tables.column("REFERENCE_NUMBER", numbers);
    tables.text("REFERENCE_START", "REFERENCE_TEXT", &strings);
}
