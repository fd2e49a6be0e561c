//! The tables in memory, as `index` makes them and `emit` writes them.

use std::collections::HashMap;
use std::hash::Hash;

/// The tables that the build writes and the library reads.
#[derive(Default)]
pub struct Tables {
    pub constants: Vec<(&'static str, u64)>,
    pub columns: Vec<Column>,
    /// Columns that one static holds, by its name.
    pub indexes: Vec<(&'static str, Vec<Column>)>,
    pub texts: Vec<(&'static str, String)>,
    /// Texts that the docs of a module include: the name of the file and its text.
    pub pages: Vec<(&'static str, String)>,
}

/// Numbers of one width.
pub struct Column {
    pub name: &'static str,
    pub values: Vec<u32>,
    /// How many bytes each value takes.
    pub width: usize,
}

impl Column {
    /// A column of the width that its largest value needs.
    pub fn new(name: &'static str, values: Vec<u32>) -> Self {
        let width = match values.iter().max() {
            None | Some(0..=0xff) => 1,
            Some(0x100..=0xffff) => 2,
            Some(0x1_0000..=0xff_ffff) => 3,
            Some(_) => 4,
        };
        Self {
            name,
            values,
            width,
        }
    }
}

impl Tables {
    pub fn constant(&mut self, name: &'static str, value: usize) {
        self.constants.push((name, value as u64));
    }

    pub fn column(&mut self, name: &'static str, values: Vec<u32>) {
        self.columns.push(Column::new(name, values));
    }

    /// Strings one after the other in `text` behind one byte, each from its own value of `start` to the next.
    pub fn text(&mut self, start: &'static str, text: &'static str, strings: &[&str]) {
        let mut pool = String::from("\n");
        let mut starts = vec![0];
        for string in strings {
            pool.push_str(string);
            starts.push(pool.len() as u32 - 1);
        }
        self.column(start, starts);
        self.texts.push((text, pool));
    }

    /// A string that few keys have: the sorted keys, and for each the number of its distinct string.
    pub fn sparse(&mut self, [key, value, start, text]: [&'static str; 4], strings: Sparse) {
        self.column(key, strings.keys);
        self.column(value, strings.values);
        self.text(start, text, &strings.distinct.items);
    }
}

/// Values numbered in the order of their first appearance.
pub struct Distinct<T> {
    pub items: Vec<T>,
    numbers: HashMap<T, u32>,
}

impl<T> Default for Distinct<T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            numbers: HashMap::default(),
        }
    }
}

impl<T: Clone + Eq + Hash> Distinct<T> {
    pub fn number(&mut self, item: T) -> u32 {
        if let Some(number) = self.numbers.get(&item) {
            return *number;
        }
        let number = self.items.len() as u32;
        self.items.push(item.clone());
        self.numbers.insert(item, number);
        number
    }
}

/// Strings that few keys have.
#[derive(Default)]
pub struct Sparse<'a> {
    keys: Vec<u32>,
    values: Vec<u32>,
    distinct: Distinct<&'a str>,
}

impl<'a> Sparse<'a> {
    pub fn push(&mut self, key: usize, string: Option<&'a str>) {
        if let Some(string) = string {
            self.keys.push(key as u32);
            self.values.push(self.distinct.number(string));
        }
    }
}
