//! The questions that would settle most, as a sheet to fill in.
//!
//! The columns `kind`, `subject`, `field` and `answer` are those that are read
//! back; all others are for people.

use std::fmt::Write as _;

use super::table::{Cell, Column, Table};
use super::text::wrapped;
use crate::ask::question::Question;
use crate::assess::Assessment;
use crate::load::schema::inventory_schema;
use crate::method::Indicator;
use crate::source::List;
use crate::text::{counted, join_or, visible};

/// The sheet, one row a question.
pub fn sheet(assessment: &Assessment, questions: &[Question]) -> Table {
    let column = |title, width| Column { title, width };
    Table {
        name: "Questions".to_owned(),
        columns: vec![
            column("number", 8),
            column("ask", 30),
            column("question", 60),
            column("answer", 24),
            column("accepted", 40),
            column("ranks_settled", 10),
            column("findings", 10),
            column("bands_unsettled", 10),
            column("rules_waiting", 30),
            column("kind", 12),
            column("subject", 30),
            column("field", 30),
        ],
        rows: questions
            .iter()
            .enumerate()
            .map(|(index, question)| {
                vec![
                    Cell::Whole(index as i64 + 1),
                    Cell::text(whom(assessment, question)),
                    Cell::text(sentence(assessment, question)),
                    Cell::Empty,
                    Cell::text(accepted(question)),
                    Cell::Whole(question.ranks.into()),
                    Cell::Whole(question.findings.len() as i64),
                    Cell::Whole(question.unsettled_bands.into()),
                    Cell::text(question.rules.join(" ")),
                    Cell::text(question.subject.noun()),
                    Cell::text(assessment.estate.key(question.subject).to_string()),
                    Cell::text(question.field.clone()),
                ]
            })
            .collect(),
    }
}

/// The questions for the terminal, `shown` of `all`.
pub fn text(assessment: &Assessment, questions: &[Question], all: usize, width: usize) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = writeln!(
        out,
        "{} that would settle most, of {} open\n",
        counted(questions.len(), "question"),
        counted(all, "fact").replace(" fact", " missing fact")
    );
    for (index, question) in questions.iter().enumerate() {
        let number = format!("{:>3}. ", index + 1);
        let _ =
            writeln!(out, "{}", wrapped(&format!("{number}{}", sentence(assessment, question)), width, 5));
        let _ = writeln!(out, "{}", wrapped(&format!("     Ask {}", whom(assessment, question)), width, 9));
        let _ = writeln!(out, "{}\n", wrapped(&format!("     {}", settles(question)), width, 5));
    }
    if all > questions.len() {
        let _ = writeln!(
            out,
            "`--all` shows the rest; `--format xlsx -o questions.xlsx` makes a sheet to fill in."
        );
    }
    out
}

/// What an answer would settle, in words.
pub fn settles(question: &Question) -> String {
    let mut parts = Vec::new();
    if question.ranks > 0 {
        parts.push(format!("settles {}", counted(question.ranks as usize, "rank")));
    }
    if !question.findings.is_empty() {
        let findings = counted(question.findings.len(), "finding");
        parts.push(match question.unsettled_bands {
            0 => format!("narrows {findings}"),
            n => format!("narrows {findings}, {n} of which could still change severity"),
        });
    }
    if !question.rules.is_empty() {
        parts.push(format!("lets {} judge", counted(question.rules.len(), "rule")));
    }
    let text = parts.join("; ");
    if text.is_empty() {
        "completes the record".to_owned()
    } else {
        crate::analyse::factor::capitalised(&text)
    }
}

/// Whom to ask: the team and the role, else the organisation.
pub fn whom(assessment: &Assessment, question: &Question) -> String {
    let estate = &assessment.estate;
    let organisation = estate.organisation_name(estate.organisation_of(question.subject));
    let team = question.team.map(|team| estate.teams[team.at()].record.name.to_string());
    let who = match (team, &question.role) {
        (Some(team), Some(role)) => format!("{team} ({role})"),
        (Some(team), None) => team,
        (None, Some(role)) => role.clone(),
        (None, None) => "whoever runs it; no owner is recorded".to_owned(),
    };
    visible(&if organisation.is_empty() { who } else { format!("{who}, {organisation}") }).into_owned()
}

/// The question in words.
pub fn sentence(assessment: &Assessment, question: &Question) -> String {
    let name = assessment.estate.name(question.subject);
    let name = visible(&name);
    let indicator = question.field.strip_prefix("assessment.");
    if let Some(indicator) = indicator.and_then(|key| Indicator::ALL.iter().find(|known| known.key() == key))
    {
        return format!("{name}: {} (1 to {})", indicator.question(), indicator.highest());
    }
    match question.field.as_str() {
        "resilience.failover" => {
            format!("{name}: does another machine take over when it fails, and was that ever tried?")
        }
        "resilience.failover_tested" => format!("{name}: when was the failover last tried?"),
        "people.supporters" => format!("{name}: how many people can support it?"),
        "people.satisfaction" => format!("{name}: how content are its users, 1 to 5?"),
        "people.trained_percent" => format!("{name}: how many per cent of its users are trained?"),
        "people.supplier_support" => format!("{name}: does the supplier support it?"),
        "people.workarounds" => format!("{name}: what do people do in its place?"),
        "criticality" => format!("{name}: how much depends on it?"),
        "components" => format!("{name}: which products and versions is it built on?"),
        "components[].version" => format!("{name}: which versions of its components are in use?"),
        "components[].support" => {
            format!("{name}: was extended support bought for its components, and until when?")
        }
        "contract.ends" => format!("{name}: when does its contract end?"),
        "contract.notice_months" => format!("{name}: how many months of notice does its contract ask for?"),
        "contract.auto_renews" => format!("{name}: does its contract go on by itself?"),
        "cost.annual" => format!("{name}: what does it cost a year?"),
        "data" => format!("{name}: which data does it hold, and how?"),
        "users" => format!("{name}: how many people use it?"),
        "security.segmented" | "network.segmented" => {
            format!("{name}: does it stand in a network segment of its own?")
        }
        "security.internet_facing" => format!("{name}: can it be reached from the internet?"),
        "security.patched_within_days" => format!("{name}: within how many days are fixes applied?"),
        "security.known_exploited_vulnerabilities" => {
            format!("{name}: how many of its open vulnerabilities are known to be exploited?")
        }
        "encrypted" => format!("{name}: is the traffic encrypted?"),
        "volume" | "messages_per_day" => format!("{name}: how many messages a day pass?"),
        "count" => format!("{name}: how many of them are there?"),
        "purchased" => format!("{name}: when was it bought?"),
        "owner" => format!("{name}: which team answers for it, and in which role?"),
        "interfaces[].documented" => {
            format!("{name}: which of the interfaces that end there are documented?")
        }
        "interfaces[].monitored" => format!("{name}: which of the interfaces that end there are monitored?"),
        "interfaces[].encrypted" => format!("{name}: which of the interfaces that end there are encrypted?"),
        "interfaces[].data" => format!("{name}: what do the interfaces that end there carry?"),
        field => format!("{name}: what is its {}?", field.replace('.', ", ").replace('_', " ")),
    }
}

/// What cannot be said in one cell.
const BY_HAND: &str = "write it into the inventory by hand: it has several parts";

/// The answers that the inventory format accepts, in words; empty if the
/// answer has to be written into the inventory by hand.
pub fn accepted(question: &Question) -> String {
    if question.field.contains("[]") || matches!(question.field.as_str(), "components" | "data") {
        return BY_HAND.to_owned();
    }
    schema_of(question).map_or_else(String::new, |schema| spoken(&schema))
}

/// The schema of a question's field.
fn schema_of(question: &Question) -> Option<serde_json::Value> {
    let root = inventory_schema();
    let list = list_of(question)?;
    let mut node = resolved(root, root.get("properties")?.get(list.key())?.get("items")?.clone())?;
    for step in question.field.split('.') {
        let name = step.split('[').next().unwrap_or(step);
        let mut next = resolved(root, node.get("properties")?.get(name)?.clone())?;
        if step.contains('[') {
            next = resolved(root, next.get("items")?.clone())?;
        }
        node = next;
    }
    Some(node)
}

fn list_of(question: &Question) -> Option<List> {
    use crate::check::estate::Subject;
    Some(match question.subject {
        Subject::System(_) => List::Systems,
        Subject::Device(_) => List::Devices,
        Subject::Interface(_) => List::Interfaces,
        Subject::Journey(_) => List::Journeys,
        Subject::Site(_) => List::Sites,
        Subject::Organisation(_) => List::Organisations,
        _ => return None,
    })
}

/// A schema with its reference followed, and the branch that is not null.
fn resolved(root: &serde_json::Value, schema: serde_json::Value) -> Option<serde_json::Value> {
    if let Some(name) = schema.get("$ref").and_then(|name| name.as_str()) {
        let definition = name.strip_prefix("#/$defs/")?;
        return resolved(root, root.get("$defs")?.get(definition)?.clone());
    }
    if let Some(branches) = schema.get("anyOf").and_then(|branches| branches.as_array()) {
        let stated = branches
            .iter()
            .find(|branch| branch.get("type").and_then(|kind| kind.as_str()) != Some("null"))?;
        return resolved(root, stated.clone());
    }
    Some(schema)
}

fn spoken(schema: &serde_json::Value) -> String {
    let words = |values: &serde_json::Value| -> Vec<String> {
        values
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|value| value.as_str())
            .map(str::to_owned)
            .collect()
    };
    if let Some(values) = schema.get("enum") {
        return join_or(&words(values));
    }
    if let Some(branches) = schema.get("oneOf").and_then(|branches| branches.as_array()) {
        let values: Vec<String> = branches
            .iter()
            .filter_map(|branch| branch.get("const").or_else(|| branch.get("enum")?.get(0)))
            .filter_map(|value| value.as_str())
            .map(str::to_owned)
            .collect();
        return join_or(&values);
    }
    if schema.get("format").and_then(|format| format.as_str()) == Some("partial-date") {
        return "a date such as 2027, 2027-03 or 2027-03-31".to_owned();
    }
    let kinds = match schema.get("type") {
        Some(serde_json::Value::String(kind)) => vec![kind.clone()],
        Some(kinds) => words(kinds),
        None => Vec::new(),
    };
    let has = |kind: &str| kinds.iter().any(|known| known == kind);
    match () {
        () if has("boolean") && has("string") => "true, false or a reason".to_owned(),
        () if has("boolean") => "true or false".to_owned(),
        () if has("object") && !has("number") => BY_HAND.to_owned(),
        () if has("integer") => "a whole number".to_owned(),
        () if has("number") => "a number".to_owned(),
        () => "text".to_owned(),
    }
}
