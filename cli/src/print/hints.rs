use std::io::{self, Write};

use ianaports::{Query, lookup};
use ianaports_cli::hints::{Described, Hints};
use ianaports_cli::unofficial;

use super::{Screen, complain, hint};

/// What is beside the answer to a query: unofficial names, and what may be meant by a name without an answer. Where
/// an unofficial name comes from is told of the one that was asked for, or if all is to be told.
pub fn print(hints: &Hints, query: Query, is_long: bool, screen: &mut Screen) -> io::Result<()> {
    let is_name = query.name().is_some();
    if !hints.elsewhere.is_empty() {
        let list: Vec<_> = hints.elsewhere.iter().map(|on| on.as_str()).collect();
        let list = list.join(", ");
        writeln!(
            screen,
            "  not registered on this transport; it is on {list}"
        )?;
    } else if is_name && lookup(query).is_empty() {
        writeln!(screen, "  no service has this name")?;
    }
    let unofficial = unofficial::beside(query);
    if let Some(name) = query.name()
        && lookup(query).is_empty()
        && unofficial.is_empty()
        && hints.is_empty()
    {
        complain(format_args!(
            "nothing looks like {name}; for a word of descriptions: ianaports search {name}"
        ));
    }
    for row in unofficial {
        let mut text = format!("unofficial: {row}");
        if is_name || is_long {
            text += &format!(" ({})", row.source);
        }
        hint(&text, screen)?;
    }
    if let Some(once) = &hints.once {
        hint(&once.to_string(), screen)?;
    }
    if !hints.near.is_empty() {
        hint(&format!("near it: {}", hints.near.join(", ")), screen)?;
    }
    for Described {
        name,
        ports,
        description,
    } in &hints.described
    {
        hint(&format!("perhaps {name}, {ports}: {description}"), screen)?;
    }
    Ok(())
}
