//! The XML layer: elements, attributes and text, each with its line. It knows nothing of IANA.
//!
//! Runs of white space become one blank. Comments and processing instructions are skipped. A DOCTYPE is
//! refused.

use std::borrow::Cow;

use quick_xml::Error::{IllFormed, Syntax};
use quick_xml::errors::{IllFormedError, SyntaxError};
use quick_xml::events::{BytesDecl, BytesStart, Event};

use super::error::{Error, Place, Problem, Remark, excerpt, shortened};

/// The next part of a document. A self-closing tag is an `Open` and then a `Close`.
pub enum Item<'a> {
    Open(BytesStart<'a>),
    Close,
    Text(Cow<'a, str>),
    /// The character of an entity, such as `&amp;`.
    Character(char),
    /// The end of the document.
    End,
}

/// The events of the document, with the line of each.
pub struct Reader<'a> {
    xml: quick_xml::Reader<&'a [u8]>,
    text: &'a str,
    /// What was passed over so far.
    pub remarks: Vec<Remark>,
    /// Where the last event begins, in bytes: the place of an error.
    start: usize,
    /// An offset at or before `start`, and its line. Counting lines goes on from here.
    counted: (usize, u32),
}

impl<'a> Reader<'a> {
    pub fn new(text: &'a str) -> Reader<'a> {
        let mut xml = quick_xml::Reader::from_str(text);
        xml.config_mut().expand_empty_elements = true;
        xml.config_mut().check_comments = true;
        Reader {
            xml,
            text,
            remarks: Vec::new(),
            start: 0,
            counted: (0, 1),
        }
    }

    /// The line of the last event.
    pub fn line(&mut self) -> u32 {
        let (offset, line) = self.counted;
        let passed = self.text.get(offset..self.start).unwrap_or_default();
        self.counted = (self.start, line.saturating_add(newlines(passed)));
        self.counted.1
    }

    /// An error at the last event.
    pub fn error(&mut self, problem: Problem) -> Error {
        problem.at(Place::line(self.line()))
    }

    /// A remark on the last event.
    pub fn remark(&mut self, says: String) {
        let at = Place::line(self.line());
        self.remarks.push(Remark { at, says });
    }

    /// Gives the item that was read to its error, or to the remarks on it: those after the first `before`.
    pub fn inside<T>(
        &mut self,
        before: usize,
        read: Result<T, Error>,
        label: impl Fn() -> String,
    ) -> Result<T, Error> {
        for remark in self.remarks.iter_mut().skip(before) {
            remark.at.item.get_or_insert_with(&label);
        }
        read.map_err(|error| error.inside(label))
    }

    /// The next event of `quick_xml`.
    pub fn event(&mut self) -> Result<Event<'a>, Error> {
        self.start = usize::try_from(self.xml.buffer_position()).unwrap_or(usize::MAX);
        match self.xml.read_event() {
            Ok(event) => Ok(event),
            Err(error) => {
                let position = usize::try_from(self.xml.error_position()).unwrap_or(usize::MAX);
                self.start = self.start.max(position);
                Err(self.error(match error {
                    // All other syntax errors mean that the document ends inside a tag or comment.
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

    /// The next item inside the root element. Comments and processing instructions are skipped.
    pub fn item(&mut self) -> Result<Item<'a>, Error> {
        loop {
            return Ok(match self.event()? {
                Event::Start(tag) => Item::Open(tag),
                Event::End(_) => Item::Close,
                Event::Text(text) => Item::Text(text.into_inner()),
                Event::GeneralRef(entity) => Item::Character(self.character(&entity)?),
                Event::Eof => Item::End,
                Event::CData(text) => Item::Text(text.into_inner()),
                Event::Comment(_) | Event::PI(_) => continue,
                Event::Decl(_) => return Err(self.misplaced()),
                Event::DocType(_) => return Err(self.doctype()),
                // `expand_empty_elements` prevents this event. Read as an `Open`, it would lack its `Close`.
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

    /// The next child of an element that holds only elements; `None` at its end.
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

    /// Checks that an element is empty, up to its end.
    pub fn nothing(&mut self, element: &'static str) -> Result<(), Error> {
        match self.child(element)? {
            None => Ok(()),
            Some(tag) => Err(self.unknown(&tag, element, "nothing inside")),
        }
    }

    /// Passes over an element with all that is in it.
    ///
    /// # Errors
    ///
    /// An element in it that `kept` has, and malformed XML.
    pub fn skip(&mut self, tag: &BytesStart, kept: &[&str]) -> Result<(), Error> {
        let [] = self.known(tag, [])?.0;
        let mut depth = 0_usize;
        loop {
            match self.item()? {
                Item::Open(inner) if kept.contains(&inner.name().as_ref()) => {
                    let parent = excerpt(tag.name().as_ref());
                    return Err(self.error(Problem::Element {
                        parent,
                        found: excerpt(inner.name().as_ref()),
                        expected: "none there: only the parts of the document that are read hold one",
                    }));
                }
                Item::Open(inner) => {
                    let [] = self.known(&inner, [])?.0;
                    depth += 1;
                }
                Item::Close if depth == 0 => return Ok(()),
                Item::Close => depth -= 1,
                Item::Text(_) | Item::Character(_) => {}
                Item::End => {
                    let name = excerpt(tag.name().as_ref());
                    return Err(self.error(Problem::Truncated(format!("<{name}>"))));
                }
            }
        }
    }

    /// The text of an element that holds only text. Attributes are passed over.
    pub fn text(
        &mut self,
        tag: &BytesStart,
        element: &'static str,
    ) -> Result<Option<String>, Error> {
        let [] = self.some_attributes(tag, element, [])?;
        self.content(element)
    }

    /// The text of an element that holds only text, up to its end.
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

    /// Adds text of the last event.
    pub fn push(&mut self, text: &mut Collapsed, more: &str) -> Result<(), Error> {
        text.push(more).map_err(|problem| {
            // Report the line of the control character, not that of the text's start.
            let control = |c: char| c.is_control() && !is_blank(c);
            self.start += more.find(control).unwrap_or_default();
            self.error(problem)
        })
    }

    /// The text without the white space around it. An error then states the line at which this text begins.
    pub fn skip_blanks<'t>(&mut self, text: &'t str) -> &'t str {
        let rest = text.trim_start_matches(is_blank);
        self.start += text.len() - rest.len();
        rest.trim_end_matches(is_blank)
    }

    /// Refuses a second element of the same name.
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

    /// The error for an element that is not expected.
    pub fn unknown(
        &mut self,
        tag: &BytesStart,
        parent: &'static str,
        expected: &'static str,
    ) -> Error {
        self.error(Problem::Element {
            parent: parent.to_owned(),
            found: excerpt(tag.name().as_ref()),
            expected,
        })
    }

    /// The values of attributes, in the order of `known`. Any other attribute is refused.
    pub fn attributes<const N: usize>(
        &mut self,
        tag: &BytesStart,
        element: &'static str,
        known: [&'static str; N],
    ) -> Result<[Option<String>; N], Error> {
        let (values, others) = self.known(tag, known)?;
        let Some(found) = others.into_iter().next() else {
            return Ok(values);
        };
        let expected = match N {
            0 => "none".to_owned(),
            _ => known.map(|name| format!("`{name}`")).join(", "),
        };
        Err(self.error(Problem::Attribute {
            element,
            found,
            expected,
        }))
    }

    /// As [`attributes`](Reader::attributes), but any other attribute is passed over.
    pub fn some_attributes<const N: usize>(
        &mut self,
        tag: &BytesStart,
        element: &'static str,
        known: [&'static str; N],
    ) -> Result<[Option<String>; N], Error> {
        let (values, others) = self.known(tag, known)?;
        for found in others {
            self.remark(format!(
                "the attribute `{found}` of <{element}> is passed over"
            ));
        }
        Ok(values)
    }

    /// The values of attributes, and the names of those that are not known. Namespaces are no attributes.
    fn known<const N: usize>(
        &mut self,
        tag: &BytesStart,
        known: [&'static str; N],
    ) -> Result<([Option<String>; N], Vec<String>), Error> {
        let mut values = [const { None }; N];
        let mut others = Vec::new();
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|error| self.error(malformed(error)))?;
            let key = attribute.key.as_ref();
            let found = self.value(&attribute.value)?;
            let place = known.iter().position(|name| *name == key);
            if let Some(value) = place.and_then(|place| values.get_mut(place)) {
                *value = found;
            } else if !key.starts_with("xmlns:") {
                others.push(excerpt(key));
            }
        }
        Ok((values, others))
    }

    /// The value of an attribute, with its entities resolved and its white space collapsed.
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

    /// The error for an XML declaration that is not at the start.
    fn misplaced(&mut self) -> Error {
        let problem = "an XML declaration that is not at the start".to_owned();
        self.error(Problem::Xml(problem))
    }

    /// Checks the XML declaration.
    pub fn declaration(&mut self, declaration: &BytesDecl) -> Result<(), Error> {
        if self.start != 0 {
            return Err(self.misplaced());
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

/// The names of the children that were read of an element.
#[derive(Default)]
pub struct Seen(Vec<&'static str>);

/// The number of line feeds in a text.
fn newlines(text: &str) -> u32 {
    u32::try_from(text.matches('\n').count()).unwrap_or(u32::MAX)
}

/// The message of `quick_xml`, shortened because it may quote the document.
fn malformed(error: impl std::fmt::Display) -> Problem {
    Problem::Xml(shortened(&error.to_string(), 200))
}

/// Whether a character is white space in XML. A no-break space is not.
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
        // `from_str_radix` accepts a sign, XML does not.
        if !digits.chars().all(|digit| digit.is_digit(radix)) {
            return None;
        }
        char::from_u32(u32::from_str_radix(digits, radix).ok()?)
    });
    character.ok_or_else(|| Problem::Entity(excerpt(entity)))
}

/// A text under construction. Each run of white space becomes one blank, and none stays at the ends.
#[derive(Default)]
pub struct Collapsed {
    text: String,
    /// The text so far ended in white space, which becomes a blank if anything follows.
    blank: bool,
    /// A cross reference or other content came before `text`.
    begun: bool,
}

impl Collapsed {
    fn push(&mut self, more: &str) -> Result<(), Problem> {
        if let Some(control) = more.chars().find(|&c| c.is_control() && !is_blank(c)) {
            return Err(Problem::Control(control.into()));
        }
        for (number, word) in more.split(is_blank).enumerate() {
            self.blank |= number > 0;
            if !word.is_empty() {
                self.space();
                self.text.push_str(word);
            }
        }
        Ok(())
    }

    /// Adds white space, for an element such as `<br/>`.
    pub fn blank(&mut self) {
        self.blank = true;
    }

    /// Takes the text up to here, because content other than text follows.
    pub fn part(&mut self) -> Option<String> {
        self.space();
        self.begun = true;
        Some(std::mem::take(&mut self.text)).filter(|text| !text.is_empty())
    }

    /// Writes the blank that precedes the next word.
    fn space(&mut self) {
        let something_before = !self.text.is_empty() || self.begun;
        if std::mem::take(&mut self.blank) && something_before {
            self.text.push(' ');
        }
    }

    /// The text after the last [`part`](Collapsed::part).
    pub fn end(self) -> Option<String> {
        Some(self.text).filter(|text| !text.is_empty())
    }
}
