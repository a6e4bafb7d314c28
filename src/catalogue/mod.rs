//! Products, their release cycles, and what is known of their ends.
//!
//! Three layers of facts, the upper wins per product and cycle: the facts
//! built in, files given on the command line, and the inventory's own
//! `lifecycles:`. [`Matcher`] leads from the names that inventories hold to a
//! set of releases that may be meant ([`Match`]), and [`support`] says what
//! state they are in on a day. This module knows dates, text and the model,
//! never an estate; today is always a parameter.

mod built_in;
mod compact;
mod endoflife;
mod extension;
mod identifier;
mod layers;
mod lexicon;
mod matching;
mod names;
mod normalise;
mod outcome;
mod phrases;
mod product;
mod reading;
mod record;
mod rules;
mod spelling;
mod statement;
mod statement_words;
pub mod support;
mod version;

pub use layers::{Catalogue, CatalogueError};
pub use matching::Matcher;
pub use normalise::LONGEST_TEXT;
pub use outcome::{Beyond, Candidate, Match, MatchMethod, NamedExtension, Query, VersionFit};
pub use product::{Cycle, End, Extension, Layer, Product, Source};
pub use support::{Bought, Ends, ShareBounds, SupportPosition, SupportQuestion, SupportState};
