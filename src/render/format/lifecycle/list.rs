//! The catalogue's products, and the cycles of one of them.

use std::fmt::Write as _;

use crate::catalogue::{Bought, Catalogue, Product, support};
use crate::date::Day;
use crate::text::counted;

/// Products with their ids, by name; those whose name or id holds `filter`.
pub fn products(catalogue: &Catalogue, filter: &str) -> String {
    let wanted = filter.to_lowercase();
    let holds = |text: &str| text.to_lowercase().contains(&wanted);
    let mut listed: Vec<&Product> = catalogue
        .products()
        .iter()
        .filter(|product| {
            holds(&product.label) || holds(&product.id) || product.aliases.iter().any(|alias| holds(alias))
        })
        .collect();
    listed.sort_by_key(|product| (product.label.to_lowercase(), &product.id));
    let cycles: usize = listed.iter().map(|product| product.cycles.len()).sum();
    let mut out = String::new();
    for product in &listed {
        let _ = writeln!(
            out,
            "{:<40} {:<32} {:>12}",
            product.label,
            product.id,
            counted(product.cycles.len(), "release")
        );
    }
    let _ = writeln!(out, "{}, {}", counted(listed.len(), "product"), counted(cycles, "release"));
    out
}

/// The cycles of one product with their dates and states, newest first.
pub fn cycles(product: &Product, today: Day, horizon_months: u16) -> String {
    let mut out = format!("{} ({})\n", product.label, product.id);
    let heads = ["release", "released", "active until", "supported until", "paid until", "state"];
    let _ = writeln!(out, "{}", row(heads.map(str::to_owned)));
    for cycle in &product.cycles {
        let state = support::standing(Some(cycle), Bought::default(), today, i32::from(horizon_months)).state;
        let released = cycle.released.known().map_or_else(|| "unknown".to_owned(), ToString::to_string);
        let ends = [cycle.end_of_active_support, cycle.end_of_support, cycle.end_of_extended_support];
        let [active, normal, paid] = ends.map(|end| match end {
            crate::catalogue::End::Unknown => "-".to_owned(),
            end => end.to_string(),
        });
        let _ = writeln!(
            out,
            "{}",
            row([cycle.name.to_string(), released, active, normal, paid, state.word().into()])
        );
    }
    let _ = writeln!(out, "States on {today}; ends are last days, inclusive. `paid` only if it was bought.");
    out
}

fn row(cells: [String; 6]) -> String {
    let [name, released, active, normal, paid, state] = cells;
    format!("  {name:<22} {released:<12} {active:<18} {normal:<18} {paid:<18} {state}").trim_end().to_owned()
}
