//! The three short texts of the board's page.

use super::cliff;
use super::scene::PageContext;
use crate::analyse::completeness;
use crate::date::add_months;
use crate::method::Threshold;
use crate::render::number;
use crate::render::view::Note;
use crate::render::words::{self, of, sentence, spelled};
use crate::score::Scored;

pub(super) fn notes(scene: &PageContext<'_>) -> Vec<Note> {
    let note = |title: &str, text: String| Note { title: title.to_owned(), text };
    vec![
        note("If we do nothing", nothing(scene)),
        note("How sure we are", sure(scene)),
        note("What changed", "No earlier report was given to compare with.".to_owned()),
    ]
}

fn nothing(scene: &PageContext<'_>) -> String {
    let now = scene.unsupported();
    let in_a_year = now + scene.losing_support(12);
    let by = number::day(add_months(scene.today, 12));
    let mut text = match (now, in_a_year == now) {
        (0, true) => format!("No system is known to lose support by {by}."),
        (_, true) => format!(
            "{} stay on unsupported technology; no other is known to join them by {by}.",
            of(now, "system", "systems")
        ),
        _ => format!(
            "Systems on unsupported technology rise from {} to {} by {by}.",
            number::count(now),
            number::count(in_a_year)
        ),
    };
    text.push_str(&cliff::greatest(scene));
    let unknown = scene.systems().saturating_sub(scene.judged());
    if unknown > 0 {
        words::append(
            &mut text,
            &format!(" {} cannot be dated and may add to this.", of(unknown, "system", "systems")),
        );
    }
    text
}

fn sure(scene: &PageContext<'_>) -> String {
    let open: Vec<_> = scene.assessment.findings.iter().filter(|scored| scored.is_open()).collect();
    let complete = number::percent(completeness_of_all(scene));
    let recorded = format!("{complete} of the facts that we need are recorded.");
    let whole: f64 = open.iter().map(|scored| scored.risk.point()).sum();
    if whole <= 0.0 {
        return recorded;
    }
    let firm = open.iter().filter(|scored| scored.is_firm).count() as u64;
    format!(
        "{} {} of {} keep their band whatever the missing facts are.{} {recorded}",
        confidence_bands(scene, &open, whole),
        number::count(firm),
        of(open.len() as u64, "finding", "findings"),
        first_ten(scene)
    )
}

/// How the measured risk is spread over the bands of confidence.
fn confidence_bands(scene: &PageContext<'_>, open: &[&Scored], whole: f64) -> String {
    let high = scene.context.threshold(Threshold::ConfidenceHigh);
    let medium = scene.context.threshold(Threshold::ConfidenceMedium);
    let sum = |is_in: &dyn Fn(f64) -> bool| -> f64 {
        open.iter().filter(|one| is_in(one.finding.confidence)).map(|one| one.risk.point()).sum::<f64>()
            / whole
    };
    let shares = number::whole_shares(&[
        sum(&|confidence| confidence >= high),
        sum(&|confidence| confidence < high && confidence >= medium),
        sum(&|confidence| confidence < high && confidence < medium),
    ]);
    format!(
        "Our confidence in the facts is high for {}% of measured risk, medium for {}% and low for {}%.",
        shares[0], shares[1], shares[2]
    )
}

/// How many of the first ten systems stay there when weights and missing
/// figures are drawn.
fn first_ten(scene: &PageContext<'_>) -> String {
    let shares = &scene.firmness.standings;
    let ten = shares.len().min(10);
    if shares.len() <= 10 {
        return String::new();
    }
    let stay = shares.iter().take(ten).filter(|shares| shares.within(10) >= 0.8).count() as u64;
    format!(
        " {} of the first ten systems are highly likely to stay there at other weights.",
        sentence(&spelled(stay))
    )
}

/// The mean completeness of systems and devices in use.
pub(super) fn completeness_of_all(scene: &PageContext<'_>) -> f64 {
    let shares: Vec<f64> = scene
        .assessment
        .standings
        .all
        .iter()
        .map(|standing| {
            let thresholds = scene.context.thresholds;
            completeness::completeness(&completeness::needed(scene.estate, standing.subject, thresholds))
        })
        .collect();
    if shares.is_empty() { 0.0 } else { shares.iter().sum::<f64>() / shares.len() as f64 }
}
