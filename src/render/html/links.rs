//! Links whose target is not on the page.
//!
//! With sections left out, what pointed into them would lead nowhere. The
//! words stay and the link goes.

use rustc_hash::FxHashSet;

/// Attributes that name a place of the page, up to its id. Values are
/// escaped, so that none of these can stand in a text.
const OPENINGS: [&str; 2] = [" href=\"#", " data-view=\""];

/// The page without the attributes that point to an id it does not hold.
/// O(n).
pub(super) fn without_dead(page: &str) -> String {
    let ids: FxHashSet<&str> = values(page, " id=\"").collect();
    OPENINGS.iter().fold(page.to_owned(), |page, opening| without(&page, opening, &ids))
}

fn values<'a>(page: &'a str, opening: &'a str) -> impl Iterator<Item = &'a str> {
    page.split(opening).skip(1).filter_map(|rest| rest.split_once('"').map(|(value, _)| value))
}

fn without(page: &str, opening: &str, ids: &FxHashSet<&str>) -> String {
    let mut parts = page.split(opening);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (value, after) = part.split_once('"').unwrap_or((part, ""));
        let target = value.split('?').next().unwrap_or_default();
        if ids.contains(target) {
            out.push_str(opening);
            out.push_str(part);
        } else {
            out.push_str(after);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_points_nowhere_loses_its_link_and_keeps_its_words() {
        let page = "<p id=\"a\"><a href=\"#a\">here</a> <a href=\"#b\" data-view=\"b?sev=c\">gone</a> \
                    <a data-view=\"a?q=x\" href=\"#a\">view</a></p>";
        assert_eq!(
            without_dead(page),
            "<p id=\"a\"><a href=\"#a\">here</a> <a>gone</a> <a data-view=\"a?q=x\" href=\"#a\">view</a></p>"
        );
    }

    #[test]
    fn a_page_without_dead_links_stays_as_it_is() {
        let page = "<p id=\"a\"><a href=\"#a\">é</a><a href=\"https://example.org\">out</a></p>";
        assert_eq!(without_dead(page), page);
    }
}
