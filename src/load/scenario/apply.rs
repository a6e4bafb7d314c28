//! Lays a scenario over what was read.

use std::collections::BTreeMap;

use super::{Change, Scenario};
use crate::load::{Loaded, LoadedFile};
use crate::model::vocabulary::Status;
use crate::model::{Device, Fact, Id, Interface, Inventory, Reference, System};
use crate::source::SourceFile;
use crate::text;

/// The owner of entities whose file names no organisation.
const UNNAMED: &str = "";

/// Lays a scenario over what was read; `name` and `text` are those of its
/// file, which new facts cite.
///
/// # Errors
///
/// With everything that is wrong, one sentence each; what was read is then
/// changed in part.
pub fn apply(loaded: &mut Loaded, scenario: &Scenario, name: &str, text: &str) -> Result<(), Vec<String>> {
    let mut overlay = Overlay { loaded, faults: Vec::new() };
    overlay.add(scenario, name, text);
    for merge in &scenario.merge {
        for system in &merge.systems {
            overlay.replace(system, &merge.into);
        }
    }
    for replace in &scenario.replace {
        overlay.replace(&replace.system, &replace.by);
    }
    for moved in &scenario.moves {
        overlay.relocate(&moved.system, &moved.to);
    }
    overlay.retire(scenario);
    for change in &scenario.set {
        overlay.change(change);
    }
    if overlay.faults.is_empty() { Ok(()) } else { Err(overlay.faults) }
}

struct Overlay<'a> {
    loaded: &'a mut Loaded,
    faults: Vec<String>,
}

/// The organisation that owns a file's entities.
fn owner(file: &LoadedFile) -> String {
    let own = file.inventory.organisation.known().map(Id::to_string);
    let only = match file.inventory.organisations.as_slice() {
        [only] => Some(only.id.to_string()),
        _ => None,
    };
    own.or(only).unwrap_or_else(|| UNNAMED.to_owned())
}

/// A reference as organisation and id, read in a file of `owner`.
fn full(reference: &Reference, owner: &str) -> (String, String) {
    let (organisation, id) = reference.parts();
    (organisation.unwrap_or(owner).to_owned(), id.to_owned())
}

impl Overlay<'_> {
    /// Adds what is new. What stands there already, the same, is left alone.
    fn add(&mut self, scenario: &Scenario, name: &str, text: &str) {
        let mut inventory = scenario.add.clone();
        let owner = inventory.organisation.known().map_or_else(|| self.only_organisation(), Id::to_string);
        let known = |ids: Vec<(String, String)>, id: &str| ids.contains(&(owner.clone(), id.to_owned()));
        let systems = self.ids(|inventory| inventory.systems.iter().map(|record| &record.id).collect());
        let devices = self.ids(|inventory| inventory.devices.iter().map(|record| &record.id).collect());
        let interfaces = self.ids(|inventory| inventory.interfaces.iter().map(|record| &record.id).collect());
        inventory.systems.retain(|record| !known(systems.clone(), record.id.as_str()));
        inventory.devices.retain(|record| !known(devices.clone(), record.id.as_str()));
        inventory.interfaces.retain(|record| !known(interfaces.clone(), record.id.as_str()));
        let is_empty =
            serde_json::to_value(&inventory).ok() == serde_json::to_value(Inventory::default()).ok();
        if is_empty
            || (inventory.systems.is_empty()
                && inventory.devices.is_empty()
                && inventory.interfaces.is_empty())
        {
            return;
        }
        if inventory.organisation.is_unknown() && owner != UNNAMED {
            inventory.organisation = Id::parse(&owner).map_or(Fact::Unknown, Fact::Known);
        }
        let file = self.loaded.sources.add(SourceFile { path: name.to_owned(), text: text.into() });
        self.loaded.files.push(LoadedFile { file, inventory, kept: Vec::new(), broken: Vec::new() });
    }

    fn only_organisation(&self) -> String {
        let all: Vec<String> = self
            .loaded
            .files
            .iter()
            .flat_map(|file| file.inventory.organisations.iter().map(|record| record.id.to_string()))
            .collect();
        match all.as_slice() {
            [only] => only.clone(),
            _ => UNNAMED.to_owned(),
        }
    }

    fn ids(&self, of: impl Fn(&Inventory) -> Vec<&Id>) -> Vec<(String, String)> {
        self.loaded
            .files
            .iter()
            .flat_map(|file| {
                let owner = owner(file);
                of(&file.inventory)
                    .into_iter()
                    .map(move |id| (owner.clone(), id.to_string()))
                    .collect::<Vec<_>>()
            })
            .collect()
    }

    /// Organisation and id that a reference of the scenario means: as
    /// written, or the only one of that id.
    fn find(
        &mut self,
        reference: &Reference,
        noun: &str,
        known: &[(String, String)],
    ) -> Option<(String, String)> {
        let (organisation, id) = reference.parts();
        let mut found: Vec<&(String, String)> = known
            .iter()
            .filter(|(own, known)| known == id && organisation.is_none_or(|wanted| wanted == own))
            .collect();
        found.dedup();
        match found.as_slice() {
            [only] => Some((*only).clone()),
            [] => {
                let close = text::nearest(id, known.iter().map(|(_, id)| id.as_str()), 3);
                let is_close = |(_, id): &&(String, String)| close.contains(&id.as_str());
                let nearest: Vec<String> =
                    known.iter().filter(is_close).take(3).map(|(own, id)| key(own, id)).collect();
                let hint = if nearest.is_empty() {
                    String::new()
                } else {
                    let quoted: Vec<String> = nearest.iter().map(|key| format!("`{key}`")).collect();
                    format!("; did you mean {}?", text::join_or(&quoted))
                };
                self.faults.push(format!("there is no {noun} `{reference}`{hint}"));
                None
            }
            several => {
                let keys: Vec<String> =
                    several.iter().map(|(own, id)| format!("`{}`", key(own, id))).collect();
                self.faults.push(format!("`{reference}` means several: say {}", text::join_or(&keys)));
                None
            }
        }
    }

    fn system_ids(&self) -> Vec<(String, String)> {
        self.ids(|inventory| inventory.systems.iter().map(|record| &record.id).collect())
    }

    /// Sends everything that leads to one system to another, and retires it.
    fn replace(&mut self, system: &Reference, by: &Reference) {
        let known = self.system_ids();
        let (Some(old), Some(new)) = (self.find(system, "system", &known), self.find(by, "system", &known))
        else {
            return;
        };
        if old == new {
            return;
        }
        self.rewire(&old, &new);
        self.with_system(&old, |record| record.status = Fact::Known(Status::Retired));
    }

    /// Rewrites every reference to a system.
    fn rewire(&mut self, old: &(String, String), new: &(String, String)) {
        let Ok(target) = Reference::parse(&key(&new.0, &new.1)) else { return };
        for file in &mut self.loaded.files {
            let owner = owner(file);
            let mut each = |reference: &mut Reference| {
                if full(reference, &owner) == *old {
                    reference.clone_from(&target);
                }
            };
            for interface in &mut file.inventory.interfaces {
                each(&mut interface.from);
                each(&mut interface.to);
                interface.via.iter_mut().for_each(&mut each);
            }
            for system in &mut file.inventory.systems {
                system.depends_on.iter_mut().flat_map(|link| &mut link.any_of).for_each(&mut each);
            }
            for device in &mut file.inventory.devices {
                device.depends_on.iter_mut().flat_map(|link| &mut link.any_of).for_each(&mut each);
                device.runs.iter_mut().for_each(&mut each);
            }
            for step in file.inventory.journeys.iter_mut().flat_map(|journey| &mut journey.steps) {
                for fact in [&mut step.system, &mut step.rekeyed_from] {
                    if let Fact::Known(reference) = fact {
                        each(reference);
                    }
                }
            }
        }
    }

    /// Gives a system to another organisation: what leads to it follows, and
    /// what it refers to stays where it was.
    fn relocate(&mut self, system: &Reference, to: &Id) {
        let known = self.system_ids();
        let new_owner = to.to_string();
        let id = system.parts().1;
        let elsewhere = known.iter().any(|(own, known)| known == id && *own != new_owner);
        if !elsewhere && known.contains(&(new_owner.clone(), id.to_owned())) {
            return;
        }
        let Some(old) = self.find(system, "system", &known) else { return };
        if old.0 == new_owner {
            return;
        }
        let organisations = self.loaded.files.iter().flat_map(|file| &file.inventory.organisations);
        if !organisations.into_iter().any(|record| record.id == *to) {
            self.faults.push(format!("there is no organisation `{to}` to move `{system}` to"));
            return;
        }
        self.rewire(&old, &(new_owner, old.1.clone()));
        let mut moved = None;
        for file in &mut self.loaded.files {
            if owner(file) != old.0 {
                continue;
            }
            if let Some(at) = file.inventory.systems.iter().position(|record| record.id.as_str() == old.1) {
                let mut record = file.inventory.systems.remove(at);
                file.forget(crate::source::List::Systems, at);
                qualify(&mut record, &old.0);
                moved = Some((file.file, record));
                break;
            }
        }
        if let Some((file, record)) = moved {
            let inventory = Inventory {
                organisation: Fact::Known(to.clone()),
                systems: vec![record],
                ..Inventory::default()
            };
            self.loaded.files.push(LoadedFile { file, inventory, kept: Vec::new(), broken: Vec::new() });
        }
    }

    fn retire(&mut self, scenario: &Scenario) {
        let systems = self.system_ids();
        for reference in &scenario.retire.systems {
            if let Some(found) = self.find(reference, "system", &systems) {
                self.with_system(&found, |record| record.status = Fact::Known(Status::Retired));
            }
        }
        let devices = self.ids(|inventory| inventory.devices.iter().map(|record| &record.id).collect());
        for reference in &scenario.retire.devices {
            if let Some(found) = self.find(reference, "device", &devices) {
                self.with_device(&found, |record| record.status = Fact::Known(Status::Retired));
            }
        }
        let interfaces = self.ids(|inventory| inventory.interfaces.iter().map(|record| &record.id).collect());
        for reference in &scenario.retire.interfaces {
            if let Some(found) = self.find(reference, "interface", &interfaces) {
                self.with_interface(&found, |record| record.status = Fact::Known(Status::Retired));
            }
        }
    }

    fn with_system(&mut self, wanted: &(String, String), act: impl FnOnce(&mut System)) {
        let files = self.loaded.files.iter_mut().filter(|file| owner(file) == wanted.0);
        if let Some(record) =
            files.flat_map(|file| &mut file.inventory.systems).find(|record| record.id.as_str() == wanted.1)
        {
            act(record);
        }
    }

    fn with_device(&mut self, wanted: &(String, String), act: impl FnOnce(&mut Device)) {
        let files = self.loaded.files.iter_mut().filter(|file| owner(file) == wanted.0);
        if let Some(record) =
            files.flat_map(|file| &mut file.inventory.devices).find(|record| record.id.as_str() == wanted.1)
        {
            act(record);
        }
    }

    fn with_interface(&mut self, wanted: &(String, String), act: impl FnOnce(&mut Interface)) {
        let files = self.loaded.files.iter_mut().filter(|file| owner(file) == wanted.0);
        if let Some(record) = files
            .flat_map(|file| &mut file.inventory.interfaces)
            .find(|record| record.id.as_str() == wanted.1)
        {
            act(record);
        }
    }

    fn change(&mut self, change: &Change) {
        let stated = [&change.system, &change.device, &change.interface];
        if stated.iter().filter(|fact| fact.is_known()).count() != 1 {
            self.faults.push("a change under `set` names one `system`, `device` or `interface`".to_owned());
            return;
        }
        let mut fault = None;
        if let Some(reference) = change.system.known() {
            let known = self.system_ids();
            let Some(found) = self.find(reference, "system", &known) else { return };
            self.with_system(&found, |record| fault = merged(record, &change.facts).err());
        } else if let Some(reference) = change.device.known() {
            let known = self.ids(|inventory| inventory.devices.iter().map(|record| &record.id).collect());
            let Some(found) = self.find(reference, "device", &known) else { return };
            self.with_device(&found, |record| fault = merged(record, &change.facts).err());
        } else if let Some(reference) = change.interface.known() {
            let known = self.ids(|inventory| inventory.interfaces.iter().map(|record| &record.id).collect());
            let Some(found) = self.find(reference, "interface", &known) else { return };
            self.with_interface(&found, |record| fault = merged(record, &change.facts).err());
        }
        self.faults.extend(fault);
    }
}

fn key(organisation: &str, id: &str) -> String {
    if organisation == UNNAMED { id.to_owned() } else { format!("{organisation}/{id}") }
}

/// Names the organisation in every reference of a system that has none.
fn qualify(record: &mut System, owner: &str) {
    let each = |reference: &mut Reference| {
        if reference.parts().0.is_none()
            && let Ok(whole) = Reference::parse(&key(owner, reference.parts().1))
        {
            *reference = whole;
        }
    };
    record.depends_on.iter_mut().flat_map(|link| &mut link.any_of).for_each(each);
    record.capabilities.iter_mut().for_each(each);
    record.sites.iter_mut().for_each(each);
    record.data.iter_mut().map(|holding| &mut holding.entity).for_each(each);
    if let Fact::Known(owned) = &mut record.owner
        && let Fact::Known(team) = &mut owned.team
    {
        each(team);
    }
    for option in &mut record.modernisation {
        option.after.iter_mut().chain(&mut option.excludes).for_each(each);
        let capacity = std::mem::take(&mut option.capacity);
        option.capacity = capacity
            .into_iter()
            .map(|(team, days)| if team.contains('/') { (team, days) } else { (key(owner, &team), days) })
            .collect::<BTreeMap<_, _>>();
    }
}

/// A record with other facts laid over it, mapping by mapping.
fn merged<T: serde::Serialize + serde::de::DeserializeOwned>(
    record: &mut T,
    facts: &serde_json::Map<String, serde_json::Value>,
) -> Result<(), String> {
    let mut whole = serde_json::to_value(&*record).map_err(|error| error.to_string())?;
    lay_over(&mut whole, &serde_json::Value::Object(facts.clone()));
    *record = serde_json::from_value(whole)
        .map_err(|error| format!("the facts under `set` do not fit the inventory format: {error}"))?;
    Ok(())
}

fn lay_over(base: &mut serde_json::Value, over: &serde_json::Value) {
    match (base, over) {
        (serde_json::Value::Object(base), serde_json::Value::Object(over)) => {
            for (key, value) in over {
                lay_over(base.entry(key.clone()).or_insert(serde_json::Value::Null), value);
            }
        }
        (base, over) => base.clone_from(over),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::scenario::read;
    use crate::source::FileId;

    const BASE: &str = "
organisation: a
organisations: [{id: a, name: A}, {id: b, name: B}]
systems:
  - {id: hub, name: Hub, kind: integration-engine}
  - {id: new-hub, name: New hub, kind: integration-engine}
  - {id: pas, name: PAS, depends_on: [hub], resilience: {failover: none, rto_hours: 4}}
  - {id: lims, name: Laboratory}
interfaces:
  - {id: orders, from: pas, to: lims, via: [hub]}
";

    fn laid(scenario: &str, times: usize) -> Result<String, Vec<String>> {
        let mut loaded = Loaded::default();
        let inventory: Inventory = serde_yaml::from_str(BASE).unwrap();
        loaded.files.push(LoadedFile { file: FileId(0), inventory, kept: Vec::new(), broken: Vec::new() });
        let read = read(scenario).unwrap();
        for _ in 0..times {
            apply(&mut loaded, &read, "scenario.yaml", scenario)?;
        }
        let files: Vec<serde_json::Value> =
            loaded.files.iter().map(|file| serde_json::to_value(&file.inventory).unwrap()).collect();
        Ok(serde_json::to_string(&files).unwrap())
    }

    #[test]
    fn the_same_scenario_twice_changes_nothing_the_second_time() {
        let scenario = "
retire: {systems: [lims], interfaces: [orders]}
replace: [{system: hub, by: new-hub}]
move: [{system: a/pas, to: b}]
add: {organisation: a, systems: [{id: portal, name: Portal}]}
set: [{system: new-hub, facts: {resilience: {failover: tested, failover_tested: 2027-01}}}]
";
        assert_eq!(laid(scenario, 1).unwrap(), laid(scenario, 2).unwrap());
    }

    #[test]
    fn what_led_to_the_old_leads_to_the_new() {
        let after = laid("replace: [{system: hub, by: new-hub}]", 1).unwrap();
        assert!(after.contains("\"via\":[\"a/new-hub\"]") && after.contains("a/new-hub"), "{after}");
        assert!(after.contains("\"status\":\"retired\""));
    }

    #[test]
    fn facts_are_laid_over_and_the_rest_stays() {
        let after = laid("set: [{system: pas, facts: {resilience: {failover: tested}}}]", 1).unwrap();
        assert!(after.contains("\"failover\":\"tested\"") && after.contains("\"rto_hours\":4"), "{after}");
    }

    #[test]
    fn what_is_not_there_says_so_with_the_nearest() {
        let faults = laid("{retire: {systems: [hubb]}, set: [{facts: {}}]}", 1).unwrap_err();
        assert_eq!(faults.len(), 2);
        assert!(faults[0].contains("there is no system `hubb`; did you mean `a/hub`"), "{faults:?}");
        let faults = laid("set: [{system: pas, facts: {resilience: {failover: maybe}}}]", 1).unwrap_err();
        assert!(faults[0].contains("maybe"), "{faults:?}");
    }
}
