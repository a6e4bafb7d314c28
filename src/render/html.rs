//! The report as one HTML file.
//!
//! Templates are part of the program. Every value is escaped, whatever a
//! template is called; characters that change direction or cannot be seen
//! come out as visible codes. Style and script stand in the file and are
//! named by their hashes in the policy, so that nothing else runs.

pub mod brand;
mod links;
mod script;

use std::fmt;
use std::io::{self, Write};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use sha2::{Digest, Sha256};
use tera::{Context, Tera};

use self::brand::Brand;
use super::chart::escaped;
use super::view::{Header, Report};
use super::words;
use crate::text::visible;

/// Templates by name: the skeleton, one file a section, shared parts.
const TEMPLATES: &[(&str, &str)] = &[
    ("report", include_str!("../../templates/report.html.tera")),
    ("macros/parts", include_str!("../../templates/macros/parts.tera")),
    ("macros/table", include_str!("../../templates/macros/table.tera")),
    ("sections/front", include_str!("../../templates/sections/front.tera")),
    ("sections/board", include_str!("../../templates/sections/board.tera")),
    ("sections/organisations", include_str!("../../templates/sections/organisations.tera")),
    ("sections/plan", include_str!("../../templates/sections/plan.tera")),
    ("sections/scenarios", include_str!("../../templates/sections/scenarios.tera")),
    ("sections/lifecycle", include_str!("../../templates/sections/lifecycle.tera")),
    ("sections/integration", include_str!("../../templates/sections/integration.tera")),
    ("sections/time", include_str!("../../templates/sections/time.tera")),
    ("sections/buy", include_str!("../../templates/sections/buy.tera")),
    ("sections/findings", include_str!("../../templates/sections/findings.tera")),
    ("sections/systems", include_str!("../../templates/sections/systems.tera")),
    ("sections/evidence", include_str!("../../templates/sections/evidence.tera")),
    ("sections/method", include_str!("../../templates/sections/method.tera")),
];
/// The file whose style comes after ours.
const STYLE_NAME: &str = "style.css";
const STYLE: &str = include_str!("../../templates/style.css");

/// A template does not fit what it is given. Only an overridden template can
/// cause it; our own are tested.
#[derive(Debug)]
pub struct RenderError {
    /// What tera says, with template, line and caret.
    pub message: String,
}

impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot render the report: {}", self.message)
    }
}

impl std::error::Error for RenderError {}

impl From<tera::Error> for RenderError {
    fn from(error: tera::Error) -> Self {
        Self { message: error.to_string() }
    }
}

/// What the skeleton needs beside the report.
#[derive(Serialize)]
struct Inlined<'a> {
    style: &'a str,
    script: &'a str,
    style_hash: String,
    script_hash: String,
    logo: &'a str,
    has_image: bool,
}

/// Renders the report. Equal reports give equal bytes.
///
/// # Errors
///
/// If a template does not fit.
pub fn render(report: &Report) -> Result<String, RenderError> {
    render_with(report, &Brand::default())
}

/// The same with an organisation's own look.
///
/// # Errors
///
/// If a template does not fit; then in tera's words, with its line.
pub fn render_with(report: &Report, look: &Brand) -> Result<String, RenderError> {
    let style = format!("{}{}{}", compact(STYLE), own_style(&report.header), look_style(look));
    let script = script::script();
    let mut context = Context::from_serialize(report)?;
    context.insert(
        "inlined",
        &Inlined {
            style: &style,
            script,
            style_hash: policy_hash(&style),
            script_hash: policy_hash(script),
            logo: look.logo.as_ref().map_or("", |logo| &logo.markup),
            has_image: look.logo.as_ref().is_some_and(|logo| logo.is_image),
        },
    );
    let page = engine(&look.templates)?.render("report", &context)?;
    Ok(if report.left_out.is_some() { links::without_dead(&page) } else { page })
}

/// The style without what only its readers need: comments and line ends.
fn compact(style: &str) -> String {
    let mut out = String::with_capacity(style.len());
    let mut rest = style;
    while let Some((before, comment)) = rest.split_once("/*") {
        out.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out.lines().map(str::trim).collect()
}

/// The accent, and the style that comes after ours. What would end the style
/// element is taken out of it.
fn look_style(look: &Brand) -> String {
    let accent = look.accent.map_or_else(String::new, |accent| {
        let colour = accent.hex();
        format!("\n:root{{--navy:{colour};--link:{colour}}}")
    });
    format!("{accent}\n{}", look.style.replace("</", "<\\/")).trim_end().to_owned()
}

/// What a page holds that ours never does: scripts, handlers, inline styles
/// and addresses elsewhere, which templates of others can put there. The
/// page's policy keeps a browser from running or loading them.
pub fn strangers(page: &str) -> Vec<String> {
    let of = |needle: &str| page.matches(needle).count();
    let scripts = of("<script") - of("<script type=\"text/plain\"") - of("<script type=\"application/json\"");
    let mut found = Vec::new();
    if scripts != 1 {
        found.push(format!("{} of its own, which will not run", crate::text::counted(scripts - 1, "script")));
    }
    for (needle, what) in [
        (" style=\"", "inline styles, which will not apply"),
        (" onclick=", "event handlers, which will not run"),
        (" onload=", "event handlers, which will not run"),
        ("<iframe", "a frame, which will not load"),
        (" src=\"http", "something from elsewhere, which will not load"),
        (" href=\"http", "links that lead out of the page"),
        ("javascript:", "script addresses, which will not run"),
    ] {
        if of(needle) > 0 {
            found.push(what.to_owned());
        }
    }
    if !page.contains("http-equiv=\"Content-Security-Policy\"") {
        found.push("no policy, so that nothing keeps a browser from running what stands in it".to_owned());
    }
    found.dedup();
    found
}

fn engine(own: &[(String, String)]) -> Result<Tera, RenderError> {
    let mut tera = Tera::new();
    // Every name ends with nothing, so that everything is escaped.
    tera.autoescape_on([""]);
    tera.set_escape_fn(escape);
    let ours = TEMPLATES.iter().copied().filter(|(name, _)| own.iter().all(|(known, _)| known != name));
    let theirs = own.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    tera.add_raw_templates(ours.chain(theirs).collect::<Vec<_>>())?;
    Ok(tera)
}

fn escape(text: &str, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(escaped(text).as_bytes())
}

/// The part of the style that differs from report to report: the marking on
/// every printed page, and the report's date on the timeline.
fn own_style(header: &Header) -> String {
    let marking = header.marking.as_ref().map_or("", |marking| marking.text.as_str());
    let foot = [header.estate.as_str(), "legacy technology report", &header.as_at]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ");
    format!(
        "\n@page{{@top-center{{content:{}}}@bottom-left{{content:{}}}}}\n.axt b{{left:{:.2}%}}",
        css_string(marking),
        css_string(&foot),
        header.report_line_percent,
    )
}

/// A text as a CSS string. Everything but letters, digits and spaces is
/// written by its code, so that it can end neither the string nor the style.
fn css_string(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in visible(text).chars() {
        if letter.is_alphanumeric() || matches!(letter, ' ' | ',' | '.' | '-') {
            out.push(letter);
        } else {
            words::append(&mut out, &format!("\\{:06x}", letter as u32));
        }
    }
    out.push('"');
    out
}

/// `sha256-…` of the bytes that stand between the tags.
fn policy_hash(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

#[cfg(test)]
mod tests;
