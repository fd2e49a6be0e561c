//! A row for each port and transport, for joins in a database.

use std::io::{self, Write};

use ianaports::{
    Date, PortRange, REGISTRY_UPDATED, Record, Status, Transport, status, status_record,
};
use serde::Serialize;

#[derive(Serialize)]
struct Row {
    /// The transport's number in the IP header, as flow records have it.
    protocol: u8,
    transport: Transport,
    port: u16,
    /// The primary name.
    name: Option<&'static str>,
    status: Status,
    description: &'static str,
    edition: Date,
}

/// The rows of the ports that have a service, or of all.
pub fn write(all: bool, out: impl Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    for port in PortRange::ALL {
        for &transport in Transport::ALL {
            let status = status(port, transport);
            if all || status == Status::Assigned {
                let record = status_record(port, transport);
                csv.serialize(Row {
                    protocol: transport.protocol_number(),
                    transport,
                    port,
                    name: record.and_then(Record::name),
                    status,
                    description: record.map_or("", Record::description),
                    edition: REGISTRY_UPDATED,
                })
                .map_err(super::csv::of_output)?;
            }
        }
    }
    csv.flush()
}
