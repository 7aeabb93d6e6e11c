//! A real `mlflow server` on a free port, with a folder of its own; and servers that are none.

use std::{
    fs::File,
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use serde_json::Value;

/// A first start makes the tables of its database.
const PATIENCE: Duration = Duration::from_mins(2);

/// Says what a tracking server knows, with MLflow's own client.
const LOOK: &str = include_str!("look.py");

/// The Python that has MLflow, as `cargo xtask setup --tests` makes it.
fn python() -> PathBuf {
    let default = || recruta_tests::workspace().join("target/mlflow/bin/python");
    let python = std::env::var_os("RECRUTA_MLFLOW_PYTHON").map_or_else(default, PathBuf::from);
    assert!(python.is_file(), "there is no {}; run `cargo xtask setup --tests`", python.display());
    python
}

/// A tracking server; ended when dropped.
pub struct Mlflow {
    child: Child,
    pub url: String,
}

impl Mlflow {
    /// On `port`, which was free a moment ago, over the folder `dir`.
    pub fn start(port: u16, dir: &Path) -> Self {
        std::fs::create_dir_all(dir).expect("a folder");
        let log = File::create(dir.join("server.log")).expect("a log");
        let mut command = Command::new(python());
        command
            .args(["-m", "mlflow", "server", "--host", "127.0.0.1", "--workers", "1"])
            .args(["--port", &port.to_string()])
            .args(["--backend-store-uri", &format!("sqlite:///{}", dir.join("mlflow.db").display())])
            .args(["--artifacts-destination", dir.join("artifacts").to_str().expect("a path of text")])
            // Jobs would need packages that nothing here asks for.
            .envs([("MLFLOW_DISABLE_TELEMETRY", "true"), ("MLFLOW_SERVER_ENABLE_JOB_EXECUTION", "false")])
            .stdin(Stdio::null())
            .stdout(log.try_clone().expect("a log"))
            .stderr(log);
        // A group of its own, so that the workers end with it.
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let child = command.spawn().expect("mlflow starts");
        let mut server = Self { child, url: format!("http://127.0.0.1:{port}") };
        server.wait(port, dir);
        server
    }

    fn wait(&mut self, port: u16, dir: &Path) {
        let start = Instant::now();
        while !is_healthy(port) {
            let log = || std::fs::read_to_string(dir.join("server.log")).unwrap_or_default();
            let ended = self.child.try_wait().expect("a child");
            assert!(ended.is_none() && start.elapsed() < PATIENCE, "mlflow does not serve:\n{}", log());
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    /// Runs, metrics, artifacts, model versions and the alias, as MLflow's own client sees them.
    pub fn look(&self) -> Value {
        let said = Command::new(python()).args(["-c", LOOK, &self.url]).output().expect("python runs");
        assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
        serde_json::from_slice(&said.stdout).expect("JSON")
    }
}

impl Drop for Mlflow {
    fn drop(&mut self) {
        let group = format!("-{}", self.child.id());
        let _ = Command::new("kill").args(["-TERM", "--", &group]).status();
        let _ = self.child.wait();
    }
}

fn is_healthy(port: u16) -> bool {
    use std::io::{Read as _, Write as _};
    let Ok(mut stream) = TcpStream::connect(("127.0.0.1", port)) else { return false };
    let _ = stream.set_read_timeout(Some(Duration::from_secs(5)));
    let asked = stream.write_all(b"GET /health HTTP/1.0\r\nhost: 127.0.0.1\r\n\r\n");
    let mut head = [0; 12];
    asked.is_ok() && stream.read_exact(&mut head).is_ok() && head.ends_with(b" 200")
}

/// A port nobody listens on.
pub fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    listener.local_addr().expect("an address").port()
}

/// Accepts connections and never answers, as long as it lives.
pub struct Silent {
    pub url: String,
    _listener: TcpListener,
}

impl Silent {
    pub fn start() -> Self {
        // The system completes connections to a listener by itself; nobody reads them.
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
        Self { url: format!("http://{}", listener.local_addr().expect("an address")), _listener: listener }
    }
}
