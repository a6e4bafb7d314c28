//! From an assessment to its results.

use super::{
    AcceptedFacts, ActionFacts, AnswerFacts, CapabilityFacts, ComponentFacts, ContributionFacts,
    CorrelationFacts, EstateFacts, EvidenceFacts, FactorFacts, FindingFacts, FirmnessFacts, FrameworkFacts,
    GapFacts, OrderFacts, Results, ResultsProvenance, ResultsSide, RuleRun, StandingFacts, StrengthFacts,
    SubjectFacts, ThresholdInForce, TurnFacts, WeightInForce,
};
use crate::analyse::evidence::Evidence;
use crate::analyse::finding::{Bounds, Factor, Gap, Strength};
use crate::analyse::inheritance;
use crate::analyse::lifecycle::ComponentStanding;
use crate::assess::Assessment;
use crate::check::estate::{Endpoint, Subject};
use crate::date::Day;
use crate::load::place::{Located, Locator};
use crate::method::Criterion;
use crate::method::indicator::RULE_SET;
use crate::render::answer::Envelope;
use crate::score::firmness::AROUND;
use crate::score::framework::{self, FrameworkScore, IndicatorAnswer};
use crate::score::robustness::yardstick;
use crate::score::{RankPosition, RankShares, Scored, confidence_word};
use crate::source::{Place, Sources};

/// Collects the results of an assessment.
pub fn results(assessment: &Assessment, sources: &Sources) -> Results {
    let writer = Writer::new(assessment, sources);
    Results {
        envelope: Envelope::new("techstrata-results/2", Some(assessment.today), Some(sources)),
        estate: estate_facts(assessment),
        provenance: provenance(assessment),
        findings: assessment
            .findings
            .iter()
            .enumerate()
            .map(|(index, scored)| writer.finding(index as u32, scored))
            .collect(),
        strengths: assessment.strengths.iter().map(|strength| writer.strength(strength)).collect(),
        gaps: assessment.gaps.iter().map(|gap| writer.gap(gap)).collect(),
        standings: assessment
            .standings
            .all
            .iter()
            .enumerate()
            .map(|(index, standing)| writer.standing(index, standing))
            .collect(),
        order: order(assessment),
        framework: writer.scores.iter().map(|score| writer.framework(score)).collect(),
        components: components(assessment),
        capabilities: capabilities(assessment),
        actions: actions(assessment),
        plan: super::plan::plan(assessment),
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
        systems_in_use: assessment.measures.systems_in_use,
        device_fleets: estate.devices.len(),
        devices: estate.device_count(),
        interfaces: estate.interfaces.len(),
        journeys: estate.journeys.len(),
        data_entities: estate.data_entities.len(),
        capabilities: estate.capabilities.len(),
        high_risk_systems: assessment.standings.high_risk_systems(),
    }
}

fn provenance(assessment: &Assessment) -> ResultsProvenance {
    use crate::analyse::registry;
    use crate::method::Threshold;
    ResultsProvenance {
        catalogue_date: assessment.catalogue.date().map(iso),
        horizon_months: assessment.settings.horizon_months,
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
pub(in crate::render) struct Writer<'a> {
    assessment: &'a Assessment,
    lines: Lines<'a>,
    scores: Vec<FrameworkScore>,
}

/// The line of every place that is cited, found in one pass per file.
struct Lines<'a> {
    sources: &'a Sources,
    of: std::collections::BTreeMap<Place, Located>,
}

impl<'a> Lines<'a> {
    fn new(sources: &'a Sources, places: Vec<Place>) -> Self {
        let located = Locator::new(sources).locate(&places);
        let of = places.into_iter().zip(located).collect();
        Self { sources, of }
    }

    fn file_and_line(&self, place: &Place) -> (String, usize) {
        let (file, line) = self.of.get(place).map_or((place.origin.file, 1), |at| (at.file, at.line));
        (self.sources.path(file).to_owned(), line)
    }
}

impl<'a> Writer<'a> {
    pub(in crate::render) fn new(assessment: &'a Assessment, sources: &'a Sources) -> Self {
        let scores = framework::score_all(&assessment.context());
        let answers = scores.iter().flat_map(|score| &score.answers).map(|answer| &answer.place);
        let findings = assessment.findings.iter().flat_map(|scored| scored.finding.evidence());
        let strengths = assessment.strengths.iter().flat_map(|strength| &strength.evidence);
        let mut places: Vec<Place> =
            findings.chain(strengths).filter_map(place_of).chain(answers).cloned().collect();
        places.sort();
        places.dedup();
        Self { assessment, lines: Lines::new(sources, places), scores }
    }

    pub(in crate::render) fn subject(&self, subject: Subject) -> SubjectFacts {
        let estate = &self.assessment.estate;
        SubjectFacts {
            kind: subject.noun(),
            key: estate.key(subject).to_string(),
            name: estate.name(subject),
        }
    }

    pub(in crate::render) fn finding(&self, index: u32, scored: &Scored) -> FindingFacts {
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
            firmness: self.assessment.firmness().of_finding(index).map(|shares| firmness(shares, None)),
            accepted: scored.accepted.and_then(|index| self.accepted(index)),
            evidence: finding.evidence().iter().map(|evidence| self.evidence(evidence)).collect(),
        }
    }

    fn accepted(&self, index: usize) -> Option<AcceptedFacts> {
        let acceptance = self.assessment.settings.accept.get(index)?;
        Some(AcceptedFacts {
            until: acceptance.until.last_day().into(),
            by: acceptance.by.to_string(),
            reason: acceptance.reason.to_string(),
        })
    }

    pub(in crate::render) fn strength(&self, strength: &Strength) -> StrengthFacts {
        StrengthFacts {
            rule: strength.rule.id,
            subject: self.subject(strength.subject),
            headline: strength.headline.clone(),
            evidence: strength.evidence.iter().map(|evidence| self.evidence(evidence)).collect(),
        }
    }

    pub(in crate::render) fn gap(&self, gap: &Gap) -> GapFacts {
        GapFacts {
            rule: gap.rule.id,
            subject: self.subject(gap.subject),
            headline: gap.headline.clone(),
            field: gap.field,
        }
    }

    /// Facts that no finding holds, with their lines looked up now.
    pub(in crate::render) fn evidence_now(&self, evidence: &[Evidence]) -> Vec<EvidenceFacts> {
        let places: Vec<Place> = evidence.iter().filter_map(place_of).cloned().collect();
        let writer = Writer { lines: Lines::new(self.lines.sources, places), scores: Vec::new(), ..*self };
        evidence.iter().map(|fact| writer.evidence(fact)).collect()
    }

    /// `file:line` of a place, looked up now.
    pub(in crate::render) fn place(&self, place: &Place) -> String {
        let (file, line) = Lines::new(self.lines.sources, vec![place.clone()]).file_and_line(place);
        format!("{file}:{line}")
    }

    fn evidence(&self, evidence: &Evidence) -> EvidenceFacts {
        match evidence {
            Evidence::Inventory { place, statement } => {
                let (file, line) = self.lines.file_and_line(place);
                EvidenceFacts::Inventory { file, line, path: place.to_string(), statement: statement.clone() }
            }
            Evidence::Missing { place, field, assumed } => {
                let (file, line) = self.lines.file_and_line(place);
                EvidenceFacts::Missing {
                    file,
                    line,
                    field: (*field).to_owned(),
                    assumed: assumed.to_string(),
                }
            }
            Evidence::Catalogue { product, cycle, statement, source, matched } => EvidenceFacts::Catalogue {
                product: product.to_string(),
                cycle: cycle.to_string(),
                statement: statement.clone(),
                source: source.to_string(),
                matched: matched.to_string(),
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

    pub(in crate::render) fn framework(&self, score: &FrameworkScore) -> FrameworkFacts {
        FrameworkFacts {
            system: self.assessment.estate.key(Endpoint::System(score.system).into()).to_string(),
            rule_set: RULE_SET,
            likelihood: score.likelihood.into(),
            impact: score.impact.into(),
            overall: score.overall.into(),
            is_complete: score.is_complete(),
            is_red: score.is_red(),
            is_legacy: score.is_legacy(),
            answers: score.answers.iter().map(|answer| self.answer(answer)).collect(),
        }
    }

    fn answer(&self, answer: &IndicatorAnswer) -> AnswerFacts {
        let (file, line) = self.lines.file_and_line(&answer.place);
        AnswerFacts {
            indicator: answer.indicator.key(),
            least: answer.least,
            most: answer.most,
            basis: answer.basis.word(),
            fact: answer.fact.clone(),
            file,
            line,
            suggestion: answer.suggestion.as_ref().map(|(score, _)| *score),
            suggested_because: answer.suggestion.as_ref().map(|(_, why)| why.clone()),
        }
    }

    pub(in crate::render) fn standing(&self, index: usize, standing: &RankPosition) -> StandingFacts {
        let ids = standing.findings.iter().map(|&index| self.assessment.findings[index as usize].id.clone());
        StandingFacts {
            subject: self.subject(standing.subject.into()),
            rank: (standing.rank > 0).then_some(standing.rank),
            priority: standing.range.into(),
            firmness: self.assessment.firmness().standings.get(index).map(|shares| {
                let any = self.assessment.firmness().standings_at_any_weights.get(index);
                firmness(shares, any)
            }),
            contributions: standing
                .contributions
                .iter()
                .map(|contribution| ContributionFacts {
                    criterion: contribution.criterion.key(),
                    raw: contribution.raw.point(),
                    state: contribution.raw.word(),
                    unit: contribution.criterion.unit(),
                    value: contribution.value.into(),
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

fn firmness(shares: &RankShares, any: Option<&RankShares>) -> FirmnessFacts {
    let (best_rank, worst_rank) = shares.likely_ranks();
    FirmnessFacts {
        first: shares.at(1),
        top_five: shares.within(5),
        top_ten: shares.within(10),
        top_ten_at_any_weights: any.map(|shares| shares.within(10)),
        best_rank,
        worst_rank,
        words: yardstick(shares.within(10)),
    }
}

fn order(assessment: &Assessment) -> OrderFacts {
    let firmness = assessment.firmness();
    let key = |index: usize| {
        let subject = assessment.standings.all[index].subject;
        assessment.estate.key(subject.into()).to_string()
    };
    OrderFacts {
        draws: firmness.draws.count,
        seed: firmness.draws.seed,
        weights_within: AROUND,
        turns: Criterion::ALL
            .iter()
            .zip(&firmness.turns)
            .map(|(criterion, turn)| TurnFacts {
                criterion: criterion.key(),
                weight: assessment.weights.get(*criterion),
                turns_at: turn.map(|turn| turn.weight),
                enters: turn.map(|turn| key(turn.enters)),
                leaves: turn.map(|turn| key(turn.leaves)),
            })
            .collect(),
        correlated: firmness
            .correlated
            .iter()
            .map(|pair| CorrelationFacts {
                one: Criterion::ALL[pair.one].key(),
                other: Criterion::ALL[pair.other].key(),
                rho: pair.rho,
            })
            .collect(),
    }
}

/// The place that a fact cites, if it cites one.
fn place_of(evidence: &Evidence) -> Option<&Place> {
    match evidence {
        Evidence::Inventory { place, .. } | Evidence::Missing { place, .. } => Some(place),
        Evidence::Catalogue { .. } | Evidence::Graph { .. } | Evidence::Assumption { .. } => None,
    }
}

fn side(value: Bounds, factors: &[Factor]) -> ResultsSide {
    ResultsSide {
        value: value.into(),
        factors: factors
            .iter()
            .map(|factor| FactorFacts {
                name: factor.name(),
                fact: factor.fact.clone(),
                value: factor.value.into(),
                weight: factor.weight,
                evidence: factor.evidence.iter().map(|number| number + 1).collect(),
            })
            .collect(),
    }
}

fn components(assessment: &Assessment) -> Vec<ComponentFacts> {
    assessment.lifecycles.all().iter().map(|component| component_facts(assessment, component)).collect()
}

/// A component and its support.
pub(in crate::render) fn component_facts(
    assessment: &Assessment,
    component: &ComponentStanding,
) -> ComponentFacts {
    let estate = &assessment.estate;
    {
        let found = assessment.lifecycles.product(component);
        let record = &estate.endpoint(component.owner).record.components[component.index as usize];
        ComponentFacts {
            owner: estate.key(component.owner.into()).to_string(),
            written: record.label(),
            product: found.product.as_deref().map(str::to_owned),
            cycle: found.cycle.as_deref().map(str::to_owned),
            method: found.method.word(),
            confidence: found.confidence,
            state: component.standing.state.word(),
            best_state: component.standing.best.word(),
            end_of_support: component.standing.end_of_support.map(Into::into),
            end_of_extension: component.standing.end_of_extension.map(Into::into),
        }
    }
}

fn capabilities(assessment: &Assessment) -> Vec<CapabilityFacts> {
    let estate = &assessment.estate;
    let key = |subject: Subject| estate.key(subject).to_string();
    inheritance::capabilities(&assessment.context())
        .into_iter()
        .map(|support| CapabilityFacts {
            key: key(Subject::Capability(support.capability)),
            name: estate.name(Subject::Capability(support.capability)),
            systems: support.systems.iter().map(|system| key(Endpoint::System(*system).into())).collect(),
            without_support: support.without_support,
            best_state: support.best.word(),
            state: support.worst.word(),
            decided_by: support.through.map(|(_, root)| key(root.into())),
        })
        .collect()
}

fn actions(assessment: &Assessment) -> Vec<ActionFacts> {
    (0..assessment.actions.all.len()).map(|index| action_facts(assessment, index)).collect()
}

/// An action.
pub(in crate::render) fn action_facts(assessment: &Assessment, index: usize) -> ActionFacts {
    let all = &assessment.actions.all;
    let ids = |indices: &[usize]| indices.iter().map(|&index| all[index].id.clone()).collect();
    let action = &all[index];
    ActionFacts {
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
    }
}

pub(super) fn major(minor: i64) -> f64 {
    minor as f64 / 100.0
}
