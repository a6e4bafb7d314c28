//! The last day of what has an end belongs to it; the next does not.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;

use crate::estates::written;

/// What `analyse` says on a day.
fn on(folder: &Path, day: &str) -> Value {
    let mut call = Command::cargo_bin("techstrata").unwrap();
    let run = call.args(["analyse", "-q", "--format", "json", "--as-of", day]).arg(folder).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    serde_json::from_slice(&run.stdout).unwrap()
}

fn finding<'a>(results: &'a Value, id: &str) -> Option<&'a Value> {
    results["findings"].as_array().unwrap().iter().find(|finding| finding["id"] == id)
}

#[test]
fn a_contract_holds_on_its_last_day() {
    for ends in ["2026-10-31", "2026-10"] {
        let folder = written(
            &format!(
                "systems: [{{id: pas, name: PAS, contract: {{supplier: X, ends: {ends}, auto_renews: false}}}}]"
            ),
            "",
        );
        assert!(finding(&on(folder.path(), "2026-10-31"), "lapsed-contract:pas").is_none(), "{ends}");
        assert!(finding(&on(folder.path(), "2026-11-01"), "lapsed-contract:pas").is_some(), "{ends}");
    }
}

#[test]
fn an_acceptance_holds_on_its_last_day() {
    for until in ["2026-10-31", "2026-10"] {
        let folder = written(
            "systems: [{id: pas, name: PAS, contract: {supplier: X, ends: 2026-01-31, auto_renews: false}}]",
            &format!(
                "accept: [{{finding: 'lapsed-contract:pas', until: {until}, by: Head of IT, reason: r}}]"
            ),
        );
        let accepted =
            |day: &str| finding(&on(folder.path(), day), "lapsed-contract:pas").unwrap()["accepted"].clone();
        assert!(accepted("2026-10-31").is_object(), "{until}");
        assert!(accepted("2026-11-01").is_null(), "{until}");
    }
}

#[test]
fn a_standby_counts_as_tested_for_two_years() {
    let fires = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules/dangerous-hub/fires.yaml");
    let text = fs::read_to_string(fires).unwrap();
    assert!(text.contains("failover_tested: 2026-03"));
    let folder = written(&text.replace("failover_tested: 2026-03", "failover_tested: 2024-11-01"), "");
    let said = |day: &str| finding(&on(folder.path(), day), "dangerous-hub:subject").unwrap().to_string();
    // 2024-11-01 and 730 days is 2026-11-01: no leap day lies between.
    let last = said("2026-11-01");
    assert!(!last.contains("ailover last tested"), "{last}");
    let next = said("2026-11-02");
    assert!(next.contains("failover last tested on 2024-11-01, more than two years ago"), "{next}");
}
