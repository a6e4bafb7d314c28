//! The built-in form of the public snapshot, written from the file that
//! endoflife.date publishes, and what it must answer.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::PathBuf;

use flate2::read::GzDecoder;
use serde_json::Value;
use techstrata::catalogue::{Matcher, Query};

const HEAD: &str = "# Lifecycle facts of endoflife.date, snapshot 2026-08-22 (commit a70eca33),
# Copyright 2020 endoflife.date contributors, MIT licence: see README.md in this
# folder. Written by a test: TECHSTRATA_UPDATE=1 cargo test snapshot::
# A line is a product (=) or a cycle of it; src/catalogue/compact.rs says how.
";

fn published() -> Value {
    let path =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/matching/endoflife-products-full.json.gz");
    let mut json = String::new();
    GzDecoder::new(std::fs::File::open(path).unwrap()).read_to_string(&mut json).unwrap();
    serde_json::from_str(&json).unwrap()
}

fn compact(published: &Value) -> String {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let mut out = HEAD.to_owned();
    for product in list(&published["result"]) {
        let text = |key: &str| product[key].as_str().unwrap_or("").to_owned();
        let aliases: Vec<String> =
            list(&product["aliases"]).iter().map(|alias| alias.as_str().unwrap().to_owned()).collect();
        let extension = product["labels"]["eoes"].as_str().unwrap_or("");
        let cells = [
            "=",
            &text("name"),
            &text("label"),
            &text("category"),
            &aliases.join(";"),
            &identifiers(&list(&product["identifiers"])).join(";"),
            extension,
        ];
        out.push_str(&line(&cells));
        for release in list(&product["releases"]) {
            out.push_str(&cycle(&release));
        }
    }
    out
}

/// CPE prefixes and package URLs; of the two forms of one CPE the newer.
fn identifiers(all: &[Value]) -> Vec<String> {
    let mut kept: BTreeMap<String, String> = BTreeMap::new();
    for one in all {
        let (kind, id) = (one["type"].as_str().unwrap_or(""), one["id"].as_str().unwrap_or(""));
        let key = match kind {
            "cpe" => id.trim_start_matches("cpe:2.3:").trim_start_matches("cpe:/").to_owned(),
            "purl" => id.to_owned(),
            _ => continue,
        };
        let best = kept.entry(key).or_insert_with(|| id.to_owned());
        if id.starts_with("cpe:2.3") {
            id.clone_into(best);
        }
    }
    kept.into_values().collect()
}

fn cycle(release: &Value) -> String {
    let text = |key: &str| release[key].as_str().unwrap_or("").to_owned();
    let (name, label) = (text("name"), text("label"));
    let end = |date: &str, flag: &str| match (release[date].as_str(), release[flag].as_bool()) {
        (Some(date), _) => date.to_owned(),
        (None, Some(true)) => "!".to_owned(),
        (None, Some(false)) => "~".to_owned(),
        (None, None) => String::new(),
    };
    line(&[
        &name,
        if label == name { "" } else { &label },
        &text("codename"),
        &text("releaseDate"),
        &end("discontinuedFrom", "isDiscontinued"),
        &end("eoasFrom", "isEoas"),
        &end("eolFrom", "isEol"),
        // A boolean alone says nothing that can be bought until a day.
        release["eoesFrom"].as_str().unwrap_or(""),
    ])
}

fn line(cells: &[&str]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| cell.replace(['\t', '\n'], " ")).collect();
    cells.join("\t").trim_end_matches('\t').to_owned() + "\n"
}

#[test]
fn the_built_in_snapshot_is_the_published_one() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/catalogue/data/endoflife.txt");
    let fresh = compact(&published());
    if std::env::var_os("TECHSTRATA_UPDATE").is_some() {
        techstrata::render::write::write(&path, fresh.as_bytes()).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap();
    assert!(kept == fresh, "stale: TECHSTRATA_UPDATE=1 cargo test snapshot::");
}

/// Products that no name of the snapshot may leave out: each by its id, its
/// label and its aliases, with nothing but what is built in.
#[test]
fn nearly_every_product_is_found_by_id_label_and_alias() {
    let matcher = Matcher::new(&crate::estates::BUILT_IN);
    let whole: Vec<_> =
        crate::estates::BUILT_IN.products().iter().filter(|product| product.is_complete).collect();
    assert!(whole.len() >= 464, "{} products", whole.len());
    let is_found = |name: &str, id: &str| {
        let found = matcher.find(Query { product: name, ..Query::default() });
        found.product.is_some_and(|product| *product.id == *id)
    };
    let lost: Vec<String> = whole
        .iter()
        .flat_map(|product| {
            let names = [&product.id, &product.label].into_iter().chain(&product.aliases);
            names.filter(|name| !is_found(name, &product.id)).map(|name| format!("{}: {name}", product.id))
        })
        .collect();
    let products: std::collections::BTreeSet<&str> =
        lost.iter().filter_map(|name| name.split(':').next()).collect();
    assert!(products.len() * 100 <= whole.len() * 5, "not found: {lost:#?}");
}
