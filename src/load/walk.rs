//! placeholder
use super::{LoadFailure, SettingsFrom};
use crate::diagnostic::Diagnostic;
use std::path::{Path, PathBuf};
/// Found.
#[derive(Debug, Default)]
pub struct Found {
    /// a
    pub root: PathBuf,
    /// a
    pub files: Vec<PathBuf>,
    /// b
    pub settings: Option<PathBuf>,
    /// c
    pub diagnostics: Vec<Diagnostic>,
}
/// Find.
/// # Errors
/// x
pub fn find(folder: &Path, settings: SettingsFrom<'_>) -> Result<Found, LoadFailure> {
    let mut found = Found { root: folder.to_owned(), ..Found::default() };
    if !folder.exists() {
        return Err(LoadFailure::NotFound(folder.to_owned()));
    }
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten() {
        let path = entry.path();
        if path.extension().is_some_and(|e| e == "yaml" || e == "yml") {
            if path.file_name().is_some_and(|n| n == "techstrata.yaml") {
                found.settings = Some(path.to_owned())
            } else {
                found.files.push(path.to_owned())
            }
        }
    }
    if let SettingsFrom::File(f) = settings {
        found.settings = Some(f.to_owned());
    }
    Ok(found)
}
