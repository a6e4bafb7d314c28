//! What could be done about findings that no recorded option clears.
//!
//! A proposal has a kind, what it clears, what should come first and a class
//! of effort by how many things it touches. It never has a price: nobody
//! quoted one. Findings with one cause are one proposal: leaving one product
//! is one programme, however many systems stand on it.

use std::collections::{BTreeMap, BTreeSet};

use super::clinical;
use crate::analyse::rule::Family;
use crate::check::estate::{Estate, OrganisationIndex, Subject};
use crate::model::vocabulary::ActionKind;
use crate::plan::Actions;
use crate::score::Scored;

/// How much work a proposal is likely to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WorkSize {
    /// Two things or fewer.
    Small,
    /// Up to ten.
    Medium,
    /// More.
    Large,
}

impl WorkSize {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Medium => "medium",
            Self::Large => "large",
        }
    }

    fn of(things: usize) -> Self {
        match things {
            0..=2 => Self::Small,
            3..=10 => Self::Medium,
            _ => Self::Large,
        }
    }
}

/// Something that could be done and that nobody recorded.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// Its id: organisation, kind and cause.
    pub id: String,
    /// What to do, in words.
    pub name: String,
    /// What is done.
    pub kind: ActionKind,
    /// Findings that it would clear, by index, sorted.
    pub clears: Vec<u32>,
    /// What they are about, sorted.
    pub subjects: Vec<Subject>,
    /// Their risk points.
    pub risk: f64,
    /// How much work it is likely to be.
    pub effort: WorkSize,
    /// Other proposals, by index, that should come first: what its subjects
    /// stand on.
    pub after: Vec<usize>,
}

/// What is to be done together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Cause {
    organisation: OrganisationIndex,
    kind: ActionKind,
    /// The product to leave, else the rule.
    about: String,
}

/// Proposals for every open finding that no action clears, most risk first.
/// O(n log n).
pub fn proposals(estate: &Estate, actions: &Actions, scored: &[Scored]) -> Vec<Proposal> {
    let covered: BTreeSet<u32> =
        actions.all.iter().flat_map(|action| action.clears.iter().copied()).collect();
    let mut by_cause: BTreeMap<Cause, Vec<u32>> = BTreeMap::new();
    for (index, one) in scored.iter().enumerate() {
        if one.is_open() && !covered.contains(&(index as u32)) {
            by_cause.entry(cause(estate, one)).or_default().push(index as u32);
        }
    }
    let mut all: Vec<Proposal> =
        by_cause.into_iter().map(|(cause, clears)| proposal(estate, scored, &cause, clears)).collect();
    all.sort_by(|a, b| b.risk.total_cmp(&a.risk).then_with(|| a.id.cmp(&b.id)));
    order(estate, &mut all);
    all
}

fn cause(estate: &Estate, scored: &Scored) -> Cause {
    let finding = &scored.finding;
    let usual = finding.rule.remediation.first().copied().unwrap_or(ActionKind::Optimise);
    // Medical devices are not changed by their users: they are contained.
    let is_medical =
        matches!(finding.subject, Subject::Device(device) if clinical::is_medical(estate, device));
    let kind = if is_medical { ActionKind::Contain } else { usual };
    let product = finding.answers_to.first().filter(|_| finding.rule.family == Family::Outdated);
    Cause {
        organisation: estate.organisation_of(finding.subject),
        kind,
        about: product.cloned().unwrap_or_else(|| finding.rule.id.to_owned()),
    }
}

fn proposal(estate: &Estate, scored: &[Scored], cause: &Cause, clears: Vec<u32>) -> Proposal {
    let subjects: BTreeSet<Subject> =
        clears.iter().map(|finding| scored[*finding as usize].finding.subject).collect();
    let rule = scored[clears[0] as usize].finding.rule;
    let organisation = &estate.organisations[cause.organisation.at()].record.id;
    let about =
        if cause.about == rule.id { rule.title.to_lowercase() } else { cause.about.replace('-', " ") };
    let first = subjects.first().map_or_else(String::new, |subject| estate.name(*subject));
    let of = match subjects.len() {
        1 => first,
        n => format!("{first} and {} more", n - 1),
    };
    Proposal {
        id: format!("{organisation}/{}-{}", cause.kind.word(), cause.about),
        name: format!("{} {of}: {about}", crate::analyse::factor::capitalised(cause.kind.word())),
        kind: cause.kind,
        risk: clears.iter().map(|finding| scored[*finding as usize].risk.point()).sum(),
        effort: WorkSize::of(subjects.len()),
        subjects: subjects.into_iter().collect(),
        clears,
        after: Vec::new(),
    }
}

/// What a subject declares to need comes before it.
fn order(estate: &Estate, all: &mut [Proposal]) {
    let mut about: BTreeMap<Subject, Vec<usize>> = BTreeMap::new();
    for (index, proposal) in all.iter().enumerate() {
        for subject in &proposal.subjects {
            about.entry(*subject).or_default().push(index);
        }
    }
    for index in 0..all.len() {
        let endpoints = all[index].subjects.iter().filter_map(|subject| subject.endpoint());
        let needed = endpoints.flat_map(|endpoint| estate.endpoint(endpoint).links.depends_on);
        let first: BTreeSet<usize> = needed
            .flat_map(|link| &link.any_of)
            .filter_map(|endpoint| about.get(&Subject::from(*endpoint)))
            .flatten()
            .copied()
            // Only what is itself out of date holds others up, and never in a circle.
            .filter(|other| *other < index && is_change(all[*other].kind))
            .collect();
        all[index].after = first.into_iter().collect();
    }
}

fn is_change(kind: ActionKind) -> bool {
    matches!(kind, ActionKind::Upgrade | ActionKind::Replace | ActionKind::RePlatform)
}
