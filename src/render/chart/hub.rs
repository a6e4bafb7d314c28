//! What feeds a hub and what it feeds: feeds, hub, receivers, services.
//!
//! Three or four columns, left to right. Boxes are links; the same figures
//! stand in a table below. At most seven boxes a column.

use super::svg::{Head, Svg, Writer, n, wrapped};
use super::{Tone, ink};

/// The most boxes in a column.
pub const MOST_BOXES: usize = 7;

/// One box.
#[derive(Clone, Debug, PartialEq)]
pub struct Box {
    /// Its name.
    pub name: String,
    /// A line of detail below, such as `12 interfaces`.
    pub detail: String,
    /// Where it leads on the page; begins with `#`.
    pub href: Option<String>,
    /// Its worst finding.
    pub tone: Tone,
    /// How many interfaces join it to the hub; sets the width of the line.
    pub interfaces: u64,
}

/// The drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct Hub {
    /// Unique on the page.
    pub id: String,
    /// The hub.
    pub hub: Box,
    /// What sends to it, greatest first; at most [`MOST_BOXES`].
    pub senders: Vec<Box>,
    /// What receives from it, greatest first; at most [`MOST_BOXES`].
    pub receivers: Vec<Box>,
    /// The message in words.
    pub description: String,
}

const WIDTH: f64 = 1000.0;
const TOP: f64 = 30.0;
const ROW: f64 = 66.0;
/// Width of a box, and its height with a name of one line.
const BOX: (f64, f64) = (270.0, 48.0);
const NAME_LINE: f64 = 16.0;
const HUB_WIDTH: f64 = 170.0;

/// Draws the hub.
pub fn hub_diagram(hub: &Hub) -> Svg {
    let rows = hub.senders.len().max(hub.receivers.len()).max(2);
    let is_tall = hub.senders.iter().chain(&hub.receivers).any(|one| name_lines(one).len() > 1);
    let height = TOP + rows as f64 * (ROW + if is_tall { 10.0 } else { 0.0 }) + 4.0;
    let mut svg = Writer::meaningful(&Head {
        class: "blast",
        id: &hub.id,
        role: "group",
        width: WIDTH,
        height,
        title: "What sends to the hub and what receives from it",
        description: &hub.description,
    });
    let right = WIDTH - BOX.0 - 2.0;
    let middle = f64::midpoint(0.0, WIDTH);
    for (x, anchor, text) in
        [(2.0, "start", "Sends to it"), (middle, "middle", "Hub"), (right, "start", "Receives from it")]
    {
        svg.text(
            text,
            &[
                ("x", &n(x)),
                ("y", "15"),
                ("text-anchor", anchor),
                ("font-size", "14"),
                ("font-weight", "700"),
                ("fill", ink::MUTED),
            ],
        );
    }
    let centre = f64::midpoint(TOP, height - 4.0);
    let most = hub.senders.iter().chain(&hub.receivers).map(|one| one.interfaces).max().unwrap_or(1).max(1);
    let hub_height = hub_height(&hub.hub, hub.senders.len().max(hub.receivers.len()));
    let left = Side {
        boxes: &hub.senders,
        x: 2.0,
        line_from: BOX.0 + 2.0,
        line_to: middle - HUB_WIDTH / 2.0,
        key: "s",
    };
    let right = Side {
        boxes: &hub.receivers,
        x: right,
        line_from: right,
        line_to: middle + HUB_WIDTH / 2.0,
        key: "r",
    };
    for side in [&left, &right] {
        side.lines(&mut svg, height, (centre, hub_height), most);
    }
    for side in [&left, &right] {
        side.draw(&mut svg, height);
    }
    hub_box(&mut svg, &hub.hub, (middle, centre), hub_height);
    svg.finish()
}

struct Side<'a> {
    boxes: &'a [Box],
    x: f64,
    line_from: f64,
    line_to: f64,
    key: &'static str,
}

impl Side<'_> {
    fn y(&self, index: usize, height: f64) -> f64 {
        let space = height - TOP - 4.0;
        TOP + space * (index as f64 + 0.5) / self.boxes.len() as f64
    }

    fn lines(&self, svg: &mut Writer, height: f64, (centre, hub_height): (f64, f64), most: u64) {
        for (index, one) in self.boxes.iter().enumerate() {
            let y = self.y(index, height);
            let share = (index as f64 + 0.5) / self.boxes.len() as f64 - 0.5;
            let end = centre + share * (hub_height - 20.0);
            let bend = f64::midpoint(self.line_from, self.line_to);
            let path = format!(
                "M{} {}C{} {} {} {} {} {}",
                n(self.line_from),
                n(y),
                n(bend),
                n(y),
                n(bend),
                n(end),
                n(self.line_to),
                n(end)
            );
            let width = 2.0 + 10.0 * one.interfaces as f64 / most as f64;
            svg.shape(
                "path",
                &[
                    ("class", "ed"),
                    ("data-k", &format!("{}{index}", self.key)),
                    ("d", &path),
                    ("fill", "none"),
                    ("stroke", ink::LIGHT_BLUE),
                    ("stroke-width", &n(width)),
                ],
            );
        }
    }

    fn draw(&self, svg: &mut Writer, height: f64) {
        for (index, one) in self.boxes.iter().enumerate() {
            let lines = name_lines(one);
            let box_height = BOX.1 + NAME_LINE * (lines.len().max(1) - 1) as f64;
            let y = self.y(index, height) - box_height / 2.0;
            open_box(svg, one.href.as_deref(), &format!("{}{index}", self.key));
            svg.shape(
                "rect",
                &[
                    ("x", &n(self.x)),
                    ("y", &n(y)),
                    ("width", &n(BOX.0)),
                    ("height", &n(box_height)),
                    ("rx", "3"),
                    ("fill", "#fff"),
                    ("stroke", ink::BORDER),
                    ("stroke-width", "1.4"),
                ],
            );
            mark(svg, one.tone, (self.x + 11.0, y + 8.0));
            let x = n(self.x + 33.0);
            let mut line_y = y + 20.0;
            for line in &lines {
                svg.text(
                    line,
                    &[
                        ("x", &x),
                        ("y", &n(line_y)),
                        ("font-size", "14"),
                        ("font-weight", "700"),
                        ("fill", ink::TEXT),
                    ],
                );
                line_y += NAME_LINE;
            }
            svg.text(
                &one.detail,
                &[("x", &x), ("y", &n(line_y + 2.0)), ("font-size", "13.5"), ("fill", ink::MUTED)],
            );
            svg.close();
        }
    }
}

/// The name in at most two lines; the table below has it whole.
fn name_lines(one: &Box) -> Vec<String> {
    wrapped(&one.name, (BOX.0 - 40.0) / 14.6, 2)
}

fn hub_lines(hub: &Box) -> Vec<String> {
    wrapped(&hub.name, (HUB_WIDTH - 24.0) / 16.5, 3)
}

fn hub_height(hub: &Box, rows: usize) -> f64 {
    (64.0 + 20.0 * hub_lines(hub).len() as f64).max(rows as f64 * 24.0)
}

fn hub_box(svg: &mut Writer, hub: &Box, (middle, centre): (f64, f64), height: f64) {
    let (x, y) = (middle - HUB_WIDTH / 2.0, centre - height / 2.0);
    open_box(svg, hub.href.as_deref(), "*");
    svg.shape(
        "rect",
        &[
            ("x", &n(x)),
            ("y", &n(y)),
            ("width", &n(HUB_WIDTH)),
            ("height", &n(height)),
            ("rx", "3"),
            ("fill", ink::NAVY),
            ("stroke", ink::NAVY),
            ("stroke-width", "1.4"),
        ],
    );
    let lines = hub_lines(hub);
    let mut line_y = centre - 10.0 * (lines.len() as f64 + 1.0) + 15.0;
    for line in &lines {
        svg.text(
            line,
            &[
                ("x", &n(middle)),
                ("y", &n(line_y)),
                ("text-anchor", "middle"),
                ("font-size", "16"),
                ("font-weight", "700"),
                ("fill", "#fff"),
            ],
        );
        line_y += 20.0;
    }
    svg.text(
        &hub.detail,
        &[
            ("x", &n(middle)),
            ("y", &n(line_y + 3.0)),
            ("text-anchor", "middle"),
            ("font-size", "14"),
            ("fill", "#fff"),
        ],
    );
    svg.close();
}

/// Opens a box: a link where it leads somewhere, else a group. What it says
/// is its accessible name.
pub(super) fn open_box(svg: &mut Writer, href: Option<&str>, key: &str) {
    match href.filter(|href| href.starts_with('#')) {
        Some(href) => svg.open("a", &[("class", "nd"), ("data-k", key), ("href", href)]),
        None => svg.open("g", &[("class", "nd"), ("data-k", key)]),
    }
}

pub(super) fn mark(svg: &mut Writer, tone: Tone, (x, y): (f64, f64)) {
    svg.shape(
        "use",
        &[
            ("href", &format!("#i-{}", tone.letter())),
            ("x", &n(x)),
            ("y", &n(y)),
            ("width", "16"),
            ("height", "16"),
        ],
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(name: &str, interfaces: u64) -> Box {
        Box {
            name: name.to_owned(),
            detail: format!("{interfaces} interfaces"),
            href: Some("#sys-a".to_owned()),
            tone: Tone::High,
            interfaces,
        }
    }

    fn hub() -> Hub {
        Hub {
            id: "hub-1".to_owned(),
            hub: one("Trust integration engine", 97),
            senders: vec![one("Patient administration", 12), one("Pathology", 8)],
            receivers: vec![one("Patient record", 14)],
            description: "44 in, 53 out".to_owned(),
        }
    }

    #[test]
    fn lines_grow_with_the_interfaces() {
        let svg = hub_diagram(&hub());
        assert!(svg.as_str().contains(r#"stroke-width="12""#), "the widest: {svg}");
        assert!(svg.as_str().contains(r#"stroke-width="10.6""#), "12 of 14: {svg}");
    }

    #[test]
    fn boxes_are_links_and_their_text_is_their_name() {
        let svg = hub_diagram(&hub());
        assert_eq!(svg.as_str().matches("<a ").count(), 4);
        assert!(
            svg.as_str().contains(">Pathology</text> ") && !svg.as_str().contains("aria-label="),
            "{svg}"
        );
    }

    #[test]
    fn a_link_leads_nowhere_but_into_the_page() {
        let mut hostile = hub();
        hostile.senders[0].href = Some("javascript:alert(1)".to_owned());
        hostile.senders[0].name = "<script>".to_owned();
        let svg = hub_diagram(&hostile);
        assert!(!svg.as_str().contains("javascript") && !svg.as_str().contains("<script"));
    }
}
