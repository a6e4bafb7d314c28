//! `lifecycle lookup`: one product's release.

use super::{facts, horizon_months};
use crate::catalogue::Query;
use crate::cli::args::LookupArgs;
use crate::cli::exit::Exit;
use crate::cli::terminal::Terminal;
use crate::cli::{input, output};
use crate::render::answer::Envelope;
use crate::render::document::lifecycle;

pub(super) fn run(terminal: &Terminal, args: &LookupArgs) -> Result<Exit, Exit> {
    let catalogue = facts(terminal, &args.facts)?;
    let query = Query {
        vendor: args.vendor.as_deref(),
        product: &args.product,
        version: args.release.as_deref(),
        ..Query::default()
    };
    let today = input::day_or_today(args.facts.as_of);
    let envelope = Envelope::new("techstrata-lookup/2", Some(today), None);
    let found = lifecycle::look_up(envelope, &catalogue, query, today, horizon_months());
    Ok(output::deliver(terminal, args.output.as_deref(), args.format, &found))
}
