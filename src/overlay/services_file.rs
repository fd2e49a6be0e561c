use crate::transport::Transport;

use super::entry::Entry;
use super::name::{Fault, check};

/// The entries of a text in the form of `/etc/services`, in its order.
///
/// A line gives an entry of its name, and one for each alias that is [only found](Entry::only_found).
/// The lines are those that the GNU C library reads. What is not an entry is skipped:
///
/// - a line whose transport is not `tcp`, `udp`, `sctp` or `dccp` in small letters, such as `rtmp 1/ddp`;
/// - a line whose number is not a port: of 65616 the C library makes port 80, and of -1 port 65535. As
///   there, `010` is octal and `0x50` hexadecimal;
/// - a name that an overlay [does not take](mod@crate::overlay#the-rules). One without a letter is
///   only shown.
///
/// Such a file may have a name or a port twice. [`first_wins`](super::Overlay::first_wins) takes the first
/// of each, as the C library does, and refuses nothing of what this function gives, up to 65,535 entries.
///
/// # Examples
///
/// ```
/// use ianaports::overlay::{Overlay, services_file};
/// use ianaports::{service_name, Transport::{Tcp, Udp}};
///
/// // As of `std::fs::read_to_string("/etc/services")`.
/// let file = "
/// smtp 25/tcp mail
/// whois\t43/tcp\tnicname # Who is
/// acr-nema 104/tcp dicom
/// rtmp 1/ddp
/// dicom 11112/tcp
/// ";
/// let mut entries: Vec<_> = services_file(file).collect();
/// let own = Overlay::first_wins(&mut entries)?;
/// let name = |port, on| own.service_name(port, on).or_else(|| service_name(port, on));
/// assert_eq!(name(43, Tcp), Some("whois")); // IANA: nicname
/// assert_eq!(name(443, Udp), Some("https")); // not in the file
/// assert_eq!(own.port("MAIL", Tcp), Some(25));
/// assert_eq!(own.port("dicom", Tcp), Some(104)); // the first line that has the name
/// # Ok::<(), ianaports::overlay::OverlayError>(())
/// ```
#[doc(alias = "services")]
#[doc(alias = "getservent")]
#[inline]
pub fn services_file(text: &str) -> impl Iterator<Item = Entry<&str>> + Clone {
    text.split('\n').filter_map(Line::read).flat_map(|line| {
        let aliases = line.aliases.split(is_blank).filter_map(move |alias| {
            let is_name = check(alias, true).is_ok();
            is_name.then(|| Entry::new(alias, line.port, &[line.transport]).only_found())
        });
        let entry = Entry::new(line.name, line.port, &[line.transport]);
        let name = match check(line.name, true) {
            Ok(()) => Some(entry),
            Err(Fault::NoLetter) => Some(entry.only_shown()),
            Err(_) => None,
        };
        name.into_iter().chain(aliases)
    })
}

/// The fields of a line, its aliases yet in one text.
#[derive(Clone, Copy)]
struct Line<'t> {
    name: &'t str,
    port: u16,
    transport: Transport,
    aliases: &'t str,
}

impl<'t> Line<'t> {
    #[inline]
    fn read(line: &'t str) -> Option<Line<'t>> {
        // A C string ends at a NUL.
        let line = line.split(['#', '\0']).next()?;
        let (name, rest) = line.trim_start_matches(is_blank).split_once(is_blank)?;
        let (port, rest) = rest.trim_start_matches(is_blank).split_once('/')?;
        let rest = rest.trim_start_matches('/');
        let (transport, aliases) = rest.split_once(is_blank).unwrap_or((rest, ""));
        Some(Line {
            name,
            port: read_port(port)?,
            transport: *Transport::ALL.iter().find(|on| on.as_str() == transport)?,
            aliases,
        })
    }
}

/// A number as C's `strtoul` reads it of any base, if it is a port.
#[inline]
fn read_port(text: &str) -> Option<u16> {
    let text = text.strip_prefix('+').unwrap_or(text);
    let hexadecimal = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X"));
    let (digits, radix) = match (hexadecimal, text.strip_prefix('0')) {
        (Some(digits), _) => (digits, 16),
        (None, Some(digits)) if !digits.is_empty() => (digits, 8),
        (None, _) => (text, 10),
    };
    // A second sign is none, though Rust reads one.
    let is_signed = digits.starts_with('+');
    u16::from_str_radix(digits, radix)
        .ok()
        .filter(|_| !is_signed)
}

/// What C's `isspace` calls so.
#[inline]
fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t'..='\r')
}
