//! Drafts and times that a tab leaves behind. The database may not get to a write that begins as the tab goes, so they are also
//! put where they can be put at once, an entry an interview.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::record::Record;
use crate::settings;

const PREFIX: &str = "recruta.drafts.";

/// What only the tab knew of one interview.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Left {
    /// What the stored interview's revision was.
    revision: u32,
    drafts: BTreeMap<String, String>,
    #[serde(default)]
    elapsed_ms: f64,
    #[serde(default)]
    question_ms: f64,
    #[serde(default)]
    paused: bool,
}

impl Left {
    fn of(record: &Record) -> Self {
        Self {
            revision: record.revision,
            drafts: record.drafts.clone(),
            elapsed_ms: record.elapsed_ms,
            question_ms: record.question_ms,
            paused: record.paused,
        }
    }

    /// Gives it to the interview as it is stored. What was stored since is newer; time only grows.
    pub fn give_to(self, record: &mut Record) {
        if record.revision <= self.revision {
            record.drafts.extend(self.drafts);
            if record.elapsed_ms <= self.elapsed_ms {
                record.elapsed_ms = self.elapsed_ms;
                record.question_ms = self.question_ms;
                record.paused = self.paused;
            }
        } else {
            self.drafts.into_iter().for_each(|(key, text)| {
                record.drafts.entry(key).or_insert(text);
            });
        }
    }
}

/// Leaves behind what only this tab knows of an interview, unless it is over and nothing is being written.
pub fn leave(record: &Record) {
    if !record.drafts.is_empty() || !record.is_over() {
        settings::write_json(&key(&record.id), &Left::of(record));
    }
}

/// Interviews that something was left behind for.
pub fn ids() -> Vec<String> {
    let keys = settings::keys();
    keys.iter().filter_map(|key| key.strip_prefix(PREFIX).map(str::to_owned)).collect()
}

/// What was left behind for one.
pub fn read(id: &str) -> Option<Left> {
    settings::read_json(&key(id))
}

/// Forgets it.
pub fn forget(id: &str) {
    settings::forget(&key(id));
}

fn key(id: &str) -> String {
    format!("{PREFIX}{id}")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Left, Record};
    use crate::interview::record::tests::session;

    fn drafts(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        pairs.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect()
    }

    fn stored(revision: u32, kept: &[(&str, &str)]) -> Record {
        let mut record = Record::begin("r".into(), 0.0, 0, session(&[None]));
        (record.revision, record.drafts) = (revision, drafts(kept));
        record
    }

    #[test]
    fn drafts_go_over_what_was_stored_before_and_never_over_what_was_stored_since() {
        let left = Left::of(&stored(3, &[("1.0", "inteira"), ("2.0", "outra")]));
        let mut older = stored(3, &[("1.0", "inte")]);
        left.clone().give_to(&mut older);
        assert_eq!(older.drafts, drafts(&[("1.0", "inteira"), ("2.0", "outra")]));
        let mut newer = stored(4, &[("1.0", "inteira, e mais")]);
        left.clone().give_to(&mut newer);
        assert_eq!(newer.drafts, drafts(&[("1.0", "inteira, e mais"), ("2.0", "outra")]));
        let before = newer.clone();
        left.give_to(&mut newer);
        assert_eq!(newer, before);
    }

    #[test]
    fn time_and_break_are_those_of_the_tab_that_went_last() {
        let timed =
            |elapsed_ms, question_ms, paused| Record { elapsed_ms, question_ms, paused, ..stored(3, &[]) };
        let mut record = timed(60_000.0, 10_000.0, false);
        Left::of(&timed(75_000.0, 25_000.0, true)).give_to(&mut record);
        assert_eq!(record, timed(75_000.0, 25_000.0, true));
        Left::of(&timed(70_000.0, 20_000.0, false)).give_to(&mut record);
        assert_eq!(record, timed(75_000.0, 25_000.0, true));
        let since = Record { revision: 4, ..timed(61_000.0, 1_000.0, false) };
        let mut newer = since.clone();
        Left::of(&timed(75_000.0, 25_000.0, true)).give_to(&mut newer);
        assert_eq!(newer, since);
    }
}
