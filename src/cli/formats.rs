//! Which command writes which formats: help, errors and tests read this.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::render::format::Format;

use Format::{Csv, Dot, Gexf, Graphml, Html, Json, Markdown, Mermaid, Text, Xlsx};

/// Formats of an answer without a table of its own.
const ANSWER: &[Format] = &[Text, Json, Markdown, Html];
/// Formats of an answer that is a table above all.
const TABLES: &[Format] = &[Text, Json, Markdown, Html, Csv, Xlsx];

/// The formats of each command, the one that is written unasked first.
pub const FORMATS: &[(&str, &[Format])] = &[
    ("analyse", TABLES),
    ("check", TABLES),
    ("compare", TABLES),
    ("explain", ANSWER),
    ("graph", &[Text, Json, Markdown, Html, Csv, Xlsx, Graphml, Dot, Mermaid, Gexf]),
    ("impact", &[Text, Json, Markdown, Html, Csv, Xlsx, Dot, Mermaid]),
    ("lifecycle list", TABLES),
    ("lifecycle lookup", ANSWER),
    ("plan", TABLES),
    ("plan solve", &[Json, Text, Markdown, Html, Csv, Xlsx]),
    ("questions", TABLES),
    ("register", &[Csv, Text, Json, Markdown, Html, Xlsx]),
    ("rules", TABLES),
    ("unlisted", TABLES),
];

/// The formats of a command; none of one that is not listed.
pub fn of(command: &str) -> &'static [Format] {
    FORMATS.iter().find(|(known, _)| *known == command).map_or(&[], |(_, formats)| formats)
}

/// Reads `--format` of a command.
pub fn parser(command: &str) -> impl TypedValueParser<Value = Format> + use<> {
    let word = |format: &Format| PossibleValue::new(format.word()).help(format.about());
    PossibleValuesParser::new(of(command).iter().map(word))
        .try_map(|word| Format::parse(&word).ok_or("no such format"))
}

/// What a command writes unasked.
pub fn default(command: &str) -> &'static str {
    of(command).first().copied().unwrap_or(Text).word()
}
