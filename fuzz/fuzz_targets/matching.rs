//! Any vendor, product and version: no panic, a sound answer, and no time that
//! grows faster than the text.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use techstrata::catalogue::{Catalogue, Matcher, Query};

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::built_in().unwrap());
static MATCHER: LazyLock<Matcher<'static>> = LazyLock::new(|| Matcher::new(&CATALOGUE));

fuzz_target!(|fields: (String, String, String, bool)| {
    let (vendor, product, version, is_long) = fields;
    let product = if is_long { product.repeat(1000) } else { product };
    let query = Query {
        vendor: Some(&vendor),
        product: &product,
        version: Some(&version),
        cpe: Some(&version),
        purl: Some(&vendor),
    };
    let found = MATCHER.find(query);
    assert!((0.0..=1.0).contains(&found.confidence));
    assert!(found.cycle.is_none() || found.product.is_some());
});
