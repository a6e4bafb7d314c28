//! What most commands begin with: load, check, judge.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::args::{InputArgs, JudgeArgs};
use super::diagnostics;
use super::exit::Exit;
use super::output::STANDARD;
use super::terminal::{Progress, Terminal};
use crate::assess::{self, Assessment, Switch, Switches, assess_with};
use crate::catalogue::Catalogue;
use crate::check::{self, Estate};
use crate::date::{Day, PartialDate};
use crate::diagnostic::{Code, Diagnostic, LabelPlace, error_count};
use crate::files::{self, FileRole, LARGEST_FILE};
use crate::load::place::Locator;
use crate::load::scenario;
use crate::load::sheet::{self, Sheet};
use crate::load::{self, LoadFailure, Loaded, SettingsFrom};
use crate::model::Text;
use crate::settings::Settings;
use crate::source::{FileId, Sources};

/// An inventory, loaded and checked.
#[derive(Debug)]
pub struct Checked {
    /// The files.
    pub sources: Sources,
    /// The estate; sound only if no diagnostic is an error.
    pub estate: Estate,
    /// The settings.
    pub settings: Settings,
    /// What is to be said about them.
    pub diagnostics: Vec<Diagnostic>,
    /// What a scenario says that the plan must and must not do.
    pub switches: Switches,
    /// Where each file of the inventory stands on this machine.
    pub paths: BTreeMap<FileId, PathBuf>,
    /// The logo that the settings name.
    pub logo: Option<PathBuf>,
}

/// Loads and checks an inventory. Diagnostics are kept, not printed.
///
/// # Errors
///
/// With the exit status, after saying why, if nothing could be loaded.
pub fn check(terminal: &Terminal, args: &InputArgs, progress: &Progress) -> Result<Checked, Exit> {
    progress.step("Reading the inventory");
    let settings = args.settings.as_deref().map_or(SettingsFrom::Folder, SettingsFrom::File);
    let mut loaded = load::load(terminal.files(), &args.inventory, settings).map_err(|failure| {
        terminal.error(&failure.to_string());
        match failure {
            LoadFailure::Machine(..) => Exit::MachineFailed,
            _ => Exit::WrongInput,
        }
    })?;
    let (mut settings, mut diagnostics) = assess::settle(&loaded.settings, loaded.settings_file);
    let (switches, faults) = lay_scenarios(terminal, &mut loaded, &mut settings, &args.scenario)?;
    progress.step("Checking the inventory");
    diagnostics.extend(faults);
    diagnostics.append(&mut loaded.diagnostics);
    diagnostics.extend(check::check_files(&loaded));
    let resolved = check::resolve(loaded.files, args.allow_dangling);
    diagnostics.extend(resolved.diagnostics);
    if error_count(&diagnostics) == 0 {
        diagnostics.extend(nothing_to_judge(&resolved.estate, &loaded.sources));
    }
    settle(&mut diagnostics, &loaded.sources);
    Ok(Checked {
        sources: loaded.sources,
        estate: resolved.estate,
        settings,
        diagnostics,
        switches,
        paths: loaded.paths,
        logo: loaded.logo,
    })
}

/// Lays scenarios over what was read, in order. Gives back what they say of
/// the plan, and what is wrong with their budgets.
fn lay_scenarios(
    terminal: &Terminal,
    loaded: &mut Loaded,
    settings: &mut Settings,
    paths: &[PathBuf],
) -> Result<(Switches, Vec<Diagnostic>), Exit> {
    let mut switches = Switches::default();
    let mut budget_faults = Vec::new();
    for path in paths {
        let text = text(terminal, path, FileRole::Scenario)?;
        match scenario::lay(loaded, &path.display().to_string(), &text) {
            Ok((scenario, file)) => {
                if !scenario.budgets.is_empty() {
                    budget_faults.extend(settings.take_budgets(&scenario.budgets, file));
                }
                let placed = |list: &str, actions: Vec<Text>| placed(file, list, actions);
                switches.force.extend(placed("force", scenario.actions.force));
                switches.forbid.extend(placed("forbid", scenario.actions.forbid));
            }
            Err(mut faults) => {
                settle(&mut faults, &loaded.sources);
                print_diagnostics(terminal, &faults, &loaded.sources);
                terminal.note("`techstrata schema scenario` prints the format of a scenario");
                return Err(Exit::WrongInput);
            }
        }
    }
    Ok((switches, budget_faults))
}

/// The actions of one of a scenario's lists, with their places.
fn placed(file: FileId, list: &str, actions: Vec<Text>) -> Vec<Switch> {
    let place = |number| LabelPlace::Setting(file, format!("actions.{list}[{number}]"));
    actions.into_iter().enumerate().map(|(number, action)| Switch { action, spot: place(number) }).collect()
}

/// Lets what is said of a value that a scenario states point into its file.
fn settle(diagnostics: &mut [Diagnostic], sources: &Sources) {
    let locator = Locator::new(sources);
    for label in diagnostics.iter_mut().flat_map(|diagnostic| &mut diagnostic.labels) {
        label.spot = locator.settled(&label.spot);
    }
}

fn nothing_to_judge(estate: &Estate, sources: &Sources) -> Option<Diagnostic> {
    let is_empty = estate.systems.is_empty() && estate.devices.is_empty() && estate.interfaces.is_empty();
    is_empty.then(|| {
        let diagnostic = Diagnostic::new(
            Code::EmptyEstate,
            "the inventory holds no system, device or interface, so there is nothing to judge",
        )
        .help("add a first system: `systems: [{id: pas, name: Patient administration}]`");
        match sources.iter().next() {
            Some((file, _)) => diagnostic.at(LabelPlace::File(file), ""),
            None => diagnostic,
        }
    })
}

/// Prints diagnostics; gives back whether none of them is an error.
pub fn print_diagnostics(terminal: &Terminal, diagnostics: &[Diagnostic], sources: &Sources) -> bool {
    terminal.diagnostics(&diagnostics::render(diagnostics, sources, terminal.has_colour()));
    error_count(diagnostics) == 0
}

/// An assessment with the files that it rests on.
#[derive(Debug)]
pub struct Judged {
    /// The files.
    pub sources: Sources,
    /// The assessment.
    pub assessment: Assessment,
    /// What was said about the inventory.
    pub diagnostics: Vec<Diagnostic>,
    /// The logo that the settings name.
    pub logo: Option<PathBuf>,
}

/// Loads, checks and judges an inventory, and prints every diagnostic.
///
/// # Errors
///
/// With the exit status, after saying why.
pub fn judge(terminal: &Terminal, input: &InputArgs, judge: &JudgeArgs) -> Result<Judged, Exit> {
    judge_again(terminal, input, judge, &[])
}

/// The same without printing what was said before.
///
/// # Errors
///
/// With the exit status, after saying why.
pub fn judge_again(
    terminal: &Terminal,
    input: &InputArgs,
    judge: &JudgeArgs,
    said: &[Diagnostic],
) -> Result<Judged, Exit> {
    let is_new = |diagnostic: &&Diagnostic| said.iter().all(|one| one.message != diagnostic.message);
    let progress = terminal.progress("");
    let checked = check(terminal, input, &progress)?;
    if error_count(&checked.diagnostics) > 0 {
        drop(progress);
        print_diagnostics(terminal, &checked.diagnostics, &checked.sources);
        return Err(Exit::WrongInput);
    }
    let catalogue = catalogue(terminal, built_in(terminal)?, &judge.catalogue)?;
    let set = judge.as_of.or(checked.settings.assessment_date.get());
    let today = day_or_today(set);
    progress.step("Analysing the estate");
    let Checked { sources, estate, settings, mut diagnostics, switches, logo, .. } = checked;
    let (assessment, more) = assess_with(estate, settings, catalogue, today, &switches);
    diagnostics.extend(more);
    settle(&mut diagnostics, &sources);
    drop(progress);
    let new: Vec<Diagnostic> = diagnostics.iter().filter(is_new).cloned().collect();
    if !print_diagnostics(terminal, &new, &sources) {
        return Err(Exit::WrongInput);
    }
    Ok(Judged { sources, assessment, diagnostics, logo })
}

/// The catalogue that is built in.
///
/// # Errors
///
/// With the exit status, after saying why: a fault of ours.
pub fn built_in(terminal: &Terminal) -> Result<Catalogue, Exit> {
    Catalogue::built_in().map_err(|error| {
        terminal.error(&format!("the built-in lifecycle catalogue cannot be read: {}", error.reason));
        Exit::MachineFailed
    })
}

/// A catalogue with the facts of files laid above it, in order.
///
/// # Errors
///
/// With the exit status, after saying why.
pub fn catalogue(terminal: &Terminal, base: Catalogue, files: &[PathBuf]) -> Result<Catalogue, Exit> {
    let mut catalogue = base;
    for path in files {
        let text = text(terminal, path, FileRole::Catalogue)?;
        catalogue = catalogue.with_file(&path.display().to_string(), &text).map_err(|error| {
            terminal.error(&error.to_string());
            Exit::WrongInput
        })?;
    }
    Ok(catalogue)
}

/// A text file, whole; `-` is the standard input.
///
/// # Errors
///
/// With the exit status, after saying why.
pub fn text(terminal: &Terminal, path: &Path, role: FileRole) -> Result<String, Exit> {
    String::from_utf8(bytes(terminal, path, role)?).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        terminal.error(&format!("`{}` is not UTF-8 text from byte {at}; save it as UTF-8", path.display()));
        Exit::WrongInput
    })
}

/// A spreadsheet: CSV or a workbook; `-` is the standard input.
///
/// # Errors
///
/// With the exit status, after saying why.
pub fn sheet(terminal: &Terminal, path: &Path) -> Result<Sheet, Exit> {
    sheet::read(&bytes(terminal, path, FileRole::Sheet)?).map_err(|why| {
        terminal.error(&format!("`{}` cannot be read as a spreadsheet: {why}", path.display()));
        Exit::WrongInput
    })
}

/// A file, whole; `-` is the standard input.
fn bytes(terminal: &Terminal, path: &Path, role: FileRole) -> Result<Vec<u8>, Exit> {
    let read = if path == Path::new(STANDARD) {
        files::up_to(std::io::stdin().lock(), LARGEST_FILE)
    } else {
        terminal.files().read(path, role, LARGEST_FILE)
    };
    read.map_err(|failure| {
        terminal.error(&format!("`{}` cannot be read: {failure}", path.display()));
        Exit::WrongInput
    })
}

/// The last day of a date, else today.
pub fn day_or_today(date: Option<PartialDate>) -> Day {
    date.map_or_else(today, PartialDate::last_day)
}

#[expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]
fn today() -> Day {
    jiff::Zoned::now().date()
}
