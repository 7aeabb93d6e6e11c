//! Engines as processes. Each reading of a command is a process of its own, which warms up before it measures.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::{Engine, Family};
use crate::bench::lines::Lines;
use crate::bench::peer::Peers;
use crate::bench::stat::median;
use crate::bench::work::Work;
use crate::paths::Paths;
use crate::process;

/// Our engine, through `recruta bench`.
pub struct OursNative<'a> {
    paths: &'a Paths,
    cli: PathBuf,
    model: Option<PathBuf>,
    threads: usize,
    about: Value,
}

impl<'a> OursNative<'a> {
    /// With a GGUF file, or without one for the retriever.
    pub fn new(paths: &'a Paths, cli: PathBuf, model: Option<PathBuf>, threads: usize) -> Self {
        Self { paths, cli, model, threads, about: Value::Null }
    }

    fn bench(&self, work: Work) -> Result<Command> {
        let mut bench = process::command(&self.cli, self.paths);
        bench.args(["bench", "--json", "--threads"]).arg(self.threads.to_string());
        if let Some(model) = &self.model {
            bench.arg("--model").arg(model);
        }
        match work {
            Work::Prefill(n) => bench.args(["--reps", "1", "--prefill"]).arg(n.to_string()),
            Work::Decode { n, context } => bench
                .args(["--reps", "1", "--decode"])
                .arg(n.to_string())
                .arg("--context")
                .arg(context.to_string()),
            Work::Embed(texts) => {
                let file = self.paths.in_target(format!("bench/texts-{}.json", texts.label()));
                fs::write(&file, json!(texts.make()).to_string())?;
                bench.arg("--reps").arg(texts.repeats().to_string()).arg("--embed").arg(file)
            }
            Work::Search(n) => bench.args(["--reps", "5", "--search"]).arg(n.to_string()),
        };
        Ok(bench)
    }
}

impl Engine for OursNative<'_> {
    fn name(&self) -> String {
        "recruta".to_owned()
    }

    fn family(&self) -> Family {
        Family::Recruta
    }

    fn about(&self) -> Value {
        self.about.clone()
    }

    fn warm_up(&mut self, _: Work) -> Result<Option<f64>> {
        Ok(None)
    }

    fn measure(&mut self, work: Work) -> Result<f64> {
        let report = json_of(&mut self.bench(work)?)?;
        self.about = json!({
            "kernel": report["kernel"],
            "load_ms": report["load_ms"],
            "recall_at_10": report["recall_at_10"],
        });
        let readings = report["measurements"][0]["readings_ms"].as_array().into_iter().flatten();
        median(&readings.filter_map(Value::as_f64).collect::<Vec<_>>())
            .context("`recruta bench` gave no reading")
    }
}

/// llama.cpp's own benchmark.
pub struct LlamaBench<'a> {
    paths: &'a Paths,
    program: PathBuf,
    model: PathBuf,
    threads: usize,
    about: Value,
}

impl<'a> LlamaBench<'a> {
    /// Built for this CPU.
    pub fn new(paths: &'a Paths, peers: &Peers<'_>, model: PathBuf, threads: usize) -> Result<Self> {
        Ok(Self { paths, program: peers.llama_bench()?, model, threads, about: Value::Null })
    }
}

impl Engine for LlamaBench<'_> {
    fn name(&self) -> String {
        "llama.cpp".to_owned()
    }

    fn family(&self) -> Family {
        Family::LlamaCpp
    }

    fn about(&self) -> Value {
        self.about.clone()
    }

    fn warm_up(&mut self, _: Work) -> Result<Option<f64>> {
        Ok(None)
    }

    fn measure(&mut self, work: Work) -> Result<f64> {
        let (prefill, decode, context) = match work {
            Work::Prefill(n) => (n, 0, 0),
            Work::Decode { n, context } => (0, n, context),
            Work::Embed(_) | Work::Search(_) => bail!("llama.cpp only generates here"),
        };
        let mut bench = process::command(&self.program, self.paths);
        bench.args(["-o", "json", "-r", "1", "-m"]).arg(&self.model);
        let numbers = [("-t", self.threads), ("-p", prefill), ("-n", decode), ("-d", context)];
        for (option, number) in numbers {
            bench.arg(option).arg(number.to_string());
        }
        let report = json_of(&mut bench)?;
        let report = &report[0];
        self.about = json!({ "kernel": report["build_commit"], "cpu": report["cpu_info"] });
        let ns = report["samples_ns"][0].as_f64().context("llama-bench gave no reading")?;
        Ok(ns / 1e6)
    }
}

/// ONNX Runtime in Python, through `bench/onnx.py`.
pub struct Onnx {
    python: Lines,
    about: Value,
}

impl Onnx {
    /// With the int8 retriever.
    pub fn start(paths: &Paths, peers: &Peers<'_>, threads: usize) -> Result<Self> {
        let mut python = process::command(peers.python()?, paths);
        python.arg("bench/onnx.py").arg(peers.minilm()?).arg(threads.to_string());
        let mut python = Lines::start("onnxruntime", &mut python)?;
        let about = python.ask(&json!({ "texts": [] }))?;
        Ok(Self { python, about })
    }
}

impl Engine for Onnx {
    fn name(&self) -> String {
        "onnxruntime".to_owned()
    }

    fn family(&self) -> Family {
        Family::OnnxRuntime
    }

    fn about(&self) -> Value {
        self.about.clone()
    }

    fn warm_up(&mut self, work: Work) -> Result<Option<f64>> {
        self.measure(work).map(Some)
    }

    fn measure(&mut self, work: Work) -> Result<f64> {
        let Work::Embed(texts) = work else { bail!("onnxruntime only embeds here") };
        let answer = self.python.ask(&json!({ "texts": texts.make(), "repeats": texts.repeats() }))?;
        if answer["n_tokens"] != texts.tokens_each() {
            bail!("onnxruntime saw {} tokens, not {}", answer["n_tokens"], texts.tokens_each());
        }
        answer["ms"].as_f64().context("onnxruntime gave no reading")
    }
}

/// What a command prints as JSON; the last line it complains with when it fails.
pub fn json_of(command: &mut Command) -> Result<Value> {
    let output = command.output()?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let program = command.get_program().to_string_lossy();
        bail!("{program} failed: {}", said.lines().last().unwrap_or_default());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}
