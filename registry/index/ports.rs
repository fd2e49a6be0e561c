//! The services of each port.

use super::super::check::Record;
use super::super::layout::{On, PORT_ROWS, PORTS_A_ROW, UNSTATED, offset};
use super::super::tables::{Column, Distinct, Tables};
use super::answers::{Answers, Lists, add};
use super::facts::{ports_of, stated_place};

pub fn index(tables: &mut Tables, records: &[Record], order: &[usize], answers: &mut Answers) {
    // Which transports some record states for a port, and the services of each port.
    let mut stated = vec![[false; UNSTATED + 1]; 1 << 16];
    for record in records {
        for port in ports_of(record) {
            stated[port][stated_place(record)] = true;
        }
    }
    let mut services: Vec<Vec<usize>> = vec![Vec::new(); 1 << 16];
    for &number in order {
        for port in ports_of(&records[number]) {
            services[port].push(number);
        }
    }

    // Rows of ports, each port with its base and its shape. The first row is that of ports without a service.
    let mut rows = Distinct::default();
    rows.number(vec![Answers::NONE; 2 * PORTS_A_ROW]);
    let mut row_of = Vec::new();
    for ports in 0..PORT_ROWS {
        let mut row = Vec::new();
        for port in ports * PORTS_A_ROW..(ports + 1) * PORTS_A_ROW {
            // Most ports have no service, and the build script is not optimised.
            let Some(&first) = services[port].iter().min() else {
                row.push(0);
                row.push(Answers::NONE);
                continue;
            };
            let base = first as u32;
            let mut lists = Lists::default();
            for &service in &services[port] {
                let states = stated_place(&records[service]);
                let mut on = [false; UNSTATED];
                for (transport, on) in on.iter_mut().enumerate() {
                    *on = states == transport || states == UNSTATED && !stated[port][transport];
                }
                add(&mut lists, service as u32, on);
            }
            row.push(base);
            row.push(answers.number(base, &lists));
        }
        row_of.push(rows.number(row) as usize);
    }

    let places = (rows.items.len() * PORTS_A_ROW).next_power_of_two();
    tables.constant("PORT_PLACES", places);
    let mut offsets = Vec::new();
    for (ports, row) in row_of.iter().enumerate() {
        offsets.push(offset(row * PORTS_A_ROW, ports * PORTS_A_ROW, places) as u32);
    }
    let (mut bases, mut lists) = (Vec::new(), Vec::new());
    for row in &rows.items {
        for place in row.chunks(2) {
            bases.push(place[0]);
            lists.push(On::Tcp.list(place[1] as usize) as u32);
        }
    }
    let columns = vec![
        Column::new("PORT_FIRST", answers.mask_and_add.clone()),
        Column::new("PORT_LIST", lists),
        Column::new("PORT_BASE", bases),
        Column::new("PORT_OFFSET", offsets),
    ];
    tables.indexes.push(("PORT_INDEX", columns));
}
