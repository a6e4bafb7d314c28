//! Questions go out as a sheet, and answers come back into the YAML without
//! touching anything else.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops where it fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use techstrata::load::sheet::{self, Sheet};
use techstrata::render::write::write;

const INVENTORY: &str = "\
# Ward systems, as of the spring walk-round
teams: [{id: apps, name: Applications}]
systems:
  - id: pas
    name: Patient administration   # the old one
    criticality: mission-critical
    owner: {team: apps, person_role: Head of systems}
    resilience:
      rto_hours: 4   # agreed in 2024

  - {id: lims, name: Laboratory, criticality: business-critical, components: [{product: Windows Server, version: 2012 R2}]}
interfaces:
  - {id: orders, from: pas, to: lims, protocol: hl7v2}
";

struct Case {
    folder: tempfile::TempDir,
}

impl Case {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("estate")).unwrap();
        write(&folder.path().join("estate/systems.yaml"), INVENTORY.as_bytes()).unwrap();
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, command: &str, rest: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_techstrata"))
            .arg(command)
            .arg(self.path("estate"))
            .args(rest)
            .current_dir(self.folder.path())
            .output()
            .unwrap()
    }

    /// The sheet of all questions, in a format.
    fn sheet(&self, format: &str) -> (PathBuf, Sheet) {
        let path = self.path(&format!("questions.{format}"));
        let file = path.to_str().unwrap();
        let output =
            self.run("questions", &["--all", "--as-of", "2026-10-31", "--format", format, "-o", file, "-q"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let read = sheet::read(&fs::read(&path).unwrap()).unwrap();
        (path, read)
    }

    /// The sheet with answers to some questions, by subject and field.
    fn answered(&self, answers: &[(&str, &str, &str)]) -> PathBuf {
        let (path, sheet) = self.sheet("csv");
        let column = |name: &str| sheet.column(name).unwrap();
        let mut text = csv_line(&sheet.headings);
        for (subject, field, _) in answers {
            let is_asked = |(_, row): &(usize, Vec<String>)| {
                row[column("subject")] == *subject && row[column("field")] == *field
            };
            assert!(sheet.rows.iter().any(is_asked), "{subject}, {field} is not asked");
        }
        for (_, row) in &sheet.rows {
            let mut row = row.clone();
            let own = answers.iter().find(|(subject, field, _)| {
                row[column("subject")] == *subject && row[column("field")] == *field
            });
            if let Some((_, _, answer)) = own {
                (*answer).clone_into(&mut row[column("answer")]);
            }
            text.push_str(&csv_line(&row));
        }
        write(&path, text.as_bytes()).unwrap();
        path
    }

    fn inventory(&self) -> String {
        fs::read_to_string(self.path("estate/systems.yaml")).unwrap()
    }
}

fn csv_line(cells: &[String]) -> String {
    let quoted: Vec<String> = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
    quoted.join(",") + "\n"
}

#[test]
fn the_workbook_and_the_csv_hold_the_same_questions() {
    let case = Case::new();
    let (_, csv) = case.sheet("csv");
    let (_, workbook) = case.sheet("xlsx");
    assert!(csv.rows.len() > 5);
    assert_eq!(csv, workbook);
    let failover = csv
        .rows
        .iter()
        .find(|(_, row)| row[csv.column("field").unwrap()] == "resilience.failover")
        .expect("the failover is not recorded, so it is asked");
    let cell = |name: &str| failover.1[csv.column(name).unwrap()].as_str();
    assert_eq!(cell("accepted"), "none, untested or tested");
}

#[test]
fn answers_join_the_inventory_and_nothing_else_changes() {
    let case = Case::new();
    let sheet = case.answered(&[
        ("pas", "contract.ends", "2027-03-31"),
        ("lims", "people.supporters", "2"),
        ("lims", "resilience.failover", "none"),
    ]);
    let output = case.run("answer", &[sheet.to_str().unwrap()]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let expected = INVENTORY
        .replace("# agreed in 2024\n", "# agreed in 2024\n    contract:\n      ends: 2027-03-31\n")
        .replace("2012 R2}]}", "2012 R2}], people: {supporters: 2}, resilience: {failover: none}}");
    let found = case.inventory();
    let sorted = |text: &str| {
        let mut letters: Vec<char> = text.chars().collect();
        letters.sort_unstable();
        letters
    };
    // The order of the two new facts in braces is that of the sheet.
    assert_eq!(sorted(&found), sorted(&expected), "{found}");
    assert!(found.contains("ends: 2027-03-31\n\n") && found.contains("   # the old one\n"));
    assert!(case.run("check", &[]).status.success());
    let (_, asked_again) = case.sheet("csv");
    let field = asked_again.column("field").unwrap();
    assert!(asked_again.rows.iter().all(|(_, row)| row[field] != "people.supporters"), "it is known now");
}

#[test]
fn what_the_format_does_not_accept_is_reported_and_not_written() {
    let case = Case::new();
    let bad = ("pas", "contract.ends", "sometimes");
    let sheet = case.answered(&[bad, ("lims", "resilience.failover", "tested")]);
    let output = case.run("answer", &[sheet.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("`sometimes`") && said.contains("pas, `contract.ends`"), "{said}");
    assert!(said.contains("1 of 2 answers written"), "{said}");
    assert!(case.inventory().contains("resilience: {failover: tested}"), "the good answer was written");
    assert!(!case.inventory().contains("sometimes"));
}

#[test]
fn a_dry_run_writes_nothing_and_an_answer_given_twice_is_refused() {
    let case = Case::new();
    let sheet = case.answered(&[("pas", "contract.ends", "2027-03-31")]);
    let sheet = sheet.to_str().unwrap();
    let dry = case.run("answer", &[sheet, "--dry-run"]);
    assert!(dry.status.success());
    assert_eq!(case.inventory(), INVENTORY);
    assert!(case.run("answer", &[sheet]).status.success());
    let again = case.run("answer", &[sheet]);
    assert_eq!(again.status.code(), Some(2));
    let said = String::from_utf8(again.stderr).unwrap();
    assert!(said.contains("the inventory already says `2027-03-31`"), "{said}");
}

#[test]
fn a_sheet_without_its_columns_says_which() {
    let case = Case::new();
    let path = case.path("odd.csv");
    write(&path, b"question,answer\nwhat,that\n").unwrap();
    let output = case.run("answer", &[path.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("has no column `kind`"));
}

#[test]
fn a_second_list_says_how_many_neither_names() {
    let case = Case::new();
    let list = case.path("scan.csv");
    // Of two systems the scan saw one, and two more: (2 + 1)(3 + 1) / (1 + 1) − 1 = 5.
    write(&list, b"host,owner\nPatient Administration,x\nPortal,y\nWarehouse,z\nportal,again\n").unwrap();
    let output = case.run("unlisted", &[list.to_str().unwrap(), "--column", "host"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("(2 + 1)(3 + 1) / (1 + 1) − 1 = 5.0"), "{said}");
    assert!(said.contains("Portal") && said.contains("Laboratory"), "{said}");
    let wrong = case.run("unlisted", &[list.to_str().unwrap(), "--column", "name"]);
    assert!(String::from_utf8(wrong.stderr).unwrap().contains("its columns are `host` and `owner`"));
}

#[test]
fn the_register_says_what_it_is_and_counts_nothing_that_is_open() {
    let case = Case::new();
    let csv = case.run("register", &["--as-of", "2026-10-31", "-q"]);
    let sheet = sheet::read(&csv.stdout).unwrap();
    assert_eq!(sheet.rows.len(), 2);
    let row = &sheet.rows.iter().find(|(_, row)| row[1] == "lims").unwrap().1;
    let cell = |name: &str| row[sheet.column(name).unwrap()].as_str();
    assert_eq!(
        (cell("l1"), cell("l3"), cell("complete"), cell("rule_set")),
        ("6", "1–6", "no", "litraf-2025-03")
    );
    // Open answers at 1: (11/7... with l1 6: mean 12/7, highest 6) and at 6: 6.
    assert_eq!((cell("likelihood_low"), cell("likelihood_high")), ("3.86", "6.00"));
    let json = case.run("register", &["--format", "json", "-q"]);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(json["status"], "framework-aligned self-assessment; not an official submission");
    let refused = case.run("register", &["--format", "xlsx"]);
    assert_eq!(refused.status.code(), Some(2), "a workbook is not printed");
}

#[test]
fn the_same_questions_give_the_same_bytes() {
    let (one, other) = (Case::new(), Case::new());
    let bytes = |case: &Case| fs::read(case.sheet("xlsx").0).unwrap();
    assert_eq!(bytes(&one), bytes(&other));
    let _: &Path = one.folder.path();
}
