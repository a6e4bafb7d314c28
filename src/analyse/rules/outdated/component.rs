//! What the rules of this family share: components of one owner that are in
//! the same state, their evidence and their words.

use crate::analyse::confidence::Ageing;
use crate::analyse::context::Context;
use crate::analyse::evidence::Evidence;
use crate::analyse::finding::{Bounds, Factor, Finding, Gap};
use crate::analyse::lifecycle::ComponentStanding;
use crate::analyse::rule::RuleMeta;
use crate::catalogue::{Ends, SupportQuestion, SupportState};
use crate::check::estate::Endpoint;
use crate::date::{Day, days_between, quarter, quarter_words};
use crate::method::Threshold;
use crate::model::Text;
use crate::text::counted;

/// Owners in use with the components of theirs that are in a state.
pub(crate) fn owners_in_state<'a>(
    context: &'a Context<'_>,
    wanted: impl Fn(Endpoint) -> bool + 'a,
    state: SupportState,
) -> impl Iterator<Item = (Endpoint, Vec<&'a ComponentStanding>)> + 'a {
    context
        .lifecycles
        .all()
        .chunk_by(|a, b| a.owner == b.owner)
        .filter(move |components| wanted(components[0].owner))
        .filter_map(move |components| {
            let in_state: Vec<_> =
                components.iter().filter(|component| component.standing.state == state).collect();
            (!in_state.is_empty()).then(|| (components[0].owner, in_state))
        })
}

/// Components in one state, by what may be said of them.
pub(crate) struct Judged<'a> {
    /// Found by identifier or exact name, or dated by the inventory itself.
    pub(crate) firm: Vec<&'a ComponentStanding>,
    /// Firm, and covered if an extension was bought that nobody recorded.
    pub(crate) unproven: Vec<&'a ComponentStanding>,
    /// Found by likeness alone: asked, never asserted.
    pub(crate) likely: Vec<&'a ComponentStanding>,
}

/// Sorts components in one state by what may be said of them.
pub(crate) fn judged<'a>(context: &Context<'_>, components: Vec<&'a ComponentStanding>) -> Judged<'a> {
    let (sure, likely): (Vec<_>, Vec<_>) =
        components.into_iter().partition(|component| context.is_firm(component));
    let (unproven, firm) = sure.into_iter().partition(|component| component.standing.is_range());
    Judged { firm, unproven, likely }
}

/// What to call a component: product and version as written.
pub(crate) fn label(context: &Context<'_>, component: &ComponentStanding) -> String {
    let record = context.component(component);
    match record.version.known().map(Text::as_str) {
        Some(version) => format!("{} {version}", record.label()),
        None => record.label().to_owned(),
    }
}

/// The inventory line and the catalogue row of a component; gives back their
/// numbers.
pub(crate) fn add_evidence(
    context: &Context<'_>,
    finding: &mut Finding,
    component: &ComponentStanding,
) -> Vec<usize> {
    let place =
        context.estate.origin(component.owner.into()).field(format!("components[{}]", component.index));
    let mut numbers = vec![finding.add(Evidence::Inventory { place, statement: label(context, component) })];
    numbers.extend(catalogue_row(context, component).map(|row| finding.add(row)));
    numbers
}

/// The catalogue row of a component, unless the inventory's own date decided;
/// of several releases that may be meant, all of them as one row.
pub(crate) fn catalogue_row(context: &Context<'_>, component: &ComponentStanding) -> Option<Evidence> {
    if context.component(component).supported_until.is_known() {
        return None;
    }
    let found = context.lifecycles.product(component);
    let product = found.product.clone()?;
    let cycle = match &found.cycle {
        Some(cycle) => cycle.clone(),
        None if found.candidates.is_empty() => return None,
        None => format!("one of {}", found.candidates.len()).into(),
    };
    let standing = &component.standing;
    let mut dates = Vec::new();
    match standing.ends {
        Some(Ends { first, last: Some(last) }) if first == last => {
            dates.push(format!("support ends {first}"))
        }
        Some(Ends { first, last: Some(last) }) => {
            dates.push(format!("support ends between {first} and {last}"));
        }
        Some(Ends { first, last: None }) => dates.push(format!("support ends {first} at the earliest")),
        None => {}
    }
    if let Some(day) = standing.end_of_extension {
        dates.push(format!("paid extended support ends {day}"));
    }
    let mut statement =
        if dates.is_empty() { "no end date is published".to_owned() } else { dates.join("; ") };
    if found.cycle.is_none() {
        statement.push_str(&format!("; it may be {}", may_be(&found.candidates)));
    }
    Some(Evidence::Catalogue {
        product,
        cycle,
        statement,
        source: found.source.clone(),
        matched: found.matched.clone(),
    })
}

/// The releases that may be meant, the first few by name.
pub(crate) fn may_be(candidates: &[String]) -> String {
    const MOST: usize = 6;
    if candidates.len() <= MOST + 1 {
        return crate::text::join_or(candidates);
    }
    format!("{} or one of {} more", candidates[..MOST].join(", "), candidates.len() - MOST)
}

/// How far the state of a component is believed.
pub(crate) fn belief(context: &Context<'_>, component: &ComponentStanding) -> f64 {
    let own = context.belief(component.owner.into(), Ageing::Version);
    if context.component(component).supported_until.is_known() {
        own
    } else {
        own * context.lifecycles.product(component).confidence
    }
}

/// What an option may name to clear findings about these components.
pub(crate) fn answers_to(context: &Context<'_>, components: &[&ComponentStanding]) -> Vec<String> {
    let mut tokens = Vec::new();
    for component in components {
        let product = context.lifecycles.product(component).product.as_deref().map(str::to_owned);
        let written =
            context.component(component).product.known().map(|text| crate::text::to_kebab_case(text));
        for token in product.into_iter().chain(written) {
            if !tokens.contains(&token) {
                tokens.push(token);
            }
        }
    }
    tokens
}

/// The weights of an owner's likelihood of harm without support: lifecycle,
/// resilience, exposure and skills (our default).
pub(crate) const SYSTEM_WITHOUT_SUPPORT: [f64; 4] = [0.6, 0.15, 0.15, 0.1];

/// The same of a fleet: lifecycle and exposure.
pub(crate) const DEVICES_WITHOUT_SUPPORT: [f64; 2] = [0.7, 0.3];

/// The lifecycle value of an extension that was bought: mended, for money and
/// a while (our default).
pub(crate) const BOUGHT: f64 = 0.2;

/// The lifecycle value where support ends at the horizon, and on its last day
/// (our default).
pub(crate) const ENDING_AT_HORIZON: f64 = 0.3;
pub(crate) const ENDING_ON_THE_LAST_DAY: f64 = 0.7;

/// The lifecycle value of so many days without support: 0.7 on the first, 1
/// from the worst debt age on; 0.7 where the days are not known.
pub(crate) fn debt_value(context: &Context<'_>, days: Option<i32>) -> f64 {
    let worst_days = context.threshold(Threshold::DebtAgeWorst) * 365.25;
    days.map_or(0.7, |days| 0.7 + 0.3 * (f64::from(days) / worst_days).min(1.0))
}

/// The lifecycle factor of components without support. The oldest decides;
/// where several releases may be meant, from the youngest to the oldest.
pub(crate) fn debt_factor(
    context: &Context<'_>,
    finding: &mut Finding,
    components: &[&ComponentStanding],
    weight: f64,
) -> Factor {
    let mut numbers = Vec::new();
    let (mut least, mut most): (Option<i32>, Option<i32>) = (None, None);
    let mut facts = Vec::new();
    for component in components {
        numbers.extend(add_evidence(context, finding, component));
        least = least.max(component.standing.least_debt_days);
        most = most.max(component.standing.debt_days);
        facts.push(format!("{}: {}", label(context, component), since(context.today, component)));
    }
    let (least, most) = (debt_value(context, least), debt_value(context, most));
    Factor {
        name: "Lifecycle",
        fact: facts.join("; "),
        value: if least < most { Bounds::between(least, most) } else { Bounds::exact(most) },
        weight,
        evidence: numbers,
    }
}

pub(crate) fn since(today: Day, component: &ComponentStanding) -> String {
    let question = match component.standing.question {
        Some(SupportQuestion::WasExtensionBought(until)) => {
            format!(", unless the paid extension to {until} was bought")
        }
        _ => String::new(),
    };
    let standing = &component.standing;
    if let (Some(least), Some(most)) = (standing.least_debt_days, standing.debt_days)
        && least < most
    {
        return format!("without support for {} to {}{question}", days(least), days(most));
    }
    match standing.decided_by.or(standing.end_of_support) {
        Some(day) if day <= today => {
            format!("without support for {} since {day}{question}", days(days_between(day, today)))
        }
        _ => format!("without support{question}"),
    }
}

/// The lifecycle factor of components whose support is ending: 0.3 at the
/// horizon, 0.7 on the last day. The first to end decides.
pub(crate) fn ending_factor(
    context: &Context<'_>,
    finding: &mut Finding,
    components: &[&ComponentStanding],
    weight: f64,
) -> Factor {
    let horizon = f64::from(context.horizon_months) * 30.4375;
    let mut numbers = Vec::new();
    let mut facts = Vec::new();
    let mut soonest: Option<i32> = None;
    for component in components {
        numbers.extend(add_evidence(context, finding, component));
        let Some(day) = component.standing.decided_by else { continue };
        let left = days_between(context.today, day);
        soonest = Some(soonest.map_or(left, |known| known.min(left)));
        facts.push(format!("{}: support ends on {day}, in {}", label(context, component), days(left)));
    }
    let left = soonest.map_or(1.0, |days| (f64::from(days) / horizon).clamp(0.0, 1.0));
    Factor {
        name: "Lifecycle",
        fact: facts.join("; "),
        value: Bounds::exact(ENDING_AT_HORIZON + (ENDING_ON_THE_LAST_DAY - ENDING_AT_HORIZON) * (1.0 - left)),
        weight,
        evidence: numbers,
    }
}

/// The first day on which one of them loses support.
pub(super) fn first_end(components: &[&ComponentStanding]) -> Option<Day> {
    components.iter().filter_map(|component| component.standing.decided_by).min()
}

/// In which quarter the first of some components loses support: ` in April to
/// June 2027`; empty where no day is known.
pub(crate) fn in_quarter(components: &[&ComponentStanding]) -> String {
    let first = components.iter().filter_map(|component| component.standing.decided_by).min();
    first.map_or_else(String::new, |day| format!(" in {}", quarter_words(quarter(day))))
}

/// A number of days in the unit that people would use.
pub(crate) fn days(days: i32) -> String {
    match days {
        ..=60 => counted(days.max(0) as usize, "day"),
        61..=730 => counted((f64::from(days) / 30.4375).round() as usize, "month"),
        _ => format!("{:.1} years", f64::from(days) / 365.25),
    }
}

/// Labels of the components, the first few by name.
pub(crate) fn names(context: &Context<'_>, components: &[&ComponentStanding]) -> String {
    let mut labels: Vec<String> = components.iter().map(|component| label(context, component)).collect();
    labels.dedup();
    crate::text::join_few(&labels)
}

/// What to say where nothing is recorded of what something is built on.
pub(crate) fn nothing_recorded_gap(context: &Context<'_>, rule: &'static RuleMeta, owner: Endpoint) -> Gap {
    Gap {
        rule,
        subject: owner.into(),
        headline: format!(
            "Whether {} runs on supported technology cannot be judged: no components are recorded",
            context.name(owner)
        ),
        field: "components",
    }
}

/// What to say where only a likely match exists: it is asked, not asserted.
pub(crate) fn likely_match_gap(
    context: &Context<'_>,
    rule: &'static RuleMeta,
    owner: Endpoint,
    components: &[&ComponentStanding],
) -> Gap {
    let may = match components.first().map(|component| component.standing.state) {
        Some(SupportState::Ending) => "may lose support soon",
        _ => "may run on unsupported technology",
    };
    Gap {
        rule,
        subject: owner.into(),
        headline: format!(
            "{} {may}: {} is only a likely match",
            context.name(owner),
            names(context, components)
        ),
        field: "components",
    }
}
