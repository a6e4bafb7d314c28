//! Where the lowest belief under a finding comes from: the entity whose
//! reliability × freshness × match gives it.

use super::document::BeliefRow;
use crate::analyse::confidence::{self, Ageing};
use crate::assess::Assessment;
use crate::check::estate::{Endpoint, Subject};
use crate::render::document::results::Writer;
use crate::render::number::decimal;
use crate::score::Scored;
use crate::text::visible;

/// The entity on which the belief rests, or nothing where a rule took it from
/// elsewhere. Linear in what the finding touches.
pub(super) fn belief(
    assessment: &Assessment,
    writer: &Writer<'_>,
    scored: &Scored,
    lowest: f64,
) -> Option<BeliefRow> {
    let finding = &scored.finding;
    let subjects = std::iter::once(finding.subject).chain(finding.touches.iter().copied());
    for subject in subjects {
        for matched in matches(assessment, subject) {
            for ageing in [Ageing::Version, Ageing::Slow, Ageing::Volume] {
                let Some(row) = row(assessment, writer, subject, matched, ageing) else { continue };
                if (row.reliability * row.freshness * row.matched - lowest).abs() < 1e-9 {
                    return Some(row);
                }
            }
        }
    }
    None
}

/// How sure the products of a subject are, and 1 for what needs no match.
fn matches(assessment: &Assessment, subject: Subject) -> Vec<f64> {
    let owner = match subject {
        Subject::System(index) => Some(Endpoint::System(index)),
        Subject::Device(index) => Some(Endpoint::Device(index)),
        _ => None,
    };
    let components = owner.map_or(&[][..], |owner| assessment.lifecycles.of(owner)).iter();
    let sure = components.map(|component| assessment.lifecycles.product(component).confidence);
    std::iter::once(1.0).chain(sure).collect()
}

fn row(
    assessment: &Assessment,
    writer: &Writer<'_>,
    subject: Subject,
    matched: f64,
    ageing: Ageing,
) -> Option<BeliefRow> {
    let context = assessment.context();
    let provenance = context.provenance(subject)?;
    let parts = confidence::parts(provenance, ageing, assessment.today, &assessment.thresholds);
    let field = if provenance.verified.is_known() { "verified" } else { "" };
    Some(BeliefRow {
        subject: assessment.estate.key(subject).to_string(),
        has_source: provenance.source.is_known(),
        reliability: parts.reliability,
        verified: provenance.verified.get().map(|date| date.to_string()),
        age_days: parts.age_days,
        half_life_days: parts.half_life_days,
        is_floor: parts.is_floor,
        freshness: parts.freshness,
        matched,
        place: writer.place(&assessment.estate.origin(subject).field(field)),
    })
}

/// belief = reliability × freshness × match, with what each rests on.
pub(super) fn words(belief: &BeliefRow) -> String {
    let source = if belief.has_source { "a source is recorded" } else { "no source is recorded" };
    let freshness = match (&belief.verified, belief.age_days) {
        (Some(day), Some(age)) if belief.is_floor => {
            format!("verified {day}, {age} days ago: the least, as of a fact that nobody checked")
        }
        (Some(day), Some(age)) => {
            format!("2^(−{age} days ÷ {} days half-life), verified {day}", decimal(belief.half_life_days, 0))
        }
        _ => "no day of verification is recorded".to_owned(),
    };
    format!(
        "Belief in the facts of {} = reliability {} ({source}) × freshness {} ({freshness}) × match {} = {}; {}",
        visible(&belief.subject),
        decimal(belief.reliability, 2),
        decimal(belief.freshness, 4),
        decimal(belief.matched, 2),
        decimal(belief.reliability * belief.freshness * belief.matched, 4),
        visible(&belief.place)
    )
}
