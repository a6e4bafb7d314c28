//! A fact is known or unknown, and unknown is never a value.
//!
//! Every optional field of the inventory is a [`Fact`]. A missing key, an
//! empty value, `~` and an empty text all load as [`Fact::Unknown`]; no rule
//! can mistake that for zero, "none" or "fine", because the only way to the
//! value is through [`Fact::known`].

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{self, IntoDeserializer as _, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A fact of the inventory: known, or unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Fact<T> {
    /// The inventory states it.
    Known(T),
    /// The inventory does not state it.
    #[default]
    Unknown,
}

impl<T> Fact<T> {
    /// The value, if the inventory states it.
    pub fn known(&self) -> Option<&T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Unknown => None,
        }
    }

    /// Whether the inventory states it.
    pub fn is_known(&self) -> bool {
        matches!(self, Self::Known(_))
    }

    /// Whether the inventory does not state it.
    pub fn is_unknown(&self) -> bool {
        !self.is_known()
    }

    /// A fact inside this one: `system.contract.then(|c| &c.ends)`.
    pub fn then<'a, U>(&'a self, inner: impl FnOnce(&'a T) -> &'a Fact<U>) -> Option<&'a U> {
        self.known().and_then(|value| inner(value).known())
    }
}

impl<T: Copy> Fact<T> {
    /// The value by copy, if the inventory states it.
    pub fn get(&self) -> Option<T> {
        self.known().copied()
    }
}

/// A value that may be left blank where it is a fact: a missing value, `~` and
/// a blank text all say that it is not known.
pub trait MayBeBlank: Sized {
    /// Reads the value; nothing where nothing is written.
    ///
    /// # Errors
    ///
    /// If what is written is no such value.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error>
    where
        Self: Deserialize<'de>,
    {
        deserializer.deserialize_option(Blankable(PhantomData))
    }
}

impl<T: MayBeBlank> MayBeBlank for Box<T> {}

macro_rules! may_be_blank {
    ($($name:ty),* $(,)?) => { $(impl $crate::model::fact::MayBeBlank for $name {})* };
}
pub(crate) use may_be_blank;

may_be_blank!(bool, u16, u32, u64, crate::date::PartialDate, crate::money::Money, crate::money::Currency);

impl<'de, T: Deserialize<'de> + MayBeBlank> Deserialize<'de> for Fact<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(T::read(deserializer)?.map_or(Self::Unknown, Self::Known))
    }
}

/// Reads a value that must be there; a whole number may be written as `5.0`.
///
/// # Errors
///
/// If what is written is no such value, or nothing is.
pub(crate) fn stated<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    let nothing = || de::Error::custom("expected a value, found nothing");
    deserializer.deserialize_option(Blankable(PhantomData))?.ok_or_else(nothing)
}

/// Reads a list or a mapping that is empty where it is left blank.
///
/// # Errors
///
/// If what is written is no such value.
pub(crate) fn or_empty<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    Ok(deserializer.deserialize_option(Blankable(PhantomData))?.unwrap_or_default())
}

/// The whole number that a figure is.
fn whole_number(value: f64) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    (value.fract() == 0.0 && value.abs() < EXACT).then_some(value as i64)
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

/// Reads any value but a blank one.
struct Blankable<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Blankable<T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a value, or nothing")
    }

    fn visit_none<E: de::Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_unit<E: de::Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Option<T>, E> {
        T::deserialize(value.into_deserializer()).map(Some)
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Option<T>, E> {
        T::deserialize(value.into_deserializer()).map(Some)
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Option<T>, E> {
        T::deserialize(value.into_deserializer()).map(Some)
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Option<T>, E> {
        let read = T::deserialize(value.into_deserializer());
        match whole_number(value) {
            // A spreadsheet writes whole numbers as `5.0`.
            Some(whole) => read.or_else(|_: E| T::deserialize(whole.into_deserializer())).map(Some),
            None => read.map(Some),
        }
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Option<T>, E> {
        if is_blank(text) { Ok(None) } else { T::deserialize(text.into_deserializer()).map(Some) }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<Option<T>, A::Error> {
        T::deserialize(SeqAccessDeserializer::new(items)).map(Some)
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<Option<T>, A::Error> {
        T::deserialize(MapAccessDeserializer::new(entries)).map(Some)
    }
}

impl<T: Serialize> Serialize for Fact<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.known().serialize(serializer)
    }
}

impl<T: JsonSchema> JsonSchema for Fact<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Option::<T>::json_schema(generator)
    }
}

/// Free text of the inventory.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(Box<str>);

impl Text {
    const VISITOR: TextVisitor<Self> = TextVisitor { expecting: "text", make: |text| Ok(Self(text.into())) };

    /// The text as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl MayBeBlank for Text {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        deserializer.deserialize_option(BlankableText(Self::VISITOR))
    }
}

impl std::ops::Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &self.0)
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// Reads a scalar as the text that was written, so that `7.10` stays `7.10`.
pub(crate) struct TextVisitor<T> {
    /// What was expected, for the message.
    pub(crate) expecting: &'static str,
    /// Makes the value, or says why not.
    pub(crate) make: fn(&str) -> Result<T, String>,
}

impl<T> Visitor<'_> for TextVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.expecting)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        (self.make)(text).map_err(E::custom)
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<T, E> {
        self.visit_str(&value.to_string())
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<T, E> {
        self.visit_str(&value.to_string())
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<T, E> {
        self.visit_str(&value.to_string())
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<T, E> {
        self.visit_str(if value { "true" } else { "false" })
    }
}

/// Reads a scalar as the text that was written, but for a blank one.
pub(crate) struct BlankableText<T>(pub(crate) TextVisitor<T>);

impl<'de, T> Visitor<'de> for BlankableText<T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.0.expecting)
    }

    fn visit_none<E: de::Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_unit<E: de::Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        deserializer.deserialize_str(self)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Option<T>, E> {
        if is_blank(text) { Ok(None) } else { self.0.visit_str(text).map(Some) }
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Option<T>, E> {
        self.0.visit_u64(value).map(Some)
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Option<T>, E> {
        self.0.visit_i64(value).map(Some)
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Option<T>, E> {
        self.0.visit_f64(value).map(Some)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Option<T>, E> {
        self.0.visit_bool(value).map(Some)
    }
}

impl<'de> Deserialize<'de> for Text {
    /// A text that must be there is not blank.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::read(deserializer)?.ok_or_else(|| de::Error::custom("expected text, found nothing"))
    }
}

impl JsonSchema for Text {
    fn schema_name() -> Cow<'static, str> {
        "Text".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "Free text. A number is read as the text that was written.",
            "type": ["string", "number", "boolean"]
        })
    }
}

macro_rules! bounded {
    ($(#[$doc:meta])* $name:ident, $least:literal ..= $most:literal, $words:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
        pub struct $name(f64);

        impl $name {
            /// The number, within its range.
            pub fn value(self) -> f64 {
                self.0
            }

            /// The value, if `number` is within the range.
            pub fn new(number: f64) -> Option<Self> {
                ($least..=$most).contains(&number).then_some(Self(number))
            }
        }

        may_be_blank!($name);

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let number = f64::deserialize(deserializer)?;
                Self::new(number).ok_or_else(|| de::Error::custom(format!("{number} is not {}", $words)))
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_f64(self.0)
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({"description": $words, "type": "number", "minimum": $least, "maximum": $most})
            }
        }
    };
}

bounded!(
    /// A percentage as written in YAML, 0 to 100. In code and results a share
    /// of 0 to 1 is used instead.
    Percent, 0.0..=100.0, "a percentage from 0 to 100"
);
bounded!(
    /// A share of a whole, 0 to 1.
    Share, 0.0..=1.0, "a share from 0 to 1"
);
bounded!(
    /// How content people are, 1 (not at all) to 5 (very).
    Satisfaction, 1.0..=5.0, "a satisfaction from 1 to 5"
);
bounded!(
    /// How important something is, 1 (little) to 5 (most).
    Importance, 1.0..=5.0, "an importance from 1 to 5"
);
bounded!(
    /// Any number that has a size.
    Number, -1e15..=1e15, "a number"
);
bounded!(
    /// A quantity that cannot be negative: minutes, hours, messages.
    Quantity, 0.0..=1e15, "a number from 0 up"
);

impl Percent {
    /// The same as a share of 0 to 1.
    pub fn share(self) -> f64 {
        self.0 / 100.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(yaml: &str) -> Fact<Text> {
        serde_yaml::from_str(yaml).unwrap()
    }

    #[test]
    fn nothing_written_is_unknown() {
        for yaml in ["~", "", "null", "\"\"", "'  '"] {
            assert!(text(yaml).is_unknown(), "{yaml:?}");
        }
    }

    #[test]
    fn versions_keep_every_digit_as_written() {
        for (yaml, want) in
            [("7.10", "7.10"), ("2012", "2012"), ("1e3", "1e3"), ("0x10", "0x10"), ("true", "true")]
        {
            assert_eq!(text(yaml).known().map(Text::as_str), Some(want));
        }
    }

    #[test]
    fn a_bounded_number_refuses_what_lies_outside() {
        assert!(serde_yaml::from_str::<Percent>("101").is_err());
        assert!(serde_yaml::from_str::<Share>(".nan").is_err());
        assert!((serde_yaml::from_str::<Percent>("55").unwrap().share() - 0.55).abs() < 1e-12);
    }
}
