//! One product's support as a row of the timeline: normal support solid,
//! bought extension hatched blue, use without support hatched red, and the
//! report's date as a line through every row.
//!
//! No text: dates stand in the cells beside it.

use super::ink;
use super::svg::{Svg, Writer, n};

/// The years that the timeline shows, and the report's date in them. Years
/// are fractions, such as 2026.83 for 31 October 2026.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimelineWindow {
    /// The first year.
    pub from: f64,
    /// The year after the last.
    pub to: f64,
    /// The report's date.
    pub today: f64,
    /// Years between two ticks.
    pub step: f64,
}

impl TimelineWindow {
    /// Ten years back and ten years on from the year of the report.
    pub fn around(today: f64) -> Self {
        let year = today.floor();
        Self { from: year - 10.0, to: year + 10.0, today, step: 4.0 }
    }

    /// Where a year lies, 0 to 1; what is outside lies at the nearer end.
    pub fn place(&self, year: f64) -> f64 {
        ((year - self.from) / (self.to - self.from)).clamp(0.0, 1.0)
    }

    /// The years that carry a tick, first and last included.
    pub fn ticks(&self) -> Vec<i32> {
        let count = ((self.to - self.from) / self.step).round() as i32;
        (0..=count).map(|tick| (self.from + f64::from(tick) * self.step) as i32).collect()
    }
}

/// The support of one product, in fractional years.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Span {
    /// When it came out; without it the bar begins at the window's start and
    /// fades in.
    pub released: Option<f64>,
    /// When normal support ends.
    pub normal_end: Option<f64>,
    /// When the extension ends that was bought, if one was.
    pub bought_end: Option<f64>,
    /// Whether it is in use.
    pub is_in_use: bool,
}

const WIDTH: f64 = 460.0;
const HEIGHT: f64 = 50.0;

/// Draws one row.
pub fn timeline_row(window: &TimelineWindow, span: &Span) -> Svg {
    let mut svg = Writer::decoration("tl", WIDTH, HEIGHT);
    let tick = |year| format!("M{} 0V50", n(window.place(f64::from(year)) * WIDTH));
    let ticks: String = window.ticks().into_iter().map(tick).collect();
    svg.shape("path", &[("d", &*ticks), ("stroke", "#EAEEF2"), ("vector-effect", "non-scaling-stroke")]);
    if let Some(end) = span.normal_end {
        let start = span.released.unwrap_or(window.from).min(end);
        piece(&mut svg, window, (start, end), ink::BLUE, None);
        let mut cover = end;
        if let Some(bought) = span.bought_end.filter(|bought| *bought > end) {
            piece(&mut svg, window, (end, bought), "url(#hx)", Some("#2A6EA6"));
            cover = bought;
        }
        if span.is_in_use && cover < window.today {
            piece(&mut svg, window, (cover, window.today), "url(#hr)", Some("#7A0C2E"));
        }
    } else {
        let start = window.place(span.released.unwrap_or(window.from)) * WIDTH;
        svg.shape(
            "rect",
            &[
                ("x", &n(start + 1.0)),
                ("y", "17"),
                ("width", &n(WIDTH - start - 2.0)),
                ("height", "16"),
                ("fill", "#fff"),
                ("stroke", ink::MUTED),
                ("stroke-dasharray", "4 3"),
                ("vector-effect", "non-scaling-stroke"),
            ],
        );
    }
    let today = n(window.place(window.today) * WIDTH);
    svg.shape(
        "path",
        &[
            ("d", &format!("M{today} 0V50")),
            ("stroke", ink::TEXT),
            ("stroke-width", "2"),
            ("vector-effect", "non-scaling-stroke"),
        ],
    );
    svg.finish()
}

fn piece(
    svg: &mut Writer,
    window: &TimelineWindow,
    (from, to): (f64, f64),
    fill: &str,
    outline: Option<&str>,
) {
    let (start, end) = (window.place(from) * WIDTH, window.place(to) * WIDTH);
    if end - start < 0.05 {
        return;
    }
    let (x, width) = (n(start), n((end - start).max(1.0)));
    let rect = [("x", &*x), ("y", "15"), ("width", &*width), ("height", "20"), ("fill", fill)];
    match outline {
        Some(colour) => svg.shape(
            "rect",
            &[&rect[..], &[("stroke", colour), ("vector-effect", "non-scaling-stroke")]].concat(),
        ),
        None => svg.shape("rect", &rect),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window() -> TimelineWindow {
        TimelineWindow::around(2026.83)
    }

    #[test]
    fn ticks_run_from_ten_years_back_to_ten_years_on() {
        assert_eq!(window().ticks(), [2016, 2020, 2024, 2028, 2032, 2036]);
    }

    #[test]
    fn use_after_the_end_of_all_cover_is_hatched_red() {
        let span =
            Span { released: Some(2013.9), normal_end: Some(2023.77), bought_end: None, is_in_use: true };
        let svg = timeline_row(&window(), &span);
        // 2023.77 is 7.77 of 20 years: 178.7 of 460.
        assert!(svg.as_str().contains(r##"x="0" y="15" width="178.7" height="20" fill="#2073BC""##), "{svg}");
        assert!(svg.as_str().contains(r#"fill="url(#hr)""#), "{svg}");
        assert!(!svg.as_str().contains("url(#hx)"), "{svg}");
    }

    #[test]
    fn a_bought_extension_is_hatched_blue_and_delays_the_red() {
        let span = Span {
            released: Some(2020.0),
            normal_end: Some(2025.8),
            bought_end: Some(2028.8),
            is_in_use: true,
        };
        let svg = timeline_row(&window(), &span);
        assert!(svg.as_str().contains("url(#hx)") && !svg.as_str().contains("url(#hr)"), "{svg}");
    }

    #[test]
    fn an_unknown_end_is_a_dashed_outline_never_a_solid_bar() {
        let svg = timeline_row(&window(), &Span { is_in_use: true, ..Span::default() });
        assert!(svg.as_str().contains("stroke-dasharray"), "{svg}");
        assert!(!svg.as_str().contains(ink::BLUE), "{svg}");
    }
}
