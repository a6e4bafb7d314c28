//! The document behind every format, by the published schema `explain`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::date::PartialDate;
use crate::money::Currency;
use crate::render::answer::Envelope;
use crate::render::document::results::{
    ActionFacts, ComponentFacts, EvidenceFacts, FindingFacts, FrameworkFacts, GapFacts, StandingFacts,
    StrengthFacts, SubjectFacts,
};

/// Something explained.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "techstrata explain")]
pub struct ExplainDocument {
    /// The head of every document.
    #[serde(flatten)]
    pub envelope: Envelope,
    /// What the estate is called.
    pub estate_name: String,
    /// What is explained.
    pub explained: Explanation,
    /// The currency of every sum.
    #[serde(skip)]
    pub currency: Currency,
}

/// What is explained.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Explanation {
    /// A finding.
    Finding(Box<FindingExplained>),
    /// Something of the estate.
    Subject(Box<SubjectExplained>),
    /// An action.
    Action(Box<ActionExplained>),
    /// A rule.
    Rule(Box<RuleExplained>),
}

/// A finding: its sum, its facts and what would change it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FindingExplained {
    /// The finding with its factors and facts.
    pub finding: FindingFacts,
    /// `100 × likelihood × impact`, with its figures.
    pub formula: String,
    /// Its place in the list of findings, from 1.
    pub rank: usize,
    /// How many findings there are.
    pub of: usize,
    /// How the confidence comes about.
    pub confidence: ConfidenceExplained,
    /// How each factor's fact becomes its value, likelihood first.
    pub formulas: Vec<FormulaRow>,
    /// Lines of the inventory under its facts, by the facts' numbers.
    pub excerpts: Vec<ExcerptRow>,
    /// What would change the score.
    pub changes: Vec<ChangeRow>,
    /// Actions that clear it.
    pub fixed_by: Vec<ActionFacts>,
    /// Why it matters.
    pub why: &'static str,
    /// What the rule cannot tell.
    pub limits: &'static str,
    /// The publications that the rule rests on.
    pub sources: Vec<&'static str>,
}

/// confidence = lowest belief × (1 − open).
#[derive(Debug, Serialize, JsonSchema)]
pub struct ConfidenceExplained {
    /// How far the least sure of its facts is believed, 0 to 1.
    pub lowest_belief: f64,
    /// Half of Σ weight × (high − low) over the factors of both sides.
    pub open: f64,
    /// The product.
    pub confidence: f64,
    /// Where the lowest belief comes from.
    pub rests_on: BeliefExplained,
}

/// Where a belief comes from.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum BeliefExplained {
    /// An entity's facts.
    Facts(BeliefRow),
    /// Something that is certain whatever the facts are.
    Certain {
        /// Why.
        certain: &'static str,
    },
}

/// belief = reliability × freshness × match.
#[derive(Debug, Serialize, JsonSchema)]
pub struct BeliefRow {
    /// Whose facts they are.
    pub subject: String,
    /// Whether it records where its facts come from.
    pub has_source: bool,
    /// How far that is believed, 0 to 1.
    pub reliability: f64,
    /// When somebody last checked them, if recorded.
    pub verified: Option<PartialDate>,
    /// Days since then.
    pub age_days: Option<i32>,
    /// Days in which freshness halves.
    pub half_life_days: f64,
    /// Whether freshness is at its least, that of a fact nobody checked.
    pub is_floor: bool,
    /// 2^(−age / half-life), or the least.
    pub freshness: f64,
    /// How sure the product was found, 0 to 1; 1 where none had to be.
    pub matched: f64,
    /// Where the inventory states the day, or the entity.
    pub place: String,
}

/// How a factor's fact becomes its value.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct FormulaRow {
    /// `likelihood` or `impact`.
    pub side: &'static str,
    /// The factor.
    pub factor: &'static str,
    /// Its weight.
    pub weight: f64,
    /// The formula with its anchors.
    pub how: String,
}

/// Lines of the inventory.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ExcerptRow {
    /// The number of the fact, from 1.
    pub evidence: usize,
    /// The file.
    pub file: String,
    /// The line of the first, from 1.
    pub first_line: usize,
    /// The line that is meant.
    pub line: usize,
    /// The lines as written.
    pub lines: Vec<String>,
}

/// A score that could be.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ChangeRow {
    /// The factor at its best; `all` for all of them.
    pub factor: String,
    /// The risk then, 0 to 100.
    pub risk: f64,
}

/// A system, device or anything else: where it stands and why.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SubjectExplained {
    /// What it is.
    pub subject: SubjectFacts,
    /// Where the inventory states it.
    pub place: String,
    /// Where it stands among systems and fleets in use.
    pub standing: Option<StandingFacts>,
    /// What each figure of its standing rests on, in the criteria's order.
    pub rests: Vec<RestRow>,
    /// The government framework's answers; of systems in use.
    pub framework: Option<FrameworkFacts>,
    /// keep, invest, migrate or eliminate, where both fits are recorded.
    pub quadrant: Option<&'static str>,
    /// How complete its record is.
    pub completeness: Option<CompletenessRow>,
    /// Its components and their support.
    pub components: Vec<ComponentFacts>,
    /// Findings about it, highest risk first.
    pub findings: Vec<FindingFacts>,
    /// What is well although it looks otherwise.
    pub strengths: Vec<StrengthFacts>,
    /// What cannot be judged.
    pub gaps: Vec<GapFacts>,
    /// Ids of rules that the settings switch off: what they ask is not judged.
    pub not_judged: Vec<&'static str>,
    /// Actions for it.
    pub actions: Vec<ActionFacts>,
}

/// What a criterion's figure rests on.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RestRow {
    /// The criterion.
    pub criterion: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// The figure that counts 0.
    pub best: f64,
    /// The figure that counts 1.
    pub worst: f64,
    /// Ids of findings.
    pub findings: Vec<String>,
    /// Facts.
    pub evidence: Vec<EvidenceFacts>,
}

/// Σ weight of filled fields / Σ weight.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CompletenessRow {
    /// The share, 0 to 1.
    pub share: f64,
    /// Σ weight of filled fields.
    pub filled: f64,
    /// Σ weight.
    pub whole: f64,
    /// Fields that are missing.
    pub missing: Vec<&'static str>,
}

/// An action: what it clears and what it waits for.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ActionExplained {
    /// The action.
    pub action: ActionFacts,
    /// Where the inventory states its options.
    pub places: Vec<String>,
    /// Findings that it clears, highest risk first.
    pub clears: Vec<ClearedRow>,
    /// Σ risk of the open ones.
    pub risk: f64,
    /// Its place in the order that we recommend, from 1; nothing if it is not
    /// in it.
    pub plan_position: Option<usize>,
    /// Whether the plan does it.
    pub is_funded: bool,
    /// The financial year in which the plan starts it.
    pub starts: Option<String>,
    /// Why the plan does not do it.
    pub why_not: Option<String>,
}

/// A finding that an action clears.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ClearedRow {
    /// The finding.
    pub id: String,
    /// Its risk.
    pub risk: f64,
    /// Its severity.
    pub severity: &'static str,
    /// What is wrong.
    pub headline: String,
}

/// A rule: what it asks and what it said here.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RuleExplained {
    /// Its id.
    pub id: &'static str,
    /// Its version.
    pub version: u16,
    /// Its family.
    pub family: &'static str,
    /// The heading.
    pub title: &'static str,
    /// The question that it answers.
    pub question: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// The fields that it reads.
    pub needs: Vec<&'static str>,
    /// Thresholds with the values in force.
    pub thresholds: Vec<ThresholdRow>,
    /// The sums of its findings here: factors with weight and formula.
    pub formulas: Vec<FormulaRow>,
    /// The publications that it rests on.
    pub sources: Vec<&'static str>,
    /// Kinds of action that can clear it.
    pub remediation: Vec<&'static str>,
    /// What it cannot tell.
    pub limits: &'static str,
    /// Whether it was run.
    pub was_run: bool,
    /// Its findings, highest risk first.
    pub findings: Vec<ClearedRow>,
    /// How many subjects it could not judge.
    pub gaps: usize,
}

/// A threshold in force.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ThresholdRow {
    /// Its key.
    pub key: &'static str,
    /// Its value.
    pub value: f64,
    /// Its unit.
    pub unit: &'static str,
    /// What it decides.
    pub why: &'static str,
}
