//! The results of an assessment as plain data: what `--format json` holds.
//!
//! The published schema is generated from these types. Numbers are unrounded;
//! shares are 0 to 1; money is in major units of the estate's currency; days
//! are ISO dates. Every finding carries the facts and the arithmetic of its
//! score.

mod answer;
mod collect;
mod plan;
mod standing;

pub use collect::results;
pub(in crate::render) use collect::{Writer, action_facts, component_facts};
pub use plan::{PlanFacts, PlanStep};
pub use standing::{
    AnswerFacts, ContributionFacts, CorrelationFacts, FirmnessFacts, FrameworkFacts, OrderFacts,
    StandingFacts, TurnFacts,
};

use schemars::JsonSchema;
use serde::Serialize;

use crate::analyse::finding::Bounds;
use crate::date::PartialDate;
use crate::render::answer::Envelope;

/// Everything that an assessment found.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "techstrata results")]
pub struct Results {
    /// The head of every document.
    #[serde(flatten)]
    pub envelope: Envelope,
    /// What was judged.
    pub estate: EstateFacts,
    /// What it rests on.
    pub provenance: ResultsProvenance,
    /// Findings, highest risk first.
    pub findings: Vec<FindingFacts>,
    /// What is well although it looks otherwise.
    pub strengths: Vec<StrengthFacts>,
    /// What cannot be judged, and what would settle it.
    pub gaps: Vec<GapFacts>,
    /// Systems and devices in use, in the order of priority.
    pub standings: Vec<StandingFacts>,
    /// How firm that order is.
    pub order: OrderFacts,
    /// The government framework's score of each system in use: a
    /// self-assessment.
    pub framework: Vec<FrameworkFacts>,
    /// Components in use and their support.
    pub components: Vec<ComponentFacts>,
    /// What each capability in use stands on, worst first.
    pub capabilities: Vec<CapabilityFacts>,
    /// What could be done.
    pub actions: Vec<ActionFacts>,
    /// What to do first.
    pub plan: PlanFacts,
}

/// What was judged.
#[derive(Debug, Serialize, JsonSchema)]
#[expect(missing_docs, reason = "counts named after what they count")]
pub struct EstateFacts {
    pub name: String,
    pub organisations: usize,
    pub sites: usize,
    pub systems: usize,
    pub systems_in_use: usize,
    pub device_fleets: usize,
    pub devices: u64,
    pub interfaces: usize,
    pub journeys: usize,
    pub data_entities: usize,
    pub capabilities: usize,
    /// Systems whose worst open finding is high or critical.
    pub high_risk_systems: usize,
}

/// What the results rest on.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ResultsProvenance {
    /// The day of the lifecycle catalogue, if it names one.
    pub catalogue_date: Option<String>,
    /// Months within which support counts as ending.
    pub horizon_months: u16,
    /// Every rule, and whether it was run.
    pub rules: Vec<RuleRun>,
    /// Thresholds in force.
    pub thresholds: Vec<ThresholdInForce>,
    /// Weights in force.
    pub weights: Vec<WeightInForce>,
}

/// A rule and whether it was run. One that was not is switched off in the
/// settings, and what it asks is not judged.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RuleRun {
    /// Its id.
    pub id: &'static str,
    /// Its version.
    pub version: u16,
    /// Whether it was run.
    pub was_run: bool,
}

/// A threshold in force.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ThresholdInForce {
    /// Its key.
    pub key: &'static str,
    /// Its value.
    pub value: f64,
    /// Its unit.
    pub unit: &'static str,
    /// S (standard), P (paper) or D (our default).
    pub tag: &'static str,
    /// Whether the settings replaced it.
    pub is_replaced: bool,
}

/// A weight of the ranking in force.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WeightInForce {
    /// The criterion.
    pub criterion: &'static str,
    /// Its weight; all sum to 1.
    pub weight: f64,
}

/// A number with its bounds.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WeightRange {
    /// At best.
    pub low: f64,
    /// What is used.
    pub point: f64,
    /// At worst.
    pub high: f64,
}

impl From<Bounds> for WeightRange {
    fn from(bounds: Bounds) -> Self {
        Self { low: bounds.low(), point: bounds.point(), high: bounds.high() }
    }
}

/// What something is about.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SubjectFacts {
    /// What kind of thing it is.
    pub kind: &'static str,
    /// `organisation/id`.
    pub key: String,
    /// What people call it.
    pub name: String,
}

/// A finding.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FindingFacts {
    /// `rule:organisation/id`.
    pub id: String,
    /// The rule.
    pub rule: &'static str,
    /// Its version.
    pub rule_version: u16,
    /// Its family.
    pub family: &'static str,
    /// What it is about.
    pub subject: SubjectFacts,
    /// What is wrong.
    pub headline: String,
    /// critical, high, medium or low.
    pub severity: &'static str,
    /// 100 × likelihood × impact, 0 to 100.
    pub risk: WeightRange,
    /// Whether the severity is the same at best and at worst.
    pub is_firm: bool,
    /// The likelihood and its factors.
    pub likelihood: ResultsSide,
    /// The impact and its factors.
    pub impact: ResultsSide,
    /// How far its facts are believed, 0 to 1.
    pub confidence: f64,
    /// The same in a word: high, medium or low.
    pub confidence_word: &'static str,
    /// Hours of staff time in a year, if it costs any.
    pub hours_per_year: Option<f64>,
    /// How often it took which rank when unknown facts were drawn; nothing
    /// below the first 200 open ones.
    pub firmness: Option<FirmnessFacts>,
    /// The acceptance in force.
    pub accepted: Option<AcceptedFacts>,
    /// The facts; factors name them by number, from 1.
    pub evidence: Vec<EvidenceFacts>,
}

/// Likelihood or impact: Σ weight × value.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ResultsSide {
    /// The sum, 0 to 1.
    pub value: WeightRange,
    /// What it is the sum of.
    pub factors: Vec<FactorFacts>,
}

/// One factor.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FactorFacts {
    /// What it is called.
    pub name: &'static str,
    /// The fact in words.
    pub fact: String,
    /// 0 (best anchor) to 1 (worst anchor).
    pub value: WeightRange,
    /// The weight; those of one side sum to 1.
    pub weight: f64,
    /// Numbers of the evidence that it rests on, from 1.
    pub evidence: Vec<usize>,
}

/// An acceptance in force.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AcceptedFacts {
    /// The last day on which it is accepted.
    pub until: PartialDate,
    /// The role of whoever accepted it.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// One fact under a finding.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum EvidenceFacts {
    /// A line of the inventory.
    Inventory {
        /// The file.
        file: String,
        /// The line, from 1.
        line: usize,
        /// The symbolic place.
        path: String,
        /// What it says.
        statement: String,
    },
    /// A field that the inventory leaves out.
    Missing {
        /// The file.
        file: String,
        /// The line of the entity, from 1.
        line: usize,
        /// The field that would settle it.
        field: String,
        /// What is assumed in its place.
        assumed: String,
    },
    /// A row of the lifecycle catalogue.
    Catalogue {
        /// The product.
        product: String,
        /// The cycle.
        cycle: String,
        /// The dates.
        statement: String,
        /// Where the catalogue has them from.
        source: String,
        /// How the product was found.
        matched: String,
    },
    /// A fact of the graph.
    Graph {
        /// The measure.
        measure: String,
        /// What it shows.
        statement: String,
        /// A path that serves as an example.
        example: Vec<String>,
    },
    /// An assumption.
    Assumption {
        /// What, and why.
        statement: String,
    },
}

/// A strength.
#[derive(Debug, Serialize, JsonSchema)]
pub struct StrengthFacts {
    /// The rule that cleared it.
    pub rule: &'static str,
    /// What it is about.
    pub subject: SubjectFacts,
    /// What is well.
    pub headline: String,
    /// The facts.
    pub evidence: Vec<EvidenceFacts>,
}

/// A gap.
#[derive(Debug, Serialize, JsonSchema)]
pub struct GapFacts {
    /// The rule that could not judge.
    pub rule: &'static str,
    /// What it is about.
    pub subject: SubjectFacts,
    /// What cannot be said.
    pub headline: String,
    /// The field that would settle it.
    pub field: &'static str,
}

/// A system by the government's Legacy IT Risk Assessment Framework: a
/// A component and its support.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ComponentFacts {
    /// The system or device.
    pub owner: String,
    /// The component as written.
    pub written: String,
    /// The product that it was found to be.
    pub product: Option<String>,
    /// The cycle.
    pub cycle: Option<String>,
    /// How it was found.
    pub method: &'static str,
    /// How sure that is, 0 to 1.
    pub confidence: f64,
    /// supported, security-only, ending, extended, unsupported or unknown.
    pub state: &'static str,
    /// The best state that the facts allow.
    pub best_state: &'static str,
    /// The last day of support without a special contract.
    pub end_of_support: Option<PartialDate>,
    /// The last day of the extension that was bought or is on sale.
    pub end_of_extension: Option<PartialDate>,
}

/// What a capability stands on.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CapabilityFacts {
    /// The capability.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// Systems in use that carry it or a part of it.
    pub systems: Vec<String>,
    /// How many of them lean on something that is known to have no support.
    pub without_support: usize,
    /// Its support state if all that is not known were supported.
    pub best_state: &'static str,
    /// Its support state if all that is not known were unsupported.
    pub state: &'static str,
    /// The system or device whose own component decides the state at best.
    pub decided_by: Option<String>,
}

/// An action.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ActionFacts {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// What is done.
    pub kind: &'static str,
    /// What it costs; nothing where it is not costed.
    pub cost: Option<f64>,
    /// How many months it takes.
    pub months: Option<u16>,
    /// Findings that it clears.
    pub clears: Vec<String>,
    /// Actions that must be complete first.
    pub after: Vec<String>,
    /// Actions that it rules out.
    pub excludes: Vec<String>,
}
