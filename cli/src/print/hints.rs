use std::io::{self, Write};

use ianaports::{Query, lookup};
use ianaports_cli::hints::{Described, Hints};

use super::{Screen, hint};

/// What may be meant by a query without an answer.
pub fn print(hints: &Hints, query: Query, screen: &mut Screen) -> io::Result<()> {
    if query.name().is_none() {
        return Ok(());
    }
    let (found, elsewhere) = (!lookup(query).is_empty(), &hints.elsewhere);
    if !elsewhere.is_empty() {
        let list: Vec<_> = elsewhere.iter().map(|on| on.as_str()).collect();
        return writeln!(
            screen,
            "  not registered on this transport; it is on {}",
            list.join(", ")
        );
    }
    if !found {
        writeln!(screen, "  no service has this name")?;
    }
    if let Some(custom) = &hints.custom {
        hint(&custom.to_string(), screen)?;
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
