//! The document as text for a terminal, and as Markdown: read from top to
//! bottom it is the audit trail of one number.

use std::fmt::Write as _;

use super::belief::words;
use super::document::{
    ActionExplained, ClearedRow, Document, Explanation, FindingExplained, FormulaRow, RuleExplained,
    SubjectExplained,
};
use crate::render::document::results::{
    ActionFacts, EvidenceFacts, FindingFacts, FirmnessFacts, FrameworkFacts, Range, Side,
};
use crate::render::format::text::wrapped;
use crate::render::number::decimal;
use crate::render::words::not_judged;
use crate::text::{counted, visible};

// Writing to a String cannot fail, so results of `writeln!` are dropped here.

/// How many findings of a subject or rule are named.
const SHOWN: usize = 12;

/// The document as text, `width` columns wide where lines can be broken.
pub fn text(document: &Document, width: usize) -> String {
    let mut page = Page { out: String::new(), width };
    match &document.explained {
        Explanation::Finding(finding) => page.finding(finding),
        Explanation::Subject(subject) => page.subject(subject),
        Explanation::Action(action) => page.action(action),
        Explanation::Rule(rule) => page.rule(rule),
    }
    page.section("Made from");
    let head = &document.envelope;
    let day = head.day.map_or_else(String::new, |day| day.to_string());
    page.item(&format!("{}, as at {day}", visible(&document.estate_name)));
    page.item(&format!(
        "techstrata {}, inventory {}",
        head.version,
        head.hash.as_deref().unwrap_or_default()
    ));
    page.out
}

/// The document as Markdown: the same text, set as code so that it keeps its
/// columns.
pub fn markdown(document: &Document) -> String {
    let text = text(document, 100);
    let (title, rest) = text.split_once('\n').unwrap_or((&text, ""));
    format!("# {title}\n\n```text\n{}```\n", rest.trim_start_matches('\n'))
}

struct Page {
    out: String,
    width: usize,
}

impl Page {
    fn section(&mut self, title: &str) {
        let _ = writeln!(self.out, "\n{title}");
    }

    fn item(&mut self, text: &str) {
        self.wrap(&format!("  {text}"), 4);
    }

    fn wrap(&mut self, text: &str, indent: usize) {
        let _ = writeln!(self.out, "{}", wrapped(text, self.width, indent));
    }

    fn finding(&mut self, explained: &FindingExplained) {
        let finding = &explained.finding;
        self.wrap(&visible(&finding.headline), 0);
        self.wrap(
            &format!(
                "{} {}, confidence {}; {}",
                crate::analyse::factor::capitalised(finding.severity),
                decimal(finding.risk.point, 1),
                finding.confidence_word,
                finding.id
            ),
            0,
        );
        if let Some(accepted) = &finding.accepted {
            let words = format!("Accepted until {} by {}: {}", accepted.until, accepted.by, accepted.reason);
            self.wrap(&visible(&words), 0);
        }
        self.section("Why it matters");
        self.item(explained.why);
        self.section("The sum");
        self.item(&format!("Risk = {}{}", explained.formula, range(&finding.risk, 2)));
        if !range(&finding.risk, 2).is_empty() {
            let firm = if finding.is_firm {
                "The severity is the same at best and at worst: it is firm."
            } else {
                "The severity is not firm: what is missing could change it."
            };
            self.item(firm);
        }
        self.side("Likelihood", &finding.likelihood, &explained.formulas);
        self.side("Impact", &finding.impact, &explained.formulas);
        self.confidence(explained);
        self.rank(explained);
        self.evidence(explained);
        self.changes(explained);
        self.section("Fixed by");
        for action in &explained.fixed_by {
            self.item(&action_line(action));
        }
        if explained.fixed_by.is_empty() {
            self.item("no recorded action");
        }
        self.section("What the rule cannot tell");
        self.item(explained.limits);
        if !explained.sources.is_empty() {
            self.section("The method's sources");
            for source in &explained.sources {
                self.item(source);
            }
        }
        self.section("If you disagree");
        self.item(&format!(
            "Correct the line and run it again; or accept `{}` in the settings, with a reason and a date.",
            finding.id
        ));
    }

    fn side(&mut self, name: &str, side: &Side, formulas: &[FormulaRow]) {
        let side_key = name.to_lowercase();
        let _ = writeln!(
            self.out,
            "\n  {name} = Σ weight × value = {}{}",
            decimal(side.value.point, 4),
            range(&side.value, 4)
        );
        for factor in &side.factors {
            let _ = writeln!(
                self.out,
                "    {:<24} {} × {} = {}{}",
                factor.name,
                decimal(factor.weight, 2),
                decimal(factor.value.point, 4),
                decimal(factor.weight * factor.value.point, 4),
                range(&factor.value, 2)
            );
            let marks: Vec<String> = factor.evidence.iter().map(|number| format!("[{number}]")).collect();
            self.wrap(&format!("      {} {}", visible(&factor.fact), marks.concat()), 8);
            let formula = formulas.iter().find(|row| row.side == side_key && row.factor == factor.name);
            if let Some(row) = formula.filter(|row| !row.how.is_empty()) {
                self.wrap(&format!("      value: {}", row.how), 8);
            }
        }
    }

    fn confidence(&mut self, explained: &FindingExplained) {
        let confidence = &explained.confidence;
        self.section("How sure");
        self.item(&format!(
            "Confidence = lowest belief in a fact {} × (1 − {} left open) = {}, {}",
            decimal(confidence.lowest_belief, 4),
            decimal(confidence.open, 4),
            decimal(confidence.confidence, 4),
            explained.finding.confidence_word
        ));
        self.item(&words(&confidence.rests_on));
    }

    fn rank(&mut self, explained: &FindingExplained) {
        let firmness = explained.finding.firmness.as_ref();
        let words = firmness.map_or_else(String::new, |firmness| format!("; {}", firm_words(firmness)));
        self.item(&format!("Rank {} of {}{words}", explained.rank, explained.of));
    }

    fn evidence(&mut self, explained: &FindingExplained) {
        self.section("Evidence");
        for (index, fact) in explained.finding.evidence.iter().enumerate() {
            self.wrap(&format!("  [{}] {}", index + 1, evidence_words(fact)), 6);
            for excerpt in explained.excerpts.iter().filter(|excerpt| excerpt.evidence == index + 1) {
                for (offset, line) in excerpt.lines.iter().enumerate() {
                    let number = excerpt.first_line + offset;
                    let mark = if number == excerpt.line { '>' } else { ' ' };
                    let _ = writeln!(self.out, "      {mark}{number:>5} | {}", visible(line));
                }
            }
        }
    }

    fn changes(&mut self, explained: &FindingExplained) {
        if explained.changes.is_empty() {
            return;
        }
        self.section("What would change it");
        for change in &explained.changes {
            let condition = if change.factor == "all" {
                "All of these at their best".to_owned()
            } else {
                format!("{} at its best", change.factor)
            };
            self.item(&format!("{condition}: risk {}", decimal(change.risk, 2)));
        }
    }

    fn subject(&mut self, explained: &SubjectExplained) {
        let subject = &explained.subject;
        self.wrap(&format!("{} ({} {})", visible(&subject.name), subject.kind, visible(&subject.key)), 0);
        self.wrap(&explained.place, 0);
        self.standing(explained);
        if let Some(framework) = &explained.framework {
            self.framework(framework);
        }
        if let Some(quadrant) = explained.quadrant {
            self.section("Keep, invest, migrate or eliminate");
            self.item(&format!("By its business fit and its technical fit: {quadrant}"));
        }
        if let Some(complete) = &explained.completeness {
            self.section("How complete its record is");
            self.item(&format!(
                "{} / {} = {}%{}",
                decimal(complete.filled, 0),
                decimal(complete.whole, 0),
                decimal(complete.share * 100.0, 0),
                if complete.missing.is_empty() {
                    String::new()
                } else {
                    format!("; missing: {}", complete.missing.join(", "))
                }
            ));
        }
        if !explained.components.is_empty() {
            self.section("Components");
            for component in &explained.components {
                let end =
                    component.end_of_support.as_ref().map_or_else(String::new, |day| format!(", {day}"));
                let what = component.product.as_deref().unwrap_or("not matched");
                self.item(&format!("{}: {}{end} ({what})", visible(&component.written), component.state));
            }
        }
        self.listed("Findings", explained.findings.iter().map(|finding| (finding.risk.point, finding)));
        if !explained.strengths.is_empty() {
            self.section("What is well");
            for strength in &explained.strengths {
                self.item(&visible(&strength.headline));
            }
        }
        if !explained.gaps.is_empty() {
            self.section("What cannot be judged");
            for gap in &explained.gaps {
                self.item(&format!("{} (`{}`)", visible(&gap.headline), gap.field));
            }
        }
        if let Some(off) = not_judged(&explained.not_judged) {
            self.section("What is switched off");
            self.item(&off);
        }
        if !explained.actions.is_empty() {
            self.section("What could be done");
            for action in &explained.actions {
                self.item(&action_line(action));
            }
        }
    }

    fn standing(&mut self, explained: &SubjectExplained) {
        let Some(standing) = &explained.standing else { return };
        self.section("Priority");
        let rank =
            standing.rank.map_or_else(|| "not ranked: no finding".to_owned(), |rank| format!("rank {rank}"));
        let firm = standing.firmness.as_ref().map_or_else(String::new, |firmness| {
            let any = firmness.top_ten_at_any_weights.map_or_else(String::new, |share| {
                format!("; {}% whatever the weights", decimal(share * 100.0, 0))
            });
            format!("; {}{any}", firm_words(firmness))
        });
        self.item(&format!(
            "100 × Σ weight × value = {}{}: {rank}{firm}",
            decimal(standing.priority.point, 2),
            range(&standing.priority, 2)
        ));
        for (each, rests) in standing.contributions.iter().zip(&explained.rests) {
            let raw = match each.raw {
                Some(raw) => format!("{} {}", plain(raw), each.unit),
                None => each.state.to_owned(),
            };
            let line = format!(
                "  {:<26} {} × {} = {:>5}   {raw}; 0 at {}, 1 at {}",
                rests.title,
                decimal(each.weight, 3),
                decimal(each.value.point, 3),
                decimal(each.points, 2),
                plain(rests.best),
                plain(rests.worst)
            );
            self.wrap(&line, 29);
            for finding in &rests.findings {
                self.wrap(&format!("{:29}finding {finding}", ""), 31);
            }
            for fact in &rests.evidence {
                self.wrap(&format!("{:29}{}", "", evidence_words(fact)), 31);
            }
        }
    }

    fn framework(&mut self, framework: &FrameworkFacts) {
        self.section("Government framework, self-assessment");
        self.item(&format!(
            "{}: likelihood {} × impact {} = {}{}",
            framework.rule_set,
            spread(&framework.likelihood),
            spread(&framework.impact),
            spread(&framework.overall),
            match framework.is_red {
                Some(true) => ", red",
                Some(false) => ", not red",
                None => ", red or not hangs on open answers",
            }
        ));
        for answer in &framework.answers {
            let score = if answer.least == answer.most {
                answer.least.to_string()
            } else {
                format!("{}–{}", answer.least, answer.most)
            };
            let suggested = match (&answer.suggestion, &answer.suggested_because) {
                (Some(score), Some(because)) => format!("; suggested {score}: {because}"),
                _ => String::new(),
            };
            let line = format!(
                "  {} {score:>3}  {:<8} {}{suggested} ({}:{})",
                answer.indicator.to_uppercase(),
                answer.basis,
                visible(&answer.fact),
                answer.file,
                answer.line
            );
            self.wrap(&line, 18);
        }
    }

    fn listed<'a>(&mut self, title: &str, findings: impl ExactSizeIterator<Item = (f64, &'a FindingFacts)>) {
        let all = findings.len();
        if all == 0 {
            return;
        }
        self.section(&format!("{title} ({all})"));
        for (risk, finding) in findings.take(SHOWN) {
            let line =
                format!("  {:>5}  {:<8} {}", decimal(risk, 1), finding.severity, visible(&finding.headline));
            self.wrap(&line, 18);
            let _ = writeln!(self.out, "{:18}{}", "", finding.id);
        }
        if all > SHOWN {
            self.item(&format!("and {} more", all - SHOWN));
        }
    }

    fn cleared(&mut self, title: &str, rows: &[ClearedRow]) {
        if rows.is_empty() {
            return;
        }
        self.section(&format!("{title} ({})", rows.len()));
        for row in rows.iter().take(SHOWN) {
            let line =
                format!("  {:>5}  {:<8} {}", decimal(row.risk, 1), row.severity, visible(&row.headline));
            self.wrap(&line, 18);
            let _ = writeln!(self.out, "{:18}{}", "", row.id);
        }
        if rows.len() > SHOWN {
            self.item(&format!("and {} more", rows.len() - SHOWN));
        }
    }

    fn action(&mut self, explained: &ActionExplained) {
        let action = &explained.action;
        self.wrap(&format!("{} (action {})", visible(&action.name), visible(&action.id)), 0);
        self.section("What it takes");
        self.item(&action_line(action));
        for place in &explained.places {
            self.item(place);
        }
        for (title, ids) in [("After", &action.after), ("Rules out", &action.excludes)] {
            if !ids.is_empty() {
                self.item(&format!("{title}: {}", ids.join(", ")));
            }
        }
        self.section("What it brings");
        self.item(&format!("{} risk points, the sum over its open findings", decimal(explained.risk, 2)));
        self.item(&match (explained.plan_position, &explained.starts, &explained.why_not) {
            (Some(position), Some(year), _) => {
                format!("number {position} of the plan, funded, starts in {year}")
            }
            (_, _, Some(why)) => format!("not in the plan: {}", visible(why)),
            _ => "not in the plan".to_owned(),
        });
        self.cleared("Findings that it clears", &explained.clears);
    }

    fn rule(&mut self, rule: &RuleExplained) {
        self.wrap(&format!("{} (rule {}, version {})", rule.title, rule.id, rule.version), 0);
        self.wrap(rule.question, 0);
        self.section("Why it matters");
        self.item(rule.why);
        self.section("What it reads");
        self.item(&rule.needs.join(", "));
        if !rule.thresholds.is_empty() {
            self.section("Thresholds in force");
            for threshold in &rule.thresholds {
                self.item(&format!(
                    "{} = {} {}: {}",
                    threshold.key, threshold.value, threshold.unit, threshold.why
                ));
            }
        }
        if !rule.formulas.is_empty() {
            self.section("Its sums here: risk = 100 × Σ likelihood × Σ impact");
            for row in &rule.formulas {
                self.item(&format!("{}, {} × {}: {}", row.side, decimal(row.weight, 2), row.factor, row.how));
            }
        }
        self.section("What can clear it");
        self.item(&rule.remediation.join(", "));
        self.section("What it cannot tell");
        self.item(rule.limits);
        if !rule.was_run {
            self.section("Not judged: it is switched off in the settings");
        }
        self.cleared("Findings", &rule.findings);
        if rule.gaps > 0 {
            self.section(&format!("It could not judge {}", counted(rule.gaps, "subject")));
        }
    }
}

/// A figure with three places at most.
fn plain(value: f64) -> String {
    let text = decimal(value, 3);
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// ` (1.20 to 3.40)`, or nothing where both ends read the same.
fn range(range: &Range, places: usize) -> String {
    let (low, high) = (decimal(range.low, places), decimal(range.high, places));
    if low == high { String::new() } else { format!(" ({low} to {high})") }
}

/// `4.67`, or `3.10–4.67`.
fn spread(range: &Range) -> String {
    let (low, high) = (decimal(range.low, 2), decimal(range.high, 2));
    if low == high { decimal(range.point, 2) } else { format!("{low}–{high}") }
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
    let words = match fact {
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
            let path = if example.is_empty() {
                String::new()
            } else {
                format!("; for example {}", example.join(" ← "))
            };
            format!("graph, {measure}: {statement}{path}")
        }
        EvidenceFacts::Assumption { statement } => format!("assumed: {statement}"),
    };
    visible(&words).into_owned()
}

fn action_line(action: &ActionFacts) -> String {
    let cost =
        action.cost.map_or_else(|| "not costed".to_owned(), |cost| format!("costs {}", decimal(cost, 0)));
    let months =
        action.months.map_or_else(String::new, |months| format!(", {}", counted(months.into(), "month")));
    format!("{} ({}): {cost}{months}; {}", visible(&action.name), action.kind, visible(&action.id))
}
