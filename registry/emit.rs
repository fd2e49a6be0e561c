//! The fourth stage: tables become files. It formats and decides nothing.

use std::path::Path;
use std::{fs, io};

use super::tables::{Column, Tables};

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
    for column in &tables.columns {
        let Column { name, width, .. } = column;
        let mut bytes = Vec::new();
        write(column, &mut bytes);
        code.push_str(&format!(
            "pub static {name}: Column<{width}, {}> = Column(*include_bytes!(\"{name}.bin\"));\n",
            bytes.len(),
        ));
        files.push((format!("{name}.bin"), bytes));
    }
    for (index, columns) in &tables.indexes {
        let mut bytes = Vec::new();
        for column in columns {
            let Column { name, width, .. } = column;
            code.push_str(&format!(
                "pub const {name}: Part<{width}> = Part({});\n",
                bytes.len(),
            ));
            write(column, &mut bytes);
        }
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
    for (name, page) in &tables.pages {
        files.push(((*name).to_owned(), page.clone().into_bytes()));
    }
    files.push(("tables.rs".to_owned(), code.into_bytes()));
    files
}

/// Little-endian, which the library reads byte by byte.
fn write(column: &Column, bytes: &mut Vec<u8>) {
    for value in &column.values {
        bytes.extend_from_slice(&value.to_le_bytes()[..column.width]);
    }
}
