//! The pool of threads that the engine computes on.
//!
//! In a browser, threads are workers: each instantiates this module with the same memory and calls [`serve_pool`]. Statics
//! live in that memory, so helpers find the pool by themselves. Builds without shared memory have one pool of one thread.

use std::{sync::OnceLock, thread, time::Duration};

use recruta_kernels::Pool;
use wasm_bindgen::prelude::wasm_bindgen;

static POOL: OnceLock<Pool> = OnceLock::new();

/// Makes the pool for the calling worker and `n_threads - 1` helpers. Once, before anything is loaded and before
/// helpers serve; later calls change nothing.
#[wasm_bindgen(js_name = createPool)]
pub fn create_pool(n_threads: usize) {
    POOL.get_or_init(|| Pool::new(n_threads));
}

/// Helps for as long as the worker lives. Blocks, so it is for a helper's worker alone.
#[wasm_bindgen(js_name = servePool)]
pub fn serve_pool() {
    pool().serve();
}

/// Says that the calling helper trapped, once. What computes at that moment, and whatever is computed later, ends with a
/// panic instead of waiting for it for ever. The instance that trapped can still do that: one number in the shared
/// memory changes.
#[wasm_bindgen(js_name = markPoolBroken)]
pub fn mark_pool_broken() {
    pool().mark_broken();
}

/// Runs work in which a helper panics, for tests of what follows. Without a helper nothing happens.
///
/// # Panics
/// In the helper, and then here, as the work was not done whole.
#[wasm_bindgen(js_name = breakPool)]
pub fn break_pool() {
    const PARTS: usize = 400;
    const PART: Duration = Duration::from_millis(5);
    let (pool, caller) = (pool(), thread::current().id());
    if pool.n_threads() == 1 {
        return;
    }
    pool.run(PARTS, &|_| {
        assert!(thread::current().id() == caller, "a helper fails, as it was asked to");
        // Leaves time for a helper to wake up and take a part.
        thread::sleep(PART);
    });
}

/// The pool that was made, or one of the calling thread alone.
pub fn pool() -> Pool {
    POOL.get_or_init(Pool::single).clone()
}
