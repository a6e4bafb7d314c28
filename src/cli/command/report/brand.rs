//! The look of the report: accent and logo of the settings, templates of the
//! call.

use std::path::Path;

use walkdir::WalkDir;

use crate::cli::args::ReportArgs;
use crate::cli::exit::Exit;
use crate::cli::input::Judged;
use crate::cli::terminal::Terminal;
use crate::files::{FileRole, Files};
use crate::render::html::brand::{Accent, Brand, Logo, MOST_LOGO_BYTES, overridden};

/// How the names of templates and styles end.
const ENDINGS: &[&str] = &["tera", "css"];
/// The largest template or style that is read, in bytes.
const MOST_TEMPLATE_BYTES: u64 = 4 << 20;

/// Reads the look.
///
/// # Errors
///
/// With the exit status, after saying everything that is wrong with it.
pub(super) fn brand(terminal: &Terminal, args: &ReportArgs, judged: &Judged) -> Result<Brand, Exit> {
    let settings = &judged.assessment.settings;
    let mut faults = Vec::new();
    let branding = &settings.branding;
    let accent = branding.accent.known().and_then(|colour| {
        Accent::parse(colour)
            .map_err(|why| faults.push(format!("the settings' `branding.accent`: {why}")))
            .ok()
    });
    let logo = judged.logo.as_deref().and_then(|path| {
        let name = settings.estate.known().map_or("Logo", |name| name.as_str());
        logo(terminal.files(), path, name)
            .map_err(|why| faults.push(format!("the settings' `branding.logo`, `{}`: {why}", path.display())))
            .ok()
    });
    let templates = args.templates.as_deref();
    let files = templates.map_or_else(|| Ok(Vec::new()), |folder| files(terminal.files(), folder));
    let look = match files.map(overridden) {
        Ok(Ok(look)) => look,
        Ok(Err(more)) => {
            faults.extend(more);
            Brand::default()
        }
        Err(why) => {
            faults.push(why);
            Brand::default()
        }
    };
    for fault in &faults {
        terminal.error(fault);
    }
    if faults.is_empty() { Ok(Brand { accent, logo, ..look }) } else { Err(Exit::WrongInput) }
}

fn logo(files: &Files, path: &Path, name: &str) -> Result<Logo, String> {
    let bytes =
        files.read(path, FileRole::Logo, MOST_LOGO_BYTES as u64).map_err(|error| error.to_string())?;
    Logo::read(&bytes, name)
}

/// Every file of the folder of templates, by its path there.
fn files(known: &Files, folder: &Path) -> Result<Vec<(String, String)>, String> {
    let fail =
        |path: &Path, why: &dyn std::fmt::Display| format!("`{}` cannot be read: {why}", path.display());
    known.keep_folder(folder, FileRole::Template, ENDINGS);
    let mut found = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| fail(folder, &error))?;
        let is_ours = entry.path().extension().is_some_and(|own| ENDINGS.iter().any(|ending| own == *ending));
        if entry.file_type().is_file() && is_ours {
            let bytes = known.read(entry.path(), FileRole::Template, MOST_TEMPLATE_BYTES);
            let bytes = bytes.map_err(|error| fail(entry.path(), &error))?;
            let text = String::from_utf8(bytes).map_err(|_| fail(entry.path(), &"it is not UTF-8"))?;
            let path = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            let parts: Vec<String> = path.iter().map(|part| part.to_string_lossy().into_owned()).collect();
            found.push((parts.join("/"), text));
        }
    }
    if found.is_empty() {
        return Err(format!("`{}` holds no `.tera` and no `.css` file", folder.display()));
    }
    Ok(found)
}
