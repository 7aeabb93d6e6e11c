//! From folders on disk to a running engine: what `recruta` and `recruta-server` share.
//!
//! A models folder holds `<catalogue id>/<file>`; a bundle folder is what `recruta ingest` writes. Files are read with
//! caps, and verified against the sha256 the catalogue (or the engine itself, for the retriever) knows.
//!
//! **What it does not do.** It gets nothing from a network and writes nothing.

mod catalogue;
mod error;
mod interview;
mod parameters;
mod read;
pub mod registry;
mod threads;

use std::{
    fs,
    num::NonZeroUsize,
    path::{Path, PathBuf},
};

use recruta_core::{
    Error,
    bundle::{Bundle, MAX_PART_BYTES, Manifest, part},
    embed::{MiniLmEmbedder, minilm},
    generate::LlamaGenerator,
    hash::sha256_hex,
};
use recruta_kernels::Pool;

pub use catalogue::Catalogue;
pub use error::NativeError;
pub use interview::interviewer;
pub use parameters::parameters;
pub use read::{sha256_of_file, small_file};
pub use threads::pool;

/// Generators by preference: the product's default, then the small one.
const PREFERRED: [&str; 2] = ["tinyllama-1.1b-chat-v1.0-q4_0", "smollm2-135m-instruct-q4_1"];

/// Where models lie, and what the catalogue says they should be.
#[derive(Debug, Clone, Default)]
pub struct Models {
    /// The folder.
    pub dir: PathBuf,
    /// Known files with their hashes.
    pub catalogue: Catalogue,
    /// Threads the models compute on.
    pub pool: Pool,
}

/// A loaded generator and where it came from.
#[derive(Debug)]
pub struct LoadedGenerator {
    /// The model.
    pub generator: LlamaGenerator,
    /// Catalogue id, or the file's name for a file from elsewhere.
    pub id: String,
    /// sha256 of the file.
    pub sha256: String,
}

impl Models {
    /// A models folder with a catalogue file, which need not be there. Models compute on `n_threads`, or on all cores.
    pub fn open(dir: &Path, catalogue: &Path, n_threads: Option<NonZeroUsize>) -> Result<Self, NativeError> {
        let catalogue = if catalogue.is_file() { Catalogue::read(catalogue)? } else { Catalogue::default() };
        Ok(Self { dir: dir.to_owned(), catalogue, pool: pool(n_threads) })
    }

    /// Fails by name when the retriever is not there.
    pub fn check_retriever(&self) -> Result<(), NativeError> {
        let missing = [self.weights(), self.tokenizer()].into_iter().find(|file| !file.is_file());
        missing.map_or(Ok(()), |file| Err(NativeError::ModelMissing { file }))
    }

    /// Loads the retriever, verified.
    pub fn load_embedder(&self) -> Result<MiniLmEmbedder, NativeError> {
        self.check_retriever()?;
        let (weights, tokenizer) = (self.weights(), self.tokenizer());
        let mut reader = read::verified(&weights, Some(minilm::WEIGHTS_SHA256))?.0;
        read::verified(&tokenizer, self.listed_sha256(&tokenizer))?;
        let tokenizer = small_file(&tokenizer)?;
        MiniLmEmbedder::load(&mut reader, &tokenizer, &self.pool, &mut |_, _| {})
            .map_err(NativeError::refused(&weights))
    }

    /// The best generator that is there.
    pub fn preferred_generator(&self) -> Option<PathBuf> {
        PREFERRED.iter().find_map(|id| gguf_in(&self.dir.join(id)))
    }

    /// Loads a generator; `progress` gets bytes read and bytes in all.
    pub fn load_generator(
        &self,
        file: &Path,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<LoadedGenerator, NativeError> {
        if !file.is_file() {
            return Err(NativeError::ModelMissing { file: file.to_owned() });
        }
        let (mut reader, sha256) = read::verified(file, self.listed_sha256(file))?;
        let generator =
            LlamaGenerator::load(&mut reader, &self.pool, progress).map_err(NativeError::refused(file))?;
        Ok(LoadedGenerator { generator, id: self.id_of(file), sha256 })
    }

    fn weights(&self) -> PathBuf {
        self.dir.join(minilm::MODEL_ID).join(minilm::WEIGHTS_FILE)
    }

    fn tokenizer(&self) -> PathBuf {
        self.dir.join(minilm::MODEL_ID).join("tokenizer.json")
    }

    fn listed_sha256(&self, file: &Path) -> Option<&str> {
        let (id, name) = self.within(file)?;
        self.catalogue.sha256(&id, &name)
    }

    fn id_of(&self, file: &Path) -> String {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        self.within(file).map_or_else(|| name.into_owned(), |(id, _)| id)
    }

    /// Catalogue id and name of a file that lies where models lie.
    fn within(&self, file: &Path) -> Option<(String, String)> {
        let mut parts = file.strip_prefix(&self.dir).ok()?.iter();
        let (id, name) = (parts.next()?.to_str()?, parts.next()?.to_str()?);
        parts.next().is_none().then(|| (id.to_owned(), name.to_owned()))
    }
}

/// Checks that a folder holds a bundle this engine can search, from its manifest alone.
pub fn check_bundle(dir: &Path) -> Result<(), NativeError> {
    let file = dir.join(part::MANIFEST);
    if !file.is_file() {
        return Err(NativeError::BundleMissing { dir: dir.to_owned() });
    }
    let manifest = Manifest::parse(&small_file(&file)?).map_err(NativeError::refused(dir))?;
    manifest.check_compatible().map_err(NativeError::refused(dir))
}

/// Opens a bundle folder, verified; also gives the sha256 of its manifest, which names the whole bundle.
pub fn open_bundle(dir: &Path) -> Result<(Bundle, String), NativeError> {
    check_bundle(dir)?;
    let manifest = small_file(&dir.join(part::MANIFEST))?;
    let read_part = |name: &str| {
        read::capped(&dir.join(name), MAX_PART_BYTES)
            .map_err(|error| Error::BundleCorrupt { part: name.to_owned(), detail: error.to_string() })
    };
    let bundle = Bundle::open(&manifest, read_part).map_err(NativeError::refused(dir))?;
    Ok((bundle, sha256_hex(&manifest)))
}

/// The model file of a folder, if it has one. Downloads under way end in `.part`.
pub fn gguf_in(dir: &Path) -> Option<PathBuf> {
    let entries = fs::read_dir(dir).ok()?.flatten().map(|entry| entry.path());
    entries.filter(|path| path.extension().is_some_and(|extension| extension == "gguf")).min()
}
