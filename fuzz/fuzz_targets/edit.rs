//! Any text as a file that facts are written into: a field, a value and the
//! file, each on lines of its own.
#![no_main]

use libfuzzer_sys::fuzz_target;
use serde_json::{Value, json};
use techstrata::source::List;
use techstrata::yaml::{Edits, Path};

fuzz_target!(|text: &str| {
    let mut lines = text.splitn(3, '\n');
    let (field, value) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    let Ok(mut edits) = Edits::new(lines.next().unwrap_or_default()) else { return };
    let value: Value = serde_json::from_str(value).unwrap_or_else(|_| json!(value));
    let path = Path::entity(List::Systems, 0).field(field);
    let _ = edits.fill(&path, &value);
    let _ = edits.append(&path, &value);
    let _ = edits.add(List::Systems, &json!({"id": "new", "name": value}));
    let _ = edits.remove(&Path::entity(List::Systems, 0).key("name"));
    // What is written reads back as meant: checked inside.
    let _ = edits.finish();
});
