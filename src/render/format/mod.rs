//! The formats in which answers are written, one file each. A format knows no
//! command: it lays out what [`Answer`](crate::render::answer::Answer) and
//! [`Document`] hold.

pub mod csv;
pub mod drawing;
mod gexf;
mod graphml;
mod html;
pub mod json;
mod markdown;
pub mod network;
mod style;
pub(in crate::render) mod text;
mod xlsx;

pub use markdown::write as markdown;
pub(in crate::render) use text::figure;

use crate::render::answer::Document;

/// A format in which an answer can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// For people, at a terminal.
    Text,
    /// For programs.
    Json,
    /// For wikis and tickets.
    Markdown,
    /// For mail and word processors.
    Html,
    /// For any spreadsheet.
    Csv,
    /// Every table, as a workbook.
    Xlsx,
    /// For Graphviz.
    Dot,
    /// For wikis that draw.
    Mermaid,
    /// For Gephi, yEd, Cytoscape, igraph and networkx.
    Graphml,
    /// Gephi's own.
    Gexf,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 10] = [
        Self::Text,
        Self::Json,
        Self::Markdown,
        Self::Html,
        Self::Csv,
        Self::Xlsx,
        Self::Dot,
        Self::Mermaid,
        Self::Graphml,
        Self::Gexf,
    ];

    /// Its word on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Dot => "dot",
            Self::Mermaid => "mermaid",
            Self::Graphml => "graphml",
            Self::Gexf => "gexf",
        }
    }

    /// What it is for.
    pub fn about(self) -> &'static str {
        match self {
            Self::Text => "for people",
            Self::Json => "for programs: everything, with every number unrounded",
            Self::Markdown => "for wikis and tickets",
            Self::Html => "for mail and word processors: one page that needs nothing else",
            Self::Csv => "for any spreadsheet: the main table, whole",
            Self::Xlsx => "a workbook: every table, whole",
            Self::Dot => "for Graphviz",
            Self::Mermaid => "for wikis that draw",
            Self::Graphml => "for Gephi, yEd, Cytoscape, igraph and networkx",
            Self::Gexf => "Gephi's own",
        }
    }

    /// The format of a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.word() == word)
    }

    /// Whether a terminal can show it.
    pub fn is_text(self) -> bool {
        self != Self::Xlsx
    }
}

/// Writes a document in a format; text is `width` columns wide.
///
/// # Errors
///
/// With the reason, if the document has nothing of that kind or is larger
/// than the format can hold.
pub fn write(document: &impl Document, format: Format, width: usize) -> Result<Vec<u8>, String> {
    let drawing = || document.drawing().ok_or("there is nothing to draw");
    let network = || document.network().ok_or("there is no graph");
    let text = match format {
        Format::Text => text::write(&document.answer(), width),
        Format::Json => json::json(document),
        Format::Markdown => markdown::write(&document.answer()),
        Format::Html => html::write(&document.answer()),
        Format::Csv => {
            let answer = document.answer();
            csv::csv(answer.sheets().next().ok_or("there is no table")?)
        }
        Format::Xlsx => {
            let answer = document.answer();
            return xlsx::workbook(answer.sheets()).map_err(|error| error.to_string());
        }
        Format::Dot => drawing::dot(&drawing()?),
        Format::Mermaid => drawing::mermaid(&drawing()?),
        Format::Graphml => graphml::write(&network()?),
        Format::Gexf => gexf::write(&network()?),
    };
    Ok(text.into_bytes())
}
