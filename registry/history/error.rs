//! Why a history is refused, in sentences.

use super::super::date::{Date, DateError};
use super::super::error::Problem;

/// Why the history is not compiled, and on which of its lines.
#[derive(Debug, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct HistoryError {
    /// From 1.
    pub line: usize,
    pub problem: HistoryProblem,
}

/// What is wrong with a line of the history, and what would be right.
#[derive(Debug, thiserror::Error)]
pub enum HistoryProblem {
    #[error("bytes that are not UTF-8; expected the file as the refresh tool writes it")]
    Encoding,
    #[error("the history is cut off: {0}; expected the file as the refresh tool writes it")]
    Truncated(String),
    #[error(
        "unknown event `{0}`; expected `edition`, `removed`, `changed`, `added`, `removed-one`, `added-one` or `recut`"
    )]
    Event(String),
    #[error("an event before the first edition; expected `edition`, a date and a number of lines")]
    NoEdition,
    #[error("the date `{found}`: {source}")]
    Date { found: String, source: DateError },
    #[error("the edition of {found} after that of {before}; expected the editions in order")]
    Order { found: Date, before: Date },
    #[error("{field} is `{found}`; expected {expected}")]
    Value {
        field: &'static str,
        found: String,
        expected: &'static str,
    },
    #[error("the column `{0}` for the second time; expected each once")]
    Repeated(&'static str),
    #[error("{record} is not in the edition of {date}; expected a record that is")]
    NotThere { record: String, date: Date },
    #[error("{record} is in the edition of {date}; expected a record that is not")]
    There { record: String, date: Date },
    #[error(
        "beside {record}, {found} records of the edition of {date} are equal to it in every column; expected {expected}, as `equal` states"
    )]
    Equal {
        record: String,
        found: usize,
        date: Date,
        expected: usize,
    },
    #[error(
        "two records are {record} in the edition of {date}; expected one, or none can tell which is meant"
    )]
    Twice { record: String, date: Date },
    #[error(
        "the column `{column}` of {record} is the same in the edition of {date}; expected another value"
    )]
    Same {
        column: &'static str,
        record: String,
        date: Date,
    },
    #[error("{0}: {1}")]
    Record(String, Box<Problem>),
    #[error("the last edition is that of {found}; expected {expected}, as the registry")]
    End { found: Date, expected: Date },
}

impl HistoryProblem {
    pub fn on(self, line: usize) -> HistoryError {
        let problem = self;
        HistoryError { line, problem }
    }
}
