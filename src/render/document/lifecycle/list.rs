//! The catalogue's products, and the releases of one of them.

use crate::catalogue::{Bought, Catalogue, Cycle, End, Product, support};
use crate::date::Day;
use crate::render::answer::{Answer, Column, Envelope, Table, Value};
use crate::sentence::say;
use crate::text::counted;

/// Products with their ids, by name; those whose name or id holds `filter`.
pub fn products(envelope: Envelope, catalogue: &Catalogue, filter: &str) -> Answer {
    let wanted = filter.to_lowercase();
    let holds = |text: &str| text.to_lowercase().contains(&wanted);
    let is_wanted = |product: &&Product| {
        holds(&product.label) || holds(&product.id) || product.aliases.iter().any(|alias| holds(alias))
    };
    let mut listed: Vec<&Product> = catalogue.products().iter().filter(is_wanted).collect();
    listed.sort_by_key(|product| (product.label.to_lowercase(), &product.id));
    let releases: usize = listed.iter().map(|product| product.cycles.len()).sum();
    let title = format!("{}, {}", counted(listed.len(), "product"), counted(releases, "release"));
    let mut answer = Answer::new(envelope, title);
    let columns = vec![
        Column::new("name", |product: &Product| Value::text(&*product.label)),
        Column::new("id", |product: &Product| Value::id(&*product.id)),
        Column::new("releases", |product: &Product| product.cycles.len()),
    ];
    answer.table(Table::new("Products", listed, columns));
    answer
}

/// The releases of one product with their dates and states, newest first.
pub fn cycles(envelope: Envelope, product: &Product, today: Day, horizon_months: u16) -> Answer {
    let mut answer = Answer::new(envelope, format!("{} (`{}`)", product.label, product.id));
    let state = |cycle: &Cycle| {
        support::standing(Some(cycle), Bought::default(), today, i32::from(horizon_months)).state
    };
    let columns = vec![
        Column::new("release", |cycle: &Cycle| Value::id(&*cycle.name)),
        Column::new("released", |cycle: &Cycle| cycle.released.known().copied()),
        Column::new("active_until", |cycle: &Cycle| end(cycle.end_of_active_support)),
        Column::new("supported_until", |cycle: &Cycle| end(cycle.end_of_support)),
        Column::new("paid_until", |cycle: &Cycle| end(cycle.end_of_extended_support)),
        Column::new("state", move |cycle: &Cycle| state(cycle).word()),
    ];
    answer.table(Table::new("Releases", product.cycles.iter(), columns));
    answer.paragraph(say![
        "States on ",
        today,
        "; ends are last days, inclusive. What is paid counts only if it was bought."
    ]);
    answer
}

/// The last day, or words where no day is known.
fn end(end: End) -> Value {
    match end {
        End::Unknown => Value::Missing,
        End::On(date) => Value::Day(date),
        words => words.to_string().into(),
    }
}
