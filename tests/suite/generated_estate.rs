//! Synthetic estates from end to end: written, loaded and checked.

use std::fs::{self, File};
use std::io::Write;

use techstrata::check;
use techstrata::diagnostic::{Code, Diagnostic, Level};
use techstrata::files::Files;
use techstrata::generate::{EstatePlan, files};
use techstrata::load::{self, SettingsFrom};

#[test]
fn a_synthetic_estate_is_sound() {
    let plan = EstatePlan { organisations: 8, systems: 1500, devices: 600, interfaces: 2500, seed: 4 };
    let folder = tempfile::tempdir().unwrap();
    for file in files(&plan) {
        let path = folder.path().join(&file.path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        File::create(path).unwrap().write_all(file.text.as_bytes()).unwrap();
    }
    let loaded = load::load(&Files::default(), folder.path(), SettingsFrom::Folder).unwrap();
    assert!(loaded.diagnostics.is_empty(), "{:#?}", loaded.diagnostics);
    only_rare_warnings(&check::check_files(&loaded));
    let resolved = check::resolve(loaded.files, false);
    only_rare_warnings(&resolved.diagnostics);
    let estate = resolved.estate;
    assert_eq!(estate.organisations.len(), 9);
    assert_eq!(estate.systems.len(), 1500);
    assert_eq!(estate.devices.len(), 600);
    assert_eq!(estate.interfaces.len(), 2500);
}

/// More licences in use than bought: the one fault that is planted.
fn only_rare_warnings(diagnostics: &[Diagnostic]) {
    for diagnostic in diagnostics {
        assert!(
            diagnostic.level != Level::Error && diagnostic.code == Code::OverusedLicences,
            "{diagnostic:#?}"
        );
    }
    assert!(diagnostics.len() < 10);
}
