//! techstrata: a legacy tech stack inventory and integration analyser.
//!
//! Data flows one way; each stage knows those before it, never those after:
//!
//! ```text
//! YAML -> load -> check -> graph -> analyse -> score -> plan -> render -> file
//!       Inventory Estate  Graph   Findings  Scores  Roadmap
//! ```
//!
//! - [`load`]: files to inventories with symbolic places
//! - [`check`]: inventories to one estate with nothing unresolved left
//! - [`graph`]: views of the estate, and measures over plain indices
//! - [`catalogue`]: products, release cycles and support states
//! - [`analyse`]: rules to findings, strengths and gaps
//! - [`score`]: risk scores and the order
//! - [`plan`]: actions and what to do first
//! - [`assess`]: the stages in a row
//! - [`ask`]: questions beyond the assessment, such as what stops when one thing stops
//! - [`render`]: what people get to see
//! - [`table`]: tables of any maker as text cells
//! - [`import`]: the files that people have to inventory files
//! - [`generate`]: synthetic estates as inventory files
//! - [`yaml`]: the one writer and editor of inventory files

pub mod analyse;
pub mod ask;
pub mod assess;
pub mod catalogue;
pub mod check;
pub mod cli;
pub mod date;
pub mod diagnostic;
pub mod files;
pub mod generate;
pub mod graph;
pub mod import;
pub mod load;
pub mod method;
pub mod model;
pub mod money;
pub mod plan;
pub mod random;
pub mod render;
pub mod score;
pub mod sentence;
pub mod settings;
pub mod source;
pub mod table;
pub mod text;
pub mod yaml;
