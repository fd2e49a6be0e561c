//! The flow file, cut in pieces: each a Parquet file with every `pieces`-th part of the rows.

use std::fs::{self, File};
use std::path::Path;
use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, Int64Array, RecordBatch, UInt8Array, UInt16Array};
use datafusion::common::Result;
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::basic::{Compression, ZstdLevel};
use datafusion::parquet::file::properties::WriterProperties;
use flows::{Flow, flow};

const BATCH: u64 = 1 << 16;

/// Writes the first `rows` flows into `folder` as files of about the same size.
pub fn write_pieces(folder: &Path, rows: u64, pieces: u64) -> Result<()> {
    fs::create_dir_all(folder)?;
    let zstd = Compression::ZSTD(ZstdLevel::default());
    for piece in 0..pieces {
        let end = rows * (piece + 1) / pieces;
        let mut next = rows * piece / pieces;
        let file = File::create(folder.join(format!("flows-{piece:04}.parquet")))?;
        let properties = WriterProperties::builder().set_compression(zstd).build();
        let mut writer = ArrowWriter::try_new(file, batch(0, 0)?.schema(), Some(properties))?;
        while next < end {
            let last = end.min(next + BATCH);
            writer.write(&batch(next, last)?)?;
            next = last;
        }
        writer.close()?;
    }
    Ok(())
}

fn batch(first: u64, last: u64) -> Result<RecordBatch> {
    let flows: Vec<Flow> = (first..last).map(flow).collect();
    let protocols: UInt8Array = flows.iter().map(|flow| flow.protocol).collect();
    let ports: UInt16Array = flows.iter().map(|flow| flow.port).collect();
    let bytes: Int64Array = flows.iter().map(|flow| Some(flow.bytes as i64)).collect();
    let column = |name, array, nullable| (name, array, nullable);
    Ok(RecordBatch::try_from_iter_with_nullable([
        column("protocol", Arc::new(protocols) as ArrayRef, true),
        column("port", Arc::new(ports), true),
        column("bytes", Arc::new(bytes), false),
    ])?)
}
