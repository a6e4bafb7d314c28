//! Load: a folder of YAML to inventories with symbolic places.
//!
//! Files are found in a fixed order and read in parallel. A file that does
//! not fit the format is read again, slowly, to say everything that is wrong
//! with it at once; the rest of the file and all other files are still used.
//! This stage does not know what references mean.

mod diagnose;
pub mod form;
mod markdown;
mod owner;
pub mod place;
mod read;
pub mod scenario;
pub mod schema;
pub mod sheet;
mod walk;
mod yaml;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

pub use owner::{FileOwner, UNNAMED};

use crate::diagnostic::{Diagnostic, LabelPlace, Level};
use crate::files::{FileRole, Files};
use crate::model::{Id, Inventory};
use crate::settings::SettingsFile;
use crate::source::{FileId, Origin, Sources};

/// Everything that was read from a folder.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The files.
    pub sources: Sources,
    /// What each inventory file holds, in the order of the paths.
    pub files: Vec<LoadedFile>,
    /// Where each inventory file stands on this machine.
    pub paths: BTreeMap<FileId, PathBuf>,
    /// The settings as read; none set where there is no file.
    pub settings: SettingsFile,
    /// The settings file, if there is one.
    pub settings_file: Option<FileId>,
    /// The logo that the settings name, which stands beside them.
    pub logo: Option<PathBuf>,
    /// What is to be said about the files.
    pub diagnostics: Vec<Diagnostic>,
}

/// One inventory file.
#[derive(Debug)]
pub struct LoadedFile {
    /// The file.
    pub file: FileId,
    /// Whose what it holds is.
    pub owner: FileOwner,
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
    /// A file that holds all that is written in it, and belongs to whom it
    /// says itself.
    pub fn new(file: FileId, inventory: Inventory) -> Self {
        let owner = FileOwner::stated(&inventory);
        Self { file, owner, inventory, kept: Vec::new(), broken: Vec::new() }
    }

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

    /// Remembers the places of those that stay when the `at`-th entity that
    /// was kept of a list goes.
    fn forget(&mut self, list: crate::source::List, at: usize) {
        let most = self.inventory.systems.len() + 1;
        let mut indices: Vec<u32> = match self.kept.iter().position(|(kept, _)| *kept == list) {
            Some(place) => self.kept.swap_remove(place).1,
            None => (0..most as u32).collect(),
        };
        if at < indices.len() {
            indices.remove(at);
        }
        self.kept.push((list, indices));
    }
}

/// Why nothing could be loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoadFailure {
    /// There is no such folder or file.
    NotFound(std::path::PathBuf),
    /// There is no such settings file.
    NoSettings(std::path::PathBuf),
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
            Self::NoSettings(path) => write!(
                f,
                "there is no settings file `{}`; leave `--settings` out to use techstrata.yaml in the folder",
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
pub fn load(files: &Files, folder: &Path, settings: SettingsFrom<'_>) -> Result<Loaded, LoadFailure> {
    let found = walk::find(files, folder, settings)?;
    let has_nothing = found.inventories.is_empty() && found.passed_over.is_empty();
    if has_nothing {
        return Err(LoadFailure::Empty(folder.to_owned()));
    }
    let mut loaded = Loaded::default();
    read_settings(files, &found, &mut loaded);
    read_inventories(files, &found, &mut loaded);
    for (source, code, message) in read::passed_over(&found) {
        let file = loaded.sources.add(source);
        loaded.diagnostics.push(Diagnostic::new(code, message).at(LabelPlace::File(file), ""));
    }
    Ok(loaded)
}

/// The first thing that is wrong with the text of an inventory file, in words;
/// nothing if it fits the format.
pub fn first_error(text: &str) -> Option<String> {
    let (_, diagnostics) = yaml::inventory(text, FileId(0));
    let first = diagnostics.into_iter().find(|diagnostic| diagnostic.level == Level::Error)?;
    let help = first.help.iter().map(|help| format!("; {help}"));
    Some(first.message.clone() + &help.collect::<String>())
}

fn read_settings(files: &Files, found: &walk::Found, loaded: &mut Loaded) {
    let Some(settings) = &found.settings else { return };
    let read = read::read(files, settings, FileRole::Settings);
    let file = loaded.sources.add(read.source);
    loaded.settings_file = Some(file);
    match read.problem {
        Some(problem) => loaded.diagnostics.push(read::diagnostic(file, &problem)),
        None => {
            let (settings, diagnostics) = yaml::settings(loaded.sources.text(file), file);
            let folder = found.settings.as_ref().and_then(|settings| settings.path.parent());
            loaded.logo =
                settings.branding.logo.known().zip(folder).map(|(name, folder)| folder.join(&**name));
            if let Some(logo) = &loaded.logo {
                // Only the report reads it, and no command may write over it.
                files.keep(logo, FileRole::Logo);
            }
            loaded.settings = settings;
            loaded.diagnostics.extend(diagnostics);
        }
    }
}

fn read_inventories(files: &Files, found: &walk::Found, loaded: &mut Loaded) {
    let first = loaded.sources.len() as u32;
    let read: Vec<(read::TextFile, Option<LoadedFile>, Vec<Diagnostic>)> = found
        .inventories
        .par_iter()
        .enumerate()
        .map(|(index, path)| {
            let file = FileId(first + index as u32);
            let text = read::read(files, path, FileRole::Inventory);
            match &text.problem {
                Some(problem) => {
                    let diagnostic = read::diagnostic(file, problem);
                    (text, None, vec![diagnostic])
                }
                None => {
                    let (inventory, diagnostics) = yaml::inventory(&text.source.text, file);
                    (text, Some(inventory), diagnostics)
                }
            }
        })
        .collect();
    for ((text, inventory, diagnostics), found) in read.into_iter().zip(&found.inventories) {
        let file = loaded.sources.add(text.source);
        loaded.paths.insert(file, found.path.clone());
        loaded.files.extend(inventory);
        loaded.diagnostics.extend(diagnostics);
    }
    owner::settle(loaded);
}
