//! What scenarios say that the plan must and must not do: from ids to actions.

use super::diagnostics;
use super::exit::Exit;
use super::input::Judged;
use super::terminal::Terminal;
use crate::assess::Switches;
use crate::diagnostic::{Code, Diagnostic, Spot};
use crate::load::scenario::ActionSwitches;
use crate::model::Text;
use crate::plan::action::Action;
use crate::source::FileId;
use crate::text;

/// An action that a scenario names, and where.
#[derive(Clone, Debug)]
pub struct Wish {
    action: Text,
    spot: Spot,
}

/// What scenarios say that the plan must and must not do.
#[derive(Clone, Debug, Default)]
pub struct Wishes {
    force: Vec<Wish>,
    forbid: Vec<Wish>,
}

impl Wishes {
    /// Adds those of one scenario's file.
    pub fn add(&mut self, of: ActionSwitches, file: FileId) {
        let wishes = |actions: Vec<Text>, list: &str| {
            let wish = |(number, action)| Wish {
                action,
                spot: Spot::Setting(file, format!("actions.{list}[{number}]")),
            };
            actions.into_iter().enumerate().map(wish).collect::<Vec<_>>()
        };
        self.force.extend(wishes(of.force, "force"));
        self.forbid.extend(wishes(of.forbid, "forbid"));
    }
}

/// Actions that scenarios force and forbid.
///
/// # Errors
///
/// With the exit status, after saying why, if they name no action or ask for
/// what cannot be together.
pub fn switches(terminal: &Terminal, judged: &Judged) -> Result<Switches, Exit> {
    let all = &judged.assessment.actions.all;
    let mut faults = Vec::new();
    let forced = found(all, &judged.wishes.force, &mut faults);
    let forbidden = found(all, &judged.wishes.forbid, &mut faults);
    faults.extend(contradictions(all, &forced, &forbidden));
    if !faults.is_empty() {
        terminal.diagnostics(&diagnostics::render(&faults, &judged.sources, terminal.has_colour()));
        return Err(Exit::WrongInput);
    }
    let indices = |of: Vec<(usize, &Wish)>| of.into_iter().map(|(action, _)| action).collect();
    Ok(Switches { forced: indices(forced), forbidden: indices(forbidden) })
}

/// The action of each wish: by its whole id, else the only one of that bare id.
fn found<'a>(all: &[Action], wishes: &'a [Wish], faults: &mut Vec<Diagnostic>) -> Vec<(usize, &'a Wish)> {
    let mut found = Vec::new();
    for wish in wishes {
        let wanted = wish.action.as_str();
        let by = |fits: &dyn Fn(&str) -> bool| -> Vec<usize> {
            (0..all.len()).filter(|action| fits(&all[*action].id)).collect()
        };
        let whole = by(&|id| id == wanted);
        let matching = if whole.is_empty() { by(&|id| bare(id) == wanted) } else { whole };
        match matching.as_slice() {
            [only] => found.push((*only, wish)),
            [] => faults.push(unknown(all, wish)),
            several => {
                let ids: Vec<String> =
                    several.iter().map(|action| format!("`{}`", all[*action].id)).collect();
                let message = format!("`{wanted}` means several actions");
                faults.push(
                    Diagnostic::new(Code::AmbiguousReference, message)
                        .at(wish.spot.clone(), "")
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

fn unknown(all: &[Action], wish: &Wish) -> Diagnostic {
    let wanted = wish.action.as_str();
    let mut nearest = text::nearest(wanted, all.iter().map(|action| action.id.as_str()), 3);
    if nearest.is_empty() {
        // People leave the organisation out, or name another one.
        let close = text::nearest(bare(wanted), all.iter().map(|action| bare(&action.id)), 3);
        let is_close = |action: &&Action| close.contains(&bare(&action.id));
        nearest = all.iter().filter(is_close).take(3).map(|action| action.id.as_str()).collect();
    }
    let diagnostic = Diagnostic::new(Code::DanglingReference, format!("there is no action `{wanted}`"))
        .at(wish.spot.clone(), "leads to nothing")
        .suggest(&nearest);
    if nearest.is_empty() {
        diagnostic.help("an action is `organisation/option`, by the options under `modernisation`")
    } else {
        diagnostic
    }
}

/// Wishes that cannot all come true, whatever the money.
fn contradictions(
    all: &[Action],
    forced: &[(usize, &Wish)],
    forbidden: &[(usize, &Wish)],
) -> Vec<Diagnostic> {
    let contradiction = |message: String, one: &Wish, other: &Wish, says: &str| {
        Diagnostic::new(Code::ContradictingActions, message)
            .at(one.spot.clone(), "must be done")
            .at(other.spot.clone(), says)
            .help("leave one of them out")
    };
    let mut faults = Vec::new();
    for (number, (action, wish)) in forced.iter().enumerate() {
        let id = &all[*action].id;
        let needed = needed(all, *action);
        for (other, forbids) in forbidden.iter().filter(|(other, _)| needed.contains(other)) {
            let message = if other == action {
                format!("the plan must and may not do `{id}`")
            } else {
                format!("`{id}` must be done and waits for `{}`, which may not be done", all[*other].id)
            };
            faults.push(contradiction(message, wish, forbids, "may not be done"));
        }
        for (other, also) in &forced[..number] {
            if all[*action].excludes.contains(other) {
                let message =
                    format!("`{}` and `{id}` rule each other out, and both must be done", all[*other].id);
                faults.push(contradiction(message, also, wish, "must be done too"));
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
