//! The services of each port.

use super::super::check::Record;
use super::super::layout::{LISTS, PORT_ROWS, PORTS_A_ROW, UNSTATED, offset, transport_index};
use super::super::tables::{Column, Distinct, Tables};
use super::super::transport::Transport;
use super::answers::{Answers, Lists, add};
use super::facts::{ports_of, stated_place};

/// The services of each port, in the order of every answer.
pub struct Services {
    /// Their numbers.
    of_port: Vec<Vec<usize>>,
    /// Which transports some record states for a port.
    stated: Vec<[bool; UNSTATED + 1]>,
}

impl Services {
    pub fn new(records: &[Record], order: &[usize]) -> Self {
        let mut services = Self {
            of_port: vec![Vec::new(); 1 << 16],
            stated: vec![[false; UNSTATED + 1]; 1 << 16],
        };
        for record in records {
            for port in ports_of(record) {
                services.stated[port][stated_place(record)] = true;
            }
        }
        for &number in order {
            for port in ports_of(&records[number]) {
                services.of_port[port].push(number);
            }
        }
        services
    }

    /// On which transports a record answers for a port of its own.
    fn on(&self, record: &Record, port: usize) -> [bool; UNSTATED] {
        let states = stated_place(record);
        let mut on = [false; UNSTATED];
        for (transport, on) in on.iter_mut().enumerate() {
            *on = states == transport || states == UNSTATED && !self.stated[port][transport];
        }
        on
    }

    /// The services of a port on a transport.
    pub fn of<'a>(
        &self,
        records: &'a [Record],
        port: u16,
        transport: Transport,
    ) -> Vec<&'a Record> {
        let (port, transport) = (usize::from(port), transport_index(Some(transport)));
        let mut services = Vec::new();
        for &number in &self.of_port[port] {
            if self.on(&records[number], port)[transport] {
                services.push(&records[number]);
            }
        }
        services
    }
}

pub fn index(tables: &mut Tables, records: &[Record], order: &[usize], answers: &mut Answers) {
    let services = Services::new(records, order);
    // Rows of ports, each port with its base and its shape. The first row is that of ports without a service.
    let mut rows = Distinct::default();
    rows.number(vec![Answers::NONE; 2 * PORTS_A_ROW]);
    let mut row_of = Vec::new();
    for ports in 0..PORT_ROWS {
        let mut row = Vec::new();
        for port in ports * PORTS_A_ROW..(ports + 1) * PORTS_A_ROW {
            // Most ports have no service, and the build script is not optimized.
            let Some(&first) = services.of_port[port].iter().min() else {
                row.push(0);
                row.push(Answers::NONE);
                continue;
            };
            let base = first as u32;
            let mut lists = Lists::default();
            for &service in &services.of_port[port] {
                let on = services.on(&records[service], port);
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
            lists.push(place[1] * LISTS as u32);
        }
    }
    let columns = vec![
        Column::new("PORT_FIRST", answers.mask_and_add()),
        Column::new("PORT_LIST", lists),
        Column::new("PORT_BASE", bases),
        Column::new("PORT_OFFSET", offsets),
    ];
    tables.indexes.push(("PORT_INDEX", columns));
}
