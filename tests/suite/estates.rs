//! What many tests start from: facts made once for the whole binary, and an
//! inventory with its settings in a folder of its own.

use std::fs;
use std::sync::LazyLock;

use techstrata::catalogue::Catalogue;

/// The facts that the program carries.
pub(crate) static BUILT_IN: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::built_in().unwrap());

/// An inventory of one file with its settings, in a folder that goes away.
#[expect(clippy::disallowed_methods, reason = "writes an inventory for a test")]
pub(crate) fn written(inventory: &str, settings: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("inventory.yaml"), inventory).unwrap();
    fs::write(folder.path().join("techstrata.yaml"), settings).unwrap();
    folder
}
