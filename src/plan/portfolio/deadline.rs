//! Years by which actions must have started, in the forms that are read, and
//! maps in which a key may stand only once.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;
use std::marker::PhantomData;

use schemars::JsonSchema;
use serde::Serialize;
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// Years by which actions must have started.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Deadlines {
    /// One row each.
    Rows(Vec<Deadline>),
    /// Years by id.
    ById(BTreeMap<String, usize>),
}

impl Default for Deadlines {
    fn default() -> Self {
        Self::Rows(Vec::new())
    }
}

/// The year by which an action must have started.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Deadline {
    /// `[id, year]`.
    Pair(String, usize),
    /// `{action: id, year: year}`.
    Named {
        /// The action.
        #[serde(alias = "id")]
        action: String,
        /// The year.
        #[serde(alias = "by", alias = "start_by")]
        year: usize,
    },
    /// `{id: year}`.
    Map(BTreeMap<String, usize>),
}

impl Deadlines {
    /// Where each stands, the action and the year.
    pub(super) fn all(&self) -> Vec<(String, &str, usize)> {
        let whole = || "must_start_by".to_owned();
        match self {
            Self::ById(years) => years.iter().map(|(id, year)| (whole(), id.as_str(), *year)).collect(),
            Self::Rows(rows) => rows
                .iter()
                .enumerate()
                .flat_map(|(number, row)| {
                    let place = format!("must_start_by[{number}]");
                    match row {
                        Deadline::Pair(id, year) | Deadline::Named { action: id, year } => {
                            vec![(place, id.as_str(), *year)]
                        }
                        Deadline::Map(years) => {
                            years.iter().map(|(id, year)| (place.clone(), id.as_str(), *year)).collect()
                        }
                    }
                })
                .collect(),
        }
    }
}

const FORMS: &str = "`[id, year]`, `{\"action\": id, \"year\": year}` or `{id: year}`";

impl<'de> Deserialize<'de> for Deadlines {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OfDeadlines;
        impl<'de> Visitor<'de> for OfDeadlines {
            type Value = Deadlines;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "a list of {FORMS}, or an object of years by id")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<Deadlines, A::Error> {
                let mut all = Vec::new();
                while let Some(row) = rows.next_element()? {
                    all.push(row);
                }
                Ok(Deadlines::Rows(all))
            }

            fn visit_map<A: MapAccess<'de>>(self, years: A) -> Result<Deadlines, A::Error> {
                OfMap(PhantomData).visit_map(years).map(Deadlines::ById)
            }
        }
        deserializer.deserialize_any(OfDeadlines)
    }
}

impl<'de> Deserialize<'de> for Deadline {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OfDeadline;
        impl<'de> Visitor<'de> for OfDeadline {
            type Value = Deadline;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(FORMS)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut row: A) -> Result<Deadline, A::Error> {
                let wrong = || de::Error::custom(format!("a deadline is {FORMS}"));
                let id = row.next_element()?.ok_or_else(wrong)?;
                let year = row.next_element()?.ok_or_else(wrong)?;
                match row.next_element::<de::IgnoredAny>()? {
                    None => Ok(Deadline::Pair(id, year)),
                    Some(_) => Err(wrong()),
                }
            }

            fn visit_map<A: MapAccess<'de>>(self, row: A) -> Result<Deadline, A::Error> {
                named(OfMap(PhantomData).visit_map(row)?)
                    .ok_or_else(|| de::Error::custom(format!("a deadline is {FORMS}")))
            }
        }
        deserializer.deserialize_any(OfDeadline)
    }
}

/// A word or a year.
enum Part {
    Word(String),
    Year(usize),
}

impl<'de> Deserialize<'de> for Part {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OfPart;
        impl Visitor<'_> for OfPart {
            type Value = Part;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an id or a year, a whole number from 0")
            }

            fn visit_str<E: de::Error>(self, word: &str) -> Result<Part, E> {
                Ok(Part::Word(word.to_owned()))
            }

            fn visit_u64<E: de::Error>(self, year: u64) -> Result<Part, E> {
                usize::try_from(year).map(Part::Year).map_err(E::custom)
            }
        }
        deserializer.deserialize_any(OfPart)
    }
}

/// The row of an object: an action and its year, or years by id.
fn named(mut parts: BTreeMap<String, Part>) -> Option<Deadline> {
    let key = ["action", "id"].into_iter().find(|key| matches!(parts.get(*key), Some(Part::Word(_))));
    if let Some(key) = key {
        let Some(Part::Word(action)) = parts.remove(key) else { return None };
        let year = ["year", "by", "start_by"].into_iter().find_map(|key| parts.remove(key));
        return match (year, parts.is_empty()) {
            (Some(Part::Year(year)), true) => Some(Deadline::Named { action, year }),
            _ => None,
        };
    }
    let years = parts.into_iter().map(|(id, part)| match part {
        Part::Year(year) => Some((id, year)),
        Part::Word(_) => None,
    });
    years.collect::<Option<BTreeMap<String, usize>>>().map(Deadline::Map)
}

struct OfMap<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for OfMap<T> {
    type Value = BTreeMap<String, T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut rows: A) -> Result<Self::Value, A::Error> {
        let mut all = BTreeMap::new();
        while let Some(key) = rows.next_key::<String>()? {
            match all.entry(key) {
                Entry::Occupied(entry) => {
                    return Err(de::Error::custom(format!("`{}` stands here twice", entry.key())));
                }
                Entry::Vacant(entry) => {
                    entry.insert(rows.next_value()?);
                }
            }
        }
        Ok(all)
    }
}

/// A map that refuses a key which stands twice, of which one would be lost.
pub(super) fn each_once<'de, D, T>(deserializer: D) -> Result<BTreeMap<String, T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    deserializer.deserialize_map(OfMap(PhantomData))
}
