//! Finds the files of an inventory, in an order that does not depend on the
//! machine.

use std::io;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::{LoadFailure, SettingsFrom};
use crate::files::{FileRole, Files};

/// The names of the settings file, which is never an inventory.
const SETTINGS_NAMES: [&str; 2] = ["techstrata.yaml", "techstrata.yml"];

/// What was found in a folder.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Inventory files, by path.
    pub(super) inventories: Vec<FoundFile>,
    /// The settings file, if there is one.
    pub(super) settings: Option<FoundFile>,
    /// What was passed over, and why.
    pub(super) passed_over: Vec<PassedOver>,
}

/// A file, and what it is called in messages.
#[derive(Clone, Debug)]
pub(super) struct FoundFile {
    /// Where to read it.
    pub(super) path: PathBuf,
    /// Relative to the inventory folder, with `/` on every system.
    pub(super) name: String,
}

/// Something that was not read.
#[derive(Debug)]
pub(super) struct PassedOver {
    /// Relative to the inventory folder.
    pub(super) name: String,
    /// Why.
    pub(super) reason: Reason,
}

/// Why something was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    /// It is a link; links are never followed.
    Link,
    /// The machine refused.
    Unreadable(String),
}

/// The folder of an inventory that holds its scenarios.
pub const SCENARIOS: &str = "scenarios";

/// How the names of the files of an inventory end.
const ENDINGS: &[&str] = &["yaml", "yml"];

/// Finds every `.yaml` and `.yml` below a folder, or takes the one file that
/// is named. Hidden files and folders are skipped; links are reported, never
/// followed, so that no circle can catch us and nothing outside is read.
pub(super) fn find(files: &Files, folder: &Path, settings: SettingsFrom<'_>) -> Result<Found, LoadFailure> {
    let metadata = std::fs::metadata(folder).map_err(|error| failure(folder, &error))?;
    let mut found = if metadata.is_dir() {
        files.keep_folder(&folder.join(SCENARIOS), FileRole::Scenario, ENDINGS);
        files.keep_folder(folder, FileRole::Inventory, ENDINGS);
        find_below(folder)?
    } else {
        single(folder)
    };
    if let SettingsFrom::File(path) = settings {
        if !path.exists() {
            return Err(LoadFailure::NoSettings(path.to_owned()));
        }
        found.settings = Some(FoundFile { path: path.to_owned(), name: path.display().to_string() });
    }
    Ok(found)
}

fn failure(folder: &Path, error: &io::Error) -> LoadFailure {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => LoadFailure::NotFound(folder.to_owned()),
        io::ErrorKind::PermissionDenied => LoadFailure::NoPermission(folder.to_owned()),
        _ => LoadFailure::Machine(folder.to_owned(), error.to_string()),
    }
}

fn single(path: &Path) -> Found {
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    Found { inventories: vec![FoundFile { path: path.to_owned(), name }], ..Found::default() }
}

fn find_below(folder: &Path) -> Result<Found, LoadFailure> {
    let mut found = Found::default();
    let walk = WalkDir::new(folder).sort_by_file_name().into_iter();
    for entry in walk.filter_entry(|entry| entry.depth() == 0 || !(is_hidden(entry) || is_scenarios(entry))) {
        match entry {
            Ok(entry) => sort_in(folder, &entry, &mut found),
            Err(error) if error.depth() == 0 => {
                let reason = error.to_string();
                return Err(error.into_io_error().map_or_else(
                    || LoadFailure::Machine(folder.to_owned(), reason),
                    |error| failure(folder, &error),
                ));
            }
            Err(error) => {
                let name = error.path().map_or_else(String::new, |path| relative(folder, path));
                let reason = error.into_io_error().map_or_else(String::new, |error| error.kind().to_string());
                found.passed_over.push(PassedOver { name, reason: Reason::Unreadable(reason) });
            }
        }
    }
    Ok(found)
}

/// Scenarios stand beside the inventory and are no part of it.
fn is_scenarios(entry: &DirEntry) -> bool {
    entry.depth() == 1 && entry.file_type().is_dir() && entry.file_name() == SCENARIOS
}

fn sort_in(folder: &Path, entry: &DirEntry, found: &mut Found) {
    let name = relative(folder, entry.path());
    if entry.path_is_symlink() && entry.depth() > 0 {
        found.passed_over.push(PassedOver { name, reason: Reason::Link });
    } else if !entry.file_type().is_dir() && is_yaml(entry.path()) {
        let file = FoundFile { path: entry.path().to_owned(), name };
        if entry.depth() == 1 && SETTINGS_NAMES.contains(&file.name.as_str()) {
            found.settings = Some(file);
        } else {
            found.inventories.push(file);
        }
    }
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().to_string_lossy().starts_with('.')
}

fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|own| ENDINGS.iter().any(|ending| own.eq_ignore_ascii_case(ending)))
}

fn relative(folder: &Path, path: &Path) -> String {
    let below = path.strip_prefix(folder).unwrap_or(path);
    let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}
