//! Engines in tabs of one Chromium, through `bench/driver.mjs`.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::{Engine, Family};
use crate::bench::lines::Lines;
use crate::bench::peer::Peers;
use crate::bench::work::Work;
use crate::paths::Paths;
use crate::{process, setup};

/// A browser compiles hot code twice, the second time while the first runs.
const EMBED_WARM_UP: Duration = Duration::from_secs(6);

/// Questions of one reading; their mean counts.
const SEARCHES_A_READING: usize = 10;

/// The browser; clones are the same one.
#[derive(Clone)]
pub struct Browser {
    driver: Rc<RefCell<Lines>>,
}

impl Browser {
    /// Starts a Chromium with an empty profile.
    pub fn start(paths: &Paths, peers: &Peers<'_>) -> Result<Self> {
        let chromium = setup::chromium().context("Chromium is missing; run `cargo xtask setup --tests`")?;
        let npm = peers.npm()?;
        let mounts = [
            ("/node_modules/", npm.join("node_modules")),
            ("/site/models/", paths.models()),
            ("/site/", paths.site()),
            ("/models/", paths.models()),
            ("/bench/", peers.models()),
            ("/engine/", paths.engine()),
            ("/", paths.root.join("bench/page")),
        ];
        let config = json!({ "chromium": chromium, "mounts": mounts });
        let mut node = process::command("node", paths);
        node.current_dir(&npm).arg("driver.mjs").arg(config.to_string());
        Ok(Self { driver: Rc::new(RefCell::new(Lines::start("the browser", &mut node)?)) })
    }

    /// Opens a tab. It is isolated, as shared memory demands, only where there are threads to share it.
    pub fn open(&self, kind: TabKind, page: &str, threads: usize, options: &Value) -> Result<Tab> {
        let mut options = options.clone();
        options["threads"] = threads.into();
        let isolated = threads > 1;
        let request = json!({ "do": "open", "page": page, "isolated": isolated, "options": options });
        let mut opened = self.driver.borrow_mut().ask(&request)?;
        let about = opened["about"].take();
        Ok(Tab { browser: self.clone(), id: opened["tab"].take(), about, kind, n_calls: 0 })
    }
}

/// What a tab is for.
#[derive(Debug, Clone, Copy)]
pub struct TabKind {
    /// Name with version.
    pub name: &'static str,
    /// Whose engine.
    pub family: Family,
    /// Longest prompt it is given.
    pub max_prefill: usize,
}

/// A tab with a loaded engine.
pub struct Tab {
    browser: Browser,
    id: Value,
    about: Value,
    kind: TabKind,
    n_calls: usize,
}

impl Tab {
    /// Calls a method of the page.
    pub fn call(&mut self, method: &str, args: &Value) -> Result<Value> {
        let request = json!({ "do": "call", "tab": self.id, "method": method, "args": args });
        Ok(self.browser.driver.borrow_mut().ask(&request)?["value"].take())
    }

    /// Most memory the engine has had.
    pub fn memory_bytes(&mut self) -> Result<f64> {
        self.call("memoryBytes", &json!([]))?.as_f64().context("the page gave no size")
    }
}

impl Drop for Tab {
    fn drop(&mut self) {
        // A browser that is gone has closed its tabs.
        let _ = self.browser.driver.borrow_mut().ask(&json!({ "do": "close", "tab": self.id }));
    }
}

impl Engine for Tab {
    fn name(&self) -> String {
        self.kind.name.to_owned()
    }

    fn family(&self) -> Family {
        self.kind.family
    }

    fn about(&self) -> Value {
        self.about.clone()
    }

    fn scaled(&self, work: Work) -> Work {
        match work {
            Work::Prefill(n) => Work::Prefill(n.min(self.kind.max_prefill)),
            work => work,
        }
    }

    fn warm_up(&mut self, work: Work) -> Result<Option<f64>> {
        let start = Instant::now();
        loop {
            let ms = self.measure(work)?;
            if !matches!(work, Work::Embed(_) | Work::Search(_)) || start.elapsed() > EMBED_WARM_UP {
                return Ok(Some(ms));
            }
        }
    }

    fn measure(&mut self, work: Work) -> Result<f64> {
        // Another seed each time: nobody may have kept what it computed.
        self.n_calls += 1;
        let seed = self.n_calls;
        let value = match work {
            Work::Prefill(n) => self.call("prefill", &json!([n, seed]))?,
            Work::Decode { n, context } => self.call("decode", &json!([n, context, seed]))?,
            Work::Embed(texts) => self.call("embed", &json!([texts.make(), texts.repeats()]))?,
            Work::Search(_) => self.call("search", &json!([SEARCHES_A_READING, seed]))?,
        };
        value.as_f64().context("the page gave no time")
    }
}
