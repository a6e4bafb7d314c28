//! Lays a scenario over what was read.

use std::collections::BTreeMap;

use super::{Change, Scenario};
use crate::load::{Loaded, LoadedFile};
use crate::model::vocabulary::Status;
use crate::model::{Device, Fact, Id, Interface, Inventory, Reference, System};
use crate::source::{FileId, List, Origin, SourceFile};
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
    let file = source_of(loaded, name, text);
    let mut overlay = Overlay { loaded, file, faults: Vec::new() };
    overlay.add(scenario);
    for (number, merge) in scenario.merge.iter().enumerate() {
        for system in &merge.systems {
            overlay.replace(system, &merge.into, &format!("merge[{number}]"));
        }
    }
    for (number, replace) in scenario.replace.iter().enumerate() {
        overlay.replace(&replace.system, &replace.by, &format!("replace[{number}]"));
    }
    for (number, moved) in scenario.moves.iter().enumerate() {
        overlay.relocate(&moved.system, &moved.to, &format!("move[{number}]"));
    }
    overlay.retire(scenario);
    for (number, change) in scenario.set.iter().enumerate() {
        overlay.change(change, &format!("set[{number}].facts"));
    }
    if overlay.faults.is_empty() { Ok(()) } else { Err(overlay.faults) }
}

/// The scenario's file among those that were read; the same for the same text.
fn source_of(loaded: &mut Loaded, name: &str, text: &str) -> FileId {
    let known = loaded.sources.iter().find(|(_, file)| file.path == name && &*file.text == text);
    let known = known.map(|(file, _)| file);
    known.unwrap_or_else(|| loaded.sources.add(SourceFile { path: name.to_owned(), text: text.into() }))
}

struct Overlay<'a> {
    loaded: &'a mut Loaded,
    /// The scenario's own file, which new facts cite.
    file: FileId,
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
    fn add(&mut self, scenario: &Scenario) {
        let mut inventory = scenario.add.clone();
        let owner = inventory.organisation.known().map_or_else(|| self.only_organisation(), Id::to_string);
        let known = |ids: &[(String, String)], id: &str| ids.contains(&(owner.clone(), id.to_owned()));
        let systems = self.ids(|inventory| inventory.systems.iter().map(|record| &record.id).collect());
        let devices = self.ids(|inventory| inventory.devices.iter().map(|record| &record.id).collect());
        let interfaces = self.ids(|inventory| inventory.interfaces.iter().map(|record| &record.id).collect());
        let kept = vec![
            (List::Systems, retain(&mut inventory.systems, |record| !known(&systems, record.id.as_str()))),
            (List::Devices, retain(&mut inventory.devices, |record| !known(&devices, record.id.as_str()))),
            (
                List::Interfaces,
                retain(&mut inventory.interfaces, |record| !known(&interfaces, record.id.as_str())),
            ),
        ];
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
        for (list, indices) in &kept {
            for index in indices {
                let origin = Origin { file: self.file, list: *list, index: *index };
                let path = format!("add.{}[{index}]", list.key());
                self.loaded.sources.restate(origin, "", self.file, path);
            }
        }
        self.loaded.files.push(LoadedFile { file: self.file, inventory, kept, broken: Vec::new() });
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
    fn replace(&mut self, system: &Reference, by: &Reference, path: &str) {
        let known = self.system_ids();
        let (Some(old), Some(new)) = (self.find(system, "system", &known), self.find(by, "system", &known))
        else {
            return;
        };
        if old == new {
            return;
        }
        self.rewire(&old, &new, path);
        self.end_system(&old, path);
    }

    /// Rewrites every reference to a system, as a path of the scenario says.
    fn rewire(&mut self, old: &(String, String), new: &(String, String), path: &str) {
        let Ok(target) = Reference::parse(&key(&new.0, &new.1)) else { return };
        let mut restated = Vec::new();
        for file in &mut self.loaded.files {
            let owner = owner(file);
            let origins: Vec<Origin> = (0..file.inventory.interfaces.len())
                .map(|index| file.origin(List::Interfaces, index))
                .collect();
            for (interface, origin) in file.inventory.interfaces.iter_mut().zip(origins) {
                let ends = [("from".to_owned(), &mut interface.from), ("to".to_owned(), &mut interface.to)];
                let hubs = interface.via.iter_mut().enumerate();
                let hubs = hubs.map(|(number, hub)| (format!("via[{number}]"), hub));
                for (field, reference) in ends.into_iter().chain(hubs) {
                    if full(reference, &owner) == *old {
                        reference.clone_from(&target);
                        restated.push((origin, field));
                    }
                }
            }
            let mut each = |reference: &mut Reference| {
                if full(reference, &owner) == *old {
                    reference.clone_from(&target);
                }
            };
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
        for (origin, field) in restated {
            self.restate(origin, &field, path.to_owned());
        }
    }

    /// Gives a system to another organisation: what leads to it follows, and
    /// what it refers to stays where it was.
    fn relocate(&mut self, system: &Reference, to: &Id, path: &str) {
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
        self.rewire(&old, &(new_owner, old.1.clone()), path);
        let mut moved = None;
        for file in &mut self.loaded.files {
            if owner(file) != old.0 {
                continue;
            }
            if let Some(at) = file.inventory.systems.iter().position(|record| record.id.as_str() == old.1) {
                let in_file = file.origin(List::Systems, at).index;
                let mut record = file.inventory.systems.remove(at);
                file.forget(List::Systems, at);
                qualify(&mut record, &old.0);
                moved = Some((file.file, in_file, record));
                break;
            }
        }
        if let Some((file, in_file, record)) = moved {
            let inventory = Inventory {
                organisation: Fact::Known(to.clone()),
                systems: vec![record],
                ..Inventory::default()
            };
            let kept = vec![(List::Systems, vec![in_file])];
            self.loaded.files.push(LoadedFile { file, inventory, kept, broken: Vec::new() });
        }
    }

    fn retire(&mut self, scenario: &Scenario) {
        let retire = &scenario.retire;
        let systems = self.system_ids();
        for (number, reference) in retire.systems.iter().enumerate() {
            if let Some(found) = self.find(reference, "system", &systems) {
                self.end_system(&found, &format!("retire.systems[{number}]"));
            }
        }
        let devices = self.ids(|inventory| inventory.devices.iter().map(|record| &record.id).collect());
        for (number, reference) in retire.devices.iter().enumerate() {
            let found = self.find(reference, "device", &devices);
            if let Some((origin, record)) = found.and_then(|found| self.device(&found)) {
                record.status = Fact::Known(Status::Retired);
                self.restate(origin, "status", format!("retire.devices[{number}]"));
            }
        }
        let interfaces = self.ids(|inventory| inventory.interfaces.iter().map(|record| &record.id).collect());
        for (number, reference) in retire.interfaces.iter().enumerate() {
            let found = self.find(reference, "interface", &interfaces);
            if let Some((origin, record)) = found.and_then(|found| self.interface(&found)) {
                record.status = Fact::Known(Status::Retired);
                self.restate(origin, "status", format!("retire.interfaces[{number}]"));
            }
        }
    }

    fn end_system(&mut self, wanted: &(String, String), path: &str) {
        if let Some((origin, record)) = self.system(wanted) {
            record.status = Fact::Known(Status::Retired);
            self.restate(origin, "status", path.to_owned());
        }
    }

    fn restate(&mut self, origin: Origin, field: &str, path: String) {
        self.loaded.sources.restate(origin, field, self.file, path);
    }

    fn system(&mut self, wanted: &(String, String)) -> Option<(Origin, &mut System)> {
        let (file, at) = self.place(wanted, |inventory| &inventory.systems, |record| &record.id)?;
        let file = &mut self.loaded.files[file];
        Some((file.origin(List::Systems, at), &mut file.inventory.systems[at]))
    }

    fn device(&mut self, wanted: &(String, String)) -> Option<(Origin, &mut Device)> {
        let (file, at) = self.place(wanted, |inventory| &inventory.devices, |record| &record.id)?;
        let file = &mut self.loaded.files[file];
        Some((file.origin(List::Devices, at), &mut file.inventory.devices[at]))
    }

    fn interface(&mut self, wanted: &(String, String)) -> Option<(Origin, &mut Interface)> {
        let (file, at) = self.place(wanted, |inventory| &inventory.interfaces, |record| &record.id)?;
        let file = &mut self.loaded.files[file];
        Some((file.origin(List::Interfaces, at), &mut file.inventory.interfaces[at]))
    }

    /// File and index of what organisation and id name.
    fn place<T>(
        &self,
        wanted: &(String, String),
        list: impl Fn(&Inventory) -> &Vec<T>,
        id: impl Fn(&T) -> &Id,
    ) -> Option<(usize, usize)> {
        let files = self.loaded.files.iter().enumerate().filter(|(_, file)| owner(file) == wanted.0);
        files.into_iter().find_map(|(number, file)| {
            let at = list(&file.inventory).iter().position(|record| id(record).as_str() == wanted.1)?;
            Some((number, at))
        })
    }

    fn change(&mut self, change: &Change, path: &str) {
        let stated = [&change.system, &change.device, &change.interface];
        if stated.iter().filter(|fact| fact.is_known()).count() != 1 {
            self.faults.push("a change under `set` names one `system`, `device` or `interface`".to_owned());
            return;
        }
        let changed = if let Some(reference) = change.system.known() {
            let known = self.system_ids();
            let found = self.find(reference, "system", &known);
            found
                .and_then(|found| self.system(&found))
                .map(|(at, record)| (at, merged(record, &change.facts)))
        } else if let Some(reference) = change.device.known() {
            let known = self.ids(|inventory| inventory.devices.iter().map(|record| &record.id).collect());
            let found = self.find(reference, "device", &known);
            found
                .and_then(|found| self.device(&found))
                .map(|(at, record)| (at, merged(record, &change.facts)))
        } else if let Some(reference) = change.interface.known() {
            let known = self.ids(|inventory| inventory.interfaces.iter().map(|record| &record.id).collect());
            let found = self.find(reference, "interface", &known);
            found
                .and_then(|found| self.interface(&found))
                .map(|(at, record)| (at, merged(record, &change.facts)))
        } else {
            None
        };
        match changed {
            Some((origin, Ok(()))) => {
                for field in leaves(&change.facts) {
                    self.restate(origin, &field, format!("{path}.{field}"));
                }
            }
            Some((_, Err(fault))) => self.faults.push(fault),
            None => {}
        }
    }
}

/// Every value of a mapping that is no mapping itself, as `contract.ends`.
fn leaves(facts: &serde_json::Map<String, serde_json::Value>) -> Vec<String> {
    facts
        .iter()
        .flat_map(|(key, value)| match value {
            serde_json::Value::Object(below) => {
                leaves(below).into_iter().map(|field| format!("{key}.{field}")).collect()
            }
            _ => vec![key.clone()],
        })
        .collect()
}

/// Keeps what fits, and says at which indices it stood.
fn retain<T>(all: &mut Vec<T>, fits: impl Fn(&T) -> bool) -> Vec<u32> {
    let kept = (0..all.len() as u32).filter(|index| fits(&all[*index as usize])).collect();
    all.retain(fits);
    kept
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
