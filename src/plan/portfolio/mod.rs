//! The budgeted roadmap as a problem of its own, free of any estate: which
//! actions to start in which year, so that most value is cleared soonest.
//!
//! Source: the precedence-constrained, multi-period knapsack of open-pit
//! scheduling (Espinoza et al. 2013; Chicoisne et al. 2012). Method: methods
//! §6. Each step is reported: a greedy plan, the linear relaxation, and then,
//! side by side, a seeded local search that finds plans and branch and bound
//! over the "started by" formulation, which proves how far from the best they
//! are.

mod anneal;
mod aside;
mod clash;
pub mod compiled;
mod compiling;
mod deadline;
mod fault;
mod greedy;
pub mod problem;
mod relaxation;
mod schedule;
mod search;
pub mod solve;

pub use compiled::{Compiled, Resource};
pub use fault::{Fault, Spot};
pub use problem::Problem;
pub use solve::{Limits, Progress, Proof, Solution, Status, Step, solve};

#[cfg(test)]
mod tests;
