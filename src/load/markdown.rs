//! The first table of a Markdown text, as `questions --format markdown` writes
//! it and people fill it in.

/// The rows of the first table, its headings first; nothing without one.
pub(super) fn table(text: &str) -> Option<Vec<Vec<String>>> {
    let mut lines = text.lines().map(str::trim).skip_while(|line| !line.starts_with('|'));
    let headings = cells(lines.next()?);
    let is_rule = |cell: &String| !cell.is_empty() && cell.chars().all(|letter| matches!(letter, '-' | ':'));
    cells(lines.next()?).iter().all(is_rule).then_some(())?;
    let rows = lines.take_while(|line| line.starts_with('|')).map(cells);
    Some(std::iter::once(headings).chain(rows).collect())
}

/// The cells of a line, without what keeps Markdown from reading them.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut letters = line.strip_prefix('|').unwrap_or(line).chars();
    while let Some(letter) = letters.next() {
        let cell = match letter {
            '|' => {
                cells.push(String::new());
                continue;
            }
            '\\' => letters.next(),
            other => Some(other),
        };
        if let Some(last) = cells.last_mut() {
            last.extend(cell);
        }
    }
    // What stands behind the last bar is the end of the line.
    if cells.len() > 1 && cells.last().is_some_and(|last| last.trim().is_empty()) {
        cells.pop();
    }
    cells.iter().map(|cell| plain(cell.trim())).collect()
}

fn plain(cell: &str) -> String {
    let cell = cell.strip_prefix('`').and_then(|rest| rest.strip_suffix('`')).unwrap_or(cell);
    cell.replace("<br>", " ").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_read_without_its_marks() {
        let text = "# Questions\n\n| field | answer |\n|---|--:|\n| `cost.annual` | 4: a \\| b &amp; c |\n| users | |\n\nEnd\n";
        let rows = table(text).unwrap();
        assert_eq!(rows, [["field", "answer"], ["cost.annual", "4: a | b & c"], ["users", ""]]);
    }

    #[test]
    fn what_is_no_table_is_none() {
        assert_eq!(table("field,answer\nusers,3\n"), None);
        assert_eq!(table("| a | b |\n1,2\n"), None);
    }
}
