//! What the file states: editions, and what each does to the records.

use super::super::date::Date;

/// The editions, the oldest first.
#[derive(Debug, Default)]
pub struct History<'a> {
    pub editions: Vec<Edition<'a>>,
}

/// What an edition changes of the one before it.
#[derive(Debug)]
pub struct Edition<'a> {
    pub line: usize,
    pub date: Date,
    /// In the order of the lines.
    pub events: Vec<Event<'a>>,
}

/// What an edition does to one record.
#[derive(Debug)]
pub struct Event<'a> {
    pub line: usize,
    pub what: What,
    /// What finds the record: after the event, or before it where the event removes it.
    pub name: &'a str,
    pub ports: &'a str,
    pub transport: &'a str,
    /// What was in the columns before, by their numbers.
    pub cells: Vec<(usize, &'a str)>,
    /// How many others are equal to the record in every column, once it is away.
    pub equal: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Removed,
    Changed,
    Added,
    /// As `Removed`, of a record whose name, ports and transport another one has, too.
    RemovedOne,
    /// As `Added`, of such a record: its columns tell which. Of equal ones, it is any.
    AddedOne,
}
