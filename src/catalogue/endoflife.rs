//! The file that endoflife.date publishes as `/api/v1/products/full`.
//!
//! The interface promises only additions, so unknown keys and new categories
//! are accepted. Its booleans were computed for the day of its build; they are
//! used only where a date is missing, and states are computed from the dates.

use std::sync::Arc;

use serde::Deserialize;

use super::product::{Cycle, End, Extension, Layer, Product, Source};
use crate::date::{Day, PartialDate};
use crate::model::Fact;

/// The file, as far as we read it.
#[derive(Deserialize)]
pub(super) struct Published {
    #[serde(default)]
    generated_at: Option<String>,
    result: Vec<PublishedProduct>,
}

#[derive(Deserialize)]
struct PublishedProduct {
    name: Box<str>,
    #[serde(default)]
    label: Option<Box<str>>,
    #[serde(default)]
    category: Option<Box<str>>,
    #[serde(default)]
    aliases: Vec<Box<str>>,
    #[serde(default)]
    identifiers: Vec<PublishedIdentifier>,
    #[serde(default)]
    labels: Option<PublishedLabels>,
    #[serde(default)]
    releases: Vec<PublishedRelease>,
}

#[derive(Deserialize)]
struct PublishedLabels {
    #[serde(default)]
    eoes: Option<Box<str>>,
}

#[derive(Deserialize)]
struct PublishedIdentifier {
    #[serde(default, rename = "type")]
    kind: String,
    id: Box<str>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PublishedRelease {
    name: Box<str>,
    #[serde(default)]
    label: Option<Box<str>>,
    #[serde(default)]
    codename: Option<Box<str>>,
    #[serde(default)]
    release_date: Option<String>,
    #[serde(default)]
    is_discontinued: Option<bool>,
    #[serde(default)]
    discontinued_from: Option<String>,
    #[serde(default)]
    is_eoas: Option<bool>,
    #[serde(default)]
    eoas_from: Option<String>,
    #[serde(default)]
    is_eol: Option<bool>,
    #[serde(default)]
    eol_from: Option<String>,
    #[serde(default)]
    is_eoes: Option<bool>,
    #[serde(default)]
    eoes_from: Option<String>,
}

/// Reads the file; says what is wrong with it in words.
pub(super) fn read(text: &str, file: &str) -> Result<(Vec<Product>, Option<Day>), String> {
    let published: Published = serde_json::from_str(text)
        .map_err(|error| format!("not the products/full JSON of endoflife.date: {error}"))?;
    let date = published
        .generated_at
        .as_deref()
        .and_then(|at| at.get(..10))
        .and_then(|day| day.parse::<PartialDate>().ok())
        .map(PartialDate::last_day);
    let origin: Arc<str> = match date {
        Some(day) => format!("endoflife.date snapshot {day}, {file}").into(),
        None => format!("endoflife.date, {file}").into(),
    };
    let products = published
        .result
        .into_iter()
        .map(|product| product.into_product(&origin))
        .collect::<Result<_, _>>()?;
    Ok((products, date))
}

impl PublishedProduct {
    fn into_product(self, origin: &Arc<str>) -> Result<Product, String> {
        let cycles = self
            .releases
            .into_iter()
            .map(|release| {
                let cycle = release.name.clone();
                release
                    .into_cycle(origin)
                    .map_err(|reason| format!("product `{}`, cycle `{cycle}`: {reason}", self.name))
            })
            .collect::<Result<_, _>>()?;
        Ok(Product {
            label: self.label.unwrap_or_else(|| self.name.clone()),
            vendor: Fact::Unknown,
            category: self.category.unwrap_or_default(),
            aliases: self.aliases,
            identifiers: self
                .identifiers
                .into_iter()
                .filter(|identifier| matches!(identifier.kind.as_str(), "cpe" | "purl"))
                .map(|identifier| identifier.id)
                .collect(),
            cycles,
            is_complete: true,
            extension: Extension {
                name: self.labels.and_then(|labels| labels.eoes).unwrap_or_default(),
                is_free: false,
            },
            id: self.name,
        })
    }
}

impl PublishedRelease {
    fn into_cycle(self, origin: &Arc<str>) -> Result<Cycle, String> {
        let released = match end(self.release_date.as_deref(), None)? {
            End::On(date) => Fact::Known(date),
            _ => Fact::Unknown,
        };
        Ok(Cycle {
            label: self.label.unwrap_or_else(|| self.name.clone()),
            codename: self.codename.unwrap_or_default(),
            aliases: Vec::new(),
            released,
            end_of_sale: end(self.discontinued_from.as_deref(), self.is_discontinued)?,
            end_of_active_support: end(self.eoas_from.as_deref(), self.is_eoas)?,
            end_of_support: end(self.eol_from.as_deref(), self.is_eol)?,
            // A boolean alone says nothing that can be bought until a day.
            end_of_extended_support: match end(self.eoes_from.as_deref(), self.is_eoes)? {
                End::On(date) => End::On(date),
                _ => End::Unknown,
            },
            has_free_extension: false,
            source: Source { layer: Layer::File, text: Arc::clone(origin) },
            name: self.name,
        })
    }
}

fn end(date: Option<&str>, over: Option<bool>) -> Result<End, String> {
    match (date, over) {
        (Some(text), _) => text.parse().map(End::On).map_err(|error| format!("`{text}`: {error}")),
        (None, Some(true)) => Ok(End::Ended),
        (None, Some(false)) => Ok(End::NotAnnounced),
        (None, None) => Ok(End::Unknown),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_keys_and_new_categories_are_accepted() {
        let text = r#"{"generated_at":"2026-08-22T00:00:00Z","later":1,"result":[
            {"name":"x","category":"spaceship","novel":[],"releases":[
             {"name":"1","isEol":true,"eolFrom":null,"other":{}}]}]}"#;
        let (products, date) = read(text, "f.json").unwrap();
        assert_eq!(date, Some(Day::constant(2026, 8, 22)));
        assert_eq!(products[0].cycles[0].end_of_support, End::Ended);
        assert_eq!(&*products[0].category, "spaceship");
    }

    #[test]
    fn a_bad_date_names_product_and_cycle() {
        let text = r#"{"result":[{"name":"x","releases":[{"name":"1","eolFrom":"soon"}]}]}"#;
        let reason = read(text, "f.json").unwrap_err();
        assert!(reason.starts_with("product `x`, cycle `1`: `soon`"), "{reason}");
    }
}
