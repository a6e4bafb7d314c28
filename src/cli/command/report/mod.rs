//! `report`: writes the HTML report, and the files beside it.

mod brand;
mod files;
mod pdf;

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::assess::Assessment;
use crate::cli::args::ReportArgs;
use crate::cli::exit::Exit;
use crate::cli::input::{self, Judged};
use crate::cli::output;
use crate::cli::scenarios::{self, Claims};
use crate::cli::terminal::Terminal;
use crate::plan::Plan;
use crate::plan::portfolio::Effort;
use crate::render::archive::{self, Named};
use crate::render::document::comparison::{AS_IT_IS, ComparedEstate, ComparisonDocument, document};
use crate::render::view::Companions;
use crate::render::{html, view};

/// Shares by which the money of every year is changed, to show what that
/// would change.
const OTHER_MONEY: [(f64, &str); 2] = [(0.8, "20% less money"), (1.2, "20% more money")];

/// Runs the command.
pub fn run(terminal: &Terminal, args: &ReportArgs) -> Exit {
    match write(terminal, args) {
        Ok(exit) | Err(exit) => exit,
    }
}

fn write(terminal: &Terminal, args: &ReportArgs) -> Result<Exit, Exit> {
    let judged = input::judge(terminal, &args.input, &args.judge)?;
    let beside = Companions { compared: compared(terminal, args, &judged)?, laid: laid(terminal, args)? };
    let look = brand::brand(terminal, args, &judged)?;
    let progress = terminal.progress("Writing the report");
    let report = view::report(&judged.assessment, &judged.sources, &beside);
    let html = html::render_with(&report, &look).map_err(|error| {
        terminal.error(&format!("the report could not be made: {error}"));
        if look.templates.is_empty() { Exit::MachineFailed } else { Exit::WrongInput }
    })?;
    let page = args.output_dir.as_ref().map_or_else(|| args.output.clone(), |folder| folder.join(PAGE));
    let bytes = html.len();
    let strangers = if look.templates.is_empty() { Vec::new() } else { html::strangers(&html) };
    let mut written = vec![(name_of(&page), html.into_bytes())];
    if args.output_dir.is_some() {
        written.extend(files::beside(&judged, beside.compared.as_ref()));
    }
    save(terminal, &page, &written, args)?;
    drop(progress);
    for stranger in strangers {
        terminal.note(&format!("the templates put {stranger} into the page"));
    }
    if bytes > LARGE {
        terminal.note("the page has more than 10 MB: some readers will wait for it");
    }
    if let Some(pdf) = &args.pdf {
        let progress = terminal.progress("Printing the report");
        pdf::print(terminal, &page, pdf)?;
        drop(progress);
    }
    say(terminal, &page, &judged.assessment, bytes);
    Ok(Exit::Done)
}

/// The page's name in a folder of its own.
const PAGE: &str = "report.html";
/// Bytes above which a page is called large.
const LARGE: usize = 10_000_000;

fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(|| PAGE.to_owned(), |name| name.to_string_lossy().into_owned())
}

/// Writes the page and what stands beside it, and packs all of it if asked to:
/// all of it or nothing, where one of the files may not be written.
fn save(terminal: &Terminal, page: &Path, files: &[Named], args: &ReportArgs) -> Result<(), Exit> {
    let paths: Vec<PathBuf> = files.iter().map(|(name, _)| page.with_file_name(name)).collect();
    let archive = args.zip.then(|| page.with_extension("zip"));
    let planned = paths.iter().chain(&archive).chain(&args.pdf).map(PathBuf::as_path);
    output::may_write(terminal, planned)?;
    for (path, (_, bytes)) in paths.iter().zip(files) {
        if args.output_dir.is_some() {
            output::write_below(terminal, path, bytes)?;
        } else {
            output::write_file(terminal, path, bytes)?;
        }
    }
    let Some(archive) = archive else { return Ok(()) };
    let bytes = archive::zip(files).map_err(|error| {
        terminal.error(&format!("the archive cannot be made: {error}"));
        Exit::MachineFailed
    })?;
    output::write_file(terminal, &archive, &bytes)
}

fn say(terminal: &Terminal, output: &Path, assessment: &Assessment, bytes: usize) {
    let open = assessment.findings.iter().filter(|finding| finding.is_open()).count();
    terminal.note(&format!(
        "{}: {open} findings, {} of {} systems high-risk, {} kB",
        output.display(),
        assessment.standings.high_risk_systems(),
        assessment.measures.systems_in_use,
        bytes.div_ceil(1000)
    ));
}

/// What the scenarios that are laid over the inventory claim.
fn laid(terminal: &Terminal, args: &ReportArgs) -> Result<Vec<(String, Vec<String>)>, Exit> {
    let files = args.input.scenario.iter();
    files
        .map(|file| scenarios::claims(terminal, file).map(|Claims { name, claims }| (name, claims)))
        .collect()
}

/// A column of the comparison, with what it rests on.
struct Destination {
    name: String,
    file: Option<PathBuf>,
    claims: Vec<String>,
    made: Made,
}

/// What a column is made of.
enum Made {
    /// The estate as it is, with other money.
    Money(Box<Plan>),
    /// Another estate.
    Scenario(Box<Judged>),
}

/// Other money, and the scenarios beside the inventory; the latter only where
/// none is laid over it.
fn compared(
    terminal: &Terminal,
    args: &ReportArgs,
    judged: &Judged,
) -> Result<Option<ComparisonDocument>, Exit> {
    let files =
        if args.input.scenario.is_empty() { scenarios::beside(&args.input.inventory) } else { Vec::new() };
    let progress = terminal.progress("Solving the plan with other money");
    let mut ways = other_money(&judged.assessment);
    for file in files {
        progress.step(&format!("Judging the scenario `{}`", file.display()));
        let other = scenarios::judge(terminal, judged, &args.input, &args.judge, &file)?;
        let Claims { name, claims } = scenarios::claims(terminal, &file)?;
        ways.push(Destination { name, file: Some(file), claims, made: Made::Scenario(Box::new(other)) });
    }
    drop(progress);
    if ways.is_empty() {
        return Ok(None);
    }
    let as_it_is = ComparedEstate {
        name: AS_IT_IS.to_owned(),
        file: None,
        assumes: Vec::new(),
        assessment: &judged.assessment,
        plan: &judged.assessment.plan,
    };
    let others = ways.iter().map(|way| {
        let (assessment, plan) = match &way.made {
            Made::Money(plan) => (&judged.assessment, &**plan),
            Made::Scenario(other) => (&other.assessment, &other.assessment.plan),
        };
        ComparedEstate {
            name: way.name.clone(),
            file: way.file.as_ref().map(|file| file.display().to_string()),
            assumes: way.claims.clone(),
            assessment,
            plan,
        }
    });
    let columns: Vec<ComparedEstate<'_>> = std::iter::once(as_it_is).chain(others).collect();
    Ok(Some(document(&columns, &judged.sources)))
}

fn other_money(assessment: &Assessment) -> Vec<Destination> {
    let plan = &assessment.plan;
    if plan.frame.pots.is_empty() || plan.placed.is_empty() {
        return Vec::new();
    }
    let way = |(times, name): &(f64, &str)| {
        let other = assessment.other_plan(plan.frame.clone().with_money(*times), &Effort::USUAL);
        let is_any = other.solution.is_feasible && !other.placed.is_empty();
        let (name, claims) = ((*name).to_owned(), Vec::new());
        is_any.then_some(Destination { name, file: None, claims, made: Made::Money(Box::new(other)) })
    };
    OTHER_MONEY.par_iter().filter_map(way).collect()
}
