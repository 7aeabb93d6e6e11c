//! Which instructions are used, found out at run time: one build runs on every machine of its architecture.

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
use crate::kernel::wasm::{DotOf, Wasm};
use crate::{Format, kernel::Lanes};

/// A set of instructions the kernels are compiled for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Backend {
    /// Plain loops: the reference, and the last resort.
    Portable,
    /// x86-64 with AVX2 and F16C.
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// x86-64 with AVX-512 F, BW, VL and VNNI.
    #[cfg(target_arch = "x86_64")]
    Avx512,
    /// ARM64 as such.
    #[cfg(target_arch = "aarch64")]
    Neon,
    /// ARM64 with the dot product extension.
    #[cfg(target_arch = "aarch64")]
    NeonDot,
    /// WebAssembly with simd128, and relaxed SIMD where the build has it.
    #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
    Wasm,
    /// WebAssembly with relaxed SIMD on a machine that multiplies signed by unsigned bytes into 32 bits.
    #[cfg(all(target_arch = "wasm32", target_feature = "relaxed-simd"))]
    WasmDotUnsigned,
    /// The same with signed bytes.
    #[cfg(all(target_arch = "wasm32", target_feature = "relaxed-simd"))]
    WasmDotSigned,
}

impl Backend {
    /// The fastest one this machine runs.
    pub fn detect() -> Self {
        *Self::available().last().unwrap_or(&Backend::Portable)
    }

    /// All that this machine runs, the fastest last.
    pub fn available() -> Vec<Self> {
        let mut found = vec![Backend::Portable];
        #[cfg(target_arch = "x86_64")]
        {
            let has_avx2 = is_x86_feature_detected!("avx2") && is_x86_feature_detected!("f16c");
            if has_avx2 {
                found.push(Backend::Avx2);
            }
            let has_avx512 = is_x86_feature_detected!("avx512f")
                && is_x86_feature_detected!("avx512bw")
                && is_x86_feature_detected!("avx512vl")
                && is_x86_feature_detected!("avx512vnni");
            if has_avx2 && has_avx512 {
                found.push(Backend::Avx512);
            }
        }
        #[cfg(target_arch = "aarch64")]
        {
            found.push(Backend::Neon);
            if std::arch::is_aarch64_feature_detected!("dotprod") {
                found.push(Backend::NeonDot);
            }
        }
        #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
        found.push(Backend::Wasm);
        #[cfg(all(target_arch = "wasm32", target_feature = "relaxed-simd"))]
        match DotOf::detect() {
            DotOf::UNSIGNED => found.push(Backend::WasmDotUnsigned),
            DotOf::SIGNED => found.push(Backend::WasmDotSigned),
            _ => {}
        }
        found
    }

    /// Its name, for people.
    pub fn name(self) -> &'static str {
        match self {
            Backend::Portable => "portable",
            #[cfg(target_arch = "x86_64")]
            Backend::Avx2 => "avx2",
            #[cfg(target_arch = "x86_64")]
            Backend::Avx512 => "avx512-vnni",
            #[cfg(target_arch = "aarch64")]
            Backend::Neon => "neon",
            #[cfg(target_arch = "aarch64")]
            Backend::NeonDot => "neon-dotprod",
            #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
            Backend::Wasm if cfg!(target_feature = "relaxed-simd") => "wasm-relaxed-simd",
            #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
            Backend::Wasm => "wasm-simd128",
            #[cfg(all(target_arch = "wasm32", target_feature = "relaxed-simd"))]
            Backend::WasmDotUnsigned => "wasm-relaxed-simd-dot-u8",
            #[cfg(all(target_arch = "wasm32", target_feature = "relaxed-simd"))]
            Backend::WasmDotSigned => "wasm-relaxed-simd-dot-i8",
        }
    }

    /// Whether it multiplies this format faster in 16 bits.
    pub(crate) fn widens(self, format: Format) -> bool {
        match self {
            #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
            Backend::Wasm => format == Format::Q8_0,
            _ => {
                let _ = format;
                false
            }
        }
    }

    /// What is added to signed bytes in matrices packed for it.
    pub(crate) fn byte_offset(self) -> u8 {
        match self {
            Backend::Portable => <crate::kernel::portable::Portable as Lanes>::BYTE_OFFSET,
            #[cfg(target_arch = "x86_64")]
            Backend::Avx2 => <crate::kernel::avx2::Avx2 as Lanes>::BYTE_OFFSET,
            #[cfg(target_arch = "x86_64")]
            Backend::Avx512 => <crate::kernel::avx512::Avx512 as Lanes>::BYTE_OFFSET,
            #[cfg(target_arch = "aarch64")]
            Backend::Neon | Backend::NeonDot => <crate::kernel::neon::Neon<false> as Lanes>::BYTE_OFFSET,
            #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
            Backend::Wasm => <Wasm<{ DotOf::NONE }> as Lanes>::BYTE_OFFSET,
            #[cfg(all(target_arch = "wasm32", target_feature = "relaxed-simd"))]
            Backend::WasmDotUnsigned => <Wasm<{ DotOf::UNSIGNED }> as Lanes>::BYTE_OFFSET,
            #[cfg(all(target_arch = "wasm32", target_feature = "relaxed-simd"))]
            Backend::WasmDotSigned => <Wasm<{ DotOf::SIGNED }> as Lanes>::BYTE_OFFSET,
        }
    }

    /// Rows of a group in matrices packed for it.
    pub(crate) fn rows(self) -> usize {
        match self {
            Backend::Portable => <crate::kernel::portable::Portable as Lanes>::ROWS,
            #[cfg(target_arch = "x86_64")]
            Backend::Avx2 => <crate::kernel::avx2::Avx2 as Lanes>::ROWS,
            #[cfg(target_arch = "x86_64")]
            Backend::Avx512 => <crate::kernel::avx512::Avx512 as Lanes>::ROWS,
            #[cfg(target_arch = "aarch64")]
            Backend::Neon | Backend::NeonDot => <crate::kernel::neon::Neon<false> as Lanes>::ROWS,
            #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
            Backend::Wasm => <Wasm<{ DotOf::NONE }> as Lanes>::ROWS,
            #[cfg(all(target_arch = "wasm32", target_feature = "relaxed-simd"))]
            Backend::WasmDotUnsigned => <Wasm<{ DotOf::UNSIGNED }> as Lanes>::ROWS,
            #[cfg(all(target_arch = "wasm32", target_feature = "relaxed-simd"))]
            Backend::WasmDotSigned => <Wasm<{ DotOf::SIGNED }> as Lanes>::ROWS,
        }
    }
}
