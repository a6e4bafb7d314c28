//! What would change a finding's score: each factor of its likelihood alone at
//! its best anchor, and all of them. What is said of the subject's importance
//! cannot be changed, and stays.

use super::risk::{Scored, weighted_sum};
use crate::analyse::finding::Bounds;

/// A score that could be.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoreChange {
    /// The factor at its best; nothing for all of them.
    pub factor: Option<usize>,
    /// The risk then, 0 to 100.
    pub risk: f64,
}

/// Each factor that counts alone, then all together where there are several.
pub fn changes(scored: &Scored) -> Vec<ScoreChange> {
    let likelihood = &scored.finding.likelihood;
    let risk_with = |best: Option<usize>| {
        let mut factors = likelihood.clone();
        for (index, factor) in factors.iter_mut().enumerate() {
            if best.is_none_or(|best| best == index) {
                factor.value = Bounds::exact(0.0);
            }
        }
        100.0 * weighted_sum(&factors).point() * scored.impact.point()
    };
    let counting: Vec<usize> =
        (0..likelihood.len()).filter(|index| likelihood[*index].value.point() > 0.0).collect();
    let all = (counting.len() > 1).then(|| ScoreChange { factor: None, risk: risk_with(None) });
    counting
        .into_iter()
        .map(|index| ScoreChange { factor: Some(index), risk: risk_with(Some(index)) })
        .chain(all)
        .collect()
}
