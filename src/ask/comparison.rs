//! What a scenario changes: one estate beside another, figure by figure and
//! finding by finding.
//!
//! Both are assessed whole; nothing is estimated from the difference. What a
//! scenario states is its own claim, and is listed as such by whoever shows
//! this.

use std::collections::{BTreeMap, BTreeSet};

use super::by_hand::by_hand;
use crate::analyse::Severity;
use crate::assess::Judgement;
use crate::catalogue::SupportState;
use crate::check::estate::{Endpoint, Estate, Subject};
use crate::plan::Plan;
use crate::score::verdict::UNJOINED;

/// Figures of one estate.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    /// Systems in use.
    pub systems: usize,
    /// Single devices in use.
    pub devices: u64,
    /// Interfaces in use, both ends and every hub on their way in use too.
    pub interfaces: usize,
    /// Risk points of all open findings.
    pub risk: f64,
    /// Open findings by severity, worst first.
    pub findings: [usize; 4],
    /// Systems whose worst open finding is high or critical.
    pub high_risk_systems: usize,
    /// Systems that stand on something without support.
    pub unsupported_systems: usize,
    /// Applications in use that no interface joins to anything, of which that
    /// is neither meant nor accepted: what `isolated-system` finds. Nothing where
    /// that rule is switched off: it is not judged.
    pub unjoined_systems: Option<usize>,
    /// Hours of staff time a year in which people carry data by hand.
    pub hours_per_year: f64,
    /// Recorded running cost a year of systems and devices in use, in minor
    /// units.
    pub running_cost: i64,
    /// Systems and devices in use whose running cost is not recorded.
    pub without_cost: usize,
    /// What cannot be judged.
    pub gaps: usize,
}

/// Figures of a judged estate. Linear.
pub fn figures(judgement: &Judgement) -> Figures {
    let estate = &judgement.estate;
    let open = || judgement.findings.iter().filter(|finding| finding.is_open());
    let standings = || judgement.standings.systems();
    let costs: Vec<Option<i64>> = judgement
        .standings
        .all
        .iter()
        .map(|standing| estate.endpoint(standing.subject).record.cost)
        .map(|cost| cost.then(|cost| &cost.annual).map(|money| money.minor))
        .collect();
    Figures {
        systems: judgement.measures.systems_in_use,
        devices: judgement.measures.device_count,
        interfaces: judgement
            .views
            .routes
            .iter()
            .filter(|route| route.hubs.iter().all(|hub| estate.systems[hub.at()].record.is_in_use()))
            .count(),
        risk: open().map(|finding| finding.risk.point()).sum(),
        findings: Severity::ALL.map(|severity| open().filter(|finding| finding.severity == severity).count()),
        high_risk_systems: judgement.standings.high_risk_systems(),
        unsupported_systems: standings()
            .filter(|standing| standing.support == Some(SupportState::Unsupported))
            .count(),
        unjoined_systems: (!UNJOINED.iter().any(|rule| judgement.is_off(rule)))
            .then(|| open().filter(|scored| UNJOINED.contains(&scored.finding.rule.id)).count()),
        hours_per_year: by_hand(estate).hours,
        running_cost: costs.iter().flatten().sum(),
        without_cost: costs.iter().filter(|cost| cost.is_none()).count(),
        gaps: judgement.gaps.len(),
    }
}

/// High-risk systems that a plan leaves: those with a high or critical open
/// finding that it does not clear.
pub fn high_risk_after(judgement: &Judgement, plan: &Plan) -> usize {
    let cleared = plan.cleared();
    let is_left = |finding: &u32| {
        let scored = &judgement.findings[*finding as usize];
        scored.is_open() && scored.severity >= Severity::High && !cleared.contains(finding)
    };
    let systems = judgement.standings.systems().filter(|standing| standing.is_high_risk());
    systems.filter(|standing| standing.findings.iter().any(is_left)).count()
}

/// Something in use that a scenario leaves hanging.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Broken {
    /// What kind of thing: an interface, or a system or device in need.
    pub kind: &'static str,
    /// Its id with its organisation.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// What it lost, by name.
    pub lost: String,
}

/// One estate beside another.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// Ids of open findings that are gone, with their risk, worst first.
    pub gone: Vec<(String, f64)>,
    /// Ids of open findings that are new, with their risk, worst first.
    pub new: Vec<(String, f64)>,
    /// Ids of open findings whose risk changed by half a point or more, with
    /// the risk before and after, the largest change first.
    pub changed: Vec<(String, f64, f64)>,
    /// Interfaces and needs that lose an end, sorted.
    pub broken: Vec<Broken>,
}

/// Compares an estate with what a scenario makes of it. O(n log n).
pub fn compare(base: &Judgement, scenario: &Judgement) -> Comparison {
    let open = |judgement: &Judgement| -> BTreeMap<String, f64> {
        let findings = judgement.findings.iter().filter(|finding| finding.is_open());
        findings.map(|finding| (finding.id.clone(), finding.risk.point())).collect()
    };
    let (before, after) = (open(base), open(scenario));
    let only = |one: &BTreeMap<String, f64>, other: &BTreeMap<String, f64>| {
        let mut list: Vec<(String, f64)> = one
            .iter()
            .filter(|(id, _)| !other.contains_key(*id))
            .map(|(id, risk)| (id.clone(), *risk))
            .collect();
        list.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        list
    };
    let mut changed: Vec<(String, f64, f64)> = before
        .iter()
        .filter_map(|(id, was)| after.get(id).map(|is| (id.clone(), *was, *is)))
        .filter(|(_, was, is)| (was - is).abs() >= 0.5)
        .collect();
    changed.sort_by(|a, b| (b.1 - b.2).abs().total_cmp(&(a.1 - a.2).abs()).then_with(|| a.0.cmp(&b.0)));
    Comparison {
        gone: only(&before, &after),
        new: only(&after, &before),
        changed,
        broken: broken(base, scenario),
    }
}

/// What was whole before and is in use without an end or a need now.
fn broken(base: &Judgement, scenario: &Judgement) -> Vec<Broken> {
    let before: BTreeSet<Broken> = hanging(&base.estate).into_iter().collect();
    let mut now = hanging(&scenario.estate);
    now.retain(|broken| !before.contains(broken));
    now.sort();
    now.dedup();
    now
}

fn hanging(estate: &Estate) -> Vec<Broken> {
    let is_in_use = |endpoint: Endpoint| estate.is_in_use(endpoint);
    let broken = |kind, subject: Subject, lost: Endpoint| Broken {
        kind,
        key: estate.key(subject).to_string(),
        name: estate.name(subject),
        lost: estate.name(lost.into()),
    };
    let mut found = Vec::new();
    for (index, entry) in estate.interfaces().filter(|(_, entry)| entry.record.is_in_use()) {
        let ends = [entry.links.from, entry.links.to].into_iter();
        let hubs = entry.links.via.iter().map(|hub| Endpoint::System(*hub));
        let gone = ends.chain(hubs).filter(|end| !is_in_use(*end));
        found.extend(gone.map(|lost| broken("interface", Subject::Interface(index), lost)));
    }
    for (endpoint, entry) in estate.endpoints_in_use() {
        for need in
            entry.links.depends_on.iter().filter(|need| !need.any_of.iter().any(|target| is_in_use(*target)))
        {
            let Some(lost) = need.any_of.first() else { continue };
            found.push(broken("dependency", endpoint.into(), *lost));
        }
    }
    found
}
