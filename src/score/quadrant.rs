//! Keep, invest, migrate or eliminate: a system's business fit against its
//! technical fit.
//!
//! Source: the TIME quadrants of application portfolio work (tolerate,
//! invest, migrate, eliminate), with the cut at 0.5 (our default). Both fits
//! are judgements of people; a system without both has no quadrant.

use crate::method::{Threshold, Thresholds};
use crate::model::System;

/// What to do with a system, by its two fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quadrant {
    /// Does little for the business and is well built: leave it.
    Keep,
    /// Does much and is well built: build on it.
    Invest,
    /// Does much and is badly built: move to something better.
    Migrate,
    /// Does little and is badly built: let it go.
    Eliminate,
}

impl Quadrant {
    /// Every quadrant, in report order.
    pub const ALL: [Self; 4] = [Self::Invest, Self::Migrate, Self::Keep, Self::Eliminate];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::Invest => "invest",
            Self::Migrate => "migrate",
            Self::Eliminate => "eliminate",
        }
    }
}

/// The quadrant of a system, where both fits are recorded.
pub fn quadrant(system: &System, thresholds: &Thresholds) -> Option<Quadrant> {
    let functional = system.fit.then(|fit| &fit.functional)?.value();
    let technical = system.fit.then(|fit| &fit.technical)?.value();
    let cut = thresholds.get(Threshold::FitCut);
    Some(of_fits(functional, technical, cut))
}

fn of_fits(functional: f64, technical: f64, cut: f64) -> Quadrant {
    match (functional >= cut, technical >= cut) {
        (false, true) => Quadrant::Keep,
        (true, true) => Quadrant::Invest,
        (true, false) => Quadrant::Migrate,
        (false, false) => Quadrant::Eliminate,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_pair_of_fits_has_its_quadrant() {
        assert_eq!(of_fits(0.9, 0.8, 0.5), Quadrant::Invest);
        assert_eq!(of_fits(0.9, 0.2, 0.5), Quadrant::Migrate);
        assert_eq!(of_fits(0.5, 0.49, 0.5), Quadrant::Migrate);
        assert_eq!(of_fits(0.2, 0.8, 0.5), Quadrant::Keep);
        assert_eq!(of_fits(0.1, 0.1, 0.5), Quadrant::Eliminate);
    }
}
