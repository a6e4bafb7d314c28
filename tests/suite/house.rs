//! The rules of the house: which stage may know which, how large files get,
//! and that what the documents name is there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use techstrata::analyse::registry;

/// Which modules each module may name. Data flows one way: a stage knows
/// those before it, never those after.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("date", &[]),
    ("money", &[]),
    ("source", &[]),
    ("method", &["text"]),
    ("table", &["files"]),
    ("random", &[]),
    ("files", &[]),
    ("sentence", &["date"]),
    ("diagnostic", &["text", "date", "money", "source"]),
    ("model", &["text", "date", "money", "source"]),
    ("settings", &["method", "diagnostic", "source", "model", "text", "date", "money"]),
    ("catalogue", &["model", "method", "text", "date", "money"]),
    ("yaml", &["model", "source", "text", "date"]),
    ("load", &["yaml", "files", "settings", "model", "diagnostic", "source", "text", "date", "money"]),
    ("check", &["load", "settings", "model", "diagnostic", "source", "text", "date", "money"]),
    ("graph", &["check", "model", "source", "random"]),
    (
        "analyse",
        &["graph", "catalogue", "check", "settings", "model", "method", "source", "text", "date", "money"],
    ),
    (
        "score",
        &[
            "random",
            "source",
            "analyse",
            "graph",
            "catalogue",
            "check",
            "settings",
            "model",
            "method",
            "text",
            "date",
            "money",
        ],
    ),
    (
        "plan",
        &[
            "random", "score", "analyse", "graph", "check", "settings", "model", "method", "text", "date",
            "money",
        ],
    ),
    (
        "assess",
        &[
            "plan",
            "score",
            "analyse",
            "graph",
            "catalogue",
            "check",
            "settings",
            "model",
            "method",
            "diagnostic",
            "source",
            "text",
            "date",
            "money",
        ],
    ),
    (
        "ask",
        &[
            "method",
            "source",
            "assess",
            "plan",
            "score",
            "analyse",
            "graph",
            "catalogue",
            "check",
            "model",
            "text",
            "date",
            "money",
        ],
    ),
    ("generate", &["random", "yaml", "model", "source", "text", "date", "money"]),
    (
        "import",
        &[
            "files",
            "table",
            "yaml",
            "load",
            "catalogue",
            "settings",
            "model",
            "method",
            "diagnostic",
            "source",
            "text",
            "date",
            "money",
        ],
    ),
    (
        "render",
        &[
            "import",
            "ask",
            "assess",
            "plan",
            "score",
            "analyse",
            "graph",
            "catalogue",
            "check",
            "load",
            "settings",
            "model",
            "method",
            "diagnostic",
            "source",
            "sentence",
            "text",
            "date",
            "money",
        ],
    ),
];

/// Modules that may name every other one.
const KNOWS_ALL: &[&str] = &["cli", "main", "lib"];

const MOST_LINES: usize = 500;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Files below a folder of the project with one of these endings, sorted.
fn files_of(folder: &str, endings: &[&str]) -> Vec<PathBuf> {
    let is_wanted = |path: &Path| {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        endings.contains(&ending)
    };
    let is_ours = |entry: &walkdir::DirEntry| {
        let name = entry.file_name().to_string_lossy();
        !matches!(&*name, "target" | "node_modules" | ".git" | "corpus" | "artifacts")
    };
    let mut files: Vec<PathBuf> = walkdir::WalkDir::new(root().join(folder))
        .into_iter()
        .filter_entry(is_ours)
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file() && is_wanted(entry.path()))
        .map(walkdir::DirEntry::into_path)
        .collect();
    files.sort();
    files
}

fn name_of(path: &Path) -> String {
    path.strip_prefix(root()).unwrap().display().to_string()
}

/// The file's text up to its unit tests.
fn code_of(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let end = text.find("#[cfg(test)]\nmod tests {").unwrap_or(text.len());
    text[..end].to_owned()
}

/// Whether the file is compiled for tests only: `tests.rs`, or what
/// `#[cfg(test)] mod name;` brings in.
fn is_for_tests(path: &Path) -> bool {
    let mut below = path;
    while let Some(folder) = below.parent().filter(|folder| folder.starts_with(root().join("src"))) {
        let stem = below.file_stem().unwrap().to_string_lossy().into_owned();
        let head = folder.join("mod.rs");
        let declared = format!("#[cfg(test)]\nmod {stem};");
        if fs::read_to_string(head).is_ok_and(|text| text.contains(&declared)) {
            return true;
        }
        below = folder;
    }
    false
}

/// The top-level modules that a text names through `crate::`.
fn named_modules(text: &str) -> BTreeSet<String> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let mut named = BTreeSet::new();
    for line in code {
        for rest in line.split("crate::").skip(1) {
            let word = |text: &str| {
                text.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect::<String>()
            };
            match rest.strip_prefix('{') {
                Some(group) => named.extend(group.split(',').map(|part| word(part.trim()))),
                None => {
                    named.insert(word(rest));
                }
            }
        }
    }
    named.retain(|name| !name.is_empty());
    named
}

#[test]
fn each_stage_knows_only_those_before_it() {
    let table: BTreeMap<&str, &[&str]> = MAY_IMPORT.iter().copied().collect();
    let mut wrong = Vec::new();
    for path in files_of("src", &["rs"]) {
        let inner = path.strip_prefix(root().join("src")).unwrap();
        let first = inner.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
        let module = first.trim_end_matches(".rs").to_owned();
        if KNOWS_ALL.contains(&module.as_str()) || is_for_tests(&path) {
            continue;
        }
        let allowed = table.get(module.as_str()).unwrap_or_else(|| {
            panic!("`src/{module}` has no row in MAY_IMPORT of tests/suite/house.rs: say what it may know")
        });
        for named in named_modules(&code_of(&path)) {
            if named != module && !allowed.contains(&named.as_str()) {
                wrong.push(format!("{} names crate::{named}", name_of(&path)));
            }
        }
    }
    assert!(wrong.is_empty(), "data flows one way; these look back:\n{}", wrong.join("\n"));
}

#[test]
fn files_are_read_and_written_through_one_door() {
    // What a run reads, it may not write over; so nobody opens files alone.
    const DOORS: &[&str] = &["src/files.rs", "src/render/write.rs"];
    // A PDF that a browser has just printed for us is no input.
    const OWN: &[(&str, &str)] = &[("src/cli/command/report/pdf.rs", "fs::read(")];
    const OPENING: &[&str] = &[
        "fs::read(",
        "fs::read_to_string(",
        "File::open(",
        "File::create",
        "OpenOptions",
        "fs::write(",
        "fs::copy(",
    ];
    let mut wrong = Vec::new();
    for path in files_of("src", &["rs"]) {
        let name = name_of(&path);
        if DOORS.contains(&name.as_str()) || is_for_tests(&path) {
            continue;
        }
        let code = code_of(&path);
        for call in OPENING.iter().filter(|call| code.contains(**call) && !OWN.contains(&(&name, call))) {
            wrong.push(format!("{name} calls {call}: read with `Files::read`, write with `cli::output`"));
        }
        if name.starts_with("src/cli/") && name != "src/cli/output.rs" && code.contains("render::write") {
            wrong.push(format!("{name} names render::write: write with `cli::output`, which asks first"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_import_test_sees_what_it_should() {
    let text =
        "use crate::load::x;\nuse crate::{check, model::Id};\n// crate::render\nlet a = crate::text::b();";
    let named: Vec<String> = named_modules(text).into_iter().collect();
    assert_eq!(named, ["check", "load", "model", "text"]);
}

#[test]
fn files_stay_small_enough_to_read() {
    let mut long = Vec::new();
    for path in files_of("src", &["rs"]).into_iter().chain(files_of("tests", &["rs"])) {
        let lines = fs::read_to_string(&path).unwrap().lines().count();
        if lines > MOST_LINES {
            long.push(format!("{} has {lines} lines", name_of(&path)));
        }
    }
    assert!(long.is_empty(), "files hold {MOST_LINES} lines at most; split by subject:\n{}", long.join("\n"));
}

#[test]
fn every_file_says_why_it_exists() {
    let silent: Vec<String> = files_of("src", &["rs"])
        .iter()
        .filter(|path| !fs::read_to_string(path).unwrap().starts_with("//! "))
        .map(|path| name_of(path))
        .collect();
    assert!(silent.is_empty(), "begin with `//! `: {silent:?}");
}

/// Whether a line starts an arm of a match over kinds of subjects.
fn is_arm_of_kinds(arm: &str) -> bool {
    let pattern = arm.split("=>").next().unwrap_or(arm);
    ["Subject::", "Endpoint::"].iter().any(|kind| pattern.trim_start_matches('(').starts_with(kind))
}

/// The lines with an arm that takes every kind that its match does not name.
/// The formatter sets the arms of one match at one indentation.
fn arms_for_the_rest(text: &str) -> Vec<usize> {
    let depth = |line: &str| line.len() - line.trim_start().len();
    let lines: Vec<&str> = text.lines().collect();
    let is_rest = |arm: &str| arm.starts_with("_ =>") || arm.starts_with("other =>");
    let mut found = Vec::new();
    for (number, line) in lines.iter().enumerate().filter(|(_, line)| is_rest(line.trim_start())) {
        let siblings = lines[..number].iter().rev().filter(|above| !above.trim().is_empty());
        let mut siblings = siblings.take_while(|above| depth(above) >= depth(line));
        if siblings.any(|above| depth(above) == depth(line) && is_arm_of_kinds(above.trim_start())) {
            found.push(number + 1);
        }
    }
    found
}

#[test]
fn no_match_over_kinds_of_subjects_forgets_one_in_silence() {
    let silent = "match subject {\n    Subject::Team(_) => 1,\n    _ => 0,\n}\n";
    let of_words = "match word {\n    \"team\" => Subject::Team(at),\n    _ => other,\n}\n";
    assert_eq!((arms_for_the_rest(silent), arms_for_the_rest(of_words)), (vec![3], vec![]));
    for path in files_of("src", &["rs"]) {
        let found = arms_for_the_rest(&code_of(&path));
        assert!(found.is_empty(), "{}: name the kinds that lines {found:?} leave out", name_of(&path));
    }
}

#[test]
fn names_say_what_things_are() {
    const BANNED: &[&str] = &["util", "utils", "helper", "helpers", "manager", "handler", "common", "misc"];
    let mut wrong = Vec::new();
    for path in files_of("src", &["rs"]) {
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        if BANNED.contains(&stem.as_str()) {
            wrong.push(name_of(&path));
        }
        for line in fs::read_to_string(&path).unwrap().lines() {
            let words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
            for pair in words.windows(2) {
                let is_definition = matches!(pair[0], "struct" | "enum" | "trait" | "mod" | "fn");
                let name = pair[1].to_lowercase();
                let is_banned = BANNED.iter().any(|word| name.split('_').any(|part| part == *word));
                if is_definition && is_banned {
                    wrong.push(format!("{}: {}", name_of(&path), line.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "names that say nothing:\n{}", wrong.join("\n"));
}

/// A reader who meets a noun looks for its type: of two he finds the wrong one.
#[test]
fn one_public_noun_is_one_type() {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for path in files_of("src", &["rs"]) {
        for line in fs::read_to_string(&path).unwrap().lines() {
            let kinds = ["pub struct ", "pub enum ", "pub trait "];
            let Some(rest) = kinds.iter().find_map(|kind| line.strip_prefix(kind)) else { continue };
            let noun: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
            places.entry(noun).or_default().push(name_of(&path));
        }
    }
    assert!(places.len() > 400, "only {} types were seen", places.len());
    let several: Vec<_> = places.iter().filter(|(_, places)| places.len() > 1).collect();
    assert!(several.is_empty(), "nouns of several types: {several:#?}");
}

#[test]
fn every_rule_file_is_registered() {
    let mut files = 0;
    for path in files_of("src/analyse/rules", &["rs"]) {
        let text = fs::read_to_string(&path).unwrap();
        for line in text.lines().filter(|line| line.trim_start().starts_with("id: \"")) {
            let id = line.split('"').nth(1).unwrap();
            assert!(
                registry::rule(id).is_some(),
                "{} defines `{id}`, which no family lists: add it to RULES in the folder's mod.rs",
                name_of(&path)
            );
            files += 1;
        }
    }
    assert_eq!(files, registry::rules().count(), "each rule is one definition below src/analyse/rules");
}

/// Texts between backticks that look like a path of this project.
fn paths_in(text: &str) -> impl Iterator<Item = &str> {
    const TOP: &[&str] =
        &["src/", "tests/", "docs/", "schemas/", "inventories/", "templates/", "benches/", "fuzz/", ".ci/"];
    let ticked = text.split('`').skip(1).step_by(2);
    let linked = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    ticked.chain(linked).filter(|path| {
        TOP.iter().any(|top| path.starts_with(top)) && !path.contains(['<', '*', '{', ' ', '…', '$'])
    })
}

#[test]
fn what_the_documents_name_is_there() {
    let mut documents = files_of("docs", &["md"]);
    documents.extend(["README.md", "CONTRIBUTING.md", "CHANGELOG.md"].map(|name| root().join(name)));
    let mut gone = Vec::new();
    for document in documents {
        let text =
            fs::read_to_string(&document).unwrap_or_else(|error| panic!("{}: {error}", name_of(&document)));
        for path in paths_in(&text) {
            let path = path.split(['#', ':']).next().unwrap();
            let beside = document.parent().unwrap().join(path);
            if !root().join(path).exists() && !beside.exists() {
                gone.push(format!("{} names `{path}`", name_of(&document)));
            }
        }
    }
    assert!(gone.is_empty(), "no such file:\n{}", gone.join("\n"));
}

#[test]
fn the_pages_of_the_rules_are_fresh() {
    let path = root().join("docs/rules.md");
    let pages = techstrata::render::reference::rule_pages();
    if std::env::var_os("TECHSTRATA_UPDATE").is_some() {
        techstrata::render::write::write(&path, pages.as_bytes()).unwrap();
    }
    let published = fs::read_to_string(&path).unwrap();
    assert!(published == pages, "docs/rules.md is stale: TECHSTRATA_UPDATE=1 cargo test house::");
}

#[test]
fn the_table_of_methods_is_fresh() {
    const MARK: &str = "cargo test house::` rewrites it. -->\n";
    let path = root().join("docs/methods.md");
    let published = fs::read_to_string(&path).unwrap();
    let (head, table) = published.split_once(MARK).unwrap();
    let fresh = techstrata::render::reference::rule_table();
    if std::env::var_os("TECHSTRATA_UPDATE").is_some() {
        techstrata::render::write::write(&path, format!("{head}{MARK}{fresh}").as_bytes()).unwrap();
    } else {
        assert!(table == fresh, "docs/methods.md is stale: TECHSTRATA_UPDATE=1 cargo test house::");
    }
}

#[test]
fn the_page_of_defaults_is_fresh() {
    let path = root().join("docs/defaults.md");
    let fresh = techstrata::render::reference::defaults();
    if std::env::var_os("TECHSTRATA_UPDATE").is_some() {
        techstrata::render::write::write(&path, fresh.as_bytes()).unwrap();
    }
    let published = fs::read_to_string(&path).unwrap_or_default();
    assert!(published == fresh, "docs/defaults.md is stale: TECHSTRATA_UPDATE=1 cargo test house::");
}

#[test]
fn every_dependency_is_argued_for() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let argued = fs::read_to_string(root().join("docs/dependencies.md")).unwrap();
    let mut section = "";
    let mut missing = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            section = line;
        } else if matches!(section, "[dependencies]" | "[dev-dependencies]")
            && let Some((name, _)) = line.split_once(" = ")
            && !argued.contains(&format!("`{name}`"))
        {
            missing.push(name.to_owned());
        }
    }
    assert!(missing.is_empty(), "docs/dependencies.md says nothing of {missing:?}");
}

#[test]
fn no_file_names_a_machine() {
    // Put together here, so that this file does not hold them.
    let banned = [["/wo", "rk/"].concat(), ["/ro", "ot/"].concat(), ["/ho", "me/"].concat()];
    let endings = ["rs", "md", "toml", "yaml", "json", "mjs", "js", "css", "tera", "csv", "txt", "lock"];
    let mut wrong = Vec::new();
    for path in files_of(".", &endings) {
        let text = fs::read_to_string(&path).unwrap_or_default();
        for (number, line) in text.lines().enumerate() {
            if banned.iter().any(|path| line.contains(path.as_str())) {
                wrong.push(format!("{}:{}", name_of(&path), number + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "paths of one machine: {wrong:?}");
}
