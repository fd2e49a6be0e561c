//! Every registered name, and its number.

use crate::answer::Answer;
use crate::layout::On;
use crate::rows::{Row, Rows};
use crate::tables;
use crate::transport::Transport;

/// Every registered name once, in the registered spelling, sorted without regard to ASCII case.
///
/// # Examples
///
/// ```
/// use ianaports::names;
///
/// // Complete the name that a person has begun to type, in any letter case.
/// let begins = |name: &&str, typed: &str| {
///     name.get(..typed.len()).is_some_and(|head| head.eq_ignore_ascii_case(typed))
/// };
/// assert_eq!(names().filter(|name| begins(name, "ether")).count(), 6);
/// assert!(names().filter(|name| begins(name, "HTTP-w")).eq(["http-wmap"]));
/// ```
#[inline]
pub const fn names() -> Names {
    Rows::new(0..tables::NAMES as usize)
}

/// The number of a port's primary service name: its place in [`names()`](names), from 0.
///
/// There is a number exactly where [`service_name(port, transport)`](crate::service_name) has a name.
/// [`name_with_number`] goes back, and [`Record::name_number`](crate::Record::name_number) gives the
/// number of a record's name.
///
/// Numbers take two bytes a row, and are compared, counted and grouped without reading a text.
/// All are below [`names().len()`](names). [`u16::MAX`] is never a number, so it can stand for "no
/// name". **A number is good for one edition of the registry alone**, because a new name moves
/// those after it. Where numbers are stored, store the names beside them.
///
/// # Columns of flows
///
/// A table for each transport, filled once, names millions of rows in two reads each; the repository's
/// `examples/columns.rs` is a program that does so. A row that has no transport with ports, such as
/// ICMP, has no name.
///
/// ```
/// use ianaports::{Transport, name_number, names};
///
/// const NONE: u16 = u16::MAX;
/// static NOTHING: [u16; 1 << 16] = [NONE; 1 << 16];
/// // The number for each port, by the IP protocol number.
/// let table: [&[u16; 1 << 16]; 256] = std::array::from_fn(|protocol| {
///     let Some(transport) = Transport::from_protocol_number(protocol as u8) else {
///         return &NOTHING;
///     };
///     let number = |port| name_number(port as u16, transport).unwrap_or(NONE);
///     Box::leak(Box::new(std::array::from_fn(number)))
/// });
///
/// let (protocols, ports): ([u8; 4], [u16; 4]) = ([6, 17, 1, 6], [443, 53, 0, 60_000]);
/// let rows = protocols.iter().zip(&ports);
/// let numbers: Vec<u16> =
///     rows.map(|(protocol, port)| table[usize::from(*protocol)][usize::from(*port)]).collect();
///
/// let names: Vec<&str> = names().collect();
/// let named = numbers.iter().map(|number| names.get(usize::from(*number)).copied());
/// assert!(named.eq([Some("https"), Some("domain"), None, None]));
/// ```
///
/// # Examples
///
/// ```
/// use ianaports::{Transport::{Tcp, Udp}, name_number, names};
///
/// const HTTPS: Option<u16> = name_number(443, Tcp);
/// assert_eq!(HTTPS, name_number(443, Udp));
/// assert_eq!(names().nth(HTTPS.unwrap().into()), Some("https"));
/// assert_eq!(name_number(60_000, Tcp), None);
/// ```
#[inline]
pub const fn name_number(port: u16, transport: Transport) -> Option<u16> {
    Answer::of_port(port, On::one(transport)).name_number()
}

/// The registered name with a [number](name_number), as [`names().nth(number)`](names) gives it, in a
/// `const` too.
///
/// # Examples
///
/// ```
/// use ianaports::{name_with_number, names};
///
/// assert_eq!(name_with_number(0), names().next());
/// assert_eq!(name_with_number(u16::MAX), None);
/// ```
#[inline]
pub const fn name_with_number(number: u16) -> Option<&'static str> {
    if (number as u64) < tables::NAMES {
        Some(numbered(number as usize))
    } else {
        None
    }
}

/// The iterator of [`names`], from either end.
///
/// # Examples
///
/// ```
/// assert_eq!(ianaports::names().next_back(), Some("zymed-zpp"));
/// ```
pub type Names = Rows<NameRow>;

/// A row of `NAME_SORTED`.
#[derive(Debug)]
pub struct NameRow;

impl Row for NameRow {
    type Item = &'static str;

    #[inline]
    fn get(row: usize) -> Option<&'static str> {
        Some(numbered(row))
    }
}

#[inline]
const fn numbered(number: usize) -> &'static str {
    tables::name_text(tables::NAME_SORTED.get(number))
}
