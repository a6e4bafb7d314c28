//! Generate: seeded synthetic estates as inventory YAML.
//!
//! Benchmarks and demonstrations need estates of any size and realistic
//! shape: hubs that carry most interfaces, a heavy tail of degrees, islands,
//! re-keying, products of every era in varied spellings, and missing facts.
//! Every entity is a pure function of the seed, its organisation and its
//! number, so nothing is kept: files come one by one, and references are
//! computed instead of looked up.
//!
//! This stage makes plain data, which [`crate::yaml`] writes, and knows nothing
//! of loading it; the types of [`crate::model`] appear in its tests only.

mod device;
mod interface;
mod journey;
mod organisation;
mod plan;
mod product;
mod random;
mod region;
mod shape;
mod system;
mod vocabulary;

#[cfg(test)]
mod tests;

pub use plan::{EstateFiles, EstatePlan, GeneratedFile, files};
