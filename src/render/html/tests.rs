//! The report as a whole: safe, linked, the same every time.

use std::collections::BTreeMap;

use super::*;
use crate::render::sample;
use crate::settings::Section;

fn page() -> String {
    render(&sample::report()).unwrap()
}

/// The values of an attribute, wherever it stands in a tag.
fn attributes<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let opening = format!(" {name}=\"");
    html.match_indices(&opening)
        .map(|(at, _)| {
            let rest = &html[at + opening.len()..];
            &rest[..rest.find('"').unwrap()]
        })
        .collect()
}

/// The page without style and script.
fn markup(html: &str) -> String {
    let mut out = html.to_owned();
    for tag in ["style", "script"] {
        while let Some(start) = out.find(&format!("<{tag}>")) {
            let end = out.find(&format!("</{tag}>")).unwrap() + tag.len() + 3;
            out.replace_range(start..end, "");
        }
    }
    out
}

fn between<'a>(html: &'a str, start: &str, end: &str) -> &'a str {
    let from = html.find(start).unwrap() + start.len();
    &html[from..from + html[from..].find(end).unwrap()]
}

#[test]
fn equal_reports_give_equal_bytes() {
    assert_eq!(page(), page());
}

/// Writes the sample where a person can look at it: set `TECHSTRATA_SAMPLE`.
#[test]
fn the_sample_can_be_written_to_look_at() {
    if let Ok(path) = std::env::var("TECHSTRATA_SAMPLE") {
        crate::render::write::write(std::path::Path::new(&path), page().as_bytes()).unwrap();
    }
}

#[test]
fn the_policy_comes_first_and_names_what_stands_in_the_file() {
    let html = page();
    let head = &html[..html.find("<title>").unwrap()];
    assert!(head.contains("default-src 'none'"));
    for tag in ["style", "script"] {
        let content = between(&html, &format!("<{tag}>"), &format!("</{tag}>"));
        assert!(head.contains(&format!("{tag}-src '{}'", policy_hash(content))), "{tag}");
    }
}

#[test]
fn the_hash_of_nothing_is_the_one_that_everybody_knows() {
    assert_eq!(policy_hash(""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
}

#[test]
fn nothing_is_styled_or_run_or_loaded_from_elsewhere() {
    let html = markup(&page());
    for forbidden in
        [" style=", "http:", "https:", "url(http", "javascript:", "data:", "<img", "<link", "<iframe"]
    {
        assert!(!html.contains(forbidden), "{forbidden}");
    }
    for tag in html.split('<').skip(1) {
        let tag = &tag[..tag.find('>').unwrap_or(tag.len())];
        assert!(!tag.split_whitespace().any(|part| part.starts_with("on") && part.contains('=')), "{tag}");
    }
}

/// Ids that stand twice, links and labels that lead nowhere.
fn broken(page: &str) -> Vec<String> {
    let html = markup(page);
    let mut ids = BTreeMap::new();
    for id in attributes(&html, "id") {
        *ids.entry(id).or_insert(0) += 1;
    }
    let twice = ids.iter().filter(|(_, count)| **count > 1).map(|(id, _)| format!("{id} stands twice"));
    let links = attributes(&html, "href").into_iter().map(|href| href.trim_start_matches('#'));
    let views = attributes(&html, "data-view").into_iter().filter_map(|view| view.split('?').next());
    let labels = attributes(&html, "aria-labelledby").into_iter().flat_map(|label| label.split(' '));
    let dead = links.chain(views).chain(labels).filter(|id| !ids.contains_key(id));
    twice.chain(dead.map(|id| format!("{id} is nowhere"))).collect()
}

#[test]
fn ids_are_unique_and_links_lead_somewhere() {
    assert_eq!(broken(&page()), [] as [String; 0]);
}

#[test]
fn a_section_can_be_left_out_and_its_links_go_with_it() {
    for section in Section::ALL {
        let mut report = sample::report();
        report.shown.retain(|shown| *shown != section.word());
        report.left_out = Some(format!("Left out by the settings: {}.", section.title()));
        let without = render(&report).unwrap();
        assert_eq!(broken(&without), [] as [String; 0], "without {}", section.word());
        assert!(!without.contains(&format!("<section id=\"{}\"", section.word())));
        assert!(without.contains(&format!("Left out by the settings: {}.", section.title())));
        report.shown = vec![section.word()];
        let alone = render(&report).unwrap();
        assert_eq!(broken(&alone), [] as [String; 0], "{} alone", section.word());
        assert!(alone.matches("<section ").count() <= 1, "{} alone", section.word());
    }
}

#[test]
fn headings_skip_no_level_and_there_is_one_h1() {
    let html = markup(&page());
    let levels: Vec<u8> = html
        .match_indices("<h")
        .filter_map(|(at, _)| html.as_bytes()[at + 2].checked_sub(b'0'))
        .filter(|level| (1..=6).contains(level))
        .collect();
    assert_eq!(html.matches("<h1").count(), 1);
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
}

#[test]
fn every_table_has_a_caption_and_scoped_headings() {
    let html = markup(&page());
    let tables: Vec<_> = html.split("<table").skip(1).collect();
    assert!(!tables.is_empty());
    for table in tables {
        let table = &table[..table.find("</table>").unwrap()];
        assert!(table.contains("<caption"), "{table}");
        assert!(!table.contains("<th>"), "{table}");
    }
}

const HOSTILE: [&str; 7] = [
    "<script>alert(1)</script>",
    "{{ inlined.style }}",
    "</title><b>",
    "]]>",
    "=1+1",
    "a\u{202E}b",
    "\" onload=\"x",
];

/// The sample with every text replaced, through its serialised form.
fn poisoned(value: serde_json::Value, poison: &str, key: &str) -> serde_json::Value {
    use serde_json::Value;
    const KEPT: [&str; 18] = [
        "id",
        "to",
        "tone",
        "kind",
        "bar",
        "wide",
        "narrow",
        "drawing",
        "shade",
        "severity",
        "removed_bar",
        "number",
        "as_at_iso",
        "input_hash",
        "size",
        // Its own escaping is tested where it is made.
        "what_if",
        "packed",
        "opened",
    ];
    match value {
        Value::String(_) if !KEPT.contains(&key) => Value::String(poison.to_owned()),
        Value::Array(items) if key == "shown" => Value::Array(items),
        Value::Array(items) => items.into_iter().map(|item| poisoned(item, poison, key)).collect(),
        Value::Object(fields) => fields
            .into_iter()
            .map(|(key, value)| {
                let value = poisoned(value, poison, &key);
                (key, value)
            })
            .collect(),
        other => other,
    }
}

#[test]
fn hostile_text_comes_out_as_text_in_every_field() {
    let report = sample::report();
    for poison in HOSTILE {
        let value = poisoned(serde_json::to_value(&report).unwrap(), poison, "");
        let mut header = report.header.clone();
        header.estate = poison.to_owned();
        header.marking.as_mut().unwrap().text = poison.to_owned();
        let style = format!("{}{}", compact(STYLE), own_style(&header));
        let mut context = Context::from_serialize(&value).unwrap();
        context.insert(
            "inlined",
            &Inlined {
                style: &style,
                script: script::script(),
                style_hash: policy_hash(&style),
                script_hash: policy_hash(script::script()),
                logo: "",
                has_image: false,
            },
        );
        let html = engine(&[]).unwrap().render("report", &context).unwrap();
        assert_eq!(html.matches("<script").count(), 1, "{poison}");
        assert_eq!(html.matches("</script").count(), 1, "{poison}");
        let head = between(&html, "<head>", "</head>");
        assert_eq!(head.matches("</title>").count(), 1, "{poison}");
        assert_eq!(html.matches("<style").count(), 1, "{poison}");
        assert!(!html.contains('\u{202E}'), "{poison}");
        let shown = escaped(poison);
        assert!(html.matches(shown.as_str()).count() > 100, "{poison} must be seen as it was written");
        assert!(attributes(&markup(&html), "onload").is_empty(), "{poison}");
    }
}

#[test]
fn a_marking_cannot_end_the_style() {
    let css = css_string("\"}</style><script>\\");
    assert!(!css[1..css.len() - 1].contains(['"', '<', '>', '}', '/']), "{css}");
    assert_eq!(css_string("OFFICIAL-SENSITIVE"), "\"OFFICIAL-SENSITIVE\"");
    // A code of six digits ends there, so that a following digit stays a digit.
    assert_eq!(css_string("<1"), "\"\\00003c1\"");
}

#[test]
fn the_style_keeps_its_budget() {
    let style = compact(STYLE);
    assert!(style.len() < 20_000, "{}", style.len());
    assert!(!style.contains("/*") && !style.contains('\n') && style.ends_with('}'));
}

#[test]
fn a_report_without_anything_says_so_in_sentences() {
    let mut report = sample::report();
    report.plan = None;
    report.time = None;
    report.header.marking = None;
    report.board.curve = None;
    report.board.decisions.rows.clear();
    report.lifecycle.rows.clear();
    report.integration.blast = None;
    report.integration.matrix = None;
    report.findings.details.clear();
    report.findings.register = None;
    report.register.systems = None;
    let html = render(&report).unwrap();
    assert!(!html.contains("<li><a href=\"#plan\"") && !html.contains("<li><a href=\"#time\""));
    assert!(!html.contains("<table class=\"life"));
}
