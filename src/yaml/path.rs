//! Which value of a file: a key or an index a step.

use crate::source::{List, Place};

/// One step down from a mapping or a list.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    /// To the value under a key.
    Key(String),
    /// To an item, from 0.
    Item(usize),
}

/// The way from the top of a file to a value.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Path(pub(super) Vec<Step>);

impl Path {
    /// The whole file.
    pub fn new() -> Self {
        Self::default()
    }

    /// An entity: an entry of a list of the format.
    pub fn entity(list: List, index: usize) -> Self {
        Self::new().key(list.key()).item(index)
    }

    /// The value under a key of what was reached.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.0.push(Step::Key(key.into()));
        self
    }

    /// An item of the list that was reached, from 0.
    #[must_use]
    pub fn item(mut self, index: usize) -> Self {
        self.0.push(Step::Item(index));
        self
    }

    /// The value at a field such as `components[0].version` below what was
    /// reached.
    #[must_use]
    pub fn field(mut self, field: &str) -> Self {
        self.0.extend(steps(field));
        self
    }
}

impl From<&Place> for Path {
    fn from(place: &Place) -> Self {
        Self::entity(place.origin.list, place.origin.index as usize).field(&place.field)
    }
}

/// The steps of a field such as `components[0].version`; `[]` is an item that
/// no list has.
pub(crate) fn steps(field: &str) -> impl Iterator<Item = Step> {
    field.split('.').filter(|part| !part.is_empty()).flat_map(|part| {
        let mut parts = part.split('[');
        let key = parts.next().filter(|name| !name.is_empty()).map(|name| Step::Key(name.to_owned()));
        let item = |index: &str| Step::Item(index.trim_end_matches(']').parse().unwrap_or(usize::MAX));
        key.into_iter().chain(parts.map(item))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_a_way_down() {
        let path = Path::entity(List::Systems, 3).field("components[0].version");
        let built = Path::new().key("systems").item(3).key("components").item(0).key("version");
        assert_eq!(path, built);
    }
}
