//! Bars that stand in tiles and table cells. The figure is always printed
//! beside them, so that they are decoration to a screen reader.

use super::svg::{Svg, Writer, n};
use super::{Tone, ink};

/// The bar of a tile: a share of 0 to 1, and a mark where the target is.
pub fn tile_bar(share: f64, target: Option<f64>, tone: Tone) -> Svg {
    const WIDTH: f64 = 300.0;
    let mut svg = Writer::decoration("kb", WIDTH, 18.0);
    svg.shape("rect", &[("y", "4"), ("width", "300"), ("height", "10"), ("fill", ink::TRACK)]);
    let filled = n(clamped(share) * WIDTH);
    if share > 0.0 {
        let rect = [("y", "4"), ("width", &*filled), ("height", "10"), ("fill", tone.fill())];
        match tone.outline() {
            Some(outline) => {
                let edge =
                    [("stroke", outline), ("stroke-width", "1.5"), ("vector-effect", "non-scaling-stroke")];
                svg.shape("rect", &[&rect[..], &edge[..]].concat());
            }
            None => svg.shape("rect", &rect),
        }
    }
    if let Some(target) = target {
        let line = format!("M{} 0V18", n((clamped(target) * WIDTH).clamp(2.0, WIDTH - 2.0)));
        for (colour, width) in [("#fff", "7"), (ink::TEXT, "3")] {
            svg.shape(
                "path",
                &[
                    ("d", &line),
                    ("stroke", colour),
                    ("stroke-width", width),
                    ("vector-effect", "non-scaling-stroke"),
                ],
            );
        }
    }
    svg.finish()
}

/// The bar of a tile about which nothing is recorded.
pub fn empty_tile_bar() -> Svg {
    let mut svg = Writer::decoration("kb", 300.0, 18.0);
    svg.shape(
        "rect",
        &[
            ("x", "1"),
            ("y", "4"),
            ("width", "298"),
            ("height", "10"),
            ("fill", "#fff"),
            ("stroke", ink::MUTED),
            ("stroke-dasharray", "4 3"),
            ("vector-effect", "non-scaling-stroke"),
        ],
    );
    svg.finish()
}

/// The place of a tile's bar where the figure has no natural whole.
pub fn no_tile_bar() -> Svg {
    Writer::decoration("kb", 300.0, 18.0).finish()
}

/// A small bar in a cell: a share of 0 to 1 of the longest in its column.
pub fn share_bar(share: f64) -> Svg {
    let mut svg = Writer::stretched("rb");
    let width = format!("{}%", n(clamped(share) * 100.0));
    svg.shape("rect", &[("width", &*width), ("height", "100%"), ("fill", ink::BLUE)]);
    svg.finish()
}

/// What is spent of a budget, 0 to 1: dark on pale, with a mark where the
/// budget ends.
pub fn budget_bar(share: f64) -> Svg {
    let mut svg = Writer::decoration("rb", 100.0, 12.0);
    let width = n(clamped(share) * 100.0);
    svg.shape("rect", &[("width", "100"), ("height", "12"), ("fill", ink::TRACK)]);
    svg.shape("rect", &[("y", "2"), ("width", &width), ("height", "8"), ("fill", ink::BLUE)]);
    svg.shape("path", &[("d", "M99 0V12"), ("stroke", ink::TEXT), ("stroke-width", "2")]);
    svg.finish()
}

/// Parts of a whole, one beside the other, with a gap between them: a length
/// and a tone each. `most` is the whole of the longest in its column.
pub fn stacked_bar(parts: &[(u64, Tone)], most: u64) -> Svg {
    let mut svg = Writer::decoration("sb", 300.0, 14.0);
    let mut x = 0.0;
    for (count, tone) in parts.iter().filter(|(count, _)| *count > 0) {
        let width = 300.0 * *count as f64 / most.max(1) as f64;
        let (left, wide) = (n(x + 0.7), n((width - 2.0).max(0.8)));
        let rect =
            [("x", &*left), ("y", "0.8"), ("width", &*wide), ("height", "12.4"), ("fill", tone.fill())];
        match tone.outline() {
            Some(edge) => {
                let edge =
                    [("stroke", edge), ("stroke-width", "1.2"), ("vector-effect", "non-scaling-stroke")];
                svg.shape("rect", &[&rect[..], &edge[..]].concat());
            }
            None => svg.shape("rect", &rect),
        }
        x += width;
    }
    svg.finish()
}

/// When an action works: quarters `begins` and `lasts` of so many, with a line
/// at the start of each year of four.
pub fn quarter_bar(begins: usize, lasts: usize, quarters: usize) -> Svg {
    const WIDTH: f64 = 240.0;
    let mut svg = Writer::decoration("qb", WIDTH, 16.0);
    let x = |quarter: usize| n(quarter as f64 / quarters.max(1) as f64 * WIDTH);
    let lines = (0..=quarters).step_by(4).map(|year| ["M", &x(year), " 0V16"].concat()).collect::<String>();
    svg.shape("path", &[("d", &*lines), ("stroke", "#B8C4CE"), ("vector-effect", "non-scaling-stroke")]);
    svg.shape(
        "rect",
        &[("x", &*x(begins)), ("y", "3"), ("width", &*x(lasts)), ("height", "10"), ("fill", ink::BLUE)],
    );
    svg.finish()
}

/// The bar of a factor: its weight as a share of the greatest weight (pale),
/// and how much of the weight its value fills (dark).
pub fn factor_bar(weight: f64, value: f64) -> Svg {
    // Colours and height are the class's: there are hundreds of these.
    let mut svg = Writer::stretched("rb fb");
    let available = clamped(weight) * 100.0;
    let filled = available * clamped(value);
    for width in [available, filled] {
        svg.shape("rect", &[("width", &*format!("{}%", n(width)))]);
    }
    svg.finish()
}

fn clamped(share: f64) -> f64 {
    if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tile_marks_its_target_only_if_there_is_one() {
        // 23 of 212 is 10.8%: 32.5 of 300. A target of 5 stands at 7.1.
        let with = tile_bar(23.0 / 212.0, Some(5.0 / 212.0), Tone::Critical);
        assert!(with.as_str().contains(r##"width="32.5" height="10" fill="#7A0C2E""##), "{with}");
        assert!(with.as_str().contains("M7.1 0V18"), "{with}");
        let without = tile_bar(0.5, None, Tone::Medium);
        assert!(!without.as_str().contains("<path"), "{without}");
        assert!(without.as_str().contains(r##"stroke="#8A5A00""##), "{without}");
    }

    #[test]
    fn a_factor_fills_part_of_its_weight() {
        // Weight 0.30 of a greatest 0.50 is 60; a value of 0.85 fills 51.
        let svg = factor_bar(0.6, 0.85);
        assert!(svg.as_str().contains("width=\"60%\"") && svg.as_str().contains("width=\"51%\""), "{svg}");
    }

    #[test]
    fn parts_stand_beside_each_other_by_their_share() {
        let svg = stacked_bar(&[(10, Tone::Critical), (0, Tone::High), (20, Tone::Fine)], 60);
        assert!(svg.as_str().contains(r#"x="0.7" y="0.8" width="48""#), "{svg}");
        assert!(svg.as_str().contains(r#"x="50.7" y="0.8" width="98""#), "{svg}");
        assert_eq!(svg.as_str().matches("<rect").count(), 2);
    }

    #[test]
    fn impossible_shares_draw_nothing_strange() {
        assert!(share_bar(f64::NAN).as_str().contains(r#"width="0%""#));
        assert!(share_bar(7.0).as_str().contains(r#"width="100%""#));
    }
}
