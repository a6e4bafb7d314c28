//! What writer and editor promise, on values and texts of any kind.

use proptest::prelude::*;
use serde_json::{Map, Value, json};
use serde_yaml::Value as Yaml;

use super::{Edits, NotWritten, Writer, tree};
use crate::source::List;
use document::Document;

mod document;

/// Texts that some reader takes for something else, beside any text.
fn any_text() -> impl Strategy<Value = String> {
    let odd = prop::sample::select(vec![
        "",
        "no",
        "on",
        "~",
        "1e3",
        "0x1F",
        "12:30",
        "2024-05-01",
        "010",
        "7.10",
        " a",
        "a ",
        "a: b",
        "a #b",
        "- a",
        "a\nb",
        "a\nb\n",
        "a\n\n",
        "\n",
        "a\r\nb",
        "a\tb",
        " a\nb",
        "a\n b\n",
        "a \nb",
        "#",
        "'",
        "\"",
        "\\",
        "é",
        "\u{85}",
        "\u{2028}",
        "\u{feff}",
        "{a}",
        "[a]",
        "a, b",
        "?",
        "!a",
        "&a",
        "*a",
        "|",
        ">",
        "%",
        "@",
        "=",
        "<<",
    ]);
    prop_oneof![3 => odd.prop_map(str::to_owned), 1 => any::<String>(), 1 => "[a-z #:,\\-\\[\\]{}\n]{0,30}"]
}

fn any_number() -> impl Strategy<Value = Value> {
    let float = any::<f64>().prop_filter("YAML has them, JSON has not", |value| value.is_finite());
    prop_oneof![
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        float.prop_map(Value::from)
    ]
}

fn any_tree() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        any_text().prop_map(Value::from),
        any_number(),
        any::<bool>().prop_map(Value::from),
        Just(Value::Null)
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((any_text(), inner), 0..6)
                .prop_map(|pairs| Value::Object(pairs.into_iter().collect::<Map<String, Value>>()))
        ]
    })
}

fn read(text: &str) -> Yaml {
    serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// What a tree says, by the reader of YAML 1.2 that places are found with.
fn texts(node: &tree::Node, out: &mut Vec<String>) {
    match &node.value {
        tree::Value::Scalar(text) => out.push(text.clone()),
        tree::Value::List(items) => items.iter().for_each(|item| texts(item, out)),
        tree::Value::Map(entries) => entries.iter().for_each(|(key, value)| {
            texts(key, out);
            texts(value, out);
        }),
    }
}

fn texts_of(value: &Value, out: &mut Vec<String>) {
    match value {
        Value::String(text) => out.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| texts_of(item, out)),
        Value::Object(map) => map.iter().for_each(|(key, value)| {
            out.push(key.clone());
            texts_of(value, out);
        }),
        Value::Null => out.push("~".to_owned()),
        Value::Bool(flag) => out.push(flag.to_string()),
        Value::Number(number) => out.push(super::scalar::number(number)),
    }
}

proptest! {
    #[test]
    fn whatever_is_written_is_read_back(free in any_tree(), more in any_tree()) {
        let entity = json!({"id": "a", "extra": {"free": free, "more": more}});
        let mut writer = Writer::new();
        writer.entity(List::Systems, &entity);
        let text = writer.into_text();
        let expected = serde_yaml::to_value(json!({"systems": [entity]})).unwrap();
        prop_assert_eq!(read(&text), expected, "{}", text);
        let (mut written, mut meant) = (Vec::new(), Vec::new());
        texts(&tree::parse(&text).unwrap().unwrap(), &mut written);
        texts_of(&json!({"systems": [entity]}), &mut meant);
        prop_assert_eq!(written, meant, "{}", text);
    }

    #[test]
    fn a_fact_joins_a_mapping_and_every_line_stays(seed in any::<u64>(), value in any_tree()) {
        let document = Document::new(seed);
        let path = document.a_mapping(0).key("added");
        let mut edits = Edits::new(&document.text).unwrap();
        edits.set(&path, &value).unwrap();
        check_addition(&document, edits)?;
    }

    #[test]
    fn an_item_joins_a_list_and_every_line_stays(seed in any::<u64>(), value in any_tree()) {
        let document = Document::new(seed);
        let mut edits = Edits::new(&document.text).unwrap();
        if edits.append(&document.a_list(0), &value).is_ok() {
            check_addition(&document, edits)?;
        }
    }

    #[test]
    fn several_changes_hold_together(seed in any::<u64>(), values in prop::collection::vec(any_tree(), 1..6)) {
        let document = Document::new(seed);
        let mut edits = Edits::new(&document.text).unwrap();
        for (draw, value) in (0..).zip(&values) {
            // A later change may find that an earlier one took its place away.
            let path = document.a_value(draw);
            let _ = edits.set(&path, value);
            let _ = edits.append(&document.a_list(draw), value);
            let _ = edits.remove(&document.a_value(draw));
            let _ = edits.set(&document.a_mapping(draw).key("added"), value);
        }
        let expected = edits.after.clone();
        // A file of which nothing stays is written anew, not changed; and
        // blank lines behind what goes may fall to lines that are kept.
        if expected.get("k0").is_none() || document.text.contains("|+") {
            return Ok(());
        }
        if let Some(after) = finished(&document, edits) {
            prop_assert_eq!(read(&after), expected, "{}\n---\n{}", document.text, after);
        }
    }

    #[test]
    fn a_value_takes_anothers_place_and_says_nothing_else(seed in any::<u64>(), value in any_tree()) {
        let document = Document::new(seed);
        let mut edits = Edits::new(&document.text).unwrap();
        edits.set(&document.a_value(0), &value).unwrap();
        let expected = edits.after.clone();
        if let Some(after) = finished(&document, edits) {
            prop_assert_eq!(read(&after), expected, "{}\n---\n{}", document.text, after);
        }
    }

    #[test]
    fn what_was_added_is_removed_without_a_trace(seed in any::<u64>(), value in any_tree()) {
        let document = Document::new(seed);
        let path = document.a_mapping(0).key("added");
        let mut edits = Edits::new(&document.text).unwrap();
        edits.set(&path, &value).unwrap();
        let Some(text) = finished(&document, edits) else { return Ok(()) };
        let mut edits = Edits::new(&text).unwrap();
        edits.remove(&path).unwrap();
        if let Some(back) = finished(&document, edits) {
            prop_assert_eq!(read(&back), read(&document.text), "{}", text);
            if !document.text.contains('{') {
                prop_assert_eq!(back.trim_end(), document.text.trim_end(), "{}", text);
            }
        }
    }
}

/// The changed text, unless the document is one that an addition cannot leave
/// as it is: its last value is of lines and has no break at its end.
fn finished(document: &Document, edits: Edits<'_>) -> Option<String> {
    let root = tree::parse(edits.text).unwrap();
    let dbg = super::change::revised(edits.text, root.as_ref(), &edits.before, &edits.after);
    match edits.finish() {
        Ok(text) => Some(text),
        Err(NotWritten::Unsafe) if document.text.ends_with("two: x") => None,
        Err(why) => panic!("{why:?}\n{}\n>>>\n{}", document.text, dbg.unwrap_or("refused".into())),
    }
}

fn check_addition(document: &Document, edits: Edits<'_>) -> Result<(), TestCaseError> {
    let expected = edits.after.clone();
    let Some(after) = finished(document, edits) else { return Ok(()) };
    prop_assert_eq!(read(&after), expected, "{}\n---\n{}", &document.text, after);
    // A line may grow: that of braces, or of a key that had no value.
    let mut lines: Vec<&str> = after.lines().collect();
    let mut grown = 0;
    for line in document.text.lines() {
        match lines.iter().position(|other| *other == line) {
            Some(at) => drop(lines.swap_remove(at)),
            None => grown += 1,
        }
    }
    prop_assert!(grown < 2, "{} lines changed\n{}\n---\n{}", grown, &document.text, after);
    let remarks = |text: &str| text.split_whitespace().filter(|word| *word == "#").count();
    prop_assert!(remarks(&after) >= remarks(&document.text), "{}\n---\n{}", &document.text, after);
    Ok(())
}
