//! Risk removed against money spent: one dot an action, in plan order.

use super::ink;
use super::svg::{Head, Svg, Writer, n, text_width};
use crate::money::Currency;
use crate::render::number;

/// One action of the plan.
#[derive(Clone, Debug, PartialEq)]
pub struct CurvePoint {
    /// What was spent up to and with it, in the currency's major unit.
    pub spent: f64,
    /// The share of measured risk removed up to and with it, 0 to 1.
    pub removed: f64,
    /// Whether the plan funds it.
    pub is_funded: bool,
}

/// What the drawing shows.
#[derive(Clone, Debug)]
pub struct Curve {
    /// Actions in plan order; both figures never fall.
    pub points: Vec<CurvePoint>,
    /// A budget: the amount in major units, and its label.
    pub budget: Option<(f64, String)>,
    /// The label of the last funded action, such as `7 actions: £1.06m, 40%`.
    pub funded_label: Option<String>,
    /// The label of the last action, such as `All 12: £3.02m, 63%`.
    pub total_label: Option<String>,
    /// The message in words, for those who cannot see it.
    pub description: String,
    /// The currency of the axis.
    pub currency: Currency,
}

/// The two drawings: side by side with the decisions, or alone on a phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// 452 wide.
    Wide,
    /// 328 wide.
    Narrow,
}

const LEFT: f64 = 44.0;
const TOP: f64 = 34.0;

struct Frame {
    width: f64,
    height: f64,
    bottom: f64,
    right: f64,
    most_spent: f64,
    most_removed: f64,
}

impl Frame {
    fn x(&self, spent: f64) -> f64 {
        LEFT + (self.right - LEFT) * spent / self.most_spent
    }

    fn y(&self, removed: f64) -> f64 {
        self.bottom - (self.bottom - TOP) * removed / self.most_removed
    }

    /// What the page's script needs to put a reader's own choice on the
    /// drawing: left, right, most spent, bottom, top, most removed.
    fn scale(&self) -> String {
        let place = [LEFT, self.right, self.most_spent, self.bottom, TOP];
        let place: Vec<String> = place.into_iter().map(n).collect();
        format!("{} {:.4}", place.join(" "), self.most_removed)
    }
}

/// Draws the curve; nothing where there is no action.
pub fn risk_curve(curve: &Curve, width: Width) -> Svg {
    let Some(last) = curve.points.last() else { return Svg::default() };
    let frame = frame(curve, last, width);
    let (class, id) = match width {
        Width::Wide => ("chart wid", "curve-wide"),
        Width::Narrow => ("chart nar", "curve-narrow"),
    };
    let mut svg = Writer::meaningful(&Head {
        class,
        id,
        role: "img",
        width: frame.width,
        height: frame.height,
        title: "Risk removed against spend",
        description: &curve.description,
    });
    axes(&mut svg, &frame, curve.currency);
    line(&mut svg, &frame, &curve.points);
    budget(&mut svg, &frame, curve.budget.as_ref());
    labels(&mut svg, &frame, curve);
    svg.shape("g", &[("class", "you"), ("data-f", &frame.scale())]);
    svg.finish()
}

fn frame(curve: &Curve, last: &CurvePoint, width: Width) -> Frame {
    let (width, height) = match width {
        Width::Wide => (452.0, 346.0),
        Width::Narrow => (328.0, 318.0),
    };
    let spent = curve.budget.as_ref().map_or(0.0, |(amount, _)| *amount).max(last.spent).max(1.0);
    // Room at the top for the label of the last dot, below the axis' own words.
    let removed = (last.removed.max(0.01) * 1.06 * 100.0 / 5.0).ceil() * 0.05;
    Frame {
        width,
        height,
        bottom: height - 50.0,
        right: width - 14.0,
        most_spent: spent * 1.06,
        most_removed: removed.max(0.05),
    }
}

/// A step of 1, 2 or 5 times a power of ten, so that at most `most` steps
/// cover `range`.
fn step(range: f64, most: f64) -> f64 {
    let rough = range / most;
    let power = 10f64.powf(rough.log10().floor());
    [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|factor| factor * power)
        .find(|step| *step >= rough)
        .unwrap_or(rough)
}

fn steps(range: f64, step: f64) -> impl Iterator<Item = f64> {
    (0..=(range / step + 1e-9) as u32).map(move |index| f64::from(index) * step)
}

fn axes(svg: &mut Writer, frame: &Frame, currency: Currency) {
    for share in steps(frame.most_removed, step(frame.most_removed, 4.0)) {
        let y = frame.y(share);
        let colour = if share == 0.0 { ink::BORDER } else { ink::HAIR };
        svg.shape("path", &[("d", &format!("M{} {}H{}", n(LEFT), n(y), n(frame.right))), ("stroke", colour)]);
        let label = format!("{}%", (share * 1000.0).round() / 10.0);
        svg.text(
            &label,
            &[("x", &n(LEFT - 7.0)), ("y", &n(y + 4.5)), ("text-anchor", "end"), ("fill", ink::MUTED)],
        );
    }
    for spent in steps(frame.most_spent, step(frame.most_spent, 5.0)) {
        let x = n(frame.x(spent));
        svg.shape("path", &[("d", &format!("M{x} {}v5", n(frame.bottom))), ("stroke", ink::BORDER)]);
        svg.text(
            &number::money_round((spent * 100.0) as i64, currency),
            &[("x", &x), ("y", &n(frame.bottom + 20.0)), ("text-anchor", "middle"), ("fill", ink::MUTED)],
        );
    }
    svg.text(
        "Total spend so far",
        &[
            ("x", &n(f64::midpoint(LEFT, frame.right))),
            ("y", &n(frame.bottom + 42.0)),
            ("text-anchor", "middle"),
            ("fill", ink::TEXT),
        ],
    );
    svg.text("Measured risk removed", &[("x", "4"), ("y", "16"), ("fill", ink::TEXT)]);
}

fn line(svg: &mut Writer, frame: &Frame, points: &[CurvePoint]) {
    let start = format!("M{} {}", n(frame.x(0.0)), n(frame.y(0.0)));
    let place = |point: &CurvePoint| format!(" L{} {}", n(frame.x(point.spent)), n(frame.y(point.removed)));
    if points.iter().any(|point| point.is_funded) {
        let funded: String = points.iter().filter(|point| point.is_funded).map(place).collect();
        let area = format!("{start}{funded} V{}H{}Z", n(frame.bottom), n(frame.x(0.0)));
        svg.shape("path", &[("d", &area), ("fill", ink::AREA)]);
    }
    let all: String = points.iter().map(place).collect();
    svg.shape(
        "path",
        &[
            ("d", &format!("{start}{all}")),
            ("fill", "none"),
            ("stroke", ink::NAVY),
            ("stroke-width", "2.5"),
            ("stroke-linejoin", "round"),
        ],
    );
    // Above 25 actions dots would run into each other: only the ends are shown.
    let is_crowded = points.len() > 25;
    let ends = [points.iter().rposition(|point| point.is_funded), points.len().checked_sub(1)];
    for (index, point) in points.iter().enumerate() {
        if is_crowded && !ends.contains(&Some(index)) {
            continue;
        }
        svg.shape(
            "circle",
            &[
                ("cx", &n(frame.x(point.spent))),
                ("cy", &n(frame.y(point.removed))),
                ("r", "4.2"),
                ("fill", if point.is_funded { ink::NAVY } else { "#fff" }),
                ("stroke", ink::NAVY),
                ("stroke-width", "2"),
            ],
        );
    }
}

fn budget(svg: &mut Writer, frame: &Frame, budget: Option<&(f64, String)>) {
    let Some((amount, label)) = budget else { return };
    let x = frame.x(*amount);
    svg.shape(
        "path",
        &[
            ("d", &format!("M{} {}V{}", n(x), n(TOP), n(frame.bottom))),
            ("stroke", ink::TEXT),
            ("stroke-width", "1.5"),
            ("stroke-dasharray", "5 4"),
        ],
    );
    let fits_right = x + 8.0 + text_width(label) * 13.0 < frame.width;
    let (x, anchor) = if fits_right { (x + 6.0, "start") } else { (x - 6.0, "end") };
    haloed(svg, label, (x, frame.bottom - 12.0), anchor, false);
}

fn labels(svg: &mut Writer, frame: &Frame, curve: &Curve) {
    let total = curve.points.last().zip(curve.total_label.as_deref()).map(|(point, text)| {
        let right = (frame.x(point.spent).min(frame.right) + 6.0).min(frame.width - 4.0);
        Label {
            text,
            right,
            y: frame.y(point.removed) - 12.0,
            width: text_width(text) * 13.0,
            is_bold: false,
        }
    });
    if let Some(total) = &total {
        total.draw(svg);
    }
    let funded = curve.points.iter().rfind(|point| point.is_funded);
    if let Some((point, text)) = funded.zip(curve.funded_label.as_deref()) {
        funded_label(frame, &curve.points, point, text, total.as_ref()).draw(svg);
    }
}

/// Above and left of its dot where that is free, else right of it, else below
/// it, a line at a time until it is clear of the curve, else above the other
/// label, else below the line at the right edge, else at the axis.
fn funded_label<'a>(
    frame: &Frame,
    points: &[CurvePoint],
    point: &CurvePoint,
    text: &'a str,
    total: Option<&Label<'_>>,
) -> Label<'a> {
    let (x, y, width) = (frame.x(point.spent), frame.y(point.removed), text_width(text) * 14.0);
    let at = |right: f64, y: f64| Label { text, right, y, width, is_bold: true };
    let is_free = |label: &Label<'_>| {
        label.right - width > LEFT + 2.0
            && label.right < frame.right
            && label.y < frame.bottom - 20.0
            && total.is_none_or(|total| !total.meets(label))
    };
    let below = (0..10).map(|line| at(x - 8.0, y + 24.0 + 18.0 * f64::from(line)));
    let places = || {
        [at(x - 4.0, y - 14.0), at(x + 10.0 + width, y + 20.0)]
            .into_iter()
            .chain(below.clone())
            .chain(total.map(|total| at(total.right, total.y - 18.0)).filter(|label| label.y > TOP + 2.0))
            .chain([at(frame.right - 4.0, y + 26.0)])
    };
    places()
        .find(|label| is_free(label) && !label.lies_on(frame, points))
        .or_else(|| places().find(is_free))
        .unwrap_or_else(|| at(LEFT + 6.0 + width, (y - 14.0).max(TOP - 4.0)))
}

/// A text on one line, by its right end.
struct Label<'a> {
    text: &'a str,
    right: f64,
    y: f64,
    width: f64,
    is_bold: bool,
}

impl Label<'_> {
    fn draw(&self, svg: &mut Writer) {
        haloed(svg, self.text, (self.right, self.y), "end", self.is_bold);
    }

    /// Whether the curve, which only rises, runs through the text.
    fn lies_on(&self, frame: &Frame, points: &[CurvePoint]) -> bool {
        const ASCENT: f64 = 14.0;
        const DESCENT: f64 = 6.0;
        let (left, top, bottom) = (self.right - self.width, self.y - ASCENT, self.y + DESCENT);
        let place = |point: &CurvePoint| (frame.x(point.spent), frame.y(point.removed));
        let mut from = (frame.x(0.0), frame.y(0.0));
        points.iter().any(|point| {
            let (start, end) = (std::mem::replace(&mut from, place(point)), place(point));
            let (enters, leaves) = (start.0.max(left), end.0.min(self.right));
            let run = (end.0 - start.0).max(1e-9);
            let height = |x: f64| start.1 + (end.1 - start.1) * ((x - start.0) / run).clamp(0.0, 1.0);
            enters <= leaves && height(leaves) < bottom && height(enters) > top
        })
    }

    /// Whether two texts would touch.
    fn meets(&self, other: &Self) -> bool {
        const LINE: f64 = 17.0;
        // Widths are estimates; fonts differ.
        const GAP: f64 = 24.0;
        (self.y - other.y).abs() < LINE
            && self.right - self.width < other.right + GAP
            && other.right - other.width < self.right + GAP
    }
}

fn haloed(svg: &mut Writer, text: &str, (x, y): (f64, f64), anchor: &str, is_bold: bool) {
    svg.text(
        text,
        &[
            ("x", &n(x)),
            ("y", &n(y)),
            ("text-anchor", anchor),
            ("fill", ink::TEXT),
            ("font-weight", if is_bold { "700" } else { "400" }),
            ("paint-order", "stroke"),
            ("stroke", "#fff"),
            ("stroke-width", "4"),
            ("stroke-linejoin", "round"),
        ],
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    fn curve() -> Curve {
        let point = |spent, removed, is_funded| CurvePoint { spent, removed, is_funded };
        Curve {
            points: vec![point(0.41e6, 0.13, true), point(1.06e6, 0.40, true), point(3.02e6, 0.63, false)],
            budget: Some((1.1e6, "2026/27 budget £1.10m".to_owned())),
            funded_label: Some("2 actions: £1.06m, 40%".to_owned()),
            total_label: Some("All 3: £3.02m, 63%".to_owned()),
            description: "Two actions remove 40%.".to_owned(),
            currency: Currency::GBP,
        }
    }

    #[test]
    fn axes_start_at_nothing_and_name_their_units() {
        let svg = risk_curve(&curve(), Width::Wide);
        for text in ["£0", "£1m", "£3m", "0%", "60%", "Total spend so far", "Measured risk removed"] {
            assert!(svg.as_str().contains(&format!(">{text}</text>")), "{text}");
        }
        assert!(svg.as_str().contains(r#"id="curve-wide-t""#));
    }

    #[test]
    fn funded_dots_are_filled_and_the_rest_are_open() {
        let svg = risk_curve(&curve(), Width::Narrow);
        let dots = |fill: &str| svg.as_str().matches(&format!(r#"r="4.2" fill="{fill}""#)).count();
        assert_eq!((dots(ink::NAVY), dots("#fff")), (2, 1));
    }

    #[test]
    fn labels_are_escaped_and_no_figure_is_a_fraction_of_a_tenth() {
        let mut hostile = curve();
        hostile.budget = Some((1.0e6, "<script>".to_owned()));
        let svg = risk_curve(&hostile, Width::Wide);
        assert!(svg.as_str().contains("&lt;script&gt;") && !svg.as_str().contains("<script"));
    }

    #[test]
    fn the_labels_of_two_near_dots_do_not_meet() {
        let point = |spent, removed, is_funded| CurvePoint { spent, removed, is_funded };
        let curve = Curve {
            points: vec![point(5.01e6, 0.287, true), point(8.21e6, 0.293, false)],
            funded_label: Some("27 actions: £5.01m, 29%".to_owned()),
            total_label: Some("All 28: £8.21m, 29%".to_owned()),
            ..curve()
        };
        for width in [Width::Wide, Width::Narrow] {
            let frame = frame(&curve, &curve.points[1], width);
            let text = "All 28: £8.21m, 29%";
            let (right, y) = (frame.width - 4.0, frame.y(0.293) - 12.0);
            let total = Label { text, right, y, width: text_width(text) * 13.0, is_bold: false };
            let funded = funded_label(
                &frame,
                &curve.points,
                &curve.points[0],
                "27 actions: £5.01m, 29%",
                Some(&total),
            );
            assert!(!funded.meets(&total), "{width:?}");
            assert!(funded.right - funded.width > LEFT);
        }
    }

    #[test]
    fn no_label_lies_on_the_curve() {
        let point = |spent, removed| CurvePoint { spent, removed, is_funded: spent < 6e6 };
        let curve = Curve {
            points: vec![
                point(1.13e6, 0.025),
                point(1.5e6, 0.09),
                point(1.95e6, 0.11),
                point(2.8e6, 0.19),
                point(3.5e6, 0.21),
                point(4.4e6, 0.235),
                point(5.34e6, 0.247),
                point(6.12e6, 0.25),
            ],
            budget: Some((6.55e6, "Budget £6.55m".to_owned())),
            ..curve()
        };
        for width in [Width::Wide, Width::Narrow] {
            let frame = frame(&curve, &curve.points[7], width);
            let funded =
                funded_label(&frame, &curve.points, &curve.points[6], "27 actions: £5.34m, 24.7%", None);
            assert!(!funded.lies_on(&frame, &curve.points), "{width:?}");
        }
    }

    #[test]
    fn nothing_planned_draws_nothing() {
        let empty = Curve { points: Vec::new(), ..curve() };
        assert_eq!(risk_curve(&empty, Width::Wide), Svg::default());
    }

    #[test]
    fn steps_are_round() {
        assert!((step(3.2e6, 4.0) - 1e6).abs() < 1e-6);
        assert!((step(0.65, 4.0) - 0.2).abs() < 1e-12);
        assert!((step(0.05, 4.0) - 0.02).abs() < 1e-12);
    }
}
