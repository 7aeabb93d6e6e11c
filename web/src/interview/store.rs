//! Where interviews are kept: the browser's `IndexedDB`, on this device only.

use std::{cell::RefCell, rc::Rc};

use js_sys::{JSON, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomException, IdbDatabase};

use super::{
    database::{self, Verdict},
    record::Record,
};

/// Why an interview is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The browser does not let this page store anything (private windows, policies).
    Unavailable,
    /// There is no space left.
    Full,
    /// Another tab has written it since.
    Conflict,
    /// Another tab has deleted it.
    Gone,
}

/// What was kept.
#[derive(Debug, Default)]
pub struct Kept {
    /// Interviews, the latest first.
    pub records: Vec<Record>,
    /// How many there are that this version cannot read.
    pub n_unreadable: usize,
}

/// Opens the database when it is first needed; clones share it.
#[derive(Clone, Default)]
pub struct Store(Rc<RefCell<Option<IdbDatabase>>>);

impl Store {
    /// All interviews.
    pub async fn list(&self) -> Result<Kept, Fault> {
        let database = self.database().await?;
        let values = self.sound(database::all(&database).await)?;
        let mut kept = Kept::default();
        for value in values {
            match read(&value) {
                Some(record) => kept.records.push(record),
                None => kept.n_unreadable += 1,
            }
        }
        kept.records.sort_by(|a, b| b.updated_ms.total_cmp(&a.updated_ms));
        Ok(kept)
    }

    /// Writes a record that was read, or last written, with revision `expected` (0: never written). `record.revision` says
    /// what it is from now on.
    ///
    /// **Errors.** [`Fault::Conflict`] or [`Fault::Gone`] when the stored one is not of that revision; nothing is written then.
    pub async fn save(&self, record: &Record, expected: u32) -> Result<(), Fault> {
        let database = self.database().await?;
        let value = write(record).ok_or(Fault::Unavailable)?;
        let refused = Rc::new(RefCell::new(None));
        let refusal = Rc::clone(&refused);
        let decide = move |stored: JsValue| {
            *refusal.borrow_mut() = compare(revision(&stored), expected);
            if refusal.borrow().is_some() { Verdict::Leave } else { Verdict::Put(value) }
        };
        self.sound(database::update(&database, &record.id, decide).await)?;
        refused.take().map_or(Ok(()), Err)
    }

    /// The stored state of one.
    pub async fn load(&self, id: &str) -> Result<Option<Record>, Fault> {
        Ok(self.list().await?.records.into_iter().find(|record| record.id == id))
    }

    /// Deletes one.
    pub async fn remove(&self, id: &str) -> Result<(), Fault> {
        let database = self.database().await?;
        self.sound(database::remove(&database, id).await)
    }

    /// Deletes all, those that cannot be read among them.
    pub async fn clear(&self) -> Result<(), Fault> {
        let database = self.database().await?;
        self.sound(database::clear(&database).await)
    }

    async fn database(&self) -> Result<IdbDatabase, Fault> {
        if let Some(database) = self.0.borrow().clone() {
            return Ok(database);
        }
        let database = database::open().await.map_err(|error| fault(&error))?;
        *self.0.borrow_mut() = Some(database.clone());
        Ok(database)
    }

    /// A connection that failed (closed for a newer build, storage cleared by hand) is opened anew next time.
    fn sound<T>(&self, result: Result<T, JsValue>) -> Result<T, Fault> {
        result.map_err(|error| {
            *self.0.borrow_mut() = None;
            fault(&error)
        })
    }
}

/// Whether a write that expects a revision (0: nothing stored) may go over what is stored.
fn compare(stored: Option<u32>, expected: u32) -> Option<Fault> {
    match stored {
        None if expected > 0 => Some(Fault::Gone),
        Some(revision) if revision != expected => Some(Fault::Conflict),
        _ => None,
    }
}

fn revision(stored: &JsValue) -> Option<u32> {
    if !stored.is_object() {
        return None;
    }
    // One without a revision was written by nobody who plays by the rules: it is not overwritten either.
    let revision = Reflect::get(stored, &"revision".into()).ok()?.as_f64();
    Some(revision.map_or(u32::MAX, |revision| revision as u32))
}

fn read(value: &JsValue) -> Option<Record> {
    let json = JSON::stringify(value).ok()?;
    let record: Record = serde_json::from_str(&String::from(json)).ok()?;
    (record.format == super::record::FORMAT).then_some(record)
}

fn write(record: &Record) -> Option<JsValue> {
    JSON::parse(&serde_json::to_string(record).ok()?).ok()
}

fn fault(error: &JsValue) -> Fault {
    let name = error.dyn_ref::<DomException>().map(DomException::name);
    if name.as_deref() == Some("QuotaExceededError") { Fault::Full } else { Fault::Unavailable }
}

#[cfg(test)]
mod tests {
    use super::{Fault, compare};

    #[test]
    fn only_the_revision_that_was_read_is_overwritten() {
        assert_eq!(compare(None, 0), None);
        assert_eq!(compare(Some(3), 3), None);
        assert_eq!(compare(Some(4), 3), Some(Fault::Conflict));
        assert_eq!(compare(Some(1), 0), Some(Fault::Conflict));
        assert_eq!(compare(None, 3), Some(Fault::Gone));
    }
}
