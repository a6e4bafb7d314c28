//! Broken inventories, and what a person sees of each.
//!
//! Every folder below `tests/diagnostics` holds an inventory with a fault and
//! what is said about it. `TECHSTRATA_UPDATE=1 cargo test diagnostics::`
//! writes the answers anew; read them before you commit them.

use std::path::{Path, PathBuf};

use techstrata::cli::diagnostics::render;
use techstrata::diagnostic::Diagnostic;
use techstrata::files::Files;
use techstrata::load::{Loaded, SettingsFrom, load};
use techstrata::{check, diagnostic};

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics");
    let mut cases: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    cases.sort();
    cases
}

/// Everything that `check` says of a folder.
fn said_of(folder: &Path) -> (String, Vec<Diagnostic>, bool) {
    let mut loaded: Loaded = load(&Files::default(), folder, SettingsFrom::Folder).unwrap();
    let mut diagnostics = std::mem::take(&mut loaded.diagnostics);
    diagnostics.extend(techstrata::assess::settle(&loaded.settings, loaded.settings_file).1);
    diagnostics.extend(check::check_files(&loaded));
    let sources = std::mem::take(&mut loaded.sources);
    let resolved = check::resolve(loaded.files, false);
    diagnostics.extend(resolved.diagnostics);
    let still_read = resolved.estate.systems.iter().any(|entry| entry.record.id.as_str() == "still-read");
    (render(&diagnostics, &sources, false), diagnostics, still_read)
}

#[test]
#[expect(clippy::disallowed_methods, reason = "writes the expected answers into the source tree")]
fn every_broken_inventory_is_explained() {
    let mut stale = Vec::new();
    for case in cases() {
        let (said, diagnostics, still_read) = said_of(&case.join("input"));
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        assert!(!diagnostics.is_empty(), "{name}: nothing was said");
        assert!(still_read, "{name}: the good file beside it was not read");
        let expected = case.join("expected.txt");
        if std::env::var_os("TECHSTRATA_UPDATE").is_some() {
            std::fs::write(&expected, &said).unwrap();
        } else if std::fs::read_to_string(&expected).unwrap_or_default() != said {
            stale.push(format!("{name}:\n{said}"));
        }
    }
    assert!(
        stale.is_empty(),
        "these answers changed; run with TECHSTRATA_UPDATE=1 and read them:\n{}",
        stale.join("\n")
    );
}

#[test]
fn there_are_at_least_thirty_of_them() {
    assert!(cases().len() >= 30, "{}", cases().len());
}

#[test]
fn every_code_that_files_can_raise_has_a_case() {
    use diagnostic::Code;
    // These need another call, another machine or a judged estate; other tests
    // raise them.
    const ELSEWHERE: [Code; 12] = [
        Code::AmbiguousReference,
        Code::ContradictingActions,
        Code::NotUtf8,
        Code::FileTooLarge,
        Code::Unreadable,
        Code::LinkNotFollowed,
        Code::PlaceholderReference,
        Code::EmptyEstate,
        Code::AcceptanceWithoutFinding,
        Code::AcceptanceExpired,
        Code::UnknownResolves,
        Code::BadValue,
    ];
    let mut raised: Vec<Code> =
        cases().iter().flat_map(|case| said_of(&case.join("input")).1).map(|d| d.code).collect();
    raised.sort_unstable();
    let missing: Vec<&str> = Code::ALL
        .iter()
        .filter(|code| !raised.contains(code) && !ELSEWHERE.contains(code))
        .map(|code| code.word())
        .collect();
    assert!(missing.is_empty(), "no case raises {missing:?}");
}

#[test]
#[expect(clippy::disallowed_methods, reason = "writes files for a test")]
fn another_encoding_is_placed_to_the_byte() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.yaml"), b"systems:\n  - {id: cafe, name: Caf\xe9}\n").unwrap();
    let (said, _, _) = said_of(folder.path());
    assert!(said.contains("error[not-utf8]: the file is not UTF-8\n --> a.yaml:2:"), "{said}");
}

#[test]
#[cfg(unix)]
#[expect(clippy::disallowed_methods, reason = "writes files for a test")]
fn links_are_reported_and_never_followed() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.yaml"), "systems: [{id: still-read, name: S}]").unwrap();
    std::os::unix::fs::symlink("/", folder.path().join("outside")).unwrap();
    std::os::unix::fs::symlink(folder.path(), folder.path().join("circle")).unwrap();
    let (said, diagnostics, still_read) = said_of(folder.path());
    assert_eq!(diagnostics.len(), 2, "{said}");
    assert!(still_read && said.contains("links are not followed"), "{said}");
}
