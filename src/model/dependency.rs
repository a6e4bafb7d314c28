//! Dependencies, written as a bare reference or with alternatives.

use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::fact::{Fact, Quantity};
use super::id::Reference;

/// What a system or device needs: one thing, or any of several.
#[derive(Clone, Debug)]
pub struct Dependency {
    /// One of these is enough. A single one is needed as such.
    pub any_of: Vec<Reference>,
    /// Hours that it manages without.
    pub tolerance_hours: Fact<Quantity>,
    /// Whether it was written as a bare reference, so that places can be named.
    pub is_bare: bool,
}

impl<'de> Deserialize<'de> for Dependency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct DependencyVisitor;
        impl<'de> Visitor<'de> for DependencyVisitor {
            type Value = Dependency;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("an id, or `{any_of: [...], tolerance_hours: 4}`")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Dependency, E> {
                let reference = Reference::parse(text).map_err(E::custom)?;
                Ok(Dependency { any_of: vec![reference], tolerance_hours: Fact::Unknown, is_bare: true })
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Dependency, E> {
                self.visit_str(&number.to_string())
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Dependency, A::Error> {
                let mut dependency =
                    Dependency { any_of: Vec::new(), tolerance_hours: Fact::Unknown, is_bare: false };
                while let Some(key) = map.next_key::<String>()? {
                    match key.as_str() {
                        "any_of" => dependency.any_of = map.next_value()?,
                        "tolerance_hours" => dependency.tolerance_hours = map.next_value()?,
                        _ => {
                            map.next_value::<IgnoredAny>()?;
                            return Err(de::Error::unknown_field(&key, &["any_of", "tolerance_hours"]));
                        }
                    }
                }
                if dependency.any_of.is_empty() {
                    return Err(de::Error::missing_field("any_of"));
                }
                Ok(dependency)
            }
        }
        deserializer.deserialize_any(DependencyVisitor)
    }
}

impl Serialize for Dependency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        if let ([only], true) = (self.any_of.as_slice(), self.is_bare) {
            return only.serialize(serializer);
        }
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("any_of", &self.any_of)?;
        if let Some(hours) = self.tolerance_hours.known() {
            map.serialize_entry("tolerance_hours", hours)?;
        }
        map.end()
    }
}

impl JsonSchema for Dependency {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Dependency".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let reference = generator.subschema_for::<Reference>();
        json_schema!({
            "description": "What it needs: an id, or any of several, with the hours that it manages without.",
            "anyOf": [
                reference,
                {"type": "object", "required": ["any_of"], "additionalProperties": false,
                 "properties": {
                    "any_of": {"type": "array", "minItems": 1, "items": reference},
                    "tolerance_hours": {"type": ["number", "null"], "minimum": 0}
                 }}
            ]
        })
    }
}
