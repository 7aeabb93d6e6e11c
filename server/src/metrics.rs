//! Counters for Prometheus: few, of bounded number, without a word of what anyone asked.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
    time::Duration,
};

/// Everything that is counted.
#[derive(Debug, Default)]
pub struct Metrics {
    requests: Mutex<BTreeMap<(&'static str, u16), Spent>>,
    answered: Total,
    cancelled: AtomicU64,
    failed: AtomicU64,
    waited: Total,
    steps: AtomicU64,
    prompt_tokens: AtomicU64,
    written_tokens: AtomicU64,
}

/// Requests of one route and status.
#[derive(Debug, Default, Clone, Copy)]
struct Spent {
    count: u64,
    total: Duration,
}

/// A count and the time spent.
#[derive(Debug, Default)]
struct Total {
    count: AtomicU64,
    micros: AtomicU64,
}

impl Total {
    fn add(&self, spent: Duration) {
        self.count.fetch_add(1, Relaxed);
        self.micros.fetch_add(spent.as_micros() as u64, Relaxed);
    }

    fn seconds(&self) -> f64 {
        Duration::from_micros(self.micros.load(Relaxed)).as_secs_f64()
    }
}

/// What is measured when it is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Gauges {
    /// Jobs in line.
    pub n_waiting: usize,
    /// Whether questions can be answered.
    pub is_ready: bool,
}

impl Metrics {
    /// A request was answered; its body may still be on its way.
    pub fn requested(&self, route: &'static str, status: u16, spent: Duration) {
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = requests.entry((route, status)).or_default();
        entry.count += 1;
        entry.total += spent;
    }

    /// A question got its answer.
    pub(crate) fn question_answered(&self, spent: Duration) {
        self.answered.add(spent);
    }

    /// Questions whose callers went away.
    pub(crate) fn questions_cancelled(&self, count: usize) {
        self.cancelled.fetch_add(count as u64, Relaxed);
    }

    /// Questions that ended in an error.
    pub(crate) fn questions_failed(&self, count: usize) {
        self.failed.fetch_add(count as u64, Relaxed);
    }

    /// A job left the line.
    pub(crate) fn waited(&self, spent: Duration) {
        self.waited.add(spent);
    }

    /// The engine did one piece of work.
    pub(crate) fn stepped(&self) {
        self.steps.fetch_add(1, Relaxed);
    }

    /// The model read a piece of a prompt.
    pub(crate) fn read_prompt(&self, n_tokens: usize) {
        self.prompt_tokens.fetch_add(n_tokens as u64, Relaxed);
    }

    /// The model wrote a token.
    pub(crate) fn wrote_token(&self) {
        self.written_tokens.fetch_add(1, Relaxed);
    }

    /// The text form, version 0.0.4.
    pub fn render(&self, gauges: Gauges) -> String {
        let mut page = Page::default();
        self.render_requests(&mut page);
        page.family("recruta_questions_total", "counter", "Questions by what became of them.");
        page.value("{result=\"answered\"}", self.answered.count.load(Relaxed) as f64);
        page.value("{result=\"cancelled\"}", self.cancelled.load(Relaxed) as f64);
        page.value("{result=\"failed\"}", self.failed.load(Relaxed) as f64);
        page.total("recruta_answer_seconds", "Time the engine spent on answers.", &self.answered);
        page.total("recruta_queue_wait_seconds", "Time jobs waited in line.", &self.waited);
        page.counter("recruta_engine_steps_total", "Pieces of work of the engine.", &self.steps);
        page.counter("recruta_prompt_tokens_total", "Tokens the model read.", &self.prompt_tokens);
        page.counter("recruta_generated_tokens_total", "Tokens the model wrote.", &self.written_tokens);
        page.family("recruta_queue_depth", "gauge", "Jobs in line.");
        page.value("", gauges.n_waiting as f64);
        page.family("recruta_engine_ready", "gauge", "1 when questions can be answered.");
        page.value("", f64::from(u8::from(gauges.is_ready)));
        page.text
    }

    fn render_requests(&self, page: &mut Page) {
        let requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let labels = |(route, status): &(&str, u16)| format!("{{route=\"{route}\",code=\"{status}\"}}");
        page.family("recruta_http_requests_total", "counter", "Requests by route and status.");
        for (key, spent) in &requests {
            page.value(&labels(key), spent.count as f64);
        }
        page.family("recruta_http_request_seconds", "summary", "Time until the head of the response.");
        for (key, spent) in &requests {
            page.value(&format!("_sum{}", labels(key)), spent.total.as_secs_f64());
            page.value(&format!("_count{}", labels(key)), spent.count as f64);
        }
    }
}

/// Text under construction.
#[derive(Debug, Default)]
struct Page {
    text: String,
    name: &'static str,
}

impl Page {
    fn family(&mut self, name: &'static str, kind: &str, help: &str) {
        self.name = name;
        let _ = writeln!(self.text, "# HELP {name} {help}\n# TYPE {name} {kind}");
    }

    fn value(&mut self, suffix: &str, value: f64) {
        let _ = writeln!(self.text, "{}{suffix} {value}", self.name);
    }

    fn counter(&mut self, name: &'static str, help: &str, count: &AtomicU64) {
        self.family(name, "counter", help);
        self.value("", count.load(Relaxed) as f64);
    }

    fn total(&mut self, name: &'static str, help: &str, total: &Total) {
        self.family(name, "summary", help);
        self.value("_sum", total.seconds());
        self.value("_count", total.count.load(Relaxed) as f64);
    }
}
