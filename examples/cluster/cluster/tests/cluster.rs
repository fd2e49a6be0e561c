//! The cluster's rows are those of one process, also where an executor dies in the middle.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use cluster::{BY_SERVICE, Processes, client, query, single_process, write_pieces};
use datafusion::arrow::array::{Array, AsArray, RecordBatch};
use datafusion::arrow::datatypes::Int64Type;
use datafusion::common::Result;

const ROWS: u64 = 2_000_000;
const PIECES: u64 = 16;
const LIMIT: Duration = Duration::from_secs(240);

/// Flows and bytes by service.
type Services = BTreeMap<Option<String>, (i64, i64)>;

fn services(batches: &[RecordBatch]) -> Services {
    let mut services = Services::new();
    for batch in batches {
        let names = batch.column(0).as_string_view();
        let flows = batch.column(1).as_primitive::<Int64Type>();
        let bytes = batch.column(2).as_primitive::<Int64Type>();
        for row in 0..batch.num_rows() {
            let name = names.is_valid(row).then(|| names.value(row).to_owned());
            let twice = services.insert(name, (flows.value(row), bytes.value(row)));
            assert_eq!(twice, None, "one row for each service");
        }
    }
    services
}

/// Whether an executor has handed on a part of the first stage's rows.
fn has_begun(folder: &Path) -> bool {
    let Ok(entries) = fs::read_dir(folder) else {
        return false;
    };
    entries.flatten().any(|entry| match entry.metadata() {
        Ok(about) if about.is_dir() => has_begun(&entry.path()),
        Ok(about) => about.len() > 0,
        Err(_) => false,
    })
}

#[test]
fn the_readme_shows_the_query_that_runs() {
    assert!(include_str!("../../README.md").contains(BY_SERVICE));
}

#[test]
fn no_row_is_lost() {
    let runtime = cluster::runtime().unwrap();
    runtime
        .block_on(runtime.spawn(whole_and_wounded()))
        .unwrap();
}

async fn whole_and_wounded() {
    let folder = tempfile::tempdir().unwrap();
    let flows = folder.path().join("flows");
    write_pieces(&flows, ROWS, PIECES).unwrap();

    // What the crate says of each row, with no engine.
    let mut expected = Services::new();
    for flow in (0..ROWS).map(flows::flow) {
        let name = flow
            .protocol
            .and_then(ianaports::Transport::from_protocol_number)
            .and_then(|transport| ianaports::service_name(flow.port?, transport));
        let sums = expected.entry(name.map(str::to_owned)).or_default();
        *sums = (sums.0 + 1, sums.1 + flow.bytes as i64);
    }
    let single = query(&single_process(2).unwrap(), &flows, BY_SERVICE)
        .await
        .unwrap();
    assert_eq!(services(&single), expected);

    // Both executors live.
    let whole = on_a_cluster(&folder.path().join("whole"), &flows, None).await;
    assert_eq!(services(&whole.unwrap()), expected);

    // One dies as soon as it has handed on some rows, which die with it.
    for dies in [0, 1] {
        let folder = folder.path().join(format!("without-{dies}"));
        match on_a_cluster(&folder, &flows, Some(dies)).await {
            Ok(rows) => {
                assert_eq!(services(&rows), expected);
                eprintln!("executor {dies} killed: the query ended right");
            }
            Err(error) => {
                assert!(!error.to_string().is_empty());
                eprintln!("executor {dies} killed: {error}");
            }
        }
    }
}

/// The group-by on a new cluster, of which the executor `dies` is killed.
async fn on_a_cluster(
    folder: &Path,
    flows: &Path,
    dies: Option<usize>,
) -> Result<Vec<RecordBatch>> {
    let mut cluster = Processes::start(Path::new(env!("CARGO_BIN_EXE_cluster")), folder).unwrap();
    let session = client(cluster.port).await?;
    let asked = async {
        tokio::time::timeout(LIMIT, query(&session, flows, BY_SERVICE))
            .await
            .expect("an end")
    };
    let Some(dies) = dies else {
        return asked.await;
    };
    let victim = cluster.executor_folder(dies);
    let killed = async {
        let start = Instant::now();
        while !has_begun(&victim) {
            assert!(
                start.elapsed() < LIMIT,
                "executor {dies} was given nothing to do"
            );
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        cluster.executors[dies].kill().unwrap(); // SIGKILL
        cluster.executors[dies].wait().unwrap();
        let files = fs::read_dir(&victim).unwrap().count();
        eprintln!("executor {dies} dies with {files} folders of its own");
        fs::remove_dir_all(&victim).unwrap(); // Its disk is gone with it.
        Instant::now()
    };
    let finished = async { (asked.await, Instant::now()) };
    let ((result, finished), killed) = tokio::join!(finished, killed);
    assert!(killed < finished, "the executor died after the query");
    result
}
