//! `compare`: scenarios beside the estate as it is.

use std::path::{Path, PathBuf};

use super::plan::plan_of;
use crate::cli::args::{CompareArgs, InputArgs};
use crate::cli::exit::Exit;
use crate::cli::input::{self, Judged};
use crate::cli::output;
use crate::cli::scenarios::{self, Claims};
use crate::cli::terminal::Terminal;
use crate::load::scenario::SCENARIOS;
use crate::plan::Plan;
use crate::render::document::comparison::{self, AS_IT_IS, ComparedEstate, ComparisonDocument};

/// Runs the command.
pub fn run(terminal: &Terminal, args: &CompareArgs) -> Exit {
    match compared(terminal, args) {
        Ok(document) => output::deliver(terminal, args.output.as_deref(), args.format, &document),
        Err(exit) => exit,
    }
}

fn compared(terminal: &Terminal, args: &CompareArgs) -> Result<ComparisonDocument, Exit> {
    let files = files(terminal, args)?;
    let mut all = vec![as_it_is(terminal, args)?];
    for file in &files {
        let planned = with_scenario(terminal, args, &all[0].judged, file)?;
        all.push(planned);
    }
    let columns: Vec<ComparedEstate<'_>> = all
        .iter()
        .map(|planned| ComparedEstate {
            name: planned.name.clone(),
            file: planned.file.clone(),
            assumes: planned.assumes.clone(),
            assessment: &planned.judged.assessment,
            plan: planned.plan.as_ref().unwrap_or(&planned.judged.assessment.plan),
        })
        .collect();
    Ok(comparison::document(&columns, &all[0].judged.sources))
}

/// The scenarios of the call, else those beside the inventory.
fn files(terminal: &Terminal, args: &CompareArgs) -> Result<Vec<PathBuf>, Exit> {
    if !args.input.scenario.is_empty() {
        return Ok(args.input.scenario.clone());
    }
    let files = scenarios::beside(&args.input.inventory);
    if files.is_empty() {
        let folder = args.input.inventory.join(SCENARIOS);
        terminal.error(&format!("there is no scenario to compare: `{}` holds none", folder.display()));
        terminal.note("name one with `--scenario FILE`; `techstrata schema scenario` prints the format");
        return Err(Exit::WrongInput);
    }
    Ok(files)
}

/// The estate as it is, or a scenario, judged and planned.
struct Planned {
    name: String,
    file: Option<String>,
    assumes: Vec<String>,
    judged: Judged,
    /// The plan, where it was looked for longer.
    plan: Option<Plan>,
}

fn as_it_is(terminal: &Terminal, args: &CompareArgs) -> Result<Planned, Exit> {
    let input = InputArgs {
        inventory: args.input.inventory.clone(),
        settings: args.input.settings.clone(),
        allow_dangling: args.input.allow_dangling,
        scenario: Vec::new(),
    };
    let judged = input::judge(terminal, &input, &args.judge)?;
    let plan = plan_of(terminal, &judged.assessment, &[], &args.effort);
    Ok(Planned { name: AS_IT_IS.to_owned(), file: None, assumes: Vec::new(), judged, plan })
}

fn with_scenario(
    terminal: &Terminal,
    args: &CompareArgs,
    alone: &Judged,
    file: &Path,
) -> Result<Planned, Exit> {
    let judged = scenarios::judge(terminal, alone, &args.input, &args.judge, file)?;
    let plan = plan_of(terminal, &judged.assessment, &[], &args.effort);
    let Claims { name, claims } = scenarios::claims(terminal, file)?;
    Ok(Planned { name, file: Some(file.display().to_string()), assumes: claims, judged, plan })
}
