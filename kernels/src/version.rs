//! One loop, compiled for every set of instructions.
//!
//! The loops of [`crate::vector`] and [`crate::attention`] are plain Rust over arrays of [`WIDTH`] numbers, which the
//! compiler turns into SIMD. Compiled once more where wider instructions are switched on, they give the same bits: the
//! compiler neither reorders nor fuses f32 operations.

#[cfg(target_arch = "x86_64")]
use std::sync::OnceLock;

#[cfg(target_arch = "x86_64")]
use crate::Backend;

/// Numbers that are worked on side by side.
pub(crate) const WIDTH: usize = 16;

/// The back end of this machine, found out once.
#[cfg(target_arch = "x86_64")]
pub(crate) fn detected() -> Backend {
    static DETECTED: OnceLock<Backend> = OnceLock::new();
    *DETECTED.get_or_init(Backend::detect)
}

/// A function that runs `$body`, an `#[inline(always)]` function of the same arguments, on the best instructions.
macro_rules! versions {
    ($(#[$doc:meta])* $vis:vis fn $name:ident($($arg:ident: $type:ty),* $(,)?) = $body:path;) => {
        $(#[$doc])*
        $vis fn $name($($arg: $type),*) {
            #[cfg(target_arch = "x86_64")]
            {
                #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx2,f16c")]
                fn avx512($($arg: $type),*) {
                    $body($($arg),*);
                }
                #[target_feature(enable = "avx2,f16c")]
                fn avx2($($arg: $type),*) {
                    $body($($arg),*);
                }
                match $crate::version::detected() {
                    // SAFETY: the back end was chosen because the machine has its instructions.
                    $crate::Backend::Avx512 => return unsafe { avx512($($arg),*) },
                    // SAFETY: as above.
                    $crate::Backend::Avx2 => return unsafe { avx2($($arg),*) },
                    $crate::Backend::Portable => {}
                }
            }
            $body($($arg),*);
        }
    };
}

pub(crate) use versions;
