//! Journeys: a few of each organisation.

use super::random::Stream;
use super::shape::{Organisation, Shape, at_round};
use crate::source::List;
use crate::yaml::{Facts, Writer};

/// Journeys: an id and a name.
const JOURNEYS: &[(&str, &str)] = &[
    ("first-contact", "First contact"),
    ("new-referral", "New referral"),
    ("planned-visit", "Planned visit"),
    ("test-request", "Test from request to result"),
    ("urgent-request", "Urgent request"),
    ("hand-over", "Hand-over to another service"),
    ("new-starter", "New member of staff"),
    ("goods-order", "Goods from order to payment"),
    ("home-visit", "Home visit"),
    ("complaint", "Complaint"),
    ("equipment-request", "Equipment from request to delivery"),
    ("change-of-address", "Change of address"),
];

/// What people do in a step.
const STEPS: &[&str] =
    &["Register", "Look up the record", "Assess", "Write the note", "Order", "Book", "Send", "Close"];

/// How many journeys an organisation records.
pub(super) fn count(organisation: &Organisation) -> u32 {
    if organisation.systems == 0 { 0 } else { (1 + organisation.systems / 60).min(JOURNEYS.len() as u32) }
}

/// Writes a journey.
pub(super) fn write(shape: &Shape, organisation: &Organisation, index: u32, yaml: &mut Writer) {
    let mut random = shape.random(Stream::Journey, organisation, index);
    let ((id, name), _) = at_round(JOURNEYS, index);
    let joined = organisation.joined();
    let count = joined.end - joined.start;
    let mut facts = Facts::new().and("id", *id).and("name", *name);
    if random.chance(85) {
        facts.set("per_year", random.magnitude(300, 200_000));
    }
    let mut steps = Vec::new();
    let mut before = None;
    for step in 0..random.between(4, 8) {
        let system = organisation.system_id(joined.start + random.early(count));
        let device = (organisation.devices > 0 && random.chance(60))
            .then(|| organisation.device_id(organisation.workplace(&mut random)));
        let rekeyed = before.filter(|before| *before != system && random.chance(15));
        let step = Facts::new()
            .and("name", *at_round(STEPS, step).0)
            .and("system", system.clone())
            .maybe("device", device)
            .maybe("minutes", random.chance(85).then(|| random.between(1, 20)))
            .maybe("rekeyed_from", rekeyed)
            .maybe("paper", random.chance(6).then_some(true));
        steps.push(step);
        before = Some(system);
    }
    facts.list("steps", steps);
    yaml.entity(List::Journeys, &facts.into());
}
