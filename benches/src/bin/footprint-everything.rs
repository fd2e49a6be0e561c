//! Reaches every column of the tables: each accessor of a record, both kinds of look-up, and the names.

use std::{env, hint::black_box};

use ianaports::{Transport, lookup, names, records, service_name, status, status_record};

fn main() {
    let argument = env::args().nth(1).unwrap_or_default();
    let port: u16 = argument.parse().unwrap_or(0);
    println!(
        "{:?} {:?}",
        black_box(Some(port)),
        black_box(Some(&*argument))
    );
    black_box(service_name(port, Transport::Tcp));
    black_box((
        status(port, Transport::Tcp),
        status_record(port, Transport::Tcp),
    ));
    black_box(names().count());
    for record in lookup(port)
        .into_iter()
        .chain(lookup(&argument))
        .chain(records())
    {
        black_box((record.name(), record.name_number()));
        black_box((record.ports(), record.transport()));
        black_box((record.status(), record.description(), record.notes()));
        black_box((record.registration_date(), record.modification_date()));
        black_box((
            record.unauthorized_use(),
            record.service_code(),
            record.txt_keys(),
        ));
        black_box((record.alias_of(), record.aliases().count()));
        black_box(record.service_type());
        for contact in record.assignees().chain(record.contacts()) {
            black_box((contact.id(), contact.name(), contact.organization()));
        }
        for reference in record.references() {
            black_box(reference);
        }
    }
}
