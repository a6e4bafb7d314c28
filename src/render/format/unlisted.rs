//! The inventory beside another list: what is on one only, and how many are
//! likely to be on neither.

use std::fmt::Write as _;

use super::table::{Cell, Column, Table};
use super::text::wrapped;
use crate::ask::unlisted::Comparison;
use crate::check::estate::Estate;
use crate::render::number::decimal;
use crate::text::{counted, visible};

/// Names that are shown of each list.
const SHOWN: usize = 15;

/// The comparison for the terminal; `noun` is what is compared.
pub fn text(estate: &Estate, comparison: &Comparison, noun: &str, width: usize) -> String {
    let mut out = String::new();
    let estimate = comparison.estimate;
    // Writing to a String cannot fail.
    let _ = writeln!(
        out,
        "About {} in all (95% between {} and {}); the inventory names {}, about {}%\n",
        counted(estimate.all.round() as usize, noun),
        decimal(estimate.low, 0),
        decimal(estimate.high, 0),
        comparison.ours,
        decimal(comparison.coverage() * 100.0, 0)
    );
    let _ = writeln!(
        out,
        "N = (n1 + 1)(n2 + 1) / (m + 1) − 1 = ({} + 1)({} + 1) / ({} + 1) − 1 = {}",
        comparison.ours,
        comparison.theirs,
        comparison.both.len(),
        decimal(estimate.all, 1)
    );
    let caution = "It holds if the two lists were made independently; if one was copied from the other, there are more.";
    let _ = writeln!(out, "{}\n", wrapped(caution, width, 0));
    named(&mut out, "On the other list only", &comparison.only_theirs);
    let ours: Vec<String> = comparison
        .only_ours
        .iter()
        .map(|subject| format!("{} ({})", estate.name(*subject), estate.key(*subject)))
        .collect();
    named(&mut out, "In the inventory only", &ours);
    out
}

fn named(out: &mut String, title: &str, names: &[String]) {
    let _ = writeln!(out, "{title}: {}", names.len());
    for name in names.iter().take(SHOWN) {
        let _ = writeln!(out, "  {}", visible(name));
    }
    if names.len() > SHOWN {
        let _ = writeln!(out, "  and {} more; `--format csv` lists them all", names.len() - SHOWN);
    }
    out.push('\n');
}

/// Every name with the lists that it is on.
pub fn table(estate: &Estate, comparison: &Comparison) -> Table {
    let column = |title, width| Column { title, width };
    let row =
        |place: &str, name: &str, key: String| vec![Cell::text(place), Cell::text(name), Cell::text(key)];
    let both =
        comparison.both.iter().map(|(name, subject)| row("both", name, estate.key(*subject).to_string()));
    let theirs = comparison.only_theirs.iter().map(|name| row("other list only", name, String::new()));
    let ours = comparison
        .only_ours
        .iter()
        .map(|subject| row("inventory only", &estate.name(*subject), estate.key(*subject).to_string()));
    Table {
        name: "Lists".to_owned(),
        columns: vec![column("on", 16), column("name", 40), column("inventory_id", 40)],
        rows: both.chain(theirs).chain(ours).collect(),
    }
}
