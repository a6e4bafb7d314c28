//! Banner, title and foot.

use super::scene::PageContext;
use crate::date::PartialDate;
use crate::model::Text;
use crate::render::chart::TimelineWindow;
use crate::render::number;
use crate::render::view::{Footer, Header, Marking};
use crate::render::words::of;
use crate::settings::Section;

pub(super) fn header(scene: &PageContext<'_>) -> Header {
    let settings = &scene.assessment.settings;
    let text = |fact: &crate::model::Fact<Text>| fact.known().map(|text| text.as_str().to_owned());
    let marking = text(&settings.classification).filter(|marking| !marking.eq_ignore_ascii_case("none"));
    Header {
        estate: text(&settings.estate).unwrap_or_else(|| only_organisation(scene)),
        marking: marking
            .map(|marking| Marking { text: marking, handling: text(&settings.handling).unwrap_or_default() }),
        notice: notice(scene),
        as_at: number::day(scene.today),
        as_at_iso: PartialDate::from(scene.today).to_string(),
        covers: [
            of(scene.systems(), "system", "systems"),
            of(scene.context.measures.device_count, "device", "devices"),
            of(scene.context.measures.routes as u64, "interface", "interfaces"),
        ]
        .join(", "),
        previous: None,
        report_line_percent: report_line(scene),
    }
}

/// The sections that the settings do not leave out.
pub(super) fn shown(scene: &PageContext<'_>) -> Vec<&'static str> {
    let off = &scene.assessment.settings.sections_off;
    Section::ALL.iter().filter(|section| !off.contains(section)).map(|section| section.word()).collect()
}

pub(super) fn left_out(scene: &PageContext<'_>) -> Option<String> {
    let off = &scene.assessment.settings.sections_off;
    let titles: Vec<&str> =
        Section::ALL.iter().filter(|section| off.contains(section)).map(|section| section.title()).collect();
    match titles.as_slice() {
        [] => None,
        all if all.len() == Section::ALL.len() => Some("The settings leave out every section.".to_owned()),
        some => Some(format!("Left out by the settings: {}.", some.join(", "))),
    }
}

/// Says of a report with a scenario laid over it that it is not the estate.
fn notice(scene: &PageContext<'_>) -> Option<String> {
    let names: Vec<&str> = scene.made_of.beside.laid.iter().map(|(name, _)| name.as_str()).collect();
    (!names.is_empty()).then(|| format!("Not the estate as it is, but a scenario: {}", names.join(", then ")))
}

/// Without a name in the settings, the estate is called after its only
/// organisation.
fn only_organisation(scene: &PageContext<'_>) -> String {
    match scene.estate.organisations.as_slice() {
        [only] => only.record.name.to_string(),
        _ => String::new(),
    }
}

fn report_line(scene: &PageContext<'_>) -> f64 {
    let window = window(scene);
    window.place(window.today) * 100.0
}

/// The years that the timeline shows.
pub(super) fn window(scene: &PageContext<'_>) -> TimelineWindow {
    TimelineWindow::around(year_of(scene.today))
}

/// A day as a fractional year.
pub(super) fn year_of(day: crate::date::Day) -> f64 {
    f64::from(day.year()) + f64::from(day.day_of_year() - 1) / f64::from(day.days_in_year())
}

pub(super) fn footer(scene: &PageContext<'_>) -> Footer {
    Footer {
        version: scene.made_of.version.to_owned(),
        input_hash: scene.made_of.input_hash.to_owned(),
        catalogue: catalogue(scene),
    }
}

/// The lifecycle catalogue in words.
pub(super) fn catalogue(scene: &PageContext<'_>) -> String {
    match scene.assessment.catalogue.date() {
        Some(day) => format!("with the lifecycle catalogue of {}", number::day(day)),
        None => "with a lifecycle catalogue that names no date".to_owned(),
    }
}
