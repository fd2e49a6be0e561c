//! Compiles the registry into the tables that the library includes: read, check, index, emit.

use std::env;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

// The refresh tool and the tests use the rest.
#[allow(dead_code)]
mod registry;

const SHIPPED: &str = "registry/service-names-port-numbers.xml";
const OTHER: &str = "IANAPORTS_REGISTRY";

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=registry");
    println!("cargo::rerun-if-changed=src/date.rs");
    println!("cargo::rerun-if-changed=src/hash.rs");
    println!("cargo::rerun-if-changed=src/layout.rs");
    println!("cargo::rerun-if-changed=src/status.rs");
    println!("cargo::rerun-if-changed=src/transport.rs");
    println!("cargo::rerun-if-env-changed={OTHER}");
    match compile() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Cargo shows this line by itself, and hides what a build script prints of its own.
            println!("cargo::error={error}");
            ExitCode::FAILURE
        }
    }
}

fn compile() -> Result<(), Box<dyn Error>> {
    let other = env::var_os(OTHER);
    let path = match &other {
        Some(path) => absolute(path.into())?,
        None => PathBuf::from(SHIPPED),
    };
    println!("cargo::rerun-if-changed={}", path.display());
    let tables = registry::compile(&path).map_err(|error| match other {
        // Whoever reads this may not be the one who set the variable.
        Some(_) => format!(
            "{OTHER} is {}: {error} (without {OTHER}, ianaports compiles the registry that it holds; \
             a newer ianaports may read what IANA publishes now)",
            path.display(),
        ),
        None => format!("{SHIPPED}: {error}"),
    })?;
    let directory = env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR for a build script")?;
    registry::emit::emit(&tables, Path::new(&directory))?;
    Ok(())
}

/// Cargo runs a build script in the folder of this crate, of which whoever sets a relative path does not think.
fn absolute(path: PathBuf) -> Result<PathBuf, Box<dyn Error>> {
    if path.is_absolute() {
        return Ok(path);
    }
    Err(format!(
        "{OTHER} must be an absolute path, and `{shown}` is not; to name a file relative to your own project, \
         write this in its .cargo/config.toml: [env] {OTHER} = {{ value = \"{shown}\", relative = true }}",
        shown = path.display(),
    )
    .into())
}
