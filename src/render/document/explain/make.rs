//! From an assessment to the document.

use super::belief::belief;
use super::document::{
    ActionExplained, ChangeRow, ClearedRow, CompletenessRow, ConfidenceExplained, ExcerptRow,
    ExplainDocument, Explanation, FindingExplained, FormulaRow, RestRow, RuleExplained, SubjectExplained,
    ThresholdRow,
};
use crate::analyse::finding::{Factor, Finding};
use crate::analyse::rule::RuleMeta;
use crate::analyse::{completeness, confidence};
use crate::ask::explain::Explained;
use crate::assess::Assessment;
use crate::check::estate::{Endpoint, Subject};
use crate::method::Criterion;
use crate::method::publication::publication;
use crate::render::answer::Envelope;
use crate::render::document::plan::why_undone;
use crate::render::document::results::{ActionFacts, EvidenceFacts, Writer, action_facts, component_facts};
use crate::score::{change, framework, ledger, quadrant};
use crate::source::Sources;

/// Lines shown before the one that is meant, and after it.
const AROUND: (usize, usize) = (1, 2);

/// Explains one thing.
pub fn document(assessment: &Assessment, sources: &Sources, explained: Explained) -> ExplainDocument {
    let explain = Explain { assessment, sources, writer: Writer::new(assessment, sources) };
    ExplainDocument {
        envelope: Envelope::new("techstrata-explain/2", Some(assessment.today), Some(sources)),
        estate_name: assessment.name(),
        currency: assessment.settings.currency,
        explained: match explained {
            Explained::Finding(index) => Explanation::Finding(Box::new(explain.finding(index))),
            Explained::Subject(subject) => Explanation::Subject(Box::new(explain.subject(subject))),
            Explained::Action(index) => Explanation::Action(Box::new(explain.action(index))),
            Explained::Rule(rule) => Explanation::Rule(Box::new(explain.rule(rule))),
        },
    }
}

struct Explain<'a> {
    assessment: &'a Assessment,
    sources: &'a Sources,
    writer: Writer<'a>,
}

impl Explain<'_> {
    fn finding(&self, index: u32) -> FindingExplained {
        let scored = &self.assessment.findings[index as usize];
        let finding = self.writer.finding(index, scored);
        let open = confidence::open(&scored.finding.likelihood, &scored.finding.impact);
        let changes = change::changes(scored).into_iter().map(|change| ChangeRow {
            factor: change.factor.map_or("all", |factor| scored.finding.likelihood[factor].name()).to_owned(),
            risk: change.risk,
        });
        FindingExplained {
            formula: format!(
                "100 × likelihood {:.4} × impact {:.4} = {:.2}",
                scored.likelihood.point(),
                scored.impact.point(),
                scored.risk.point()
            ),
            rank: index as usize + 1,
            of: self.assessment.findings.len(),
            confidence: ConfidenceExplained {
                lowest_belief: scored.finding.belief.value(),
                open,
                confidence: scored.finding.confidence,
                rests_on: belief(self.assessment, &self.writer, scored.finding.belief),
            },
            formulas: self.formulas(&scored.finding),
            excerpts: self.excerpts(&finding.evidence),
            changes: changes.collect(),
            fixed_by: self.fixed_by(index),
            why: scored.finding.rule.why,
            limits: scored.finding.rule.limits,
            sources: publications(scored.finding.rule),
            finding,
        }
    }

    /// How each factor of a finding is computed.
    fn formulas(&self, finding: &Finding) -> Vec<FormulaRow> {
        let of = |side: &'static str, factors: &[Factor]| -> Vec<FormulaRow> {
            let row = |factor: &Factor| FormulaRow {
                side,
                factor: factor.name(),
                weight: factor.weight,
                how: factor.part.scale.formula(&self.assessment.thresholds),
            };
            factors.iter().map(row).collect()
        };
        [of("likelihood", &finding.likelihood), of("impact", &finding.impact)].concat()
    }

    /// The formulas of a rule, as it declares them.
    fn formulas_of(&self, rule: &RuleMeta) -> Vec<FormulaRow> {
        let thresholds = &self.assessment.thresholds;
        let rows = rule.weighings.iter().flat_map(|weighing| {
            weighing.parts.iter().map(|part| FormulaRow {
                side: weighing.side.word(),
                factor: part.name(),
                weight: weighing.weight_of(part, thresholds),
                how: part.scale.formula(thresholds),
            })
        });
        rows.collect()
    }

    fn excerpts(&self, evidence: &[EvidenceFacts]) -> Vec<ExcerptRow> {
        let placed = evidence.iter().enumerate().filter_map(|(index, fact)| match fact {
            EvidenceFacts::Inventory { file, line, .. } | EvidenceFacts::Missing { file, line, .. } => {
                Some((index + 1, file, *line))
            }
            _ => None,
        });
        placed.filter_map(|(number, file, line)| self.excerpt(number, file, line)).collect()
    }

    fn excerpt(&self, evidence: usize, file: &str, line: usize) -> Option<ExcerptRow> {
        let (_, source) = self.sources.iter().find(|(_, source)| source.path == file)?;
        let first_line = line.saturating_sub(AROUND.0).max(1);
        let lines: Vec<String> = source
            .text
            .lines()
            .skip(first_line - 1)
            .take(line - first_line + 1 + AROUND.1)
            .map(str::to_owned)
            .collect();
        Some(ExcerptRow { evidence, file: file.to_owned(), first_line, line, lines })
    }

    fn fixed_by(&self, finding: u32) -> Vec<ActionFacts> {
        let clears =
            |index: &usize| self.assessment.actions.all[*index].clears.binary_search(&finding).is_ok();
        (0..self.assessment.actions.all.len())
            .filter(clears)
            .map(|index| action_facts(self.assessment, index))
            .collect()
    }

    fn subject(&self, subject: Subject) -> SubjectExplained {
        let assessment = self.assessment;
        let endpoint = subject.endpoint();
        let standing = assessment
            .standings
            .all
            .iter()
            .enumerate()
            .find(|(_, standing)| Some(standing.subject) == endpoint);
        let about = |index: &u32| {
            let finding = &assessment.findings[*index as usize].finding;
            finding.subject == subject || finding.touches.contains(&subject)
        };
        let findings: Vec<u32> = (0..assessment.findings.len() as u32).filter(about).collect();
        let system = subject.endpoint().and_then(Endpoint::system);
        SubjectExplained {
            subject: self.writer.subject(subject),
            place: self.writer.place(&assessment.estate.origin(subject).field("")),
            rests: standing.map_or_else(Vec::new, |(_, standing)| self.rests(standing)),
            standing: standing.map(|(index, standing)| self.writer.standing(index, standing)),
            framework: system
                .filter(|system| assessment.estate.systems[system.at()].record.is_in_use())
                .map(|system| self.writer.framework(&framework::score(&assessment.context(), system))),
            quadrant: system.and_then(|system| {
                let record = &assessment.estate.systems[system.at()].record;
                quadrant::quadrant(record, &assessment.thresholds).map(quadrant::Quadrant::word)
            }),
            completeness: self.completeness(subject),
            components: endpoint.map_or_else(Vec::new, |endpoint| {
                assessment
                    .lifecycles
                    .of(endpoint)
                    .iter()
                    .map(|each| component_facts(assessment, each))
                    .collect()
            }),
            strengths: assessment
                .strengths
                .iter()
                .filter(|strength| strength.subject == subject)
                .map(|strength| self.writer.strength(strength))
                .collect(),
            gaps: assessment
                .gaps
                .iter()
                .filter(|gap| gap.subject == subject)
                .map(|gap| self.writer.gap(gap))
                .collect(),
            not_judged: assessment.off(),
            actions: self.actions_for(endpoint),
            findings: findings
                .into_iter()
                .map(|index| self.writer.finding(index, &assessment.findings[index as usize]))
                .collect(),
        }
    }

    fn rests(&self, standing: &crate::score::RankPosition) -> Vec<RestRow> {
        let context = self.assessment.context();
        Criterion::ALL
            .iter()
            .map(|&criterion| {
                let rests = ledger::rests(&context, standing, criterion, &self.assessment.findings);
                RestRow {
                    criterion: criterion.key(),
                    title: criterion.title(),
                    best: criterion.best(),
                    worst: criterion.worst(),
                    findings: rests
                        .findings
                        .iter()
                        .map(|index| self.assessment.findings[*index as usize].id.clone())
                        .collect(),
                    evidence: self.writer.evidence_now(&rests.evidence),
                }
            })
            .collect()
    }

    fn completeness(&self, subject: Subject) -> Option<CompletenessRow> {
        let thresholds = &self.assessment.thresholds;
        let fields = completeness::needed(&self.assessment.estate, subject.endpoint()?, thresholds);
        let sum = |is_wanted: fn(&completeness::Needed) -> bool| {
            fields.iter().filter(|needed| is_wanted(needed)).map(|needed| needed.weight).sum()
        };
        Some(CompletenessRow {
            share: completeness::completeness(&fields),
            filled: sum(|needed| needed.is_filled),
            whole: sum(|_| true),
            missing: fields.iter().filter(|needed| !needed.is_filled).map(|needed| needed.field).collect(),
        })
    }

    fn actions_for(&self, endpoint: Option<Endpoint>) -> Vec<ActionFacts> {
        let is_for = |index: &usize| {
            let options = &self.assessment.actions.all[*index].options;
            options.iter().any(|option| Some(self.assessment.estate.options[option.at()].subject) == endpoint)
        };
        (0..self.assessment.actions.all.len())
            .filter(is_for)
            .map(|index| action_facts(self.assessment, index))
            .collect()
    }

    fn action(&self, index: usize) -> ActionExplained {
        let assessment = self.assessment;
        let action = &assessment.actions.all[index];
        let open = action.clears.iter().map(|finding| &assessment.findings[*finding as usize]);
        let position = assessment.plan.chosen.iter().position(|chosen| chosen.action == index);
        let starts = assessment.plan.start(index);
        let undone = assessment.plan.undone.iter().find(|undone| undone.action == index);
        let name = |action: usize| format!("`{}`", assessment.actions.all[action].id);
        ActionExplained {
            action: action_facts(assessment, index),
            places: action
                .options
                .iter()
                .map(|option| self.writer.place(&assessment.estate.option_place(*option, "")))
                .collect(),
            clears: action.clears.iter().map(|finding| self.row(*finding)).collect(),
            risk: open.filter(|finding| finding.is_open()).map(|finding| finding.risk.point()).sum(),
            plan_position: position.map(|position| position + 1),
            is_funded: starts.is_some(),
            starts: starts.map(|year| assessment.plan.frame.name(year)),
            why_not: undone.map(|undone| why_undone(&undone.why, name)),
        }
    }

    fn row(&self, finding: u32) -> ClearedRow {
        let scored = &self.assessment.findings[finding as usize];
        ClearedRow {
            id: scored.id.clone(),
            risk: scored.risk.point(),
            severity: scored.severity.word(),
            headline: scored.finding.headline.clone(),
        }
    }

    fn rule(&self, rule: &'static RuleMeta) -> RuleExplained {
        let assessment = self.assessment;
        let of_rule = |index: &u32| assessment.findings[*index as usize].finding.rule.id == rule.id;
        RuleExplained {
            id: rule.id,
            version: rule.version,
            family: rule.family.word(),
            title: rule.title,
            question: rule.question,
            why: rule.why,
            needs: rule.needs.to_vec(),
            thresholds: rule
                .all_thresholds()
                .into_iter()
                .map(|threshold| ThresholdRow {
                    key: threshold.key(),
                    value: assessment.thresholds.get(threshold),
                    unit: threshold.unit(),
                    why: threshold.why(),
                })
                .collect(),
            formulas: self.formulas_of(rule),
            sources: publications(rule),
            remediation: rule.remediation.iter().map(|kind| kind.word()).collect(),
            limits: rule.limits,
            was_run: !assessment.is_off(rule.id),
            findings: (0..assessment.findings.len() as u32)
                .filter(of_rule)
                .map(|index| self.row(index))
                .collect(),
            gaps: assessment.gaps.iter().filter(|gap| gap.rule.id == rule.id).count(),
        }
    }
}

fn publications(rule: &RuleMeta) -> Vec<&'static str> {
    rule.sources.iter().filter_map(|key| publication(key)).map(|found| found.citation).collect()
}
