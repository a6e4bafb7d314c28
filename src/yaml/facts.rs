//! Plain data, fact by fact.

use serde_json::{Map, Value};

/// The facts of an entity, or of a part of one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts(Map<String, Value>);

impl Facts {
    /// No fact yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// With a fact.
    #[must_use]
    pub fn and(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.set(key, value);
        self
    }

    /// With a fact, if it is known.
    #[must_use]
    pub fn maybe(self, key: &str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.and(key, value),
            None => self,
        }
    }

    /// States a fact.
    pub fn set(&mut self, key: &str, value: impl Into<Value>) {
        self.0.insert(key.to_owned(), value.into());
    }

    /// States what a list holds; nothing where it is empty.
    pub fn list(&mut self, key: &str, items: impl IntoIterator<Item = impl Into<Value>>) {
        let items: Vec<Value> = items.into_iter().map(Into::into).collect();
        if !items.is_empty() {
            self.set(key, items);
        }
    }
}

impl From<Facts> for Value {
    fn from(facts: Facts) -> Self {
        Self::Object(facts.0)
    }
}
