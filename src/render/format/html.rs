//! An answer as a page of its own, for mail and word processors. It loads
//! nothing and runs nothing.

use super::style::{Style, with_code};
use crate::render::answer::{Answer, Block, Table};
use crate::render::number;
use crate::render::words::append;
use crate::text::visible;

const STYLE: Style = Style { words: escaped, id: code, day: number::partial };

const HEAD: &str = "<meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:70em;margin:2em auto;padding:0 1em;color:#1a1a1a;background:#fff}\
table{border-collapse:collapse;margin:1em 0}th,td{padding:.3em .8em .3em 0;border-bottom:1px solid #b5b5b5;text-align:left;vertical-align:top}\
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}pre{background:#f2f2f2;padding:.6em;overflow:auto}\
.wide{overflow-x:auto}dt{font-weight:600}dd{margin:0 0 .4em 1.5em}footer{color:#555;margin-top:2em}</style>";

/// The answer as an HTML page.
pub(super) fn write(answer: &Answer) -> String {
    let title = STYLE.sentence(&answer.title);
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en-GB\"><head>{HEAD}<title>{}</title></head><body>\n<h1>{title}</h1>\n",
        literal(&answer.title.to_string())
    );
    for section in &answer.sections {
        if !section.heading.is_empty() {
            let level = if section.is_below { 3 } else { 2 };
            append(&mut out, &format!("<h{level}>{}</h{level}>\n", STYLE.sentence(&section.heading)));
        }
        for shown in section.for_people() {
            out += &block(shown);
            out.push('\n');
        }
    }
    let hash = answer.envelope.hash.as_ref().map_or_else(String::new, |hash| format!("; input {hash}"));
    out + &format!("<footer>techstrata {}{hash}</footer>\n</body></html>\n", answer.envelope.version)
}

fn block(block: &Block) -> String {
    match block {
        Block::Paragraph(text) => format!("<p>{}</p>", STYLE.sentence(text)),
        Block::Items(items) => {
            let item = |(depth, text): &(usize, _)| {
                let indent =
                    if *depth == 0 { String::new() } else { format!(" style=\"margin-left:{depth}.5em\"") };
                format!("<li{indent}>{}</li>", STYLE.sentence(text))
            };
            format!("<ul>{}</ul>", items.iter().map(item).collect::<String>())
        }
        Block::Facts(facts) => {
            let fact = |(label, value): &(&str, _)| {
                format!("<dt>{}</dt><dd>{}</dd>", escaped(label), STYLE.sentence(value))
            };
            format!("<dl>{}</dl>", facts.iter().map(fact).collect::<String>())
        }
        Block::Lines(lines) => {
            let lines: Vec<String> = lines.iter().map(|line| literal(&visible(line))).collect();
            format!("<pre>{}</pre>", lines.join("\n"))
        }
        Block::Table(shown) => table(shown),
    }
}

fn table(table: &Table) -> String {
    let columns = table.for_people(true);
    let class = |at: usize| if table.is_figures(at) { " class=\"n\"" } else { "" };
    let head =
        |at: &usize| format!("<th scope=\"col\"{}>{}</th>", class(*at), literal(&table.columns[*at].title()));
    let head: String = columns.iter().map(head).collect();
    let mut out = format!("<div class=\"wide\"><table><thead><tr>{head}</tr></thead><tbody>\n");
    for row in table.shown(true) {
        let cell = |at: &usize| format!("<td{}>{}</td>", class(*at), STYLE.lines(&row[*at]).join("<br>"));
        append(&mut out, &format!("<tr>{}</tr>\n", columns.iter().map(cell).collect::<String>()));
    }
    out += "</tbody></table></div>";
    let more = table.more(table.shown(true));
    if more.is_empty() { out } else { out + &format!("<p>{}</p>", STYLE.sentence(&more)) }
}

fn escaped(text: &str) -> String {
    with_code(&visible(text), literal, code)
}

fn code(text: &str) -> String {
    format!("<code>{}</code>", literal(&visible(text)))
}

fn literal(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::answer::Envelope;
    use crate::sentence::say;

    #[test]
    fn a_hostile_name_stays_text_and_days_are_written_out() {
        let title = say!["<script>alert(1)</script> on ", jiff::civil::date(2027, 3, 31)];
        let mut answer = Answer::new(Envelope::new("test/1", None, None), title);
        answer.paragraph("see `<b>` & \u{202e}more");
        let page = write(&answer);
        assert!(
            page.contains("<h1>&lt;script&gt;alert(1)&lt;/script&gt; on 31\u{a0}March\u{a0}2027</h1>"),
            "{page}"
        );
        assert!(page.contains("<p>see <code>&lt;b&gt;</code> &amp; U+202Emore</p>"), "{page}");
        assert!(!page.contains("<script"), "{page}");
    }
}
