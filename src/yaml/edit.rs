//! Changing facts of a file without losing a comment, a blank line or the
//! order of anything.
//!
//! Any number of changes is made to what the file says; then the text is
//! changed where it has to say something else, in one pass, and read again.
//! A text that does not say exactly what it should is refused.

use std::fmt;

use serde_json::Value;
use serde_yaml::{Mapping, Value as Yaml};

use super::change;
use super::path::{Path, Step};
use super::tree;
use crate::date::PartialDate;
use crate::source::List;

/// Why a fact could not be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotWritten {
    /// The file states the same already.
    Same,
    /// The file states it already, so.
    Stated(String),
    /// The place does not exist, or is not a mapping.
    NoPlace,
    /// The file cannot be read.
    Unreadable,
    /// The text would not read back as meant: write it by hand.
    Unsafe,
}

impl fmt::Display for NotWritten {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Same => f.write_str("the inventory says so already"),
            Self::Stated(value) => write!(f, "the inventory already says `{value}`"),
            Self::NoPlace => f.write_str("there is no such place in the inventory"),
            Self::Unreadable => f.write_str("the file cannot be read"),
            Self::Unsafe => f.write_str("it cannot be written safely; please write it by hand"),
        }
    }
}

impl std::error::Error for NotWritten {}

/// Changes to one file. Each holds at once, so that a later one may build on
/// it; the text is made by [`Edits::finish`].
#[derive(Debug)]
pub struct Edits<'a> {
    pub(super) text: &'a str,
    pub(super) before: Yaml,
    pub(super) after: Yaml,
}

impl<'a> Edits<'a> {
    /// Changes to a text; an empty one is a new file.
    ///
    /// # Errors
    ///
    /// If it is not YAML, or larger than is read.
    pub fn new(text: &'a str) -> Result<Self, NotWritten> {
        // The tree counts what aliases expand to before anything expands them.
        if tree::may_have_anchor(text) {
            tree::parse(text).map_err(|_| NotWritten::Unreadable)?;
        }
        let before = read(text).ok_or(NotWritten::Unreadable)?;
        Ok(Self { text, after: before.clone(), before })
    }

    /// The ids of a list's entities, each with its index; those without one
    /// are left out.
    pub fn ids(&self, list: List) -> impl Iterator<Item = (usize, &str)> {
        let entities = self.after.get(list.key()).and_then(Yaml::as_sequence);
        entities.into_iter().flatten().enumerate().filter_map(|(index, entity)| {
            // A lifecycle is named by its product.
            let id = entity.get("id").or_else(|| entity.get("product"));
            Some((index, id?.as_str()?))
        })
    }

    /// What stands at a path now.
    pub fn get(&self, path: &Path) -> Option<Value> {
        serde_json::to_value(found(&self.after, &path.0)?).ok()
    }

    /// States what is not stated yet. A date that says more than the one that
    /// stands, such as `2027-03` where `2027` does, takes its place.
    ///
    /// # Errors
    ///
    /// If something is stated there already, or the place cannot be.
    pub fn fill(&mut self, path: &Path, value: &Value) -> Result<(), NotWritten> {
        match found(&self.after, &path.0) {
            Some(stated) if !is_blank(stated) => {
                if *stated == yaml(value)? {
                    return Err(NotWritten::Same);
                }
                if !is_refined(stated, value) {
                    return Err(NotWritten::Stated(in_words(stated)));
                }
            }
            _ => {}
        }
        self.set(path, value)
    }

    /// States a value in place of what stands there, if anything does.
    ///
    /// # Errors
    ///
    /// If the place cannot be: an item that no list has, or a key of what is
    /// no mapping.
    pub fn set(&mut self, path: &Path, value: &Value) -> Result<(), NotWritten> {
        *slot(&mut self.after, &path.0).ok_or(NotWritten::NoPlace)? = yaml(value)?;
        Ok(())
    }

    /// Puts an item behind those of a list, which may be absent yet.
    ///
    /// # Errors
    ///
    /// If something else than a list stands there.
    pub fn append(&mut self, path: &Path, item: &Value) -> Result<(), NotWritten> {
        let list = slot(&mut self.after, &path.0).ok_or(NotWritten::NoPlace)?;
        if list.is_null() {
            *list = Yaml::Sequence(Vec::new());
        }
        let items = list.as_sequence_mut().ok_or(NotWritten::NoPlace)?;
        items.push(yaml(item)?);
        Ok(())
    }

    /// Adds an entity to a list of the format.
    ///
    /// # Errors
    ///
    /// As [`Edits::append`].
    pub fn add(&mut self, list: List, entity: &Value) -> Result<(), NotWritten> {
        self.append(&Path::new().key(list.key()), entity)
    }

    /// Takes a key out of its mapping, or an item out of its list, so that
    /// later items move up.
    ///
    /// # Errors
    ///
    /// If it is not there.
    pub fn remove(&mut self, path: &Path) -> Result<(), NotWritten> {
        let (last, above) = path.0.split_last().ok_or(NotWritten::NoPlace)?;
        found(&self.after, &path.0).ok_or(NotWritten::NoPlace)?;
        let holder = slot(&mut self.after, above).ok_or(NotWritten::NoPlace)?;
        match (last, holder) {
            (Step::Key(key), Yaml::Mapping(entries)) => {
                entries.shift_remove(key.as_str());
            }
            (Step::Item(index), Yaml::Sequence(items)) => {
                items.remove(*index);
            }
            _ => return Err(NotWritten::NoPlace),
        }
        Ok(())
    }

    /// The changed text. Linear in the size of the file and of what is new.
    ///
    /// # Errors
    ///
    /// If the text would say anything else than it said before, with these
    /// changes.
    pub fn finish(self) -> Result<String, NotWritten> {
        if self.before == self.after {
            return Ok(self.text.to_owned());
        }
        let root = tree::parse(self.text).map_err(|_| NotWritten::Unreadable)?;
        let text = change::revised(self.text, root.as_ref(), &self.before, &self.after)?;
        if read(&text).as_ref() == Some(&self.after) { Ok(text) } else { Err(NotWritten::Unsafe) }
    }
}

fn read(text: &str) -> Option<Yaml> {
    if text.trim().is_empty() { Some(Yaml::Null) } else { serde_yaml::from_str(text).ok() }
}

fn yaml(value: &Value) -> Result<Yaml, NotWritten> {
    serde_yaml::to_value(value).map_err(|_| NotWritten::Unsafe)
}

/// What stands at the end of a way, if it leads anywhere.
fn found<'y>(root: &'y Yaml, steps: &[Step]) -> Option<&'y Yaml> {
    steps.iter().try_fold(root, |node, step| match step {
        Step::Key(name) => node.get(name.as_str()),
        Step::Item(index) => node.get(*index),
    })
}

/// The place at the end of a way, with the mappings that lead there made
/// where nothing stands.
fn slot<'y>(root: &'y mut Yaml, steps: &[Step]) -> Option<&'y mut Yaml> {
    steps.iter().try_fold(root, |node, step| match step {
        Step::Item(index) => node.get_mut(*index),
        Step::Key(name) => {
            if node.is_null() {
                *node = Yaml::Mapping(Mapping::new());
            }
            Some(node.as_mapping_mut()?.entry(Yaml::String(name.clone())).or_insert(Yaml::Null))
        }
    })
}

fn is_blank(stated: &Yaml) -> bool {
    stated.is_null() || stated.as_sequence().is_some_and(Vec::is_empty)
}

/// Whether a date says more than another and does not contradict it.
fn is_refined(stated: &Yaml, value: &Value) -> bool {
    let (Some(value), stated) = (value.as_str(), in_words(stated)) else { return false };
    let is_date = |text: &str| text.parse::<PartialDate>().is_ok();
    is_date(&stated)
        && is_date(value)
        && value.strip_prefix(&*stated).is_some_and(|rest| rest.starts_with('-'))
}

/// A stated scalar as text.
fn in_words(stated: &Yaml) -> String {
    match stated {
        Yaml::String(text) => text.clone(),
        Yaml::Number(number) => number.to_string(),
        Yaml::Bool(flag) => flag.to_string(),
        _ => "several things".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const FILE: &str = "\
# our systems
systems:
  - id: pas
    name: Patient administration   # the old one
    resilience:
      rto_hours: 4   # agreed in 2024
    owner: {team: apps}

  - {id: lims, name: Laboratory}
  # the last one
  - id: ris
    name: Radiology
    description: |
      Two lines
      of text.
    components:
      - product: oracle
      - {product: windows-server, version: '2019'}
";

    fn place(index: usize, field: &str) -> Path {
        Path::entity(List::Systems, index).field(field)
    }

    fn with_fact(text: &str, path: &Path, value: impl Into<Value>) -> Result<String, NotWritten> {
        let mut edits = Edits::new(text)?;
        edits.fill(path, &value.into())?;
        edits.finish()
    }

    fn added(index: usize, field: &str, value: impl Into<Value>) -> String {
        let after = with_fact(FILE, &place(index, field), value).unwrap();
        let new: Vec<&str> = after.lines().filter(|line| !FILE.lines().any(|old| old == *line)).collect();
        assert!(FILE.lines().filter(|line| !after.lines().any(|new| new == *line)).count() <= 1, "{after}");
        new.join("\n")
    }

    #[test]
    fn a_fact_joins_the_mapping_that_it_belongs_to() {
        assert_eq!(added(0, "resilience.failover", "tested"), "      failover: tested");
        assert_eq!(added(0, "criticality", "mission-critical"), "    criticality: mission-critical");
        assert_eq!(added(0, "people.supporters", 2), "    people: {supporters: 2}");
        assert_eq!(
            added(0, "owner.person_role", "Head of IT"),
            "    owner: {team: apps, person_role: Head of IT}"
        );
    }

    #[test]
    fn braces_stay_braces() {
        assert_eq!(
            added(1, "resilience.failover", "none"),
            "  - {id: lims, name: Laboratory, resilience: {failover: none}}"
        );
        assert_eq!(added(2, "components[0].version", "19c"), "        version: 19c");
    }

    #[test]
    fn what_is_stated_stays() {
        let refused = with_fact(FILE, &place(0, "resilience.rto_hours"), 8);
        assert_eq!(refused, Err(NotWritten::Stated("4".to_owned())));
        assert_eq!(with_fact(FILE, &place(9, "criticality"), "x"), Err(NotWritten::NoPlace));
        assert_eq!(with_fact(FILE, &place(0, "components[].version"), "x"), Err(NotWritten::NoPlace));
    }

    #[test]
    fn a_blank_value_is_filled() {
        let text = "systems:\n  - id: a\n    users:\n    criticality: ~\n";
        assert_eq!(
            with_fact(text, &place(0, "users"), 12).unwrap(),
            "systems:\n  - id: a\n    users: 12\n    criticality: ~\n"
        );
        assert_eq!(
            with_fact(text, &place(0, "criticality"), "administrative").unwrap(),
            "systems:\n  - id: a\n    users:\n    criticality: administrative\n"
        );
    }

    #[test]
    fn what_is_said_again_is_no_change_and_a_date_may_say_more() {
        let text = "systems:\n  - {id: a, users: 12, introduced: 2019}\n";
        assert_eq!(with_fact(text, &place(0, "users"), 12), Err(NotWritten::Same));
        let refined = with_fact(text, &place(0, "introduced"), "2019-06").unwrap();
        assert!(refined.contains("introduced: 2019-06}"), "{refined}");
        let other = with_fact(text, &place(0, "introduced"), "2020-06");
        assert_eq!(other, Err(NotWritten::Stated("2019".to_owned())));
    }

    #[test]
    fn a_key_with_nothing_below_it_takes_what_belongs_there() {
        let text = "systems:\n  - id: a\n    people:\n    name: A\n  - {id: b, people: ~}\n";
        let after = with_fact(text, &place(0, "people.supporters"), 2).unwrap();
        assert_eq!(after, text.replace("people:\n", "people: {supporters: 2}\n"));
        let after = with_fact(text, &place(1, "people.supporters"), 2).unwrap();
        assert_eq!(after, text.replace("people: ~", "people: {supporters: 2}"));
    }

    #[test]
    fn what_belongs_together_is_written_together() {
        let text = "systems:\n  - id: a   # kept\n    # what follows is not known yet\n\ndevices:\n- id: d\n";
        let mut edits = Edits::new(text).unwrap();
        edits.set(&place(0, "people.supporters"), &json!(2)).unwrap();
        edits.set(&place(0, "people.note"), &json!("yes: #1")).unwrap();
        edits.set(&place(0, "contract.ends"), &json!("2027-03-31")).unwrap();
        edits.append(&place(0, "sites"), &json!("general")).unwrap();
        edits.add(List::Devices, &json!({"name": "E", "id": "e"})).unwrap();
        edits.add(List::Teams, &json!({"id": "apps", "name": "Applications"})).unwrap();
        let after = "systems:\n  - id: a   # kept\n    # what follows is not known yet\n    sites: [general]\n    \
                     contract: {ends: 2027-03-31}\n    people: {supporters: 2, note: \"yes: #1\"}\n\ndevices:\n- id: d\n\
                     - id: e\n  name: E\n\nteams:\n  - {id: apps, name: Applications}\n";
        assert_eq!(edits.finish().unwrap(), after);
    }

    #[test]
    fn a_new_file_begins_with_what_is_added() {
        let mut edits = Edits::new("# ours\n").unwrap();
        edits.set(&Path::new().key("organisation"), &json!("riverside")).unwrap();
        edits.add(List::Systems, &json!({"id": "pas", "introduced": 2019})).unwrap();
        let after = "# ours\norganisation: riverside\n\nsystems:\n  - id: pas\n    introduced: 2019\n";
        assert_eq!(edits.finish().unwrap(), after);
    }

    #[test]
    fn a_fact_and_an_entity_are_taken_out() {
        let text = "systems:\n  - id: a\n    users: 12   # counted\n    # above\n    name: A\n\n  - id: b\n";
        let mut edits = Edits::new(text).unwrap();
        edits.remove(&place(0, "users")).unwrap();
        edits.remove(&Path::entity(List::Systems, 1)).unwrap();
        assert_eq!(edits.finish().unwrap(), "systems:\n  - id: a\n    # above\n    name: A\n\n");
        let mut edits = Edits::new(text).unwrap();
        assert_eq!(edits.remove(&place(0, "sites")), Err(NotWritten::NoPlace));
    }

    #[test]
    fn what_another_place_stands_for_is_not_changed_with_it() {
        let text = "systems:\n  - {id: a, owner: &o {team: apps}}\n  - {id: b, owner: *o}\n";
        let with = |index, team: &str| {
            let mut edits = Edits::new(text).unwrap();
            edits.set(&place(index, "owner.team"), &json!(team)).unwrap();
            edits.finish()
        };
        assert_eq!(with(0, "it"), Err(NotWritten::Unsafe));
        assert_eq!(with(1, "it").unwrap(), text.replace("*o", "{team: it}"));
    }

    #[test]
    fn entities_are_known_by_their_ids() {
        let edits = Edits::new(FILE).unwrap();
        assert_eq!(edits.ids(List::Systems).collect::<Vec<_>>(), [(0, "pas"), (1, "lims"), (2, "ris")]);
        assert_eq!(edits.get(&place(0, "resilience.rto_hours")), Some(json!(4)));
    }
}
