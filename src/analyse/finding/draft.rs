//! A finding in the making: evidence first, then what it weighs, then how far
//! it is believed. It becomes a finding only whole.

use super::{Factor, Finding};
use crate::analyse::confidence::{self, Belief};
use crate::analyse::context::Context;
use crate::analyse::evidence::Evidence;
use crate::analyse::rule::RuleMeta;
use crate::check::estate::{Endpoint, Subject};
use crate::date::Day;
use crate::method::{Bounds, Scale, Weighing};
use crate::source::Place;

/// What is assumed of a value of which nothing is known.
pub const ANYTHING: &str = "anything from 0.00 to 1.00 is possible; the middle is counted";

/// A fact on a scale, not weighed yet.
#[derive(Clone, Debug)]
pub struct Rated {
    /// The scale.
    pub scale: &'static Scale,
    /// The fact in words, with its unit.
    pub fact: String,
    /// The value, 0 (best anchor) to 1 (worst anchor).
    pub value: Bounds,
    /// Which evidence of the finding it rests on, from 0.
    pub evidence: Vec<usize>,
}

/// One side of a finding: facts, and the weighing that they go by.
#[derive(Clone, Debug)]
pub struct Weighed(pub &'static Weighing, pub Vec<Rated>);

/// A finding in the making.
#[derive(Debug)]
pub struct Draft<'a> {
    /// What its rule reads.
    pub context: &'a Context<'a>,
    rule: &'static RuleMeta,
    subject: Subject,
    headline: String,
    evidence: Vec<Evidence>,
    /// What an option may name to clear it, beside the rule.
    pub answers_to: Vec<String>,
    /// Other subjects that it touches.
    pub touches: Vec<Subject>,
    /// Hours of staff time that it costs in a year, if it costs any.
    pub hours_per_year: Option<f64>,
    /// The dated end that it warns of.
    pub due: Option<Day>,
}

impl<'a> Draft<'a> {
    /// A finding with its first fact.
    pub fn new(
        context: &'a Context<'a>,
        rule: &'static RuleMeta,
        subject: impl Into<Subject>,
        headline: String,
        first: Evidence,
    ) -> Self {
        Self {
            context,
            rule,
            subject: subject.into(),
            headline,
            evidence: vec![first],
            answers_to: Vec::new(),
            touches: Vec::new(),
            hours_per_year: None,
            due: None,
        }
    }

    /// Adds a fact and gives back its number, from 0. A fact that is already
    /// there keeps its number.
    pub fn add(&mut self, evidence: Evidence) -> usize {
        if let Some(number) = self.evidence.iter().position(|known| *known == evidence) {
            return number;
        }
        self.evidence.push(evidence);
        self.evidence.len() - 1
    }

    /// Adds facts and gives back the numbers of all so far, from 0.
    pub fn add_all(&mut self, evidence: impl IntoIterator<Item = Evidence>) -> Vec<usize> {
        for one in evidence {
            self.add(one);
        }
        (0..self.evidence.len()).collect()
    }

    /// What a figure counts on a scale.
    pub fn value(&self, scale: &'static Scale, figure: f64) -> f64 {
        scale.value(figure, self.context.thresholds)
    }

    /// What a word counts on a scale.
    pub fn word(&self, scale: &'static Scale, word: &str) -> f64 {
        scale.word(word, self.context.thresholds)
    }

    /// A fact that is stated at a field of a system or device.
    pub fn stated(
        &mut self,
        scale: &'static Scale,
        endpoint: Endpoint,
        field: impl Into<std::borrow::Cow<'static, str>>,
        fact: String,
        value: f64,
    ) -> Rated {
        let place = self.context.estate.origin(endpoint.into()).field(field);
        let number = self.add(Evidence::Inventory { place, statement: fact.clone() });
        Rated { scale, fact, value: Bounds::exact(value), evidence: vec![number] }
    }

    /// A fact of a system or device that is not stated.
    pub fn unknown(&mut self, scale: &'static Scale, endpoint: Endpoint, field: &'static str) -> Rated {
        let place = self.context.estate.origin(endpoint.into()).field("");
        self.missing(scale, place, field, "Not recorded")
    }

    /// A fact that is not stated there.
    pub fn missing(&mut self, scale: &'static Scale, place: Place, field: &'static str, fact: &str) -> Rated {
        let number = self.add(Evidence::Missing { place, field, assumed: ANYTHING.into() });
        Rated { scale, fact: fact.to_owned(), value: Bounds::between(0.0, 1.0), evidence: vec![number] }
    }

    /// The finding, whole.
    pub fn finish(self, likelihood: Weighed, impact: Weighed, belief: Belief) -> Finding {
        let (likelihood, impact) = (self.factors(likelihood), self.factors(impact));
        let confidence = confidence::of_finding(belief.value(), &likelihood, &impact);
        Finding {
            rule: self.rule,
            subject: self.subject,
            headline: self.headline,
            likelihood,
            impact,
            evidence: self.evidence,
            confidence,
            belief,
            answers_to: self.answers_to,
            touches: self.touches,
            hours_per_year: self.hours_per_year,
            due: self.due,
        }
    }

    /// Weighs one side. A fact on a scale that the weighing lacks is a fault of
    /// the rule: it weighs nothing, and a test over all rules finds it.
    fn factors(&self, Weighed(weighing, rated): Weighed) -> Vec<Factor> {
        rated
            .into_iter()
            .filter_map(|rated| {
                let part = weighing.part(rated.scale)?;
                Some(Factor {
                    part,
                    fact: rated.fact,
                    value: rated.value,
                    weight: weighing.weight_of(part, self.context.thresholds),
                    evidence: rated.evidence,
                })
            })
            .collect()
    }
}
