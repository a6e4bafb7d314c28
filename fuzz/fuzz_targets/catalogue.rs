//! Any catalogue file: refused with a reason, or read and asked.
#![no_main]

use libfuzzer_sys::fuzz_target;
use techstrata::catalogue::{Bought, Catalogue, Matcher, Query, support};

fuzz_target!(|text: String| {
    let Ok(catalogue) = Catalogue::empty().with_file("file", &text) else { return };
    let today = jiff::civil::date(2026, 11, 23);
    for product in catalogue.products() {
        for cycle in &product.cycles {
            let _ = support::standing(Some(cycle), Bought::default(), today, 18);
        }
    }
    let matcher = Matcher::new(&catalogue);
    for product in catalogue.products().iter().take(4) {
        let _ = matcher.find(Query { product: &product.label, ..Query::default() });
    }
});
