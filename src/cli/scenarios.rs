//! Scenarios beside an inventory: which there are, and what each makes of the
//! estate and its plan.

use std::path::{Path, PathBuf};

use super::args::{InputArgs, JudgeArgs};
use super::exit::Exit;
use super::input::{self, Judged};
use super::terminal::Terminal;
use crate::files::FileRole;
use crate::load::scenario::{self, SCENARIOS};
use crate::source::FileId;

/// The scenarios in the inventory's own folder, in the order of their names.
pub fn beside(inventory: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(inventory.join(SCENARIOS))
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml"))
        .collect();
    files.sort();
    files
}

/// What a scenario is called and what it claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claims {
    /// Its name, else that of its file.
    pub name: String,
    /// One sentence each.
    pub claims: Vec<String>,
}

/// Reads what a scenario claims.
///
/// # Errors
///
/// With the exit status, after saying why.
pub fn claims(terminal: &Terminal, file: &Path) -> Result<Claims, Exit> {
    // What is wrong with it was said when it was laid over the inventory.
    let (read, _) = scenario::read(&input::text(terminal, file, FileRole::Scenario)?, FileId(0));
    let stem = file.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    Ok(Claims { name: read.name.known().map_or(stem, ToString::to_string), claims: scenario::claims(&read) })
}

/// Judges the inventory with one scenario laid over it. What was said of the
/// inventory alone is not said again.
///
/// # Errors
///
/// With the exit status, after saying why.
pub fn judge(
    terminal: &Terminal,
    alone: &Judged,
    args: &InputArgs,
    judge: &JudgeArgs,
    file: &Path,
) -> Result<Judged, Exit> {
    let input = InputArgs {
        inventory: args.inventory.clone(),
        settings: args.settings.clone(),
        allow_dangling: args.allow_dangling,
        scenario: vec![file.to_owned()],
    };
    input::judge_again(terminal, &input, judge, &alone.diagnostics)
}
