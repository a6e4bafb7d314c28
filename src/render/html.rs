//! The report as one HTML file.
//!
//! Templates are part of the program. Every value is escaped, whatever a
//! template is called; characters that change direction or cannot be seen
//! come out as visible codes. Style and script stand in the file and are
//! named by their hashes in the policy, so that nothing else runs.

use std::fmt;
use std::io::{self, Write};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use sha2::{Digest, Sha256};
use tera::{Context, Tera};

use super::chart::escaped;
use super::view::{Header, Report};
use super::words;
use crate::text::visible;

/// Templates by name: the skeleton, one file a section, shared parts.
const TEMPLATES: &[(&str, &str)] = &[
    ("report", include_str!("../../templates/report.html.tera")),
    ("macros/parts", include_str!("../../templates/macros/parts.tera")),
    ("macros/table", include_str!("../../templates/macros/table.tera")),
    ("sections/board", include_str!("../../templates/sections/board.tera")),
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
const STYLE: &str = include_str!("../../templates/style.css");
const SCRIPT: &str = include_str!("../../templates/script.js");

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
}

/// Renders the report. Equal reports give equal bytes.
///
/// # Errors
///
/// If a template does not fit.
pub fn render(report: &Report) -> Result<String, RenderError> {
    let style = format!("{}{}", STYLE.trim(), own_style(&report.header));
    let script = SCRIPT.trim();
    let mut context = Context::from_serialize(report)?;
    context.insert(
        "inlined",
        &Inlined { style: &style, script, style_hash: policy_hash(&style), script_hash: policy_hash(script) },
    );
    Ok(engine()?.render("report", &context)?)
}

fn engine() -> Result<Tera, RenderError> {
    let mut tera = Tera::new();
    // Every name ends with nothing, so that everything is escaped.
    tera.autoescape_on([""]);
    tera.set_escape_fn(escape);
    tera.add_raw_templates(TEMPLATES.iter().copied())?;
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
