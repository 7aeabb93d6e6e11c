//! A folder of one's own with a registry, and the commands over it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use clap::Parser;
use recruta::{evaluate, evaluate::report::Report, output::error_body, registry, registry::store::Store};
use serde_json::json;

#[derive(Parser)]
enum Cli {
    Evaluate(evaluate::Args),
    Register(registry::register::Args),
    Registry(registry::Args),
}

/// Runs a command as the command line does. **Errors.** With the code that would be printed.
pub fn recruta(args: &[&str]) -> Result<(), String> {
    let parsed = Cli::try_parse_from(std::iter::once(&"recruta").chain(args));
    let done = match parsed.map_err(|error| format!("usage: {error}"))? {
        Cli::Evaluate(args) => evaluate::run(&args),
        Cli::Register(args) => registry::register::run(&args),
        Cli::Registry(args) => registry::run(&args),
    };
    done.map_err(|error| {
        let body = error_body(&error);
        format!("{}: {}", body.code, body.message)
    })
}

/// A folder for one test.
pub struct Place {
    dir: tempfile::TempDir,
}

impl Place {
    /// With gates that any answer passes, unless they are overwritten.
    pub fn new() -> Self {
        let place = Self { dir: tempfile::tempdir().expect("a folder") };
        place.gates(&json!({ "minimum": { "rouge1": 0.0 } }));
        place
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub fn store(&self) -> Store {
        Store::new(&self.path("registry"))
    }

    pub fn gates(&self, gates: &serde_json::Value) {
        fs::write(self.path("gates.json"), gates.to_string()).expect("written");
    }

    /// A report of the real engine without a model, written to the folder `name`; `more` goes to the command.
    pub fn evaluate(&self, name: &str, more: &[&str]) -> Report {
        let out = self.path(name);
        let (models, bundle) = (recruta_tests::models().dir, recruta_tests::bundle_dir());
        let set = recruta_tests::workspace().join("data/eval/qa.jsonl");
        let catalogue = recruta_tests::workspace().join("static/models.json");
        let paths = [text(&set), text(&models), text(&catalogue), text(&bundle), text(&out)];
        let [set, models, catalogue, bundle, out_text] = paths.each_ref().map(String::as_str);
        let args = [
            "evaluate",
            "--no-model",
            "--set",
            set,
            "--models",
            models,
            "--catalogue",
            catalogue,
            "--bundle",
            bundle,
            "--out",
            out_text,
        ];
        self.recruta(&[&args[..], more].concat()).unwrap_or_else(|error| panic!("{error}"));
        Report::read(&out).unwrap_or_else(|error| panic!("{error}"))
    }

    /// `recruta register` of the report in the folder `name`.
    pub fn register(&self, name: &str, more: &[&str]) -> Result<(), String> {
        let (report, gates) = (text(&self.path(name)), text(&self.path("gates.json")));
        self.recruta(&[&["register", "--report", &report, "--gates", &gates], more].concat())
    }

    /// Any of the commands, over this place's registry.
    pub fn recruta(&self, args: &[&str]) -> Result<(), String> {
        let registry = text(&self.path("registry"));
        recruta(&[args, &["--registry", &registry]].concat())
    }
}

/// The report of a run that differs in nothing but its name, in the folder `name`.
pub fn copy_report(report: &Report, run_id: &str, dir: &Path) {
    let copy = Report { run_id: run_id.to_owned(), ..report.clone() };
    fs::create_dir_all(dir).expect("a folder");
    fs::write(dir.join("report.json"), serde_json::to_vec(&copy).expect("JSON")).expect("written");
}

pub fn text(path: &Path) -> String {
    path.to_str().expect("a path of text").to_owned()
}
