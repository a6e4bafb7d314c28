//! The look of the report: accent and logo of the settings, templates of the
//! call.

use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::cli::args::ReportArgs;
use crate::cli::exit::Exit;
use crate::cli::terminal::Terminal;
use crate::render::html::brand::{Accent, Brand, Logo, MOST_LOGO_BYTES, overridden};
use crate::settings::Settings;

/// Reads the look.
///
/// # Errors
///
/// With the exit status, after saying everything that is wrong with it.
pub(super) fn brand(terminal: &Terminal, args: &ReportArgs, settings: &Settings) -> Result<Brand, Exit> {
    let mut faults = Vec::new();
    let branding = &settings.branding;
    let accent = branding.accent.known().and_then(|colour| {
        Accent::parse(colour)
            .map_err(|why| faults.push(format!("the settings' `branding.accent`: {why}")))
            .ok()
    });
    let logo = branding.logo.known().and_then(|path| {
        let name = settings.estate.known().map_or("Logo", |name| name.as_str());
        logo(&beside_settings(args, path), name)
            .map_err(|why| faults.push(format!("the settings' `branding.logo`, `{path}`: {why}")))
            .ok()
    });
    let files = args.templates.as_deref().map_or_else(|| Ok(Vec::new()), files);
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

/// A path of the settings: beside their file.
fn beside_settings(args: &ReportArgs, path: &str) -> PathBuf {
    let inventory = &args.input.inventory;
    let folder = match &args.input.settings {
        Some(settings) => settings.parent().map(Path::to_owned),
        None if inventory.is_dir() => Some(inventory.clone()),
        None => inventory.parent().map(Path::to_owned),
    };
    folder.unwrap_or_default().join(path)
}

fn logo(path: &Path, name: &str) -> Result<Logo, String> {
    let size = std::fs::metadata(path).map_err(|error| error.to_string())?.len();
    if size > 16 * MOST_LOGO_BYTES as u64 {
        return Err(format!("it has {} kB, and {} are allowed", size / 1024, MOST_LOGO_BYTES / 1024));
    }
    let bytes = std::fs::read(path).map_err(|error| error.to_string())?;
    Logo::read(&bytes, name)
}

/// Every file of the folder of templates, by its path there.
fn files(folder: &Path) -> Result<Vec<(String, String)>, String> {
    let fail =
        |path: &Path, why: &dyn std::fmt::Display| format!("`{}` cannot be read: {why}", path.display());
    let mut found = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| fail(folder, &error))?;
        let name = entry.file_name().to_string_lossy();
        let is_ours = name.ends_with(".tera") || name.ends_with(".css");
        if entry.file_type().is_file() && is_ours {
            let text = std::fs::read_to_string(entry.path()).map_err(|error| fail(entry.path(), &error))?;
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
