//! The budgeted plan as a problem of its own, free of any estate: which actions
//! to start in which year, so that most value is cleared soonest.
//!
//! Source: the precedence-constrained, multi-period knapsack of open-pit
//! scheduling (Espinoza et al. 2013; Chicoisne et al. 2012). Method: methods
//! §17. Each step is reported: a greedy plan, the linear relaxation of the
//! "started by" formulation, then branch and bound, which proves how far from
//! the best a plan is; where that takes long, a seeded local search finds
//! plans beside it.

mod anneal;
mod aside;
mod clash;
pub mod compiled;
mod compiling;
mod deadline;
mod effort;
mod fault;
mod greedy;
pub mod problem;
mod relaxation;
mod schedule;
mod search;
mod solution;
mod solve;

pub use compiled::{Compiled, Resource};
pub use effort::{Effort, Known, SolveLimits, SolveProgress, SolveStep};
pub use fault::{Fault, FaultPlace};
pub use greedy::order;
pub use problem::Problem;
pub use schedule::used;
pub use solution::{Proof, Solution, SolveMethod, Status};
pub use solve::solve;

#[cfg(test)]
mod tests;
