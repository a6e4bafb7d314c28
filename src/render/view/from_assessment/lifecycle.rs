//! Support dates: every product version in use, grouped.

use std::collections::{BTreeMap, BTreeSet};

use super::frame;
use super::scene::{PageContext, support_chip};
use crate::analyse::lifecycle::ComponentStanding;
use crate::catalogue::{ShareBounds, SupportQuestion, SupportState};
use crate::check::estate::{DeviceIndex, Endpoint, SystemIndex};
use crate::date::{Day, quarter, quarter_words};
use crate::render::chart::{self, Span};
use crate::render::number;
use crate::render::view::{
    Cell, LifecycleRow, LifecycleSection, Listing, ViewColumn, ViewRow, ViewTable, anchor,
};
use crate::render::words::{self, of, product_version, sentence, spelled, spelled_of};
use crate::text::join_and;

/// Rows of the timeline; the rest is in the register.
const MOST_ROWS: usize = 40;
/// Rows of these for what ends next, if so much else is out of support.
const MOST_NEXT: usize = 16;

/// A product version with the same support, and who uses it.
pub(super) struct Version<'a> {
    pub(super) name: String,
    /// The product alone.
    product: String,
    pub(super) first: &'a ComponentStanding,
    pub(super) systems: BTreeSet<SystemIndex>,
    devices: BTreeSet<DeviceIndex>,
    device_count: u64,
}

/// Every product version in use, soonest end of cover first, undated last.
pub(super) fn versions<'a>(scene: &'a PageContext<'_>) -> Vec<Version<'a>> {
    let mut groups: BTreeMap<(String, Option<Day>, Option<Day>, SupportState), Version<'a>> = BTreeMap::new();
    for component in scene.context.lifecycles.all() {
        let (name, product) = names(scene, component);
        let standing = &component.standing;
        let key = (name.clone(), standing.end_of_support, standing.decided_by, standing.state);
        let version = groups.entry(key).or_insert_with(|| Version {
            name,
            product,
            first: component,
            systems: BTreeSet::new(),
            devices: BTreeSet::new(),
            device_count: 0,
        });
        match component.owner {
            Endpoint::System(system) => {
                version.systems.insert(system);
            }
            Endpoint::Device(device) => {
                if version.devices.insert(device) {
                    version.device_count +=
                        u64::from(scene.estate.devices[device.at()].record.count_or_one());
                }
            }
        }
    }
    let mut all: Vec<Version<'a>> = groups.into_values().collect();
    all.sort_by_key(|version| {
        let state = version.first.standing.state;
        let rank = match state {
            SupportState::Unsupported => 0,
            SupportState::Unknown => 2,
            _ => 1,
        };
        (rank, PageContext::end_of_cover(version.first).unwrap_or(Day::MAX))
    });
    all
}

/// Product and version, and the product alone: as the catalogue has them,
/// else as written.
pub(super) fn names(scene: &PageContext<'_>, component: &ComponentStanding) -> (String, String) {
    let found = scene.context.lifecycles.product(component);
    if !found.cycle_name.is_empty() {
        return (found.cycle_name.clone(), found.product_name.clone());
    }
    let record = scene.context.component(component);
    let product = if found.product_name.is_empty() {
        record.product_name().to_owned()
    } else {
        found.product_name.clone()
    };
    (product_version(&product, &record.version), product)
}

pub(super) fn lifecycle(scene: &PageContext<'_>) -> LifecycleSection {
    let all = versions(scene);
    let window = frame::window(scene);
    let dated: Vec<&Version<'_>> =
        all.iter().filter(|version| version.first.standing.state != SupportState::Unknown).collect();
    let rows: Vec<LifecycleRow> = most_urgent(&dated)
        .into_iter()
        .enumerate()
        .map(|(index, version)| row(scene, &window, index, version))
        .collect();
    let shown = rows.len();
    LifecycleSection {
        title: title(scene, &dated, all.is_empty()),
        share: share(scene),
        note: format!(
            "One row is one product version in use. The bar runs from {} to {}; the line is the report date. “Ending” means within {} of it. Sorted by end of cover.",
            window.from,
            window.to,
            of(scene.assessment.settings.horizon_months.into(), "month", "months")
        ),
        ticks: window.ticks().iter().map(ToString::to_string).collect(),
        today: number::day_short(scene.today),
        rest: if dated.len() > shown {
            format!(
                "{shown} of {} dated product versions shown: those whose cover ends next, and those out of support that most systems use. The rest are in the register of systems and devices.",
                number::count(dated.len() as u64)
            )
        } else {
            String::new()
        },
        rows,
        areas: super::area::areas(scene),
        calendar: calendar(scene, &dated),
        capabilities: super::capability::capabilities(scene),
        spread: spread(&all),
        undated: undated(scene, &all),
    }
}

/// What ends next, and what is out already and most used; in their order.
fn most_urgent<'v, 's>(dated: &[&'v Version<'s>]) -> Vec<&'v Version<'s>> {
    let is_out = |index: &usize| dated[*index].first.standing.state == SupportState::Unsupported;
    let (mut out, next): (Vec<usize>, Vec<usize>) = (0..dated.len()).partition(is_out);
    out.sort_by_key(|index| {
        let version = dated[*index];
        (std::cmp::Reverse((version.systems.len(), version.device_count)), *index)
    });
    let most_next = MOST_NEXT.max(MOST_ROWS.saturating_sub(out.len()));
    let mut chosen: Vec<usize> = next.into_iter().take(most_next).collect();
    let room = MOST_ROWS - chosen.len();
    chosen.extend(out.into_iter().take(room));
    chosen.sort_unstable();
    chosen.into_iter().map(|index| dated[index]).collect()
}

/// The share of systems without support: what is known, and what those that
/// could not be dated may add (bounds after Manski 2003).
fn share(scene: &PageContext<'_>) -> String {
    let (out, judged, all) = (scene.unsupported(), scene.judged(), scene.systems());
    let Some(bounds) = ShareBounds::of(out as u32, judged as u32, all.saturating_sub(judged) as u32) else {
        return String::new();
    };
    let known = format!(
        "{} run on something without support: {} of {} in use",
        of(out, "system", "systems"),
        number::percent(bounds.low),
        number::count(all)
    );
    if judged == all {
        return format!("{known}.");
    }
    format!(
        "{known}, and up to {} with the {} that could not be dated; {} if those are like the others.",
        number::percent(bounds.high),
        number::count(all - judged),
        number::percent(bounds.point)
    )
}

fn title(scene: &PageContext<'_>, dated: &[&Version<'_>], is_empty: bool) -> String {
    if is_empty {
        return "No system or device records what it is built on, so no support date can be shown."
            .to_owned();
    }
    if dated.is_empty() {
        return "No product in use could be dated.".to_owned();
    }
    let out =
        dated.iter().filter(|version| version.first.standing.state == SupportState::Unsupported).count();
    let next = dated.iter().find(|version| {
        version.first.standing.state != SupportState::Unsupported
            && PageContext::end_of_cover(version.first).is_some_and(|day| day >= scene.today)
    });
    let mut text = format!(
        "{} in use {} out of support",
        sentence(&spelled_of(out as u64, "product version", "product versions")),
        if out == 1 { "is" } else { "are" }
    );
    if let Some(next) = next {
        let users = if next.systems.is_empty() {
            of(next.device_count, "device", "devices")
        } else {
            of(next.systems.len() as u64, "system", "systems")
        };
        words::append(&mut text, &format!("; {} is next to go, on {users}", next.name));
    }
    text
}

fn row(
    scene: &PageContext<'_>,
    window: &chart::TimelineWindow,
    index: usize,
    version: &Version<'_>,
) -> LifecycleRow {
    let component = version.first;
    let standing = &component.standing;
    let found = scene.context.lifecycles.product(component);
    // What was bought decides the state where it differs from normal support.
    let bought = match standing.state {
        SupportState::Extended => standing.decided_by,
        SupportState::Unsupported => standing.decided_by.filter(|day| Some(*day) > standing.end_of_support),
        _ => None,
    };
    let span = Span {
        released: found.released.map(frame::year_of),
        normal_end: standing.end_of_support.or(standing.decided_by).map(frame::year_of),
        bought_end: bought.map(frame::year_of),
        is_in_use: true,
    };
    LifecycleRow {
        product: version.name.clone(),
        id: anchor("product", &format!("{}-{}", index + 1, crate::text::to_kebab_case(&version.name))),
        systems: number::count(version.systems.len() as u64),
        devices: if version.device_count > 0 {
            of(version.device_count, "device", "devices")
        } else {
            String::new()
        },
        bar: chart::timeline_row(window, &span),
        ends: standing.end_of_support.map_or_else(|| "Not announced".to_owned(), number::day_short),
        extension: extension(standing.question, bought),
        chip: support_chip(standing.state),
        when: when(scene, component),
    }
}

fn extension(question: Option<SupportQuestion>, bought: Option<Day>) -> String {
    match (bought, question) {
        (Some(day), _) => format!("Paid: {}", number::day_short(day)),
        (None, Some(SupportQuestion::WasExtensionBought(day))) => {
            format!("Paid option to {}: not recorded as bought", number::day_short(day))
        }
        (None, Some(SupportQuestion::ExtendedUntilWhen)) => "Paid, until when is not recorded".to_owned(),
        _ => String::new(),
    }
}

fn when(scene: &PageContext<'_>, component: &ComponentStanding) -> String {
    let Some(day) = PageContext::end_of_cover(component) else { return String::new() };
    let time = number::duration(scene.today, day);
    match component.standing.state {
        SupportState::Unsupported => format!("for {time}"),
        SupportState::Ending => format!("in {time}"),
        SupportState::Unknown => String::new(),
        _ => format!("{time} left"),
    }
}

/// What loses cover in a quarter: products, systems and single devices.
type Ending<'a> = (BTreeSet<&'a str>, BTreeSet<SystemIndex>, u64);

/// Ends of cover in the next eight quarters.
fn calendar(scene: &PageContext<'_>, dated: &[&Version<'_>]) -> Listing {
    let mut quarters: BTreeMap<(i16, i8), Ending<'_>> = BTreeMap::new();
    let (year, first) = quarter(scene.today);
    let last = if first == 1 { (year + 1, 4) } else { (year + 2, first - 1) };
    for version in dated {
        let is_covered = version.first.standing.state != SupportState::Unsupported;
        let end = PageContext::end_of_cover(version.first).filter(|day| is_covered && *day >= scene.today);
        let Some(when) = end.map(quarter).filter(|when| *when <= last) else { continue };
        let entry = quarters.entry(when).or_default();
        entry.0.insert(&version.name);
        entry.1.extend(&version.systems);
        entry.2 += version.device_count;
    }
    let sentence = if quarters.is_empty() {
        "No product in use is known to lose support in the next eight quarters.".to_owned()
    } else {
        let products: BTreeSet<&str> =
            quarters.values().flat_map(|quarter| quarter.0.iter().copied()).collect();
        let systems: BTreeSet<SystemIndex> =
            quarters.values().flat_map(|quarter| quarter.1.iter().copied()).collect();
        format!(
            "{} support in the next eight quarters, on {}; some of these run on other products that are out already.",
            sentence(&spelled_of(products.len() as u64, "product version loses", "product versions lose")),
            of(systems.len() as u64, "system", "systems")
        )
    };
    let rows: Vec<ViewRow> = quarters
        .into_iter()
        .map(|(when, (products, systems, devices))| {
            ViewRow::of(vec![
                Cell::new(quarter_words(when)),
                Cell::new(listed(&products.into_iter().collect::<Vec<_>>(), 4)),
                Cell::new(number::count(systems.len() as u64)),
                Cell::new(number::count(devices)),
            ])
        })
        .collect();
    let columns = vec![
        ViewColumn::head("Quarter"),
        ViewColumn::text("Products"),
        ViewColumn::number("Systems"),
        ViewColumn::number("Devices"),
    ];
    listing(
        "Support that ends in the next two years",
        "calendar",
        sentence,
        "Ends of support by quarter",
        columns,
        rows,
    )
}

/// The first so many of a list, and how many more there are.
pub(super) fn listed(items: &[&str], most: usize) -> String {
    if items.len() <= most + 1 {
        return join_and(items);
    }
    format!("{} and {} more", items[..most].join(", "), items.len() - most)
}

pub(super) fn listing(
    title: &str,
    id: &str,
    sentence: String,
    caption: &str,
    columns: Vec<ViewColumn>,
    rows: Vec<ViewRow>,
) -> Listing {
    let table = (!rows.is_empty()).then(|| ViewTable {
        id: String::new(),
        caption: caption.to_owned(),
        note: String::new(),
        columns,
        rows,
    });
    Listing { title: title.to_owned(), id: id.to_owned(), sentence, table, ..Listing::default() }
}

/// Products that are in use in three versions or more.
fn spread(all: &[Version<'_>]) -> Listing {
    let mut products: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for version in all.iter().filter(|version| !version.name.ends_with("version not recorded")) {
        products.entry(&version.product).or_default().insert(&version.name);
    }
    let mut many: Vec<_> = products.into_iter().filter(|(_, versions)| versions.len() > 2).collect();
    many.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then(a.0.cmp(b.0)));
    let sentence = match many.first() {
        None => "No product is in use in more than two versions.".to_owned(),
        Some((product, versions)) => {
            format!("{product} is in use in {} versions.", spelled(versions.len() as u64))
        }
    };
    let rows = many
        .into_iter()
        .take(10)
        .map(|(product, versions)| {
            ViewRow::of(vec![
                Cell::new(product),
                Cell::new(number::count(versions.len() as u64)),
                Cell::new(listed(&versions.into_iter().collect::<Vec<_>>(), 4)),
            ])
        })
        .collect();
    let columns =
        vec![ViewColumn::head("Product"), ViewColumn::number("Versions"), ViewColumn::text("In use")];
    listing(
        "Products in many versions",
        "spread",
        sentence,
        "Products in three versions or more",
        columns,
        rows,
    )
}

/// Products whose support is not known, most used first.
fn undated(scene: &PageContext<'_>, all: &[Version<'_>]) -> Listing {
    let mut unknown: Vec<&Version<'_>> =
        all.iter().filter(|version| version.first.standing.state == SupportState::Unknown).collect();
    unknown.sort_by_key(|version| (std::cmp::Reverse(version.systems.len()), version.name.clone()));
    let sentence = match unknown.len() {
        0 => "Every product on record could be dated.".to_owned(),
        count => format!(
            "{} could not be dated. Not known is not the same as supported.",
            of(count as u64, "product or version", "products or versions")
        ),
    };
    let sentence = if scene.judged() < scene.systems() {
        format!("{sentence} {}.", super::tile::undated(scene))
    } else {
        sentence
    };
    let rows = unknown
        .iter()
        .take(30)
        .map(|version| {
            let found = scene.context.lifecycles.product(version.first);
            ViewRow::of(vec![
                Cell::new(version.name.clone()),
                Cell::new(number::count(version.systems.len() as u64)),
                Cell::new(number::count(version.device_count)),
                Cell::new(sentence_of(&found.note)),
            ])
        })
        .collect();
    let columns = vec![
        ViewColumn::head("As written"),
        ViewColumn::number("Systems"),
        ViewColumn::number("Devices"),
        ViewColumn::text("Why"),
    ];
    listing(
        "Products that we could not date",
        "undated",
        sentence,
        "Products without a date, most used first",
        columns,
        rows,
    )
}

fn sentence_of(text: &str) -> String {
    sentence(text)
}
