//! `lifecycle list`: the products, or one product's releases.

use super::{facts, horizon_months};
use crate::cli::args::ListArgs;
use crate::cli::exit::Exit;
use crate::cli::terminal::Terminal;
use crate::cli::{input, output};
use crate::render::answer::Envelope;
use crate::render::document::lifecycle;
use crate::text;

pub(super) fn run(terminal: &Terminal, args: &ListArgs) -> Result<Exit, Exit> {
    let catalogue = facts(terminal, &args.facts)?;
    let path = args.output.as_deref();
    let Some(id) = &args.releases else {
        let envelope = Envelope::new("techstrata-products/1", None, None);
        let answer = lifecycle::products(envelope, &catalogue, &args.filter);
        return Ok(output::deliver(terminal, path, args.format, &answer));
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
    let envelope = Envelope::new("techstrata-releases/1", Some(today), None);
    let answer = lifecycle::cycles(envelope, product, today, horizon_months());
    Ok(output::deliver(terminal, path, args.format, &answer))
}
