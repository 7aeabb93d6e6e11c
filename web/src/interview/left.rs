//! Drafts that a tab leaves behind. The database may not get to a write that begins as the tab goes, so they are also put
//! where they can be put at once, an entry an interview.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::record::Record;
use crate::settings;

const PREFIX: &str = "recruta.drafts.";

/// Drafts of one interview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Left {
    /// What the stored interview's revision was.
    revision: u32,
    drafts: BTreeMap<String, String>,
}

impl Left {
    /// Gives them to their interview as it is stored, and says whether that changed it. What was stored since is newer.
    pub fn give_to(self, record: &mut Record) -> bool {
        let before = record.drafts.clone();
        if record.revision <= self.revision {
            record.drafts.extend(self.drafts);
        } else {
            self.drafts.into_iter().for_each(|(key, text)| {
                record.drafts.entry(key).or_insert(text);
            });
        }
        record.drafts != before
    }
}

/// Leaves the drafts of an interview behind, if it has any.
pub fn leave(record: &Record) {
    if !record.drafts.is_empty() {
        let left = Left { revision: record.revision, drafts: record.drafts.clone() };
        settings::write_json(&key(&record.id), &left);
    }
}

/// Interviews that drafts were left behind for.
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

    #[test]
    fn drafts_go_over_what_was_stored_before_and_never_over_what_was_stored_since() {
        let left = Left { revision: 3, drafts: drafts(&[("1.0", "inteira"), ("2.0", "outra")]) };
        let stored = |revision, kept: &[(&str, &str)]| {
            let mut record = Record::begin("r".into(), 0.0, 0, session(&[None]));
            (record.revision, record.drafts) = (revision, drafts(kept));
            record
        };
        let mut older = stored(3, &[("1.0", "inte")]);
        assert!(left.clone().give_to(&mut older));
        assert_eq!(older.drafts, drafts(&[("1.0", "inteira"), ("2.0", "outra")]));
        let mut newer = stored(4, &[("1.0", "inteira, e mais")]);
        assert!(left.clone().give_to(&mut newer));
        assert_eq!(newer.drafts, drafts(&[("1.0", "inteira, e mais"), ("2.0", "outra")]));
        assert!(!left.give_to(&mut newer));
    }
}
