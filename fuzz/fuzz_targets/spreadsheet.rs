//! Any table: refused with a reason, or filled, every row kept.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use techstrata::catalogue::{Catalogue, Matcher};
use techstrata::render::document::lifecycle::fill;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::built_in().unwrap());
static MATCHER: LazyLock<Matcher<'static>> = LazyLock::new(|| Matcher::new(&CATALOGUE));

fuzz_target!(|rows: String| {
    let text = format!("raw_product,raw_version\n{rows}");
    let mut out = Vec::new();
    let _ = fill(&text, &MATCHER, jiff::civil::date(2026, 11, 23), 18, &mut out);
    assert!(std::str::from_utf8(&out).is_ok());
});
