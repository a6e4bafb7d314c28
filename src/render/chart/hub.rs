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
    /// What people do with the receivers, greatest first; at most
    /// [`MOST_BOXES`], and none if nothing is recorded.
    pub services: Vec<Box>,
    /// Which receiver serves which service, by their places in the lists.
    pub served: Vec<(usize, usize)>,
    /// The message in words.
    pub description: String,
}

const WIDTH: f64 = 1000.0;
const TOP: f64 = 30.0;
const ROW: f64 = 66.0;
/// Height of a box with a name of one line.
const BOX_HEIGHT: f64 = 48.0;
const NAME_LINE: f64 = 16.0;
const HUB_WIDTH: f64 = 170.0;

/// Where the columns stand: three, or four with narrower boxes.
#[derive(Clone, Copy)]
struct Columns {
    box_width: f64,
    hub: f64,
    receivers: f64,
    services: f64,
}

impl Columns {
    fn of(hub: &Hub) -> Self {
        if hub.services.is_empty() {
            return Self { box_width: 270.0, hub: WIDTH / 2.0, receivers: WIDTH - 272.0, services: 0.0 };
        }
        Self { box_width: 208.0, hub: 350.0, receivers: 490.0, services: WIDTH - 210.0 }
    }

    /// The name in at most two lines; the table below has it whole.
    fn name_lines(self, one: &Box) -> Vec<String> {
        wrapped(&one.name, (self.box_width - 40.0) / 14.6, 2)
    }
}

/// Draws the hub.
pub fn hub_diagram(hub: &Hub) -> Svg {
    let columns = Columns::of(hub);
    let all = || hub.senders.iter().chain(&hub.receivers).chain(&hub.services);
    let rows = hub.senders.len().max(hub.receivers.len()).max(hub.services.len()).max(2);
    let is_tall = all().any(|one| columns.name_lines(one).len() > 1);
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
    headings(&mut svg, columns, !hub.services.is_empty());
    let centre = f64::midpoint(TOP, height - 4.0);
    let most = hub.senders.iter().chain(&hub.receivers).map(|one| one.interfaces).max().unwrap_or(1).max(1);
    let hub_height = hub_height(&hub.hub, hub.senders.len().max(hub.receivers.len()));
    let side = |boxes, x: f64, key, to_hub| Side { boxes, x, columns, key, to_hub };
    let senders = side(&hub.senders, 2.0, "s", columns.hub - HUB_WIDTH / 2.0);
    let receivers = side(&hub.receivers, columns.receivers, "r", columns.hub + HUB_WIDTH / 2.0);
    let services = side(&hub.services, columns.services, "v", 0.0);
    for side in [&senders, &receivers] {
        side.lines(&mut svg, height, (centre, hub_height), most);
    }
    for (receiver, service) in &hub.served {
        let from = (columns.receivers + columns.box_width, receivers.y(*receiver, height));
        let to = (columns.services, services.y(*service, height));
        line(&mut svg, from, to, &format!("r{receiver} v{service}"), 1.6);
    }
    for side in [&senders, &receivers, &services] {
        side.draw(&mut svg, height);
    }
    hub_box(&mut svg, &hub.hub, (columns.hub, centre), hub_height);
    svg.finish()
}

fn headings(svg: &mut Writer, columns: Columns, has_services: bool) {
    let services = has_services.then_some((columns.services, "start", "What people do with them"));
    let three = [
        (2.0, "start", "Sends to it"),
        (columns.hub, "middle", "Hub"),
        (columns.receivers, "start", "Receives from it"),
    ];
    for (x, anchor, text) in three.into_iter().chain(services) {
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
}

/// A line that leaves and arrives level.
fn line(svg: &mut Writer, from: (f64, f64), to: (f64, f64), key: &str, width: f64) {
    let bend = n(f64::midpoint(from.0, to.0));
    let path = format!(
        "M{} {}C{bend} {} {bend} {} {} {}",
        n(from.0),
        n(from.1),
        n(from.1),
        n(to.1),
        n(to.0),
        n(to.1)
    );
    svg.shape(
        "path",
        &[
            ("class", "ed"),
            ("data-k", key),
            ("d", &path),
            ("fill", "none"),
            ("stroke", ink::LIGHT_BLUE),
            ("stroke-width", &n(width)),
        ],
    );
}

/// A column of boxes, and where its lines meet the hub.
struct Side<'a> {
    boxes: &'a [Box],
    x: f64,
    columns: Columns,
    key: &'static str,
    to_hub: f64,
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
            let edge = if self.to_hub > self.x { self.x + self.columns.box_width } else { self.x };
            let width = 2.0 + 10.0 * one.interfaces as f64 / most as f64;
            line(svg, (edge, y), (self.to_hub, end), &format!("{}{index}", self.key), width);
        }
    }

    fn draw(&self, svg: &mut Writer, height: f64) {
        for (index, one) in self.boxes.iter().enumerate() {
            let lines = self.columns.name_lines(one);
            let box_height = BOX_HEIGHT + NAME_LINE * (lines.len().max(1) - 1) as f64;
            let y = self.y(index, height) - box_height / 2.0;
            open_box(svg, one.href.as_deref(), &format!("{}{index}", self.key));
            svg.shape(
                "rect",
                &[
                    ("x", &n(self.x)),
                    ("y", &n(y)),
                    ("width", &n(self.columns.box_width)),
                    ("height", &n(box_height)),
                    ("rx", "3"),
                    ("fill", "#fff"),
                    ("stroke", ink::BORDER),
                    ("stroke-width", "1.4"),
                ],
            );
            // Services are no systems: they have no findings of their own.
            let is_marked = self.to_hub > 0.0;
            if is_marked {
                mark(svg, one.tone, (self.x + 11.0, y + 8.0));
            }
            let x = n(self.x + if is_marked { 33.0 } else { 12.0 });
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
            services: Vec::new(),
            served: Vec::new(),
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
    fn what_people_do_stands_behind_what_receives() {
        let mut served = hub();
        served.services = vec![one("Emergency attendance", 0), one("Clinic visit", 0)];
        served.served = vec![(0, 1)];
        let svg = hub_diagram(&served);
        assert!(svg.as_str().contains(r#"data-k="r0 v1""#) && !svg.as_str().contains("v0 "), "{svg}");
        assert!(svg.as_str().contains("What people do with them"), "{svg}");
        assert_eq!(svg.as_str().matches("<a ").count(), 6);
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
