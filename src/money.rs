//! Money as recorded: an amount, and a currency where one is named.
//!
//! Amounts are whole minor units (pence), so that sums are exact and columns
//! add up. There are no exchange rates: an amount in another currency than the
//! estate's is an input error, found in `check`.

use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A three-letter ISO 4217 currency code.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Currency([u8; 3]);

impl Currency {
    /// Pounds sterling, the default of an estate.
    pub const GBP: Self = Self(*b"GBP");

    /// The code, such as `GBP`.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("???")
    }

    /// The sign to print before an amount: `£`, `€`, `$`, or the code itself.
    pub fn sign(&self) -> &str {
        match &self.0 {
            b"GBP" => "£",
            b"EUR" => "€",
            b"USD" => "$",
            _ => self.code(),
        }
    }

    /// An amount of major units in a sentence, to two figures or so: `£950`,
    /// `£7.5k`, `£410k`, `£1.1m`.
    pub fn rough(&self, major: f64) -> String {
        let sign = self.sign();
        match major.abs() {
            size if size < 1e3 => format!("{sign}{major:.0}"),
            size if size < 9_950.0 => format!("{sign}{:.1}k", major / 1e3),
            size if size < 999_500.0 => format!("{sign}{:.0}k", major / 1e3),
            _ => format!("{sign}{:.1}m", major / 1e6),
        }
    }

    /// Reads a code of three capital letters.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes: [u8; 3] = text.as_bytes().try_into().ok()?;
        bytes.iter().all(u8::is_ascii_uppercase).then_some(Self(bytes))
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl Currency {
    fn read<E: de::Error>(text: &str) -> Result<Self, E> {
        Self::parse(text).ok_or_else(|| E::custom(format!("`{text}` is not a currency code such as `GBP`")))
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::read(&String::deserialize(deserializer)?)
    }
}

impl JsonSchema for Currency {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Currency".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A three-letter ISO 4217 code, such as GBP.",
            "type": "string", "pattern": "^[A-Z]{3}$"
        })
    }
}

/// An amount of money, never negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Money {
    /// Minor units: pence for pounds.
    pub minor: i64,
    /// The currency if one was named; else the estate's.
    pub currency: Option<Currency>,
}

impl Money {
    /// The amount in major units (pounds).
    pub fn major(self) -> f64 {
        self.minor as f64 / 100.0
    }

    /// An amount of major units in the estate's currency, rounded to the
    /// nearest minor unit.
    pub fn from_major(amount: f64) -> Self {
        Self { minor: (amount * 100.0).round() as i64, currency: None }
    }
}

/// The largest amount that is read, in major units.
const LARGEST: f64 = 1e12;

fn amount<E: de::Error>(value: f64) -> Result<Money, E> {
    if (0.0..=LARGEST).contains(&value) {
        Ok(Money::from_major(value))
    } else {
        Err(E::custom(format!("{value} is not an amount from 0 to 1,000,000,000,000")))
    }
}

/// The currency of an amount; none where it is left blank.
fn named_currency<E: de::Error>(code: Option<String>) -> Result<Option<Currency>, E> {
    let code = code.filter(|code| !code.trim().is_empty());
    code.map(|code| Currency::read(&code)).transpose()
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct MoneyVisitor;
        impl<'de> Visitor<'de> for MoneyVisitor {
            type Value = Money;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("an amount such as `12000` or `{amount: 12000, currency: GBP}`")
            }

            fn visit_u64<E: de::Error>(self, value: u64) -> Result<Money, E> {
                amount(value as f64)
            }

            fn visit_i64<E: de::Error>(self, value: i64) -> Result<Money, E> {
                amount(value as f64)
            }

            fn visit_f64<E: de::Error>(self, value: f64) -> Result<Money, E> {
                amount(value)
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Money, A::Error> {
                let (mut value, mut currency) = (None, None);
                while let Some(key) = map.next_key::<String>()? {
                    match key.as_str() {
                        "amount" => value = Some(map.next_value::<f64>()?),
                        "currency" => currency = named_currency(map.next_value()?)?,
                        _ => return Err(de::Error::unknown_field(&key, &["amount", "currency"])),
                    }
                }
                let value = value.ok_or_else(|| de::Error::missing_field("amount"))?;
                Ok(Money { currency, ..amount(value)? })
            }
        }
        deserializer.deserialize_any(MoneyVisitor)
    }
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.major())
    }
}

impl JsonSchema for Money {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Money".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let currency = generator.subschema_for::<Currency>();
        json_schema!({
            "description": "An amount in the estate's currency, or `{amount, currency}`.",
            "anyOf": [
                {"type": "number", "minimum": 0, "maximum": 1_000_000_000_000_u64},
                {"type": "object", "required": ["amount"], "additionalProperties": false,
                 "properties": {
                    "amount": {"type": "number", "minimum": 0, "maximum": 1_000_000_000_000_u64},
                    "currency": currency
                 }}
            ]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_a_number_or_a_map() {
        let plain: Money = serde_yaml::from_str("410000").unwrap();
        assert_eq!(plain.minor, 41_000_000);
        let named: Money = serde_yaml::from_str("{amount: 24.5, currency: EUR}").unwrap();
        assert_eq!((named.minor, named.currency), (2450, Currency::parse("EUR")));
    }

    #[test]
    fn negative_and_endless_amounts_are_refused() {
        for bad in ["-1", ".inf", ".nan", "{currency: GBP}"] {
            assert!(serde_yaml::from_str::<Money>(bad).is_err(), "{bad}");
        }
    }
}
