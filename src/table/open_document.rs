//! How many cells an `OpenDocument` sheet would fill, counted before it is
//! read: a cell may say that it stands for a million.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// The cells with anything in them that a `content.xml` stands for.
pub(super) fn cells(content: &str) -> u64 {
    let mut reader = Reader::from_str(content);
    let (mut total, mut row_repeats) = (0_u64, 1_u64);
    loop {
        match reader.read_event() {
            Ok(Event::Start(element) | Event::Empty(element)) => match name(&element).as_str() {
                "table:table-row" => {
                    row_repeats = repeats(&element, "table:number-rows-repeated");
                }
                "table:table-cell" | "table:covered-table-cell" => {
                    let has_value = attribute(&element, "office:value-type").is_some()
                        || attribute(&element, "table:formula").is_some();
                    if has_value {
                        let count = repeats(&element, "table:number-columns-repeated");
                        total = total.saturating_add(count.saturating_mul(row_repeats));
                    }
                }
                _ => {}
            },
            Ok(Event::Eof) | Err(_) => return total,
            Ok(_) => {}
        }
    }
}

fn name(element: &BytesStart<'_>) -> String {
    element.name().as_ref().to_owned()
}

fn attribute(element: &BytesStart<'_>, wanted: &str) -> Option<String> {
    element
        .attributes()
        .flatten()
        .find(|attribute| attribute.key.as_ref() == wanted)
        .map(|attribute| attribute.value.into_owned())
}

fn repeats(element: &BytesStart<'_>, wanted: &str) -> u64 {
    attribute(element, wanted).and_then(|text| text.parse().ok()).unwrap_or(1)
}
