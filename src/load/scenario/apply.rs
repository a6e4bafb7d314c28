//! Lays a scenario over what was read.

use super::Scenario;
use crate::diagnostic::{Code, Diagnostic, LabelPlace};
use crate::load::{Loaded, LoadedFile, UNNAMED, owner};
use crate::model::vocabulary::Status;
use crate::model::{Device, Fact, Id, Interface, Inventory, Reference, System};
use crate::source::{FileId, List, Origin};
use crate::text;

/// Lays a scenario over what was read; `file` is its own, which new facts
/// cite.
///
/// # Errors
///
/// With everything that is wrong; what was read is then changed in part.
pub(super) fn apply(loaded: &mut Loaded, scenario: &Scenario, file: FileId) -> Result<(), Vec<Diagnostic>> {
    let mut overlay = Overlay { loaded, file, faults: Vec::new() };
    overlay.add(scenario);
    for (number, merge) in scenario.merge.iter().enumerate() {
        for (which, system) in merge.systems.iter().enumerate() {
            let places = [format!("merge[{number}].systems[{which}]"), format!("merge[{number}].into")];
            overlay.replace(system, &merge.into, &places, &format!("merge[{number}]"));
        }
    }
    for (number, replace) in scenario.replace.iter().enumerate() {
        let places = [format!("replace[{number}].system"), format!("replace[{number}].by")];
        overlay.replace(&replace.system, &replace.by, &places, &format!("replace[{number}]"));
    }
    for (number, moved) in scenario.moves.iter().enumerate() {
        overlay.relocate(&moved.system, &moved.to, &format!("move[{number}]"));
    }
    overlay.retire(scenario);
    for (number, change) in scenario.set.iter().enumerate() {
        overlay.change(change, number);
    }
    if overlay.faults.is_empty() { Ok(()) } else { Err(overlay.faults) }
}

pub(super) struct Overlay<'a> {
    pub(super) loaded: &'a mut Loaded,
    /// The scenario's own file, which new facts cite.
    pub(super) file: FileId,
    pub(super) faults: Vec<Diagnostic>,
}

/// A reference as organisation and id, read in a file of `owner`.
pub(super) fn full(reference: &Reference, owner: &str) -> (String, String) {
    let (organisation, id) = reference.parts();
    (organisation.unwrap_or(owner).to_owned(), id.to_owned())
}

impl Overlay<'_> {
    /// Adds what is new, once.
    fn add(&mut self, scenario: &Scenario) {
        let lengths = scenario.add.lengths();
        let is_laid = self.loaded.files.iter().any(|file| file.file == self.file);
        if is_laid || lengths.iter().all(|(_, length)| *length == 0) {
            return;
        }
        let mut added = LoadedFile::new(self.file, scenario.add.clone());
        added.owner = owner::of_one_more(&self.loaded.files, &added);
        self.refuse_known(&added.inventory, added.owner.key());
        let unowned = owner::unowned(&self.loaded.files, &added);
        self.loaded.diagnostics.extend(unowned);
        self.loaded.files.push(added);
        for (list, length) in lengths {
            for index in 0..length as u32 {
                let origin = Origin { file: self.file, list, index };
                self.restate(origin, "", format!("add.{}[{index}]", list.key()));
            }
        }
    }

    /// What is new may not bear the id of what is there: that is a change.
    fn refuse_known(&mut self, inventory: &Inventory, owner: &str) {
        macro_rules! refuse {
            ($($field:ident: $list:expr, $find:ident);*) => { $(
                for (index, record) in inventory.$field.iter().enumerate() {
                    let id = record.id.to_string();
                    if let Some((origin, _)) = self.$find(&(owner.to_owned(), id.clone())) {
                        self.faults.push(again(self.file, $list, index, &id, origin));
                    }
                }
            )* };
        }
        refuse!(
            systems: List::Systems, system;
            devices: List::Devices, device;
            interfaces: List::Interfaces, interface
        );
    }

    pub(super) fn ids(&self, of: impl Fn(&Inventory) -> Vec<&Id>) -> Vec<(String, String)> {
        self.loaded
            .files
            .iter()
            .flat_map(|file| {
                let owner = file.owner.key().to_owned();
                of(&file.inventory)
                    .into_iter()
                    .map(move |id| (owner.clone(), id.to_string()))
                    .collect::<Vec<_>>()
            })
            .collect()
    }

    /// Organisation and id that a reference of the scenario means: as
    /// written, or the only one of that id. `path` is where it stands.
    pub(super) fn find(
        &mut self,
        reference: &Reference,
        noun: &str,
        known: &[(String, String)],
        path: &str,
    ) -> Option<(String, String)> {
        let (organisation, id) = reference.parts();
        let mut found: Vec<&(String, String)> = known
            .iter()
            .filter(|(own, known)| known == id && organisation.is_none_or(|wanted| wanted == own))
            .collect();
        found.dedup();
        let keys =
            |found: &[&(String, String)]| found.iter().map(|(own, id)| key(own, id)).collect::<Vec<_>>();
        let diagnostic = match found.as_slice() {
            [only] => return Some((*only).clone()),
            [] => {
                let close = text::nearest(id, known.iter().map(|(_, id)| id.as_str()), 3);
                let is_close = |(_, id): &&(String, String)| close.contains(&id.as_str());
                let nearest = keys(&known.iter().filter(is_close).take(3).collect::<Vec<_>>());
                let nearest: Vec<&str> = nearest.iter().map(String::as_str).collect();
                Diagnostic::new(Code::DanglingReference, format!("there is no {noun} `{reference}`"))
                    .at(self.spot(path), "leads to nothing")
                    .suggest(&nearest)
            }
            several => {
                let keys: Vec<String> = keys(several).iter().map(|key| format!("`{key}`")).collect();
                Diagnostic::new(Code::AmbiguousReference, format!("`{reference}` means several {noun}s"))
                    .at(self.spot(path), "")
                    .help(format!("say {}", text::join_or(&keys)))
            }
        };
        self.faults.push(diagnostic);
        None
    }

    /// A value of the scenario's own file.
    pub(super) fn spot(&self, path: &str) -> LabelPlace {
        LabelPlace::Setting(self.file, path.to_owned())
    }

    pub(super) fn system_ids(&self) -> Vec<(String, String)> {
        self.ids(|inventory| inventory.systems.iter().map(|record| &record.id).collect())
    }

    /// Sends everything that leads to one system to another, and retires it.
    /// The references stand at `places`, and `path` says both.
    fn replace(&mut self, system: &Reference, by: &Reference, places: &[String; 2], path: &str) {
        let known = self.system_ids();
        let old = self.find(system, "system", &known, &places[0]);
        let new = self.find(by, "system", &known, &places[1]);
        let (Some(old), Some(new)) = (old, new) else { return };
        if old == new {
            return;
        }
        self.rewire(&old, &new, path);
        self.end_system(&old, path);
    }

    /// Rewrites every reference to a system, as a path of the scenario says.
    pub(super) fn rewire(&mut self, old: &(String, String), new: &(String, String), path: &str) {
        let mut restated = Vec::new();
        for file in &mut self.loaded.files {
            let owner = file.owner.key().to_owned();
            let Ok(target) = Reference::parse(&reference(&owner, new)) else { continue };
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

    fn retire(&mut self, scenario: &Scenario) {
        let retire = &scenario.retire;
        let systems = self.system_ids();
        for (number, reference) in retire.systems.iter().enumerate() {
            if let Some(found) =
                self.find(reference, "system", &systems, &format!("retire.systems[{number}]"))
            {
                self.end_system(&found, &format!("retire.systems[{number}]"));
            }
        }
        let devices = self.ids(|inventory| inventory.devices.iter().map(|record| &record.id).collect());
        for (number, reference) in retire.devices.iter().enumerate() {
            let found = self.find(reference, "device", &devices, &format!("retire.devices[{number}]"));
            if let Some((origin, record)) = found.and_then(|found| self.device(&found)) {
                record.status = Fact::Known(Status::Retired);
                self.restate(origin, "status", format!("retire.devices[{number}]"));
            }
        }
        let interfaces = self.ids(|inventory| inventory.interfaces.iter().map(|record| &record.id).collect());
        for (number, reference) in retire.interfaces.iter().enumerate() {
            let found =
                self.find(reference, "interface", &interfaces, &format!("retire.interfaces[{number}]"));
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

    pub(super) fn restate(&mut self, origin: Origin, field: &str, path: String) {
        self.loaded.sources.restate(origin, field, self.file, path);
    }

    pub(super) fn system(&mut self, wanted: &(String, String)) -> Option<(Origin, &mut System)> {
        let (file, at) = self.place(wanted, |inventory| &inventory.systems, |record| &record.id)?;
        let file = &mut self.loaded.files[file];
        Some((file.origin(List::Systems, at), &mut file.inventory.systems[at]))
    }

    pub(super) fn device(&mut self, wanted: &(String, String)) -> Option<(Origin, &mut Device)> {
        let (file, at) = self.place(wanted, |inventory| &inventory.devices, |record| &record.id)?;
        let file = &mut self.loaded.files[file];
        Some((file.origin(List::Devices, at), &mut file.inventory.devices[at]))
    }

    pub(super) fn interface(&mut self, wanted: &(String, String)) -> Option<(Origin, &mut Interface)> {
        let (file, at) = self.place(wanted, |inventory| &inventory.interfaces, |record| &record.id)?;
        let file = &mut self.loaded.files[file];
        Some((file.origin(List::Interfaces, at), &mut file.inventory.interfaces[at]))
    }

    /// File and index of what organisation and id name.
    pub(super) fn place<T>(
        &self,
        wanted: &(String, String),
        list: impl Fn(&Inventory) -> &Vec<T>,
        id: impl Fn(&T) -> &Id,
    ) -> Option<(usize, usize)> {
        let files = self.loaded.files.iter().enumerate().filter(|(_, file)| file.owner.key() == wanted.0);
        files.into_iter().find_map(|(number, file)| {
            let at = list(&file.inventory).iter().position(|record| id(record).as_str() == wanted.1)?;
            Some((number, at))
        })
    }
}

/// What is said of something new with the id of something that is there.
fn again(file: FileId, list: List, index: usize, id: &str, first: Origin) -> Diagnostic {
    let here = LabelPlace::Setting(file, format!("add.{}[{index}].id", list.key()));
    Diagnostic::new(Code::DuplicateId, format!("the {} `{id}` is there already", list.noun()))
        .at(here, "added here")
        .at(LabelPlace::Value(first.field("id")), "first declared here")
        .help(format!(
            "give it another id, or state what is otherwise under `set: [{{{}: {id}, facts: ...}}]`",
            list.noun()
        ))
}

/// What a person calls an entity: its id alone where its organisation is the
/// unnamed one.
pub(super) fn key(organisation: &str, id: &str) -> String {
    if organisation == UNNAMED { id.to_owned() } else { format!("{organisation}/{id}") }
}

/// A reference to an entity that leads there from a file of `owner`.
pub(super) fn reference(owner: &str, (organisation, id): &(String, String)) -> String {
    if owner == UNNAMED { key(organisation, id) } else { format!("{organisation}/{id}") }
}
