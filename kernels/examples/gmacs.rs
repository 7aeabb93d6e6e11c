//! Billions of multiply-additions a second of each back end and format: `cargo run --release --example gmacs`.

use std::time::Instant;

use recruta_kernels::{Activations, Backend, Format, Matrix, Pool, Product, multiply};

fn main() {
    let (n_rows, n_cols) = (5632, 2048);
    for backend in Backend::available().into_iter().skip(1) {
        for format in Format::ALL {
            let raw = vec![0x21; n_rows * format.row_bytes(n_cols)];
            let matrix = Matrix::read(backend, format, [n_rows, n_cols], &mut &*raw).expect("packs");
            print!("{:12} {:5}", backend.name(), format.name());
            for n_tokens in [1, 2, 4, 8, 64] {
                let x: Vec<f32> = (0..n_tokens * n_cols).map(|i| (i % 19) as f32 - 9.0).collect();
                let mut activations = Activations::new();
                let mut out = vec![0.0; n_tokens * n_rows];
                let pool = Pool::single();
                activations.quantize(&pool, &x, n_cols);
                let mut times: Vec<f64> = (0..9)
                    .map(|_| {
                        let start = Instant::now();
                        multiply(&pool, &activations, &mut [Product::new(&matrix, &mut out)]);
                        start.elapsed().as_secs_f64()
                    })
                    .collect();
                times.sort_by(f64::total_cmp);
                print!("  m={n_tokens}: {:6.1}", (n_rows * n_cols * n_tokens) as f64 / times[4] / 1e9);
            }
            println!();
        }
    }
}
