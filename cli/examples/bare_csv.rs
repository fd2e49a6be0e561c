//! A bare loop of the csv library over the standard input: what `benches/speed.sh` measures `annotate` against.

use std::error::Error;
use std::io;

fn main() -> Result<(), Box<dyn Error>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(io::stdin().lock());
    let mut writer = csv::Writer::from_writer(io::stdout().lock());
    let mut record = csv::ByteRecord::new();
    while reader.read_byte_record(&mut record)? {
        writer.write_byte_record(&record)?;
    }
    Ok(writer.flush()?)
}
