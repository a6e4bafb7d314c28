//! When a solution must stop: the time that it was given, or Ctrl-C.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::cli::args::EffortArgs;
use crate::cli::terminal::Terminal;
use crate::plan::portfolio::{Compiled, Effort, Solution, SolveLimits, SolveProgress, SolveStep};
use crate::render::number::percent;

/// Seconds where the call names none.
const USUAL_TIME: f64 = 60.0;

/// What a solver is given: its limits, when it is over, and whom it tells.
pub(in crate::cli) fn within<R>(
    terminal: &Terminal,
    effort: &EffortArgs,
    solve: impl FnOnce(&Effort<'_>) -> R,
) -> R {
    let started = Instant::now();
    let given = Duration::from_secs_f64(effort.time_limit.unwrap_or(USUAL_TIME));
    let is_stopped = Arc::new(AtomicBool::new(false));
    let heard = Arc::clone(&is_stopped);
    // Without a handler Ctrl-C ends the process, as it would anyway.
    let _ = ctrlc::set_handler(move || heard.store(true, Ordering::Relaxed));
    let is_over = || is_stopped.load(Ordering::Relaxed) || started.elapsed() >= given;
    let limits = SolveLimits {
        gap: effort.gap.unwrap_or(0.0),
        seed: effort.seed.unwrap_or(1),
        ..SolveLimits::default()
    };
    let progress = terminal.progress("Making a first plan");
    let watch = |now: SolveProgress| {
        let gap = if now.bound > 0.0 { ((now.bound - now.value) / now.bound).clamp(0.0, 1.0) } else { 0.0 };
        let next = match now.step {
            SolveStep::Greedy => "Bounding it",
            SolveStep::Relaxation => "Searching for a better plan",
            SolveStep::Search | SolveStep::Branching => "Proving how good it is",
        };
        progress
            .step(&format!("{next}: at most {} from the best (Ctrl-C stops with this plan)", percent(gap)));
    };
    solve(&Effort { limits: Some(limits), is_over: &is_over, watch: &watch })
}

/// Solves a portfolio within what was given, and says how far it is.
pub(super) fn solve_within(terminal: &Terminal, effort: &EffortArgs, portfolio: &Compiled) -> Solution {
    within(terminal, effort, |effort| effort.solve(portfolio, &[]))
}
