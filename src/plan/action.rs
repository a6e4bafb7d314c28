//! Actions: the inventory's modernisation options, programmes joined.
//!
//! Options that name the same `shared` programme within an organisation are
//! one action, paid for once by the sum of their recorded prices. An option
//! without a price is "not costed": it is listed, and stays out of totals.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::estate::{Estate, OptionIndex, Subject};
use crate::model::vocabulary::ActionKind;
use crate::model::{Resolves, Text};
use crate::money::Money;
use crate::score::Scored;

/// Something that can be done about findings.
#[derive(Clone, Debug)]
pub struct Action {
    /// The option's id with its organisation, or the programme's name.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// What is done; of a programme, what its first option does.
    pub kind: ActionKind,
    /// The options that it is made of, in order; never empty.
    pub options: Vec<OptionIndex>,
    /// What it costs in minor units, if every option of it is priced.
    pub cost: Option<i64>,
    /// How many months it takes, if known: the longest of its options.
    pub months: Option<u16>,
    /// The findings that it clears, as indices into the scored findings, sorted.
    pub clears: Vec<u32>,
    /// Actions that must be complete first, sorted.
    pub after: Vec<usize>,
    /// Actions that it rules out, sorted; mutual.
    pub excludes: Vec<usize>,
}

/// Every action of an estate.
#[derive(Clone, Debug, Default)]
pub struct Actions {
    /// In the order of their ids.
    pub all: Vec<Action>,
}

impl Actions {
    /// Collects the actions that the inventory records. Linear in options and
    /// in the findings of the systems that they are for.
    pub fn collect(estate: &Estate, scored: &[Scored]) -> Self {
        let open = open_findings(scored);
        let mut grouped: BTreeMap<String, Vec<OptionIndex>> = BTreeMap::new();
        for (index, entry) in estate.options() {
            if estate.is_in_use(entry.subject) {
                grouped.entry(action_id(estate, index)).or_default().push(index);
            }
        }
        let action_of: BTreeMap<OptionIndex, usize> = grouped
            .values()
            .enumerate()
            .flat_map(|(action, options)| options.iter().map(move |option| (*option, action)))
            .collect();
        let mut all: Vec<Action> = grouped
            .into_iter()
            .map(|(id, options)| action(estate, scored, &open, &action_of, id, options))
            .collect();
        make_exclusion_mutual(&mut all);
        Self { all }
    }

    /// What must be complete before an action, at any remove, sorted. Circles,
    /// which joined programmes can make, end where they began.
    pub fn before(&self, action: usize) -> BTreeSet<usize> {
        let mut before = BTreeSet::new();
        let mut open = self.all[action].after.clone();
        while let Some(next) = open.pop() {
            if next != action && before.insert(next) {
                open.extend(&self.all[next].after);
            }
        }
        before
    }

    /// Whether an action must come before itself, at some remove.
    pub fn before_itself(&self, action: usize) -> bool {
        let before = self.before(action);
        before.iter().chain([&action]).any(|other| self.all[*other].after.contains(&action))
    }

    /// What must come before an action, at any remove, that something done
    /// rules out, and by what.
    pub fn need_ruled_out(&self, action: usize, done: &BTreeSet<usize>) -> Option<(usize, usize)> {
        let before = self.before(action).into_iter();
        before.filter(|before| !done.contains(before)).find_map(|before| {
            let rival = self.all[before].excludes.iter().find(|other| done.contains(other))?;
            Some((before, *rival))
        })
    }

    /// How many actions have no price.
    pub fn uncosted(&self) -> usize {
        self.all.iter().filter(|action| action.cost.is_none()).count()
    }
}

fn open_findings(scored: &[Scored]) -> BTreeMap<Subject, Vec<u32>> {
    let mut open: BTreeMap<Subject, Vec<u32>> = BTreeMap::new();
    for (index, finding) in scored.iter().enumerate().filter(|(_, finding)| finding.is_open()) {
        let subjects = std::iter::once(&finding.finding.subject).chain(&finding.finding.touches);
        for subject in subjects {
            let list = open.entry(*subject).or_default();
            if list.last() != Some(&(index as u32)) {
                list.push(index as u32);
            }
        }
    }
    open
}

fn action_id(estate: &Estate, index: OptionIndex) -> String {
    let owner = estate.options[index.at()].organisation;
    let organisation = &estate.organisations[owner.at()].record.id;
    let option = estate.option(index);
    let own = option.shared.known().map_or_else(|| option.id.as_str(), Text::as_str);
    if estate.is_unnamed(owner) { own.to_owned() } else { format!("{organisation}/{own}") }
}

fn action(
    estate: &Estate,
    scored: &[Scored],
    open: &BTreeMap<Subject, Vec<u32>>,
    action_of: &BTreeMap<OptionIndex, usize>,
    id: String,
    options: Vec<OptionIndex>,
) -> Action {
    let own = action_of.get(&options[0]).copied();
    let cost: Option<i64> = options.iter().map(|&option| option_cost(estate, option)).sum();
    let mut clears: Vec<u32> =
        options.iter().flat_map(|&option| cleared_by(estate, scored, open, option)).collect();
    clears.sort_unstable();
    clears.dedup();
    let linked = |pick: fn(&crate::check::estate::OptionEntry) -> &Vec<OptionIndex>| {
        let mut actions: Vec<usize> = options
            .iter()
            .flat_map(|option| pick(&estate.options[option.at()]))
            .filter_map(|option| action_of.get(option).copied())
            .filter(|action| Some(*action) != own)
            .collect();
        actions.sort_unstable();
        actions.dedup();
        actions
    };
    Action {
        name: action_name(estate, &options),
        kind: estate.option(options[0]).kind,
        months: options.iter().filter_map(|&option| estate.option(option).months.get()).max(),
        after: linked(|entry| &entry.after),
        excludes: linked(|entry| &entry.excludes),
        cost,
        clears,
        options,
        id,
    }
}

fn option_cost(estate: &Estate, index: OptionIndex) -> Option<i64> {
    let years = estate.option(index).cost.known()?.years();
    Some(years.iter().map(|money: &Money| money.minor).sum())
}

fn action_name(estate: &Estate, options: &[OptionIndex]) -> String {
    let first = estate.option(options[0]);
    if let (Some(programme), true) = (first.shared.known(), options.len() > 1) {
        return format!("{} ({} pieces of work)", readable(programme), options.len());
    }
    match first.name.known() {
        Some(name) => name.to_string(),
        None => {
            let subject = estate.name(estate.options[options[0].at()].subject.into());
            format!("{} {subject}", crate::analyse::factor::capitalised(verb(first.kind)))
        }
    }
}

fn readable(programme: &str) -> String {
    crate::analyse::factor::capitalised(&programme.replace('-', " "))
}

fn verb(kind: ActionKind) -> &'static str {
    match kind {
        ActionKind::Train => "train the users of",
        ActionKind::Accept => "accept the risk of",
        ActionKind::Integrate => "connect",
        ActionKind::RePlatform => "re-platform",
        ActionKind::Contain => "isolate",
        other => other.word(),
    }
}

/// The open findings about an option's system or device, or touching it, that
/// it says it clears.
fn cleared_by<'a>(
    estate: &Estate,
    scored: &'a [Scored],
    open: &'a BTreeMap<Subject, Vec<u32>>,
    index: OptionIndex,
) -> impl Iterator<Item = u32> + 'a {
    let subject = Subject::from(estate.options[index.at()].subject);
    let resolves = estate.option(index).resolves.known().cloned();
    let candidates = open.get(&subject).map_or(&[][..], Vec::as_slice);
    candidates.iter().copied().filter(move |&finding| {
        let finding = &scored[finding as usize].finding;
        match &resolves {
            None => false,
            // "All" speaks of the subject's own findings, not of flows it touches.
            Some(Resolves::All) => finding.subject == subject,
            Some(Resolves::These(tokens)) => tokens.iter().any(|token| {
                token.as_str() == finding.rule.id
                    || finding.answers_to.iter().any(|answer| answer == token.as_str())
            }),
        }
    })
}

fn make_exclusion_mutual(all: &mut [Action]) {
    let pairs: Vec<(usize, usize)> = all
        .iter()
        .enumerate()
        .flat_map(|(action, record)| record.excludes.iter().map(move |other| (*other, action)))
        .collect();
    for (action, other) in pairs {
        if !all[action].excludes.contains(&other) {
            all[action].excludes.push(other);
            all[action].excludes.sort_unstable();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn action(after: &[usize], excludes: &[usize]) -> Action {
        Action {
            id: String::new(),
            name: String::new(),
            kind: ActionKind::Upgrade,
            options: Vec::new(),
            cost: Some(1),
            months: None,
            clears: Vec::new(),
            after: after.to_vec(),
            excludes: excludes.to_vec(),
        }
    }

    #[test]
    fn what_waits_for_a_rival_of_what_is_done_is_not_left_for_lack_of_money() {
        // 0 or 1, not both; 2 needs 0, and 3 needs 2. 1 is done.
        let all = vec![action(&[], &[1]), action(&[], &[0]), action(&[0], &[]), action(&[2], &[])];
        let actions = Actions { all };
        let done = BTreeSet::from([1]);
        assert_eq!(actions.need_ruled_out(2, &done), Some((0, 1)));
        assert_eq!(actions.need_ruled_out(3, &done), Some((0, 1)));
        assert_eq!(actions.need_ruled_out(2, &BTreeSet::new()), None);
    }

    #[test]
    fn what_comes_before_ends_where_programmes_make_a_circle() {
        let actions = Actions { all: vec![action(&[1], &[]), action(&[0, 2], &[]), action(&[], &[])] };
        assert_eq!(actions.before(0), BTreeSet::from([1, 2]));
    }
}
