//! The fourth stage: tables become files. It formats and decides nothing.

use std::path::Path;
use std::{fs, io};

use super::index::Tables;

/// Writes one file a table, and `tables.rs` that makes a static of each.
pub fn emit(tables: &Tables, directory: &Path) -> io::Result<()> {
    for (name, bytes) in files(tables) {
        fs::write(directory.join(name), bytes)?;
    }
    Ok(())
}

/// The files' names and bytes: the same for the same tables.
pub fn files(tables: &Tables) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    let mut code = String::from(
        "// Made by build.rs from the registry; src/tables.rs tells what each table is.\n",
    );
    for (name, value) in &tables.constants {
        code.push_str(&format!("pub const {name}: u64 = {value};\n"));
    }
    for (name, values) in &tables.columns {
        let width = width(values);
        let bytes: Vec<u8> = values
            .iter()
            .flat_map(|value| value.to_le_bytes().into_iter().take(width))
            .collect();
        code.push_str(&format!(
            "pub static {name}: Column<{width}, {}> = Column(*include_bytes!(\"{name}.bin\"));\n",
            bytes.len(),
        ));
        files.push((format!("{name}.bin"), bytes));
    }
    for (name, text) in &tables.texts {
        code.push_str(&format!(
            "pub static {name}: &str = include_str!(\"{name}.txt\");\n"
        ));
        files.push((format!("{name}.txt"), text.clone().into_bytes()));
    }
    files.push(("tables.rs".to_owned(), code.into_bytes()));
    files
}

/// How many bytes each value of a column takes: as few as its largest needs.
fn width(values: &[u32]) -> usize {
    match values.iter().max() {
        None | Some(0..=0xff) => 1,
        Some(0x100..=0xffff) => 2,
        Some(0x1_0000..=0xff_ffff) => 3,
        Some(_) => 4,
    }
}
