//! Ids and references between entities.
//!
//! An id is unique per kind within its organisation; a reference is a bare id
//! or `organisation/id`. Whether it leads anywhere is not known here.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::fact::{BlankableText, MayBeBlank, TextVisitor};
use crate::text;

macro_rules! id_text {
    ($(#[$doc:meta])* $name:ident, $words:literal, $pattern:literal, $valid:expr) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Box<str>);

        impl $name {
            /// The text as written.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// Reads the text.
            ///
            /// # Errors
            ///
            /// With what was expected, if the text has not the form.
            pub fn parse(text: &str) -> Result<Self, String> {
                let valid: fn(&str) -> bool = $valid;
                if valid(text) { Ok(Self(text.into())) } else { Err(format!("`{text}` is not {}", $words)) }
            }
        }

        impl MayBeBlank for $name {
            fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
                let visitor = TextVisitor { expecting: $words, make: Self::parse };
                deserializer.deserialize_option(BlankableText(visitor))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let nothing = || D::Error::custom(concat!("expected ", $words, ", found nothing"));
                Self::read(deserializer)?.ok_or_else(nothing)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({"description": $words, "type": ["string", "integer"], "pattern": $pattern})
            }
        }
    };
}

id_text!(
    /// An id: kebab-case, unique per kind within an organisation.
    Id,
    "an id in kebab-case, such as `ward-desktops`",
    "^[a-z0-9]+(\\.[a-z0-9]+)*(-[a-z0-9]+(\\.[a-z0-9]+)*)*$",
    text::is_kebab_case
);

id_text!(
    /// A reference to an entity: `id` of the same organisation, or
    /// `organisation/id`.
    Reference,
    "an id, or `organisation/id`",
    "^([a-z0-9]+([.-][a-z0-9]+)*/)?[a-z0-9]+([.-][a-z0-9]+)*$",
    |text| match text.split_once('/') {
        None => text::is_kebab_case(text),
        Some((organisation, id)) => text::is_kebab_case(organisation) && text::is_kebab_case(id),
    }
);

impl Reference {
    /// The organisation, if one is named, and the id.
    pub fn parts(&self) -> (Option<&str>, &str) {
        match self.0.split_once('/') {
            Some((organisation, id)) => (Some(organisation), id),
            None => (None, &self.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_names_its_organisation_or_not() {
        assert_eq!(Reference::parse("pas").unwrap().parts(), (None, "pas"));
        assert_eq!(Reference::parse("riverside/pas").unwrap().parts(), (Some("riverside"), "pas"));
        for bad in ["a/b/c", "/b", "a/", "A/b"] {
            assert!(Reference::parse(bad).is_err(), "{bad}");
        }
    }
}
