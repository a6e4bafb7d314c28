//! Graphs and plans with known answers: the files of `tests/oracles`, whose
//! README defines the fields, and those of the folder that the environment
//! variable `TECHSTRATA_ORACLES` names.

use std::path::{Path, PathBuf};

use serde_json::Value;

/// Every file of that format, by path. Never none.
pub(crate) fn oracles(format: &str) -> Vec<(PathBuf, Value)> {
    let mut files = json_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracles"));
    if let Some(folder) = std::env::var_os("TECHSTRATA_ORACLES") {
        files.extend(json_files(Path::new(&folder)));
    }
    let mut found: Vec<(PathBuf, Value)> =
        files.into_iter().map(|path| (path.clone(), read(&path))).collect();
    found.retain(|(_, oracle)| oracle["format"] == format);
    assert!(!found.is_empty(), "no file of format {format}");
    found
}

fn json_files(folder: &Path) -> Vec<PathBuf> {
    let listing = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<PathBuf> = listing.map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    files
}

fn read(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).unwrap();
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
