//! Estates to measure on, and the stages to measure, shared by the benchmarks.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use techstrata::analyse::lifecycle::Lifecycles;
use techstrata::analyse::measure::Measures;
use techstrata::analyse::{Context, Finding, Gap, Strength, Verdicts, run};
use techstrata::assess::{Assessment, Judgement};
use techstrata::catalogue::Catalogue;
use techstrata::check::{self, Estate};
use techstrata::date::Day;
use techstrata::diagnostic::error_count;
use techstrata::files::Files;
use techstrata::generate::{self, files};
use techstrata::graph::build::{self, Views};
use techstrata::load::{self, Loaded, SettingsFrom};
use techstrata::method::{Thresholds, Weights};
use techstrata::model::Inventory;
use techstrata::plan::Actions;
use techstrata::plan::roadmap::Choices;
use techstrata::render::{html, view};
use techstrata::score::{Scored, Standings, ranking, risk};
use techstrata::settings::Settings;
use techstrata::source::Sources;

/// The day on which the estates are judged.
pub(crate) const TODAY: Day = jiff::civil::date(2026, 10, 31);

/// The plan of an estate of so many systems, devices and interfaces together:
/// 25, 15 and 60 of 100, about as in the bundled inventory of a region.
pub(crate) fn plan(entities: u32) -> generate::EstatePlan {
    let (systems, devices) = (entities / 100 * 25, entities / 100 * 15);
    let organisations = match entities {
        0..5000 => 4,
        5000..50_000 => 12,
        50_000..500_000 => 40,
        _ => 120,
    };
    generate::EstatePlan {
        organisations,
        systems,
        devices,
        interfaces: entities - systems - devices,
        seed: 1,
    }
}

/// A written estate.
pub(crate) struct Written {
    /// Its folder.
    pub(crate) folder: PathBuf,
    /// How many bytes they have.
    pub(crate) bytes: usize,
}

/// Writes the estate of so many entities anew, below the build folder.
pub(crate) fn write(entities: u32) -> Written {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("estate-{entities}"));
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("the old estate can be removed");
    }
    let mut written = Written { folder, bytes: 0 };
    for file in files(&plan(entities)) {
        let path = written.folder.join(&file.path);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a folder can be made");
        let mut out = File::create(path).expect("a file can be made");
        out.write_all(file.text.as_bytes()).expect("a file can be written");
        written.bytes += file.text.len();
    }
    written
}

/// The inventory files of a folder.
pub(crate) fn paths(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.expect("the folder can be read").into_path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml"))
        .collect();
    paths.sort();
    paths
}

/// The baseline: every file read and given to `serde_yaml`, nothing else.
pub(crate) fn bare(folder: &Path) -> Vec<Inventory> {
    paths(folder)
        .par_iter()
        .map(|path| {
            let text = fs::read_to_string(path).expect("the file can be read");
            serde_yaml::from_str(&text).expect("the file fits the format")
        })
        .collect()
}

/// The stage `load`.
pub(crate) fn load(folder: &Path) -> Loaded {
    let loaded =
        load::load(&Files::default(), folder, SettingsFrom::Folder).expect("the folder can be loaded");
    assert_eq!(error_count(&loaded.diagnostics), 0, "a synthetic estate has no errors");
    loaded
}

/// The stage `check`.
pub(crate) fn check(loaded: Loaded) -> Estate {
    assert_eq!(error_count(&check::check_files(&loaded)), 0, "a synthetic estate has no errors");
    let resolved = check::resolve(loaded.files, false);
    assert_eq!(error_count(&resolved.diagnostics), 0, "a synthetic estate has no errors");
    resolved.estate
}

/// What the stage `graph` makes.
pub(crate) struct Graph {
    views: Views,
    measures: Measures,
}

/// The stage `graph`: the views and the measures that rules share.
pub(crate) fn graph(estate: &Estate) -> Graph {
    let views = build::build(estate);
    let measures = Measures::build(estate, &views);
    Graph { views, measures }
}

/// What the stage `lifecycle` makes.
pub(crate) struct Lifecycle {
    catalogue: Catalogue,
    lifecycles: Lifecycles,
}

/// The stage `lifecycle`: the catalogue, and the support of every component.
pub(crate) fn lifecycle(estate: &Estate) -> Lifecycle {
    let own: Vec<_> = estate.lifecycles.iter().map(|entry| entry.record.clone()).collect();
    let catalogue = Catalogue::built_in().expect("the built-in catalogue can be read");
    let catalogue = catalogue.with_lifecycles(&own, "the inventory's own lifecycles");
    let lifecycles = Lifecycles::build(estate, &catalogue, TODAY, Settings::default().horizon_months);
    Lifecycle { catalogue, lifecycles }
}

/// What the stages before the rules have made.
pub(crate) struct Judging {
    pub(crate) estate: Estate,
    pub(crate) graph: Graph,
    pub(crate) lifecycle: Lifecycle,
}

/// What the stage `score` makes.
pub(crate) struct Score {
    findings: Vec<Scored>,
    standings: Standings,
    actions: Actions,
}

impl Judging {
    fn with<R>(&self, read: impl FnOnce(&Context<'_>) -> R) -> R {
        let thresholds = Thresholds::default();
        read(&Context {
            estate: &self.estate,
            views: &self.graph.views,
            today: TODAY,
            horizon_months: Settings::default().horizon_months,
            currency: techstrata::money::Currency::GBP,
            thresholds: &thresholds,
            lifecycles: &self.lifecycle.lifecycles,
            measures: &self.graph.measures,
        })
    }

    /// The stage `rules`.
    pub(crate) fn rules(&self) -> Verdicts {
        self.with(|context| run::run(context, |_| false))
    }

    /// The stage `score`: scores, ranking and actions.
    pub(crate) fn score(&self, findings: Vec<Finding>) -> Score {
        self.with(|context| {
            let settings = Settings::default();
            let findings = risk::score(findings, &self.estate, &settings, context.thresholds, TODAY);
            let standings = ranking::rank(context, &findings, &Weights::default());
            let actions = Actions::collect(&self.estate, &findings);
            Score { findings, standings, actions }
        })
    }

    /// All of it together, as `judge` gives it to the stage `plan`.
    pub(crate) fn finish(self, strengths: Vec<Strength>, gaps: Vec<Gap>, score: Score) -> Judgement {
        Judgement {
            estate: self.estate,
            settings: Settings::default(),
            today: TODAY,
            catalogue: self.lifecycle.catalogue,
            thresholds: Thresholds::default(),
            weights: Weights::default(),
            views: self.graph.views,
            measures: self.graph.measures,
            lifecycles: self.lifecycle.lifecycles,
            findings: score.findings,
            strengths,
            gaps,
            standings: score.standings,
            actions: score.actions,
        }
    }
}

/// The stage `plan`, and the draws that say how firm the order is.
pub(crate) fn plan_for(judgement: Judgement) -> Assessment {
    judgement.planned(&Choices::default())
}

/// The stage `render`.
pub(crate) fn render(assessment: &Assessment, sources: &Sources) -> String {
    html::render(&view::report(assessment, sources, &view::Companions::default()))
        .expect("the report can be rendered")
}
