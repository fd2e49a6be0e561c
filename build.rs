//! Compiles the registry into the tables that the library includes.

use std::env;
use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

use registry::check::Registry;
use registry::input::{Input, VARIABLE};
use registry::tables::Tables;

#[expect(dead_code, reason = "the refresh tool and the tests use the rest")]
mod registry;

/// What this program is made of and reads, the document and what a feature adds aside.
const SOURCES: [&str; 18] = [
    "build.rs",
    "registry/check.rs",
    "registry/emit.rs",
    "registry/error.rs",
    "registry/index",
    "registry/input.rs",
    "registry/mod.rs",
    "registry/read.rs",
    "registry/relations.rs",
    "registry/tables.rs",
    "registry/xml.rs",
    "src/date.rs",
    "src/excerpt.rs",
    "src/hash.rs",
    "src/layout.rs",
    "src/pad.rs",
    "src/status.rs",
    "src/transport.rs",
];

fn main() -> ExitCode {
    println!("cargo::rerun-if-env-changed={VARIABLE}");
    for path in SOURCES {
        println!("cargo::rerun-if-changed={path}");
    }
    match compile() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Cargo shows this line without being asked, and hides what a build script prints itself.
            println!("cargo::error={error}");
            ExitCode::FAILURE
        }
    }
}

fn compile() -> Result<(), Box<dyn Error>> {
    let input = Input::new(env::var_os(VARIABLE))?;
    println!("cargo::rerun-if-changed={}", input.path().display());
    let (compiled, mut tables) =
        registry::compile(input.path()).map_err(|error| input.refusal(&error))?;
    guests(&input, &compiled, &mut tables)?;

    let directory = env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR for a build script")?;
    registry::emit::emit(&tables, Path::new(&directory))?;
    Ok(())
}

/// The tables of the features.
#[allow(unused_variables, reason = "a build without them has none")]
fn guests(input: &Input, compiled: &Registry, tables: &mut Tables) -> Result<(), Box<dyn Error>> {
    #[cfg(feature = "history")]
    history(input, compiled, tables)?;
    #[cfg(feature = "unofficial")]
    unofficial(input, compiled, tables)?;
    Ok(())
}

#[cfg(feature = "history")]
fn history(input: &Input, compiled: &Registry, tables: &mut Tables) -> Result<(), Box<dyn Error>> {
    const HISTORY: &str = "registry/history.txt";
    for path in [HISTORY, "registry/history"] {
        println!("cargo::rerun-if-changed={path}");
    }
    let refusal = |error| format!("{HISTORY}: {error}");
    let history =
        std::fs::read(HISTORY).map_err(|error| format!("{HISTORY}: cannot be read: {error}"))?;
    let mut history = registry::history::read(&history).map_err(refusal)?;
    let state = if input.by_variable() {
        // The history ends with the registry that is shipped, and this document has another date or other records.
        let shipped = Input::new(None)?;
        println!("cargo::rerun-if-changed={}", shipped.path().display());
        let last = registry::registry(shipped.path()).map_err(|error| shipped.refusal(&error))?;
        registry::history::document::shorten(&mut history, &last, compiled)
    } else {
        registry::history::State::new(compiled, &history)
    };
    let state = state.map_err(refusal)?;
    registry::history::tables::index(tables, &history, state, compiled).map_err(refusal)?;
    Ok(())
}

#[cfg(feature = "unofficial")]
fn unofficial(
    input: &Input,
    compiled: &Registry,
    tables: &mut Tables,
) -> Result<(), Box<dyn Error>> {
    const UNOFFICIAL: &str = "registry/unofficial.txt";
    for path in [
        UNOFFICIAL,
        "registry/unofficial",
        "src/unofficial/layout.rs",
    ] {
        println!("cargo::rerun-if-changed={path}");
    }
    let rows = std::fs::read(UNOFFICIAL)
        .map_err(|error| format!("{UNOFFICIAL}: cannot be read: {error}"))?;
    registry::unofficial::compile(&rows, compiled, input.by_variable(), tables)
        .map_err(|error| format!("{UNOFFICIAL}: {error}"))?;
    Ok(())
}
