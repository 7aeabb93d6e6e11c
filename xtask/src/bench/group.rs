//! Which engines do which work in each group of rows, and what is hoped for.

use std::cell::OnceCell;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::ValueEnum;
use serde_json::{Value, json};

use super::Args;
use super::engine::{Browser, Engine, Family, LlamaBench, Onnx, OursNative, Tab, TabKind, json_of};
use super::growth::Growth;
use super::machine::busy_cores;
use super::peer::Peers;
use super::race::{Lane, race, wait_for_quiet};
use super::row::{Goal, Row};
use super::stat::median;
use super::text::Texts;
use super::work::Work;
use crate::native::Native;
use crate::paths::Paths;
use crate::process;

/// Rows that are measured together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Group {
    /// The large model in a tab, against llama.cpp in wasm and natively
    TabTinyllama,
    /// The small model in a tab, against llama.cpp in wasm
    TabSmollm2,
    /// The retriever in a tab, against ONNX Runtime in wasm
    TabEmbed,
    /// The large model natively, against llama.cpp
    NativeTinyllama,
    /// The small model natively, against llama.cpp
    NativeSmollm2,
    /// The retriever natively, against ONNX Runtime
    NativeEmbed,
    /// Searches of 100,000 passages, in a tab and natively, against how long they may take
    Search,
    /// What prompt lookup and prefix reuse bring to answers, against the same engine without them
    Answer,
    /// Memory of the tab with the large model, against the model's file
    Memory,
    /// Time against length of prompt and context, with fits and plots
    Growth,
}

impl Group {
    /// As options name it.
    pub fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }
}

const THREADS: [usize; 2] = [1, 2];
const CONTEXT: usize = 64;
/// The largest bundle an index is made for, and the longest a search of it may take.
const PASSAGES: usize = 100_000;
const MAX_TAB_SEARCH_MS: f64 = 120.0;
const MAX_NATIVE_SEARCH_MS: f64 = 30.0;
/// What a slow peer reads of a long prompt.
const SHORT_PREFILL: usize = 64;

const SMALL_MODEL_ID: &str = "smollm2-135m-instruct-q4_1";
const SMALL_MODEL: &str = "SmolLM2-135M-Instruct.Q4_1.gguf";
const RETRIEVER: &str = "/models/all-minilm-l6-v2-q8_0";
const RETRIEVER_WEIGHTS: &str = "all-MiniLM-L6-v2.Q8_0.gguf";

/// A grounded question, and one about the same sources.
const QUESTION: &str = "What skills do SAP consultants have in common?";
const FOLLOW_UP: &str = "Which of them know S/4HANA?";

const fn tab(name: &'static str, family: Family) -> TabKind {
    TabKind { name, family, max_prefill: usize::MAX }
}

const OURS: TabKind = tab("recruta", Family::Recruta);
const WLLAMA_2: TabKind = tab("wllama 2.4", Family::Wllama);
const WLLAMA_3: TabKind = tab("wllama 3.8", Family::Wllama);
const TRANSFORMERS: TabKind = tab("transformers.js", Family::TransformersJs);

/// One of the two models that generate.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Model {
    /// The shape of `TinyLlama-1.1B` in `Q4_0`.
    Large,
    /// `SmolLM2-135M` in `Q4_1`.
    Small,
}

impl Model {
    fn name(self) -> &'static str {
        match self {
            Self::Large => "TinyLlama shape Q4_0",
            Self::Small => "SmolLM2 Q4_1",
        }
    }
}

/// What is there so far.
pub struct Run<'a> {
    paths: &'a Paths,
    native: Native,
    peers: Peers<'a>,
    browser: OnceCell<Browser>,
    reps: usize,
    is_quick: bool,
    is_full: bool,
    /// Rows in order.
    pub rows: Vec<Row>,
    /// Curves.
    pub growths: Vec<Growth>,
    /// Groups that could not be measured, with the reason.
    pub problems: Vec<Value>,
}

impl<'a> Run<'a> {
    /// Nothing measured yet.
    pub fn new(paths: &'a Paths, native: Native, args: &Args) -> Result<Self> {
        Ok(Self {
            paths,
            native,
            peers: Peers::new(paths)?,
            browser: OnceCell::new(),
            reps: args.reps.into(),
            is_quick: args.quick,
            is_full: args.full,
            rows: Vec::new(),
            growths: Vec::new(),
            problems: Vec::new(),
        })
    }

    /// Measures a group.
    pub fn measure(&mut self, group: Group) -> Result<()> {
        match group {
            Group::TabTinyllama => THREADS.iter().try_for_each(|n| self.tab_llama(Model::Large, *n)),
            Group::TabSmollm2 => THREADS.iter().try_for_each(|n| self.tab_llama(Model::Small, *n)),
            Group::TabEmbed => THREADS.iter().try_for_each(|n| self.tab_embed(*n)),
            Group::NativeTinyllama => THREADS.iter().try_for_each(|n| self.native_llama(Model::Large, *n)),
            Group::NativeSmollm2 => THREADS.iter().try_for_each(|n| self.native_llama(Model::Small, *n)),
            Group::NativeEmbed => THREADS.iter().try_for_each(|n| self.native_embed(*n)),
            Group::Search => self.search(),
            Group::Answer => {
                self.answer();
                Ok(())
            }
            Group::Memory => self.memory(),
            Group::Growth => {
                [Model::Large, Model::Small].into_iter().try_for_each(|model| self.growth(model))
            }
        }
    }

    fn tab_llama(&mut self, model: Model, threads: usize) -> Result<()> {
        let mut ours = self.open_llama(OURS, model, threads, json!({}))?;
        let is_slow = model == Model::Large && !self.is_full;
        let max_prefill = if is_slow { SHORT_PREFILL } else { usize::MAX };
        let peer = |kind, version| {
            let options = json!({ "version": version, "words": model == Model::Small });
            self.open_llama(TabKind { max_prefill, ..kind }, model, threads, options)
        };
        let (mut old, mut new) = (peer(WLLAMA_2, 2)?, peer(WLLAMA_3, 3)?);
        let mut native = LlamaBench::new(self.paths, &self.peers, self.file(model)?, threads)?;
        let label =
            |work: Work, peer| format!("tab, {}, {threads} t: {} vs {peer}", model.name(), work.label());
        let (prefill_goal, decode_goal) = match model {
            Model::Large => (Goal::Faster(6.0, 12.0), Goal::Faster(3.0, 5.0)),
            Model::Small => (Goal::Faster(4.0, 8.0), Goal::Faster(3.0, 5.0)),
        };
        let prefill = self.prefill();
        let has_native_row = model == Model::Large && threads == 1;
        let mut engines: Vec<&mut dyn Engine> = vec![&mut ours, &mut old, &mut new];
        if has_native_row {
            engines.push(&mut native);
        }
        let lanes = self.race(&mut engines, prefill)?;
        let mut rows = vec![Row::against(Family::Wllama, &lanes, label(prefill, "wllama"), prefill_goal)];
        if has_native_row {
            let label = label(prefill, "native llama.cpp");
            rows.push(Row::against(Family::LlamaCpp, &lanes, label, Goal::Faster(0.5, 0.75)));
        }
        let decode = self.decode(if model == Model::Large { 64 } else { 128 });
        let lanes = self.race(&mut [&mut ours, &mut old, &mut new], decode)?;
        rows.push(Row::against(Family::Wllama, &lanes, label(decode, "wllama"), decode_goal));
        self.rows.extend(rows);
        Ok(())
    }

    fn tab_embed(&mut self, threads: usize) -> Result<()> {
        let retriever = json!({
            "weights": format!("{RETRIEVER}/{RETRIEVER_WEIGHTS}"),
            "tokenizer": format!("{RETRIEVER}/tokenizer.json"),
        });
        let browser = self.browser()?;
        self.peers.minilm()?;
        let mut ours = browser.open(OURS, "recruta.html", threads, &json!({ "retriever": retriever }))?;
        let model = json!({ "model": "minilm" });
        let mut peer = browser.open(TRANSFORMERS, "transformers.html", threads, &model)?;
        self.embed_rows("tab", &mut ours, &mut peer, threads, Goal::Faster(2.0, 4.0))
    }

    fn native_embed(&mut self, threads: usize) -> Result<()> {
        let mut ours = self.ours_native(None, threads);
        let mut peer = Onnx::start(self.paths, &self.peers, threads)?;
        self.embed_rows("native", &mut ours, &mut peer, threads, Goal::Faster(1.0, 1.5))
    }

    fn embed_rows(
        &mut self,
        place: &str,
        ours: &mut dyn Engine,
        peer: &mut dyn Engine,
        threads: usize,
        goal: Goal,
    ) -> Result<()> {
        for texts in [Texts::Short, Texts::Long, Texts::Batch] {
            let work = Work::Embed(texts);
            let family = peer.family();
            let label = format!("{place}, MiniLM int8, {threads} t: {} vs {}", work.label(), peer.name());
            let lanes = self.race(&mut [&mut *ours, &mut *peer], work)?;
            self.rows.push(Row::against(family, &lanes, label, goal));
        }
        Ok(())
    }

    fn native_llama(&mut self, model: Model, threads: usize) -> Result<()> {
        let file = self.file(model)?;
        let mut ours = self.ours_native(Some(file.clone()), threads);
        let mut peer = LlamaBench::new(self.paths, &self.peers, file, threads)?;
        let goals = [(self.prefill(), Goal::Faster(0.8, 1.5)), (self.decode(64), Goal::Faster(1.0, 1.2))];
        for (work, goal) in goals {
            let label = format!("native, {}, {threads} t: {} vs llama.cpp", model.name(), work.label());
            let lanes = self.race(&mut [&mut ours, &mut peer], work)?;
            self.rows.push(Row::against(Family::LlamaCpp, &lanes, label, goal));
        }
        Ok(())
    }

    fn answer(&mut self) {
        let lookup = self.lookup();
        let label = "native, SmolLM2: grounded answer, prompt lookup vs none".to_owned();
        self.push_pair(label, Goal::Faster(1.3, 2.0), lookup);
        let first_word = self.first_word();
        let label = "page, SmolLM2: first word of a follow-up, prefix reuse vs none".to_owned();
        self.push_pair(label, Goal::Faster(3.0, 5.0), first_word);
    }

    /// Readings with and without what is measured, in milliseconds. A row without readings stands in the table all the
    /// same, and the reason in the report.
    fn push_pair(&mut self, label: String, goal: Goal, pair: Result<[Vec<f64>; 2]>) {
        let (readings, problem) = match pair {
            Ok(readings) => (readings, None),
            Err(error) => ([Vec::new(), Vec::new()], Some(format!("{error:#}"))),
        };
        let [ours, without] = [&readings[0], &readings[1]].map(|readings| median(readings));
        let show = |ms: Option<f64>| ms.map(|ms| format!("{ms:.0} ms")).unwrap_or_default();
        let ratio = ours.zip(without).map(|(ours, without)| without / ours);
        let detail = json!({ "with_ms": readings[0], "without_ms": readings[1], "problem": problem });
        self.rows.push(Row { label, ours: show(ours), peer: show(without), ratio, goal, detail });
    }

    /// A grounded answer natively. `recruta bench --answer` measures `answer`, and `answer-lookup` where the engine has it.
    fn lookup(&self) -> Result<[Vec<f64>; 2]> {
        let model = self.file(Model::Small)?;
        let mut ask = process::command(&self.native.cli, self.paths);
        ask.args(["ask", QUESTION, "--debug-parity", "--generator"]).arg(&model);
        ask.arg("--bundle").arg(self.paths.sample_bundle()).arg("--models").arg(self.paths.models());
        let trace = json_of(&mut ask)?;
        let prompt = self.paths.in_target("bench/prompt.txt");
        fs::write(&prompt, trace["prompt"].as_str().context("`recruta ask` gave no prompt")?)?;
        let mut bench = process::command(&self.native.cli, self.paths);
        bench.args(["bench", "--json", "--reps"]).arg(self.reps.to_string());
        bench.arg("--model").arg(&model).arg("--answer").arg(&prompt);
        let report = json_of(&mut bench)?;
        let readings = |work: &str| {
            let found = report["measurements"].as_array().into_iter().flatten();
            let found = found.filter(|measurement| measurement["work"] == work);
            found.flat_map(|measurement| numbers(&measurement["readings_ms"])).collect::<Vec<f64>>()
        };
        Ok([readings("answer-lookup"), readings("answer")])
    }

    /// From a question about the sources of the one before to the model's first token, in the product's own worker: with
    /// what the model still knows, and reading everything again.
    fn first_word(&self) -> Result<[Vec<f64>; 2]> {
        let options = json!({ "model": SMALL_MODEL_ID, "root": "/site/" });
        let mut page = self.browser()?.open(OURS, "product.html", THREADS[1], &options)?;
        let mut readings = [Vec::new(), Vec::new()];
        // The first round only warms up.
        for round in 0..=self.reps {
            for (kind, reuse) in [true, false].into_iter().enumerate() {
                let value = page.call("firstWord", &json!([[QUESTION, FOLLOW_UP], reuse]))?;
                let ms = value.as_f64().context("the model wrote nothing")?;
                if round > 0 {
                    readings[kind].push(ms);
                }
            }
        }
        Ok(readings)
    }

    /// One thread in both places: the index has no more.
    fn search(&mut self) -> Result<()> {
        let work = Work::Search(if self.is_quick { 2_000 } else { PASSAGES });
        let Work::Search(n) = work else { return Ok(()) };
        let mut tab = self.browser()?.open(OURS, "recruta.html", 1, &json!({ "passages": n }))?;
        let mut native = self.ours_native(None, 1);
        let places: [(&str, &mut dyn Engine, f64); 2] =
            [("tab", &mut tab, MAX_TAB_SEARCH_MS), ("native", &mut native, MAX_NATIVE_SEARCH_MS)];
        for (place, engine, most_ms) in places {
            let lanes = self.race(&mut [engine], work)?;
            let ms = lanes.first().and_then(Lane::median_ms);
            self.rows.push(Row {
                label: format!("{place}, 1 t: {} vs what it may take", work.label()),
                ours: ms.map(|ms| work.show(ms)).unwrap_or_default(),
                peer: work.show(most_ms),
                ratio: ms.map(|ms| ms / most_ms),
                goal: Goal::Smaller(1.0, 0.5),
                detail: lanes.iter().map(Lane::json).collect(),
            });
        }
        Ok(())
    }

    fn memory(&mut self) -> Result<()> {
        let file_bytes = fs::metadata(self.file(Model::Large)?)?.len() as f64;
        for threads in THREADS {
            let mut tab = self.open_llama(OURS, Model::Large, threads, json!({}))?;
            tab.measure(self.prefill())?;
            tab.measure(self.decode(8))?;
            let bytes = tab.memory_bytes()?;
            let shown = |bytes: f64| format!("{:.0} MB", bytes / 1e6);
            self.rows.push(Row {
                label: format!("tab, {}, {threads} t: peak memory vs file", Model::Large.name()),
                ours: shown(bytes),
                peer: shown(file_bytes),
                ratio: Some(bytes / file_bytes),
                goal: Goal::Smaller(1.15, 1.08),
                detail: json!({ "bytes": bytes, "file_bytes": file_bytes, "about": tab.about() }),
            });
        }
        Ok(())
    }

    fn growth(&mut self, model: Model) -> Result<()> {
        let threads = THREADS[1];
        let reps = self.reps.min(3);
        let name = |place| format!("{place}, {}, {threads} t", model.name());
        let mut tab = self.open_llama(OURS, model, threads, json!({}))?;
        let in_tab = Growth::measure(&name("tab"), &mut tab, reps, self.is_quick)?;
        drop(tab);
        let mut native = self.ours_native(Some(self.file(model)?), threads);
        let natively = Growth::measure(&name("native"), &mut native, reps, self.is_quick)?;
        self.growths.extend([in_tab, natively]);
        Ok(())
    }

    /// On a quiet machine, unless it is only to be seen whether everything runs.
    fn race(&self, engines: &mut [&mut (dyn Engine + '_)], work: Work) -> Result<Vec<Lane>> {
        let busy_cores = if self.is_quick { busy_cores() } else { wait_for_quiet() };
        let mut lanes = race(engines, work, self.reps)?;
        for lane in &mut lanes {
            lane.busy_cores = busy_cores;
        }
        Ok(lanes)
    }

    fn prefill(&self) -> Work {
        Work::Prefill(if self.is_quick { 64 } else { 512 })
    }

    fn decode(&self, n: usize) -> Work {
        Work::Decode { n: if self.is_quick { 8 } else { n }, context: CONTEXT }
    }

    fn file(&self, model: Model) -> Result<PathBuf> {
        match model {
            Model::Large => self.peers.tinyllama(),
            Model::Small => Ok(self.paths.models().join(SMALL_MODEL_ID).join(SMALL_MODEL)),
        }
    }

    fn open_llama(&self, kind: TabKind, model: Model, threads: usize, mut options: Value) -> Result<Tab> {
        let file = self.file(model)?;
        let name = file.file_name().context("a model has a name")?.to_string_lossy().into_owned();
        let url = match model {
            Model::Large => format!("/bench/{name}"),
            Model::Small => format!("/models/{SMALL_MODEL_ID}/{name}"),
        };
        options["model"] = url.into();
        let page = if kind.family == Family::Recruta { "recruta.html" } else { "wllama.html" };
        self.browser()?.open(kind, page, threads, &options)
    }

    fn ours_native(&self, model: Option<PathBuf>, threads: usize) -> OursNative<'a> {
        OursNative::new(self.paths, self.native.cli.clone(), model, threads)
    }

    fn browser(&self) -> Result<Browser> {
        if let Some(browser) = self.browser.get() {
            return Ok(browser.clone());
        }
        let browser = Browser::start(self.paths, &self.peers)?;
        Ok(self.browser.get_or_init(|| browser).clone())
    }
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().into_iter().flatten().filter_map(Value::as_f64).collect()
}
