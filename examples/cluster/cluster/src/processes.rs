//! A scheduler and two executors as processes of their own, which end with the one that started them.

use std::fs;
use std::io;
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::{LOOPBACK, free_ports};

/// The processes of a cluster. Dropping it stops them.
///
/// Each holds the read end of a pipe as its standard input and ends when that is closed, so that none
/// outlives this process, however it ends.
#[derive(Debug)]
pub struct Processes {
    /// The scheduler's port.
    pub port: u16,
    /// Two, in the order of their folders.
    pub executors: Vec<Child>,
    scheduler: Child,
    folder: PathBuf,
}

impl Processes {
    /// Starts `program scheduler` and twice `program executor`; waits until the scheduler listens.
    ///
    /// What the executors hand on is kept in `folder`.
    pub fn start(program: &Path, folder: &Path) -> io::Result<Processes> {
        let [port] = free_ports()?;
        let run = |arguments: &[&str]| {
            Command::new(program)
                .args(arguments)
                .stdin(Stdio::piped())
                .spawn()
        };
        let port_text = port.to_string();
        let mut processes = Processes {
            port,
            executors: Vec::new(),
            scheduler: run(&["scheduler", &port_text])?,
            folder: folder.to_path_buf(),
        };
        let start = Instant::now();
        while TcpStream::connect((LOOPBACK, port)).is_err() {
            if let Some(status) = processes.scheduler.try_wait()? {
                return Err(io::Error::other(format!("the scheduler ended: {status}")));
            }
            if start.elapsed() > Duration::from_secs(60) {
                return Err(io::ErrorKind::TimedOut.into());
            }
            sleep(Duration::from_millis(20));
        }
        for number in 0..2 {
            let folder = processes.executor_folder(number);
            fs::create_dir_all(&folder)?;
            let executor = run(&["executor", &port_text, &folder.to_string_lossy()])?;
            processes.executors.push(executor);
        }
        Ok(processes)
    }

    /// Where an executor keeps what it hands on.
    pub fn executor_folder(&self, number: usize) -> PathBuf {
        self.folder.join(format!("executor-{number}"))
    }
}

impl Drop for Processes {
    fn drop(&mut self) {
        for child in self.executors.iter_mut().chain([&mut self.scheduler]) {
            let _ = child.kill(); // It may have ended by itself.
            let _ = child.wait();
        }
    }
}
