//! Any text as a portfolio: read, compiled, and solved where it is small.
#![no_main]

use libfuzzer_sys::fuzz_target;
use techstrata::plan::portfolio::{SolveLimits, Problem, solve};

fuzz_target!(|text: &str| {
    let Ok(problem) = Problem::read(text) else { return };
    let Ok(portfolio) = problem.compile() else { return };
    if portfolio.actions.len() <= 6 && portfolio.years <= 5 && portfolio.findings.len() <= 20 {
        let limits = SolveLimits { nodes: 50, ..SolveLimits::default() };
        let solution = solve(&portfolio, &limits, &|| true, &|_| {});
        let Some(bound) = solution.bound else { return };
        assert!(solution.objective <= bound + 1e-6 * bound.abs().max(1.0));
    }
});
