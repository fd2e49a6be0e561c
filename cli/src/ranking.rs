//! Records, and unofficial names, by the words in them.

use ianaports::{Person, Record, Status, Transport, records, unofficial};

use crate::order;
use crate::unofficial::Unofficial;

/// How well a word is found, the best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Name,
    BeginningOfName,
    Word,
    Part,
}

/// The records that have every word in their name, their description or what is further searched of them: best
/// first, else in the registry's order.
pub fn search(
    words: &[String],
    on: Option<Transport>,
    status: Option<Status>,
    further: impl Fn(Record) -> Vec<&'static str>,
) -> Vec<Record> {
    let words: Vec<_> = words.iter().map(|word| word.to_lowercase()).collect();
    let found: Vec<(Rank, Record)> = records()
        .iter()
        .filter(|record| {
            on.is_none_or(|on| record.transport().is_none_or(|transport| transport == on))
        })
        .filter(|record| status.is_none_or(|status| record.status() == status))
        .filter_map(|record| Some((Fields::of(record, &further(record)).worst(&words)?, record)))
        .collect();
    order::by(found, |&(rank, _)| rank as u64)
        .into_iter()
        .map(|(_, record)| record)
        .collect()
}

/// The unofficial names that have every word, best first, else by name.
pub fn search_unofficial(words: &[String], on: Option<Transport>) -> Vec<Unofficial> {
    let words: Vec<_> = words.iter().map(|word| word.to_lowercase()).collect();
    let found: Vec<(Rank, Unofficial)> = unofficial::all()
        .filter(|row| on.is_none_or(|on| row.transports().contains(&on)))
        .filter_map(|row| {
            let row = Unofficial::from(row);
            let of = row.alias_of.unwrap_or_default();
            let fields = Fields {
                name: row.name.to_lowercase(),
                rest: format!("{of}\n{}", row.description).to_lowercase(),
            };
            Some((fields.worst(&words)?, row))
        })
        .collect();
    order::by(found, |&(rank, _)| rank as u64)
        .into_iter()
        .map(|(_, row)| row)
        .collect()
}

/// What is searched of a record, in lower case.
struct Fields {
    name: String,
    rest: String,
}

impl Fields {
    fn of(record: Record, further: &[&str]) -> Self {
        let mut rest = record.description().to_lowercase();
        for text in further {
            rest.push('\n');
            rest.push_str(&text.to_lowercase());
        }
        Self {
            name: record.name().unwrap_or_default().to_lowercase(),
            rest,
        }
    }

    /// The rank of the word that is found worst. One word that is not there is enough to leave the record out.
    fn worst(&self, words: &[String]) -> Option<Rank> {
        let ranks = words.iter().map(|word| self.rank(word));
        ranks.collect::<Option<Vec<_>>>()?.into_iter().max()
    }

    fn rank(&self, word: &str) -> Option<Rank> {
        let is_edge = |character: Option<char>| character.is_none_or(|one| !one.is_alphanumeric());
        let is_whole = |text: &str| {
            text.match_indices(word).any(|(at, _)| {
                let (before, rest) = text.split_at_checked(at).unwrap_or_default();
                let after = rest.strip_prefix(word).unwrap_or_default();
                is_edge(before.chars().next_back()) && is_edge(after.chars().next())
            })
        };
        if self.name == word {
            Some(Rank::Name)
        } else if self.name.starts_with(word) {
            Some(Rank::BeginningOfName)
        } else if is_whole(&self.name) || is_whole(&self.rest) {
            Some(Rank::Word)
        } else if self.name.contains(word) || self.rest.contains(word) {
            Some(Rank::Part)
        } else {
            None
        }
    }
}

/// The texts of a record's assignees.
pub fn assignees(record: Record) -> Vec<&'static str> {
    record.assignees().flat_map(texts).collect()
}

/// What is searched of a person.
pub fn texts(person: Person) -> impl Iterator<Item = &'static str> {
    [Some(person.id()), person.name(), person.organization()]
        .into_iter()
        .flatten()
}
