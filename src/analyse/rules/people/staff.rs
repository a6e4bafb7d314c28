//! What the rules about users share.

use crate::analyse::confidence::Ageing;
use crate::analyse::context::Context;
use crate::analyse::factor;
use crate::analyse::finding::{Draft, Finding, Gap, Rated, Weighed};
use crate::analyse::rule::RuleMeta;
use crate::check::estate::{Endpoint, SystemIndex};
use crate::method::{scale, weighing};

/// Completes a finding with the impact on the people who use a system.
pub(super) fn complete(mut draft: Draft<'_>, system: SystemIndex, likelihood: Weighed) -> Finding {
    let endpoint = Endpoint::System(system);
    let impact = vec![factor::users(&mut draft, system), factor::criticality(&mut draft, endpoint)];
    let belief = draft.context.belief(endpoint, Ageing::Slow);
    draft.finish(likelihood, Weighed(&weighing::LOSS_OF_TIME, impact), belief)
}

/// What is asked of a system in use whose people were asked something, but not
/// this. Where nothing at all is recorded of them, completeness says so.
pub(super) fn gap(
    context: &Context<'_>,
    rule: &'static RuleMeta,
    system: SystemIndex,
    field: &'static str,
    what: &str,
) -> Option<Gap> {
    let record = &context.estate.systems[system.at()].record;
    (record.is_in_use() && record.people.is_known()).then(|| Gap {
        rule,
        subject: Endpoint::System(system).into(),
        headline: format!("{}: {what} is not recorded", context.name(Endpoint::System(system))),
        field,
    })
}

/// What people do instead.
pub(super) fn workarounds(draft: &mut Draft<'_>, system: SystemIndex) -> Rated {
    const FIELD: &str = "people.workarounds";
    let endpoint = Endpoint::System(system);
    let people = &draft.context.estate.systems[system.at()].record.people;
    let listed: Vec<&str> = people
        .known()
        .map_or(Vec::new(), |people| people.workarounds.iter().map(|text| text.as_str()).collect());
    if listed.is_empty() {
        // An empty list is the same as none recorded, which proves nothing.
        return draft.unknown(&scale::WORKAROUNDS, endpoint, FIELD);
    }
    let fact = format!("Staff use {} instead", crate::text::join_and(&listed));
    let value = draft.value(&scale::WORKAROUNDS, listed.len() as f64);
    draft.stated(&scale::WORKAROUNDS, endpoint, FIELD, fact, value)
}
