//! Runs the rules in parallel and joins what they say in their own order, so
//! that the answer is the same at any number of threads.

use rayon::prelude::*;

use super::context::Context;
use super::finding::{Finding, Verdicts};
use super::registry::rules;
use super::rule::Rule;

/// Everything that the rules say of an estate, in the rules' order. Rules of
/// which `is_off` holds are left out.
pub fn run(context: &Context<'_>, is_off: impl Fn(&str) -> bool) -> Verdicts {
    let on: Vec<&Rule> = rules().filter(|rule| !is_off(rule.meta.id)).collect();
    let said: Vec<Verdicts> = on.par_iter().map(|rule| compact((rule.judge)(context))).collect();
    let mut all = Verdicts::default();
    for verdicts in said {
        all.extend(verdicts);
    }
    all
}

/// Gives back the room that lists kept to grow: of a large estate's findings
/// it is a third.
fn compact(mut said: Verdicts) -> Verdicts {
    said.findings.iter_mut().for_each(Finding::shrink);
    said
}
