//! Whole imports: files as people have them to an inventory that loads, and
//! what is said on the way.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use techstrata::catalogue::Catalogue;
use techstrata::import::mapping::Mapping;
use techstrata::import::value::date::DateOrder;
use techstrata::import::{self, Imported, Request};
use techstrata::load::{self, SettingsFrom};
use techstrata::table::{Book, Limits, TableFault};

/// Files in a folder of their own, imported.
pub(super) struct Trial {
    folder: tempfile::TempDir,
    files: Vec<(PathBuf, String)>,
    dates: Option<DateOrder>,
    mapping: Mapping,
}

impl Trial {
    pub(super) fn of(files: &[(&str, &[u8])]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let files = files
            .iter()
            .map(|(name, bytes)| {
                let path = folder.path().join(name);
                techstrata::render::write::write(&path, bytes).unwrap();
                (path, (*name).to_owned())
            })
            .collect();
        Self { folder, files, dates: None, mapping: Mapping::default() }
    }

    pub(super) fn run(&self) -> Result<Imported, Vec<TableFault>> {
        let catalogue = Catalogue::built_in().unwrap();
        import::run(Request {
            files: &self.files,
            organisation: Some("Example Trust"),
            dates: self.dates,
            mapping: &self.mapping,
            catalogue: &catalogue,
            day: "2026-11-30".parse().unwrap(),
            limits: Limits::default(),
            progress: &|_, _| {},
        })
    }

    /// The import, whose inventory loads without a fault.
    pub(super) fn sound(&self) -> Imported {
        let made = self.run().unwrap();
        let inventory = self.folder.path().join("made");
        for file in &made.files {
            let path = inventory.join(&file.path);
            techstrata::render::write::make_folder_of(&path).unwrap();
            techstrata::render::write::write(&path, file.text.as_bytes()).unwrap();
        }
        assert_loads(&inventory);
        made
    }
}

fn assert_loads(inventory: &Path) {
    let loaded = load::load(&techstrata::files::Files::default(), inventory, SettingsFrom::Folder).unwrap();
    let faults: Vec<String> = loaded.diagnostics.iter().map(|found| found.message.clone()).collect();
    assert!(faults.is_empty(), "{faults:#?}");
    let mut found = techstrata::check::check_files(&loaded);
    found.extend(techstrata::check::resolve(loaded.files, false).diagnostics);
    let faults: Vec<String> = found.iter().map(|found| found.message.clone()).collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

pub(super) fn text<'a>(made: &'a Imported, path: &str) -> &'a str {
    made.files.iter().find(|file| file.path == path).map_or("", |file| &file.text)
}

/// A device list as a management tool writes it: 60 laptops of two models.
fn devices(line_break: &str) -> String {
    let mut out = format!(
        "Device name,Serial number,Manufacturer,Model,OS,OS version,Primary user UPN,Last check-in{line_break}"
    );
    for number in 0..60 {
        let model = if number % 3 == 0 { "Latitude 5420" } else { "EliteBook 840 G5" };
        let maker = if number % 3 == 0 { "Dell" } else { "HP" };
        let _ = write!(
            out,
            "LT-{number:04},SN{number:05},{maker},{model},Windows 10,22H2,jane.smith{number}@example.nhs.uk,{:02}/11/2026{line_break}",
            number % 28 + 1
        );
    }
    out
}

#[test]
fn rows_of_alike_machines_become_fleets_with_every_machine_beside_them() {
    let made = Trial::of(&[("intune.csv", devices("\r\n").as_bytes())]).sound();
    assert_eq!((made.report.made.devices, made.report.made.machines), (2, 60));
    let fleets = text(&made, "devices.yaml");
    assert!(fleets.contains("count: 40") && fleets.contains("count: 20"), "{fleets}");
    assert!(fleets.contains("kind: laptop"), "the model's name says so: {fleets}");
    let members: usize = made
        .files
        .iter()
        .filter(|file| file.path.starts_with("devices/"))
        .map(|file| file.text.lines().count() - 1)
        .sum();
    assert_eq!(members, 60);
    assert!(
        made.files.iter().any(|file| file.text.contains("\"intune.csv, row 2\"")),
        "each machine knows its row"
    );
}

#[test]
fn nothing_about_people_reaches_any_file() {
    let list = "Name,Business owner,Support group,Notes,Owner email\n\
                Ledger,Jane Smith,Finance Systems,Ask jane.smith@example.org or 0161 496 0000,jane.smith@example.org\n\
                Payroll,Head of Finance,Finance Systems,,a.patel@example.org\n\
                Rota,Raj Patel,Mary Jones,Ok,m.jones@example.org\n";
    let phones = "Device name,Model,OS,OS version\nJane’s iPhone,iPhone 12,iOS,15.1\nMohammed's iPad,iPad 9,iPadOS,16.1\n";
    let made = Trial::of(&[
        ("apps.csv", list.as_bytes()),
        ("phones.csv", phones.as_bytes()),
        ("intune.csv", devices("\n").as_bytes()),
    ])
    .sound();
    for file in &made.files {
        for person in
            ["Jane", "jane", "Smith", "Patel", "Raj", "Mary", "Jones", "Mohammed", "0161", "@example"]
        {
            assert!(!file.text.contains(person), "{} holds {person}: {}", file.path, file.text);
        }
    }
    assert!(text(&made, "systems.yaml").contains("person_role: Head of Finance"), "a role is taken");
    assert!(text(&made, "organisation.yaml").contains("Finance Systems"), "a team is taken");
    assert!(made.report.personal_cells > 0);
}

#[test]
fn applications_join_their_servers_by_name_and_a_doubtful_name_joins_none() {
    let servers = "Host name,Serial number,Operating system,Environment\nsrv-1.example.org,A1,Windows Server 2012 R2,Production\nSRV-2,A2,Windows Server 2019,Test\nsrv-3,A3,Ubuntu 20.04,Production\nsrv-3,A4,Ubuntu 20.04,Production\n";
    let apps = "Application name,Business criticality,Server\nLedger,1 - most critical,SRV-1; srv-2\nPortal,4 - not critical,srv-3\nRota,High,srv-9\n";
    let made =
        Trial::of(&[("servers.csv", servers.as_bytes()), ("applications.csv", apps.as_bytes())]).sound();
    let systems = text(&made, "systems.yaml");
    assert!(systems.contains("depends_on: [srv-1, srv-2]"), "{systems}");
    assert!(systems.contains("criticality: mission-critical"), "{systems}");
    let joins: Vec<(&str, &str)> =
        made.report.joins.iter().map(|join| (join.name.as_str(), join.because)).collect();
    assert_eq!(joins, [("srv-3", "the name fits several"), ("srv-9", "no record has this name")]);
    assert!(text(&made, "devices.yaml").contains("id: srv-1\n"), "a server that a system names stays single");
}

#[test]
fn two_sources_of_one_machine_are_one_machine_and_their_conflict_is_listed() {
    let register = "Asset tag,Serial,Model,Location,Purchase date\nT1,A1,OptiPlex 3020,North,2014-03-01\nT2,A2,OptiPlex 3020,North,2014-03-01\n";
    let found = "Computer name,Serial number,Model,Location\nPC1,a1,OptiPlex 3020,South\nPC2,A2,OptiPlex 3020,North\n";
    let made = Trial::of(&[("register.csv", register.as_bytes()), ("found.csv", found.as_bytes())]).sound();
    assert_eq!(made.report.made.machines, 2);
    let [conflict] = made.report.conflicts.as_slice() else { panic!("{:#?}", made.report.conflicts) };
    assert_eq!(
        (conflict.field, conflict.taken.as_str(), conflict.other.as_str()),
        ("site", "North", "South")
    );
    assert_eq!(
        (conflict.taken_from.as_str(), conflict.other_from.as_str()),
        ("register.csv, row 2", "found.csv, row 2")
    );
}

#[test]
fn software_joins_the_host_and_noise_is_counted() {
    let servers = "Host name,Operating system,Serial number\nsrv-1,Windows Server 2016,A1\n";
    let apps = "Application,Criticality,Server\nLedger,High,srv-1\n";
    let software = "DeviceName,SoftwareVendor,SoftwareName,SoftwareVersion\nsrv-1,Oracle,Oracle Database,11.2.0.4\nsrv-1,Microsoft,Microsoft Visual C++ 2015 Redistributable (x64),14.0\nsrv-1,Microsoft,Security Update for Windows (KB123456),1\nSRV-1,Apache,Apache Tomcat,7.0.109\n";
    let made = Trial::of(&[
        ("servers.csv", servers.as_bytes()),
        ("apps.csv", apps.as_bytes()),
        ("software.csv", software.as_bytes()),
    ])
    .sound();
    let devices = text(&made, "devices.yaml");
    assert!(devices.contains("product: Oracle Database, version: 11.2.0.4"), "{devices}");
    assert!(devices.contains("product: Apache Tomcat"), "{devices}");
    assert_eq!(made.report.noise_rows, 2);
}

#[test]
fn dates_that_can_be_read_in_two_ways_are_asked_and_never_guessed() {
    let list = "Application name,Criticality,Go live date\nA,High,03/04/2020\nB,High,01/02/2021\n";
    let mut trial = Trial::of(&[("apps.csv", list.as_bytes())]);
    let made = trial.sound();
    assert!(!text(&made, "systems.yaml").contains("introduced"), "nothing settles the column");
    assert_eq!(made.report.troubles[0].cells, 2);
    assert_eq!(made.report.troubles[0].first[0].0, "apps.csv, row 2, column C");
    trial.dates = Some(DateOrder::DayFirst);
    assert!(text(&trial.sound(), "systems.yaml").contains("introduced: 2020-04-03"));
}

#[test]
fn a_mapping_overrules_what_was_understood() {
    let list = "Thing,How bad\nLedger,High\nRota,Low\n";
    let mut trial = Trial::of(&[("list.csv", list.as_bytes())]);
    let written = trial.run().unwrap().mapping;
    assert!(written.contains("rows: other"), "{written}");
    let corrected = written
        .replace("rows: other", "rows: systems")
        .replace("\"Thing\": nothing", "\"Thing\": name")
        .replace("\"How bad\": nothing", "\"How bad\": criticality");
    trial.mapping = Mapping::read(&corrected).unwrap();
    assert!(text(&trial.sound(), "systems.yaml").contains("criticality: business-critical"));
    let faults = Mapping::read("tables:\n  - {file: x, rows: sytems}\n").unwrap_err();
    assert_eq!(faults, ["there is no `sytems`; did you mean systems?"]);
}

/// Rows of a workbook of Excel.
fn workbook(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).unwrap();
        for (row, cells) in rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                sheet.write_string(row as u32, column as u16, *cell).unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn a_workbook_gives_each_sheet_by_itself_and_leaves_hidden_ones() {
    let bytes = workbook(&[
        ("Read me", &[&["Made by the service desk"]]),
        ("Applications", &[&["Application name", "Criticality"], &["Ledger", "Gold"], &["Rota", "Bronze"]]),
        (
            "Servers",
            &[&["Server list of 2026"], &["Host name", "Serial number", "OS"], &["srv-1", "A1", "RHEL 7"]],
        ),
    ]);
    let made = Trial::of(&[("cmdb.xlsx", &bytes)]).sound();
    assert_eq!((made.report.made.systems, made.report.made.machines), (2, 1));
    assert!(text(&made, "systems.yaml").contains("source: cmdb.xlsx, Applications, row 2\n"));
    let mut book = rust_xlsxwriter::Workbook::new();
    let hidden = book.add_worksheet();
    hidden.set_name("Old").unwrap().write_string(0, 0, "x").unwrap();
    book.add_worksheet().write_string(0, 0, "y").unwrap();
    book.worksheet_from_index(1).unwrap().set_active(true);
    book.worksheet_from_index(0).unwrap().set_hidden(true);
    let bytes = book.save_to_buffer().unwrap();
    let made = Trial::of(&[("hidden.xlsx", &bytes)]).run().unwrap();
    assert!(made.report.notes.iter().any(|note| note.contains("`Old` is hidden")), "{:?}", made.report.notes);
}

#[test]
fn a_sheet_of_two_cells_that_span_it_costs_nothing() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "Host name").unwrap().write_string(1_048_575, 5, "far").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let trial = Trial::of(&[("span.xlsx", &bytes)]);
    let book = Book::open(&trial.files[0].0, "span.xlsx", Limits::default()).unwrap();
    let mut rows = Vec::new();
    book.rows(0, &mut |row| {
        rows.push(row.number);
        std::ops::ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!(rows, [1, 1_048_576]);
    let mut wide = rust_xlsxwriter::Workbook::new();
    wide.add_worksheet().write_string(0, 16_000, "far").unwrap();
    let bytes = wide.save_to_buffer().unwrap();
    let fault = Trial::of(&[("wide.xlsx", &bytes)]).run().unwrap_err().remove(0).to_string();
    assert!(fault.contains("column WQK; 2000 columns are read at most"), "{fault}");
}

#[test]
fn an_archive_that_unpacks_without_end_is_refused_before_it_is_read() {
    let long = "x".repeat(30_000);
    let trial = Trial::of(&[("bomb.xlsx", &workbook(&[("A", &[&[&long]])]))]);
    let limits = Limits { unpacked_bytes: 20_000, ..Limits::default() };
    let fault = Book::open(&trial.files[0].0, "bomb.xlsx", limits).unwrap_err().to_string();
    assert!(fault.contains("unpacked, the workbook is larger than"), "{fault}");
    for (name, bytes) in [
        ("broken.xlsx", &b"PK\x03\x04nonsense"[..]),
        ("empty.csv", b""),
        ("binary.bin", b"\x00\x01\x02\x00\x03abc\x00\x09"),
    ] {
        let faults = Trial::of(&[(name, bytes)]).run().unwrap_err();
        assert!(faults[0].to_string().starts_with(name), "{faults:?}");
    }
}

#[test]
fn dates_of_a_workbook_are_the_same_in_both_date_systems() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let format = rust_xlsxwriter::Format::new().set_num_format("dd/mm/yyyy");
    for (column, heading) in ["Application name", "Go live date", "Criticality"].iter().enumerate() {
        sheet.write_string(0, column as u16, *heading).unwrap();
    }
    for row in 1..6 {
        sheet.write_string(row, 0, format!("App {row}")).unwrap();
        sheet.write_number_with_format(row, 1, 46_477.0, &format).unwrap();
        sheet.write_string(row, 2, "High").unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    let made = Trial::of(&[("apps.xlsx", &bytes)]).sound();
    assert!(text(&made, "systems.yaml").contains("introduced: 2027-03-31"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// A table says the same in any dialect: delimiter, line break, encoding,
    /// lines before it, empty columns, order of columns.
    #[test]
    fn any_dialect_of_a_table_gives_the_same_records(
        delimiter in prop::sample::select(vec![',', ';', '\t', '|']),
        line_break in prop::sample::select(vec!["\n", "\r\n"]),
        encoding in 0..4_usize,
        preamble in 0..3_usize,
        reversed in any::<bool>(),
        blank_rows in 0..3_usize,
    ) {
        let rows: Vec<Vec<String>> = [
            ["Application name", "Business criticality", "Description", "Go live date", "Annual cost"].map(str::to_owned).to_vec(),
            ["Café “ledger”", "Gold", "Books, and; more | of\tthem", "31/03/2019", "£1,200.50"].map(str::to_owned).to_vec(),
            ["Rota", "Silver", "Two\nlines", "01/02/2020", "£300"].map(str::to_owned).to_vec(),
            ["Paging", "Bronze", "He said \"no\"", "15/06/2021", "£1.2m"].map(str::to_owned).to_vec(),
        ].to_vec();
        let mut out = String::new();
        for line in 0..preamble {
            let _ = write!(out, "Report line {line}{line_break}");
        }
        for row in &rows {
            let mut cells: Vec<String> = row
                .iter()
                .map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")))
                .collect();
            if reversed {
                cells.reverse();
            }
            out.push_str(&cells.join(&delimiter.to_string()));
            out.push_str(line_break);
            for _ in 0..blank_rows {
                out.push_str(line_break);
            }
        }
        let bytes: Vec<u8> = match encoding {
            0 => out.into_bytes(),
            1 => format!("\u{feff}{out}").into_bytes(),
            2 => [0xFF, 0xFE].into_iter().chain(out.encode_utf16().flat_map(u16::to_le_bytes)).collect(),
            _ => encoding_rs::WINDOWS_1252.encode(&out).0.into_owned(),
        };
        let made = Trial::of(&[("apps.csv", &bytes)]).run().unwrap();
        let without_rows: String = text(&made, "systems.yaml")
            .lines()
            .filter(|line| !line.contains("row ") && !line.starts_with('#'))
            .flat_map(|line| [line, "\n"])
            .collect();
        let plain = "\nsystems:\n  - id: cafe-ledger\n    name: Café “ledger”\n    description: Books, and; more | of them\n    criticality: mission-critical\n    introduced: 2019-03-31\n    cost: {annual: 1200.5}\n  - id: rota\n    name: Rota\n    description: Two lines\n    criticality: business-critical\n    introduced: 2020-02-01\n    cost: {annual: 300}\n  - id: paging\n    name: Paging\n    description: He said \"no\"\n    criticality: business-operational\n    introduced: 2021-06-15\n    cost: {annual: 1200000}\n";
        prop_assert_eq!(without_rows, plain);
    }
}

#[test]
fn the_command_writes_a_whole_folder_or_none() {
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("intune.csv");
    techstrata::render::write::write(&list, devices("\n").as_bytes()).unwrap();
    let made = folder.path().join("made");
    let run = |extra: &[&str]| {
        let mut command = assert_cmd::Command::cargo_bin("techstrata").unwrap();
        command.arg("import").arg(&list).args(extra).output().unwrap()
    };
    let dry = run(&["--dry-run"]);
    assert!(dry.status.success() && !made.exists());
    let said = String::from_utf8(dry.stdout).unwrap();
    assert!(
        said.contains("60 rows as devices") && said.contains("Primary user UPN (about people: never taken"),
        "{said}"
    );
    let output = made.display().to_string();
    assert!(run(&["-o", &output]).status.success());
    assert!(made.join("import-report.json").exists());
    let again = run(&["-o", &output]);
    assert_eq!(again.status.code(), Some(2), "nothing of yours is overwritten");
    let missing = assert_cmd::Command::cargo_bin("techstrata")
        .unwrap()
        .args(["import", "none.csv", "-o"])
        .arg(folder.path().join("other"))
        .output()
        .unwrap();
    assert_eq!(missing.status.code(), Some(2));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing half written");
}
