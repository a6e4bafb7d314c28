//! What scenarios say that the plan must and must not do: from ids to actions.

use crate::diagnostic::{Code, Diagnostic, LabelPlace};
use crate::model::Text;
use crate::plan::Action;
use crate::plan::roadmap::Choices;
use crate::text;

/// An action that a scenario names, and where.
#[derive(Clone, Debug)]
pub struct Switch {
    /// Its id, whole or without the organisation.
    pub action: Text,
    /// Where it stands.
    pub spot: LabelPlace,
}

/// What scenarios say that the plan must and must not do.
#[derive(Clone, Debug, Default)]
pub struct Switches {
    /// Actions that must be done.
    pub force: Vec<Switch>,
    /// Actions that may not be done.
    pub forbid: Vec<Switch>,
}

/// The actions that switches mean, and what is wrong with them: they name no
/// action, or ask for what cannot be together.
pub(super) fn choices(all: &[Action], switches: &Switches) -> (Choices, Vec<Diagnostic>) {
    let mut faults = Vec::new();
    let forced = found(all, &switches.force, &mut faults);
    let forbidden = found(all, &switches.forbid, &mut faults);
    faults.extend(contradictions(all, &forced, &forbidden));
    let indices = |of: Vec<(usize, &Switch)>| of.into_iter().map(|(action, _)| action).collect();
    (Choices { forced: indices(forced), forbidden: indices(forbidden) }, faults)
}

/// The action of each switch: by its whole id, else the only one of that bare id.
fn found<'a>(
    all: &[Action],
    switches: &'a [Switch],
    faults: &mut Vec<Diagnostic>,
) -> Vec<(usize, &'a Switch)> {
    let mut found = Vec::new();
    for switch in switches {
        let wanted = switch.action.as_str();
        let by = |fits: &dyn Fn(&str) -> bool| -> Vec<usize> {
            (0..all.len()).filter(|action| fits(&all[*action].id)).collect()
        };
        let whole = by(&|id| id == wanted);
        let matching = if whole.is_empty() { by(&|id| bare(id) == wanted) } else { whole };
        match matching.as_slice() {
            [only] => found.push((*only, switch)),
            [] => faults.push(unknown(all, switch)),
            several => {
                let ids: Vec<String> =
                    several.iter().map(|action| format!("`{}`", all[*action].id)).collect();
                let message = format!("`{wanted}` means several actions");
                faults.push(
                    Diagnostic::new(Code::AmbiguousReference, message)
                        .at(switch.spot.clone(), "")
                        .help(format!("say {}", text::join_or(&ids))),
                );
            }
        }
    }
    found
}

fn bare(id: &str) -> &str {
    id.rsplit('/').next().unwrap_or(id)
}

fn unknown(all: &[Action], switch: &Switch) -> Diagnostic {
    let wanted = switch.action.as_str();
    let mut nearest = text::nearest(wanted, all.iter().map(|action| action.id.as_str()), 3);
    if nearest.is_empty() {
        // People leave the organisation out, or name another one.
        let close = text::nearest(bare(wanted), all.iter().map(|action| bare(&action.id)), 3);
        let is_close = |action: &&Action| close.contains(&bare(&action.id));
        nearest = all.iter().filter(is_close).take(3).map(|action| action.id.as_str()).collect();
    }
    let diagnostic = Diagnostic::new(Code::DanglingReference, format!("there is no action `{wanted}`"))
        .at(switch.spot.clone(), "leads to nothing")
        .suggest(&nearest);
    if nearest.is_empty() {
        diagnostic.help("an action is `organisation/option`, by the options under `modernisation`")
    } else {
        diagnostic
    }
}

/// Switches that cannot all be kept, whatever the money.
fn contradictions(
    all: &[Action],
    forced: &[(usize, &Switch)],
    forbidden: &[(usize, &Switch)],
) -> Vec<Diagnostic> {
    let contradiction = |message: String, one: &Switch, other: &Switch, says: &str| {
        Diagnostic::new(Code::ContradictingActions, message)
            .at(one.spot.clone(), "must be done")
            .at(other.spot.clone(), says)
            .help("leave one of them out")
    };
    let mut faults = Vec::new();
    for (number, (action, switch)) in forced.iter().enumerate() {
        let id = &all[*action].id;
        let needed = needed(all, *action);
        for (other, forbids) in forbidden.iter().filter(|(other, _)| needed.contains(other)) {
            let message = if other == action {
                format!("the plan must and may not do `{id}`")
            } else {
                format!("`{id}` must be done and waits for `{}`, which may not be done", all[*other].id)
            };
            faults.push(contradiction(message, switch, forbids, "may not be done"));
        }
        for (other, also) in &forced[..number] {
            if all[*action].excludes.contains(other) {
                let message =
                    format!("`{}` and `{id}` rule each other out, and both must be done", all[*other].id);
                faults.push(contradiction(message, also, switch, "must be done too"));
            }
        }
    }
    faults
}

/// An action and all that it waits for.
fn needed(all: &[Action], action: usize) -> Vec<usize> {
    let mut needed = vec![action];
    let mut at = 0;
    while let Some(&next) = needed.get(at) {
        let new: Vec<usize> =
            all[next].after.iter().copied().filter(|before| !needed.contains(before)).collect();
        needed.extend(new);
        at += 1;
    }
    needed
}
