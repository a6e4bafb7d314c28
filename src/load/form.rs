//! What may be answered to a question in one cell, and what that states.
//!
//! The form of a field follows from the schema of the inventory, so that a
//! sheet never asks for what the format would refuse. A form says what it
//! accepts in the same words to people who fill in the sheet and to those
//! whose answer does not fit.

use serde_json::{Value, json};

use crate::date::PartialDate;
use crate::model::Reference;
use crate::model::schema::Type;
use crate::source::List;
use crate::text::{join_or, visible};

/// A form that an answer may take.
#[derive(Clone, Debug, PartialEq)]
pub enum Form {
    /// One of some words.
    Choice(Vec<String>),
    /// True or false.
    Flag,
    /// True, false or a reason.
    FlagOrReason,
    /// A partial date.
    Date,
    /// A whole number between bounds.
    Whole(f64, Option<f64>),
    /// A number between bounds.
    Number(f64, Option<f64>),
    /// Text.
    Text,
    /// Several texts.
    Texts,
    /// An id of something else.
    Id,
    /// Several ids.
    Ids,
    /// A score with its reason, and the highest score.
    Judgement(u32),
    /// Products with their versions.
    Components,
    /// Data entities with the roles in which they are held.
    Holdings(Vec<String>),
    /// A kind of support and its last day.
    Support(Vec<String>),
}

/// The field that an answer to a question is written to: of an owner, the team.
pub fn target(field: &str) -> &str {
    if field == "owner" { "owner.team" } else { field }
}

/// The form of a field of a list's entries; nothing where its answer has
/// several parts and has to be written by hand.
pub fn form(list: List, field: &str) -> Option<Form> {
    if field.contains("[]") {
        return None;
    }
    let found = type_of(list, target(field))?;
    let roles = |found: Type, key: &str| choices(found.property(key)?);
    match found.name() {
        "FrameworkJudgement" => Some(Form::Judgement(if field.starts_with("assessment.c") { 5 } else { 6 })),
        "Support" => Some(Form::Support(roles(found, "kind")?)),
        "PartialDate" => Some(Form::Date),
        "Reference" => Some(Form::Id),
        "Text" => Some(Form::Text),
        "Money" => Some(Form::Number(0.0, Some(1e12))),
        _ => match found.items() {
            Some(item) => match item.name() {
                "Text" => Some(Form::Texts),
                "Reference" | "Dependency" => Some(Form::Ids),
                "Component" => Some(Form::Components),
                "DataHolding" => Some(Form::Holdings(roles(item, "role")?)),
                _ => None,
            },
            None => plain(found),
        },
    }
}

/// The form of a value that is a single scalar.
fn plain(found: Type) -> Option<Form> {
    if let Some(words) = choices(found) {
        return Some(Form::Choice(words));
    }
    let schema = found.schema();
    let kinds: Vec<&str> = match schema.get("type") {
        Some(Value::String(kind)) => vec![kind],
        Some(kinds) => kinds.as_array()?.iter().filter_map(Value::as_str).collect(),
        None => return None,
    };
    let bound = |key: &str| schema.get(key).and_then(Value::as_f64);
    let least = bound("minimum").unwrap_or(f64::NEG_INFINITY);
    let most = bound("maximum").filter(|most| *most < 1e12);
    match () {
        () if kinds.contains(&"boolean") && kinds.contains(&"string") => Some(Form::FlagOrReason),
        () if kinds.contains(&"boolean") => Some(Form::Flag),
        () if kinds.contains(&"integer") => Some(Form::Whole(least, most)),
        () if kinds.contains(&"number") => Some(Form::Number(least, most)),
        () if kinds.contains(&"string") => Some(Form::Text),
        () => None,
    }
}

/// The words that a type lists.
fn choices(found: Type) -> Option<Vec<String>> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    if let Some(values) = found.schema().get("enum").and_then(Value::as_array) {
        return Some(values.iter().filter_map(text).collect());
    }
    let branches = found.schema().get("oneOf")?.as_array()?;
    let word = |branch: &Value| branch.get("const").or_else(|| branch.get("enum")?.get(0)).and_then(text);
    Some(branches.iter().filter_map(word).collect())
}

/// The type of a field of a list's entries.
fn type_of(list: List, field: &str) -> Option<Type> {
    field.split('.').try_fold(Type::entry(list)?, |found, step| {
        let name = step.split('[').next().unwrap_or(step);
        let found = found.property(name)?;
        if step.contains('[') { found.items() } else { Some(found) }
    })
}

impl Form {
    /// What it accepts, in words.
    pub fn accepted(&self) -> String {
        match self {
            Self::Choice(words) => join_or(words),
            Self::Flag => "true or false".to_owned(),
            Self::FlagOrReason => "true, false or a reason".to_owned(),
            Self::Date => "a date such as 2027, 2027-03 or 2027-03-31".to_owned(),
            Self::Whole(least, most) => format!("a whole number{}", between(*least, *most)),
            Self::Number(least, most) => format!("a number{}", between(*least, *most)),
            Self::Text => "text".to_owned(),
            Self::Texts => "texts, with `;` between them".to_owned(),
            Self::Id => "an id, such as `apps`".to_owned(),
            Self::Ids => "ids, with `;` between them".to_owned(),
            Self::Judgement(most) => {
                format!("a score from 1 to {most} and its reason, such as `4: only one person knows it`")
            }
            Self::Components => {
                "products and versions, such as `Windows Server, 2019; SQL Server, 2016`".to_owned()
            }
            Self::Holdings(roles) => {
                format!(
                    "ids of data entities and roles, such as `patient: copy; order`; roles are {}",
                    join_or(roles)
                )
            }
            Self::Support(kinds) => {
                format!(
                    "a kind and its last day, such as `extended: 2027-03-31`; kinds are {}",
                    join_or(kinds)
                )
            }
        }
    }

    /// What an answer states, as plain data.
    ///
    /// # Errors
    ///
    /// With the reason in words, if the answer does not fit.
    pub fn value(&self, answer: &str) -> Result<Value, String> {
        let answer = answer.trim();
        if matches!(answer.to_lowercase().as_str(), "" | "~" | "null" | "none known" | "unknown" | "?") {
            return Err(format!(
                "`{}` is no answer; leave the cell empty while it is not known",
                visible(answer)
            ));
        }
        let wrong = || format!("`{}` does not fit; accepted: {}", visible(answer), self.accepted());
        self.fitting(answer).ok_or_else(wrong)
    }

    fn fitting(&self, answer: &str) -> Option<Value> {
        let lower = answer.to_lowercase();
        match self {
            Self::Choice(words) => words.iter().find(|word| **word == lower).map(|word| json!(word)),
            Self::Flag => flag(&lower),
            Self::FlagOrReason => flag(&lower).or_else(|| Some(json!(answer))),
            Self::Date => date(answer),
            Self::Whole(least, most) => number(answer, *least, *most).filter(|_| is_digits(answer)),
            Self::Number(least, most) => number(answer, *least, *most),
            Self::Text => Some(json!(answer)),
            Self::Texts => list(answer, |part| Some(json!(part))),
            Self::Id => id(answer),
            Self::Ids => list(answer, id),
            Self::Judgement(most) => judgement(answer, *most),
            Self::Components => list(answer, component),
            Self::Holdings(roles) => list(answer, |part| holding(part, roles)),
            Self::Support(kinds) => support(&lower, kinds),
        }
    }
}

fn between(least: f64, most: Option<f64>) -> String {
    match (least.is_finite(), most) {
        (true, Some(most)) => format!(" from {least} to {most}"),
        (true, None) => format!(" from {least} up"),
        (false, _) => String::new(),
    }
}

fn flag(lower: &str) -> Option<Value> {
    match lower {
        "true" | "yes" => Some(json!(true)),
        "false" | "no" => Some(json!(false)),
        _ => None,
    }
}

fn is_digits(text: &str) -> bool {
    text.chars().all(|letter| letter.is_ascii_digit())
}

/// A date; a year alone is a number in YAML.
fn date(answer: &str) -> Option<Value> {
    answer.parse::<PartialDate>().ok()?;
    Some(answer.parse::<u16>().map_or_else(|_| json!(answer), |year| json!(year)))
}

/// A number in figures, within its bounds: `1e3` and `0x10` are none.
fn number(answer: &str, least: f64, most: Option<f64>) -> Option<Value> {
    let figures = answer.strip_prefix('-').unwrap_or(answer);
    let is_figures = figures.starts_with(|letter: char| letter.is_ascii_digit())
        && figures.chars().all(|letter| letter.is_ascii_digit() || letter == '.');
    let value: f64 = answer.parse().ok().filter(|_| is_figures)?;
    let is_within = value >= least && most.is_none_or(|most| value <= most);
    is_within.then(|| answer.parse::<i64>().map_or_else(|_| json!(value), |whole| json!(whole)))
}

fn id(part: &str) -> Option<Value> {
    Reference::parse(part).is_ok().then(|| json!(part))
}

/// Parts between semicolons as a list; each has to fit.
fn list(answer: &str, state: impl Fn(&str) -> Option<Value>) -> Option<Value> {
    let parts = answer.split(';').map(str::trim).filter(|part| !part.is_empty());
    let stated: Vec<Value> = parts.map(state).collect::<Option<_>>()?;
    (!stated.is_empty()).then(|| Value::Array(stated))
}

fn judgement(answer: &str, most: u32) -> Option<Value> {
    let (score, reason) = answer.split_once(':')?;
    let (score, reason) = (score.trim().parse::<u32>().ok()?, reason.trim());
    let is_fitting = (1..=most).contains(&score) && !reason.is_empty();
    is_fitting.then(|| json!({"score": score, "reason": reason}))
}

fn component(part: &str) -> Option<Value> {
    let (product, version) =
        part.rsplit_once(',').map_or((part, ""), |(product, version)| (product, version));
    let (product, version) = (product.trim(), version.trim());
    match (product.is_empty(), version.is_empty()) {
        (true, _) => None,
        (false, true) => Some(json!({"product": product})),
        (false, false) => Some(json!({"product": product, "version": version})),
    }
}

fn holding(part: &str, roles: &[String]) -> Option<Value> {
    let (entity, role) =
        part.split_once(':').map_or((part, None), |(entity, role)| (entity, Some(role.trim())));
    let entity = id(entity.trim())?;
    match role {
        None => Some(json!({"entity": entity})),
        Some(role) => {
            roles.iter().any(|known| known == role).then(|| json!({"entity": entity, "role": role}))
        }
    }
}

fn support(answer: &str, kinds: &[String]) -> Option<Value> {
    let (kind, until) = answer.split_once(':').map_or((answer, None), |(kind, day)| (kind, Some(day.trim())));
    let kind = kinds.iter().find(|known| *known == kind.trim())?;
    match until {
        None => Some(json!({"kind": kind})),
        Some(day) => Some(json!({"kind": kind, "until": date(day)?})),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stated(field: &str, answer: &str) -> Result<Value, String> {
        form(List::Systems, field).unwrap().value(answer)
    }

    #[test]
    fn each_form_states_what_the_format_wants() {
        for (field, answer, value) in [
            (
                "assessment.l3",
                "4: only Ann, who retires",
                json!({"score": 4, "reason": "only Ann, who retires"}),
            ),
            ("people.workarounds", "a list on paper; calls", json!(["a list on paper", "calls"])),
            ("depends_on", "pas; region/tie", json!(["pas", "region/tie"])),
            ("owner", "apps", json!("apps")),
            (
                "components",
                "Windows Server, 2019; Caché",
                json!([{"product": "Windows Server", "version": "2019"}, {"product": "Caché"}]),
            ),
            (
                "data",
                "patient: copy; order",
                json!([{"entity": "patient", "role": "copy"}, {"entity": "order"}]),
            ),
            ("components[0].support", "extended: 2027-03", json!({"kind": "extended", "until": "2027-03"})),
            ("contract.ends", "2027", json!(2027)),
            ("security.segmented", "yes", json!(true)),
            ("people.satisfaction", "3.5", json!(3.5)),
            ("people.supporters", "12", json!(12)),
        ] {
            assert_eq!(stated(field, answer), Ok(value), "{field}");
        }
    }

    #[test]
    fn what_does_not_fit_says_what_would() {
        for (field, answer, wanted) in [
            ("people.supporters", "1e3", "a whole number from 0 up"),
            ("people.supporters", "-1", "a whole number from 0 up"),
            ("people.satisfaction", "6", "a number from 1 to 5"),
            ("assessment.c1", "6: too high", "from 1 to 5"),
            ("assessment.l3", "4", "its reason"),
            ("contract.ends", "soon", "a date"),
            ("people.workarounds", "null", "is no answer"),
        ] {
            let why = stated(field, answer).unwrap_err();
            assert!(why.contains(wanted), "{field}: {why}");
        }
    }

    #[test]
    fn what_has_several_parts_has_no_form() {
        assert_eq!(form(List::Systems, "security"), None);
        assert_eq!(form(List::Systems, "components[].version"), None);
        assert_eq!(form(List::Systems, "nonsense"), None);
    }
}
