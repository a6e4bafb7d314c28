//! The government framework's score of a system: a self-assessment aligned
//! with the Legacy IT Risk Assessment Framework, rule set
//! [`crate::method::indicator::RULE_SET`].
//!
//! Source: Legacy IT Risk Assessment Framework (CDDO 2023, updated 2025), as
//! [`crate::method::indicator`] says. What the inventory states proposes an
//! answer, and a person's answer replaces it; what only a person can answer
//! stays open, with a suggestion beside it that never counts. An open
//! indicator makes the score a range over all that it could be. Never an
//! official submission.

mod propose;

use crate::analyse::context::Context;
use crate::analyse::finding::Bounds;
use crate::check::estate::{Endpoint, SystemIndex};
use crate::method::Indicator;
use crate::method::indicator::{LEGACY, RED};
use crate::model::Fact;
use crate::model::system::{FrameworkAssessment, FrameworkJudgement};
use crate::source::Place;

/// Where an answer comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// A person answered, in the inventory.
    Judged,
    /// Facts of the inventory propose it.
    Proposed,
    /// Nobody answered, and no fact settles it.
    Open,
}

impl Basis {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Judged => "judged",
            Self::Proposed => "proposed",
            Self::Open => "open",
        }
    }
}

/// The answer to one indicator.
#[derive(Clone, Debug, PartialEq)]
pub struct IndicatorAnswer {
    /// The indicator.
    pub indicator: Indicator,
    /// The lowest that it can be, from 1.
    pub least: u8,
    /// The highest that it can be.
    pub most: u8,
    /// Where it comes from.
    pub basis: Basis,
    /// The facts behind it, or what is missing, in words.
    pub fact: String,
    /// Where the inventory states it, or would.
    pub place: Place,
    /// What people facts would suggest where the answer is open; never counted.
    pub suggestion: Option<(u8, String)>,
}

impl IndicatorAnswer {
    /// The score, if it is settled.
    pub fn score(&self) -> Option<u8> {
        (self.least == self.most).then_some(self.least)
    }
}

/// The framework's score of one system.
#[derive(Clone, Debug, PartialEq)]
pub struct FrameworkScore {
    /// The system.
    pub system: SystemIndex,
    /// One answer an indicator, in their order.
    pub answers: Vec<IndicatorAnswer>,
    /// (mean + highest) / 2 over the likelihood indicators, 1 to 6.
    pub likelihood: Bounds,
    /// (mean + highest) / 2 over the impact indicators, 1 to 5.
    pub impact: Bounds,
    /// Likelihood × impact, 1 to 30; exact only if complete.
    pub overall: Bounds,
}

impl FrameworkScore {
    /// Whether every indicator is answered.
    pub fn is_complete(&self) -> bool {
        self.answers.iter().all(|answer| answer.score().is_some())
    }

    /// Whether it is red (16 or more); nothing if that hangs on open answers.
    pub fn is_red(&self) -> Option<bool> {
        decided(self.overall.low() >= RED, self.overall.high() >= RED)
    }

    /// Whether it counts as legacy (a likelihood indicator of 3 or more);
    /// nothing if that hangs on open answers.
    pub fn is_legacy(&self) -> Option<bool> {
        let reaches = |pick: fn(&IndicatorAnswer) -> u8| {
            self.answers.iter().any(|answer| answer.indicator.is_likelihood() && pick(answer) >= LEGACY)
        };
        decided(reaches(|answer| answer.least), reaches(|answer| answer.most))
    }

    /// The answers that are open.
    pub fn open(&self) -> impl Iterator<Item = &IndicatorAnswer> {
        self.answers.iter().filter(|answer| answer.score().is_none())
    }
}

/// What holds at best and at worst holds; what holds at worst only is open.
fn decided(at_best: bool, at_worst: bool) -> Option<bool> {
    (at_best == at_worst).then_some(at_best)
}

/// (mean + highest) / 2 of one side's scores; 0 of none. Unrounded.
pub fn side_total(scores: &[u8]) -> f64 {
    let Some(highest) = scores.iter().max() else { return 0.0 };
    let sum: u32 = scores.iter().map(|score| u32::from(*score)).sum();
    f64::midpoint(f64::from(sum) / scores.len() as f64, f64::from(*highest))
}

/// The framework's score of a system. Linear in its components and devices.
pub fn score(context: &Context<'_>, system: SystemIndex) -> FrameworkScore {
    let answers: Vec<IndicatorAnswer> =
        Indicator::ALL.iter().map(|indicator| answer(context, system, *indicator)).collect();
    let total = |is_likelihood: bool, pick: fn(&IndicatorAnswer) -> u8| {
        let side = answers.iter().filter(|answer| answer.indicator.is_likelihood() == is_likelihood);
        side_total(&side.map(pick).collect::<Vec<u8>>())
    };
    let bounds = |is_likelihood: bool| {
        let (low, high) =
            (total(is_likelihood, |answer| answer.least), total(is_likelihood, |answer| answer.most));
        Bounds::between(low, high)
    };
    let (likelihood, impact) = (bounds(true), bounds(false));
    let (low, high) = (likelihood.low() * impact.low(), likelihood.high() * impact.high());
    let overall = Bounds::between(low, high);
    FrameworkScore { system, answers, likelihood, impact, overall }
}

fn answer(context: &Context<'_>, system: SystemIndex, indicator: Indicator) -> IndicatorAnswer {
    let entry = &context.estate.systems[system.at()];
    if let Some(judged) = judgement(&entry.record.assessment, indicator) {
        let score = (judged.score.clamp(1, u16::from(indicator.highest()))) as u8;
        let reason = judged.reason.known().map_or("no reason is recorded", |reason| reason.as_str());
        return IndicatorAnswer {
            indicator,
            least: score,
            most: score,
            basis: Basis::Judged,
            fact: reason.to_owned(),
            place: entry.field(format!("assessment.{}", indicator.key())),
            suggestion: None,
        };
    }
    propose::propose(context, system, indicator)
}

fn judgement(
    assessment: &Fact<Box<FrameworkAssessment>>,
    indicator: Indicator,
) -> Option<&FrameworkJudgement> {
    assessment.then(|answers| match indicator {
        Indicator::L1 => &answers.l1,
        Indicator::L2 => &answers.l2,
        Indicator::L3 => &answers.l3,
        Indicator::L4 => &answers.l4,
        Indicator::L5 => &answers.l5,
        Indicator::L6 => &answers.l6,
        Indicator::L7 => &answers.l7,
        Indicator::C1 => &answers.c1,
        Indicator::C2 => &answers.c2,
        Indicator::C3 => &answers.c3,
        Indicator::C4 => &answers.c4,
        Indicator::C5 => &answers.c5,
        Indicator::C6 => &answers.c6,
    })
}

/// Scores of every system in use, in their order.
pub fn score_all(context: &Context<'_>) -> Vec<FrameworkScore> {
    use rayon::prelude::*;
    let systems: Vec<SystemIndex> = context
        .estate
        .systems()
        .filter(|(_, entry)| entry.record.is_in_use())
        .map(|(system, _)| system)
        .collect();
    systems.into_par_iter().map(|system| score(context, system)).collect()
}

/// The place of a field of a system.
fn place(context: &Context<'_>, system: SystemIndex, field: String) -> Place {
    context.estate.origin(Endpoint::System(system).into()).field(field)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn overall(likelihood: &[u8], impact: &[u8]) -> f64 {
        side_total(likelihood) * side_total(impact)
    }

    #[test]
    fn the_official_worked_example() {
        // methods §5: 5.71 × 4.67 = 26.67.
        let (likelihood, impact) = ([5, 5, 5, 5, 6, 6, 6], [5, 5, 2, 5, 5, 4]);
        assert!((side_total(&likelihood) - 5.714_285_714_285_714).abs() < 1e-12);
        assert!((side_total(&impact) - 4.666_666_666_666_667).abs() < 1e-12);
        assert!((overall(&likelihood, &impact) - 26.666_666_666_666_67).abs() < 1e-9);
    }

    #[test]
    fn rounding_first_would_call_this_red() {
        // L sums to 26 with highest 5; C sums to 20 with highest 4: 15.976.
        let total = overall(&[5, 5, 4, 4, 4, 3, 1], &[4, 4, 3, 3, 3, 3]);
        assert!((total - 15.976_190_476_190_476).abs() < 1e-9 && total < RED);
    }

    #[test]
    fn one_certain_indicator_may_be_red() {
        assert!((overall(&[6, 1, 1, 1, 1, 1, 1], &[5; 6]) - 19.285_714_285_714_285).abs() < 1e-9);
    }

    #[test]
    fn without_a_likelihood_above_two_ten_is_the_most() {
        assert!((overall(&[2; 7], &[5; 6]) - 10.0).abs() < 1e-12);
    }
}
