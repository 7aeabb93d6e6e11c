//! Where things are in the work tree.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The folders that the commands read and write.
pub struct Paths {
    /// The work tree.
    pub root: PathBuf,
    /// Cargo's target folder.
    pub target: PathBuf,
}

impl Paths {
    /// Finds the work tree from the place of this crate, so that a command may be given in any of its folders.
    pub fn find() -> Result<Self> {
        let manifest = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
        let root =
            manifest.parent().context("xtask has no parent folder; run `cargo xtask` in the work tree")?;
        let target =
            env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |dir| root.join(dir));
        Ok(Self { root: root.to_owned(), target })
    }

    /// The model files, one folder a model.
    pub fn models(&self) -> PathBuf {
        self.root.join("models")
    }

    /// The catalogue of models.
    pub fn catalogue(&self) -> PathBuf {
        self.root.join("static/models.json")
    }

    /// The file that names the registered version in use.
    pub fn registry(&self) -> PathBuf {
        self.root.join("registry/registry.json")
    }

    /// The engine package as the page loads it.
    pub fn engine(&self) -> PathBuf {
        self.root.join("pkg/dist")
    }

    /// The page as trunk leaves it.
    pub fn page(&self) -> PathBuf {
        self.in_target("page")
    }

    /// What the server hands out.
    pub fn site(&self) -> PathBuf {
        self.in_target("site")
    }

    /// The bundle of `data/sample`.
    pub fn sample_bundle(&self) -> PathBuf {
        self.in_target("sample-bundle")
    }

    /// A file or folder of the target folder.
    pub fn in_target(&self, name: impl AsRef<Path>) -> PathBuf {
        self.target.join(name)
    }
}

/// The cache of build tools, shared by all work trees of this user.
pub fn tool_cache() -> Result<PathBuf> {
    let base = env::var_os("XDG_CACHE_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let base = base.or_else(|| env::home_dir().map(|home| home.join(".cache")));
    Ok(base
        .context("no home folder for the tool cache; set XDG_CACHE_HOME to a folder")?
        .join("recruta/tools"))
}
