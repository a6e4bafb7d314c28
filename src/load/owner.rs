//! Whose a file is: settled here, once, when all files are read. Check,
//! scenarios and comparisons read it and decide nothing anew.

use std::collections::BTreeSet;

use super::{Loaded, LoadedFile};
use crate::diagnostic::{Code, Diagnostic, LabelPlace};
use crate::model::{Id, Inventory};
use crate::source::{FileId, List, Sources};
use crate::text;

/// The id of the organisation of files that belong to no other.
pub const UNNAMED: &str = "unnamed";

/// Whose the entities of a file are, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum FileOwner {
    /// The file's own `organisation:` says so.
    Stated(Id),
    /// The nearest `organisation.yaml` above it says so.
    Folder(Id),
    /// It is the only organisation that there is.
    Only(Id),
    /// Nothing says so: the unnamed organisation.
    #[default]
    Nobody,
}

impl FileOwner {
    /// The organisation; nothing for the unnamed one.
    pub fn id(&self) -> Option<&Id> {
        match self {
            Self::Stated(id) | Self::Folder(id) | Self::Only(id) => Some(id),
            Self::Nobody => None,
        }
    }

    /// The id of the organisation, or [`UNNAMED`].
    pub fn key(&self) -> &str {
        self.id().map_or(UNNAMED, Id::as_str)
    }

    /// What a file says of itself.
    pub(super) fn stated(inventory: &Inventory) -> Self {
        inventory.organisation.known().map_or(Self::Nobody, |id| Self::Stated(id.clone()))
    }
}

/// Settles whose each file is: as it states itself, else as the nearest
/// `organisation.yaml` above it, else the only organisation of all files. Says
/// where that leaves some without an owner beside others that have one.
pub(super) fn settle(loaded: &mut Loaded) {
    let folders = folders(&loaded.files, &loaded.sources);
    for file in &mut loaded.files {
        if file.owner == FileOwner::Nobody
            && let Some(id) = nearest(&folders, loaded.sources.path(file.file))
        {
            file.owner = FileOwner::Folder(id.clone());
        }
    }
    let only = only(organisations(&loaded.files));
    for file in loaded.files.iter_mut().filter(|file| file.owner == FileOwner::Nobody) {
        file.owner = only.clone();
    }
    let unowned = loaded.files.iter().filter_map(|file| unowned(&loaded.files, file));
    let found: Vec<Diagnostic> = unowned.chain(undeclared(&loaded.files)).collect();
    loaded.diagnostics.extend(found);
}

/// Every organisation that the files declare, broken ones too, or name as
/// their owner.
pub(super) fn organisations(files: &[LoadedFile]) -> BTreeSet<&Id> {
    let owners = files.iter().filter_map(|file| file.owner.id());
    declared(files).into_iter().chain(owners).collect()
}

/// Whose a file is that joins others, which are settled.
pub(super) fn of_one_more(files: &[LoadedFile], more: &LoadedFile) -> FileOwner {
    match &more.owner {
        FileOwner::Nobody => {
            only(organisations(files).into_iter().chain(organisations(std::slice::from_ref(more))))
        }
        stated => stated.clone(),
    }
}

/// The owner of what states none, where there is one organisation alone.
fn only<'a>(organisations: impl IntoIterator<Item = &'a Id>) -> FileOwner {
    let all: BTreeSet<&Id> = organisations.into_iter().collect();
    match (all.first(), all.len()) {
        (Some(only), 1) => FileOwner::Only((*only).clone()),
        _ => FileOwner::Nobody,
    }
}

fn declared(files: &[LoadedFile]) -> BTreeSet<&Id> {
    let broken = files.iter().flat_map(|file| &file.broken);
    let broken = broken.filter(|(list, _)| *list == List::Organisations).map(|(_, id)| id);
    let sound = files.iter().flat_map(|file| &file.inventory.organisations).map(|record| &record.id);
    sound.chain(broken).collect()
}

/// The folders whose `organisation.yaml` names an owner, by itself or by
/// declaring one organisation alone.
fn folders(files: &[LoadedFile], sources: &Sources) -> Vec<(String, Id)> {
    let mut folders = Vec::new();
    for file in files {
        let (folder, name) = folder_of(sources.path(file.file));
        let only = match file.inventory.organisations.as_slice() {
            [only] => Some(&only.id),
            _ => None,
        };
        if let (true, Some(id)) =
            (matches!(name, "organisation.yaml" | "organisation.yml"), file.owner.id().or(only))
        {
            folders.push((folder.to_owned(), id.clone()));
        }
    }
    folders
}

fn folder_of(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

fn nearest<'a>(folders: &'a [(String, Id)], path: &str) -> Option<&'a Id> {
    let is_below = |folder: &str| {
        folder.is_empty() || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
    };
    let above = folders.iter().filter(|(folder, _)| is_below(folder));
    above.max_by_key(|(folder, _)| folder.len()).map(|(_, id)| id)
}

/// What is said of a file that nobody owns while others have an owner.
pub(super) fn unowned(files: &[LoadedFile], file: &LoadedFile) -> Option<Diagnostic> {
    let known = organisations(files).into_iter().chain(organisations(std::slice::from_ref(file)));
    let known: Vec<String> = known.collect::<BTreeSet<_>>().into_iter().map(|id| format!("`{id}`")).collect();
    if file.owner != FileOwner::Nobody || known.is_empty() {
        return None;
    }
    let first = first_entity(file)?;
    // What the file itself declares is most likely meant.
    let own: Vec<&Id> = file.inventory.organisations.iter().map(|record| &record.id).collect();
    let example = match own.as_slice() {
        [only] => only.to_string(),
        _ => "ID".to_owned(),
    };
    Some(
        Diagnostic::new(
            Code::OwnerNotStated,
            format!("nothing says whose this file is, beside {}", text::join_few(&known)),
        )
        .at(first, "from here on all belongs to an unnamed organisation of its own")
        .help(format!(
            "write `organisation: {example}` at the top of the file, or put the file below a folder whose organisation.yaml says so"
        )),
    )
}

/// Where the first thing stands that has an owner.
fn first_entity(file: &LoadedFile) -> Option<LabelPlace> {
    let is_owned = |list: List| !matches!(list, List::Organisations | List::Lifecycles);
    let mut lists = file.inventory.lengths().into_iter();
    let (list, _) = lists.find(|(list, length)| is_owned(*list) && *length > 0)?;
    Some(LabelPlace::Value(file.origin(list, 0).field("id")))
}

/// Owners that files state and no file declares, beside others that are
/// declared: most likely a slip.
fn undeclared(files: &[LoadedFile]) -> Vec<Diagnostic> {
    let declared: Vec<&str> = declared(files).into_iter().map(Id::as_str).collect();
    if declared.is_empty() {
        return Vec::new();
    }
    let mut stated: Vec<(&Id, FileId)> = Vec::new();
    for file in files {
        if let FileOwner::Stated(id) = &file.owner
            && !declared.contains(&id.as_str())
            && stated.iter().all(|(known, _)| *known != id)
        {
            stated.push((id, file.file));
        }
    }
    let said = stated.into_iter().map(|(id, file)| {
        let nearest = text::nearest(id.as_str(), declared.iter().copied(), 2);
        Diagnostic::new(
            Code::OwnerNotDeclared,
            format!("the organisation `{id}` owns files and is declared nowhere"),
        )
        .at(LabelPlace::Setting(file, "organisation".to_owned()), "")
        .suggest(&nearest)
        .help(format!("declare it: `organisations: [{{id: {id}, name: ...}}]`"))
    });
    said.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceFile;

    /// The owner of each file, by its path and text, and what is said.
    fn settled(files: &[(&str, &str)]) -> (Vec<String>, Vec<Code>) {
        let mut loaded = Loaded::default();
        for (path, text) in files {
            let file = loaded.sources.add(SourceFile { path: (*path).to_owned(), text: (*text).into() });
            loaded.files.push(LoadedFile::new(file, serde_yaml::from_str(text).unwrap()));
        }
        settle(&mut loaded);
        let owners = loaded.files.iter().map(|file| file.owner.key().to_owned()).collect();
        (owners, loaded.diagnostics.iter().map(|diagnostic| diagnostic.code).collect())
    }

    const SYSTEM: &str = "systems: [{id: s, name: S}]";

    #[test]
    fn the_file_itself_then_the_nearest_folder_above_says_whose_it_is() {
        let (owners, said) = settled(&[
            ("a.yaml", SYSTEM),
            ("north/organisation.yaml", "organisations: [{id: north, name: N}]"),
            ("north/s.yaml", SYSTEM),
            ("north/ward/organisation.yml", "{organisation: ward, organisations: [{id: ward, name: W}]}"),
            ("north/ward/deep/s.yaml", SYSTEM),
            ("north/ward/own.yaml", "{organisation: north, systems: [{id: s, name: S}]}"),
            ("north-east/s.yaml", SYSTEM),
            ("organisation.yaml", "organisations: [{id: top, name: T}]"),
        ]);
        assert_eq!(owners, ["top", "north", "north", "ward", "ward", "north", "top", "top"]);
        assert!(said.is_empty());
    }

    #[test]
    fn the_only_organisation_owns_what_states_none() {
        let one = "organisations: [{id: a, name: A}]";
        assert_eq!(settled(&[("x.yaml", one), ("y.yaml", SYSTEM)]), (vec!["a".into(), "a".into()], vec![]));
        let named = "{organisation: a, systems: [{id: t, name: T}]}";
        assert_eq!(settled(&[("x.yaml", named), ("y.yaml", SYSTEM)]), (vec!["a".into(), "a".into()], vec![]));
        assert_eq!(settled(&[("y.yaml", SYSTEM)]), (vec!["unnamed".into()], vec![]));
    }

    #[test]
    fn of_two_organisations_none_is_chosen_and_that_is_said() {
        let two = "organisations: [{id: a, name: A}, {id: b, name: B}]";
        let (owners, said) = settled(&[("x.yaml", two), ("y.yaml", SYSTEM), ("z.yaml", "lifecycles: []")]);
        assert_eq!(owners, ["unnamed"; 3]);
        assert_eq!(said, [Code::OwnerNotStated], "a file that holds nothing to own is passed over");
    }

    #[test]
    fn an_owner_that_nobody_declares_is_likely_a_slip() {
        let one = "organisations: [{id: riverside, name: R}]";
        let slip = "{organisation: rivrside, systems: [{id: s, name: S}]}";
        assert_eq!(settled(&[("x.yaml", one), ("y.yaml", slip)]).1, [Code::OwnerNotDeclared]);
        assert!(settled(&[("y.yaml", slip)]).1.is_empty());
    }
}
