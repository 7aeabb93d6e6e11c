//! Every back end against the plain loops, and those against sums in f64.

use proptest::prelude::*;
use recruta_kernels::{Activations, Backend, Format, Matrix, Pool, Product, multiply};

/// Numbers that look random and are the same everywhere.
struct Noise(u64);

impl Noise {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    fn byte(&mut self) -> u8 {
        self.next() as u8
    }

    fn float(&mut self) -> f32 {
        (self.next() % 20_001) as f32 / 10_000.0 - 1.0
    }
}

/// Rows of a file: any bytes, but scales of a sane size. `extreme` takes the integers of the largest magnitude everywhere.
fn raw_rows(format: Format, n_rows: usize, n_cols: usize, seed: u64, extreme: bool) -> Vec<u8> {
    let mut noise = Noise(seed);
    let n_blocks = n_rows * n_cols / format.block_len();
    let largest = if format == Format::Q8_0 { 0x80 } else { 0xff };
    let mut raw: Vec<u8> =
        (0..n_blocks * format.block_bytes()).map(|_| if extreme { largest } else { noise.byte() }).collect();
    let halves: &[usize] = match format {
        Format::Q4_0 | Format::Q8_0 => &[0],
        Format::Q4_1 | Format::Q4K => &[0, 2],
        Format::Q6K => &[208],
    };
    for block in raw.chunks_exact_mut(format.block_bytes()) {
        for at in halves {
            let scale = 0x2000 | (noise.next() as u16 & 0x87ff);
            block[*at..at + 2].copy_from_slice(&scale.to_le_bytes());
        }
    }
    raw
}

fn activations(n: usize, seed: u64, extreme: bool) -> Vec<f32> {
    let mut noise = Noise(seed ^ 0x5eed);
    (0..n).map(|_| if extreme { -1.0 } else { noise.float() * (noise.next() % 50) as f32 }).collect()
}

fn product(
    backend: Backend,
    format: Format,
    shape: [usize; 2],
    raw: &[u8],
    x: &[f32],
    pool: &Pool,
) -> Vec<f32> {
    let matrix = Matrix::read(backend, format, shape, &mut &*raw).expect("packs");
    let mut activations = Activations::new();
    activations.quantize(pool, x, shape[1]);
    let mut out = vec![f32::NAN; x.len() / shape[1] * shape[0]];
    multiply(pool, &activations, &mut [Product::new(&matrix, &mut out)]);
    out
}

fn bits(x: &[f32]) -> Vec<u32> {
    x.iter().map(|x| x.to_bits()).collect()
}

/// Each back end gives the bits of the reference.
fn check(format: Format, n_rows: usize, n_blocks: usize, n_tokens: usize, seed: u64, extreme: bool) {
    let shape = [n_rows, n_blocks * format.block_len()];
    let raw = raw_rows(format, n_rows, shape[1], seed, extreme);
    let x = activations(n_tokens * shape[1], seed, extreme);
    let pool = Pool::single();
    let expected = product(Backend::Portable, format, shape, &raw, &x, &pool);
    assert!(expected.iter().all(|x| x.is_finite()));
    for backend in Backend::available() {
        let got = product(backend, format, shape, &raw, &x, &pool);
        assert_eq!(bits(&got), bits(&expected), "{backend:?} {format:?} {shape:?} x {n_tokens}");
    }
}

/// Miri runs a thousand times slower, and has no files to remember failures in.
fn config() -> ProptestConfig {
    if cfg!(miri) {
        ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(3) }
    } else {
        ProptestConfig::with_cases(64)
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn every_back_end_gives_the_bits_of_the_reference(
        which in 0..5_usize, n_rows in 1..40_usize, n_blocks in 1..4_usize, n_tokens in 1..21_usize,
        seed in any::<u64>(), extreme in any::<bool>(),
    ) {
        let max = if cfg!(miri) { 9 } else { usize::MAX };
        check(Format::ALL[which], n_rows.min(max), n_blocks, n_tokens.min(max), seed, extreme);
    }
}

#[test]
fn the_largest_integers_do_not_overflow() {
    for format in Format::ALL {
        let [n_rows, n_tokens] = if cfg!(miri) { [5, 2] } else { [17, 9] };
        check(format, n_rows, 2, n_tokens, 1, true);
    }
}

/// The reference is what the format means: dequantised weights times dequantised activations, in f64.
#[test]
fn the_reference_is_within_rounding_of_the_exact_product() {
    for format in Format::ALL {
        let shape = [5, 2 * format.block_len()];
        let raw = raw_rows(format, shape[0], shape[1], 7, false);
        // Multiples of a 127th of the maximum, so that rounding to 8 bits changes nothing.
        let x: Vec<f32> =
            (0..shape[1]).map(|k| if k % 32 == 0 { 127.0 } else { (k * 31 % 255) as f32 - 127.0 }).collect();
        let got = product(Backend::Portable, format, shape, &raw, &x, &Pool::single());
        let row_bytes = format.row_bytes(shape[1]);
        for (row, got) in got.iter().enumerate() {
            let mut weights = vec![0.0; shape[1]];
            let blocks = raw[row * row_bytes..][..row_bytes].chunks_exact(format.block_bytes());
            for (block, out) in blocks.zip(weights.chunks_exact_mut(format.block_len())) {
                format.dequantize_block(block, out);
            }
            let exact: f64 = weights.iter().zip(&x).map(|(w, x)| f64::from(*w) * f64::from(*x)).sum();
            let size: f64 = weights.iter().zip(&x).map(|(w, x)| (f64::from(*w) * f64::from(*x)).abs()).sum();
            assert!((f64::from(*got) - exact).abs() <= 1e-5 * size, "{format:?} {got} {exact}");
        }
    }
}

#[test]
fn rows_come_back_as_the_file_has_them() {
    for (format, backend) in
        Format::ALL.into_iter().flat_map(|f| Backend::available().into_iter().map(move |b| (f, b)))
    {
        let shape = [if cfg!(miri) { 5 } else { 19 }, 2 * format.block_len()];
        let raw = raw_rows(format, shape[0], shape[1], 3, false);
        let matrix = Matrix::read(backend, format, shape, &mut &*raw).expect("packs");
        for (row, raw) in raw.chunks_exact(format.row_bytes(shape[1])).enumerate() {
            let (mut got, mut expected) = (vec![0.0; shape[1]], vec![0.0; shape[1]]);
            matrix.dequantize_row(row, &mut got);
            for (block, out) in
                raw.chunks_exact(format.block_bytes()).zip(expected.chunks_exact_mut(format.block_len()))
            {
                format.dequantize_block(block, out);
            }
            assert_eq!(bits(&got), bits(&expected), "{format:?} {backend:?} row {row}");
        }
    }
}

#[test]
fn threads_and_batches_change_no_bit() {
    let (format, shape, n_tokens) =
        if cfg!(miri) { (Format::Q4_1, [10, 64], 3) } else { (Format::Q4_1, [300, 640], 11) };
    let raw = raw_rows(format, shape[0], shape[1], 5, false);
    let x = activations(n_tokens * shape[1], 5, false);
    let backend = Backend::detect();
    let expected = product(backend, format, shape, &raw, &x, &Pool::single());
    let pool = Pool::new(3);
    std::thread::scope(|scope| {
        for _ in 1..3 {
            scope.spawn(|| pool.serve());
        }
        assert_eq!(bits(&product(backend, format, shape, &raw, &x, &pool)), bits(&expected));
        pool.close();
    });
    for (token, x) in x.chunks_exact(shape[1]).enumerate() {
        let alone = product(backend, format, shape, &raw, x, &Pool::single());
        assert_eq!(bits(&alone), bits(&expected[token * shape[0]..][..shape[0]]));
    }
}

#[test]
fn what_is_no_matrix_is_refused() {
    let read = |shape, raw: &[u8]| Matrix::read(Backend::detect(), Format::Q4_0, shape, &mut &*raw);
    let error = read([1, 33], &[0; 64]).expect_err("33 columns").to_string();
    assert!(error.contains("whole blocks of 32"), "{error}");
    assert!(read([2, 32], &[0; 35]).is_err(), "half a row");
    let mut infinite = [0; 18];
    infinite[1] = 0x7c;
    let error = read([1, 32], &infinite).expect_err("an infinite scale").to_string();
    assert!(error.contains("not finite"), "{error}");
}
