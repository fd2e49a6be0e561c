//! Seeded mutations of bytes, tags, attributes, numbers and children.

use std::ops::Range;

use crate::judge::{judge, judge_to_the_end};
use crate::{SMALL, long, whole};

/// Numbers that look random and are the same in every run (xorshift, 64 bits).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((u128::from(self.0) * limit as u128) >> 64) as usize
    }

    fn of<'a, T: ?Sized>(&mut self, items: &[&'a T]) -> &'a T {
        items[self.below(items.len())]
    }

    /// A short part of that many bytes.
    fn part(&mut self, length: usize) -> Range<usize> {
        let start = self.below(length);
        let most = [2, 8, 40][self.below(3)];
        start..(start + 1 + self.below(most)).min(length)
    }
}

/// What does not belong where it is put, or seldom.
const INSERTED: [&[u8]; 40] = [
    b"\0",
    b"\xff",
    b"\xc3",
    b"\xef\xbb\xbf",
    b"\xc2\xa0",
    b"\xc2\x85",
    b"\xe2\x80\xa8",
    b"\r",
    b"\n",
    b"\t",
    b"&",
    b"<",
    b">",
    b"\"",
    b"'",
    b"/",
    b"=",
    b";",
    b"&#65;",
    b"&#x0;",
    b"&#1114112;",
    b"&#10;",
    b"&amp;",
    b"&eacute;",
    b"]]>",
    b"<![CDATA[x]]>",
    b"<!-- x -->",
    b"<!-- -- -->",
    b"<?x y?>",
    b"<!DOCTYPE x>",
    b"<!ENTITY x \"y\">",
    b"<x:name xmlns:x=\"y\">z</x:name>",
    b" xmlns=\"\"",
    b"<br/>",
    b"<name>other</name>",
    b"<xref type=\"rfc\" data=\"rfc1\"/>",
    b"<record/>",
    b"<list><item>x</item></list>",
    b"</registry>",
    b"<registry>",
];

const NUMBERS: [&str; 20] = [
    "",
    "0",
    "00",
    "1",
    "-1",
    "+1",
    "255",
    "256",
    "65535",
    "65536",
    "65535-0",
    "1-2-3",
    "4294967295",
    "4294967296",
    "99999999999999999999",
    "1e3",
    "0x10",
    "\u{661}",
    " 7 ",
    "2026-02-30",
];

const TAGS: [&str; 24] = [
    "registry",
    "record",
    "name",
    "protocol",
    "assignee",
    "xref",
    "description",
    "number",
    "sc",
    "unauthorized",
    "note",
    "br",
    "paragraph",
    "footnote",
    "people",
    "person",
    "org",
    "uri",
    "title",
    "updated",
    "category",
    "created",
    "artwork",
    "Name",
];

const ATTRIBUTES: [&str; 12] = [
    "type",
    "data",
    "section",
    "date",
    "updated",
    "anchor",
    "id",
    "title",
    "xmlns",
    "xml:lang",
    "lastupdated",
    "TYPE",
];

const VALUES: [&str; 24] = [
    "person",
    "rfc",
    "draft",
    "uri",
    "text",
    "note",
    "rfc-errata",
    "rfc0",
    "rfc01",
    "rfc4294967296",
    "draft-",
    "RFC-",
    "draft-a b",
    "mailto:",
    "a:b c",
    "Ann",
    "ann",
    "1",
    "2",
    "2100-01-01",
    "2026-13-01",
    "1992-7",
    "udp",
    "&quot;",
];

/// The tags of a document.
fn tags(bytes: &[u8]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = bytes[at..].iter().position(|byte| *byte == b'<') {
        let start = at + start;
        let end = bytes[start..].iter().position(|byte| *byte == b'>');
        let end = end.map_or(bytes.len(), |end| start + end + 1);
        found.push(start..end);
        at = end;
    }
    found
}

/// The elements of a document, each with what is inside, by the depth of tags alone.
fn elements(bytes: &[u8]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open = Vec::new();
    for tag in tags(bytes) {
        let text = &bytes[tag.clone()];
        if text.starts_with(b"</") {
            found.extend(open.pop().map(|start| start..tag.end));
        } else if text.ends_with(b"/>") {
            found.push(tag);
        } else if !text.starts_with(b"<?") && !text.starts_with(b"<!") {
            open.push(tag.start);
        }
    }
    found
}

fn splice(bytes: &mut Vec<u8>, part: Range<usize>, with: &[u8]) {
    bytes.splice(part, with.iter().copied());
}

/// The runs of bytes of a kind inside a part of a document.
fn runs(bytes: &[u8], part: Range<usize>, of: impl Fn(u8) -> bool) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in part.filter(|at| of(bytes[*at])) {
        match found.last_mut() {
            Some(last) if last.end == at => last.end += 1,
            _ => found.push(at..at + 1),
        }
    }
    found
}

fn swap(bytes: &mut Vec<u8>, one: Range<usize>, other: Range<usize>) {
    let (first, second) = if one.start < other.start {
        (one, other)
    } else {
        (other, one)
    };
    if first.end <= second.start {
        let (a, b) = (
            bytes[first.clone()].to_vec(),
            bytes[second.clone()].to_vec(),
        );
        splice(bytes, second, &a);
        splice(bytes, first, &b);
    }
}

/// Changes a document in one place.
fn mutate(bytes: &mut Vec<u8>, random: &mut Random) {
    let kind = random.below(16);
    let part = random.part(bytes.len());
    let mut one_of = |parts: Vec<Range<usize>>| -> Option<Range<usize>> {
        (!parts.is_empty()).then(|| parts[random.below(parts.len())].clone())
    };
    match kind {
        // Bytes.
        0 => bytes[part.start] ^= 1 << random.below(8),
        1 => splice(bytes, part, b""),
        2 => {
            let copy = bytes[part.clone()].to_vec();
            splice(bytes, part.end..part.end, &copy);
        }
        3 | 4 => splice(bytes, part.start..part.start, random.of(&INSERTED)),
        5 => {
            let other = random.part(bytes.len());
            swap(bytes, part, other);
        }
        // Tags.
        6..=9 => {
            let Some(tag) = one_of(tags(bytes)) else {
                return;
            };
            let other = one_of(tags(bytes)).unwrap_or(0..0);
            match kind {
                6 => splice(bytes, tag, b""),
                7 => swap(bytes, tag, other),
                8 => {
                    let copy = bytes[tag.clone()].to_vec();
                    splice(bytes, tag.end..tag.end, &copy);
                }
                _ => {
                    let name = runs(bytes, tag, |byte| byte.is_ascii_alphabetic());
                    if let Some(name) = name.first() {
                        splice(bytes, name.clone(), random.of(&TAGS).as_bytes());
                    }
                }
            }
        }
        // Children: left out, repeated, swapped.
        10..=12 => {
            let Some(element) = one_of(elements(bytes)) else {
                return;
            };
            let other = one_of(elements(bytes)).unwrap_or(0..0);
            match kind {
                10 => splice(bytes, element, b""),
                11 => {
                    let copy = bytes[element.clone()].to_vec();
                    let at = if random.below(2) == 0 {
                        element.end
                    } else {
                        other.end
                    };
                    splice(bytes, at..at, &copy);
                }
                _ => swap(bytes, element, other),
            }
        }
        // Attributes.
        13 => {
            let Some(tag) = one_of(tags(bytes)) else {
                return;
            };
            let end = tag.end
                - if bytes[tag.clone()].ends_with(b"/>") {
                    2
                } else {
                    1
                };
            let attribute = format!(" {}=\"{}\"", random.of(&ATTRIBUTES), random.of(&VALUES));
            splice(
                bytes,
                end.max(tag.start)..end.max(tag.start),
                attribute.as_bytes(),
            );
        }
        14 => {
            let quoted: Vec<_> = bytes
                .iter()
                .enumerate()
                .filter(|(_, byte)| **byte == b'"')
                .collect();
            let pairs = quoted
                .chunks_exact(2)
                .map(|pair| pair[0].0 + 1..pair[1].0)
                .collect();
            if let Some(value) = one_of(pairs) {
                splice(bytes, value, random.of(&VALUES).as_bytes());
            }
        }
        // Numbers.
        _ => {
            let all = 0..bytes.len();
            if let Some(number) = one_of(runs(bytes, all, |byte| byte.is_ascii_digit())) {
                splice(bytes, number, random.of(&NUMBERS).as_bytes());
            }
        }
    }
}

/// Tries that many mutants, each of one to four changes; returns how many were accepted.
fn try_mutants(document: &[u8], count: usize, seed: u64, to_the_end: usize) -> usize {
    let mut random = Random(seed);
    let mut accepted = 0;
    for number in 0..count {
        let mut mutant = document.to_vec();
        for _ in 0..=random.below(4) {
            mutate(&mut mutant, &mut random);
        }
        let verdict = std::panic::catch_unwind(|| {
            if number % to_the_end == 0 {
                judge_to_the_end(&mutant).is_ok()
            } else {
                judge(&mutant).is_ok()
            }
        });
        match verdict {
            Ok(verdict) => accepted += usize::from(verdict),
            Err(panic) => {
                let name = format!("faults-mutant-{number}.xml");
                let kept = std::env::temp_dir().join(name);
                std::fs::write(&kept, &mutant).unwrap();
                eprintln!("mutant {number} is in {}", kept.display());
                std::panic::resume_unwind(panic);
            }
        }
    }
    accepted
}

#[test]
fn of_the_small_document() {
    let count = long().unwrap_or(10_000);
    // Half of the processors' time each, where tests run at once.
    let halves = [1, 2].map(|seed| {
        std::thread::spawn(move || {
            try_mutants(
                SMALL.as_bytes(),
                count.div_ceil(2),
                0x9E37_79B9_7F4A_7C15 ^ seed,
                64,
            )
        })
    });
    let accepted: usize = halves.into_iter().map(|half| half.join().unwrap()).sum();
    println!("{count} mutants of the small document, {accepted} accepted");
    // Not all are refused for the same dull reason.
    assert!((count / 20..count / 2).contains(&accepted), "{accepted}");
}

#[test]
fn of_the_registry() {
    let count = long().map_or(20, |count| count / 100);
    let accepted = try_mutants(&whole(), count, 0xD1B5_4A32_D192_ED03, usize::MAX);
    println!("{count} mutants of the registry, {accepted} accepted");
}
