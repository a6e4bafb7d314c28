//! Questions go out as a sheet, and answers come back into the YAML without
//! touching anything else.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops where it fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use techstrata::ask::question::{self, Question, Wanted};
use techstrata::assess::{Assessment, assess, settle};
use techstrata::check;
use techstrata::date::Day;
use techstrata::files::Files;
use techstrata::load::sheet::{self, Sheet};
use techstrata::load::{SettingsFrom, load};
use techstrata::render::document::questions;
use techstrata::render::write::write;

use crate::estates::BUILT_IN;

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

    /// Answers rows of kind, subject, field and answer.
    fn answer_rows(&self, rows: &str) -> Output {
        let path = self.path("rows.csv");
        write(&path, format!("kind,subject,field,answer\n{rows}\n").as_bytes()).unwrap();
        self.run("answer", &[path.to_str().unwrap()])
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
        .replace("# agreed in 2024\n", "# agreed in 2024\n    contract: {ends: 2027-03-31}\n")
        .replace("2012 R2}]}", "2012 R2}], people: {supporters: 2}, resilience: {failover: none}}");
    let found = case.inventory();
    let sorted = |text: &str| {
        let mut letters: Vec<char> = text.chars().collect();
        letters.sort_unstable();
        letters
    };
    // The order of the two new facts in braces is that of the sheet.
    assert_eq!(sorted(&found), sorted(&expected), "{found}");
    assert!(found.contains("ends: 2027-03-31}\n\n") && found.contains("   # the old one\n"));
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
fn a_dry_run_writes_nothing_and_an_answer_given_again_changes_nothing() {
    let case = Case::new();
    let sheet = case.answered(&[("pas", "contract.ends", "2027-03-31")]);
    let sheet = sheet.to_str().unwrap();
    let dry = case.run("answer", &[sheet, "--dry-run"]);
    assert!(dry.status.success());
    assert_eq!(case.inventory(), INVENTORY);
    assert!(case.run("answer", &[sheet]).status.success());
    let written = case.inventory();
    let again = case.run("answer", &[sheet]);
    assert!(again.status.success(), "{}", String::from_utf8_lossy(&again.stderr));
    let said = String::from_utf8(again.stderr).unwrap();
    assert!(said.contains("0 of 1 answer written; 1 unchanged"), "{said}");
    assert_eq!(case.inventory(), written);
    let other = case.answer_rows("system,pas,contract.ends,2028");
    assert_eq!(other.status.code(), Some(2));
    let said = String::from_utf8(other.stderr).unwrap();
    assert!(said.contains("the inventory already says `2027-03-31`"), "{said}");
}

#[test]
fn a_question_answered_twice_in_one_sheet_is_the_sheets_fault() {
    let case = Case::new();
    let output = case.answer_rows("system,pas,users,12\nsystem,pas,users,13");
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains("row 3: pas, `users`: row 2 of this sheet answers it already, with `12`"),
        "{said}"
    );
    assert!(case.inventory().contains("users: 12"));
}

#[test]
fn answers_of_several_parts_fit_into_one_cell() {
    let case = Case::new();
    let output = case.answer_rows(
        "system,pas,assessment.l3,\"4: one person, who retires\"\n\
         system,pas,people.workarounds,a list on paper; calls\n\
         system,pas,depends_on,lims\n\
         system,pas,components,\"Windows Server, 2019; Cache\"\n\
         system,lims,owner,apps\n\
         system,lims,security.segmented,yes",
    );
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{said}");
    let found = case.inventory();
    for line in [
        "l3: {score: 4, reason: \"one person, who retires\"}",
        "workarounds: [a list on paper, calls]",
        "depends_on: [lims]",
        "components:\n      - {product: Windows Server, version: \"2019\"}\n      - {product: Cache}\n",
        "owner: {team: apps}",
        "security: {segmented: true}",
    ] {
        assert!(found.contains(line), "{line}:\n{found}");
    }
    assert!(case.run("check", &[]).status.success());
}

#[test]
fn what_cannot_be_taken_says_why_in_plain_words() {
    let case = Case::new();
    let before = case.inventory();
    for (row, wanted) in [
        ("system,pas,people.supporters,1e3", "`1e3` does not fit; accepted: a whole number from 0 up"),
        ("system,pas,users,-1", "a whole number from 0 up"),
        ("system,pas,vendor,null", "`null` is no answer"),
        ("system,pas,assessment.c1,6: high", "a score from 1 to 5 and its reason"),
        ("system,lims,owner,app", "the inventory has no team `app`; did you mean `apps`?"),
        ("system,pas,depends_on,nothing-such", "the inventory has no system or device `nothing-such`"),
    ] {
        let output = case.answer_rows(row);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{row}");
        assert!(said.contains(wanted), "{row}: {said}");
    }
    assert_eq!(case.inventory(), before);
}

#[test]
fn the_markdown_sheet_comes_back_too() {
    let case = Case::new();
    let path = case.path("questions.markdown");
    let file = path.to_str().unwrap();
    let output = case.run("questions", &["--all", "--format", "markdown", "-o", file, "-q"]);
    assert!(output.status.success());
    let (_, csv) = case.sheet("csv");
    let read = sheet::read(&fs::read(&path).unwrap()).unwrap();
    let back = |sheet: &Sheet| -> Vec<Vec<String>> {
        let columns = ["kind", "subject", "field", "answer"].map(|name| sheet.column(name).unwrap());
        sheet.rows.iter().map(|(_, row)| columns.map(|at| row[at].clone()).to_vec()).collect()
    };
    assert_eq!(back(&read), back(&csv));
    let text = "# Answers\n\n| kind | subject | field | answer |\n|---|---|---|---|\n| system | pas | users | 12 |\n";
    write(&path, text.as_bytes()).unwrap();
    let output = case.run("answer", &[file]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(case.inventory().contains("users: 12"));
}

/// Every question that the bundled inventories and the rules' fixtures raise.
fn all_questions() -> Vec<(Assessment, Vec<Question>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let bundled = ["inventories/south-vale", "inventories/brackwater-council", "inventories/minimal"];
    let fixtures = fs::read_dir(root.join("tests/rules")).unwrap().map(|entry| entry.unwrap().path());
    let fixtures =
        fixtures.flat_map(|rule| ["fires.yaml", "silent.yaml", "unknown.yaml"].map(|file| rule.join(file)));
    let paths = bundled.iter().map(|name| root.join(name)).chain(fixtures.filter(|path| path.is_file()));
    paths
        .map(|path| {
            let loaded = load(&Files::default(), &path, SettingsFrom::Folder).unwrap();
            let estate = check::resolve(loaded.files, false).estate;
            let day = Day::constant(2026, 10, 31);
            let assessment = assess(estate, settle(&loaded.settings, None).0, BUILT_IN.clone(), day).0;
            let asked = question::questions(&assessment, Wanted { with_framework: true });
            (assessment, asked)
        })
        .collect()
}

#[test]
fn every_field_is_asked_for_in_words_of_its_own_and_most_fit_a_cell() {
    let (mut all, mut by_hand) = (0, 0);
    for (assessment, asked) in all_questions() {
        for question in &asked {
            let words = questions::sentence(&assessment, question);
            let field = &question.field;
            assert!(words.ends_with('?') || field.starts_with("assessment."), "{field}: {words}");
            assert!(!words.contains("what should stand under"), "{field} has no words of its own: {words}");
            all += 1;
            let is_by_hand = questions::accepted(question).contains("by hand");
            by_hand += usize::from(is_by_hand);
            // Lists of others, whole records, and what is asked of all systems of an organisation.
            let is_record =
                field.contains("[]") || ["connectivity", "contract.supplier"].contains(&field.as_str());
            assert!(is_record || !is_by_hand, "{field} can be answered by hand alone");
        }
    }
    assert!(by_hand * 5 < all, "{by_hand} of {all} questions can be answered by hand alone");
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
    assert_eq!(cell("status"), "framework-aligned self-assessment; not an official submission");
    // Open answers at 1: (11/7... with l1 6: mean 12/7, highest 6) and at 6: 6.
    assert_eq!((cell("likelihood_low"), cell("likelihood_high")), ("3.857143", "6"));
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
