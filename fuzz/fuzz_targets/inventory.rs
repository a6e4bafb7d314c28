//! Any bytes as inventory and settings, through every stage: diagnostics that
//! can be shown, or a report; never a panic.
#![no_main]

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use techstrata::assess::{assess, settle};
use techstrata::catalogue::Catalogue;
use techstrata::check;
use techstrata::cli::diagnostics;
use techstrata::files::Files;
use techstrata::load::{self, SettingsFrom};
use techstrata::render::{document::results, format::json};
use techstrata::render::{html, view};

static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = std::env::temp_dir().join(format!("techstrata-fuzz-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    folder
});

fuzz_target!(|input: (&[u8], Option<&str>)| {
    let (inventory, settings) = input;
    fs::write(FOLDER.join("inventory.yaml"), inventory).unwrap();
    fs::write(FOLDER.join("techstrata.yaml"), settings.unwrap_or_default()).unwrap();
    let Ok(mut loaded) = load::load(&Files::default(), &FOLDER, SettingsFrom::Folder) else { return };
    let mut all = std::mem::take(&mut loaded.diagnostics);
    all.extend(check::check_files(&loaded));
    let (sources, settings, file) = (loaded.sources.clone(), loaded.settings.clone(), loaded.settings_file);
    let resolved = check::resolve(loaded.files, true);
    all.extend(resolved.diagnostics);
    let catalogue = Catalogue::empty();
    let (assessment, more) = assess(resolved.estate, settle(&settings, file).0, catalogue, jiff::civil::date(2026, 11, 23));
    all.extend(more);
    let _ = diagnostics::render(&all, &sources, false);
    let mut out = Vec::new();
    json::write(&results::results(&assessment, &sources), &mut out).unwrap();
    html::render(&view::report(&assessment, &sources, &view::Beside::default())).unwrap();
});
