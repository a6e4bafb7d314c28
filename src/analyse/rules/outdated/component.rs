//! What the rules of this family share: components of one owner that are in
//! the same state, their evidence and their words.

use crate::analyse::confidence::{Ageing, Belief};
use crate::analyse::context::Context;
use crate::analyse::evidence::Evidence;
use crate::analyse::finding::{Bounds, Draft, Gap, Rated};
use crate::analyse::lifecycle::ComponentStanding;
use crate::analyse::rule::RuleMeta;
use crate::catalogue::{Ends, SupportQuestion, SupportState};
use crate::check::estate::Endpoint;
use crate::date::{Day, days_between, days_in_years, quarter, quarter_words, years_between};
use crate::method::scale::LIFECYCLE;
use crate::text::days_words;

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
    context.component(component).label()
}

/// The inventory line and the catalogue row of a component; gives back their
/// numbers.
pub(crate) fn add_evidence(draft: &mut Draft<'_>, component: &ComponentStanding) -> Vec<usize> {
    let line = line(draft.context, component);
    let row = catalogue_row(draft.context, component);
    std::iter::once(line).chain(row).map(|fact| draft.add(fact)).collect()
}

/// The inventory line of a component.
pub(crate) fn line(context: &Context<'_>, component: &ComponentStanding) -> Evidence {
    let place =
        context.estate.origin(component.owner.into()).field(format!("components[{}]", component.index));
    Evidence::Inventory { place, statement: label(context, component) }
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
            dates.push(format!("support ends {first}"));
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
    if dates.is_empty() {
        dates.push("no end date is published".to_owned());
    }
    if found.cycle.is_none() {
        dates.push(format!("it may be {}", may_be(&found.candidates)));
    }
    let statement = dates.join("; ");
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

/// How far the least sure state of some components is believed.
pub(crate) fn belief(context: &Context<'_>, components: &[&ComponentStanding]) -> Belief {
    Belief::lowest(components.iter().map(|component| {
        let own = context.belief(component.owner, Ageing::Version);
        if context.component(component).supported_until.is_known() {
            own
        } else {
            own.matched(context.lifecycles.product(component).confidence)
        }
    }))
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

/// What so many days without support count; as the first where the days are
/// not known.
pub(crate) fn debt_value(context: &Context<'_>, days: Option<i32>) -> f64 {
    LIFECYCLE.value(days_in_years(days.unwrap_or_default()), context.thresholds)
}

/// The lifecycle of components without support. The oldest decides; where
/// several releases may be meant, from the youngest to the oldest.
pub(crate) fn debt(draft: &mut Draft<'_>, components: &[&ComponentStanding]) -> Rated {
    let mut evidence = Vec::new();
    let (mut least, mut most): (Option<i32>, Option<i32>) = (None, None);
    let mut facts = Vec::new();
    for component in components {
        evidence.extend(add_evidence(draft, component));
        least = least.max(component.standing.least_debt_days);
        most = most.max(component.standing.debt_days);
        facts.push(format!("{}: {}", label(draft.context, component), since(draft.context.today, component)));
    }
    let (least, most) = (debt_value(draft.context, least), debt_value(draft.context, most));
    let value = if least < most { Bounds::between(least, most) } else { Bounds::exact(most) };
    Rated { scale: &LIFECYCLE, fact: facts.join("; "), value, evidence }
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
        return format!("without support for {} to {}{question}", days_words(least), days_words(most));
    }
    match standing.decided_by.or(standing.end_of_support) {
        Some(day) if day <= today => {
            format!("without support for {} since {day}{question}", days_words(days_between(day, today)))
        }
        _ => format!("without support{question}"),
    }
}

/// The lifecycle of components whose support is ending. The first to end
/// decides.
pub(crate) fn ending(draft: &mut Draft<'_>, components: &[&ComponentStanding]) -> Rated {
    let today = draft.context.today;
    let mut evidence = Vec::new();
    let mut facts = Vec::new();
    for component in components {
        evidence.extend(add_evidence(draft, component));
        let Some(day) = component.standing.decided_by else { continue };
        let left = days_words(days_between(today, day));
        facts.push(format!("{}: support ends on {day}, in {left}", label(draft.context, component)));
    }
    let past = first_end(components).map_or(f64::NEG_INFINITY, |end| years_between(end, today).min(0.0));
    let value = Bounds::exact(draft.value(&LIFECYCLE, past));
    Rated { scale: &LIFECYCLE, fact: facts.join("; "), value, evidence }
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
