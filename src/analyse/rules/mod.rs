//! The rules, one file each, by family.

pub mod bottleneck;
pub mod commercial;
pub mod outdated;
pub mod people;
pub mod quality;
pub mod silo;
