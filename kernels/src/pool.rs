//! Threads that share one piece of work.
//!
//! A pool does not start threads: natively a shell spawns some and in a browser a worker is made for each, and all of
//! them call [`Pool::serve`]. Whoever calls [`Pool::run`] works along, so a pool whose helpers are late, or were never
//! started, is slower and nothing else. Helpers wait actively for some microseconds after a piece of work, as the next
//! one follows at once while a model runs, and then sleep: an idle pool costs nothing.
//!
//! **Determinism.** Parts are handed out in any order to any thread; results must not depend on it, and those of this
//! crate do not: every output row is computed whole by one thread.

use std::{
    cell::UnsafeCell,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Condvar, Mutex, MutexGuard, PoisonError, TryLockError,
        atomic::{AtomicBool, AtomicU32, AtomicUsize, Ordering::SeqCst},
    },
};

/// Looks at the job before a helper sleeps: some tens of microseconds, about what a layer does between two products.
const SPINS: u32 = if cfg!(miri) { 10 } else { 4_000 };

/// A set of threads that work together; clones are the same pool.
#[derive(Clone)]
pub struct Pool {
    shared: Arc<Shared>,
}

impl std::fmt::Debug for Pool {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pool").field("n_threads", &self.n_threads()).finish_non_exhaustive()
    }
}

impl Default for Pool {
    fn default() -> Self {
        Self::new(1)
    }
}

/// What one `run` asks for.
#[derive(Clone, Copy)]
struct Job {
    work: *const (dyn Fn(usize) + Sync),
    n_parts: usize,
}

struct Shared {
    n_threads: usize,
    /// Held by the caller whose job is open.
    caller: Mutex<()>,
    /// Written by the caller while no helper is inside and `epoch` is even.
    job: UnsafeCell<Option<Job>>,
    /// Odd while a job is open.
    epoch: AtomicU32,
    next: AtomicUsize,
    /// Helpers that may be reading the job.
    n_inside: AtomicUsize,
    n_sleeping: AtomicUsize,
    sleep: Mutex<()>,
    wake: Condvar,
    is_closed: AtomicBool,
    /// A helper panicked in a part of the open job.
    has_panicked: AtomicBool,
    /// Helpers that were lost in the middle of a part; they will be counted as inside for ever.
    n_lost: AtomicUsize,
}

// SAFETY: `job` is the only field that is not Sync by itself. It is written by the holder of `caller` while `epoch` is
// even and `n_inside` was seen as 0, and read by helpers that are counted in `n_inside` and saw `epoch` odd after they
// were counted (all SeqCst), so a write never overlaps a read. The closure behind the pointer is Sync.
unsafe impl Sync for Shared {}
// SAFETY: as above; nothing in it belongs to the thread that made it.
unsafe impl Send for Shared {}

impl Pool {
    /// A pool for `n_threads` threads: the caller of [`Self::run`] and `n_threads - 1` helpers.
    pub fn new(n_threads: usize) -> Self {
        Self {
            shared: Arc::new(Shared {
                n_threads: n_threads.max(1),
                caller: Mutex::new(()),
                job: UnsafeCell::new(None),
                epoch: AtomicU32::new(0),
                next: AtomicUsize::new(0),
                n_inside: AtomicUsize::new(0),
                n_sleeping: AtomicUsize::new(0),
                sleep: Mutex::new(()),
                wake: Condvar::new(),
                is_closed: AtomicBool::new(false),
                has_panicked: AtomicBool::new(false),
                n_lost: AtomicUsize::new(0),
            }),
        }
    }

    /// A pool of the calling thread alone.
    pub fn single() -> Self {
        Self::new(1)
    }

    /// Threads that work when all helpers serve.
    pub fn n_threads(&self) -> usize {
        self.shared.n_threads
    }

    /// Calls `work` once for each part below `n_parts`, on any thread of the pool, and returns when all are done.
    ///
    /// From within a part, or while another thread runs a job, everything is done by the calling thread.
    ///
    /// # Panics
    /// When a part panicked, on whichever thread.
    pub fn run(&self, n_parts: usize, work: &(dyn Fn(usize) + Sync)) {
        let shared = &*self.shared;
        let is_small = n_parts <= 1 || shared.n_threads == 1;
        let Some(_guard) = (if is_small { None } else { shared.lock_caller() }) else {
            (0..n_parts).for_each(work);
            return;
        };
        shared.check_whole();
        shared.open(n_parts, work);
        // The borrow behind `work` ends with this function, so helpers must have left before it does, panic or not.
        let done = catch_unwind(AssertUnwindSafe(|| shared.take_parts(n_parts, work)));
        shared.close_job();
        shared.check_whole();
        assert!(!shared.has_panicked.swap(false, SeqCst), "a thread of the pool panicked");
        if let Err(panic) = done {
            std::panic::resume_unwind(panic);
        }
    }

    /// Cuts `data` into chunks of `chunk_len` (the last may be shorter) and gives each to `work` with its index.
    pub fn for_each_chunk<T: Send>(
        &self,
        data: &mut [T],
        chunk_len: usize,
        work: &(dyn Fn(usize, &mut [T]) + Sync),
    ) {
        let (chunk_len, len) = (chunk_len.max(1), data.len());
        let start = SharedPtr::new(data.as_mut_ptr());
        self.run(len.div_ceil(chunk_len), &|part| {
            let from = part * chunk_len;
            // SAFETY: chunks are disjoint parts of `data`, which is borrowed mutably until `run` returns, and `run`
            // gives each index to one call.
            let chunk =
                unsafe { std::slice::from_raw_parts_mut(start.get().add(from), chunk_len.min(len - from)) };
            work(part, chunk);
        });
    }

    /// Helps until the pool is closed. Returns at once from a pool of one thread.
    pub fn serve(&self) {
        let shared = &*self.shared;
        while shared.n_threads > 1 && !shared.is_closed.load(SeqCst) {
            if shared.wait_for_job() {
                shared.help();
            }
        }
    }

    /// Lets the helpers go.
    pub fn close(&self) {
        self.shared.is_closed.store(true, SeqCst);
        self.shared.wake_all();
    }

    /// Says that one more helper was lost outside of Rust's sight (its worker trapped, as it does when a part panics
    /// where panics abort): the job it was in ends with a panic instead of waiting for ever, once all others have done
    /// their parts, and so does every later one.
    ///
    /// To be called once for each helper that is gone, never for one that still runs: it would work on with what the
    /// caller of [`Self::run`] has freed.
    pub fn mark_broken(&self) {
        self.shared.n_lost.fetch_add(1, SeqCst);
    }
}

impl Shared {
    fn check_whole(&self) {
        assert!(self.n_lost.load(SeqCst) == 0, "a thread of the pool was lost");
    }

    /// None while a job is open. That an earlier job ended with a panic does not matter: it was closed first.
    fn lock_caller(&self) -> Option<MutexGuard<'_, ()>> {
        match self.caller.try_lock() {
            Ok(guard) => Some(guard),
            Err(TryLockError::Poisoned(error)) => Some(error.into_inner()),
            Err(TryLockError::WouldBlock) => None,
        }
    }

    fn open(&self, n_parts: usize, work: &(dyn Fn(usize) + Sync)) {
        #[expect(clippy::transmute_ptr_to_ptr, reason = "a cast cannot make a lifetime longer")]
        // SAFETY: only the lifetime is changed; `close_job` returns before the borrow ends.
        let work = unsafe {
            std::mem::transmute::<*const (dyn Fn(usize) + Sync + '_), *const (dyn Fn(usize) + Sync)>(work)
        };
        // SAFETY: the caller's lock is held, `epoch` is even, and the last `close_job` saw `n_inside` as 0.
        unsafe { *self.job.get() = Some(Job { work, n_parts }) };
        self.next.store(0, SeqCst);
        self.epoch.fetch_add(1, SeqCst);
        if self.n_sleeping.load(SeqCst) > 0 {
            self.wake_all();
        }
    }

    fn take_parts(&self, n_parts: usize, work: &(dyn Fn(usize) + Sync)) {
        loop {
            let part = self.next.fetch_add(1, SeqCst);
            if part >= n_parts {
                return;
            }
            work(part);
        }
    }

    /// No helper enters any more, and those inside finish their part.
    fn close_job(&self) {
        self.epoch.fetch_add(1, SeqCst);
        let mut spins = 0_u32;
        while self.n_inside.load(SeqCst) > self.n_lost.load(SeqCst) {
            std::hint::spin_loop();
            spins = spins.wrapping_add(1);
            if spins.is_multiple_of(SPINS) {
                // The helper may have lost its core to somebody else; do not keep this one from it.
                std::thread::yield_now();
            }
        }
    }

    /// Whether a job is open; waits for one, or for the end of the pool.
    fn wait_for_job(&self) -> bool {
        let is_open = || self.epoch.load(SeqCst) % 2 == 1;
        for _ in 0..SPINS {
            if is_open() {
                return true;
            }
            std::hint::spin_loop();
        }
        self.n_sleeping.fetch_add(1, SeqCst);
        let mut guard = self.sleep.lock().unwrap_or_else(PoisonError::into_inner);
        while !is_open() && !self.is_closed.load(SeqCst) {
            guard = self.wake.wait(guard).unwrap_or_else(PoisonError::into_inner);
        }
        drop(guard);
        self.n_sleeping.fetch_sub(1, SeqCst);
        is_open()
    }

    fn help(&self) {
        self.n_inside.fetch_add(1, SeqCst);
        if self.epoch.load(SeqCst) % 2 == 1 {
            // SAFETY: this thread is counted in `n_inside` and saw `epoch` odd, so the job is written and stays, with
            // the closure behind it, until this thread is no longer counted.
            let work = unsafe { (*self.job.get()).map(|job| (&*job.work, job.n_parts)) };
            if let Some((work, n_parts)) = work
                && catch_unwind(AssertUnwindSafe(|| self.take_parts(n_parts, work))).is_err()
            {
                self.has_panicked.store(true, SeqCst);
            }
        }
        self.n_inside.fetch_sub(1, SeqCst);
        // All parts are taken, but the caller may not have closed the job yet; do not enter it again and again.
        let epoch = self.epoch.load(SeqCst);
        let mut spins = 0;
        while epoch % 2 == 1 && self.epoch.load(SeqCst) == epoch && spins < SPINS {
            std::hint::spin_loop();
            spins += 1;
        }
    }

    fn wake_all(&self) {
        // Taken so that a helper which has seen no job yet is asleep when it is called.
        drop(self.sleep.lock().unwrap_or_else(PoisonError::into_inner));
        self.wake.notify_all();
    }
}

/// A pointer that threads may share because they use disjoint parts of what is behind it.
pub(crate) struct SharedPtr<T>(*mut T);

// SAFETY: see the type; each use says why its parts are disjoint. `T: Send` as values are reached from other threads.
unsafe impl<T: Send> Sync for SharedPtr<T> {}

impl<T> SharedPtr<T> {
    pub(crate) fn new(pointer: *mut T) -> Self {
        Self(pointer)
    }

    pub(crate) fn get(&self) -> *mut T {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

    use super::Pool;

    /// Jobs after one another.
    const N_JOBS: usize = if cfg!(miri) { 4 } else { 200 };

    fn with_helpers(n_threads: usize, test: impl FnOnce(&Pool)) {
        let pool = Pool::new(n_threads);
        std::thread::scope(|scope| {
            for _ in 1..n_threads {
                scope.spawn(|| pool.serve());
            }
            test(&pool);
            pool.close();
        });
    }

    #[test]
    fn every_part_is_done_once_whatever_the_number_of_threads() {
        for n_threads in [1, 2, 5] {
            with_helpers(n_threads, |pool| {
                for n_parts in [0, 1, 2, 3, 64] {
                    let counts: Vec<AtomicUsize> = (0..n_parts).map(|_| AtomicUsize::new(0)).collect();
                    for _ in 0..N_JOBS {
                        pool.run(n_parts, &|part| {
                            counts[part].fetch_add(1, Ordering::Relaxed);
                        });
                    }
                    assert!(counts.iter().all(|count| count.load(Ordering::Relaxed) == N_JOBS));
                }
            });
        }
    }

    #[test]
    fn chunks_cover_the_data_and_know_their_index() {
        with_helpers(3, |pool| {
            let mut data = vec![0; 10];
            pool.for_each_chunk(&mut data, 4, &|index, chunk| chunk.fill(index + 1));
            assert_eq!(data, [1, 1, 1, 1, 2, 2, 2, 2, 3, 3]);
        });
    }

    #[test]
    fn a_pool_without_its_helpers_still_works_and_jobs_may_nest() {
        let pool = Pool::new(4);
        let total = AtomicUsize::new(0);
        pool.run(3, &|_| {
            pool.run(2, &|_| {
                total.fetch_add(1, Ordering::Relaxed);
            });
        });
        assert_eq!(total.into_inner(), 6);
    }

    #[test]
    fn helpers_that_sleep_are_woken() {
        with_helpers(2, |pool| {
            for _ in 0..5 {
                std::thread::sleep(std::time::Duration::from_millis(5));
                let total = AtomicUsize::new(0);
                pool.run(8, &|part| {
                    total.fetch_add(part, Ordering::Relaxed);
                });
                assert_eq!(total.into_inner(), 28);
            }
        });
    }

    #[test]
    fn a_panic_in_a_part_reaches_the_caller_and_no_thread_hangs() {
        with_helpers(2, |pool| {
            let run = || pool.run(64, &|part| assert!(part != 33, "part 33"));
            assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(run)).is_err());
            // And later jobs are shared again.
            let caller = std::thread::current().id();
            let n_helped = AtomicUsize::new(0);
            pool.run(64, &|_| {
                std::thread::sleep(std::time::Duration::from_millis(2));
                n_helped.fetch_add(usize::from(std::thread::current().id() != caller), Ordering::Relaxed);
            });
            assert!(n_helped.into_inner() > 0);
        });
    }

    #[test]
    fn a_lost_helper_ends_the_job_after_the_other_parts_and_every_later_one() {
        let pool = Pool::new(3);
        let caller = std::thread::current().id();
        let (n_inside, n_helpers) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let (is_done, is_released) = (AtomicBool::new(false), AtomicBool::new(false));
        let wait_for = |condition: &dyn Fn() -> bool| {
            while !condition() {
                std::thread::yield_now();
            }
        };
        // In this test the lost helper comes back, so what it works on outlives the job.
        let work = |_| {
            n_inside.fetch_add(1, Ordering::SeqCst);
            wait_for(&|| n_inside.load(Ordering::SeqCst) >= 3);
            if std::thread::current().id() == caller {
                return;
            }
            if n_helpers.fetch_add(1, Ordering::SeqCst) == 0 {
                pool.mark_broken();
                wait_for(&|| is_released.load(Ordering::SeqCst));
            } else {
                std::thread::sleep(std::time::Duration::from_millis(20));
                is_done.store(true, Ordering::SeqCst);
            }
        };
        let fails = |work: &(dyn Fn(usize) + Sync)| {
            std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| pool.run(3, work))).is_err()
        };
        std::thread::scope(|scope| {
            scope.spawn(|| pool.serve());
            scope.spawn(|| pool.serve());
            let has_failed = fails(&work);
            let was_done = is_done.load(Ordering::SeqCst);
            let fails_again = fails(&|_| ());
            is_released.store(true, Ordering::SeqCst);
            pool.close();
            assert!(has_failed && was_done && fails_again, "{has_failed} {was_done} {fails_again}");
        });
    }
}
