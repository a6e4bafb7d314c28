//! The method: rules, thresholds, weights, publications, versions.

use super::frame;
use super::lifecycle::listing;
use super::scales;
use super::scene::{PageContext, not_judged_chip};
use crate::analyse::registry;
use crate::method::publication::PUBLICATIONS;
use crate::method::{Criterion, Threshold};
use crate::plan::portfolio;
use crate::render::number;
use crate::render::view::{Cell, Definition, Listing, MethodSection, ViewColumn, ViewRow};
use crate::render::words::of;
use crate::score::firmness::AROUND;

pub(super) fn method(scene: &PageContext<'_>) -> MethodSection {
    MethodSection {
        paragraphs: vec![
            SCORES.to_owned(),
            UNKNOWN.to_owned(),
            format!("{RANKING} {}", planning(scene)),
            LETTERS.to_owned(),
        ],
        listings: vec![
            rules(scene),
            thresholds(scene),
            scales::scales(scene),
            scales::weights(scene),
            weights(scene),
            firmness(scene),
            publications(scene),
            inputs(scene),
        ],
        glossary: GLOSSARY
            .iter()
            .map(|(word, meaning)| Definition { word: (*word).to_owned(), meaning: (*meaning).to_owned() })
            .collect(),
    }
}

const SCORES: &str = "A finding's score is 100 × likelihood × impact. Each side is a weighted sum of factors; each factor turns one fact into a value from 0 (its best anchor) to 1 (its worst). Both sides are always shown, never the product alone. Scores are computed unrounded.";
const UNKNOWN: &str = "A fact that is not recorded is never taken as fine or as zero: the factor becomes a range, its middle is counted, and the score shows between what and what it lies. Confidence is that of the weakest fact that a finding needs, less up to half for the weight that rests on what is not recorded.";
const RANKING: &str = "Systems are ranked by a sum of weighted criteria with declared anchors (linear additive value with swing weights), so that adding or dropping a system never reorders the rest.";
const LETTERS: &str = "Letters say where a threshold comes from: S is set by a standard or by government guidance, P is taken from a paper, D is our default. Thresholds and weights can be changed in the settings; each change is marked here.";

/// How the plan was made, and how good it is known to be.
fn planning(scene: &PageContext<'_>) -> String {
    let how = match scene.assessment.plan.solution.method {
        portfolio::SolveMethod::Greedy => {
            "The plan takes the action that removes most measured risk for its cost, with whatever must come before it, as early as money and people allow, then the next."
        }
        _ => {
            "The plan says which actions start in which year, each after whatever must come before it, so that most measured risk is gone soonest; what is cleared later counts less."
        }
    };
    format!("{how} {}", super::plan::how_good(scene))
}

const GLOSSARY: [(&str, &str); 10] = [
    (
        "High-risk system",
        "A system whose worst open finding is High or Critical. This is not the red rating of the government's Legacy IT Risk Assessment Framework.",
    ),
    ("Finding", "What a rule says of a system, device, interface or journey, with the evidence under it."),
    (
        "Measured risk",
        "The sum of the scores of all open findings. It compares one plan with another; it is not money.",
    ),
    (
        "Severity",
        "The band of a score: Critical from 80, High from 60, Medium from 40, else Low, unless the settings say otherwise.",
    ),
    (
        "Confidence",
        "How far the facts under a finding can be believed: their source, their age and how they were matched.",
    ),
    ("Firm", "The finding's band stays the same whatever the missing facts turn out to be."),
    ("Interface", "A flow of data from one system or device to another."),
    (
        "Hub",
        "A system that others' data passes through, such as a trust integration engine. Being central is its job.",
    ),
    (
        "Blast radius",
        "What is affected when a system stops: everything that needs it, directly or through others, and what it feeds directly.",
    ),
    (
        "Support state",
        "Supported; Security fixes only; Ending, within the horizon; Extended, which was paid for; Unsupported; Not known.",
    ),
];

fn rules(scene: &PageContext<'_>) -> Listing {
    let off = scene.off.len();
    let all = registry::rules().count();
    let sentence = match off {
        0 => format!("{} were run.", of(all as u64, "rule", "rules")),
        _ => format!(
            "{} of {} were run; {off} switched off in the settings and not judged.",
            all - off,
            of(all as u64, "rule", "rules")
        ),
    };
    let rows = registry::rules()
        .map(|rule| {
            let id = rule.meta.id;
            let found =
                scene.assessment.findings.iter().filter(|scored| scored.finding.rule.id == id).count();
            let gaps = scene.assessment.gaps.iter().filter(|gap| gap.rule.id == id).count();
            let mut name = Cell::new(rule.meta.title).note(format!("{id}, version {}", rule.meta.version));
            let is_off = scene.assessment.is_off(id);
            if is_off {
                name.chip = Some(not_judged_chip());
            }
            let count = |count: usize| if is_off { "–".to_owned() } else { number::count(count as u64) };
            ViewRow::of(vec![
                name,
                Cell::new(rule.meta.question).note(rule.meta.limits.replace('`', "")),
                Cell::new(count(found)),
                Cell::new(count(gaps)),
            ])
        })
        .collect();
    let columns = vec![
        ViewColumn::head("Rule"),
        ViewColumn::text("Question, and what it cannot tell"),
        ViewColumn::number("Findings"),
        ViewColumn::number("Could not judge"),
    ];
    listing("Rules", "rules", sentence, "Rules in report order", columns, rows)
}

fn figure(value: f64) -> String {
    let places = (0..4).find(|places| (value - rounded(value, *places)).abs() < 1e-9).unwrap_or(4);
    number::decimal(value, places as usize)
}

fn rounded(value: f64, places: i32) -> f64 {
    let power = 10f64.powi(places);
    (value * power).round() / power
}

fn thresholds(scene: &PageContext<'_>) -> Listing {
    let in_force = &scene.assessment.thresholds;
    let changed = Threshold::ALL.iter().filter(|threshold| in_force.is_replaced(**threshold)).count()
        + in_force.replaced_parameters().count();
    let sentence = match changed {
        0 => "All thresholds, anchors and weights of factors are at their defaults.".to_owned(),
        count => format!("{} changed in the settings.", of(count as u64, "of them was", "of them were")),
    };
    let rows = Threshold::ALL
        .iter()
        .map(|threshold| {
            let mut value = Cell::new(format!("{} {}", figure(in_force.get(*threshold)), threshold.unit()));
            if in_force.is_replaced(*threshold) {
                value.note = format!("settings; default {}", figure(threshold.default_value()));
            }
            ViewRow::of(vec![
                Cell::new(threshold.why()).note(threshold.key()),
                value,
                Cell::new(threshold.tag().letter()),
            ])
        })
        .collect();
    let columns = vec![ViewColumn::head("Threshold"), ViewColumn::text("Value"), ViewColumn::text("From")];
    listing("Thresholds", "thresholds", sentence, "Every threshold in force", columns, rows)
}

fn weights(scene: &PageContext<'_>) -> Listing {
    let shares: Vec<f64> =
        Criterion::ALL.iter().map(|criterion| scene.assessment.weights.get(*criterion)).collect();
    let whole = number::whole_shares(&shares);
    let rows = Criterion::ALL
        .iter()
        .zip(whole)
        .map(|(criterion, share)| {
            ViewRow::of(vec![
                Cell::new(criterion.title()).note(criterion.why()),
                Cell::new(format!("{share}%")),
                Cell::new(format!(
                    "{} to {} {}",
                    figure(criterion.best()),
                    figure(criterion.worst()),
                    criterion.unit()
                )),
            ])
        })
        .collect();
    let columns = vec![
        ViewColumn::head("Criterion"),
        ViewColumn::number("Weight"),
        ViewColumn::text("Best to worst anchor"),
    ];
    let sentence = "Systems and fleets are ranked by these criteria; weights add up to 100%.".to_owned();
    listing("Ranking", "ranking", sentence, "Criteria of the ranking", columns, rows)
}

/// How firm the order is: what each weight would have to become to change the
/// first ten, and which criteria count alike.
fn firmness(scene: &PageContext<'_>) -> Listing {
    let firmness = scene.firmness;
    let name = |index: usize| scene.context.name(scene.assessment.standings.all[index].subject);
    let rows = Criterion::ALL
        .iter()
        .zip(&firmness.turns)
        .map(|(criterion, turn)| {
            let weight = scene.assessment.weights.get(*criterion);
            let (at, what) = match turn {
                Some(turn) => (
                    figure(turn.weight),
                    format!("{} takes the place of {}", name(turn.enters), name(turn.leaves)),
                ),
                None => ("None".to_owned(), "No weight changes the first ten".to_owned()),
            };
            ViewRow::of(vec![
                Cell::new(criterion.title()),
                Cell::new(figure(weight)).sort(weight),
                Cell::new(at),
                Cell::new(what),
            ])
        })
        .collect();
    let alike: Vec<String> = firmness
        .correlated
        .iter()
        .map(|pair| {
            let title = |index: usize| Criterion::ALL[index].title().to_lowercase();
            format!("{} and {} (rank correlation {})", title(pair.one), title(pair.other), figure(pair.rho))
        })
        .collect();
    let warning = if alike.is_empty() {
        "No two criteria order the systems so much alike that one thing would count twice.".to_owned()
    } else {
        format!(
            "These criteria order the systems much alike, so that one thing may count twice: {}.",
            alike.join("; ")
        )
    };
    let sentence = format!(
        "{} draws of weights within {} of ours, and of every missing figure between its bounds, say how likely each rank is. {warning}",
        number::count(firmness.draws.count.into()),
        number::percent(AROUND),
    );
    let columns = vec![
        ViewColumn::head("Criterion"),
        ViewColumn::number("Weight"),
        ViewColumn::number("Turns at"),
        ViewColumn::text("What would change in the first ten"),
    ];
    listing(
        "How firm the order is",
        "firmness",
        sentence,
        "The smallest change of each weight that alters the first ten",
        columns,
        rows,
    )
}

fn publications(scene: &PageContext<'_>) -> Listing {
    let used = |key: &str| {
        registry::rules()
            .filter(|rule| !scene.assessment.is_off(rule.meta.id) && rule.meta.sources.contains(&key))
            .map(|rule| rule.meta.title)
            .collect::<Vec<_>>()
    };
    let rows: Vec<ViewRow> = PUBLICATIONS
        .iter()
        .filter_map(|publication| {
            let rules = used(publication.key);
            (!rules.is_empty())
                .then(|| ViewRow::of(vec![Cell::new(publication.citation), Cell::new(rules.join("; "))]))
        })
        .collect();
    let columns = vec![ViewColumn::head("Publication"), ViewColumn::text("Rules that rest on it")];
    listing(
        "Sources",
        "sources",
        "The rules rest on these publications.".to_owned(),
        "Publications",
        columns,
        rows,
    )
}

fn inputs(scene: &PageContext<'_>) -> Listing {
    let row = |name: &str, text: String| ViewRow::of(vec![Cell::new(name), Cell::new(text)]);
    let rows = vec![
        row("techstrata", format!("version {}", scene.made_of.version)),
        row("Judged as at", number::day(scene.today)),
        row("Inventory", scene.made_of.input_hash.to_owned()),
        row("Lifecycle catalogue", frame::catalogue(scene)),
        row(
            "Support counts as ending within",
            of(scene.assessment.settings.horizon_months.into(), "month", "months"),
        ),
    ];
    let columns = vec![ViewColumn::head("Input"), ViewColumn::text("Which")];
    listing(
        "Inputs and versions",
        "inputs",
        "The same inputs always make the same report.".to_owned(),
        "What this report was made of",
        columns,
        rows,
    )
}
