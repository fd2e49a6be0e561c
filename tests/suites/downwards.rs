//! Every `use` leads downwards: no file uses one that uses it, directly or through others.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

type Module = Vec<String>;

/// What a file says of the modules of its crate.
#[derive(Default)]
struct File {
    /// The modules inside of it, with a file in its folder or elsewhere.
    inner: BTreeSet<String>,
    /// The paths that its code uses.
    names: Vec<Module>,
    /// What a `use` of it names, as others find it in this file, and the path of it.
    hands_on: BTreeMap<String, Module>,
}

#[test]
fn no_file_is_used_by_what_it_uses() {
    for (folder, root) in [
        ("src", "lib.rs"),
        ("registry", "mod.rs"),
        ("cli/src", "lib.rs"),
        ("cli/src", "main.rs"),
    ] {
        let mut files = BTreeMap::new();
        read(
            &Path::new(folder).join(root),
            Path::new(folder),
            &[],
            &mut files,
        );
        assert!(files.len() > 5, "{folder}/{root}: {} files", files.len());
        let mut uses: BTreeMap<&Module, BTreeSet<Module>> = files
            .iter()
            .map(|(module, file)| {
                let homes = file.names.iter().filter_map(|path| home(path, &files));
                (module, homes.filter(|other| other != module).collect())
            })
            .collect();
        // What uses nothing that is left, or is used by nothing that is left, is in no circle.
        loop {
            let used: BTreeSet<Module> = uses.values().flatten().cloned().collect();
            let before = uses.len();
            let left: BTreeSet<Module> = uses.keys().map(|&module| module.clone()).collect();
            uses.retain(|module, others| !others.is_disjoint(&left) && used.contains(*module));
            if uses.len() == before {
                break;
            }
        }
        for (module, others) in &mut uses {
            others.retain(|other| files.contains_key(other));
            println!("{folder}: {module:?} uses {others:?}");
        }
        assert!(uses.is_empty(), "{folder}/{root}: files use each other");
    }
}

/// Reads the file of a module, and those of the modules inside of it, which are in the folder.
fn read(file: &Path, folder: &Path, module: &[String], files: &mut BTreeMap<Module, File>) {
    let file = File::of(&fs::read_to_string(file).unwrap(), module);
    for inner in &file.inner {
        let path = [module, std::slice::from_ref(inner)].concat();
        let below = folder.join(inner);
        for file in [below.with_extension("rs"), below.join("mod.rs")] {
            if file.exists() {
                read(&file, &below, &path, files);
            }
        }
    }
    files.insert(module.to_vec(), file);
}

/// The module that a path of the crate leads to, through what modules hand on. Files that two crates share are none.
fn home(path: &[String], files: &BTreeMap<Module, File>) -> Option<Module> {
    let depth = (0..=path.len())
        .rev()
        .find(|&depth| files.contains_key(&path[..depth]))?;
    let (module, rest) = path.split_at(depth);
    let file = &files[module];
    match rest.first() {
        Some(next) if file.inner.contains(next) => None,
        Some(next) => match file.hands_on.get(next) {
            Some(other) if other != path => home(other, files),
            _ => Some(module.to_vec()),
        },
        None => Some(module.to_vec()),
    }
}

impl File {
    fn of(text: &str, module: &[String]) -> Self {
        let code = text
            .split("#[cfg(test)]\nmod tests")
            .next()
            .unwrap_or_default();
        let code: String = code
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .flat_map(|line| [line, "\n"])
            .collect();
        let tokens = tokens(&code);
        let mut file = Self::default();
        for (at, &token) in tokens.iter().enumerate() {
            if token == "mod" && tokens[at + 2..].first() == Some(&";") {
                file.inner.insert(tokens[at + 1].to_string());
            }
        }
        // For each brace that is open: whether it is that of a module without a file, for which `super` is this one.
        let mut open = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let before = tokens[..at].last();
            match tokens[at] {
                "{" => open.push(at >= 2 && tokens[at - 2] == "mod"),
                "}" => drop(open.pop()),
                _ => {}
            }
            let start: Option<Module> = match tokens[at] {
                _ if before == Some(&"::") => None,
                "crate" => Some(Vec::new()),
                "super" if open.contains(&true) => Some(module.to_vec()),
                "super" => Some(module[..module.len().saturating_sub(1)].to_vec()),
                "self" => Some(module.to_vec()),
                inner if file.inner.contains(inner) && before != Some(&"mod") => {
                    Some([module, &[inner.to_string()]].concat())
                }
                _ => None,
            };
            let Some(start) = start.filter(|_| tokens.get(at + 1) == Some(&"::")) else {
                at += 1;
                continue;
            };
            let statement = tokens[..at].iter().rposition(|&token| token == "use");
            let is_use = statement.is_some_and(|place| place + 1 == at);
            let is_handed_on = is_use && at >= 2 && matches!(tokens[at - 2], "pub" | ")");
            let mut paths = BTreeMap::new();
            at = tree(&tokens, at + 2, &start, &mut paths);
            if is_use {
                file.hands_on.extend(paths.clone());
            }
            if !is_handed_on {
                file.names.extend(paths.into_values());
            }
        }
        file
    }
}

/// The paths of `a::{b, c::d as e}`, by the names that they bring, from the token after a `::`, and where the tokens go on.
fn tree(
    tokens: &[&str],
    mut at: usize,
    start: &[String],
    paths: &mut BTreeMap<String, Module>,
) -> usize {
    let mut path = start.to_vec();
    loop {
        match tokens.get(at).copied() {
            Some("{") => {
                at += 1;
                while tokens[at] != "}" {
                    at = tree(tokens, at, &path, paths);
                    at += usize::from(tokens[at] == ",");
                }
                return at + 1;
            }
            Some("super") => drop(path.pop()),
            Some("self") | None => {}
            Some(name) => path.push(name.to_string()),
        }
        at += 1;
        if tokens.get(at) != Some(&"::") {
            break;
        }
        at += 1;
    }
    let mut name = path.last().cloned().unwrap_or_default();
    if tokens.get(at) == Some(&"as") {
        name = tokens[at + 1].to_string();
        at += 2;
    }
    paths.insert(name, path);
    at
}

/// Words, `::`, and every other character that is no blank.
fn tokens(code: &str) -> Vec<&str> {
    let is_word = |character: char| character.is_alphanumeric() || character == '_';
    let mut tokens = Vec::new();
    let mut rest = code.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = match first {
            _ if is_word(first) => rest.find(|one| !is_word(one)).unwrap_or(rest.len()),
            ':' if rest.starts_with("::") => 2,
            _ => first.len_utf8(),
        };
        tokens.push(&rest[..length]);
        rest = rest[length..].trim_start();
    }
    tokens
}
