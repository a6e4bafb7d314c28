//! Plan: what could be done, and what to do first with the money there is.
//!
//! Options that the inventory records become actions; a first answer takes
//! those of best value with whatever must come before them. This stage knows
//! no page.

pub mod action;
pub mod greedy;
pub mod lens;
pub mod portfolio;
pub mod roadmap;
pub mod what_if;

pub use action::{Action, Actions};
pub use greedy::{Chosen, Plan};
pub use lens::Lens;
pub use what_if::WhatIf;
