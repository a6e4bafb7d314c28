//! What the rules of this family share: components of one owner that are in
//! the same state, their evidence and their words.

use crate::analyse::confidence::Ageing;
use crate::analyse::context::Context;
use crate::analyse::evidence::Evidence;
use crate::analyse::finding::{Bounds, Factor, Finding, Gap};
use crate::analyse::lifecycle::ComponentStanding;
use crate::analyse::rule::RuleMeta;
use crate::catalogue::{SupportQuestion, SupportState};
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

/// The catalogue row of a component, unless the inventory's own date decided.
pub(crate) fn catalogue_row(context: &Context<'_>, component: &ComponentStanding) -> Option<Evidence> {
    if context.component(component).supported_until.is_known() {
        return None;
    }
    let found = context.lifecycles.product(component);
    let (product, cycle) = (found.product.clone()?, found.cycle.clone()?);
    let mut dates = Vec::new();
    if let Some(day) = component.standing.end_of_support {
        dates.push(format!("support ends {day}"));
    }
    if let Some(day) = component.standing.end_of_extension {
        dates.push(format!("paid extended support ends {day}"));
    }
    let statement = if dates.is_empty() { "no end date is published".to_owned() } else { dates.join("; ") };
    Some(Evidence::Catalogue {
        product,
        cycle,
        statement,
        source: found.source.clone(),
        matched: found.matched.clone(),
    })
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

/// The lifecycle factor of components without support: 0.7 on the first day
/// without, 1 from the worst debt age on. The oldest decides.
pub(crate) fn debt_factor(
    context: &Context<'_>,
    finding: &mut Finding,
    components: &[&ComponentStanding],
    weight: f64,
) -> Factor {
    let mut numbers = Vec::new();
    let mut oldest: Option<i32> = None;
    let mut facts = Vec::new();
    for component in components {
        numbers.extend(add_evidence(context, finding, component));
        oldest = oldest.max(component.standing.debt_days);
        facts.push(format!("{}: {}", label(context, component), since(context.today, component)));
    }
    let worst_days = context.threshold(Threshold::DebtAgeWorst) * 365.25;
    let value = oldest.map_or(0.7, |days| 0.7 + 0.3 * (f64::from(days) / worst_days).min(1.0));
    Factor {
        name: "Lifecycle",
        fact: facts.join("; "),
        value: Bounds::exact(value),
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
    match component.standing.decided_by.or(component.standing.end_of_support) {
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
        value: Bounds::exact(0.3 + 0.4 * (1.0 - left)),
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
