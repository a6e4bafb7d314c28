//! The files of the inventory that an import makes.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::collect::Collected;
use super::make::DraftInventory;
use super::product::Products;
use super::report::ImportReport;
use super::{MadeFile, Request};
use crate::source::List;
use crate::text;
use crate::yaml::Writer;

/// Every file: the organisation with its sites and teams, systems, devices,
/// interfaces, the machines of each fleet, the software that was found, and
/// the report.
pub(super) fn files(
    draft: &DraftInventory,
    collected: &Collected,
    products: &Products<'_>,
    report: &ImportReport,
    request: Request<'_>,
) -> Vec<MadeFile> {
    let head = head(collected, request);
    let mut files = Vec::new();
    files.extend(organisation(draft, &head, request));
    let lists = [
        (List::Systems, &draft.systems),
        (List::Devices, &draft.devices),
        (List::Interfaces, &draft.interfaces),
    ];
    for (list, entities) in lists.into_iter().filter(|(_, entities)| !entities.is_empty()) {
        let path = format!("{}.yaml", list.key());
        files.push(MadeFile { path, text: file(&head, &[(list, entities)]) });
    }
    for members in &draft.members {
        let mut headings: Vec<&str> =
            super::make::MEMBER_FIELDS.iter().map(|(heading, _)| *heading).collect();
        headings.extend(["key", "source"]);
        let rows = members.rows.iter().map(|row| {
            headings.iter().map(|heading| row.cells.get(heading).cloned().unwrap_or_default()).collect()
        });
        let path = format!("devices/{}.csv", members.fleet);
        files.push(MadeFile { path, text: csv(&headings, rows.collect()) });
    }
    files.extend(software(collected, products));
    files.extend(retired(collected));
    let report = serde_json::to_string_pretty(report).unwrap_or_default();
    files.push(MadeFile { path: "import-report.json".into(), text: report + "\n" });
    files
}

/// The comments with which each file begins: its sources.
fn head(collected: &Collected, request: Request<'_>) -> Vec<String> {
    let mut lines =
        vec![format!("Imported by techstrata on {}. Change what is wrong: it is yours.", request.day)];
    lines.push("sources:".to_owned());
    for table in &collected.tables {
        let sheet = table.understood.sheet_name.as_ref().map_or(String::new(), |sheet| format!(", {sheet}"));
        let rows = text::grouped(table.understood.rows);
        lines.push(format!("  {}{sheet}: {rows} rows of {}", table.file, table.understood.kind));
    }
    lines
}

/// What holds all the rest; nothing where no source says anything of it.
fn organisation(draft: &DraftInventory, head: &[String], request: Request<'_>) -> Option<MadeFile> {
    let named = request.organisation.map(|name| {
        let id = text::to_kebab_case(name);
        let id = if id.is_empty() { "organisation" } else { &id };
        Map::from_iter([("id".to_owned(), json!(id)), ("name".to_owned(), json!(name))])
    });
    let lists = [
        (List::Organisations, named.as_slice()),
        (List::Sites, &draft.sites),
        (List::Teams, &draft.teams),
        (List::Capabilities, &draft.capabilities),
        (List::DataEntities, &draft.data_entities),
    ];
    let says_something = lists.iter().any(|(_, entities)| !entities.is_empty());
    says_something.then(|| MadeFile { path: "organisation.yaml".into(), text: file(head, &lists) })
}

/// The text of a file: its head, then lists of entities.
fn file(head: &[String], lists: &[(List, &[Map<String, Value>])]) -> String {
    let mut writer = Writer::new();
    for line in head {
        writer.comment(line);
    }
    for (list, entities) in lists {
        for entity in *entities {
            writer.entity(*list, &Value::Object(entity.clone()));
        }
    }
    writer.into_text()
}

/// Every product and version of the software lists, with the number of
/// machines: what some machines of a fleet have is no fact of the fleet.
fn software(collected: &Collected, products: &Products<'_>) -> Option<MadeFile> {
    let mut machines: BTreeMap<u32, u64> = BTreeMap::new();
    for (_, item) in &collected.software.pairs {
        *machines.entry(*item).or_default() += 1;
    }
    let mut rows: Vec<Vec<String>> = machines
        .into_iter()
        .filter_map(|(item, count)| {
            let installed = collected.software.installed.get(item as usize)?;
            let vendor = Some(installed.vendor.as_str()).filter(|text| !text.is_empty());
            let version = Some(installed.version.as_str()).filter(|text| !text.is_empty());
            let release = products.release(vendor, &installed.product, version);
            Some(vec![
                installed.product.clone(),
                installed.version.clone(),
                installed.vendor.clone(),
                count.to_string(),
                release.product.unwrap_or_default(),
                release.cycle.unwrap_or_default(),
            ])
        })
        .collect();
    rows.sort();
    let headings = ["product", "version", "vendor", "machines", "known_product", "known_release"];
    (!rows.is_empty()).then(|| MadeFile { path: "software.csv".into(), text: csv(&headings, rows) })
}

/// The devices that are no longer in use.
fn retired(collected: &Collected) -> Option<MadeFile> {
    let mut headings: Vec<&str> = super::make::MEMBER_FIELDS.iter().map(|(heading, _)| *heading).collect();
    headings.push("source");
    let rows: Vec<Vec<String>> = collected
        .retired
        .iter()
        .map(|record| {
            let cell = |field| record.get(field).unwrap_or("").to_owned();
            let mut row: Vec<String> =
                super::make::MEMBER_FIELDS.iter().map(|(_, field)| cell(*field)).collect();
            row.push(collected.words(record.place));
            row
        })
        .collect();
    (!rows.is_empty()).then(|| MadeFile { path: "devices/retired.csv".into(), text: csv(&headings, rows) })
}

fn csv(headings: &[&str], rows: Vec<Vec<String>>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory cannot fail.
    let _ = writer.write_record(headings);
    for row in rows {
        let _ = writer.write_record(row.iter().map(|cell| harmless(cell)));
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// Text that a spreadsheet would take for a formula stands behind an
/// apostrophe.
fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}
