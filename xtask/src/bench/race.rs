//! Engines take turns at the same work, so that what the machine does besides hits all of them alike.

use anyhow::Result;
use serde_json::{Value, json};

use super::engine::{Engine, Family};
use super::machine::busy_cores;
use super::stat::median;
use super::work::Work;
use crate::step::say;

/// A version so much slower than another of its family is not measured beyond the warm-up: rows compare with the faster.
const HOPELESS: f64 = 1.5;

/// More busy cores than this before a race, and its readings say something of the others as well.
const QUIET_CORES: f64 = 0.15;
/// How often to look for quiet; each look takes a second.
const LOOKS_FOR_QUIET: usize = 60;

/// What one engine did at one work.
#[derive(Debug, Clone)]
pub struct Lane {
    /// Name with version.
    pub name: String,
    /// Whose engine.
    pub family: Family,
    /// What it says of itself.
    pub about: Value,
    /// The work that was timed.
    pub work: Work,
    /// Cores that others kept busy before the race.
    pub busy_cores: f64,
    /// The last time of the warm-up.
    pub warm_up_ms: Option<f64>,
    /// Times in order; empty for a version that was left out after the warm-up.
    pub readings_ms: Vec<f64>,
}

impl Lane {
    /// Median of the readings.
    pub fn median_ms(&self) -> Option<f64> {
        median(&self.readings_ms)
    }

    /// Median as tokens or texts a second.
    pub fn rate(&self) -> Option<f64> {
        self.median_ms().map(|ms| self.work.rate(ms))
    }

    /// For the report.
    pub fn json(&self) -> Value {
        json!({
            "engine": self.name,
            "family": self.family,
            "about": self.about,
            "work": self.work.json(),
            "median_ms": self.median_ms(),
            "rate": self.rate(),
            "readings_ms": self.readings_ms,
            "warm_up_ms": self.warm_up_ms,
            "busy_cores": self.busy_cores,
        })
    }
}

/// Waits for a machine that does nothing else, for a minute at most. Gives the busy cores of the last look.
pub fn wait_for_quiet() -> f64 {
    let mut busy = busy_cores();
    for _ in 1..LOOKS_FOR_QUIET {
        if busy <= QUIET_CORES {
            return busy;
        }
        busy = busy_cores();
    }
    say("bench", format_args!("{busy:.1} cores are busy with something else: these readings mean little"));
    busy
}

/// Lets every engine do `work` `reps` times, in turns. Gives a lane each, in the engines' order.
pub fn race(engines: &mut [&mut (dyn Engine + '_)], work: Work, reps: usize) -> Result<Vec<Lane>> {
    let mut lanes = Vec::new();
    for engine in engines.iter_mut() {
        let work = engine.scaled(work);
        let warm_up_ms = engine.warm_up(work)?;
        let (name, family) = (engine.name(), engine.family());
        let (about, readings_ms, busy_cores) = (Value::Null, Vec::new(), 0.0);
        lanes.push(Lane { name, family, about, work, busy_cores, warm_up_ms, readings_ms });
    }
    let runs: Vec<bool> = lanes.iter().map(|lane| !is_hopeless(lane, &lanes)).collect();
    for _ in 0..reps {
        for ((engine, lane), _) in engines.iter_mut().zip(&mut lanes).zip(&runs).filter(|(_, runs)| **runs) {
            lane.readings_ms.push(engine.measure(lane.work)?);
        }
    }
    for (engine, lane) in engines.iter().zip(&mut lanes) {
        lane.about = engine.about();
        let shown = lane.median_ms().map_or_else(|| "left out".to_owned(), |ms| lane.work.show(ms));
        say("bench", format_args!("{}: {} {shown}", work.label(), lane.name));
    }
    Ok(lanes)
}

fn is_hopeless(lane: &Lane, lanes: &[Lane]) -> bool {
    let family = lanes.iter().filter(|other| other.family == lane.family);
    let fastest = family.filter_map(|other| other.warm_up_ms).fold(f64::INFINITY, f64::min);
    lane.warm_up_ms.is_some_and(|ms| ms > fastest * HOPELESS)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Fake {
        name: &'static str,
        family: Family,
        ms: f64,
        calls: usize,
    }

    impl Engine for Fake {
        fn name(&self) -> String {
            self.name.to_owned()
        }

        fn family(&self) -> Family {
            self.family
        }

        fn about(&self) -> Value {
            Value::Null
        }

        fn warm_up(&mut self, work: Work) -> Result<Option<f64>> {
            self.measure(work).map(Some)
        }

        fn measure(&mut self, _: Work) -> Result<f64> {
            self.calls += 1;
            Ok(self.ms)
        }
    }

    #[test]
    fn all_run_alike_but_a_version_much_slower_than_its_sister() {
        let mut ours = Fake { name: "ours", family: Family::Recruta, ms: 1.0, calls: 0 };
        let mut fast = Fake { name: "2", family: Family::Wllama, ms: 8.0, calls: 0 };
        let mut slow = Fake { name: "3", family: Family::Wllama, ms: 20.0, calls: 0 };
        let lanes = race(&mut [&mut ours, &mut fast, &mut slow], Work::Prefill(8), 5).unwrap();
        assert_eq!([ours.calls, fast.calls, slow.calls], [6, 6, 1]);
        assert_eq!(lanes[0].rate(), Some(8_000.0));
        assert_eq!(lanes[2].median_ms(), None);
        assert_eq!(lanes[2].warm_up_ms, Some(20.0));
    }
}
