//! techstrata: a legacy tech stack inventory and integration analyser.
//!
//! Data flows one way; each stage knows those before it, never those after:
//!
//! ```text
//! YAML -> load -> check -> graph -> analyse -> score -> plan -> render -> file
//!       Inventory Estate  Graph   Findings  Scores  Roadmap
//! ```

pub mod date;
pub mod diagnostic;
pub mod model;
pub mod money;
pub mod render;
pub mod settings;
pub mod source;
pub mod text;
