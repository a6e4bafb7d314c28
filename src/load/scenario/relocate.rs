//! Gives a system to another organisation, with what it refers to left where
//! it was.

use std::collections::{BTreeMap, BTreeSet};

use super::apply::{Overlay, full, reference};
use crate::diagnostic::{Code, Diagnostic};
use crate::load::{FileOwner, LoadedFile, owner};
use crate::model::{Fact, Id, Inventory, ModernisationOption, Reference, System};
use crate::source::{FileId, List};
use crate::text;

impl Overlay<'_> {
    /// Gives a system to another organisation: what leads to it follows, and
    /// what it refers to stays where it was.
    pub(super) fn relocate(&mut self, system: &Reference, to: &Id, path: &str) {
        let known = self.system_ids();
        let new_owner = to.to_string();
        let id = system.parts().1;
        let elsewhere = known.iter().any(|(own, known)| known == id && *own != new_owner);
        if !elsewhere && known.contains(&(new_owner.clone(), id.to_owned())) {
            return;
        }
        let Some(old) = self.find(system, "system", &known, &format!("{path}.system")) else { return };
        if old.0 == new_owner || !self.is_organisation(to, path) {
            return;
        }
        self.rewire(&old, &(new_owner.clone(), old.1.clone()), path);
        let home = self.home(&old.0);
        let Some((file, in_file, mut record)) = self.taken(&old) else { return };
        self.send_options(&mut record, &old.0, &new_owner);
        home.qualify(&mut record);
        let inventory = Inventory {
            organisation: Fact::Known(to.clone()),
            systems: vec![record],
            ..Inventory::default()
        };
        let kept = vec![(List::Systems, vec![in_file])];
        let owner = FileOwner::Stated(to.clone());
        self.loaded.files.push(LoadedFile { file, owner, inventory, kept, broken: Vec::new() });
    }

    /// Takes a system out of its file: the file, its index there, and it.
    fn taken(&mut self, wanted: &(String, String)) -> Option<(FileId, u32, System)> {
        let (file, at) = self.place(wanted, |inventory| &inventory.systems, |record| &record.id)?;
        let file = &mut self.loaded.files[file];
        let in_file = file.origin(List::Systems, at).index;
        let record = file.inventory.systems.remove(at);
        file.forget(List::Systems, at);
        Some((file.file, in_file, record))
    }

    /// The options of a system go with it: what names them, in it or
    /// elsewhere, follows.
    fn send_options(&mut self, moved: &mut System, old: &str, new: &str) {
        let ids: BTreeSet<String> = moved.modernisation.iter().map(|option| option.id.to_string()).collect();
        let send = |option: &mut ModernisationOption, owner: &str| {
            for named in option.after.iter_mut().chain(&mut option.excludes) {
                let (organisation, id) = full(named, owner);
                let is_sent = organisation == old && ids.contains(&id);
                let target = Reference::parse(&reference(owner, &(new.to_owned(), id)));
                if let (true, Ok(target)) = (is_sent, target) {
                    *named = target;
                }
            }
        };
        moved.modernisation.iter_mut().for_each(|option| send(option, old));
        for file in &mut self.loaded.files {
            let owner = file.owner.key().to_owned();
            let systems = file.inventory.systems.iter_mut().flat_map(|record| &mut record.modernisation);
            systems.for_each(|option| send(option, &owner));
            let devices = file.inventory.devices.iter_mut().flat_map(|record| &mut record.modernisation);
            devices.for_each(|option| send(option, &owner));
        }
    }

    fn is_organisation(&mut self, wanted: &Id, path: &str) -> bool {
        let ids: Vec<String> =
            owner::organisations(&self.loaded.files).into_iter().map(ToString::to_string).collect();
        if ids.iter().any(|id| id == wanted.as_str()) {
            return true;
        }
        let nearest = text::nearest(wanted.as_str(), ids.iter().map(String::as_str), 3);
        let message = format!("there is no organisation `{wanted}` to move it to");
        let spot = self.spot(&format!("{path}.to"));
        let diagnostic = Diagnostic::new(Code::DanglingReference, message).at(spot, "leads to nothing");
        self.faults.push(diagnostic.suggest(&nearest));
        false
    }

    /// Where bare ids of an organisation's file lead.
    fn home(&self, organisation: &str) -> Home {
        let above = self.above(organisation);
        let declared = |of: fn(&Inventory) -> Vec<&Id>| -> BTreeMap<String, String> {
            let ids = self.ids(of);
            // The own organisation comes last, so that its words win.
            let of_each = above.iter().rev().flat_map(|own| ids.iter().filter(move |(of, _)| of == own));
            of_each.map(|(own, id)| (id.clone(), own.clone())).collect()
        };
        Home {
            organisation: organisation.to_owned(),
            teams: declared(|inventory| inventory.teams.iter().map(|record| &record.id).collect()),
            capabilities: declared(|inventory| {
                inventory.capabilities.iter().map(|record| &record.id).collect()
            }),
            entities: declared(|inventory| inventory.data_entities.iter().map(|record| &record.id).collect()),
        }
    }

    /// An organisation, then those that it is part of.
    fn above(&self, organisation: &str) -> Vec<String> {
        let all: Vec<_> = self.loaded.files.iter().flat_map(|file| &file.inventory.organisations).collect();
        let mut above = vec![organisation.to_owned()];
        while let Some(parent) = above
            .last()
            .and_then(|last| all.iter().find(|record| record.id.as_str() == last))
            .and_then(|record| record.part_of.known())
            .filter(|parent| !above.iter().any(|known| known == parent.as_str()))
        {
            above.push(parent.to_string());
        }
        above
    }
}

/// Where the bare ids of a file lead: sites, systems and devices to its own
/// organisation; vocabulary to the nearest above that declares it.
struct Home {
    organisation: String,
    teams: BTreeMap<String, String>,
    capabilities: BTreeMap<String, String>,
    entities: BTreeMap<String, String>,
}

impl Home {
    /// Names the organisation in every reference of a system that has none.
    fn qualify(&self, record: &mut System) {
        let own = BTreeMap::new();
        let each = |reference: &mut Reference, declared: &BTreeMap<String, String>| {
            if let Some(whole) = self.whole(reference.as_str(), declared)
                && let Ok(whole) = Reference::parse(&whole)
            {
                *reference = whole;
            }
        };
        record.depends_on.iter_mut().flat_map(|link| &mut link.any_of).for_each(|link| each(link, &own));
        record.sites.iter_mut().for_each(|site| each(site, &own));
        record.capabilities.iter_mut().for_each(|capability| each(capability, &self.capabilities));
        record.data.iter_mut().for_each(|holding| each(&mut holding.entity, &self.entities));
        if let Fact::Known(owned) = &mut record.owner
            && let Fact::Known(team) = &mut owned.team
        {
            each(team, &self.teams);
        }
        for option in &mut record.modernisation {
            option.after.iter_mut().chain(&mut option.excludes).for_each(|other| each(other, &own));
            let capacity = std::mem::take(&mut option.capacity);
            let whole = |team: String| self.whole(&team, &self.teams).unwrap_or(team);
            option.capacity = capacity.into_iter().map(|(team, days)| (whole(team), days)).collect();
        }
    }

    /// A bare id with its organisation; nothing of one that names it.
    fn whole(&self, id: &str, declared: &BTreeMap<String, String>) -> Option<String> {
        let owner = declared.get(id).unwrap_or(&self.organisation);
        (!id.contains('/')).then(|| format!("{owner}/{id}"))
    }
}
