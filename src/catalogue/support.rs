//! The support state of a component on a day, and shares with unknowns.
//!
//! Method: `methods.md` §4. Every end is its last day, inclusive. A day past
//! the end of support is `unsupported` unless an extension was bought: that
//! one is on sale proves nothing, so the answer is then a range, with the
//! question that settles it. The catalogue's "maintained" flag is not used,
//! since it stays true while anybody may buy extended updates.

use super::outcome::{Beyond, Match, NamedExtension};
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
    /// Support ends within the horizon, or the extension that is in use does.
    Ending,
    /// Past the end of support, inside an extension that is in use: bought, or
    /// free as Debian LTS.
    Extended,
    /// Past the end of support and of any extension that was bought.
    Unsupported,
    /// Nothing is known; never "fine".
    Unknown,
}

impl SupportState {
    /// How badly off a state is; what is not known may be without support.
    fn rank(self) -> u8 {
        match self {
            Self::Supported => 0,
            Self::SecurityOnly => 1,
            Self::Ending => 2,
            Self::Extended => 3,
            Self::Unknown => 4,
            Self::Unsupported => 5,
        }
    }

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
    /// Several releases may be meant: which is it?
    WhichRelease,
}

/// What the inventory says of one component's support.
#[derive(Clone, Copy, Debug, Default)]
pub struct Bought<'a> {
    /// Support that was bought; `None` where the inventory says nothing.
    pub support: Option<&'a Support>,
    /// The component's own last day of support; wins over the catalogue.
    pub supported_until: Option<PartialDate>,
}

/// The ends of several releases, where at least one is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ends {
    /// The first of them.
    pub first: Day,
    /// The last of them; `None` where that of one release is not known.
    pub last: Option<Day>,
}

/// The support of a component on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SupportPosition {
    /// The state: that of every release which may be meant, or unknown where
    /// they differ. Where an extension is on sale and nothing says whether it
    /// was bought, the worse of the two.
    pub state: SupportState,
    /// The best state that the facts allow.
    pub best: SupportState,
    /// The worst state that the facts allow.
    pub worst: SupportState,
    /// The day that decided the state: the last day of active support for
    /// `security-only`, else of support or of the bought extension. The
    /// earliest of the releases that may be meant.
    pub decided_by: Option<Day>,
    /// The last day of support without a special contract, the earliest of the
    /// releases that may be meant; nothing where their states differ.
    pub end_of_support: Option<Day>,
    /// The last day of the extension that was bought, or that is on sale; the
    /// latest of the releases that may be meant.
    pub end_of_extension: Option<Day>,
    /// The ends of support of all releases that may be meant.
    pub ends: Option<Ends>,
    /// Days since the last day on which somebody fixed it, the most that the
    /// facts allow; only where it is or may be unsupported and that day is
    /// known.
    pub debt_days: Option<i32>,
    /// The same, the least that the facts allow; nothing where it may be
    /// supported.
    pub least_debt_days: Option<i32>,
    /// What to ask, where the answer is open.
    pub question: Option<SupportQuestion>,
}

impl SupportPosition {
    /// Whether only a purchase that nobody recorded decides the state.
    pub fn is_range(&self) -> bool {
        self.best != self.state && self.state != SupportState::Unknown
    }

    /// Whether it may be without support, and need not be.
    pub fn may_be_unsupported(&self) -> bool {
        self.state == SupportState::Unknown && self.worst == SupportState::Unsupported
    }

    /// Debt age in years of 365.25 days, as of `today`.
    pub fn debt_years(&self, today: Day) -> Option<f64> {
        self.debt_days?;
        self.decided_by.map(|day| years_between(day, today))
    }
}

/// The support on `today` of what a text leads to, with what the inventory
/// adds: of each release that may be meant, and what all of them agree on.
/// Linear in the releases.
pub fn resolve(found: &Match<'_>, bought: Bought<'_>, today: Day, horizon_months: i32) -> SupportPosition {
    let (named, is_named) = match found.extension {
        NamedExtension::Unsaid => (None, false),
        NamedExtension::InUse => (Some(self::bought(SupportKind::Extended, None)), true),
        NamedExtension::NotInUse => (Some(self::bought(SupportKind::None, None)), false),
    };
    // What the inventory records wins over what the name says.
    let is_recorded = bought.support.is_some();
    let bought = Bought { support: bought.support.or(named.as_ref()), ..bought };
    let judge = |cycle: Option<&Cycle>| {
        let one = standing(cycle, bought, today, horizon_months);
        let is_past = cycle.is_some_and(|cycle| cycle.end_of_support.is_past(today) == Some(true));
        let until_when = is_named && !is_recorded && is_past && one.state != SupportState::Unsupported;
        if until_when {
            SupportPosition { question: Some(SupportQuestion::ExtendedUntilWhen), ..one }
        } else {
            one
        }
    };
    if found.cycle.is_some() || found.candidates.is_empty() || bought.supported_until.is_some() {
        return judge(found.cycle);
    }
    let mut each = found.cycles().map(|cycle| judge(Some(cycle)));
    let Some(first) = each.next() else { return judge(None) };
    let beyond = match found.beyond {
        Beyond::Nothing => None,
        Beyond::Newer => Some(SupportState::Supported),
        Beyond::Anything => Some(SupportState::Unknown),
    };
    let all = each.fold(first, SupportPosition::or);
    let all = beyond.map_or(all, |state| all.or(SupportPosition::without_dates(state)));
    match all.question {
        Some(SupportQuestion::WasExtensionBought(_)) if all.state != SupportState::Unknown => all,
        _ => SupportPosition { question: Some(SupportQuestion::WhichRelease), ..all },
    }
}

impl SupportPosition {
    /// A state of which no date is known.
    fn without_dates(state: SupportState) -> Self {
        Self {
            state,
            best: state,
            worst: state,
            decided_by: None,
            end_of_support: None,
            end_of_extension: None,
            ends: None,
            debt_days: None,
            least_debt_days: None,
            question: None,
        }
    }

    /// One release or another.
    fn or(self, other: Self) -> Self {
        let agrees = self.state == other.state;
        let both = |a: Option<Day>, b: Option<Day>| a.zip(b).map(|(a, b)| a.min(b));
        let better = |a: SupportState, b: SupportState| if a.rank() <= b.rank() { a } else { b };
        let worse = |a: SupportState, b: SupportState| if a.rank() >= b.rank() { a } else { b };
        Self {
            state: if agrees { self.state } else { SupportState::Unknown },
            best: better(self.best, other.best),
            worst: worse(self.worst, other.worst),
            decided_by: both(self.decided_by, other.decided_by).filter(|_| agrees),
            end_of_support: both(self.end_of_support, other.end_of_support).filter(|_| agrees),
            end_of_extension: self.end_of_extension.max(other.end_of_extension),
            ends: Ends::or(self.ends, other.ends),
            debt_days: self.debt_days.max(other.debt_days),
            least_debt_days: self.least_debt_days.zip(other.least_debt_days).map(|(a, b)| a.min(b)),
            question: match (self.question, other.question) {
                (
                    Some(SupportQuestion::WasExtensionBought(a)),
                    Some(SupportQuestion::WasExtensionBought(b)),
                ) => Some(SupportQuestion::WasExtensionBought(a.max(b))),
                (Some(a @ SupportQuestion::WasExtensionBought(_)), _) => Some(a),
                (_, Some(b @ SupportQuestion::WasExtensionBought(_))) => Some(b),
                (a, b) => a.or(b),
            },
        }
    }
}

impl Ends {
    /// The ends of two sets of releases; nothing is known of a release that
    /// has none.
    fn or(a: Option<Self>, b: Option<Self>) -> Option<Self> {
        match (a, b) {
            (Some(a), Some(b)) => {
                Some(Self { first: a.first.min(b.first), last: a.last.zip(b.last).map(|(a, b)| a.max(b)) })
            }
            (Some(one), None) | (None, Some(one)) => Some(Self { last: None, ..one }),
            (None, None) => None,
        }
    }
}

/// The support of a cycle on `today`, with what the inventory adds. `None` as
/// cycle means that no row of the catalogue fits.
pub fn standing(
    cycle: Option<&Cycle>,
    bought: Bought<'_>,
    today: Day,
    horizon_months: i32,
) -> SupportPosition {
    let own = bought.supported_until.map(End::On);
    let normal = own.or(cycle.map(|c| c.end_of_support)).unwrap_or(End::Unknown);
    let active = cycle.map_or(End::Unknown, |c| c.end_of_active_support);
    let on_sale = cycle.and_then(|c| c.end_of_extended_support.last_day());
    let end = normal.last_day();
    let answer = SupportPosition {
        end_of_support: end,
        end_of_extension: on_sale,
        ends: end.map(|day| Ends { first: day, last: Some(day) }),
        ..SupportPosition::without_dates(SupportState::Unknown)
    };
    let free = on_sale.filter(|_| own.is_none() && cycle.is_some_and(|c| c.has_free_extension));
    let outlasts = |day: Day| bought_until(bought.support).is_none_or(|until| until <= day);
    match (normal.is_past(today), free) {
        (Some(true), Some(day)) if today <= day && outlasts(day) => {
            settled(answer, in_use(day, today, horizon_months), Some(day))
        }
        // After it only another extension helps, of which nobody knows the end.
        (Some(true), Some(day)) => {
            let answer = SupportPosition { end_of_support: Some(day), end_of_extension: None, ..answer };
            past_end(answer, bought.support, today, horizon_months)
        }
        (Some(true), None) => past_end(answer, bought.support, today, horizon_months),
        (Some(false), _) => within(answer, normal, active, today, horizon_months),
        (None, _) => without_end(answer, active, bought.support, today, horizon_months),
    }
}

/// Support has not ended: ending, security-only or supported.
fn within(answer: SupportPosition, normal: End, active: End, today: Day, months: i32) -> SupportPosition {
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
fn past_end(answer: SupportPosition, support: Option<&Support>, today: Day, months: i32) -> SupportPosition {
    let on_sale = answer.end_of_extension;
    match support.map(|s| (s.kind, s.until.get())) {
        Some((SupportKind::None, _)) => unsupported(answer, None, today),
        Some((kind, until)) if kind != SupportKind::Standard || until.is_some() => {
            let until =
                until.map(PartialDate::last_day).or(on_sale.filter(|_| kind == SupportKind::Extended));
            let answer = SupportPosition { end_of_extension: until, ..answer };
            match until {
                Some(day) if today > day => unsupported(answer, until, today),
                Some(day) => settled(answer, in_use(day, today, months), until),
                None => SupportPosition {
                    question: Some(SupportQuestion::ExtendedUntilWhen),
                    ..settled(answer, SupportState::Extended, None)
                },
            }
        }
        Some(_) => unsupported(answer, None, today),
        None => {
            let answer = unsupported(answer, None, today);
            match on_sale.filter(|day| today <= *day) {
                Some(day) => SupportPosition {
                    best: SupportState::Extended,
                    question: Some(SupportQuestion::WasExtensionBought(day)),
                    ..answer
                },
                None => answer,
            }
        }
    }
}

/// The last day of support that was bought, where it is recorded.
fn bought_until(support: Option<&Support>) -> Option<Day> {
    let support = support.filter(|support| support.kind != SupportKind::None)?;
    support.until.get().map(PartialDate::last_day)
}

/// The state inside an extension that is in use: it ends as support does.
fn in_use(until: Day, today: Day, months: i32) -> SupportState {
    if until <= add_months(today, months) { SupportState::Ending } else { SupportState::Extended }
}

/// No end of support is known: only active or bought support can help.
fn without_end(
    answer: SupportPosition,
    active: End,
    support: Option<&Support>,
    today: Day,
    months: i32,
) -> SupportPosition {
    let contract = support
        .filter(|s| s.kind != SupportKind::None)
        .and_then(|s| s.until.get())
        .map(PartialDate::last_day);
    if let Some(day) = contract.filter(|day| today <= *day) {
        let answer = SupportPosition { end_of_extension: Some(day), ..answer };
        return settled(answer, in_use(day, today, months), Some(day));
    }
    if active.is_past(today) == Some(false) {
        return settled(answer, SupportState::Supported, active.last_day());
    }
    SupportPosition { question: Some(SupportQuestion::WhenDoesSupportEnd), ..answer }
}

fn settled(answer: SupportPosition, state: SupportState, decided_by: Option<Day>) -> SupportPosition {
    SupportPosition { state, best: state, worst: state, decided_by, ..answer }
}

fn unsupported(answer: SupportPosition, extension: Option<Day>, today: Day) -> SupportPosition {
    let fixed_until = answer.end_of_support.max(extension);
    let debt = fixed_until.map(|day| days_between(day, today));
    SupportPosition {
        debt_days: debt,
        least_debt_days: debt,
        ..settled(answer, SupportState::Unsupported, fixed_until)
    }
}

/// A share with unknown items: all good, all bad, and a point estimate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ShareBounds {
    /// The share if every unknown item is good.
    pub low: f64,
    /// The share if unknown items are like the known: (k+1)/(n+2) of them.
    pub point: f64,
    /// The share if every unknown item is bad.
    pub high: f64,
}

impl ShareBounds {
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
