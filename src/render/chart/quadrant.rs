//! Keep or go: business fit by technical fit, one circle a system, in four
//! named quadrants. The area is its number of users.
//!
//! Labels never lie on each other or on a circle's centre: what finds no room
//! stays unlabelled and is in the table.

use super::ink;
use super::svg::{Head, Svg, Writer, n, text_width};

/// A system in a quadrant.
#[derive(Clone, Debug, PartialEq)]
pub struct QuadrantPoint {
    /// Its name.
    pub name: String,
    /// How well it does the job, 0 to 1.
    pub functional: f64,
    /// How well it is built, 0 to 1.
    pub technical: f64,
    /// How many people use it; 0 where it is not recorded.
    pub users: u32,
}

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 420.0;
const LEFT: f64 = 56.0;
const RIGHT: f64 = WIDTH - 16.0;
const TOP: f64 = 34.0;
const BOTTOM: f64 = HEIGHT - 52.0;
const MOST_RADIUS: f64 = 16.0;
const LEAST_RADIUS: f64 = 4.0;
/// Labels at most.
const MOST_LABELS: usize = 20;
/// Letters of a label at most.
const MOST_LETTERS: usize = 26;

/// A place that is taken: left, top, right, bottom.
type Area = (f64, f64, f64, f64);

/// Draws the quadrants, cut at a fit; nothing where there is no system.
pub fn quadrants(systems: &[QuadrantPoint], cut: f64, description: &str) -> Svg {
    if systems.is_empty() {
        return Svg::default();
    }
    let x = |technical: f64| LEFT + (RIGHT - LEFT) * technical.clamp(0.0, 1.0);
    let y = |functional: f64| BOTTOM - (BOTTOM - TOP) * functional.clamp(0.0, 1.0);
    let most = f64::from(systems.iter().map(|system| system.users).max().unwrap_or(0).max(1));
    let radius =
        |system: &QuadrantPoint| (MOST_RADIUS * (f64::from(system.users) / most).sqrt()).max(LEAST_RADIUS);
    let mut svg = Writer::meaningful(&Head {
        class: "chart",
        id: "quadrants",
        role: "img",
        width: WIDTH,
        height: HEIGHT,
        title: "Keep or go: business fit by technical fit",
        description,
    });
    let mut taken: Vec<Area> = frame(&mut svg, x(cut), y(cut));
    let mut order: Vec<&QuadrantPoint> = systems.iter().collect();
    order.sort_by(|a, b| b.users.cmp(&a.users).then_with(|| a.name.cmp(&b.name)));
    for system in &order {
        let (cx, cy, r) = (x(system.technical), y(system.functional), radius(system));
        svg.shape(
            "circle",
            &[
                ("cx", &n(cx)),
                ("cy", &n(cy)),
                ("r", &n(r)),
                ("fill", ink::LIGHT_BLUE),
                ("fill-opacity", "0.7"),
                ("stroke", ink::NAVY),
            ],
        );
        taken.push((cx - r, cy - r, cx + r, cy + r));
    }
    for system in order.into_iter().take(MOST_LABELS) {
        label(&mut svg, system, (x(system.technical), y(system.functional), radius(system)), &mut taken);
    }
    svg.finish()
}

/// Axes, the cut and the quadrants' names; gives back where those stand.
fn frame(svg: &mut Writer, cut_x: f64, cut_y: f64) -> Vec<Area> {
    let line =
        |from: (f64, f64), to: (f64, f64)| format!("M{} {}L{} {}", n(from.0), n(from.1), n(to.0), n(to.1));
    for path in [line((LEFT, TOP), (LEFT, BOTTOM)), line((LEFT, BOTTOM), (RIGHT, BOTTOM))] {
        svg.shape("path", &[("d", &path), ("stroke", ink::BORDER)]);
    }
    for path in [line((cut_x, TOP), (cut_x, BOTTOM)), line((LEFT, cut_y), (RIGHT, cut_y))] {
        svg.shape("path", &[("d", &path), ("stroke", ink::BORDER), ("stroke-dasharray", "4 4")]);
    }
    for share in [0.0, 0.5, 1.0] {
        let x = LEFT + (RIGHT - LEFT) * share;
        let anchor = if share > 0.9 { "end" } else { "middle" };
        let words = format!("{share}");
        svg.text(
            &words,
            &[("x", &n(x)), ("y", &n(BOTTOM + 19.0)), ("text-anchor", anchor), ("fill", ink::MUTED)],
        );
        let y = BOTTOM - (BOTTOM - TOP) * share + 4.5;
        svg.text(
            &words,
            &[("x", &n(LEFT - 7.0)), ("y", &n(y)), ("text-anchor", "end"), ("fill", ink::MUTED)],
        );
    }
    let middle = f64::midpoint(LEFT, RIGHT);
    svg.text("Business fit, 0 to 1", &[("x", "4"), ("y", "16"), ("fill", ink::TEXT)]);
    svg.text(
        "Technical fit, 0 to 1",
        &[("x", &n(middle)), ("y", &n(HEIGHT - 10.0)), ("text-anchor", "middle"), ("fill", ink::TEXT)],
    );
    let corners = [
        ("Migrate", LEFT + 8.0, TOP + 16.0, "start"),
        ("Invest", RIGHT - 6.0, TOP + 16.0, "end"),
        ("Replace or retire", LEFT + 8.0, BOTTOM - 8.0, "start"),
        ("Keep", RIGHT - 6.0, BOTTOM - 8.0, "end"),
    ];
    corners
        .iter()
        .map(|(word, x, y, anchor)| {
            svg.text(
                word,
                &[
                    ("x", &n(*x)),
                    ("y", &n(*y)),
                    ("text-anchor", anchor),
                    ("font-size", "15"),
                    ("font-weight", "700"),
                    ("fill", ink::MUTED),
                ],
            );
            let wide = 15.0 * text_width(word);
            let left = if *anchor == "start" { *x } else { x - wide };
            (left, y - 14.0, left + wide, y + 4.0)
        })
        .collect()
}

/// Writes a name beside its circle, where there is room.
fn label(svg: &mut Writer, system: &QuadrantPoint, (x, y, r): (f64, f64, f64), taken: &mut Vec<Area>) {
    let name = shortened(&system.name);
    let (wide, high) = (13.0 * text_width(&name) + 2.0, 15.0);
    let places = [
        (x + r + 3.0, y - high / 2.0),
        (x - r - 3.0 - wide, y - high / 2.0),
        (x - wide / 2.0, y - r - high - 1.0),
        (x - wide / 2.0, y + r + 1.0),
    ];
    let is_free = |(left, top): &(f64, f64)| {
        let (right, bottom) = (left + wide, top + high);
        let is_inside = *left >= LEFT + 2.0 && right <= RIGHT && *top >= TOP && bottom <= BOTTOM;
        is_inside
            && taken
                .iter()
                .all(|area| right <= area.0 || *left >= area.2 || bottom <= area.1 || *top >= area.3)
    };
    if let Some((left, top)) = places.into_iter().find(is_free) {
        svg.text(&name, &[("x", &n(left)), ("y", &n(top + 11.5)), ("fill", ink::TEXT)]);
        taken.push((left, top, left + wide, top + high));
    }
}

fn shortened(name: &str) -> String {
    if name.chars().count() <= MOST_LETTERS {
        return name.to_owned();
    }
    let cut: String = name.chars().take(MOST_LETTERS - 1).collect();
    format!("{}…", cut.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn system(name: &str, functional: f64, technical: f64, users: u32) -> QuadrantPoint {
        QuadrantPoint { name: name.to_owned(), functional, technical, users }
    }

    #[test]
    fn the_area_of_a_circle_is_its_users() {
        let svg = quadrants(&[system("A", 0.9, 0.2, 400), system("B", 0.1, 0.8, 100)], 0.5, "");
        // A quarter of the users: half the radius.
        assert!(svg.as_str().contains(r#"r="16""#) && svg.as_str().contains(r#"r="8""#), "{svg}");
        assert_eq!(svg.as_str().matches("<circle").count(), 2);
    }

    #[test]
    fn names_that_would_lie_on_each_other_are_left_out() {
        let crowd: Vec<QuadrantPoint> =
            (0..12).map(|number| system(&format!("System {number}"), 0.5, 0.5, 10)).collect();
        let labels = quadrants(&crowd, 0.5, "").as_str().matches(">System ").count();
        assert!((1..=4).contains(&labels), "{labels}");
    }

    #[test]
    fn nothing_to_place_draws_nothing() {
        assert_eq!(quadrants(&[], 0.5, "").as_str(), "");
    }
}
