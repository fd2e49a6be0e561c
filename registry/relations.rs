//! Relations between records: which record is an alias or a duplicate of another.
//!
//! The registry has no field for them. A record states a relation by a sentence in its note or its
//! description, with the name of the other record in quotes. Both have the same number and transport.
//!
//! - An old name that breaks the rules of RFC 6335 is an *alias* of the new one. Its note has the
//!   sentence `ALIAS`, and the description of the new name has the sentence `REPLACEMENT`.
//! - A *duplicate* repeats another record under a second name. Only its note has a sentence,
//!   `DUPLICATE`.

use std::collections::HashMap;

use super::error::{Problem, excerpt};
use super::transport::Transport;

/// A sentence that names another record: `before`, the name in quotes, `after`.
pub struct Sentence {
    pub before: &'static str,
    pub after: &'static str,
    /// The whole sentence, for messages.
    form: &'static str,
}

pub const ALIAS: Sentence = Sentence {
    before: "This entry is an alias to",
    after: ".",
    form: "`This entry is an alias to \"name\".`",
};
pub const REPLACEMENT: Sentence = Sentence {
    before: "IANA assigned this well-formed service name as a replacement for",
    after: ".",
    form: "`IANA assigned this well-formed service name as a replacement for \"name\".` at the end of its description",
};
const DUPLICATE: Sentence = Sentence {
    before: "This is a duplicate of the",
    after: " service",
    form: "`This is a duplicate of the \"name\" service`",
};

/// The names that a record's sentences have in quotes.
#[derive(Default)]
pub struct Claim {
    /// From `ALIAS` in its note.
    alias: Option<String>,
    /// From `DUPLICATE` in its note.
    duplicate: Option<String>,
    /// From `REPLACEMENT` in its description.
    replaces: Option<String>,
}

impl Claim {
    /// Finds the sentences, and removes `REPLACEMENT` from the description.
    pub fn take(description: &mut String, notes: &str) -> Result<Claim, Problem> {
        let replaces = match REPLACEMENT.find(description)? {
            None => None,
            Some((start, name, rest)) => {
                if !rest.is_empty() {
                    return Err(REPLACEMENT.malformed(description));
                }
                let name = name.to_owned();
                description.truncate(start);
                description.truncate(description.trim_end_matches(' ').len());
                Some(name)
            }
        };
        let name = |found: Option<(usize, &str, &str)>| found.map(|(_, name, _)| name.to_owned());
        Ok(Claim {
            alias: name(ALIAS.find(notes)?),
            duplicate: name(DUPLICATE.find(notes)?),
            replaces,
        })
    }
}

impl Sentence {
    /// Where the sentence begins in a text, the name in it, and what follows it.
    fn find<'a>(&self, text: &'a str) -> Result<Option<(usize, &'a str, &'a str)>, Problem> {
        let Some((before, rest)) = text.split_once(self.before) else {
            return Ok(None);
        };
        let name = rest
            .strip_prefix(" \"")
            .and_then(|rest| rest.split_once('"'));
        let name = name.and_then(|(name, rest)| Some((name, rest.strip_prefix(self.after)?)));
        match name {
            Some((name, rest)) if !name.is_empty() && !rest.contains(self.before) => {
                Ok(Some((before.len(), name, rest)))
            }
            _ => Err(self.malformed(text)),
        }
    }

    fn malformed(&self, text: &str) -> Problem {
        let start = text.find(self.before).unwrap_or_default();
        Problem::Value {
            field: "a statement about another record",
            found: excerpt(text.get(start..).unwrap_or_default()),
            expected: self.form,
        }
    }
}

/// The parts of a record that decide its relations.
pub struct Related<'a> {
    pub name: Option<&'a str>,
    pub ports: Option<(u16, u16)>,
    pub transport: Option<Transport>,
    pub claim: &'a Claim,
}

/// For each record, the index of the one that it is an alias or a duplicate of.
///
/// # Errors
///
/// The first sentence whose other record is missing, ambiguous or contradicts it, with the index of
/// the record that has the sentence.
pub fn relate(records: &[Related]) -> Result<Vec<Option<usize>>, (usize, Problem)> {
    let targets = Targets::new(records);
    let mut alias_of = Vec::with_capacity(records.len());
    for (index, record) in records.iter().enumerate() {
        let canonical = targets.canonical(record);
        alias_of.push(canonical.map_err(|problem| (index, problem))?);
    }
    Ok(alias_of)
}

/// The records by name, number and transport: the first of each, and whether it is the only one.
struct Targets<'a> {
    records: &'a [Related<'a>],
    found: HashMap<Key<'a>, (usize, bool)>,
}

type Key<'a> = (&'a str, Option<(u16, u16)>, Option<Transport>);

impl<'a> Targets<'a> {
    fn new(records: &'a [Related<'a>]) -> Targets<'a> {
        let mut found = HashMap::with_capacity(records.len());
        for (index, record) in records.iter().enumerate() {
            let Some(name) = record.name else {
                continue;
            };
            found
                .entry((name, record.ports, record.transport))
                .and_modify(|(_, only)| *only = false)
                .or_insert((index, true));
        }
        Targets { records, found }
    }

    /// The only record of the name that has the number and transport of this one.
    fn find(&self, record: &Related, name: &str) -> Result<(usize, &'a Related<'a>), String> {
        match self.found.get(&(name, record.ports, record.transport)) {
            None => Err("there is none".to_owned()),
            Some(&(first, false)) => Err(format!("record {} is not the only one", first + 1)),
            Some(&(first, true)) => match self.records.get(first) {
                Some(target) => Ok((first, target)),
                None => Err("there is none".to_owned()),
            },
        }
    }

    /// Checks that the record whose name this one replaces is an alias of this one.
    fn check_replaced(&self, record: &Related) -> Result<(), Problem> {
        let Some(old) = &record.claim.replaces else {
            return Ok(());
        };
        let why = match self.find(record, old) {
            Ok((_, target)) if target.claim.alias.as_deref() == record.name => return Ok(()),
            Ok((index, _)) => format!("the note of record {} does not name this one", index + 1),
            Err(why) => why,
        };
        Err(Problem::Relation {
            statement: format!(
                "the description states that this record replaces `{}`",
                excerpt(old)
            ),
            why,
            expected: "a record of that name, number and transport whose note names this one"
                .to_owned(),
        })
    }

    /// The record that this one is an alias or a duplicate of.
    fn canonical(&self, record: &Related) -> Result<Option<usize>, Problem> {
        self.check_replaced(record)?;
        let alias = |name| {
            format!(
                "the note states that this record is an alias of `{}`",
                excerpt(name)
            )
        };
        let duplicate = |name| {
            format!(
                "the note states that this record is a duplicate of `{}`",
                excerpt(name)
            )
        };
        let (statement, name) = match (&record.claim.alias, &record.claim.duplicate) {
            (None, None) => return Ok(None),
            (Some(name), None) => (alias(name), name),
            (None, Some(name)) => (duplicate(name), name),
            (Some(name), Some(other)) => {
                return Err(Problem::Relation {
                    statement: alias(name),
                    why: format!("also that it is a duplicate of `{}`", excerpt(other)),
                    expected: "one of the two".to_owned(),
                });
            }
        };
        let mut expected =
            "a record of that name, number and transport, which is no alias itself".to_owned();
        let why = match self.find(record, name) {
            Err(why) => why,
            Ok((index, target)) => {
                let number = index + 1;
                if target.claim.alias.is_some() || target.claim.duplicate.is_some() {
                    format!("record {number} is an alias or a duplicate itself")
                } else if record.claim.alias.is_some()
                    && (record.name.is_none() || target.claim.replaces.as_deref() != record.name)
                {
                    expected = REPLACEMENT.form.to_owned();
                    format!("record {number} does not state that it replaces this one")
                } else {
                    return Ok(Some(index));
                }
            }
        };
        Err(Problem::Relation {
            statement,
            why,
            expected,
        })
    }
}
