//! Compiles the registry into the tables that the library includes.

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use registry::input::{Input, VARIABLE};

#[expect(dead_code, reason = "the refresh tool and the tests use the rest")]
mod registry;

const CUSTOMS: &str = "registry/customs.txt";
const HISTORY: &str = "registry/history.txt";

fn main() -> ExitCode {
    for path in [
        "build.rs",
        "registry",
        "src/date.rs",
        "src/excerpt.rs",
        "src/hash.rs",
        "src/layout.rs",
        "src/pad.rs",
        "src/status.rs",
        "src/transport.rs",
    ] {
        println!("cargo::rerun-if-changed={path}");
    }
    println!("cargo::rerun-if-env-changed={VARIABLE}");
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

    let refusal = |error| format!("{HISTORY}: {error}");
    let history =
        fs::read(HISTORY).map_err(|error| format!("{HISTORY}: cannot be read: {error}"))?;
    let mut history = registry::history::read(&history).map_err(refusal)?;
    if input.by_variable() {
        // The history ends with the registry that is shipped. It goes through this document, or it is not of it.
        let shipped = Input::new(None)?;
        let last = registry::registry(shipped.path()).map_err(|error| shipped.refusal(&error))?;
        registry::changes::shorten(&mut history, &last, &compiled).map_err(refusal)?;
    }
    registry::changes::index(&mut tables, &history, &compiled).map_err(refusal)?;

    let directory = env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR for a build script")?;
    registry::emit::emit(&tables, Path::new(&directory))?;
    Ok(())
}
