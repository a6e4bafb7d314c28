//! Any text as a scenario laid over a small inventory, and as a filled-in sheet.
#![no_main]

use libfuzzer_sys::fuzz_target;
use techstrata::load::{Loaded, LoadedFile, scenario};
use techstrata::source::SourceFile;

const INVENTORY: &str = "organisation: a\norganisations: [{id: a, name: A}, {id: b, name: B}]\nsystems:\n  - {id: pas, name: PAS}\n  - id: lims\n    name: Laboratory\n    resilience:\n      rto_hours: 4\ninterfaces: [{id: orders, from: pas, to: lims}]\n";

fuzz_target!(|text: &str| {
    let mut loaded = Loaded::default();
    let file = loaded.sources.add(SourceFile { path: "inventory.yaml".to_owned(), text: INVENTORY.into() });
    let inventory = serde_yaml::from_str(INVENTORY).unwrap_or_default();
    loaded.files.push(LoadedFile::new(file, inventory));
    let _ = scenario::lay(&mut loaded, "scenario.yaml", text);
    let _ = techstrata::load::sheet::read(text.as_bytes());
});
