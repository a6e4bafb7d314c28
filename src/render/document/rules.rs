//! The rules as answers, from their own data: nothing is written twice.

use crate::analyse::registry;
use crate::analyse::rule::Rule;
use crate::analyse::{Family, RuleMeta};
use crate::method::publication::publication;
use crate::method::weighing::Side;
use crate::render::answer::{Answer, Column, Envelope, Readers, Table, Value};

/// What is said above the pages of all rules.
const HEAD: &str = "Each rule answers one question about an estate. Ids name the condition, never the cure, and never change meaning.";

fn envelope() -> Envelope {
    Envelope::new("techstrata-rules/1", None, None)
}

/// Every rule by family, one line each.
pub fn list() -> Answer {
    let mut answer = Answer::new(envelope(), "Rules");
    for family in Family::ALL {
        answer.section(family.title());
        let columns = vec![
            Column::new("rule", |rule: &&Rule| Value::id(rule.meta.id)),
            Column::new("question", |rule: &&Rule| rule.meta.question),
        ];
        let rules: Vec<&Rule> = registry::family(family).collect();
        answer.table(Table::new(family.title(), &rules, columns).for_readers(Readers::People));
    }
    answer.section("");
    answer.paragraph("`techstrata rules RULE` shows a rule's page, `techstrata rules --all` every page.");
    answer.table(table().for_readers(Readers::Sheets));
    answer
}

/// Every rule with what its page says.
fn table() -> Table {
    let column = |key: &'static str| {
        let about = move |rule: &&Rule| facts(&rule.meta).into_iter().find(|(known, _)| *known == key);
        Column::new(key, move |rule: &&Rule| about(rule).map(|(_, text)| text))
    };
    let mut columns = vec![
        Column::new("rule", |rule: &&Rule| Value::id(rule.meta.id)),
        Column::new("family", |rule: &&Rule| rule.meta.family.word()),
        Column::new("title", |rule: &&Rule| rule.meta.title),
        Column::new("question", |rule: &&Rule| rule.meta.question),
        Column::new("why", |rule: &&Rule| rule.meta.why),
    ];
    columns.extend(FACTS.map(column));
    let rules: Vec<&Rule> = registry::rules().collect();
    Table::new("Rules", &rules, columns)
}

/// The page of one rule.
pub fn page(meta: &RuleMeta) -> Answer {
    let mut answer = Answer::new(envelope(), title(meta));
    said(&mut answer, meta);
    answer
}

/// The pages of all rules, as `docs/rules.md` holds them.
pub fn pages() -> Answer {
    let mut answer = Answer::new(envelope(), "Rules");
    answer.paragraph(HEAD);
    for family in Family::ALL {
        answer.section(family.title());
        for rule in registry::family(family) {
            answer.subsection(title(&rule.meta));
            said(&mut answer, &rule.meta);
        }
    }
    answer
}

fn title(meta: &RuleMeta) -> String {
    format!("`{}`: {}", meta.id, meta.title)
}

fn said(answer: &mut Answer, meta: &RuleMeta) {
    answer.paragraph(meta.question);
    answer.paragraph(meta.why);
    for (label, text) in facts(meta) {
        answer.fact(label, text);
    }
}

/// What a rule's page says, in its order.
const FACTS: [&str; 9] =
    ["Version", "Reads", "Evidence", "Likelihood", "Impact", "Thresholds", "Sources", "Cleared by", "Limits"];

/// Each scale with its weight: `0.6 criticality, 0.4 blast-radius`.
fn weighs(meta: &RuleMeta, side: Side) -> String {
    let of_side = meta.weighings.iter().filter(|weighing| weighing.side == side);
    let words = of_side.map(|weighing| {
        let parts = weighing.parts.iter();
        let parts: Vec<String> =
            parts.map(|part| format!("{} `{}`", part.weight.default, part.scale.key)).collect();
        parts.join(", ")
    });
    words.collect::<Vec<String>>().join("; or ")
}

fn facts(meta: &RuleMeta) -> [(&'static str, String); 9] {
    let needs: Vec<String> = meta.needs.iter().map(|field| format!("`{field}`")).collect();
    let evidence: Vec<&str> = meta.evidence.iter().map(|kind| kind.title()).collect();
    let thresholds = meta.all_thresholds().into_iter();
    let thresholds: Vec<String> = thresholds
        .map(|t| format!("`{}` {} {} [{}]", t.key(), t.default_value(), t.unit(), t.tag().letter()))
        .collect();
    let sources = meta.sources.iter().filter_map(|key| publication(key));
    let sources: Vec<&str> = sources.map(|publication| publication.citation).collect();
    let remediation: Vec<&str> = meta.remediation.iter().map(|kind| kind.word()).collect();
    let said = [
        meta.version.to_string(),
        needs.join(", "),
        evidence.join(", "),
        weighs(meta, Side::Likelihood),
        weighs(meta, Side::Impact),
        thresholds.join("; "),
        sources.join("; "),
        remediation.join(", "),
        meta.limits.to_owned(),
    ];
    let mut labels = FACTS.into_iter();
    said.map(|text| (labels.next().unwrap_or_default(), text))
}
