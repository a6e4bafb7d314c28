//! Check: inventories to one estate with nothing unresolved left.
//!
//! Everything about the input that makes no sense together is said here:
//! references to nothing, ids that stand twice, ends before starts. This
//! stage knows nothing of graphs, rules or lifecycles.

pub mod estate;
mod reference;
pub mod resolve;

pub use estate::Estate;
pub use resolve::{Resolved, resolve};

/// Everything that is wrong with the files beyond their form, before
/// references are looked at.
pub fn check_files(_loaded: &crate::load::Loaded) -> Vec<crate::diagnostic::Diagnostic> {
    Vec::new()
}
