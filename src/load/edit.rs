//! Writing one fact into an inventory file without losing a comment, a blank
//! line or the order of anything.
//!
//! The text is changed where the fact belongs and nowhere else; then both
//! texts are read again, and the change is refused unless they differ in that
//! fact alone.

use std::fmt;
use std::ops::Range;

use serde_yaml::Value as Yaml;

use super::tree::{self, Node, Value};
use crate::date::PartialDate;
use crate::source::Place;

/// Why a fact could not be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotWritten {
    /// The file states the same already.
    Same,
    /// The file states it already, so.
    Stated(String),
    /// The place does not exist, or is not a mapping.
    NoPlace,
    /// The text would not read back as meant: write it by hand.
    Unsafe,
}

impl fmt::Display for NotWritten {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Same => f.write_str("the inventory says so already"),
            Self::Stated(value) => write!(f, "the inventory already says `{value}`"),
            Self::NoPlace => f.write_str("there is no such place in the inventory"),
            Self::Unsafe => f.write_str("it cannot be written safely; please write it by hand"),
        }
    }
}

/// The text with a fact, as YAML, written at a place, such as
/// `resilience.failover` of the third system. A date that says more than the
/// one that stands, such as `2027-03` where `2027` does, takes its place.
///
/// # Errors
///
/// If it is stated already, has no place, or would change anything else.
pub fn with_fact(text: &str, place: &Place, written: &str) -> Result<String, NotWritten> {
    let root = tree::parse(text).ok().flatten().ok_or(NotWritten::NoPlace)?;
    let entity = root
        .get(place.origin.list.key())
        .and_then(|(_, list)| list.item(place.origin.index as usize))
        .ok_or(NotWritten::NoPlace)?;
    let steps: Vec<Step> = steps(&place.field).ok_or(NotWritten::NoPlace)?;
    if says(text, place, &steps, written) {
        return Err(NotWritten::Same);
    }
    let changed = insert(text, entity, &steps, written)?;
    verify(text, &changed, place, &steps, written).map(|()| changed)
}

/// Whether a text says the same there already.
fn says(text: &str, place: &Place, steps: &[Step], written: &str) -> bool {
    let (Ok(whole), Ok(value)) = (serde_yaml::from_str::<Yaml>(text), serde_yaml::from_str::<Yaml>(written))
    else {
        return false;
    };
    let entity = whole.get(place.origin.list.key()).and_then(|list| list.get(place.origin.index as usize));
    let found = steps.iter().fold(entity, |node, step| match step {
        Step::Key(name) => node?.get(name.as_str()),
        Step::Item(index) => node?.get(*index),
    });
    found == Some(&value)
}

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Key(String),
    Item(usize),
}

/// `components[0].version` as its steps; nothing if it is no path to a key.
fn steps(field: &str) -> Option<Vec<Step>> {
    let mut steps = Vec::new();
    for part in field.split('.') {
        let (name, indices) = part.split_once('[').map_or((part, ""), |(name, rest)| (name, rest));
        if name.is_empty() {
            return None;
        }
        steps.push(Step::Key(name.to_owned()));
        for index in indices.split(['[', ']']).filter(|index| !index.is_empty()) {
            steps.push(Step::Item(index.parse().ok()?));
        }
        if part.contains("[]") {
            return None;
        }
    }
    matches!(steps.last(), Some(Step::Key(_))).then_some(steps)
}

/// The value as YAML: plain where that reads back as the same, else quoted.
pub(super) fn scalar(value: &str) -> String {
    let value = value.trim();
    let is_plain = !value.is_empty()
        && value.chars().all(|letter| letter.is_alphanumeric() || "-_./+ ".contains(letter))
        && value.chars().next().is_some_and(char::is_alphanumeric);
    if is_plain { value.to_owned() } else { serde_json::Value::String(value.to_owned()).to_string() }
}

fn insert(text: &str, entity: &Node, steps: &[Step], value: &str) -> Result<String, NotWritten> {
    let mut node = entity;
    for (at, step) in steps.iter().enumerate() {
        let found = match step {
            Step::Key(name) => node.get(name),
            Step::Item(index) => Some((node, node.item(*index).ok_or(NotWritten::NoPlace)?)),
        };
        match found {
            Some((key, stated)) if at + 1 == steps.len() => {
                return replace_blank(text, key.span.end + 1, stated, value);
            }
            // `people:` with nothing below it: what is below goes into braces.
            Some((key, blank)) if blank.is_null() => {
                let inner = in_braces(&keys(&steps[at + 1..])?, value);
                return replace_blank(text, key.span.end + 1, blank, &format!("{{{inner}}}"));
            }
            Some((_, inner)) => node = inner,
            None => return add(text, node, &steps[at..], value),
        }
    }
    Err(NotWritten::NoPlace)
}

/// An empty value may be filled; a stated one may not be changed.
///
/// `behind_colon` is where the value of its key begins.
fn replace_blank(text: &str, behind_colon: usize, node: &Node, value: &str) -> Result<String, NotWritten> {
    match &node.value {
        Value::Scalar { text: stated, is_plain: true } if matches!(stated.as_str(), "" | "~" | "null") => {
            if node.span.is_empty() {
                return Ok(splice(text, behind_colon..behind_colon, &format!(" {value}")));
            }
            Ok(splice(text, node.span.clone(), value))
        }
        Value::Scalar { text: stated, is_plain: true } if is_refined(stated, value) => {
            Ok(splice(text, node.span.clone(), value))
        }
        Value::Scalar { text: stated, .. } => Err(NotWritten::Stated(stated.clone())),
        Value::List(items) if items.is_empty() => Ok(splice(text, node.span.clone(), value)),
        _ => Err(NotWritten::Stated("several things".to_owned())),
    }
}

/// Whether a date says more than another and does not contradict it.
fn is_refined(stated: &str, value: &str) -> bool {
    let is_date = |text: &str| text.parse::<PartialDate>().is_ok();
    is_date(stated) && is_date(value) && value.strip_prefix(stated).is_some_and(|rest| rest.starts_with('-'))
}

/// The keys of a path that leads through mappings alone.
fn keys(rest: &[Step]) -> Result<Vec<&str>, NotWritten> {
    let key = |step: &'_ Step| match step {
        Step::Key(_) => Ok(()),
        Step::Item(_) => Err(NotWritten::NoPlace),
    };
    rest.iter().try_for_each(key)?;
    Ok(rest
        .iter()
        .filter_map(|step| if let Step::Key(name) = step { Some(name.as_str()) } else { None })
        .collect())
}

/// Adds the rest of a path to a mapping.
fn add(text: &str, node: &Node, rest: &[Step], value: &str) -> Result<String, NotWritten> {
    let Value::Map(entries) = &node.value else { return Err(NotWritten::NoPlace) };
    let keys = keys(rest)?;
    if text[node.span.start..].starts_with('{') {
        return Ok(add_in_braces(text, entries, node, &keys, value));
    }
    let Some((first, _)) = entries.first() else { return Err(NotWritten::NoPlace) };
    let column = first.span.start - text[..first.span.start].rfind('\n').map_or(0, |at| at + 1);
    let end = last_value_end(entries).unwrap_or(first.span.end);
    let line_end = text[end..].find('\n').map_or(text.len(), |at| end + at);
    let is_crlf = text[..line_end].ends_with('\r');
    let (line_end, line_break) = if is_crlf { (line_end - 1, "\r\n") } else { (line_end, "\n") };
    let mut lines = String::new();
    for (depth, key) in keys.iter().enumerate() {
        lines.push_str(line_break);
        lines.push_str(&" ".repeat(column + 2 * depth));
        lines.push_str(key);
        lines.push(':');
    }
    lines.push(' ');
    lines.push_str(value);
    Ok(splice(text, line_end..line_end, &lines))
}

fn add_in_braces(
    text: &str,
    entries: &[(Node, std::rc::Rc<Node>)],
    node: &Node,
    keys: &[&str],
    value: &str,
) -> String {
    let inner = in_braces(keys, value);
    match last_value_end(entries) {
        Some(end) => splice(text, end..end, &format!(", {inner}")),
        None => splice(text, node.span.start + 1..node.span.start + 1, &inner),
    }
}

/// Keys one below the other, on one line.
fn in_braces(keys: &[&str], value: &str) -> String {
    let (last, above) = keys.split_last().map_or(("", keys), |(last, above)| (*last, above));
    above.iter().rev().fold(format!("{last}: {value}"), |inner, key| format!("{key}: {{{inner}}}"))
}

/// Where the last value of a mapping ends; a blank one ends with its key's
/// colon.
fn last_value_end(entries: &[(Node, std::rc::Rc<Node>)]) -> Option<usize> {
    entries.last().map(|(key, value)| value.span.end.max(key.span.end + 1))
}

fn splice(text: &str, bytes: Range<usize>, new: &str) -> String {
    let mut out = String::with_capacity(text.len() + new.len());
    out.push_str(&text[..bytes.start]);
    out.push_str(new);
    out.push_str(&text[bytes.end..]);
    out
}

/// Refuses a change that is not this fact and this fact alone.
fn verify(before: &str, after: &str, place: &Place, steps: &[Step], value: &str) -> Result<(), NotWritten> {
    let read = |text: &str| serde_yaml::from_str::<Yaml>(text).map_err(|_| NotWritten::Unsafe);
    let (mut expected, found) = (read(before)?, read(after)?);
    let value = read(value)?;
    let entity = expected
        .get_mut(place.origin.list.key())
        .and_then(|list| list.get_mut(place.origin.index as usize))
        .ok_or(NotWritten::NoPlace)?;
    set(entity, steps, value).ok_or(NotWritten::Unsafe)?;
    if expected == found { Ok(()) } else { Err(NotWritten::Unsafe) }
}

fn set(node: &mut Yaml, steps: &[Step], value: Yaml) -> Option<()> {
    let Some((step, rest)) = steps.split_first() else {
        *node = value;
        return Some(());
    };
    match step {
        Step::Item(index) => set(node.get_mut(*index)?, rest, value),
        Step::Key(name) => {
            if node.is_null() {
                *node = Yaml::Mapping(serde_yaml::Mapping::new());
            }
            let entry = node.as_mapping_mut()?.entry(Yaml::String(name.clone())).or_insert(Yaml::Null);
            set(entry, rest, value)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, List, Origin};

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

    fn place(index: u32, field: &'static str) -> Place {
        Origin { file: FileId(0), list: List::Systems, index }.field(field)
    }

    fn added(index: u32, field: &'static str, value: &str) -> String {
        let after = with_fact(FILE, &place(index, field), value).unwrap();
        let new: Vec<&str> = after.lines().filter(|line| !FILE.lines().any(|old| old == *line)).collect();
        assert!(FILE.lines().filter(|line| !after.lines().any(|new| new == *line)).count() <= 1, "{after}");
        new.join("\n")
    }

    #[test]
    fn a_fact_joins_the_mapping_that_it_belongs_to() {
        assert_eq!(added(0, "resilience.failover", "tested"), "      failover: tested");
        assert_eq!(added(0, "criticality", "mission-critical"), "    criticality: mission-critical");
        assert_eq!(added(0, "people.supporters", "2"), "    people:\n      supporters: 2");
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
        let refused = with_fact(FILE, &place(0, "resilience.rto_hours"), "8");
        assert_eq!(refused, Err(NotWritten::Stated("4".to_owned())));
        assert_eq!(with_fact(FILE, &place(9, "criticality"), "x"), Err(NotWritten::NoPlace));
        assert_eq!(with_fact(FILE, &place(0, "components[].version"), "x"), Err(NotWritten::NoPlace));
    }

    #[test]
    fn a_blank_value_is_filled() {
        let text = "systems:\n  - id: a\n    users:\n    criticality: ~\n";
        assert_eq!(
            with_fact(text, &place(0, "users"), "12").unwrap(),
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
        assert_eq!(with_fact(text, &place(0, "users"), "12"), Err(NotWritten::Same));
        let refined = with_fact(text, &place(0, "introduced"), "2019-06").unwrap();
        assert!(refined.contains("introduced: 2019-06}"), "{refined}");
        let other = with_fact(text, &place(0, "introduced"), "2020-06");
        assert_eq!(other, Err(NotWritten::Stated("2019".to_owned())));
    }

    #[test]
    fn a_key_with_nothing_below_it_takes_what_belongs_there() {
        let text = "systems:\n  - id: a\n    people:\n    name: A\n  - {id: b, people: ~}\n";
        let after = with_fact(text, &place(0, "people.supporters"), "2").unwrap();
        assert_eq!(after, text.replace("people:\n", "people: {supporters: 2}\n"));
        let after = with_fact(text, &place(1, "people.supporters"), "2").unwrap();
        assert_eq!(after, text.replace("people: ~", "people: {supporters: 2}"));
    }

    #[test]
    fn text_that_yaml_would_misread_is_quoted() {
        let text = "systems:\n  - id: a\n";
        let after = with_fact(text, &place(0, "people.note"), &scalar("yes: #1")).unwrap();
        assert_eq!(after, "systems:\n  - id: a\n    people:\n      note: \"yes: #1\"\n");
    }
}
