//! A second reader of the registry: slow, obvious, and independent.
//!
//! It shares no code with `registry/` and uses no XML library, so that a mistake there is not
//! repeated here. It reads IANA's document as well as the canonical form of it, and keeps every
//! column as the text that IANA shows.

/// One element of the document with everything inside it.
#[derive(Default)]
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    children: Vec<Node>,
}

enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    fn elements<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.children.iter().filter_map(move |node| match node {
            Node::Element(element) if element.name == name => Some(element),
            _ => None,
        })
    }

    fn element<'a>(&'a self, name: &'a str) -> Option<&'a Element> {
        let mut found = self.elements(name);
        let first = found.next();
        assert!(found.next().is_none(), "a second <{name}>");
        first
    }

    /// The value of an attribute; absent and empty are the same.
    fn attribute(&self, name: &str) -> String {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map_or(String::new(), |(_, value)| collapse(value))
    }

    /// The text inside a child; absent and empty are the same.
    fn text_of(&self, name: &str) -> String {
        self.element(name).map_or(String::new(), Element::text)
    }

    fn text(&self) -> String {
        self.text_with(Xref::shown)
    }

    /// The text, with the references inside as they are shown.
    fn text_with(&self, shown: fn(&Xref) -> String) -> String {
        let mut text = String::new();
        self.write_text(&mut text, shown);
        collapse(&text)
    }

    fn write_text(&self, text: &mut String, shown: fn(&Xref) -> String) {
        for node in &self.children {
            match node {
                Node::Text(more) => text.push_str(more),
                Node::Element(xref) if xref.name == "xref" => {
                    text.push_str(&shown(&Xref::of(xref)))
                }
                Node::Element(element) => {
                    assert!(
                        ["br", "paragraph", "artwork"].contains(&element.name.as_str()),
                        "<{}> inside a text",
                        element.name
                    );
                    text.push(' ');
                    element.write_text(text, shown);
                    text.push(' ');
                }
            }
        }
    }
}

/// Runs of white space become one blank, and none is left at the ends.
fn collapse(text: &str) -> String {
    let words: Vec<&str> = text
        .split([' ', '\t', '\r', '\n'])
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

fn unescape(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        plain.push_str(before);
        let (entity, after) = after.split_once(';').expect("an unfinished entity");
        plain.push(match entity {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            _ => numbered(entity)
                .unwrap_or_else(|| panic!("&{entity}; is not an entity of this document")),
        });
        rest = after;
    }
    plain + rest
}

/// The character of `#233` or `#xe9`.
fn numbered(entity: &str) -> Option<char> {
    let number = entity.strip_prefix('#')?;
    let code = match number.strip_prefix('x') {
        Some(number) => u32::from_str_radix(number, 16),
        None => number.parse(),
    };
    char::from_u32(code.ok()?)
}

/// The attributes of a start tag and what follows its `>`; `true` for `/>`.
fn attributes(mut rest: &str) -> (Vec<(String, String)>, bool, &str) {
    let mut found = Vec::new();
    loop {
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix("/>") {
            return (found, true, after);
        }
        if let Some(after) = rest.strip_prefix('>') {
            return (found, false, after);
        }
        let (name, after) = rest.split_once('=').expect("an attribute without a value");
        let after = after.trim_start();
        let quote = after.chars().next().expect("the document ends in a tag");
        assert!(quote == '"' || quote == '\'', "{name} is not quoted");
        let (value, after) = after[1..].split_once(quote).expect("an unfinished value");
        found.push((name.trim().to_owned(), unescape(value)));
        rest = after;
    }
}

/// The root element of a document.
fn parse(document: &str) -> Element {
    let mut open = vec![Element::default()];
    let mut rest = document;
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix("<?") {
            rest = after.split_once("?>").expect("an unfinished <? ?>").1;
        } else if let Some(after) = rest.strip_prefix("<![CDATA[") {
            let (text, after) = after
                .split_once("]]>")
                .expect("an unfinished CDATA section");
            let parent = open.last_mut().expect("one is always open");
            parent.children.push(Node::Text(text.to_owned()));
            rest = after;
        } else if let Some(after) = rest.strip_prefix("<!--") {
            rest = after.split_once("-->").expect("an unfinished comment").1;
        } else if let Some(after) = rest.strip_prefix("</") {
            let (name, after) = after.split_once('>').expect("an unfinished tag");
            let element = open.pop().expect("one is always open");
            assert_eq!(element.name, name.trim_end(), "tags do not match");
            let parent = open.last_mut().expect("too many end tags");
            parent.children.push(Node::Element(element));
            rest = after;
        } else if let Some(after) = rest.strip_prefix('<') {
            let end = after
                .find(|c: char| c.is_whitespace() || c == '/' || c == '>')
                .expect("an unfinished tag");
            let (attributes, empty, after) = attributes(&after[end..]);
            let element = Element {
                name: rest[1..=end].to_owned(),
                attributes,
                children: Vec::new(),
            };
            if empty {
                let parent = open.last_mut().expect("one is always open");
                parent.children.push(Node::Element(element));
            } else {
                open.push(element);
            }
            rest = after;
        } else {
            let end = rest.find('<').unwrap_or(rest.len());
            let parent = open.last_mut().expect("one is always open");
            parent.children.push(Node::Text(unescape(&rest[..end])));
            rest = &rest[end..];
        }
    }
    assert_eq!(
        open.len(),
        1,
        "the document ends inside <{}>",
        open.last().unwrap().name
    );
    let mut roots = open
        .remove(0)
        .children
        .into_iter()
        .filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(text) => {
                assert_eq!(text.trim(), "", "text outside the root");
                None
            }
        });
    let root = roots.next().expect("a root element");
    assert!(roots.next().is_none(), "a second root element");
    root
}

/// A cross reference: to a person, or to a document.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Xref {
    pub kind: String,
    pub data: String,
    pub section: String,
    pub body: String,
}

impl Xref {
    fn of(element: &Element) -> Xref {
        Xref {
            kind: element.attribute("type"),
            data: element.attribute("data"),
            section: element.attribute("section"),
            body: element.text(),
        }
    }

    /// What IANA shows in its table, with the brackets.
    pub fn shown(&self) -> String {
        let inside = match self.kind.as_str() {
            "person" | "note" => self.data.clone(),
            "text" => self.body.clone(),
            "rfc" | "draft" | "uri" if !self.body.is_empty() => self.body.clone(),
            "rfc" => self.data.to_uppercase(),
            "draft" | "uri" => self.data.clone(),
            "rfc-errata" if self.body.is_empty() => format!("RFC Errata {}", self.data),
            "rfc-errata" => format!("RFC Errata {}", self.body),
            "registry" | "unicode" if !self.body.is_empty() => self.body.clone(),
            "registry" => format!("IANA registry {}", self.data),
            "unicode" => format!("Unicode Character Database {}", &self.data[3..]),
            kind => panic!("an xref of type {kind:?}"),
        };
        format!("[{inside}]")
    }

    /// The address behind what IANA shows, of the types whose name does not tell it.
    pub fn link(&self) -> Option<String> {
        let data = &self.data;
        match self.kind.as_str() {
            "rfc" if data.starts_with("bcp") || data.starts_with("std") => {
                Some(format!("https://www.iana.org/go/{data}"))
            }
            "rfc-errata" => Some(format!(
                "http://www.rfc-editor.org/errata_search.php?eid={data}"
            )),
            "registry" => Some(format!("https://www.iana.org/assignments/{data}")),
            "unicode" => Some(format!("http://unicode.org/Public/{}", &data[3..])),
            _ => None,
        }
    }

    /// What IANA shows, but nobody's name.
    fn impersonal(&self) -> String {
        match self.kind.as_str() {
            "person" => "[person]".to_owned(),
            _ => self.shown(),
        }
    }

    /// What IANA shows and, where the document has it show something else, what is cited.
    fn cited(&self) -> String {
        let mut cited = self.shown();
        if let Some(link) = self.link() {
            cited += &format!("({link})");
        } else if self.kind != "text" && !(self.body.is_empty() && self.section.is_empty()) {
            let section = match self.section.as_str() {
                "" => String::new(),
                section => format!("#section-{section}"),
            };
            cited += &format!("({}{section})", self.data);
        }
        cited
    }
}

/// One record, each column as the text that IANA shows, `""` where there is none.
pub struct Record {
    pub name: String,
    pub number: String,
    pub transport: String,
    pub description: String,
    pub assignees: Vec<String>,
    pub contacts: Vec<String>,
    pub registered: String,
    pub modified: String,
    pub references: Vec<Xref>,
    pub service_code: String,
    pub unauthorized: String,
    pub notes: String,
    /// The description and the notes without anybody's name.
    pub impersonal: [String; 2],
}

impl Record {
    fn of(element: &Element) -> Record {
        let people = |parent: &Element| -> Vec<String> {
            let xrefs = parent.elements("xref").map(Xref::of);
            xrefs
                .filter(|xref| xref.kind == "person")
                .map(|xref| xref.data)
                .collect()
        };
        let contacts = people(element);
        Record {
            name: element.text_of("name"),
            number: element.text_of("number"),
            transport: element.text_of("protocol"),
            description: element.text_of("description"),
            assignees: element
                .element("assignee")
                .map(people)
                .filter(|assignees| !assignees.is_empty())
                .unwrap_or_else(|| contacts.clone()),
            contacts,
            registered: element.attribute("date"),
            modified: element.attribute("updated"),
            references: element
                .elements("xref")
                .map(Xref::of)
                .filter(|xref| xref.kind != "person")
                .collect(),
            service_code: element.text_of("sc"),
            unauthorized: element.text_of("unauthorized"),
            notes: element.text_of("note"),
            impersonal: ["description", "note"].map(|name| {
                let child = element.element(name);
                child.map_or(String::new(), |child| child.text_with(Xref::impersonal))
            }),
        }
    }

    /// The columns that the history keeps, parted by tabs.
    pub fn kept(&self) -> String {
        let ports = match self.ports() {
            Some((first, last)) if first == last => first.to_string(),
            Some((first, last)) => format!("{first}-{last}"),
            None => String::new(),
        };
        let cited: Vec<String> = self.references.iter().map(Xref::cited).collect();
        let [description, notes] = &self.impersonal;
        let columns = [
            &self.name,
            &ports,
            &self.transport,
            description,
            &self.registered,
            &self.modified,
            &cited.concat(),
            &self.service_code,
            &self.unauthorized,
            notes,
        ];
        columns.map(String::as_str).join("\t")
    }

    /// First and last port; `None` for a record without a number.
    pub fn ports(&self) -> Option<(u16, u16)> {
        if self.number.is_empty() {
            return None;
        }
        let (first, last) = self
            .number
            .split_once('-')
            .unwrap_or((&self.number, &self.number));
        let port = |text: &str| match text.trim().strip_prefix("0x") {
            Some(digits) => u16::from_str_radix(digits, 16).unwrap(),
            None => text.trim().parse().unwrap(),
        };
        Some((port(first), port(last)))
    }

    /// `assigned`, `unnamed` (in use, but without a name), `reserved`, `deassigned` or
    /// `unassigned`. The compiler has a list of how a description may begin; here a record without a
    /// name is told by one word among its first two, and was given up if none of these is there.
    pub fn status(&self) -> &'static str {
        let text = self.description.to_lowercase();
        if !self.name.is_empty() {
            return match text.as_str() {
                "de-registered" => "deassigned",
                _ => "assigned",
            };
        }
        let words = text.split(|c: char| !c.is_alphanumeric());
        let words: Vec<&str> = words.filter(|word| !word.is_empty()).take(2).collect();
        let has = |word| words.contains(&word);
        if has("unassigned") {
            "unassigned"
        } else if has("reserved") {
            "reserved"
        } else if has("private") || has("used") {
            "unnamed"
        } else {
            "deassigned"
        }
    }
}

/// Whom a record names.
pub struct Person {
    pub id: String,
    pub name: String,
    pub organization: String,
}

/// The whole document.
pub struct Registry {
    pub updated: String,
    pub records: Vec<Record>,
    /// Anchor and text.
    pub footnotes: Vec<(String, String)>,
    pub people: Vec<Person>,
}

impl Registry {
    pub fn read(document: &str) -> Registry {
        let root = parse(document);
        assert_eq!(root.name, "registry");
        Registry {
            updated: root.text_of("updated"),
            records: root.elements("record").map(Record::of).collect(),
            footnotes: root
                .elements("footnote")
                .map(|note| (note.attribute("anchor"), note.text()))
                .collect(),
            people: root
                .element("people")
                .into_iter()
                .flat_map(|people| people.elements("person"))
                .map(|person| Person {
                    id: person.attribute("id"),
                    name: person.text_of("name"),
                    organization: person.text_of("org"),
                })
                .collect(),
        }
    }

    /// Every column of every record, in the form of [`table`].
    pub fn records_table(&self) -> String {
        let header = [
            "index",
            "name",
            "port_start",
            "port_end",
            "transport",
            "status",
            "description",
            "assignee",
            "contact",
            "registered",
            "modified",
            "references",
            "service_code",
            "unauthorized",
            "notes",
        ];
        let rows = self.records.iter().enumerate().map(|(index, record)| {
            let port = |port: Option<u16>| port.map_or(String::new(), |port| port.to_string());
            [
                index.to_string(),
                record.name.clone(),
                port(record.ports().map(|(first, _)| first)),
                port(record.ports().map(|(_, last)| last)),
                record.transport.clone(),
                record.status().to_owned(),
                record.description.clone(),
                record.assignees.join(","),
                record.contacts.join(","),
                record.registered.clone(),
                record.modified.clone(),
                record.references.iter().map(Xref::shown).collect(),
                record.service_code.clone(),
                record.unauthorized.clone(),
                record.notes.clone(),
            ]
        });
        table(header, rows)
    }

    /// Every person, in the form of [`table`].
    pub fn people_table(&self) -> String {
        let rows = self.people.iter().map(|person| {
            [
                person.id.clone(),
                person.name.clone(),
                person.organization.clone(),
            ]
        });
        table(["id", "name", "org"], rows)
    }
}

/// A header and rows: cells parted by tabs, a line feed after each line.
pub fn table<const N: usize>(header: [&str; N], rows: impl Iterator<Item = [String; N]>) -> String {
    let mut table = header.join("\t") + "\n";
    for row in rows {
        table += &row.join("\t");
        table += "\n";
    }
    table
}
