//! What a document that is no table gives to an import: records with their
//! places, as tables give them, and what was left.

use std::collections::BTreeMap;

use super::field::Field;
use super::record::{Record, as_reference};

/// Records of one document.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    /// What the document is, in words.
    pub(super) format: &'static str,
    /// What its places count: lines, or entries.
    pub(super) unit: &'static str,
    pub(super) systems: Vec<Record>,
    pub(super) devices: Vec<Record>,
    pub(super) interfaces: Vec<Record>,
    pub(super) relations: Vec<Record>,
    /// Software on machines.
    pub(super) software: Vec<Record>,
    /// Software of applications.
    pub(super) components: Vec<Record>,
    /// Names of teams.
    pub(super) teams: Vec<String>,
    /// What was not taken, by its kind.
    pub(super) left: BTreeMap<String, u64>,
}

impl Found {
    /// Records taken.
    pub(super) fn taken(&self) -> u64 {
        let lists = [
            &self.systems,
            &self.devices,
            &self.interfaces,
            &self.relations,
            &self.software,
            &self.components,
        ];
        lists.iter().map(|list| list.len() as u64).sum()
    }

    /// Counts something that is not taken.
    pub(super) fn leave(&mut self, kind: &str) {
        *self.left.entry(kind.to_owned()).or_default() += 1;
    }

    /// The software on machines, by the key of the machine.
    pub(super) fn by_machine(&self) -> BTreeMap<String, Vec<String>> {
        let mut by: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for record in &self.software {
            let machine = record.get(Field::Name).and_then(as_reference);
            if let (Some((_, machine)), Some(product)) = (machine, record.get(Field::Product)) {
                by.entry(machine.to_owned()).or_default().push(product.to_owned());
            }
        }
        by
    }
}
