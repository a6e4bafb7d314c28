//! `lifecycle list`: the products, or one product's releases.

use super::{facts, horizon_months};
use crate::cli::args::ListArgs;
use crate::cli::exit::Exit;
use crate::cli::input;
use crate::cli::terminal::Terminal;
use crate::render::format::lifecycle;
use crate::text;

pub(super) fn run(terminal: &Terminal, args: &ListArgs) -> Result<Exit, Exit> {
    let catalogue = facts(terminal, &args.facts)?;
    let Some(id) = &args.releases else {
        return Ok(terminal.output(&lifecycle::products(&catalogue, &args.filter)));
    };
    let Some(product) = catalogue.product(id) else {
        let nearest = text::nearest(id, catalogue.products().iter().map(|product| &*product.id), 3);
        let nearest: Vec<String> = nearest.iter().map(|id| format!("`{id}`")).collect();
        let hint = if nearest.is_empty() {
            "`techstrata lifecycle list` shows all".to_owned()
        } else {
            format!("did you mean {}?", text::join_or(&nearest))
        };
        terminal.error(&format!("no product has the id `{id}`; {hint}"));
        return Err(Exit::WrongInput);
    };
    let today = input::day_or_today(args.facts.as_of);
    Ok(terminal.output(&lifecycle::cycles(product, today, horizon_months())))
}
