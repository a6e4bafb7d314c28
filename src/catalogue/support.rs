//! The support state of a component on a day, and shares with unknowns.
//!
//! Method: `methods.md` §4. Every end is its last day, inclusive. A day past
//! the end of support is `unsupported` unless an extension was bought: that
//! one is on sale proves nothing, so the answer is then a range, with the
//! question that settles it. The catalogue's "maintained" flag is not used,
//! since it stays true while anybody may buy extended updates.

use super::product::{Cycle, End};
use crate::date::{Day, PartialDate, add_months, days_between, years_between};
use crate::model::vocabulary::SupportKind;
use crate::model::{Fact, Support};

/// How long before its end support counts as ending, in months: one budget
/// round and one procurement (our default; methods §4, tag D).
pub const HORIZON_MONTHS: i32 = 18;

/// In what state support is, best first; unknown stands apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SupportState {
    /// Active support, and no end within the horizon.
    Supported,
    /// Security fixes only: active support is over.
    SecurityOnly,
    /// Support ends within the horizon.
    Ending,
    /// Past the end of support, inside an extension that was bought.
    Extended,
    /// Past the end of support and of any extension that was bought.
    Unsupported,
    /// Nothing is known; never "fine".
    Unknown,
}

impl SupportState {
    /// The state as written in reports and tables.
    pub fn word(self) -> &'static str {
        match self {
            Self::Supported => "supported",
            Self::SecurityOnly => "security-only",
            Self::Ending => "ending",
            Self::Extended => "extended",
            Self::Unsupported => "unsupported",
            Self::Unknown => "unknown",
        }
    }
}

/// What would settle an open answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SupportQuestion {
    /// Extended support is on sale until this day: was it bought?
    WasExtensionBought(Day),
    /// Extended support was bought: until when?
    ExtendedUntilWhen,
    /// No end is known: when does support end?
    WhenDoesSupportEnd,
}

/// What the inventory says of one component's support.
#[derive(Clone, Copy, Debug, Default)]
pub struct Bought<'a> {
    /// Support that was bought; `None` where the inventory says nothing.
    pub support: Option<&'a Support>,
    /// The component's own last day of support; wins over the catalogue.
    pub supported_until: Option<PartialDate>,
}

/// The support of a component on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The state; the worst that the facts allow.
    pub state: SupportState,
    /// The best state that the facts allow; other than `state` only while an
    /// extension is on sale and nothing says whether it was bought.
    pub best: SupportState,
    /// The day that decided the state: the last day of active support for
    /// `security-only`, else of support or of the bought extension.
    pub decided_by: Option<Day>,
    /// The last day of support without a special contract.
    pub end_of_support: Option<Day>,
    /// The last day of the extension that was bought, or that is on sale.
    pub end_of_extension: Option<Day>,
    /// Days since the last day on which somebody fixed it; only where
    /// unsupported and that day is known.
    pub debt_days: Option<i32>,
    /// What to ask, where the answer is open.
    pub question: Option<SupportQuestion>,
}

impl Standing {
    /// Whether the answer is a range from `best` to `state`.
    pub fn is_range(&self) -> bool {
        self.best != self.state
    }

    /// Debt age in years of 365.25 days, as of `today`.
    pub fn debt_years(&self, today: Day) -> Option<f64> {
        self.debt_days?;
        self.decided_by.map(|day| years_between(day, today))
    }
}

/// The support of a cycle on `today`, with what the inventory adds. `None` as
/// cycle means that no row of the catalogue fits.
pub fn standing(cycle: Option<&Cycle>, bought: Bought<'_>, today: Day, horizon_months: i32) -> Standing {
    let own = bought.supported_until.map(End::On);
    let normal = own.or(cycle.map(|c| c.end_of_support)).unwrap_or(End::Unknown);
    let active = cycle.map_or(End::Unknown, |c| c.end_of_active_support);
    let on_sale = cycle.and_then(|c| c.end_of_extended_support.last_day());
    let answer = Standing {
        state: SupportState::Unknown,
        best: SupportState::Unknown,
        decided_by: None,
        end_of_support: normal.last_day(),
        end_of_extension: on_sale,
        debt_days: None,
        question: None,
    };
    match normal.is_past(today) {
        Some(true) => past_end(answer, bought.support, today),
        Some(false) => within(answer, normal, active, today, horizon_months),
        None => without_end(answer, active, bought.support, today),
    }
}

/// Support has not ended: ending, security-only or supported.
fn within(answer: Standing, normal: End, active: End, today: Day, months: i32) -> Standing {
    let end = normal.last_day();
    if end.is_some_and(|day| day <= add_months(today, months)) {
        return settled(answer, SupportState::Ending, end);
    }
    if active.is_past(today) == Some(true) {
        return settled(answer, SupportState::SecurityOnly, active.last_day().or(end));
    }
    settled(answer, SupportState::Supported, end)
}

/// Support has ended: extended if bought, else unsupported.
fn past_end(answer: Standing, support: Option<&Support>, today: Day) -> Standing {
    let on_sale = answer.end_of_extension;
    match support.map(|s| (s.kind, s.until.get())) {
        Some((SupportKind::None, _)) => unsupported(answer, None, today),
        Some((kind, until)) if kind != SupportKind::Standard || until.is_some() => {
            let until =
                until.map(PartialDate::last_day).or(on_sale.filter(|_| kind == SupportKind::Extended));
            let answer = Standing { end_of_extension: until, ..answer };
            match until {
                Some(day) if today > day => unsupported(answer, until, today),
                Some(_) => settled(answer, SupportState::Extended, until),
                None => Standing {
                    question: Some(SupportQuestion::ExtendedUntilWhen),
                    ..settled(answer, SupportState::Extended, None)
                },
            }
        }
        Some(_) => unsupported(answer, None, today),
        None => {
            let answer = unsupported(answer, None, today);
            match on_sale.filter(|day| today <= *day) {
                Some(day) => Standing {
                    best: SupportState::Extended,
                    question: Some(SupportQuestion::WasExtensionBought(day)),
                    ..answer
                },
                None => answer,
            }
        }
    }
}

/// No end of support is known: only active or bought support can help.
fn without_end(answer: Standing, active: End, support: Option<&Support>, today: Day) -> Standing {
    let contract = support
        .filter(|s| s.kind != SupportKind::None)
        .and_then(|s| s.until.get())
        .map(PartialDate::last_day);
    if let Some(day) = contract.filter(|day| today <= *day) {
        let answer = Standing { end_of_extension: Some(day), ..answer };
        return settled(answer, SupportState::Extended, Some(day));
    }
    if active.is_past(today) == Some(false) {
        return settled(answer, SupportState::Supported, active.last_day());
    }
    Standing { question: Some(SupportQuestion::WhenDoesSupportEnd), ..answer }
}

fn settled(answer: Standing, state: SupportState, decided_by: Option<Day>) -> Standing {
    Standing { state, best: state, decided_by, ..answer }
}

fn unsupported(answer: Standing, extension: Option<Day>, today: Day) -> Standing {
    let fixed_until = answer.end_of_support.max(extension);
    Standing {
        debt_days: fixed_until.map(|day| days_between(day, today)),
        ..settled(answer, SupportState::Unsupported, fixed_until)
    }
}

/// A share with unknown items: all good, all bad, and a point estimate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// The share if every unknown item is good.
    pub low: f64,
    /// The share if unknown items are like the known: (k+1)/(n+2) of them.
    pub point: f64,
    /// The share if every unknown item is bad.
    pub high: f64,
}

impl Bounds {
    /// Bounds (Manski 2003) of the share of `bad` among `known` items beside
    /// `unknown` ones. `None` where there is no item at all.
    pub fn of(bad: u32, known: u32, unknown: u32) -> Option<Self> {
        let (k, n, u) = (f64::from(bad), f64::from(known), f64::from(unknown));
        let all = n + u;
        (all > 0.0).then(|| Self {
            low: k / all,
            point: (k + u * (k + 1.0) / (n + 2.0)) / all,
            high: (k + u) / all,
        })
    }
}

/// A bought support of this kind, for callers that have no inventory.
pub fn bought(kind: SupportKind, until: Option<PartialDate>) -> Support {
    Support { kind, until: until.map_or(Fact::Unknown, Fact::Known) }
}

#[cfg(test)]
#[path = "support_tests.rs"]
mod tests;
