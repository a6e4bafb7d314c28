//! An answer for a terminal: sections below their headings, and tables whose
//! columns give way where the terminal is narrow.

use unicode_width::UnicodeWidthStr as _;

use super::style::Style;
use crate::render::answer::{Answer, Block, Section, Table, Value};
use crate::text::visible;

/// Spaces between two columns.
const GAP: usize = 2;
/// A column of text is never narrower, if it has so much to say.
const LEAST: usize = 14;

const STYLE: Style = Style { words: shown, id: shown, day: |date| date.to_string() };

fn shown(text: &str) -> String {
    visible(text).into_owned()
}

/// The answer, `width` columns wide.
pub(super) fn write(answer: &Answer, width: usize) -> String {
    let mut page = Page { out: String::new(), width };
    page.wrapped(&STYLE.sentence(&answer.title), 0, 2);
    for section in &answer.sections {
        page.section(section);
    }
    page.out
}

/// A value as people read it.
pub(in crate::render) fn figure(value: &Value) -> String {
    STYLE.value(value)
}

struct Page {
    out: String,
    width: usize,
}

impl Page {
    fn line(&mut self, line: &str) {
        self.out.push_str(line.trim_end());
        self.out.push('\n');
    }

    /// Text from column `start`, its later lines from column `hang`.
    fn wrapped(&mut self, text: &str, start: usize, hang: usize) {
        let line = format!("{:start$}{text}", "");
        self.line(&wrapped(&line, self.width, hang));
    }

    fn section(&mut self, section: &Section) {
        let indent = if section.heading.is_empty() { 0 } else { 2 };
        if section.heading.is_empty() && section.for_people().next().is_none() {
            return;
        }
        self.line("");
        if indent > 0 {
            self.wrapped(&STYLE.sentence(&section.heading), 0, 2);
        }
        let mut before: Option<&Block> = None;
        for block in section.for_people() {
            if before.is_some_and(|before| stands_apart(before) || stands_apart(block)) {
                self.line("");
            }
            before = Some(block);
            self.block(block, indent);
        }
    }

    fn block(&mut self, block: &Block, indent: usize) {
        match block {
            Block::Paragraph(text) => self.wrapped(&STYLE.sentence(text), indent, indent),
            Block::Items(items) => {
                for (depth, text) in items {
                    let start = indent + 2 * depth;
                    self.wrapped(&STYLE.sentence(text), start, start + 2);
                }
            }
            Block::Facts(facts) => {
                let widest = facts.iter().map(|(label, _)| label.width()).max().unwrap_or(0);
                let hang = indent + widest + GAP;
                for (label, value) in facts {
                    let line = format!("{label:<widest$}{:GAP$}{}", "", STYLE.sentence(value));
                    self.wrapped(&line, indent, hang);
                }
            }
            Block::Lines(lines) => {
                for line in lines {
                    self.line(&format!("{:indent$}  {}", "", visible(line)));
                }
            }
            Block::Table(table) => {
                self.table(table, indent);
                let more = table.more(table.shown(false));
                if !more.is_empty() {
                    self.wrapped(&STYLE.sentence(&more), indent, indent + 2);
                }
            }
        }
    }

    fn table(&mut self, table: &Table, indent: usize) {
        let columns: Vec<Laid> =
            table.for_people(false).into_iter().map(|column| Laid::new(table, column)).collect();
        let rows = table.shown(false).len();
        let widths = widths(&columns, self.width.saturating_sub(indent));
        let Some(widths) = widths.filter(|_| !table.is_records) else {
            return self.stacked(&columns, rows, indent);
        };
        let heads: Vec<Vec<String>> =
            columns.iter().zip(&widths).map(|(c, w)| broken(&c.title, *w)).collect();
        self.row(&columns, &widths, &heads, indent);
        for row in 0..rows {
            let cell = |(column, width): (&Laid, &usize)| -> Vec<String> {
                column.cells[row].iter().flat_map(|line| broken(line, *width)).collect()
            };
            let cells: Vec<Vec<String>> = columns.iter().zip(&widths).map(cell).collect();
            self.row(&columns, &widths, &cells, indent);
        }
    }

    fn row(&mut self, columns: &[Laid], widths: &[usize], cells: &[Vec<String>], indent: usize) {
        for line in 0..cells.iter().map(Vec::len).max().unwrap_or(0) {
            let mut out = " ".repeat(indent);
            for ((column, width), cell) in columns.iter().zip(widths).zip(cells) {
                let text = cell.get(line).map_or("", String::as_str);
                let fill = " ".repeat(width.saturating_sub(text.width()));
                let parts = if column.is_figures { [fill.as_str(), text] } else { [text, fill.as_str()] };
                out.extend(parts);
                out.push_str(&" ".repeat(GAP));
            }
            self.line(&out);
        }
    }

    /// Each row as a block of its own: its figures and its first words, then
    /// the other columns one under the other.
    fn stacked(&mut self, columns: &[Laid], rows: usize, indent: usize) {
        let named = columns.iter().position(|column| !column.is_figures).map_or(1, |at| at + 1);
        let (head, rest) = columns.split_at(named.min(columns.len()));
        for row in 0..rows {
            if row > 0 {
                self.line("");
            }
            let head: Vec<String> = head.iter().map(|column| column.cells[row].join("; ")).collect();
            self.wrapped(&head.join("  "), indent, indent + 4);
            for column in rest {
                let text = column.cells[row].join("; ");
                self.wrapped(&format!("{}: {text}", column.title), indent + 4, indent + 6);
            }
        }
    }
}

/// Whether a blank line stands before and behind it.
fn stands_apart(block: &Block) -> bool {
    matches!(block, Block::Table(_) | Block::Facts(_))
}

/// A column as it is shown: its cells, line by line.
struct Laid {
    title: String,
    cells: Vec<Vec<String>>,
    is_figures: bool,
    gives_way: bool,
}

impl Laid {
    fn new(table: &Table, column: usize) -> Self {
        let is_text = |value: &Value| matches!(value, Value::Text(_) | Value::Lines(_) | Value::Id(_));
        Self {
            title: table.columns[column].title(),
            cells: table.shown(false).iter().map(|row| STYLE.lines(&row[column])).collect(),
            is_figures: table.is_figures(column),
            gives_way: table.rows.iter().any(|row| is_text(&row[column])),
        }
    }

    fn width(&self) -> usize {
        let cells = self.cells.iter().flatten().map(|line| line.width());
        let heading = self.title.split(' ').map(|word| word.width());
        cells.chain(heading).max().unwrap_or(0)
    }
}

/// How wide each column is; nothing if they do not fit.
fn widths(columns: &[Laid], room: usize) -> Option<Vec<usize>> {
    let mut widths: Vec<usize> = columns.iter().map(Laid::width).collect();
    let gaps = GAP * columns.len().saturating_sub(1);
    while widths.iter().sum::<usize>() + gaps > room {
        let gives_way = |at: &usize| columns[*at].gives_way && widths[*at] > LEAST;
        let widest = (0..columns.len()).filter(gives_way).max_by_key(|at| widths[*at])?;
        widths[widest] -= 1;
    }
    Some(widths)
}

/// A line broken at spaces to fit `width`, later lines indented.
pub(in crate::render) fn wrapped(line: &str, width: usize, indent: usize) -> String {
    let mut out = String::new();
    let mut column = 0;
    for word in line.split_inclusive(' ') {
        let length = word.trim_end().width();
        if column > indent && column + length > width {
            out.truncate(out.trim_end().len());
            out.push('\n');
            out.push_str(&" ".repeat(indent));
            column = indent;
        }
        out.push_str(word);
        column += word.width();
    }
    out
}

/// The lines of a cell: broken at spaces, else behind signs, else anywhere.
fn broken(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in pieces(text) {
        let used = lines.last().map_or(0, |line| line.width());
        if used > 0 && used + word.trim_end().width() > width {
            lines.push(String::new());
        }
        for letter in word.chars() {
            let used = lines.last().map_or(0, |line| line.width());
            if used >= width && letter != ' ' {
                lines.push(String::new());
            }
            if let Some(line) = lines.last_mut() {
                line.push(letter);
            }
        }
    }
    lines.iter().map(|line| line.trim_end().to_owned()).collect()
}

/// The pieces of a text that a line may end behind; a day stays whole.
fn pieces(text: &str) -> Vec<&str> {
    let (mut pieces, mut start) = (Vec::new(), 0);
    let is_digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
    for (at, sign) in text.match_indices([' ', '/', '-', ':', '_', ';', ',']) {
        let end = at + sign.len();
        let is_inside = is_digit(text[..at].chars().next_back()) && is_digit(text[end..].chars().next());
        if sign != "-" || !is_inside {
            pieces.push(&text[start..end]);
            start = end;
        }
    }
    pieces.push(&text[start..]);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::answer::{Column, Envelope};
    use crate::sentence::say;

    type Row = (&'static str, u32, &'static str);

    fn answer() -> Answer {
        let mut answer = Answer::new(Envelope::new("test/1", None, None), "An answer");
        answer.section("Rows");
        let rows: [Row; 2] = [("first", 1200, "some words that go on"), ("second/long-id", 7, "\u{202e}few")];
        let columns = vec![
            Column::new("id", |row: &Row| Value::id(row.0)),
            Column::new("how_many", |row: &Row| row.1),
            Column::new("what", |row: &Row| row.2),
        ];
        answer.table(Table::new("Rows", &rows, columns));
        answer
    }

    #[test]
    fn columns_line_up_and_figures_stand_to_the_right() {
        let expected = "\
An answer

Rows
  Id                How  What
                   many
  first           1,200  some words that go on
  second/long-id      7  U+202Efew
";
        assert_eq!(write(&answer(), 80), expected);
    }

    #[test]
    fn columns_give_way_before_they_stand_under_each_other() {
        let narrow = write(&answer(), 42);
        assert!(narrow.lines().all(|line| line.width() <= 42), "{narrow}");
        assert!(narrow.contains("  first           1,200  some words that\n"), "{narrow}");
        let least = write(&answer(), 24);
        assert!(least.contains("  first\n      How many: 1,200\n"), "{least}");
    }

    #[test]
    fn facts_share_a_margin_and_days_stay_sortable() {
        let mut answer = Answer::new(Envelope::new("test/1", None, None), "An answer");
        answer.fact("Ends", say!["on ", jiff::civil::date(2027, 3, 31)]);
        answer.fact("Nobody", "");
        answer.fact("Then what", "nothing");
        assert_eq!(write(&answer, 80), "An answer\n\nEnds       on 2027-03-31\nThen what  nothing\n");
    }

    #[test]
    fn a_cell_breaks_behind_signs_but_never_within_a_day() {
        assert_eq!(broken("due by 2026-11-30; ends", 14), ["due by", "2026-11-30;", "ends"]);
        assert_eq!(broken("`riverside/windows-2012-exit`", 19), ["`riverside/windows-", "2012-exit`"]);
    }

    #[test]
    fn long_lines_break_at_spaces_and_keep_their_indent() {
        assert_eq!(wrapped("  85  one two three", 12, 6), "  85  one\n      two\n      three");
    }
}
