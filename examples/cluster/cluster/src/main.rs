//! A Ballista cluster on loopback that names the ports of a flow file.
//!
//! ```text
//! cluster run [ROWS [PIECES]]          writes the flow file, starts the cluster, prints the group-by, stops
//! cluster write FOLDER ROWS PIECES     writes the flow file in pieces
//! cluster single FOLDER THREADS        the same in one process: rows, CPU, time and memory
//! cluster scheduler PORT               what `run` starts
//! cluster executor PORT FOLDER
//! ```

use std::io::Read;
use std::path::Path;
use std::process::{ExitCode, exit};
use std::time::Instant;

use cluster::*;
use cpu_time::ProcessTime;
use datafusion::arrow::util::pretty::pretty_format_batches;

type Failure = Box<dyn std::error::Error + Send + Sync>;

fn main() -> ExitCode {
    env_logger::init();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let bounded = async move {
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        tokio::time::timeout(LIMIT, command(&arguments)).await?
    };
    let done = runtime().map_err(Failure::from).and_then(|runtime| {
        // In a task, whose stack is the runtime's.
        let task = runtime.spawn(bounded);
        runtime.block_on(task)?
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("cluster: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn command(arguments: &[&str]) -> Result<(), Failure> {
    match *arguments {
        ["run"] => run(10_000_000, 16).await,
        ["run", rows] => run(rows.parse()?, 16).await,
        ["run", rows, pieces] => run(rows.parse()?, pieces.parse()?).await,
        ["write", folder, rows, pieces] => Ok(write_pieces(
            Path::new(folder),
            rows.parse()?,
            pieces.parse()?,
        )?),
        ["single", folder, threads] => single(Path::new(folder), threads.parse()?).await,
        ["scheduler", port] => {
            end_with_input();
            Ok(scheduler(port.parse()?).await?)
        }
        ["executor", port, folder] => {
            end_with_input();
            Ok(executor(port.parse()?, Path::new(folder)).await?)
        }
        _ => Err(
            "usage: cluster run [ROWS [PIECES]] | write FOLDER ROWS PIECES | single FOLDER THREADS"
                .into(),
        ),
    }
}

/// Ends this process when its standard input is closed: whoever started it has ended.
fn end_with_input() {
    std::thread::spawn(|| {
        let _ = std::io::stdin().read_to_end(&mut Vec::new());
        exit(0);
    });
}

async fn run(rows: u64, pieces: u64) -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let flows = folder.path().join("flows");
    write_pieces(&flows, rows, pieces)?;
    let cluster = Processes::start(&std::env::current_exe()?, folder.path())?;
    let start = Instant::now();
    let result = query(&client(cluster.port).await?, &flows, BY_SERVICE).await?;
    let elapsed = start.elapsed();
    println!("{}", pretty_format_batches(&result)?);
    eprintln!("{rows} rows in {pieces} pieces, a scheduler and two executors: {elapsed:.1?}");

    // What a plan and its answers weigh on the wire.
    let session = single_process(2)?;
    session
        .register_parquet("flows", flows.to_string_lossy(), Default::default())
        .await?;
    let plan = session
        .sql(BY_SERVICE)
        .await?
        .create_physical_plan()
        .await?;
    let plan = datafusion_proto::bytes::physical_plan_to_bytes(plan)?.len();
    let handed_on: Vec<u64> = (0..2)
        .map(|n| bytes_below(&cluster.executor_folder(n)))
        .collect();
    eprintln!("the whole plan: {plan} bytes; handed on by the executors: {handed_on:?} bytes");
    Ok(())
}

/// The bytes of all files in a folder and its folders.
fn bytes_below(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let bytes = |entry: std::fs::DirEntry| match entry.metadata() {
        Ok(about) if about.is_dir() => bytes_below(&entry.path()),
        Ok(about) => about.len(),
        Err(_) => 0, // It has been cleaned up.
    };
    entries.map(bytes).sum()
}

async fn single(folder: &Path, threads: usize) -> Result<(), Failure> {
    println!("threads,query,rows,CPU ns a row,M rows/s,peak MiB");
    let session = single_process(threads)?;
    for (name, sql) in [
        (
            "read",
            "SELECT count(*), sum(protocol), sum(port) FROM flows",
        ),
        (
            "name",
            "SELECT count(*), count(s), max(s) FROM (SELECT service_name(port, protocol) AS s FROM flows)",
        ),
        ("group", BY_SERVICE),
    ] {
        let (cpu, wall) = (ProcessTime::now(), Instant::now());
        query(&session, folder, sql).await?;
        let (cpu, wall) = (
            cpu.elapsed().as_nanos() as f64,
            wall.elapsed().as_secs_f64(),
        );
        session.deregister_table("flows")?;
        let count = query(&session, folder, "SELECT count(*) FROM flows").await?;
        session.deregister_table("flows")?;
        let rows = datafusion::scalar::ScalarValue::try_from_array(count[0].column(0), 0)?;
        let rows: f64 = rows.to_string().parse()?;
        println!(
            "{threads},{name},{rows},{:.1},{:.1},{}",
            cpu / rows,
            rows / wall / 1e6,
            peak()?
        );
    }
    Ok(())
}

/// The most memory that this process has had, in MiB, as Linux states it.
fn peak() -> Result<u64, Failure> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .ok_or("no VmHWM")?;
    Ok(line.trim().trim_end_matches(" kB").parse::<u64>()? / 1024)
}
