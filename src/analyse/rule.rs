//! What a rule is: constant data about it, and one pure function.

use super::context::Context;
use super::finding::Verdicts;
use crate::method::{Threshold, Weighing};
use crate::model::vocabulary::ActionKind;

/// The families of rules, in report order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// What is out of date.
    Outdated,
    /// What everything passes through.
    Bottleneck,
    /// What should be joined and is not.
    Silo,
    /// Where people feel it.
    People,
    /// Contracts and money.
    Commercial,
    /// What we do not know.
    Quality,
}

impl Family {
    /// Every family, in report order.
    pub const ALL: [Self; 6] =
        [Self::Outdated, Self::Bottleneck, Self::Silo, Self::People, Self::Commercial, Self::Quality];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Outdated => "outdated",
            Self::Bottleneck => "bottleneck",
            Self::Silo => "silo",
            Self::People => "people",
            Self::Commercial => "commercial",
            Self::Quality => "quality",
        }
    }

    /// What people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Outdated => "Outdated technology",
            Self::Bottleneck => "Bottlenecks",
            Self::Silo => "Silos",
            Self::People => "People",
            Self::Commercial => "Contracts",
            Self::Quality => "What we do not know",
        }
    }
}

/// The kinds of evidence that a rule promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EvidenceKind {
    /// A line of the inventory.
    InventoryLine,
    /// A row of the lifecycle catalogue.
    CatalogueRow,
    /// A fact of the graph.
    GraphFact,
    /// An assumption.
    Assumption,
}

impl EvidenceKind {
    /// What people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::InventoryLine => "inventory line",
            Self::CatalogueRow => "catalogue row",
            Self::GraphFact => "graph fact",
            Self::Assumption => "assumption",
        }
    }
}

/// What is to be known about a rule. Documentation, `rules`, the report's
/// method section and SARIF come from here.
#[derive(Debug)]
pub struct RuleMeta {
    /// Its id; names the condition and never changes meaning.
    pub id: &'static str,
    /// Its version; rises when its verdicts change.
    pub version: u16,
    /// Its family.
    pub family: Family,
    /// The heading.
    pub title: &'static str,
    /// The question that it answers.
    pub question: &'static str,
    /// Why it matters, in two sentences.
    pub why: &'static str,
    /// The fields of the inventory that it reads.
    pub needs: &'static [&'static str],
    /// The kinds of evidence that it promises.
    pub evidence: &'static [EvidenceKind],
    /// What its findings weigh, likelihood first.
    pub weighings: &'static [&'static Weighing],
    /// The thresholds that it reads itself, beside those of its scales.
    pub thresholds: &'static [Threshold],
    /// The publications that it rests on, by key.
    pub sources: &'static [&'static str],
    /// The kinds of action that can clear it.
    pub remediation: &'static [ActionKind],
    /// What it cannot tell, and how it can be wrong.
    pub limits: &'static str,
}

impl RuleMeta {
    /// Every threshold on which it rests: those that it reads, then those of
    /// its scales.
    pub fn all_thresholds(&self) -> Vec<Threshold> {
        let scales = self.weighings.iter().flat_map(|weighing| weighing.parts);
        let of_scales = scales.flat_map(|part| part.scale.thresholds());
        let mut all = Vec::new();
        for threshold in self.thresholds.iter().copied().chain(of_scales) {
            if !all.contains(&threshold) {
                all.push(threshold);
            }
        }
        all
    }
}

/// A rule: its data and its function, which reads the context and cannot
/// fail.
#[derive(Debug)]
pub struct Rule {
    /// What is to be known about it.
    pub meta: RuleMeta,
    /// What it says of an estate.
    pub judge: fn(&Context<'_>) -> Verdicts,
}
