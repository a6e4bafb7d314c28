//! Products, their release cycles, and what is known of their ends.
//!
//! Three layers of facts, the upper wins per product and cycle: the facts
//! built in, files given on the command line, and the inventory's own
//! `lifecycles:`. a matcher leads from the names that inventories hold to a
//! product and a cycle, and [`support`] says what state that cycle is in on a
//! day. This module knows dates, text and the model, never an estate; today
//! is always a parameter.

mod built_in;
mod endoflife;
mod layers;
mod product;
mod record;
pub mod support;

pub use layers::{Catalogue, CatalogueError};
pub use product::{Cycle, End, Layer, Product, Source};
pub use support::{Bought, Bounds, Standing, SupportQuestion, SupportState};
