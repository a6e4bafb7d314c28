//! Integration: hubs, islands, cycles, data with several masters.

use super::hub as drawing;
use super::lifecycle::{listed, listing};
use super::matrix;
use super::net;
use super::scene::PageContext;
use super::tile::{self, Alone};
use crate::analyse::hub;
use crate::check::estate::{DataEntityIndex, Endpoint, SystemIndex};
use crate::graph::adjacency::Adjacency;
use crate::graph::cycle;
use crate::method::Threshold;
use crate::model::Fact;
use crate::model::vocabulary::{DataRole, Failover};
use crate::render::chart;
use crate::render::number;
use crate::render::view::{Cell, Integration, Listing, ViewColumn, ViewRow};
use crate::render::words::{self, of, sentence, spelled_of, with_days};
use crate::score::verdict::UNJOINED;

/// Rows of any list of this section.
const MOST_ROWS: usize = 40;

pub(super) fn integration(scene: &PageContext<'_>) -> Integration {
    Integration {
        summary: summary(scene),
        hubs: hubs(scene),
        blast: drawing::drawing(scene),
        matrix: matrix::matrix(scene),
        nets: net::nets(scene),
        listings: vec![islands(scene), cycles(scene), records(scene), strengths(scene)],
    }
}

fn summary(scene: &PageContext<'_>) -> String {
    let measures = scene.context.measures;
    if measures.routes == 0 {
        return "No interface is recorded, so nothing can be said about how data flows.".to_owned();
    }
    let joined = scene.systems_in_use().filter(|(system, _)| measures.degree(*system) > 0).count() as u64;
    let manual = scene.context.views.routes.iter().filter(|route| route.is_manual).count() as u64;
    let mut text = format!(
        "{} join {} of {}.",
        of(measures.routes as u64, "interface in use", "interfaces in use"),
        number::count(joined),
        of(scene.systems(), "system", "systems")
    );
    if manual > 0 {
        words::append(
            &mut text,
            &format!(" People carry the data of {}.", of(manual, "interface", "interfaces")),
        );
    }
    text
}

/// Systems of which the estate leans on a notable share.
fn hubs(scene: &PageContext<'_>) -> Listing {
    let notable = scene.context.threshold(Threshold::ImportanceNotable);
    let mut found: Vec<(SystemIndex, hub::Importance)> = scene
        .systems_in_use()
        .map(|(system, _)| (system, hub::importance(&scene.context, system)))
        .filter(|(_, importance)| importance.value() >= notable)
        .collect();
    found.sort_by(|a, b| b.1.value().total_cmp(&a.1.value()).then(a.0.cmp(&b.0)));
    let sentence = match found.len() {
        0 => format!("No system carries, reaches or joins {} of the estate.", number::percent(notable)),
        count => format!(
            "The estate leans on {} for {} or more of its messages, its criticality or its connections.",
            spelled_of(count as u64, "system", "systems"),
            number::percent(notable)
        ),
    };
    let rows =
        found.iter().take(12).map(|(system, importance)| hub_row(scene, *system, *importance)).collect();
    let columns = vec![
        ViewColumn::head("System"),
        ViewColumn::number("Interfaces"),
        ViewColumn::number("Messages"),
        ViewColumn::number("Criticality that needs it"),
        ViewColumn::number("Pairs that it joins"),
        ViewColumn::text("Standby"),
        ViewColumn::text("Verdict"),
    ];
    listing(
        "What the estate leans on",
        "hubs",
        sentence,
        "Systems by the share of the estate that leans on them",
        columns,
        rows,
    )
}

fn hub_row(scene: &PageContext<'_>, system: SystemIndex, importance: hub::Importance) -> ViewRow {
    let endpoint = Endpoint::System(system);
    let routed = scene.context.measures.routed(system);
    let fragility = hub::fragility(&scene.context, system);
    let failover = scene.estate.systems[system.at()].record.resilience.then(|record| &record.failover);
    let mut verdict = Cell::chip(tile::hub_chip(scene, system));
    verdict.note = if fragility.value.is_exact() {
        format!("fragility {:.2}", fragility.value.point())
    } else {
        format!("fragility {:.2} to {:.2}", fragility.value.low(), fragility.value.high())
    };
    ViewRow::of(vec![
        Cell::new(scene.context.name(endpoint)).to(scene.row(endpoint)),
        Cell::new(number::count(routed.into())),
        Cell::new(importance.messages.map_or("Not recorded".to_owned(), number::percent)),
        Cell::new(number::percent(importance.reach)).bar(chart::share_bar(importance.reach)),
        Cell::new(number::percent(importance.separation)),
        Cell::new(match failover {
            Some(Failover::None) => "None",
            Some(Failover::Untested) => "Never tried",
            Some(Failover::Tested) => "Tested",
            None => "Not recorded",
        }),
        verdict,
    ])
}

/// Groups of systems apart from the largest, and systems that stand alone.
fn islands(scene: &PageContext<'_>) -> Listing {
    let measures = scene.context.measures;
    let mut groups: Vec<&Vec<SystemIndex>> =
        measures.groups().iter().filter(|group| !measures.is_largest(group)).collect();
    groups.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
    let several = groups.iter().filter(|group| group.len() > 1).count() as u64;
    let alone = groups.len() as u64 - several;
    let sentence = match (several, alone) {
        (0, 0) => "Every system is joined to every other, directly or through others.".to_owned(),
        _ => format!(
            "{} apart from the rest; {} alone.{}",
            sentence(&spelled_of(several, "group of systems stands", "groups of systems stand")),
            spelled_of(alone, "system stands", "systems stand"),
            judged_alone(scene)
        ),
    };
    let rows = groups
        .iter()
        .take(MOST_ROWS)
        .map(|group| {
            let names: Vec<String> = group.iter().map(|system| scene.system_name(*system)).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let first = scene.estate.systems[group[0].at()].organisation;
            let to = if group.len() == 1 { scene.row(Endpoint::System(group[0])) } else { String::new() };
            ViewRow::of(vec![
                Cell::new(listed(&names, 5)).to(to),
                Cell::new(number::count(group.len() as u64)),
                Cell::new(scene.organisation(first)),
                Cell::new(reason(scene, group)),
            ])
        })
        .collect();
    let columns = vec![
        ViewColumn::head("Systems"),
        ViewColumn::number("How many"),
        ViewColumn::text("Organisation"),
        ViewColumn::text("By design"),
    ];
    let mut listing =
        listing("Islands", "islands", sentence, "What stands apart, largest first", columns, rows);
    if let (Some(table), true) = (&mut listing.table, groups.len() > MOST_ROWS) {
        table.note = format!("{MOST_ROWS} of {} shown.", groups.len());
    }
    listing
}

/// What the rule about systems without an interface says of those that stand
/// alone, in the figures of the board's tile.
fn judged_alone(scene: &PageContext<'_>) -> String {
    if let Some(off) = scene.not_judged(UNJOINED) {
        return format!(" {off}");
    }
    let Alone { open, accepted, by_design } = Alone::of(scene.assessment);
    let mut parts = vec![of(open, "is a finding", "are findings")];
    parts.extend((accepted > 0).then(|| of(accepted, "is accepted", "are accepted")));
    parts.extend((by_design > 0).then(|| of(by_design, "is so by design", "are so by design")));
    if open + accepted + by_design == 0 {
        return String::new();
    }
    format!(" Of them {}; only live applications are judged.", crate::text::join_and(&parts))
}

fn reason(scene: &PageContext<'_>, group: &[SystemIndex]) -> String {
    use crate::model::system::IsolatedByDesign;
    let [only] = group else { return String::new() };
    match &scene.estate.systems[only.at()].record.isolated_by_design {
        Fact::Known(IsolatedByDesign::Because(why)) => why.to_string(),
        Fact::Known(IsolatedByDesign::Yes) => "Yes, without a reason on record".to_owned(),
        _ => String::new(),
    }
}

/// Circles of systems and devices that need each other.
fn cycles(scene: &PageContext<'_>) -> Listing {
    let views = scene.context.views;
    let graph = Adjacency::directed(views.dependency_nodes(), &views.dependency_edges());
    let groups = cycle::groups(&graph);
    let mut circles: Vec<Vec<Endpoint>> = groups
        .cyclic()
        .into_iter()
        .map(|group| groups.members(group).iter().filter_map(|node| views.endpoint(*node as usize)).collect())
        .filter(|members: &Vec<Endpoint>| members.len() > 1)
        .collect();
    circles.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
    let needs = views.dependency_edges().len() as u64;
    let sentence = match circles.first() {
        None => format!("No cycle was found among {}.", of(needs, "dependency", "dependencies")),
        Some(largest) => format!(
            "{} found; in the largest, {} need each other in a circle. A two-way feed is a cycle and need not be a fault.",
            sentence(&spelled_of(circles.len() as u64, "cycle was", "cycles were")),
            of(largest.len() as u64, "system or device", "systems and devices")
        ),
    };
    let rows = circles
        .iter()
        .take(10)
        .map(|members| {
            let names: Vec<String> = members.iter().map(|endpoint| scene.context.name(*endpoint)).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            ViewRow::of(vec![Cell::new(listed(&names, 8)), Cell::new(number::count(members.len() as u64))])
        })
        .collect();
    let columns = vec![ViewColumn::head("Systems and devices"), ViewColumn::number("How many")];
    listing("Cycles", "cycles", sentence, "What needs itself by way of others, largest first", columns, rows)
}

/// Data entities that do not have exactly one system of record.
fn records(scene: &PageContext<'_>) -> Listing {
    let mut several = Vec::new();
    let mut none = 0_u64;
    for (index, entity) in scene.estate.data_entities.iter().enumerate() {
        let holders = scene.context.measures.holders(DataEntityIndex(index as u32));
        let masters: Vec<SystemIndex> = holders
            .iter()
            .copied()
            .filter(|system| {
                scene.estate.systems[system.at()]
                    .links
                    .data
                    .iter()
                    .any(|link| link.entity.at() == index && link.role == Some(DataRole::SystemOfRecord))
            })
            .collect();
        match masters.len() {
            0 if !holders.is_empty() => none += 1,
            0 | 1 => {}
            _ => several.push((entity, masters)),
        }
    }
    several.sort_by(|a, b| {
        b.1.len().cmp(&a.1.len()).then(a.0.record.name.as_str().cmp(b.0.record.name.as_str()))
    });
    let sentence = if scene.estate.data_entities.is_empty() {
        "No data entity is recorded.".to_owned()
    } else {
        let claimed = spelled_of(several.len() as u64, "kind of data has", "kinds of data have");
        let missing = match none {
            0 => String::new(),
            _ => format!(
                "; {} none",
                spelled_of(none, "kind that systems hold has", "kinds that systems hold have")
            ),
        };
        format!("{} more than one system of record{missing}.", sentence(&claimed))
    };
    let rows = several
        .iter()
        .take(MOST_ROWS)
        .map(|(entity, masters)| {
            let names: Vec<String> = masters.iter().map(|system| scene.system_name(*system)).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            ViewRow::of(vec![
                Cell::new(entity.record.name.as_str()).note(scene.organisation(entity.organisation)),
                Cell::new(number::count(masters.len() as u64)),
                Cell::new(listed(&names, 6)),
            ])
        })
        .collect();
    let columns =
        vec![ViewColumn::head("Data"), ViewColumn::number("Systems of record"), ViewColumn::text("Which")];
    listing(
        "Data with several masters",
        "records",
        sentence,
        "Kinds of data that several systems claim to keep true",
        columns,
        rows,
    )
}

/// What looks like a fault and is none.
fn strengths(scene: &PageContext<'_>) -> Listing {
    let strengths = &scene.assessment.strengths;
    let sentence = match strengths.len() {
        0 if scene.is_all_off() => words::and_not_judged("", &scene.off),
        0 => "No rule cleared anything that looks like a fault.".to_owned(),
        count => format!(
            "{} like a fault and {} none.",
            sentence(&spelled_of(count as u64, "thing looks", "things look")),
            if count == 1 { "is" } else { "are" }
        ),
    };
    let rows = strengths
        .iter()
        .take(MOST_ROWS)
        .map(|strength| {
            ViewRow::of(vec![
                Cell::new(with_days(&strength.headline)).to(scene.subject_row(strength.subject)),
                Cell::new(strength.rule.title),
            ])
        })
        .collect();
    let columns = vec![ViewColumn::head("What is well"), ViewColumn::text("Rule that cleared it")];
    listing("What is well", "strengths", sentence, "Looked at and cleared", columns, rows)
}
