//! A site whose network holds people up, with what they run there.

use std::collections::BTreeSet;

use crate::analyse::confidence::{self, Ageing};
use crate::analyse::context::Context;
use crate::analyse::evidence::Evidence;
use crate::analyse::factor;
use crate::analyse::finding::{Bounds, Factor, Finding, Gap, Verdicts};
use crate::analyse::members;
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::check::estate::{Endpoint, SiteIndex, Subject, SystemIndex};
use crate::method::Threshold;
use crate::model::vocabulary::ActionKind;
use crate::text::{counted, join_and};

/// The rule.
pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        id: "weak-connectivity",
        version: 1,
        family: Family::People,
        title: "Network that holds people up",
        question: "At which sites do staff lose their systems to the network?",
        why: "A system that does not load at the bedside is done on paper and typed in later. No application budget mends a dead spot.",
        needs: &[
            "sites[].connectivity.wifi_coverage_percent",
            "sites[].connectivity.dead_spots",
            "sites[].connectivity.wan_mbps",
            "sites[].connectivity.wan_technology",
            "devices[].site",
            "devices[].runs",
        ],
        evidence: &[EvidenceKind::InventoryLine],
        thresholds: &[Threshold::WifiCoverage, Threshold::WanPerDevice],
        sources: &["tcop"],
        remediation: &[ActionKind::Upgrade, ActionKind::Replace, ActionKind::Optimise],
        limits: "Coverage is as recorded, by whatever survey. The link is measured against the devices recorded at the site, none of which may be busy at once. Copper technologies (ADSL, VDSL, FTTC, ISDN, leased copper) count as old because the copper network is being switched off. Sites with devices are asked about; others are not.",
    },
    judge,
};

/// Words by which links over copper are recognised.
const COPPER: [&str; 6] = ["adsl", "vdsl", "fttc", "isdn", "copper", "pstn"];

/// What is used at a site.
struct Use {
    devices: u64,
    systems: BTreeSet<SystemIndex>,
}

fn judge(context: &Context<'_>) -> Verdicts {
    let mut verdicts = Verdicts::default();
    for site in (0..context.estate.sites.len() as u32).map(SiteIndex) {
        let used = used(context, site);
        let entry = &context.estate.sites[site.at()];
        match entry.record.connectivity.known() {
            None if used.devices > 0 => verdicts.gaps.push(gap(context, site)),
            None => {}
            Some(_) => verdicts.findings.extend(finding(context, site, &used)),
        }
    }
    verdicts
}

fn used(context: &Context<'_>, site: SiteIndex) -> Use {
    let mut used = Use { devices: 0, systems: BTreeSet::new() };
    for (_, entry) in context.estate.devices().filter(|(_, entry)| entry.record.is_in_use()) {
        if entry.links.site == Some(site) {
            used.devices += u64::from(entry.record.count_or_one());
            used.systems.extend(&entry.links.runs);
        }
    }
    used
}

fn gap(context: &Context<'_>, site: SiteIndex) -> Gap {
    Gap {
        rule: &RULE.meta,
        subject: Subject::Site(site),
        headline: format!(
            "{} has devices, and nothing is recorded of its network",
            context.estate.name(Subject::Site(site))
        ),
        field: "connectivity",
    }
}

/// Something that is weak: in words, how weak, and where it stands.
struct Weakness {
    words: String,
    value: f64,
    evidence: Evidence,
}

fn weaknesses(context: &Context<'_>, site: SiteIndex, used: &Use) -> Vec<Weakness> {
    let entry = &context.estate.sites[site.at()];
    let connectivity = &entry.record.connectivity;
    let mut found = Vec::new();
    let mut add = |field: &'static str, words: String, value: f64| {
        let evidence = Evidence::Inventory { place: entry.field(field), statement: words.clone() };
        found.push(Weakness { words, value, evidence });
    };
    let limit = context.threshold(Threshold::WifiCoverage);
    if let Some(coverage) =
        connectivity.then(|record| &record.wifi_coverage_percent).map(|percent| percent.share())
        && coverage < limit
    {
        let value = (0.4 + 0.6 * (limit - coverage) / limit.max(f64::EPSILON)).min(1.0);
        add("connectivity.wifi_coverage_percent", format!("wireless covers {:.0}%", coverage * 100.0), value);
    }
    let spots: Vec<&str> = connectivity
        .known()
        .map_or_else(Vec::new, |record| record.dead_spots.iter().map(|spot| spot.as_str()).collect());
    if !spots.is_empty() {
        let value = (0.2 + 0.1 * spots.len() as f64).min(0.6);
        add("connectivity.dead_spots", format!("no signal in {}", join_and(&spots)), value);
    }
    let technology =
        connectivity.then(|record| &record.wan_technology).map(|text| text.as_str().to_lowercase());
    if let Some(technology) =
        technology.filter(|technology| COPPER.iter().any(|word| technology.contains(word)))
    {
        add("connectivity.wan_technology", format!("joined over copper ({technology})"), 0.7);
    }
    let megabits = connectivity.then(|record| &record.wan_mbps).map(|mbps| mbps.value());
    if let Some(megabits) = megabits.filter(|_| used.devices > 0) {
        let each = megabits / used.devices as f64;
        if each < context.threshold(Threshold::WanPerDevice) {
            let words = format!("{megabits} Mbit/s for {}", counted(used.devices as usize, "device"));
            add("connectivity.wan_mbps", words, 0.8);
        }
    }
    found
}

fn finding(context: &Context<'_>, site: SiteIndex, used: &Use) -> Option<Finding> {
    let weak = weaknesses(context, site, used);
    let subject = Subject::Site(site);
    // One dead spot alone is a fact of life.
    if weak.iter().all(|one| one.value < 0.5) {
        return None;
    }
    let words: Vec<&str> = weak.iter().map(|one| one.words.as_str()).collect();
    let headline = format!(
        "{}: {}; {} and {} are used there",
        context.estate.name(subject),
        join_and(&words),
        counted(used.devices as usize, "device"),
        counted(used.systems.len(), "system")
    );
    let worst = weak.iter().map(|one| one.value).fold(0.0, f64::max);
    let all = factor::capitalised(&join_and(&words));
    let mut lines = weak.iter().map(|one| one.evidence.clone());
    let mut finding = Finding::new(&RULE.meta, subject, headline, lines.next()?);
    let numbers: Vec<usize> = std::iter::once(0).chain(lines.map(|line| finding.add(line))).collect();
    finding.touches = used.systems.iter().map(|system| Endpoint::System(*system).into()).collect();
    let value = (worst + 0.1 * (weak.len() as f64 - 1.0)).min(1.0);
    finding.likelihood = vec![Factor {
        name: "Network",
        fact: all,
        value: Bounds::exact(value),
        weight: 1.0,
        evidence: numbers,
    }];
    let there = format!("{} there", counted(used.devices as usize, "device"));
    let counted_there = finding.add(Evidence::Graph {
        measure: "devices at the site",
        statement: there.clone(),
        example: Vec::new(),
    });
    finding.impact = vec![
        Factor {
            name: "Devices",
            fact: there,
            value: Bounds::exact((used.devices as f64 / 1000.0).min(1.0)),
            weight: 0.5,
            evidence: vec![counted_there],
        },
        what_runs(context, &mut finding, site, used, 0.5),
    ];
    let lowest = context.belief(subject, Ageing::Slow);
    finding.confidence = confidence::of_finding(lowest, &finding.likelihood, &finding.impact);
    Some(finding)
}

/// The most critical system that is reached from the site's devices.
fn what_runs(
    context: &Context<'_>,
    finding: &mut Finding,
    site: SiteIndex,
    used: &Use,
    weight: f64,
) -> Factor {
    if !used.systems.is_empty() {
        let systems: Vec<Endpoint> = used.systems.iter().copied().map(Endpoint::System).collect();
        return members::criticality(context, finding, "Criticality", &systems, weight);
    }
    let number = finding.add(Evidence::Missing {
        place: context.estate.sites[site.at()].field(""),
        field: "devices[].runs",
        assumed: factor::ANYTHING.into(),
    });
    Factor {
        name: "Criticality",
        fact: "What runs there is not recorded".to_owned(),
        value: Bounds::between(0.0, 1.0),
        weight,
        evidence: vec![number],
    }
}
