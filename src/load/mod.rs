//! Load: a folder of YAML to inventories with symbolic places.
//!
//! Files are found in a fixed order and read in parallel. A file that does
//! not fit the format is read again, slowly, to say everything that is wrong
//! with it at once; the rest of the file and all other files are still used.
//! This stage does not know what references mean.

pub mod place;
pub mod read;
pub mod schema;
pub mod walk;
pub mod yaml;

use std::path::Path;

use crate::diagnostic::Diagnostic;
use crate::model::{Id, Inventory};
use crate::settings::Settings;
use crate::source::{FileId, Origin, Sources};

/// Everything that was read from a folder.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The files.
    pub sources: Sources,
    /// What each inventory file holds, in the order of the paths.
    pub files: Vec<LoadedFile>,
    /// The settings; defaults where there are none.
    pub settings: Settings,
    /// The settings file, if there is one.
    pub settings_file: Option<FileId>,
    /// What is to be said about the files.
    pub diagnostics: Vec<Diagnostic>,
}

/// One inventory file.
#[derive(Debug)]
pub struct LoadedFile {
    /// The file.
    pub file: FileId,
    /// What it holds. An entity that does not fit the format is left out.
    pub inventory: Inventory,
    /// Where entities were left out: the entity's index among those kept is
    /// not its index in the file. For each list that lost entries, the index
    /// in the file of each that was kept.
    pub kept: Vec<(crate::source::List, Vec<u32>)>,
    /// Ids of entities that were left out, so that references to them are not
    /// reported as leading to nothing.
    pub broken: Vec<(crate::source::List, Id)>,
}

impl LoadedFile {
    /// The origin of the `index`-th entity that was kept of a list.
    pub fn origin(&self, list: crate::source::List, index: usize) -> Origin {
        let in_file = self
            .kept
            .iter()
            .find(|(kept, _)| *kept == list)
            .and_then(|(_, indices)| indices.get(index).copied())
            .unwrap_or(index as u32);
        Origin { file: self.file, list, index: in_file }
    }
}

/// Why nothing could be loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoadFailure {
    /// There is no such folder or file.
    NotFound(std::path::PathBuf),
    /// The folder may not be read.
    NoPermission(std::path::PathBuf),
    /// The folder holds no YAML.
    Empty(std::path::PathBuf),
    /// The machine failed.
    Machine(std::path::PathBuf, String),
}

impl std::fmt::Display for LoadFailure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotFound(path) => write!(
                f,
                "there is no folder `{}`; name the folder that holds the inventory, or make one with `techstrata init`",
                path.display()
            ),
            Self::NoPermission(path) => {
                write!(
                    f,
                    "the folder `{}` may not be read; ask its owner for read permission",
                    path.display()
                )
            }
            Self::Empty(path) => write!(
                f,
                "the folder `{}` holds no .yaml or .yml file; make a first inventory with `techstrata init {}`",
                path.display(),
                path.display()
            ),
            Self::Machine(path, reason) => write!(f, "reading `{}` failed: {reason}", path.display()),
        }
    }
}

impl std::error::Error for LoadFailure {}

/// Where the settings come from.
#[derive(Clone, Copy, Debug)]
pub enum SettingsFrom<'a> {
    /// `techstrata.yaml` in the folder, if there is one.
    Folder,
    /// This file.
    File(&'a Path),
}

/// Reads a folder (or one file) of YAML.
///
/// The settings file is never read as an inventory. Files are read and parsed
/// in parallel; the result does not depend on their order or on the threads.
///
/// # Errors
///
/// If the folder cannot be read at all or holds no YAML. Anything wrong
/// inside it is a diagnostic.
pub fn load(folder: &Path, settings: SettingsFrom<'_>) -> Result<Loaded, LoadFailure> {
    let found = walk::find(folder, settings)?;
    let mut loaded = read::read_all(&found);
    if loaded.files.is_empty() && loaded.diagnostics.is_empty() {
        return Err(LoadFailure::Empty(folder.to_owned()));
    }
    loaded.diagnostics.splice(0..0, found.diagnostics);
    Ok(loaded)
}
