//! Any text as a scenario laid over a small inventory, and any text as a fact
//! that is written into one.
#![no_main]

use libfuzzer_sys::fuzz_target;
use techstrata::load::{Loaded, LoadedFile, edit, scenario};
use techstrata::source::{FileId, List, Origin, SourceFile};

const INVENTORY: &str = "organisation: a\norganisations: [{id: a, name: A}, {id: b, name: B}]\nsystems:\n  - {id: pas, name: PAS}\n  - id: lims\n    name: Laboratory\n    resilience:\n      rto_hours: 4\ninterfaces: [{id: orders, from: pas, to: lims}]\n";

fuzz_target!(|text: &str| {
    let mut loaded = Loaded::default();
    let file = loaded.sources.add(SourceFile { path: "inventory.yaml".to_owned(), text: INVENTORY.into() });
    let inventory = serde_yaml::from_str(INVENTORY).unwrap_or_default();
    loaded.files.push(LoadedFile::new(file, inventory));
    let _ = scenario::lay(&mut loaded, "scenario.yaml", text);
    let (field, value) = text.split_once('\n').unwrap_or((text, "1"));
    for index in 0..2 {
        let origin = Origin { file: FileId(0), list: List::Systems, index };
        // What is written reads back as itself and changes nothing else: checked inside.
        let _ = edit::with_fact(INVENTORY, &origin.field(field.to_owned()), value);
    }
    let _ = techstrata::load::sheet::read(text.as_bytes());
});
