//! What many tests read and none changes, made once for the whole binary.

use std::sync::LazyLock;

use techstrata::catalogue::Catalogue;

/// The facts that the program carries.
pub(crate) static BUILT_IN: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::built_in().unwrap());
