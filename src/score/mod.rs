//! Score: findings to risk scores and an order, with every number explained.
//!
//! A finding's risk is 100 × likelihood × impact; each side is a weighted sum
//! of factors. Systems and fleets are ranked by an additive value over
//! declared criteria. This stage knows no money plan and no page.

pub mod ranking;
pub mod risk;

pub use ranking::{Contribution, Standing, Standings};
pub use risk::{Scored, confidence_word};
