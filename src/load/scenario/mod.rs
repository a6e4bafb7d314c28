//! A scenario: a small overlay that says what would be different.
//!
//! It is laid over the inventories as they were read, before references are
//! resolved, so that every check and every analysis reruns. Laid over twice it
//! changes nothing the second time.

mod apply;
mod facts;
mod relocate;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Loaded, yaml};
use crate::diagnostic::{Diagnostic, error_count};
use crate::model::fact::or_empty;
use crate::model::{Fact, Id, Inventory, Reference, Text};
use crate::settings::Budget;
use crate::source::{FileId, SourceFile};

pub use super::walk::SCENARIOS;

/// What would be different. Everything in it is the scenario's own claim.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "techstrata scenario")]
pub struct Scenario {
    /// What people call it.
    pub name: Fact<Text>,
    /// What it takes for granted, one sentence each.
    #[serde(deserialize_with = "or_empty")]
    pub assumes: Vec<Text>,
    /// Systems, devices and interfaces that are gone.
    #[serde(deserialize_with = "or_empty")]
    pub retire: Retire,
    /// Systems whose interfaces and dependants go to others; they are gone.
    #[serde(deserialize_with = "or_empty")]
    pub replace: Vec<Replace>,
    /// Systems that become one of them or another.
    #[serde(deserialize_with = "or_empty")]
    pub merge: Vec<Merge>,
    /// Systems that others run from then on.
    #[serde(rename = "move", deserialize_with = "or_empty")]
    pub moves: Vec<Move>,
    /// What is new, in the form of an inventory file.
    #[serde(deserialize_with = "or_empty")]
    pub add: Inventory,
    /// Facts that are otherwise.
    #[serde(deserialize_with = "or_empty")]
    pub set: Vec<ScenarioChange>,
    /// What the plan must and must not do.
    #[serde(deserialize_with = "or_empty")]
    pub actions: ActionSwitches,
    /// Money in place of the settings' budgets.
    #[serde(deserialize_with = "or_empty")]
    pub budgets: Vec<Budget>,
}

/// What is gone.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[expect(missing_docs, reason = "named after what they list")]
pub struct Retire {
    #[serde(deserialize_with = "or_empty")]
    pub systems: Vec<Reference>,
    #[serde(deserialize_with = "or_empty")]
    pub devices: Vec<Reference>,
    #[serde(deserialize_with = "or_empty")]
    pub interfaces: Vec<Reference>,
}

/// One system in place of another.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Replace {
    /// The system that goes.
    pub system: Reference,
    /// The system that takes over.
    pub by: Reference,
}

/// Several systems that become one.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Merge {
    /// The systems that go.
    pub systems: Vec<Reference>,
    /// The one that takes over.
    pub into: Reference,
}

/// A system that another organisation runs from then on.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Move {
    /// The system.
    pub system: Reference,
    /// The organisation.
    pub to: Id,
}

/// Facts of one thing that are otherwise.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScenarioChange {
    /// A system.
    #[serde(default)]
    pub system: Fact<Reference>,
    /// A device.
    #[serde(default)]
    pub device: Fact<Reference>,
    /// An interface.
    #[serde(default)]
    pub interface: Fact<Reference>,
    /// The facts, in the form of the inventory; what they leave out stays.
    pub facts: serde_json::Map<String, serde_json::Value>,
}

/// What the plan must and must not do.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ActionSwitches {
    /// Actions that must be done.
    #[serde(deserialize_with = "or_empty")]
    pub force: Vec<Text>,
    /// Actions that may not be done.
    #[serde(deserialize_with = "or_empty")]
    pub forbid: Vec<Text>,
}

/// Everything that a scenario claims, one sentence each: what it says that it
/// takes for granted, then what it states.
pub fn claims(scenario: &Scenario) -> Vec<String> {
    let mut claims: Vec<String> = scenario.assumes.iter().map(ToString::to_string).collect();
    let retire = &scenario.retire;
    for reference in retire.systems.iter().chain(&retire.devices).chain(&retire.interfaces) {
        claims.push(format!("{reference} is gone"));
    }
    claims.extend(scenario.replace.iter().map(|each| format!("{} does what {} did", each.by, each.system)));
    for merge in &scenario.merge {
        let names: Vec<String> = merge.systems.iter().map(ToString::to_string).collect();
        claims.push(format!("{} become {}", crate::text::join_and(&names), merge.into));
    }
    claims.extend(scenario.moves.iter().map(|each| format!("{} runs {}", each.to, each.system)));
    let added = [
        ("system", scenario.add.systems.len()),
        ("device or fleet", scenario.add.devices.len()),
        ("interface", scenario.add.interfaces.len()),
    ];
    for (noun, count) in added.into_iter().filter(|(_, count)| *count > 0) {
        let plural = if noun == "device or fleet" { "devices or fleets" } else { &format!("{noun}s") };
        claims.push(if count == 1 { format!("1 new {noun}") } else { format!("{count} new {plural}") });
    }
    for change in &scenario.set {
        let subject = [&change.system, &change.device, &change.interface].into_iter().find_map(Fact::known);
        let facts = facts::in_words(&change.facts);
        claims.push(format!("{}: {facts}", subject.map_or_else(String::new, ToString::to_string)));
    }
    claims.extend(scenario.actions.force.iter().map(|action| format!("the plan must do {action}")));
    claims.extend(scenario.actions.forbid.iter().map(|action| format!("the plan may not do {action}")));
    if !scenario.budgets.is_empty() {
        claims.push("its own budgets".to_owned());
    }
    claims
}

/// Reads a scenario from YAML: everything that is wrong with it stands beside
/// what could be read.
pub fn read(text: &str, file: FileId) -> (Scenario, Vec<Diagnostic>) {
    yaml::scenario(text, file)
}

/// Reads a scenario and lays it over what was read; `name` is that of its
/// file, which new facts cite.
///
/// # Errors
///
/// With everything that is wrong. What was read then holds the scenario's
/// file, and may be changed in part.
pub fn lay(loaded: &mut Loaded, name: &str, text: &str) -> Result<(Scenario, FileId), Vec<Diagnostic>> {
    let file = source_of(loaded, name, text);
    let (scenario, diagnostics) = read(text, file);
    if error_count(&diagnostics) > 0 {
        return Err(diagnostics);
    }
    apply::apply(loaded, &scenario, file)?;
    Ok((scenario, file))
}

/// The scenario's file among those that were read; the same for the same text.
fn source_of(loaded: &mut Loaded, name: &str, text: &str) -> FileId {
    let known = loaded.sources.iter().find(|(_, file)| file.path == name && &*file.text == text);
    let known = known.map(|(file, _)| file);
    known.unwrap_or_else(|| loaded.sources.add(SourceFile { path: name.to_owned(), text: text.into() }))
}

#[cfg(test)]
mod tests;
