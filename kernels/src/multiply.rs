//! Products over a pool: which threads compute which rows, and on which instructions.

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
use crate::kernel::wasm::{DotOf, Wasm};
use crate::{
    Activations, Backend, Matrix, Pool,
    kernel::{self, Output},
    pool::SharedPtr,
};

/// Parts a thread gets on average: enough that a thread which is held up does not hold up the others for long.
const PARTS_A_THREAD: usize = 4;

/// Multiply-additions that are worth a part of their own: handing one out costs about a microsecond.
const MIN_PART: usize = 64 << 10;

/// One product: a matrix, and where its result goes, `[n_tokens, n_rows]`, row-major.
#[derive(Debug)]
pub struct Product<'a> {
    /// The weights.
    pub matrix: &'a Matrix,
    /// The result.
    pub out: &'a mut [f32],
}

impl<'a> Product<'a> {
    /// `out = activations * matrix^T`.
    pub fn new(matrix: &'a Matrix, out: &'a mut [f32]) -> Self {
        Self { matrix, out }
    }
}

/// Groups `from..to` of one of several products.
#[derive(Clone, Copy)]
struct Part {
    product: usize,
    from: usize,
    to: usize,
}

/// Computes several products with the same activations, rows split over the pool.
///
/// **Determinism.** Every output is computed whole by one thread, in one order of additions: the result does not depend
/// on threads, back end, or which other tokens are computed with it.
///
/// # Panics
/// When lengths do not fit together.
pub fn multiply(pool: &Pool, activations: &Activations, products: &mut [Product<'_>]) {
    for Product { matrix, out } in products.iter() {
        assert_eq!(matrix.n_cols, activations.n_cols, "columns of {matrix:?}");
        assert_eq!(out.len(), matrix.n_rows * activations.n_tokens, "room for {matrix:?}");
    }
    let parts = parts(pool, activations.n_tokens, products);
    let jobs: Vec<(&Matrix, SharedPtr<f32>)> =
        products.iter_mut().map(|p| (p.matrix, SharedPtr::new(p.out.as_mut_ptr()))).collect();
    pool.run(parts.len(), &|index| {
        let Part { product, from, to } = parts[index];
        let (matrix, out) = &jobs[product];
        // SAFETY: `out` has room, as checked above; parts do not share groups, so no two threads write one place; the
        // matrix was packed for its back end, which was chosen because the machine has it.
        unsafe { on_backend(matrix, activations, Output { start: out.get() }, [from, to]) }
    });
}

fn parts(pool: &Pool, n_tokens: usize, products: &[Product<'_>]) -> Vec<Part> {
    let work = |matrix: &Matrix| matrix.n_rows * matrix.n_cols * n_tokens;
    let total: usize = products.iter().map(|product| work(product.matrix)).sum();
    let n_parts = if pool.n_threads() == 1 { 1 } else { pool.n_threads() * PARTS_A_THREAD };
    let part_work = (total / n_parts).max(MIN_PART);
    let mut parts = Vec::with_capacity(n_parts + products.len());
    for (product, Product { matrix, .. }) in products.iter().enumerate() {
        let n_groups = matrix.n_groups();
        let n = (work(matrix).div_ceil(part_work)).clamp(1, n_groups);
        parts.extend((0..n).map(|i| Part { product, from: n_groups * i / n, to: n_groups * (i + 1) / n }));
    }
    parts
}

/// # Safety
/// As `kernel::multiply`.
unsafe fn on_backend(matrix: &Matrix, activations: &Activations, output: Output, groups: [usize; 2]) {
    // SAFETY: the caller's; `Matrix::read` was given a back end that `Backend::available` lists.
    unsafe {
        match matrix.backend {
            Backend::Portable => {
                kernel::multiply::<kernel::portable::Portable>(matrix, activations, output, groups);
            }
            #[cfg(target_arch = "x86_64")]
            Backend::Avx2 => avx2(matrix, activations, output, groups),
            #[cfg(target_arch = "x86_64")]
            Backend::Avx512 => avx512(matrix, activations, output, groups),
            #[cfg(target_arch = "aarch64")]
            Backend::Neon => {
                kernel::multiply::<kernel::neon::Neon<false>>(matrix, activations, output, groups);
            }
            #[cfg(target_arch = "aarch64")]
            Backend::NeonDot => {
                kernel::multiply::<kernel::neon::Neon<true>>(matrix, activations, output, groups);
            }
            #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
            Backend::Wasm => {
                kernel::multiply::<Wasm<{ DotOf::NONE }>>(matrix, activations, output, groups);
            }
            #[cfg(all(target_arch = "wasm32", target_feature = "relaxed-simd"))]
            Backend::WasmDotUnsigned => {
                kernel::multiply::<Wasm<{ DotOf::UNSIGNED }>>(matrix, activations, output, groups);
            }
            #[cfg(all(target_arch = "wasm32", target_feature = "relaxed-simd"))]
            Backend::WasmDotSigned => {
                kernel::multiply::<Wasm<{ DotOf::SIGNED }>>(matrix, activations, output, groups);
            }
        }
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,f16c")]
unsafe fn avx2(matrix: &Matrix, activations: &Activations, output: Output, groups: [usize; 2]) {
    // SAFETY: the caller's.
    unsafe { kernel::multiply::<kernel::avx2::Avx2>(matrix, activations, output, groups) }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vnni,avx2,f16c")]
unsafe fn avx512(matrix: &Matrix, activations: &Activations, output: Output, groups: [usize; 2]) {
    // SAFETY: the caller's.
    unsafe { kernel::multiply::<kernel::avx512::Avx512>(matrix, activations, output, groups) }
}
