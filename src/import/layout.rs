//! Where a table begins: lines before it, one or two rows of headings, or
//! none at all.

use super::heading::Headings;
use super::value::{date, number};

/// How many rows from the top are looked at.
pub const LOOK: usize = 60;

/// Where the headings stand and what they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The heading of each column; `column A` and so on where there is none.
    pub headings: Vec<String>,
    /// The number of the last row of headings; rows up to it are no records.
    pub last_row: u64,
    /// Rows with anything in them before the headings.
    pub preamble: usize,
    /// Whether the table has headings at all.
    pub has_headings: bool,
}

/// Finds the headings among the first rows of a sheet: the row that is full,
/// of short texts, unlike what follows, and holds headings that somebody
/// writes. None if there are no rows.
pub fn find(rows: &[(u64, Vec<String>)], known: &Headings) -> Option<Layout> {
    let width = typical_width(rows);
    let best = (0..rows.len())
        .filter_map(|at| Some((score(rows, at, width, known)?, at)))
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
    let widest = rows.iter().map(|(_, row)| row.len()).max()?;
    let Some((_, at)) = best else {
        let headings =
            (0..widest).map(|column| format!("column {}", crate::table::letters(column))).collect();
        return Some(Layout { headings, last_row: 0, preamble: 0, has_headings: false });
    };
    let (mut last_row, row) = rows.get(at).map(|(number, row)| (*number, row))?;
    let mut headings: Vec<String> = row.iter().map(|cell| one_line(cell)).collect();
    let mut preamble = at;
    if let Some((number, below)) = rows.get(at + 1).filter(|(_, below)| are_labels(row, below, known)) {
        // A second row that says the same in other words, or what each column
        // of a group is.
        last_row = *number;
        headings = join(&headings, below, known, false);
    } else if at > 0
        && let Some((_, above)) = rows.get(at - 1).filter(|(_, above)| is_group_row(above, row))
    {
        preamble -= 1;
        headings = join(&filled_right(above), row, known, true);
    }
    name_columns(&mut headings, widest);
    Some(Layout { headings, last_row, preamble, has_headings: true })
}

/// Gives columns without a heading one, and tells equal ones apart.
fn name_columns(headings: &mut Vec<String>, widest: usize) {
    headings.resize(widest.max(headings.len()), String::new());
    for column in 0..headings.len() {
        let (before, rest) = headings.split_at_mut(column);
        let Some(heading) = rest.first_mut() else { return };
        if heading.is_empty() {
            *heading = format!("column {}", crate::table::letters(column));
        }
        let twins = before.iter().filter(|other| other.eq_ignore_ascii_case(heading)).count();
        if twins > 0 {
            *heading = format!("{heading} ({})", twins + 1);
        }
    }
}

/// The width that most rows reach.
fn typical_width(rows: &[(u64, Vec<String>)]) -> usize {
    let mut widths: Vec<usize> = rows.iter().map(|(_, row)| filled(row)).collect();
    widths.sort_unstable();
    widths.get(widths.len() * 3 / 4).copied().unwrap_or(0)
}

fn filled(row: &[String]) -> usize {
    row.iter().filter(|cell| !cell.is_empty()).count()
}

/// How like a row of headings a row is; nothing if it is none.
fn score(rows: &[(u64, Vec<String>)], at: usize, width: usize, known: &Headings) -> Option<f64> {
    let (_, row) = rows.get(at)?;
    let cells: Vec<&String> = row.iter().filter(|cell| !cell.is_empty()).collect();
    let count = cells.len() as f64;
    if cells.is_empty() || (width > 1 && cells.len() * 2 < width) || cells.iter().any(|cell| cell.len() > 120)
    {
        return None;
    }
    let data = cells.iter().filter(|cell| is_data(cell)).count() as f64 / count;
    let named = cells.iter().filter(|cell| known.is_known(cell)).count() as f64 / count;
    if data > 0.25 || (named == 0.0 && (at > 0 && width > 1 || is_like_below(rows, at))) {
        return None;
    }
    let full = (count / width.max(1) as f64).min(1.0);
    // Of two rows that could be headings the upper one is, unless the lower
    // one holds clearly more of what is known.
    Some(named * 2.0 + full - data * 2.0 - at as f64 * 0.05)
}

/// Whether a cell is a value rather than a heading.
fn is_data(cell: &str) -> bool {
    let is_date = !matches!(date::read(cell, date::Serials::default()), date::Reading::None);
    is_date
        || number::read(cell, Some(number::DecimalSign::Point)).is_some()
        || cell.contains('@')
        || cell.split('.').filter(|part| part.parse::<u8>().is_ok()).count() == 4
}

/// Whether a first row without a known heading looks as the rows below it do.
fn is_like_below(rows: &[(u64, Vec<String>)], at: usize) -> bool {
    let Some((_, row)) = rows.get(at) else { return false };
    let below: Vec<&Vec<String>> = rows.iter().skip(at + 1).take(10).map(|(_, row)| row).collect();
    let repeats = |column: usize, cell: &String| {
        !cell.is_empty() && below.iter().any(|row| row.get(column).is_some_and(|other| other == cell))
    };
    row.iter().enumerate().any(|(column, cell)| repeats(column, cell))
}

/// Whether the row below headings is a second row of headings.
fn are_labels(row: &[String], below: &[String], known: &Headings) -> bool {
    let cells: Vec<&String> = below.iter().filter(|cell| !cell.is_empty()).collect();
    let named = cells.iter().filter(|cell| known.is_written(cell)).count();
    let is_full = cells.len() * 2 >= filled(row);
    is_full && !cells.is_empty() && named * 10 >= cells.len() * 6 && !cells.iter().any(|cell| is_data(cell))
}

/// Whether a row names groups of the columns of the row below it: it has
/// gaps or repeats, and every cell stands above a filled one.
fn is_group_row(above: &[String], row: &[String]) -> bool {
    let cells: Vec<&String> = above.iter().filter(|cell| !cell.is_empty()).collect();
    let distinct: std::collections::BTreeSet<&&String> = cells.iter().collect();
    let stand_above = above
        .iter()
        .enumerate()
        .all(|(column, cell)| cell.is_empty() || row.get(column).is_some_and(|below| !below.is_empty()));
    cells.len() >= 2
        && distinct.len() < filled(row)
        && stand_above
        && cells.iter().all(|cell| cell.len() <= 40 && !is_data(cell))
}

/// A group's name above each of its columns.
fn filled_right(row: &[String]) -> Vec<String> {
    let mut last = String::new();
    row.iter()
        .map(|cell| {
            if !cell.is_empty() {
                last = one_line(cell);
            }
            last.clone()
        })
        .collect()
}

/// Two rows of headings as one: both together where somebody writes them so;
/// else the lower where the upper names groups, and the upper where the lower
/// only says it again.
fn join(upper: &[String], lower: &[String], known: &Headings, are_groups: bool) -> Vec<String> {
    let width = upper.len().max(lower.len());
    let cell = |row: &[String], column: usize| row.get(column).map(|cell| one_line(cell)).unwrap_or_default();
    (0..width)
        .map(|column| {
            let (upper, lower) = (cell(upper, column), cell(lower, column));
            let both = format!("{upper} {lower}").trim().to_owned();
            match (upper.is_empty(), lower.is_empty()) {
                (_, true) => upper,
                (true, _) => lower,
                _ if known.is_written(&both) => both,
                _ if !are_groups && known.is_known(&upper) && known.is_known(&lower) => upper,
                _ if known.is_known(&lower) => lower,
                _ => both,
            }
        })
        .collect()
}

fn one_line(cell: &str) -> String {
    cell.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(text: &str) -> Layout {
        let rows: Vec<(u64, Vec<String>)> = text
            .lines()
            .enumerate()
            .map(|(at, line)| (at as u64 + 1, line.split('|').map(|cell| cell.trim().to_owned()).collect()))
            .filter(|(_, row): &(u64, Vec<String>)| row.iter().any(|cell| !cell.is_empty()))
            .collect();
        find(&rows, Headings::all()).unwrap()
    }

    #[test]
    fn lines_before_the_table_are_passed_over() {
        let found = layout(
            "Trust asset report\nMade on|01/02/2026\n\nHost name|Serial number|OS\nPC1|A1|Windows 10\nPC2|A2|Windows 10",
        );
        assert_eq!(found.headings, ["Host name", "Serial number", "OS"]);
        assert_eq!((found.last_row, found.preamble), (4, 2));
    }

    #[test]
    fn two_rows_of_headings_become_one() {
        let found = layout(
            "Machine||Operating system|\nName|Serial number|Name|Version\nPC1|A1|Windows 10|22H2\nPC2|A2|Windows 10|22H2",
        );
        assert_eq!(
            found.headings,
            ["Machine Name", "Serial number", "Operating system Name", "Operating system Version"]
        );
        assert_eq!(found.last_row, 2);
        let labelled = layout(
            "id|name|lifecycle:endOfLife\nID|Name|End of life\n1|Ledger|2027-01-01\n2|Payroll|2028-01-01",
        );
        assert_eq!(labelled.headings, ["id", "name", "lifecycle:endOfLife"]);
        assert_eq!(labelled.last_row, 2);
    }

    #[test]
    fn a_first_record_that_ends_like_headings_is_a_record() {
        let found = layout(
            "ID|Type|Name|Documentation\nid-1|ArchimateModel|Reporting Architecture|\nid-2|Node|Server|x",
        );
        assert_eq!((found.headings[0].as_str(), found.last_row), ("ID", 1));
    }

    #[test]
    fn a_table_without_headings_loses_no_row() {
        let found = layout("PC1|Dell|Windows 10\nPC2|Dell|Windows 10\nPC3|HP|Windows 7");
        assert_eq!(found.headings, ["column A", "column B", "column C"]);
        assert_eq!((found.last_row, found.has_headings), (0, false));
    }

    #[test]
    fn doubled_and_empty_headings_are_told_apart() {
        let found = layout("Name|Name||Version\na|b|c|1.0\nd|e|f|2.0");
        assert_eq!(found.headings, ["Name", "Name (2)", "column C", "Version"]);
    }
}
