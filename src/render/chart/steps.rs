//! The cost of delay: a line in steps, one a quarter, of how many systems are
//! without support if nothing is done. The largest steps are named.

use super::ink;
use super::svg::{Head, Svg, Writer, n, text_width};

/// A day and what stands then.
#[derive(Clone, Debug, PartialEq)]
pub struct DayStep {
    /// The day in words, short.
    pub day: String,
    /// How many.
    pub count: u64,
    /// What made the difference since the step before; may be empty.
    pub cause: String,
}

const WIDTH: f64 = 700.0;
const HEIGHT: f64 = 274.0;
const LEFT: f64 = 44.0;
const RIGHT: f64 = WIDTH - 10.0;
const TOP: f64 = 40.0;
const BOTTOM: f64 = HEIGHT - 34.0;
/// Steps that are named.
const MOST_NAMED: usize = 3;

/// Draws the steps; nothing where there are fewer than two.
pub fn steps(all: &[DayStep], description: &str) -> Svg {
    if all.len() < 2 {
        return Svg::default();
    }
    let most = all.iter().map(|step| step.count).max().unwrap_or(0).max(1);
    let unit = nice(most);
    let top = (most.div_ceil(unit) * unit) as f64;
    let x = |at: usize| LEFT + (RIGHT - LEFT) * at as f64 / all.len() as f64;
    let y = |count: u64| BOTTOM - (BOTTOM - TOP) * count as f64 / top;
    let mut svg = Writer::meaningful(&Head {
        class: "chart",
        id: "delay",
        role: "img",
        width: WIDTH,
        height: HEIGHT,
        title: "Systems without support, quarter by quarter",
        description,
    });
    svg.text("Systems without support", &[("x", "4"), ("y", "14"), ("fill", ink::TEXT)]);
    for count in (0..=most.div_ceil(unit)).map(|line| line * unit) {
        let colour = if count == 0 { ink::BORDER } else { ink::HAIR };
        let height = y(count);
        svg.shape("path", &[("d", &format!("M{} {}H{}", n(LEFT), n(height), n(RIGHT))), ("stroke", colour)]);
        svg.text(
            &count.to_string(),
            &[("x", &n(LEFT - 7.0)), ("y", &n(height + 4.5)), ("text-anchor", "end"), ("fill", ink::MUTED)],
        );
    }
    let mut path = format!("M{} {}", n(x(0)), n(y(all[0].count)));
    for (at, step) in all.iter().enumerate() {
        path.push_str(&format_step(y(step.count), x(at + 1)));
        let middle = f64::midpoint(x(at), x(at + 1));
        svg.text(
            &step.day,
            &[("x", &n(middle)), ("y", &n(BOTTOM + 19.0)), ("text-anchor", "middle"), ("fill", ink::MUTED)],
        );
        svg.text(
            &step.count.to_string(),
            &[
                ("x", &n(middle)),
                ("y", &n(y(step.count) + 16.0)),
                ("text-anchor", "middle"),
                ("font-weight", "700"),
                ("fill", ink::TEXT),
            ],
        );
    }
    svg.shape("path", &[("d", &path), ("fill", "none"), ("stroke", ink::NAVY), ("stroke-width", "2.5")]);
    name(&mut svg, all, &x, &y);
    svg.finish()
}

fn format_step(height: f64, right: f64) -> String {
    format!("V{}H{}", n(height), n(right))
}

/// A distance between lines that gives four to eight of them.
fn nice(most: u64) -> u64 {
    let mut unit = 1;
    for factor in [2_u64, 5, 10].into_iter().cycle().take(40) {
        if most.div_ceil(unit) <= 6 {
            break;
        }
        let power = 10_u64.pow(unit.ilog10());
        unit = power * factor;
    }
    unit
}

/// Names the largest steps above the line, where they do not meet.
fn name(svg: &mut Writer, all: &[DayStep], x: &dyn Fn(usize) -> f64, y: &dyn Fn(u64) -> f64) {
    let rise = |at: usize| all[at].count.saturating_sub(all[at - 1].count);
    let mut order: Vec<usize> =
        (1..all.len()).filter(|at| rise(*at) > 0 && !all[*at].cause.is_empty()).collect();
    order.sort_by_key(|at| (std::cmp::Reverse(rise(*at)), *at));
    let mut taken: Vec<(f64, f64, f64)> = Vec::new();
    for at in order.into_iter().take(MOST_NAMED) {
        let words = format!("+{}: {}", rise(at), all[at].cause);
        let wide = 13.0 * text_width(&words);
        // Right of its step where there is room, else ending there.
        let (anchor, left) = if x(at) + wide <= RIGHT { ("start", x(at)) } else { ("end", RIGHT - wide) };
        let under = (0..all.len()).filter(|at| x(*at) < left + wide && x(at + 1) > left);
        let highest = under.map(|at| y(all[at].count)).fold(y(all[at].count), f64::min);
        let height = highest - 7.0;
        let is_free = taken
            .iter()
            .all(|(from, to, other)| left + wide < *from || left > *to || (height - other).abs() > 15.0);
        if !is_free || left < LEFT {
            continue;
        }
        let place = if anchor == "start" { x(at) } else { RIGHT };
        svg.text(
            &words,
            &[
                ("x", &n(place)),
                ("y", &n(height)),
                ("text-anchor", anchor),
                ("fill", ink::TEXT),
                ("stroke", "#fff"),
                ("stroke-width", "4"),
                ("paint-order", "stroke"),
            ],
        );
        taken.push((left, left + wide, height));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(count: u64, cause: &str) -> DayStep {
        DayStep { day: "Q".to_owned(), count, cause: cause.to_owned() }
    }

    #[test]
    fn lines_stand_at_round_counts() {
        assert_eq!([3, 6, 9, 18, 68, 84, 450].map(nice), [1, 1, 2, 5, 20, 20, 100]);
    }

    #[test]
    fn the_largest_steps_are_named() {
        let all = [step(10, ""), step(12, "one product"), step(12, ""), step(30, "another")];
        let svg = steps(&all, "");
        assert!(svg.as_str().contains("+18: another"), "{svg}");
        assert!(svg.as_str().contains("+2: one product"), "{svg}");
        assert_eq!(steps(&all[..1], "").as_str(), "");
    }
}
