//! `import`: makes an inventory of the files that people have.

use std::path::{Path, PathBuf};

use super::super::args::{DatesArg, ImportArgs};
use crate::cli::exit::Exit;
use crate::cli::input;
use crate::cli::output;
use crate::cli::terminal::Terminal;
use crate::files::FileRole;
use crate::import::mapping::Mapping;
use crate::import::report::Made;
use crate::import::value::date::DateOrder;
use crate::import::{self, Imported, Request};
use crate::render::document;
use crate::table::Limits;

/// Runs the command.
pub fn run(terminal: &Terminal, args: &ImportArgs) -> Exit {
    imported(terminal, args).unwrap_or_else(|exit| exit)
}

fn imported(terminal: &Terminal, args: &ImportArgs) -> Result<Exit, Exit> {
    if let Some(folder) = args.output.as_deref().filter(|folder| !args.dry_run && !is_free(folder)) {
        terminal.error(&format!(
            "`{}` is not an empty folder; name a new one, so that nothing of yours is overwritten",
            folder.display()
        ));
        return Err(Exit::WrongInput);
    }
    for path in &args.files {
        terminal.files().keep(path, FileRole::Export);
    }
    let mapping = mapping(terminal, args)?;
    let catalogue = input::built_in(terminal)?;
    let files: Vec<(PathBuf, String)> = args.files.iter().map(|path| (path.clone(), shown(path))).collect();
    let progress = terminal.progress("Reading the files");
    let order = args.dates.map(|dates| match dates {
        DatesArg::DayFirst => DateOrder::DayFirst,
        DatesArg::MonthFirst => DateOrder::MonthFirst,
    });
    let request = Request {
        files: &files,
        organisation: args.name.as_deref(),
        dates: order,
        mapping: &mapping,
        catalogue: &catalogue,
        day: input::day_or_today(args.as_of),
        limits: Limits {
            unpacked_bytes: args.unpacked_limit << 20,
            cells: args.cell_limit,
            ..Limits::default()
        },
        progress: &|file, rows| {
            progress.step(&if rows > 0 { format!("{file}, row {rows}") } else { file.to_owned() });
        },
    };
    let made = import::run(request);
    drop(progress);
    let made = made.map_err(|faults| {
        for fault in &faults {
            terminal.error(&fault.to_string());
        }
        terminal.error("nothing was written");
        Exit::WrongInput
    })?;
    finish(terminal, args, &made)
}

fn finish(terminal: &Terminal, args: &ImportArgs, made: &Imported) -> Result<Exit, Exit> {
    if let Some(path) = &args.write_mapping {
        output::write_file(terminal, path, made.mapping.as_bytes())?;
    }
    let said = terminal.output(&document::import::text(&made.report));
    if said != Exit::Done {
        return Ok(said);
    }
    if made.report.made == Made::default() {
        terminal.error("nothing in these files could be taken, and nothing was written; say what the tables mean with `--mapping` (`--write-mapping FILE` makes one to correct)");
        return Err(Exit::WrongInput);
    }
    let Some(folder) = args.output.as_deref().filter(|_| !args.dry_run) else {
        terminal.note("a dry run: no inventory was written");
        return Ok(Exit::Done);
    };
    let files = made.files.iter().map(|file| (file.path.as_str(), file.text.as_bytes()));
    output::write_folder(terminal, folder, files)?;
    let folder = folder.display();
    terminal.note(&format!(
        "{folder}: {} files. Next:\n  techstrata check {folder}\n  techstrata report {folder} -o report.html",
        made.files.len()
    ));
    Ok(Exit::Done)
}

fn mapping(terminal: &Terminal, args: &ImportArgs) -> Result<Mapping, Exit> {
    let Some(path) = &args.mapping else { return Ok(Mapping::default()) };
    let text = input::text(terminal, path, FileRole::Mapping)?;
    Mapping::read(&text).map_err(|faults| {
        for fault in faults {
            terminal.error(&format!("`{}`: {fault}", path.display()));
        }
        Exit::WrongInput
    })
}

/// A file's name as it is shown and kept: its last part, which says nothing
/// of the machine that it lay on.
fn shown(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// Whether a folder is not there yet, or holds nothing.
fn is_free(folder: &Path) -> bool {
    match std::fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) => error.kind() == std::io::ErrorKind::NotFound,
    }
}
