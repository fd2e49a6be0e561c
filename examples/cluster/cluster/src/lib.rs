//! A Ballista cluster whose scheduler and executors know the functions of `ianaports`.
//!
//! Ballista sends a function by its name alone. So it has to be in the registry of each process: the client's
//! session, the scheduler's session builder, the executors' function registry. [`state`] serves all three.

use std::net::TcpListener;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use ballista::prelude::SessionContextExt;
use ballista_core::error::BallistaError;
use ballista_core::registry::BallistaFunctionRegistry;
use ballista_core::utils::{default_config_producer, default_session_builder};
use ballista_executor::executor_process::{ExecutorProcessConfig, start_executor_process};
use ballista_scheduler::cluster::BallistaCluster;
use ballista_scheduler::config::SchedulerConfig;
use ballista_scheduler::scheduler_process::start_server;
use datafusion::arrow::array::RecordBatch;
use datafusion::common::Result;
use datafusion::execution::SessionState;
use datafusion::prelude::{ParquetReadOptions, SessionConfig, SessionContext};

mod pieces;
mod processes;

pub use pieces::write_pieces;
pub use processes::Processes;

/// Everything binds to this address and to no other.
pub const LOOPBACK: &str = "127.0.0.1";

/// The group-by: rows and bytes by service.
pub const BY_SERVICE: &str = include_str!("by_service.sql");

/// A session's state, with the functions in its registry.
pub fn state(config: SessionConfig) -> Result<SessionState> {
    let mut state = default_session_builder(config)?;
    for function in functions::all() {
        use datafusion::execution::FunctionRegistry;
        state.register_udf(Arc::new(function))?;
    }
    Ok(state)
}

/// Runs a scheduler until the process ends.
pub async fn scheduler(port: u16) -> Result<(), BallistaError> {
    let config = SchedulerConfig {
        bind_host: LOOPBACK.into(),
        external_host: LOOPBACK.into(),
        bind_port: port,
        // A dead executor is noticed within seconds: an example need not wait for minutes.
        executor_timeout_seconds: 4,
        expire_dead_executor_interval_seconds: 1,
        no_executors_grace_period_seconds: 4,
        override_session_builder: Some(Arc::new(state)),
        ..SchedulerConfig::default()
    };
    let address = ([127, 0, 0, 1], port).into();
    let cluster = BallistaCluster::new_from_config(&config).await?;
    start_server(cluster, address, Arc::new(config)).await
}

/// Runs an executor with one core until the process ends. It keeps what it hands on in `folder`.
pub async fn executor(scheduler: u16, folder: &Path) -> Result<(), BallistaError> {
    let registry = BallistaFunctionRegistry::from(&state(default_config_producer())?);
    let [port, grpc_port] = free_ports()?;
    let config = ExecutorProcessConfig {
        bind_host: LOOPBACK.into(),
        external_host: Some(LOOPBACK.into()),
        port,
        grpc_port,
        scheduler_host: LOOPBACK.into(),
        scheduler_port: scheduler,
        scheduler_connect_timeout_seconds: 30,
        vcores: 1,
        work_dir: Some(folder.to_string_lossy().into_owned()),
        executor_heartbeat_interval_seconds: 1,
        override_function_registry: Some(Arc::new(registry)),
        ..ExecutorProcessConfig::default()
    };
    start_executor_process(Arc::new(config)).await
}

/// A client's session with the scheduler at `port`.
pub async fn client(port: u16) -> Result<SessionContext> {
    let session = SessionContext::remote(&format!("df://{LOOPBACK}:{port}")).await?;
    // Afterwards: Ballista gives a client's session its own functions, in place of those that it had.
    for function in functions::all() {
        session.register_udf(function);
    }
    Ok(session)
}

/// A session in this process alone, with so many threads.
pub fn single_process(threads: usize) -> Result<SessionContext> {
    let config = SessionConfig::new().with_target_partitions(threads);
    Ok(SessionContext::new_with_state(state(config)?))
}

/// Runs a query over the pieces in `folder`, as the table `flows`.
pub async fn query(session: &SessionContext, folder: &Path, sql: &str) -> Result<Vec<RecordBatch>> {
    let options = ParquetReadOptions::default();
    session
        .register_parquet("flows", folder.to_string_lossy(), options)
        .await?;
    session.sql(sql).await?.collect().await
}

/// Ports that nothing listens on now.
pub fn free_ports<const N: usize>() -> std::io::Result<[u16; N]> {
    let mut ports = [0; N];
    let mut listeners = Vec::new(); // All at once, lest one port comes twice.
    for port in &mut ports {
        let listener = TcpListener::bind((LOOPBACK, 0))?;
        *port = listener.local_addr()?.port();
        listeners.push(listener);
    }
    Ok(ports)
}

/// The runtime of all processes: making a plan recurses deeply.
pub fn runtime() -> std::io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .thread_stack_size(32 << 20)
        .build()
}

/// No run of this example goes on for longer.
pub const LIMIT: Duration = Duration::from_secs(600);
