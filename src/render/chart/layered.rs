//! A graph drawn in layers, left to right: what sends stands left of what
//! receives, and what feeds each other in a circle stands in one frame.
//!
//! Source: Sugiyama, Tagawa & Toda (1981): layers by the longest path, places
//! for lines that pass a layer, order within a layer by the mean place of the
//! neighbours. Our deviation: circles are framed instead of having lines
//! reversed, so that no line runs backwards and every frame can be named.
//! Boxes cover lines, never the other way round. Colours and outlines of its
//! many equal parts stand once, in the style sheet (`.net`).

use super::svg::{Head, Svg, Writer, n, wrapped};
use super::{Tone, hub};

/// One box.
#[derive(Clone, Debug, PartialEq)]
pub struct Vertex {
    /// Its name.
    pub name: String,
    /// Where it leads on the page; begins with `#`.
    pub href: Option<String>,
    /// Its worst finding.
    pub tone: Tone,
}

/// What stands in one place: a box, or a frame around a circle of boxes.
pub type Frame = Vec<Vertex>;

/// A line between two frames, by their places in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// What sends.
    pub from: usize,
    /// What receives.
    pub to: usize,
    /// How many interfaces it stands for; sets its width.
    pub interfaces: u64,
    /// Whether one of them passes no hub.
    pub is_direct: bool,
}

/// The drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct Layered {
    /// Unique on the page.
    pub id: String,
    /// What it shows.
    pub title: String,
    /// The message in words.
    pub description: String,
    /// The frames.
    pub frames: Vec<Frame>,
    /// The lines between them; without a circle.
    pub lines: Vec<Line>,
}

const BOX: (f64, f64) = (168.0, 40.0);
const GAP: f64 = 10.0;
const PAD: f64 = 10.0;
const FRAME_HEAD: f64 = 22.0;
const BETWEEN: f64 = 76.0;
/// Room for a line that passes a layer.
const PASS: f64 = 12.0;
/// Boxes of a frame beside each other.
const FRAME_COLUMNS: usize = 3;
const SWEEPS: usize = 12;

/// Draws the graph; nothing if there is no frame.
///
/// Cost: sweeps × lines × log of a layer's length. Lines that pass many layers
/// count once a layer.
pub fn layered(graph: &Layered) -> Svg {
    if graph.frames.is_empty() {
        return Svg::default();
    }
    let placed = place(graph);
    let head = Head {
        class: "blast net",
        id: &graph.id,
        role: "group",
        width: placed.width,
        height: placed.height,
        title: &graph.title,
        description: &graph.description,
    };
    let mut svg = Writer::meaningful_at_its_size(&head);
    let most = graph.lines.iter().map(|line| line.interfaces).max().unwrap_or(1).max(1);
    for (line, points) in graph.lines.iter().zip(&placed.lines) {
        draw_line(&mut svg, line, points, most);
    }
    for (number, (frame, spot)) in graph.frames.iter().zip(&placed.frames).enumerate() {
        draw_frame(&mut svg, frame, number, *spot);
    }
    svg.finish()
}

#[derive(Clone, Copy, Debug, Default)]
struct Spot {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
    /// Where its layer begins and ends.
    layer: (f64, f64),
}

struct Placed {
    width: f64,
    height: f64,
    frames: Vec<Spot>,
    /// The points that each line passes.
    lines: Vec<Vec<(f64, f64)>>,
}

/// What stands in a layer: a frame, or a line that passes through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Item {
    Frame(usize),
    Pass(usize),
}

fn place(graph: &Layered) -> Placed {
    let layer_of = layers(graph.frames.len(), &graph.lines);
    let mut grid = Grid::new(graph, &layer_of);
    grid.order();
    grid.coordinates(graph)
}

/// The layer of each frame: the longest way to it, then as near to what it
/// feeds as it may stand, so that lines are short.
fn layers(frames: usize, lines: &[Line]) -> Vec<usize> {
    let mut layer = vec![0; frames];
    // At most one round a layer, for there is no circle.
    for _ in 0..frames {
        let mut is_settled = true;
        for line in lines {
            if layer[line.to] < layer[line.from] + 1 {
                layer[line.to] = layer[line.from] + 1;
                is_settled = false;
            }
        }
        if is_settled {
            break;
        }
    }
    for _ in 0..frames {
        let nearest: Vec<Option<usize>> = (0..frames)
            .map(|frame| {
                let has_sender = lines.iter().any(|line| line.to == frame);
                let fed = lines.iter().filter(|line| line.from == frame);
                fed.map(|line| layer[line.to]).min().filter(|_| !has_sender)
            })
            .collect();
        let mut is_settled = true;
        for (frame, nearest) in nearest.into_iter().enumerate() {
            if let Some(nearest) = nearest.filter(|nearest| *nearest > layer[frame] + 1) {
                layer[frame] = nearest - 1;
                is_settled = false;
            }
        }
        if is_settled {
            break;
        }
    }
    layer
}

/// The items of each layer, in order, and which of them are joined.
struct Grid {
    layers: Vec<Vec<usize>>,
    items: Vec<Item>,
    before: Vec<Vec<usize>>,
    after: Vec<Vec<usize>>,
    /// The items that each line passes, ends included.
    ways: Vec<Vec<usize>>,
}

impl Grid {
    fn new(graph: &Layered, layer_of: &[usize]) -> Self {
        let count = layer_of.iter().max().map_or(0, |last| last + 1);
        let mut grid = Self {
            layers: vec![Vec::new(); count],
            items: (0..graph.frames.len()).map(Item::Frame).collect(),
            before: Vec::new(),
            after: Vec::new(),
            ways: Vec::new(),
        };
        for (frame, layer) in layer_of.iter().enumerate() {
            grid.layers[*layer].push(frame);
        }
        for (number, line) in graph.lines.iter().enumerate() {
            let mut way = vec![line.from];
            for layer in layer_of[line.from] + 1..layer_of[line.to] {
                grid.layers[layer].push(grid.items.len());
                way.push(grid.items.len());
                grid.items.push(Item::Pass(number));
            }
            way.push(line.to);
            grid.ways.push(way);
        }
        grid.before = vec![Vec::new(); grid.items.len()];
        grid.after = vec![Vec::new(); grid.items.len()];
        for way in &grid.ways {
            for pair in way.windows(2) {
                grid.after[pair[0]].push(pair[1]);
                grid.before[pair[1]].push(pair[0]);
            }
        }
        grid
    }

    /// Orders each layer by the mean place of what its items are joined to, in
    /// sweeps there and back; ties keep their order, so that equal input gives
    /// an equal drawing.
    fn order(&mut self) {
        let mut best = (self.crossings(), self.layers.clone());
        for sweep in 0..SWEEPS {
            let is_forward = sweep % 2 == 0;
            let mut numbers: Vec<usize> = (0..self.layers.len()).collect();
            if !is_forward {
                numbers.reverse();
            }
            for layer in numbers {
                self.order_layer(layer, is_forward);
            }
            let crossings = self.crossings();
            if crossings < best.0 {
                best = (crossings, self.layers.clone());
            }
        }
        self.layers = best.1;
    }

    fn order_layer(&mut self, layer: usize, is_forward: bool) {
        let places = self.places();
        let joined = if is_forward { &self.before } else { &self.after };
        let mean = |item: usize| {
            let others = &joined[item];
            match others.len() {
                0 => places[item],
                count => others.iter().map(|other| places[*other]).sum::<f64>() / count as f64,
            }
        };
        self.layers[layer].sort_by(|a, b| mean(*a).total_cmp(&mean(*b)));
    }

    /// Where each item stands in its layer, from 0 to 1.
    fn places(&self) -> Vec<f64> {
        let mut places = vec![0.0; self.items.len()];
        for layer in &self.layers {
            for (place, item) in layer.iter().enumerate() {
                places[*item] = (place as f64 + 0.5) / layer.len() as f64;
            }
        }
        places
    }

    /// How many lines cross between neighbouring layers.
    fn crossings(&self) -> usize {
        let places = self.places();
        self.layers
            .iter()
            .map(|layer| {
                let ends = |item: &usize| self.after[*item].iter().map(|to| places[*to]).collect::<Vec<_>>();
                let lines: Vec<Vec<f64>> = layer.iter().map(ends).collect();
                let mut crossings = 0;
                for (at, upper) in lines.iter().enumerate() {
                    for lower in lines[at + 1..].iter().flatten() {
                        crossings += upper.iter().filter(|end| **end > *lower).count();
                    }
                }
                crossings
            })
            .sum()
    }

    fn coordinates(&self, graph: &Layered) -> Placed {
        let size = |item: usize| match self.items[item] {
            Item::Frame(frame) => frame_size(&graph.frames[frame]),
            Item::Pass(_) => (0.0, PASS),
        };
        let tall = |layer: &[usize]| layer.iter().map(|item| size(*item).1 + GAP).sum::<f64>() - GAP;
        let height = self.layers.iter().map(|layer| tall(layer)).fold(0.0, f64::max) + 4.0;
        let mut spots = vec![Spot::default(); self.items.len()];
        let mut x = 2.0;
        for layer in &self.layers {
            let wide = layer.iter().map(|item| size(*item).0).fold(0.0, f64::max);
            // What is shorter than the tallest layer spreads over some of the
            // room, so that lines lie apart.
            let spare = height - 4.0 - tall(layer);
            let extra = (spare / layer.len() as f64).min(BOX.1);
            let mut y = 2.0 + (spare - extra * (layer.len() as f64 - 1.0)) / 2.0;
            for item in layer {
                let (own, high) = size(*item);
                let left = x + (wide - own) / 2.0;
                spots[*item] = Spot { x: left, y, width: own, height: high, layer: (x, x + wide) };
                y += high + GAP + extra;
            }
            x += wide + BETWEEN;
        }
        let lines = self.ways.iter().map(|way| points(way, &spots)).collect();
        Placed { width: x - BETWEEN + 2.0, height, frames: spots[..graph.frames.len()].to_vec(), lines }
    }
}

/// The points of a line. It bends between layers only; within one it runs
/// straight, so that it meets no box that it does not join.
fn points(way: &[usize], spots: &[Spot]) -> Vec<(f64, f64)> {
    let mut points = Vec::with_capacity(2 * way.len());
    for (at, item) in way.iter().enumerate() {
        let spot = &spots[*item];
        let y = spot.y + spot.height / 2.0;
        let (from, to) = match at {
            0 => (spot.x + spot.width, spot.layer.1),
            last if last + 1 == way.len() => (spot.layer.0, spot.x),
            _ => spot.layer,
        };
        points.push((from, y));
        if to > from {
            points.push((to, y));
        }
    }
    points
}

/// The columns and rows of a frame's boxes.
fn frame_grid(boxes: usize) -> (usize, usize) {
    let columns = match boxes {
        0..=4 => 1,
        5..=12 => 2,
        _ => FRAME_COLUMNS,
    };
    (columns, boxes.div_ceil(columns))
}

fn frame_size(frame: &Frame) -> (f64, f64) {
    if frame.len() < 2 {
        return BOX;
    }
    let (columns, rows) = frame_grid(frame.len());
    let side = |count: usize, one: f64| count as f64 * (one + GAP) - GAP + 2.0 * PAD;
    (side(columns, BOX.0), side(rows, BOX.1) + FRAME_HEAD)
}

fn draw_line(svg: &mut Writer, line: &Line, points: &[(f64, f64)], most: u64) {
    let mut path = String::new();
    for (at, (x, y)) in points.iter().enumerate() {
        let part = match at.checked_sub(1).map(|before| points[before]) {
            None => format!("M{} {}", n(*x), n(*y)),
            Some((_, from_y)) if n(from_y) == n(*y) => format!("H{}", n(*x)),
            Some((from_x, from_y)) => {
                let bend = n(f64::midpoint(from_x, *x));
                format!("C{bend} {} {bend} {} {} {}", n(from_y), n(*y), n(*x), n(*y))
            }
        };
        path.push_str(&part);
    }
    let width = 1.5 + 5.0 * (line.interfaces as f64 / most as f64).sqrt();
    let class = if line.is_direct { "ed dir" } else { "ed" };
    let ends = format!("{} {}", line.from, line.to);
    svg.shape("path", &[("class", class), ("data-k", &ends), ("d", &path), ("stroke-width", &n(width))]);
}

fn draw_frame(svg: &mut Writer, frame: &Frame, number: usize, spot: Spot) {
    let key = number.to_string();
    if let [only] = frame.as_slice() {
        draw_box(svg, only, &key, (spot.x, spot.y));
        return;
    }
    svg.shape(
        "rect",
        &[
            ("class", "fr"),
            ("x", &n(spot.x)),
            ("y", &n(spot.y)),
            ("width", &n(spot.width)),
            ("height", &n(spot.height)),
        ],
    );
    svg.text(
        "Feed each other in a circle",
        &[("class", "ft"), ("x", &n(spot.x + PAD)), ("y", &n(spot.y + 19.0))],
    );
    let (columns, _) = frame_grid(frame.len());
    for (at, one) in frame.iter().enumerate() {
        let (column, row) = (at % columns, at / columns);
        let x = spot.x + PAD + column as f64 * (BOX.0 + GAP);
        let y = spot.y + FRAME_HEAD + PAD + row as f64 * (BOX.1 + GAP);
        draw_box(svg, one, &key, (x, y));
    }
}

fn draw_box(svg: &mut Writer, one: &Vertex, key: &str, (x, y): (f64, f64)) {
    hub::open_box(svg, one.href.as_deref(), key);
    svg.shape("rect", &[("x", &n(x)), ("y", &n(y)), ("width", &n(BOX.0)), ("height", &n(BOX.1))]);
    hub::mark(svg, one.tone, (x + 7.0, y + 12.0));
    let lines = wrapped(&one.name, (BOX.0 - 36.0) / 13.0, 2);
    let mut line_y = y + if lines.len() > 1 { 17.0 } else { 25.0 };
    for line in &lines {
        svg.text(line, &[("x", &n(x + 29.0)), ("y", &n(line_y))]);
        line_y += 15.0;
    }
    svg.close();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(name: &str) -> Frame {
        vec![Vertex { name: name.to_owned(), href: Some("#sys-a".to_owned()), tone: Tone::Low }]
    }

    fn line(from: usize, to: usize) -> Line {
        Line { from, to, interfaces: 1, is_direct: false }
    }

    fn graph(frames: usize, lines: Vec<Line>) -> Layered {
        Layered {
            id: "net".to_owned(),
            title: "Net".to_owned(),
            description: String::new(),
            frames: (0..frames).map(|number| one(&format!("System {number}"))).collect(),
            lines,
        }
    }

    #[test]
    fn what_receives_stands_right_of_what_sends() {
        // 0 → 1 → 2 and 0 → 2: three layers, and 3 → 2 beside 1.
        let lines = vec![line(0, 1), line(1, 2), line(0, 2), line(3, 2)];
        assert_eq!(layers(4, &lines), [0, 1, 2, 1]);
        let placed = place(&graph(4, lines.clone()));
        for line in &lines {
            assert!(placed.frames[line.from].x + BOX.0 < placed.frames[line.to].x);
        }
    }

    #[test]
    fn no_two_boxes_touch() {
        let lines: Vec<Line> = (0..9).flat_map(|from| [line(from, 9), line(from, 10 + from % 3)]).collect();
        let placed = place(&graph(13, lines));
        for (at, a) in placed.frames.iter().enumerate() {
            for b in &placed.frames[at + 1..] {
                let is_apart = a.x + a.width < b.x
                    || b.x + b.width < a.x
                    || a.y + a.height < b.y
                    || b.y + b.height < a.y;
                assert!(is_apart, "{a:?} {b:?}");
            }
        }
    }

    #[test]
    fn lines_that_need_not_cross_do_not() {
        // 0 → 3, 1 → 2: straight once ordered.
        let mut grid = Grid::new(&graph(4, vec![line(0, 3), line(1, 2)]), &[0, 0, 1, 1]);
        assert_eq!(grid.crossings(), 1);
        grid.order();
        assert_eq!(grid.crossings(), 0);
    }

    #[test]
    fn a_line_over_a_layer_passes_between_its_boxes() {
        let placed = place(&graph(3, vec![line(0, 1), line(1, 2), line(0, 2)]));
        let between = placed.frames[1];
        let passing: Vec<f64> = placed.lines[2]
            .iter()
            .filter(|(x, _)| *x >= between.x && *x <= between.x + between.width)
            .map(|(_, y)| *y)
            .collect();
        assert_eq!(passing.len(), 2, "in at one side of the layer, out at the other");
        assert!(passing.iter().all(|y| *y < between.y || *y > between.y + between.height));
    }

    #[test]
    fn a_circle_stands_in_one_frame() {
        let mut circle = graph(2, vec![line(0, 1)]);
        circle.frames[0].push(one("Other").remove(0));
        circle.lines[0].is_direct = true;
        let svg = layered(&circle);
        assert!(svg.as_str().contains("Feed each other in a circle"), "{svg}");
        assert!(svg.as_str().contains(r#"class="ed dir""#), "{svg}");
        assert_eq!(svg.as_str().matches("<a ").count(), 3);
    }

    #[test]
    fn nothing_to_draw_draws_nothing() {
        assert_eq!(layered(&graph(0, Vec::new())).as_str(), "");
    }
}
