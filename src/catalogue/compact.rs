//! The public snapshot as the program carries it: one line a product, one a
//! cycle, cells parted by tabs.
//!
//! The start reads it whole, so the form is made for that: a tenth of the time
//! that YAML takes, and no value that needs quotes. `tests/suite/snapshot.rs`
//! writes it from the file that endoflife.date publishes, and says how the
//! cells are laid out; here they are read.
//!
//! - A product: `=`, id, label, category, aliases and identifiers parted by
//!   `;`, what the paid extension is called.
//! - A cycle: name, label, code name, release, then the ends of sale, active
//!   support, support and extended support: a date, `!` for ended on a day
//!   that nobody published, `~` for not announced. Cells at the end that say
//!   nothing are left out, and so is a label that is the name.

use std::sync::Arc;

use super::product::{Cycle, End, Extension, Layer, Product, Source};
use crate::date::PartialDate;
use crate::model::Fact;

/// All products of the text; the number and the reason of a line that is none.
pub(super) fn read(text: &str, origin: &Arc<str>) -> Result<Vec<Product>, String> {
    let mut products: Vec<Product> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let refused = |reason: &str| format!("line {}: {reason}", index + 1);
        if line.starts_with('#') || line.is_empty() {
            continue;
        }
        if let Some(cells) = line.strip_prefix("=\t") {
            products.push(product(cells));
        } else if let Some(product) = products.last_mut() {
            product.cycles.push(cycle(line, origin).ok_or_else(|| refused("no cycle"))?);
        } else {
            return Err(refused("a cycle before any product"));
        }
    }
    Ok(products)
}

fn product(line: &str) -> Product {
    let mut cells = line.split('\t');
    let mut cell = || cells.next().unwrap_or("");
    let (id, label, category, aliases, identifiers) = (cell(), cell(), cell(), cell(), cell());
    let list = |text: &str| text.split(';').filter(|part| !part.is_empty()).map(Into::into).collect();
    Product {
        id: id.into(),
        label: label.into(),
        vendor: Fact::Unknown,
        category: category.into(),
        aliases: list(aliases),
        identifiers: list(identifiers),
        cycles: Vec::new(),
        is_complete: true,
        extension: Extension { name: cell().into(), is_free: false },
    }
}

fn cycle(line: &str, origin: &Arc<str>) -> Option<Cycle> {
    let mut cells = line.split('\t');
    let mut cell = || cells.next().unwrap_or("");
    let (name, label, codename) = (cell(), cell(), cell());
    let released = match cell() {
        "" => Fact::Unknown,
        date => Fact::Known(date.parse::<PartialDate>().ok()?),
    };
    Some(Cycle {
        name: name.into(),
        label: if label.is_empty() { name } else { label }.into(),
        codename: codename.into(),
        aliases: Vec::new(),
        released,
        end_of_sale: end(cell())?,
        end_of_active_support: end(cell())?,
        end_of_support: end(cell())?,
        end_of_extended_support: end(cell())?,
        has_free_extension: false,
        source: Source { layer: Layer::BuiltIn, text: Arc::clone(origin) },
    })
}

fn end(cell: &str) -> Option<End> {
    Some(match cell {
        "" => End::Unknown,
        "!" => End::Ended,
        "~" => End::NotAnnounced,
        date => End::On(date.parse().ok()?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_cell_is_read_and_those_left_out_say_nothing() {
        let text = "# head\n=\tx\tX Server\tos\tex;xs\tcpe:2.3:a:m:x\tLong Support\n\
                    9\tNine\tNinja\t2020-01-02\t\t!\t2024-05\t2026-05-06\n8\t\t\t\t\t\t~\n";
        let products = read(text, &"origin".into()).unwrap();
        let [x] = products.as_slice() else { panic!("one product") };
        assert_eq!(
            (&*x.id, &*x.label, x.aliases.len(), &*x.extension.name),
            ("x", "X Server", 2, "Long Support")
        );
        let [nine, eight] = x.cycles.as_slice() else { panic!("two cycles") };
        assert_eq!((&*nine.label, &*nine.codename), ("Nine", "Ninja"));
        assert_eq!(nine.end_of_active_support, End::Ended);
        assert_eq!(nine.end_of_support.to_string(), "2024-05");
        assert_eq!(nine.end_of_extended_support.to_string(), "2026-05-06");
        assert_eq!((&*eight.label, eight.end_of_support), ("8", End::NotAnnounced));
        assert_eq!((eight.end_of_sale, eight.released.is_known()), (End::Unknown, false));
    }

    #[test]
    fn a_line_that_is_none_is_named() {
        for (text, reason) in
            [("8\n", "line 1: a cycle before any product"), ("=\tx\n8\t\t\tsoon\n", "line 2: no cycle")]
        {
            assert_eq!(read(text, &"".into()).unwrap_err(), reason);
        }
    }
}
