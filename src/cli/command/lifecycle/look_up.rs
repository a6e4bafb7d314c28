//! `lifecycle lookup`: one product's release.

use super::{facts, horizon_months};
use crate::catalogue::Query;
use crate::cli::args::{CheckFormat, LookupArgs};
use crate::cli::exit::Exit;
use crate::cli::input;
use crate::cli::terminal::Terminal;
use crate::render::format::lifecycle;

pub(super) fn run(terminal: &Terminal, args: &LookupArgs) -> Result<Exit, Exit> {
    let catalogue = facts(terminal, &args.facts)?;
    let query = Query {
        vendor: args.vendor.as_deref(),
        product: &args.product,
        version: args.release.as_deref(),
        ..Query::default()
    };
    let today = input::day_or_today(args.facts.as_of);
    let answer = lifecycle::look_up(&catalogue, query, today, horizon_months());
    let text = match args.format {
        CheckFormat::Text => {
            let asked: Vec<&str> =
                [args.vendor.as_deref(), Some(args.product.as_str()), args.release.as_deref()]
                    .into_iter()
                    .flatten()
                    .collect();
            lifecycle::text(&answer, &asked.join(" "))
        }
        CheckFormat::Json => lifecycle::json(&answer),
    };
    Ok(terminal.output(&text))
}
