//! Finding what a reference means, and saying so where it means nothing.

use rustc_hash::{FxHashMap, FxHashSet};

use super::estate::OrganisationIndex;
use crate::diagnostic::{Code, Diagnostic, LabelPlace};
use crate::model::Reference;
use crate::source::{List, Place};
use crate::text;

/// How bare references of a kind are looked up and what happens where they
/// lead to nothing.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// In the own organisation only.
    Own,
    /// In the own organisation, then in those that it is part of: vocabulary
    /// that a region declares once.
    Inherited,
}

/// The ids of one kind: where each stands in its list.
pub(super) struct Table {
    pub(super) list: List,
    scope: Scope,
    by_id: FxHashMap<(OrganisationIndex, Box<str>), u32>,
    broken: FxHashSet<(OrganisationIndex, Box<str>)>,
    /// Whether the inventory declares any: vocabulary that nobody declared is
    /// taken from its use.
    declared: bool,
    /// Entries that references alone made, in the order of discovery.
    pub(super) made: Vec<Made>,
    first_free: u32,
}

/// An entry that a reference alone made.
pub(super) struct Made {
    pub(super) organisation: OrganisationIndex,
    pub(super) id: Box<str>,
    pub(super) place: Place,
    /// Whether it stands for something missing; else it is vocabulary that
    /// nobody needs to declare.
    pub(super) is_placeholder: bool,
}

impl Table {
    pub(super) fn new(list: List, scope: Scope) -> Self {
        Self {
            list,
            scope,
            by_id: FxHashMap::default(),
            broken: FxHashSet::default(),
            declared: false,
            made: Vec::new(),
            first_free: 0,
        }
    }

    /// Takes an id; gives back the index that already has it, if any.
    pub(super) fn insert(&mut self, organisation: OrganisationIndex, id: &str, index: u32) -> Option<u32> {
        self.declared = true;
        self.first_free = self.first_free.max(index + 1);
        self.by_id.insert((organisation, id.into()), index)
    }

    pub(super) fn mark_broken(&mut self, organisation: OrganisationIndex, id: &str) {
        self.declared = true;
        self.broken.insert((organisation, id.into()));
    }

    fn get(&self, organisation: OrganisationIndex, id: &str) -> Option<u32> {
        // The key owns its text, so looking up needs one; ids are short.
        self.by_id.get(&(organisation, Box::from(id))).copied()
    }

    fn is_broken(&self, organisation: OrganisationIndex, id: &str) -> bool {
        self.broken.contains(&(organisation, Box::from(id)))
    }

    fn make(&mut self, organisation: OrganisationIndex, id: &str, place: Place, is_placeholder: bool) -> u32 {
        let index = self.first_free;
        self.first_free += 1;
        self.by_id.insert((organisation, id.into()), index);
        self.made.push(Made { organisation, id: id.into(), place, is_placeholder });
        index
    }
}

/// Looks references up.
pub(super) struct Resolver {
    pub(super) organisations: FxHashMap<Box<str>, OrganisationIndex>,
    pub(super) organisation_ids: Vec<Box<str>>,
    pub(super) parents: Vec<Option<OrganisationIndex>>,
    pub(super) allow_dangling: bool,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Suggestions cost a walk over all ids; past this many dangling references
/// they are left out.
const MOST_SUGGESTIONS: usize = 200;

impl Resolver {
    /// The index that a reference means, in the first table that has it.
    /// Where none has, a diagnostic is kept and nothing is given back, or a
    /// placeholder is made in the first table.
    pub(super) fn find(
        &mut self,
        tables: &mut [&mut Table],
        from: OrganisationIndex,
        reference: &Reference,
        place: impl Fn() -> Place,
    ) -> Option<(usize, u32)> {
        let (organisation, id) = reference.parts();
        let owner = match organisation {
            None => Some(from),
            Some(name) => self.organisations.get(name).copied(),
        };
        let Some(owner) = owner else {
            self.unknown_organisation(reference, place());
            return None;
        };
        for (position, table) in tables.iter().enumerate() {
            if let Some(index) = self.look_up(table, owner, id, organisation.is_none()) {
                return Some((position, index));
            }
        }
        if tables.iter().any(|table| table.is_broken(owner, id)) {
            return None;
        }
        self.make_or_report(tables, owner, reference, place())
    }

    fn look_up(&self, table: &Table, owner: OrganisationIndex, id: &str, is_bare: bool) -> Option<u32> {
        let mut current = Some(owner);
        while let Some(organisation) = current {
            if let Some(index) = table.get(organisation, id) {
                return Some(index);
            }
            if !is_bare || table.scope == Scope::Own {
                return None;
            }
            // Circles of part_of were broken before anything is looked up.
            current = self.parents[organisation.at()];
        }
        None
    }

    fn make_or_report(
        &mut self,
        tables: &mut [&mut Table],
        owner: OrganisationIndex,
        reference: &Reference,
        place: Place,
    ) -> Option<(usize, u32)> {
        let (_, id) = reference.parts();
        let table = &mut *tables[0];
        if table.scope == Scope::Inherited && !table.declared {
            return Some((0, table.make(owner, id, place, false)));
        }
        let message = self.nothing_called(tables, owner, reference);
        let nearest = self.nearest(tables, owner, reference);
        let nearest: Vec<&str> = nearest.iter().map(String::as_str).collect();
        let code = if self.allow_dangling { Code::PlaceholderReference } else { Code::DanglingReference };
        let diagnostic = Diagnostic::new(code, message)
            .at(LabelPlace::Value(place.clone()), "leads to nothing")
            .suggest(&nearest);
        self.diagnostics.push(if nearest.is_empty() && !self.allow_dangling {
            diagnostic
                .help("declare it, correct the id, or pass `--allow-dangling` to go on with a placeholder")
        } else {
            diagnostic
        });
        self.allow_dangling.then(|| (0, tables[0].make(owner, id, place, true)))
    }

    fn nothing_called(
        &self,
        tables: &[&mut Table],
        owner: OrganisationIndex,
        reference: &Reference,
    ) -> String {
        let nouns: Vec<&str> = tables.iter().map(|table| table.list.noun()).collect();
        let (_, id) = reference.parts();
        let organisation = &self.organisation_ids[owner.at()];
        let nouns = text::join_or(&nouns);
        if self.organisation_ids.len() == 1 || &**organisation == crate::load::UNNAMED {
            format!("no {nouns} is called `{id}`")
        } else {
            format!("no {nouns} of `{organisation}` is called `{id}`")
        }
    }

    fn nearest(&self, tables: &[&mut Table], owner: OrganisationIndex, reference: &Reference) -> Vec<String> {
        if self.diagnostics.len() >= MOST_SUGGESTIONS {
            return Vec::new();
        }
        let (named, id) = reference.parts();
        let spelled = |organisation: OrganisationIndex, id: &str| {
            if organisation == owner && named.is_none() {
                id.to_owned()
            } else {
                format!("{}/{id}", self.organisation_ids[organisation.at()])
            }
        };
        let mut own: Vec<(bool, String)> = tables
            .iter()
            .flat_map(|table| table.by_id.keys())
            .filter(|(organisation, candidate)| {
                *organisation == owner || **candidate == *id || strsim::jaro_winkler(candidate, id) > 0.92
            })
            .map(|(organisation, candidate)| (*organisation != owner, spelled(*organisation, candidate)))
            .collect();
        own.sort();
        let exact: Vec<String> = own
            .iter()
            .filter(|(_, candidate)| candidate.ends_with(&format!("/{id}")))
            .map(|(_, candidate)| candidate.clone())
            .take(3)
            .collect();
        if !exact.is_empty() {
            return exact;
        }
        let candidates = own.iter().map(|(_, candidate)| candidate.as_str());
        text::nearest(reference.as_str(), candidates, 3).into_iter().map(str::to_owned).collect()
    }

    fn unknown_organisation(&mut self, reference: &Reference, place: Place) {
        let name = reference.parts().0.unwrap_or_default();
        let ids: Vec<&str> = self.organisation_ids.iter().map(AsRef::as_ref).collect();
        let nearest = text::nearest(name, ids.iter().copied(), 3);
        self.diagnostics.push(
            Diagnostic::new(Code::DanglingReference, format!("no organisation is called `{name}`"))
                .at(LabelPlace::Value(place), "leads to nothing")
                .suggest(&nearest)
                .help("write `organisation/id`, or the bare id for the same organisation"),
        );
    }
}
