//! Settings are held to as much as inventories: everything that is wrong is
//! said at once, at its line and column, and what is switched off is never
//! taken for judged.

use std::fs;

use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;
use techstrata::assess::{Assessment, assess, settle};
use techstrata::check;
use techstrata::date::Day;
use techstrata::files::Files;
use techstrata::load::{SettingsFrom, load};
use techstrata::method::range::of_parameter;
use techstrata::method::{Criterion, Range, Scale, Threshold, scale, weighing};
use techstrata::random::Random;
use techstrata::render::document::results::results;
use techstrata::render::format::{self, Format};
use techstrata::render::html;
use techstrata::render::view::{self, Companions};
use techstrata::settings::{Settings, SettingsFile};
use techstrata::source::Sources;

use crate::estates::{BUILT_IN, written};

const ESTATE: &str = "systems: [{id: pas, name: PAS}, {id: lims, name: Laboratory}]\n";

/// `line:column code: message` of all that `check` says of settings.
fn said(settings: &str) -> Vec<String> {
    let folder = written(ESTATE, settings);
    let mut call = Command::cargo_bin("techstrata").unwrap();
    let run = call.args(["check", "--format", "json"]).arg(folder.path()).output().unwrap();
    let found: Value = serde_json::from_slice(&run.stdout).unwrap();
    let list = found.as_array().or_else(|| found["diagnostics"].as_array()).unwrap();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let lines = list.iter().map(|one| {
        assert_eq!(one["file"], "techstrata.yaml", "{one}");
        format!("{}:{} {}: {}", one["line"], one["column"], text(&one["code"]), text(&one["message"]))
    });
    let lines: Vec<String> = lines.collect();
    assert_eq!(run.status.code(), Some(if lines.is_empty() { 0 } else { 2 }), "{settings}");
    lines
}

#[test]
fn sound_settings_are_taken() {
    for settings in [
        "",
        "horizon_months: 1",
        "horizon_months: 600",
        "thresholds: {inward-index: -0.2, severity-high: 79.9, optimism-capital: 3}",
        "thresholds: {severity-medium: 10, severity-high: 20, severity-critical: 30}",
        "weights: {reach: 0, worst-finding: 1}",
        "budgets: [{year: 1900, capital: 1}, {year: 2200, revenue: {amount: 2, currency: GBP}}]",
        "change_freezes: [{from: 2027-12, to: 2027-12}]",
        "rules: {off: [isolated-system]}",
        "sections: {off: [buy]}",
        "currency: ~",
    ] {
        assert_eq!(said(settings), [""; 0], "{settings}");
    }
}

#[test]
fn numbers_keep_to_their_ranges() {
    for (settings, wanted) in [
        ("horizon_months: 0", "1:17 out-of-range: 0 is out of range: expected a number from 1 to 600"),
        ("horizon_months: 601", "1:17 out-of-range: 601 is out of range: expected a number from 1 to 600"),
        ("discount_rate: 1.5", "1:16 out-of-range: 1.5 is out of range: expected a number from 0 to 1"),
        (
            "budgets: [{year: 99, capital: 1}]",
            "1:18 out-of-range: 99 is out of range: expected a number from 1900 to 2200",
        ),
        (
            "thresholds: {severity-high: 101}",
            "1:29 out-of-range: 101 is out of range: expected a number from 0 to 100",
        ),
        (
            "thresholds: {utilisation-full: 85}",
            "1:32 out-of-range: 85 is out of range: expected a number from 0 to 1",
        ),
        (
            "thresholds: {half-life-version: 0}",
            "1:33 out-of-range: 0 is out of range: expected a number from 1 to 1000000000",
        ),
        ("weights: {reach: -1}", "1:18 out-of-range: -1 is out of range: expected a number of 0 or more"),
        (
            "pairwise: {reach: {debt-age: 0}}",
            "1:30 out-of-range: 0 is out of range: expected a number from 0.001 to 1000",
        ),
        ("branding: {accent: blue}", "1:20 bad-value: `blue` is no colour: write it as `#RRGGBB`"),
        (
            "budgets: [{year: 2027, capital: {amount: 5, currency: EUR}}]",
            "1:33 foreign-currency: an amount in EUR, and the estate's currency is GBP",
        ),
    ] {
        assert_eq!(said(settings), [wanted], "{settings}");
    }
    let all_nothing = "weights: {worst-finding: 0, fragile-hub: 0, reach: 0, hours-lost: 0, debt-age: 0, running-cost: 0, deadline: 0, deliverability: 0}";
    assert_eq!(said(all_nothing), ["1:1 out-of-range: every criterion weighs 0, so nothing can be ranked"]);
}

#[test]
fn what_must_rise_rises() {
    for (settings, wanted) in [
        (
            "thresholds: {severity-high: 80}",
            "1:29 out-of-order: `severity-high` is 80, and `severity-critical` is 80",
        ),
        (
            "thresholds: {utilisation-busy: 0.9}",
            "1:32 out-of-order: `utilisation-busy` is 0.9, and `utilisation-full` is 0.85",
        ),
        (
            "thresholds:\n  severity-medium: 70\n  severity-high: 65\n",
            "3:18 out-of-order: `severity-medium` is 70, and `severity-high` is 65",
        ),
        (
            "horizon_months: 12\nthresholds: {lifecycle.last-day.at: -2}",
            "2:37 out-of-order: `horizon_months` puts the horizon at -1 years, and `lifecycle.last-day.at` is -2",
        ),
        // The first day without support would count less than the last with it.
        (
            "thresholds: {lifecycle.last-day: 0.2}",
            "1:34 out-of-order: `lifecycle.horizon` is 0.3, and `lifecycle.last-day` is 0.2",
        ),
        // Two people who can support it would be worse than one.
        (
            "thresholds: {skills.two: 0.95}",
            "1:26 out-of-order: `skills.two` is 0.95, and `skills.one` is 0.9",
        ),
        (
            "change_freezes: [{from: 2027-03, to: 2027-02}]",
            "1:38 end-before-start: a change freeze ends on 2027-02, before it begins on 2027-03",
        ),
    ] {
        assert_eq!(said(settings), [wanted], "{settings}");
    }
}

#[test]
fn everything_that_is_wrong_is_said_at_once_with_the_nearest_name() {
    let settings = "\
thresholds: {low-satisfacton: 3}
weights: {reech: 1, loss-of-system.criticalty: 2}
pairwise: {reach: {debt-agee: 2}}
rules: {off: [isolated-sistem]}
accept:
  - {finding: 'dangerous-hob:tie', until: 2030, by: x, reason: y}
  - {finding: pas, until: 2030, by: x, reason: y}
  - {finding: 'isolated-system:pas', until: 2030, by: x, reason: y}
  - {finding: 'isolated-system:pas', until: 2031, by: x, reason: y}
budgets: [{year: 2027, capital: 1}, {year: 2027, capital: 2}]
horizon_months: 0
";
    assert_eq!(
        said(settings),
        [
            "1:14 unknown-setting: the settings name the threshold `low-satisfacton`, which does not exist",
            "2:11 unknown-setting: the settings name the criterion `reech`, which does not exist",
            "2:21 unknown-setting: the settings name the factor `loss-of-system.criticalty`, which does not exist",
            "3:20 unknown-setting: the settings name the criterion `debt-agee`, which does not exist",
            "4:15 unknown-setting: the settings name the rule `isolated-sistem`, which does not exist",
            "6:15 unknown-setting: the settings name the rule `dangerous-hob`, which does not exist",
            "7:15 bad-value: `pas` is no finding",
            "9:15 duplicate-id: `isolated-system:pas` is accepted twice",
            "10:44 duplicate-id: the budget of 2027 is stated twice",
            "11:17 out-of-range: 0 is out of range: expected a number from 1 to 600",
        ]
    );
}

#[test]
fn a_value_of_the_wrong_kind_hides_no_other_fault() {
    let settings = "horizon_months: soon\nrules: {off: [isolated-sistem]}\nsections: {off: [bord]}\n";
    let found = said(settings);
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(found.iter().any(|one| one.starts_with("1:17 wrong-type")), "{found:?}");
    assert!(found.iter().any(|one| one.starts_with("2:15 unknown-setting")), "{found:?}");
    assert!(found.iter().any(|one| one.starts_with("3:18 unknown-word")), "{found:?}");
}

/// Every number that can be set under `thresholds`, with its range.
fn numbers() -> Vec<(&'static str, Range)> {
    let thresholds = Threshold::ALL.iter().map(|threshold| (threshold.key(), threshold.range()));
    let parameters = scale::all().flat_map(Scale::parameters);
    thresholds.chain(parameters.map(|one| (one.key, of_parameter(one.key).unwrap()))).collect()
}

/// An end of a range, or anything between.
fn drawn(range: Range, random: &mut Random) -> f64 {
    let middle = range.least + (range.most - range.least) * random.unit();
    [range.least, range.most, middle][random.below(3) as usize]
}

fn set(read: &mut SettingsFile, (key, value): (&str, f64)) {
    read.thresholds.insert(key.to_owned(), serde_json::from_value(value.into()).unwrap());
}

/// Settings at the ends of what is accepted: each number in turn is drawn from
/// the ends and the middle of its range, and kept where nothing is said of it.
fn accepted(draw: u64) -> Settings {
    let mut random = Random::new(15, draw);
    let ends = |list: &[&str], random: &mut Random| list[random.below(list.len() as u32) as usize].to_owned();
    let mut text = String::new();
    for (key, values) in [
        ("horizon_months", &["1", "18", "600"][..]),
        ("discount_rate", &["0", "0.035", "1"]),
        ("targets", &["{rekeying_hours_per_week: 0, hub_share_percent: 0, isolated_systems: 0}", "{}"]),
        (
            "budgets",
            &["[]", "[{year: 1900, capital: 0}, {year: 2027, revenue: 1}]", "[{year: 2200, capital: 1e9}]"],
        ),
    ] {
        text = [text, format!("{key}: {}\n", ends(values, &mut random))].concat();
    }
    let mut read: SettingsFile = serde_yaml::from_str(&text).unwrap();
    assert!(settle(&read, None).1.is_empty(), "{text}");
    // Most go together; where not, each by itself.
    for some in numbers().chunks(24) {
        let before = read.clone();
        let values: Vec<(&str, f64)> =
            some.iter().map(|(key, range)| (*key, drawn(*range, &mut random))).collect();
        for one in &values {
            set(&mut read, *one);
        }
        if settle(&read, None).1.is_empty() {
            continue;
        }
        read = before;
        for (key, value) in values {
            set(&mut read, (key, value));
            if !settle(&read, None).1.is_empty() {
                read.thresholds.remove(key);
            }
        }
    }
    let factors = weighing::ALL.iter().flat_map(|weighing| weighing.parts).map(|part| part.weight.key);
    for key in factors.chain(Criterion::ALL.iter().map(|criterion| criterion.key())) {
        let value = [0.0, 1.0, 1e15][random.below(3) as usize];
        read.weights.insert(key.to_owned(), serde_json::from_value(value.into()).unwrap());
    }
    if !settle(&read, None).1.is_empty() {
        read.weights.clear();
    }
    assert!(read.thresholds.len() > 100, "{} numbers were set", read.thresholds.len());
    settle(&read, None).0
}

fn judged(settings: Settings) -> (Assessment, Sources) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/render/view/from_assessment/estate.yaml");
    let loaded = load(&Files::default(), &path, SettingsFrom::Folder).unwrap();
    let estate = check::resolve(loaded.files, false).estate;
    let today = Day::constant(2026, 10, 31);
    (assess(estate, settings, BUILT_IN.clone(), today).0, loaded.sources)
}

/// No word of a text is what is printed for no number.
fn says_numbers(text: &str, draw: u64) {
    let is_none = |line: &&str| {
        let mut words = line.split(|letter: char| !letter.is_alphanumeric());
        words.any(|word| ["NaN", "nan", "inf"].contains(&word))
    };
    assert_eq!(text.lines().find(is_none), None, "draw {draw}");
}

#[test]
fn settings_that_are_accepted_give_numbers_everywhere() {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/results.schema.json");
    let schema: Value = serde_json::from_str(&fs::read_to_string(schema).unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for draw in 4..12 {
        let (assessment, sources) = judged(accepted(draw));
        assert!(!assessment.findings.is_empty());
        for scored in &assessment.findings {
            let all = [scored.risk, scored.likelihood, scored.impact];
            assert!(all.iter().all(|one| one.low().is_finite() && one.high().is_finite()), "{}", scored.id);
            assert!((0.0..=1.0).contains(&scored.finding.confidence), "{}", scored.id);
        }
        let document = results(&assessment, &sources);
        // What is no number is written as `null`, which the schema refuses.
        let json = serde_json::to_value(&document).unwrap();
        assert!(validator.is_valid(&json), "draw {draw}: {:?}", validator.iter_errors(&json).next());
        says_numbers(&String::from_utf8(format::write(&document, Format::Text, 120).unwrap()).unwrap(), draw);
        says_numbers(
            &html::render(&view::report(&assessment, &sources, &Companions::default())).unwrap(),
            draw,
        );
    }
}
