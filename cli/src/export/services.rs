//! A services(5) file, the format of `/etc/services`: `name  port/transport  aliases  # description`.
//!
//! The format knows less than the registry:
//!
//! - It has no ranges: each port of a range gets a line (`x11` has 64 of them on TCP).
//! - It has no services without a transport: such a service gets a line for each transport on which the
//!   library finds it.
//! - It has no services without a port, none without a name ("any private mail system"), and no ports that
//!   are reserved.
//! - It has no names with a blank or a `#` in them, which older editions have.
//! - The C library compares names letter by letter: `HTTPS` is found in the registry and not in the file.
//!
//! Two orders make the C library's answers, which are the first lines that match, those of the library: the
//! primary service of a port stands before the others, and the first port of a name before the others.

use std::io::{self, Write};

use ianaports::{PortRange, REGISTRY_UPDATED, Record, Transport, lookup, names};

pub fn write(mut out: impl Write) -> io::Result<()> {
    writeln!(
        out,
        "# IANA's service names and port numbers of {REGISTRY_UPDATED}"
    )?;
    for name in names().filter(|name| !fits(name)) {
        writeln!(
            out,
            "# left out, because this format cannot hold the name: {name:?}"
        )?;
    }
    for port in PortRange::ALL {
        for &transport in Transport::ALL {
            for service in lookup((port, transport)) {
                // An alias stands on the line of the service that it is an alias of.
                if let (Some(name), None) = (service.name(), service.alias_of()) {
                    let aliases: Vec<_> = service.aliases().filter_map(Record::name).collect();
                    let place = format!("{port}/{transport}");
                    if let Some(line) = line(name, &place, &aliases, service.description()) {
                        writeln!(out, "{line}")?;
                    }
                }
            }
        }
    }
    Ok(())
}

/// A line, unless none of the names fits into one. An alias stands in for a name that does not.
fn line(name: &str, place: &str, aliases: &[&str], description: &str) -> Option<String> {
    let mut names = [name]
        .into_iter()
        .chain(aliases.iter().copied())
        .filter(|name| fits(name));
    let mut line = format!("{:<15} {place:<10}", names.next()?);
    for alias in names {
        line = format!("{line} {alias}");
    }
    Some(match description {
        "" => line.trim_end().to_string(),
        description => format!("{line} # {description}"),
    })
}

/// Whether a name is one word to the C library.
fn fits(name: &str) -> bool {
    !name.is_empty()
        && !name.contains(|character: char| character.is_whitespace() || character == '#')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_not_one_word_has_no_line() {
        // As older editions have them.
        assert_eq!(
            line("Escale (Newton Dock)", "3679/tcp", &[], "Newton Dock"),
            None
        );
        assert_eq!(line("a#b", "1/tcp", &["c d"], ""), None);
        let line = line(
            "net-assistant",
            "3283/tcp",
            &["Apple Remote Desktop", "other"],
            "Net Assistant",
        );
        assert_eq!(
            line.unwrap(),
            "net-assistant   3283/tcp   other # Net Assistant"
        );
    }
}
