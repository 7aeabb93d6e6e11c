//! Interviews under way. They live in memory only: bounded in number, size and age, and gone with the process.

use std::{
    collections::{HashMap, hash_map::RandomState},
    hash::BuildHasher as _,
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError},
    time::{Duration, Instant},
};

use recruta_core::{
    Error,
    interview::{Interviewer, Session},
};

use crate::error::ApiError;

/// Interviews kept at a time; more are sent away until one ends or ages.
pub const MAX_INTERVIEWS: usize = 256;

/// An interview that nobody goes on with for so long is forgotten.
pub const MAX_IDLE: Duration = Duration::from_hours(2);

/// Characters that may be said in one interview.
pub const MAX_SAID_CHARS: usize = 300_000;

/// An interview, and the order in which its answers are taken.
pub type Kept = Arc<Mutex<Session>>;

/// The interviewer and the interviews it conducts.
#[derive(Debug, Default)]
pub struct Interviews {
    interviewer: OnceLock<Result<Interviewer, Arc<Error>>>,
    kept: Mutex<HashMap<String, Entry>>,
    /// Keys are drawn by the system for each process, so ids cannot be guessed.
    ids: RandomState,
    n_begun: Mutex<u64>,
}

#[derive(Debug)]
struct Entry {
    session: Kept,
    used: Instant,
}

impl Interviews {
    /// The interviewer; its question bank is read when it is first asked for.
    pub fn interviewer(&self) -> Result<&Interviewer, ApiError> {
        let opened = self.interviewer.get_or_init(|| recruta_native::interviewer().map_err(Arc::new));
        opened.as_ref().map_err(|error| ApiError::Engine(Arc::clone(error)))
    }

    /// Keeps an interview and names it.
    ///
    /// **Errors.** `overloaded` when [`MAX_INTERVIEWS`] are under way.
    pub fn keep(&self, session: Session) -> Result<String, ApiError> {
        let id = self.new_id();
        let now = Instant::now();
        let mut kept = self.lock();
        kept.retain(|_, entry| now.duration_since(entry.used) < MAX_IDLE);
        if kept.len() >= MAX_INTERVIEWS {
            return Err(ApiError::TooManyInterviews { max: MAX_INTERVIEWS });
        }
        kept.insert(id.clone(), Entry { session: Arc::new(Mutex::new(session)), used: now });
        Ok(id)
    }

    /// An interview, which is thereby young again.
    pub fn find(&self, id: &str) -> Result<Kept, ApiError> {
        let now = Instant::now();
        let mut kept = self.lock();
        let entry = kept.get_mut(id).filter(|entry| now.duration_since(entry.used) < MAX_IDLE);
        let entry = entry.ok_or(ApiError::NoInterview)?;
        entry.used = now;
        Ok(Arc::clone(&entry.session))
    }

    /// Forgets an interview.
    pub fn forget(&self, id: &str) -> Result<(), ApiError> {
        self.lock().remove(id).map(|_| ()).ok_or(ApiError::NoInterview)
    }

    /// Interviews kept now, old ones among them until the next begins.
    pub fn n_kept(&self) -> usize {
        self.lock().len()
    }

    fn new_id(&self) -> String {
        let mut n_begun = self.n_begun.lock().unwrap_or_else(PoisonError::into_inner);
        *n_begun += 1;
        let half = |side: u8| self.ids.hash_one((*n_begun, side));
        format!("{:016x}{:016x}", half(0), half(1))
    }

    /// A panic while the lock was held cannot leave the map half changed.
    fn lock(&self) -> MutexGuard<'_, HashMap<String, Entry>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Refuses more than [`MAX_SAID_CHARS`] in one interview.
pub fn check_room(session: &Session, text: &str) -> Result<(), Error> {
    let answers = session.questions.iter().flat_map(|question| {
        let earlier = question.earlier.iter().flat_map(|attempt| attempt.answers.iter().map(String::as_str));
        question.answers().into_iter().chain(earlier)
    });
    let got = answers.chain([text]).map(|answer| answer.chars().count()).sum();
    if got > MAX_SAID_CHARS {
        return Err(Error::TooLong { what: "interview", got, max: MAX_SAID_CHARS, unit: "characters" });
    }
    Ok(())
}
