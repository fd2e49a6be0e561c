//! Relations between records: which record is an alias or a duplicate of another.
//!
//! The registry has no field for them. A record states a relation by a sentence in its note or its
//! description, with the name of the other record in quotes. Both have the same number and transport.
//!
//! - An old name that breaks the rules of RFC 6335 is an *alias* of the new one. Its note has the
//!   sentence `ALIAS`, and the description of the new name has the sentence `REPLACEMENT`.
//! - A *duplicate* repeats another record under a second name. Only its note has a sentence,
//!   `DUPLICATE`.
//!
//! IANA removes a record and leaves the sentence that names it until later. Such a sentence stays in its
//! text and makes no relation.

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
    /// From `REPLACEMENT` in its description: the name, and where the sentence begins.
    replaces: Option<(String, usize)>,
}

impl Claim {
    /// Finds the sentences.
    pub fn new(description: &str, notes: &str) -> Result<Claim, Problem> {
        let replaces = match REPLACEMENT.find(description)? {
            None => None,
            Some((start, name, rest)) => {
                if !rest.is_empty() {
                    return Err(REPLACEMENT.malformed(description));
                }
                Some((name.to_owned(), start))
            }
        };
        let name = |found: Option<(usize, &str, &str)>| found.map(|(_, name, _)| name.to_owned());
        Ok(Claim {
            alias: name(ALIAS.find(notes)?),
            duplicate: name(DUPLICATE.find(notes)?),
            replaces,
        })
    }

    /// A description without `REPLACEMENT`.
    pub fn plain<'a>(&self, description: &'a str) -> &'a str {
        let start = self.replaces.as_ref().map(|(_, start)| *start);
        let plain = start.and_then(|start| description.get(..start));
        plain.unwrap_or(description).trim_end_matches(' ')
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

/// What the sentences of a record come to.
#[derive(Default)]
pub struct Relation {
    /// The index of the record that this one is an alias or a duplicate of.
    pub alias_of: Option<usize>,
    /// Whether an alias of this record is there, as the description says.
    pub has_alias: bool,
    /// What each sentence says that relates no records, and why.
    pub unrelated: Vec<String>,
}

/// The relation of each record.
///
/// # Errors
///
/// The first sentence whose other record is ambiguous or contradicts it, with the index of the record
/// that has the sentence.
pub fn relate(records: &[Related]) -> Result<Vec<Relation>, (usize, Problem)> {
    let targets = Targets::new(records);
    let mut relations = Vec::with_capacity(records.len());
    for (index, record) in records.iter().enumerate() {
        let relation = targets.relation(record);
        relations.push(relation.map_err(|problem| (index, problem))?);
    }
    Ok(relations)
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

    /// The only record of the name that has the number and transport of this one, if there is one.
    fn find(
        &self,
        record: &Related,
        name: &str,
    ) -> Result<Option<(usize, &'a Related<'a>)>, String> {
        match self.found.get(&(name, record.ports, record.transport)) {
            None => Ok(None),
            Some(&(first, false)) => Err(format!("record {} is not the only one", first + 1)),
            Some(&(first, true)) => Ok(self.records.get(first).map(|target| (first, target))),
        }
    }

    fn relation(&self, record: &Related) -> Result<Relation, Problem> {
        let mut relation = Relation::default();
        self.replaced(record, &mut relation)?;
        self.canonical(record, &mut relation)?;
        Ok(relation)
    }

    /// Checks that the record whose name this one replaces is an alias of this one.
    fn replaced(&self, record: &Related, relation: &mut Relation) -> Result<(), Problem> {
        let Some((old, _)) = &record.claim.replaces else {
            return Ok(());
        };
        let statement = format!(
            "the description states that this record replaces `{}`",
            excerpt(old)
        );
        let why = match self.find(record, old) {
            Ok(None) => {
                relation
                    .unrelated
                    .push(format!("{statement}, but there is none"));
                return Ok(());
            }
            Ok(Some(_)) if record.name.is_none() => {
                relation
                    .unrelated
                    .push(format!("{statement}, but has no name"));
                return Ok(());
            }
            Ok(Some((_, target))) if target.claim.alias.as_deref() == record.name => {
                relation.has_alias = true;
                return Ok(());
            }
            Ok(Some((index, _))) => {
                format!("the note of record {} does not name this one", index + 1)
            }
            Err(why) => why,
        };
        Err(Problem::Relation {
            statement,
            why,
            expected: "a record of that name, number and transport whose note names this one"
                .to_owned(),
        })
    }

    /// Finds the record that this one is an alias or a duplicate of.
    fn canonical(&self, record: &Related, relation: &mut Relation) -> Result<(), Problem> {
        let says = |what: &str, name: &str| {
            format!(
                "the note states that this record is {what} of `{}`",
                excerpt(name)
            )
        };
        let (statement, name) = match (&record.claim.alias, &record.claim.duplicate) {
            (None, None) => return Ok(()),
            (Some(name), None) => (says("an alias", name), name),
            (None, Some(name)) => (says("a duplicate", name), name),
            (Some(name), Some(other)) => {
                return Err(Problem::Relation {
                    statement: says("an alias", name),
                    why: format!("also that it is a duplicate of `{}`", excerpt(other)),
                    expected: "one of the two".to_owned(),
                });
            }
        };
        let mut expected =
            "a record of that name, number and transport, which is no alias itself".to_owned();
        let why = match self.find(record, name) {
            Err(why) => why,
            Ok(None) => {
                relation
                    .unrelated
                    .push(format!("{statement}, but there is none"));
                return Ok(());
            }
            Ok(Some(_)) if record.name.is_none() => {
                relation
                    .unrelated
                    .push(format!("{statement}, but has no name"));
                return Ok(());
            }
            Ok(Some((index, target))) => {
                let number = index + 1;
                let replaces = target
                    .claim
                    .replaces
                    .as_ref()
                    .map(|(name, _)| name.as_str());
                if target.claim.alias.is_some() || target.claim.duplicate.is_some() {
                    format!("record {number} is an alias or a duplicate itself")
                } else if record.claim.alias.is_some() && replaces != record.name {
                    expected = REPLACEMENT.form.to_owned();
                    format!("record {number} does not state that it replaces this one")
                } else {
                    relation.alias_of = Some(index);
                    return Ok(());
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
