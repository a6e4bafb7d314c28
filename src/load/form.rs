//! What may be answered to a question in one cell, and how that is written as
//! YAML.
//!
//! The form of a field follows from the schema of the inventory, so that a
//! sheet never asks for what the format would refuse. A form says what it
//! accepts in the same words to people who fill in the sheet and to those
//! whose answer does not fit.

use serde_json::Value as Schema;

use super::edit::scalar;
use super::schema::inventory_schema;
use crate::date::PartialDate;
use crate::model::Reference;
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
    let (name, schema) = schema_of(list, target(field))?;
    let items = |schema: &Schema| schema.get("items").and_then(|items| resolved(items.clone()));
    match name.as_str() {
        "Judgement" => Some(Form::Judgement(if field.starts_with("assessment.c") { 5 } else { 6 })),
        "Support" => Some(Form::Support(choices(&property(&schema, "kind")?.1)?)),
        "PartialDate" => Some(Form::Date),
        "Reference" => Some(Form::Id),
        "Text" => Some(Form::Text),
        "Money" => Some(Form::Number(0.0, Some(1e12))),
        _ => match items(&schema) {
            Some((item, _)) if item == "Text" => Some(Form::Texts),
            Some((item, _)) if item == "Reference" || item == "Dependency" => Some(Form::Ids),
            Some((item, _)) if item == "Component" => Some(Form::Components),
            Some((item, schema)) if item == "DataHolding" => {
                Some(Form::Holdings(choices(&property(&schema, "role")?.1)?))
            }
            Some(_) => None,
            None => plain(&schema),
        },
    }
}

/// The form of a value that is a single scalar.
fn plain(schema: &Schema) -> Option<Form> {
    if let Some(words) = choices(schema) {
        return Some(Form::Choice(words));
    }
    let kinds: Vec<&str> = match schema.get("type") {
        Some(Schema::String(kind)) => vec![kind],
        Some(kinds) => kinds.as_array()?.iter().filter_map(Schema::as_str).collect(),
        None => return None,
    };
    let bound = |key: &str| schema.get(key).and_then(Schema::as_f64);
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

/// The words that a schema lists.
fn choices(schema: &Schema) -> Option<Vec<String>> {
    let text = |value: &Schema| value.as_str().map(str::to_owned);
    if let Some(values) = schema.get("enum").and_then(Schema::as_array) {
        return Some(values.iter().filter_map(text).collect());
    }
    let branches = schema.get("oneOf")?.as_array()?;
    let word = |branch: &Schema| branch.get("const").or_else(|| branch.get("enum")?.get(0)).and_then(text);
    Some(branches.iter().filter_map(word).collect())
}

/// The schema of a field of a list's entries, with the name of its type.
fn schema_of(list: List, field: &str) -> Option<(String, Schema)> {
    let entries = inventory_schema().get("properties")?.get(list.key())?.get("items")?.clone();
    let mut found = resolved(entries)?;
    for step in field.split('.') {
        let name = step.split('[').next().unwrap_or(step);
        found = property(&found.1, name)?;
        if step.contains('[') {
            found = resolved(found.1.get("items")?.clone())?;
        }
    }
    Some(found)
}

fn property(schema: &Schema, name: &str) -> Option<(String, Schema)> {
    resolved(schema.get("properties")?.get(name)?.clone())
}

/// A schema with its reference followed, and the branch that is not null; with
/// the name of the last reference.
fn resolved(schema: Schema) -> Option<(String, Schema)> {
    if let Some(name) = schema.get("$ref").and_then(Schema::as_str) {
        let definition = name.strip_prefix("#/$defs/")?;
        let found = resolved(inventory_schema().get("$defs")?.get(definition)?.clone())?;
        return Some((definition.to_owned(), found.1));
    }
    if let Some(branches) = schema.get("anyOf").and_then(Schema::as_array) {
        let is_null = |branch: &&Schema| branch.get("type").and_then(Schema::as_str) == Some("null");
        return resolved(branches.iter().find(|branch| !is_null(branch))?.clone());
    }
    Some((String::new(), schema))
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

    /// An answer as YAML.
    ///
    /// # Errors
    ///
    /// With the reason in words, if the answer does not fit.
    pub fn written(&self, answer: &str) -> Result<String, String> {
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

    fn fitting(&self, answer: &str) -> Option<String> {
        let lower = answer.to_lowercase();
        match self {
            Self::Choice(words) => words.iter().find(|word| **word == lower).cloned(),
            Self::Flag => flag(&lower),
            Self::FlagOrReason => flag(&lower).or_else(|| Some(scalar(answer))),
            Self::Date => answer.parse::<PartialDate>().is_ok().then(|| answer.to_owned()),
            Self::Whole(least, most) => number(answer, *least, *most).filter(|_| is_digits(answer)),
            Self::Number(least, most) => number(answer, *least, *most),
            Self::Text => Some(scalar(answer)),
            Self::Texts => list(answer, |part| Some(scalar(part))),
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

fn flag(lower: &str) -> Option<String> {
    match lower {
        "true" | "yes" => Some("true".to_owned()),
        "false" | "no" => Some("false".to_owned()),
        _ => None,
    }
}

fn is_digits(text: &str) -> bool {
    text.chars().all(|letter| letter.is_ascii_digit())
}

/// A number in figures, within its bounds: `1e3` and `0x10` are none.
fn number(answer: &str, least: f64, most: Option<f64>) -> Option<String> {
    let figures = answer.strip_prefix('-').unwrap_or(answer);
    let is_figures = figures.starts_with(|letter: char| letter.is_ascii_digit())
        && figures.chars().all(|letter| letter.is_ascii_digit() || letter == '.');
    let value: f64 = answer.parse().ok().filter(|_| is_figures)?;
    (value >= least && most.is_none_or(|most| value <= most)).then(|| answer.to_owned())
}

fn id(part: &str) -> Option<String> {
    Reference::parse(part).is_ok().then(|| part.to_owned())
}

/// Parts between semicolons as a YAML list; each has to fit.
fn list(answer: &str, write: impl Fn(&str) -> Option<String>) -> Option<String> {
    let parts = answer.split(';').map(str::trim).filter(|part| !part.is_empty());
    let written: Vec<String> = parts.map(write).collect::<Option<_>>()?;
    (!written.is_empty()).then(|| format!("[{}]", written.join(", ")))
}

fn judgement(answer: &str, most: u32) -> Option<String> {
    let (score, reason) = answer.split_once(':')?;
    let (score, reason) = (score.trim().parse::<u32>().ok()?, reason.trim());
    let is_fitting = (1..=most).contains(&score) && !reason.is_empty();
    is_fitting.then(|| format!("{{score: {score}, reason: {}}}", scalar(reason)))
}

fn component(part: &str) -> Option<String> {
    let (product, version) =
        part.rsplit_once(',').map_or((part, ""), |(product, version)| (product, version));
    let (product, version) = (product.trim(), version.trim());
    match (product.is_empty(), version.is_empty()) {
        (true, _) => None,
        (false, true) => Some(format!("{{product: {}}}", scalar(product))),
        (false, false) => Some(format!("{{product: {}, version: {}}}", scalar(product), scalar(version))),
    }
}

fn holding(part: &str, roles: &[String]) -> Option<String> {
    let (entity, role) =
        part.split_once(':').map_or((part, None), |(entity, role)| (entity, Some(role.trim())));
    let entity = id(entity.trim())?;
    match role {
        None => Some(format!("{{entity: {entity}}}")),
        Some(role) => {
            roles.iter().any(|known| known == role).then(|| format!("{{entity: {entity}, role: {role}}}"))
        }
    }
}

fn support(answer: &str, kinds: &[String]) -> Option<String> {
    let (kind, until) = answer.split_once(':').map_or((answer, None), |(kind, day)| (kind, Some(day.trim())));
    let kind = kinds.iter().find(|known| *known == kind.trim())?;
    match until {
        None => Some(format!("{{kind: {kind}}}")),
        Some(day) => day.parse::<PartialDate>().is_ok().then(|| format!("{{kind: {kind}, until: {day}}}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(field: &str, answer: &str) -> Result<String, String> {
        form(List::Systems, field).unwrap().written(answer)
    }

    #[test]
    fn each_form_is_written_as_the_format_wants_it() {
        for (field, answer, yaml) in [
            ("assessment.l3", "4: only Ann, who retires", "{score: 4, reason: \"only Ann, who retires\"}"),
            ("people.workarounds", "a list on paper; calls", "[a list on paper, calls]"),
            ("depends_on", "pas; region/tie", "[pas, region/tie]"),
            ("owner", "apps", "apps"),
            (
                "components",
                "Windows Server, 2019; Caché",
                "[{product: Windows Server, version: 2019}, {product: Caché}]",
            ),
            ("data", "patient: copy; order", "[{entity: patient, role: copy}, {entity: order}]"),
            ("components[0].support", "extended: 2027-03", "{kind: extended, until: 2027-03}"),
            ("security.segmented", "yes", "true"),
            ("people.satisfaction", "3.5", "3.5"),
        ] {
            assert_eq!(written(field, answer).as_deref(), Ok(yaml), "{field}");
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
            let why = written(field, answer).unwrap_err();
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
