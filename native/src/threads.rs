//! Threads for the engine's arithmetic.

use std::{num::NonZeroUsize, sync::OnceLock, thread};

use recruta_kernels::Pool;

/// A pool of `n_threads`, the caller of the engine among them; none means as many as the machine has cores.
///
/// The pool of all cores is made once and shared. Its threads sleep when there is nothing to do and end with the process.
pub fn pool(n_threads: Option<NonZeroUsize>) -> Pool {
    static SHARED: OnceLock<Pool> = OnceLock::new();
    match n_threads {
        Some(n) => start(n.get()),
        None => SHARED.get_or_init(|| start(thread::available_parallelism().map_or(1, usize::from))).clone(),
    }
}

/// A thread the system does not give is missed by nobody: the pool is only slower.
fn start(n_threads: usize) -> Pool {
    let pool = Pool::new(n_threads);
    for i in 1..n_threads {
        let helper = pool.clone();
        let spawned = thread::Builder::new().name(format!("arithmetic-{i}")).spawn(move || helper.serve());
        drop(spawned);
    }
    pool
}
