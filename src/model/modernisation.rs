//! Modernisation options: what could be done about a system or device fleet.

use std::collections::BTreeMap;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::fact::{Fact, Quantity, Share, Text, may_be_blank, or_empty};
use super::id::{Id, Reference};
use super::vocabulary::ActionKind;
use crate::date::PartialDate;
use crate::money::Money;

/// One thing that could be done. Each may be priced.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ModernisationOption {
    /// Unique among the organisation's options.
    pub id: Id,
    /// What people call it.
    #[serde(default)]
    pub name: Fact<Text>,
    /// What is done.
    pub kind: ActionKind,
    /// One sum, or one per year of work.
    #[serde(default)]
    pub cost: Fact<Yearly<Money>>,
    /// The share of the cost that is capital, 0 to 1.
    #[serde(default)]
    pub capital_share: Fact<Share>,
    /// How many months it takes.
    #[serde(default)]
    pub months: Fact<u16>,
    /// Person-days by team, in all or per year of work.
    #[serde(default, deserialize_with = "or_empty")]
    pub capacity: BTreeMap<String, Yearly<Quantity>>,
    /// What it clears: rules, products or protocols, or `all`.
    #[serde(default)]
    pub resolves: Fact<Resolves>,
    /// The shared programme that it is part of: options of one programme are
    /// paid for once.
    #[serde(default)]
    pub shared: Fact<Text>,
    /// Options that must be complete first.
    #[serde(default, deserialize_with = "or_empty")]
    pub after: Vec<Reference>,
    /// Options that it rules out.
    #[serde(default, deserialize_with = "or_empty")]
    pub excludes: Vec<Reference>,
    /// The first day that it can start.
    #[serde(default)]
    pub earliest: Fact<PartialDate>,
    /// The last day that it must have started.
    #[serde(default)]
    pub start_by: Fact<PartialDate>,
    /// Running cost saved per year once it is done.
    #[serde(default)]
    pub saves_per_year: Fact<Money>,
}

/// One figure, or one per year of work.
#[derive(Clone, Debug, PartialEq)]
pub struct Yearly<T>(Vec<T>);

impl<T> Yearly<T> {
    /// The figures, one per year of work; never empty.
    pub fn years(&self) -> &[T] {
        &self.0
    }
}

may_be_blank!(Yearly<Money>, Yearly<Quantity>, Resolves);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Yearly<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct YearlyVisitor<T>(std::marker::PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for YearlyVisitor<T> {
            type Value = Yearly<T>;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a number, or a list of numbers, one per year of work")
            }

            fn visit_u64<E: de::Error>(self, value: u64) -> Result<Yearly<T>, E> {
                T::deserialize(de::value::U64Deserializer::new(value)).map(|only| Yearly(vec![only]))
            }

            fn visit_i64<E: de::Error>(self, value: i64) -> Result<Yearly<T>, E> {
                T::deserialize(de::value::I64Deserializer::new(value)).map(|only| Yearly(vec![only]))
            }

            fn visit_f64<E: de::Error>(self, value: f64) -> Result<Yearly<T>, E> {
                T::deserialize(de::value::F64Deserializer::new(value)).map(|only| Yearly(vec![only]))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Yearly<T>, A::Error> {
                T::deserialize(de::value::MapAccessDeserializer::new(map)).map(|only| Yearly(vec![only]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Yearly<T>, A::Error> {
                let years = Vec::<T>::deserialize(de::value::SeqAccessDeserializer::new(seq))?;
                if years.is_empty() {
                    return Err(de::Error::invalid_length(0, &self));
                }
                Ok(Yearly(years))
            }
        }
        deserializer.deserialize_any(YearlyVisitor(std::marker::PhantomData))
    }
}

impl<T: Serialize> Serialize for Yearly<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_slice() {
            [only] => only.serialize(serializer),
            years => years.serialize(serializer),
        }
    }
}

impl<T: JsonSchema> JsonSchema for Yearly<T> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("Yearly{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let one = generator.subschema_for::<T>();
        json_schema!({
            "description": "One figure, or a list with one per year of work.",
            "anyOf": [one, {"type": "array", "minItems": 1, "items": one}]
        })
    }
}

/// What an option clears.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolves {
    /// Every finding of its subject.
    All,
    /// Findings of these rules, products or protocols.
    These(Vec<Text>),
}

impl<'de> Deserialize<'de> for Resolves {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ResolvesVisitor;
        impl<'de> Visitor<'de> for ResolvesVisitor {
            type Value = Resolves;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("`all`, or a list of rules, products or protocols")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Resolves, E> {
                if text == "all" {
                    Ok(Resolves::All)
                } else {
                    Err(E::custom(format!("`{text}` is not `all`; write a list: [{text}]")))
                }
            }

            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Resolves, A::Error> {
                Vec::deserialize(de::value::SeqAccessDeserializer::new(seq)).map(Resolves::These)
            }
        }
        deserializer.deserialize_any(ResolvesVisitor)
    }
}

impl Serialize for Resolves {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::All => serializer.serialize_str("all"),
            Self::These(tokens) => tokens.serialize(serializer),
        }
    }
}

impl JsonSchema for Resolves {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Resolves".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "`all`, or a list of rules, products or protocols.",
            "anyOf": [{"const": "all"}, {"type": "array", "items": {"type": "string"}}]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cost_is_one_sum_or_one_per_year() {
        let one: Yearly<Money> = serde_yaml::from_str("85000").unwrap();
        assert_eq!(one.years(), [Money::from_major(85_000.0)]);
        let two: Yearly<Money> = serde_yaml::from_str("[60000, {amount: 40000, currency: GBP}]").unwrap();
        assert_eq!(two.years().len(), 2);
        assert!(serde_yaml::from_str::<Yearly<Money>>("[]").is_err());
    }

    #[test]
    fn resolves_is_all_or_a_list() {
        assert_eq!(serde_yaml::from_str::<Resolves>("all").unwrap(), Resolves::All);
        assert!(serde_yaml::from_str::<Resolves>("windows-server").is_err());
    }
}
