//! The results of an assessment as plain data: what `--format json` holds.
//!
//! The published schema is generated from these types. Numbers are unrounded;
//! shares are 0 to 1; money is in major units of the estate's currency; days
//! are ISO dates. Every finding carries the facts and the arithmetic of its
//! score.

use schemars::JsonSchema;
use serde::Serialize;

use crate::analyse::evidence::Evidence;
use crate::analyse::finding::{Bounds, Factor, Gap, Strength};
use crate::assess::Assessment;
use crate::check::estate::{Endpoint, Subject};
use crate::date::Day;
use crate::load::place::Locator;
use crate::score::{Scored, Standing, confidence_word};
use crate::source::{Place, Sources};

/// The version of this form; rises when a key changes its meaning.
pub const FORM: &str = "1";

/// Everything that an assessment found.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "techstrata results")]
pub struct Results {
    /// The version of this form.
    pub form: &'static str,
    /// The version of techstrata that wrote it.
    pub techstrata: &'static str,
    /// The day on which the estate was judged.
    pub as_of: String,
    /// What was judged.
    pub estate: EstateFacts,
    /// What it rests on.
    pub provenance: Provenance,
    /// Findings, highest risk first.
    pub findings: Vec<FindingFacts>,
    /// What is well although it looks otherwise.
    pub strengths: Vec<StrengthFacts>,
    /// What cannot be judged, and what would settle it.
    pub gaps: Vec<GapFacts>,
    /// Systems and devices in use, in the order of priority.
    pub standings: Vec<StandingFacts>,
    /// Components in use and their support.
    pub components: Vec<ComponentFacts>,
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
pub struct Provenance {
    /// SHA-256 over paths and texts of all files, in order.
    pub input_sha256: String,
    /// The day of the lifecycle catalogue, if it names one.
    pub catalogue_date: Option<String>,
    /// Months within which support counts as ending.
    pub horizon_months: u16,
    /// Rules that were run.
    pub rules: Vec<RuleRun>,
    /// Thresholds in force.
    pub thresholds: Vec<ThresholdInForce>,
    /// Weights in force.
    pub weights: Vec<WeightInForce>,
}

/// A rule and whether it was run.
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
pub struct Range {
    /// At best.
    pub low: f64,
    /// What is used.
    pub point: f64,
    /// At worst.
    pub high: f64,
}

impl From<Bounds> for Range {
    fn from(bounds: Bounds) -> Self {
        Self { low: bounds.low, point: bounds.point, high: bounds.high }
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
    pub risk: Range,
    /// Whether the severity is the same at best and at worst.
    pub is_firm: bool,
    /// The likelihood and its factors.
    pub likelihood: Side,
    /// The impact and its factors.
    pub impact: Side,
    /// How far its facts are believed, 0 to 1.
    pub confidence: f64,
    /// The same in a word: high, medium or low.
    pub confidence_word: &'static str,
    /// Hours of staff time in a year, if it costs any.
    pub hours_per_year: Option<f64>,
    /// The acceptance in force.
    pub accepted: Option<AcceptedFacts>,
    /// The facts; factors name them by number, from 1.
    pub evidence: Vec<EvidenceFacts>,
}

/// Likelihood or impact: Σ weight × value.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Side {
    /// The sum, 0 to 1.
    pub value: Range,
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
    pub value: Range,
    /// The weight; those of one side sum to 1.
    pub weight: f64,
    /// Numbers of the evidence that it rests on, from 1.
    pub evidence: Vec<usize>,
}

/// An acceptance in force.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AcceptedFacts {
    /// The last day on which it is accepted.
    pub until: String,
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

/// Where a system or device stands.
#[derive(Debug, Serialize, JsonSchema)]
pub struct StandingFacts {
    /// The system or device.
    pub subject: SubjectFacts,
    /// Its rank, from 1; nothing without findings.
    pub rank: Option<u32>,
    /// 100 × Σ weight × value, 0 to 100.
    pub priority: f64,
    /// What each criterion adds.
    pub contributions: Vec<ContributionFacts>,
    /// The worst severity of its open findings.
    pub worst: Option<&'static str>,
    /// The worst support state of its components.
    pub support: Option<&'static str>,
    /// Ids of its findings.
    pub findings: Vec<String>,
}

/// What one criterion adds.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ContributionFacts {
    /// The criterion.
    pub criterion: &'static str,
    /// The raw figure; nothing where it is not recorded, which counts 0.
    pub raw: Option<f64>,
    /// Its unit.
    pub unit: &'static str,
    /// Between the anchors, 0 to 1.
    pub value: f64,
    /// The weight.
    pub weight: f64,
    /// 100 × weight × value.
    pub points: f64,
}

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
    pub end_of_support: Option<String>,
    /// The last day of the extension that was bought or is on sale.
    pub end_of_extension: Option<String>,
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

/// What to do first.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PlanFacts {
    /// How it was made.
    pub method: &'static str,
    /// All money of the budgets, if any is set.
    pub budget: Option<f64>,
    /// Risk points of all open findings.
    pub total_risk: f64,
    /// How many actions have no price and stay out of it.
    pub not_costed: usize,
    /// Actions in order.
    pub steps: Vec<PlanStep>,
}

/// One action of the plan.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PlanStep {
    /// The action.
    pub action: String,
    /// What it costs.
    pub cost: f64,
    /// Risk points that it removes beyond those before it.
    pub removes: f64,
    /// Cost up to this action.
    pub cost_so_far: f64,
    /// Risk points removed up to this action.
    pub removed_so_far: f64,
    /// Whether it fits the budget together with all before it.
    pub is_funded: bool,
}

/// Collects the results of an assessment.
pub fn results(assessment: &Assessment, sources: &Sources) -> Results {
    let writer = Writer::new(assessment, sources);
    Results {
        form: FORM,
        techstrata: env!("CARGO_PKG_VERSION"),
        as_of: iso(assessment.today),
        estate: estate_facts(assessment),
        provenance: provenance(assessment, sources),
        findings: assessment.findings.iter().map(|scored| writer.finding(scored)).collect(),
        strengths: assessment.strengths.iter().map(|strength| writer.strength(strength)).collect(),
        gaps: assessment.gaps.iter().map(|gap| writer.gap(gap)).collect(),
        standings: assessment.standings.all.iter().map(|standing| writer.standing(standing)).collect(),
        components: components(assessment),
        actions: actions(assessment),
        plan: plan(assessment),
    }
}

fn iso(day: Day) -> String {
    day.to_string()
}

fn estate_facts(assessment: &Assessment) -> EstateFacts {
    let estate = &assessment.estate;
    EstateFacts {
        name: assessment.name(),
        organisations: estate.organisations.len(),
        sites: estate.sites.len(),
        systems: estate.systems.len(),
        device_fleets: estate.devices.len(),
        devices: estate.device_count(),
        interfaces: estate.interfaces.len(),
        journeys: estate.journeys.len(),
        data_entities: estate.data_entities.len(),
        capabilities: estate.capabilities.len(),
        high_risk_systems: assessment.standings.high_risk_systems(),
    }
}

fn provenance(assessment: &Assessment, sources: &Sources) -> Provenance {
    use crate::analyse::registry;
    use crate::method::{Criterion, Threshold};
    Provenance {
        input_sha256: sources.sha256(),
        catalogue_date: assessment.catalogue.date().map(iso),
        horizon_months: assessment.settings.horizon_months(),
        rules: registry::rules()
            .map(|rule| RuleRun {
                id: rule.meta.id,
                version: rule.meta.version,
                was_run: !assessment.is_off(rule.meta.id),
            })
            .collect(),
        thresholds: Threshold::ALL
            .iter()
            .map(|&threshold| ThresholdInForce {
                key: threshold.key(),
                value: assessment.thresholds.get(threshold),
                unit: threshold.unit(),
                tag: threshold.tag().letter(),
                is_replaced: assessment.thresholds.is_replaced(threshold),
            })
            .collect(),
        weights: Criterion::ALL
            .iter()
            .map(|&criterion| WeightInForce {
                criterion: criterion.key(),
                weight: assessment.weights.get(criterion),
            })
            .collect(),
    }
}

/// Turns findings into facts, with places resolved to lines.
struct Writer<'a> {
    assessment: &'a Assessment,
    lines: Lines<'a>,
}

/// The line of every place that is cited, found in one pass per file.
struct Lines<'a> {
    sources: &'a Sources,
    of: std::collections::BTreeMap<Place, usize>,
}

impl<'a> Lines<'a> {
    fn new(sources: &'a Sources, places: Vec<Place>) -> Self {
        let located = Locator::new(sources).locate(&places);
        let of = places.into_iter().zip(located).map(|(place, located)| (place, located.line)).collect();
        Self { sources, of }
    }

    fn file_and_line(&self, place: &Place) -> (String, usize) {
        let line = self.of.get(place).copied().unwrap_or(1);
        (self.sources.path(place.origin.file).to_owned(), line)
    }
}

impl<'a> Writer<'a> {
    fn new(assessment: &'a Assessment, sources: &'a Sources) -> Self {
        let findings = assessment.findings.iter().flat_map(|scored| scored.finding.evidence());
        let strengths = assessment.strengths.iter().flat_map(|strength| &strength.evidence);
        let mut places: Vec<Place> = findings.chain(strengths).filter_map(place_of).cloned().collect();
        places.sort();
        places.dedup();
        Self { assessment, lines: Lines::new(sources, places) }
    }

    fn subject(&self, subject: Subject) -> SubjectFacts {
        let estate = &self.assessment.estate;
        SubjectFacts {
            kind: subject.noun(),
            key: estate.key(subject).to_string(),
            name: estate.name(subject),
        }
    }

    fn finding(&self, scored: &Scored) -> FindingFacts {
        let finding = &scored.finding;
        FindingFacts {
            id: scored.id.clone(),
            rule: finding.rule.id,
            rule_version: finding.rule.version,
            family: finding.rule.family.word(),
            subject: self.subject(finding.subject),
            headline: finding.headline.clone(),
            severity: scored.severity.word(),
            risk: scored.risk.into(),
            is_firm: scored.is_firm,
            likelihood: side(scored.likelihood, &finding.likelihood),
            impact: side(scored.impact, &finding.impact),
            confidence: finding.confidence,
            confidence_word: confidence_word(finding.confidence, &self.assessment.thresholds),
            hours_per_year: finding.hours_per_year,
            accepted: scored.accepted.and_then(|index| self.accepted(index)),
            evidence: finding.evidence().iter().map(|evidence| self.evidence(evidence)).collect(),
        }
    }

    fn accepted(&self, index: usize) -> Option<AcceptedFacts> {
        let acceptance = self.assessment.settings.accept.get(index)?;
        Some(AcceptedFacts {
            until: iso(acceptance.until.last_day()),
            by: acceptance.by.to_string(),
            reason: acceptance.reason.to_string(),
        })
    }

    fn strength(&self, strength: &Strength) -> StrengthFacts {
        StrengthFacts {
            rule: strength.rule.id,
            subject: self.subject(strength.subject),
            headline: strength.headline.clone(),
            evidence: strength.evidence.iter().map(|evidence| self.evidence(evidence)).collect(),
        }
    }

    fn gap(&self, gap: &Gap) -> GapFacts {
        GapFacts {
            rule: gap.rule.id,
            subject: self.subject(gap.subject),
            headline: gap.headline.clone(),
            field: gap.field,
        }
    }

    fn evidence(&self, evidence: &Evidence) -> EvidenceFacts {
        match evidence {
            Evidence::Inventory { place, statement } => {
                let (file, line) = self.lines.file_and_line(place);
                EvidenceFacts::Inventory { file, line, path: place.to_string(), statement: statement.clone() }
            }
            Evidence::Missing { place, field, assumed } => {
                let (file, line) = self.lines.file_and_line(place);
                EvidenceFacts::Missing { file, line, field: (*field).to_owned(), assumed: assumed.clone() }
            }
            Evidence::Catalogue { product, cycle, statement, source, matched } => EvidenceFacts::Catalogue {
                product: product.clone(),
                cycle: cycle.clone(),
                statement: statement.clone(),
                source: source.clone(),
                matched: matched.clone(),
            },
            Evidence::Graph { measure, statement, example } => EvidenceFacts::Graph {
                measure: (*measure).to_owned(),
                statement: statement.clone(),
                example: example
                    .iter()
                    .map(|subject| self.assessment.estate.key(*subject).to_string())
                    .collect(),
            },
            Evidence::Assumption { statement } => EvidenceFacts::Assumption { statement: statement.clone() },
        }
    }

    fn standing(&self, standing: &Standing) -> StandingFacts {
        let ids = standing.findings.iter().map(|&index| self.assessment.findings[index as usize].id.clone());
        StandingFacts {
            subject: self.subject(standing.subject.into()),
            rank: (standing.rank > 0).then_some(standing.rank),
            priority: standing.priority,
            contributions: standing
                .contributions
                .iter()
                .map(|contribution| ContributionFacts {
                    criterion: contribution.criterion.key(),
                    raw: contribution.raw,
                    unit: contribution.criterion.unit(),
                    value: contribution.value,
                    weight: contribution.weight,
                    points: contribution.points(),
                })
                .collect(),
            worst: standing.worst.map(|severity| severity.word()),
            support: standing.support.map(|state| state.word()),
            findings: ids.collect(),
        }
    }
}

/// The place that a fact cites, if it cites one.
fn place_of(evidence: &Evidence) -> Option<&Place> {
    match evidence {
        Evidence::Inventory { place, .. } | Evidence::Missing { place, .. } => Some(place),
        Evidence::Catalogue { .. } | Evidence::Graph { .. } | Evidence::Assumption { .. } => None,
    }
}

fn side(value: Bounds, factors: &[Factor]) -> Side {
    Side {
        value: value.into(),
        factors: factors
            .iter()
            .map(|factor| FactorFacts {
                name: factor.name,
                fact: factor.fact.clone(),
                value: factor.value.into(),
                weight: factor.weight,
                evidence: factor.evidence.iter().map(|number| number + 1).collect(),
            })
            .collect(),
    }
}

fn components(assessment: &Assessment) -> Vec<ComponentFacts> {
    let estate = &assessment.estate;
    assessment
        .lifecycles
        .all()
        .iter()
        .map(|component| {
            let found = assessment.lifecycles.product(component);
            let record = match component.owner {
                Endpoint::System(index) => &estate.systems[index.at()].record.components,
                Endpoint::Device(index) => &estate.devices[index.at()].record.components,
            };
            let record = &record[component.index as usize];
            let version = record.version.known().map_or(String::new(), |version| format!(" {version}"));
            ComponentFacts {
                owner: estate.key(component.owner.into()).to_string(),
                written: format!("{}{version}", record.label()),
                product: found.product.clone(),
                cycle: found.cycle.clone(),
                method: found.method.word(),
                confidence: found.confidence,
                state: component.standing.state.word(),
                best_state: component.standing.best.word(),
                end_of_support: component.standing.end_of_support.map(iso),
                end_of_extension: component.standing.end_of_extension.map(iso),
            }
        })
        .collect()
}

fn actions(assessment: &Assessment) -> Vec<ActionFacts> {
    let all = &assessment.actions.all;
    let ids = |indices: &[usize]| indices.iter().map(|&index| all[index].id.clone()).collect();
    all.iter()
        .map(|action| ActionFacts {
            id: action.id.clone(),
            name: action.name.clone(),
            kind: action.kind.word(),
            cost: action.cost.map(major),
            months: action.months,
            clears: action
                .clears
                .iter()
                .map(|&finding| assessment.findings[finding as usize].id.clone())
                .collect(),
            after: ids(&action.after),
            excludes: ids(&action.excludes),
        })
        .collect()
}

fn major(minor: i64) -> f64 {
    minor as f64 / 100.0
}

fn plan(assessment: &Assessment) -> PlanFacts {
    let plan = &assessment.plan;
    PlanFacts {
        method: "greedy: most risk removed per pound first, prerequisites included; a heuristic",
        budget: plan.budget.map(major),
        total_risk: plan.total_risk,
        not_costed: assessment.actions.uncosted(),
        steps: plan
            .chosen
            .iter()
            .map(|chosen| PlanStep {
                action: assessment.actions.all[chosen.action].id.clone(),
                cost: major(chosen.cost),
                removes: chosen.removes,
                cost_so_far: major(chosen.cost_so_far),
                removed_so_far: chosen.removed_so_far,
                is_funded: chosen.is_funded,
            })
            .collect(),
    }
}
