//! The lists of records that answer for a port or a name.

use super::super::layout::{LISTS, UNSTATED, mask_and_add};
use super::super::tables::Distinct;

/// Lists of records as differences from a base. There are few distinct ones, because the registry
/// keeps the records of a port together, and most often those of a name.
pub struct Answers {
    /// The distinct shapes: each list's length and its differences, one list after the other.
    shapes: Distinct<Vec<u32>>,
    pub mask_and_add: Vec<u32>,
    pub rest_start: Vec<u32>,
    pub rest: Vec<u32>,
}

impl Default for Answers {
    fn default() -> Self {
        let mut answers = Self {
            shapes: Distinct::default(),
            mask_and_add: Vec::new(),
            rest_start: vec![0],
            rest: Vec::new(),
        };
        answers.number(0, &Lists::default());
        answers
    }
}

pub type Lists = [Vec<u32>; LISTS];

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
            self.add(base, lists);
        }
        number
    }

    fn add(&mut self, base: u32, lists: &Lists) {
        for list in lists {
            let difference = list.first().map(|first| (first - base) as usize);
            let (mask, add) = mask_and_add(difference);
            self.mask_and_add.extend([mask as u32, add as u32]);
            if let [first, rest @ ..] = list.as_slice() {
                for record in rest {
                    self.rest.push(record.wrapping_sub(*first) & 0xffff);
                }
            }
            self.rest_start.push(self.rest.len() as u32);
        }
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
