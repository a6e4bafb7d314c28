//! A first plan: best gain for its cost first, what must come before counted
//! with it (methods §6, step 2).

use super::compiled::Compiled;
use super::schedule::{Schedule, value};

/// Adds to a plan, until nothing fits, the action with the highest gain for
/// the money that it and its missing prerequisites take; equals by number.
/// O(actions² · findings).
pub(super) fn extend(portfolio: &Compiled, schedule: &mut Schedule<'_>) {
    let mut open: Vec<usize> =
        (0..portfolio.actions.len()).filter(|&action| schedule.start[action] == 0).collect();
    let mut now = value(portfolio, &schedule.start, &portfolio.worth);
    loop {
        let mut best: Option<(f64, f64, Schedule<'_>)> = None;
        open.retain(|&action| {
            if schedule.start[action] != 0 {
                return false;
            }
            let mut trial = schedule.clone();
            if !trial.place(action) {
                return false;
            }
            let after = value(portfolio, &trial.start, &portfolio.worth);
            let price = cost(portfolio, &trial.start) - cost(portfolio, &schedule.start);
            let rate = (after - now) / price.max(1e-9);
            if after > now && best.as_ref().is_none_or(|(highest, ..)| rate > *highest) {
                best = Some((rate, after, trial));
            }
            true
        });
        let Some((_, after, chosen)) = best else { return };
        now = after;
        schedule.start.clone_from(&chosen.start);
        *schedule = chosen;
    }
}

fn cost(portfolio: &Compiled, start: &[usize]) -> f64 {
    let done = portfolio.actions.iter().zip(start).filter(|(_, start)| **start != 0);
    done.map(|(action, _)| action.demand.first().map_or(0.0, |cost| cost.iter().sum::<f64>())).sum()
}
