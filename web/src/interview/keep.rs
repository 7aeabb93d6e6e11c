//! Keeps the open interview in the browser's storage after every step, one write at a time, and knows what is kept.

use std::{collections::BTreeMap, time::Duration};

use leptos::{ev, prelude::*, task::spawn_local};
use web_sys::BroadcastChannel;

use super::{
    clock::Clock,
    left,
    record::Record,
    store::{Fault, Store},
    tab::{self, Word},
};

/// How long typing may rest unsaved.
const DRAFT_PAUSE: Duration = Duration::from_millis(800);

/// How the open interview is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeping {
    /// All of it is stored, or about to be.
    Kept,
    /// It is in memory only, and why.
    Failing(Fault),
}

/// Storage as the interview sees it.
#[derive(Clone, Copy)]
pub struct Keeper {
    /// How the open interview is kept.
    pub keeping: RwSignal<Keeping>,
    /// All interviews, the latest first; those that could not be stored among them.
    pub kept: RwSignal<Vec<Record>>,
    /// How many are stored that this version cannot read.
    pub n_unreadable: RwSignal<usize>,
    /// Whether the list could not be read, and why.
    pub unlisted: RwSignal<Option<Fault>>,
    record: RwSignal<Option<Record>>,
    drafts: RwSignal<BTreeMap<String, String>>,
    clock: Clock,
    paused: RwSignal<bool>,
    /// What the stored one's revision is, as far as this tab knows.
    revision: StoredValue<u32>,
    /// The open one as it is stored, as far as this tab knows.
    saved: StoredValue<Option<Record>>,
    is_writing: StoredValue<bool>,
    /// What is to be written next.
    due: StoredValue<Option<Record>>,
    timer: StoredValue<Option<TimeoutHandle>>,
    store: StoredValue<Store, LocalStorage>,
    channel: StoredValue<Option<BroadcastChannel>, LocalStorage>,
}

/// Names a new interview.
pub fn new_id() -> String {
    let random = || (js_sys::Math::random() * f64::from(u32::MAX)) as u32;
    format!("{:011x}-{:08x}{:08x}", super::clock::now_ms() as u64, random(), random())
}

impl Keeper {
    /// Nothing read yet.
    pub fn new(
        record: RwSignal<Option<Record>>,
        drafts: RwSignal<BTreeMap<String, String>>,
        clock: Clock,
        paused: RwSignal<bool>,
    ) -> Self {
        let keeper = Self {
            keeping: RwSignal::new(Keeping::Kept),
            kept: RwSignal::new(Vec::new()),
            n_unreadable: RwSignal::new(0),
            unlisted: RwSignal::new(None),
            record,
            drafts,
            clock,
            paused,
            revision: StoredValue::new(0),
            saved: StoredValue::new(None),
            is_writing: StoredValue::new(false),
            due: StoredValue::new(None),
            timer: StoredValue::new(None),
            store: StoredValue::new_local(Store::default()),
            channel: StoredValue::new_local(None),
        };
        keeper.channel.set_value(tab::listen(move |word| keeper.hear(&word)));
        window_event_listener(ev::pagehide, move |_| keeper.leave());
        // Phones end a tab that is out of sight without another word.
        window_event_listener(ev::visibilitychange, move |_| {
            if document().hidden() {
                keeper.keep();
            }
        });
        keeper
    }

    /// Reads what is stored; `open` hears of the interview this tab had open before a reload.
    pub fn restore(self, open: impl FnOnce(Record) + 'static) {
        spawn_local(async move {
            self.list().await;
            self.take_left().await;
            let id = tab::open_id();
            let found =
                self.kept.with_untracked(|kept| kept.iter().find(|r| Some(&r.id) == id.as_ref()).cloned());
            if let Some(record) = found.filter(|_| self.record.with_untracked(Option::is_none)) {
                open(record);
            }
        });
    }

    /// The last word before the tab goes.
    fn leave(self) {
        let is_gone = self.keeping.get_untracked() == Keeping::Failing(Fault::Gone);
        if let Some(record) = self.snapshot().filter(|_| !is_gone) {
            left::leave(&record);
        }
        self.keep();
    }

    /// Gives interviews what tabs left behind. It is forgotten when the database has it, or when its interview is there no more.
    async fn take_left(self) {
        for id in left::ids() {
            let found = self.kept.with_untracked(|kept| kept.iter().find(|record| record.id == id).cloned());
            if found.is_none() && self.unlisted.with_untracked(Option::is_some) {
                continue;
            }
            let is_safe = match (found, left::read(&id)) {
                (Some(record), Some(left)) => self.give(record, left).await,
                _ => true,
            };
            if is_safe {
                left::forget(&id);
            }
        }
    }

    /// Whether the database has it now.
    async fn give(self, mut record: Record, left: left::Left) -> bool {
        let before = record.clone();
        left.give_to(&mut record);
        if record == before {
            return true;
        }
        let expected = before.revision;
        record.revision += u32::from(!record.says_same(&before));
        let store = self.store.get_value();
        let written = store.save(&record, expected).await;
        match written {
            Ok(()) => self.tell(&Word { id: Some(record.id.clone()), revision: Some(record.revision) }),
            Err(_) => record.revision = expected,
        }
        self.kept.update(|kept| {
            if let Some(known) = kept.iter_mut().find(|known| known.id == record.id) {
                *known = record;
            }
        });
        written.is_ok()
    }

    /// A record becomes the open one, as it was read or made.
    pub fn open(self, record: &Record) {
        self.revision.set_value(record.revision);
        self.saved.set_value(Some(record.clone()).filter(|record| record.revision > 0));
        self.keeping.set(Keeping::Kept);
        tab::set_open(Some(&record.id));
    }

    /// The open one is put away.
    pub fn close(self) {
        self.keep();
        if let Some(record) = self.snapshot() {
            self.list_in_memory(record);
        }
        tab::set_open(None);
    }

    /// Writes soon; meanwhile more may be typed.
    pub fn keep_soon(self) {
        if let Some(timer) = self.timer.get_value() {
            timer.clear();
        }
        let timer = set_timeout_with_handle(move || self.keep(), DRAFT_PAUSE).ok();
        self.timer.set_value(timer);
    }

    /// Writes now, or as soon as the write under way has ended. After a conflict nothing is written until the user decides.
    pub fn keep(self) {
        let is_refused =
            matches!(self.keeping.get_untracked(), Keeping::Failing(Fault::Conflict | Fault::Gone));
        let Some(record) = self.snapshot().filter(|_| !is_refused) else { return };
        if self.is_writing.get_value() {
            self.due.set_value(Some(record));
            return;
        }
        self.is_writing.set_value(true);
        spawn_local(self.write(record));
    }

    /// Stores the open interview under its new id.
    pub fn keep_anew(self) {
        self.revision.set_value(0);
        self.saved.set_value(None);
        self.keeping.set(Keeping::Kept);
        tab::set_open(self.snapshot().as_ref().map(|record| record.id.as_str()));
        self.keep();
    }

    /// Reads one anew.
    pub fn load(self, id: String, done: impl FnOnce(Option<Record>) + 'static) {
        let store = self.store.get_value();
        spawn_local(async move {
            match store.load(&id).await {
                Ok(record) => done(record),
                Err(fault) => self.keeping.set(Keeping::Failing(fault)),
            }
        });
    }

    /// Deletes one that is not open.
    pub fn remove(self, id: String) {
        let store = self.store.get_value();
        spawn_local(async move {
            match store.remove(&id).await {
                Err(fault) if self.is_stored(&id) => self.unlisted.set(Some(fault)),
                _ => {
                    left::forget(&id);
                    self.kept.update(|kept| kept.retain(|record| record.id != id));
                    self.tell(&Word { id: Some(id), revision: None });
                }
            }
        });
    }

    /// Deletes all; none is open.
    pub fn clear(self) {
        for id in left::ids() {
            left::forget(&id);
        }
        let store = self.store.get_value();
        spawn_local(async move {
            match store.clear().await {
                Ok(()) => self.tell(&Word { id: None, revision: None }),
                Err(fault) => self.unlisted.set(Some(fault)),
            }
            self.kept.update(Vec::clear);
            self.list().await;
        });
    }

    /// Writes a snapshot, then the one that was due meanwhile.
    async fn write(self, mut record: Record) {
        let store = self.store.get_value();
        loop {
            let expected = record.revision;
            // Time alone is no news to another tab that has it open, and no reason to refuse what that one writes.
            let is_news =
                self.saved.with_value(|saved| saved.as_ref().is_none_or(|saved| !saved.says_same(&record)));
            record.revision += u32::from(is_news);
            let written = store.save(&record, expected).await;
            self.note(&record, written);
            let Some(mut next) = self.due.try_update_value(Option::take).flatten() else { break };
            if next.id == record.id {
                // What was refused is refused again: the next step, or the user, decides.
                if written.is_err() {
                    break;
                }
                next.revision = record.revision;
            }
            record = next;
        }
        self.is_writing.set_value(false);
    }

    /// How a write went. Another interview may be open by now; then it is news of the list only.
    fn note(self, record: &Record, written: Result<(), Fault>) {
        let is_open =
            self.record.with_untracked(|open| open.as_ref().is_some_and(|open| open.id == record.id));
        if written.is_ok() {
            self.tell(&Word { id: Some(record.id.clone()), revision: Some(record.revision) });
            if is_open {
                self.revision.set_value(record.revision);
                self.saved.set_value(Some(record.clone()));
            } else {
                self.list_in_memory(record.clone());
            }
        }
        if is_open {
            self.keeping.set(written.map_or_else(Keeping::Failing, |()| Keeping::Kept));
        }
    }

    /// The open interview as of now.
    fn snapshot(self) -> Option<Record> {
        let mut record = self.record.get_untracked()?;
        record.drafts = self.drafts.with_untracked(|drafts| {
            drafts
                .iter()
                .filter(|(_, text)| !text.trim().is_empty())
                .map(|(k, v)| (k.clone(), v.clone()))
                .collect()
        });
        record.elapsed_ms = self.clock.total_ms();
        record.question_ms = self.clock.question_ms();
        record.paused = self.paused.get_untracked();
        record.revision = self.revision.get_value();
        Some(record)
    }

    async fn list(self) {
        let store = self.store.get_value();
        match store.list().await {
            Ok(stored) => {
                self.n_unreadable.set(stored.n_unreadable);
                self.unlisted.set(None);
                self.kept.set(stored.records);
            }
            Err(fault) => self.unlisted.set(Some(fault)),
        }
    }

    fn list_in_memory(self, record: Record) {
        self.kept.update(|kept| {
            kept.retain(|known| known.id != record.id);
            kept.insert(0, record);
        });
    }

    fn is_stored(self, id: &str) -> bool {
        self.kept.with_untracked(|kept| kept.iter().any(|record| record.id == id && record.revision > 0))
    }

    fn tell(self, word: &Word) {
        self.channel.with_value(|channel| tab::tell(channel.as_ref(), word));
    }

    /// Another tab has written or deleted something.
    fn hear(self, word: &Word) {
        let open = self.record.with_untracked(|open| open.as_ref().map(|record| record.id.clone()));
        if open.is_some() && (word.id.is_none() || word.id == open) {
            let fault = match word.revision {
                Some(revision) if revision > self.revision.get_value() => Some(Fault::Conflict),
                Some(_) => None,
                None => Some(Fault::Gone),
            };
            if let Some(fault) = fault {
                self.keeping.set(Keeping::Failing(fault));
            }
        }
        spawn_local(self.list());
    }
}
