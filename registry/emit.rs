//! The fourth stage: tables become files. It formats and decides nothing.

use std::path::Path;
use std::{fs, io};

use super::index::Tables;

/// Writes one file a table, and `tables.rs` that makes a static of each.
pub fn emit(tables: &Tables, directory: &Path) -> io::Result<()> {
    for (name, bytes) in &files(tables) {
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
        let width = width(name, values);
        let mut bytes = Vec::new();
        write(values, width, &mut bytes);
        code.push_str(&format!(
            "pub static {name}: Column<{width}, {}> = Column(*include_bytes!(\"{name}.bin\"));\n",
            bytes.len(),
        ));
        files.push((format!("{name}.bin"), bytes));
    }
    for (index, parts) in &tables.indexes {
        let (mut bytes, mut end) = (Vec::new(), 0);
        for (name, values, rows) in parts {
            let (width, at) = (width(name, values), bytes.len());
            code.push_str(&format!("pub const {name}: Part<{width}> = Part({at});\n"));
            write(values, width, &mut bytes);
            end = end.max(at + rows * width);
        }
        bytes.resize(end.max(bytes.len()), 0);
        code.push_str(&format!(
            "pub static {index}: Index<{}> = Index(*include_bytes!(\"{index}.bin\"));\n",
            bytes.len(),
        ));
        files.push((format!("{index}.bin"), bytes));
    }
    for (name, text) in &tables.texts {
        code.push_str(&format!(
            "pub static {name}: Pool<{}> = Pool(include_str!(\"{name}.txt\"));\n",
            text.len(),
        ));
        files.push((format!("{name}.txt"), text.clone().into_bytes()));
    }
    files.push(("tables.rs".to_owned(), code.into_bytes()));
    files
}

/// How many bytes each value of a column takes: as few as its largest needs, but not the two loads of
/// three bytes where each name is read.
fn width(name: &str, values: &[u32]) -> usize {
    match values.iter().max() {
        None | Some(0..=0xff) => 1,
        Some(0x100..=0xffff) => 2,
        Some(0x1_0000..=0xff_ffff) if name != "NAME_START" => 3,
        Some(_) => 4,
    }
}

/// Little-endian, which the library reads byte by byte.
fn write(values: &[u32], width: usize, bytes: &mut Vec<u8>) {
    for value in values {
        for byte in &value.to_le_bytes()[..width] {
            bytes.push(*byte);
        }
    }
}
