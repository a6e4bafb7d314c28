//! What to find out first: the missing facts, in the order of how much each
//! would settle.
//!
//! A missing fact leaves the risk of a finding, or the priority of a system,
//! anywhere between two bounds. The ranks that it leaves open are those of the
//! others whose point lies between them; what it settles is how many fewer are
//! left open once it is known. Ranks of the list of findings and of the list
//! of systems are added. The fact is taken at the middle that the score counts
//! now, because what the answer will be is not known.

use std::collections::{BTreeMap, BTreeSet};

use crate::analyse::evidence::Evidence;
use crate::analyse::finding::{Bounds, Factor};
use crate::analyse::possible;
use crate::assess::Assessment;
use crate::catalogue::SupportState;
use crate::check::estate::{Subject, TeamIndex};
use crate::method::Criterion;
use crate::score::framework;
use crate::score::risk::{risk, weighted_sum};
use crate::score::{Figure, RankPosition, Scored};
use crate::source::Origin;

/// A missing fact that is worth asking for.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// Whose fact it is.
    pub subject: Subject,
    /// The field, as in the inventory format.
    pub field: String,
    /// The team that answers for the subject, if recorded.
    pub team: Option<TeamIndex>,
    /// The role that answers for it, if recorded.
    pub role: Option<String>,
    /// How many ranks it would settle.
    pub ranks: u32,
    /// Findings that it would narrow, by index, sorted.
    pub findings: Vec<u32>,
    /// How many of them have a band that could still change.
    pub unsettled_bands: u32,
    /// Rules that cannot judge without it, sorted.
    pub rules: Vec<&'static str>,
}

/// Which questions are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Whether the open answers of the government framework are asked too.
    pub with_framework: bool,
}

/// Every missing fact, most settling first, then by subject and field.
///
/// O(n log n) in findings, factors and gaps.
pub fn questions(assessment: &Assessment, wanted: Wanted) -> Vec<Question> {
    let mut asked = Asked::new(assessment);
    asked.of_findings();
    asked.of_standings();
    asked.of_gaps();
    if wanted.with_framework {
        asked.of_framework();
    }
    let mut all: Vec<Question> = asked.questions.into_values().collect();
    all.sort_by(|a, b| {
        let weight = |question: &Question| {
            (question.ranks, question.unsettled_bands, question.rules.len(), question.findings.len())
        };
        weight(b).cmp(&weight(a)).then_with(|| (a.subject, &a.field).cmp(&(b.subject, &b.field)))
    });
    all
}

struct Asked<'a> {
    assessment: &'a Assessment,
    subjects: BTreeMap<Origin, Subject>,
    questions: BTreeMap<(Subject, String), Question>,
}

impl<'a> Asked<'a> {
    fn new(assessment: &'a Assessment) -> Self {
        let estate = &assessment.estate;
        let subjects = estate.subjects().map(|subject| (estate.origin(subject), subject)).collect();
        Self { assessment, subjects, questions: BTreeMap::new() }
    }

    fn question(&mut self, subject: Subject, field: &str) -> &mut Question {
        let estate = &self.assessment.estate;
        self.questions.entry((subject, field.to_owned())).or_insert_with(|| {
            let (team, owner) = estate.owner(subject).unzip();
            let role = owner.and_then(|owner| owner.then(|owner| &owner.person_role));
            Question {
                subject,
                field: field.to_owned(),
                team: team.flatten(),
                role: role.map(ToString::to_string),
                ranks: 0,
                findings: Vec::new(),
                unsettled_bands: 0,
                rules: Vec::new(),
            }
        })
    }

    fn of_findings(&mut self) {
        let open: Vec<&Scored> =
            self.assessment.findings.iter().filter(|finding| finding.is_open()).collect();
        let points = Points::new(open.iter().map(|finding| finding.risk.point()));
        for (index, scored) in self.assessment.findings.iter().enumerate() {
            if !scored.is_open() {
                continue;
            }
            for (number, evidence) in scored.finding.evidence().iter().enumerate() {
                let Evidence::Missing { place, field, .. } = evidence else { continue };
                let subject = self.subjects.get(&place.origin).copied().unwrap_or(scored.finding.subject);
                let settled = points.inside(scored.risk).saturating_sub(points.inside(known(scored, number)));
                for field in self.answerable(subject, field) {
                    let question = self.question(subject, &field);
                    if question.findings.last() != Some(&(index as u32)) {
                        question.findings.push(index as u32);
                        question.unsettled_bands += u32::from(!scored.is_firm);
                    }
                    question.ranks += settled;
                }
            }
        }
    }

    fn of_standings(&mut self) {
        let ranked = || self.assessment.standings.all.iter().filter(|standing| standing.rank > 0);
        let points = Points::new(ranked().map(|standing| standing.priority));
        let mut settled: Vec<(Subject, &'static str, u32)> = Vec::new();
        let context = self.assessment.context();
        for standing in ranked() {
            if possible::has_unknown_support(&context, standing.subject) {
                let after = with_known_support(standing);
                let ranks = points.inside(standing.range).saturating_sub(points.inside(after));
                settled.push((standing.subject.into(), "components", ranks));
            }
            for each in &standing.contributions {
                let field = match (each.raw, each.criterion) {
                    (Figure::NotRecorded, Criterion::RunningCost) => "cost.annual",
                    (Figure::NotRecorded, Criterion::Deadline) => "contract.ends",
                    _ => continue,
                };
                let half = 100.0 * each.weight / 2.0;
                let range = standing.range;
                let after = Bounds::new(range.low() + half, range.point(), range.high() - half);
                let ranks = points.inside(standing.range).saturating_sub(points.inside(after));
                settled.push((standing.subject.into(), field, ranks));
            }
        }
        for (subject, field, ranks) in settled {
            for field in self.answerable(subject, field) {
                self.question(subject, &field).ranks += ranks;
            }
        }
    }

    fn of_gaps(&mut self) {
        for gap in &self.assessment.gaps {
            for field in self.answerable(gap.subject, gap.field) {
                let rules = &mut self.question(gap.subject, &field).rules;
                if let Err(place) = rules.binary_search(&gap.rule.id) {
                    rules.insert(place, gap.rule.id);
                }
            }
        }
    }

    /// A field in parts that one cell can answer: the components that are
    /// meant, the leaves of a record.
    fn answerable(&self, subject: Subject, field: &str) -> Vec<String> {
        let whole = || vec![field.to_owned()];
        if field == "security" {
            let leaves = ["known_exploited_vulnerabilities", "patched_within_days"];
            return leaves.iter().map(|leaf| format!("security.{leaf}")).collect();
        }
        let Some(owner) = subject.endpoint() else { return whole() };
        let lifecycles = &self.assessment.lifecycles;
        let components = lifecycles.of(owner).iter();
        let fields: Vec<String> = match field {
            "components[].support" => components
                .filter(|component| component.standing.is_range())
                .map(|component| format!("components[{}].support", component.index))
                .collect(),
            "components[].version" => components
                .filter(|component| lifecycles.has_open_release(component))
                .map(|component| format!("components[{}].version", component.index))
                .collect(),
            // Something is recorded, so what is asked for is its support.
            "components" => components
                .filter(|component| component.standing.state == SupportState::Unknown)
                .map(|component| {
                    let leaf =
                        if lifecycles.has_open_release(component) { "version" } else { "supported_until" };
                    format!("components[{}].{leaf}", component.index)
                })
                .collect(),
            _ => Vec::new(),
        };
        if fields.is_empty() { whole() } else { fields }
    }

    fn of_framework(&mut self) {
        let scores = framework::score_all(&self.assessment.context());
        for score in scores {
            let fields: BTreeSet<String> =
                score.open().map(|answer| answer.place.field.to_string()).collect();
            let subject = Subject::System(score.system);
            let fields: Vec<String> =
                fields.iter().flat_map(|field| self.answerable(subject, field)).collect();
            for field in fields {
                self.question(subject, &field);
            }
        }
    }
}

/// The priority if the support of all components were known to be as it is
/// counted now: no finding hidden, no longer debt, no nearer end.
fn with_known_support(standing: &RankPosition) -> Bounds {
    let hangs_on_support = [Criterion::WorstFinding, Criterion::DebtAge, Criterion::Deadline]
        .map(|criterion| standing.contributions.iter().find(move |each| each.criterion == criterion));
    hangs_on_support.into_iter().flatten().fold(standing.range, |range, each| {
        // A finding may be better than it counts for other reasons.
        let low = match each.criterion {
            Criterion::WorstFinding => range.low(),
            _ => range.low() + 100.0 * each.weight * (each.value.point() - each.value.low()),
        };
        let high = range.high() - 100.0 * each.weight * (each.value.high() - each.value.point());
        Bounds::new(low, range.point(), high)
    })
}

/// The risk of a finding if what is missing under one number were known to be
/// at the middle.
fn known(scored: &Scored, number: usize) -> Bounds {
    let side = |factors: &[Factor]| {
        let mut factors = factors.to_vec();
        for factor in factors.iter_mut().filter(|factor| factor.evidence.contains(&number)) {
            factor.value = Bounds::exact(factor.value.point());
        }
        weighted_sum(&factors)
    };
    let (likelihood, impact) = (side(&scored.finding.likelihood), side(&scored.finding.impact));
    risk(likelihood, impact)
}

/// Points in order, to count those between two bounds.
struct Points(Vec<f64>);

impl Points {
    fn new(points: impl Iterator<Item = f64>) -> Self {
        let mut points: Vec<f64> = points.collect();
        points.sort_by(f64::total_cmp);
        Self(points)
    }

    /// How many others lie strictly between the bounds; its own point is one
    /// of those.
    fn inside(&self, bounds: Bounds) -> u32 {
        let below = self.0.partition_point(|point| *point <= bounds.low());
        let up_to = self.0.partition_point(|point| *point < bounds.high());
        (up_to.saturating_sub(below) as u32).saturating_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_left_open_are_those_between_the_bounds() {
        // Points 10, 20, 30, 40, 50; one at 30 that may be 15 to 45 leaves two
        // others open, and one that may be 25 to 35 leaves none.
        let points = Points::new([10.0, 20.0, 30.0, 40.0, 50.0].into_iter());
        assert_eq!(points.inside(Bounds::new(15.0, 30.0, 45.0)), 2);
        assert_eq!(points.inside(Bounds::new(25.0, 30.0, 35.0)), 0);
        assert_eq!(points.inside(Bounds::exact(30.0)), 0);
    }
}
