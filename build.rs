//! Compiles the registry into the tables that the library includes.

use std::env;
use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

use registry::input::{Input, VARIABLE};

#[expect(dead_code, reason = "the refresh tool and the tests use the rest")]
mod registry;

const CUSTOMS: &str = "registry/customs.txt";

/// What this program is made of and reads, the document and what a feature adds aside.
const SOURCES: [&str; 20] = [
    "build.rs",
    CUSTOMS,
    "registry/check.rs",
    "registry/customs.rs",
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
    registry::compile_customs(
        Path::new(CUSTOMS),
        &compiled,
        input.by_variable(),
        &mut tables,
    )
    .map_err(|error| format!("{CUSTOMS}: {error}"))?;
    #[cfg(feature = "history")]
    history(&input, &compiled, &mut tables)?;

    let directory = env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR for a build script")?;
    registry::emit::emit(&tables, Path::new(&directory))?;
    Ok(())
}

#[cfg(feature = "history")]
fn history(
    input: &Input,
    compiled: &registry::check::Registry,
    tables: &mut registry::tables::Tables,
) -> Result<(), Box<dyn Error>> {
    const HISTORY: &str = "registry/history.txt";
    for path in [HISTORY, "registry/history"] {
        println!("cargo::rerun-if-changed={path}");
    }
    let refusal = |error| format!("{HISTORY}: {error}");
    let history =
        std::fs::read(HISTORY).map_err(|error| format!("{HISTORY}: cannot be read: {error}"))?;
    let mut history = registry::history::read(&history).map_err(refusal)?;
    if input.by_variable() {
        // The history ends with the registry that is shipped. It goes through this document, or it is not of it.
        let shipped = Input::new(None)?;
        println!("cargo::rerun-if-changed={}", shipped.path().display());
        let last = registry::registry(shipped.path()).map_err(|error| shipped.refusal(&error))?;
        registry::history::tables::shorten(&mut history, &last, compiled).map_err(refusal)?;
    }
    registry::history::tables::index(tables, &history, compiled).map_err(refusal)?;
    Ok(())
}
