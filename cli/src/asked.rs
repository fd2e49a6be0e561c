//! What a person types for a query, and what to type instead.

use std::error::Error;
use std::fmt;
use std::net::IpAddr;

use ianaports::{Query, QueryError, Transport};

/// Reads a query. What people write for one in other places is refused with what to type here.
///
/// # Errors
///
/// What is no query.
pub fn read(typed: &str) -> Result<Query, NoQuery> {
    typed.parse().map_err(|error| match instead(typed) {
        Some(instead) => NoQuery::Instead {
            typed: typed.to_string(),
            instead,
        },
        None => NoQuery::Query(error),
    })
}

/// Why what was typed is no query.
#[derive(Clone, Debug)]
pub enum NoQuery {
    /// It is one in another form.
    Instead { typed: String, instead: String },
    /// It is none.
    Query(QueryError),
}

impl fmt::Display for NoQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Instead { typed, instead } => {
                write!(f, "`{typed}` is no query: expected {instead}")
            }
            Self::Query(error) => error.fmt(f),
        }
    }
}

impl Error for NoQuery {}

/// The queries that are meant: those of a list, what follows an address, or a transport that comes first.
fn instead(typed: &str) -> Option<String> {
    // What is longer was not typed.
    if typed.len() > 100 {
        return None;
    }
    let is_query = |text: &str| text.parse::<Query>().is_ok();
    let mut parts = typed.split(',').map(str::trim);
    if typed.contains(',') && parts.clone().all(is_query) {
        let parts: Vec<_> = parts.by_ref().collect();
        return Some(format!("{} queries: {}", parts.len(), parts.join(" ")));
    }
    let (before, after) = typed.rsplit_once(':')?;
    if !is_query(after) {
        return None;
    }
    if let Ok(transport) = before.parse::<Transport>() {
        return Some(format!("the transport last: {after}/{transport}"));
    }
    let address = before.trim_start_matches('[').trim_end_matches(']');
    let is_address = address.is_empty() || address == "*" || address.parse::<IpAddr>().is_ok();
    is_address.then(|| format!("the port alone: {after}"))
}
