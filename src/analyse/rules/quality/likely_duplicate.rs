//! Two systems of one organisation that may be one, recorded twice.
//!
//! Source: names are held against their neighbours in sorted order, as in
//! the sorted-neighbourhood method (Hernández and Stolfo 1995), by Jaro and
//! Winkler's likeness (Winkler 1990). Names that differ in a number or a
//! single letter only, such as `Cluster A` and `Cluster B`, are told apart.

use super::unsure;
use crate::analyse::context::Context;
use crate::analyse::evidence::Evidence;
use crate::analyse::finding::{Draft, Finding, Gap, Verdicts};
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::check::estate::{Endpoint, OrganisationIndex, SystemIndex};
use crate::method::{Threshold, scale, weighing};
use crate::model::vocabulary::ActionKind;
use crate::model::{System, Text};
use crate::text;

/// The rule.
pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        id: "likely-duplicate",
        version: 1,
        family: Family::Quality,
        title: "Likely recorded twice",
        question: "Which systems look like one system under two names?",
        why: "What is recorded twice counts twice in every total, and its two records drift apart. It may also be two systems that do one job, which is worth knowing too.",
        needs: &["name", "vendor", "capabilities", "components"],
        evidence: &[EvidenceKind::InventoryLine, EvidenceKind::Assumption, EvidenceKind::GraphFact],
        weighings: &[&weighing::LIKELY_DUPLICATE, &weighing::LOSS_OF_SYSTEM],
        thresholds: &[Threshold::SameName],
        sources: &["gdqf-2020", "winkler-1990"],
        remediation: &[ActionKind::Optimise, ActionKind::Consolidate],
        limits: "It compares names, and wants a maker, a capability or a product that the two share; where none of these is recorded it asks. One system under two quite different names is not found.",
    },
    judge,
};

/// How many neighbours in sorted order a name is held against.
const WINDOW: usize = 8;

/// Slips of the finger that two spellings of one name may lie apart.
const MOST_SLIPS: usize = 2;

fn judge(context: &Context<'_>) -> Verdicts {
    let mut verdicts = Verdicts::default();
    let mut names: Vec<(OrganisationIndex, String, SystemIndex)> = context
        .estate
        .systems()
        .filter(|(_, entry)| entry.record.is_in_use())
        .map(|(index, entry)| (entry.organisation, plain(&entry.record.name), index))
        .collect();
    names.sort();
    let least = context.threshold(Threshold::SameName);
    for (at, (organisation, name, system)) in names.iter().enumerate() {
        for (other_organisation, other_name, other) in names.iter().skip(at + 1).take(WINDOW) {
            if organisation != other_organisation || !is_same_name(name, other_name, least) {
                continue;
            }
            let (first, second) = (system.min(other), system.max(other));
            match likeness(context, *first, *second) {
                Likeness::Shared(words) => {
                    verdicts.findings.push(finding(context, *first, *second, &words));
                }
                Likeness::NotRecorded => verdicts.gaps.push(gap(context, *first, *second)),
                Likeness::ToldApart => {}
            }
        }
    }
    verdicts
}

/// Words in lower case, without punctuation.
fn plain(name: &str) -> String {
    let letters = name.chars().map(|letter| if letter.is_alphanumeric() { letter } else { ' ' });
    let lower: String = letters.flat_map(char::to_lowercase).collect();
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_same_name(one: &str, other: &str, least: f64) -> bool {
    if one == other {
        return true;
    }
    let told_apart = |words: &str, others: &str| {
        let of_other: Vec<&str> = others.split(' ').collect();
        words.split(' ').any(|word| {
            let is_mark = word.chars().count() == 1 || word.chars().any(|letter| letter.is_ascii_digit());
            is_mark && !of_other.contains(&word)
        })
    };
    // Most neighbours are ruled out by their length and first letter alone.
    if one.len().abs_diff(other.len()) > 2 * MOST_SLIPS {
        return false;
    }
    // Radiology and cardiology are one letter apart, and that letter is the first.
    let is_one_word = one.chars().next() == other.chars().next() && text::slips(one, other) <= MOST_SLIPS;
    is_one_word
        && !told_apart(one, other)
        && !told_apart(other, one)
        && text::name_likeness(one, other) >= least
}

/// What is recorded of two systems whose names are alike.
enum Likeness {
    /// They share something, in words.
    Shared(String),
    /// Their makers or their work differ, and nothing else joins them.
    ToldApart,
    /// Nothing that would tell.
    NotRecorded,
}

fn likeness(context: &Context<'_>, one: SystemIndex, other: SystemIndex) -> Likeness {
    let (first, second) = (&context.estate.systems[one.at()], &context.estate.systems[other.at()]);
    let (a, b): (&System, &System) = (&first.record, &second.record);
    let same = |x: Option<&Text>, y: Option<&Text>| match (x, y) {
        (Some(x), Some(y)) => Some(plain(x) == plain(y)),
        _ => None,
    };
    let vendor = same(a.vendor.known(), b.vendor.known());
    let capabilities = (!first.links.capabilities.is_empty() && !second.links.capabilities.is_empty())
        .then(|| first.links.capabilities.iter().any(|each| second.links.capabilities.contains(each)));
    let products = (!a.components.is_empty() && !b.components.is_empty()).then(|| {
        a.components
            .iter()
            .any(|x| b.components.iter().any(|y| plain(x.product_name()) == plain(y.product_name())))
    });
    let same_in: Vec<&str> = [(vendor, "maker"), (capabilities, "capability"), (products, "product")]
        .into_iter()
        .filter(|(is_shared, _)| *is_shared == Some(true))
        .map(|(_, noun)| noun)
        .collect();
    let is_told_apart = [vendor, capabilities].contains(&Some(false));
    match (same_in.is_empty(), is_told_apart) {
        (false, _) => Likeness::Shared(format!("they share a {}", text::join_and(&same_in))),
        (true, true) => Likeness::ToldApart,
        (true, false) => Likeness::NotRecorded,
    }
}

fn finding(context: &Context<'_>, one: SystemIndex, other: SystemIndex, shared: &str) -> Finding {
    let endpoint = Endpoint::System(one);
    let key = |system: SystemIndex| context.estate.key(Endpoint::System(system).into()).to_string();
    let names = [context.name(endpoint), context.name(Endpoint::System(other))];
    let headline = format!(
        "{} ({}) and {} ({}) may be one system recorded twice: {shared}",
        names[0],
        key(one),
        names[1],
        key(other)
    );
    let line = |system: SystemIndex, name: &str| Evidence::Inventory {
        place: context.estate.systems[system.at()].field("name"),
        statement: format!("called {name}"),
    };
    let mut draft = Draft::new(context, &RULE.meta, endpoint, headline, line(one, &names[0]));
    draft.add(line(other, &names[1]));
    draft.touches = vec![Endpoint::System(other).into()];
    let likeness = text::name_likeness(&plain(&names[0]), &plain(&names[1]));
    let fact = format!("Names {likeness:.2} alike; {shared}");
    let unknown = draft.word(&scale::DUPLICATE, "alike");
    unsure::complete(draft, endpoint, &weighing::LIKELY_DUPLICATE, unknown, fact)
}

fn gap(context: &Context<'_>, one: SystemIndex, other: SystemIndex) -> Gap {
    let name = |system: SystemIndex| context.name(Endpoint::System(system));
    let headline = format!(
        "{} and {} have nearly one name, and nothing that is recorded says whether they are one system",
        name(one),
        name(other)
    );
    Gap { rule: &RULE.meta, subject: Endpoint::System(one).into(), headline, field: "vendor" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_single_letters_tell_names_apart() {
        let is_same = |one: &str, other: &str| is_same_name(&plain(one), &plain(other), 0.92);
        assert!(is_same("E-Rostering", "e rostering"));
        assert!(is_same("Theatre scheduling", "Theatres scheduling"));
        assert!(!is_same("Storage array 1", "Storage array 2"));
        assert!(!is_same("Cluster A", "Cluster B"));
        assert!(!is_same("Radiology", "Cardiology"));
    }
}
