//! Plan: what could be done, and what to do first with the money there is.
//!
//! Options that the inventory records become actions, and the actions become
//! one plan, made once. This stage knows no page.

pub mod action;
pub mod lens;
pub mod portfolio;
pub mod roadmap;
pub mod what_if;

pub use action::{Action, Actions};
pub use lens::Lens;
pub use roadmap::{Chosen, Plan};
pub use what_if::WhatIf;
