//! What the linker keeps of the tables: `footprint.sh` builds this once with each feature and once with none.

use std::{env, hint::black_box};

use ianaports::{Transport::Tcp, Transport::Udp, history, lookup, names, port, records};
use ianaports::{service_name, status, status_record};

/// With `const`, what is asked at compile time; else the same numbers as they are.
const NUMBERS: [Option<u16>; 3] = if cfg!(feature = "const") {
    [
        port("https", Tcp),
        port("domain", Udp),
        port("no-such-service", Tcp),
    ]
} else {
    [Some(443), Some(53), None]
};

fn main() {
    let argument = env::args().nth(1).unwrap_or_default();
    let mut number = NUMBERS[argument.len() % 3];
    let mut name = Some(&*argument);
    if cfg!(feature = "port-to-name") {
        name = service_name(number.unwrap_or(0), Tcp);
    }
    if cfg!(feature = "name-to-port") {
        number = lookup((&*argument, Tcp)).first_port();
    }
    println!("{:?} {:?}", black_box(number), black_box(name));
    if cfg!(feature = "changes") {
        for change in history::of(&argument).chain(history::of(argument.len() as u16)) {
            println!("{change}");
        }
    }
    if cfg!(feature = "everything") {
        everything(&argument);
    }
}

/// Reaches every column: each accessor of a record, both kinds of look-up, and the names.
fn everything(argument: &str) {
    let number = argument.len() as u16;
    let found = lookup(number).into_iter().chain(lookup(argument));
    black_box((status(number, Tcp), status_record(number, Tcp)));
    black_box((service_name(number, Tcp), names().count()));
    for record in found.chain(records()) {
        black_box((record.name(), record.name_number()));
        black_box((record.ports(), record.transport(), record.service_type()));
        black_box((record.status(), record.description(), record.notes()));
        black_box((record.registration_date(), record.modification_date()));
        black_box((record.unauthorized_use(), record.service_code()));
        black_box((record.alias_of(), record.aliases().count()));
        black_box(record.txt_keys());
        for person in record.assignees().chain(record.contacts()) {
            black_box((person.id(), person.name(), person.organization()));
        }
        for reference in record.references() {
            black_box(reference);
        }
    }
}
