//! An organisation's own look: an accent colour, a logo, templates in place of
//! ours.
//!
//! What comes from outside is checked, not trusted: a colour must be read
//! easily, a logo may hold shapes and nothing else, and a template is escaped
//! like ours. What a template prints as markup on purpose, or links to, is its
//! author's own doing; [`super::strangers`] says what of that can be seen.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{STYLE_NAME, TEMPLATES};
use crate::render::chart::escaped;
use crate::render::contrast::{Colour, contrast};
use crate::text;

/// The most bytes of a logo.
pub const MOST_LOGO_BYTES: usize = 64 * 1024;
/// What text of the accent colour stands on: the page and a panel.
const GROUNDS: [&str; 2] = ["#FFFFFF", "#F3F6F9"];
/// What WCAG 2.2 AA asks of text.
const LEAST_CONTRAST: f64 = 4.5;

/// An organisation's own look.
#[derive(Clone, Debug, Default)]
pub struct Brand {
    /// The colour of links and rules.
    pub accent: Option<Accent>,
    /// The logo in the head.
    pub logo: Option<Logo>,
    /// Templates in place of ours, by name.
    pub templates: Vec<(String, String)>,
    /// A style after ours.
    pub style: String,
}

/// A colour that can be read on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accent(Colour);

impl Accent {
    /// Takes a colour.
    ///
    /// # Errors
    ///
    /// If it is none, or too pale to be read; then with the nearest that is
    /// not.
    pub fn parse(text: &str) -> Result<Self, String> {
        let Some(colour) = Colour::parse(text) else {
            return Err(format!("`{}` is no colour: write it as #RRGGBB", text::visible(text)));
        };
        let least = least_contrast(colour);
        if least >= LEAST_CONTRAST {
            return Ok(Self(colour));
        }
        let darker = (1..=100).map(|step| colour.darker(f64::from(step) / 100.0));
        let nearest = darker.into_iter().find(|darker| least_contrast(*darker) >= LEAST_CONTRAST);
        Err(format!(
            "{} has a contrast of {least:.1} with the page, and text needs {LEAST_CONTRAST}; {} would do",
            colour.hex(),
            nearest.map_or_else(|| "black".to_owned(), Colour::hex)
        ))
    }

    /// As `#RRGGBB`.
    pub fn hex(self) -> String {
        self.0.hex()
    }
}

fn least_contrast(colour: Colour) -> f64 {
    let grounds = GROUNDS.iter().filter_map(|ground| Colour::parse(ground));
    grounds.map(|ground| contrast(colour, ground)).fold(f64::INFINITY, f64::min)
}

/// A logo as markup that can do nothing but be seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logo {
    pub(super) markup: String,
    /// Whether it is an image, which the page's policy must let through.
    pub(super) is_image: bool,
}

impl Logo {
    /// Takes an SVG or PNG file.
    ///
    /// # Errors
    ///
    /// In a sentence, if it is neither, too large, or an SVG with anything in
    /// it that is no shape.
    pub fn read(bytes: &[u8], name: &str) -> Result<Self, String> {
        if bytes.len() > MOST_LOGO_BYTES {
            return Err(format!(
                "it has {} kB, and {} are allowed",
                bytes.len().div_ceil(1024),
                MOST_LOGO_BYTES / 1024
            ));
        }
        if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            let data = STANDARD.encode(bytes);
            let markup = format!(
                "<img class=\"logo\" src=\"data:image/png;base64,{data}\" alt=\"{}\">",
                escaped(name)
            );
            return Ok(Self { markup, is_image: true });
        }
        let text = std::str::from_utf8(bytes).map_err(|_| "it is neither SVG nor PNG".to_owned())?;
        Ok(Self { markup: shapes(text, name)?, is_image: false })
    }
}

/// Elements of SVG that draw and do nothing else.
const ELEMENTS: [&str; 16] = [
    "svg",
    "g",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "title",
    "desc",
    "defs",
    "linearGradient",
    "radialGradient",
    "stop",
    "clipPath",
];
/// Their attributes that say where, how large and in which colour.
const ATTRIBUTES: [&str; 40] = [
    "id",
    "d",
    "x",
    "y",
    "x1",
    "y1",
    "x2",
    "y2",
    "cx",
    "cy",
    "fx",
    "fy",
    "r",
    "rx",
    "ry",
    "width",
    "height",
    "points",
    "viewBox",
    "preserveAspectRatio",
    "transform",
    "fill",
    "fill-rule",
    "fill-opacity",
    "clip-rule",
    "clip-path",
    "stroke",
    "stroke-width",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-miterlimit",
    "stroke-dasharray",
    "stroke-opacity",
    "opacity",
    "offset",
    "stop-color",
    "stop-opacity",
    "gradientUnits",
    "gradientTransform",
    "clipPathUnits",
];
/// What may stand in a logo and is dropped: names of tools and of the format.
const DROPPED: [&str; 6] = ["xmlns", "version", "class", "role", "aria-label", "xml:space"];

/// Names of letters that every XML has.
const ENTITIES: [&str; 5] = ["amp", "lt", "gt", "quot", "apos"];

/// An SVG reduced to its shapes, with its own ids apart from the page's.
fn shapes(text: &str, name: &str) -> Result<String, String> {
    let mut reader = Reader::from_str(text);
    let mut out = String::new();
    let mut depth = 0_usize;
    let mut is_done = false;
    loop {
        let event = reader.read_event().map_err(|error| format!("it is no SVG: {error}"))?;
        match event {
            Event::Start(start) => {
                is_first_svg(&start, depth, is_done)?;
                open(&mut out, &start, depth, name, false)?;
                depth += 1;
            }
            Event::Empty(start) => {
                is_first_svg(&start, depth, is_done)?;
                open(&mut out, &start, depth, name, true)?;
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                is_done = depth == 0;
                let _ = write!(out, "</{}>", end.name().as_ref());
            }
            Event::Text(words) => out.push_str(&escaped(&words)),
            Event::GeneralRef(name) if ENTITIES.contains(&name.as_ref()) => {
                let _ = write!(out, "&{};", name.as_ref());
            }
            Event::Decl(_) | Event::Comment(_) => {}
            Event::Eof => break,
            _ => return Err("it holds something that is no shape".to_owned()),
        }
    }
    if is_done { Ok(out) } else { Err("it is no SVG".to_owned()) }
}

fn is_first_svg(start: &BytesStart<'_>, depth: usize, is_done: bool) -> Result<(), String> {
    let is_svg = start.name().as_ref() == "svg";
    if depth == 0 && (is_done || !is_svg) { Err("it is no SVG".to_owned()) } else { Ok(()) }
}

fn open(
    out: &mut String,
    start: &BytesStart<'_>,
    depth: usize,
    name: &str,
    is_empty: bool,
) -> Result<(), String> {
    let element = start.name().as_ref().to_owned();
    if !ELEMENTS.contains(&element.as_str()) {
        return Err(format!("`<{}>` is no shape", text::visible(&element)));
    }
    let _ = write!(out, "<{element}");
    if depth == 0 {
        let _ = write!(out, " class=\"logo\" role=\"img\" aria-label=\"{}\"", escaped(name));
    }
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| format!("it is no SVG: {error}"))?;
        let key = attribute.key.as_ref().to_owned();
        if DROPPED.contains(&key.as_str()) || key.starts_with("xmlns:") || key.starts_with("data-") {
            continue;
        }
        if !ATTRIBUTES.contains(&key.as_str()) {
            return Err(format!("the attribute `{}` of `<{element}>` is not allowed", text::visible(&key)));
        }
        let value = attribute.value.clone().into_owned();
        let _ = write!(out, " {key}=\"{}\"", escaped(&own(&key, &value)?));
    }
    out.push_str(if is_empty { "/>" } else { ">" });
    Ok(())
}

/// A value with its ids apart from the page's.
fn own(key: &str, value: &str) -> Result<String, String> {
    if key == "id" {
        return Ok(format!("logo-{value}"));
    }
    let is_reference = value.to_ascii_lowercase().contains("url(");
    match value.strip_prefix("url(#").and_then(|rest| rest.strip_suffix(')')) {
        Some(id) => Ok(format!("url(#logo-{id})")),
        None if is_reference => Err("it refers to something outside itself".to_owned()),
        None => Ok(value.to_owned()),
    }
}

/// A look of nothing but the files of a folder: templates and a style.
///
/// # Errors
///
/// With one sentence for each file whose name is none of ours.
pub fn overridden(files: Vec<(String, String)>) -> Result<Brand, Vec<String>> {
    let known: Vec<String> = TEMPLATES.iter().map(|(name, _)| file_of(name)).collect();
    let (mut look, mut faults) = (Brand::default(), Vec::new());
    for (path, content) in files {
        if path == STYLE_NAME {
            look.style = content;
        } else if let Some(at) = known.iter().position(|known| *known == path) {
            look.templates.push((TEMPLATES[at].0.to_owned(), content));
        } else {
            let names = known.iter().map(String::as_str).chain([STYLE_NAME]);
            let nearest: Vec<String> =
                text::nearest(&path, names, 2).into_iter().map(|near| format!("`{near}`")).collect();
            let hint = if nearest.is_empty() {
                String::new()
            } else {
                format!("; did you mean {}?", text::join_or(&nearest))
            };
            faults.push(format!("`{}` replaces no template{hint}", text::visible(&path)));
        }
    }
    if faults.is_empty() { Ok(look) } else { Err(faults) }
}

/// The file that replaces a template.
fn file_of(name: &str) -> String {
    if name == "report" { "report.html.tera".to_owned() } else { format!("{name}.tera") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_that_cannot_be_read_is_refused_with_one_that_can() {
        assert_eq!(Accent::parse("#12436D").unwrap().hex(), "#12436D");
        let why = Accent::parse("#41B6E6").unwrap_err();
        assert!(why.contains("contrast of 2.1") && why.contains("would do"), "{why}");
        let offered = why.split("; ").nth(1).unwrap().trim_end_matches(" would do");
        assert!(Accent::parse(offered).is_ok(), "{offered}");
        assert!(Accent::parse("blue").unwrap_err().contains("#RRGGBB"));
    }

    #[test]
    fn a_logo_keeps_its_shapes_and_its_ids_to_itself() {
        let svg = br##"<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><defs><linearGradient id="a"><stop offset="0" stop-color="#123"/></linearGradient></defs><path d="M0 0h8v8z" fill="url(#a)"/></svg>"##;
        let logo = Logo::read(svg, "Trust & partners").unwrap();
        assert!(
            logo.markup.contains(r#"id="logo-a""#) && logo.markup.contains("url(#logo-a)"),
            "{}",
            logo.markup
        );
        assert!(
            logo.markup.contains("aria-label=\"Trust &amp; partners\"") && !logo.markup.contains("xmlns")
        );
        assert!(!logo.is_image);
    }

    #[test]
    fn a_logo_that_could_do_anything_is_refused() {
        for hostile in [
            "<svg><script>alert(1)</script></svg>",
            "<svg onload=\"x()\"/>",
            "<svg><a href=\"https://example.org\"/></svg>",
            "<svg><image href=\"x.png\"/></svg>",
            "<svg><use href=\"#top\"/></svg>",
            "<svg><style>*{}</style></svg>",
            "<svg><rect style=\"fill:red\"/></svg>",
            "<svg><rect fill=\"url(https://example.org/x)\"/></svg>",
            "<svg><rect fill=\" URL( #a )\"/></svg>",
            "<svg/><svg/>",
            "<p/>",
            "not at all",
            "<svg>",
            "<!DOCTYPE svg [<!ENTITY a \"b\">]><svg>&a;</svg>",
        ] {
            assert!(Logo::read(hostile.as_bytes(), "x").is_err(), "{hostile}");
        }
        assert!(Logo::read(&vec![b' '; MOST_LOGO_BYTES + 1], "x").unwrap_err().contains("allowed"));
        assert!(Logo::read(b"\x89PNG\r\n\x1a\n", "x").unwrap().is_image);
    }

    #[test]
    fn a_file_that_replaces_nothing_says_what_it_may_have_meant() {
        let file = |path: &str| (path.to_owned(), String::new());
        let look = overridden(vec![file("sections/front.tera"), file("style.css")]).unwrap();
        assert_eq!(look.templates[0].0, "sections/front");
        let faults = overridden(vec![file("sections/bord.tera")]).unwrap_err();
        assert!(faults[0].contains("`sections/board.tera`"), "{faults:?}");
    }
}
