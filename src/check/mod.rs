//! Check: inventories to one estate with nothing unresolved left.
//!
//! Everything about the input that makes no sense together is said here:
//! references to nothing, ids that stand twice, ends before starts. This
//! stage knows nothing of graphs, rules or lifecycles.

pub mod estate;
mod option;
mod order;
mod part;
mod range;
mod reference;
pub mod resolve;
pub mod subject;
#[cfg(test)]
mod tests;

pub use estate::Estate;
pub use resolve::{Resolved, resolve};

/// Everything that is wrong with the files beyond their form, before
/// references are looked at.
pub fn check_files(loaded: &crate::load::Loaded) -> Vec<crate::diagnostic::Diagnostic> {
    let mut found = order::check(&loaded.files);
    found.extend(range::check(&loaded.files, loaded.settings.currency()));
    found
}
