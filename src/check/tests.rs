//! Files to the estate, from small texts.

use super::estate::{Endpoint, Subject, SystemIndex};
use super::{Resolved, resolve};
use crate::diagnostic::Level;
use crate::load::LoadedFile;
use crate::model::Inventory;
use crate::source::FileId;

fn files(texts: &[&str]) -> Vec<LoadedFile> {
    texts
        .iter()
        .enumerate()
        .map(|(index, text)| {
            LoadedFile::new(FileId(index as u32), serde_yaml::from_str::<Inventory>(text).unwrap())
        })
        .collect()
}

fn codes(resolved: &Resolved) -> Vec<&'static str> {
    resolved.diagnostics.iter().map(|diagnostic| diagnostic.code.word()).collect()
}

const TWO_TRUSTS: [&str; 3] = [
    "{organisation: icb, organisations: [{id: icb, name: ICB}], data_entities: [{id: patient, name: P}]}",
    "{organisation: a, organisations: [{id: a, name: A, part_of: icb}],
      systems: [{id: pas, name: PAS, data: [{entity: patient}]}, {id: tie, name: TIE, kind: integration-engine}]}",
    "{organisation: b, organisations: [{id: b, name: B, part_of: icb}], systems: [{id: epr, name: EPR}],
      interfaces: [{id: feed, from: a/pas, to: epr, via: [a/tie], data: [patient]}]}",
];

#[test]
fn references_cross_organisations_and_vocabulary_is_inherited() {
    let resolved = resolve(files(&TWO_TRUSTS), false);
    assert!(resolved.diagnostics.is_empty(), "{:?}", resolved.diagnostics);
    let estate = resolved.estate;
    let links = &estate.interfaces[0].links;
    assert_eq!(estate.key(links.from.into()).to_string(), "a/pas");
    assert_eq!(estate.key(Subject::System(links.via[0])).to_string(), "a/tie");
    assert_eq!(estate.data_entities.len(), 1);
}

#[test]
fn the_order_of_files_changes_nothing() {
    let mut reversed = TWO_TRUSTS;
    reversed.reverse();
    let keys = |texts: &[&str]| -> Vec<String> {
        let estate = resolve(files(texts), false).estate;
        estate.systems().map(|(index, _)| estate.key(Subject::System(index)).to_string()).collect()
    };
    assert_eq!(keys(&TWO_TRUSTS), keys(&reversed));
    assert_eq!(keys(&TWO_TRUSTS), ["a/pas", "a/tie", "b/epr"]);
}

#[test]
fn a_reference_to_nothing_is_an_error_with_the_nearest_id() {
    let resolved = resolve(
        files(&["{systems: [{id: pas, name: P, depends_on: [sam-1]}, {id: san-1, name: S}]}"]),
        false,
    );
    assert_eq!(codes(&resolved), ["dangling-reference"]);
    assert_eq!(resolved.diagnostics[0].help, ["did you mean `san-1`?"]);
}

#[test]
fn a_reference_to_nothing_can_make_a_placeholder() {
    let text =
        "{systems: [{id: pas, name: P, depends_on: [gone]}], devices: [{id: d, name: D, site: nowhere}]}";
    let resolved = resolve(files(&[text]), true);
    assert_eq!(codes(&resolved), ["placeholder-reference", "placeholder-reference"]);
    assert!(resolved.estate.systems[1].is_placeholder);
    assert!(resolved.estate.sites[0].is_placeholder);
    assert_eq!(resolved.estate.systems[0].links.depends_on[0].any_of, [Endpoint::System(SystemIndex(1))]);
}

#[test]
fn vocabulary_that_nobody_declares_is_taken_from_its_use() {
    let text = "{systems: [{id: pas, name: P, capabilities: [booking], data: [{entity: patient}], owner: {team: t}}]}";
    let resolved = resolve(files(&[text]), false);
    assert!(resolved.diagnostics.is_empty());
    assert_eq!(resolved.estate.capabilities[0].record.id.as_str(), "booking");
    assert!(!resolved.estate.data_entities[0].is_placeholder);
}

#[test]
fn the_same_id_twice_shows_both_places() {
    let resolved = resolve(files(&["systems: [{id: a, name: A}]", "systems: [{id: a, name: B}]"]), false);
    assert_eq!(codes(&resolved), ["duplicate-id"]);
    let files: Vec<u32> = resolved.diagnostics[0].labels.iter().map(|label| label.spot.file().0).collect();
    assert_eq!(files, [1, 0]);
}

#[test]
fn circles_are_reported_once_and_cut() {
    let text = "{organisations: [{id: a, name: A, part_of: b}, {id: b, name: B, part_of: a}],
                 capabilities: [{id: c, name: C, part_of: c}], systems: [{id: s, name: S, depends_on: [s]}],
                 interfaces: [{id: i, from: s, to: s}]}";
    let resolved = resolve(files(&[text]), false);
    assert_eq!(codes(&resolved), ["part-of-cycle", "self-reference", "self-reference", "self-reference"]);
    assert_eq!(resolved.diagnostics[3].level, Level::Warning);
}

#[test]
fn options_that_wait_for_each_other_are_an_error() {
    let text = "systems: [{id: s, name: S, modernisation: [
        {id: x, kind: upgrade, after: [y]}, {id: y, kind: upgrade, after: [x]}, {id: z, kind: train, after: [w]}]}]";
    let resolved = resolve(files(&[text]), false);
    assert_eq!(codes(&resolved), ["dangling-reference", "after-cycle"]);
}
