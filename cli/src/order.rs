//! The order of an answer.

use ianaports::PortRange;

/// The items by a number of each, the least first; those of one number stay as they are.
///
/// One sort of numbers serves all answers: a sort for each type would make the page in a browser larger.
pub fn by<T>(items: Vec<T>, number: impl Fn(&T) -> u64) -> Vec<T> {
    let numbered = items.iter().enumerate();
    let mut order: Vec<(u64, usize)> = numbered.map(|(at, item)| (number(item), at)).collect();
    order.sort_unstable();
    let mut items: Vec<_> = items.into_iter().map(Some).collect();
    let sorted = order.into_iter().filter_map(|(_, at)| items[at].take());
    sorted.collect()
}

/// Ports by the first and the last.
pub fn ports(ports: PortRange) -> u64 {
    u64::from(ports.first()) << 16 | u64::from(ports.last())
}
