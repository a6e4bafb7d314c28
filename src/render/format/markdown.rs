//! An answer for a wiki, a ticket or a merge request.

use super::style::{Style, with_code};
use crate::render::answer::{Answer, Block, Table};
use crate::text::visible;

const STYLE: Style = Style { words: escaped, id: code, day: |date| date.to_string() };

/// The answer as Markdown.
pub fn write(answer: &Answer) -> String {
    let mut parts = vec![format!("# {}", STYLE.sentence(&answer.title))];
    for section in &answer.sections {
        if !section.heading.is_empty() {
            let marks = if section.is_below { "###" } else { "##" };
            parts.push(format!("{marks} {}", STYLE.sentence(&section.heading)));
        }
        parts.extend(section.for_people().map(block));
    }
    parts.join("\n\n") + "\n"
}

fn block(block: &Block) -> String {
    match block {
        Block::Paragraph(text) => STYLE.sentence(text),
        Block::Items(items) => {
            let item =
                |(depth, text): &(usize, _)| format!("{:1$}- {2}", "", depth * 2, STYLE.sentence(text));
            items.iter().map(item).collect::<Vec<_>>().join("\n")
        }
        Block::Facts(facts) => {
            let label = |label: &str| if label.is_empty() { String::new() } else { format!("**{label}**: ") };
            let fact = |(about, value): &(&str, _)| format!("- {}{}", label(about), STYLE.sentence(value));
            facts.iter().map(fact).collect::<Vec<_>>().join("\n")
        }
        Block::Lines(lines) => fenced(lines),
        Block::Table(shown) => table(shown),
    }
}

fn table(table: &Table) -> String {
    let columns = table.for_people(true);
    let row = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let mut lines = vec![
        row(columns.iter().map(|at| escaped(&table.columns[*at].title())).collect()),
        format!(
            "|{}",
            columns.iter().map(|at| if table.is_figures(*at) { "--:|" } else { "---|" }).collect::<String>()
        ),
    ];
    let cell = |value| STYLE.lines(value).join("<br>");
    lines.extend(
        table.shown(true).iter().map(|cells| row(columns.iter().map(|at| cell(&cells[*at])).collect())),
    );
    let more = table.more(table.shown(true));
    if !more.is_empty() {
        lines.extend([String::new(), STYLE.sentence(&more)]);
    }
    lines.join("\n")
}

/// Lines between fences that none of them can end.
fn fenced(lines: &[String]) -> String {
    let longest = lines.iter().flat_map(|line| line.split(|c| c != '`')).map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    let lines: Vec<_> = lines.iter().map(|line| visible(line)).collect();
    format!("{fence}text\n{}\n{fence}", lines.join("\n"))
}

/// Text that Markdown shows as it is; what stands between backticks is code.
pub(crate) fn escaped(text: &str) -> String {
    with_code(&visible(text), literal, code)
}

fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '|' | '*' | '_' | '`' | '[' | ']' | '#' | '\\' | '!' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// An id to be copied; a bar would end its cell even here.
fn code(text: &str) -> String {
    let text = visible(text).replace('|', "\\|");
    if text.contains('`') || text.trim().is_empty() { literal(&text) } else { format!("`{text}`") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_and_html_are_shown_as_text() {
        assert_eq!(escaped("a|b <script>"), "a\\|b &lt;script&gt;");
    }

    #[test]
    fn backticks_make_code_only_in_pairs() {
        assert_eq!(escaped("see `a_b <c>` and `d"), "see `a_b <c>` and \\`d");
    }

    #[test]
    fn no_line_ends_its_fence() {
        assert_eq!(fenced(&["a ``` b".to_owned()]), "````text\na ``` b\n````");
    }
}
