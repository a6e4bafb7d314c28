//! The results as an answer: counts, findings, what is well, what is not
//! known.

use super::{EvidenceFacts, FindingFacts, Results};
use crate::analyse::{Family, Severity, registry};
use crate::render::answer::{Answer, Column, Document, Readers, Table, Value};
use crate::render::words::{RuleCoverage, not_judged};
use crate::sentence::{Sentence, say};
use crate::text::counted;

/// Findings that a terminal shows.
const SHOWN: usize = 12;
/// Strengths that are named.
const STRENGTHS: usize = 5;

impl Document for Results {
    fn answer(&self) -> Answer {
        let mut answer = Answer::new(self.envelope.clone(), self.title());
        answer.paragraph(self.counts());
        answer.paragraph(self.severities());
        if let Some(off) = not_judged(&self.off()) {
            answer.paragraph(off);
        }
        answer.section("Open findings");
        let columns = vec![
            Column::new("family", |family: &Family| family.title()).titled("About"),
            Column::new("findings", |family: &Family| self.found(*family)),
        ];
        answer.table(Table::new("Families", &Family::ALL, columns).for_readers(Readers::People));
        answer.section(match (self.findings.is_empty(), RuleCoverage::without(&self.off())) {
            (false, _) => "Highest risk first",
            (true, RuleCoverage::All) => "No rule found anything",
            (true, RuleCoverage::Some) => "No rule that was asked found anything",
            (true, RuleCoverage::None) => "No rule was asked",
        });
        answer.table(self.findings());
        if !self.strengths.is_empty() {
            answer.section("Well, although it looks otherwise");
            answer.some(self.strengths.iter().map(|strength| &strength.headline), STRENGTHS, "");
        }
        if !self.gaps.is_empty() {
            answer.section(format!(
                "{} cannot be judged for want of a fact; `techstrata questions` asks for them",
                counted(self.gaps.len(), "thing")
            ));
        }
        answer
    }
}

impl Results {
    fn open(&self) -> impl Iterator<Item = &FindingFacts> {
        self.findings.iter().filter(|finding| finding.accepted.is_none())
    }

    /// Rules that are switched off: what they ask is not judged.
    fn off(&self) -> Vec<&'static str> {
        self.provenance.rules.iter().filter(|rule| !rule.was_run).map(|rule| rule.id).collect()
    }

    /// How many open findings a family has; where some of its rules are
    /// switched off, none is no answer.
    fn found(&self, family: Family) -> Value {
        let off = self.off();
        let is_off = registry::family(family).filter(|rule| off.contains(&rule.meta.id)).count();
        match (self.open().filter(|finding| finding.family == family.word()).count(), is_off) {
            (0, is_off) if is_off == registry::family(family).count() => "not judged".into(),
            (count, 0) => count.into(),
            (count, is_off) => format!("{count}; {} not judged", counted(is_off, "rule")).into(),
        }
    }

    fn title(&self) -> Sentence {
        let mut title = say![&self.estate.name];
        if let Some(day) = self.envelope.day {
            title.push(say![", as at ", day]);
        }
        title
    }

    fn counts(&self) -> String {
        let estate = &self.estate;
        format!(
            "{}, {}, {} in {}, {}, {}.",
            counted(estate.organisations, "organisation"),
            counted(estate.systems, "system"),
            counted(estate.devices as usize, "device"),
            counted(estate.device_fleets, "fleet"),
            counted(estate.interfaces, "interface"),
            counted(estate.journeys, "journey")
        )
    }

    fn severities(&self) -> String {
        let count = |severity: &Severity| {
            let word = severity.word();
            format!("{} {word}", self.open().filter(|finding| finding.severity == word).count())
        };
        let open = self.open().count();
        let asked = match RuleCoverage::without(&self.off()) {
            RuleCoverage::All => "",
            RuleCoverage::Some | RuleCoverage::None => " by the rules that were asked",
        };
        format!(
            "{}: {}; {} accepted. {} of {} systems in use are high-risk{asked}.",
            counted(open, "finding"),
            Severity::ALL.iter().map(count).collect::<Vec<_>>().join(", "),
            self.findings.len() - open,
            self.estate.high_risk_systems,
            self.estate.systems_in_use
        )
    }

    fn findings(&self) -> Table {
        type Row<'a> = (usize, &'a FindingFacts);
        let ranked: Vec<Row<'_>> = (1..).zip(&self.findings).collect();
        let bound = |value: f64| Value::Decimal(value, 2);
        let until = |finding: &FindingFacts| finding.accepted.as_ref().map(|accepted| accepted.until);
        let columns = vec![
            Column::sheet("rank", |row: &Row<'_>| row.0),
            Column::sheet("id", |row: &Row<'_>| Value::id(&row.1.id)),
            Column::people("Risk", |row: &Row<'_>| Value::Decimal(row.1.risk.point, 0)),
            Column::new("severity", |row: &Row<'_>| row.1.severity),
            Column::people("Finding", |row: &Row<'_>| shown(row.1)),
            Column::people("Confidence", |row: &Row<'_>| row.1.confidence_word),
            Column::sheet("risk", move |row: &Row<'_>| bound(row.1.risk.point)),
            Column::sheet("risk_low", move |row: &Row<'_>| bound(row.1.risk.low)),
            Column::sheet("risk_high", move |row: &Row<'_>| bound(row.1.risk.high)),
            Column::sheet("confidence", move |row: &Row<'_>| bound(row.1.confidence)),
            Column::sheet("family", |row: &Row<'_>| row.1.family),
            Column::sheet("rule", |row: &Row<'_>| row.1.rule),
            Column::sheet("subject", |row: &Row<'_>| Value::id(&row.1.subject.key)),
            Column::sheet("name", |row: &Row<'_>| Value::text(&row.1.subject.name)),
            Column::sheet("headline", |row: &Row<'_>| Value::text(&row.1.headline)),
            Column::sheet("accepted_until", move |row: &Row<'_>| until(row.1)),
            Column::sheet("places", |row: &Row<'_>| places(row.1)),
        ];
        Table::new("Findings", &ranked, columns).most(SHOWN, "`--format csv`")
    }
}

/// A finding as people read it, with the id that `explain` takes.
fn shown(finding: &FindingFacts) -> Vec<Value> {
    let mut headline = say![&finding.headline];
    if let Some(accepted) = &finding.accepted {
        headline.push(say![" (accepted until ", accepted.until, ")"]);
    }
    vec![headline.into(), Value::id(&finding.id)]
}

fn places(finding: &FindingFacts) -> String {
    let place = |evidence: &EvidenceFacts| match evidence {
        EvidenceFacts::Inventory { file, line, .. } => Some(format!("{file}:{line}")),
        _ => None,
    };
    finding.evidence.iter().filter_map(place).collect::<Vec<_>>().join("; ")
}
