//! Where the belief under a finding comes from, as a row and in words.

use super::document::{BeliefExplained, BeliefRow};
use crate::analyse::confidence::Belief;
use crate::assess::Assessment;
use crate::render::document::results::Writer;
use crate::render::number::decimal;
use crate::sentence::{Sentence, say};

/// What a belief rests on.
pub(super) fn belief(assessment: &Assessment, writer: &Writer<'_>, belief: Belief) -> BeliefExplained {
    let facts = match belief {
        Belief::Facts(facts) => facts,
        Belief::Certain(certain) => return BeliefExplained::Certain { certain },
    };
    let context = assessment.context();
    let verified = context.provenance(facts.subject).and_then(|provenance| provenance.verified.get());
    let field = if verified.is_some() { "verified" } else { "" };
    BeliefExplained::Facts(BeliefRow {
        subject: assessment.estate.key(facts.subject).to_string(),
        has_source: facts.has_source,
        reliability: facts.reliability,
        verified,
        age_days: facts.age_days,
        half_life_days: facts.half_life_days,
        is_floor: facts.is_floor,
        freshness: facts.freshness,
        matched: facts.matched,
        place: writer.place(&assessment.estate.origin(facts.subject).field(field)),
    })
}

/// belief = reliability × freshness × match, with what each rests on.
pub(super) fn words(belief: &BeliefExplained) -> Sentence {
    let belief = match belief {
        BeliefExplained::Facts(row) => row,
        BeliefExplained::Certain { certain } => return say!["Belief 1: ", *certain],
    };
    let source = if belief.has_source { "a source is recorded" } else { "no source is recorded" };
    let freshness = match (belief.verified, belief.age_days) {
        (Some(day), Some(age)) if belief.is_floor => {
            let least = format!(", {age} days ago: the least, as of a fact that nobody checked");
            say!["verified ", day, least]
        }
        (Some(day), Some(age)) => {
            let half = decimal(belief.half_life_days, 0);
            say![format!("2^(−{age} days ÷ {half} days half-life), verified "), day]
        }
        _ => say!["no day of verification is recorded"],
    };
    say![
        format!(
            "Belief in the facts of {} = reliability {} ({source}) × freshness {} (",
            belief.subject,
            decimal(belief.reliability, 2),
            decimal(belief.freshness, 4)
        ),
        freshness,
        format!(
            ") × match {} = {}; {}",
            decimal(belief.matched, 2),
            decimal(belief.reliability * belief.freshness * belief.matched, 4),
            belief.place
        ),
    ]
}
