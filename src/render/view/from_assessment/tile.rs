//! The five tiles of the board's page.

use super::scene::{PageContext, not_judged_chip, severity_chip, verdict_chip};
use crate::analyse::hub;
use crate::ask::by_hand::{ByHand, by_hand};
use crate::assess::Assessment;
use crate::catalogue::SupportState;
use crate::check::estate::{Endpoint, Subject, SystemIndex};
use crate::method::Threshold;
use crate::model::vocabulary::Failover;
use crate::render::chart::{self, Tone};
use crate::render::number;
use crate::render::view::{Chip, Tile, ViewLink};
use crate::render::words::{not_judged, of, sentence, spelled};
use crate::score::verdict::{APART, HUB, REKEYED, UNJOINED, UNSUPPORTED};
use crate::text::join_and;

pub(super) fn tiles(scene: &PageContext<'_>) -> Vec<Tile> {
    vec![high_risk(scene), unsupported(scene), busiest(scene), isolated(scene), time(scene)]
}

/// A count of a whole.
struct Counted<'a> {
    title: &'a str,
    value: u64,
    whole: u64,
    target: Option<f64>,
    notes: Vec<String>,
    chip: Chip,
    link: (&'a str, String),
}

fn counted(counted: Counted<'_>) -> Tile {
    let Counted { title, value, whole, target, notes, chip, link } = counted;
    if whole == 0 {
        return not_recorded(title, "Nothing is recorded that could be counted.");
    }
    let share = |value: f64| value / whole as f64;
    Tile {
        title: title.to_owned(),
        value: Some(number::count(value)),
        unit: format!("of\u{A0}{}", number::count(whole)),
        bar: chart::tile_bar(share(value as f64), target.map(share), chip.tone),
        note: notes.join(" "),
        chip,
        link: Some(ViewLink { to: link.0.to_owned(), text: link.1, view: String::new() }),
    }
}

fn not_recorded(title: &str, note: &str) -> Tile {
    without_value(title, note, Chip::new(Tone::Unknown, "Not known"))
}

fn without_value(title: &str, note: &str, chip: Chip) -> Tile {
    Tile {
        title: title.to_owned(),
        value: None,
        unit: String::new(),
        bar: chart::empty_tile_bar(),
        note: note.to_owned(),
        chip,
        link: None,
    }
}

fn target_note(target: Option<u32>) -> Option<String> {
    target.map(|target| format!("Target: {} or fewer.", number::count(target.into())))
}

fn high_risk(scene: &PageContext<'_>) -> Tile {
    const TITLE: &str = "High-risk systems";
    let off = not_judged(&scene.off);
    if let (Some(off), true) = (&off, scene.is_all_off()) {
        return without_value(TITLE, off, not_judged_chip());
    }
    let worst = scene.systems_in_use().filter_map(|(_, standing)| standing.worst).max();
    let value = scene.assessment.standings.high_risk_systems() as u64;
    let target = scene.assessment.settings.targets.high_risk_systems.get();
    let (judged, systems) = (scene.judged(), scene.systems());
    let mut notes = vec!["Their worst finding is High or Critical.".to_owned()];
    if judged < systems {
        notes.push(format!("{}.", undated(scene)));
    }
    notes.extend(off);
    notes.extend(target_note(target));
    let chip = match worst {
        Some(severity) => severity_chip(severity),
        None if judged == systems => scene.none_by_any_rule("None"),
        None => Chip::new(Tone::Unknown, "Not known"),
    };
    let mut tile = counted(Counted {
        title: TITLE,
        value,
        whole: systems,
        target: target.map(f64::from),
        notes,
        chip,
        link: ("systems-list", "See them in the register".to_owned()),
    });
    if let Some(link) = tile.link.as_mut().filter(|_| value > 0) {
        "systems?sev=c,h".clone_into(&mut link.view);
    }
    tile
}

/// How many systems could not be dated, and of how many that is because
/// nothing is recorded of what they are built on.
pub(super) fn undated(scene: &PageContext<'_>) -> String {
    let count = scene.systems().saturating_sub(scene.judged());
    let bare = scene
        .systems_in_use()
        .filter(|(system, _)| scene.estate.systems[system.at()].record.components.is_empty())
        .count() as u64;
    let text = format!("{} could not be dated", of(count, "system", "systems"));
    match bare {
        0 => text,
        bare if bare == count => format!("{text}, for want of a recorded component"),
        bare => format!("{text}, {} for want of a recorded component", number::count(bare)),
    }
}

fn unsupported(scene: &PageContext<'_>) -> Tile {
    let value = scene.unsupported();
    let target = scene.assessment.settings.targets.unsupported_systems.get();
    let losing = scene.losing_support(12);
    let mut notes = vec![match losing {
        0 => "No other loses support within 12 months.".to_owned(),
        1 => "1 more loses support within 12 months.".to_owned(),
        more => format!("{} more lose support within 12 months.", number::count(more)),
    }];
    notes.extend(scene.not_judged(UNSUPPORTED));
    notes.extend(target_note(target));
    let nothing = if value == 0 && scene.judged() == scene.systems() {
        Chip::new(Tone::Fine, "None")
    } else {
        Chip::new(Tone::Unknown, "Not known")
    };
    let chip = verdict_chip(scene.assessment.verdict(UNSUPPORTED, None), nothing);
    counted(Counted {
        title: "Systems on unsupported technology",
        value,
        whole: scene.systems(),
        target: target.map(f64::from),
        notes,
        chip,
        link: ("lifecycle", "See the support timeline".to_owned()),
    })
}

/// The system that most interfaces pass.
pub(super) fn busiest_hub(scene: &PageContext<'_>) -> Option<(SystemIndex, u32)> {
    let measures = scene.context.measures;
    let routed = scene.systems_in_use().map(|(system, _)| (system, measures.routed(system)));
    let most = routed.max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)));
    most.filter(|(_, routed)| *routed > 0)
}

fn busiest(scene: &PageContext<'_>) -> Tile {
    let title = "Interfaces through one hub";
    let measures = scene.context.measures;
    let Some((system, routed)) = busiest_hub(scene) else {
        let note = if measures.routes == 0 {
            "No interface is recorded."
        } else {
            "No interface names a hub: record which systems interfaces go through, or which system is an integration engine."
        };
        return not_recorded(title, note);
    };
    let percent = scene.assessment.settings.targets.hub_share_percent.get();
    let whole = measures.routes as u64;
    let mut notes = vec![format!("{}.", scene.system_name(system)), standby(scene, system)];
    notes.extend(scene.not_judged(HUB));
    if let Some(target) = percent {
        notes.push(format!("Target: {} or less.", number::percent(target.share())));
    }
    counted(Counted {
        title,
        value: u64::from(routed),
        whole,
        target: percent.map(|percent| percent.share() * whole as f64),
        notes,
        chip: hub_chip(scene, system),
        link: ("integration", "See what depends on it".to_owned()),
    })
}

fn standby(scene: &PageContext<'_>, system: SystemIndex) -> String {
    let resilience = &scene.estate.systems[system.at()].record.resilience;
    match resilience.then(|record| &record.failover) {
        Some(Failover::None) => "It has no standby.",
        Some(Failover::Untested) => "Its standby was never tried.",
        Some(Failover::Tested) => "Its standby is tested.",
        None => "Whether it has a standby is not recorded.",
    }
    .to_owned()
}

/// How dangerous a hub is: as the rule says; without a word of the rule, by
/// how fragile it is.
pub(super) fn hub_chip(scene: &PageContext<'_>, system: SystemIndex) -> Chip {
    let subject = Subject::System(system);
    verdict_chip(scene.assessment.verdict(HUB, Some(subject)), unsaid_hub_chip(scene, system))
}

/// The chip of a hub of which the rule found nothing.
fn unsaid_hub_chip(scene: &PageContext<'_>, system: SystemIndex) -> Chip {
    let subject = Subject::System(system);
    let is_here = |rule: &str, other: Subject| HUB.contains(&rule) && other == subject;
    if scene.assessment.strengths.iter().any(|one| is_here(one.rule.id, one.subject)) {
        return Chip::new(Tone::Fine, "Healthy");
    }
    if scene.assessment.gaps.iter().any(|one| is_here(one.rule.id, one.subject)) {
        return Chip::new(Tone::Unknown, "Cannot be cleared");
    }
    let fragility = hub::fragility(&scene.context, system).value;
    if fragility.high() < scene.context.threshold(Threshold::FragilityHealthy) {
        Chip::new(Tone::Fine, "Not fragile")
    } else if fragility.is_exact() {
        Chip::new(Tone::Low, "Watch")
    } else {
        Chip::new(Tone::Unknown, "Facts missing")
    }
}

/// What the rule about systems without an interface says of those that stand
/// alone: applications in use.
pub(super) struct Alone {
    /// That are open findings.
    pub(super) open: u64,
    /// That are accepted.
    pub(super) accepted: u64,
    /// That are meant to stand alone.
    pub(super) by_design: u64,
}

impl Alone {
    pub(super) fn of(assessment: &Assessment) -> Self {
        let is_here = |rule: &str| UNJOINED.contains(&rule);
        let found = || assessment.findings.iter().filter(|scored| is_here(scored.finding.rule.id));
        let open = found().filter(|scored| scored.is_open()).count() as u64;
        Self {
            open,
            accepted: found().count() as u64 - open,
            by_design: assessment.strengths.iter().filter(|one| is_here(one.rule.id)).count() as u64,
        }
    }
}

fn isolated(scene: &PageContext<'_>) -> Tile {
    let title = "Systems with no live interface";
    let assessment = scene.assessment;
    let measures = scene.context.measures;
    if measures.routes == 0 {
        return not_recorded(title, "No interface is recorded.");
    }
    if let Some(off) = scene.not_judged(UNJOINED) {
        return without_value(title, &off, not_judged_chip());
    }
    let alone = Alone::of(assessment);
    let islands =
        measures.groups().iter().filter(|group| group.len() > 1 && !measures.is_largest(group)).count()
            as u64;
    let target = assessment.settings.targets.isolated_systems.get();
    let besides: Vec<String> = [(alone.accepted, "accepted"), (alone.by_design, "by design")]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{} {word}", number::count(count)))
        .collect();
    let mut notes = Vec::new();
    if !besides.is_empty() {
        notes.push(format!("Besides {}.", join_and(&besides)));
    }
    notes.push(match islands {
        0 => "No group of systems stands apart from the rest.".to_owned(),
        1 => "One group of systems stands apart from the rest.".to_owned(),
        more => format!("{} groups of systems stand apart from the rest.", sentence(&spelled(more))),
    });
    notes.extend(scene.not_judged(APART));
    notes.extend(target_note(target));
    let chip = verdict_chip(assessment.verdict(APART, None), Chip::new(Tone::Fine, "None"));
    counted(Counted {
        title,
        value: alone.open,
        whole: scene.systems(),
        target: target.map(f64::from),
        notes,
        chip,
        link: ("islands", "See what stands alone".to_owned()),
    })
}

fn time(scene: &PageContext<'_>) -> Tile {
    let title = "Staff time lost to re-keying";
    let sum = by_hand(scene.estate);
    if sum.timed == 0 {
        let note = if sum.manual == 0 {
            "No interface is recorded as carried by people."
        } else {
            "Record the records a year and the minutes of interfaces that people carry."
        };
        return not_recorded(title, note);
    }
    let weekly = sum.hours / 52.0;
    let target =
        scene.assessment.settings.targets.rekeying_hours_per_week.get().map(crate::model::Quantity::value);
    let mut notes = Vec::new();
    notes.extend(staff_cost(scene, &sum));
    if sum.journey_hours > 0.0 {
        let more = number::decimal(sum.journey_hours / 52.0, 0);
        notes.push(format!("Up to {more} h a week more in journeys, partly the same work."));
    }
    if sum.timed < sum.manual {
        notes.push(format!(
            "{} of {} such interfaces have no minutes.",
            number::count(sum.manual - sum.timed),
            number::count(sum.manual)
        ));
    }
    notes.extend(target.map(|target| format!("Target: {} h.", number::short_decimal(target))));
    notes.extend(scene.not_judged(REKEYED));
    let chip = verdict_chip(scene.assessment.verdict(REKEYED, None), Chip::new(Tone::Low, "Low"));
    let bar = target.map_or_else(chart::no_tile_bar, |target| {
        let whole = weekly.max(target) * 1.25;
        chart::tile_bar(weekly / whole, Some(target / whole), chip.tone)
    });
    let hours = if weekly < 10.0 { number::short_decimal(weekly) } else { number::decimal(weekly, 0) };
    Tile {
        title: title.to_owned(),
        value: Some(format!("{hours}\u{A0}h")),
        unit: "a\u{A0}week".to_owned(),
        bar,
        note: notes.join(" "),
        chip,
        link: Some(ViewLink { to: "time".to_owned(), text: "See where".to_owned(), view: String::new() }),
    }
}

/// What the hours cost, as far as the cost of an hour is recorded.
pub(super) fn staff_cost(scene: &PageContext<'_>, sum: &ByHand) -> Option<String> {
    if sum.priced_hours <= 0.0 {
        return None;
    }
    let cost = scene.money(sum.cost.round() as i64);
    let share = sum.priced_hours / sum.hours;
    Some(if share > 1.0 - 1e-9 {
        format!("{cost} a year at the recorded cost of an hour.")
    } else {
        format!("{cost} a year for the {} whose hour is priced.", number::percent(share))
    })
}

/// Whether any component of a system is out of support.
pub(super) fn is_unsupported(scene: &PageContext<'_>, system: SystemIndex) -> bool {
    let standing = scene.standing(Endpoint::System(system));
    standing.is_some_and(|standing| standing.support == Some(SupportState::Unsupported))
}
