//! What an import took and what it did not, for a terminal.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::import::report::{ImportReport, JoinReport, TableReport};
use crate::text::{counted, grouped, visible};

/// How many of a list are named.
const NAMED: usize = 8;

/// One block a table, then what was made and what is open.
pub fn text(report: &ImportReport) -> String {
    let mut out = String::new();
    for table in &report.tables {
        block(&mut out, table);
    }
    made(&mut out, report);
    open(&mut out, report);
    out
}

fn block(out: &mut String, table: &TableReport) {
    let sheet = table.sheet.as_ref().map_or(String::new(), |sheet| format!(", {sheet}"));
    let _ = writeln!(
        out,
        "{}{}: {} as {} ({})",
        visible(&table.file),
        visible(&sheet),
        rows(table.rows),
        table.rows_are,
        table.because
    );
    if table.taken < table.rows {
        let _ = writeln!(out, "  taken   {}", rows(table.taken));
    }
    for (count, why) in &table.left {
        let _ = writeln!(out, "  left    {} {why}", rows(*count));
    }
    let taken: Vec<String> = table
        .columns
        .iter()
        .filter_map(|column| Some((column, column.taken_as?)))
        .map(|(column, field)| {
            let doubt = if column.sure < 0.75 { "?" } else { "" };
            format!("{} = {field}{doubt}", visible(&column.heading))
        })
        .collect();
    let _ =
        writeln!(out, "  columns {}", if taken.is_empty() { "none".to_owned() } else { taken.join(", ") });
    let left: Vec<String> = table
        .columns
        .iter()
        .filter(|column| column.taken_as.is_none() && column.filled > 0)
        .map(|column| format!("{} ({})", visible(&column.heading), column.because))
        .collect();
    if !left.is_empty() {
        let _ = writeln!(out, "  not     {}", left.join(", "));
    }
    out.push('\n');
}

fn made(out: &mut String, report: &ImportReport) {
    let made = &report.made;
    let entries = counted(made.devices as usize, "entry").replace("entrys", "entries");
    let _ = writeln!(
        out,
        "Made: {}, {} in {entries}, {}, {}, {} joined to systems, {}, {}",
        counted(made.systems as usize, "system"),
        counted(made.machines as usize, "machine"),
        counted(made.components as usize, "component"),
        counted(made.interfaces as usize, "interface"),
        counted(made.contracts as usize, "contract"),
        counted(made.sites as usize, "site"),
        counted(made.teams as usize, "team"),
    );
}

/// What a person should look at.
fn open(out: &mut String, report: &ImportReport) {
    if report.noise_rows > 0 {
        let _ = writeln!(
            out,
            "Left out as noise (updates, drivers, redistributables): {}",
            counted(report.noise_rows as usize, "product row")
        );
    }
    if report.personal_cells > 0 {
        let _ = writeln!(
            out,
            "Left out because it is about people: {}",
            counted(report.personal_cells as usize, "cell")
        );
    }
    list(
        out,
        "Not read",
        &report
            .troubles
            .iter()
            .map(|trouble| {
                let first = trouble
                    .first
                    .first()
                    .map_or(String::new(), |(place, value)| format!(", first {place}: `{value}`"));
                format!(
                    "{} in `{}`: {}{first}",
                    counted(trouble.cells as usize, "cell"),
                    trouble.heading,
                    trouble.what
                )
            })
            .collect::<Vec<_>>(),
    );
    joins(out, report);
    list(
        out,
        "Sources disagree",
        &report
            .conflicts
            .iter()
            .map(|conflict| {
                format!(
                    "{}, {}: `{}` ({}) was taken, not `{}` ({})",
                    conflict.name,
                    conflict.field,
                    conflict.taken,
                    conflict.taken_from,
                    conflict.other,
                    conflict.other_from
                )
            })
            .collect::<Vec<_>>(),
    );
    list(
        out,
        "Not confirmed",
        &report
            .unconfirmed
            .iter()
            .map(|one| format!("{}: {} ({})", one.name, one.because, one.place))
            .collect::<Vec<_>>(),
    );
    list(out, "Notes", &report.notes);
}

/// Names that joined nothing, by what they were to join and why.
fn joins(out: &mut String, report: &ImportReport) {
    let mut groups: BTreeMap<(&str, &str), Vec<&JoinReport>> = BTreeMap::new();
    for join in &report.joins {
        groups.entry((join.wanted, join.because)).or_default().push(join);
    }
    let said = |((wanted, because), joins): ((&str, &str), Vec<&JoinReport>)| {
        let named: Vec<String> =
            joins.iter().take(3).map(|join| format!("`{}` ({})", join.name, join.place)).collect();
        format!("{wanted}: {}, {because}: {}", counted(joins.len(), "name"), named.join(", "))
    };
    list(out, "Joined to nothing", &groups.into_iter().map(said).collect::<Vec<_>>());
}

fn list(out: &mut String, title: &str, items: &[String]) {
    if items.is_empty() {
        return;
    }
    let _ = writeln!(out, "{title}: {}", grouped(items.len() as u64));
    for item in items.iter().take(NAMED) {
        let _ = writeln!(out, "  {}", visible(item));
    }
    if items.len() > NAMED {
        let _ = writeln!(out, "  and {} more, in import-report.json", grouped((items.len() - NAMED) as u64));
    }
}

fn rows(count: u64) -> String {
    counted(count as usize, "row")
}
