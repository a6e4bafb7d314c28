//! What the rules about users share.

use crate::analyse::confidence::{self, Ageing};
use crate::analyse::context::Context;
use crate::analyse::factor;
use crate::analyse::finding::{Factor, Finding, Gap};
use crate::analyse::rule::RuleMeta;
use crate::check::estate::{Endpoint, SystemIndex};

/// Fills in the impact on the people who use a system, and the confidence.
pub(super) fn complete(
    context: &Context<'_>,
    mut finding: Finding,
    system: SystemIndex,
    likelihood: Vec<Factor>,
) -> Finding {
    let endpoint = Endpoint::System(system);
    finding.likelihood = likelihood;
    finding.impact = vec![
        factor::users(context, &mut finding, system, 0.5),
        factor::criticality(context, &mut finding, endpoint, 0.5),
    ];
    let lowest = context.belief(endpoint.into(), Ageing::Slow);
    finding.confidence = confidence::of_finding(lowest, &finding.likelihood, &finding.impact);
    finding
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

/// What people do instead: nothing 0, one workaround 0.5, more 1.
pub(super) fn workarounds(
    context: &Context<'_>,
    finding: &mut Finding,
    system: SystemIndex,
    weight: f64,
) -> Factor {
    const NAME: &str = "Workarounds";
    let endpoint = Endpoint::System(system);
    let people = &context.estate.systems[system.at()].record.people;
    let listed: Vec<&str> = people
        .known()
        .map_or(Vec::new(), |people| people.workarounds.iter().map(|text| text.as_str()).collect());
    if listed.is_empty() {
        // An empty list is the same as none recorded, which proves nothing.
        return factor::unknown(context, finding, endpoint, NAME, weight, "people.workarounds", (0.0, 1.0));
    }
    let value = if listed.len() == 1 { 0.5 } else { 1.0 };
    let fact = format!("Staff use {} instead", crate::text::join_and(&listed));
    factor::stated(
        context,
        finding,
        endpoint,
        factor::Stated { name: NAME, weight, field: "people.workarounds", fact, value },
    )
}
