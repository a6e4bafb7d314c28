//! A site whose network holds people up, with what they run there.

use std::collections::BTreeSet;

use crate::analyse::confidence::Ageing;
use crate::analyse::context::Context;
use crate::analyse::evidence::Evidence;
use crate::analyse::factor;
use crate::analyse::finding::{Bounds, Draft, Finding, Gap, Rated, Verdicts, Weighed};
use crate::analyse::members;
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::check::estate::{Endpoint, SiteIndex, Subject, SystemIndex};
use crate::method::{Threshold, scale, weighing};
use crate::model::vocabulary::ActionKind;
use crate::text::{counted, join_and, percent_with};

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
        evidence: &[EvidenceKind::InventoryLine, EvidenceKind::GraphFact],
        weighings: &[&weighing::WEAK_CONNECTIVITY, &weighing::WEAK_CONNECTIVITY_LOSS],
        thresholds: &[Threshold::WifiCoverage, Threshold::WanPerDevice, Threshold::WeakNetwork],
        sources: &["tcop"],
        remediation: &[ActionKind::Upgrade, ActionKind::Replace, ActionKind::Optimise],
        limits: "Coverage is as recorded, by whatever survey. The link is measured against the devices recorded at the site, none of which may be busy at once. Copper technologies (ADSL, VDSL, FTTC, ISDN, leased copper) count as old because the copper network is being switched off. Sites with devices are asked about; others are not.",
    },
    judge,
};

/// Words by which links over copper are recognised.
const COPPER: &[&str] = &["adsl", "vdsl", "fttc", "isdn", "copper", "pstn"];

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
        let value = scale::WIFI.value(coverage, context.thresholds);
        add(
            "connectivity.wifi_coverage_percent",
            format!("wireless covers {}", percent_with(coverage, 0)),
            value,
        );
    }
    let spots: Vec<&str> = connectivity
        .known()
        .map_or_else(Vec::new, |record| record.dead_spots.iter().map(|spot| spot.as_str()).collect());
    if !spots.is_empty() {
        let value = scale::DEAD_SPOTS.value(spots.len() as f64, context.thresholds);
        add("connectivity.dead_spots", format!("no signal in {}", join_and(&spots)), value);
    }
    let technology =
        connectivity.then(|record| &record.wan_technology).map(|text| text.as_str().to_lowercase());
    if let Some(technology) =
        technology.filter(|technology| COPPER.iter().any(|word| technology.contains(word)))
    {
        let value = scale::COPPER.word("copper", context.thresholds);
        add("connectivity.wan_technology", format!("joined over copper ({technology})"), value);
    }
    let megabits = connectivity.then(|record| &record.wan_mbps).map(|mbps| mbps.value());
    if let Some(megabits) = megabits.filter(|_| used.devices > 0) {
        let each = megabits / used.devices as f64;
        if each < context.threshold(Threshold::WanPerDevice) {
            let words = format!("{megabits} Mbit/s for {}", counted(used.devices as usize, "device"));
            add("connectivity.wan_mbps", words, scale::NARROW_LINK.word("narrow", context.thresholds));
        }
    }
    found
}

fn finding(context: &Context<'_>, site: SiteIndex, used: &Use) -> Option<Finding> {
    let weak = weaknesses(context, site, used);
    let subject = Subject::Site(site);
    if weak.iter().all(|one| one.value < context.threshold(Threshold::WeakNetwork)) {
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
    let all = factor::capitalised(&join_and(&words));
    let mut lines = weak.iter().map(|one| one.evidence.clone());
    let mut draft = Draft::new(context, &RULE.meta, subject, headline, lines.next()?);
    let evidence = draft.add_all(lines);
    draft.touches = used.systems.iter().map(|system| Endpoint::System(*system).into()).collect();
    let values: Vec<f64> = weak.iter().map(|one| one.value).collect();
    let likelihood = vec![Rated {
        scale: &scale::NETWORK,
        fact: all,
        value: Bounds::exact(scale::NETWORK.together(&values, context.thresholds)),
        evidence,
    }];
    let impact = vec![devices(&mut draft, used), what_runs(&mut draft, site, used)];
    Some(draft.finish(
        Weighed(&weighing::WEAK_CONNECTIVITY, likelihood),
        Weighed(&weighing::WEAK_CONNECTIVITY_LOSS, impact),
        context.belief(subject, Ageing::Slow),
    ))
}

/// How many devices are used at the site.
fn devices(draft: &mut Draft<'_>, used: &Use) -> Rated {
    let fact = format!("{} there", counted(used.devices as usize, "device"));
    let shown =
        Evidence::Graph { measure: "devices at the site", statement: fact.clone(), example: Vec::new() };
    let value = Bounds::exact(draft.value(&scale::DEVICES_THERE, used.devices as f64));
    Rated { scale: &scale::DEVICES_THERE, fact, value, evidence: vec![draft.add(shown)] }
}

/// The most critical system that is reached from the site's devices.
fn what_runs(draft: &mut Draft<'_>, site: SiteIndex, used: &Use) -> Rated {
    if used.systems.is_empty() {
        let place = draft.context.estate.sites[site.at()].field("");
        return draft.missing(
            &scale::CRITICALITY,
            place,
            "devices[].runs",
            "What runs there is not recorded",
        );
    }
    let systems: Vec<Endpoint> = used.systems.iter().copied().map(Endpoint::System).collect();
    members::criticality(draft, &systems)
}
