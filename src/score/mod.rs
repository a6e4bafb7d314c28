//! Score: findings to risk scores and an order, with every number explained.
//!
//! A finding's risk is 100 × likelihood × impact; each side is a weighted sum
//! of factors. Systems and fleets are ranked by an additive value over
//! declared criteria, and how firm that order is comes from draws. Beside them
//! stands the government framework's score. This stage knows no money plan
//! and no page.

pub mod change;
pub mod firmness;
pub mod framework;
pub mod ledger;
pub mod quadrant;
pub mod ranking;
pub mod risk;
pub mod robustness;
pub mod verdict;

pub use framework::FrameworkScore;
pub use ranking::{Contribution, Figure, RankPosition, Standings};
pub use risk::{Scored, confidence_word};
pub use robustness::RankShares;
pub use verdict::Verdict;
