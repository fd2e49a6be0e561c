//! Writes the canonical form: IANA's schema, one record or person a line, children in one order.

use registry::read::{Document, ID, Mixed, NAMESPACE, Piece, Record, SOURCE, Source, Xref};

/// The canonical form of a document. `source` names the official document that it was made from.
pub fn write(document: &Document, source: &Source) -> String {
    let mut out = Writer::default();
    let [before_date, before_digest] = SOURCE;
    out.text.push_str(&format!(
        "<?xml version='1.0' encoding='UTF-8'?>\n\
         <!-- IANA's Service Name and Transport Protocol Port Number Registry in a canonical form.\n\
         README.md beside this file says what it keeps; the refresh tool writes it.\n\
         {before_date}{}{before_digest}{} -->\n\
         <registry xmlns=\"{NAMESPACE}\" id=\"{ID}\">\n",
        source.updated, source.sha256
    ));
    out.line(|out| out.element("updated", Some(&document.updated)));
    for record in &document.records {
        out.line(|out| out.record(record));
    }
    for footnote in &document.footnotes {
        out.line(|out| {
            out.open("footnote", &[("anchor", &Some(footnote.anchor.clone()))]);
            out.pieces(&footnote.text);
            out.close("footnote");
        });
    }
    out.line(|out| out.open("people", &[]));
    for person in &document.people {
        out.line(|out| {
            out.open("person", &[("id", &Some(person.id.clone()))]);
            out.element("name", person.name.as_deref());
            out.element("org", person.organization.as_deref());
            out.close("person");
        });
    }
    out.line(|out| out.close("people"));
    out.line(|out| out.close("registry"));
    out.text
}

/// The line of a record.
pub fn record(record: &Record) -> String {
    let mut out = Writer::default();
    out.record(record);
    out.text
}

#[derive(Default)]
struct Writer {
    text: String,
    /// Where the last start tag ends.
    opened: usize,
}

impl Writer {
    fn line(&mut self, content: impl FnOnce(&mut Writer)) {
        content(self);
        self.text.push('\n');
    }

    fn record(&mut self, record: &Record) {
        self.open(
            "record",
            &[("date", &record.date), ("updated", &record.updated)],
        );
        // What differs between the records of one service comes first, so that the rest is one
        // repetition to a compressor, and a description is often the name with capitals: the
        // package is 9 KB smaller than with the name first.
        self.element("protocol", record.protocol.as_deref());
        self.element("number", record.number.as_deref());
        self.mixed("description", &record.description);
        self.element("name", record.name.as_deref());
        if !record.assignees.is_empty() {
            self.open("assignee", &[]);
            for xref in &record.assignees {
                self.xref(xref);
            }
            self.close("assignee");
        }
        for xref in &record.xrefs {
            self.xref(xref);
        }
        self.element("sc", record.service_code.as_deref());
        self.element("unauthorized", record.unauthorized.as_deref());
        self.mixed("note", &record.note);
        self.close("record");
    }

    /// A start tag with the attributes that have a value.
    fn open(&mut self, element: &str, attributes: &[(&str, &Option<String>)]) {
        self.text.extend(["<", element]);
        for (name, value) in attributes {
            if let Some(value) = value {
                self.text.extend([" ", name, "=\""]);
                for (number, part) in value.split('"').enumerate() {
                    self.text.push_str(if number == 0 { "" } else { "&quot;" });
                    self.escaped(part);
                }
                self.text.push('"');
            }
        }
        self.text.push('>');
        self.opened = self.text.len();
    }

    /// The end tag; an element that has remained empty closes itself.
    fn close(&mut self, element: &str) {
        if self.text.len() == self.opened {
            self.text.pop();
            self.text.push_str("/>");
        } else {
            self.text.extend(["</", element, ">"]);
        }
    }

    /// An element with text, if there is any.
    fn element(&mut self, element: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.open(element, &[]);
            self.escaped(text);
            self.close(element);
        }
    }

    /// An element with mixed content, if there is any.
    fn mixed(&mut self, element: &str, mixed: &Mixed) {
        if mixed.is_empty() {
            return;
        }
        self.open(element, &[]);
        self.pieces(mixed);
        self.close(element);
    }

    fn pieces(&mut self, mixed: &Mixed) {
        for piece in mixed {
            match piece {
                Piece::Text(text) => self.escaped(text),
                Piece::Xref(xref) => self.xref(xref),
            }
        }
    }

    fn xref(&mut self, xref: &Xref) {
        let kind = Some(xref.kind.as_str().to_owned());
        self.open(
            "xref",
            &[
                ("type", &kind),
                ("data", &xref.data),
                ("section", &xref.section),
            ],
        );
        if let Some(text) = &xref.text {
            self.escaped(text);
        }
        self.close("xref");
    }

    /// Text for the content of an element.
    fn escaped(&mut self, text: &str) {
        for character in text.chars() {
            match character {
                '&' => self.text.push_str("&amp;"),
                '<' => self.text.push_str("&lt;"),
                '>' => self.text.push_str("&gt;"),
                _ => self.text.push(character),
            }
        }
    }
}
