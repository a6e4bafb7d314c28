//! Quick wins: effort against risk removed, one circle an action; its area is
//! its cost. Medians divide the field. Numbers are those of the table of
//! actions, and never lie on each other: what finds no room stays unlabelled
//! and is in the table.

use super::ink;
use super::svg::{Head, Svg, Writer, n, text_width};

/// One action.
#[derive(Clone, Debug, PartialEq)]
pub struct Win {
    /// Its number in the table of actions.
    pub number: String,
    /// Months of work.
    pub months: f64,
    /// Per cent of measured risk that it removes.
    pub removed: f64,
    /// What it costs, in the currency's major unit.
    pub cost: f64,
    /// Whether it is a quick win.
    pub is_quick_win: bool,
}

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 380.0;
const LEFT: f64 = 56.0;
const RIGHT: f64 = WIDTH - 30.0;
const TOP: f64 = 34.0;
const BOTTOM: f64 = HEIGHT - 52.0;
/// The radius of the dearest action.
const MOST_RADIUS: f64 = 22.0;
const LEAST_RADIUS: f64 = 4.0;
/// Labels at most.
const MOST_LABELS: usize = 12;

/// A place that is taken: left, top, right, bottom.
type Area = (f64, f64, f64, f64);

/// Draws the matrix; nothing where there is no action.
pub fn win_matrix(wins: &[Win], description: &str) -> Svg {
    if wins.is_empty() {
        return Svg::default();
    }
    let most = |of: fn(&Win) -> f64| wins.iter().map(of).fold(0.0, f64::max);
    let most_months = (most(|win| win.months) / 6.0).ceil().max(1.0) * 6.0;
    let most_removed = most(|win| win.removed).ceil().max(1.0);
    let x = |months: f64| LEFT + (RIGHT - LEFT) * months / most_months;
    let y = |removed: f64| BOTTOM - (BOTTOM - TOP) * removed / most_removed;
    let dearest = most(|win| win.cost).max(1.0);
    let radius = |win: &Win| (MOST_RADIUS * (win.cost / dearest).sqrt()).max(LEAST_RADIUS);
    let mut svg = Writer::meaningful(&Head {
        class: "chart",
        id: "wins",
        role: "img",
        width: WIDTH,
        height: HEIGHT,
        title: "Quick wins: months of work against risk removed",
        description,
    });
    axes(&mut svg, most_months, most_removed);
    divide(&mut svg, x(median(wins, |win| win.months)), y(median(wins, |win| win.removed)));
    // The dearest first, so that no circle hides a smaller one.
    let mut order: Vec<&Win> = wins.iter().collect();
    order.sort_by(|a, b| b.cost.total_cmp(&a.cost).then_with(|| a.number.cmp(&b.number)));
    let mut taken: Vec<Area> = Vec::new();
    for win in &order {
        let (cx, cy, r) = (x(win.months), y(win.removed), radius(win));
        let (fill, line) =
            if win.is_quick_win { (ink::PLUM, ink::PLUM) } else { (ink::LIGHT_BLUE, ink::NAVY) };
        svg.shape(
            "circle",
            &[
                ("cx", &n(cx)),
                ("cy", &n(cy)),
                ("r", &n(r)),
                ("fill", fill),
                ("fill-opacity", "0.75"),
                ("stroke", line),
            ],
        );
        taken.push((cx - r, cy - r, cx + r, cy + r));
    }
    order.sort_by(|a, b| b.is_quick_win.cmp(&a.is_quick_win).then(b.removed.total_cmp(&a.removed)));
    for win in order.into_iter().take(MOST_LABELS) {
        label(&mut svg, win, (x(win.months), y(win.removed), radius(win)), &mut taken);
    }
    svg.finish()
}

fn axes(svg: &mut Writer, most_months: f64, most_removed: f64) {
    let step = if most_removed > 8.0 { 2.0 } else { 1.0 };
    let mut share = 0.0;
    while share <= most_removed + 1e-9 {
        let y = BOTTOM - (BOTTOM - TOP) * share / most_removed;
        let colour = if share == 0.0 { ink::BORDER } else { ink::HAIR };
        svg.shape("path", &[("d", &format!("M{} {}H{}", n(LEFT), n(y), n(RIGHT))), ("stroke", colour)]);
        let place = [("x", n(LEFT - 7.0)), ("y", n(y + 4.5))];
        svg.text(
            &format!("{share}%"),
            &[
                (place[0].0, &place[0].1),
                (place[1].0, &place[1].1),
                ("text-anchor", "end"),
                ("fill", ink::MUTED),
            ],
        );
        share += step;
    }
    let every = if most_months > 24.0 { 12.0 } else { 6.0 };
    let mut months = 0.0;
    while months <= most_months + 1e-9 {
        let x = n(LEFT + (RIGHT - LEFT) * months / most_months);
        svg.shape("path", &[("d", &format!("M{x} {}v5", n(BOTTOM))), ("stroke", ink::BORDER)]);
        svg.text(
            &format!("{months}"),
            &[("x", &x), ("y", &n(BOTTOM + 19.0)), ("text-anchor", "middle"), ("fill", ink::MUTED)],
        );
        months += every;
    }
    svg.text("Share of measured risk removed", &[("x", "4"), ("y", "16"), ("fill", ink::TEXT)]);
    svg.text(
        "Months of work",
        &[
            ("x", &n(f64::midpoint(LEFT, RIGHT))),
            ("y", &n(HEIGHT - 10.0)),
            ("text-anchor", "middle"),
            ("fill", ink::TEXT),
        ],
    );
}

/// The medians as dividers.
fn divide(svg: &mut Writer, x: f64, y: f64) {
    let dashed = [("stroke", ink::BORDER), ("stroke-dasharray", "4 4")];
    for path in [format!("M{} {}V{}", n(x), n(TOP), n(BOTTOM)), format!("M{} {}H{}", n(LEFT), n(y), n(RIGHT))]
    {
        svg.shape("path", &[("d", &path), dashed[0], dashed[1]]);
    }
}

fn median(wins: &[Win], of: fn(&Win) -> f64) -> f64 {
    let mut values: Vec<f64> = wins.iter().map(of).collect();
    values.sort_by(f64::total_cmp);
    f64::midpoint(values[(values.len() - 1) / 2], values[values.len() / 2])
}

/// Writes a number beside its circle, where there is room.
fn label(svg: &mut Writer, win: &Win, (x, y, r): (f64, f64, f64), taken: &mut Vec<Area>) {
    let (wide, high) = (13.0 * text_width(&win.number) + 2.0, 13.0);
    let places = [
        (x + r + 3.0, y - high / 2.0),
        (x - r - 3.0 - wide, y - high / 2.0),
        (x - wide / 2.0, y - r - 2.0 - high),
        (x - wide / 2.0, y + r + 2.0),
    ];
    let is_free = |&(left, top): &(f64, f64)| {
        let (right, bottom) = (left + wide, top + high);
        let is_inside = left >= LEFT && right <= RIGHT && top >= 0.0 && bottom <= BOTTOM;
        is_inside && taken.iter().all(|(l, t, r, b)| right <= *l || left >= *r || bottom <= *t || top >= *b)
    };
    let Some(&(left, top)) = places.iter().find(|place| is_free(place)) else { return };
    taken.push((left, top, left + wide, top + high));
    svg.text(&win.number, &[("x", &n(left + 1.0)), ("y", &n(top + 11.0)), ("fill", ink::TEXT)]);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn win(number: u32, months: f64, removed: f64, cost: f64) -> Win {
        Win { number: number.to_string(), months, removed, cost, is_quick_win: number == 1 }
    }

    #[test]
    fn no_label_lies_on_a_circle_or_on_another() {
        let crowd: Vec<Win> =
            (1..40).map(|at| win(at, f64::from(at % 7) + 3.0, f64::from(at % 3), 1000.0)).collect();
        let drawn = win_matrix(&crowd, "x").to_string();
        let labels = drawn.matches("<text").count();
        assert!(labels > 3 && labels < 60, "{labels}");
        assert!(drawn.contains("Months of work") && drawn.contains(ink::PLUM));
    }

    #[test]
    fn the_area_is_the_cost() {
        let drawn = win_matrix(&[win(1, 3.0, 1.0, 400.0), win(2, 9.0, 2.0, 100.0)], "x").to_string();
        assert!(drawn.contains(r#"r="22""#) && drawn.contains(r#"r="11""#), "{drawn}");
    }

    #[test]
    fn nothing_makes_no_drawing() {
        assert_eq!(win_matrix(&[], ""), Svg::default());
    }
}
