//! Whole runs of the binary: exit statuses, what is printed where, files.

use std::path::PathBuf;

use assert_cmd::Command;
use predicates::prelude::*;
use predicates::str::contains;

use crate::runs::ran;

fn techstrata() -> Command {
    let mut command = Command::cargo_bin("techstrata").unwrap();
    command.env_remove("NO_COLOR");
    command
}

fn bundled(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("inventories").join(name)
}

/// A folder with one inventory file.
#[expect(clippy::disallowed_methods, reason = "writes an inventory for a test")]
fn inventory(yaml: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.yaml"), yaml).unwrap();
    folder
}

#[test]
fn check_of_a_sound_inventory_prints_one_line_of_counts() {
    techstrata()
        .arg("check")
        .arg(bundled("south-vale"))
        .assert()
        .code(0)
        .stdout("ok: 37 files, 186 systems, 19,910 devices in 68 fleets, 301 interfaces, 14 journeys, 5 organisations\n")
        .stderr("");
}

#[test]
fn a_broken_inventory_ends_with_status_2_and_writes_no_report() {
    let folder = inventory("systems: [{id: a, nmae: A}]");
    let report = folder.path().join("report.html");
    techstrata()
        .args(["report", "-o"])
        .arg(&report)
        .arg(folder.path())
        .assert()
        .code(2)
        .stdout("")
        .stderr(contains("did you mean `name`?"));
    assert!(!report.exists());
}

#[test]
fn what_is_not_there_or_holds_nothing_gets_one_sentence_and_what_to_do() {
    let empty = tempfile::tempdir().unwrap();
    techstrata()
        .arg("check")
        .arg(empty.path())
        .assert()
        .code(2)
        .stderr(contains("holds no .yaml or .yml file"));
    techstrata()
        .arg("check")
        .arg(empty.path().join("gone"))
        .assert()
        .code(2)
        .stderr(contains("there is no folder").and(contains("techstrata init")));
    let nothing = inventory("organisations: [{id: a, name: A}]");
    techstrata().arg("check").arg(nothing.path()).assert().code(2).stderr(contains("error[empty-estate]"));
}

#[test]
fn a_wrong_call_ends_with_status_2() {
    techstrata().arg("chekc").assert().code(2).stderr(contains("check"));
    techstrata()
        .args(["report", "--as-of", "yesterday", "x"])
        .assert()
        .code(2)
        .stderr(contains("2027-03-31"));
    techstrata()
        .args(["rules", "dangerous-hob"])
        .assert()
        .code(2)
        .stderr(contains("did you mean `dangerous-hub`?"));
}

#[test]
fn a_machine_that_fails_ends_with_status_3_and_says_why() {
    let folder = inventory("systems: [{id: a, name: A}]");
    let below_a_file = folder.path().join("a.yaml").join("report.html");
    techstrata()
        .arg("report")
        .arg(folder.path())
        .arg("-o")
        .arg(below_a_file)
        .assert()
        .code(3)
        .stderr(contains("report.html"));
}

#[test]
fn the_gate_trips_only_on_what_is_as_severe() {
    let gate = |name: &str, severity: &str, code: i32| {
        techstrata()
            .args(["analyse", "--quiet", "--as-of", "2026-10-31", "--fail-on", severity])
            .arg(bundled(name))
            .assert()
            .code(code);
    };
    gate("south-vale", "critical", 1);
    gate("minimal", "low", 1);
    let quiet = inventory("systems: [{id: a, name: A}]");
    techstrata().args(["analyse", "--fail-on", "critical"]).arg(quiet.path()).assert().code(0);
}

#[test]
fn an_accepted_finding_is_shown_as_accepted_and_trips_no_gate() {
    let folder = inventory("systems: [{id: a, name: A}]");
    let settings = "accept: [{finding: 'isolated-system:a', until: 2030, by: Head of IT, reason: alone}, {finding: 'missing-facts:a', until: 2030, by: Head of IT, reason: new}]";
    write(&folder.path().join("techstrata.yaml"), settings);
    techstrata()
        .args(["analyse", "--fail-on", "low", "--as-of", "2026-10-31"])
        .arg(folder.path())
        .assert()
        .code(0)
        .stdout(contains("2 accepted"));
    // Until 2030 is until its last day.
    techstrata()
        .args(["analyse", "--fail-on", "low", "--as-of", "2030-12-31"])
        .arg(folder.path())
        .assert()
        .code(0)
        .stdout(contains("2 accepted"));
    techstrata()
        .args(["analyse", "--fail-on", "low", "--as-of", "2031-01-01"])
        .arg(folder.path())
        .assert()
        .code(1)
        .stderr(contains("warning[acceptance-expired]"));
}

#[expect(clippy::disallowed_methods, reason = "writes a file for a test")]
fn write(path: &std::path::Path, text: &str) {
    std::fs::write(path, text).unwrap();
}

#[test]
fn settings_that_name_nothing_are_errors_and_lost_acceptances_warnings() {
    let folder = inventory("systems: [{id: a, name: A}]");
    write(
        &folder.path().join("techstrata.yaml"),
        "rules: {off: [isolated-sistem]}\nthresholds: {low-satisfacton: 3}\n",
    );
    techstrata().arg("analyse").arg(folder.path()).assert().code(2).stderr(
        contains("did you mean `isolated-system`?\n")
            .and(contains("did you mean `low-satisfaction`?\n"))
            .and(contains("--> techstrata.yaml:1:15"))
            .and(contains("--> techstrata.yaml:2:14")),
    );
    write(
        &folder.path().join("techstrata.yaml"),
        "accept: [{finding: 'isolated-system:b', until: 2030, by: x, reason: y}]",
    );
    techstrata()
        .arg("analyse")
        .arg(folder.path())
        .assert()
        .code(0)
        .stderr(contains("warning[acceptance-without-finding]"));
}

#[test]
fn a_reference_to_nothing_can_be_allowed() {
    let folder = inventory("systems: [{id: a, name: A, depends_on: [gone]}]");
    techstrata().arg("check").arg(folder.path()).assert().code(2);
    techstrata()
        .args(["check", "--allow-dangling"])
        .arg(folder.path())
        .assert()
        .code(0)
        .stderr(contains("warning[placeholder-reference]"));
}

#[test]
fn the_same_input_gives_the_same_bytes_at_any_number_of_threads() {
    let run = |threads: &str, format: &str| {
        let output = techstrata()
            .args(["analyse", "--format", format, "--as-of", "2026-10-31", "--threads", threads])
            .arg(bundled("south-vale"))
            .assert()
            .code(0);
        output.get_output().stdout.clone()
    };
    for format in ["json", "csv", "markdown", "text"] {
        assert!(run("1", format) == run("8", format), "{format} differs");
    }
    let folder = tempfile::tempdir().unwrap();
    let report = |threads: &str| {
        let path = folder.path().join(format!("{threads}.html"));
        techstrata()
            .args(["report", "--quiet", "--as-of", "2026-10-31", "--threads", threads, "-o"])
            .arg(&path)
            .arg(bundled("south-vale"))
            .assert()
            .code(0)
            .stdout("")
            .stderr("");
        std::fs::read(path).unwrap()
    };
    assert!(report("1") == report("8"), "the report differs");
}

#[test]
fn a_first_inventory_passes_check_and_nothing_is_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let estate = folder.path().join("estate");
    let init = || {
        let mut command = techstrata();
        command.args(["init", "--name", "St \"Mary's\" & Co"]).arg(&estate);
        command
    };
    init().assert().code(0).stderr(contains("techstrata report"));
    techstrata().arg("check").arg(&estate).assert().code(0).stdout(contains("2 systems"));
    techstrata().arg("report").arg(&estate).arg("-o").arg(folder.path().join("r.html")).assert().code(0);
    init().assert().code(2).stderr(contains("nothing was written"));
}

#[test]
fn a_synthetic_estate_passes_check() {
    let folder = tempfile::tempdir().unwrap();
    let estate = folder.path().join("estate");
    techstrata()
        .args([
            "generate",
            "--organisations",
            "3",
            "--systems",
            "60",
            "--devices",
            "30",
            "--interfaces",
            "80",
            "--seed",
            "7",
            "-o",
        ])
        .arg(&estate)
        .assert()
        .code(0);
    techstrata().arg("check").arg(&estate).assert().code(0).stdout(contains("60 systems"));
    techstrata()
        .args(["generate", "-o"])
        .arg(&estate)
        .assert()
        .code(2)
        .stderr(contains("not an empty folder"));
}

#[test]
fn every_command_explains_itself_with_an_example() {
    for command in ["report", "check", "analyse", "rules", "schema", "init", "generate", "completions"] {
        techstrata().args([command, "--help"]).assert().code(0).stdout(contains("Example"));
    }
    for shell in ["bash", "zsh", "fish"] {
        techstrata().args(["completions", shell]).assert().code(0).stdout(contains("analyse"));
    }
}

#[test]
fn no_colour_reaches_what_is_not_a_terminal() {
    let folder = inventory("systems: [{id: a, nmae: A}]");
    techstrata().arg("check").arg(folder.path()).assert().stderr(contains("\u{1b}").not());
    techstrata()
        .env("NO_COLOR", "1")
        .arg("check")
        .arg(folder.path())
        .assert()
        .stderr(contains("\u{1b}").not());
}

#[test]
fn diagnostics_come_as_json_too() {
    let folder = inventory("systems: [{id: a, nmae: A}]");
    let output = techstrata().args(["check", "--format", "json"]).arg(folder.path()).assert().code(2);
    let document: serde_json::Value = serde_json::from_slice(&output.get_output().stdout).unwrap();
    let unknown = document["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .find(|entry| entry["code"] == "unknown-key")
        .unwrap();
    assert_eq!((unknown["line"].as_u64(), unknown["column"].as_u64()), (Some(1), Some(19)));
}

#[test]
fn findings_lead_to_the_line_that_they_rest_on() {
    let folder = inventory("systems:\n  - id: a\n    name: A\n    people:\n      satisfaction: 1.5\n");
    let output = techstrata()
        .args(["analyse", "--format", "json", "--as-of", "2026-10-31"])
        .arg(folder.path())
        .assert()
        .code(0);
    let results: serde_json::Value = serde_json::from_slice(&output.get_output().stdout).unwrap();
    let finding = results["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|finding| finding["id"] == "dissatisfied-staff:a")
        .unwrap();
    let evidence = &finding["evidence"][0];
    assert_eq!((evidence["file"].as_str(), evidence["line"].as_u64()), (Some("a.yaml"), Some(5)));
}

#[test]
fn printed_factors_multiply_to_the_printed_score() {
    let output = ran(&["analyse", bundled("south-vale").to_str().unwrap(), "--format", "json", "--quiet"]);
    let results: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let number = |value: &serde_json::Value| value.as_f64().unwrap();
    for finding in results["findings"].as_array().unwrap() {
        let side = |name: &str| {
            let factors = finding[name]["factors"].as_array().unwrap();
            let weights: f64 = factors.iter().map(|factor| number(&factor["weight"])).sum();
            assert!(
                (weights - 1.0).abs() < 1e-9,
                "{}: weights of the {name} sum to {weights}",
                finding["id"]
            );
            factors
                .iter()
                .map(|factor| number(&factor["weight"]) * number(&factor["value"]["point"]))
                .sum::<f64>()
        };
        let risk = 100.0 * side("likelihood") * side("impact");
        assert!((risk - number(&finding["risk"]["point"])).abs() < 1e-9, "{}", finding["id"]);
        let evidence = finding["evidence"].as_array().unwrap().len() as u64;
        assert!(evidence > 0, "{} has no evidence", finding["id"]);
        for name in ["likelihood", "impact"] {
            for factor in finding[name]["factors"].as_array().unwrap() {
                for mark in factor["evidence"].as_array().unwrap() {
                    let mark = mark.as_u64().unwrap();
                    assert!((1..=evidence).contains(&mark), "{} cites evidence {mark}", finding["id"]);
                }
            }
        }
    }
}

#[test]
fn what_is_missing_is_called_what_it_is() {
    let folder = inventory("systems: [{id: a, name: A}]");
    let said = |arguments: &[&str], wanted: &str| {
        techstrata().args(arguments).arg(folder.path()).assert().code(2).stdout("").stderr(contains(wanted));
    };
    said(&["check", "--settings", "nope.yaml"], "there is no settings file `nope.yaml`");
    said(&["plan", "--budget", "2027=-5"], "a sum from 0 to 1,000,000,000,000");
    techstrata()
        .arg("explain")
        .arg(folder.path())
        .arg("")
        .assert()
        .code(2)
        .stderr(contains("nothing was named to explain"));
}

#[test]
fn the_width_is_that_of_the_environment_where_there_is_no_terminal() {
    let longest = |columns: &str| {
        let output =
            techstrata().args(["analyse", "-q"]).arg(bundled("south-vale")).env("COLUMNS", columns).output();
        let text = String::from_utf8(output.unwrap().stdout).unwrap();
        text.lines().map(|line| line.chars().count()).max().unwrap()
    };
    assert!(longest("60") <= 60);
    assert!(longest("140") > 100);
}
