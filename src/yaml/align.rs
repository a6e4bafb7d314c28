//! Which item of a list became which.

use rustc_hash::FxHashSet;
use serde_yaml::Value as Yaml;

/// How an item of a list becomes one of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Aligned {
    /// The old item, which the new one takes the place of.
    Kept(usize, usize),
    /// The old item, gone.
    Removed(usize),
    /// The new item, before the old one of that index.
    Added(usize, usize),
}

/// The old items against the new ones, each new one once and in order. Items
/// are the same by their id, without one by what they say; where as many are
/// new as were old, by their place.
pub(super) fn aligned(old: &[Yaml], new: &[Yaml]) -> Vec<Aligned> {
    if old.len() == new.len() {
        return (0..old.len()).map(|at| Aligned::Kept(at, at)).collect();
    }
    let same = old.iter().zip(new).take_while(|(old, new)| mark(old) == mark(new)).count();
    let still: FxHashSet<&Yaml> = new[same..].iter().map(mark).collect();
    let mut steps: Vec<Aligned> = (0..same).map(|at| Aligned::Kept(at, at)).collect();
    let (mut at, mut to) = (same, same);
    while at < old.len() || to < new.len() {
        let is_same = at < old.len() && to < new.len() && mark(&old[at]) == mark(&new[to]);
        if is_same {
            steps.push(Aligned::Kept(at, to));
            (at, to) = (at + 1, to + 1);
        } else if at < old.len() && (to == new.len() || !still.contains(mark(&old[at]))) {
            steps.push(Aligned::Removed(at));
            at += 1;
        } else {
            steps.push(Aligned::Added(at, to));
            to += 1;
        }
    }
    steps
}

/// What an item is known by.
fn mark(item: &Yaml) -> &Yaml {
    item.get("id").unwrap_or(item)
}

#[cfg(test)]
mod tests {
    use super::Aligned::{Added, Kept, Removed};
    use super::*;

    fn steps(old: &str, new: &str) -> Vec<Aligned> {
        let list = |text: &str| -> Vec<Yaml> { serde_yaml::from_str(text).unwrap() };
        aligned(&list(old), &list(new))
    }

    #[test]
    fn an_item_is_known_by_its_id_or_by_what_it_says() {
        assert_eq!(steps("[a, b, c]", "[a, c]"), [Kept(0, 0), Removed(1), Kept(2, 1)]);
        assert_eq!(steps("[a]", "[x, a, b]"), [Added(0, 0), Kept(0, 1), Added(1, 2)]);
        assert_eq!(
            steps("[{id: a, n: 1}, {id: b}, {id: c}]", "[{id: a, n: 2}, {id: c}]"),
            [Kept(0, 0), Removed(1), Kept(2, 1)]
        );
    }

    #[test]
    fn as_many_items_keep_their_places() {
        assert_eq!(steps("[a, b]", "[c, b]"), [Kept(0, 0), Kept(1, 1)]);
    }
}
