//! XML as the registry needs it: elements, attributes and text, each with its line. It knows nothing of IANA.
//!
//! What is rare in XML and unused in the registry (CDATA, a DOCTYPE, prefixes) is refused.

use std::borrow::Cow;

use quick_xml::Error::{IllFormed, Syntax};
use quick_xml::errors::{IllFormedError, SyntaxError};
use quick_xml::events::{BytesDecl, BytesStart, Event};

use super::error::{Error, Place, Problem, excerpt, shortened};

/// What follows in the document: a tag or a stretch of text. A self-closing tag opens and closes.
pub enum Item<'a> {
    Open(BytesStart<'a>),
    Close,
    Text(Cow<'a, str>),
    Character(char),
    End,
}

/// Names that the document's schema has, and that are refused as unsupported, not as unknown.
pub struct Unused {
    pub elements: &'static [&'static str],
    pub attributes: &'static [&'static str],
}

/// The events of the document, with the line of each.
pub struct Reader<'a> {
    xml: quick_xml::Reader<&'a [u8]>,
    text: &'a str,
    unused: &'static Unused,
    /// Where the last item begins, in bytes.
    start: usize,
    /// A place before `start` and its line: lines are counted from there, so each once.
    counted: (usize, u32),
}

impl<'a> Reader<'a> {
    pub fn new(text: &'a str, unused: &'static Unused) -> Reader<'a> {
        let mut xml = quick_xml::Reader::from_str(text);
        xml.config_mut().expand_empty_elements = true;
        xml.config_mut().check_comments = true;
        Reader {
            xml,
            text,
            unused,
            start: 0,
            counted: (0, 1),
        }
    }

    /// The line of the last item.
    pub fn line(&mut self) -> u32 {
        let (offset, line) = self.counted;
        let passed = self.text.get(offset..self.start).unwrap_or_default();
        self.counted = (self.start, line.saturating_add(newlines(passed)));
        self.counted.1
    }

    /// An error at the last item.
    pub fn error(&mut self, problem: Problem) -> Error {
        problem.at(Place::line(self.line()))
    }

    /// The next event as it is.
    pub fn event(&mut self) -> Result<Event<'a>, Error> {
        self.start = usize::try_from(self.xml.buffer_position()).unwrap_or(usize::MAX);
        match self.xml.read_event() {
            Ok(event) => Ok(event),
            Err(error) => {
                let position = usize::try_from(self.xml.error_position()).unwrap_or(usize::MAX);
                self.start = self.start.max(position);
                Err(self.error(match error {
                    // All but one of these say that the document ends before a markup does.
                    Syntax(error) if error != SyntaxError::InvalidBangMarkup => {
                        Problem::Truncated(format!("a markup ({error})"))
                    }
                    IllFormed(IllFormedError::UnclosedReference) => {
                        let rest = self.text.get(self.start..).unwrap_or_default();
                        if rest.contains('<') {
                            Problem::Xml("`&` without `;`".to_owned())
                        } else {
                            Problem::Truncated("an entity".to_owned())
                        }
                    }
                    error => malformed(error),
                }))
            }
        }
    }

    /// The next item inside the root element. Comments say nothing.
    pub fn item(&mut self) -> Result<Item<'a>, Error> {
        loop {
            return Ok(match self.event()? {
                Event::Start(tag) => Item::Open(tag),
                Event::End(_) => Item::Close,
                Event::Text(text) => Item::Text(text.into_inner()),
                Event::GeneralRef(entity) => Item::Character(self.character(&entity)?),
                Event::Eof => Item::End,
                Event::Comment(_) => continue,
                Event::CData(_) => {
                    return Err(self.error(Problem::Markup {
                        found: "a CDATA section",
                        expected: "text with `&lt;` and `&amp;`",
                    }));
                }
                Event::PI(_) | Event::Decl(_) => {
                    return Err(self.error(Problem::Markup {
                        found: "a processing instruction inside the registry",
                        expected: "elements and text",
                    }));
                }
                Event::DocType(_) => return Err(self.doctype()),
                // The reader expands them; one that came all the same would have no end.
                Event::Empty(_) => {
                    let problem = "a self-closing element that was not expanded".to_owned();
                    return Err(self.error(Problem::Xml(problem)));
                }
            });
        }
    }

    /// The character of `&name;` or `&#number;`.
    fn character(&mut self, entity: &str) -> Result<char, Error> {
        entity_character(entity).map_err(|problem| self.error(problem))
    }

    pub fn doctype(&mut self) -> Error {
        self.error(Problem::Markup {
            found: "a DOCTYPE",
            expected: "a document without one, as IANA publishes it",
        })
    }

    /// The next child of an element that holds only elements, or nothing at its end.
    pub fn child(&mut self, parent: &'static str) -> Result<Option<BytesStart<'a>>, Error> {
        loop {
            match self.item()? {
                Item::Open(tag) => return Ok(Some(tag)),
                Item::Close => return Ok(None),
                Item::Text(text) => {
                    let text = self.skip_blanks(&text);
                    if !text.is_empty() {
                        let found = excerpt(text);
                        return Err(self.error(Problem::Stray { parent, found }));
                    }
                }
                Item::Character(character) => {
                    let found = excerpt(character.encode_utf8(&mut [0; 4]));
                    return Err(self.error(Problem::Stray { parent, found }));
                }
                Item::End => return Err(self.error(Problem::Truncated(format!("<{parent}>")))),
            }
        }
    }

    /// The end of an element that holds nothing.
    pub fn nothing(&mut self, element: &'static str) -> Result<(), Error> {
        match self.child(element)? {
            None => Ok(()),
            Some(tag) => Err(self.unknown(&tag, element, "nothing inside")),
        }
    }

    /// The text of an element that holds only text.
    pub fn text(
        &mut self,
        tag: &BytesStart,
        element: &'static str,
    ) -> Result<Option<String>, Error> {
        self.attributes(tag, element, &[])?;
        self.content(element)
    }

    /// The text up to the end of an element that holds only text.
    pub fn content(&mut self, element: &'static str) -> Result<Option<String>, Error> {
        let mut text = Collapsed::default();
        loop {
            match self.item()? {
                Item::Text(more) => self.push(&mut text, &more)?,
                Item::Character(character) => {
                    self.push(&mut text, character.encode_utf8(&mut [0; 4]))?;
                }
                Item::Close => return Ok(text.end()),
                Item::Open(tag) => return Err(self.unknown(&tag, element, "only text")),
                Item::End => return Err(self.error(Problem::Truncated(format!("<{element}>")))),
            }
        }
    }

    pub fn push(&mut self, text: &mut Collapsed, more: &str) -> Result<(), Error> {
        text.push(more).map_err(|problem| {
            // The control character, and not the text, is what the line is told of.
            let control = |c: char| c.is_control() && !is_blank(c);
            self.start += more.find(control).unwrap_or_default();
            self.error(problem)
        })
    }

    /// The text without the blanks around it, so that an error has the line where it begins.
    pub fn skip_blanks<'t>(&mut self, text: &'t str) -> &'t str {
        let rest = text.trim_start_matches(is_blank);
        self.start += text.len() - rest.len();
        rest.trim_end_matches(is_blank)
    }

    pub fn once(
        &mut self,
        seen: &mut Seen,
        element: &'static str,
        parent: &'static str,
    ) -> Result<(), Error> {
        if seen.0.contains(&element) {
            return Err(self.error(Problem::Repeated(element, parent)));
        }
        seen.0.push(element);
        Ok(())
    }

    pub fn unknown(
        &mut self,
        tag: &BytesStart,
        parent: &'static str,
        expected: &'static str,
    ) -> Error {
        let found = excerpt(tag.name().as_ref());
        self.error(if self.unused.elements.contains(&found.as_str()) {
            Problem::Unsupported(format!("<{found}> in <{parent}>"))
        } else {
            Problem::Element {
                parent,
                found,
                expected,
            }
        })
    }

    /// The values of the attributes, in the order of `known`; any other attribute is refused. No
    /// element has more than three.
    pub fn attributes(
        &mut self,
        tag: &BytesStart,
        element: &'static str,
        known: &[&'static str],
    ) -> Result<[Option<String>; 3], Error> {
        let mut values = [None, None, None];
        // Most elements have none, and the build script, which is not optimised, reads them all.
        if tag.attributes_raw().is_empty() {
            return Ok(values);
        }
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|error| self.error(malformed(error)))?;
            let key = attribute.key.as_ref();
            let place = known.iter().position(|name| *name == key);
            if let Some(value) = place.and_then(|place| values.get_mut(place)) {
                *value = self.value(&attribute.value)?;
                continue;
            }
            return Err(self.error(if self.unused.attributes.contains(&key) {
                Problem::Unsupported(format!("the attribute `{key}` of <{element}>"))
            } else {
                let expected = match known {
                    [] => "none".to_owned(),
                    [one] => format!("`{one}`"),
                    [one, two] => format!("`{one}`, `{two}`"),
                    [one, two, three, ..] => format!("`{one}`, `{two}`, `{three}`"),
                };
                Problem::Attribute {
                    element,
                    found: excerpt(key),
                    expected,
                }
            }));
        }
        Ok(values)
    }

    /// The value of an attribute, as the text of an element would be.
    fn value(&mut self, raw: &str) -> Result<Option<String>, Error> {
        let mut text = Collapsed::default();
        let mut rest = raw;
        while let Some((before, entity)) = rest.split_once('&') {
            let Some((entity, after)) = entity.split_once(';') else {
                let problem = "`&` without `;` in an attribute".to_owned();
                return Err(self.error(Problem::Xml(problem)));
            };
            self.push(&mut text, before)?;
            let character = self.character(entity)?;
            self.push(&mut text, character.encode_utf8(&mut [0; 4]))?;
            rest = after;
        }
        if raw.contains('<') {
            let problem = "`<` in an attribute".to_owned();
            return Err(self.error(Problem::Xml(problem)));
        }
        self.push(&mut text, rest)?;
        Ok(text.end())
    }

    /// Checks the XML declaration.
    pub fn declaration(&mut self, declaration: &BytesDecl) -> Result<(), Error> {
        if self.start != 0 {
            let problem = "an XML declaration that is not at the start".to_owned();
            return Err(self.error(Problem::Xml(problem)));
        }
        let version = match declaration.version() {
            Ok(version) => version.into_owned(),
            Err(error) => return Err(self.error(malformed(error))),
        };
        let encoding = match declaration.encoding().transpose() {
            Ok(encoding) => encoding.unwrap_or("UTF-8".into()),
            Err(error) => return Err(self.error(malformed(error))),
        };
        if version != "1.0" {
            return Err(self.error(Problem::Value {
                field: "the version of XML",
                found: excerpt(&version),
                expected: "`1.0`",
            }));
        }
        if !encoding.eq_ignore_ascii_case("UTF-8") {
            return Err(self.error(Problem::Value {
                field: "the encoding",
                found: excerpt(&encoding),
                expected: "`UTF-8`",
            }));
        }
        Ok(())
    }
}

/// The children that an element has had.
#[derive(Default)]
pub struct Seen(Vec<&'static str>);

/// How many lines the text ends.
fn newlines(text: &str) -> u32 {
    u32::try_from(text.matches('\n').count()).unwrap_or(u32::MAX)
}

/// What the XML reader says, which may cite the document.
fn malformed(error: impl std::fmt::Display) -> Problem {
    Problem::Xml(shortened(&error.to_string(), 200))
}

/// White space in XML. A no-break space is not.
pub fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\r' | '\n')
}

/// The character that an entity stands for.
fn entity_character(entity: &str) -> Result<char, Problem> {
    let number = match entity {
        "amp" => return Ok('&'),
        "lt" => return Ok('<'),
        "gt" => return Ok('>'),
        "quot" => return Ok('"'),
        "apos" => return Ok('\''),
        _ => entity.strip_prefix('#'),
    };
    let character = number.and_then(|number| {
        let (digits, radix) = match number.strip_prefix('x') {
            Some(digits) => (digits, 16),
            None => (number, 10),
        };
        // `from_str_radix` takes a sign.
        if !digits.chars().all(|digit| digit.is_digit(radix)) {
            return None;
        }
        char::from_u32(u32::from_str_radix(digits, radix).ok()?)
    });
    character.ok_or_else(|| Problem::Entity(excerpt(entity)))
}

/// Builds a text in which white space is collapsed.
#[derive(Default)]
pub struct Collapsed {
    text: String,
    /// White space came last: a blank, if something stands before it and something follows.
    blank: bool,
    /// Something stands before `text`.
    begun: bool,
}

impl Collapsed {
    pub fn push(&mut self, more: &str) -> Result<(), Problem> {
        let mut start = 0;
        let mut rest = more.as_bytes();
        // A plain loop: the build script is not optimised.
        while let [byte, after @ ..] = rest {
            let end = more.len() - rest.len();
            match (byte, after) {
                (b'!'..=b'~', _) => {}
                // One blank between words stays where it is.
                (b' ', [b'!'..=0xff, ..]) if end > start => {}
                // U+0080 to U+009F, which terminals obey as they do U+001B.
                (0xc2, [control @ 0x80..=0x9f, ..]) => {
                    return Err(Problem::Control((*control).into()));
                }
                (0x80.., _) => {}
                (byte, _) => {
                    self.word(more.get(start..end));
                    if !is_blank((*byte).into()) {
                        return Err(Problem::Control((*byte).into()));
                    }
                    self.blank = true;
                    start = end + 1;
                }
            }
            rest = after;
        }
        self.word(more.get(start..));
        Ok(())
    }

    fn word(&mut self, word: Option<&str>) {
        let word = word.unwrap_or_default();
        if !word.is_empty() {
            self.space();
            self.text.push_str(word);
        }
    }

    /// White space that is not written as such: a break.
    pub fn blank(&mut self) {
        self.blank = true;
    }

    /// The text before something that is no text, which follows.
    pub fn part(&mut self) -> Option<String> {
        self.space();
        self.begun = true;
        Some(std::mem::take(&mut self.text)).filter(|text| !text.is_empty())
    }

    /// Makes the blank that is due before what follows.
    fn space(&mut self) {
        let something_before = !self.text.is_empty() || self.begun;
        if std::mem::take(&mut self.blank) && something_before {
            self.text.push(' ');
        }
    }

    /// The text that is left at the end.
    pub fn end(self) -> Option<String> {
        Some(self.text).filter(|text| !text.is_empty())
    }
}
