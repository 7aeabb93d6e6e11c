//! Puts the interviewer's knowledge into the binaries: one JSON object of the files of `data/interview`, by path.

use std::{collections::BTreeMap, env, error::Error, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new("../data/interview");
    println!("cargo:rerun-if-changed={}", root.display());
    let mut files =
        BTreeMap::from([("rubric.json".to_owned(), fs::read_to_string(root.join("rubric.json"))?)]);
    for folder in ["bank", "competencies"] {
        for entry in fs::read_dir(root.join(folder))? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            files.insert(format!("{folder}/{name}"), fs::read_to_string(&path)?);
        }
    }
    let out = Path::new(&env::var("OUT_DIR")?).join("interview.json");
    fs::write(out, serde_json::to_vec(&files)?)?;
    Ok(())
}
