//! One question, one figure: whatever more than one command or file says of an
//! inventory is said alike by all of them. Each source is read by itself into
//! what it says of which question; then every question that has more than one
//! source is compared.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::runs::ran;
use techstrata::render::write::write;

const DAY: &str = "2026-10-31";

/// Which source says what: by question, then by source.
#[derive(Default)]
struct Sayings(BTreeMap<String, BTreeMap<String, String>>);

impl Sayings {
    fn says(&mut self, source: &str, question: impl Into<String>, figure: impl Into<String>) {
        self.0.entry(question.into()).or_default().insert(source.to_owned(), figure.into());
    }

    /// A figure of a JSON answer; nothing where it holds none.
    fn holds(&mut self, source: &str, question: impl Into<String>, figure: &Value) {
        match figure {
            Value::Null => {}
            Value::String(text) => self.says(source, question, text),
            Value::Number(number) => self.says(source, question, millionths(number.as_f64().unwrap())),
            other => self.says(source, question, other.to_string()),
        }
    }

    fn compared(&self) -> impl Iterator<Item = (&String, &BTreeMap<String, String>)> {
        self.0.iter().filter(|(_, by_source)| by_source.len() > 1)
    }

    fn contradictions(&self) -> Vec<String> {
        let differ = self.compared().filter(|(_, by_source)| {
            let mut figures = by_source.values();
            let first = figures.next();
            figures.any(|figure| Some(figure) != first)
        });
        differ.map(|(question, by_source)| format!("{question}: {by_source:?}")).collect()
    }
}

/// Tables are exact to a millionth.
fn millionths(figure: f64) -> String {
    format!("{figure:.6}")
}

fn said(arguments: &[&str]) -> String {
    let run = ran(arguments);
    assert!(run.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).unwrap()
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn word<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

/// The rows of a CSV, each by its headings.
fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

fn number(row: &BTreeMap<String, String>, heading: &str) -> String {
    let cell = row.iter().find(|(name, _)| *name == heading || name.starts_with(&format!("{heading} (")));
    let cell = cell.unwrap_or_else(|| panic!("no heading {heading} in {:?}", row.keys())).1;
    if cell.is_empty() { String::new() } else { millionths(cell.parse().unwrap()) }
}

struct Estate {
    inventory: String,
    beside: PathBuf,
    _folder: tempfile::TempDir,
}

impl Estate {
    fn of(name: &str) -> Self {
        let inventory =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("inventories").join(name).display().to_string();
        let folder = tempfile::tempdir().unwrap();
        let beside = folder.path().join("all");
        let to = beside.display().to_string();
        said(&["report", &inventory, "--output-dir", &to, "--as-of", DAY]);
        Self { inventory, beside, _folder: folder }
    }

    fn file(&self, name: &str) -> String {
        read(&self.beside.join(name))
    }

    fn answer(&self, command: &str, more: &[&str]) -> String {
        let mut arguments = vec![command, &*self.inventory];
        arguments.extend(more);
        arguments.extend(["--as-of", DAY]);
        said(&arguments)
    }
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn of_results(sayings: &mut Sayings, estate: &Estate) {
    let source = "results.json";
    let all = json(&estate.file(source));
    let count = &all["estate"];
    for (question, key) in [
        ("systems in use", "systems_in_use"),
        ("devices", "devices"),
        ("interfaces", "interfaces"),
        ("high-risk systems", "high_risk_systems"),
    ] {
        sayings.holds(source, question, &count[key]);
    }
    for key in ["systems", "device_fleets", "journeys", "organisations"] {
        sayings.holds(source, format!("all {key}"), &count[key]);
    }
    let open: Vec<_> = list(&all, "findings").iter().filter(|each| each["accepted"].is_null()).collect();
    for band in ["critical", "high", "medium", "low"] {
        let many = open.iter().filter(|each| word(each, "severity") == band).count();
        sayings.says(source, format!("{band} findings"), millionths(many as f64));
    }
    for finding in list(&all, "findings") {
        let id = word(finding, "id");
        for bound in ["low", "point", "high"] {
            sayings.holds(source, format!("{id}: {bound} score"), &finding["risk"][bound]);
        }
        sayings.holds(source, format!("{id}: band"), &finding["severity"]);
        sayings.holds(source, format!("{id}: headline"), &finding["headline"]);
        sayings.holds(source, format!("{id}: confidence"), &finding["confidence"]);
    }
    for system in list(&all, "framework") {
        framework(sayings, source, system);
    }
    for (at, action) in
        list(&all["plan"], "steps").iter().filter(|each| each["is_funded"] == true).enumerate()
    {
        let id = word(action, "action");
        sayings.says(source, format!("plan, place {at}"), id);
        for key in ["cost", "removes", "starts"] {
            sayings.holds(source, format!("{id}: {key}"), &action[key]);
        }
    }
    for key in ["status", "method", "value", "bound", "gap", "proof"] {
        sayings.holds(source, format!("plan: {key}"), &all["plan"]["solution"][key]);
    }
    sayings.holds(source, "measured risk", &all["plan"]["total_risk"]);
}

fn framework(sayings: &mut Sayings, source: &str, system: &Value) {
    let id = word(system, "system");
    for bound in ["low", "high"] {
        for side in ["likelihood", "impact", "overall"] {
            sayings.holds(source, format!("{id}: framework, {side}, {bound}"), &system[side][bound]);
        }
    }
    for key in ["is_red", "is_legacy", "is_complete"] {
        sayings.holds(source, format!("{id}: framework, {key}"), &system[key]);
    }
}

fn of_findings_csv(sayings: &mut Sayings, estate: &Estate) {
    let source = "findings.csv";
    for row in rows(&estate.file(source)) {
        let id = &row["id"];
        for (bound, heading) in [("low", "risk_low"), ("point", "risk"), ("high", "risk_high")] {
            sayings.says(source, format!("{id}: {bound} score"), number(&row, heading));
        }
        sayings.says(source, format!("{id}: band"), &row["severity"]);
        sayings.says(source, format!("{id}: headline"), &row["headline"]);
        sayings.says(source, format!("{id}: confidence"), number(&row, "confidence"));
    }
}

fn of_plan(sayings: &mut Sayings, estate: &Estate) {
    let source = "plan --format json";
    let plan = json(&estate.answer("plan", &["--format", "json"]));
    for (at, action) in list(&plan, "actions").iter().enumerate() {
        let id = word(action, "id");
        sayings.says(source, format!("plan, place {at}"), id);
        for key in ["cost", "removes", "starts", "completes", "months"] {
            sayings.holds(source, format!("{id}: {key}"), &action[key]);
        }
    }
    for key in ["status", "method", "value", "bound", "gap", "proof"] {
        sayings.holds(source, format!("plan: {key}"), &plan["solution"][key]);
    }
    let total = &plan["total"];
    for (question, key) in [
        ("plan: cost", "cost"),
        ("plan: actions", "actions"),
        ("plan: removes", "removed"),
        ("measured risk", "risk"),
    ] {
        sayings.holds(source, question, &total[key]);
    }
    if total["actions"].as_f64().is_some_and(|many| many > 0.0) {
        sayings.says("plan --format json", "plan: share", millionths(share_of(total) * 100.0));
    }
}

fn share_of(total: &Value) -> f64 {
    total["removed"].as_f64().unwrap() / total["risk"].as_f64().unwrap()
}

fn of_plan_csv(sayings: &mut Sayings, estate: &Estate) {
    let source = "plan.csv";
    let mut cost = 0.0;
    let rows = rows(&estate.file(source));
    for row in &rows {
        let id = &row["action"];
        for (question, heading) in [("cost", "cost"), ("removes", "risk_removed"), ("months", "months")] {
            sayings.says(source, format!("{id}: {question}"), number(row, heading));
        }
        sayings.says(source, format!("{id}: starts"), &row["starts"]);
        sayings.says(source, format!("{id}: completes"), &row["completes"]);
        cost += number(row, "cost").parse::<f64>().unwrap();
    }
    sayings.says(source, "plan: cost", millionths(cost));
    sayings.says(source, "plan: actions", millionths(rows.len() as f64));
}

fn of_register(sayings: &mut Sayings, estate: &Estate) {
    let source = "register --format json";
    for system in list(&json(&estate.answer("register", &["--format", "json"])), "systems") {
        framework(sayings, source, system);
    }
    let source = "register.csv";
    for row in rows(&estate.file(source)) {
        let id = &row["system"];
        for side in ["likelihood", "impact", "overall"] {
            for bound in ["low", "high"] {
                let cell = number(&row, &format!("{side}_{bound}"));
                sayings.says(source, format!("{id}: framework, {side}, {bound}"), cell);
            }
        }
        for (key, heading) in [("is_red", "red"), ("is_legacy", "legacy"), ("is_complete", "complete")] {
            if let Some(truth) = match &*row[heading] {
                "yes" => Some("true"),
                "no" => Some("false"),
                _ => None,
            } {
                sayings.says(source, format!("{id}: framework, {key}"), truth);
            }
        }
    }
}

const AS_IT_IS: [(&str, &str); 9] = [
    ("systems in use", "systems"),
    ("devices", "devices"),
    ("interfaces", "interfaces"),
    ("high-risk systems", "high_risk_systems"),
    ("measured risk", "risk"),
    ("critical findings", "critical"),
    ("high findings", "high"),
    ("medium findings", "medium"),
    ("low findings", "low"),
];

const PLANNED: [(&str, &str); 4] = [
    ("plan: cost", "cost"),
    ("plan: actions", "actions"),
    ("plan: removes", "removed"),
    ("plan: value", "value"),
];

fn of_comparison(sayings: &mut Sayings, estate: &Estate) {
    let nothing = estate.beside.join("nothing.yaml");
    write(&nothing, b"name: Nothing changes\n").unwrap();
    let nothing = nothing.display().to_string();
    let text = estate.answer("compare", &["--scenario", &nothing, "--format", "json"]);
    columns(sayings, "compare --format json", &json(&text));
    if estate.beside.join("scenarios.json").exists() {
        columns(sayings, "scenarios.json", &json(&estate.file("scenarios.json")));
    }
    if Path::new(&estate.inventory).join("scenarios").exists() {
        let text = estate.answer("compare", &["--format", "json"]);
        columns(sayings, "compare of all --format json", &json(&text));
    }
}

fn columns(sayings: &mut Sayings, source: &str, answer: &Value) {
    for column in list(answer, "columns") {
        let name = word(column, "name");
        let changes_nothing = ["As it is", "Nothing changes"].contains(&name);
        let of = if changes_nothing { String::new() } else { format!("{name}: ") };
        let source = format!("{source}, {name}");
        for (question, key) in AS_IT_IS {
            sayings.holds(&source, format!("{of}{question}"), &column["figures"][key]);
        }
        for (question, key) in PLANNED {
            sayings.holds(&source, format!("{of}{question}"), &column["plan"][key]);
        }
    }
}

/// The count before a word, as sentences write it: "19,910 devices".
fn counted(text: &str, after: &str) -> Option<String> {
    let at = text.find(after)?;
    let digits = text[..at].trim_end().rsplit([' ', '\n']).next()?;
    digits.replace(',', "").parse::<f64>().ok().map(millionths)
}

fn of_words(sayings: &mut Sayings, estate: &Estate) {
    let texts = [("check", said(&["check", &estate.inventory])), ("analyse", estate.answer("analyse", &[]))];
    for (source, text) in &texts {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for (question, after) in [
            ("all systems", "systems"),
            ("devices", "devices in"),
            ("all device_fleets", "fleets"),
            ("interfaces", "interfaces"),
            ("all journeys", "journeys"),
            ("all organisations", "organisations"),
            ("critical findings", "critical,"),
            ("high findings", "high,"),
            ("medium findings", "medium,"),
        ] {
            if let Some(figure) = counted(&text, after) {
                sayings.says(source, question, figure);
            }
        }
        if let Some((before, _)) = text.split_once(" systems in use are high-risk") {
            let mut words = before.rsplit(' ');
            sayings.says(source, "systems in use", figure_of(words.next().unwrap()));
            sayings.says(source, "high-risk systems", figure_of(words.nth(1).unwrap()));
        }
    }
}

/// A whole number as sentences write it.
fn figure_of(word: &str) -> String {
    millionths(word.trim_end_matches('.').replace(',', "").parse().unwrap())
}

/// The page as a reader reads it.
fn of_page(sayings: &mut Sayings, estate: &Estate) {
    let page = estate.file("report.html");
    let main = page.split("<main").nth(1).unwrap();
    let mut text = String::new();
    for part in main.split('<') {
        text.push_str(part.split_once('>').map_or("", |(_, words)| words));
        text.push(' ');
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let board = text.split("Across organisations").next().unwrap_or(&text);
    if let Some((before, _)) = board.split_once("Their worst finding is High or Critical") {
        let mut tile = before.split("High-risk systems ").last().unwrap().split(" of ");
        sayings.says("page", "high-risk systems", figure_of(tile.next().unwrap()));
        sayings.says("page", "systems in use", figure_of(tile.next().unwrap().trim()));
    }
    let words: Vec<&str> =
        board.split("Interfaces through one hub ").skip(1).flat_map(str::split_whitespace).take(3).collect();
    if let [_, "of", of] = *words {
        sayings.says("page", "interfaces", figure_of(of));
    }
}

/// The plan's sentence is one sentence, on the page and in the terminal.
fn money_and_share(text: &str) -> Option<(String, String)> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let cost = words.iter().find(|word| word.starts_with(['£', '€', '$']))?;
    let share = words.iter().find(|word| word.ends_with('%'))?;
    Some((cost.trim_end_matches([',', ':']).to_owned(), (*share).to_owned()))
}

fn of_plan_words(sayings: &mut Sayings, estate: &Estate) {
    let terminal = estate.answer("plan", &[]);
    let line =
        terminal.lines().find(|line| line.contains("of the measured risk") || line.contains(" remove"));
    let page = estate.file("report.html");
    let lead = page.split("class=\"lead\">").nth(1).map(|rest| rest.split('<').next().unwrap().to_owned());
    for (source, text) in [("page", lead.as_deref()), ("plan", line)] {
        if let Some((cost, share)) = text.filter(|text| text.contains("remove")).and_then(money_and_share) {
            sayings.says(source, "plan: cost, in words", cost);
            sayings.says(source, "plan: share, in words", share);
        }
    }
}

fn of_explanations(sayings: &mut Sayings, estate: &Estate) {
    let all = rows(&estate.file("findings.csv"));
    let step = (all.len() / 4).max(1);
    for row in all.iter().step_by(step) {
        let id = &row["id"];
        let text = estate.answer("explain", &[id, "--format", "json"]);
        let finding = &json(&text)["explained"]["finding"];
        let source = "explain --format json";
        for bound in ["low", "point", "high"] {
            sayings.holds(source, format!("{id}: {bound} score"), &finding["risk"][bound]);
        }
        sayings.holds(source, format!("{id}: band"), &finding["severity"]);
        sayings.holds(source, format!("{id}: headline"), &finding["headline"]);
    }
}

/// Head of every JSON: the same input on the same day.
fn of_heads(sayings: &mut Sayings, estate: &Estate) {
    let beside = ["results.json", "plan.json", "scenarios.json"];
    let files = beside.iter().filter(|name| estate.beside.join(name).exists());
    let files = files.map(|name| ((*name).to_owned(), estate.file(name)));
    let commands = ["analyse", "plan", "register", "questions"];
    let answers = commands.map(|name| (name.to_owned(), estate.answer(name, &["--format", "json"])));
    for (source, text) in files.chain(answers) {
        let head = json(&text);
        for key in ["version", "day", "hash"] {
            assert!(head[key].is_string(), "{source} lacks {key}");
            sayings.holds(&format!("{source}, head"), key, &head[key]);
        }
    }
}

fn files_are_the_answers_of_commands(estate: &Estate) {
    for (file, command, format) in [
        ("results.json", "analyse", "json"),
        ("findings.csv", "analyse", "csv"),
        ("plan.json", "plan", "json"),
        ("plan.csv", "plan", "csv"),
        ("register.csv", "register", "csv"),
    ] {
        if estate.beside.join(file).exists() {
            let answer = estate.answer(command, &["--format", format]);
            assert!(answer == estate.file(file), "{file} is not what `{command} --format {format}` says");
        }
    }
}

fn everything_agrees(name: &str, least: usize) {
    let estate = Estate::of(name);
    files_are_the_answers_of_commands(&estate);
    let mut sayings = Sayings::default();
    for source in [
        of_results,
        of_findings_csv,
        of_plan,
        of_plan_csv,
        of_register,
        of_comparison,
        of_words,
        of_page,
        of_plan_words,
        of_explanations,
        of_heads,
    ] {
        source(&mut sayings, &estate);
    }
    let wrong = sayings.contradictions();
    assert!(wrong.is_empty(), "{name}: {} contradictions\n{}", wrong.len(), wrong.join("\n"));
    let compared = sayings.compared().count();
    assert!(compared >= least, "{name}: only {compared} figures have more than one source");
}

#[test]
fn a_region_says_one_figure_for_one_question() {
    everything_agrees("south-vale", 4000);
}

#[test]
fn a_council_says_one_figure_for_one_question() {
    everything_agrees("brackwater-council", 1100);
}

#[test]
fn a_first_inventory_says_one_figure_for_one_question() {
    everything_agrees("minimal", 30);
}

#[test]
fn a_difference_is_noticed() {
    let mut sayings = Sayings::default();
    sayings.says("one", "systems", "3");
    sayings.says("other", "systems", "4");
    sayings.says("one", "devices", "3");
    assert_eq!(sayings.contradictions().len(), 1);
}
