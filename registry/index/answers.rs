//! The lists of records that answer for a port or a name.

use super::super::layout::{On, UNSTATED, mask_and_add};
use super::super::tables::Distinct;

/// Lists of records as differences from a base. There are few distinct ones, because the registry
/// keeps the records of a port together, and most often those of a name.
pub struct Answers {
    /// The distinct shapes: each list's length and its differences, one list after the other.
    shapes: Distinct<Vec<u32>>,
    /// For each list number the mask, the add and the further records; nothing for a number that no list has.
    rows: Vec<(usize, usize, Vec<u32>)>,
}

impl Default for Answers {
    fn default() -> Self {
        let mut answers = Self {
            shapes: Distinct::default(),
            rows: Vec::new(),
        };
        answers.number(0, &Lists::default());
        answers
    }
}

/// In the order of [`On::ALL`].
pub type Lists = [Vec<u32>; On::ALL.len()];

impl Answers {
    /// The shape without records.
    pub const NONE: u32 = 0;

    pub fn number(&mut self, base: u32, lists: &Lists) -> u32 {
        let mut shape = Vec::new();
        for list in lists {
            shape.push(list.len() as u32);
            for record in list {
                shape.push(record - base);
            }
        }
        let before = self.shapes.items.len();
        let number = self.shapes.number(shape);
        if self.shapes.items.len() > before {
            self.add(number as usize, base, lists);
        }
        number
    }

    fn add(&mut self, shape: usize, base: u32, lists: &Lists) {
        for (on, list) in On::ALL.iter().zip(lists) {
            let difference = list.first().map(|first| (first - base) as usize);
            let (mask, add) = mask_and_add(difference);
            let rest = list.iter().skip(1);
            let rest = rest.map(|record| record.wrapping_sub(list[0]) & 0xffff);
            let number = on.list(shape);
            let len = self.rows.len().max(number + 1);
            self.rows.resize_with(len, Default::default);
            self.rows[number] = (mask, add, rest.collect());
        }
    }

    /// The mask and the add of each list.
    pub fn mask_and_add(&self) -> Vec<u32> {
        let numbers = self.rows.iter().flat_map(|(mask, add, _)| [mask, add]);
        numbers.map(|number| *number as u32).collect()
    }

    /// Where the further records of each list begin, and where the last ones end; and the further records.
    pub fn rest(&self) -> (Vec<u32>, Vec<u32>) {
        let (mut start, mut all) = (vec![0], Vec::new());
        for (_, _, rest) in &self.rows {
            all.extend(rest);
            start.push(all.len() as u32);
        }
        (start, all)
    }
}

/// Adds a record to the list of each transport in `on`, to that of any transport, and to that of any but TCP.
pub fn add(lists: &mut Lists, record: u32, on: [bool; UNSTATED]) {
    let [tcp, udp, sctp, dccp] = on;
    let others = udp || sctp || dccp;
    let on = [tcp, udp, sctp, dccp, tcp || others, others];
    for (list, &on) in on.iter().enumerate() {
        if on {
            lists[list].push(record);
        }
    }
}
