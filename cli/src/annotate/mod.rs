//! `ianaports annotate`: names beside the ports in the lines of other tools, as they stream by.
//!
//! # The grammar
//!
//! The input is lines. Each is read by itself, but for what a header says of its rows, and for a JSON object that goes
//! on over several lines. Three readers find the ends in it, the first that fits:
//!
//! ```text
//! input   = { header row* | line | object }        header: the first line, or one of #fields or #Fields:, with two
//!                                                  known columns; or what the user names
//! row     = cell { delimiter cell }                as many cells as the header: of a known column, or words
//! object  = "{" ... "}"                            JSON, anywhere in a line, over lines: known keys; strings: words
//! line    = { word | part }                        part: what stands in ( ) [ ] { } or < >
//!
//! word    = [ transport ] end [ arrow end ]        a connection, if there is an arrow
//!         | end "," end { "," end }                a list: three, or two of one host
//!         | port "/" transport | port "/" state "/" transport | port ":" port "/" transport
//!         | transport ( ":" | "/" ) port           tcp:443
//!         | key ( "=" | ":" ) port                 dport=443, DPT: 443, "dst_port":"443"
//!         | rule port { "," port }                 dport 443, --dports 80,443, dport { 22, 80 }, tcp port 443
//!         | protocol                               tcp, UDPv6, icmp: a statement; key "=" protocol is one, too
//! end     = address ":" port | address "#" port | address " port " port
//!         | address "/" port | address "(" port ")"         beside an arrow or an interface (Cisco, Juniper)
//!         | address "." port                                beside an arrow (tcpdump), or in netstat's lines
//!         | host ":" port                                   in a URL, localhost, or beside an arrow
//! address = IPv4 | "[" IPv6 "]" | "*" ; IPv6 without brackets before ":" where no other reading is left, and in
//!           netstat's and ss's lines, which begin with a transport and two numbers; each with a zone perhaps
//! port    = 1 to 5 digits, up to 65535 | port "-" port | port ".0"
//! arrow   = "->" | "=>" | "<->" | "<-" | "→" | ">" between blanks
//! ```
//!
//! What stands around an end is punctuation, except for letters, digits, `_`, and what would make it a longer number or
//! a longer address.
//!
//! # What is stated
//!
//! A protocol is stated at a port, or of a connection or a mapping, or of a part of the line, a row, an object, or of
//! the line: the nearest statement counts. A part without ports states what it does of the line around it (`(UDP)`).
//! Two different statements in the same place are a contradiction. The ends of one connection are those that an arrow
//! links, the keys or cells of one part, row or object, or all addresses of a line that nothing else links.
//!
//! # What is decided
//!
//! The readers decide nothing. `decide::TABLE` does, for all of them, and the help prints it.

use std::io::{self, Read, Write};
use std::mem;

use memchr::{memchr, memrchr};

mod address;
mod columns;
mod decide;
mod facts;
mod json;
mod names;
mod table;
mod words;

pub use decide::{Choice, table as decision_table};
pub use names::{Names, Unofficial};
pub use table::{Column, Format};

use facts::{Facts, Form, Protocol};
use json::{Scanned, Scanner};
use table::{Line, Tables};

/// Longer lines and JSON values pass as they are.
pub const LONGEST: usize = 1 << 20;

/// As much is read at once as stays in the processor's cache until it is written.
const READ: usize = 1 << 17;

/// What the user asks for.
#[derive(Default)]
pub struct Options {
    /// The columns that have ports, and those that have the protocol.
    pub ports: Vec<Column>,
    pub protocols: Vec<Column>,
    pub format: Format,
    pub choice: Choice,
    pub names: Names,
    /// In tables, names stand in columns of their own.
    pub is_column: bool,
    /// Tells of each port why it has a name or none.
    pub explains: bool,
    /// What stands before and after each name, as the colors of a terminal.
    pub paint: Option<(String, String)>,
}

/// What is to be said of an input when it has passed.
#[derive(Default, Debug, PartialEq, Eq)]
pub struct Remarks {
    /// It is UTF-16, in which no port can be found.
    pub is_utf16: bool,
    /// A line or a JSON value was too long: the first line of the first one.
    pub too_long: Option<usize>,
    /// The columns that the user names are not there.
    pub missing: Option<String>,
}

/// A name, and where in the line it goes.
struct Mark<'a> {
    at: usize,
    name: &'a str,
    form: Form,
}

pub struct Annotator<'a> {
    options: &'a Options,
    tables: Tables,
    facts: Facts,
    marks: Vec<Mark<'a>>,
    /// Where the JSON objects of a line are.
    objects: Vec<(usize, usize)>,
    /// A JSON object that goes on, and the lines that it has had.
    scanner: Option<Scanner>,
    held: Vec<u8>,
    /// Whether the object is too long, so that its lines pass.
    passes: bool,
    /// The number of the line that is read, from 1.
    line: usize,
    out: Vec<u8>,
    notes: Vec<u8>,
    remarks: Remarks,
    work: usize,
}

impl<'a> Annotator<'a> {
    pub fn new(options: &'a Options) -> Self {
        Self {
            options,
            tables: Tables::new(&options.ports, &options.protocols, options.format),
            facts: Facts::default(),
            marks: Vec::new(),
            objects: Vec::new(),
            scanner: None,
            held: Vec::new(),
            passes: false,
            line: 0,
            out: Vec::new(),
            notes: Vec::new(),
            remarks: Remarks::default(),
            work: 0,
        }
    }

    /// Passes the input on with its names. The outer result is the output's, the inner one the input's.
    pub fn stream(
        &mut self,
        mut input: impl Read,
        out: &mut impl Write,
        notes: &mut impl Write,
    ) -> io::Result<io::Result<()>> {
        let mut buffer = vec![0; LONGEST];
        let mut end = 0;
        // Whether what comes next is the rest of a line that was too long.
        let mut is_rest = false;
        loop {
            let most = (end + READ).min(LONGEST);
            let read = match input.read(&mut buffer[end..most]) {
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => {
                    self.end();
                    self.out.extend_from_slice(&buffer[..end]);
                    self.flush(out, notes)?;
                    return Ok(Err(error));
                }
            };
            if self.line == 0 && end == 0 && read > 0 && !self.remarks.is_utf16 {
                self.remarks.is_utf16 = is_utf16(&buffer[..read]);
            }
            let mut start = 0;
            let new = end;
            end += read;
            if self.remarks.is_utf16 {
                self.out.extend_from_slice(&buffer[..end]);
                start = end;
            } else if let Some(last) = memrchr(b'\n', &buffer[new..end]) {
                let lines_end = new + last + 1;
                if is_rest {
                    start = memchr(b'\n', &buffer[..lines_end]).map_or(0, |at| at + 1);
                    self.out.extend_from_slice(&buffer[..start]);
                    is_rest = false;
                }
                self.lines(&buffer[start..lines_end]);
                start = lines_end;
            }
            if read == 0 || (start == 0 && end == LONGEST) {
                // The last line has no end, or this one has none for too long.
                if is_rest || read > 0 {
                    if !is_rest {
                        self.line += 1;
                        self.end_of_object();
                        self.remarks.too_long.get_or_insert(self.line);
                    }
                    self.out.extend_from_slice(&buffer[start..end]);
                } else {
                    self.lines(&buffer[start..end]);
                }
                is_rest = read > 0;
                start = end;
            }
            if read == 0 {
                self.end();
            }
            buffer.copy_within(start..end, 0);
            end -= start;
            // The next read may have to wait, so the annotated text is written now.
            self.flush(out, notes)?;
            if read == 0 {
                return Ok(Ok(()));
            }
        }
    }

    fn flush(&mut self, out: &mut impl Write, notes: &mut impl Write) -> io::Result<()> {
        if !self.notes.is_empty() {
            // Where they cannot be written, nobody can be told.
            let _ = notes.write_all(&self.notes);
            self.notes.clear();
        }
        out.write_all(&self.out)?;
        out.flush()?;
        self.out.clear();
        Ok(())
    }

    /// A whole input at once, with its names.
    pub fn annotate(&mut self, input: &[u8]) -> Vec<u8> {
        self.lines(input);
        self.end();
        mem::take(&mut self.out)
    }

    /// What is to be said of the input.
    pub fn remarks(&mut self) -> Remarks {
        let missing = self.tables.missing().filter(|_| !self.remarks.is_utf16);
        Remarks {
            missing,
            ..mem::take(&mut self.remarks)
        }
    }

    /// How many bytes were looked at, each as often as it was.
    pub fn work(&self) -> usize {
        self.work
    }

    fn lines(&mut self, text: &[u8]) {
        let mut rest = text;
        while !rest.is_empty() {
            let length = memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
            let (line, after) = rest.split_at(length);
            self.line(line);
            rest = after;
        }
    }

    fn line(&mut self, line: &[u8]) {
        self.line += 1;
        if let Some(scanner) = &mut self.scanner {
            self.work += line.len();
            match scanner.feed(line) {
                Scanned::Open => return self.hold(line),
                Scanned::Whole(end) => {
                    self.scanner = None;
                    let (object, rest) = line.split_at(end);
                    if mem::take(&mut self.passes) {
                        self.out.extend_from_slice(object);
                    } else {
                        let mut held = mem::take(&mut self.held);
                        held.extend_from_slice(object);
                        self.read(&held, false, false);
                    }
                    return self.read(rest, false, true);
                }
                Scanned::Broken(_) => self.end_of_object(),
            }
        }
        self.read(line, true, true);
    }

    /// Keeps a line of an object that goes on.
    fn hold(&mut self, line: &[u8]) {
        if !self.passes && self.held.len() + line.len() > LONGEST {
            self.passes = true;
            self.out.append(&mut self.held);
            self.remarks.too_long.get_or_insert(self.line);
        }
        if self.passes {
            self.out.extend_from_slice(line);
        } else {
            self.held.extend_from_slice(line);
        }
    }

    /// What looked like an object is none: its lines are read one by one.
    fn end_of_object(&mut self) {
        self.scanner = None;
        self.passes = false;
        let held = mem::take(&mut self.held);
        let mut rest = &held[..];
        while !rest.is_empty() {
            let length = memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
            self.read(&rest[..length], false, false);
            rest = &rest[length..];
        }
    }

    fn end(&mut self) {
        self.end_of_object();
    }

    /// Reads a line, or the lines of an object, and writes it with its names.
    fn read(&mut self, text: &[u8], may_be_row: bool, may_go_on: bool) {
        self.facts.clear();
        self.facts.work = 0;
        let line = if may_be_row {
            self.tables.read(text, &mut self.facts)
        } else {
            Line::Other
        };
        match line {
            Line::Passed => self.out.extend_from_slice(text),
            Line::Header(_) if !self.options.is_column => self.out.extend_from_slice(text),
            Line::Header(names) => self.write_columns(text, &names),
            Line::Row => self.write(text, true),
            Line::Other => {
                if !self.read_objects(text, may_go_on) {
                    return;
                }
                let mut words = words::Words::new(text, 0, &mut self.facts);
                let mut at = 0;
                words.begin(0);
                for &(from, to) in &self.objects {
                    words.region(at, from);
                    at = to;
                }
                words.region(at, text.len());
                words.finish();
                for &(from, to) in &self.objects {
                    json::read(text, from, to, 0, &mut self.facts);
                }
                self.write(text, false);
            }
        }
        self.work += self.facts.work;
    }

    /// Finds the objects of a line. Whether that is all: one that goes on is kept until it ends.
    fn read_objects(&mut self, text: &[u8], may_go_on: bool) -> bool {
        self.objects.clear();
        let mut at = 0;
        while let Some(length) = memchr(b'{', &text[at..]) {
            let from = at + length;
            let mut scanner = Scanner::default();
            match scanner.feed(&text[from..]) {
                Scanned::Whole(length) => {
                    at = from + length;
                    self.objects.push((from, at));
                }
                Scanned::Broken(length) => at = from + length.max(1),
                Scanned::Open => {
                    // A line without an end is the last one.
                    if may_go_on && text.ends_with(b"\n") {
                        self.work += text.len();
                        self.scanner = Some(scanner);
                        self.hold(text);
                        return false;
                    }
                    break;
                }
            }
        }
        self.facts.work += text.len();
        true
    }

    /// Decides on the ends of the line, and writes it with the names.
    fn write(&mut self, text: &[u8], is_row: bool) {
        if self.facts.ends.is_empty() && !(is_row && self.options.is_column) {
            return self.out.extend_from_slice(text);
        }
        let Self {
            options,
            facts,
            marks,
            notes,
            ..
        } = self;
        marks.clear();
        // Where the lines of a JSON value end, of which the number is that of the last.
        let ends: Vec<usize> = if options.explains {
            memchr::memchr_iter(b'\n', text.trim_ascii_end()).collect()
        } else {
            Vec::new()
        };
        let line = self.line - ends.len().min(self.line - 1);
        decide::decide(facts, &options.names, options.choice, |end, verdict| {
            if options.explains {
                let line = line + ends.partition_point(|&at| at < end.digits.start);
                explain(notes, line, &text[end.digits.clone()], &verdict);
            }
            let Some(name) = verdict.name else { return };
            if let Form::Key(key) = &end.form {
                let added = [&text[key.clone()], b"_name"].concat().into_boxed_slice();
                if facts.taken.contains(&(end.part, added)) {
                    return;
                }
            }
            marks.push(Mark {
                at: end.digits.end,
                name,
                form: end.form.clone(),
            });
        });
        if !marks.is_sorted_by_key(|mark| mark.at) {
            marks.sort_by_key(|mark| mark.at);
        }
        marks.dedup_by_key(|mark| mark.at);
        if is_row && options.is_column {
            let columns = self.tables.port_columns();
            let mut names = vec![Vec::new(); columns.len()];
            for mark in &self.marks {
                if let Form::Column(at) = mark.form
                    && let Ok(place) = columns.binary_search(&at)
                {
                    names[place] = mark.name.as_bytes().to_vec();
                }
            }
            return self.write_columns(text, &names);
        }
        let (before, after) = options
            .paint
            .as_ref()
            .map_or(("", ""), |(before, after)| (before, after));
        let mut written = 0;
        for mark in &self.marks {
            self.out.extend_from_slice(&text[written..mark.at]);
            written = mark.at;
            let key = if let Form::Key(key) = &mark.form {
                Some(&text[key.clone()])
            } else {
                None
            };
            self.out.extend_from_slice(before.as_bytes());
            match key {
                None => {
                    self.out.push(b'(');
                    self.out.extend_from_slice(mark.name.as_bytes());
                    self.out.push(b')');
                }
                Some(key) => {
                    self.out.extend_from_slice(b",\"");
                    self.out.extend_from_slice(key);
                    self.out.extend_from_slice(b"_name\":\"");
                    for byte in mark.name.bytes() {
                        if matches!(byte, b'"' | b'\\') {
                            self.out.push(b'\\');
                        }
                        self.out.push(byte);
                    }
                    self.out.push(b'"');
                }
            }
            self.out.extend_from_slice(after.as_bytes());
        }
        self.out.extend_from_slice(&text[written..]);
    }

    /// Writes a row with further columns at its end.
    fn write_columns(&mut self, text: &[u8], columns: &[Vec<u8>]) {
        let content = text.strip_suffix(b"\n").unwrap_or(text);
        let content = content.strip_suffix(b"\r").unwrap_or(content);
        self.out.extend_from_slice(content);
        let (before, after) = self.tables.column_marks(content);
        for column in columns {
            self.out.extend_from_slice(before);
            self.tables.column(column, &mut self.out);
            self.out.extend_from_slice(after);
        }
        self.out.extend_from_slice(&text[content.len()..]);
    }
}

/// What was read, and why it has a name or none.
fn explain(notes: &mut Vec<u8>, line: usize, digits: &[u8], verdict: &decide::Verdict<'_>) {
    let stated = match verdict.stated {
        Protocol::Unstated => "no protocol is stated",
        Protocol::Transport(on) => on.as_str(),
        Protocol::Portless => "a protocol without ports is stated",
        Protocol::Unknown => "an unknown protocol is stated",
        Protocol::Contradiction => "two protocols are stated",
    };
    let digits = String::from_utf8_lossy(digits);
    let digits = digits.trim_matches('"');
    let when = verdict.row.map_or("", |row| row.when);
    let outcome = match (verdict.name, verdict.stated) {
        (Some(name), _) => name,
        (None, Protocol::Unstated) if verdict.row.is_some_and(|row| row.is_named) => {
            "no name that TCP and UDP share"
        }
        _ => "no name",
    };
    // A vector takes all that is written.
    let _ = writeln!(notes, "line {line}: {digits}: {stated}; {when}: {outcome}");
}

/// The byte order marks of UTF-16, or the zeros that its letters have.
fn is_utf16(text: &[u8]) -> bool {
    let head = &text[..text.len().min(64)];
    let zeros = |from: usize| {
        head.iter()
            .skip(from)
            .step_by(2)
            .filter(|&&byte| byte == 0)
            .count()
    };
    (head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff")) && head.contains(&0)
        || head.len() >= 16
            && (zeros(0) > head.len() / 3 && zeros(1) == 0
                || zeros(1) > head.len() / 3 && zeros(0) == 0)
}
