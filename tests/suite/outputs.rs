//! No output takes the place of an input, whatever it is called and whichever
//! command writes it.
//!
//! The commands and their outputs are taken from the arguments themselves: a
//! path that is not listed here as an input is an output, and is tried on
//! every input that its command reads.

use std::any::TypeId;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use clap::CommandFactory;
use techstrata::cli::args::Args;

/// Arguments that name what is read, and the file of the fixture that each
/// gets.
const INPUTS: &[(&str, &str)] = &[
    ("inventory", "estate"),
    ("settings", "settings.yaml"),
    ("scenario", "scenario.yaml"),
    ("catalogue", "catalogue.yaml"),
    ("templates", "templates"),
    ("sheet", "sheet.csv"),
    ("list", "list.csv"),
    ("file", "names.csv"),
    ("problem", "portfolio.json"),
    ("files", "devices.csv"),
    ("mapping", "mapping.yaml"),
];

/// Words that a command cannot go without and that are no paths.
const WORDS: &[(&str, &str)] = &[("subject", "pas"), ("product", "Windows")];

/// What is read when an input is named, and what would be read next time if it
/// were written.
const PROTECTED: &[(&str, &[&str])] = &[
    ("inventory", &["estate/inventory.yaml", "estate/new.yaml"]),
    ("settings", &["settings.yaml", "logo.svg"]),
    ("templates", &["templates/style.css", "templates/sections/new.tera"]),
];

const FILES: &[(&str, &str)] = &[
    ("estate/inventory.yaml", "systems: [{id: pas, name: PAS}, {id: lims, name: Laboratory}]\n"),
    ("estate/more/wards.yml", "devices: [{id: pcs, name: Computers}]\n"),
    ("estate/techstrata.yaml", "estate: General\n"),
    ("estate/scenarios/merge.yaml", "retire: {systems: [lims]}\n"),
    ("estate/notes.txt", "not read\n"),
    ("settings.yaml", "estate: General\nbranding: {logo: logo.svg}\n"),
    (
        "logo.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 2 2\"><path d=\"M0 0h2v2z\"/></svg>\n",
    ),
    ("scenario.yaml", "retire: {systems: [lims]}\n"),
    ("catalogue.yaml", "- {product: x-ray, releases: [{cycle: '1', end_of_support: 2030-01-01}]}\n"),
    ("templates/style.css", "/* ours */\n"),
    ("sheet.csv", "kind,subject,field,answer\nsystem,pas,users,4\n"),
    ("list.csv", "name\nPAS\n"),
    ("devices.csv", "Hostname,Operating system\nward-1,Windows 10\n"),
    ("mapping.yaml", "tables: []\n"),
    ("names.csv", "raw_vendor,raw_product,raw_version\n,Windows,10\n"),
    (
        "portfolio.json",
        r#"{"format":"roadmap-oracle/1","plan_years":1,"benefit_years":2,"discount_rate":0,"budget":[10],"actions":[{"id":"a","cost":[10]}],"findings":[{"id":"f","annual_value":3,"mode":"any","actions":["a"]}]}"#,
    ),
];

#[expect(clippy::disallowed_methods, reason = "writes the fixture of a test")]
fn fixture() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in FILES {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// Every file below a folder with its bytes.
fn all_of(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    let files = files.filter(|entry| entry.file_type().is_file());
    files.map(|entry| (entry.path().to_owned(), fs::read(entry.path()).unwrap())).collect()
}

/// A command with the words that lead to it.
struct Leaf {
    words: Vec<String>,
    command: clap::Command,
}

/// Every command that can be run, subcommands included.
fn leaves() -> Vec<Leaf> {
    let mut open = vec![Leaf { words: Vec::new(), command: Args::command() }];
    let mut found = Vec::new();
    while let Some(leaf) = open.pop() {
        for below in leaf.command.get_subcommands() {
            let words = leaf.words.iter().cloned().chain([below.get_name().to_owned()]).collect();
            open.push(Leaf { words, command: below.clone() });
        }
        if !leaf.command.is_subcommand_required_set() && !leaf.words.is_empty() {
            found.push(leaf);
        }
    }
    assert!(found.len() > 18, "every command is looked at");
    found
}

/// The arguments of a command that hold a path.
fn paths(command: &clap::Command) -> impl Iterator<Item = &clap::Arg> {
    command.get_arguments().filter(|arg| arg.get_value_parser().type_id() == TypeId::of::<PathBuf>())
}

fn input_of(arg: &clap::Arg) -> Option<&'static str> {
    INPUTS.iter().find(|(id, _)| arg.get_id() == *id).map(|(_, path)| *path)
}

/// The arguments that a command prints or writes to: paths that are no inputs.
fn outputs(command: &clap::Command) -> Vec<&clap::Arg> {
    paths(command).filter(|arg| input_of(arg).is_none()).collect()
}

fn is_folder(arg: &clap::Arg) -> bool {
    arg.get_value_names().is_some_and(|names| names.iter().any(|name| name == "DIR"))
}

/// The call of a command with all that it can read, in a folder.
fn call(leaf: &Leaf, folder: &Path) -> Command {
    let mut call = Command::cargo_bin("techstrata").unwrap();
    call.current_dir(folder).args(&leaf.words);
    for arg in leaf.command.get_arguments() {
        let word = WORDS.iter().find(|(id, _)| arg.get_id() == *id).map(|(_, word)| *word);
        let Some(value) = input_of(arg).or(word) else { continue };
        match arg.get_long() {
            Some(long) => call.arg(format!("--{long}={value}")),
            None => call.arg(value),
        };
    }
    if leaf.words == ["lifecycle", "update"] {
        call.args(["--from", "http://127.0.0.1:9/"]);
    }
    call
}

fn with_output(leaf: &Leaf, arg: &clap::Arg, folder: &Path, output: &str) -> Command {
    let mut call = call(leaf, folder);
    match arg.get_long() {
        Some(long) => call.arg(format!("--{long}={output}")),
        None => call.arg(output),
    };
    if leaf.words == ["import"] && !is_folder(arg) {
        call.arg("--dry-run");
    }
    call
}

/// What a command must not write over.
fn protected(leaf: &Leaf) -> Vec<&'static str> {
    let mut all = Vec::new();
    for arg in paths(&leaf.command) {
        let Some(path) = input_of(arg) else { continue };
        match PROTECTED.iter().find(|(id, _)| arg.get_id() == *id) {
            Some((_, files)) => all.extend(files.iter().copied()),
            None => all.push(path),
        }
    }
    // A command that reads nothing knows of nothing, but for what it wrote
    // itself last time.
    if leaf.words == ["lifecycle", "update"] {
        all.push("estate/inventory.yaml");
    }
    all
}

#[test]
fn no_command_writes_over_what_it_reads() {
    let folder = fixture();
    let before = all_of(folder.path());
    let mut tried = 0;
    for leaf in leaves() {
        for arg in outputs(&leaf.command).into_iter().filter(|arg| !is_folder(arg)) {
            let protected = protected(&leaf);
            let reads_nothing = leaf.words == ["rules"];
            assert_eq!(protected.is_empty(), reads_nothing, "{:?} reads what is not listed here", leaf.words);
            for output in protected {
                let run = with_output(&leaf, arg, folder.path(), output).output().unwrap();
                let said = String::from_utf8_lossy(&run.stderr).into_owned();
                let what = format!("{:?} --{} {output}: {said}", leaf.words, arg.get_id());
                assert_eq!(run.status.code(), Some(2), "{what}");
                assert!(said.contains(output) && said.contains("name another file"), "{what}");
                assert!(all_of(folder.path()) == before, "{what}");
                tried += 1;
            }
        }
    }
    assert!(tried > 50, "only {tried} calls were tried");
}

#[test]
fn no_command_that_writes_a_folder_changes_what_is_there() {
    for leaf in leaves() {
        for arg in outputs(&leaf.command).into_iter().filter(|arg| is_folder(arg)) {
            let folder = fixture();
            let before = all_of(folder.path());
            let fresh = tempfile::tempdir().unwrap();
            with_output(&leaf, arg, folder.path(), fresh.path().to_str().unwrap()).output().unwrap();
            let _ = with_output(&leaf, arg, folder.path(), "estate").output().unwrap();
            let after = all_of(folder.path());
            let kept = before.iter().all(|(path, bytes)| after.get(path) == Some(bytes));
            assert!(kept, "{:?} --{}", leaf.words, arg.get_id());
        }
    }
}

#[cfg(unix)]
#[test]
fn a_file_beside_the_report_that_is_an_input_stops_all_of_them() {
    let fresh = |leaf: &Leaf, arg: &clap::Arg, folder: &Path| {
        let run = with_output(leaf, arg, folder, "fresh").arg("--zip").output().unwrap();
        assert_eq!(run.status.code(), Some(0), "{}", String::from_utf8_lossy(&run.stderr));
        let names = fs::read_dir(folder.join("fresh")).unwrap().map(|entry| entry.unwrap().file_name());
        names.collect::<Vec<_>>()
    };
    let mut tried = 0;
    // What writes a folder beside a report, and not an inventory of its own.
    let packs = |leaf: &&Leaf| leaf.command.get_arguments().any(|arg| arg.get_long() == Some("zip"));
    for leaf in leaves().iter().filter(packs) {
        for arg in outputs(&leaf.command).into_iter().filter(|arg| is_folder(arg)) {
            let folder = fixture();
            for name in fresh(leaf, arg, folder.path()) {
                let beside = folder.path().join(format!("beside-{tried}"));
                fs::create_dir(&beside).unwrap();
                std::os::unix::fs::symlink("../estate/inventory.yaml", beside.join(&name)).unwrap();
                let before = all_of(folder.path());
                let mut call = with_output(leaf, arg, folder.path(), beside.to_str().unwrap());
                let run = call.arg("--zip").output().unwrap();
                let said = String::from_utf8_lossy(&run.stderr).into_owned();
                assert_eq!(run.status.code(), Some(2), "{}: {said}", name.display());
                assert!(said.contains("is the same file as `estate/inventory.yaml`"), "{said}");
                assert!(all_of(folder.path()) == before, "{}", name.display());
                tried += 1;
            }
        }
    }
    assert!(tried > 6, "only {tried} files beside the report were tried");
}

/// Runs `graph` on the fixture's estate with an output.
fn graph(folder: &Path, inventory: &str, output: &str) -> (Option<i32>, String) {
    let mut call = Command::cargo_bin("techstrata").unwrap();
    let run = call.current_dir(folder).args(["graph", inventory, "-o", output]).output().unwrap();
    (run.status.code(), String::from_utf8_lossy(&run.stderr).into_owned())
}

#[cfg(unix)]
#[test]
fn a_file_is_known_by_what_it_is_and_not_by_its_name() {
    use std::os::unix::fs::symlink;
    let folder = fixture();
    let at = |name: &str| folder.path().join(name);
    symlink("estate/inventory.yaml", at("link.txt")).unwrap();
    symlink("link.txt", at("link-to-link.txt")).unwrap();
    symlink("estate", at("link-to-folder")).unwrap();
    symlink("estate/not-yet.yaml", at("ahead.txt")).unwrap();
    fs::hard_link(at("estate/inventory.yaml"), at("second-name.txt")).unwrap();
    let whole = at("estate/inventory.yaml").display().to_string();
    let before = all_of(folder.path());
    for inventory in ["estate", "./estate/", "link-to-folder", "estate/inventory.yaml", "second-name.txt"] {
        for output in [
            "estate/inventory.yaml",
            "./estate/../estate/more/../inventory.yaml",
            "link.txt",
            "link-to-link.txt",
            "link-to-folder/inventory.yaml",
            "second-name.txt",
            &whole,
        ] {
            let (code, said) = graph(folder.path(), inventory, output);
            assert_eq!(code, Some(2), "{inventory} -o {output}: {said}");
            assert!(all_of(folder.path()) == before, "{inventory} -o {output}");
        }
    }
    for output in ["estate/more/wards.yml", "estate/techstrata.yaml", "estate/scenarios/merge.yaml"] {
        let (code, said) = graph(folder.path(), "estate", output);
        assert_eq!(code, Some(2), "{output}: {said}");
    }
    for output in
        ["ahead.txt", "link-to-folder/a/new.YAML", "estate/../estate/new.yml", "estate/techstrata.yml"]
    {
        let (code, said) = graph(folder.path(), "estate", output);
        assert_eq!(code, Some(2), "{output}: {said}");
        assert!(said.contains("would be read as the inventory next time"), "{said}");
    }
    assert!(all_of(folder.path()) == before);
}

#[test]
fn what_is_read_by_nobody_is_written() {
    let folder = fixture();
    for output in ["estate/graph.txt", "estate/notes.txt", "estate/.hidden.yaml", "new.yaml", "list.csv"] {
        let (code, said) = graph(folder.path(), "estate", output);
        assert_eq!(code, Some(0), "{output}: {said}");
        assert!(fs::read_to_string(folder.path().join(output)).unwrap().contains("dependency view"));
    }
}

#[test]
fn two_outputs_of_one_call_are_two_files() {
    let folder = fixture();
    let run = |words: &[&str]| {
        let mut call = Command::cargo_bin("techstrata").unwrap();
        let run = call.current_dir(folder.path()).args(["report", "estate"]).args(words).output().unwrap();
        (run.status.code(), String::from_utf8_lossy(&run.stderr).into_owned())
    };
    for words in [
        &["-o", "page.html", "--pdf", "./page.html"][..],
        &["-o", "page.html", "--zip", "--pdf", "estate/../page.zip"],
        &["-o", "page.zip", "--zip"],
        &["--output-dir", "beside", "--pdf", "beside/results.json"],
    ] {
        let (code, said) = run(words);
        assert_eq!(code, Some(2), "{words:?}: {said}");
        assert!(said.contains("both would be written") || said.contains("written twice"), "{said}");
        assert!(!folder.path().join("page.html").exists() && !folder.path().join("page.zip").exists());
        assert!(!folder.path().join("beside").exists());
    }
}

#[cfg(unix)]
#[test]
fn the_shell_cannot_join_the_answer_to_an_input_either() {
    let folder = fixture();
    let path = folder.path().join("estate/inventory.yaml");
    let before = fs::read(&path).unwrap();
    let joined = fs::OpenOptions::new().append(true).open(&path).unwrap();
    let run = std::process::Command::new(assert_cmd::cargo::cargo_bin("techstrata"))
        .current_dir(folder.path())
        .args(["graph", "estate"])
        .stdout(joined)
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&run.stderr).contains("estate/inventory.yaml"));
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_dash_is_the_standard_output_and_input() {
    let folder = fixture();
    let run = |words: &[&str], input: &str| {
        let mut call = Command::cargo_bin("techstrata").unwrap();
        let run = call.current_dir(folder.path()).args(words).write_stdin(input).output().unwrap();
        assert_eq!(run.status.code(), Some(0), "{words:?}: {}", String::from_utf8_lossy(&run.stderr));
        run.stdout
    };
    assert!(run(&["graph", "estate", "-o", "-"], "").starts_with(b"General: dependency view"));
    assert!(run(&["register", "estate", "--format", "xlsx", "-o", "-"], "").starts_with(b"PK"));
    assert!(run(&["unlisted", "estate", "-"], "name\nPAS\n").starts_with(b"Systems on two lists"));
    assert!(!folder.path().join("-").exists());
}

#[test]
fn answers_change_the_inventory_and_never_a_scenario() {
    let folder = fixture();
    let file = folder.path().join("estate/inventory.yaml");
    let run = |inventory: &str, sheet: &str| {
        write(&folder.path().join("sheet.csv"), sheet);
        write(&folder.path().join("scenario.yaml"), "add: {systems: [{id: ris, name: Radiology}]}\n");
        let mut call = Command::cargo_bin("techstrata").unwrap();
        let words = ["answer", inventory, "sheet.csv", "--scenario", "scenario.yaml"];
        let run = call.current_dir(folder.path()).args(words).output().unwrap();
        (run.status.code(), String::from_utf8_lossy(&run.stderr).into_owned())
    };
    let before = all_of(folder.path());
    for inventory in ["estate", "estate/inventory.yaml"] {
        let (code, said) = run(inventory, "kind,subject,field,answer\nsystem,ris,users,4\n");
        assert_eq!(code, Some(2), "{said}");
        assert!(said.contains("write the answer into the scenario by hand"), "{said}");
        assert_eq!(fs::read(&file).unwrap(), before[&file]);
    }
    let (code, said) = run("estate", "kind,subject,field,answer\nsystem,pas,users,4\n");
    assert_eq!(code, Some(0), "{said}");
    assert!(fs::read_to_string(&file).unwrap().contains("users: 4"));
}

#[expect(clippy::disallowed_methods, reason = "writes the fixture of a test")]
fn write(path: &Path, text: &str) {
    fs::write(path, text).unwrap();
}
