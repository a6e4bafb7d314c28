//! The explanation as an answer: read from top to bottom it is the audit trail
//! of one number.

use super::belief;
use super::document::{
    ActionExplained, ClearedRow, ExplainDocument, Explanation, FindingExplained, FormulaRow, RestRow,
    RuleExplained, SubjectExplained,
};
use crate::render::answer::{self, Answer, Column, Readers, Table, Value};
use crate::render::document::results::{
    ActionFacts, AnswerFacts, ComponentFacts, ContributionFacts, EvidenceFacts, FindingFacts, FirmnessFacts,
    FrameworkFacts, ResultsSide, WeightRange,
};
use crate::render::number::{decimal, range as spread};
use crate::render::words::{not_judged, sentence};
use crate::sentence::{Sentence, say};
use crate::text::{counted, join_few};

/// How many findings of a subject or rule are named.
const SHOWN: usize = 12;

impl answer::Document for ExplainDocument {
    fn answer(&self) -> Answer {
        let title = match &self.explained {
            Explanation::Finding(explained) => say![&explained.finding.headline],
            Explanation::Subject(explained) => {
                let subject = &explained.subject;
                say![&subject.name, format!(" ({} `{}`)", subject.kind, subject.key)]
            }
            Explanation::Action(explained) => {
                say![&explained.action.name, format!(" (action `{}`)", explained.action.id)]
            }
            Explanation::Rule(rule) => {
                say![rule.title, format!(" (rule `{}`, version {})", rule.id, rule.version)]
            }
        };
        let mut page = Page { answer: Answer::new(self.envelope.clone(), title), document: self };
        match &self.explained {
            Explanation::Finding(explained) => page.finding(explained),
            Explanation::Subject(explained) => page.subject(explained),
            Explanation::Action(explained) => page.action(explained),
            Explanation::Rule(rule) => page.rule(rule),
        }
        page.made_from();
        page.answer
    }
}

/// What a criterion adds, and what that rests on.
type Share<'a> = (&'a ContributionFacts, &'a RestRow);

struct Page<'a> {
    answer: Answer,
    document: &'a ExplainDocument,
}

impl Page<'_> {
    /// A section with one thing to say.
    fn says(&mut self, heading: &'static str, text: impl Into<Sentence>) {
        self.answer.section(heading);
        self.answer.paragraph(text);
    }

    /// A section with a list; none without items.
    fn lists<T: Into<Sentence>>(&mut self, heading: &'static str, all: impl IntoIterator<Item = T>) {
        let mut all = all.into_iter().peekable();
        if all.peek().is_some() {
            self.answer.section(heading);
            all.for_each(|text| self.answer.item(text));
        }
    }

    fn made_from(&mut self) {
        let head = &self.document.envelope;
        self.answer.section("Made from");
        self.answer.fact("Estate", &self.document.estate_name);
        self.answer.fact("As at", head.day.map_or_else(Sentence::default, Sentence::from));
        self.answer.fact("techstrata", head.version);
        self.answer.fact("Inventory", head.hash.as_deref().unwrap_or_default());
    }

    fn finding(&mut self, explained: &FindingExplained) {
        let finding = &explained.finding;
        self.answer.paragraph(format!(
            "{} {}, confidence {}; `{}`",
            sentence(finding.severity),
            decimal(finding.risk.point, 1),
            finding.confidence_word,
            finding.id
        ));
        if let Some(accepted) = &finding.accepted {
            let by = format!(" by {}: {}", accepted.by, accepted.reason);
            self.answer.paragraph(say!["Accepted until ", accepted.until, by]);
        }
        self.says("Why it matters", explained.why);
        self.says("The sum", format!("Risk = {}{}", explained.formula, range(&finding.risk, 2)));
        if !range(&finding.risk, 2).is_empty() {
            self.answer.paragraph(if finding.is_firm {
                "The severity is the same at best and at worst: it is firm."
            } else {
                "The severity is not firm: what is missing could change it."
            });
        }
        self.side("likelihood", &finding.likelihood, &explained.formulas);
        self.side("impact", &finding.impact, &explained.formulas);
        self.how_sure(explained);
        self.evidence(explained);
        self.what_then(explained);
    }

    /// What would change a finding, and what to do about it.
    fn what_then(&mut self, explained: &FindingExplained) {
        self.lists(
            "What would change it",
            explained.changes.iter().map(|change| {
                let condition = match change.factor.as_str() {
                    "all" => "All of these at their best".to_owned(),
                    factor => format!("{factor} at its best"),
                };
                format!("{condition}: risk {}", decimal(change.risk, 2))
            }),
        );
        self.answer.section("Fixed by");
        if explained.fixed_by.is_empty() {
            self.answer.paragraph("no recorded action");
        }
        self.actions(&explained.fixed_by);
        self.says("What the rule cannot tell", explained.limits);
        self.lists("The method's sources", explained.sources.iter().copied());
        let accept = format!(
            "Correct the line and run it again; or accept `{}` in the settings, with a reason and a date.",
            explained.finding.id
        );
        self.says("If you disagree", accept);
    }

    fn side(&mut self, name: &'static str, side: &ResultsSide, formulas: &[FormulaRow]) {
        let value = format!("{}{}", decimal(side.value.point, 4), range(&side.value, 4));
        self.answer.subsection(format!("{} = Σ weight × value = {value}", sentence(name)));
        for factor in &side.factors {
            self.answer.item(format!(
                "{}: {} × {} = {}{}",
                factor.name,
                decimal(factor.weight, 2),
                decimal(factor.value.point, 4),
                decimal(factor.weight * factor.value.point, 4),
                range(&factor.value, 2)
            ));
            let marks: Vec<String> = factor.evidence.iter().map(|number| format!("[{number}]")).collect();
            self.answer.item_at(1, format!("{} {}", factor.fact, marks.concat()));
            let formula = formulas.iter().find(|row| row.side == name && row.factor == factor.name);
            if let Some(row) = formula.filter(|row| !row.how.is_empty()) {
                self.answer.item_at(1, format!("value: {}", row.how));
            }
        }
    }

    fn how_sure(&mut self, explained: &FindingExplained) {
        let confidence = &explained.confidence;
        self.answer.section("How sure");
        self.answer.item(format!(
            "Confidence = lowest belief in a fact {} × (1 − {} left open) = {}, {}",
            decimal(confidence.lowest_belief, 4),
            decimal(confidence.open, 4),
            decimal(confidence.confidence, 4),
            explained.finding.confidence_word
        ));
        self.answer.item(belief::words(&confidence.rests_on));
        let firmness = explained.finding.firmness.as_ref();
        let words = firmness.map_or_else(String::new, |firmness| format!("; {}", firm_words(firmness)));
        self.answer.item(format!("Rank {} of {}{words}", explained.rank, explained.of));
    }

    fn evidence(&mut self, explained: &FindingExplained) {
        self.answer.section("Evidence");
        for (number, fact) in (1..).zip(&explained.finding.evidence) {
            self.answer.item(format!("[{number}] {}", evidence_words(fact)));
            for excerpt in explained.excerpts.iter().filter(|excerpt| excerpt.evidence == number) {
                let line = |(at, line): (usize, &String)| {
                    let mark = if at == excerpt.line { '>' } else { ' ' };
                    format!("{mark}{at:>5} | {line}")
                };
                self.answer.lines((excerpt.first_line..).zip(&excerpt.lines).map(line).collect());
            }
        }
    }

    fn subject(&mut self, explained: &SubjectExplained) {
        self.answer.paragraph(&explained.place);
        self.standing(explained);
        if let Some(framework) = &explained.framework {
            self.framework(framework);
        }
        if let Some(quadrant) = explained.quadrant {
            let text = format!("By its business fit and its technical fit: {quadrant}");
            self.says("Keep, invest, migrate or eliminate", text);
        }
        if let Some(complete) = &explained.completeness {
            let missing = match complete.missing.as_slice() {
                [] => String::new(),
                missing => format!("; missing: {}", missing.join(", ")),
            };
            let (filled, whole) = (decimal(complete.filled, 0), decimal(complete.whole, 0));
            let share = decimal(complete.share * 100.0, 0);
            self.says("How complete its record is", format!("{filled} / {whole} = {share}%{missing}"));
        }
        if !explained.components.is_empty() {
            self.answer.section("Components");
            self.answer.table(components(&explained.components));
        }
        let row = |finding: &FindingFacts| ClearedRow {
            id: finding.id.clone(),
            risk: finding.risk.point,
            severity: finding.severity,
            headline: finding.headline.clone(),
        };
        let findings: Vec<ClearedRow> = explained.findings.iter().map(row).collect();
        self.findings("Findings", &findings);
        self.lists("What is well", explained.strengths.iter().map(|strength| &strength.headline));
        let gaps = explained.gaps.iter();
        self.lists("What cannot be judged", gaps.map(|gap| format!("{} (`{}`)", gap.headline, gap.field)));
        if let Some(off) = not_judged(&explained.not_judged) {
            self.says("What is switched off", off);
        }
        if !explained.actions.is_empty() {
            self.answer.section("What could be done");
            self.actions(&explained.actions);
        }
    }

    fn standing(&mut self, explained: &SubjectExplained) {
        let Some(standing) = &explained.standing else { return };
        let rank =
            standing.rank.map_or_else(|| "not ranked: no finding".to_owned(), |rank| format!("rank {rank}"));
        let firm = standing.firmness.as_ref().map_or_else(String::new, |firmness| {
            let any = firmness.top_ten_at_any_weights.map_or_else(String::new, |share| {
                format!("; {}% whatever the weights", decimal(share * 100.0, 0))
            });
            format!("; {}{any}", firm_words(firmness))
        });
        let sum = format!("{}{}", decimal(standing.priority.point, 2), range(&standing.priority, 2));
        self.says("Priority", format!("100 × Σ weight × value = {sum}: {rank}{firm}"));
        let rows: Vec<Share<'_>> = standing.contributions.iter().zip(&explained.rests).collect();
        let columns = vec![
            Column::people("Criterion", |row: &Share<'_>| row.1.title),
            Column::people("Weight", |row: &Share<'_>| Value::Decimal(row.0.weight, 3)),
            Column::people("Value", |row: &Share<'_>| Value::Decimal(row.0.value.point, 3)),
            Column::people("Points", |row: &Share<'_>| Value::Decimal(row.0.points, 2)),
            Column::people("Figure", |row: &Share<'_>| match row.0.raw {
                Some(raw) => format!("{} {}", plain(raw), row.0.unit),
                None => row.0.state.to_owned(),
            }),
            Column::people("0\u{a0}at", |row: &Share<'_>| plain(row.1.best)),
            Column::people("1\u{a0}at", |row: &Share<'_>| plain(row.1.worst)),
        ];
        self.answer.table(Table::new("Priority", &rows, columns).for_readers(Readers::People));
        self.answer.subsection("What each figure rests on");
        for rests in &explained.rests {
            let findings = rests.findings.iter().map(|finding| format!("finding `{finding}`"));
            let facts: Vec<String> = findings.chain(rests.evidence.iter().map(evidence_words)).collect();
            if !facts.is_empty() {
                self.answer.item(rests.title);
                for fact in facts {
                    self.answer.item_at(1, fact);
                }
            }
        }
    }

    fn framework(&mut self, framework: &FrameworkFacts) {
        let spread = |range: &WeightRange| spread(range.low, range.high, 2);
        let red = match framework.is_red {
            Some(true) => "red",
            Some(false) => "not red",
            None => "red or not hangs on open answers",
        };
        let (likelihood, impact) = (spread(&framework.likelihood), spread(&framework.impact));
        let sum = format!("likelihood {likelihood} × impact {impact} = {}", spread(&framework.overall));
        self.says("Government framework, self-assessment", format!("{}: {sum}, {red}", framework.rule_set));
        let columns = vec![
            Column::people("Indicator", |row: &AnswerFacts| row.indicator.to_uppercase()),
            Column::people("Score", |row: &AnswerFacts| {
                Value::Range(f64::from(row.least), f64::from(row.most), 0)
            }),
            Column::people("Basis", |row: &AnswerFacts| row.basis),
            Column::people("Fact", |row: &AnswerFacts| match (&row.suggestion, &row.suggested_because) {
                (Some(score), Some(because)) => format!("{}; suggested {score}: {because}", row.fact),
                _ => row.fact.clone(),
            }),
            Column::people("Where", |row: &AnswerFacts| format!("{}:{}", row.file, row.line)),
        ];
        let table = Table::new("Framework", &framework.answers, columns);
        self.answer.table(table.for_readers(Readers::People));
    }

    fn findings(&mut self, title: &str, rows: &[ClearedRow]) {
        if rows.is_empty() {
            return;
        }
        self.answer.section(format!("{title} ({})", rows.len()));
        let columns = vec![
            Column::people("Risk", |row: &ClearedRow| Value::Decimal(row.risk, 1)),
            Column::people("Severity", |row: &ClearedRow| row.severity),
            Column::people("Finding", |row: &ClearedRow| {
                vec![Value::text(&row.headline), Value::id(&row.id)]
            }),
        ];
        let rest = "`--format json`";
        self.answer
            .table(Table::new("Findings", rows, columns).for_readers(Readers::People).most(SHOWN, rest));
    }

    /// Actions with what they take.
    fn actions(&mut self, actions: &[ActionFacts]) {
        let currency = self.document.currency;
        let columns = vec![
            Column::people("Action", |action: &ActionFacts| {
                vec![Value::text(&action.name), Value::id(&action.id)]
            }),
            Column::people("Kind", |action: &ActionFacts| action.kind),
            Column::people("Cost", |action: &ActionFacts| {
                action.cost.map_or("not costed".into(), |cost| Value::Money(cost, currency))
            }),
            Column::people("Months", |action: &ActionFacts| action.months),
        ];
        self.answer.table(Table::new("Actions", actions, columns).for_readers(Readers::People));
    }

    fn action(&mut self, explained: &ActionExplained) {
        let action = &explained.action;
        self.answer.section("What it takes");
        self.actions(std::slice::from_ref(action));
        self.answer.fact("Stated at", join_few(&explained.places));
        self.answer.fact("After", action.after.join(", "));
        self.answer.fact("Rules out", action.excludes.join(", "));
        self.answer.section("What it brings");
        let points = decimal(explained.risk, 2);
        self.answer.item(format!("{points} risk points, the sum over its open findings"));
        self.answer.item(match (explained.plan_position, &explained.starts, &explained.why_not) {
            (Some(position), Some(year), _) => {
                format!("number {position} of the plan, funded, starts in {year}")
            }
            (_, _, Some(why)) => format!("not in the plan: {why}"),
            _ => "not in the plan".to_owned(),
        });
        self.findings("Findings that it clears", &explained.clears);
    }

    fn rule(&mut self, rule: &RuleExplained) {
        self.answer.paragraph(rule.question);
        self.says("Why it matters", rule.why);
        self.says("What it reads", rule.needs.join(", "));
        self.lists(
            "Thresholds in force",
            rule.thresholds.iter().map(|threshold| {
                format!("{} = {} {}: {}", threshold.key, threshold.value, threshold.unit, threshold.why)
            }),
        );
        self.lists(
            "Its sums here: risk = 100 × Σ likelihood × Σ impact",
            rule.formulas
                .iter()
                .map(|row| format!("{}, {} × {}: {}", row.side, decimal(row.weight, 2), row.factor, row.how)),
        );
        self.says("What can clear it", rule.remediation.join(", "));
        self.says("What it cannot tell", rule.limits);
        if !rule.was_run {
            self.answer.section("Not judged: it is switched off in the settings");
        }
        self.findings("Findings", &rule.findings);
        if rule.gaps > 0 {
            self.answer.section(format!("It could not judge {}", counted(rule.gaps, "subject")));
        }
    }
}

fn components(components: &[ComponentFacts]) -> Table {
    let columns = vec![
        Column::people("Component", |each: &ComponentFacts| Value::text(&each.written)),
        Column::people("Support", |each: &ComponentFacts| each.state),
        Column::people("Until", |each: &ComponentFacts| each.end_of_support),
        Column::people("Product", |each: &ComponentFacts| {
            each.product.as_ref().map_or("not matched".into(), Value::id)
        }),
    ];
    Table::new("Components", components, columns).for_readers(Readers::People)
}

/// A figure with three places at most.
fn plain(value: f64) -> String {
    let text = decimal(value, 3);
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// ` (1.20 to 3.40)`, or nothing where both ends read the same.
fn range(range: &WeightRange, places: usize) -> String {
    let (low, high) = (decimal(range.low, places), decimal(range.high, places));
    if low == high { String::new() } else { format!(" ({low} to {high})") }
}

/// How firm a rank is, in words with their figures.
fn firm_words(firmness: &FirmnessFacts) -> String {
    let ranks = if firmness.best_rank == firmness.worst_rank {
        format!("rank {} in nine of ten draws", firmness.best_rank)
    } else {
        format!("ranks {} to {} in nine of ten draws", firmness.best_rank, firmness.worst_rank)
    };
    format!("{ranks}; {} ({}%) to be in the first ten", firmness.words, decimal(firmness.top_ten * 100.0, 0))
}

fn evidence_words(fact: &EvidenceFacts) -> String {
    match fact {
        EvidenceFacts::Inventory { file, line, path, statement } => {
            format!("{file}:{line} ({path}): {statement}")
        }
        EvidenceFacts::Missing { file, line, field, assumed } => {
            format!("{file}:{line}: `{field}` is not recorded; {assumed}")
        }
        EvidenceFacts::Catalogue { product, cycle, statement, source, matched } => {
            format!("catalogue, {product} {cycle}: {statement}; {matched}; source: {source}")
        }
        EvidenceFacts::Graph { measure, statement, example } => {
            let path = match example.as_slice() {
                [] => String::new(),
                example => format!("; for example {}", example.join(" ← ")),
            };
            format!("graph, {measure}: {statement}{path}")
        }
        EvidenceFacts::Assumption { statement } => format!("assumed: {statement}"),
    }
}
