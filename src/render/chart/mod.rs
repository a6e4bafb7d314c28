//! Drawings: pure functions from plain figures to SVG.
//!
//! Every shape uses presentation attributes only, for the report's security
//! policy allows no `style`; coordinates are rounded to a tenth, so that
//! equal figures give equal bytes. A drawing knows nothing of the estate.

mod bar;
mod curve;
mod hub;
mod layered;
mod matrix;
mod quadrant;
mod steps;
mod svg;
mod timeline;

pub use bar::{
    budget_bar, empty_tile_bar, factor_bar, no_tile_bar, quarter_bar, share_bar, stacked_bar, tile_bar,
};
pub use curve::{Curve, CurvePoint, Width, risk_curve};
pub use hub::{Box as HubBox, Hub, MOST_BOXES, hub_diagram};
pub use layered::{Frame, Layered, Line, Vertex, layered};
pub use matrix::{Win, win_matrix};
pub use quadrant::{QuadrantPoint, quadrants};
pub use steps::{DayStep, steps};
pub use svg::Svg;
pub(crate) use svg::escaped;
pub use timeline::{Span, TimelineWindow, timeline_row};

use serde::Serialize;

/// How serious something looks. Each tone has its own hue, darkness, shape
/// and word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Tone {
    /// Critical.
    #[serde(rename = "c")]
    Critical,
    /// High.
    #[serde(rename = "h")]
    High,
    /// Medium.
    #[serde(rename = "m")]
    Medium,
    /// Low.
    #[serde(rename = "l")]
    Low,
    /// Not known: never green, never zero.
    #[serde(rename = "u")]
    Unknown,
    /// As it should be.
    #[serde(rename = "ok")]
    Fine,
}

impl Tone {
    /// The letter by which style sheet, symbols and script know it.
    pub fn letter(self) -> &'static str {
        match self {
            Self::Critical => "c",
            Self::High => "h",
            Self::Medium => "m",
            Self::Low => "l",
            Self::Unknown => "u",
            Self::Fine => "ok",
        }
    }

    /// The colour of a filled area.
    pub(crate) fn fill(self) -> &'static str {
        match self {
            Self::Critical => "#7A0C2E",
            Self::High => "#C8450B",
            Self::Medium => "#F2B233",
            Self::Low => "#CFE3F5",
            Self::Unknown => "#fff",
            Self::Fine => "#00705F",
        }
    }

    /// The outline of fills that are too light to stand on white.
    pub(crate) fn outline(self) -> Option<&'static str> {
        match self {
            Self::Medium => Some("#8A5A00"),
            Self::Low => Some("#2A6EA6"),
            Self::Unknown => Some("#4A5C6A"),
            Self::Critical | Self::High | Self::Fine => None,
        }
    }
}

/// Colours that mean the same everywhere.
pub(crate) mod ink {
    pub(crate) const TEXT: &str = "#1B2733";
    pub(crate) const MUTED: &str = "#4A5C6A";
    pub(crate) const NAVY: &str = "#12436D";
    pub(crate) const BLUE: &str = "#2073BC";
    pub(crate) const LIGHT_BLUE: &str = "#6BACE6";
    pub(crate) const AREA: &str = "#DCEBF8";
    pub(crate) const PLUM: &str = "#801650";
    pub(crate) const BORDER: &str = "#6B7B88";
    pub(crate) const HAIR: &str = "#D5DDE4";
    pub(crate) const TRACK: &str = "#E3E9EE";
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contrast(a: &str, b: &str) -> f64 {
        let colour = |text: &str| crate::render::contrast::Colour::parse(text).unwrap();
        crate::render::contrast::contrast(colour(a), colour(b))
    }

    #[test]
    fn text_colours_reach_4_5_on_what_they_stand_on() {
        for (text, ground) in [
            (ink::TEXT, "#fff"),
            (ink::MUTED, "#fff"),
            (ink::MUTED, "#F3F6F9"),
            (ink::NAVY, "#F3F6F9"),
            ("#fff", ink::NAVY),
            (ink::TEXT, ink::AREA),
            (ink::TEXT, ink::LIGHT_BLUE),
            ("#0B5394", "#fff"),
            (ink::TEXT, "#FBEDF1"),
            (ink::TEXT, "#FDF0E9"),
            (ink::TEXT, "#FEF6E3"),
            (ink::TEXT, "#EFF6FC"),
            (ink::TEXT, "#EAF5F2"),
            (ink::PLUM, "#fff"),
            (ink::TEXT, "#B5D4F0"),
            (ink::MUTED, ink::TRACK),
            (ink::MUTED, "#F8FAFB"),
        ] {
            assert!(contrast(text, ground) >= 4.5, "{text} on {ground}: {}", contrast(text, ground));
        }
    }

    #[test]
    fn shapes_reach_3_on_white_by_fill_or_outline() {
        for tone in [Tone::Critical, Tone::High, Tone::Medium, Tone::Low, Tone::Unknown, Tone::Fine] {
            let edge = tone.outline().unwrap_or(tone.fill());
            assert!(contrast(edge, "#fff") >= 3.0, "{tone:?}");
        }
        for line in [ink::NAVY, ink::BLUE, ink::PLUM, ink::BORDER] {
            assert!(contrast(line, "#fff") >= 3.0, "{line}");
        }
    }
}
