//! What the values of a column look like, counted over the whole table in
//! bounded memory.

use std::collections::BTreeSet;

use super::value::date::{self, OrderEvidence, Reading, Serials};
use super::value::number::{self, SignEvidence};
use super::value::{is_blank, person};

/// How many values are looked at closely; dates and separators are counted
/// over all of them.
const CLOSELY: u64 = 4_000;
/// How many different values are kept.
const KEPT: usize = 64;

/// What was seen of a column.
#[derive(Clone, Debug, Default)]
pub struct ColumnShape {
    /// Cells that say something.
    pub filled: u64,
    /// Cells looked at closely.
    pub seen: u64,
    /// Of those, dates.
    pub dates: u64,
    /// Of those, numbers.
    pub numbers: u64,
    /// Of those, network addresses.
    pub addresses: u64,
    /// Of those, addresses of network cards.
    pub cards: u64,
    /// Of those, versions such as `10.2.1`.
    pub versions: u64,
    /// Of those, people, e-mail addresses and telephone numbers.
    pub people: u64,
    /// Of those, CPE names and package URLs.
    pub identifiers: u64,
    /// Of those, sums with a sign of currency.
    pub sums: u64,
    /// The longest, in bytes.
    pub longest: usize,
    /// For the order of day and month.
    pub order: OrderEvidence,
    /// For the decimal sign.
    pub sign: SignEvidence,
    /// Some of the different values.
    pub values: BTreeSet<String>,
    /// Whether there are more of them.
    pub has_more: bool,
}

impl ColumnShape {
    /// Counts one cell.
    pub fn add(&mut self, cell: &str) {
        if is_blank(cell) {
            return;
        }
        self.filled += 1;
        let starts_with_digit =
            cell.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '£' | '€' | '$' | '('));
        if starts_with_digit && cell.len() <= 40 {
            self.order.add(cell);
            self.sign.add(cell);
        }
        if self.seen >= CLOSELY {
            return;
        }
        self.seen += 1;
        self.longest = self.longest.max(cell.len());
        if self.values.len() < KEPT {
            self.values.insert(cell.to_owned());
        } else if !self.values.contains(cell) {
            self.has_more = true;
        }
        self.look_closely(cell);
    }

    fn look_closely(&mut self, cell: &str) {
        let is = |yes: bool| u64::from(yes);
        let figure = number::read(cell, Some(number::DecimalSign::Point));
        self.dates += is(!matches!(date::read(cell, Serials::default()), Reading::None));
        self.numbers += is(figure.is_some());
        self.sums += is(figure.is_some_and(|figure| figure.currency.is_some()));
        self.addresses += is(is_address(cell));
        self.cards += is(is_card(cell));
        self.versions += is(is_version(cell));
        self.people += is(person::is_person(cell));
        self.identifiers += is(cell.starts_with("cpe:") || cell.starts_with("pkg:"));
    }

    /// The share of those looked at that a count makes, 0 to 1.
    pub fn share(&self, count: u64) -> f64 {
        if self.seen == 0 { 0.0 } else { count as f64 / self.seen as f64 }
    }

    /// Whether nearly every value is another.
    pub fn is_distinct(&self) -> bool {
        self.has_more || self.values.len() as u64 * 10 >= self.seen * 9
    }
}

fn is_address(text: &str) -> bool {
    let first = text.split([',', ';', ' ', '/']).next().unwrap_or(text);
    first.parse::<std::net::IpAddr>().is_ok()
}

fn is_card(text: &str) -> bool {
    let digits: String = text.chars().filter(|c| !matches!(c, ':' | '-' | '.')).collect();
    digits.len() == 12 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()) && text.len() >= 14
}

fn is_version(text: &str) -> bool {
    let text = text.trim_start_matches(['v', 'V']);
    text.contains('.')
        && text.starts_with(|c: char| c.is_ascii_digit())
        && text.split(['.', '-', '_', ' ']).all(|part| part.len() <= 8)
        && text.split('.').filter(|part| part.bytes().all(|byte| byte.is_ascii_digit())).count() >= 2
        && !is_address(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_counted_by_what_they_look_like() {
        let mut shape = ColumnShape::default();
        for cell in
            ["10.1.2.3", "00:1A:2B:3C:4D:5E", "7.0.109", "31/03/2027", "£12.50", "Jane Smith", "n/a", ""]
        {
            shape.add(cell);
        }
        assert_eq!(shape.filled, 6);
        assert_eq!(
            (shape.addresses, shape.cards, shape.versions, shape.dates, shape.sums, shape.people),
            (1, 1, 1, 1, 1, 1)
        );
    }
}
