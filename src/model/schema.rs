//! The JSON Schema of an inventory file, made from the types, and a walk over
//! it: which keys a value has, in which order, and what each holds.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;
use serde_json::Value;

use super::Inventory;
use crate::source::List;

/// The schema of an inventory file.
pub fn inventory_schema() -> &'static Value {
    static SCHEMA: OnceLock<Value> = OnceLock::new();
    SCHEMA.get_or_init(|| schemars::schema_for!(Inventory).to_value())
}

/// The type of a value of the format. Where `null` or another form would do
/// too, the first form that is not `null`.
#[derive(Clone, Copy, Debug)]
pub struct Type(usize);

/// What is known of a type.
#[derive(Debug)]
struct Entry {
    name: &'static str,
    schema: &'static Value,
    /// Each key with its place in the documentation.
    keys: FxHashMap<&'static str, (usize, Option<Type>)>,
    items: Option<Type>,
}

impl Type {
    /// The type of a whole file.
    pub fn inventory() -> Self {
        Self(0)
    }

    /// The type of an entry of a list of the format.
    pub fn entry(list: List) -> Option<Self> {
        Self::inventory().property(list.key())?.items()
    }

    /// The name of its definition, such as `PartialDate`; empty where it has
    /// none.
    pub fn name(self) -> &'static str {
        self.known().name
    }

    /// Its schema, references followed.
    pub fn schema(self) -> &'static Value {
        self.known().schema
    }

    /// The place of a key of a mapping in the documentation, from 0, and the
    /// type of its value.
    pub fn key(self, key: &str) -> Option<(usize, Option<Self>)> {
        self.known().keys.get(key).copied()
    }

    /// The type of the value under a key.
    pub fn property(self, key: &str) -> Option<Self> {
        self.key(key)?.1
    }

    /// The type of an item of a list.
    pub fn items(self) -> Option<Self> {
        self.known().items
    }

    fn known(self) -> &'static Entry {
        static TYPES: OnceLock<Vec<Entry>> = OnceLock::new();
        &TYPES.get_or_init(|| {
            let mut types = Types::default();
            types.take("Inventory", inventory_schema());
            types.entries
        })[self.0]
    }
}

/// The types that were met so far; a type may hold itself.
#[derive(Default)]
struct Types {
    entries: Vec<Entry>,
    met: FxHashMap<(&'static str, *const Value), Type>,
}

impl Types {
    /// The type of a schema without a reference.
    fn take(&mut self, name: &'static str, schema: &'static Value) -> Type {
        if let Some(known) = self.met.get(&(name, &raw const *schema)) {
            return *known;
        }
        let own = Type(self.entries.len());
        self.met.insert((name, schema), own);
        self.entries.push(Entry { name, schema, keys: FxHashMap::default(), items: None });
        let mut inner = |schema| resolved(schema).map(|(name, schema)| self.take(name, schema));
        let items = schema.get("items").and_then(&mut inner);
        let properties = schema.get("properties").and_then(Value::as_object);
        let keys = properties.into_iter().flatten().enumerate();
        let keys = keys.map(|(place, (key, schema))| (key.as_str(), (place, inner(schema)))).collect();
        let entry = &mut self.entries[own.0];
        (entry.keys, entry.items) = (keys, items);
        own
    }
}

/// A schema with its references followed, and the name of the first of them.
fn resolved(schema: &'static Value) -> Option<(&'static str, &'static Value)> {
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        let name = reference.strip_prefix("#/$defs/")?;
        let (_, inner) = resolved(inventory_schema().get("$defs")?.get(name)?)?;
        return Some((name, inner));
    }
    let is_null = |branch: &&Value| branch.get("type").and_then(Value::as_str) == Some("null");
    match schema.get("anyOf").and_then(Value::as_array) {
        Some(branches) => resolved(branches.iter().find(|branch| !is_null(branch))?),
        None => Some(("", schema)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_knows_its_keys_their_order_and_what_they_hold() {
        let system = Type::entry(List::Systems).unwrap();
        assert_eq!((system.name(), system.key("id").unwrap().0), ("System", 0));
        assert!(system.key("name").unwrap().0 < system.key("contract").unwrap().0);
        let contract = system.property("contract").unwrap();
        assert_eq!(contract.property("ends").unwrap().name(), "PartialDate");
        let component = system.property("components").and_then(Type::items).unwrap();
        assert_eq!(component.name(), "Component");
        assert!(system.key("nonsense").is_none());
    }
}
